"""The check names every column in which people seem to stand, and nothing of what stands in it."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from tests.proefdata import make_wijk

from wijkmonitor.afspraken.agenda import parse_agenda
from wijkmonitor.dossier.records import check_personen, read_records
from wijkmonitor.gegevens.intake.schoonmaken import Schoonmaak
from wijkmonitor.gegevens.tabel import read_tabel
from wijkmonitor.gegevens.wijk import load_wijk, places_of
from wijkmonitor.privacy import Poort

DAG = date(2026, 1, 1)

LOGBOEK = """datum;item;uren;toelichting;telefoon
2022-01-03;coördinatie als LPB;2;Gebeld met Fatima Jansen.;0612345678
2022-01-04;coördinatie als LPB;1;Gesprek over het park.;0687654321
2022-01-05;coördinatie als LPB;1;Mail naar qx7@voorbeeld.nl;
"""


def test_each_column_with_people_is_named_with_kind_and_number_and_without_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "logboek.csv"
    path.write_text(LOGBOEK, encoding="utf-8")
    faults = check_personen({"logboek": read_tabel(path, "logboek", vandaag=date(2026, 1, 1))}, {})
    told = {fault.kolom: fault for fault in faults}
    assert set(told) == {"toelichting", "telefoon"} and {fault.ernst for fault in faults} == {"let op"}
    assert "naam (1 rij), e-mail (1 rij)" in told["toelichting"].wat and "telefoon (2 rijen)" in told["telefoon"].wat
    assert not any(word in str(fault) for fault in faults for word in ("Fatima", "qx7", "0612345678"))


def test_a_place_with_the_name_of_a_person_stays_where_the_wijk_says_so_and_check_says_how(tmp_path: Path) -> None:
    rows = "datum;item;uren;toelichting\n2022-01-03;coördinatie als LPB;2;Koffie in Anna Paulowna met Anna.\n"
    agenda = "[sessie.proef-01]\ndatum = 2022-01-10\nbinnenkring = { bewoner = 4 }\n[leervraag.A]\ngesteld_in = 'proef-01'\nvraag = 'Helpt Anna Paulowna?'\n"
    folder = make_wijk(tmp_path / "proef", {"logboek.csv": rows, "leeragenda.toml": agenda})
    before = read_records(folder, vandaag=DAG)
    assert [fault.kolom for fault in before.ernstig] == ["leervraag.A.vraag"]
    assert before.tabellen["logboek"]["toelichting"].item() == "Koffie in [naam] met [naam]."
    [told] = [fault for fault in before.fouten if fault.kolom == "toelichting"]
    assert "in wijk.toml, bij geen_mens" in told.doen
    make_wijk(folder, meer='[privacy]\ngeen_mens = ["anna paulowna"]\n')
    after = read_records(folder, vandaag=DAG)
    assert after.tabellen["logboek"]["toelichting"].item() == "Koffie in Anna Paulowna met [naam]."
    assert after.wijk is not None and "anna paulowna" in after.wijk.privacy.uitleg
    assert Poort(after.wijk.privacy).tekst("Het was fijn in Anna Paulowna") and not Poort(after.wijk.privacy).tekst("Anna kwam")
    assert after.ernstig == () and after.agenda.leervragen[0].vraag == "Helpt Anna Paulowna?"
    parse = partial(parse_agenda, wijk="proef", vandaag=DAG, geen_mens=places_of(folder))
    assert parse(agenda)[1] == () and parse(agenda.replace("Helpt", "Helpt Fatima van"))[1][0].kolom == "leervraag.A.vraag"
    taken = Schoonmaak("logboek", after.wijk.privacy.geen_mens)
    assert taken.clean("a.csv", 2, "toelichting", "Anna Paulowna en Anna Jansen") == "Anna Paulowna en [naam]"


def test_a_first_name_alone_is_no_name_of_a_place(tmp_path: Path) -> None:
    _, [fault] = load_wijk(make_wijk(tmp_path, meer='[privacy]\ngeen_mens = ["Lisa"]\n'), vandaag=DAG)
    assert "twee of meer woorden" in fault.wat and "Een voornaam alleen kan van iedereen zijn" in fault.wat


def test_columns_of_codes_are_never_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "logboek.csv"
    path.write_text(LOGBOEK, encoding="utf-8")
    table = read_tabel(path, "logboek", vandaag=date(2026, 1, 1))
    assert [fault.kolom for fault in check_personen({"logboek": table}, {"logboek": ("toelichting",)})] == ["telefoon"]
