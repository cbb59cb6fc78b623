"""Workbooks: XLSX, and what else calamine knows (XLS, XLSB, ODS). Visible sheets, and the cells that Excel could not fill."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from wijkmonitor.gegevens.lezers.blad import (
    FOUT_VAN_EXCEL,
    MAX_GEBREKEN,
    VERBETER,
    Celgebrek,
    Leesgrenzen,
    Werkblad,
    error_cells,
    filled_rows,
    refuse,
    too_many_rows,
)
from wijkmonitor.gegevens.lezers.wacht import open_archive

_C = rb"<(?:\w{1,20}:)?"  # how a tag begins, with or without a prefix
_END = rb"</(?:\w{1,20}:)?"
_CELL = re.compile(_C + rb"c(?: [^>]{0,500}[^>/])?>(?!</)")  # a cell with something in it: formatting alone is none
_PLACE = re.compile(_C + rb"""c\b[^>]{0,500}?\br=["']([A-Za-z]{1,8})(\d{1,12})["'](?:[^>]{0,500}[^>/])?>(?!</)""")
_ROW = re.compile(_C + rb"""row\b[^>]{0,500}?\br=["'](\d{1,12})["'][^>]{0,500}>(?=<(?:\w{1,20}:)?c\b)""")
_HIDDEN = re.compile(_C + rb"""row\b(?=[^>]{0,500}\bhidden=["'](?:1|true)["'])[^>]{0,500}?\br=["'](\d{1,12})["']""")
_FORMULE = _C + rb"f\b[^>]{0,500}(?:/>|>[^<]{0,20000}" + _END + rb"f>)"
_ERROR = re.compile(_C + rb"""c\b([^>]{0,500}\bt=["']e["'][^>]{0,500})>(?:""" + _FORMULE + rb")?" + _C + rb"v>([^<]{0,20})")
_UNKNOWN = re.compile(_C + rb"c\b([^>]{0,500})>" + _FORMULE + rb"(?:" + _C + rb"v ?(?:/>|>" + _END + rb"v>))?</")
_FONT = re.compile(_C + rb"font(?: [^>]{0,200})?/>|" + _C + rb"font(?: [^>]{0,200})?>.{0,2000}?" + _END + rb"font>", re.DOTALL)
_STRIKE = re.compile(_C + rb"""strike\b(?! val=["'](?:0|false))""")
_CELL_WITH_FORMAT = re.compile(_C + rb"""c\b[^>]{0,500}?\br=["'][A-Za-z]{1,8}(\d{1,12})["'](?:[^>]{0,500}[^>/])?>(?!</)""")
_STYLE = re.compile(rb"""\bs=["'](\d{1,6})["']""")
_REF = re.compile(rb"""\br=["']([A-Za-z]{1,8})(\d{1,12})""")
Gebreken = dict[tuple[int, int], Celgebrek]
_ZONDER_UITKOMST = ("In deze cel staat een formule zonder uitkomst.", "Open het bestand in Excel en bewaar het opnieuw.")


def read_workbook(bestand: str, data: bytes, grenzen: Leesgrenzen) -> list[Werkblad]:
    """The visible sheets with something in them. LeesFout for what is broken, locked, too large or a trap."""
    about = _look_through(bestand, data, grenzen) if data[:2] == b"PK" else {}
    found = []
    for name, rows, merged in _read(bestand, data):
        filled = filled_rows(bestand, name, enumerate(rows, 1), grenzen)
        shortfalls, hidden, struck = about.get(name, ({}, set(), frozenset()))
        seen = shortfalls | {(cell.rij, cell.kolom): cell for cell in error_cells(filled)}
        unseen = frozenset(hidden)
        blocks = tuple(((a + 1, b), (c + 1, d)) for (a, b), (c, d) in merged)
        found.append(
            Werkblad(
                bestand,
                name,
                filled,
                tuple(seen[key] for key in sorted(seen)),
                blocks,
                los=True,
                verborgen=unseen,
                doorgehaald=struck,
            )
        )
    found = [blad for blad in found if blad.rijen]
    if not found:
        raise refuse(bestand, "werkmap.geen_tabel")
    return found


def _read(bestand: str, data: bytes) -> list[tuple[str, list[list[Any]], list[Any]]]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    sheets = []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in workbook.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
                sheet = workbook.get_sheet_by_name(about.name)
                merged = list(sheet.merged_cell_ranges or [])
                sheets.append((about.name, sheet.to_python(skip_empty_area=False), merged))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except PasswordError:
        raise refuse(bestand, "wacht.wachtwoord") from None
    except BaseException:  # the library has many kinds of errors, its panics too; each means: not a readable workbook
        raise refuse(bestand, "werkmap.geen_excel") from None
    return sheets


def _look_through(bestand: str, data: bytes, grenzen: Leesgrenzen) -> dict[str, tuple[Gebreken, set[int], frozenset[int]]]:
    """Per sheet the cells without a value, by place, the hidden rows, and those with a line through them. LeesFout where a sheet reaches too far: a far-off
    cell asks for the memory of all cells before it."""
    cells: dict[str, int] = defaultdict(int)
    shortfalls: dict[str, Gebreken] = defaultdict(dict)
    hidden: dict[str, set[int]] = defaultdict(set)

    def look(part: str, piece: bytes) -> None:
        if not part.lower().startswith("xl/"):
            return
        valued = _CELL.findall(piece)
        cells[part] += len(valued)
        _check_reach(bestand, piece, len(valued), cells[part], grenzen)
        hidden[part] |= {int(row) for row in _HIDDEN.findall(piece)}
        if len(shortfalls[part]) < MAX_GEBREKEN:
            shortfalls[part] |= {(cell.rij, cell.kolom): cell for cell in _find_shortfalls(piece)}

    with open_archive(bestand, data, grenzen, kijk=look) as archive:
        lines = _with_line(archive)
        return {name: (shortfalls[part], hidden[part], _struck(archive, part, lines)) for name, part in _parts(archive).items()}


def _with_line(archive: ZipFile) -> set[bytes]:
    """The numbers of the formats of cells that draw a line through the text; none in most workbooks."""
    styles = archive.read("xl/styles.xml") if "xl/styles.xml" in archive.namelist() else b""
    if b"strike" not in styles:
        return set()
    fonts = _FONT.findall(_between(styles, b"fonts"))
    struck = {str(k).encode() for k, font in enumerate(fonts) if _STRIKE.search(font)}
    formats = re.findall(_C + rb"""xf\b[^>]{0,500}?\bfontId=["'](\d{1,6})""", _between(styles, b"cellXfs"))
    return {str(k).encode() for k, font in enumerate(formats) if font in struck}


def _between(styles: bytes, tag: bytes) -> bytes:
    found = re.search(_C + tag + rb"\b.{0,5000000}?" + _END + tag + rb">", styles, re.DOTALL)
    return found[0] if found else b""


def _struck(archive: ZipFile, part: str, lines: set[bytes]) -> frozenset[int]:
    """The rows of which every cell with something in it has one of these formats."""
    if not lines or part not in archive.namelist():
        return frozenset()
    whole: dict[int, bool] = {}
    for cell in _CELL_WITH_FORMAT.finditer(archive.read(part)):
        style = _STYLE.search(cell[0])
        whole[int(cell[1])] = whole.get(int(cell[1]), True) and bool(style) and style is not None and style[1] in lines
    return frozenset(row for row, all_cells in whole.items() if all_cells)


def _check_reach(bestand: str, piece: bytes, valued: int, cells: int, grenzen: Leesgrenzen) -> None:
    places = _PLACE.findall(piece)
    rows = [int(row) for _, row in places]
    if valued > len(places):  # cells that don't say where they are stand in the row that holds them
        rows += [int(row) for row in _ROW.findall(piece)]
    if max(rows, default=0) > grenzen.rijen + 1:
        raise too_many_rows(bestand, grenzen)
    if cells > grenzen.cellen or any(column_number(column) >= grenzen.kolommen for column in {column for column, _ in places}):
        raise refuse(bestand, "blad.te_breed", kolommen=grenzen.kolommen)


def _parts(archive: ZipFile) -> dict[str, str]:
    """Sheet -> name of its part; empty where the workbook does not say so (ODS and XLSB)."""
    from defusedxml.ElementTree import fromstring

    try:
        book, links = fromstring(archive.read("xl/workbook.xml")), fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except Exception:  # no such part or no such XML: the reader tells what is wrong with the workbook
        return {}
    targets = {item.get("Id", ""): item.get("Target", "") for item in links}
    found = {}
    for item in (item for item in book.iter() if str(item.tag).endswith("}sheet")):
        link = next((value for key, value in item.attrib.items() if key.endswith("}id")), "")
        target = targets.get(link, "")
        found[item.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _find_shortfalls(piece: bytes) -> Iterator[Celgebrek]:
    for attributes, code in _ERROR.findall(piece)[:MAX_GEBREKEN]:
        yield Celgebrek(*_place(attributes), FOUT_VAN_EXCEL, VERBETER, code.decode("ascii", "replace"))
    for attributes in _UNKNOWN.findall(piece)[:MAX_GEBREKEN]:
        if not re.search(rb"""\bt=["']e""", attributes):
            yield Celgebrek(*_place(attributes), *_ZONDER_UITKOMST)


def _place(attributes: bytes) -> tuple[int, int]:
    match = _REF.search(attributes)
    return (int(match[2]), column_number(match[1])) if match else (0, -1)


def column_number(letters: bytes) -> int:
    """0 for A, 26 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
