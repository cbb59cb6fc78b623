"""The drawn street of a wijk in the head of its pages: drawn once, then remembered, also for other processes."""

from __future__ import annotations

from markupsafe import Markup

from wijkmonitor.geheugen import Geheugen

DRAWN: Geheugen[tuple[tuple[str, ...], str], str] = Geheugen(__name__, hoogstens=32)


def strip(beeld: tuple[str, ...], *, seed: str) -> Markup:
    """The drawn street of the wijk as inline SVG, decoration only; beeld names what the wijk has."""
    return Markup(DRAWN.of((beeld, seed), lambda: _draw(beeld, seed)))


def is_drawn(seed: str) -> bool:
    """Whether a street was drawn for this wijk; one that changed is drawn again when its records are read."""
    return any(name == seed for _, name in DRAWN.packed())


def _draw(beeld: tuple[str, ...], seed: str) -> str:
    from wijkmonitor.figuren.tekening.strook import strook

    return strook(beeld, seed=seed)
