"""The axis of time: places of moments, their words, and milestones as labelled standing marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wijkmonitor.figuren.letters import shorten, wrap
from wijkmonitor.figuren.stijl import GRIJS, INKT
from wijkmonitor.figuren.vel import STREEP, Vel, text_width

_SIZE = 9.5
_LINE = 11.5


@dataclass(frozen=True)
class Mijlpaal:
    """An event that marks a series: its place on the axis of time and what happened."""

    x: float
    naam: str


def jaarpunt(day: date) -> float:
    """A date as a year with a fraction.

    >>> jaarpunt(date(2022, 7, 2))
    2022.4986301369863
    """
    first, following = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + (day - first).days / (following - first).days


@dataclass(frozen=True)
class Mijlpalen:
    """Milestones with the lane that each label got, so that labels don't overlap."""

    plekken: tuple[tuple[float, int, tuple[str, ...]], ...]
    height: float
    below: tuple[str, ...] = ()


def place_milestones(items: Sequence[tuple[float, str]], *, right: float, smal: bool) -> Mijlpalen:
    """Room for milestones at x points. Wide: words above the plot, in lanes. Narrow: letters, with a list below."""
    ordered = sorted(items)
    if smal:
        letters = "abcdefghijklmnopqrstuvwxyz"
        places = tuple((x, 0, (letters[i % 26],)) for i, (x, _) in enumerate(ordered))
        below = tuple(f"{letters[i % 26]}: {name}" for i, (_, name) in enumerate(ordered))
        return Mijlpalen(places, 16.0 if places else 0.0, below)
    lanes: list[float] = []
    placed: list[tuple[float, int, tuple[str, ...]]] = []
    for x, name in ordered:
        rows = wrap(name, 112, _SIZE, lines=2)
        wide = max(text_width(row, _SIZE) for row in rows)
        start = min(x + 4, right - wide)
        lane = next((i for i, end in enumerate(lanes) if end < start - 6), len(lanes))
        lanes[lane : lane + 1] = [start + wide]
        placed.append((x, lane, rows))
    return Mijlpalen(tuple(placed), len(lanes) * 2.2 * _LINE + 4 if placed else 0.0)


def draw_milestones(
    vel: Vel,
    marks: Mijlpalen,
    *,
    top: float,
    bottom: float,
    right: float,
    zones: Sequence[tuple[float, float]] = (),
) -> None:
    """Dashed standing lines with their words above `top`, within marks.height.

    zones: where the lines run, tops and bottoms; without it from the words to `bottom`.
    """
    for x, lane, rows in marks.plekken:
        line_top = top - marks.height + lane * 2.2 * _LINE
        for start, end in zones or [(line_top + 2, bottom)]:
            vel.line([(x, start), (x, end)], colour=GRIJS, thick=1.2, dash=STREEP, cap="butt")
        wide = max(text_width(row, _SIZE) for row in rows)
        begin = min(x + 4, right - wide) if not zones else x - wide / 2
        for position, row in enumerate(rows):
            vel.text(begin, line_top + 7 + position * _LINE, row, size=_SIZE, colour=INKT, halo=True)


def draw_list(vel: Vel, lines: Sequence[str], y: float) -> float:
    """Small lines of words under the figure; gives back where they end."""
    for line in lines:
        for row in wrap(line, vel.width, _SIZE, lines=3):
            vel.text(0, y, row, size=_SIZE, colour=GRIJS)
            y += _LINE
    return y


def draw_moments(vel: Vel, moments: Sequence[tuple[float, str]], y: float, *, size: float = 10.5) -> None:
    """Words below the axis of time; where they don't fit beside each other some are left out, the ends never."""
    shown: list[tuple[float, float]] = []
    ordered = sorted(moments)
    for x, word in [ordered[0], ordered[-1], *ordered[1:-1]] if len(ordered) > 1 else ordered:
        word = shorten(word, 90, size)
        half = text_width(word, size) / 2
        place = min(max(x, half), vel.width - half)
        if any(place - half < end + 4 and place + half > start - 4 for start, end in shown):
            continue
        shown.append((place - half, place + half))
        vel.text(place, y, word, size=size, colour=INKT, anchor="midden")
