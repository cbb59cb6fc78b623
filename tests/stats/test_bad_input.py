"""Bad input is an error that names the argument and the value; it is never a silent NaN or a numpy warning."""

import numpy as np
import pandas as pd
import pytest

from wijkmonitor import stats

NAN, INF = float("nan"), float("inf")
FRAME = pd.DataFrame({"y": [1.0, 0, 1, 0], "w": [1.0, 2, 1, 1], "s": list("aabb"), "c": [1, 2, 3, 4], "N": 9})


def expect_refusal(*parts: str):
    """The error has to hold all of these."""
    return pytest.raises(ValueError, match="".join(f"(?=.*{part})" for part in parts))


@pytest.mark.parametrize("wrong", [NAN, INF, -INF, None, -1, "5", pd.NA, 1e200, 1 + 2j, np.datetime64("2022-01-01")])
@pytest.mark.parametrize(
    ("argument", "call"),
    [
        ("numerator", lambda wrong: stats.proportion(wrong, 10)),
        ("denominator", lambda wrong: stats.proportion(0, wrong)),
        ("events", lambda wrong: stats.rate(wrong, 10)),
        ("population", lambda wrong: stats.rate(1, wrong)),
        ("per", lambda wrong: stats.rate(1, 10, per=wrong)),
        ("confidence", lambda wrong: stats.rate(1, 10, confidence=wrong)),
        ("events_a", lambda wrong: stats.rate_ratio(wrong, 1, 1, 1)),
        ("exposure_b", lambda wrong: stats.rate_ratio(1, 1, 1, wrong)),
        ("numerator_b", lambda wrong: stats.proportion_difference(1, 2, wrong, 2)),
        ("average", lambda wrong: stats.funnel_limits(wrong, [10])),
        (r"denominators\[1\]", lambda wrong: stats.funnel_limits(0.5, [10, wrong])),
        (r"events\[1\]", lambda wrong: stats.standardised_rate([9, wrong], [10, 10], [1, 1])),
        (r"populations\[0\]", lambda wrong: stats.standardised_ratio([9], [wrong], [1], [1])),
        (r"p_values\[1\]", lambda wrong: stats.adjust([0.5, wrong])),
        (r"populations\[4\]", lambda wrong: stats.inequality([1, 2, 3, 4, 5], [1, 1, 1, 1, wrong])),
        (r"reached\['a'\]", lambda wrong: stats.representativeness({"a": 5}, {"a": wrong})),
    ],
)
def test_a_number_that_cannot_be_is_refused_by_name(argument, call, wrong):
    with expect_refusal(argument):
        call(wrong)


@pytest.mark.parametrize(
    ("call", "advice"),
    [
        (lambda: stats.mean([]), "Hier staat niets in"),
        (lambda: stats.proportion(0, 0), "niet door nul gedeeld"),
        (lambda: stats.proportion(6, 5), "groter dan het geheel"),
        (lambda: stats.proportion([1, 2], [3, 4, 5]), "niet even lang"),
        (lambda: stats.mean([1, NAN]), "Laat lege rijen eerst weg"),
    ],
)
def test_a_student_reads_in_dutch_what_to_do(call, advice):
    with pytest.raises(ValueError, match=rf"(?s).*\n.*{advice}"):
        call()


@pytest.mark.parametrize("wrong", [NAN, INF, "5", 1e200])
@pytest.mark.parametrize(
    ("argument", "call"),
    [
        (r"values\[1\]", lambda wrong: stats.mean([1, wrong])),
        (r"after\[0\]", lambda wrong: stats.unpaired_change([1, 2], [wrong, 2])),
        (r"values\[2\]", lambda wrong: stats.inequality([1, 2, wrong, 4, 5], [1] * 5)),
    ],
)
def test_a_list_of_values_may_be_negative_but_not_missing(argument, call, wrong):
    with expect_refusal(argument):
        call(wrong)
    call(-3.5)


