"""What looks good and is not what a person reads in the sheet: it is read as that person does, or it is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

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
