"""Headings: known by name, by another name, by resemblance, or as agreed before."""

from __future__ import annotations

from wijkmonitor.gegevens.intake.kop import choose_columns, find_kop, missing_columns
from wijkmonitor.gegevens.lezers import Werkblad


def chosen(tabel: str, *headings: str, **afspraken: str) -> dict[str, tuple[str, str]]:
    return {choice.kop: (choice.doel, choice.hoe) for choice in choose_columns(headings, tabel, afspraken)}


def test_headings_are_known_by_name_and_by_other_names() -> None:
    found = chosen("deelname", "Deelnemer", "Programma", "Datum aanmelding", "Sekse", "Status *")
    assert found == {
        "Deelnemer": ("deelnemer", "naam"),
        "Programma": ("interventie", "andere naam"),
        "Datum aanmelding": ("aanmelding", "andere naam"),
        "Sekse": ("geslacht", "andere naam"),
        "Status *": ("status", "naam"),
    }


def test_what_a_register_calls_the_language_the_reading_the_money_and_the_care() -> None:
    found = chosen("deelname", "Moedertaal", "Laaggeletterdheid", "Schulden", "Mantelzorger", "Nationaliteit", "Geboorteland")
    assert [column for column, how in found.values() if how == "andere naam"] == [
        "thuistaal",
        "laaggeletterd",
        "geldzorgen",
        "mantelzorg",
    ]
    assert found["Nationaliteit"] == found["Geboorteland"] == ("", "onbekend")


def test_a_near_match_is_proposed_once() -> None:
    found = chosen("deelname", "Deelnemr", "Leeftijdgroepp", "Leeftijdsgroep")
    assert found["Deelnemr"] == ("deelnemer", "lijkt op")
    assert found["Leeftijdsgroep"] == ("leeftijdsgroep", "naam")
    assert found["Leeftijdgroepp"] == ("", "onbekend")


def test_columns_that_point_at_a_person_are_never_kept() -> None:
    found = chosen("deelname", "Naam", "E-mail", "BSN", "Telefoonnummer", "Huisnummer")
    assert set(found.values()) == {("", "persoon")}


def test_a_date_of_birth_and_a_postcode_are_sources() -> None:
    found = chosen("deelname", "Geboortedatum", "Postcode")
    assert found == {"Geboortedatum": ("leeftijdsgroep", "afleiden"), "Postcode": ("buurt", "afleiden")}


def test_the_name_of_an_organisation_is_no_name_of_a_person() -> None:
    assert chosen("organisaties", "Naam")["Naam"] == ("organisatie", "andere naam")


def test_what_was_agreed_goes_first() -> None:
    found = chosen("deelname", "Code", "Status", "Extra", "Weg", Code="deelnemer", Extra="houden", Weg="weglaten")
    assert found["Code"] == ("deelnemer", "afspraak")
    assert found["Extra"] == ("extra", "houden")
    assert found["Weg"] == ("", "weglaten")


def test_the_heading_row_is_found_below_titles() -> None:
    rows = [("Lijst GLI", None), ("versie 2", None), ("Deelnemer", "Status"), ("1", "gestart")]
    kop = find_kop(Werkblad("x.csv", "", tuple(enumerate(rows, 1))), "deelname", {})
    assert kop is not None
    assert kop.regel == 2
    assert missing_columns(kop, "deelname") == ["interventie", "aanmelding"]
