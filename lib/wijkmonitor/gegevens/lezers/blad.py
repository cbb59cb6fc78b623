"""A file as it lies there: sheets of raw cells, and the limits within which we read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from wijkmonitor.gegevens.fouten import Ernst, Fout, LeesFout, weigeringen

refuse = weigeringen("wijkmonitor.gegevens.lezers")

KORT = 40  # a cell with fewer signs is a word
MAX_TEKENS = 32_767  # the most that a cell in Excel can hold
MAX_GEBREKEN = 1_000
FOUT_VAN_EXCEL = "In deze cel staat een fout van Excel."
VERBETER = "Verbeter de formule, of maak de cel leeg."
_ONZICHTBAAR = re.compile("[\u200b\u2060\ufeff\u00ad]")  # what web pages leave in a cell
_SPATIES = re.compile("[ \u00a0\u2007\u202f]{2,}|[\u00a0\u2007\u202f]")
_FOUT = re.compile(r"#(?:N/?[AB]|[A-Z]{3,12}(?:/0)?[!?]|#{2,})", re.IGNORECASE)


@dataclass(frozen=True)
class Leesgrenzen:
    """The most that is read of one file: bytes as it lies there and unpacked, rows and columns per sheet, cells in all."""

    bytes: int = 50_000_000
    uitgepakt: int = 400_000_000
    rijen: int = 200_000
    kolommen: int = 500
    cellen: int = 5_000_000


GEWOON = Leesgrenzen()


@dataclass(frozen=True)
class Celgebrek:
    """A cell that the program itself could not fill. rij counts from 1, kolom from 0 (-1: unknown)."""

    rij: int
    kolom: int
    wat: str
    doen: str
    gevonden: str = ""


@dataclass(frozen=True)
class Werkblad:
    """One sheet: its filled rows with their number as Excel counts. Cells are text, number, date, boolean or None.

    `bestand`: name of the file, fit to print. `samengevoegd`: merged blocks as first and last (row, column), rows from 1. `labels`: what the columns are also called.
    `waardelabels`: per column what its numbers mean. `los`: cells stand free, so a row can't shift (not so in text).
    `verborgen`: numbers of rows that the program does not show; they are read like any other. `doorgehaald`: of rows of which
    every cell has a line through it.
    """

    bestand: str
    naam: str
    rijen: tuple[tuple[int, tuple[Any, ...]], ...]
    gebreken: tuple[Celgebrek, ...] = ()
    samengevoegd: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    labels: tuple[str | None, ...] = ()
    waardelabels: Mapping[int, Mapping[float, str]] = field(default_factory=dict)
    los: bool = False
    verborgen: frozenset[int] = frozenset()
    doorgehaald: frozenset[int] = frozenset()

    def fout(self, rij: int, kolom: str, wat: str, doen: str, gevonden: str = "", ernst: Ernst = "fout") -> Fout:
        """A fault in a row of this sheet."""
        return Fout(self.bestand, rij, kolom, wat, doen, gevonden, self.naam, ernst)

    def kolom(self, plaats: int, onder: int) -> list[Any]:
        """The cells of one column in the rows under the heading (position `onder`); None where a row is shorter."""
        return [cells[plaats] if plaats < len(cells) else None for _, cells in self.rijen[onder + 1 :]]

    def met_kolommen(self, kolommen: Mapping[str, Sequence[Any]], onder: int) -> Werkblad:
        """The sheet with more columns at its right side: heading -> the cells under it."""
        wide = max(len(cells) for _, cells in self.rijen)
        added = [tuple(kolommen), *zip(*kolommen.values(), strict=True)]
        rows = zip(self.rijen[onder:], added, strict=True)
        wider = [(number, (*cells, *(None,) * (wide - len(cells)), *more)) for (number, cells), more in rows]
        labels = (*self.labels, *(None,) * (wide + len(kolommen) - len(self.labels))) if self.labels else ()
        return replace(self, rijen=(*self.rijen[:onder], *wider), labels=labels)


def plain_cell(cell: Any) -> Any:
    """Text as a person sees it, without spaces around it; number, date, boolean, or None for nothing.

    >>> plain_cell(" Welzijn\u00a0op  Recept\u200b"), plain_cell("\u200b")
    ('Welzijn op Recept', None)
    """
    if isinstance(cell, str):
        return _plain_word(cell) if len(cell) < KORT else _plain_text(cell)
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, time | timedelta):
        return str(cell)
    if cell is None or isinstance(cell, bool | int | float | date):
        return None if isinstance(cell, float) and cell != cell else cell
    return str(cell)


def _plain_text(cell: str) -> str | None:
    seen = cell if cell.isascii() else _ONZICHTBAAR.sub("", normalize("NFC", cell))
    return _SPATIES.sub(" ", seen).strip() or None


_plain_word = lru_cache(maxsize=4096)(_plain_text)  # the cells of a table say the same words again and again


def filled_rows(
    bestand: str, naam: str, rows: Iterable[tuple[int, Iterable[Any]]], grenzen: Leesgrenzen
) -> tuple[tuple[int, tuple[Any, ...]], ...]:
    """The rows with something in them. LeesFout as soon as there are too many rows, columns or cells, or a cell too long."""
    kept: list[tuple[int, tuple[Any, ...]]] = []
    cells = 0
    for number, raw in rows:
        row = tuple(plain_cell(cell) for cell in raw)
        if row.count(None) == len(row):
            continue
        kept.append((number, row))
        cells += len(row)
        if len(kept) > grenzen.rijen + 1:
            raise too_many_rows(bestand, grenzen, naam)
        if cells > grenzen.cellen or any(cell is not None for cell in row[grenzen.kolommen :]):
            raise refuse(bestand, "blad.te_breed", kolommen=grenzen.kolommen, blad=naam)
        if any(isinstance(cell, str) and len(cell) > MAX_TEKENS for cell in row):
            raise refuse(bestand, "blad.lange_cel", rij=number, blad=naam)
    return tuple(kept)


def too_many_rows(bestand: str, grenzen: Leesgrenzen, blad: str = "") -> LeesFout:
    """The refusal of a sheet with too many rows."""
    limit = f"{grenzen.rijen:,}".replace(",", ".")
    return refuse(bestand, "blad.te_lang", rijen=limit, blad=blad)


def error_cells(rows: Iterable[tuple[int, tuple[Any, ...]]]) -> Iterator[Celgebrek]:
    """The cells that hold the text of an error, as `#N/B`: in Dutch and English, whatever program wrote them.

    >>> [found.kolom for found in error_cells([(2, ("a", "#DEEL/0!", "#1"))])]
    [1]
    """
    found = 0
    for number, row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and cell[:1] == "#" and _FOUT.fullmatch(cell):
                yield Celgebrek(number, place, FOUT_VAN_EXCEL, VERBETER, cell)
                found += 1
                if found == MAX_GEBREKEN:
                    return
