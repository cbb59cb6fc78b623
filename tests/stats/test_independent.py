"""The same numbers from libraries that were written independently: statsmodels, scipy, networkx."""

import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from wijkmonitor import stats


@pytest.mark.parametrize(("numerator", "n"), [(0, 5), (1, 30), (18, 100), (5, 5), (199, 4000)])
def test_wilson_equals_statsmodels(numerator, n):
    from statsmodels.stats.proportion import proportion_confint

    found = stats.proportion(numerator, n)
    assert (found.low, found.high) == approx(proportion_confint(numerator, n, method="wilson"), abs=1e-14)


@pytest.mark.parametrize("case", [(56, 70, 48, 80), (0, 10, 3, 9), (9, 10, 3, 10), (5, 56, 0, 29)])
def test_newcombe_equals_statsmodels(case):
    from statsmodels.stats.proportion import confint_proportions_2indep

    found = stats.proportion_difference(*case)
    assert (found.low, found.high) == approx(confint_proportions_2indep(*case, method="newcomb"), abs=1e-9)


def test_newcombe_equals_the_published_example_with_an_empty_cell():
    # Newcombe (1998), table II, example (f): 10/10 against 0/20, method 10: 0.6791 to 1
    found = stats.proportion_difference(10, 10, 0, 20)
    assert (round(found.low, 4), found.high) == (0.6791, 1.0)


@pytest.mark.parametrize("events", range(10))
def test_exact_poisson_limits_equal_chi_square_quantiles(events):
    from scipy.stats import chi2

    found = stats.rate(events, 1, per=1)
    assert found.high == approx(chi2.ppf(0.975, 2 * events + 2) / 2, rel=1e-12)
    assert found.low == approx(chi2.ppf(0.025, 2 * events) / 2 if events else 0, rel=1e-12)


def test_mean_and_changes_equal_scipy():
    from scipy.stats import t, ttest_ind, ttest_rel

    rng = np.random.default_rng(3)
    before, after = rng.normal(6, 2, 23), rng.normal(7, 1, 23)
    found = stats.mean(before)
    wanted = t.interval(0.95, 22, before.mean(), before.std(ddof=1) / np.sqrt(23))
    assert (found.low, found.high) == approx(wanted, rel=1e-12)
    paired, test = stats.paired_change(before, after), ttest_rel(after, before)
    assert (paired.p, paired.low, paired.high) == approx((test.pvalue, *test.confidence_interval()), rel=1e-10)
    welch, test = stats.unpaired_change(before, after[:9]), ttest_ind(after[:9], before, equal_var=False)
    assert (welch.p, welch.low, welch.high) == approx((test.pvalue, *test.confidence_interval()), rel=1e-10)


@pytest.mark.parametrize(("method", "name"), [("holm", "holm"), ("bh", "fdr_bh")])
def test_adjust_equals_statsmodels(method, name):
    from statsmodels.stats.multitest import multipletests

    p_values = np.random.default_rng(4).beta(0.5, 3, 40)
    assert stats.adjust(p_values, method) == approx(multipletests(p_values, method=name)[1], rel=1e-12)


def test_slope_equals_weighted_least_squares_of_statsmodels():
    import statsmodels.api as sm

    values, people = np.array([60.0, 66, 63, 71, 75, 74]), np.array([900, 1200, 700, 1500, 800, 1000])
    share = people / people.sum()
    rank = np.cumsum(share) - share / 2
    start, slope = sm.WLS(values, sm.add_constant(rank), weights=share).fit().params
    found = stats.inequality(values, people)
    assert (found.slope.value, found.relative.value) == approx((slope, (start + slope) / start), rel=1e-10)


