"""Files as people deliver them: CSV as Dutch Excel writes it, and XLSX, into rows of raw cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.excel import MAX_KOLOMMEN, MAX_RIJEN, Celgebrek, WerkmapFout, read_first_sheet
from wijkmonitor.gegevens.fouten import Fout, describe

__all__ = ["LeesFout", "RuweTabel", "decode", "describe", "read_table"]

MAX_BYTES = 50_000_000
MAX_TEKENS = 100_000  # of one cell, far above the longest text that a table takes
SCHEIDINGSTEKENS = (";", ",", "\t", "|")
GOEDE_TEKENS = (";", ",")


@dataclass(frozen=True)
class RuweTabel:
    """Header and rows of one file; `rijnummers` count as Excel does, the header is row `koprij`.

    `gebreken` are cells that Excel itself could not fill.
    """

    bestand: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[Any, ...], ...]
    rijnummers: tuple[int, ...]
    blad: str = ""
    koprij: int = 1
    gebreken: tuple[Fout, ...] = field(default=())


class LeesFout(ValueError):
    """A file that can't be read as a table; holds its faults."""

    def __init__(self, *fouten: Fout) -> None:
        self.fouten = fouten
        super().__init__("\n".join(map(str, fouten)))


def _refuse(path: Path, wat: str, doen: str, *, rij: int = 0, gevonden: str = "") -> LeesFout:
    return LeesFout(Fout(path.name, rij, "", wat, doen, gevonden))


def read_table(path: Path, *, kolommen: Sequence[str] = ()) -> RuweTabel:
    """The cells of a CSV or XLSX file, empty rows left out, empty cells as None.

    kolommen: the expected names, by which a separator is told from a comma in text.
    Raises LeesFout, with what to do in Dutch.
    """
    data = _read_bytes(path)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise _empty(path)
    if path.suffix.lower() == ".xlsx":
        return _read_xlsx(path, data)
    return _read_csv(path, data, kolommen)


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise _refuse(path, "Dit is geen gewoon bestand.", "Haal het weg, en zet de tabel hier neer.")
        if path.stat().st_size > MAX_BYTES:
            raise _refuse(path, "Dit bestand is te groot om te lezen.", "Lever het in delen van hooguit 50 MB.")
        return path.read_bytes()
    except OSError:
        raise _refuse(path, "Dit bestand is niet te openen.", "Sluit het in Excel en probeer opnieuw.") from None


def _empty(path: Path) -> LeesFout:
    return _refuse(path, "Dit bestand is leeg.", "Vul het in, of haal het weg als u deze tabel niet heeft.")


