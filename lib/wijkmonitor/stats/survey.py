"""Means and shares of a weighted sample, with intervals that follow how the sample was drawn.

Taylor linearisation with the first stage of the design: strata, clusters, finite populations, domains.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from wijkmonitor.stats.arguments import NOT_NEGATIVE, POSITIVE, Floats, codes, column, numbers, to_floats
from wijkmonitor.stats.distributions import check_confidence, percentage, student_quantile
from wijkmonitor.stats.estimate import Estimate, reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    Mask = Sequence[bool] | NDArray[np.bool_] | pd.Series

Codes = NDArray[np.intp]


@dataclass(frozen=True)
class SurveyEstimate(Estimate):
    """An estimate from a survey; `n` is the number of respondents with a value, unweighted.

    `se` is the standard error in the unit of the value, `df` the degrees of freedom of its interval, `missing`
    the number of rows of the domain that were left out because the variable has no value.
    """

    se: float | None = None
    df: int | None = None
    missing: int = 0


@dataclass(frozen=True)
class Design:
    """How the rows were drawn: the cluster of each row, the stratum of each row and cluster, what was not drawn."""

    cluster: Codes
    stratum: Codes
    stratum_of_cluster: Codes
    clusters_in_stratum: Codes
    not_sampled: Floats

    def variance(self, contributions: Floats) -> float:
        """Variance of the total of the rows' contributions."""
        return float(self.covariance(contributions[:, np.newaxis])[0, 0])

    def covariance(self, contributions: Floats) -> Floats:
        """Covariance of the totals of several columns of contributions, a row per respondent."""
        totals = np.column_stack([np.bincount(self.cluster, part) for part in contributions.T])
        size = self.clusters_in_stratum
        middle = np.column_stack([np.bincount(self.stratum_of_cluster, part) / size for part in totals.T])
        away = totals - middle[self.stratum_of_cluster]
        factor = (self.not_sampled * size / (size - 1))[self.stratum_of_cluster]
        return np.asarray((away * factor[:, np.newaxis]).T @ away)

    def degrees_of_freedom(self, rows: NDArray[np.bool_]) -> int:
        """Clusters minus strata among these rows."""
        return len(np.unique(self.cluster[rows])) - len(np.unique(self.stratum[rows]))


@dataclass(frozen=True)
class Answers:
    """The linearised mean of the rows that count; without any such row `value` and `se` are None."""

    value: float | None
    se: float | None
    df: int
    n: int
    missing: int

    def estimate(self, limits: tuple[float, float] | None, method: str, why: str = "") -> SurveyEstimate:
        """The answers as an estimate; without limits the name of the reason says why."""
        low, high = limits or (None, None)
        told = None if limits else reason(why if self.n else "niemand")
        return SurveyEstimate(self.value, low, high, self.n, method, told, self.se, self.df, self.missing)


def survey_mean(
    frame: pd.DataFrame,
    variable: str,
    weights: str,
    strata: str | None = None,
    clusters: str | None = None,
    fpc: str | None = None,
    domain: Mask | None = None,
    *,
    confidence: float = 0.95,
) -> SurveyEstimate:
    """Weighted mean in the unit of the variable with a t interval; also `se`, `df` and `missing`.

    `variable`, `weights`, `strata`, `clusters` and `fpc` name columns. `fpc` holds the population size of the
    row's stratum: rows, or clusters where there are clusters. `domain` is a boolean mask, a value per row. Rows
    without a value, or with weight 0, count as outside the domain: they are not in `n`, nor in the degrees of freedom
    (as in R: `subset` gives them weight 0, and `degf` leaves those out). Strata and clusters keep their size in the
    whole sample.

    An empty domain has no value; one whose clusters leave no degree of freedom has no interval; `reason` says
    so. ValueError: an unknown column, a negative or missing weight, a missing stratum, cluster or population
    size, a stratum with one unit, a population smaller than its sample.
    With strongly unequal weights the interval holds the truth 90% to 93% of the time (docs/dekking.md).
    Source: Binder, Int Stat Rev 51 (1983), p. 279; Lumley, Complex Surveys (2010), ch. 2; equal to the R
    package survey 4.1.1.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"score": [6, 8, 7, None, 9], "gewicht": [1.0, 2.0, 1.0, 1.0, 2.0]})
    >>> score = survey_mean(frame, "score", "gewicht")
    >>> round(score.value, 2), round(score.se, 2), round(score.low, 2), round(score.high, 2), score.n
    (7.83, 0.58, 5.99, 9.67, 4)
    """
    confidence = check_confidence(confidence)
    method = f"gewogen gemiddelde, t {percentage(confidence)}"
    values = to_floats(*column(frame, "variable", variable))
    answers = _linearise(frame, values, weights, strata, clusters, fpc, domain)
    if answers.value is None or answers.se is None or answers.df < 1:
        return answers.estimate(None, method, "groep_te_klein")
    half = student_quantile(confidence, answers.df) * answers.se
    return answers.estimate((answers.value - half, answers.value + half), method)