def test_r_indicator_equals_a_logit_of_statsmodels():
    import statsmodels.api as sm

    rng = np.random.default_rng(5)
    cells = pd.DataFrame([(a, b) for a in "xyz" for b in "uv"], columns=["a", "b"])
    cells["n"] = rng.integers(20, 200, len(cells))
    cells["r"] = rng.binomial(cells["n"], 0.2)
    effects = sm.add_constant(pd.get_dummies(cells[["a", "b"]], drop_first=True, dtype=float))
    chance = sm.GLM(cells[["r"]].assign(rest=cells["n"] - cells["r"]), effects, sm.families.Binomial()).fit().mu
    middle = np.average(chance, weights=cells["n"])
    spread = np.sqrt((cells["n"] * (chance - middle) ** 2).sum() / (cells["n"].sum() - 1))
    assert stats.r_indicator(cells, "n", "r", by=["a", "b"]) == approx(1 - 2 * spread, rel=1e-8)


def test_r_indicator_equals_a_search_by_bfgs_also_where_groups_are_reached_fully_or_not_at_all():
    from scipy.optimize import minimize

    rng, cells = np.random.default_rng(1), pd.DataFrame([(a, b) for a in "xyz" for b in "uvw"], columns=["a", "b"])
    effects = np.column_stack(
        [np.ones(9), *(cells[name] == code for name, codes in (("a", "yz"), ("b", "vw")) for code in codes)]
    )
    for _ in range(100):
        people = rng.choice([1, 2, 5, 50, 1000], 9)
        part = np.where(rng.random(9) < 0.6, rng.integers(0, people + 1), rng.choice([0, 1], 9) * people)

        def misfit(beta, people=people, part=part):
            return (people * np.logaddexp(0, effects @ beta) - part * (effects @ beta)).sum() + 1e-10 * (beta @ beta)

        def slope(beta, people=people, part=part):
            chance = 1 / (1 + np.exp(-np.clip(effects @ beta, -700, 700)))
            return effects.T @ (people * chance - part) + 2e-10 * beta

        beta = minimize(misfit, np.zeros(5), jac=slope, method="BFGS", options={"gtol": 1e-9, "maxiter": 5000}).x
        chance = 1 / (1 + np.exp(-np.clip(effects @ beta, -700, 700)))
        spread = np.sqrt((people * (chance - np.average(chance, weights=people)) ** 2).sum() / (people.sum() - 1))
        found = stats.r_indicator(cells.assign(n=people, r=part), "n", "r", by=["a", "b"])
        assert found == approx(1 - 2 * spread, abs=1e-4)


def test_cumulative_incidence_equals_statsmodels():
    from statsmodels.duration.survfunc import CumIncidenceRight

    rng = np.random.default_rng(3)
    days, ends = rng.integers(1, 60, 200).astype(float), rng.integers(0, 3, 200)
    days, ends = np.append(days, 90.0), np.append(ends, 0)  # statsmodels divides by zero where the last person ends
    theirs = CumIncidenceRight(days, ends)
    for at in (10, 30, 50):
        place = np.searchsorted(theirs.times, at, side="right") - 1
        share, error = theirs.cinc[0][place], theirs.cinc_se[0][place]
        found = stats.cumulative_incidence(days, [str(end) for end in ends], cause="1", open="0", at=at)
        far = 1.959964 * error / (share * abs(np.log(share)))
        assert (found.value, found.low, found.high) == approx((share, share ** np.exp(far), share ** np.exp(-far)), rel=1e-5)


# R 3.6.1 with cmprsk: `cuminc` at 1, 2, 3 and 4 of the 100 people in reference/cmprsk.csv, as R draws them
CUMINC = {
    ("abc", "1"): (0.2352861, 0.3287068, 0.4247898, 0.4247898),
    ("abc", "2"): (0.2567862, 0.3931580, 0.4631781, 0.4911861),
    ("a", "1"): (0.1311269, 0.2699184, 0.3420625),
    ("a", "2"): (0.2257601, 0.2972171, 0.4415053),
    ("b", "1"): (0.2176471, 0.2615686),
    ("b", "2"): (0.3117647, 0.5878431),
    ("c", "1"): (0.3816280, 0.4889137, 0.5723581),
    ("c", "2"): (0.2160508, 0.2607532, 0.2607532),
}
VARIANTIE = {"1": (0.002062112, 0.002957844, 0.004170634), "2": (0.002190305, 0.003273248, 0.004004514)}


