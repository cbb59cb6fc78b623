"""Built-in effects: placed by the seed, found by a plain test where present, silent where absent."""

import datetime as dt
from collections import defaultdict

import pytest
from tests.voorbeeld.toets import LEZINGEN, ends, kappa
from tools.voorbeeld import SEED, generate
from tools.voorbeeld.effecten import MATEN
from tools.voorbeeld.opzet import VOORBEELDWIJK, slug_of

SEEDS = range(101, 113)
WIJKEN = [slug_of(number) for number in (1, 2, 3, 4)]
VEEL = {"bereik-leeftijd", "bereik-buurt", "uitval", "gezondheid-stijging", "samenwerking-stijging"}


@pytest.fixture(scope="module")
def many():
    return [generate(slug, seed) for seed in SEEDS for slug in WIJKEN]


@pytest.mark.parametrize("seed", [SEED, *SEEDS])
def test_the_first_wijk_has_every_effect_and_of_the_others_each_has_some(seed):
    from tools.voorbeeld.effecten import place_effects
    from tools.voorbeeld.opzet import read_opzet

    first, *others = [place_effects(read_opzet(slug), seed) for slug in WIJKEN]
    assert all(first[name].aanwezig for name in MATEN)
    for effects in others:
        assert {effect.aanwezig for effect in effects.values()} == {True, False}


def test_the_seed_decides_where_effects_stand():
    one, two = generate(VOORBEELDWIJK, 1).effecten, generate(VOORBEELDWIJK, 2).effecten
    assert {name: effect.waar for name, effect in one.items()} != {name: effect.waar for name, effect in two.items()}


@pytest.mark.parametrize("name", LEZINGEN)
def test_a_present_effect_is_found_at_least_four_times_in_five(many, name):
    found = []
    for made in many:
        read = LEZINGEN[name](made)
        family = len(read) if name in VEEL else 1
        found += [read[place] * family < 0.05 for place in made.effecten[name].waar if place in read]
    assert len(found) >= 12
    assert sum(found) / len(found) >= 0.8


@pytest.mark.parametrize("name", LEZINGEN)
def test_an_absent_effect_looks_present_no_more_often_than_chance_allows(many, name):
    alarms = [p < 0.05 for made in many if not made.effecten[name].aanwezig for p in LEZINGEN[name](made).values()]
    assert len(alarms) >= 12
    allowed = 0.05 + 3 * (0.05 * 0.95 / len(alarms)) ** 0.5
    assert sum(alarms) / len(alarms) <= allowed


def test_coders_agree_well_or_poorly_as_the_effect_says(many):
    found = defaultdict(list)
    for made in many:
        found[made.effecten["codeurs-eens"].aanwezig].append(kappa(made))
    assert min(found[True]) > 0.65 > max(found[False])
    assert sum(found[True]) / len(found[True]) == pytest.approx(0.80, abs=0.03)
    assert sum(found[False]) / len(found[False]) == pytest.approx(0.45, abs=0.03)


def test_only_the_named_interventions_start_months_late(many):
    for made in many:
        plan = made.tabellen["interventies"].dropna(subset=["gepland_start", "start"])
        late = {row.interventie for row in plan.itertuples() if row.start - row.gepland_start >= dt.timedelta(days=90)}
        assert late == set(made.effecten["start-te-laat"].waar)


def test_only_the_named_goals_are_reached(many):
    for made in many:
        started = made.tabellen["deelname"].dropna(subset=["start"]).groupby("interventie").size()
        plan = made.tabellen["interventies"].dropna(subset=["doelwaarde"])
        reached = {row.interventie for row in plan.itertuples() if started[row.interventie] >= row.doelwaarde}
        assert reached == set(made.effecten["doel-gehaald"].waar)


def test_only_the_named_parts_of_the_self_evaluation_rise(many):
    for made in many:
        score = made.tabellen["zelfevaluatie"].pivot(index="onderdeel", columns="meting", values="score").astype(float)
        first, last = ends(made.tabellen["zelfevaluatie"])
        change = score[last] - score[first]
        assert set(change[change >= 1].index) == set(made.effecten["zelfevaluatie-stijging"].waar)
        assert change[change < 1].eq(0).all() and score[last].max() <= 4


def test_a_network_without_the_effect_has_as_many_ties_now_as_then(many):
    from tests.voorbeeld.toets import network

    for made in many:
        for name, across in (("netwerk-dichtheid", False), ("netwerk-medisch-sociaal", True)):
            if not made.effecten[name].aanwezig:
                assert set(network(across)(made).values()) == {1.0}


def test_in_the_committed_records_a_plain_test_finds_every_effect_where_it_is():
    made = generate(VOORBEELDWIJK)
    for name, read in LEZINGEN.items():
        effect, found = made.effecten[name], read(made)
        family = len(found) if name in VEEL else 1
        assert all(found[place] * family < 0.05 for place in effect.waar if place in found), name
    assert abs(kappa(made) - made.effecten["codeurs-eens"].omvang) < 0.1
