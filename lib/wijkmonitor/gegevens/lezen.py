"""A table of the wijk's own folder: the sheet that holds it, its heading and its rows, as `check` and the reports read them.

What is read and guarded is the same as at intake (`gegevens.lezers`); here the headings have to be those of the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens import meld
from wijkmonitor.gegevens.fouten import Ernst, Fout, LeesFout, cell_text, describe
from wijkmonitor.gegevens.lezers import Werkblad, read_file
from wijkmonitor.gegevens.lijsten import UITLEG

MAX_KOLOMMEN = 200
EERSTE_RIJEN = 30  # in which the heading is looked for
BLOK = 16  # rows that Excel writes with the same number of cells


@dataclass(frozen=True)
class RuweTabel:
    """Header and rows of one file; `rijnummers` count as Excel does, the header is row `koprij`.

    `gebreken` are cells that the program itself could not fill, and rows that don't fit under the heading.
    """

    bestand: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[Any, ...], ...]
    rijnummers: tuple[int, ...]
    blad: str = ""
    koprij: int = 1
    gebreken: tuple[Fout, ...] = ()

    def fout(self, rij: int, kolom: str, wat: str, doen: str, gevonden: str = "", ernst: Ernst = "fout") -> Fout:
        """A fault in a row of this table."""
        return Fout(self.bestand, rij, kolom, wat, doen, gevonden, self.blad, ernst)


def read_table(path: Path, *, kolommen: Sequence[str] = (), moet: Sequence[str] = ()) -> RuweTabel:
    """The cells of a table, empty rows left out, empty cells as None. LeesFout, with what to do in Dutch.

    kolommen: the expected names, by which sheet and heading are found and a separator is told from a comma in text. moet: the
    names that make a sheet this table; a second sheet that has them all is a fault, or its rows would not count.
    """
    names = frozenset(kolommen)
    sheets = read_file(path, known=lambda heading: plain_heading(heading) in names)
    found = [(blad, *_find_heading(blad, names)) for blad in sheets if plain_heading(blad.naam) not in UITLEG]
    if not found:
        raise LeesFout(sheets[0].fout(0, "", *meld("lezen.alleen_uitleg")))
    blad, place, _ = max(found, key=lambda one: one[2])  # the first of equals
    table = _as_table(blad, place, names)
    others = [other for other, row, _ in found if moet and other is not blad and _holds_rows(other, row, {*moet})]
    return replace(table, gebreken=(*table.gebreken, *(other.fout(0, "", *meld("lezen.nog_een_blad")) for other in others)))


def _holds_rows(blad: Werkblad, place: int, moet: set[str]) -> bool:
    """Whether a sheet has all these headings, and rows under them."""
    return moet <= {*map(plain_heading, blad.rijen[place][1])} and len(blad.rijen) > place + 1


def plain_heading(cell: object) -> str:
    """A heading as it is compared: small letters, one space for any white space, a whole number without a tail.

    >>> plain_heading(" Aantal\\n uren"), plain_heading(1.0)
    ('aantal uren', '1')
    """
    return one_line(cell).lower()


def one_line(cell: object) -> str:
    """A heading as it is shown and remembered: on one line, a whole number without a tail."""
    return " ".join(cell_text(cell).split())


def _find_heading(blad: Werkblad, names: frozenset[str]) -> tuple[int, int]:
    """Position of the heading and how many names of columns it has: the first row where none has two."""

    def hits(cells: Sequence[Any]) -> int:
        return sum(plain_heading(cell) in names for cell in cells)

    place, most = best_row(blad, hits)
    return (place, most) if most > 1 else (0, hits(blad.rijen[0][1]))


def best_row(blad: Werkblad, score: Callable[[Sequence[Any]], int]) -> tuple[int, int]:
    """Position and score of the row that scores highest among the first rows; the first of equals."""
    rows = enumerate(blad.rijen[:EERSTE_RIJEN])
    best, place = max(((score(cells), -place) for place, (_, cells) in rows), default=(0, 0))
    return -place, best


def _as_table(blad: Werkblad, place: int, names: frozenset[str]) -> RuweTabel:
    number, cells = blad.rijen[place]
    header = [plain_heading(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    if len(header) > MAX_KOLOMMEN:
        raise LeesFout(blad.fout(0, "", *meld("lezen.te_breed", kolommen=MAX_KOLOMMEN)))
    if len(names) > 1 and len(header) == 1 and len(str(cells[0])) > len(max(names, key=len)):
        raise LeesFout(blad.fout(number, "", *meld("lezen.een_kolom"), header[0]))
    shifted = list(width_faults(blad, place, len(header)))
    faults = [*_faults_of_header(blad, place, header), *(fault for fault in shifted if fault.ernst == "fout")]
    if faults:
        raise LeesFout(*faults)
    wide, rows = len(header), blad.rijen[place + 1 :]
    title = [blad.fout(number, "", *meld("lezen.boven_de_kop"), ernst="let op")] if place else []
    filled = tuple(row if len(row) == wide else (*row, *(None,) * wide)[:wide] for _, row in rows)
    notes = (*title, *shifted, *_shortfalls(blad, number, header))
    return RuweTabel(blad.bestand, tuple(header), filled, tuple(k for k, _ in rows), blad.naam, number, notes)


def _faults_of_header(blad: Werkblad, place: int, header: Sequence[str]) -> Iterator[Fout]:
    """Names that stand there twice, and cells that stand under no name: they would be lost without a word."""
    for name, count in Counter(name for name in header if name).items():
        if count > 1:
            yield blad.fout(blad.rijen[place][0], name, *meld("lezen.twee_keer"))
    nameless = [k for k, name in enumerate(header) if not name]
    for number, row in blad.rijen[place + 1 :] if nameless else ():
        for k in nameless:
            if k < len(row) and row[k] is not None:
                yield blad.fout(number, "", *meld("lezen.zonder_naam", nummer=k + 1), describe(row[k]))


def width_faults(blad: Werkblad, place: int, wide: int, *, streng: bool = False) -> Iterator[Fout]:
    """Rows with more cells than the heading (a fault) and rows of text with fewer: one may have shifted.

    streng: fewer is a fault too, for what comes in; in a table of the wijk itself it is a *let op*.

    Excel leaves out empty cells at the end of rows, 16 rows at a time (support.microsoft.com, KB 77295): such rows are good.
    """
    rows = blad.rijen[place + 1 :]
    for number, row in rows:
        beyond = next((cell for cell in row[wide:] if cell is not None), None)
        if beyond is not None:
            yield blad.fout(number, "", *meld("lezen.te_veel"), describe(beyond))
    short = {number for number, row in rows if len(row) < wide} if not blad.los else set()
    full_blocks = {(number - 1) // BLOK for number, row in rows if len(row) >= wide}
    for number in sorted(short):
        if (number - 1) // BLOK in full_blocks:
            yield blad.fout(number, "", *meld("lezen.te_weinig"), ernst="fout" if streng else "let op")


def _shortfalls(blad: Werkblad, koprij: int, header: Sequence[str]) -> Iterator[Fout]:
    """What the program could not fill in, and merged cells, in the rows under the heading."""
    for cell in blad.gebreken:
        if cell.rij == 0 or cell.rij >= koprij:
            name = header[cell.kolom] if 0 <= cell.kolom < len(header) else ""
            yield blad.fout(cell.rij, name, cell.wat, cell.doen, cell.gevonden)
    for (row, column), _ in blad.samengevoegd:
        if row >= koprij and column < len(header):
            yield blad.fout(row, header[column], *meld("lezen.samengevoegd"))
