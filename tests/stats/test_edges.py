"""Edge rules of the statistics: what comes back where data are few, equal, missing or at a limit."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from wijkmonitor import stats


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


def test_paired_change_of_one_pair_and_of_no_pair():
    one, none = stats.paired_change([5, None], [7, 6]), stats.paired_change([None, 1], [1, None])
    assert (one.value, one.low, one.p, one.effect, one.n) == (2.0, None, None, None, 1) and one.reason
    assert (none.value, none.n) == (None, 0) and none.reason


def test_paired_change_pairs_row_numbers_that_do_not_overlap_by_position():
    scores = pd.Series([5, 6, 7, 6, 6, 9])
    assert stats.paired_change(scores[:3], scores[3:]) == stats.paired_change([5, 6, 7], [6, 6, 9])
    people = scores.rename_axis("respondent")
    with pytest.raises(ValueError, match="share no label"):
        stats.paired_change(people[:3], people[3:])


def test_paired_change_matches_two_series_on_their_labels():
    before = pd.Series([5, 6, 7], index=["r1", "r2", "r3"])
    after = pd.Series([9, 7, 5], index=["r3", "r2", "r4"])
    assert stats.paired_change(before, after) == stats.paired_change([6, 7], [7, 9])


def test_change_that_is_the_same_for_everyone():
    nothing = stats.paired_change([1, 2, 3], [1, 2, 3])
    assert (nothing.value, nothing.low, nothing.high, nothing.p, nothing.effect) == (0, 0, 0, 1, 0)
    shift = stats.paired_change([9.1, 0.3, 5.2], [9.2, 0.4, 5.3])
    assert shift.value == approx(0.1) and shift.effect is None and shift.reason
    groups = stats.unpaired_change([2, 2], [5, 5, 5])
    assert str(groups.reason).startswith("In elke groep is de waarde bij iedereen gelijk.")  # and nothing of pairs
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


def test_rate_ratios_of_the_programme_are_those_of_its_reports():
    # referrals to Welzijn op Recept: Alphen 181 in 2020 and 244 in 2021; Stevenshof 19 in 2020 and 11 in 2021
    for before, after, wanted in ((181, 244, (1.35, 1.11, 1.63)), (19, 11, (0.58, 0.28, 1.22))):
        found = stats.rate_ratio(after, 12, before, 12)
        assert (round(found.value, 2), round(found.low, 2), round(found.high, 2)) == wanted
