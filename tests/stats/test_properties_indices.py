"""What holds for every index: representativeness, agreement, scales, networks, adjusted values."""

import math

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from wijkmonitor import stats

every = settings(deadline=None, derandomize=True, database=None, max_examples=60)
counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


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
    assert (table["ppr_low"] <= table["ppr"] + 1e-12).all() and (table["ppr"] <= table["ppr_high"] + 1e-12).all()
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
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3).filter(lambda p: len({x for y in p for x in y}) > 1))
def test_interval_alpha_does_not_depend_on_the_unit(pairs):
    one = stats.krippendorff_alpha(list(zip(*pairs, strict=True)), "interval")
    other = stats.krippendorff_alpha([[3 * code + 7 for code in row] for row in zip(*pairs, strict=True)], "interval")
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
    other = stats.network_measures(renamed, names, directed, {names[node]: kind for node, kind in group.items()})
    assert [other.betweenness[names[node]] for node in range(8)] == approx([one.betweenness[node] for node in range(8)])
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
        assert stats.adjust([given_p[position] for position in place], method).tolist() == [found[position] for position in place]
    assert (stats.adjust(given_p, "bh") <= stats.adjust(given_p, "holm") + 1e-12).all()
