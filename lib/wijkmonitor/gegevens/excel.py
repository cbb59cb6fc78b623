"""The first sheet of an XLSX workbook: within limits, and with the cells that Excel itself could not fill."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MAX_BYTES_UITGEPAKT = 400_000_000
MAX_RIJEN = 200_000
MAX_KOLOMMEN = 200
MAX_CELLEN = 5_000_000
MAX_LEDEN = 5_000
MAX_GEBREKEN = 1_000
STUK, OVERLAP = 1 << 20, 1 << 12

_TRAP = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\x00", re.IGNORECASE)  # a null byte: an encoding that hides the other two
_C = rb"<(?:\w{1,20}:)?"  # how a tag begins, with or without a prefix
_EMPTY_OR = rb"(?:/>|>[^<]{0,20000}</(?:\w{1,20}:)?f>)"  # the rest of a formula
_CELL = re.compile(_C + rb"c[ />]")
_PLACE = re.compile(_C + rb"""c\b[^>]{0,500}?\br=["']([A-Za-z]{1,8})(\d{1,12})["']""")
_ROW = re.compile(_C + rb"""row\b[^>]{0,500}?\br=["'](\d{1,12})["']""")
_ERROR = re.compile(
    _C
    + rb"""c\b([^>]{0,500}\bt=["']e["'][^>]{0,500})>(?:"""
    + _C
    + rb"f\b[^>]{0,500}"
    + _EMPTY_OR
    + rb")?"
    + _C
    + rb"v>([^<]{0,20})"
)
_FORMULA = re.compile(
    _C + rb"c\b([^>]{0,500})>" + _C + rb"f\b[^>]{0,500}" + _EMPTY_OR + rb"(?:" + _C + rb"v ?(?:/>|></(?:\w{1,20}:)?v>))?</"
)
_MERGED = re.compile(_C + rb"""mergeCell\b[^>]{0,500}?\bref=["']([A-Za-z]{1,8})(\d{1,12})""")
_REF = re.compile(rb"""\br=["']([A-Za-z]{1,8})(\d{1,12})""")


class WerkmapFout(ValueError):
    """A workbook that is not read: what is wrong and what to do, in Dutch."""

    def __init__(self, wat: str, doen: str) -> None:
        self.wat, self.doen = wat, doen
        super().__init__(f"{wat} {doen}")


@dataclass(frozen=True)
class Celgebrek:
    """A cell that reads as empty but isn't. rij counts from 1, kolom from 0 (-1: unknown)."""

    rij: int
    kolom: int
    wat: str
    doen: str
    gevonden: str = ""


@dataclass(frozen=True)
class EersteBlad:
    """Name and rows of the first sheet, from row 1 and column A on, and the cells that could not be filled."""

    naam: str
    rijen: list[list[Any]]
    gebreken: tuple[Celgebrek, ...]


def read_first_sheet(data: bytes) -> EersteBlad:
    """The first sheet of the workbook. Raises WerkmapFout for what is broken, locked, too large or a trap."""
    from python_calamine import CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(archive)
            part = _first_part(archive)
            shortfalls = tuple(_find_shortfalls(archive.read(part))) if part else ()
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = workbook.sheet_names[0]
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except WerkmapFout:
        raise
    except Exception:  # the libraries raise many kinds; every one of them means: not a readable workbook
        raise WerkmapFout("Dit is geen leesbaar Excel-bestand.", "Bewaar het opnieuw in Excel als .xlsx.") from None
    return EersteBlad(name, rows, shortfalls)


def _check_archive(archive: zipfile.ZipFile) -> None:
    """Reads every member through once: sizes and checksums are true, no XML calls for more, no sheet reaches too far."""
    members = archive.infolist()
    if len(members) > MAX_LEDEN or sum(member.file_size for member in members) > MAX_BYTES_UITGEPAKT:
        raise _too_large()
    if any(member.flag_bits & 0x1 for member in members):
        raise WerkmapFout("Dit bestand heeft een wachtwoord.", "Haal het wachtwoord eraf.")
    total = 0
    for member in members:
        name, cells = member.filename.lower(), 0
        for piece, new in _pieces(archive, member):
            total += new
            if total > MAX_BYTES_UITGEPAKT:
                raise _too_large()
            if name.endswith((".xml", ".rels")) and _TRAP.search(piece):
                raise WerkmapFout("Dit bestand bevat verwijzingen die we niet openen.", "Bewaar het opnieuw in Excel.")
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                cells += len(_CELL.findall(piece))
                _check_reach(piece, cells)


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """The member in pieces of 1 MB, each with the tail of the piece before it; and how many bytes were new."""
    tail = b""
    with archive.open(member) as stream:
        try:
            while piece := stream.read(STUK):
                yield tail + piece, len(piece)
                tail = piece[-OVERLAP:]
        except (zlib.error, EOFError):
            raise WerkmapFout("Dit bestand is beschadigd.", "Bewaar het opnieuw in Excel.") from None


def _check_reach(piece: bytes, cells: int) -> None:
    """WerkmapFout for a cell far away: it would ask for the memory of all cells before it."""
    rows = [int(row) for row in _ROW.findall(piece)]
    for column, row in _PLACE.findall(piece):
        rows.append(int(row))
        if _column(column) >= MAX_KOLOMMEN:
            raise WerkmapFout(f"Dit blad heeft meer dan {MAX_KOLOMMEN} kolommen.", "Lever alleen de kolommen van deze tabel.")
    if max(rows, default=0) > MAX_RIJEN + 1 or cells > MAX_CELLEN:
        raise WerkmapFout(f"Dit blad heeft meer dan {MAX_RIJEN} rijen.", "Haal lege rijen onderaan weg, of lever het in delen.")


def _too_large() -> WerkmapFout:
    return WerkmapFout("Dit bestand wordt te groot bij het uitpakken.", "Lever alleen het blad met de tabel.")


def _first_part(archive: zipfile.ZipFile) -> str:
    """Name of the part that holds the first sheet; "" where the workbook does not say."""
    from defusedxml.ElementTree import fromstring

    book, links = fromstring(archive.read("xl/workbook.xml")), fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    sheet = next((item for item in book.iter() if item.tag.endswith("}sheet")), None)
    wanted = "" if sheet is None else next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
    target = next((item.get("Target", "") for item in links if item.get("Id") == wanted), "")
    name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return name if name in archive.namelist() else ""


def _find_shortfalls(sheet: bytes) -> Iterator[Celgebrek]:
    found = 0
    for attributes, code in _ERROR.findall(sheet):
        what = "In deze cel staat een fout van Excel."
        yield Celgebrek(*_place(attributes), what, "Verbeter de formule, of maak de cel leeg.", code.decode("ascii", "replace"))
        found += 1
        if found == MAX_GEBREKEN:
            return
    for attributes in _FORMULA.findall(sheet):
        if not re.search(rb"""\bt=["']e""", attributes):
            what = "In deze cel staat een formule zonder uitkomst."
            yield Celgebrek(*_place(attributes), what, "Open het bestand in Excel en bewaar het opnieuw.")
            found += 1
            if found == MAX_GEBREKEN:
                return
    for column, row in _MERGED.findall(sheet)[:MAX_GEBREKEN]:
        what = "Hier zijn cellen samengevoegd. Alleen de eerste telt dan."
        yield Celgebrek(int(row), _column(column), what, "Haal de samenvoeging weg en vul elke cel.")


def _place(attributes: bytes) -> tuple[int, int]:
    match = _REF.search(attributes)
    return (int(match[2]), _column(match[1])) if match else (0, -1)


def _column(letters: bytes) -> int:
    """0 for A, 26 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
