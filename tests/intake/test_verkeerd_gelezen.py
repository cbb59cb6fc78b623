"""What looks good and is not what a person reads in the sheet: it is read as that person does, or it is named."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from unicodedata import normalize

import openpyxl
import pytest
from tests.intake.opgenomen import check, column

CLIENTEN = "Clientnummer;Interventie;Aanmelddatum;Status"
STELLINGEN = "respondent;organisatie;domein;meting;stelling;score"


# dates


@pytest.mark.parametrize("days", [["4/25/2022", "4/3/2022"], ["04/03/2022 10:33:02 AM", "05/06/2022 01:33:02 PM"]])
def test_dates_with_the_month_first_are_read_so_and_that_is_told(folder: Path, csv_file: Any, neem: Any, days: list[str]) -> None:
    code, told = neem(csv_file(CLIENTEN, *(f"{k};GLI;{day};gestart" for k, day in enumerate(days, 101))), "deelname")
    assert code == 0 and "kolom Aanmelddatum: Hier staat de maand voor de dag. Zo lezen we deze kolom." in told
    assert column(folder, "deelname", "aanmelding") == (
        ["2022-04-25", "2022-04-03"] if days[0] == "4/25/2022" else ["2022-04-03", "2022-05-06"]
    )


def test_dates_that_excel_turned_round_are_named_with_those_that_it_could_not(xlsx_file: Any, neem: Any) -> None:
    rows = [["101", "GLI", date(2022, 3, 4), "gestart"], ["102", "GLI", "4/25/2022", "gestart"]]
    code, told = neem(xlsx_file({"Blad1": [CLIENTEN.split(";"), *rows]}), "deelname")
    assert code == 1 and "rij 2, kolom Aanmelddatum: In deze kolom staat de maand voor de dag. Hier kan dat ook zo zijn." in told
    assert "rij 3, kolom Aanmelddatum: Hier staat de maand voor de dag." in told


def test_one_slip_in_a_column_of_dutch_dates_is_one_fault(csv_file: Any, neem: Any) -> None:
    days = ["26-3-2022", "4-3-2022", "12-25-2022"]
    code, told = neem(csv_file(CLIENTEN, *(f"{k};GLI;{day};gestart" for k, day in enumerate(days, 101))), "deelname")
    assert code == 1 and told.count("kolom Aanmelddatum:") == 1 and "rij 4, kolom Aanmelddatum" in told


def test_the_number_that_excel_keeps_for_a_day_is_named(csv_file: Any, neem: Any) -> None:
    assert "Hier staat het getal dat Excel van een dag bewaart." in neem(csv_file(CLIENTEN, "1;GLI;44652;gestart"), "deelname")[1]


@pytest.mark.parametrize("day", ["31-12-9999", "1-1-2090"])
def test_an_end_that_is_not_there_yet_may_be_left_empty(csv_file: Any, neem: Any, day: str) -> None:
    code, told = neem(csv_file(f"{CLIENTEN};Einddatum", f"1;GLI;1-3-2022;gestart;{day}"), "deelname")
    assert code == 1 and "kolom Einddatum" in told and "Laat de cel leeg." in told


# numbers


@pytest.mark.parametrize("cell", ["30 - 40", "4 (of 5)", "1: 30", "4-mei", "2,000", "3 - tot 4"])
def test_a_range_a_time_or_a_day_is_not_its_first_number(csv_file: Any, neem: Any, cell: str) -> None:
    code, told = neem(csv_file("datum;activiteit;bezoekers", f"1-5-2022;Koffie;{cell}"), "activiteiten")
    assert code == 1 and f"rij 2, kolom bezoekers: Dit {'kan' if ',' in cell else 'is'}" in told


@pytest.mark.parametrize("cell", ["12 (geschat)", "12 - ongeveer", "12"])
def test_words_behind_a_number_are_words(folder: Path, csv_file: Any, neem: Any, cell: str) -> None:
    assert neem(csv_file("datum;activiteit;bezoekers", f"1-5-2022;Koffie;{cell}"), "activiteiten")[0] == 0
    assert column(folder, "activiteiten", "bezoekers") == ["12"]


def test_a_scale_that_is_turned_is_named(folder: Path, csv_file: Any, neem: Any) -> None:
    path = csv_file(STELLINGEN, "p1;A;sociaal;2022;s1;1 = helemaal eens", "p2;A;sociaal;2022;s1;5 = helemaal eens")
    code, told = neem(path, "samenwerking")
    assert code == 1 and "rij 2, kolom score: Het getal en het woord passen niet bij elkaar" in told and "rij 3" not in told


# people


@pytest.mark.parametrize("number", ["8,71E+15", "1.23457E+11", "2E5"])
def test_a_number_that_excel_made_shorter_is_no_person(csv_file: Any, neem: Any, number: str) -> None:
    code, told = neem(csv_file(CLIENTEN, f"{number};GLI;1-3-2022;gestart"), "deelname")
    assert code == 1 and "rij 2, kolom Clientnummer: Excel heeft dit nummer afgekort." in told


def test_two_people_of_whom_excel_lost_the_last_digits_are_not_one(xlsx_file: Any, neem: Any) -> None:
    rows = [[number, "GLI", date(2022, 3, 4), "gestart"] for number in (12345678901234567, 12345678901234568)]
    code, told = neem(xlsx_file({"Blad1": [CLIENTEN.split(";"), *rows]}), "deelname")
    assert code == 1 and told.count("bewaart Excel maar 15 cijfers") == 2 and "12345" not in told


@pytest.mark.parametrize(("head", "cell"), [("Geboortejaar", "40"), ("Geboortejaar", "05"), ("Geboortedatum", "1-1-1900")])
def test_a_year_in_two_digits_or_an_unknown_birthday_is_no_age(
    folder: Path, csv_file: Any, neem: Any, head: str, cell: str
) -> None:
    code, told = neem(csv_file(f"{CLIENTEN};{head}", f"1;GLI;1-3-2022;gestart;{cell}"), "deelname")
    assert code == 0 and "1 keer was de leeftijd niet te bepalen. Die blijft leeg: rij 2." in told
    assert column(folder, "deelname", "leeftijdsgroep") == [""]


def test_an_age_band_of_which_excel_made_a_date_is_named(xlsx_file: Any, neem: Any) -> None:
    rows = [["101", "GLI", date(2022, 3, 4), "gestart", date(2017, 12, 1)]]  # 12-17
    code, told = neem(xlsx_file({"Blad1": [[*CLIENTEN.split(";"), "Leeftijdsgroep"], *rows]}), "deelname")
    assert code == 1 and "kolom Leeftijdsgroep: Van deze leeftijdsgroep maakte Excel een datum." in told


def test_check_says_the_same_of_dates_with_the_month_first(folder: Path) -> None:
    rows = "d1;GLI;4/25/2022;gestart\nd2;GLI;4/3/2022;gestart\n"
    (folder / "deelname.csv").write_text(f"deelnemer;interventie;aanmelding;status\n{rows}", encoding="utf-8")
    code, told = check(folder)
    assert code == 1 and "rij 2, kolom aanmelding: Hier staat de maand voor de dag." in told and "rij 3" in told


# headings and sheets


def test_a_column_without_a_heading_is_named_when_it_is_left_out(folder: Path, xlsx_file: Any, neem: Any) -> None:
    head = ["Clientnummer", "Interventie", "Aanmelddatum", None, "Status"]
    code, told = neem(xlsx_file({"Blad1": [head, [1, "GLI", date(2022, 3, 4), date(2022, 4, 1), "gestart"]]}), "deelname")
    assert code == 0 and "blad Blad1, rij 2: Kolom 4 heeft geen kop, maar er staat wel iets in. Die laten we weg." in told


def test_a_sheet_that_is_passed_over_for_one_heading_is_not_said_to_be_another_table(xlsx_file: Any, neem: Any) -> None:
    head = CLIENTEN.split(";")
    sheets = {
        "Q1": [head, [1, "GLI", date(2022, 3, 4), "gestart"]],
        "Q2": [[*head[:3], "St."], [2, "GLI", date(2022, 6, 4), "gestart"]],
    }
    code, told = neem(xlsx_file(sheets), "deelname")
    assert code == 0 and "Let op: blad 'Q2' slaan we over, want daar ontbreekt: status." in told


def test_a_column_that_every_sheet_lacks_may_differ_per_sheet(xlsx_file: Any, neem: Any) -> None:
    head = ["Clientnummer", "Aanmelddatum", "Status"]
    sheets = {name: [head, [k, date(2022, 3, 4), "gestart"]] for k, name in enumerate(("GLI", "Beweeglint"), 1)}
    assert "Is het op elk blad anders? Zet de kolom interventie er dan op elk blad bij." in neem(xlsx_file(sheets), "deelname")[1]


@pytest.mark.parametrize("waves", [("t0", "t1"), ("2020", "2022"), ("voor", "na")])
@pytest.mark.parametrize("more", [[], ["--zet", "meting=2022"]])
def test_waves_beside_each_other_are_never_one_wave(
    folder: Path, csv_file: Any, neem: Any, waves: tuple[str, str], more: list[str]
) -> None:
    heads = ";".join(f"{name} {wave}" for name in ("Zingeving", "Meedoen") for wave in waves)
    code, told = neem(csv_file(f"respondent;{heads}", "r1;5;7;6;8"), "vragenlijst", *more)
    assert code == 1 and "De metingen staan naast elkaar" in told and column(folder, "vragenlijst", "zingeving") == []


def test_a_cross_table_is_named(xlsx_file: Any, neem: Any) -> None:
    path = xlsx_file({"Blad1": [["Verwezen in 2022"], ["Interventie", "jan", "feb", "Totaal"], ["GLI", 5, 6, 11]]})
    code, told = neem(path, "doorverwijzingen")
    assert code == 1 and "Dit lijkt een kruistabel" in told and "met de kolommen: interventie, van, tot, aantal." in told


@pytest.mark.parametrize("note", ["* gestopt in 2021", "Bron: gemeente, 2022", "Peildatum: 1 januari 2022"])
def test_a_footnote_is_no_row_at_intake_and_at_check(folder: Path, csv_file: Any, neem: Any, note: str) -> None:
    lines = ["interventie;thema;doelgroep", "GLI;leefstijl;volwassenen", f"{note};;"]
    code, told = neem(csv_file(*lines), "interventies")
    assert code == 1 and "rij 3: Dit lijkt uitleg onder de tabel, en geen rij." in told
    (folder / "interventies.csv").write_text("\n".join(lines), encoding="utf-8")
    code, told = check(folder)
    assert code == 1 and "rij 3: Dit lijkt uitleg onder de tabel, en geen rij." in told


# words


@pytest.mark.parametrize(
    "name", ["Welzijn\u00a0op Recept", "Welzijn op  Recept ", "Welzijn op Recept\u200b", "Welzijn op Re\u00adcept"]
)
def test_a_name_is_what_a_person_sees(folder: Path, csv_file: Any, neem: Any, name: str) -> None:
    path = csv_file(CLIENTEN, f"1;{name};1-3-2022;gestart", "2;Welzijn op Recept;1-3-2022;gestart")
    assert neem(path, "deelname")[0] == 0 and set(column(folder, "deelname", "interventie")) == {"Welzijn op Recept"}


def test_a_word_with_loose_accents_is_the_same_word(folder: Path, csv_file: Any, neem: Any) -> None:
    word = normalize("NFD", "coördinatie als LPB")
    assert neem(csv_file("datum;item;uren", f"1-3-2022;{word};2"), "logboek")[0] == 0
    assert column(folder, "logboek", "item") == ["coördinatie als LPB"]


@pytest.mark.parametrize("nothing", ["n.v.t.", "-", "–", "?", "\u200b"])
def test_what_stands_for_nothing_is_empty_everywhere(folder: Path, csv_file: Any, neem: Any, nothing: str) -> None:
    path = csv_file(f"{CLIENTEN};Verwijzer;Einddatum", f"1;GLI;1-3-2022;gestart;{nothing};{nothing}")
    assert neem(path, "deelname")[0] == 0
    assert (column(folder, "deelname", "verwijzer"), column(folder, "deelname", "einde")) == ([""], [""])


# who and where


def test_who_gave_no_consent_does_not_come_in(folder: Path, csv_file: Any, neem: Any) -> None:
    path = csv_file("respondentnummer;Toestemming;zingeving", "1001;Ja;7", "1002;Nee;6")
    code, told = neem(path, "vragenlijst", "--zet", "meting=2022")
    assert (
        code == 1 and "rij 3, kolom Toestemming: Dit mens gaf geen toestemming." in told and "--filter 'Toestemming=Ja'" in told
    )
    code, told = neem(path, "vragenlijst", "--zet", "meting=2022", "--filter", "Toestemming=Ja")
    assert (
        code == 0
        and column(folder, "vragenlijst", "zingeving") == ["7"]
        and "Weggelaten door --filter: 1 rij. Daar staat: Nee (1)." in told
    )


def test_what_a_filter_leaves_out_is_told(folder: Path, csv_file: Any, neem: Any) -> None:
    places = ["Proefwijk", "Proefwijk (Leiden)", "", "Merenwijk"]
    path = csv_file(f"{CLIENTEN};Wijk", *(f"{k};GLI;1-3-2022;gestart;{place}" for k, place in enumerate(places, 101)))
    told = neem(path, "deelname", "--filter", "Wijk=Proefwijk")[1]
    assert "Weggelaten door --filter: 3 rijen. Daar staat: Proefwijk (Leiden) (1), leeg (1), Merenwijk (1)." in told


def test_a_file_of_another_wijk_is_known_by_its_buurten(folder: Path, csv_file: Any, neem: Any) -> None:
    rows = [f"{k};GLI;1-3-2022;gestart;BU0518000{k}" for k in range(1, 7)]
    code, told = neem(csv_file(f"{CLIENTEN};Buurt", *rows), "deelname")
    assert code == 1 and "Geen enkele rij is van een buurt in deze wijk." in told
    assert neem(csv_file(f"{CLIENTEN};Buurt", *rows, "9;GLI;1-3-2022;gestart;BU05460900"), "deelname")[0] == 0


def test_a_second_form_with_the_same_numbers_replaces_nobody(folder: Path, csv_file: Any, neem: Any) -> None:
    head, wave = "ID;Tijd van voltooien;zingeving;meedoen", ("--zet", "meting=2022")
    first = ["1;2022-05-01 10:00:00;7;7", "2;2022-05-02 10:00:00;6;5"]
    assert neem(csv_file(head, *first), "vragenlijst", *wave)[0] == 0
    code, told = neem(csv_file(head, "1;2022-05-03 09:00:00;3;4"), "vragenlijst", *wave)
    assert code == 1 and "rij 2: Dit nummer van het formulier staat al in de tabel, met andere antwoorden." in told
    code, told = neem(csv_file(head, *first, "3;2022-05-09 10:00:00;8;8"), "vragenlijst", *wave)
    assert code == 0 and column(folder, "vragenlijst", "zingeving") == ["7", "6", "8"]


def test_one_more_entry_about_the_same_day_takes_no_other_away(folder: Path, csv_file: Any, neem: Any) -> None:
    head, item = "datum;item;uren;toelichting", "faciliteren van interventies"
    assert neem(csv_file(head, f"1-2-2022;{item};1;bellen", f"1-2-2022;{item};2;overleg"), "logboek")[0] == 0
    told = neem(csv_file(head, f"1-2-2022;{item};0,5;mail"), "logboek")[1]
    assert column(folder, "logboek", "toelichting") == ["bellen", "overleg", "mail"]
    assert "Hierover stond al meer in de tabel, en dat blijft staan: rij 2." in told


# rows that are none, and numbers of another kind


def test_the_heading_once_more_is_no_row_at_intake_and_at_check(folder: Path, csv_file: Any, neem: Any) -> None:
    lines = ["titel;soort;les", "Vroeg beginnen;les;Begin op tijd.", "Titel;Soort;Les", "Samen doen;tip;Vraag hulp."]
    code, told = neem(csv_file(*lines), "menukaart")
    assert code == 1 and "rij 3: Dit is de kop nog een keer, en geen rij." in told
    (folder / "menukaart.csv").write_text("\n".join(lines), encoding="utf-8")
    code, told = check(folder)
    assert code == 1 and "rij 3: Dit is de kop nog een keer, en geen rij." in told


def test_an_answer_of_who_tried_the_form_is_named(csv_file: Any, neem: Any) -> None:
    head = "StartDate,EndDate,Status,RecordedDate,ResponseId,zingeving"
    rows = [f"2022-05-01,2022-05-01,{status},2022-05-01,R_{k},7" for k, status in enumerate(("IP Address", "Survey Preview"))]
    code, told = neem(csv_file(head, *rows), "vragenlijst", "--zet", "meting=2022")
    assert code == 1 and "rij 3, kolom Status: Dit is een antwoord om het formulier te proberen." in told and "rij 2" not in told


def test_two_columns_that_may_be_one_are_not_said_to_be_equal(csv_file: Any, neem: Any) -> None:
    path = csv_file("Clientnummer;Interventie;Datum aanmelding;Intakedatum;Status", "1;GLI;1-2-2022;3-3-2022;gestart")
    told = neem(path, "deelname")[1]
    assert "Kolom 'Intakedatum' gaat over hetzelfde als een kolom die we al lezen." in told and "zegt hetzelfde" not in told


@pytest.mark.parametrize("cell", [time(1, 30), "1:30", timedelta(hours=26)])
def test_a_time_is_named_with_the_number_to_write(xlsx_file: Any, neem: Any, cell: Any) -> None:
    path = xlsx_file({"Blad1": [["datum", "item", "uren"], [date(2022, 3, 4), "faciliteren van interventies", cell]]})
    assert "Dit is een tijd, en geen getal." in neem(path, "logboek")[1]


def test_a_percentage_as_a_value_to_reach_is_told_at_intake_and_at_check(folder: Path, xlsx_file: Any, neem: Any) -> None:
    code, told = neem(xlsx_file({"Blad1": [["interventie", "doel", "doelwaarde"], ["GLI", "bereik", 0.6]]}), "interventies")
    assert code == 0 and "rij 2, kolom doelwaarde: Deze doelwaarde ligt tussen 0 en 1." in told
    assert "Deze doelwaarde ligt tussen 0 en 1." in check(folder)[1]


def test_a_row_with_a_line_through_it_is_never_taken_in_without_a_word(xlsx_file: Any, folder: Path, neem: Any) -> None:
    rows = [[k, "GLI", date(2022, 3, 4), "gestart"] for k in (101, 102, 103)]
    path = xlsx_file({"Blad1": [CLIENTEN.split(";"), *rows]})
    book = openpyxl.load_workbook(path)
    for cell in (*book["Blad1"][3], book["Blad1"]["B4"]):  # of row 4 one cell only: no row that was taken away
        cell.font = openpyxl.styles.Font(strike=True)
    book.save(path)
    code, told = neem(path, "deelname")
    assert code == 1 and "blad Blad1, rij 3: Deze rij is doorgehaald." in told and told.count("doorgehaald") == 1


def test_a_fixed_value_that_does_not_count_is_told(folder: Path, csv_file: Any, neem: Any) -> None:
    path = csv_file(CLIENTEN, "7;GLI;1-2-2022;gestart")
    code, told = neem(path, "deelname", "--zet", "interventie=Beweeglint")
    assert code == 0 and "Daarom telt --zet interventie niet." in told and column(folder, "deelname", "interventie") == ["GLI"]
    assert "telt --zet" not in neem(path, "deelname", "--zet", "interventie=GLI")[1]


def test_a_matrix_of_who_works_with_whom_is_a_cross_table(xlsx_file: Any, neem: Any) -> None:
    rows = [["meting", "van", "Huisarts", "Wijkteam"], [2022, "Huisarts", None, 2], [2022, "Wijkteam", 3, None]]
    code, told = neem(xlsx_file({"Blad1": rows}), "netwerk")
    assert code == 1 and "Dit lijkt een kruistabel" in told and "met de kolommen: meting, van, naar, sterkte." in told


def test_a_quarter_over_its_months_is_told_at_intake_and_at_check(folder: Path, csv_file: Any, neem: Any) -> None:
    head = "interventie;van;tot;aantal"
    months = [f"GLI;1-{k}-2022;{last}-{k}-2022;5" for k, last in ((1, 31), (2, 28), (3, 31))]
    assert "tellen verwijzingen dubbel" not in neem(csv_file(head, *months, "GLI;1-1-2022;31-12-2022;60"), "doorverwijzingen")[1]
    code, told = neem(csv_file(head, *months, "GLI;1-1-2022;31-3-2022;15", name="kwartaal.csv"), "doorverwijzingen")
    assert code == 0 and "kwartaal.csv, rij 3, kolom van: Deze periode valt samen met een andere rij over hetzelfde." in told
    assert "Zo tellen verwijzingen dubbel." in check(folder)[1]
