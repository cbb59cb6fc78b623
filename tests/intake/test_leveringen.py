"""Deliveries as partners really make them, through the command: in, or one sentence that says what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from tests.intake.opgenomen import check, column, rows_of
from tests.intake.xlsb import write_xlsb

from wijkmonitor.cli import main
from wijkmonitor.gegevens.intake.kiezen import Vraag, find_questions, read_answer
from wijkmonitor.gegevens.nieuw.sjabloon import make_template
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.tabel import read_tabel

CLIENTEN = "Clientnummer;Interventie;Aanmelddatum;Status"


def agree(folder: Path, text: str) -> Path:
    """What was agreed before about the headings of deliveries."""
    path = folder / "intake" / "kolommen.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# 01: dates are not persons


@pytest.mark.parametrize("day", ["2022-01-07", "2022-01-08", "2022-01-21", "01-01-2022", "1-3-2014", "2022-03-03 14:05"])
def test_a_date_is_never_taken_for_a_bsn_or_a_birthday(folder: Path, csv_file: Any, neem: Any, day: str) -> None:
    code, told = neem(csv_file(CLIENTEN, f"1;GLI;{day};gestart"), "deelname")
    assert code == 0, told
    assert len(column(folder, "deelname", "aanmelding")[0]) == 10


def test_a_moment_of_excel_is_a_date(folder: Path, xlsx_file: Any, neem: Any) -> None:
    assert neem(xlsx_file({"A": [CLIENTEN.split(";"), [1, "GLI", datetime(2022, 3, 3, 14, 5), "gestart"]]}), "deelname")[0] == 0
    assert column(folder, "deelname", "aanmelding") == ["2022-03-03"]


def test_a_date_in_a_text_stays_and_a_number_of_a_citizen_does_not(folder: Path, csv_file: Any, neem: Any) -> None:
    path = csv_file("datum;item;uren;toelichting", "2022-01-07;samen leren in WidW;1;Verzet van 2022-01-08 door 111222333.")
    assert neem(path, "logboek")[0] == 0
    assert column(folder, "logboek", "toelichting") == ["Verzet van 2022-01-08 door [bsn]."]


def test_our_own_table_delivered_back_is_not_damaged(folder: Path, csv_file: Any, neem: Any) -> None:
    neem(csv_file("Respondent;Meting;Tevredenheid", *(f"p{k};2022;7" for k in range(60))), "vragenlijst")
    before = rows_of(folder, "vragenlijst")
    export = folder.parent.parent / "terug.csv"
    export.write_bytes((folder / "vragenlijst.csv").read_bytes())
    code, told = neem(export, "vragenlijst")
    assert (code, rows_of(folder, "vragenlijst")) == (0, before) and "Dit stond er al: 60 rijen." in told


# 02: a row never shifts


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (["respondent,meting,tevredenheid,zingeving", "a1,2022,7,5,8", "a2,2022,8,7"], 2),
        (["respondent,meting,tevredenheid,zingeving", "a1,2022,7,8", "a2,2022,7"], 3),
    ],
    ids=["more cells", "fewer cells"],
)
def test_a_row_that_does_not_fit_under_the_heading_is_named(
    folder: Path, csv_file: Any, neem: Any, lines: list[str], row: int
) -> None:
    code, told = neem(csv_file(*lines), "vragenlijst")
    assert code == 1 and f"rij {row}: Deze rij heeft m" in told and rows_of(folder, "vragenlijst") == []


def test_rows_of_which_excel_left_out_the_empty_end_are_good(folder: Path, csv_file: Any, neem: Any) -> None:
    # Excel writes 16 rows at a time with the same number of separators (support.microsoft.com, KB 77295)
    full = [f"a{k};2022;7;" for k in range(2, 17)]
    short = [f"a{k};2022;7" for k in range(17, 25)]
    assert neem(csv_file("respondent;meting;tevredenheid;zingeving", *full, *short), "vragenlijst")[0] == 0
    assert len(rows_of(folder, "vragenlijst")) == 23


# 03, 27: SPSS


def sav(path: Path, frame: pd.DataFrame, **about: Any) -> Path:
    pyreadstat.write_sav(frame, path, **about)
    return path


def test_labels_of_spss_are_no_row_and_numbers_stay_numbers(folder: Path, tmp_path: Path, neem: Any) -> None:
    frame = pd.DataFrame(
        {"respondent": ["a1", "a2"], "meting": ["2022", "2022"], "sekse": [1.0, 2.0], "tevredenheid": [8.0, 7.0]}
    )
    path = sav(
        tmp_path / "x.sav",
        frame,
        column_labels=["Nummer", "Jaar van meten", "Man of vrouw", "Rapportcijfer voor het leven"],
        variable_value_labels={"sekse": {1: "Man", 2: "Vrouw"}, "tevredenheid": {7: "ruim voldoende", 8: "goed"}},
    )
    assert neem(path, "vragenlijst")[0] == 0
    assert column(folder, "vragenlijst", "geslacht") == ["m", "v"]
    assert column(folder, "vragenlijst", "tevredenheid") == ["8", "7"]


def test_a_day_of_spss_that_does_not_exist_costs_its_cell_only(folder: Path, tmp_path: Path, neem: Any) -> None:
    frame = pd.DataFrame({"respondent": ["a1", "a2"], "meting": ["2022"] * 2, "ingevoerd": [13865472000.0, 6300000000000.0], "tevredenheid": [8.0, 7.0]})  # fmt: skip
    path = sav(tmp_path / "x.sav", frame, variable_format={"ingevoerd": "DATE11"})
    assert neem(path, "vragenlijst")[0] == 0
    path = sav(tmp_path / "y.sav", frame.rename(columns={"ingevoerd": "datum"}), variable_format={"datum": "DATE11"})
    code, told = neem(path, "vragenlijst")
    assert code == 1 and "y.sav, rij 2, kolom datum: Deze datum bestaat niet." in told


def test_strange_letters_of_spss_are_read_in_another_way(folder: Path, tmp_path: Path, neem: Any) -> None:
    frame = pd.DataFrame({"respondent": ["a1"], "meting": ["2022"], "tevredenheid": [8.0], "opmerking": ["cafZ"]})
    path = sav(tmp_path / "x.sav", frame)
    path.write_bytes(path.read_bytes().replace(b"cafZ", b"caf\xe9"))
    assert neem(path, "vragenlijst")[0] == 0
    assert len(rows_of(folder, "vragenlijst")) == 1


# 05, 09, 30: headings


def test_white_space_in_a_heading_does_not_matter(folder: Path, xlsx_file: Any, neem: Any) -> None:
    agreed = '[vragenlijst]\n"Welk cijfer geeft u uw leven nu?" = "kwaliteit_van_leven"\n"Kunt u doen wat u wilt?" = "meedoen"\n"Weg" = "zingeving"\n'
    kept = agree(folder, agreed)
    head = ["respondent", "meting", "Welk cijfer geeft u\xa0uw leven nu?\n", "Kunt u doen\nwat u wilt?"]
    code, told = neem(xlsx_file({"A": [head, ["a1", 2022, 7, 6]]}), "vragenlijst")
    assert code == 0 and "kolommen.toml staan koppen die dit bestand niet heeft: 'Weg'" in told
    assert (column(folder, "vragenlijst", "kwaliteit_van_leven"), column(folder, "vragenlijst", "meedoen")) == (["7"], ["6"])
    assert "weglaten" not in kept.read_text(encoding="utf-8")


def test_a_heading_that_stands_there_twice_is_named_and_nothing_is_remembered(folder: Path, csv_file: Any, neem: Any) -> None:
    code, told = neem(csv_file("Datum;Plek;Thema;Stickers;Datum", "3-1-2022;markt;groen;4;4-1-2022"), "stickerbord")
    assert code == 1 and "De kop 'Datum' staat er twee keer." in told
    assert neem(csv_file("Datum;Plek;Thema;Stickers", "5-1-2022;markt;groen;6"), "stickerbord")[0] == 0
    assert not (folder / "intake" / "kolommen.toml").exists()


def test_a_heading_can_be_a_number(folder: Path, xlsx_file: Any, neem: Any) -> None:
    agree(folder, '[vragenlijst]\n"1" = "tevredenheid"\n"2" = "meedoen"\n')
    assert neem(xlsx_file({"A": [["Respondent", "Meting", 1, 2], ["r1", 2022, 7, 8]]}), "vragenlijst")[0] == 0
    assert (column(folder, "vragenlijst", "tevredenheid"), column(folder, "vragenlijst", "meedoen")) == (["7"], ["8"])


def test_a_delivery_without_any_question_is_refused(folder: Path, csv_file: Any, neem: Any) -> None:
    code, told = neem(csv_file("respondent;meting;Hoe gaat het met u?", "a1;2022;7"), "vragenlijst")
    assert code == 1 and "We herkennen geen enkele vraag van de lijst." in told and "--kies" in told


def test_what_is_left_out_is_named_every_time(folder: Path, csv_file: Any, neem: Any) -> None:
    path = csv_file("datum;plek;thema;stickers;Weer", "2022-01-05;markt;groen;6;zon")
    for _ in range(2):
        assert "Kolom 'Weer' hoort niet bij de tabel. Die laten we weg." in neem(path, "stickerbord")[1]
    assert not (folder / "intake" / "kolommen.toml").exists(), "nobody agreed that it may go"


# 07: two sheets


@pytest.mark.parametrize("tabel", ["doorverwijzingen", "activiteiten"])
def test_what_stands_on_two_sheets_counts_once(folder: Path, xlsx_file: Any, neem: Any, tabel: str) -> None:
    head, first, second = {
        "doorverwijzingen": (["Interventie", "Van", "Tot", "Aantal"], ["GLI", date(2022, 1, 1), date(2022, 3, 31), 11], ["GLI", date(2022, 4, 1), date(2022, 6, 30), 9]),
        "activiteiten": (["Datum", "Activiteit", "Bezoekers"], [date(2022, 3, 1), "Koffie", 20], [date(2022, 4, 1), "Koffie", 25]),
    }[tabel]  # fmt: skip
    assert neem(xlsx_file({"Q1": [head, first], "Alles": [head, first, second]}), tabel)[0] == 0
    assert len(rows_of(folder, tabel)) == 2


def test_every_sheet_that_is_read_is_told_with_its_rows_and_those_that_excel_hides(
    folder: Path, xlsx_file: Any, neem: Any
) -> None:
    head = CLIENTEN.split(";")
    rows = [[k, "GLI", date(2022, 3, k), "gestart"] for k in range(1, 7)]
    path = xlsx_file({"Nieuw": [head, *rows[:4]], "Oud 2021": [head, *rows[4:]], "Notities": [["zo maar"]]})
    book = openpyxl.load_workbook(path)
    for number in (3, 5, 900):
        book["Nieuw"].row_dimensions[number].hidden = True
    book.save(path)
    told = neem(path, "deelname")[1]
    assert "Blad 'Nieuw': 4 rijen. Daarbij: 2 verborgen rijen. Ook die lezen we." in told
    assert "Blad 'Oud 2021': 2 rijen." in told and "Blad 'Notities' hoort niet bij de tabel." in told
    assert len(rows_of(folder, "deelname")) == 6
    one = xlsx_file({"Blad1": [head, [9, "GLI", date(2022, 3, 9), "gestart"]]}, name="een.xlsx")
    assert "Blad 'Blad1'" not in neem(one, "deelname")[1]


def test_two_sheets_that_contradict_each_other_are_both_named(xlsx_file: Any, neem: Any) -> None:
    head = ["datum", "plek", "thema", "stickers"]
    path = xlsx_file(
        {"oud": [head, [date(2022, 3, 1), "markt", "groen", 4]], "nieuw": [head, [date(2022, 3, 1), "markt", "groen", 5]]}
    )
    code, told = neem(path, "stickerbord")
    assert code == 1 and "blad nieuw, rij 2: Dit staat ook op blad oud, rij 2" in told


# 08: several wijken in one file


def test_rows_of_other_wijken_are_never_mixed_in(folder: Path, csv_file: Any, neem: Any) -> None:
    path = csv_file("respondent;meting;tevredenheid;Wijk", "a1;2022;7;Proefwijk", "a2;2022;3;Merenwijk", "a3;2022;4;Leiden-Noord")
    code, told = neem(path, "vragenlijst")
    assert code == 1 and "Proefwijk (1), Merenwijk (1)" in told and "--filter 'Wijk=Proefwijk'" in told
    assert neem(path, "vragenlijst", "--filter", "Wijk=Proefwijk")[0] == 0
    assert column(folder, "vragenlijst", "tevredenheid") == ["7"]


def test_a_filter_on_what_is_not_there_says_what_is(csv_file: Any, neem: Any) -> None:
    path = csv_file("interventie;van;tot;aantal;Wijk", "GLI;1-1-2022;31-12-2022;30;Merenwijk")
    code, told = neem(path, "doorverwijzingen", "--filter", "Wijk=Proefwijk")
    assert code == 1 and "nergens 'Proefwijk'. Er staat: Merenwijk (1)." in told
    assert "staat niet in dit bestand. Kies uit: interventie" in neem(path, "doorverwijzingen", "--filter", "Stad=Leiden")[1]


def test_a_file_about_this_wijk_alone_needs_no_filter(csv_file: Any, neem: Any) -> None:
    path = csv_file("interventie;van;tot;aantal;Wijk", "GLI;1-1-2022;31-12-2022;30;Wijk 09 Proefwijk")
    assert neem(path, "doorverwijzingen")[0] == 0


# 11, 13, 14: workbooks


def test_an_error_of_excel_is_a_fault_with_its_cell_and_wipes_nothing(folder: Path, xlsx_file: Any, neem: Any) -> None:
    head = ["Clientnummer", "Interventie", "Aanmelddatum", "Status", "Leeftijd"]
    assert neem(xlsx_file({"A": [head, [1, "GLI", date(2022, 3, 1), "gestart", 52]]}), "deelname")[0] == 0
    code, told = neem(xlsx_file({"A": [head, [1, "GLI", date(2022, 3, 1), "afgerond", "#N/A"]]}), "deelname")
    assert code == 1 and "blad A, rij 2, kolom Leeftijd: In deze cel staat een fout van Excel." in told
    assert column(folder, "deelname", "leeftijdsgroep") == ["45-64"]


def test_an_empty_cell_of_a_correction_wipes_nothing(folder: Path, csv_file: Any, neem: Any) -> None:
    head = "deelnemer;interventie;aanmelding;status;leeftijdsgroep"
    neem(csv_file(head, "1;GLI;2022-03-01;gestart;45-64"), "deelname")
    code, told = neem(csv_file(head, "1;GLI;2022-03-01;afgerond;"), "deelname")
    assert code == 0 and "gebleven zoals het was: rij 2, kolom leeftijdsgroep." in told
    assert (column(folder, "deelname", "status"), column(folder, "deelname", "leeftijdsgroep")) == (["afgerond"], ["45-64"])


@pytest.mark.parametrize("day", ["5-3-2022", "3-1-2022"])
def test_a_corrected_sign_up_date_is_told_at_intake_and_at_check_with_both_rows(
    folder: Path, csv_file: Any, neem: Any, day: str
) -> None:
    neem(csv_file(CLIENTEN, "1;GLI;1-3-2022;gestart", "2;GLI;1-3-2022;gestart"), "deelname")
    code, told = neem(
        csv_file(CLIENTEN, f"1;GLI;{day};gestart", "1;Koken;1-3-2022;gestart", "2;GLI;1-2-2021;gestart"), "deelname"
    )
    assert code == 0 and told.count("Deze mens staat al bij deze interventie") == 1 and "rij 2, kolom aanmelding" in told
    told = " ".join(check(folder)[1].split())
    assert told.count("Deze mens staat al bij deze interventie") == 1 and "rij 4" in told and "Zij staat in rij 2." in told


def changed_book(path: Path, name: str, change: Callable[[bytes], bytes], extra: dict[str, bytes] | None = None) -> None:
    """The workbook with one part changed and others added."""
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == name else old.read(member))
        for member, content in (extra or {}).items():
            new.writestr(member, content)
    path.write_bytes(target.getvalue())


def test_a_workbook_of_power_query_is_read(xlsx_file: Any, neem: Any) -> None:
    path = xlsx_file({"A": [CLIENTEN.split(";"), [1, "GLI", date(2022, 3, 1), "gestart"]]})
    changed_book(path, "", bytes, {"customXml/item1.xml": '<?xml version="1.0"?><DataMashup/>'.encode("utf-16")})
    assert neem(path, "deelname")[0] == 0


def test_formatting_to_the_last_row_is_no_data(folder: Path, xlsx_file: Any, neem: Any) -> None:
    path = xlsx_file({"A": [CLIENTEN.split(";"), [1, "GLI", date(2022, 3, 1), "gestart"]]})
    far = b'<row r="1048575" s="1"><c r="A1048575" s="1"/></row><row r="1048576"><c r="B1048576" s="1"></c></row></sheetData>'
    changed_book(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far))
    assert neem(path, "deelname")[0] == 0
    assert len(rows_of(folder, "deelname")) == 1


def test_a_binary_workbook_of_excel_is_read(folder: Path, tmp_path: Path, neem: Any) -> None:
    rows = [CLIENTEN.split(";"), ["k1", "GLI", "1-3-2022", "gestart"], ["k2", "Café Oké", "2-3-2022", "gestart"]]
    code, told = neem(write_xlsb(tmp_path / "levering.xlsb", rows), "deelname")
    assert code == 0, told
    assert column(folder, "deelname", "interventie") == ["GLI", "Café Oké"]
    assert column(folder, "deelname", "aanmelding") == ["2022-03-01", "2022-03-02"]


# 17, 19: projects of analysis programs

_TRANSCRIPT = """<AudioSource guid="a1" name="gesprek 2" path="internal://a.m4a"><Transcript guid="t1" name="gesprek 2" plainTextPath="internal://s1.txt">
<SyncPoint guid="p1" timeStamp="1" position="37"/><SyncPoint guid="p2" timeStamp="2" position="56"/>
<TranscriptSelection guid="x" name="s" fromSyncPoint="p1" toSyncPoint="p2"><Coding guid="k" creatingUser="u1"><CodeRef targetGUID="c2"/></Coding></TranscriptSelection>
</Transcript></AudioSource>"""
_PDF = """<PDFSource guid="d1" name="verslag.pdf" path="internal://v.pdf"><PDFSelection guid="y" name="n" page="0">
<Coding guid="k9" creatingUser="u1"><CodeRef targetGUID="c2"/></Coding></PDFSelection></PDFSource>"""


def changed_project(path: Path, change: Callable[[str], str], name: str = "project.qde") -> Path:
    target = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        new.writestr(name, change(old.read("project.qde").decode()))
        new.writestr("Sources/s1.txt", old.read("Sources/s1.txt"))
    path.write_bytes(target.getvalue())
    return path


def only(xml: str) -> Callable[[str], str]:
    """The project with these sources instead of its own."""
    return lambda text: text[: text.index("<Sources>") + 9] + xml + text[text.index("</Sources>") :]


def test_the_project_file_can_have_any_name(folder: Path, qdpx_file: Any, neem: Any) -> None:
    assert neem(changed_project(qdpx_file(van=38, tot=57), str, "Wijkinterviews.qde"), "kwalitatief")[0] == 0
    assert len(rows_of(folder, "kwalitatief")) == 2


def test_a_path_without_internal_is_in_the_project(folder: Path, qdpx_file: Any, neem: Any) -> None:
    assert neem(qdpx_file(van=38, tot=57, pad="s1.txt"), "kwalitatief")[0] == 0


def test_a_piece_of_a_transcript_lies_between_points_of_time(folder: Path, qdpx_file: Any, neem: Any) -> None:
    assert neem(changed_project(qdpx_file(), only(_TRANSCRIPT)), "kwalitatief")[0] == 0
    assert column(folder, "kwalitatief", "tekst") == ["Eerst durfde ik nie"]


def test_pieces_of_a_pdf_are_counted_and_named(folder: Path, qdpx_file: Any, neem: Any) -> None:
    code, told = neem(changed_project(qdpx_file(), only(_PDF)), "kwalitatief")
    assert code == 1 and "die geen tekst zijn: 1 in een PDF" in told
    code, told = neem(
        changed_project(qdpx_file(van=38, tot=57), lambda text: text.replace("</Sources>", f"{_PDF}</Sources>")), "kwalitatief"
    )
    assert code == 0 and "1 keer is een stuk gecodeerd in een PDF." in told


def test_a_new_export_of_a_project_keeps_what_the_wijk_filled_in(folder: Path, qdpx_file: Any, neem: Any) -> None:
    neem(qdpx_file(van=38, tot=57), "kwalitatief")
    table = folder / "kwalitatief.csv"
    table.write_text(table.read_text("utf-8-sig").replace(";nee;", ";ja;"), encoding="utf-8-sig")
    again = changed_project(
        qdpx_file(van=38, tot=57), lambda text: text.replace('guid="s1"', 'guid="s77"').replace('guid="p1"', 'guid="p77"')
    )
    code, told = neem(again, "kwalitatief")
    assert code == 0 and "Niets nieuws" in told
    assert column(folder, "kwalitatief", "mag_getoond") == ["ja", "ja"]


# 20: columns of the program


def test_columns_of_a_program_never_win_from_real_headings(folder: Path, csv_file: Any, neem: Any) -> None:
    head = "start;end;Nummer deelnemer;Interventie;Aanmelddatum;Startdatum;Status;_id;_index"
    row = "2022-05-03T10:33:12.123+02:00;2022-05-03T10:38:12.123+02:00;17;GLI;20-4-2022;10-5-2022;gestart;504238666;1"
    code, told = neem(csv_file(head, row), "deelname")
    assert code == 0 and "Kolom '_id' is van het programma." in told
    assert (column(folder, "deelname", "start"), column(folder, "deelname", "einde")) == (["2022-05-10"], [""])


def test_a_fault_names_the_heading_of_the_file(csv_file: Any, neem: Any) -> None:
    code, told = neem(csv_file(CLIENTEN, "1;GLI;gisteren;gestart"), "deelname")
    assert code == 1 and "rij 2, kolom Aanmelddatum: Dit is geen datum." in told


def test_the_moment_of_filling_in_is_the_day_where_there_is_no_other(folder: Path, csv_file: Any, neem: Any) -> None:
    head = "ID;Begintijd;Tijd van voltooien;Naam;meting;tevredenheid"
    assert neem(csv_file(head, "1;3-5-2022 10:33;3-5-2022 10:38;anonymous;2022;7"), "vragenlijst")[0] == 0
    assert column(folder, "vragenlijst", "datum") == ["2022-05-03"]


# 21: statements beside each other, words of a scale


def test_statements_beside_each_other_become_rows(folder: Path, csv_file: Any, neem: Any) -> None:
    path = csv_file("Respondent;Organisatie;Meting;s01;s02;s03", "p1;praktijk;2022;4;Mee eens;helemaal mee oneens")
    assert neem(path, "samenwerking")[0] == 0
    assert [(row["stelling"], row["score"]) for row in rows_of(folder, "samenwerking")] == [
        ("s01", "4"),
        ("s02", "4"),
        ("s03", "1"),
    ]


def test_a_statement_is_known_by_its_text(folder: Path, csv_file: Any, neem: Any) -> None:
    lines = ["stelling;tekst;factor;omgekeerd", "s1;We weten van elkaar wat we doen.;netwerk onderhouden;nee", "s2;We hebben tijd genoeg.;financiering en capaciteit;nee"]  # fmt: skip
    (folder / "stellingen.csv").write_text("\n".join(lines), encoding="utf-8")
    head = "Respondent;Organisatie;Meting;Hoe eens bent u het met: [We weten van elkaar wat we doen.];We hebben tijd genoeg"
    assert neem(csv_file(head, "p1;praktijk;2022;Neutraal;5 = helemaal mee eens"), "samenwerking")[0] == 0
    assert [(row["stelling"], row["score"]) for row in rows_of(folder, "samenwerking")] == [("s1", "3"), ("s2", "5")]


def test_no_answer_is_empty(folder: Path, csv_file: Any, neem: Any) -> None:
    assert neem(csv_file("Respondent;Organisatie;Meting;s1;s2", "p1;praktijk;2022;n.v.t.;Weet niet"), "samenwerking")[0] == 0
    assert column(folder, "samenwerking", "score") == ["", ""]


def test_a_form_without_numbers_is_told_apart_by_the_moment(folder: Path, csv_file: Any, neem: Any) -> None:
    head, more = "Tijdstempel,Leeftijd,Geslacht,Tevredenheid", "2022/05/03 11:33:12 AM CET,70,Man,8"
    path = csv_file(head, "2022/05/03 10:33:12 AM CET,52,Vrouw,7", more)
    code, told = neem(path, "vragenlijst", "--zet", "meting=2022")
    assert code == 0, told
    assert len(set(column(folder, "vragenlijst", "respondent"))) == 2
    assert column(folder, "vragenlijst", "datum") == ["2022-05-03", "2022-05-03"]
    assert "Niets nieuws" in neem(csv_file(head, more), "vragenlijst", "--zet", "meting=2022")[1]


def test_headings_of_qualtrics_over_three_rows_are_one(folder: Path, csv_file: Any, neem: Any) -> None:
    lines = [
        "StartDate,EndDate,Status,ResponseId,Q1,Q2,RecordedDate",
        'Start Date,End Date,Response Type,Response ID,tevredenheid,"Hoe oud bent u, in jaren?",Recorded Date',
        *(['"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}",x,x,x,x,x']),
        "2022-05-03 10:33:12,2022-05-03 10:38:12,IP Address,R_1abc,7,52,2022-05-03 10:38:13",
    ]
    agree(folder, '[vragenlijst]\n"Hoe oud bent u, in jaren?" = "leeftijdsgroep"\n')
    code, told = neem(csv_file(*lines), "vragenlijst", "--zet", "meting=2022")
    assert code == 0, told
    [row] = rows_of(folder, "vragenlijst")
    assert (row["meting"], row["tevredenheid"], row["leeftijdsgroep"], row["datum"]) == ("2022", "7", "45-64", "2022-05-03")


def test_a_row_of_explanation_under_the_heading_is_no_answer(folder: Path, csv_file: Any, neem: Any) -> None:
    lines = ["respondent;meting;tevredenheid;meedoen", "Nummer;Jaar;Uw cijfer voor het leven;Kunt u meedoen?", "a1;2022;7;8"]
    code, told = neem(csv_file(*lines), "vragenlijst")
    assert code == 0 and "1 keer is een rij onder de kop uitleg." in told
    assert column(folder, "vragenlijst", "meedoen") == ["8"]


# 22: ages


@pytest.mark.parametrize(
    ("given", "band"),
    [
        ("15 tot 25 jaar", "15-24"), ("45 tot 65 jaar", "45-64"), ("75 jaar of ouder", "65+"), ("65 tot 75 jaar", "65+"),
        ("0 tot 15 jaar", "0-14"), ("25 t/m 44 jaar", "25-44"), ("80+", "65+"), ("ouder dan 64", "65+"), ("jonger dan 15 jaar", "0-14"),
        ("52", "45-64"), ("52 jaar", "45-64"), ("1970", "45-64"), ("12-4-2005", "15-24"), ("25-44", "25-44"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["Leeftijdsgroep", "Leeftijd"])
def test_ages_in_any_words_become_our_bands(folder: Path, csv_file: Any, neem: Any, given: str, band: str, head: str) -> None:
    assert neem(csv_file(f"{CLIENTEN};{head}", f"1;GLI;1-3-2022;gestart;{given}"), "deelname")[0] == 0
    assert column(folder, "deelname", "leeftijdsgroep") == [band]


def test_an_age_band_that_lies_in_two_of_ours_is_named_as_it_stands_there(csv_file: Any, neem: Any) -> None:
    code, told = neem(csv_file(f"{CLIENTEN};Leeftijdsgroep", "1;GLI;1-3-2022;gestart;18 tot 35 jaar"), "deelname")
    assert code == 1 and "Gevonden: '18 tot 35 jaar'" in told


@pytest.mark.parametrize(("born", "age"), [("3-2-1950", ""), ("", "72"), ("3-2-1950", "72"), ("1950", ""), ("n.v.t.", "72")])
@pytest.mark.parametrize("order", ["Geboortedatum;Leeftijd", "Leeftijd;Geboortedatum"])
def test_an_age_is_made_of_what_is_filled_in(folder: Path, csv_file: Any, neem: Any, born: str, age: str, order: str) -> None:
    cells = {"Geboortedatum": born, "Leeftijd": age}
    path = csv_file(f"{CLIENTEN};{order}", f"1;GLI;1-3-2022;gestart;{';'.join(cells[name] for name in order.split(';'))}")
    code, told = neem(path, "deelname")
    assert code == 0 and column(folder, "deelname", "leeftijdsgroep") == ["65+"] and "zegt iets anders" not in told


@pytest.mark.parametrize("order", ["Geboortedatum;Leeftijd", "Leeftijd;Geboortedatum"])
def test_a_birthday_and_an_age_that_differ_are_told_with_their_row(folder: Path, csv_file: Any, neem: Any, order: str) -> None:
    cells = {"Geboortedatum": "3-2-1980", "Leeftijd": "70"}
    path = csv_file(f"{CLIENTEN};{order}", f"1;GLI;1-3-2022;gestart;{';'.join(cells[name] for name in order.split(';'))}")
    code, told = neem(path, "deelname")
    assert code == 0 and "rij 2, kolom Geboortedatum: Kolom 'Leeftijd' zegt iets anders." in told and "1980" not in told
    assert column(folder, "deelname", "leeftijdsgroep") == ["25-44"]


@pytest.mark.parametrize("head", ["Leeftijdsgroep", "Leeftijd"])
def test_an_age_that_nobody_gave_stays_empty_and_its_row_is_told(folder: Path, csv_file: Any, neem: Any, head: str) -> None:
    path = csv_file(f"{CLIENTEN};{head}", "1;GLI;1-3-2022;gestart;52", "2;GLI;1-3-2022;gestart;n.v.t.")
    code, told = neem(path, "deelname")
    assert code == 0 and "1 keer was de leeftijd niet te bepalen. Die blijft leeg: rij 3." in told
    assert column(folder, "deelname", "leeftijdsgroep") == ["45-64", ""]


def test_a_postcode_without_buurt_is_told_with_its_row_and_the_file_to_make(folder: Path, csv_file: Any, neem: Any) -> None:
    path = csv_file(f"{CLIENTEN};Postcode", "1;GLI;1-3-2022;gestart;2331 AB")
    told = neem(path, "deelname")[1]
    assert "Die blijft leeg: rij 2." in told and "De kop is: postcode;buurt." in told and "2331" not in told
    (folder / "intake" / "postcodes.csv").write_text("postcode;buurt\n2331;BU05460900\n", encoding="utf-8")
    assert neem(path, "deelname")[0] == 0 and column(folder, "deelname", "buurt") == ["BU05460900"]


@pytest.mark.parametrize(("word", "sex"), [("dhr.", "m"), ("Mevr.", "v"), ("mw", "v"), ("n.v.t.", "onbekend")])
def test_a_title_tells_the_sex(folder: Path, csv_file: Any, neem: Any, word: str, sex: str) -> None:
    assert neem(csv_file(f"{CLIENTEN};M/V", f"1;GLI;1-3-2022;gestart;{word}"), "deelname")[0] == 0
    assert column(folder, "deelname", "geslacht") == [sex]


# 23: who is who


def waves(csv_file: Any, head: str) -> list[Path]:
    return [csv_file(head, *(f"{k};{year};7" for k in range(1, 9)), name=f"g{year}.csv") for year in (2020, 2022)]


def test_a_number_of_a_form_is_another_person_in_the_next_wave(folder: Path, csv_file: Any, neem: Any) -> None:
    for path in waves(csv_file, "ID;meting;tevredenheid"):
        code, told = neem(path, "vragenlijst")
        assert code == 0 and "--zelfde-mensen" in told
    assert len(set(column(folder, "vragenlijst", "respondent"))) == 16
    assert "Niets nieuws" in neem(waves(csv_file, "ID;meting;tevredenheid")[0], "vragenlijst")[1]


def test_somebody_can_say_that_they_are_the_same_people(folder: Path, csv_file: Any, neem: Any) -> None:
    first, second = waves(csv_file, "ID;meting;tevredenheid")
    assert neem(first, "vragenlijst", "--zelfde-mensen")[0] == 0
    assert "--zelfde-mensen" not in neem(second, "vragenlijst")[1]  # remembered
    assert len(set(column(folder, "vragenlijst", "respondent"))) == 8


def test_a_number_of_a_person_with_zeros_before_it_is_the_same_person(folder: Path, csv_file: Any, neem: Any) -> None:
    neem(csv_file("Clientnummer;Interventie;Aanmelddatum;Status", "001;GLI;1-3-2022;gestart"), "deelname")
    neem(csv_file("Clientnummer;Interventie;Aanmelddatum;Status", "1;Beweeglint;1-4-2022;gestart"), "deelname")
    assert len(rows_of(folder, "deelname")) == 2 and len(set(column(folder, "deelname", "deelnemer"))) == 1


# 25: encodings; and other kinds of files


@pytest.mark.parametrize(
    ("encoding", "end"), [("mac_roman", "\r"), ("mac_roman", "\n"), ("cp850", "\r\n"), ("cp1252", "\r\n"), ("utf-16", "\r\n")]
)
def test_letters_of_old_programs_are_read(folder: Path, tmp_path: Path, neem: Any, encoding: str, end: str) -> None:
    path = tmp_path / "x.csv"
    text = end.join(["Interventie;Van;Tot;Aantal;Verwijzer", "Café Oké;1-1-2022;31-12-2022;11;coördinator", ""])
    path.write_bytes(text.encode(encoding))
    assert neem(path, "doorverwijzingen")[0] == 0
    assert (column(folder, "doorverwijzingen", "interventie"), column(folder, "doorverwijzingen", "verwijzer")) == (
        ["Café Oké"],
        ["coördinator"],
    )


def test_text_that_calls_itself_excel_is_read(folder: Path, tmp_path: Path, neem: Any) -> None:
    path = tmp_path / "export.xls"
    path.write_text("datum\tplek\tthema\tstickers\n2022-01-05\tmarkt\tgroen\t6\n", encoding="utf-8")
    assert neem(path, "stickerbord")[0] == 0


def test_a_sheet_of_libreoffice_is_read(folder: Path, tmp_path: Path, neem: Any) -> None:
    rows = [["datum", "plek", "thema", "stickers"], ["2022-01-05", "markt", "groen", "6"]]
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(f"<table:table-row>{''.join(cell.format(value) for value in row)}</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    content = f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet><table:table table:name="A">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    manifest = '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    code, told = neem(tmp_path / "x.ods", "stickerbord")
    assert code == 0, told
    assert column(folder, "stickerbord", "stickers") == ["6"]


# what is odd, and what is left aside


def test_a_percentage_in_a_score_is_told_with_its_row(folder: Path, xlsx_file: Any, neem: Any) -> None:
    head = ["respondent", "meting", "Meedoen", "zingeving"]
    code, told = neem(xlsx_file({"A": [head, ["r1", 2022, 0.6, 7], ["r2", 2022, 0, 1], ["r3", 2022, 10, 7]]}), "vragenlijst")
    assert code == 0 and told.count("Deze score ligt tussen 0 en 1.") == 1 and "rij 2, kolom meedoen" in told and "'0,6'" in told


def test_a_number_that_nobody_knows_may_be_left_empty(csv_file: Any, neem: Any) -> None:
    head = "datum;activiteit;bezoekers"
    told = neem(csv_file(head, "3-1-2022;Koffie;onbekend"), "activiteiten")[1]
    assert "Schrijf alleen cijfers" in told and "Laat de cel leeg." in told
    assert (
        "Laat de cel leeg." not in neem(csv_file("datum;plek;thema;stickers", "3-1-2022;markt;groen;onbekend"), "stickerbord")[1]
    )


def test_a_heading_that_was_agreed_before_is_missed_only_where_its_column_is(folder: Path, csv_file: Any, neem: Any) -> None:
    agree(folder, '[stickerbord]\n"Waar stond het?" = "plek"\n"Onderwerp" = "thema"\n"Van wie" = "bron"\n')
    told = neem(csv_file("datum;plek;thema;stickers", "3-1-2022;markt;groen;4"), "stickerbord")[1]
    assert "koppen die dit bestand niet heeft: 'Van wie'." in told


def test_what_is_no_table_in_a_folder_is_named(folder: Path, csv_file: Any, neem: Any, tmp_path: Path) -> None:
    box = tmp_path / "levering"
    box.mkdir()
    csv_file("datum;plek;thema;stickers", "2022-01-05;markt;groen;6", name="levering/stickerbord.csv")
    for name in ("notitie.docx", "~$stickerbord.xlsx", ".DS_Store"):
        (box / name).write_bytes(b"x")
    code, told = neem(box, None)
    assert code == 0 and [line for line in told.splitlines() if line.startswith("Niet gelezen")] == [
        "Niet gelezen: notitie.docx. Dat is geen bestand met een tabel."
    ]


# rows with totals


@pytest.mark.parametrize(
    ("tabel", "head", "row", "total"),
    [
        ("deelname", CLIENTEN, "1;GLI;3-4-2022;gestart", "Totaal;GLI;3-4-2022;gestart"),
        ("deelname", CLIENTEN, "1;GLI;3-4-2022;gestart", "2;Totaal;3-4-2022;gestart"),
        ("deelname", CLIENTEN, "1;GLI;3-4-2022;gestart", "Totaal:;;12;"),
        ("vragenlijst", "respondent;meting;tevredenheid;meedoen", "r1;2022;7;6", "Gemiddelde;2022;7;6"),
        ("vragenlijst", "respondent;meting;tevredenheid;meedoen", "r1;2022;7;6", "N;2022;5;5"),
        ("samenwerking", "respondent;organisatie;meting;s1;s2", "p1;praktijk;2022;4;4", "gem.;;2022;4;4"),
        ("stickerbord", "datum;plek;thema;stickers", "3-1-2022;markt;groen;4", "3-1-2022;markt;Totaal;35"),
        ("stickerbord", "datum;plek;thema;stickers", "3-1-2022;markt;groen;4", "Eindtotaal;;;35"),
        ("doorverwijzingen", "interventie;van;tot;aantal", "GLI;1-1-2022;31-12-2022;70", "Totaal;1-1-2022;31-12-2022;70"),
        ("doorverwijzingen", "interventie;van;tot;aantal;verwijzer", "GLI;1-1-2022;31-12-2022;70;huisarts", "GLI;1-1-2022;31-12-2022;70;totaal"),
        ("activiteiten", "datum;activiteit;bezoekers", "3-1-2022;Koffie;4", "3-1-2022;Totaal 2022;35"),
    ],
)  # fmt: skip
def test_a_row_with_totals_is_never_a_person_or_a_figure(
    folder: Path, csv_file: Any, neem: Any, tabel: str, head: str, row: str, total: str
) -> None:
    code, told = neem(csv_file(head, row, total), tabel)
    assert code == 1 and "rij 3" in told and "Dit lijkt een rij met een totaal." in told and rows_of(folder, tabel) == []
    assert told.count("rij 3") == 1
    assert neem(csv_file(head, row), tabel)[0] == 0


def test_people_with_one_letter_are_no_totals(folder: Path, csv_file: Any, neem: Any) -> None:
    assert neem(csv_file("respondent;meting;tevredenheid", "m;2022;7", "n;2022;7", "o;2022;7"), "vragenlijst")[0] == 0


# our own template


@pytest.fixture
def template(tmp_path: Path) -> Callable[[str, list[dict[str, Any]]], Path]:
    """Our own template of a table, filled in."""

    def fill(tabel: str, rows: list[dict[str, Any]]) -> Path:
        path = tmp_path / f"{tabel}.xlsx"
        (path).write_bytes(make_template(tabel))
        book = openpyxl.load_workbook(path)
        for row in rows:
            book.worksheets[0].append([row.get(name) for name in kolommen(tabel)])
        book.save(path)
        return path

    return fill


@pytest.mark.parametrize("tabel", TABELLEN)
def test_an_empty_template_brings_nothing_in_and_a_filled_one_its_own_rows_only(
    folder: Path, template: Any, neem: Any, tabel: str
) -> None:
    code, told = neem(template(tabel, []), tabel)
    assert code == 1 and "Onder de kop staan geen rijen." in told and rows_of(folder, tabel) == []
    fields = TABELLEN[tabel].model_fields.items()
    row = {name: field.examples[0] for name, field in fields if field.examples}
    code, told = neem(template(tabel, [row]), tabel)
    assert code == 0 and "1 nieuwe rij." in told and len(rows_of(folder, tabel)) == 1, told
    assert "Niets nieuws" in neem(template(tabel, [row]), tabel)[1]


@pytest.mark.parametrize("order", [list(TABELLEN), list(TABELLEN)[::-1]], ids=["in order", "the other way round"])
def test_what_intake_takes_in_never_makes_a_wijk_drop_out(folder: Path, template: Any, neem: Any, order: list[str]) -> None:
    taken = []
    for tabel in order:
        row = {name: field.examples[0] for name, field in TABELLEN[tabel].model_fields.items() if field.examples}
        taken += [tabel] if neem(template(tabel, [row]), tabel)[0] == 0 else []
    assert len(taken) > 15
    code, told = check(folder)
    assert code == 0, told


# 29: the folder of the wijk itself


@pytest.mark.parametrize("kind", ["hidden sheet", "sheet of explanation", "title"])
def test_the_table_is_found_in_a_workbook_of_the_wijk(folder: Path, kind: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if kind != "title":
        sheet.append(["Lees mij eerst"])
        sheet.sheet_state = "hidden" if kind == "hidden sheet" else "visible"
        sheet = book.create_sheet("Data")
        book.active = 1
    else:
        sheet.append(["Stickerbord 2022"])
        sheet.append([])
    for row in (["datum", "plek", "thema", "stickers", "herkomst"], [date(2022, 3, 1), "markt", "groen", 4, None]):
        sheet.append(row)
    book.save(folder / "stickerbord.xlsx")
    code, told = check(folder)
    frame = read_tabel(folder / "stickerbord.xlsx", "stickerbord", vandaag=date(2023, 1, 1)).frame
    assert code == 0 and frame["stickers"].tolist() == [4]
    assert ("Zet de kop in rij 1 van het eerste blad." in told) == (kind == "title")


# first contact


def test_a_guided_choice_shows_examples_and_is_remembered(
    folder: Path, csv_file: Any, neem: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_file("respondent;meting;Hoe gaat het met u?;Ruis", "a1;2022;7;x", "a2;2022;8;y")
    answers = iter(["iets geks", "tevredenheid", ""])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    code, told = neem(path, "vragenlijst", "--kies")
    assert code == 0 and "Er staat bijvoorbeeld: 7, 8." in told and "'iets geks' kennen we niet" in told
    assert column(folder, "vragenlijst", "tevredenheid") == ["7", "8"]
    kept = (folder / "intake" / "kolommen.toml").read_text(encoding="utf-8")
    assert '"Hoe gaat het met u?" = "tevredenheid"' in kept and 'Ruis = "weglaten"' in kept
    assert "Ruis' laten we weg. Zo is afgesproken" in neem(path, "vragenlijst")[1]


def test_where_no_number_tells_people_apart_a_guided_choice_asks_for_the_name_and_keeps_none(
    folder: Path, csv_file: Any, neem: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ("Truus de Vries;0612345678;Samen Fit;1-2-2022;gestart", "Jan Jansen;0687654321;Samen Fit;2-2-2022;gestart")
    path = csv_file("Naam;Telefoon;Interventie;Aanmelding;Status", *rows)
    monkeypatch.setattr("builtins.input", lambda _: "")
    code, told = neem(path, "deelname", "--kies")
    assert code == 0 and "Truus" not in told and "0612345678" not in told
    codes = column(folder, "deelname", "deelnemer")
    assert len(set(codes)) == 2 and not any("Truus" in name or name[:2] == "06" for name in codes)
    kept = (folder / "intake" / "kolommen.toml").read_text(encoding="utf-8")
    assert 'Naam = "deelnemer"' in kept and 'Telefoon = "weglaten"' in kept
    text = "".join(file.read_text("utf-8", "replace") for file in folder.rglob("*") if file.is_file())
    assert "Truus" not in text and "Jansen" not in text


def test_a_guided_choice_reads_the_columns_that_intake_reads(folder: Path, csv_file: Any) -> None:
    rows = (f"f{k};gesprek;Bereik;Eerst niet, toen wel, en nu, met de buren, elke week" for k in range(6))
    path = csv_file("fragment;bron;code;Wat is er gezegd?", *rows)
    assert [one.kop for one in find_questions(path, folder, "kwalitatief", {})] == ["Wat is er gezegd?"]


def test_a_wrong_answer_is_no_dead_end(folder: Path, csv_file: Any, neem: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path, kept = csv_file("Klant;Interventie;Aanmelddatum;Hoe ver", "1;GLI;1-3-2022;gestart"), folder / "intake" / "kolommen.toml"
    asked: list[str] = []
    answers = {"Klant": "deelnemer", "Hoe ver": ""}
    monkeypatch.setattr("builtins.print", lambda *words, **_: asked.append(" ".join(map(str, words))))
    monkeypatch.setattr("builtins.input", lambda _: next(answers[kop] for kop in answers if f"'{kop}'" in _last_question(asked)))
    assert neem(path, "deelname", "--kies")[0] == 1 and not kept.exists(), "a refusal remembers nothing"
    agree(folder, '[deelname]\n"Hoe ver" = "weglaten"\n')
    answers["Hoe ver"] = "status"
    assert neem(path, "deelname", "--kies")[0] == 0
    assert column(folder, "deelname", "status") == ["gestart"] and '"Hoe ver" = "status"' in kept.read_text(encoding="utf-8")


def _last_question(said: list[str]) -> str:
    return next(line for line in reversed(said) if "welke kolom" in line)


@pytest.mark.parametrize(
    ("head", "cells"),
    [("Naam klant", ["Qwerty", "Asdf"]), ("Klant", ["Truus de Vries", "Asdf"]), ("Woont op", ["Zandlaan 12", "onbekend"])],
)
def test_a_guided_choice_shows_nothing_of_a_column_of_names_or_addresses(
    folder: Path, csv_file: Any, head: str, cells: list[str]
) -> None:
    path = csv_file(f"{head};Ruis;{CLIENTEN}", *(f"{cell};zon;{k};GLI;1-3-2022;gestart" for k, cell in enumerate(cells)))
    shown = {one.kop: one.voorbeelden for one in find_questions(path, folder, "deelname", {})}
    assert shown[head] == () and shown["Ruis"] == ("zon",)


def test_choices_are_remembered_where_their_cells_are_good_but_not_on_trial(
    folder: Path, csv_file: Any, neem: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_file("respondent;meting;Hoe gaat het met u?;Leeftijdsgrp", "a1;2022;lekker;65+", "a2;2022;8;65+")
    kept, asked = folder / "intake" / "kolommen.toml", []
    answers = {"Hoe": "tevredenheid", "Leeftijdsgrp": ""}

    def answer(question: str) -> str:
        asked.append(question)
        return answers["Leeftijdsgrp" if "leeftijdsgroep" in question else "Hoe"]

    monkeypatch.setattr("builtins.input", answer)
    assert neem(path, "vragenlijst", "--kies", "--proef")[0] == 1 and not kept.exists()
    assert neem(path, "vragenlijst", "--kies")[0] == 1 and "Enter is: leeftijdsgroep." in asked[-1]
    assert 'Leeftijdsgrp = "leeftijdsgroep"' in kept.read_text(encoding="utf-8")
    asked.clear()
    neem(path, "vragenlijst", "--kies")
    assert len(asked) == 1, "the answer under which the cells are wrong is asked again"


def test_a_folder_comes_in_with_one_command_and_first_on_trial(folder: Path, csv_file: Any, neem: Any, tmp_path: Path) -> None:
    box = tmp_path / "levering"
    box.mkdir()
    csv_file("datum;plek;thema;stickers", "2022-01-05;markt;groen;6", name="levering/stickers markt.csv")
    csv_file("datum;item;uren;toelichting", "2022-01-05;samen leren in WidW;2;", name="levering/Logboek 2022.csv")
    csv_file("iets;anders", "1;2", name="levering/onbekend.csv")
    code, told = neem(box, None, "--proef")
    assert code == 1 and "Dit zou erbij komen in stickerbord: 1 nieuwe rij." in told and "onbekend.csv: We zien niet" in told
    assert rows_of(folder, "stickerbord") == []
    neem(box, None)
    assert (len(rows_of(folder, "stickerbord")), len(rows_of(folder, "logboek"))) == (1, 1)


def test_the_page_to_mail_back_has_every_fault_and_nobody_on_it(csv_file: Any, neem: Any, tmp_path: Path) -> None:
    rows = [f"Fatima{k};GLI;gisteren;gestart" for k in range(30)]
    neem(csv_file(CLIENTEN, *rows), "deelname")
    page = (tmp_path / "uit" / "controle" / "proef-deelname.html").read_text(encoding="utf-8")
    assert "aanmelding" in page and "31" in page and "Dit is geen datum." in page
    assert "We konden het bestand daarom niet opnemen." in page
    assert "Fatima" not in page


def test_the_page_with_faults_goes_when_the_mended_file_is_taken_in(csv_file: Any, neem: Any, tmp_path: Path) -> None:
    page = tmp_path / "uit" / "controle" / "proef-deelname.html"
    wrong = csv_file(CLIENTEN, "k1;GLI;gisteren;gestart")
    neem(wrong, "deelname")
    assert page.exists()
    right = csv_file(CLIENTEN, "k1;GLI;2022-01-03;gestart")
    neem(right, "deelname", "--proef")
    assert page.exists()
    code, told = neem(right, "deelname")
    assert code == 0 and not page.exists() and "De pagina met fouten van een eerdere levering is weg" in told
    assert "pagina met fouten" not in neem(right, "deelname")[1]


def test_the_page_about_one_file_stays_where_another_of_the_same_folder_came_in(csv_file: Any, neem: Any, tmp_path: Path) -> None:
    (tmp_path / "levering").mkdir()
    csv_file(CLIENTEN, "k1;GLI;gisteren;gestart", name="levering/deelname juli.csv")
    csv_file(CLIENTEN, "k2;GLI;2022-01-03;gestart", name="levering/deelname juni.csv")
    assert neem(tmp_path / "levering", None)[0] == 1
    assert (tmp_path / "uit" / "controle" / "proef-deelname.html").exists()


def test_the_page_names_our_column_also_under_a_heading_that_only_looks_like_it(csv_file: Any, neem: Any, tmp_path: Path) -> None:
    neem(csv_file(f"{CLIENTEN};Leeftijdsgrp", "k1;GLI;2022-01-03;gestart;Fatima"), "deelname")
    page = (tmp_path / "uit" / "controle" / "proef-deelname.html").read_text(encoding="utf-8")
    assert "rij 2, kolom leeftijdsgroep" in page and "Fatima" not in page and "Leeftijdsgrp" not in page


@pytest.mark.parametrize("given", ["meting", "=2022", "kleur=rood"])
def test_a_fixed_value_that_makes_no_sense_is_wrong_usage(csv_file: Any, neem: Any, given: str) -> None:
    assert neem(csv_file("respondent;tevredenheid", "a1;7"), "vragenlijst", "--zet", given)[0] == 2


@pytest.mark.parametrize("row", ["12²;GLI;1-3-2022;gestart;1985", "12;GLI;1-3-2022;gestart;18²", "12;GLI;1-3-2022;gestart;198²"])
def test_the_sign_of_a_footnote_behind_a_number_is_no_crash(folder: Path, csv_file: Any, neem: Any, row: str) -> None:
    code, told = neem(csv_file(f"{CLIENTEN};Leeftijd", row), "deelname")
    assert code == 0 and "Opgenomen in deelname: 1 nieuwe rij." in told
    assert ("de leeftijd niet te bepalen" in told) == ("8²" in row)
    assert main(["vergeet", "12²", "--wijk", "proef", "--data", str(folder.parent)]) == (0 if row[:3] == "12²" else 2)
    assert read_answer("²", Vraag("x", (), ("datum", "plek"))) is None
