"""Files as people deliver them: CSV as Dutch Excel writes it, and XLSX, into rows of raw cells."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkmonitor.wijkdata.fouten import Fout, shorten

MAX_BYTES = 50_000_000
MAX_BYTES_UITGEPAKT = 400_000_000
SCHEIDINGSTEKENS = (";", ",", "\t", "|")
GOEDE_TEKENS = (";", ",")


@dataclass(frozen=True)
class RuweTabel:
    """Header and rows of one file; `rijnummers` count as Excel does, the header is row 1."""

    bestand: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[Any, ...], ...]
    rijnummers: tuple[int, ...]
    blad: str = ""


class LeesFout(ValueError):
    """A file that can't be read as a table; holds its faults."""

    def __init__(self, *fouten: Fout) -> None:
        self.fouten = fouten
        super().__init__("\n".join(map(str, fouten)))


def _refuse(path: Path, wat: str, doen: str, *, rij: int = 0, kolom: str = "", gevonden: str = "") -> LeesFout:
    return LeesFout(Fout(path.name, rij, kolom, wat, doen, gevonden))


def read_table(path: Path, *, kolommen: Sequence[str] = ()) -> RuweTabel:
    """The cells of a CSV or XLSX file, empty rows left out, empty cells as None.

    kolommen: the expected names, by which a separator is told from a comma in text.
    Raises LeesFout, with what to do in Dutch.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _refuse(path, "Dit bestand is te groot om te lezen.", "Lever het in delen van hooguit 50 MB.")
        data = path.read_bytes()
    except OSError:
        raise _refuse(path, "Dit bestand is niet te openen.", "Sluit het in Excel en probeer opnieuw.") from None
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise _refuse(path, "Dit bestand is leeg.", "Vul het in, of haal het weg als u deze tabel niet heeft.")
    if path.suffix.lower() == ".xlsx":
        return _read_xlsx(path, data)
    return _read_csv(path, data, kolommen)


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
    sign = _separator(path, text, kolommen)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        raise _refuse(path, "Een aanhalingsteken staat verkeerd.", "Zet om elke tekst een dubbel aanhalingsteken, of geen.") from None
    return _as_table(path, [(number, row) for number, row in enumerate(lines, 1)])


def _separator(path: Path, text: str, kolommen: Sequence[str]) -> str:
    header = next(line for line in text.splitlines() if line.strip())
    known = {name.lower() for name in kolommen}

    def hits(sign: str) -> tuple[int, int]:
        names = [name.strip().strip('"').lower() for name in header.split(sign)]
        return sum(name in known for name in names), len(names)

    best = max(SCHEIDINGSTEKENS, key=hits)
    if best not in GOEDE_TEKENS and hits(best)[0] > 1:
        sign = "een tab" if best == "\t" else f"'{best}'"
        raise _refuse(path, f"De kolommen zijn gescheiden met {sign}.", "Gebruik een puntkomma (;) of een komma (,).", rij=1)
    if len(known) > 1 and hits(best)[1] == 1:
        raise _refuse(
            path,
            "Er is maar één kolom te zien.",
            "Scheid de kolommen met een puntkomma (;) of een komma (,).",
            rij=1,
            gevonden=header,
        )
    return best if best in GOEDE_TEKENS else ";"


def _read_xlsx(path: Path, data: bytes) -> RuweTabel:
    from python_calamine import CalamineWorkbook

    broken = _refuse(path, "Dit is geen leesbaar Excel-bestand.", "Bewaar het opnieuw in Excel als .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise broken from None
    if unpacked > MAX_BYTES_UITGEPAKT:
        raise _refuse(path, "Dit bestand wordt te groot bij het uitpakken.", "Lever alleen het blad met de tabel.")
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = workbook.sheet_names[0]
        rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except Exception:  # the library raises many kinds; every one of them means: not a readable workbook
        raise broken from None
    table = _as_table(path, [(number, list(row)) for number, row in enumerate(rows, 1)])
    return RuweTabel(table.bestand, table.kop, table.rijen, table.rijnummers, sheet)


def _as_table(path: Path, lines: list[tuple[int, list[Any]]]) -> RuweTabel:
    cleaned = [(number, [_cell(cell) for cell in row]) for number, row in lines]
    filled = [(number, row) for number, row in cleaned if any(cell is not None for cell in row)]
    if not filled:
        raise _refuse(path, "Dit bestand is leeg.", "Vul het in, of haal het weg als u deze tabel niet heeft.")
    header = [str(cell).strip().lower() if cell is not None else "" for cell in filled[0][1]]
    while header and not header[-1]:
        header.pop()
    faults = [
        Fout(path.name, filled[0][0], name, "Deze kolom staat er twee keer.", "Haal er een weg.")
        for name, count in Counter(name for name in header if name).items()
        if count > 1
    ]
    rows = []
    for number, row in filled[1:]:
        if any(cell is not None for cell in row[len(header) :]):
            extra = next(cell for cell in row[len(header) :] if cell is not None)
            faults.append(
                Fout(path.name, number, "", "Deze rij heeft meer cellen dan de kop.", "Kijk of er een ; of , te veel staat.", str(extra))
            )
        rows.append((number, tuple((row + [None] * len(header))[: len(header)])))
    if faults:
        raise LeesFout(*faults)
    return RuweTabel(path.name, tuple(header), tuple(row for _, row in rows), tuple(number for number, _ in rows))


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip()
        return value or None
    return value


def describe(value: object) -> str:
    """A cell as a fault shows it.

    >>> describe(4.0)
    '4'
    """
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return shorten(str(value))[1:-1]
