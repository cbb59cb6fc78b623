"""Suppression, attacked by linear programming that is written apart from the library (tests/privacy/indringer.py)."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import optimize
from tests.privacy.indringer import width

from wijkmonitor.privacy import NietTeDekken, suppress

# own table with own brute-force oracle: shared reference, sdc/two_way_suppression_cases.json, case wijk_x_leeftijd;
# cross-checked there with pytauargus 0.6.0, OPT with FREQ(5,30): two secondary cells
WIJK_X_LEEFTIJD = pd.DataFrame(
    [[12, 25, 3], [8, 14, 21], [30, 2, 17]], index=["Noord", "Oost", "Zuid"], columns=["18-39", "40-64", "65+"]
)


def check_attack(counts: np.ndarray, shown: pd.DataFrame, threshold: int) -> None:
    """All that the contract promises of a two-way table."""
    hidden = shown.isna().to_numpy()
    small = (counts > 0) & (counts < threshold)
    assert hidden[small].all()
    assert not hidden[counts == 0].any()
    assert (shown.to_numpy()[~hidden] == counts[~hidden]).all()
    assert (hidden & ~small).sum() <= 3 * small.sum()
    for cell in np.flatnonzero(small.ravel()):
        assert width(counts, hidden, int(cell)) >= threshold - 1e-6


def test_the_reference_table_is_covered_with_two_extra_cells() -> None:
    shown = suppress(WIJK_X_LEEFTIJD)
    check_attack(WIJK_X_LEEFTIJD.to_numpy(), shown, 5)
    assert shown.isna().sum().sum() == 4
    assert list(shown.index) == ["Noord", "Oost", "Zuid"]
    assert list(shown.columns) == ["18-39", "40-64", "65+"]


def test_only_primary_suppression_gives_the_reference_cells_back() -> None:
    # intruder_interval_if_only_primary in the reference: [3, 3] and [2, 2]
    counts = WIJK_X_LEEFTIJD.to_numpy()
    assert width(counts, (counts < 5), 2) == width(counts, (counts < 5), 7) == 0


def test_a_table_without_small_counts_stays_as_it_is() -> None:
    counts = pd.DataFrame([[5, 0], [7, 12]])
    pd.testing.assert_frame_equal(suppress(counts), counts)
    pd.testing.assert_series_equal(suppress(pd.Series([0, 5, 9])), pd.Series([0, 5, 9]))


def test_one_small_count_in_a_series_takes_one_other_with_it() -> None:
    shown = suppress(pd.Series({"0-14": 3, "15-24": 0, "25-44": 40, "45-64": 12}))
    assert shown.isna().sum() == 2 and shown.isna()["0-14"] and shown["15-24"] == 0


def test_the_extra_cell_is_of_the_lowest_order_of_magnitude() -> None:
    assert suppress(pd.Series([3, 4000, 300, 20, 8000])).isna().to_list() == [True, False, False, True, False]


@pytest.mark.parametrize("counts", [[3], [3, 0, 0], [2, 2], [1, 1, 1]])
def test_a_total_that_gives_the_count_away_is_refused(counts: list[int]) -> None:
    with pytest.raises(ValueError, match="total"):
        suppress(pd.Series(counts))


def test_a_row_total_that_is_small_itself_is_refused() -> None:
    with pytest.raises(NietTeDekken):
        suppress(pd.DataFrame([[3, 0, 0], [20, 30, 40], [50, 60, 70]]))


@pytest.mark.parametrize("wrong", [-1, 2.5, float("nan"), None, "7", True, float("inf")])
def test_a_cell_that_is_no_count_is_named(wrong: object) -> None:
    with pytest.raises(ValueError, match="counts has"):
        suppress(pd.Series([10, wrong], dtype=object))


@pytest.mark.parametrize("threshold", [0, -5, 2.5, True, "5"])
def test_a_threshold_that_is_no_whole_number_is_refused(threshold: object) -> None:
    with pytest.raises(ValueError, match="threshold"):
        suppress(pd.Series([10, 20]), threshold=threshold)  # type: ignore[arg-type]


def test_equal_labels_and_empty_tables_are_no_problem() -> None:
    assert suppress(pd.Series([3, 9, 20], index=["a", "a", "a"])).isna().sum() == 2
    assert suppress(pd.Series([], dtype="int64")).empty
    assert suppress(pd.Series([3, 9, 20], dtype="Int64")).isna().sum() == 2


def test_the_same_table_gives_the_same_pattern() -> None:
    counts = pd.DataFrame(np.random.default_rng(3).poisson(9, size=(6, 7)))
    pd.testing.assert_frame_equal(suppress(counts), suppress(counts))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    arrays.arrays("int64", st.tuples(st.integers(2, 5), st.integers(2, 5)), elements=st.integers(0, 30)),
    st.sampled_from([3, 5, 10]),
)
def test_no_small_count_can_be_bounded_within_the_threshold(counts: np.ndarray, threshold: int) -> None:
    try:
        shown = suppress(pd.DataFrame(counts), threshold=threshold)
    except NietTeDekken:
        return
    check_attack(counts, shown, threshold)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(arrays.arrays("int64", (2, 3), elements=st.integers(0, 12)))
def test_a_table_is_refused_only_when_no_pattern_covers_it(counts: np.ndarray) -> None:
    try:
        suppress(pd.DataFrame(counts))
    except NietTeDekken:
        small = ((counts > 0) & (counts < 5)).ravel()
        others = np.flatnonzero(counts.ravel() >= 5)
        for number in range(min(len(others), 3 * int(small.sum())) + 1):
            for extra in itertools.combinations(others, number):
                hidden = small.copy()
                hidden[list(extra)] = True
                widths = [width(counts, hidden.reshape(2, 3), int(cell)) for cell in np.flatnonzero(small)]
                assert min(widths) < 5


def ranges_for_who_knows_the_rule(counts: tuple[int, ...], pattern: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Per hidden cell the values in all series that the rule would have hidden in the same way."""
    places = [k for k, hidden in enumerate(pattern) if hidden]
    total = sum(counts[k] for k in places)
    fitting = []
    for first in itertools.product(range(1, total), repeat=len(places) - 1):
        last = total - sum(first)
        trial = list(counts)
        for k, value in zip(places, (*first, last), strict=True):
            trial[k] = value
        if last > 0 and tuple(suppress(pd.Series(trial)).isna()) == pattern:
            fitting.append([trial[k] for k in places])
    return [(min(column), max(column)) for column in zip(*fitting, strict=True)]