def survey_proportion(
    frame: pd.DataFrame,
    variable: str,
    weights: str,
    strata: str | None = None,
    clusters: str | None = None,
    fpc: str | None = None,
    domain: Mask | None = None,
    *,
    confidence: float = 0.95,
) -> SurveyEstimate:
    """Weighted share (0-1) of respondents with a 1, with a logit interval; also `se`, `df` and `missing`.

    `variable` names a column of 0, 1 (or False, True) and missing; the rest is as for `survey_mean`. A share of
    0 or 1 has a value, no interval, and `reason` says so. ValueError as for `survey_mean`, and where the
    variable holds anything but 0 and 1.
    With strongly unequal weights the interval holds the truth 90% to 93% of the time (docs/dekking.md).
    Source: Lumley, Complex Surveys (2010), p. 33; `svyciprop(method="logit")` of the R package survey 4.1.1.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"eenzaam": [1, 0, 0, 1, 0, None], "gewicht": [1.0, 2.0, 1.0, 1.0, 2.0, 1.0]})
    >>> share = survey_proportion(frame, "eenzaam", "gewicht")
    >>> round(share.value, 3), round(share.low, 3), round(share.high, 3), share.n, share.missing
    (0.286, 0.023, 0.87, 5, 1)
    """
    confidence = check_confidence(confidence)
    method = f"gewogen aandeel, logit {percentage(confidence)}"
    values = to_floats(*column(frame, "variable", variable))
    other = values[~np.isnan(values) & (values != 0) & (values != 1)]
    if other.size:
        raise ValueError(f"variable={variable!r} holds {other[0]:.15g}; only 0, 1 and missing are allowed")
    answers = _linearise(frame, values, weights, strata, clusters, fpc, domain)
    share, se = answers.value, answers.se
    if share is None or se is None or share in {0.0, 1.0}:
        return answers.estimate(None, method, "zelfde_antwoord")
    if answers.df < 1:
        return answers.estimate(None, method, "groep_te_klein")
    centre = math.log(share / (1 - share))
    half = student_quantile(confidence, answers.df) * se / (share * (1 - share))
    return answers.estimate((_inverse_logit(centre - half), _inverse_logit(centre + half)), method)


def _inverse_logit(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > 0 else 1 - 1 / (1 + math.exp(value))


def _linearise(
    frame: pd.DataFrame,
    values: Floats,
    weights: str,
    strata: str | None,
    clusters: str | None,
    fpc: str | None,
    domain: Mask | None,
) -> Answers:
    weight = numbers(*column(frame, "weights", weights), NOT_NEGATIVE)
    numbers("variable", np.where(np.isnan(values), 0.0, values))
    inside = _mask(domain, frame)
    design = survey_design(frame, strata, clusters, fpc)
    if not weight.any():
        raise ValueError(f"weights={weights!r} are all 0")
    rows = inside & (weight > 0) & ~np.isnan(values)
    missing = int((inside & np.isnan(values)).sum())
    if not rows.any():
        return Answers(None, None, 0, 0, missing)
    share = np.where(rows, weight, 0.0) / weight[rows].sum()
    lowest = values[rows].min()  # taken out first, so that equal answers give exactly their own value
    value = float(lowest + (share[rows] * (values[rows] - lowest)).sum())
    contributions = np.where(rows, share * (values - value), 0.0)
    se = math.sqrt(max(design.variance(contributions), 0.0))
    return Answers(value, se, design.degrees_of_freedom(rows), int(rows.sum()), missing)


def _mask(domain: Any, frame: pd.DataFrame) -> NDArray[np.bool_]:
    if domain is None:
        return np.ones(len(frame), dtype=np.bool_)
    if hasattr(domain, "index") and hasattr(domain, "to_numpy") and not domain.index.equals(frame.index):
        raise ValueError("domain is a Series with other labels than the frame")
    mask = np.asarray(domain)
    if mask.shape != (len(frame),):
        raise ValueError(f"domain has {mask.size} values; it must have one for each of the {len(frame)} rows")
    if mask.dtype != np.bool_:
        wrong = [value for value in mask.tolist() if not isinstance(value, bool)]
        if wrong:
            raise ValueError(f"domain holds {wrong[0]!r}; it must be a boolean mask of True and False")
    return mask.astype(np.bool_)


def survey_design(frame: pd.DataFrame, strata: str | None, clusters: str | None, fpc: str | None = None) -> Design:
    """How the rows of the frame were drawn; ValueError: a stratum with one unit, a missing stratum or cluster."""
    size = len(frame)
    stratum = np.zeros(size, dtype=np.intp) if strata is None else codes(frame, "strata", strata)
    cluster = np.arange(size) if clusters is None else codes(frame, "clusters", clusters)
    pairs = stratum * (cluster.max() + 1) + cluster  # the same cluster number in two strata is two clusters
    cluster = np.unique(pairs, return_inverse=True)[1]
    stratum_of_cluster = np.zeros(cluster.max() + 1, dtype=np.intp)
    stratum_of_cluster[cluster] = stratum
    in_stratum = np.bincount(stratum_of_cluster)
    alone = np.flatnonzero(in_stratum[stratum] == 1)
    if alone.size:
        where = "the sample" if strata is None else f"strata={frame[strata].iloc[alone[0]]!r}"
        raise ValueError(f"{where} has one unit, which gives no variance; join it with another stratum")
    sampled = 0.0 if fpc is None else _sampled(frame, fpc, stratum, in_stratum)
    return Design(cluster, stratum, stratum_of_cluster, in_stratum, np.ones(in_stratum.size) - sampled)


def _sampled(frame: pd.DataFrame, fpc: str, stratum: Codes, in_stratum: Codes) -> Floats:
    """Share of each stratum's population that is in the sample."""
    population = numbers(*column(frame, "fpc", fpc), POSITIVE)
    of_stratum = np.zeros(in_stratum.size)
    of_stratum[stratum] = population
    differs = np.flatnonzero(of_stratum[stratum] != population)
    if differs.size:
        raise ValueError(f"fpc={fpc!r} has two sizes for one stratum, among them {population[differs[0]]:.15g}")
    small = np.flatnonzero(of_stratum < in_stratum)
    if small.size:
        raise ValueError(
            f"fpc={fpc!r} says {of_stratum[small[0]]:.15g} units in a stratum of which {in_stratum[small[0]]} are in the sample"
        )
    return in_stratum / of_stratum
