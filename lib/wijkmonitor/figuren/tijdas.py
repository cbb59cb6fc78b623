"""The axis of time: words of moments, and events as labelled standing lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.kleuren import GRIJS, INKT
from wijkmonitor.figuren.letters import STREEP, Plaats, text_width, wrap

_SIZE = 9.5
_LINE = 11.5
BOVEN = 26.0  # room for two lines of words above the axes


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


def draw_milestones(blad: Blad, mijlpalen: Sequence[Mijlpaal], *, y: float, zones: Sequence[Plaats] = ()) -> list[str]:
    """Dashed lines through the axes under everything else, and their words above, centred on y.

    Words that don't fit beside each other become letters; gives back what each letter stands for, to write below.
    """
    ordered = sorted(mijlpalen, key=lambda mark: mark.x)
    for mark in ordered:
        places = [[(mark.x, top), (mark.x, bottom)] for top, bottom in zones or [blad.span]]
        blad.line(*places, colour=GRIJS, thick=1.2, dash=STREEP, under=True)
    words = [wrap(mark.naam, 118, _SIZE, lines=9) for mark in ordered]
    if not blad.smal and _write_words(blad, ordered, words, y):
        return []
    for letter, mark in zip(ascii_lowercase, ordered, strict=False):
        blad.write(blad.x(mark.x), y + 7, letter, size=_SIZE, bold=True, anchor="center", halo=True)
    return [f"{letter}: {mark.naam}" for letter, mark in zip(ascii_lowercase, ordered, strict=False)]


def _write_words(blad: Blad, marks: Sequence[Mijlpaal], words: Sequence[tuple[str, ...]], y: float) -> bool:
    """Whether all words fit above their lines, on at most two lines each and without touching; then they are written."""
    ends: list[tuple[float, float]] = []
    for mark, rows in zip(marks, words, strict=True):
        half = max(text_width(row, _SIZE) for row in rows) / 2
        middle = min(max(blad.x(mark.x), half), blad.width - half)
        if len(rows) > 2 or (ends and middle - half < ends[-1][1] + 8):
            return False
        ends.append((middle, middle + half))
    for (middle, _), rows in zip(ends, words, strict=True):
        blad.write(middle, y + (3 if len(rows) == 1 else 0), *rows, size=_SIZE, colour=INKT, anchor="center")
    return True


def clear_side(blad: Blad, x: float, off: float, wide: float, marks: Sequence[Mijlpaal]) -> int:
    """On which side of x words of this width keep off the lines of the events: 1 right, else -1 left, 0 on none."""
    lines = [blad.x(mark.x) for mark in marks]
    right = any(x + off - 2 <= line <= x + off + wide + 2 for line in lines) or x + off + wide > blad.width
    left = any(x - off - wide - 2 <= line <= x - off + 2 for line in lines) or x - off - wide < 0
    return 1 if not right else -1 if not left else 0


def step_aside(blad: Blad, x: float, half: float, marks: Sequence[Mijlpaal]) -> float:
    """The middle of words that should stand at x, as near to it as keeps them off the lines of all events."""
    lines = [blad.x(mark.x) for mark in marks]
    places = [x, *(line + side * (half + 3) for line in lines for side in (-1, 1))]
    inside = [min(max(place, half), blad.width - half) for place in places]
    clear = [place for place in inside if all(abs(line - place) >= half + 2 for line in lines)]
    return min(clear or [x], key=lambda place: abs(place - x))


def write_list(blad: Blad, lines: Sequence[str], y: float, *, kolommen: int = 1, colour: str = GRIJS) -> float:
    """Small lines of words under the figure, in so many columns; gives back where they end."""
    width, per_column, ends = blad.width / kolommen, -(-len(lines) // kolommen), [y]
    for place, line in enumerate(lines):
        if place % max(per_column, 1) == 0:
            ends.append(y)
        for row in wrap(line, width - (6 if kolommen > 1 else 0), _SIZE, lines=4):
            blad.write(place // per_column * width, ends[-1], row, size=_SIZE, colour=colour)
            ends[-1] += _LINE
    return max(ends)


def write_moments(blad: Blad, moments: Sequence[tuple[float, str]], y: float) -> None:
    """Words below the axis of time; where they don't fit beside each other some are left out, the ends never."""
    shown: list[Plaats] = []
    ordered = sorted(moments)
    for value, word in [ordered[0], ordered[-1], *ordered[1:-1]] if len(ordered) > 1 else ordered:
        half = text_width(word, 10.5) / 2
        middle = min(max(blad.x(value), half), blad.width - half)
        if any(middle - half < end + 4 and middle + half > start - 4 for start, end in shown):
            continue
        shown.append((middle - half, middle + half))
        blad.write(middle, y, *wrap(word, blad.width, 10.5, lines=2), size=10.5, anchor="center")
