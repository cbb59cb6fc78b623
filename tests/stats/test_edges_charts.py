"""Edge rules of the control chart and the run chart: equal, missing and few values, borders of segments."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from wijkmonitor import stats
from wijkmonitor.stats.charts import _all_of, _spread, _two_of_three

REFERENCE = Path(__file__).parent / "reference"


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
    found = [stats.xmr_chart(values, improvement=way)["meaning"].iloc[-1] for way in ("up", "down", "neutral")]
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


def test_funnel_limits_are_reached_by_name_by_key_and_in_order():
    limits = stats.funnel_limits(0.8, [100, 10_000])
    low, high = limits
    assert low is limits.low is limits["low"] and high is limits.high is limits["high"]
