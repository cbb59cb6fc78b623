"""Reference cases of surveys, reach, scales, agreement and networks; the files in reference/ say their source.

R survey 4.1.1, psych 2.2, sna 2.7, igraph 1.3, Krippendorff (2011), Newcombe (1998).
"""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pytest import approx

from wijkmonitor import stats

REFERENCE = Path(__file__).parent / "reference"


def table(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / name, comment="#")


def expected(name: str) -> Any:
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


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
    assert [found.value, found.low, found.high] == approx([wanted["difference"], wanted["lower"], wanted["upper"]], rel=1e-9)


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
        assert [found.value, found.low, found.high] == approx([wave["mean"], wave["lower_t"], wave["upper_t"]], rel=1e-9)
        assert found.n == wave["n"]
    paired = stats.paired_change(first.to_numpy(), second.reindex(first.index).to_numpy())
    assert [paired.value, paired.low, paired.high, paired.p, paired.effect] == approx(
        [wanted["paired"][name] for name in ("mean_difference", "lower", "upper", "p", "cohen_dz")], rel=1e-7
    )
    assert paired.n == wanted["paired"]["n"]
    assert stats.paired_change(first, second) == paired
    unpaired = stats.unpaired_change(first, second)
    assert [unpaired.p, unpaired.effect] == approx([wanted["unpaired"]["p"], wanted["unpaired"]["hedges_g"]], rel=1e-7)


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