@pytest.mark.parametrize("wrong", [INF, "5"])
def test_functions_that_accept_missing_values_refuse_infinite_ones_and_text(wrong):
    for call in (
        lambda: stats.paired_change([1, wrong], [1, 2]),
        lambda: stats.run_chart([1, 2, wrong]),
        lambda: stats.xmr_chart([1, 2, wrong]),
        lambda: stats.cronbach_alpha([[1, 2], [2, wrong], [3, 4]]),
        lambda: stats.krippendorff_alpha([[1, 2], [2, wrong]], "interval"),
        lambda: stats.survey_mean(FRAME.assign(y=[1, 2, wrong, 3]), "y", "w"),
    ):
        with expect_refusal("inf|5"):
            call()


@pytest.mark.parametrize(
    ("argument", "call"),
    [
        ("numerator", lambda: stats.proportion([], [])),
        ("events", lambda: stats.rate(np.array([]), 5)),
        ("values", lambda: stats.mean(pd.Series([], dtype=float))),
        ("denominators", lambda: stats.funnel_limits(0.5, [])),
        ("events", lambda: stats.standardised_rate([], [], [])),
        ("p_values", lambda: stats.adjust([])),
        ("values", lambda: stats.inequality([], [])),
        ("values", lambda: stats.xmr_chart([])),
        ("values", lambda: stats.run_chart([])),
        ("before", lambda: stats.paired_change([], [])),
        ("after", lambda: stats.unpaired_change([1], [])),
        ("items", lambda: stats.cronbach_alpha(pd.DataFrame())),
        ("a=", lambda: stats.cohen_kappa([], [])),
        ("ratings", lambda: stats.krippendorff_alpha([])),
        ("nodes", lambda: stats.network_measures([], [])),
        ("population", lambda: stats.representativeness({}, {})),
        ("frame", lambda: stats.survey_mean(FRAME.iloc[:0], "y", "w")),
    ],
)
def test_empty_input_is_refused_by_name(argument, call):
    with expect_refusal(argument):
        call()


