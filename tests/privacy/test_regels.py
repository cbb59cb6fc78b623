"""The display rule and the thresholds of a wijk."""

from __future__ import annotations

import pytest

from wijkmonitor.privacy import Poort, Regels, may_show

# cases made from the published rule of GGD Flevoland (eengezonderflevoland.nl, verantwoording Buurtmonitor volwassenen)
GGD_CASES = [
    (29, 10, False, "vanaf 30"),
    (30, 10, True, None),
    (31, 4, False, "Minder dan 5"),
    (30, 5, True, None),
    (100, 4, False, "Minder dan 5"),
    (100, 5, True, None),
    (100, 90, True, None),
    (100, 91, False, "Bijna iedereen"),
]


@pytest.mark.parametrize(("respondents", "count", "shown", "words"), GGD_CASES)
def test_the_display_rule_of_the_ggd(respondents: int, count: int, shown: bool, words: str | None) -> None:
    answer = may_show(respondents, count)
    assert bool(answer) is shown
    assert answer.reason is None if words is None else words in str(answer.reason)


def test_the_other_side_of_the_answer_is_protected_as_well() -> None:
    # note in the reference: the counterpart category below 5 must be hidden by the same logic
    assert not may_show(40, 36)
    assert "ander antwoord" in str(may_show(40, 36).reason)
    assert not may_show(40, 0)


@pytest.mark.parametrize(("respondents", "count"), [(10, 11), (-1, 0), (30, -2), (30, 2.5), (30, None), (True, True)])
def test_impossible_counts_are_refused(respondents: object, count: object) -> None:
    with pytest.raises(ValueError, match="respondents|count"):
        may_show(respondents, count)  # type: ignore[arg-type]


def test_weaker_rules_need_a_reason() -> None:
    with pytest.raises(ValueError, match=r"min_cel = 3 .* Schrijf erbij waarom"):
        Regels(min_cel=3)
    with pytest.raises(ValueError, match="max_aandeel"):
        Regels(max_aandeel=0.95)
    assert Regels(min_cel=10, min_groep=50, max_aandeel=0.8).zwakker == ()


def test_the_reason_stands_in_the_account() -> None:
    rules = Regels(min_groep=20, reden="De wijk is klein.")
    assert rules.zwakker == ("min_groep",)
    assert "min_groep = 20. De reden: De wijk is klein." in rules.uitleg
    assert "wijkt af" not in Regels().uitleg


@pytest.mark.parametrize(
    "table",
    [{"min_cel": 0}, {"min_cel": "5"}, {"min_groep": 2.5}, {"max_aandeel": 2}, {"reden": ""}, {"mincel": 5}, {"grenzen": 3}],
)
def test_rules_that_make_no_sense_are_refused_in_dutch(table: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"kan niet|kennen we niet"):
        Regels.uit(table)


def test_a_share_of_the_register_needs_five_on_both_sides() -> None:
    gate = Poort()
    assert gate.aandeel(0, 20) and gate.aandeel(5, 20) and gate.aandeel(20, 20)
    assert not gate.aandeel(4, 20)
    assert "andere groep" in str(gate.aandeel(17, 20).reason)


def test_partners_show_from_five_people_of_three_organisations() -> None:
    gate = Poort()
    assert gate.groep(5, 3)
    assert not gate.groep(5, 2)
    assert not gate.groep(4, 4)


def test_a_code_counts_from_three_fragments_of_two_sources() -> None:
    gate = Poort()
    assert gate.code(3, 2)
    assert not gate.code(3, 1)
    assert not gate.code(2, 2)


def test_spread_shows_from_thirty_respondents_or_what_the_wijk_says() -> None:
    assert Poort().spreiding(30)
    assert not Poort().spreiding(29)
    assert not Poort(Regels(min_groep=50)).spreiding(49)
    assert not Poort(Regels(min_groep=50)).vraag(49, 20)
