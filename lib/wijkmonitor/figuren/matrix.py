"""What a plan covers, and who links what: counts in a grid of rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, LIJN, RASTER, Kleur, Vraag, colour_of
from wijkmonitor.figuren.letters import KLEIN, STREEP, Plaats, fit, wrap
from wijkmonitor.figuren.rijen import REGEL, name_column, write_list
from wijkmonitor.taal.getallen import getal, opsomming

_CELL = 30.0  # so that twelve rows are not too high to read on a screen
_LETTERS = "ABCDEFGHIJKL"


@dataclass(frozen=True)
class _Raster:
    """Counts per row and column; leeg: the word in a cell without any. groepen: the heading above each row, where there is one."""

    rijen: Sequence[str]
    kolommen: Sequence[str]
    aantallen: Mapping[tuple[str, str], int | None]
    vraag: Vraag
    leeg: str
    groepen: Sequence[str] = ()

    def __post_init__(self) -> None:
        _check(self.rijen, self.kolommen)

    def count(self, row: str, column: str) -> int | None:
        """The count in a cell; None = not shown."""
        return self.aantallen.get((row, column), 0)

    def row_words(self, row: str) -> str:
        """What a row holds, for who can't see it."""
        counts = {column: self.count(row, column) for column in self.kolommen}
        parts = [f"{column} {getal(count)}" for column, count in counts.items() if count]
        hidden = list(counts.values()).count(None)
        parts += [f"{hidden} niet getoond"] if hidden else []
        return opsomming(parts) if parts else self.leeg

    def draw(self, blad: Blad) -> None:
        left = 0.0 if blad.smal else name_column(self.rijen)
        wide = (blad.width - left) / len(self.kolommen)
        letters = blad.smal or any(len(wrap(column, wide - 8, 10, True, lines=9)) > 3 for column in self.kolommen)
        keys = [f"{_LETTERS[place]}: {column}" for place, column in enumerate(self.kolommen)] if letters else []
        y, before = _draw_heads(blad, self.kolommen, left, wide, write_list(blad, keys, 6) if letters else 0.0), ""
        for place, row in enumerate(self.rijen):
            group = self.groepen[place] if self.groepen else ""
            if group and group != before:
                blad.write(0, y + 11, *wrap(group, blad.width, 11, True, lines=2), bold=True, colour=GRIJS)
                y += 22
            before = group
            names = wrap(row, blad.width if blad.smal else left - 14, 11, blad.smal, lines=3)
            above = len(names) * REGEL + 4 if blad.smal else 0
            high = _CELL if blad.smal else max(_CELL, len(names) * REGEL + 4)
            blad.write(0, y + (above / 2 if blad.smal else high / 2), *names, bold=blad.smal)
            for position, column in enumerate(self.kolommen):
                corner = (left + position * wide, y + above + (high - _CELL) / 2)
                _draw_cell(blad, corner, wide, self.count(row, column), colour_of(self.vraag), self.leeg)
            y += above + high + (4 if blad.smal else 0)
        hidden = any(self.count(row, column) is None for row in self.rijen for column in self.kolommen)
        blad.height = write_list(blad, ["×: te klein om te tonen"] if hidden else [], y + 10) - 4


def dekking(
    rijen: Sequence[str], kolommen: Sequence[str], aantallen: Mapping[tuple[str, str], int | None], *, vraag: Vraag = 4
) -> Figuur:
    """Themes (rows) against pillars (columns) with the number of interventions; an empty cell is an open box.

    aantallen: (row, column) -> count; absent = 0, None = not shown.
    """
    grid = _Raster(rijen, kolommen, aantallen, vraag, "niets")
    gaps = sum(grid.count(row, column) == 0 for row in rijen for column in kolommen)
    facts = [f"{row}: {grid.row_words(row)}" for row in rijen]
    chance = f"Leeg: {gaps} van de {len(rijen) * len(kolommen)} vakken"
    form = f"Tabel met stippen, {len(rijen)} rijen en {len(kolommen)} kolommen"
    return draw_both(grid.draw, compose_alt(form, facts, chance=chance))


def koppelkaart(
    koppelaars: Sequence[tuple[str, str]],
    domeinen: Sequence[str],
    lijnen: Mapping[tuple[str, str], int | None],
    *,
    vraag: Vraag = 3,
    alt: str | None = None,
) -> Figuur:
    """Linking pins (rows, grouped by their own domain) and how many ties each has with every domain.

    koppelaars: (domain, name) per linking pin; the name is an organisation or a domain with a letter. lijnen: (name,
    domain) -> number of ties; absent = 0, None = not shown. alt: in place of the alt text that is made of the numbers.
    """
    grid = _Raster([name for _, name in koppelaars], domeinen, lijnen, vraag, "–", [domain for domain, _ in koppelaars])
    facts = [f"{name} ({domain}) {grid.row_words(name)}" for domain, name in koppelaars]
    return draw_both(grid.draw, alt or compose_alt("Koppelkaart in rijen", facts))


