"""The drawn street of a wijk in the head of its pages: drawn once, then remembered, also for other processes."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from wijkmonitor.tonen.svg import shorten_paths

MAX_WIJKEN = 32
_drawn: dict[tuple[tuple[str, ...], str], str] = {}


def strip(beeld: tuple[str, ...], *, seed: str) -> Markup:
    """The drawn street of the wijk as inline SVG, decoration only; beeld names what the wijk has."""
    key = beeld, seed
    if key not in _drawn:
        from wijkmonitor.figuren.tekening.strook import strook

        put(key, shorten_paths(strook(beeld, seed=seed)))
    return Markup(_drawn[key])


def put(key: tuple[tuple[str, ...], str], svg: str) -> None:
    """Remember a drawing, also one that another process made; at most those of 32 wijken."""
    while len(_drawn) >= MAX_WIJKEN:
        del _drawn[next(iter(_drawn))]
    _drawn[key] = svg


def packed() -> Mapping[tuple[tuple[str, ...], str], str]:
    """All that is remembered, to hand to another process."""
    return dict(_drawn)
