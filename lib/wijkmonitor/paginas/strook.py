"""The drawn street of a wijk in the head of its pages: drawn once, then remembered, also for other processes."""

from __future__ import annotations

from markupsafe import Markup

from wijkmonitor.geheugen import WIJKEN, Geheugen

DRAWN: Geheugen[tuple[tuple[str, ...], str], str] = Geheugen(__name__, hoogstens=WIJKEN)


def strip(beeld: tuple[str, ...], *, seed: str) -> Markup:
    """The drawn street of the wijk as inline SVG, decoration only; beeld names what the wijk has."""
    return Markup(DRAWN.of((beeld, seed), lambda: _draw(beeld, seed)))


def _draw(beeld: tuple[str, ...], seed: str) -> str:
    from wijkmonitor.figuren.tekening.strook import strook

    return strook(beeld, seed=seed)
