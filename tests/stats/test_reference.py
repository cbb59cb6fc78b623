"""Reference cases of rates, shares, inequality and charts, at the tolerance that their source states.

The files in reference/ hold numbers of independent tools with their citation (see the first line or `source` of
each): PHEindicatormethods 2.1.0, NHSRplotthedots 0.2.2, qicharts2 0.8.1.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from wijkmonitor import stats

REFERENCE = Path(__file__).parent / "reference"


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / name, comment="#")


def expected(name: str) -> Any:
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def rows(frame: pd.DataFrame) -> list[Any]:
    return [pytest.param(row, id=str(row["id"])) for row in frame.to_dict("records")]


@pytest.mark.parametrize("case", rows(table("wilson_cases.csv")))
def test_proportion_equals_phe_wilson(case):
    for confidence, level in ((0.95, "95"), (0.998, "998")):
        if np.isnan(case[f"lower{level}"]):
            continue
        found = stats.proportion(case["numerator"], case["denominator"], confidence=confidence)
        wanted = [case[name] / case["multiplier"] for name in ("value", f"lower{level}", f"upper{level}")]
        assert [found.value, found.low, found.high] == approx(wanted, rel=1e-9)


@pytest.mark.parametrize("case", rows(table("rate_cases.csv")))
def test_rate_equals_phe_byar_and_exact(case):
    for confidence, level in ((0.95, "95"), (0.998, "998")):
        if np.isnan(case[f"lower{level}"]):
            continue
        found = stats.rate(case["numerator"], case["denominator"], per=case["multiplier"], confidence=confidence)
        wanted = [case[name] for name in ("value", f"lower{level}", f"upper{level}")]
        assert [found.value, found.low, found.high] == approx(wanted, rel=1e-9)


@pytest.mark.parametrize("case", expected("dsr_expected.json")["expected"], ids=lambda case: case["area"])
def test_standardised_rate_equals_phe_dobson(case):
    area = table("dsr_input.csv").query("area == @case['area']").fillna({"count": 0})
    for confidence, level in ((0.95, "95"), (0.998, "998")):
        found = stats.standardised_rate(area["count"], area["pop"], area["stdpop"], per=case["multiplier"], confidence=confidence)
        wanted = [case[name] for name in ("value", f"lower{level}", f"upper{level}")]
        if case["value"] is None:
            assert [found.value, found.low, found.high] == wanted and "minder dan 10" in found.reason
        else:
            assert [found.value, found.low, found.high] == approx(wanted, rel=1e-8)
        assert found.n == case["total_pop"]


@pytest.mark.parametrize("case", expected("isr_expected.json")["expected"], ids=lambda case: case["area"])
def test_standardised_ratio_equals_phe(case):
    area = table("isr_input.csv").query("area == @case['area']")
    area = area.fillna({"count": 0, "pop": 0, "ref_count": 0})
    scale = case["ref_rate"] if case["kind"] == "rate" else case["multiplier"]
    for confidence, level in ((0.95, "95"), (0.998, "998")):
        found = stats.standardised_ratio(area["count"], area["pop"], area["ref_count"], area["ref_pop"], confidence=confidence)
        wanted = [case[name] / scale for name in ("value", f"lower{level}", f"upper{level}")]
        assert [found.value, found.low, found.high] == approx(wanted, rel=1e-9)


@pytest.mark.parametrize("case", expected("sii_expected.json")["cases"], ids=lambda case: case["id"])
def test_inequality_equals_phe_with_analytic_limits(case):
    groups = table("sii_input.csv").query("case == @case['id']").sort_values("quantile")
    found = stats.inequality(groups["value"], groups["population"], groups["se"], confidence=case["confidence"])
    wanted = case["expected"]
    assert found.slope.value == approx(wanted["sii"], rel=1e-8)
    assert found.relative.value == approx(wanted["rii"], rel=1e-8)
    assert found.slope.low == approx(wanted["sii_lower_analytic"], rel=1e-8)
    assert found.slope.high == approx(wanted["sii_upper_analytic"], rel=1e-8)
    assert [found.relative.low, found.relative.high] == approx([wanted["rii_lower"], wanted["rii_upper"]], rel=0.002)


def test_funnel_limits_equal_phe():
    limits = table("funnel_limits.csv")
    average = limits["baseline"].iloc[0] / 100
    for confidence, level in ((0.95, "2s"), (0.998, "3s")):
        found = stats.funnel_limits(average, limits["population"], confidence=confidence)
        np.testing.assert_allclose(found.low * 100, limits[f"lower_{level}"], atol=1e-6)
        np.testing.assert_allclose(found.high * 100, limits[f"upper_{level}"], atol=1e-6)


def nan_for_none(values: list[float | None]) -> list[float]:
    return [np.nan if value is None else value for value in values]


@pytest.mark.parametrize("case", expected("xmr_cases.json")["cases"], ids=lambda case: case["id"])
def test_xmr_chart_equals_nhs_r_plot_the_dots(case):
    given = case["input"]
    found = stats.xmr_chart(
        given["values"],
        baseline=given["fix_after_n_points"],
        rebase=[position - 1 for position in given["rebase_start_index"]],
        improvement={"increase": "up", "decrease": "down", "neutral": "neutral"}[given["improvement_direction"]],
        screen_outliers=given["screen_outliers"],
    )
    for column, name in (("centre", "mean"), ("lower", "lpl"), ("upper", "upl")):
        np.testing.assert_allclose(found[column], nan_for_none(case["expected"][name]), atol=1e-9)
    assert found["signal"].tolist() == case["expected"]["special_cause_type"]
    assert found["meaning"].tolist() == case["expected"]["point_type"]


@pytest.mark.parametrize("case", expected("runchart_cases.json")["cases"], ids=lambda case: case["id"])
def test_run_chart_equals_qicharts2(case):
    cut = case["part"] or len(case["y"])
    for part, values in (("1", case["y"][:cut]), ("2", case["y"][cut:])):
        if not values:
            continue
        found, wanted = stats.run_chart(values), case["runs_by_part"][part]
        assert found.median == approx(case["cl"][0 if part == "1" else -1], abs=1e-9)
        assert (found.longest_run, found.longest_run_max) == (wanted["longest_run"], wanted["longest_run_max"])
        assert (found.crossings, found.crossings_min) == (wanted["n_crossings"], wanted["n_crossings_min"])
        assert found.signal is wanted["runs_signal"]


def test_run_chart_limits_equal_qicharts2_for_10_to_100_points():
    for n, longest_run_max, crossings_min in table("critical_values_10_100.csv").itertuples(index=False):
        found = stats.run_chart(([1, 3] * n)[:n], baseline=2)
        assert (found.longest_run_max, found.crossings_min) == (longest_run_max, crossings_min)
