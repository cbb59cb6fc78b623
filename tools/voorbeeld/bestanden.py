"""Tables as files the way people deliver them: Dutch Excel CSV in its forms, and XLSX, with the same bytes each time."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd

EERSTE_EXCELDAG = date(1899, 12, 30)
VASTE_TIJD = (2022, 12, 31, 0, 0, 0)


@dataclass(frozen=True)
class Vorm:
    """How a table is written. `komma` is the decimal comma, `nederlands` the date 12-4-2022."""

    scheiding: str = ";"
    komma: bool = True
    tekens: str = "utf-8"
    nederlands: bool = False
    xlsx: bool = False
    regeleinde: str = "\r\n"


EXCEL = Vorm(tekens="utf-8-sig", nederlands=True)
ISO = Vorm(regeleinde="\n")
OUD_EXCEL = Vorm(tekens="cp1252", nederlands=True)
INTERNATIONAAL = Vorm(scheiding=",", komma=False, regeleinde="\n")
WERKBOEK = Vorm(xlsx=True)

UITZONDERING = {
    ("voorbeeldwijk", "kwalitatief"): OUD_EXCEL,
    ("voorbeeldwijk", "stellingen"): OUD_EXCEL,
    ("voorbeeldwijk", "vragenlijst"): EXCEL,
    ("voorbeeldwijk", "netwerk"): INTERNATIONAAL,
    ("voorbeeldwijk", "logboek"): WERKBOEK,
}


def vorm_of(slug: str, tabel: str) -> Vorm:
    """The form in which this table of this wijk is written."""
    return UITZONDERING.get((slug, tabel), ISO)


def write_table(frame: pd.DataFrame, vorm: Vorm) -> bytes:
    """The file of a table."""
    return _xlsx(frame) if vorm.xlsx else _csv(frame, vorm)


def _csv(frame: pd.DataFrame, vorm: Vorm) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=vorm.scheiding, lineterminator=vorm.regeleinde)
    writer.writerow(frame.columns)
    writer.writerows([_cell(value, vorm) for value in row] for row in frame.itertuples(index=False))
    return buffer.getvalue().encode(vorm.tekens)


def _cell(value: Any, vorm: Vorm) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}" if vorm.nederlands else value.isoformat()
    if isinstance(value, float):
        text = f"{value:g}" if value == round(value, 2) and abs(value) < 1e4 else f"{value:.2f}"
        return text.replace(".", ",") if vorm.komma else text
    return str(value)


def _xlsx(frame: pd.DataFrame) -> bytes:
    """A workbook with one sheet, written by hand: stored without compression and with a fixed time, so the bytes never differ."""
    rows = [list(frame.columns), *frame.itertuples(index=False)]
    body = "".join(
        f'<row r="{r}">{"".join(_sheet_cell(r, c, v) for c, v in enumerate(row))}</row>' for r, row in enumerate(rows, 1)
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"),
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, VASTE_TIJD)
            info.create_system, info.external_attr = 0, 0
            archive.writestr(info, text.encode())
    return buffer.getvalue()


def _sheet_cell(row: int, column: int, value: Any) -> str:
    where = f'r="{chr(ord("A") + column)}{row}"'
    if value is None:
        return ""
    if isinstance(value, date):
        return f'<c {where} s="1"><v>{(value - EERSTE_EXCELDAG).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c {where}><v>{value:g}</v></c>"
    return f'<c {where} t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'
)
_WORKBOOK = (
    f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _relations(*pairs: str) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(zip(pairs[::2], pairs[1::2], strict=True), 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
