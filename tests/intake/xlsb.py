"""A small workbook in the binary form of Excel (XLSB), written out by hand: no library writes one.

Records are those of [MS-XLSB], Excel (.xlsb) Binary File Format: a kind and a length in 7 bits a byte, then the content.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"""
LINKS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>
</Relationships>"""
ROW, REAL, TEXT = 0, 5, 6
BOOK_BEGIN, BOOK_END, SHEETS_BEGIN, SHEETS_END, SHEET = 131, 132, 143, 144, 156
WS_BEGIN, WS_END, SIZE, DATA_BEGIN, DATA_END, LINKED = 129, 130, 148, 145, 146, 157


def write_xlsb(path: Path, rows: Sequence[Sequence[str | float]]) -> Path:
    """The workbook with these rows on its one sheet."""
    book = _record(BOOK_BEGIN) + _record(SHEETS_BEGIN)
    book += _record(SHEET, struct.pack("<II", 0, 1) + _text("rId1") + _text("Blad1")) + _record(SHEETS_END)
    sheet = _record(WS_BEGIN) + _record(SIZE, struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)) + _record(DATA_BEGIN)
    for number, row in enumerate(rows):
        sheet += _record(ROW, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        sheet += b"".join(_cell(place, cell) for place, cell in enumerate(row) if cell != "")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", LINKS.format(kind="officeDocument", target="xl/workbook.bin"))
        archive.writestr("xl/workbook.bin", book + _record(LINKED) + _record(BOOK_END))
        archive.writestr("xl/_rels/workbook.bin.rels", LINKS.format(kind="worksheet", target="worksheets/sheet1.bin"))
        archive.writestr("xl/worksheets/sheet1.bin", sheet + _record(DATA_END) + _record(WS_END))
    return path


def _record(kind: int, content: bytes = b"") -> bytes:
    return _seven(kind) + _seven(len(content)) + content


def _seven(number: int) -> bytes:
    """The number in 7 bits a byte, the lowest first."""
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + _seven(number >> 7)


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _cell(place: int, cell: str | float) -> bytes:
    start = struct.pack("<II", place, 0)
    return _record(TEXT, start + _text(cell)) if isinstance(cell, str) else _record(REAL, start + struct.pack("<d", cell))
