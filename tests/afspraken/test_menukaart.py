from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.menukaart import lessen_als_kaarten, load_menukaart
from wijkmonitor.gegevens.lijsten import FACTOREN, STAPPEN_GWA
from wijkmonitor.vragen.samenwerking.bevorderend import FactorTelling, tel_factoren

DAG = date(2022, 12, 31)
KOP = "titel;soort;stap;factor;les;link;herkomst;bron\n"


def folder(tmp_path: Path) -> Path:
    (tmp_path / "laak").mkdir()
    (tmp_path / "menukaart.csv").write_text(
        KOP + "Sluit aan;tip;uitvoeren;netwerk onderhouden;Ga naar groepen die er al zijn.;;openbaar;Draaiboek\n",
        encoding="utf-8",
    )
    (tmp_path / "laak" / "menukaart.csv").write_text(
        KOP + "Zoek een trekker;les;plan maken;regie en rollen;Wijs iemand aan.;;;\n", encoding="utf-8"
    )
    return tmp_path


def test_cards_of_all_and_of_a_wijk_come_together_with_their_source(tmp_path: Path) -> None:
    cards, faults = load_menukaart(folder(tmp_path), ["laak"], vandaag=DAG)
    assert faults == ()
    assert [(card.titel, card.wijk, card.herkomst, card.bron) for card in cards] == [
        ("Sluit aan", "", "openbaar", "Draaiboek"),
        ("Zoek een trekker", "laak", "eigen registratie", ""),
    ]


def test_a_fault_in_a_card_is_told(tmp_path: Path) -> None:
    (tmp_path / "menukaart.csv").write_text(KOP + "Titel;les;;geluk;Les;;;\n", encoding="utf-8")
    _, faults = load_menukaart(tmp_path, [], vandaag=DAG)
    assert [fault.kolom for fault in faults] == ["factor"]


def test_a_card_names_a_sheet_that_there_is(tmp_path: Path) -> None:
    table = "titel;soort;stap;factor;les;link;invulblad\nEen;les;;;Les.;;{}\n"
    (tmp_path / "menukaart.csv").write_text(table.format("Plan-interventie"), encoding="utf-8")
    [card], faults = load_menukaart(tmp_path, [], vandaag=DAG)
    assert (card.invulblad, faults) == ("plan-interventie", ())
    (tmp_path / "menukaart.csv").write_text(table.format("plan"), encoding="utf-8")
    _, [fault] = load_menukaart(tmp_path, [], vandaag=DAG)
    assert fault.kolom == "invulblad" and "plan-interventie" in fault.doen


def test_a_lesson_about_a_success_factor_keeps_that_factor(agenda: Leeragenda) -> None:
    about = replace(agenda, afspraken=tuple(replace(item, deel="regie en rollen") for item in agenda.afspraken))
    assert [card.factor for card in lessen_als_kaarten(about)] == ["regie en rollen"]
    other = replace(agenda, afspraken=tuple(replace(item, deel="65+") for item in agenda.afspraken))
    assert [card.factor for card in lessen_als_kaarten(other)] == [""]


def test_lessons_of_a_session_become_cards_with_their_level(agenda: Leeragenda) -> None:
    [card] = lessen_als_kaarten(agenda)
    assert card.les.startswith("Geleerd van de afspraak: ")
    assert (card.titel, card.niveau, card.wijk, card.bron) == (
        "Een mens werkt beter dan een bord",
        "regionaal",
        "laak",
        "de leersessie van 12 april 2022",
    )


def test_the_cards_of_the_project_use_the_steps_and_factors_that_reports_know() -> None:
    data = Path(__file__).parents[2] / "wijkdata"
    cards, faults = load_menukaart(data, ["voorbeeldwijk-2", "voorbeeldwijk", "voorbeeldwijk-3"], vandaag=date.today())
    assert faults == () and len(cards) > 20
    assert {card.stap for card in cards} <= {*STAPPEN_GWA, ""} and {card.factor for card in cards} <= {*FACTOREN, ""}
    assert all(card.bron for card in cards)


def test_factors_are_counted_on_both_sides_and_keep_their_order() -> None:
    progress = pd.DataFrame(
        {
            "factor": ["regie en rollen", "regie en rollen", "burgerparticipatie", None, "regie en rollen"],
            "richting": ["bevorderend", "belemmerend", "bevorderend", "bevorderend", None],
            "herkomst": ["eigen registratie", "voorbeeld", "openbaar", "voorbeeld", "voorbeeld"],
        }
    )
    found = tel_factoren(progress, pd.DataFrame({"datum": [], "item": []}))
    assert [item.factor for item in found] == list(FACTOREN)
    assert found[3] == FactorTelling("regie en rollen", 1, 1, "voorbeeld") and found[3].totaal == 2
    assert found[0] == FactorTelling("burgerparticipatie", 1, 0, "openbaar")
    assert found[1].totaal == 0


def test_a_log_with_factors_counts_along() -> None:
    log = pd.DataFrame({"factor": ["regie en rollen"], "richting": ["belemmerend"], "herkomst": ["eigen registratie"]})
    assert tel_factoren(log, log)[3].belemmerend == 2
