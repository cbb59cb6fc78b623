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
    one, other = (
        stats.rate_ratio(a, exposure_a, b, exposure_b),
        stats.rate_ratio(b, exposure_b, a, exposure_a),
    )
    assert [one.value, one.low, one.high] == approx([1 / other.value, 1 / other.high, 1 / other.low])
    assert 0 < one.low < one.value < one.high


@every
@given(counts, counts)
def test_difference_of_shares_turned_round_changes_sign(first, second):
    one, other = stats.proportion_difference(*first, *second), stats.proportion_difference(*second, *first)
    assert [one.value, one.low, one.high] == approx([-other.value, -other.high, -other.low], abs=1e-12)
    assert -1 <= one.low <= one.value <= one.high <= 1


strata = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 10_000), st.integers(1, 100_000)), min_size=1, max_size=12
)


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
    one, other = (
        stats.standardised_rate(events, people, standard),
        stats.standardised_rate(events_2, people_2, standard_2 * 7),
    )
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
        [found.value * scale + shift, found.low * scale + shift, found.high * scale + shift],
        rel=1e-6,
        abs=1e-6,
    )


@every
@given(scores, st.data())
def test_paired_change_is_the_mean_of_the_differences_and_turns_round(before, data):
    after = data.draw(st.lists(st.floats(-1000, 1000), min_size=len(before), max_size=len(before)))
    one, other = stats.paired_change(before, after), stats.paired_change(after, before)
    differences = stats.mean([b - a for a, b in zip(before, after, strict=True)])
    assert (one.value, one.low, one.high) == (differences.value, differences.low, differences.high)
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


series = st.lists(st.integers(0, 30), min_size=3, max_size=40)


@every
@given(series, st.integers(-50, 50), st.sampled_from([1, 2, 4, 0.5]))
def test_xmr_signals_do_not_depend_on_the_unit(values, shift, scale):
    one = stats.xmr_chart(values)
    other = stats.xmr_chart([value * scale + shift for value in values])
    assert one["signal"].tolist() == other["signal"].tolist()
    assert (other["lower"]).tolist() == approx((one["lower"] * scale + shift).tolist(), nan_ok=True)


@every
@given(series)
def test_xmr_of_the_mirrored_series_has_the_mirrored_signals(values):
    turn = {"Above UCL": "Below LCL", "Below LCL": "Above UCL", "Common Cause": "Common Cause"}
    turn |= {
        f"{rule} {a} CL": f"{rule} {b} CL"
        for rule in ("2 in 3", "7 Points")
        for a, b in (("Above", "Below"), ("Below", "Above"))
    }
    one, other = stats.xmr_chart(values), stats.xmr_chart([-value for value in values], improvement="down")
    trend = one["signal"].str.startswith("7 Point Trend")
    assert [turn[signal] for signal in one["signal"][~trend]] == other["signal"][~trend].tolist()
    assert other["signal"][trend].str.startswith("7 Point Trend").all()
    assert one["meaning"][~trend].tolist() == other["meaning"][~trend].tolist()


@every
@given(series, st.data())
def test_xmr_of_segments_is_the_charts_of_its_parts_side_by_side(values, data):
    cut = data.draw(st.integers(1, len(values) - 1))
    parts = pd.concat([stats.xmr_chart(values[:cut]), stats.xmr_chart(values[cut:])], ignore_index=True)
    pd.testing.assert_frame_equal(stats.xmr_chart(values, rebase=[cut]), parts)


@every
@given(series, st.integers(1, 9))
def test_run_chart_does_not_depend_on_the_unit_or_on_direction_in_time(values, scale):
    one, other = stats.run_chart(values), stats.run_chart([value * scale for value in values[::-1]])
    assert (one.longest_run, one.crossings, one.signal) == (other.longest_run, other.crossings, other.signal)


@st.composite
def surveys(draw):
    size = draw(st.integers(4, 30))
    frame = pd.DataFrame(
        {
            "y": draw(st.lists(st.integers(0, 10), min_size=size, max_size=size)),
            "w": draw(st.lists(st.floats(0.1, 50), min_size=size, max_size=size)),
            "s": (["a", "a", "b", "b"] + draw(st.lists(st.sampled_from("ab"), min_size=size, max_size=size)))[
                :size
            ],
        }
    )
    return frame.assign(yes=(frame["y"] > 5).astype(int))


@every
@given(surveys(), st.floats(0.01, 100), st.randoms(use_true_random=False))
def test_survey_estimates_do_not_depend_on_the_order_of_rows_or_the_scale_of_weights(frame, scale, random):
    mixed = frame.sample(frac=1, random_state=random.randrange(1000)).assign(
        w=lambda frame: frame["w"] * scale
    )
    for function, variable in ((stats.survey_mean, "y"), (stats.survey_proportion, "yes")):
        one, other = function(frame, variable, "w", "s"), function(mixed, variable, "w", "s")
        assert (one.n, one.df, one.reason) == (other.n, other.df, other.reason)
        assert [one.value, one.se] == approx([other.value, other.se], abs=1e-9)
        if one.low is not None:
            assert [one.low, one.high] == approx([other.low, other.high], abs=1e-9)
            assert one.low <= one.value <= one.high


@every
@given(surveys())
def test_unweighted_survey_without_design_is_the_plain_mean_and_t_interval(frame):
    plain = stats.mean(frame["y"])
    found = stats.survey_mean(frame.assign(w=1.0), "y", "w")
    assert [found.value, found.low, found.high] == approx([plain.value, plain.low, plain.high])


