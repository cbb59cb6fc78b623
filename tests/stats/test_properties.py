"""What holds for every input: bounds, symmetry, order, scale, and agreement between functions."""

import math

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from wijkmonitor import stats

every = settings(deadline=None, derandomize=True, database=None, max_examples=60)
counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
scores = st.lists(st.floats(-1000, 1000), min_size=2, max_size=30)
levels = st.sampled_from([0.8, 0.95, 0.998])


@every
@given(counts, levels)
def test_share_lies_within_its_limits_and_they_within_0_and_1(pair, confidence):
    found = stats.proportion(*pair, confidence=confidence)
    assert 0 <= found.low <= found.value <= found.high <= 1


@every
@given(counts)
def test_share_of_the_others_is_the_mirror_image(pair):
    yes, no = stats.proportion(*pair), stats.proportion(pair[1] - pair[0], pair[1])
    assert [yes.low, yes.high] == approx([1 - no.high, 1 - no.low], abs=1e-12)


@every
@given(counts)
def test_more_confidence_and_fewer_people_give_a_wider_interval(pair):
    numerator, n = pair
    usual = stats.proportion(numerator, n)
    sure, more = stats.proportion(numerator, n, confidence=0.998), stats.proportion(numerator * 4, n * 4)
    assert sure.low <= usual.low and usual.high <= sure.high
    assert more.high - more.low < usual.high - usual.low


@every
@given(st.lists(counts, min_size=1, max_size=30), levels)
def test_arrays_give_the_same_as_one_area_at_a_time(pairs, confidence):
    top, bottom = np.array(pairs).T
    shares = stats.proportion(top, bottom, confidence=confidence)
    rates = stats.rate(pd.Series(top), bottom.tolist(), per=1000, confidence=confidence)
    for position, (numerator, n) in enumerate(pairs):
        share = stats.proportion(numerator, n, confidence=confidence)
        rate = stats.rate(numerator, n, per=1000, confidence=confidence)
        for many, one in ((shares[position], share), (rates[position], rate)):
            assert [many.value, many.low, many.high] == approx([one.value, one.low, one.high], rel=1e-12)
            assert many.n == one.n
    assert [area.n for area in shares] == bottom.tolist() and len(rates) == len(pairs)


@every
@given(st.integers(0, 10_000), st.integers(1, 10**7), st.sampled_from([1, 1000, 100_000]), levels)
def test_rate_lies_within_its_limits_and_scales_with_per(events, population, per, confidence):
    found = stats.rate(events, population, per, confidence=confidence)
    one = stats.rate(events, population, 1, confidence=confidence)
    assert 0 <= found.low <= found.value < found.high
    assert [found.low, found.high] == approx([one.low * per, one.high * per])


@every
@given(st.integers(1, 500), st.integers(1, 500), st.floats(0.1, 1000), st.floats(0.1, 1000))
def test_rate_ratio_turned_round_is_one_over_it(a, b, exposure_a, exposure_b):
    one, other = (stats.rate_ratio(a, exposure_a, b, exposure_b), stats.rate_ratio(b, exposure_b, a, exposure_a))
    assert [one.value, one.low, one.high] == approx([1 / other.value, 1 / other.high, 1 / other.low])
    assert 0 < one.low < one.value < one.high


@every
@given(counts, counts)
def test_difference_of_shares_turned_round_changes_sign(first, second):
    one, other = stats.proportion_difference(*first, *second), stats.proportion_difference(*second, *first)
    assert [one.value, one.low, one.high] == approx([-other.value, -other.high, -other.low], abs=1e-12)
    assert -1 <= one.low <= one.value <= one.high <= 1


strata = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 10_000), st.integers(1, 100_000)), min_size=1, max_size=12)


@every
@given(strata)
def test_standardised_rate_of_its_own_structure_is_the_crude_rate(groups):
    events, people, _ = np.array(groups).T
    found = stats.standardised_rate(events, people, people)
    crude = stats.rate(events.sum(), people.sum())
    if events.sum() < 10:
        assert found.value is None
    else:
        assert [found.value, found.low, found.high] == approx([crude.value, crude.low, crude.high])


