"""Every reference case that the project was given, at the tolerance that its source states.

The files in reference/ hold numbers of independent tools with their citation (see the first line or `source` of
each): PHEindicatormethods 2.1.0, NHSRplotthedots 0.2.2, qicharts2 0.8.1, R survey 4.1.1, sna 2.7, igraph 1.3,
psych 2.2, Krippendorff (2011), Newcombe (1998).
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
        found = stats.rate(
            case["numerator"], case["denominator"], per=case["multiplier"], confidence=confidence
        )
        wanted = [case[name] for name in ("value", f"lower{level}", f"upper{level}")]
        assert [found.value, found.low, found.high] == approx(wanted, rel=1e-9)


@pytest.mark.parametrize("case", expected("dsr_expected.json")["expected"], ids=lambda case: case["area"])
def test_standardised_rate_equals_phe_dobson(case):
    area = table("dsr_input.csv").query("area == @case['area']").fillna({"count": 0})
    for confidence, level in ((0.95, "95"), (0.998, "998")):
        found = stats.standardised_rate(
            area["count"], area["pop"], area["stdpop"], per=case["multiplier"], confidence=confidence
        )
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
        found = stats.standardised_ratio(
            area["count"], area["pop"], area["ref_count"], area["ref_pop"], confidence=confidence
        )
        wanted = [case[name] / scale for name in ("value", f"lower{level}", f"upper{level}")]
        assert [found.value, found.low, found.high] == approx(wanted, rel=1e-9)


@pytest.mark.parametrize("case", expected("sii_expected.json")["cases"], ids=lambda case: case["id"])
def test_inequality_equals_phe_with_analytic_limits(case):
    groups = table("sii_input.csv").query("case == @case['id']").sort_values("quantile")
    found = stats.inequality(
        groups["value"], groups["population"], groups["se"], confidence=case["confidence"]
    )
    wanted = case["expected"]
    assert found.slope.value == approx(wanted["sii"], rel=1e-8)
    assert found.relative.value == approx(wanted["rii"], rel=1e-8)
    assert found.slope.low == approx(wanted["sii_lower_analytic"], rel=1e-8)
    assert found.slope.high == approx(wanted["sii_upper_analytic"], rel=1e-8)
    assert [found.relative.low, found.relative.high] == approx(
        [wanted["rii_lower"], wanted["rii_upper"]], rel=0.002
    )


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
        improvement={"increase": "up", "decrease": "down", "neutral": "neutral"}[
            given["improvement_direction"]
        ],
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
        assert (found.longest_run, found.longest_run_max) == (
            wanted["longest_run"],
            wanted["longest_run_max"],
        )
        assert (found.crossings, found.crossings_min) == (wanted["n_crossings"], wanted["n_crossings_min"])
        assert found.signal is wanted["runs_signal"]


def test_run_chart_limits_equal_qicharts2_for_10_to_100_points():
    for n, longest_run_max, crossings_min in table("critical_values_10_100.csv").itertuples(index=False):
        found = stats.run_chart(([1, 3] * n)[:n], baseline=2)
        assert (found.longest_run_max, found.crossings_min) == (longest_run_max, crossings_min)


API = expected("api_expected.json")
STRATIFIED: dict[str, Any] = {"weights": "pw", "strata": "stype", "fpc": "fpc"}
CLUSTERED: dict[str, Any] = {"weights": "pw", "clusters": "dnum", "fpc": "fpc"}


def schools(name: str) -> pd.DataFrame:
    frame = table(name)
    return frame.assign(wide=(frame["sch.wide"] == "Yes").astype(int))


@pytest.mark.parametrize(
    ("name", "design", "key"),
    [
        ("apistrat.csv", STRATIFIED, "apistrat_fpc"),
        ("apistrat.csv", {"weights": "pw", "strata": "stype"}, "apistrat_nofpc"),
        ("apiclus1.csv", CLUSTERED, "apiclus1"),
    ],
)
def test_survey_estimates_equal_r_survey(name, design, key):
    frame, wanted = schools(name), API[key]["mean_api00"]
    found = stats.survey_mean(frame, "api00", **design)
    assert [found.value, found.se] == approx([wanted["estimate"], wanted["se"]], rel=1e-9)
    assert [found.low, found.high] == approx([wanted["lower_t"], wanted["upper_t"]], rel=1e-9)
    assert (found.df, found.n, found.missing) == (wanted["df"], len(frame), 0)
    share, wanted = stats.survey_proportion(frame, "wide", **design), API[key]["ciprop_schwide_yes"][0]
    assert [share.value, share.se] == approx([wanted["estimate"], wanted["se"]], rel=1e-6)
    assert [share.low, share.high] == approx([wanted["lower"], wanted["upper"]], rel=1e-5)


def test_survey_domain_equals_r_survey():
    frame, wanted = schools("apistrat.csv"), API["apistrat_fpc"]["domain_E_api00"]
    found = stats.survey_mean(frame, "api00", **STRATIFIED, domain=frame["stype"] == "E")
    assert [found.value, found.se, found.low, found.high] == approx(
        [wanted[name] for name in ("estimate", "se", "lower_t", "upper_t")], rel=1e-9
    )
    assert (found.df, found.n) == (wanted["df"], 100)


def test_survey_groups_that_cross_the_strata_equal_r_svyby():
    frame = schools("apistrat.csv").assign(award=lambda frame: (frame["awards"] == "Yes").astype(int))
    for row in API["apistrat_fpc"]["by_awards_api00"]["table"]:
        found = stats.survey_mean(frame, "api00", **STRATIFIED, domain=frame["awards"] == row["awards"])
        assert [found.value, found.se] == approx([row["api00"], row["se"]], rel=1e-9)
    for row in API["apistrat_fpc"]["by_stype_awards"]["table"]:
        share = stats.survey_proportion(frame, "award", **STRATIFIED, domain=frame["stype"] == row["stype"])
        wanted = [row['I(awards == "Yes")TRUE'], row['se.I(awards == "Yes")TRUE']]
        assert [share.value, share.se] == approx(wanted, rel=1e-6)


def test_representativeness_equals_the_reference_by_age():
    cells, wanted = table("reach_cells.csv"), expected("reach_expected.json")
    by_age = cells.groupby("age")[["population", "reached"]].sum()
    found = stats.representativeness(by_age["population"], by_age["reached"])
    for level in wanted["by_variable"][0]["levels"]:
        row = found.loc[level["level"]]
        for name in found.columns:
            wanted_name = name.replace("_low", "_lower").replace("_high", "_upper")
            assert row[name] == approx(level[wanted_name], rel=1e-6)
    overall = stats.proportion(wanted["overall"]["reached"], wanted["overall"]["eligible"])
    assert [overall.value, overall.low, overall.high] == approx(
        [wanted["overall"][name] for name in ("reach", "lower", "upper")], rel=1e-6
    )


def test_r_indicator_equals_the_reference():
    wanted = expected("reach_expected.json")["r_indicator"]["R"]
    found = stats.r_indicator(table("reach_cells.csv"), "population", "reached", by=["age", "sex", "ses"])
    assert found == approx(wanted, rel=1e-9)


def test_proportion_difference_equals_newcombe_1998():
    wanted = expected("reach_expected.json")["newcombe_difference"]
    found = stats.proportion_difference(wanted["x1"], wanted["n1"], wanted["x2"], wanted["n2"])
    assert [found.value, found.low, found.high] == approx(
        [wanted["difference"], wanted["lower"], wanted["upper"]], rel=1e-9
    )


@pytest.mark.parametrize(("method", "name"), [("bh", "BH"), ("holm", "holm")])
def test_adjust_equals_r_p_adjust(method, name):
    wanted = expected("reach_expected.json")["p_adjust"]
    assert stats.adjust(wanted["p"], method).tolist() == approx(wanted[name], rel=1e-12)


ITEMS = ["q1", "q2", "q3", "q4", "q5", "q6"]


def partner_items(wave: int) -> pd.DataFrame:
    frame = table("partner_survey.csv").query("wave == @wave").set_index("resp")[ITEMS]
    return frame.assign(q4=6 - frame["q4"])


def partner_scores(wave: int) -> pd.Series:
    items = partner_items(wave)
    return items.mean(axis=1).where(items.notna().sum(axis=1) >= 4)


def test_means_and_changes_equal_r():
    wanted = expected("scales_expected.json")
    first, second = partner_scores(1), partner_scores(2)
    for scores, wave in zip((first, second), wanted["wave_means"], strict=True):
        found = stats.mean(scores)
        assert [found.value, found.low, found.high] == approx(
            [wave["mean"], wave["lower_t"], wave["upper_t"]], rel=1e-9
        )
        assert found.n == wave["n"]
    paired = stats.paired_change(first.to_numpy(), second.reindex(first.index).to_numpy())
    assert [paired.value, paired.low, paired.high, paired.p, paired.effect] == approx(
        [wanted["paired"][name] for name in ("mean_difference", "lower", "upper", "p", "cohen_dz")], rel=1e-7
    )
    assert paired.n == wanted["paired"]["n"]
    assert stats.paired_change(first, second) == paired
    unpaired = stats.unpaired_change(first, second)
    assert [unpaired.p, unpaired.effect] == approx(
        [wanted["unpaired"]["p"], wanted["unpaired"]["hedges_g"]], rel=1e-7
    )


def test_cronbach_alpha_equals_psych():
    wanted = expected("scales_expected.json")["cronbach_wave1"]
    items = partner_items(1)
    assert stats.cronbach_alpha(items) == approx(wanted["raw_alpha"], rel=1e-7)
    complete = items.dropna()
    dropped = [stats.cronbach_alpha(complete.drop(columns=item)) for item in ITEMS]
    assert dropped == approx(wanted["alpha_if_dropped"], rel=1e-7)


@pytest.mark.parametrize("case", expected("kappa_cases.json")["cases"], ids=lambda case: case["id"])
def test_cohen_kappa_equals_the_reference(case):
    pairs = [
        (row, column)
        for row, counts in enumerate(case["table_rater1_rows"])
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    found = stats.cohen_kappa(*zip(*pairs, strict=True), weights=case["weights"])
    assert found == approx(case["expected"]["kappa"], abs=1e-9)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_krippendorff_alpha_equals_krippendorff_2011(level):
    case = expected("krippendorff_cases.json")["cases"][0]
    found = stats.krippendorff_alpha(case["coders_by_units"], level)
    assert found == approx(case["expected"][level], abs=1e-9)
    assert round(found, 3) == case["published_3dp"][level]


def test_network_measures_equal_sna_for_the_florentine_marriages():
    wanted = expected("network_expected.json")["florentine"]
    edges = table("florentine_marriage_edges.csv")
    found = stats.network_measures(edges, wanted["nodes"])
    for name in ("density", "degree_centralization", "betweenness_centralization"):
        assert found[name] == approx(wanted[name], rel=1e-9)
    assert list(found.betweenness.values()) == approx(wanted["betweenness"], rel=1e-9)
    assert (found.isolates, found.components) == (wanted["isolates"], wanted["weak_components"])
    assert found.reciprocity is None and found.ei_index is None


def test_network_measures_equal_sna_for_the_partner_network():
    reference = expected("network_expected.json")
    wanted, edges = reference["partner"][0], table("partner_wave1_edges.csv")
    kinds = table("partner_nodes.csv").set_index("org")["type"]
    found = stats.network_measures(edges, wanted["nodes"], directed=True, group=kinds)
    assert found.density == approx(wanted["density"], rel=1e-9)
    assert found.indegree_centralization == approx(wanted["degree_centralization"]["indegree"], rel=1e-9)
    assert found.outdegree_centralization == approx(wanted["degree_centralization"]["outdegree"], rel=1e-9)
    assert list(found.betweenness.values()) == approx(wanted["betweenness"], rel=1e-9)
    assert found.betweenness_centralization == approx(wanted["betweenness_centralization"], rel=1e-9)
    assert found.reciprocity == approx(wanted["reciprocity_edgewise"], rel=1e-9)
    assert (found.isolates, found.components) == (wanted["isolates"], wanted["weak_components"])
    assert found.ei_index == approx(reference["ei_index"]["wave1"]["ei"], rel=1e-9)
