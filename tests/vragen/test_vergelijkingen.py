"""What a sentence compares: the runner-up, a fresh start, everybody who answered, and nothing where a thing was simply counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import pytest
from tests.vragen.proefwijken import load, without_drawing

from gelezen import by_id, reports
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.verantwoording import compared

VERDICT = re.compile(r"meer dan (door )?toeval|kan toeval zijn")


@pytest.fixture(scope="module")
def wijk() -> Dossier:
    return load("voorbeeldwijk")


@pytest.fixture(scope="module")
def gevonden(wijk: Dossier) -> dict[str, Bevinding]:
    return by_id(reports(wijk))


def remade(naam: str, dossier: Dossier) -> Document:
    with without_drawing():
        return make_document(naam, dossier)


def test_what_occurs_most_is_held_beside_the_runner_up(gevonden: Mapping[str, Bevinding]) -> None:
    found = gevonden["samenwerking-bevorderend"]
    first, second = sorted((int(row[2]) for row in found.tabel.rijen), reverse=True)[:2]  # type: ignore[arg-type]
    told = re.search(r"Vaker dan de tweede: .+, (\d+) keer\. Dat is meer dan toeval", found.lees)
    assert told and int(told[1]) == second and f", {first} van de" in found.kop


def test_of_two_equals_both_are_named_and_neither_stands_out(wijk: Dossier) -> None:
    """Before, one of the two was named in 96 of 100 wijken."""
    frame = wijk.tabel("stickerbord")
    equal = frame[frame["thema"] == "wonen"]
    others = frame[~frame["thema"].isin(["wonen", "voeding"])]
    both = wijk.met_tabellen({"stickerbord": pd.concat([others, equal, equal.assign(thema="voeding")], ignore_index=True)})
    found = remade("0-wijkprofiel", both)["wijkprofiel-behoeften"]
    assert re.match(r"De meeste stickers: (wonen en voeding|voeding en wonen), (\d+ van de 100) en \2", found.kop)
    assert "kan toeval zijn" in found.lees and "meer" not in [row[-1] for row in found.tabel.rijen]


def test_months_are_compared_from_a_milestone_that_the_wijk_named_and_the_sentence_says_so(
    wijk: Dossier, gevonden: Mapping[str, Bevinding]
) -> None:
    said = "We vergelijken vanaf april 2020, na een gebeurtenis die de wijk noemde: corona: eerste landelijke maatregelen (12 maart 2020)."
    nothing_named = replace(wijk, wijk=wijk.wijk.model_copy(update={"mijlpaal": ()}))
    without = remade("1-bereik", nothing_named)["bereik-verloop"]
    assert said in gevonden["bereik-verloop"].lees and "de wijk noemde" not in without.lees


@pytest.mark.parametrize("id", ["interventies-planning", "interventies-doelen", "interventies-dekking", "bereik-activiteiten"])
def test_what_was_counted_whole_is_a_fact_and_never_chance(gevonden: Mapping[str, Bevinding], id: str) -> None:
    found = gevonden[id]
    assert (
        "toeval" not in " ".join((found.kop, found.lees, found.figuur.alt if found.figuur else "")) and not found.vergelijkingen
    )


def test_people_to_join_are_as_many_as_give_the_group_its_share(gevonden: Mapping[str, Bevinding]) -> None:
    found = gevonden["bereik-wie-missen-we"]
    names = [column.naam for column in found.tabel.kolommen]
    count, share, wanted, short = (
        names.index(name) for name in ("Begonnen", "Deel van deelnemers", "Deel van inwoners", "Mensen erbij nodig")
    )
    rows = [row for row in found.tabel.rijen if all(isinstance(row[k], float | int) for k in (count, share, wanted, short))]
    assert len(rows) > 2
    for row in rows:
        people = row[count] / row[share]  # type: ignore[operator]
        before, after = (round((row[count] + more) / (people + more), 9) for more in (row[short] - 1, row[short]))  # type: ignore[operator]
        assert before < round(row[wanted], 9) <= after and row[short] == int(row[short]) > 0, row  # type: ignore[operator, arg-type]
    enough = [row for row in found.tabel.rijen if row[short] == "geen"]
    assert len(enough) > 2 and all(row[count] / (row[count] / row[share]) > row[wanted] - 0.005 for row in enough)  # type: ignore[operator]


def test_waves_stand_in_the_order_of_time_and_not_of_their_words(gevonden: Mapping[str, Bevinding]) -> None:
    rows = gevonden["gezondheid-dimensies"].tabel.rijen
    waves = [row[1] for row in rows if row[0] == rows[0][0]]
    assert waves == ["oktober 2020", "november 2021", "oktober 2022"] != sorted(map(str, waves))


def test_a_change_rests_on_everybody_who_answered_and_says_how_the_others_count(
    wijk: Dossier, gevonden: Mapping[str, Bevinding]
) -> None:
    """Before, only who answered twice counted: an error that is 17% larger."""
    found, frame = gevonden["gezondheid-verandering"], wijk.tabel("vragenlijst")
    ends = frame[frame["meting"].isin(["2020-10", "2022-10"]) & frame["meedoen"].notna()]
    twice = ends["respondent"].value_counts().eq(2).sum()
    told = {str(row[0]): row[-2:] for row in found.tabel.rijen}["Meedoen"]
    assert ends["respondent"].nunique() in told and ends["respondent"].nunique() > 2 * twice
    assert "Alle antwoorden tellen mee. Wie twee keer antwoordde, telt het zwaarst." in found.let_op


def test_beside_a_municipality_the_report_says_what_age_makes_of_the_difference_and_shows_it(
    gevonden: Mapping[str, Bevinding],
) -> None:
    found = gevonden["gezondheid-nulmeting"]
    assert "Hoeveel dat uitmaakt, zeggen we als er cijfers van 18-64 en 65+ zijn." in found.let_op
    assert "Het deel 65-plussers is hier ongeveer even groot" in found.lees and found.extra_tabellen
    assert "65 jaar en ouder" in [row[0] for row in found.tabel.rijen]


SAMEN = {
    "bereik-nodig": "bereik-wie-missen-we",
    "bereik-doorverwijzingen": "bereik-verloop",
}  # rests on a comparison that the other one makes


def test_every_finding_with_a_verdict_counts_its_comparisons(gevonden: Mapping[str, Bevinding]) -> None:
    judged = [found for found in gevonden.values() if VERDICT.search(f"{found.kop}. {found.lees} {found.stand}")]
    assert len(judged) >= 8
    for found in judged:
        assert gevonden[SAMEN.get(found.id, found.id)].vergelijkingen, found.id


@pytest.mark.parametrize(("number", "said"), [(1, "1 vergelijking met een oordeel"), (60, "60 vergelijkingen met een oordeel")])
def test_a_report_says_how_many_comparisons_it_makes_and_how_many_would_stand_out_by_chance(
    gevonden: Mapping[str, Bevinding], number: int, said: str
) -> None:
    (sentence,) = compared([replace(gevonden["bereik-trechter"], vergelijkingen=number)])
    assert f"maken we {said}" in sentence and ("ongeveer 3 daarvan opvallen" in sentence) == (number == 60)
    assert "minder dan 1 daarvan" not in sentence
    assert compared([gevonden["interventies-doelen"]]) == ()
