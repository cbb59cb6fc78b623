"""An attacker who reads every table of a wijk can't tell how few skipped a question, came back, were referred or were there."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.lek.blokken import attack_blocks, make_small
from tests.lek.wereld import shipped
from tests.vragen.proefwijken import without_drawing

from wijkmonitor.privacy.grootboek import identifying, people_figures
from wijkmonitor.privacy.nagerekend import unproven
from wijkmonitor.privacy.regels import Regels
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.bewezen import proven_counts
from wijkmonitor.vragen.gezondheid.vragenlijst import Respondenten

KLEIN = [("voorbeeldwijk-2", 4), ("voorbeeldwijk-3", 11)]


@pytest.mark.parametrize("wijk", ["voorbeeldwijk", "voorbeeldwijk-2"])
def test_no_small_count_of_a_shipped_wijk_can_be_computed(wijk: str) -> None:
    assert [leaks for _, _, leaks in attack_blocks(shipped(wijk))] == [[], [], [], []]


def test_no_small_count_of_a_wijk_with_few_answers_referrals_and_visits_can_be_computed() -> None:
    tried: Counter[str] = Counter()
    for wijk, seed in KLEIN:
        for name, small, leaks in attack_blocks(make_small(wijk, seed)):
            assert leaks == [], f"{wijk}, {seed}, {name}"
            tried[name] += small
    assert tried["vragenlijst"] > 40 and tried["verwijzingen"] > 10 and tried["stickers"] > 2


@pytest.mark.parametrize("place", [0, 450])
def test_two_reports_with_and_without_one_respondent_are_not_both_shared(place: int) -> None:
    dossier = shipped("voorbeeldwijk")
    frame = dossier.tabel("vragenlijst")
    without = frame[frame["respondent"] != frame["respondent"].iloc[place]].reset_index(drop=True)
    both = (dossier, dossier.met_tabellen({"vragenlijst": without}))
    with without_drawing():
        before, now = (people_figures(item.as_json() for item in make_document("2-gezondheid", one).bevindingen) for one in both)
    assert identifying(before, now, Regels())


def test_a_count_of_the_survey_that_is_that_of_another_wave_is_not_published() -> None:
    dossier = shipped("voorbeeldwijk")
    proven = proven_counts(dossier)
    with without_drawing():
        documents = make_document("2-gezondheid", dossier)
    finding = documents["gezondheid-tevredenheid"].as_json()
    rows = finding["tabel"]["rijen"]
    assert unproven([finding], proven) == [] and len(rows) > 4
    for row in rows:
        told = row[-1]
        row[-1] = next(count for count in proven["vragenlijst"].values() if count != told)
        assert any(row[0] in place for place in unproven([finding], proven)), row
        row[-1] = told


def test_the_attacker_finds_them_where_every_number_of_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def tell(shown: Respondenten, name: str) -> int | None:
        facts = shown.bedekt.feiten.aantallen
        return facts.get(((name, ""),))

    monkeypatch.setattr(Respondenten, "_shown", tell)
    found = {name: leaks for name, _, leaks in attack_blocks(make_small("voorbeeldwijk", 18))}
    assert {kind for kind, *_ in found["vragenlijst"]} >= {"over", "beide"}
