from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.afspraken.conftest import AGENDA

from wijkmonitor.afspraken.agenda import Leeragenda, load_agenda
from wijkmonitor.gegevens.fouten import DossierFout, Fout

Lees = Callable[[str], tuple[Leeragenda, tuple[Fout, ...]]]


def serious(faults: tuple[Fout, ...]) -> list[Fout]:
    return [fault for fault in faults if fault.ernst == "fout"]


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ('wie = "buurthuis"', "", "afspraak.laak-01-1.wie", "ontbreekt"),
        ('wie = "buurthuis"', 'wie = ""', "afspraak.laak-01-1.wie", "staat niets"),
        ('terugkijk_in = "laak-02"\n', "", "afspraak.laak-01-1.terugkijk_in", "ontbreekt"),
        ('terugkijk_in = "laak-02"', 'terugkijk_in = "laak-09"', "afspraak.laak-01-1.terugkijk_in", "bestaat niet"),
        ('terugkijk_in = "laak-02"', 'terugkijk_in = "laak-01"', "afspraak.laak-01-1.terugkijk_in", "niet later"),
        ('wie = "vrijwilligers"', 'wie = "Jan Jansen"', "afspraak.laak-02-1.wie", "naam"),
        ("bewoner = 9", '"Fatima el Amrani" = 1', "sessie.laak-02.binnenkring", "naam"),
        ('vorige = "laak-01"', 'vorige = "laak-03"', "sessie.laak-02.vorige", "niet eerder"),
        ('vorige = "laak-01"', 'voorige = "laak-01"', "sessie.laak-02.voorige", "kennen we niet"),
        ("datum = 2022-04-12", "datum = 202-04-12", "", "niet goed geschreven"),
        ("datum = 2022-04-12", 'datum = "2022-02-30"', "sessie.laak-02.datum", "bestaat niet"),
        ("datum = 2022-04-12", "datum = 1922-04-12", "sessie.laak-02.datum", "jaar kan niet"),
        ("datum = 2023-03-09", "datum = 2023-03-09\ngesloten = true", "sessie.laak-03.gesloten", "nog niet geweest"),
        ("bewoner = 9", "bewoner = -1", "sessie.laak-02.binnenkring", "getal kan hier niet"),
        ('besluit = "doorgaan"', 'besluit = "misschien"', "terugblik.laak-01-1.besluit", "woord kennen we"),
        ("[terugblik.laak-01-1]", "[terugblik.laak-01-7]", "terugblik.laak-01-7", "afspraak bestaat niet"),
        ('sessie = "laak-02"\nwat', 'sessie = "laak-01"\nwat', "terugblik.laak-01-1.sessie", "niet later"),
        ("monitorvraag = 1", "monitorvraag = 5", "leervraag.A.monitorvraag", "getal kan hier niet"),
        ('is = "voorlopig_antwoord"', 'is = "klaar"', "leervraag.B.stand", "woord kennen we"),
        ('gesteld_in = "laak-01"\nvraag', 'gesteld_in = "x"\nvraag', "leervraag.A.gesteld_in", "bestaat niet"),
        ('bevindingen = ["roken"]\ntoen', 'bevindingen = "roken"\ntoen', "afspraak.laak-01-1.bevindingen", "Zet er haken om"),
        ("[leervraag.A]", "[leervragen.A]", "leervragen", "kennen we niet"),
    ],
)
def test_a_fault_is_told_where_it_stands(lees: Lees, old: str, new: str, column: str, says: str) -> None:
    assert old in AGENDA
    _, faults = lees(AGENDA.replace(old, new, 1))
    first = serious(faults)[0]
    assert first.kolom == column and says in f"{first.wat} {first.doen}"
    assert first.bestand == "leeragenda.toml" and first.rij > 0


