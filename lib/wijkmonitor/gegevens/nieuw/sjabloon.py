"""Empty XLSX tables that explain themselves: made from the models that also check what is delivered."""

from __future__ import annotations

import io
import re
import types
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wijkmonitor.gegevens.lijsten import KLAAR, LOOPT, PIJLERS, WACHT
from wijkmonitor.gegevens.schema import TABELLEN, kolommen, verplicht
from wijkmonitor.schrijven import zip_bytes

RIJEN = 2000
_VAST = datetime(2020, 1, 1)
_KOP = PatternFill("solid", fgColor="12436D")
_NODIG = PatternFill("solid", fgColor="28A197")
_VOORSTEL = {("interventies", "pijlers"): PIJLERS, ("voortgang", "status"): (*WACHT, *LOOPT, *KLAAR)}  # more or other is allowed
_UITLEG = ("kolom", "moet", "wat is het", "voorbeeld", "kies uit")


@cache
def make_template(tabel: str) -> bytes:
    """An XLSX with three sheets: the empty table, an explanation with an example row, and the words to choose from.

    Only the first sheet is ever read. The same table gives the same bytes; made once, also for many wijken.
    """
    book = Workbook()
    book.properties.creator = "wijkmonitor"
    book.properties.created = _VAST
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = tabel
    uitleg, keuzes = book.create_sheet("Uitleg"), book.create_sheet("Keuzes")
    _fill_table(sheet, keuzes, tabel)
    _fill_explanation(uitleg, tabel)
    return _same_bytes(book)


def options(tabel: str, kolom: str) -> tuple[str, ...]:
    """The words that a column may hold, or that are proposed for it; empty for a column that is free.

    >>> options("netwerk", "sterkte")
    ()
    >>> options("organisaties", "toon_naam")
    ('ja', 'nee')
    """
    return _VOORSTEL.get((tabel, kolom)) or tuple(dict.fromkeys(_literals(TABELLEN[tabel].model_fields[kolom].annotation)))


def _literals(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(word) for word in get_args(annotation))
    elif get_origin(annotation) in (Union, types.UnionType, Annotated):
        for part in get_args(annotation):
            yield from _literals(part)


def _fill_table(sheet: Worksheet, keuzes: Worksheet, tabel: str) -> None:
    needed = verplicht(tabel)
    for number, kolom in enumerate(kolommen(tabel), start=1):
        letter = get_column_letter(number)
        cell = sheet.cell(1, number, kolom)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _NODIG if kolom in needed else _KOP
        field = TABELLEN[tabel].model_fields[kolom]
        told = "Deze kolom moet u invullen." if field.is_required() else "Leeg laten mag."
        told = f"{field.description or ''} {told} Voorbeeld: {_example(tabel, kolom)}"
        cell.comment = Comment(told, "wijkmonitor", width=320, height=120)
        sheet.column_dimensions[letter].width = max(14, len(kolom) + 4)
        words = options(tabel, kolom)
        if words:
            _add_choices(sheet, keuzes, number, kolom, words, streng=(tabel, kolom) not in _VOORSTEL)
    sheet.freeze_panes = "A2"


def _add_choices(sheet: Worksheet, keuzes: Worksheet, number: int, kolom: str, words: tuple[str, ...], *, streng: bool) -> None:
    """A drop-down list that refers to the sheet Keuzes: there a word can hold a comma. streng: no other word is taken."""
    letter = get_column_letter(number)
    keuzes.cell(1, number, kolom).font = Font(bold=True)
    for row, word in enumerate(words, start=2):
        keuzes.cell(row, number, word)
    keuzes.column_dimensions[letter].width = max(14, *(len(word) + 2 for word in words))
    choice = DataValidation(
        "list", formula1=f"Keuzes!${letter}$2:${letter}${len(words) + 1}", allow_blank=True, showErrorMessage=streng
    )
    choice.errorTitle, choice.error = "Dit woord kennen we niet", "Kies een woord uit de lijst."
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{RIJEN}")


def _example(tabel: str, kolom: str) -> Any:
    examples = TABELLEN[tabel].model_fields[kolom].examples or [""]
    return examples[0]


def _fill_explanation(sheet: Worksheet, tabel: str) -> None:
    sheet.append([f"{tabel}: {TABELLEN[tabel].uitleg}"])
    sheet.append(["Vul alleen het eerste blad in. Namen van mensen horen er nooit in."])
    sheet.append([])
    sheet.append(list(_UITLEG))
    for kolom in kolommen(tabel):
        field = TABELLEN[tabel].model_fields[kolom]
        moet = "ja" if field.is_required() else "nee"
        sheet.append([kolom, moet, field.description or "", _example(tabel, kolom), "; ".join(options(tabel, kolom))])
    sheet.append([])
    sheet.append(["Zo ziet een ingevulde rij eruit:"])
    sheet.append(list(kolommen(tabel)))
    sheet.append([_example(tabel, kolom) for kolom in kolommen(tabel)])
    for letter, width in zip("ABCDE", (26, 8, 60, 26, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in (1, 4, sheet.max_row - 1):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    for cell in sheet["C"]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _same_bytes(book: Workbook) -> bytes:
    """The workbook with fixed dates on its parts."""
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    now = rb"(<dcterms:modified[^>]*>)[^<]*"  # the moment of saving, which openpyxl fills in by itself
    parts["docProps/core.xml"] = re.sub(now, rb"\g<1>2020-01-01T00:00:00Z", parts["docProps/core.xml"])
    return zip_bytes(parts.items())
