"""Files in every form in which Dutch people save a table."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from tests.gegevens.conftest import DEELNAME, STICKERS, make_xlsx

from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.lezen import read_table
from wijkmonitor.gegevens.schema import kolommen

NAMEN = ["d01", "d02", "d03"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_letters_survive_every_encoding(lees: Any, encoding: str, line_end: str) -> None:
    read = lees(DEELNAME.replace("huisarts", "één huisarts").replace("\n", line_end).encode(encoding))
    assert read.fouten == ()
    assert read.frame["verwijzer"].dropna().unique().tolist() == ["één huisarts"]


@pytest.mark.parametrize(
    "words",
    ["“Wij” wandelen", "GLI – Cool", "10–15 uur…", "‘s avonds", "€ 5", "foto’s • film", "Curaçao", "Bjørn", "20°C", "Škoda"],
)
def test_what_windows_excel_saves_is_read_as_it_was_typed(lees: Any, words: str) -> None:
    read = lees(DEELNAME.replace("huisarts", words).encode("cp1252"))
    assert read.frame["verwijzer"].dropna().unique().tolist() == [words]


@pytest.mark.parametrize("words", ["coördinatie", "ideeën", "crème", "België", "één", "maïs", "reünie", "Özdemir", "façade"])
@pytest.mark.parametrize(("encoding", "line_end"), [("cp850", "\r\n"), ("mac_roman", "\r")])
def test_what_ms_dos_and_an_old_mac_save_is_read_too(lees: Any, words: str, encoding: str, line_end: str) -> None:
    read = lees(DEELNAME.replace("huisarts", words).replace("\n", line_end).encode(encoding))
    assert read.frame["verwijzer"].dropna().unique().tolist() == [words]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_columns_are_split_by_what_programs_use(lees: Any, sign: str) -> None:
    read = lees(DEELNAME.replace(";", sign))
    assert read.fouten == () and read.frame["deelnemer"].tolist() == NAMEN


def test_a_decimal_comma_stands_in_quotes_where_the_comma_splits(lees: Any) -> None:
    read = lees('datum,item,uren,toelichting\n2021-05-01,samen leren in WidW,"3,5","kort, maar goed"\n', "logboek")
    assert read.fouten == () and read.frame["uren"].tolist() == [3.5]
    assert read.frame["toelichting"].tolist() == ["kort, maar goed"]


def test_a_table_without_separator_is_named(lees: Any) -> None:
    [fault] = lees(DEELNAME.replace(";", " ")).fouten
    assert fault.wat == "Er is maar één kolom te zien." and fault.gevonden.startswith("deelnemer interventie")


def test_the_line_that_excel_puts_above_a_csv_is_passed_over(lees: Any) -> None:
    read = lees("sep=;\n" + DEELNAME.replace("afgerond", "klaar"))
    assert [(fault.rij, fault.kolom) for fault in read.fouten] == [(2, "status")]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", "\ufeff".encode("utf-16"), b";;;\n;;;\n"])
def test_an_empty_file_is_named(lees: Any, content: bytes) -> None:
    [fault] = lees(content).fouten
    assert fault.wat == "Dit bestand is leeg." and "haal het weg" in fault.doen


def test_rows_count_as_in_excel_with_empty_rows_and_line_breaks_in_cells(lees: Any) -> None:
    rows = [
        "datum;item;uren;toelichting",
        '2021-05-01;samen leren in WidW;1;"twee\nregels"',
        "",
        "2021-05-02;samen leren in WidW;veel;",
    ]
    read = lees("\r\n".join(rows), "logboek")
    assert [(fault.rij, fault.kolom) for fault in read.fouten] == [(4, "uren")]


def test_a_workbook_gives_dates_numbers_and_text(lees: Any) -> None:
    rows: list[list[Any]] = [
        ["Datum", "Item", "Uren", "Toelichting", "Extra"],
        [datetime(2021, 5, 1), "samen leren in WidW", 3.5, None, 12],
        [date(2021, 5, 2), "coördinatie als LPB", "4,25", "kort", 12.5],
        ["3-5-2021", "Samen leren in widw", 2, 2022, "x"],
    ]
    read = lees(rows, "logboek", ".xlsx")
    assert read.fouten == () and read.blad == "Blad1"
    assert [day.date() for day in read.frame["datum"]] == [date(2021, 5, 1), date(2021, 5, 2), date(2021, 5, 3)]
    assert read.frame["uren"].tolist() == [3.5, 4.25, 2.0]
    assert read.frame["item"].tolist() == ["samen leren in WidW", "coördinatie als LPB", "samen leren in WidW"]
    assert read.frame["toelichting"].tolist()[1:] == ["kort", "2022"]
    assert read.frame["extra"].tolist() == ["12", "12.5", "x"]


def test_a_workbook_with_an_empty_row_above_counts_rows_as_excel_does(lees: Any) -> None:
    rows: list[list[Any]] = [[None], ["datum", "plek", "thema", "stickers"], [date(2021, 9, 11), "markt", "groen", "veel"]]
    [fault] = lees(rows, "stickerbord", ".xlsx").fouten
    assert (fault.blad, fault.rij, fault.kolom, fault.gevonden) == ("Blad1", 3, "stickers", "veel")


def test_a_time_where_a_date_belongs_is_a_fault(lees: Any) -> None:
    [fault] = lees([["datum", "plek", "thema", "stickers"], [time(9, 30), "markt", "groen", 1]], "stickerbord", ".xlsx").fouten
    assert (fault.kolom, fault.gevonden) == ("datum", "09:30:00")


def test_a_file_is_read_by_what_it_is_and_not_by_its_name(lees: Any) -> None:
    rows = [["datum", "plek", "thema", "stickers"], [date(2021, 9, 11), "markt", "groen", 4]]
    assert lees(make_xlsx(rows), "stickerbord", ".csv").frame["stickers"].tolist() == [4]
    read = lees(STICKERS.encode(), "stickerbord", ".xlsx")
    assert read.fouten == () and len(read.frame) == STICKERS.count("\n") - 1


def test_an_excel_error_and_a_formula_without_result_are_faults_and_not_empty(lees: Any) -> None:
    # calamine gives an empty text for both, so a number would be lost without a word
    rows: list[list[Any]] = [["datum", "plek", "thema", "stickers"], [date(2021, 9, 11), "markt", "groen", "=1+1"]]
    [fault] = [fault for fault in lees(rows, "stickerbord", ".xlsx").fouten if "formule" in fault.wat]
    assert (fault.rij, fault.kolom) == (2, "stickers")
    rows[1] = [date(2021, 9, 11), "markt", "#N/A", 4]
    content = make_xlsx(rows)
    [fault] = [fault for fault in lees(content, "stickerbord", ".xlsx").fouten if "fout van Excel" in fault.wat]
    assert (fault.rij, fault.kolom, fault.gevonden) == (2, "thema", "#N/A")


def test_merged_cells_are_named(lees: Any, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["datum", "plek", "thema", "stickers"],
        [date(2021, 9, 11), "markt", "groen", 4],
        [date(2021, 9, 12), None, "rust", 1],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "stickerbord.xlsx")
    found = [fault for fault in lees((tmp_path / "stickerbord.xlsx").read_bytes(), "stickerbord", ".xlsx").fouten]
    assert (2, "plek", "Hier zijn cellen samengevoegd. Alleen de eerste telt dan.") in [(f.rij, f.kolom, f.wat) for f in found]


@pytest.mark.parametrize(
    ("content", "row"), [('datum;plek;thema;stickers\n2021-09-11;"mar"kt;groen;1\n', 2), ('datum;plek\n"2021;markt\n', 2)]
)
def test_a_quote_in_the_wrong_place_is_named_with_its_row(lees: Any, content: str, row: int) -> None:
    [fault] = lees(content, "stickerbord").fouten
    assert "aanhalingsteken" in fault.wat and fault.rij == row


def test_a_row_with_too_many_cells_and_a_column_without_name_are_faults(lees: Any) -> None:
    content = "datum;plek;;thema;stickers\n2021-09-11;markt;;groen;1\n2021-09-12;markt;los;groen;1\n2021-09-13;markt;;groen;1;9\n"
    faults = lees(content, "stickerbord").fouten
    assert [(fault.rij, fault.gevonden) for fault in faults] == [(3, "los"), (4, "9")]


def test_a_column_that_stands_there_twice_is_a_fault(lees: Any) -> None:
    [fault] = lees(STICKERS.replace("stickers", "thema"), "stickerbord").fouten
    assert (fault.kolom, fault.wat) == ("thema", "Deze kolom staat er twee keer.")


def test_a_folder_with_the_name_of_a_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "deelname.csv").mkdir()
    with pytest.raises(LeesFout, match="geen gewoon bestand"):
        read_table(tmp_path / "deelname.csv", kolommen=kolommen("deelname"))