@pytest.mark.parametrize(
    ("parts", "call"),
    [
        (["numerator=6", "denominator=5"], lambda: stats.proportion(6, 5)),
        (["numerator=6", "denominator=5", "position 1"], lambda: stats.proportion([1, 6], [5, 5])),
        (["denominator=0"], lambda: stats.proportion(0, 0)),
        (["confidence=95"], lambda: stats.proportion(1, 5, confidence=95)),
        (["confidence=1"], lambda: stats.mean([1, 2], confidence=1)),
        (["numerator_a=9", "denominator_a=8"], lambda: stats.proportion_difference(9, 8, 1, 2)),
        (["numerator_a", "one number"], lambda: stats.proportion_difference([1, 2], 8, 1, 2)),
        (["events has 2", "population has 3"], lambda: stats.rate([1, 2], [3, 4, 5])),
        (["denominators", "2 dimensions"], lambda: stats.funnel_limits(0.5, np.ones((2, 2)))),
        (["values", "flat list"], lambda: stats.mean([[1, 2], [3]])),
        (["values=3", "list"], lambda: stats.mean(3)),
        (["values", "Series"], lambda: stats.mean(value for value in [1, 2])),
        (["standard_populations=0"], lambda: stats.standardised_rate([9, 9], [10, 10], [0, 0])),
        (["reference_populations", "=0"], lambda: stats.standardised_ratio([1], [1], [1], [0])),
        (["values has 4 groups", "5"], lambda: stats.inequality([1, 2, 3, 4], [1] * 4)),
        (["values has 101 groups"], lambda: stats.inequality([1] * 101, [1] * 101)),
        ([r"standard_errors\[0\]=-1"], lambda: stats.inequality([1] * 5, [1] * 5, [-1, 1, 1, 1, 1])),
        (["average=1.5"], lambda: stats.funnel_limits(1.5, [10])),
        (["baseline=1"], lambda: stats.xmr_chart([1, 2, 3], baseline=1)),
        (["baseline=4", "2 to 3"], lambda: stats.xmr_chart([1, 2, 3], baseline=4)),
        (["baseline=3", "1 to 2"], lambda: stats.run_chart([1, 2], baseline=3)),
        (["cells has no rows"], lambda: stats.r_indicator(pd.DataFrame({"g": [], "p": [], "r": []}), "p", "r", ["g"])),
        (["baseline=2.5"], lambda: stats.xmr_chart([1, 2, 3], baseline=2.5)),
        (["rebase=3", "0 to 2"], lambda: stats.xmr_chart([1, 2, 3], rebase=[3])),
        (["rebase=-1"], lambda: stats.xmr_chart([1, 2, 3], rebase=[-1])),
        (["rebase=2", "list"], lambda: stats.xmr_chart([1, 2, 3], rebase=2)),
        (["improvement='increase'", "up"], lambda: stats.xmr_chart([1, 2, 3], improvement="increase")),
        (["screen_outliers='no'"], lambda: stats.xmr_chart([1, 2, 3], screen_outliers="no")),
        (["values", "all 2 values are missing"], lambda: stats.xmr_chart([None, NAN])),
        (["baseline=0"], lambda: stats.run_chart([1, 2], baseline=0)),
        (["baseline=1", "missing"], lambda: stats.run_chart([None, 2], baseline=1)),
        (["method='BH'"], lambda: stats.adjust([0.5], "BH")),
        ([r"p_values\[0\]=1.5"], lambda: stats.adjust([1.5])),
        (["before has 2", "after has 3"], lambda: stats.paired_change([1, 2], [1, 2, 3])),
        (["share no label"], lambda: stats.paired_change(pd.Series([1], ["a"]), pd.Series([1], ["b"]))),
        (["before", "'a' twice"], lambda: stats.paired_change(pd.Series([1, 2], ["a", "a"]), pd.Series([1]))),
        (["items has 1 column"], lambda: stats.cronbach_alpha([[1], [2]])),
        (["items has 1 complete"], lambda: stats.cronbach_alpha([[1, 2], [2, None]])),
        (["items", "equal"], lambda: stats.cronbach_alpha([[1, 2], [2, 1]])),
        (["items", "equal length"], lambda: stats.cronbach_alpha([[1, 2], [2]])),
        (["a has 1 codes", "b has 2"], lambda: stats.cohen_kappa(["x"], ["x", "y"])),
        ([r"b\[1\]=None"], lambda: stats.cohen_kappa(["x", "y"], ["x", None])),
        (["'x'", "computed"], lambda: stats.cohen_kappa(["x", "x"], ["x", "x"])),
        (["sorted"], lambda: stats.cohen_kappa(["x", 1], ["x", 1])),
        (["weights='cubic'"], lambda: stats.cohen_kappa(["x"], ["y"], "cubic")),
        (["level='metric'"], lambda: stats.krippendorff_alpha([[1, 2], [1, 2]], "metric")),
        (["ratings only holds 1"], lambda: stats.krippendorff_alpha([[1, 1], [1, 1]])),
        (["no unit with two codes"], lambda: stats.krippendorff_alpha([[1, None], [None, 1]])),
        (["1 coders"], lambda: stats.krippendorff_alpha([[1, 2]])),
        (["different length"], lambda: stats.krippendorff_alpha([[1, 2], [1]])),
        (["ratings holds -1"], lambda: stats.krippendorff_alpha([[-1, 2], [1, 2]], "ratio")),
        (["ratings", "'x'"], lambda: stats.krippendorff_alpha([["x", "y"], ["x", "x"]], "interval")),
        (["'z' is not in nodes"], lambda: stats.network_measures([("a", "z")], ["a", "b"])),
        (["edges=None"], lambda: stats.network_measures(None, ["a"])),
        (["no group for node 'b'"], lambda: stats.network_measures([], ["a", "b"], group={"a": 1, "b": None})),
        (["before=3", "list"], lambda: stats.paired_change(3, 4)),
        (["variable='y'", "frame"], lambda: stats.survey_mean([1, 2], "y", "w")),
        (["cells={}", "frame"], lambda: stats.r_indicator({}, "n", "r", by="g")),
        (["by=None", "list"], lambda: stats.r_indicator(FRAME, "N", "y", by=None)),
        (["rebase=", "list"], lambda: stats.xmr_chart([1, 2, 3], rebase=np.array(2))),
        (["nodes holds", "'a'"], lambda: stats.network_measures([], [["a"], ["b"]])),
        (["edges holds", "'a'"], lambda: stats.network_measures([{"a", "b"}], ["a", "b"])),
        (["group=", "map"], lambda: stats.network_measures([("a", "b")], ["a", "b"], group=["x", "y"])),
        (["a holds", "no code"], lambda: stats.cohen_kappa([(1, ["x"]), "y"], ["x", "y"])),
        (["weights='w' are all 0"], lambda: stats.survey_mean(FRAME.assign(w=0), "y", "w")),
        (["'a' twice"], lambda: stats.network_measures([], ["a", "a"])),
        (["edges holds 'ab'"], lambda: stats.network_measures(["ab"], ["a", "b"])),
        (["no group for node 'b'"], lambda: stats.network_measures([], ["a", "b"], group={"a": 1})),
        (["reached", "'b'"], lambda: stats.representativeness({"a": 5}, {"b": 1})),
        ([r"reached\['a'\]=6", r"population\['a'\]=5"], lambda: stats.representativeness({"a": 5}, {"a": 6})),
        ([r"population\['a'\]=0"], lambda: stats.representativeness({"a": 0}, {"a": 0})),
        (["reached=0"], lambda: stats.representativeness({"a": 5}, {"a": 0})),
        (["variable='z'"], lambda: stats.survey_mean(FRAME, "z", "w")),
        (["weights='z'"], lambda: stats.survey_mean(FRAME, "y", "z")),
        (["weights", "row", "=-1"], lambda: stats.survey_mean(FRAME.assign(w=[1, -1, 1, 1]), "y", "w")),
        (["weights", "nan"], lambda: stats.survey_mean(FRAME.assign(w=[1, None, 1, 1]), "y", "w")),
        (["strata='s'", "missing in row 0"], lambda: stats.survey_mean(FRAME.assign(s=[None, *"abb"]), "y", "w", "s")),
        (["strata='a'", "one unit"], lambda: stats.survey_mean(FRAME.assign(s=list("abbb")), "y", "w", "s")),
        (["the sample has one unit"], lambda: stats.survey_mean(FRAME.iloc[:1], "y", "w")),
        (["the sample has one unit"], lambda: stats.survey_mean(FRAME.assign(c=1), "y", "w", clusters="c")),
        (["fpc='N'", "2 units", "4"], lambda: stats.survey_mean(FRAME.assign(N=2), "y", "w", fpc="N")),
        (["fpc='N'", "two sizes"], lambda: stats.survey_mean(FRAME.assign(N=[5, 6, 5, 5]), "y", "w", fpc="N")),
        (["domain has 3"], lambda: stats.survey_mean(FRAME, "y", "w", domain=[True] * 3)),
        (["domain holds 1"], lambda: stats.survey_mean(FRAME, "y", "w", domain=[1, 0, 1, 0])),
        (["domain", "labels"], lambda: stats.survey_mean(FRAME, "y", "w", domain=pd.Series([True] * 4, list("abcd")))),
        (["variable='w'", "2"], lambda: stats.survey_proportion(FRAME, "w", "w")),
        (["by=", "empty"], lambda: stats.r_indicator(FRAME, "w", "y", by=[])),
        (["population='q'"], lambda: stats.r_indicator(FRAME, "q", "y", by="s")),
        (["reached='w'", "row 1"], lambda: stats.r_indicator(FRAME.assign(n=1), "n", "w", by="s")),
    ],
)
def test_input_that_does_not_fit_is_refused_with_its_value(parts, call):
    with expect_refusal(*parts):
        call()