def test_cumulative_incidence_equals_cmprsk_of_r():
    people = pd.read_csv(Path(__file__).with_name("reference") / "cmprsk.csv", sep=";", comment="#", dtype={"einde": str}).fillna(
        ""
    )
    for (groups, cause), shares in CUMINC.items():
        mine = people[people["groep"].isin(list(groups))]
        for at, share in enumerate(shares, 1):
            found = stats.cumulative_incidence(mine["dagen"], list(mine["einde"]), cause=cause, at=at)
            assert found.value == approx(share, abs=1e-7), (groups, cause, at)
    for cause, variances in VARIANTIE.items():  # those of Gray (1988); ours and that of statsmodels are a little smaller
        for at, variance in enumerate(variances, 1):
            found = stats.cumulative_incidence(people["dagen"], list(people["einde"]), cause=cause, at=at)
            far = 1.959964 * variance**0.5 / (found.value * abs(np.log(found.value)))
            theirs = found.value ** np.exp(-far) - found.value ** np.exp(far)
            assert (found.high - found.low) / theirs == approx(0.98, abs=0.021)


def test_count_ratio_is_the_quasi_poisson_model_of_statsmodels_where_months_do_not_follow_each_other():
    import statsmodels.api as sm

    then, now = [14, 22, 9, 25, 11, 24], [31, 18, 33, 17, 30, 21]  # up and down in turn
    design = sm.add_constant(np.repeat([0.0, 1.0], 6))
    fit = sm.GLM(np.array(then + now), design, family=sm.families.Poisson()).fit(scale="X2", use_t=True)
    found = stats.count_ratio(now, then)
    assert (found.value, found.low, found.high) == approx(np.exp([fit.params[1], *fit.conf_int()[1]]), rel=1e-6)


def test_fewest_crossings_equal_the_binomial_quantile_of_scipy():
    from scipy.stats import binom

    for n in range(1, 300):
        found = stats.run_chart(([1, 3] * n)[:n] if n > 1 else [1, 3], baseline=2)
        useful = max(n, 2)
        assert found.crossings_min == binom.ppf(0.05, useful - 1, 0.5)


def test_reciprocity_and_centralisation_of_a_known_graph():
    # igraph 1.3: a directed ring of four with one tie returned has reciprocity 2/5
    ring = [(0, 1), (1, 2), (2, 3), (3, 0), (1, 0)]
    assert stats.network_measures(ring, range(4), directed=True).reciprocity == approx(2 / 5)


def test_numpy_numbers_series_and_lists_give_the_same():
    one = stats.proportion(3, 8)
    assert stats.proportion(np.int64(3), np.float32(8)) == one
    assert stats.proportion(np.array(3), np.array(8)) == one
    for make in (list, tuple, np.array, pd.Series, lambda values: pd.Series(values, dtype="Int64")):
        found = stats.proportion(make([3, 4]), make([8, 9]))
        assert (found.value[0], found.low[0], found.high[0]) == (one.value, one.low, one.high)
        assert stats.mean(make([1, 2, 4])) == stats.mean([1, 2, 4])


def test_whole_number_areas_may_have_one_denominator_for_all():
    found = stats.rate([1, 20, 300], 1000, per=1000)
    assert found.value.tolist() == [1.0, 20.0, 300.0] and found.n.tolist() == [1000.0] * 3


def test_importing_the_statistics_loads_no_heavy_library():
    script = (
        "import sys, wijkmonitor.stats\n"
        "print([name for name in ('pandas', 'scipy', 'networkx', 'statsmodels') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_extreme_numbers_give_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        estimates = [
            stats.rate(1e100, 1e-100, per=1e99),
            stats.proportion(1e-90, 1e100),
            stats.mean([1e100, -1e100, 3.0]),
            stats.paired_change([1e99, 1], [-1e99, 2]),
            stats.rate_ratio(1e-9, 1e100, 1e100, 1e-90),
            stats.standardised_rate([1e100, 0], [1e-100, 1], [1e100, 1]),
        ]
        chart = stats.xmr_chart([1e100, -1e100, 5, 7])
    assert all(found.value is not None or found.reason for found in estimates)
    assert chart["value"].notna().all()
