"""Tables: raw cells, how a page lays them out, and the results of a notebook that show themselves as tables."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, NamedTuple

from wijkmonitor.taal.getallen import getal, pct

Notatie = Literal["tekst", "aantal", "pct", "score", "verhouding", "euro", "getal"]
Cel = str | int | float
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


class Tabelkolom(NamedTuple):
    """One column of a table: its heading and how its numbers are written."""

    naam: str
    notatie: Notatie = "tekst"


@dataclass(frozen=True)
class Tabel:
    """The numbers behind a figure: raw cells; a text in a column of numbers is the reason why there is no number."""

    titel: str
    kolommen: tuple[Tabelkolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rijen:
            if len(row) != len(self.kolommen):
                raise ValueError(f"row {row!r} has {len(row)} cells, the table has {len(self.kolommen)} columns")
            for cell in row:
                if cell is None or cell != cell:
                    raise ValueError(f"row {row!r} has an empty cell: give the reason in words")

    def as_json(self) -> dict[str, Any]:
        """In plain types; `from_json` gives it back."""
        return {"titel": self.titel, "kolommen": [list(column) for column in self.kolommen], "rijen": list(map(list, self.rijen))}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Tabel:
        """The table that `as_json` gave; an empty one of nothing."""
        columns = tuple(Tabelkolom(*column) for column in data.get("kolommen", ()))
        return cls(data.get("titel", ""), columns, tuple(map(tuple, data.get("rijen", ()))))


class Tussenstap(ABC):
    """A result on the way to a finding: it shows itself as its tables, which stay in the notebook."""

    @property
    @abstractmethod
    def tabellen(self) -> tuple[Tabel, ...]:
        """What a reader of the notebook sees of it."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        from wijkmonitor.bevinding.fragmenten import Blok
        from wijkmonitor.bevinding.omgeving import render

        tables = self.tabellen
        html = "\n".join(render("tussenstap.j2", tabel=table) for table in tables)
        return Blok(html, "\n".join(table.titel for table in tables), stijl=False)._repr_mimebundle_()

    def __repr__(self) -> str:
        return f"{type(self).__name__}: {', '.join(table.titel for table in self.tabellen)}"


class Tabelstap(Tussenstap):
    """A result with one table, which is shown where it has rows."""

    @property
    @abstractmethod
    def tabel(self) -> Tabel:
        """Its table."""

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """Its table; nothing where that has no rows."""
        table = self.tabel
        return (table,) if table.rijen else ()


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


def getal_van(cell: str) -> tuple[float, Notatie] | None:
    """The number that was written as a whole cell, with its notation; None where the cell is no number.

    >>> getal_van("76,1%"), getal_van("13.585"), getal_van("−2,5"), getal_van("niet bekend")
    ((0.761, 'pct'), (13585.0, 'getal'), (-2.5, 'getal'), None)
    """
    if not _GETAL.fullmatch(cell):
        return None
    number = float(cell.strip("€ %").replace(".", "").replace(",", ".").replace("−", "-"))
    if cell.endswith("%"):
        return round(number / 100, 6), "pct"
    return number, "euro" if cell.startswith("€") else "getal"


def numeric_columns(table: Tabel) -> list[bool]:
    """Which columns hold numbers, also where these were written as text because each row has a unit of its own."""
    texts = _texts(table)
    return [_is_numeric(table, texts, position) for position in range(len(table.kolommen))]


def _texts(table: Tabel) -> list[list[str]]:
    return [[cel_tekst(cell, kolom.notatie) for cell, kolom in zip(row, table.kolommen, strict=True)] for row in table.rijen]


def lay_out(table: Tabel) -> Weergave:
    """The table ready to show: rows with the same first cell together, one reason for several numbers once."""
    texts, numeric = _texts(table), numeric_columns(table)
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
