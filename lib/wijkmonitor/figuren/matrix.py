"""What a plan covers, and who links what: counts in a grid of rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import fit, wrap
from wijkmonitor.figuren.rooster import REGEL, name_column
from wijkmonitor.figuren.stijl import GRIJS, INKT, LIJN, RASTER, Vraag, colour_of
from wijkmonitor.figuren.vel import BREED, SMAL, STREEP, Vel
from wijkmonitor.taal.getallen import getal, opsomming

_CELL = 34.0
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
    note = geheim if None in cells.values() else ""
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
    note = geheim if None in cells.values() else ""
    return draw_both(partial(_draw, rows, columns, cells, look, note), alt or compose_alt("Koppelkaart in rijen", facts))


def _checked(rijen: Sequence[str], kolommen: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not rijen or not 1 <= len(kolommen) <= len(_LETTERS):
        raise ValueError(f"rijen={tuple(rijen)!r} and kolommen={tuple(kolommen)!r}: at least 1 row, 1 to 12 columns")
    if len(set(rijen)) != len(rijen):
        raise ValueError(f"rijen={tuple(rijen)!r} must have different names")
    return tuple(rijen), tuple(kolommen)


Cellen = Mapping[tuple[str, str], int | None]


def _draw(rows: tuple[str, ...], columns: tuple[str, ...], cells: Cellen, look: _Opmaak, note: str, smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    left = 0.0 if smal else name_column(rows)
    wide = (vel.width - left) / len(columns)
    y = _draw_heads(vel, columns, left, wide, smal)
    before = ""
    for position, row in enumerate(rows):
        group = look.groepen[position] if look.groepen else ""
        if group and group != before:
            heading, size = fit(group, vel.width, 11, True)
            vel.text(0, y + 11, heading, size=size, bold=True, colour=GRIJS)
            y += 22
        before = group
        names = wrap(row, vel.width if smal else left - 14, 11, smal, lines=2 if smal else 3)
        height = _CELL if smal else max(_CELL, len(names) * REGEL + 8)
        if smal:
            vel.lines_of_text(0, y + len(names) * REGEL / 2 + 2, names, bold=True)
            y += len(names) * REGEL + 4
        else:
            vel.lines_of_text(0, y + height / 2, names)
        for place, column in enumerate(columns):
            _draw_cell(vel, left + place * wide, y + (height - _CELL) / 2, wide, cells[row, column], look)
        y += height + (4 if smal else 0)
    vel.height = _draw_key(vel, columns, note, y + 6, smal)
    return vel.svg()


def _draw_heads(vel: Vel, columns: Sequence[str], left: float, wide: float, smal: bool) -> float:
    if smal:
        for place in range(len(columns)):
            vel.text(left + (place + 0.5) * wide, 8, _LETTERS[place], bold=True, colour=GRIJS, anchor="midden")
        return 18.0
    size = 10.0 if wide > 80 else 9.0
    heads = [wrap(column, wide - 8, size, True, lines=3) for column in columns]
    tall = max(len(head) for head in heads) * size * 1.2 + 6
    for place, head in enumerate(heads):
        middle = tall - 4 - len(head) * size * 0.6
        vel.lines_of_text(left + (place + 0.5) * wide, middle, head, size=size, bold=True, colour=GRIJS, anchor="midden")
    vel.line([(left, tall), (vel.width, tall)], colour=LIJN, thick=1.4)
    return tall + 4


def _draw_cell(vel: Vel, x: float, y: float, wide: float, count: int | None, look: _Opmaak) -> None:
    middle, centre = x + wide / 2, y + _CELL / 2
    if count is None:
        vel.box(x + 3, y + 3, wide - 6, _CELL - 6, colour=RASTER, round_=4)
        vel.text(middle, centre, "×", size=11, colour=INKT, anchor="midden")
        return
    if count == 0:
        vel.box(x + 3, y + 3, wide - 6, _CELL - 6, edge=GRIJS, thick=1, dash=STREEP, round_=4)
        word, size = fit(look.leeg, wide - 12, 10, least=7)
        vel.text(middle, centre, word, size=size, colour=GRIJS, anchor="midden")
        return
    colour = colour_of(look.vraag)
    vel.box(x + 3, y + 3, wide - 6, _CELL - 6, colour=colour.licht, round_=4)
    fits = count * 8 + 8 <= wide
    vel.text(
        middle,
        centre - (5 if fits else 0),
        getal(count),
        size=13,
        bold=True,
        colour=colour.vol,
        anchor="midden",
    )
    for position in range(count if fits else 0):
        vel.dot(middle + (position - (count - 1) / 2) * 8, centre + 8, colour=colour.vol, size=6.5)


def _draw_key(vel: Vel, columns: Sequence[str], note: str, y: float, smal: bool) -> float:
    lines = [f"{_LETTERS[place]}: {column}" for place, column in enumerate(columns)] if smal else []
    lines += [f"×: {note}"] if note else []
    for line in lines:
        for row in wrap(line, vel.width, 9.5, lines=2):
            vel.text(0, y + 5, row, size=9.5, colour=GRIJS)
            y += 12
    return y + 2


def _row_fact(row: str, columns: Sequence[str], cells: Cellen, leeg: str) -> str:
    parts = [f"{column} {getal(count)}" for column in columns if (count := cells[row, column])]
    hidden = sum(1 for column in columns if cells[row, column] is None)
    if hidden:
        parts.append(f"{hidden} niet getoond")
    return f"{row}: {opsomming(parts) if parts else leeg}"