def decode(data: bytes) -> str:
    """Text of a CSV file: UTF-8 with or without BOM, UTF-16 with BOM, otherwise cp1252 as older Excel writes it.

    >>> decode("één".encode("cp1252"))
    'één'
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _read_csv(path: Path, data: bytes, kolommen: Sequence[str]) -> RuweTabel:
    if data[:4] == b"PK\x03\x04":
        raise _refuse(path, "Dit is een Excel-bestand met de naam .csv.", "Noem het .xlsx, of bewaar het als CSV.")
    try:
        text = decode(data)
    except UnicodeDecodeError:
        raise _refuse(path, "De letters in dit bestand zijn niet te lezen.", "Bewaar het als CSV UTF-8.") from None
    if "\x00" in text:
        raise _refuse(path, "Dit is geen tekstbestand.", "Bewaar de tabel opnieuw als CSV UTF-8.")
    first, _, rest = text.partition("\n")
    if first.strip().lower() in ("sep=;", "sep=,"):  # a line for Excel, which does not count it as a row
        text = rest
    return _as_table(path, _rows(path, text, _separator(path, text, kolommen)))


def _separator(path: Path, text: str, kolommen: Sequence[str]) -> str:
    header = next((line for line in io.StringIO(text) if line.strip()), "").strip()[:MAX_TEKENS]
    known = {name.lower() for name in kolommen}

    def hits(sign: str) -> tuple[int, int]:
        names = [name.strip().strip('"').lower() for name in header.split(sign)]
        return sum(name in known for name in names), len(names)

    best = max(SCHEIDINGSTEKENS, key=hits)
    if best not in GOEDE_TEKENS and hits(best)[0] > 1:
        sign = "een tab" if best == "\t" else f"'{best}'"
        raise _refuse(path, f"De kolommen zijn gescheiden met {sign}.", "Gebruik een puntkomma (;) of een komma (,).", rij=1)
    if len(known) > 1 and hits(best)[1] == 1:
        todo = "Scheid de kolommen met een puntkomma (;) of een komma (,)."
        raise _refuse(path, "Er is maar één kolom te zien.", todo, rij=1, gevonden=header)
    return best if best in GOEDE_TEKENS else ";"


def _rows(path: Path, text: str, sign: str) -> Iterator[tuple[int, list[Any]]]:
    """Row number and cells of every row, None for an empty cell; a cell can hold line breaks."""
    csv.field_size_limit(MAX_TEKENS)
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True), 1):
            yield number, [cell.strip() or None for cell in row]
    except csv.Error:
        what = "Een aanhalingsteken staat verkeerd, of een cel is veel te lang."
        todo = "Zet om een tekst twee aanhalingstekens, of geen. Bewaar de tabel in Excel opnieuw als CSV."
        raise _refuse(path, what, todo, rij=number + 1) from None


def _read_xlsx(path: Path, data: bytes) -> RuweTabel:
    try:
        sheet = read_first_sheet(data)
    except WerkmapFout as error:
        raise _refuse(path, error.wat, error.doen) from None
    table = _as_table(path, ((number, [_cell(cell) for cell in row]) for number, row in enumerate(sheet.rijen, 1)))
    shortfalls = tuple(_explain_cell(table, sheet.naam, cell) for cell in sheet.gebreken)
    return replace(table, blad=sheet.naam, gebreken=shortfalls)


def _explain_cell(table: RuweTabel, blad: str, cell: Celgebrek) -> Fout:
    name = table.kop[cell.kolom] if 0 <= cell.kolom < len(table.kop) else ""
    return Fout(table.bestand, cell.rij, name, cell.wat, cell.doen, cell.gevonden, blad)


def _as_table(path: Path, lines: Iterable[tuple[int, list[Any]]]) -> RuweTabel:
    """The table that begins with the first row that is not empty. LeesFout where rows and header don't fit."""
    filled: list[tuple[int, list[Any]]] = []
    for number, cells in lines:
        if cells.count(None) < len(cells):
            filled.append((number, cells))
            if len(filled) > MAX_RIJEN + 1:
                raise _refuse(path, f"Deze tabel heeft meer dan {MAX_RIJEN} rijen.", "Lever haar in delen.")
    if not filled:
        raise _empty(path)
    header = [describe(cell).lower() if cell is not None else "" for cell in filled[0][1]]
    while header and not header[-1]:
        header.pop()
    if len(header) > MAX_KOLOMMEN:
        raise _refuse(path, f"Deze tabel heeft meer dan {MAX_KOLOMMEN} kolommen.", "Lever alleen de kolommen van deze tabel.")
    faults = _header_faults(path, filled[0][0], header) + _width_faults(path, filled[1:], header)
    if faults:
        raise LeesFout(*faults)
    wide = len(header)
    rows = tuple(tuple(row) if len(row) == wide else (*row, *(None,) * wide)[:wide] for _, row in filled[1:])
    return RuweTabel(path.name, tuple(header), rows, tuple(number for number, _ in filled[1:]), koprij=filled[0][0])


def _header_faults(path: Path, number: int, header: Sequence[str]) -> list[Fout]:
    double = [name for name, count in Counter(name for name in header if name).items() if count > 1]
    return [Fout(path.name, number, name, "Deze kolom staat er twee keer.", "Haal er een weg.") for name in double]


def _width_faults(path: Path, rows: Sequence[tuple[int, Sequence[Any]]], header: Sequence[str]) -> list[Fout]:
    """Cells that stand under no name: they would be lost without a word."""
    faults = []
    nameless = [place for place, name in enumerate(header) if not name]
    for number, row in rows:
        if len(row) <= len(header) and not nameless:
            continue
        beyond = next((cell for cell in row[len(header) :] if cell is not None), None)
        if beyond is not None:
            todo = "Kijk of er een ; of , te veel staat."
            faults.append(Fout(path.name, number, "", "Deze rij heeft meer cellen dan de kop.", todo, describe(beyond)))
        for place in nameless:
            if place < len(row) and row[place] is not None:
                what = f"Kolom {place + 1} heeft geen naam, maar er staat wel iets in."
                todo = "Geef de kolom een naam, of maak haar leeg."
                faults.append(Fout(path.name, number, "", what, todo, describe(row[place])))
    return faults


def _cell(value: Any) -> Any:
    return (value.strip() or None) if isinstance(value, str) else value
