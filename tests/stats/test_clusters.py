"""Shares, counts and changes of things that are not independent: their margins hold where the usual ones do not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from wijkmonitor import stats
from wijkmonitor.stats.difference import Verschil


def held(limits: list[tuple[float, float]], truth: float) -> float:
    return float(np.mean([low <= truth <= high for low, high in limits]))


def test_couples_widen_the_margin_as_if_half_of_them_took_part():
    alone = stats.cluster_proportion([1] * 40 + [0] * 60, [1] * 100)
    couples = stats.cluster_proportion([2] * 20 + [0] * 30, [2] * 50)
    half = stats.cluster_proportion([1] * 20 + [0] * 30, [1] * 50)
    assert (couples.low, couples.high) == approx((half.low, half.high), abs=0.002)
    assert couples.low < alone.low


def test_a_share_of_clustered_things_holds_the_truth():
    rng, found = np.random.default_rng(2), []
    for _ in range(500):
        totals = rng.integers(1, 20, 15)
        share = stats.cluster_proportion(rng.binomial(totals, rng.beta(0.3 * 9, 0.7 * 9, 15)), totals)
        found.append((share.low, share.high))
    assert held(found, 0.3) >= 0.92


def test_few_clusters_have_no_margin_and_say_why():
    found = stats.cluster_proportion([5, 3], [10, 10])
    assert (found.value, found.low) == (0.4, None)
    assert "te weinig losse groepjes" in found.reason


def test_of_equal_kinds_the_largest_is_seldom_ahead_of_its_runner_up():
    rng, ahead = np.random.default_rng(4), 0
    for _ in range(500):
        boards = np.array([rng.multinomial(20, rng.dirichlet(np.full(8, 4.0))) for _ in range(10)])
        first, second = np.argsort(-boards.sum(axis=0), kind="stable")[:2]
        lead = stats.ahead(boards[:, first], boards[:, second])
        ahead += lead.low > 0.5
    assert ahead / 500 <= 0.05


@pytest.mark.parametrize("follows", [0.0, 0.4])
def test_a_year_like_the_one_before_is_seldom_more_than_chance_where_months_vary_twice_as_much(follows):
    rng, claimed, poisson = np.random.default_rng(5), 0, 0
    for _ in range(400):
        noise = rng.normal(size=24)
        for month in range(1, 24):
            noise[month] = follows * noise[month - 1] + np.sqrt(1 - follows**2) * noise[month]
        counts = rng.poisson(16 * np.exp(0.25 * noise - 0.03) * (1 + 0.3 * np.sin(np.arange(24) / 12 * 2 * np.pi)))
        found = stats.count_ratio(counts[12:], counts[:12])
        claimed += not found.low <= 1 <= found.high
        usual = stats.rate_ratio(int(counts[12:].sum()), 12, int(counts[:12].sum()), 12)
        poisson += not usual.low <= 1 <= usual.high
    assert claimed / 400 <= 0.085
    assert poisson / 400 > 0.13  # what independent events would claim


def test_the_same_risk_in_a_long_and_a_short_programme_is_the_same_share_that_stopped():
    rng = np.random.default_rng(6)

    def programme(months):
        stop, seen = rng.exponential(20, 4000), rng.uniform(0, 30, 4000)
        days = np.minimum(np.minimum(stop, months), seen)
        ends = np.where(days == stop, "stop", np.where(days == months, "klaar", ""))
        return stats.cumulative_incidence(days, list(ends), cause="stop", at=2.9).value

    assert programme(24) == approx(programme(3), abs=0.02)


def test_finishing_takes_the_chance_to_stop_away_and_stays_in_the_denominator():
    found = stats.cumulative_incidence([5, 10, 10, 20], ["stop", "klaar", "klaar", "stop"], cause="stop", at=30)
    assert found.value == 0.5


def test_nobody_followed_long_enough_has_no_share_and_says_why():
    found = stats.cumulative_incidence([5, 6], ["", "stop"], cause="stop", at=30)
    assert found.value is None
    assert "lang genoeg" in found.reason


def test_linked_change_of_the_same_people_is_the_paired_t():
    rng = np.random.default_rng(7)
    frame = pd.DataFrame({"toen": rng.normal(6, 1, 80), "nu": rng.normal(6.3, 1, 80)})
    found, usual = stats.linked_change(frame, "toen", "nu"), stats.paired_change(frame["toen"], frame["nu"])
    assert (found.value, found.low, found.high, found.p) == approx((usual.value, usual.low, usual.high, usual.p))


def test_linked_change_of_different_people_is_the_difference_of_their_means():
    frame = pd.DataFrame({"toen": [5.0, 6, 7, 8, 6, 5, 7, 6, 5, 7] + [None] * 10})
    frame["nu"] = [None] * 10 + [6.0, 7, 8, 9, 7, 6, 8, 7, 6, 8]
    found = stats.linked_change(frame, "toen", "nu")
    assert found.value == approx(1.0)
    assert found.n == 20


def waves(rng, leave=False):
    scores = rng.multivariate_normal([6, 6], 2.25 * np.array([[1, 0.6], [0.6, 1]]), 400)
    frame = pd.DataFrame({"toen": scores[:, 0], "nu": scores[:, 1]})
    gone = rng.random(400) > 1 / (1 + np.exp(-(scores[:, 0] - 6))) if leave else rng.random(400) > 0.5
    frame.loc[gone & (np.arange(400) < 300), "nu"] = np.nan
    frame.loc[300:, "toen"] = np.nan
    return frame.dropna(how="all")


@pytest.mark.parametrize("leave", [False, True])
def test_linked_change_holds_the_truth_also_where_people_with_a_low_score_stay_away(leave):
    rng, found, narrower = np.random.default_rng(8), [], []
    for _ in range(200):
        frame = waves(rng, leave)
        change, both = stats.linked_change(frame, "toen", "nu"), frame.dropna()
        usual = stats.paired_change(both["toen"], both["nu"])
        found.append((change.low, change.high))
        narrower.append((change.high - change.low) / (usual.high - usual.low))
    assert held(found, 0.0) >= 0.90
    assert np.mean(narrower) < (1.0 if leave else 0.92)


def test_linked_change_with_colleagues_as_clusters_is_wider():
    rng = np.random.default_rng(9)
    team = np.repeat(np.arange(12), 5)
    frame = pd.DataFrame(
        {"toen": rng.normal(3, 0.3, 60), "nu": rng.normal(3, 0.3, 60) + rng.normal(0, 0.5, 12)[team], "org": team}
    )
    teams = stats.linked_change(frame, "toen", "nu", clusters="org")
    people = stats.linked_change(frame, "toen", "nu")
    assert teams.high - teams.low > 1.5 * (people.high - people.low)


def test_a_difference_from_few_people_widens_as_a_t_interval():
    few, many = Verschil(1.0, 0.2, 1.8, 10, "t", vrij=4.0), Verschil(1.0, 0.2, 1.8, 400, "t", vrij=199.0)
    assert few.at(0.99).low < many.at(0.99).low < few.at(0.95).low == approx(0.2)


def test_difference_takes_the_degrees_of_freedom_of_the_smaller_figure():
    then, now = stats.mean([5, 6, 7, 6, 5]), stats.mean([6, 7, 8] * 20)
    assert stats.difference(then, now).vrij == 4


def test_what_could_have_been_seen_is_seen_in_80_of_100():
    rng, seen = np.random.default_rng(10), []
    spread = np.mean([stats.detectable(stats.mean(rng.normal(0, 1, 100)), freedom=99) for _ in range(50)])
    for _ in range(500):
        found = stats.mean(rng.normal(spread, 1, 100))
        seen.append(found.low > 0)
    assert np.mean(seen) == approx(0.8, abs=0.07)


@pytest.mark.parametrize(("then", "now"), [(244, 231), (30, 20), (30, 33), (12, 9)])
def test_a_ratio_that_could_have_been_seen_is_seen_in_80_of_100_on_the_side_of_what_was_counted(then: int, now: int):
    rng, found = np.random.default_rng(4), stats.rate_ratio(now, 1, then, 1)
    size = stats.detectable_ratio(found)
    counts = rng.poisson(then, 1500), rng.poisson(then * size, 1500)
    seen = [stats.rate_ratio(int(b), 1, int(a), 1) for a, b in zip(*counts, strict=True)]
    assert np.mean([ratio.has_interval and not ratio.low <= 1 <= ratio.high for ratio in seen]) == approx(0.82, abs=0.05)
    assert (size < 1) == (now < then) or now < 10


def test_without_a_margin_nothing_is_said_of_what_could_be_seen():
    assert stats.detectable(stats.mean([4.0])) is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: stats.mean(np.ma.array([1, 2, 3], mask=[0, 1, 0])),
        lambda: stats.proportion(np.ma.array([1, 2], mask=[0, 1]), 4),
        lambda: stats.cohen_kappa(np.ma.array([1, 2, 1], mask=[0, 1, 0]), [1, 2, 1]),
    ],
)
def test_what_a_masked_array_hides_is_missing(make):
    with pytest.raises(ValueError, match="missing|nan"):
        make()


def test_paired_change_leaves_out_pairs_that_a_masked_array_hides():
    hidden = np.ma.array([1.0, 99.0, 3.0], mask=[False, True, False])
    assert stats.paired_change(hidden, [1, 2, 4]).value == 0.5


@pytest.mark.parametrize(
    "make",
    [
        lambda: stats.cohen_kappa([[1], [2]], [[1], [2]]),
        lambda: stats.krippendorff_alpha([[[1], [2]], [[1], [2]]]),
        lambda: stats.r_indicator(pd.DataFrame({"g": [[1], [2]], "n": [3, 4], "r": [1, 2]}), "n", "r", by="g"),
        lambda: stats.survey_mean(pd.DataFrame({"g": [[1], [2]], "n": [3, 4], "r": [1, 2]}), "n", "r", strata="g"),
    ],
)
def test_a_list_is_no_code(make):
    with pytest.raises(ValueError, match="is no code"):
        make()