@every
@given(strata, st.randoms(use_true_random=False))
def test_standardised_figures_do_not_depend_on_the_order_or_scale_of_the_standard(groups, random):
    mixed = random.sample(groups, len(groups))
    (events, people, standard), (events_2, people_2, standard_2) = np.array(groups).T, np.array(mixed).T
    one, other = (stats.standardised_rate(events, people, standard), stats.standardised_rate(events_2, people_2, standard_2 * 7))
    assert one.reason == other.reason
    if one.value is not None:
        assert [one.value, one.low, one.high] == approx([other.value, other.low, other.high])
        assert 0 <= one.low <= one.value <= one.high


@every
@given(strata)
def test_area_with_the_rates_of_its_reference_has_ratio_one(groups):
    events, people, _ = np.array(groups).T
    found = stats.standardised_ratio(events, people, events, people)
    if events.sum() == 0:
        assert found.value is None and found.reason
    else:
        assert found.value == approx(1.0) and found.low < 1 < found.high


@every
@given(scores, st.floats(-1000, 1000), st.floats(0.01, 100), st.randoms(use_true_random=False))
def test_mean_moves_and_scales_with_its_values_whatever_their_order(values, shift, scale, random):
    found = stats.mean(values)
    moved = stats.mean([value * scale + shift for value in random.sample(values, len(values))])
    assert found.low <= found.value <= found.high
    assert [moved.value, moved.low, moved.high] == approx(
        [found.value * scale + shift, found.low * scale + shift, found.high * scale + shift], rel=1e-6, abs=1e-6
    )


@every
@given(scores, st.data())
def test_paired_change_is_the_mean_of_the_differences_and_turns_round(before, data):
    after = data.draw(st.lists(st.floats(-1000, 1000), min_size=len(before), max_size=len(before)))
    one, other = stats.paired_change(before, after), stats.paired_change(after, before)
    differences = stats.mean([b - a for a, b in zip(before, after, strict=True)])
    assert [one.value, one.low, one.high] == approx([differences.value, differences.low, differences.high], rel=1e-12, abs=1e-30)
    assert [one.value, one.low, one.high] == approx([-other.value, -other.high, -other.low], abs=1e-9)
    assert 0 <= one.p <= 1 and one.p == approx(other.p)


@every
@given(scores, scores)
def test_unpaired_change_turns_round_and_its_effect_has_the_sign_of_the_change(before, after):
    one, other = stats.unpaired_change(before, after), stats.unpaired_change(after, before)
    assert [one.value, one.low, one.high] == approx([-other.value, -other.high, -other.low], abs=1e-9)
    assert one.effect is None or math.copysign(1, one.effect) == math.copysign(1, one.value) or one.value == 0
    assert (one.p < 0.05) is not (one.low <= 0 <= one.high) or one.p == approx(0.05)


@every
@given(st.lists(st.floats(0, 100), min_size=5, max_size=20), st.data())
def test_slope_turns_with_the_ladder_and_is_linear_in_the_values(values, data):
    people = data.draw(st.lists(st.integers(1, 1000), min_size=len(values), max_size=len(values)))
    errors = data.draw(st.lists(st.floats(0.01, 5), min_size=len(values), max_size=len(values)))
    up = stats.inequality(values, people, errors).slope
    down = stats.inequality(values[::-1], people[::-1], errors[::-1]).slope
    twice = stats.inequality([2 * value + 7 for value in values], people).slope
    assert [up.value, up.low, up.high] == approx([-down.value, -down.high, -down.low], abs=1e-7)
    assert twice.value == approx(2 * up.value, abs=1e-7)


@every
@given(st.floats(0, 1), st.lists(st.integers(1, 10**6), min_size=1, max_size=20), levels)
def test_funnel_holds_the_average_and_narrows_with_size(average, denominators, confidence):
    low, high = stats.funnel_limits(average, sorted(denominators), confidence)
    assert (low >= 0).all() and (low <= average).all() and (average <= high).all() and (high <= 1).all()
    assert (np.diff(low) >= 0).all() and (np.diff(high) <= 0).all()


@every
@given(st.integers(1, 99), st.integers(100, 5000))
def test_share_on_the_border_of_the_funnel_has_an_interval_that_just_holds_the_average(percent, n):
    average = percent / 100
    low, high = stats.funnel_limits(average, [n])
    for share in (low[0], high[0]):
        if 0 < share < 1:
            found = stats.proportion(share * n, n)
            assert min(abs(found.low - average), abs(found.high - average)) < 1e-9
