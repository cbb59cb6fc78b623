"""The table of a wijk as a file: rows of text out of it and back into it, past the checks of `check`, and nobody's work is lost."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from wijkmonitor.gegevens.bestanden import find_tables
from wijkmonitor.gegevens.fouten import Fout, LeesFout, cell_text
from wijkmonitor.gegevens.intake import meld, refuse
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.intake.schoonmaken import is_formula, is_free
from wijkmonitor.gegevens.lezen import RuweTabel, read_table
from wijkmonitor.gegevens.schema import kolommen
from wijkmonitor.gegevens.tabel import check_raw, read_tabel
from wijkmonitor.gegevens.wijk import places_of
from wijkmonitor.privacy.screening import find_person
from wijkmonitor.schrijven import change_file, csv_text

_DATUM = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_GETAL = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:,\d{1,15})?")


def load_rows(folder: Path, tabel: str, *, vandaag: date) -> list[Rij]:
    """The rows of a table of the wijk as text; none where there is no file yet. LeesFout where the table has faults."""
    path = table_path(folder, tabel)
    if not path.exists():
        return []
    read = read_tabel(path, tabel, vandaag=vandaag)
    if faults := [fault for fault in read.fouten if fault.ernst == "fout"]:
        raise LeesFout(Fout(path.name, 0, "", *meld("tabelbestand.al_fouten")), *faults)
    return as_rows(read.frame)


def as_rows(frame: pd.DataFrame) -> list[Rij]:
    """The rows of a checked table as text: dates as 2022-04-12, a comma for decimals, empty for unknown."""
    names = list(frame.columns)
    columns = [_texts(frame[column].to_numpy(dtype=object)) for column in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def table_path(folder: Path, tabel: str) -> Path:
    """The file of the table as the reader finds it, whatever its capitals; a new CSV where there is none."""
    return next((path for name, path, _ in find_tables(folder) if name == tabel), folder / f"{tabel}.csv")


def change_rows(folder: Path, tabel: str, change: Callable[[], Sequence[Rij] | None]) -> Path:
    """Writes the rows that `change` gives in the table; None leaves the file as it is.

    `change` reads the table itself (`load_rows`) and is called again where somebody saved the table meanwhile. The file
    is CSV that Dutch Excel opens well, or the sheet of the XLSX that holds the table. Bezet where a program has the table open.
    """
    path = table_path(folder, tabel)

    def content(before: bytes | None) -> bytes | None:
        rows = change()
        if rows is None:
            return before
        names = list(kolommen(tabel))
        names += sorted({column for row in rows for column in row} - set(names))
        cells = [[row.get(name, "") for name in names] for row in rows]
        return _as_xlsx(path, names, cells) if path.suffix.lower() == ".xlsx" else csv_text([names, *cells]).encode("utf-8-sig")

    change_file(path, content)
    return path


def _as_xlsx(path: Path, names: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The workbook with other rows on the sheet that holds the table; its other sheets, lists and widths stay, and a title too."""
    before = read_table(path, kolommen=names)
    try:
        book = openpyxl.load_workbook(path)
    except Exception:  # text or another kind of workbook, that only is called .xlsx: it can be read, and not be written
        raise refuse(path.name, "tabelbestand.geen_xlsx") from None
    sheet = book[before.blad]
    sheet.delete_rows(before.koprij, sheet.max_row)
    for number, row in enumerate([names, *rows], before.koprij):
        for place, cell in enumerate(row, 1):
            if cell:
                sheet.cell(number, place, _typed(cell) if number > before.koprij else cell)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _typed(cell: str) -> str | int | float | date:
    if _DATUM.fullmatch(cell):
        return date.fromisoformat(cell)
    if _GETAL.fullmatch(cell):
        return float(cell.replace(",", ".")) if "," in cell else int(cell)
    return cell


def _texts(cells: Iterable[Any]) -> list[str]:
    """The cells of one column as text; what stands there more often is written out once."""
    known: dict[Any, str] = {}
    return [known[cell] if cell in known else known.setdefault(cell, _text(cell)) for cell in cells]


def _text(cell: Any) -> str:
    if cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and cell != cell):
        return ""
    if isinstance(cell, date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float):
        return cell_text(cell).replace(".", ",")
    return str(cell)


def put_rows(folder: Path, tabel: str, change: Callable[[list[Rij]], list[Rij]], *, vandaag: date) -> bool:
    """The table of a wijk with what `change` makes of its rows; whether anything differs.

    `change` gets the rows as they stand in the file at that moment, and is called again where somebody saved meanwhile.
    LeesFout, in Dutch and with every fault, where the table has faults, would get one, or a new text seems to name a
    person; then nothing is written. Bezet where a program has the table open.
    """
    path, places = table_path(folder, tabel), places_of(folder)
    changed = False

    def content() -> Sequence[Rij] | None:
        nonlocal changed
        before = load_rows(folder, tabel, vandaag=vandaag)
        after = change([dict(row) for row in before])
        changed = after != before
        if not changed:
            return None
        if faults := [*_row_faults(path.name, tabel, after, vandaag), *_text_faults(path.name, tabel, before, after, places)]:
            raise LeesFout(*sorted(set(faults)))
        return after

    change_rows(folder, tabel, content)
    return changed


def _row_faults(bestand: str, tabel: str, rows: Sequence[Rij], today: date) -> list[Fout]:
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    cells = tuple(tuple(row.get(name) or None for name in names) for row in rows)
    raw = RuweTabel(bestand, names, cells, tuple(range(2, len(rows) + 2)))
    return [fault for fault in check_raw(raw, tabel, vandaag=today).fouten if fault.ernst == "fout"]


def _text_faults(bestand: str, tabel: str, before: Iterable[Rij], after: Sequence[Rij], places: tuple[str, ...]) -> list[Fout]:
    """A fault per new text that seems to name a person, or that a spreadsheet would take for a formula."""
    known = {text for row in before for text in row.values()}
    faults = []
    for number, row in enumerate(after, 2):
        for name, text in row.items():
            if text in known or not is_free(tabel, name):
                continue
            if is_formula(text):
                faults.append(Fout(bestand, number, name, *meld("schoonmaken.formule"), text))
            if find_person(text, places):
                faults.append(Fout(bestand, number, name, *meld("invullen.persoon")))
    return faults
