"""Reach beside need: what it says of the buurt that needs it most, and the story that it begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.vragen.proefwijken import load, without_drawing

from gelezen import claims
from nagebootst import short_notebook, unchanged
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.verzameld import make_verhaal
from wijkmonitor.vragen import bereik, gezondheid, make_document

GEZOND = "ervaren_gezondheid_goed"
GELDZORGEN, LINDEVELD, ZONNEHOEK = "moeite_met_rondkomen", "BU99990102", "BU99990106"
SHOWS = ("rapport.show(bereik.nodig(", "rapport.show(bereik.wie_missen_we(")
VRAGEN = ("1-bereik", "2-gezondheid", "3-samenwerking", "4-interventies")
Documenten = dict[tuple[str, str], Document]


def both(dossier: Dossier) -> tuple[Bevinding, Bevinding]:
    """The finding on need and the one on who is missing."""
    with without_drawing():
        found = make_document("1-bereik", dossier, notebook=short_notebook("1-bereik", SHOWS))
    return found["bereik-nodig"], found["bereik-wie-missen-we"]


def with_figure(dossier: Dossier, code: str, value: float) -> Dossier:
    """The dossier with another open figure on money worries in one buurt."""
    figures = dossier.kerncijfers
    key = (GELDZORGEN, code, 2020)
    return replace(
        dossier, kerncijfers=replace(figures, cijfers={**figures.cijfers, key: figures.cijfers[key]._replace(waarde=value)})
    )


def story(documenten: Documenten, wijk: str = "voorbeeldwijk", *, without: str = "") -> str:
    found = make_verhaal(documenten[wijk, naam].as_json() for naam in VRAGEN if naam != without)
    return found.tekst if found else ""


def test_the_buurt_that_needs_it_most_and_is_reached_least_is_told_first_and_as_an_estimate(documenten: Documenten) -> None:
    report = documenten["voorbeeldwijk", "1-bereik"]
    found = report["bereik-nodig"]
    assert found.kop == "De buurt met naar schatting de meeste geldzorgen bereiken we het minst"
    assert "toeval" not in found.kop + found.lees and "Dat is Lindeveld." in found.lees
    assert report.antwoord[0].regel.startswith(f"Voorbeeld: Dit lukt nog niet. {found.kop}") and found.weegt == "tegen"
    lowest = min(found.tabel.rijen, key=lambda row: row[-3] / row[-2])
    highest = max(found.tabel.rijen, key=lambda row: row[1])
    assert lowest[0] == highest[0] == "Lindeveld" and lowest[-1] == "minder"


def test_a_buurt_that_is_missing_is_told_as_where_we_come_too_little() -> None:
    people = bereik.count_deelnemers(load("voorbeeldwijk"))
    found = bereik.wie_missen_we(bereik.compare_with_inwoners(people, kenmerken=("buurt",)))
    assert found.kop == "In Lindeveld komen wij nog te weinig" and claims(found.kop)
    assert bereik.wie_missen_we(bereik.compare_with_inwoners(people, kenmerken="buurt")) == found


def test_the_buurten_stand_in_the_order_of_need_also_where_two_figures_order_them_otherwise(documenten: Documenten) -> None:
    found = documenten["voorbeeldwijk", "1-bereik"]["bereik-nodig"]
    assert "Het meest nodig staat bovenaan." in found.onderschrift
    needs = [row[1] for row in found.tabel.rijen]
    assert needs == sorted(needs, reverse=True) and len(found.tabel.kolommen) > 5


def test_a_figure_that_was_counted_is_no_estimate() -> None:
    people = bereik.count_deelnemers(load("voorbeeldwijk"))
    beside = bereik.compare_met_nodig(bereik.compare_with_inwoners(people), nood={"geld": GELDZORGEN})
    counted = replace(beside, noden=tuple(replace(need, wijk=replace(need.wijk, schatting=False)) for need in beside.noden))
    found = bereik.nodig(counted)
    assert found.kop == "De buurt met de meeste geldzorgen bereiken we het minst"
    assert "schatting" not in f"{found.lees} {found.let_op} {found.raakt[0].zin}"


@pytest.mark.parametrize(
    "change", [lambda wijk: with_figure(wijk, ZONNEHOEK, 40.0), lambda wijk: with_figure(wijk, ZONNEHOEK, 24.2)]
)
def test_where_another_buurt_needs_it_more_or_as_much_nothing_is_claimed(change: Callable[[Dossier], Dossier]) -> None:
    found, missing = both(change(load("voorbeeldwijk")))
    assert not claims(found.kop) and not found.raakt and found.weegt == ""
    assert missing.tabel.rijen, "the participants are the same"


def test_a_buurt_whose_count_is_hidden_is_not_told_of() -> None:
    dossier = load("voorbeeldwijk")
    frame = dossier.tabel("deelname")
    few = frame[frame["buurt"] == LINDEVELD]["deelnemer"].unique()[3:]
    found, _ = both(dossier.met_tabellen({"deelname": frame[~frame["deelnemer"].isin(few)].reset_index(drop=True)}))
    assert "Lindeveld" not in found.kop + found.lees and not found.raakt


def test_it_claims_nothing_that_who_is_missing_does_not_claim() -> None:
    """The level of that finding is spent once: in wijken without any difference the two speak together or not at all."""
    for number in range(12):
        found, missing = both(unchanged(number, 77))
        assert not found.raakt or claims(missing.kop), (number, found.kop, missing.kop)


def test_the_story_joins_what_the_questions_say_of_one_buurt_and_theme(documenten: Documenten) -> None:
    told = story(documenten)
    assert told.startswith("In Lindeveld zijn naar schatting de meeste geldzorgen. Juist daar is ons bereik het kleinst.")
    for part in ("In Lindeveld voelen naar schatting", "Voor geld is er Geld op Orde."):
        assert part in told


def test_the_story_says_that_a_buurt_is_about_as_healthy_as_the_wijk_and_not_the_same_figure_twice() -> None:
    dossier = load("voorbeeldwijk")
    year = gezondheid.compare_buurten(dossier).jaar
    texts = {touch.buurt: touch.zin for touch in gezondheid.gezondheid_per_buurt(gezondheid.compare_buurten(dossier)).raakt}
    whole = dossier.kerncijfers.cijfer(GEZOND, "wijk", year).waarde
    assert whole is not None and texts
    for buurt, said in texts.items():
        value = dossier.kerncijfers.cijfers[GEZOND, buurt, year].waarde
        assert ("ongeveer evenveel als in de hele wijk" in said) == (value is not None and abs(value - whole) < 2), said


@pytest.mark.parametrize("gone", ["1-bereik"])
def test_without_the_question_that_joins_buurt_and_theme_there_is_no_story(documenten: Documenten, gone: str) -> None:
    assert story(documenten, without=gone) == ""


def test_two_questions_are_no_story(documenten: Documenten) -> None:
    reports = [documenten["voorbeeldwijk", naam].as_json() for naam in ("1-bereik", "4-interventies")]
    assert make_verhaal(reports) is None