def test_the_line_of_a_fault_is_the_line_in_the_file(lees: Lees) -> None:
    _, faults = lees(AGENDA.replace('wie = "vrijwilligers"', 'wie = "mevrouw De Boer"'))
    assert AGENDA.split("\n")[faults[0].rij - 1] == 'wie = "vrijwilligers"'


def test_all_faults_come_at_once_and_the_rest_stays_readable(lees: Lees) -> None:
    agenda, faults = lees(AGENDA.replace('wie = "buurthuis"', "").replace("bewoner = 9", "bewoner = true"))
    assert [fault.kolom for fault in faults] == ["sessie.laak-02.binnenkring", "afspraak.laak-01-1.wie"]
    assert [item.id for item in agenda.sessies] == ["laak-01", "laak-03"]
    assert agenda.afspraken == () and agenda.terugblikken == ()
    assert "2 keer" in str(DossierFout("laak", faults))


def test_an_agreement_without_a_session_says_how_to_name_it(lees: Lees) -> None:
    _, faults = lees(AGENDA.replace("afspraak.laak-02-1]", "afspraak.bord]"))
    assert [(fault.kolom, "in welke sessie" in fault.wat) for fault in faults] == [("afspraak.bord.sessie", True)]
    _, faults = lees(AGENDA.replace("afspraak.laak-02-1]", 'afspraak.bord]\nsessie = "laak-02"'))
    assert faults == ()


def test_a_missing_expectation_is_pointed_out_but_stops_nothing(lees: Lees) -> None:
    agenda, faults = lees(AGENDA.replace('verwachting = "Minder rook."', ""))
    assert [fault.ernst for fault in faults] == ["let op"] and len(agenda.afspraken) == 3


def test_broken_toml_names_its_line(lees: Lees) -> None:
    _, [fault] = lees('[sessie.a]\ndatum = 2022-01-01\n[leervraag.A\nvraag = "x"\n')
    assert fault.rij == 3 and fault.gevonden == "[leervraag.A"


def test_a_name_used_twice_is_a_fault(lees: Lees) -> None:
    _, [fault] = lees(AGENDA + "\n[sessie.laak-01]\ndatum = 2021-11-05\n")
    assert "maar één keer" in fault.doen


@pytest.mark.parametrize("text", ["sessie = 3", "[[sessie]]\ndatum = 2022-01-01", "[sessie]\nlaak = 3", "x = 1", "[afspraak.a]"])
def test_odd_shapes_are_faults_and_never_a_traceback(lees: Lees, text: str) -> None:
    agenda, faults = lees(text)
    assert serious(faults) and not agenda


def test_windows_files_are_read_as_they_are_saved(tmp_path: Path) -> None:
    path = tmp_path / "leeragenda.toml"
    for content in (
        AGENDA.encode("utf-8-sig"),
        AGENDA.replace("\n", "\r\n").encode(),
        AGENDA.replace("gelijk", "gelijk é").encode("cp1252"),
        AGENDA.replace("gelijk", "gelijk é").encode("utf-16"),
        AGENDA.replace("gelijk", "gelijk é").replace("\n", "\r").encode("mac_roman"),
    ):
        path.write_bytes(content)
        agenda, faults = load_agenda(path, wijk="laak", vandaag=date(2022, 12, 31))
        assert faults == () and len(agenda.sessies) == 3
    path.write_bytes(AGENDA.encode("utf-16")[:-1])
    _, faults = load_agenda(path, wijk="laak", vandaag=date(2022, 12, 31))
    assert "De letters in dit bestand zijn niet te lezen" in str(faults[0])


def test_a_session_of_another_wijk_is_a_fault_and_an_area_code_is_not(lees: Lees) -> None:
    _, faults = lees(AGENDA.replace("datum = 2022-04-12", 'datum = 2022-04-12\nwijk = "stevenshof"'))
    assert "andere wijk" in faults[0].wat
    _, faults = lees(AGENDA.replace("datum = 2022-04-12", 'datum = 2022-04-12\nwijk = "WK051844"'))
    assert faults == ()
