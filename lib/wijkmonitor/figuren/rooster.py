"""Rows of marks along one axis: names, groups, axis and the room for each, in both sizes.

Wide: names in a column on the left, words in a column on the right. Narrow: names and words above the mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkmonitor.figuren.letters import fit, wrap
from wijkmonitor.figuren.schaal import Schaal
from wijkmonitor.figuren.stijl import GRIJS, INKT, RASTER
from wijkmonitor.figuren.vel import BREED, SMAL, Vel, text_width

NAAM, KLEIN = 11.0, 10.0
REGEL = 13.2  # height of one line of text
_COLUMN = (126.0, 168.0)  # least and most room for names in the wide size


@dataclass(frozen=True)
class Plek:
    """The room of one row: y is the height of its mark, name the lines of its name, group the heading above it."""

    y: float
    name_y: float
    words_y: float
    name: tuple[str, ...]
    group: str = ""
    group_y: float = 0.0


@dataclass(frozen=True)
class Rooster:
    """Rows on a sheet: the plot runs from left to right and from top to bottom."""

    smal: bool
    width: float
    left: float
    right: float
    top: float
    bottom: float
    plekken: tuple[Plek, ...]
    row: float

    def zones(self) -> list[tuple[float, float]]:
        """Top and bottom of where marks stand: all of the plot (wide), or each row (narrow)."""
        if not self.smal:
            return [(self.top, self.bottom)]
        half = self.row / 2
        return [(plek.y - half, plek.y + half) for plek in self.plekken]


def make_rooster(
    names: Sequence[str],
    *,
    smal: bool,
    groups: Sequence[str] = (),
    row: float = 36,
    top: float = 24,
    words: float = 126,
    words_below: int = 1,
) -> Rooster:
    """Room for one row per name.

    row: least height of a row (wide) or of its mark (narrow). words: width of the column on the right (wide);
    words_below: lines of words under each name (narrow). groups: heading per row, shown where it changes.
    """
    if groups and len(groups) != len(names):
        raise ValueError(f"groups has {len(groups)} items, names {len(names)}")
    width = SMAL if smal else BREED
    column = 0.0 if smal else name_column(names)
    room = width if smal else column - 14
    y, before = top, ""
    plekken: list[Plek] = []
    for position, name in enumerate(names):
        group = groups[position] if groups and groups[position] != before else ""
        before = groups[position] if groups else ""
        group_y = y + (10 if smal or not plekken else 14)
        y = group_y + 10 if group else y
        lines = wrap(name, room, NAAM, bold=smal, lines=2 if smal else 3)
        height = max(row, len(lines) * REGEL + 8)
        if smal:
            name_y = y + len(lines) * REGEL / 2
            words_y = y + len(lines) * REGEL + REGEL / 2
            y += (len(lines) + words_below) * REGEL + 2
            height = row
        else:
            name_y = words_y = y + height / 2
        plekken.append(Plek(y + height / 2, name_y, words_y, lines, group, group_y))
        y += height + (4 if smal else 0)
    left, right = (7.0, width - 7) if smal else (column, width - words)
    return Rooster(smal, width, left, right, top, y, tuple(plekken), row)


def name_column(names: Sequence[str]) -> float:
    """Width of the column of names: wide enough for two lines a name and for its longest word, within limits."""
    needed = max((text_width(name, NAAM) for name in names), default=0) / 1.85 + 24
    whole = max((text_width(_longest(name), NAAM) for name in names), default=0) + 16
    return min(max(_COLUMN[0], needed, whole), _COLUMN[1])


def _longest(name: str) -> str:
    """The longest word of a name, with a number or letter that belongs to it: *Voorbeeldinterventie 1*."""
    words = name.split()
    pairs = [f"{a} {b}" if len(b) <= 2 else a for a, b in zip(words, [*words[1:], "..."], strict=False)]
    return max(pairs, key=len, default="")


def draw_names(vel: Vel, rooster: Rooster, *, bold: Sequence[bool] = (), colours: Sequence[str] = ()) -> None:
    """The names, and the headings of groups."""
    for position, plek in enumerate(rooster.plekken):
        heavy = rooster.smal or (bool(bold) and bold[position])
        colour = colours[position] if colours else INKT
        vel.lines_of_text(0, plek.name_y, plek.name, size=NAAM, bold=heavy, colour=colour)
        if plek.group:
            group, size = fit(plek.group, rooster.width, NAAM, True)
            vel.text(0, plek.group_y, group, size=size, bold=True, colour=GRIJS)


def draw_axis(
    vel: Vel,
    rooster: Rooster,
    schaal: Schaal,
    *,
    labels: Sequence[tuple[float, str]] | None = None,
    guides: bool = True,
    caption: str = "",
) -> None:
    """Grid lines with their numbers below; sets the height of the sheet. guides: a thin line along each row."""
    bottom = rooster.bottom
    ticks = labels if labels is not None else schaal.tick_labels(4 if rooster.smal else 5)
    grid = [[(schaal(value), top), (schaal(value), end)] for value, _ in ticks for top, end in rooster.zones()]
    if guides:
        grid += [[(rooster.left, plek.y), (rooster.right, plek.y)] for plek in rooster.plekken]
    vel.lines(grid, colour=RASTER, thick=1, cap="butt")
    for value, word in ticks:
        vel.text(schaal(value), bottom + 11, word, size=10.5, colour=GRIJS, anchor="midden")
    vel.height = bottom + 20
    if caption:
        vel.text(rooster.left, bottom + 26, caption, size=KLEIN, colour=GRIJS)
        vel.height += 14
