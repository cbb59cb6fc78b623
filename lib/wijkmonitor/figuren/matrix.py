"""What a plan covers, and who links what: counts in a grid of rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, LIJN, RASTER, Vraag, colour_of
from wijkmonitor.figuren.letters import fit, wrap
from wijkmonitor.figuren.maten import KLEIN, STREEP
from wijkmonitor.figuren.rijen import REGEL, name_column
from wijkmonitor.figuren.tijdas import write_list
from wijkmonitor.taal.getallen import getal, opsomming

_CELL = 30.0  # so that twelve rows are not too high to read on a screen
_LETTERS = "ABCDEFGHIJKL"


@dataclass(frozen=True)
class _Opmaak:
    vraag: int
    leeg: str
    groepen: tuple[str, ...]


def dekking(
    rijen: Sequence[str],
    kolommen: Sequence[str],
    aantallen: Mapping[tuple[str, str], int | None],
    *,
    vraag: Vraag = 4,
    leeg: str = "niets",
    geheim: str = "te klein om te tonen",
    alt: str | None = None,
) -> Figuur:
    """Themes (rows) against pillars (columns) with the number of interventions; an empty cell is an open box.

    aantallen: (row, column) -> count; absent = 0, None = not shown, and `geheim` says why below the figure.
    """
    rows, columns = _checked(rijen, kolommen)
    look = _Opmaak(vraag, leeg, ())
    cells = {(r, c): aantallen.get((r, c), 0) for r in rows for c in columns}
    note = f"×: {geheim}" if None in cells.values() else ""
    gaps = [f"{r}: {c}" for r in rows for c in columns if cells[r, c] == 0]
    facts = [_row_fact(r, columns, cells, leeg) for r in rows]
    chance = f"Leeg: {len(gaps)} van de {len(cells)} vakken"
    text = alt or compose_alt(f"Tabel met stippen, {len(rows)} rijen en {len(columns)} kolommen", facts, chance=chance)
    return draw_both(partial(_draw, rows, columns, cells, look, note), text)


def koppelkaart(
    koppelaars: Sequence[tuple[str, str]],
    domeinen: Sequence[str],
    lijnen: Mapping[tuple[str, str], int | None],
    *,
    vraag: Vraag = 3,
    leeg: str = "–",
    geheim: str = "te klein om te tonen",
    alt: str | None = None,
) -> Figuur:
    """Linking pins (rows, grouped by their own domain) and how many ties each has with every domain.

    koppelaars: (domain, name) per linking pin; the name is an organisation or a domain with a letter. lijnen: (name,
    domain) -> number of ties; None = not shown.
    """
    names = [name for _, name in koppelaars]
    rows, columns = _checked(names, domeinen)
    cells = {(r, c): lijnen.get((r, c), 0) for r in rows for c in columns}
    look = _Opmaak(vraag, leeg, tuple(domain for domain, _ in koppelaars))
    facts = [f"{name} ({domain}) {_row_fact(name, columns, cells, leeg).partition(': ')[2]}" for domain, name in koppelaars]
    note = f"×: {geheim}" if None in cells.values() else ""
    return draw_both(partial(_draw, rows, columns, cells, look, note), alt or compose_alt("Koppelkaart in rijen", facts))


def opgeschreven(
    rijen: Sequence[str],
    kolommen: Sequence[str],
    bekend: Mapping[tuple[str, str], str],
    *,
    vraag: Vraag = 4,
    leeg: str = "Niet bekend",
    alt: str | None = None,
) -> Figuur:
    """What is written down of each thing (rows), in its own words: a list. Below it what is known of none of them.

    bekend: (row, column) -> words. leeg: what is said before the columns without any words.
    """
    rows, columns = _checked(rijen, kolommen)
    told = {row: [f"{column}: {bekend[row, column]}" for column in columns if (row, column) in bekend] for row in rows}
    none = [column.lower() for column in columns if not any((row, column) in bekend for row in rows)]
    facts = [f"{row}: {'; '.join(parts)}" for row, parts in told.items() if parts]
    note = [f"{leeg}: {opsomming(none)}."] if none else []
    return draw_both(partial(_draw_told, told, vraag, note), alt or compose_alt(f"Lijst van {len(rows)}", facts))


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


def _checked(rijen: Sequence[str], kolommen: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not rijen or not 1 <= len(kolommen) <= len(_LETTERS):
        raise ValueError(f"rijen={tuple(rijen)!r} and kolommen={tuple(kolommen)!r}: at least 1 row, 1 to 12 columns")
    if len(set(rijen)) != len(rijen):
        raise ValueError(f"rijen={tuple(rijen)!r} must have different names")
    return tuple(rijen), tuple(kolommen)


Cellen = Mapping[tuple[str, str], int | None]


def _draw(rows: tuple[str, ...], columns: tuple[str, ...], cells: Cellen, look: _Opmaak, note: str, blad: Blad) -> None:
    left = 0.0 if blad.smal else name_column(rows)
    wide = (blad.width - left) / len(columns)
    letters = blad.smal or any(len(wrap(column, wide - 8, 10, True, lines=9)) > 3 for column in columns)
    keys = [f"{_LETTERS[place]}: {column}" for place, column in enumerate(columns)] if letters else []
    y, before = _draw_heads(blad, columns, left, wide, write_list(blad, keys, 6) if letters else 0.0), ""
    for place, row in enumerate(rows):
        group = look.groepen[place] if look.groepen else ""
        if group and group != before:
            blad.write(0, y + 11, *wrap(group, blad.width, 11, True, lines=2), bold=True, colour=GRIJS)
            y += 22
        before = group
        names = wrap(row, blad.width if blad.smal else left - 14, 11, blad.smal, lines=3)
        above = len(names) * REGEL + 4 if blad.smal else 0
        high = _CELL if blad.smal else max(_CELL, len(names) * REGEL + 4)
        blad.write(0, y + (above / 2 if blad.smal else high / 2), *names, bold=blad.smal)
        for position, column in enumerate(columns):
            _draw_cell(blad, left + position * wide, y + above + (high - _CELL) / 2, wide, cells[row, column], look)
        y += above + high + (4 if blad.smal else 0)
    blad.height = write_list(blad, [note] if note else [], y + 10) - 4


def _draw_heads(blad: Blad, columns: Sequence[str], left: float, wide: float, keys: float) -> float:
    """The heads of the columns, as letters below the words of those, which end at `keys`; gives back where the rows begin."""
    heads = [(_LETTERS[p],) if keys else wrap(column, wide - 8, 10, True, lines=3) for p, column in enumerate(columns)]
    tall = keys + max(len(head) for head in heads) * 12 + 6
    for place, head in enumerate(heads):
        middle = tall - 4 - len(head) * 6
        blad.write(left + (place + 0.5) * wide, middle, *head, size=10, bold=True, colour=GRIJS, anchor="center")
    blad.line([(left, tall), (blad.width, tall)], colour=LIJN, thick=1.4)
    return tall + 4


def _draw_cell(blad: Blad, x: float, y: float, wide: float, count: int | None, look: _Opmaak) -> None:
    middle, centre, colour = x + wide / 2, y + _CELL / 2, colour_of(look.vraag)
    box = (x + 3, y + 3, wide - 6, _CELL - 6)
    if not count:
        style = {"colour": RASTER} if count is None else {"edge": GRIJS, "thick": 1, "dash": STREEP}
        blad.box(*box, **style)
        word, size = ("×", 11.0) if count is None else fit(look.leeg, wide - 12, 10, least=KLEIN)
        blad.write(middle, centre, word, size=size, colour=INKT if count is None else GRIJS, anchor="center")
        return
    blad.box(*box, colour=colour.licht)
    dots = count * 8 + 8 <= wide
    blad.write(middle, centre - 5 * dots, getal(count), size=13, bold=True, colour=colour.vol, anchor="center")
    if dots:
        places = [(middle + (place - (count - 1) / 2) * 8, centre + 8) for place in range(count)]
        blad.dots(places, colour=colour.vol, size=6.5)


def _row_fact(row: str, columns: Sequence[str], cells: Cellen, leeg: str) -> str:
    parts = [f"{column} {getal(count)}" for column in columns if (count := cells[row, column])]
    hidden = sum(1 for column in columns if cells[row, column] is None)
    if hidden:
        parts.append(f"{hidden} niet getoond")
    return f"{row}: {opsomming(parts) if parts else leeg}"
