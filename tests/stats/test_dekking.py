"""The benchmarks in short: the intervals hold the truth often enough, and arrays are cheap."""

import numpy as np
import pytest
from tests.opdracht import ROOT

import dekking
import vectoren


@pytest.mark.parametrize("kind", list(dekking.KINDS))
def test_intervals_hold_the_truth_at_least_93_percent_of_the_time_on_average(kind):
    place = list(dekking.KINDS).index(kind)
    cells = list(dekking.KINDS[kind](100, np.random.default_rng([2022, place])))
    assert np.mean([cell.coverage for cell in cells]) >= 0.93
    assert all(0 <= cell.without < 1 for cell in cells)


@pytest.mark.parametrize("kind", ["Aandeel (Wilson)", "Cijfer per inwoners (Byar, exact onder 10)"])
def test_page_in_the_docs_holds_the_figures_that_are_counted_out_exactly(kind):
    cells = list(dekking.KINDS[kind](0, np.random.default_rng(0)))
    row = f"| {' | '.join(dekking.summary(kind, cells))} |"
    assert row in (ROOT / "docs" / "dekking.md").read_text(encoding="utf-8")


def test_arrays_of_20_000_areas_cost_at_most_three_times_the_bare_formula():
    for bare, ours in vectoren.cases().values():
        ratios = (vectoren.seconds(ours, 5, 5) / vectoren.seconds(bare, 5, 5) for _ in range(5))
        assert any(ratio <= 3 for ratio in ratios)