def opgeschreven(
    rijen: Sequence[str], kolommen: Sequence[str], bekend: Mapping[tuple[str, str], str], *, vraag: Vraag = 4
) -> Figuur:
    """What is written down of each thing (rows), in its own words: a list. Below it what is known of none of them.

    bekend: (row, column) -> words.
    """
    _check(rijen, kolommen)
    told = {row: [f"{column}: {bekend[row, column]}" for column in kolommen if (row, column) in bekend] for row in rijen}
    none = [column.lower() for column in kolommen if not any((row, column) in bekend for row in rijen)]
    facts = [f"{row}: {'; '.join(parts)}" for row, parts in told.items() if parts]
    note = [f"Niet bekend: {opsomming(none)}."] if none else []
    return draw_both(partial(_draw_told, told, vraag, note), compose_alt(f"Lijst van {len(rijen)}", facts))


def _draw_told(told: Mapping[str, Sequence[str]], vraag: Vraag, note: Sequence[str], blad: Blad) -> None:
    left, y = 0.0 if blad.smal else name_column(list(told)), 4.0
    for row, parts in told.items():
        names = wrap(row, blad.width if blad.smal else left - 14, 11, True, lines=3)
        lines = [line for part in parts for line in wrap(part, blad.width - left, 11, lines=4)] or ["?"]
        blad.write(0, y + len(names) * REGEL / 2, *names, bold=True, colour=colour_of(vraag).vol)
        top = y + (len(names) * REGEL if blad.smal else 0)
        blad.write(left, top + len(lines) * REGEL / 2, *lines)
        y = max(y + len(names) * REGEL, top + len(lines) * REGEL) + 6
        blad.line([(0, y - 2), (blad.width, y - 2)], colour=LIJN, thick=0.8)
        y += 4
    blad.height = write_list(blad, note, y + 8) - 4


def _check(rijen: Sequence[str], kolommen: Sequence[str]) -> None:
    if not rijen or not 1 <= len(kolommen) <= len(_LETTERS):
        raise ValueError(f"rijen={tuple(rijen)!r} and kolommen={tuple(kolommen)!r}: at least 1 row, 1 to 12 columns")
    if len(set(rijen)) != len(rijen):
        raise ValueError(f"rijen={tuple(rijen)!r} must have different names")


def _draw_heads(blad: Blad, columns: Sequence[str], left: float, wide: float, keys: float) -> float:
    """The heads of the columns, as letters below the words of those, which end at `keys`; gives back where the rows begin."""
    heads = [(_LETTERS[p],) if keys else wrap(column, wide - 8, 10, True, lines=3) for p, column in enumerate(columns)]
    tall = keys + max(len(head) for head in heads) * 12 + 6
    for place, head in enumerate(heads):
        middle = tall - 4 - len(head) * 6
        blad.write(left + (place + 0.5) * wide, middle, *head, size=10, bold=True, colour=GRIJS, anchor="center")
    blad.line([(left, tall), (blad.width, tall)], colour=LIJN, thick=1.4)
    return tall + 4


def _draw_cell(blad: Blad, corner: Plaats, wide: float, count: int | None, colour: Kleur, empty: str) -> None:
    x, y = corner
    middle, centre = x + wide / 2, y + _CELL / 2
    box = (x + 3, y + 3, wide - 6, _CELL - 6)
    if not count:
        style = {"colour": RASTER} if count is None else {"edge": GRIJS, "thick": 1, "dash": STREEP}
        blad.box(*box, **style)
        word, size = ("×", 11.0) if count is None else fit(empty, wide - 12, 10, least=KLEIN)
        blad.write(middle, centre, word, size=size, colour=INKT if count is None else GRIJS, anchor="center")
        return
    blad.box(*box, colour=colour.licht)
    dots = count * 8 + 8 <= wide
    blad.write(middle, centre - 5 * dots, getal(count), size=13, bold=True, colour=colour.vol, anchor="center")
    if dots:
        places = [(middle + (place - (count - 1) / 2) * 8, centre + 8) for place in range(count)]
        blad.dots(places, colour=colour.vol, size=6.5)
