"""What the wijk chose and what there is: each chosen theme with its interventions, each wish without an offer by name."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.vragen.proefwijken import load

from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen import interventies


@pytest.fixture(scope="module")
def wijk() -> Dossier:
    return load("voorbeeldwijk")


def test_a_chosen_theme_tells_for_whom_why_by_whom_and_what_there_is(wijk: Dossier) -> None:
    found = interventies.themas(interventies.compare_themas(wijk))
    assert found.kop == "De wijk koos 2 thema's: ontmoeten en geld" and found.weegt == ""
    chosen = wijk.tabel("themas").iloc[1]
    assert found.tabel.rijen[1] == (
        *(chosen[name] for name in ("thema", "doelgroep", "doel", "reden", "gekozen_door")),
        "september 2020",
        "Geld op Orde",
    )


def test_many_chosen_themes_are_named_as_far_as_the_headline_has_room_and_the_others_counted(wijk: Dossier) -> None:
    chosen = wijk.tabel("themas")
    names = ["gezonde voeding in de wijk", "een beweeglint", "meer groen", "de dierenweide", "sociale contacten", "rust", "werk"]
    many = pd.concat([chosen.iloc[[0]].assign(thema=name) for name in names], ignore_index=True)
    kop = interventies.themas(interventies.compare_themas(wijk.met_tabellen({"themas": many}))).kop
    assert kop == "De wijk koos 7 thema's: gezonde voeding in de wijk, een beweeglint en nog 5"


def test_a_chosen_theme_without_an_intervention_speaks_against_and_is_named(wijk: Dossier) -> None:
    plan = wijk.tabel("interventies")
    found = interventies.themas(interventies.compare_themas(wijk.met_tabellen({"interventies": plan[plan["thema"] != "geld"]})))
    assert found.antwoord == f"{found.kop}. Nog zonder interventie: geld.", "the answer says what speaks against"
    assert found.lees == "Nog zonder interventie: geld." and found.weegt == "tegen" and found.tabel.rijen[1][-1] == "nog geen"


def test_a_theme_is_the_same_with_capitals_and_spaces(wijk: Dossier) -> None:
    chosen = wijk.tabel("themas")
    loud = wijk.met_tabellen({"themas": chosen.assign(thema=" " + chosen["thema"].str.upper())})
    assert not interventies.compare_themas(loud).zonder


def test_a_wish_without_anything_stands_first_and_one_on_the_sociale_kaart_does_not(wijk: Dossier) -> None:
    wishes = interventies.compare_wensen(wijk)
    found = interventies.sociale_kaart(interventies.compare_aanbod(wishes))
    assert {"wonen", "veiligheid"} <= set(wishes.zonder), "neither has an intervention"
    assert found.tabel.rijen[0][:2] == ("veiligheid", "nog niets") and found.lees.endswith("zonder aanbod: veiligheid.")
    entry = next(row for row in found.tabel.rijen if row[0] == "wonen")
    assert entry == ("wonen", "Hulp bij een huurachterstand", "huurders", "woningcorporatie", "balie van de corporatie")


def test_one_theme_of_the_sociale_kaart_can_be_shown_alone(wijk: Dossier) -> None:
    one = interventies.compare_aanbod(interventies.compare_wensen(wijk), thema="Wonen ")
    assert one.rijen["aanbod"].tolist() == ["Hulp bij een huurachterstand"] and one.nodig == ()


def test_without_the_tables_both_say_what_would_stand_there(wijk: Dossier) -> None:
    empty = wijk.met_tabellen({name: wijk.tabel(name).iloc[:0] for name in ("themas", "aanbod")})
    for found in (
        interventies.themas(interventies.compare_themas(empty)),
        interventies.sociale_kaart(interventies.compare_aanbod(interventies.compare_wensen(empty))),
    ):
        assert found.teken == "te weinig" and found.schatting.value is None
