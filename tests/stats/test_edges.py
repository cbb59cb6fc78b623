"""Edge rules of the statistics: what comes back where data are few, equal, missing or at a limit."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from wijkmonitor import stats
from wijkmonitor.stats.xmr import _all_of, _spread, _two_of_three

REFERENCE = Path(__file__).parent / "reference"


def test_share_of_nobody_and_of_everybody_has_an_interval_that_ends_at_the_limit():
    none, all_of_them = stats.proportion(0, 20), stats.proportion(20, 20)
    assert (none.value, none.low, all_of_them.value, all_of_them.high) == (0.0, 0.0, 1.0, 1.0)
    assert none.high == approx(1 - all_of_them.low) == approx(0.16113, abs=1e-5)


def test_rate_without_events_starts_at_zero_and_may_exceed_its_population():
    assert stats.rate(0, 1000, per=1000).low == 0.0
    assert stats.rate(0, 1000, per=1000).high == approx(-math.log(0.025))
    assert stats.rate(250, 220).value > 100_000


def test_exact_limits_hold_below_ten_events_and_byar_from_ten():
    assert [stats.rate(events, 100).method for events in (9, 10)] == ["exact Poisson 95%", "Byar 95%"]


def test_method_names_the_confidence_that_was_asked():
    assert stats.proportion(1, 2, confidence=0.998).method == "Wilson 99,8%"


def test_n_is_what_the_estimate_rests_on():
    assert stats.proportion(3, 8).n == 8
    assert stats.rate(3, 800).n == 800
    assert stats.mean([1, 2, 4]).n == 3
    assert stats.proportion_difference(3, 8, 2, 9).n == 17
    assert stats.rate_ratio(3, 12, 4, 12).n == 7
    assert stats.paired_change([1, 2, None], [2, 2, 2]).n == 2
    assert stats.unpaired_change([1, 2, 3], [2, 2]).n == 5
    assert stats.standardised_rate([9, 8], [100, 200], [1, 1]).n == 300


@pytest.mark.parametrize(("a", "b"), [(0, 5), (5, 0), (0, 0)])
def test_rate_ratio_without_events_on_a_side_has_no_value_and_a_reason(a, b):
    found = stats.rate_ratio(a, 100, b, 100)
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.reason == "In een van de twee groepen is niets geteld, dus er is geen verhouding."


def test_mean_of_one_value_has_a_value_no_interval_and_a_reason():
    found = stats.mean([7])
    assert (found.value, found.low, found.high, found.n) == (7.0, None, None, 1)
    assert "één waarde" in found.reason and not found.has_interval


def test_mean_of_equal_values_is_exactly_that_value():
    assert stats.mean([0.1] * 7) == stats.Estimate(0.1, 0.1, 0.1, 7, "t 95%")


def test_standardised_rate_has_no_value_below_ten_events():
    assert stats.standardised_rate([4, 5], [100, 200], [1, 1]).value is None
    assert stats.standardised_rate([5, 5], [100, 200], [1, 1]).value is not None


def test_standardised_ratio_leaves_out_a_stratum_without_people():
    with_empty = stats.standardised_ratio([4, 11, 0], [900, 800, 0], [4, 9, 5], [900, 800, 70])
    without = stats.standardised_ratio([4, 11], [900, 800], [4, 9], [900, 800])
    assert with_empty == without


def test_standardised_ratio_where_nothing_is_expected_has_no_value_and_a_reason():
    found = stats.standardised_ratio([1, 2], [10, 10], [0, 0], [100, 100])
    assert found.value is None and found.reason


def test_funnel_limits_stay_between_0_and_1_and_close_at_the_ends():
    limits = stats.funnel_limits(0.02, [1, 10, 1000])
    assert limits.low.min() == 0.0 and limits.high.max() < 1.0
    assert stats.funnel_limits(0.98, [1]).high.tolist() == [1.0]
    assert stats.funnel_limits(0, [5]).high.tolist() == [0.0]
    low, high = stats.funnel_limits(0.5, pd.Series([100, 400]))
    assert low.tolist() == approx([0.402, 0.451], abs=5e-4) and high.tolist() == approx((1 - low).tolist())


def test_slope_without_standard_errors_has_no_interval_and_a_reason():
    found = stats.inequality([1, 2, 3, 4, 5], [10] * 5)
    assert found.slope.value == approx(5.0) and found.slope.low is None and found.slope.reason
    assert found.relative.value == approx(11.0) and found.relative.low is None


def test_relative_index_has_no_value_where_the_line_starts_at_or_below_zero():
    found = stats.inequality([0, 1, 2, 3, 4], [10] * 5, [0.1] * 5)
    assert found.slope.value == approx(5.0)
    assert found.relative.value is None and found.relative.reason


def test_relative_index_is_one_for_equal_groups():
    found = stats.inequality([3.0] * 6, [10, 20, 30, 5, 5, 5], [0.2] * 6)
    assert found.relative.value == approx(1.0)
    assert found.relative.low < 1 < found.relative.high


@pytest.mark.parametrize("screen", [True, False])
def test_constant_series_has_no_limits_and_no_signals(screen):
    chart = stats.xmr_chart([0.1] * 12, screen_outliers=screen)
    assert chart[["lower", "upper"]].isna().all(axis=None)
    assert set(chart["signal"]) == {"Common Cause"} and set(chart["meaning"]) == {"common_cause"}
    assert set(chart["centre"]) == {0.1}


def test_xmr_rules_do_not_look_across_the_border_of_a_segment():
    rising = [1, 2, 3, 4, 5, 6, 7, 8]
    assert "7 Point Trend (Increasing)" in set(stats.xmr_chart(rising)["signal"])
    assert set(stats.xmr_chart(rising, rebase=[4])["signal"]) == {"Common Cause"}


def test_xmr_baseline_holds_within_every_segment():
    values = [1, 3, 1, 3, 9, 11, 21, 23, 21, 23, 29, 31]
    chart = stats.xmr_chart(values, baseline=4, rebase=(6,))
    assert chart["centre"].tolist() == [2.0] * 6 + [22.0] * 6
    assert (chart["upper"] - chart["centre"]).tolist() == approx([2.66 * 2] * 12)


def test_xmr_segment_of_one_point_has_a_centre_and_no_limits():
    last = stats.xmr_chart([1, 2, 1, 2, 9], rebase=[4]).iloc[-1]
    assert last["centre"] == 9.0 and np.isnan(last["upper"]) and last["signal"] == "Common Cause"


def test_xmr_missing_value_keeps_its_row_and_breaks_a_run():
    values = [5, 6, 5, 6, 5, 6, 5, 9, 9, 9, None, 9, 9, 9, 9]
    chart = stats.xmr_chart(pd.Series(values, index=range(100, 115)), baseline=7)
    assert list(chart.index) == list(range(100, 115))
    assert np.isnan(chart["value"].loc[110]) and chart["signal"].loc[110] == "Common Cause"
    assert chart["centre"].iloc[0] == approx(38 / 7)
    flat = stats.xmr_chart([1, 9, 1, 9, 1, 9, 6, 6, 6, 6, None, 6, 6, 6, 6], baseline=6)
    assert set(flat["signal"]) == {"Common Cause"}
    assert "7 Points Above CL" in set(stats.xmr_chart([1, 9, 1, 9, 1, 9, *[6] * 8], baseline=6)["signal"])


def test_xmr_direction_turns_the_meaning_round():
    values = [5, 7, 6, 8, 5, 6, 7, 6, 19]
    found = [
        stats.xmr_chart(values, improvement=way)["meaning"].iloc[-1] for way in ("up", "down", "neutral")
    ]
    assert found == ["special_cause_improvement", "special_cause_concern", "special_cause_neutral_high"]


VECTORS = json.loads((REFERENCE / "xmr_rule_vectors.json").read_text(encoding="utf-8"))["vectors"]


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["function"])
def test_xmr_rules_equal_the_unit_vectors_of_nhs_r_plot_the_dots(case):
    given = [np.array(part, dtype=float) for part in case["args"]]
    size, rule = given[0].size, case["function"]
    if rule == "seven_point_one_side":
        found = [0] * min(size, 6) + (_all_of(given[0] > 0, 7) | _all_of(given[0] < 0, 7)).tolist()
    elif rule == "spread_back_over_seven":
        found = _spread(given[0][6:] != 0, 7, size).tolist()
    elif rule == "seven_point_trend":
        steps = np.diff(given[0])
        rising, falling = _all_of(steps > 0, 6).astype(int), _all_of(steps < 0, 6).astype(int)
        found = [0] * min(size, 6) + (rising - falling).tolist()
    else:
        close = given[0] == 1
        points = _two_of_three(close, given[1] > 0) | _two_of_three(close, given[1] < 0)
        found = (points & close if rule.startswith("flagged") else points).tolist()
    assert found == case["expected"]


def test_run_chart_of_equal_values_has_no_counts_and_no_signal():
    found = stats.run_chart([4, 4, 4, 4])
    assert (found.median, found.longest_run, found.crossings_min, found.signal) == (4.0, None, None, False)


def test_run_chart_baseline_fixes_the_median():
    found = stats.run_chart([1, 3, 1, 3, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5], baseline=4)
    assert (found.median, found.longest_run, found.signal) == (2.0, 11, True)
    assert dict(found)["longest_run"] == 11


def survey_frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "y": [1.0, 0.0, 1.0, 1.0, 0.0, None, 1.0, 0.0],
            "score": [6, 7, 8, None, 5, 4, 9, 7],
            "w": [1.0, 2.0, 1.0, 1.0, 2.0, 1.0, 3.0, 1.0],
            "stratum": list("aaaabbbb"),
            "cluster": [1, 1, 2, 2, 1, 1, 2, 2],
            "size": [4, 4, 4, 4, 40, 40, 40, 40],
        }
    )


def test_survey_counts_rows_with_a_missing_value_and_leaves_them_out():
    found = stats.survey_mean(survey_frame(), "score", "w")
    assert (found.n, found.missing, found.df) == (7, 1, 6)


def test_survey_missing_value_counts_as_outside_the_domain():
    frame = survey_frame()
    filled, known = frame.assign(score=frame["score"].fillna(0)), frame["score"].notna()
    masked = stats.survey_mean(filled, "score", "w", strata="stratum", domain=known)
    assert stats.survey_mean(frame, "score", "w", strata="stratum") == replace(masked, missing=1)


def test_survey_same_cluster_number_in_two_strata_is_two_clusters():
    frame = survey_frame()
    found = stats.survey_mean(frame, "size", "w", strata="stratum", clusters="cluster")
    assert found.df == 2
    apart = frame.assign(cluster=frame["cluster"].astype(str) + frame["stratum"])
    assert stats.survey_mean(apart, "size", "w", strata="stratum", clusters="cluster") == found


def test_survey_of_a_whole_population_has_no_margin():
    frame = survey_frame().assign(size=4)
    found = stats.survey_mean(frame, "w", "w", strata="stratum", fpc="size")
    assert found.se == 0.0 and found.low == found.value == found.high


def test_survey_share_of_nobody_or_everybody_has_a_value_no_interval_and_a_reason():
    frame = survey_frame().assign(none=0, everyone=[1, 1, 1, 1, 1, None, 1, 1])
    for variable, share in (("none", 0.0), ("everyone", 1.0)):
        found = stats.survey_proportion(frame, variable, "w")
        assert (found.value, found.low, found.high) == (share, None, None)
        assert "hetzelfde antwoord" in found.reason


def test_survey_domain_without_answers_has_no_value_and_a_reason():
    found = stats.survey_mean(survey_frame(), "score", "w", domain=[False] * 8)
    assert (found.value, found.n, found.se) == (None, 0, None)
    assert found.reason == "Niemand uit deze groep gaf hier een antwoord."


def test_survey_domain_of_one_respondent_has_no_interval_and_a_reason():
    found = stats.survey_mean(survey_frame(), "score", "w", domain=[True] + [False] * 7)
    assert (found.value, found.low, found.n, found.df) == (6.0, None, 1, 0)
    assert "te klein" in found.reason


def test_survey_takes_booleans_as_0_and_1():
    frame = survey_frame().assign(yes=lambda frame: frame["score"] > 6)
    as_numbers = frame.assign(yes=frame["yes"].astype(int))
    assert stats.survey_proportion(frame, "yes", "w") == stats.survey_proportion(as_numbers, "yes", "w")


def test_group_that_nobody_reached_may_be_left_out_of_reached():
    population = {"15-24": 100, "65+": 300}
    found = stats.representativeness(population, {"65+": 20})
    assert found.loc["15-24", ["reached", "reach", "ppr"]].tolist() == [0, 0.0, 0.0]
    assert found.loc["15-24", "shortfall"] == approx(5.0)
    assert list(found.index) == ["15-24", "65+"] and found["reached"].dtype == "int64"
    assert found["shortfall"].sum() == approx(0.0)


def test_representativeness_of_one_group_says_no_difference():
    found = stats.representativeness({"iedereen": 50}, {"iedereen": 10}).loc["iedereen"]
    assert (found["ppr"], found["std_diff"], found["shortfall"]) == (1.0, 0.0, 0.0)


def cells(reached: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"g": ["a", "b"], "n": [50, 50], "r": reached})


def test_r_indicator_is_one_where_all_have_the_same_chance():
    for reached in ([10, 10], [0, 0], [50, 50]):
        assert stats.r_indicator(cells(reached), "n", "r", by="g") == approx(1.0, abs=1e-9)


def test_r_indicator_is_lowest_where_one_group_is_reached_fully_and_the_other_not_at_all():
    assert stats.r_indicator(cells([0, 50]), "n", "r", by="g") == approx(1 - 2 * math.sqrt(25 / 99), abs=1e-9)


def test_paired_change_of_one_pair_and_of_no_pair():
    one, none = stats.paired_change([5, None], [7, 6]), stats.paired_change([None, 1], [1, None])
    assert (one.value, one.low, one.p, one.effect, one.n) == (2.0, None, None, None, 1) and one.reason
    assert (none.value, none.n) == (None, 0) and none.reason


def test_paired_change_matches_two_series_on_their_labels():
    before = pd.Series([5, 6, 7], index=["r1", "r2", "r3"])
    after = pd.Series([9, 7, 5], index=["r3", "r2", "r4"])
    assert stats.paired_change(before, after) == stats.paired_change([6, 7], [7, 9])


def test_change_that_is_the_same_for_everyone():
    nothing = stats.paired_change([1, 2, 3], [1, 2, 3])
    assert (nothing.value, nothing.low, nothing.high, nothing.p, nothing.effect) == (0, 0, 0, 1, 0)
    shift = stats.paired_change([0.1, 0.2, 0.3], [1.1, 1.2, 1.3])
    assert shift.value == approx(1.0) and shift.effect is None and shift.reason
    groups = stats.unpaired_change([2, 2], [5, 5, 5])
    assert (groups.value, groups.low, groups.high, groups.effect) == (3, 3, 3, None)


def test_unpaired_change_with_a_group_of_one_has_no_interval_and_a_reason():
    found = stats.unpaired_change([4], [5, 6])
    assert (found.value, found.low, found.p, found.n) == (1.5, None, None, 3) and found.reason


def test_cronbach_alpha_uses_complete_rows_and_is_one_for_equal_items():
    assert stats.cronbach_alpha(pd.DataFrame({"a": [1, 2, 3, None], "b": [1, 2, 3, 9]})) == approx(1.0)


def test_kappa_weights_follow_the_sorted_codes_that_occur():
    assert stats.cohen_kappa([1, 2, 9], [1, 9, 9], "linear") == approx(
        stats.cohen_kappa(["a", "b", "c"], ["a", "c", "c"], "linear")
    )


def test_krippendorff_drops_units_with_fewer_than_two_codes():
    full = [[1, 2, 2, None], [1, 2, 1, 3]]
    assert stats.krippendorff_alpha(full) == stats.krippendorff_alpha([row[:3] for row in full])
    assert stats.krippendorff_alpha([["x", "y", "x"], ["x", "y", "y"]]) == approx(
        stats.krippendorff_alpha(np.array([[0, 1, 0], [0, 1, 1.0]]))
    )


def test_undirected_pair_named_twice_is_one_tie_and_ties_with_itself_do_not_count():
    once = stats.network_measures([("a", "b")], ["a", "b", "c"])
    assert stats.network_measures([("a", "b"), ("b", "a"), ("a", "b"), ("c", "c")], ["a", "b", "c"]) == once
    assert once.isolates == ["c"] and once.density == approx(1 / 3)


def test_star_is_fully_centralised_in_every_way():
    star = [("m", node) for node in "abcd"]
    found = stats.network_measures(star, list("mabcd"))
    assert (found.degree_centralization, found.betweenness_centralization) == (approx(1.0), approx(1.0))
    out = stats.network_measures(star, list("mabcd"), directed=True)
    assert out.outdegree_centralization == approx(1.0) and out.degree_centralization is None


def test_ei_index_takes_each_pair_of_nodes_once():
    group = {"a": "zorg", "b": "zorg", "c": "sociaal"}
    both_ways = [("a", "b"), ("b", "a"), ("a", "c")]
    found = stats.network_measures(both_ways, "abc".__iter__(), directed=True, group=group)
    assert found.ei_index == 0.0 and found.reciprocity == approx(2 / 3)


def test_network_without_ties_or_with_one_node_has_measures_that_exist_only():
    empty = stats.network_measures([], ["a", "b", "c"], directed=True, group={"a": 1, "b": 1, "c": 1})
    assert (empty.density, empty.components, empty.reciprocity, empty.ei_index) == (0.0, 3, None, None)
    one = stats.network_measures([], ["a"])
    assert (one.density, one.degree_centralization, one.components) == (None, None, 1)


def test_every_reason_is_a_short_sentence_without_jargon():
    import tomllib

    path = Path(stats.__file__).parent / "redenen.toml"
    for sentences in tomllib.loads(path.read_text(encoding="utf-8")).values():
        for sentence in sentences.rstrip(".").split(". "):
            assert 1 < len(sentence.split()) <= 20
        assert not any(word in sentences for word in ("significant", "interval", "procentpunt"))
