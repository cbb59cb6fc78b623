"""Edge rules of surveys and reach: missing answers, domains, clusters, groups that nobody reached."""

import math
from dataclasses import replace

import pandas as pd
from pytest import approx

from wijkmonitor import stats


def survey_frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "y": [1.0, 0.0, 1.0, 1.0, 0.0, None, 1.0, 0.0],
            "score": [6, 7, 8, None, 5, 4, 9, 7],
            "w": [1.0, 2.0, 1.0, 1.0, 2.0, 1.0, 3.0, 1.0],
            "stratum": list("aaaabbbb"),
            "cluster": [1, 1, 2, 2, 1, 1, 2, 2],
            "size": [4, 4, 4, 4, 40, 40, 40, 40],
        }
    )


def test_survey_counts_rows_with_a_missing_value_and_leaves_them_out():
    found = stats.survey_mean(survey_frame(), "score", "w")
    assert (found.n, found.missing, found.df) == (7, 1, 6)


def test_survey_missing_value_counts_as_outside_the_domain():
    frame = survey_frame()
    filled, known = frame.assign(score=frame["score"].fillna(0)), frame["score"].notna()
    masked = stats.survey_mean(filled, "score", "w", strata="stratum", domain=known)
    assert stats.survey_mean(frame, "score", "w", strata="stratum") == replace(masked, missing=1)


def test_survey_same_cluster_number_in_two_strata_is_two_clusters():
    frame = survey_frame()
    found = stats.survey_mean(frame, "size", "w", strata="stratum", clusters="cluster")
    assert found.df == 2
    apart = frame.assign(cluster=frame["cluster"].astype(str) + frame["stratum"])
    assert stats.survey_mean(apart, "size", "w", strata="stratum", clusters="cluster") == found


def test_survey_of_a_whole_population_has_no_margin():
    frame = survey_frame().assign(size=4)
    found = stats.survey_mean(frame, "w", "w", strata="stratum", fpc="size")
    assert found.se == 0.0 and found.low == found.value == found.high


def test_survey_share_of_nobody_or_everybody_has_a_value_no_interval_and_a_reason():
    frame = survey_frame().assign(none=0, everyone=[1, 1, 1, 1, 1, None, 1, 1])
    for variable, share in (("none", 0.0), ("everyone", 1.0)):
        found = stats.survey_proportion(frame, variable, "w")
        assert (found.value, found.low, found.high) == (share, None, None)
        assert "hetzelfde antwoord" in found.reason


def test_survey_domain_without_answers_has_no_value_and_a_reason():
    found = stats.survey_mean(survey_frame(), "score", "w", domain=[False] * 8)
    assert (found.value, found.n, found.se) == (None, 0, None)
    assert found.reason == "Niemand uit deze groep gaf hier een antwoord."


def test_survey_domain_of_one_respondent_has_no_interval_and_a_reason():
    found = stats.survey_mean(survey_frame(), "score", "w", domain=[True] + [False] * 7)
    assert (found.value, found.low, found.n, found.df) == (6.0, None, 1, 0)
    assert "te klein" in found.reason


def test_survey_takes_booleans_as_0_and_1():
    frame = survey_frame().assign(yes=lambda frame: frame["score"] > 6)
    as_numbers = frame.assign(yes=frame["yes"].astype(int))
    assert stats.survey_proportion(frame, "yes", "w") == stats.survey_proportion(as_numbers, "yes", "w")


def test_group_that_nobody_reached_may_be_left_out_of_reached():
    population = {"15-24": 100, "65+": 300}
    found = stats.representativeness(population, {"65+": 20})
    assert found.loc["15-24", ["reached", "reach", "ppr"]].tolist() == [0, 0.0, 0.0]
    assert found.loc["15-24", "shortfall"] == approx(5.0)
    assert list(found.index) == ["15-24", "65+"] and found["reached"].dtype == "int64"
    assert found["shortfall"].sum() == approx(0.0)


def test_representativeness_of_one_group_says_no_difference():
    found = stats.representativeness({"iedereen": 50}, {"iedereen": 10}).loc["iedereen"]
    assert (found["ppr"], found["std_diff"], found["shortfall"]) == (1.0, 0.0, 0.0)


def cells(reached: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"g": ["a", "b"], "n": [50, 50], "r": reached})


def test_r_indicator_is_one_where_all_have_the_same_chance():
    for reached in ([10, 10], [0, 0], [50, 50]):
        assert stats.r_indicator(cells(reached), "n", "r", by="g") == approx(1.0, abs=1e-9)


def test_r_indicator_is_lowest_where_one_group_is_reached_fully_and_the_other_not_at_all():
    assert stats.r_indicator(cells([0, 50]), "n", "r", by="g") == approx(1 - 2 * math.sqrt(25 / 99), abs=1e-9)


def test_somebody_with_weight_0_counts_as_outside_the_domain():
    frame = pd.DataFrame({"y": [6.0, 8.0, 7.0, 5.0, 9.0, 3.0], "w": [1.0, 2.0, 1.0, 1.0, 2.0, 1.0]})
    outside = stats.survey_mean(frame, "y", "w", domain=[True, True, True, True, True, False])
    without = stats.survey_mean(frame.assign(w=[1.0, 2.0, 1.0, 1.0, 2.0, 0.0]), "y", "w")
    assert without == outside and without.n == 5 and without.df == 4
