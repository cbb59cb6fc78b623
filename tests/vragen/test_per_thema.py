"""Per theme what tells of a need, what there is and who began: known numbers by hand, and why something is not known."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from tests.vragen.proefwijken import load
from tests.vragen.test_omstandigheden import people

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.privacy.nagerekend import unproven
from wijkmonitor.vragen import bereik
from wijkmonitor.vragen.bereik.nodig import Nodig
from wijkmonitor.vragen.bereik.themas import shares

NOOD = {"geld": "moeite_met_rondkomen", "gezondheid": "ervaren_gezondheid_goed"}
NAMEN = ("Les", "Loop", "Prik", "Budget")


def wijk(begun: dict[str, int], themes: dict[str, str], stickers: dict[str, int], kaart: tuple[str, ...] = ()) -> Dossier:
    """The example wijk with so many people who began per intervention, themes of the plan, stickers and a sociale kaart."""
    dossier = load("voorbeeldwijk")
    frame = people((sum(begun.values()), {}))
    frame = frame.assign(interventie=[name for name, count in begun.items() for _ in range(count)])
    plan = dossier.tabel("interventies").head(len(themes)).assign(interventie=list(themes), thema=list(themes.values()))
    board = pd.concat([dossier.tabel("stickerbord").head(1)] * max(len(stickers), 1), ignore_index=True).head(len(stickers))
    board = board.assign(thema=list(stickers), stickers=pd.array(list(stickers.values()), dtype="Int64"))
    card = pd.concat([dossier.tabel("aanbod").head(1)] * max(len(kaart), 1), ignore_index=True).head(len(kaart))
    card = card.assign(thema=list(kaart), aanbod=[f"aanbod {number}" for number in range(len(kaart))])
    return dossier.met_tabellen({"deelname": frame, "interventies": plan, "stickerbord": board, "aanbod": card})


def beside(dossier: Dossier, **keuze: int) -> Nodig:
    vergeleken = bereik.compare_with_inwoners(bereik.count_deelnemers(dossier))
    return bereik.compare_met_nodig(vergeleken, nood=NOOD, **keuze)


VIER = wijk(
    {"Les": 20, "Loop": 30, "Prik": 50},
    {"Les": "taal", "Loop": "bewegen", "Prik": "Bewegen", "Budget": "geld"},
    {"taal": 10, "bewegen": 30, "Geld": 40, "wonen": 20},
    ("geld", "wonen", "wonen"),
)


def rows(naast: Nodig) -> dict[str, tuple[object, ...]]:
    return {str(row[0]).lower(): row[1:] for row in naast.per_thema[0].rijen}


def test_each_theme_has_its_stickers_its_offer_and_who_began() -> None:
    """Bewegen is written with and without a capital; nobody writes down who comes to Budget."""
    found = {item.naam.lower(): item for item in beside(VIER).themas}
    assert [(one.stickers, one.begonnen, one.interventies, one.aanbod) for one in found.values()] == [
        (40, None, 1, 1),
        (30, 80, 2, 0),
        (20, None, 0, 2),
        (10, 20, 1, 0),
        (None, None, 0, 0),
    ]
    assert list(found) == ["geld", "bewegen", "wonen", "taal", "gezondheid"]
    assert found["bewegen"].deel_stickers == 0.3


def test_what_is_not_known_of_a_theme_says_why() -> None:
    told = rows(beside(VIER))
    assert told["geld"][1] == "niet opgeschreven" and told["wonen"][1] == "er is geen interventie"
    assert told["gezondheid"][0] == "stond niet op het bord" and told["taal"][-1] == "geen cijfer gekozen"
    bare = rows(beside(wijk({"Les": 20}, {"Les": "taal"}, {})))
    assert bare["taal"][0] == "te weinig stickers, of niet geleverd" and bare["taal"][5] == "niet geleverd"


def test_a_figure_of_a_model_says_that_it_is_an_estimate_and_nothing_is_tested() -> None:
    found = beside(VIER)
    assert "(geschat)" in str(rows(found)["geld"][-1])
    assert "toeval" not in str(found.per_thema[0]) and "meer dan" not in str(found.per_thema[0])


def test_shares_are_of_the_themes_of_which_both_are_known() -> None:
    three = wijk(
        {"Les": 20, "Loop": 30, "Prik": 50},
        {"Les": "taal", "Loop": "bewegen", "Prik": "stress", "Budget": "geld"},
        {"taal": 10, "bewegen": 20, "stress": 10, "geld": 60},
    )
    assert shares(beside(three).themas) == {"bewegen": (0.5, 0.3), "taal": (0.25, 0.2), "stress": (0.25, 0.5)}
    assert rows(beside(three))["geld"][2:4] == ("niet vergeleken", "niet vergeleken")
    assert shares(beside(VIER).themas) == {}, "two themes are too few"


def test_with_few_stickers_a_theme_has_none() -> None:
    assert all(item.stickers is None for item in beside(VIER, stickers=101).themas)
    assert any(item.stickers for item in beside(VIER, stickers=100).themas)


@pytest.mark.parametrize("few", [1, 4])
def test_a_small_number_of_people_or_stickers_is_not_shown(few: int) -> None:
    found = wijk({"Les": few, "Loop": 60}, {"Les": "taal", "Loop": "bewegen"}, {"taal": few, "bewegen": 40, "wonen": 30})
    told = rows(beside(found))["taal"]
    assert [str(cell).startswith("Dit getal is klein") for cell in told[:2]] == [True, True]


def nodig_of(dossier: Dossier) -> Bevinding:
    return bereik.nodig(beside(dossier))


def test_the_sentence_tells_what_there_is_for_the_theme_of_the_headline() -> None:
    dossier = load("voorbeeldwijk")
    found = nodig_of(dossier)
    assert "Dit hoort bij het thema geld: 7 van de 100 stickers, 1 interventie en 1 regel op de sociale kaart." in found.lees
    assert "Wie daar begon, is niet opgeschreven." in found.lees
    plan = dossier.tabel("interventies")
    followed = plan.assign(thema=plan["thema"].mask(plan["interventie"] == "Samen Fit", "geld"))
    begun = int(bereik.count_deelnemers(dossier).begonnen["Samen Fit"])
    assert f"Daar begon {begun} keer iemand." in nodig_of(dossier.met_tabellen({"interventies": followed})).lees


def test_a_wijk_of_which_no_buurt_is_known_still_has_its_themes() -> None:
    dossier = load("voorbeeldwijk")
    nowhere = dossier.tabel("deelname").assign(buurt=pd.Series(dtype="str"))
    found = nodig_of(dossier.met_tabellen({"deelname": nowhere}))
    assert found.schatting.value is None and "Per buurt is niet bekend" in found.lees
    assert [table.titel.split(".")[0] for table in found.extra_tabellen] == ["Nodig, aanbod en bereik, per thema"]


def test_without_stickers_and_without_themes_there_is_no_table_of_themes() -> None:
    dossier = load("voorbeeldwijk")
    empty = {name: dossier.tabel(name).head(0) for name in ("stickerbord", "interventies", "aanbod")}
    found = nodig_of(dossier.met_tabellen(empty))
    assert found.extra_tabellen == () and found.kop == nodig_of(dossier).kop and "thema" not in found.lees


def test_every_printed_count_of_a_theme_is_proven_with_the_others() -> None:
    found = replace(nodig_of(VIER), document="1-bereik").as_json()
    proven = bereik.count_deelnemers(VIER).getoond
    assert proven["thema bewegen begonnen"] == 80 and unproven([found], {"deelname": proven}) == []
    del proven["thema bewegen begonnen"]
    assert any("bewegen" in place for place in unproven([found], {"deelname": {**proven, "thema bewegen begonnen": 79.0}}))
