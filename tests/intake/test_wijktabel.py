"""The workbook of a wijk itself: what people made of it is read whole, and written back without loss."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.intake.opgenomen import check

from wijkmonitor.gegevens.nieuw.sjabloon import make_template
from wijkmonitor.gegevens.tabel import read_tabel

HEAD = ["deelnemer", "interventie", "aanmelding", "status"]
D1, D2 = (["d0001", "GLI", date(2021, 1, 1), "gestart"], ["d0002", "GLI", date(2022, 1, 1), "gestart"])
NIEUW = ("Clientnummer;Interventie;Aanmelddatum;Status", "77;GLI;1-2-2022;gestart")


def codes(folder: Path) -> list[str]:
    return read_tabel(folder / "deelname.xlsx", "deelname", vandaag=date.today()).frame["deelnemer"].tolist()


@pytest.mark.parametrize("state", ["visible", "hidden"])
def test_what_comes_in_stands_on_the_sheet_that_is_read_and_other_sheets_stay(
    folder: Path, xlsx_file: Any, csv_file: Any, neem: Any, state: str
) -> None:
    path = xlsx_file({"Lees mij": [["Van het buurtteam"]], "Gegevens": [["Deelname 2021"], HEAD, D1]})
    book = openpyxl.load_workbook(path)
    book["Lees mij"].sheet_state, book.active = state, 1
    book.save(folder / "deelname.xlsx")
    assert neem(csv_file(*NIEUW), "deelname")[0] == 0
    assert len(codes(folder)) == 2 and codes(folder)[0] == "d0001"
    after = openpyxl.load_workbook(folder / "deelname.xlsx")
    assert (after["Lees mij"]["A1"].value, after["Gegevens"]["A1"].value) == ("Van het buurtteam", "Deelname 2021")


def test_rows_on_a_second_sheet_are_never_left_out_without_a_word(folder: Path, xlsx_file: Any, csv_file: Any, neem: Any) -> None:
    shutil.copy(xlsx_file({"2021": [HEAD, D1], "2022": [HEAD, D2]}), folder / "deelname.xlsx")
    before = (folder / "deelname.xlsx").read_bytes()
    for code, told in (check(folder), neem(csv_file(*NIEUW), "deelname")):
        assert code == 1 and "blad 2022: Op dit blad staat de tabel nog een keer." in told
    assert (folder / "deelname.xlsx").read_bytes() == before


def test_the_example_of_a_template_is_never_read_in_the_place_of_the_rows(folder: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_template("deelname")))
    sheet = book.worksheets[0]
    sheet.delete_cols(7, 10)  # columns that may be left out
    sheet.append([*D1[:3], None, None, "gestart"])
    book.save(folder / "deelname.xlsx")
    code, told = check(folder)
    assert code == 0 and "Uitleg" not in told and codes(folder) == ["d0001"]


def test_a_table_that_only_is_called_xlsx_is_named_and_stays(folder: Path, csv_file: Any, neem: Any) -> None:
    path = folder / "deelname.xlsx"
    path.write_text("deelnemer;interventie;aanmelding;status\nd0001;GLI;1-1-2022;gestart\n", encoding="utf-8")
    before = path.read_bytes()
    code, told = neem(csv_file(*NIEUW), "deelname")
    assert code == 1 and "deelname.xlsx: Hierin kunnen we niet schrijven" in told and path.read_bytes() == before
