"""Where marks and their words stand: rows along one axis, in which every name gets its room, and the axis of time with its events.

Wide: names in a column on the left, words in a column on the right. Narrow: names and words above the mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase
from typing import NamedTuple

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.kleuren import GRIJS, INKT
from wijkmonitor.figuren.letters import KLEIN, STREEP, Plaats, fit, text_width, wrap

_SIZE, _LINE = 9.5, 11.5  # small words: their size, and from one line of them to the next
BOVEN = 26.0  # room for two lines of words above the axes
NAAM = 11.0
REGEL = 13.2  # height of one line of text
_COLUMN = (126.0, 168.0)  # least and most room for names in the wide size
_MOST_WORDS = 220.0
_ONE_LINE = 205.0  # most room for names that should stand on one line


class Woord(NamedTuple):
    """Words beside a row with their look; `lines` of them share one line in the narrow size."""

    tekst: str
    size: float = 10.5
    bold: bool = False
    colour: str = GRIJS


@dataclass(frozen=True)
class Figuurrij:
    """What stands around a mark: its name, the heading above it where that changes, and words on one or two lines."""

    naam: str
    groep: str = ""
    woorden: tuple[Woord, ...] = ()
    bold: bool = False
    colour: str = INKT


def place_rows(
    blad: Blad, rijen: Sequence[Figuurrij], *, row: float, top: float = 6, words: float = 126, inset: float = 6,
    one_line: bool = False,
) -> list[float]:  # fmt: skip
    """Writes names, headings and words, sets the sides of the axes, and gives the height of every mark in points.

    row: least height of a row (wide) or of its mark (narrow). words: least width of the column on the right (wide).
    one_line: words stand after each other there, instead of below each other; the column is as wide as they need.
    """
    if one_line:
        beside = [sum(text_width(w.tekst, w.size, w.bold) + 6 for w in rij.woorden) for rij in rijen if len(rij.woorden) > 1]
        words = min(max([words, *(wide + 8 for wide in beside)]), _MOST_WORDS)
    column = 0.0 if blad.smal else name_column([rij.naam for rij in rijen], one_line=one_line)
    blad.left, blad.right = (7.0, blad.width - 7) if blad.smal else (column, blad.width - words)
    y, before, ys = top, "", list[float]()
    for rij in rijen:
        if rij.groep and rij.groep != before:
            y += 10 if blad.smal or not ys else 14
            heading, size = fit(rij.groep, blad.width, NAAM, True)
            blad.write(0, y, heading, size=size, bold=True, colour=GRIJS)
            y += 10
        before = rij.groep
        lines = wrap(rij.naam, blad.width if blad.smal else column - 14, NAAM, bold=blad.smal or rij.bold, lines=3)
        after = _room_beside(blad, lines, rij.woorden) if blad.smal else 0.0
        high = max(row, len(lines) * REGEL + (8 if len(lines) > 1 else 4))
        if not blad.smal and len(rij.woorden) == 1:  # a reason may need more lines than its name
            word = rij.woorden[0]
            told = wrap(word.tekst, blad.width - blad.right - 12, word.size, word.bold, lines=3)
            high = max(high, len(told) * word.size * 1.2 + 4)
        middle = y + (len(lines) * REGEL if blad.smal else high) / 2
        blad.write(0, middle, *lines, size=NAAM, bold=blad.smal or rij.bold, colour=rij.colour)
        if blad.smal:
            y += len(lines) * REGEL + 2
            y, high = _write_below(blad, rij.woorden, y - (REGEL + 2 if after else 0), after), row
        else:
            _write_beside(blad, rij.woorden, y + high / 2, blad.right + 12, one_line)
        ys.append(y + high / 2)
        y += high + (4 if blad.smal else 0)
    blad.top, blad.bottom, blad.height = top, y, y + 4
    blad.left, blad.right = blad.left + inset, blad.right - inset
    return ys


def _room_beside(blad: Blad, lines: Sequence[str], words: Sequence[Woord]) -> float:
    """Where words begin that fit behind a name on its line; 0 where they do not."""
    start = text_width(lines[0], NAAM, True) + 9
    needed = sum(text_width(word.tekst, word.size, word.bold) + 6 for word in words)
    return start if words and len(lines) == 1 and start + needed <= blad.width else 0.0


def row_zones(blad: Blad, ys: Sequence[float], row: float) -> list[tuple[float, float]]:
    """Top and bottom of where marks stand: all of the axes (wide), or each row (narrow)."""
    return [(y - row / 2, y + row / 2) for y in ys] if blad.smal else [(blad.top, blad.bottom)]


def _write_beside(blad: Blad, words: Sequence[Woord], y: float, x: float, one_line: bool) -> None:
    if one_line and len(words) > 1:
        _write_below(blad, words, y - REGEL / 2, x)
        return
    if len(words) == 1 and text_width(words[0].tekst, words[0].size, words[0].bold) > blad.width - x:
        word = words[0]
        lines = wrap(word.tekst, blad.width - x, word.size, word.bold, lines=3)
        blad.write(x, y, *lines, size=word.size, bold=word.bold, colour=word.colour)
        return
    for position, word in enumerate(words):
        text, size = fit(word.tekst, blad.width - x, word.size, word.bold, least=KLEIN)
        blad.write(x, y + (position - (len(words) - 1) / 2) * 14.5, text, size=size, bold=word.bold, colour=word.colour)


def _write_below(blad: Blad, words: Sequence[Woord], y: float, start: float = 0.0) -> float:
    """Words after each other, on a new line where the room is up; gives back where they end."""
    x = start
    for word in words:
        wide = text_width(word.tekst, word.size, word.bold)
        if x > start and x + wide > blad.width:
            x, y = start, y + REGEL
        for position, line in enumerate(wrap(word.tekst, blad.width - x, word.size, word.bold, lines=3)):
            y += REGEL if position else 0
            blad.write(x, y + REGEL / 2, line, size=word.size, bold=word.bold, colour=word.colour)
        x += wide + 6
    return y + REGEL + 2 if words else y


def name_column(names: Sequence[str], *, one_line: bool = False) -> float:
    """Width of the column of names: wide enough for two lines a name and for its longest word, within limits."""
    if one_line:
        return min(max(text_width(name, NAAM) for name in names) + 18, _ONE_LINE)
    needed = max((text_width(name, NAAM) for name in names), default=0) / 1.85 + 24
    whole = max((text_width(_longest(name), NAAM) for name in names), default=0) + 16
    return min(max(_COLUMN[0], needed, whole), _COLUMN[1])


def _longest(name: str) -> str:
    """The longest word of a name, with a number or letter that belongs to it: *Voorbeeldinterventie 1*."""
    words = name.split()
    pairs = [f"{a} {b}" if len(b) <= 2 else a for a, b in zip(words, [*words[1:], "..."], strict=False)]
    return max(pairs, key=len, default="")


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
