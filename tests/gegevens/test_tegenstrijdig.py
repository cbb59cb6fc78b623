"""Records of people that deny themselves are told as one line per kind, and stop nothing."""

from __future__ import annotations

from typing import Any

import pytest

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import Gelezen, empty_frame
from wijkmonitor.gegevens.verdacht import check_tegenstrijdig

DEELNAME = "deelnemer;interventie;aanmelding;start;einde;status;leeftijdsgroep;geslacht;buurt;verwijzer\n"
VRAGEN = "lichaamsfuncties;mentaal_welbevinden;zingeving;kwaliteit_van_leven;meedoen;dagelijks_functioneren;tevredenheid"
VRAGENLIJST = f"respondent;meting;datum;gewicht;stratum;leeftijdsgroep;geslacht;buurt;{VRAGEN}\n"
VERWIJZINGEN = "interventie;van;tot;aantal;verwijzer;ontvanger\n"


def found(lees: Any, tabel: str, text: str) -> list[Fout]:
    tables = {name: Gelezen(name, empty_frame(name)) for name in TABELLEN} | {tabel: lees(text, tabel)}
    assert not tables[tabel].fouten
    faults = check_tegenstrijdig(tables)
    assert all(fault.ernst == "let op" and fault.doen for fault in faults)
    return faults


def people(lees: Any, *rows: str) -> list[Fout]:
    return found(lees, "deelname", DEELNAME + "".join(f"{row};;\n" for row in rows))


def test_a_code_of_two_people_is_told_once_for_all_of_them(lees: Any) -> None:
    rows = [f"d{k};GLI;2022-0{month}-01;;;aangemeld;{who}" for k in range(40) for month, who in ((1, "25-44;v"), (2, "65+;m"))]
    [fault] = people(lees, *rows)
    assert (fault.rij, fault.kolom) == (2, "deelnemer")
    assert fault.wat == (
        "Deze code lijkt van twee mensen: rij 2 en rij 3 spreken elkaar tegen over leeftijd of geslacht. Dat geldt voor 40 codes."
    )


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ("25-44;v", "45-64;v", False),
        ("25-44;v", ";", False),
        ("25-44;onbekend", "25-44;m", False),
        ("45-64;v", "25-44;v", True),
        ("25-44;v", "65+;v", True),
        ("25-44;v", "25-44;m", True),
    ],
)
def test_who_grows_older_is_one_person(lees: Any, then: str, now: str, told: bool) -> None:
    rows = (f"d1;Wandelen;2022-05-01;;;aangemeld;{now}", f"d1;GLI;2020-01-01;;;aangemeld;{then}")
    assert bool(people(lees, *rows)) is told


def test_a_respondent_of_two_waves_is_held_beside_each_other_as_well(lees: Any) -> None:
    rows = "r1;2020;;;;25-44;v;;7;7;7;6;7;7;8\nr1;2022;;;;25-44;m;;7;7;7;6;7;7;8\n"
    [fault] = found(lees, "vragenlijst", VRAGENLIJST + rows)
    assert fault.kolom == "respondent" and "rij 2 en rij 3" in fault.wat


def test_a_status_beside_dates_that_deny_it_is_told(lees: Any) -> None:
    faults = people(
        lees,
        "d1;GLI;2022-01-01;2022-01-05;;afgerond;;v",
        "d2;GLI;2022-01-01;2022-01-05;;afgerond;;v",
        "d3;GLI;2022-01-01;2022-01-05;2022-03-01;aangemeld;;v",
        "d4;GLI;2022-01-01;2022-01-05;2022-03-01;afgerond;;v",
        "d5;GLI;2022-01-01;;;aangemeld;;v",
    )
    assert [(fault.rij, fault.kolom, fault.wat) for fault in faults] == [
        (2, "einde", "De status is afgerond, maar er is geen einde. Dat geldt voor 2 rijen."),
        (4, "status", "De status is aangemeld, maar er is een start of een einde."),
    ]


def test_a_month_that_stops_before_its_last_day_is_told(lees: Any) -> None:
    months = "".join(f"Wandelen;2021-{month:02d}-01;2021-{month:02d}-28;10;huisarts;coach\n" for month in range(1, 13))
    [fault] = found(lees, "doorverwijzingen", VERWIJZINGEN + months)
    assert (fault.rij, fault.kolom) == (2, "tot")
    assert fault.wat == "Deze maand stopt voor haar laatste dag. Dat geldt voor 11 rijen."  # february is whole


def test_a_quarter_a_week_and_a_whole_month_are_left_alone(lees: Any) -> None:
    spans = ("2020-01-01;2020-03-28", "2021-01-01;2021-01-07", "2021-02-01;2021-02-28")
    assert found(lees, "doorverwijzingen", VERWIJZINGEN + "".join(f"W;{span};10;huisarts;coach\n" for span in spans)) == []
