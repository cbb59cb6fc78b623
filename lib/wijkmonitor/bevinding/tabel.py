"""A table as a page shows it: which cells are numbers, which stand for several rows or columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from wijkmonitor.bevinding import Cel, Notatie, Tabel
from wijkmonitor.taal.getallen import getal, pct

Soort = Literal["rij", "groep", "tekst", "getal", "reden"]
_GETAL = re.compile(r"(?:€ )?[−+]?(?:\d{1,3}(?:\.\d{3})*|\d+)(?:,\d+)?%?")
_JAAR = re.compile(r"(?:19|20)\d{2}")
MAX_SMAL = 3
LEEG = "niet bekend"  # the cell of which nobody knows the content


_LEZEN: dict[Notatie, Callable[[float], str]] = {
    "aantal": lambda value: getal(value),
    "pct": lambda value: pct(value),
    "score": lambda value: getal(value, 1),
    "verhouding": lambda value: getal(value, 2),
    "euro": lambda value: f"€ {getal(value)}",
    "getal": lambda value: getal(value, 0 if float(value).is_integer() else 1),
}


@dataclass(frozen=True)
class Tabelcel:
    """One cell: its text, what it is, and over how many columns or rows it stands."""

    tekst: str
    soort: Soort
    breed: int = 1
    hoog: int = 1


@dataclass(frozen=True)
class Weergave:
    """The table: names of the columns with whether they hold numbers, and groups of rows."""

    titel: str
    kolommen: tuple[tuple[str, bool], ...]
    groepen: tuple[tuple[tuple[Tabelcel, ...], ...], ...]

    @property
    def smal(self) -> bool:
        """Whether the table has so few columns that it needn't fill the page."""
        return len(self.kolommen) <= MAX_SMAL


def cel_tekst(cell: Cel, notatie: Notatie) -> str:
    """The cell in Dutch notation; a text stays as it is, also in a column of numbers.

    >>> cel_tekst(0.1823, "pct"), cel_tekst(1234, "aantal"), cel_tekst("te weinig mensen", "pct")
    ('18,2%', '1.234', 'te weinig mensen')
    """
    if isinstance(cell, str) or notatie == "tekst":
        return str(cell)
    return _LEZEN[notatie](float(cell))


def lay_out(table: Tabel) -> Weergave:
    """The table ready to show: rows with the same first cell together, one reason for several numbers once."""
    texts = [[cel_tekst(cell, kolom.notatie) for cell, kolom in zip(row, table.kolommen, strict=True)] for row in table.rijen]
    numeric = [_is_numeric(table, texts, position) for position in range(len(table.kolommen))]
    runs = [list(rows) for _, rows in groupby(texts, key=lambda row: row[0])]
    grouped = len(runs) < len(texts) and len(numeric) > 2 and not numeric[1]
    loose = tuple((Tabelcel(row[0], "rij"), *_cells(row[1:], numeric[1:])) for row in texts)
    groups = tuple(_group(rows, numeric) for rows in runs) if grouped else (loose,)
    names = tuple((kolom.naam, number) for kolom, number in zip(table.kolommen, numeric, strict=True))
    return Weergave(table.titel, names, groups)


def _is_numeric(table: Tabel, texts: Sequence[Sequence[str]], position: int) -> bool:
    if position == 0:
        return False
    if table.kolommen[position].notatie != "tekst":
        return True
    numbers = [bool(_GETAL.fullmatch(row[position])) and not _JAAR.fullmatch(row[position]) for row in texts]
    return 2 * sum(numbers) > len(numbers)


def _group(rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> tuple[tuple[Tabelcel, ...], ...]:
    label = Tabelcel(rows[0][0], "groep", hoog=len(rows))
    below = [(Tabelcel(row[1], "rij"), *_cells(row[2:], numeric[2:])) for row in rows]
    return ((label, *below[0]), *below[1:])


def _cells(texts: Sequence[str], numeric: Sequence[bool]) -> list[Tabelcel]:
    cells: list[Tabelcel] = []
    for text, number in zip(texts, numeric, strict=True):
        kind: Soort = "tekst" if not number else "getal" if _GETAL.fullmatch(text) else "reden"
        same = bool(cells) and (cells[-1].soort, cells[-1].tekst) == (kind, text)
        if same and (kind == "reden" or text == LEEG):
            cells[-1] = Tabelcel(text, kind, breed=cells[-1].breed + 1)
        else:
            cells.append(Tabelcel(text, kind))
    return cells
