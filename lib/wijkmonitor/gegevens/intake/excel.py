"""XLSX: all visible sheets, merged cells filled in."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from wijkmonitor.gegevens.intake.archief import check_sheets, open_archive
from wijkmonitor.gegevens.intake.levering import Blad, check_cells, refuse


def read_excel(bestand: str, data: bytes) -> list[Blad]:
    """The sheets of a workbook with something in them. A merged block has its value in each of its rows (first column)."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with open_archive(bestand, data) as archive:
        check_sheets(bestand, archive)
    broken = refuse(bestand, "Dit is geen leesbaar Excel-bestand.", "Bewaar het opnieuw in Excel als .xlsx.")
    sheets = []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in workbook.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            rows = sheet.to_python(skip_empty_area=False)
            sheets.append((about.name, rows, list(sheet.merged_cell_ranges or [])))
    except Exception:  # the library has many kinds of errors; each means that this is no readable workbook
        raise broken from None
    found = [_as_sheet(bestand, name, rows, merged) for name, rows, merged in sheets]
    if not any(sheet.rijen for sheet in found):
        raise refuse(bestand, "In dit bestand staat geen tabel.", "Kijk of de tabel op een zichtbaar blad staat.")
    return [sheet for sheet in found if sheet.rijen]


def _as_sheet(bestand: str, name: str, rows: list[list[Any]], merged: list[Any]) -> Blad:
    cells = [[plain_cell(cell) for cell in row] for row in rows]
    for (first_row, first_column), (last_row, _) in merged:
        for row in range(first_row + 1, min(last_row + 1, len(cells))):
            if first_row < len(cells) and first_column < len(cells[row]) and cells[row][first_column] is None:
                cells[row][first_column] = cells[first_row][first_column]
    numbered = ((number, tuple(row)) for number, row in enumerate(cells, 1))
    return check_cells(bestand, Blad(name, tuple((n, row) for n, row in numbered if any(c is not None for c in row))))


def plain_cell(cell: Any) -> Any:
    """Text without spaces around it, number, date, boolean, or None for nothing."""
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, time | timedelta):
        return str(cell)
    if cell is None or isinstance(cell, bool | int | float | date):
        return None if isinstance(cell, float) and cell != cell else cell
    return str(cell)
