"""The page of the knobs: figures, offer and who can turn, without a word on effect that nobody knows."""

from __future__ import annotations

import re

import pytest

from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.knoppen import knoppen_html, make_knoppen

ALLE = ("sport", "welzijn", "omgeving", "circulair", "armoede", "zorg")


def test_an_intervention_stands_under_the_knob_of_its_theme_with_what_is_known_of_its_effect(
    dossiers: dict[str, Dossier],
) -> None:
    dossier = dossiers["voorbeeldwijk"]
    plan = dossier.tabel("interventies").assign(
        thema=["bewegen", "bewegen", "geld", *[None] * 5], erkend=["ja", "onbekend", "nee", *["onbekend"] * 5]
    )
    names = list(plan["interventie"])
    page = make_knoppen(dossier.met_tabellen({"interventies": plan}), knoppen=ALLE)
    sport, armoede, zorg = (
        next(knop for knop in page.knoppen if knop.naam.startswith(word)) for word in ("Sport", "Arm", "Zorg")
    )
    assert sport.aanbod == (names[0], names[1])
    assert sport.effect == (f"Erkend: {names[0]}.", f"Niet bekend of dit erkend is: {names[1]}.")
    assert armoede.effect == (f"Niet erkend: {names[2]}.",)
    assert zorg.aanbod == () and page.zonder_aanbod == ""


def test_that_no_intervention_has_a_theme_is_said_once_and_what_was_written_down_stands_with_its_knob(
    dossiers: dict[str, Dossier],
) -> None:
    dossier = dossiers["voorbeeldwijk"]
    bare = dossier.met_tabellen({"interventies": dossier.tabel("interventies").assign(thema=None)})
    html = knoppen_html(make_knoppen(bare, knoppen=ALLE))
    assert html.count("is een thema opgeschreven") == 1
    assert "<li>Opgeschreven: Het buurthuis is elke avond open.</li>" in html
    assert "effect?" not in html and "Goede ervaren gezondheid" not in html


def test_a_figure_stands_with_municipality_year_and_kind_and_a_missing_one_with_its_reason(dossiers: dict[str, Dossier]) -> None:
    page = make_knoppen(dossiers["voorbeeldwijk"], knoppen=ALLE)
    lines = [line for knop in page.knoppen for line in knop.cijfers]
    known = [line for line in lines if " van de 100, in Voorbeeldstad " in line]
    assert len(known) >= 4 and all(re.search(r"\((coronajaar )?20\d\d(, schatting)?\)", line) for line in known)
    assert any("(coronajaar 2020, schatting)" in line for line in known)
    assert "De monitor heeft hierover geen open cijfer." in lines


def test_the_page_is_without_faults_and_says_that_it_claims_no_effect(dossiers: dict[str, Dossier]) -> None:
    html = knoppen_html(make_knoppen(dossiers["voorbeeldwijk"], knoppen=ALLE))
    assert find_faults(html) == []
    assert "zegt niet dat de knop het cijfer verandert" in html and html.count('class="knop"') == len(ALLE)


def test_the_order_and_the_choice_of_the_notebook_count_and_an_unknown_knob_is_told(dossiers: dict[str, Dossier]) -> None:
    page = make_knoppen(dossiers["voorbeeldwijk"], knoppen=("zorg", "sport"))
    assert [knop.naam for knop in page.knoppen] == ["Zorg", "Sport en bewegen"]
    with pytest.raises(ValueError, match="geen knop met de naam water. Kies uit: sport, welzijn"):
        make_knoppen(dossiers["voorbeeldwijk"], knoppen=("water",))


@pytest.mark.parametrize(
    ("knoppen", "zin"), [((), "Kies minstens één knop. Kies uit: sport"), (("sporten",), "geen knop met de naam sporten")]
)
def test_no_knob_or_one_that_is_not_there_is_refused_with_the_choices(
    dossiers: dict[str, Dossier], knoppen: tuple[str, ...], zin: str
) -> None:
    with pytest.raises(ValueError, match=zin):
        make_knoppen(dossiers["voorbeeldwijk"], knoppen=knoppen)