@every
@given(surveys())
def test_survey_of_everyone_agrees_with_the_population_and_has_no_margin(frame):
    census = frame.assign(w=1.0, N=frame.groupby("s")["s"].transform("size"))
    found = stats.survey_mean(census, "y", "w", "s", fpc="N")
    assert (found.value, found.low, found.high) == approx((frame["y"].mean(),) * 3)


@every
@given(surveys())
def test_each_row_its_own_cluster_is_no_clusters(frame):
    numbered = frame.assign(c=range(len(frame)))
    assert stats.survey_mean(numbered, "y", "w", "s", "c") == stats.survey_mean(frame, "y", "w", "s")


groups = st.dictionaries(st.sampled_from("abcdef"), counts, min_size=1).filter(
    lambda found: sum(reached for reached, _ in found.values()) > 0
)


@every
@given(groups)
def test_shares_add_up_and_the_shortfalls_cancel(found):
    population, reached = ({group: pair[side] for group, pair in found.items()} for side in (1, 0))
    table = stats.representativeness(population, reached)
    assert table["share_population"].sum() == approx(1) and table["share_reached"].sum() == approx(1)
    assert table["shortfall"].sum() == approx(0, abs=1e-6)
    assert (table["ppr_low"] <= table["ppr"] + 1e-12).all() and (
        table["ppr"] <= table["ppr_high"] + 1e-12
    ).all()
    assert ((table["std_diff"] > 1e-12) <= (table["ppr"] > 1)).all()


@every
@given(st.lists(counts, min_size=2, max_size=6))
def test_r_indicator_of_one_variable_follows_the_reach_of_its_groups(pairs):
    cells = pd.DataFrame(pairs, columns=["r", "n"]).assign(g=range(len(pairs)))
    share, weight = cells["r"] / cells["n"], cells["n"]
    middle = (share * weight).sum() / weight.sum()
    spread = math.sqrt((weight * (share - middle) ** 2).sum() / max(weight.sum() - 1, 1))
    assert stats.r_indicator(cells, "n", "r", by="g") == approx(1 - 2 * spread, abs=1e-7)


codes = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30).filter(
    lambda pairs: len({code for pair in pairs for code in pair}) > 1
)


@every
@given(codes, st.sampled_from([None, "linear", "quadratic"]))
def test_kappa_is_symmetric_at_most_one_and_one_for_equal_codes(pairs, weights):
    a, b = zip(*pairs, strict=True)
    found = stats.cohen_kappa(a, b, weights)
    assert found == approx(stats.cohen_kappa(b, a, weights)) and found <= 1 + 1e-12
    assert stats.cohen_kappa([*a, *b], [*a, *b], weights) == approx(1)


@every
@given(codes, st.permutations("abc"), st.randoms(use_true_random=False))
def test_nominal_alpha_does_not_depend_on_names_of_codes_or_order_of_units_and_coders(pairs, names, random):
    renamed = [[names["abc".index(code)] for code in pair[::-1]] for pair in random.sample(pairs, len(pairs))]
    one = stats.krippendorff_alpha(list(zip(*pairs, strict=True)))
    assert stats.krippendorff_alpha(list(zip(*renamed, strict=True))) == approx(one)


@every
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3).filter(
        lambda p: len({x for y in p for x in y}) > 1
    )
)
def test_interval_alpha_does_not_depend_on_the_unit(pairs):
    one = stats.krippendorff_alpha(list(zip(*pairs, strict=True)), "interval")
    other = stats.krippendorff_alpha(
        [[3 * code + 7 for code in row] for row in zip(*pairs, strict=True)], "interval"
    )
    assert one == approx(other) and one <= 1 + 1e-12


@every
@given(
    st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=3).filter(
        lambda rows: len({sum(row) for row in rows}) > 1
    )
)
def test_alpha_of_a_scale_does_not_depend_on_order_or_unit(rows):
    one = stats.cronbach_alpha(rows)
    other = stats.cronbach_alpha([[2 * item - 1 for item in row[::-1]] for row in rows[::-1]])
    assert one == approx(other) and one <= 1 + 1e-9


ties = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30)


@every
@given(ties, st.booleans(), st.permutations(range(8)))
def test_network_measures_do_not_depend_on_names_or_order(edges, directed, names):
    group = {node: node % 3 for node in range(8)}
    one = stats.network_measures(edges, range(8), directed, group)
    renamed = [(names[start], names[to]) for start, to in reversed(edges)]
    other = stats.network_measures(
        renamed, names, directed, {names[node]: kind for node, kind in group.items()}
    )
    assert [other.betweenness[names[node]] for node in range(8)] == approx(
        [one.betweenness[node] for node in range(8)]
    )
    assert {names[node] for node in one.isolates} == set(other.isolates)
    for name in set(one.keys()) - {"betweenness", "isolates"}:
        assert other[name] == (None if one[name] is None else approx(one[name]))
    for name in ("density", "betweenness_centralization"):
        assert 0 <= one[name] <= 1 + 1e-12
    assert one.ei_index is None or -1 <= one.ei_index <= 1


p_values = st.lists(st.floats(0, 1), min_size=1, max_size=20)


@every
@given(p_values, st.randoms(use_true_random=False))
def test_adjusted_values_keep_their_order_and_are_never_smaller(given_p, random):
    place = random.sample(range(len(given_p)), len(given_p))
    for method in ("holm", "bh"):
        found = stats.adjust(given_p, method)
        assert (found >= np.array(given_p) - 1e-15).all() and (found <= 1).all()
        assert stats.adjust([given_p[position] for position in place], method).tolist() == [
            found[position] for position in place
        ]
    assert (stats.adjust(given_p, "bh") <= stats.adjust(given_p, "holm") + 1e-12).all()