@pytest.mark.parametrize("counts", [(12, 6, 4, 4, 5), (8, 6, 3, 4, 0), (9, 5, 15, 1, 7), (4, 8, 8), (12, 4, 3, 12)])
def test_who_runs_the_rule_backwards_still_has_three_values_to_choose_from(counts: tuple[int, ...]) -> None:
    # the minimality attack: Wong, Fu, Wang and Pei, VLDB 2007, p. 543
    pattern = tuple(bool(cell) for cell in suppress(pd.Series(counts)).isna())
    for low, high in ranges_for_who_knows_the_rule(counts, pattern):
        assert high - low >= 2


def test_a_large_table_takes_less_than_two_seconds() -> None:
    counts = np.random.default_rng(5).negative_binomial(1.2, 1.2 / 41.2, size=(10, 12))
    began = time.process_time()
    shown = suppress(pd.DataFrame(counts))
    assert time.process_time() - began < 4  # twice the promise: other work on the same machine
    check_attack(counts, shown, 5)


def test_a_wrong_answer_of_the_programme_that_chooses_never_gives_a_count_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """`scipy.optimize.milp` gave a wrong optimum once: every pattern is attacked with linear programmes before it is used."""
    asked = []

    def wrong(costs: np.ndarray, *, bounds: optimize.Bounds, **_: object) -> optimize.OptimizeResult:
        asked.append(len(costs))
        return optimize.OptimizeResult(x=np.asarray(bounds.lb))  # nothing but the small counts is hidden

    monkeypatch.setattr(optimize, "milp", wrong)
    table = np.array([[3, 20, 31], [14, 25, 40], [17, 9, 22]])
    hidden = suppress(pd.DataFrame(table), 5).isna().to_numpy()
    assert asked and hidden.sum() >= 4
    assert width(table, hidden, 0) >= 5
