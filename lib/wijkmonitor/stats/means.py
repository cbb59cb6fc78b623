"""The mean of a list, and change between two: the same people twice, two groups, or two waves of a survey with some of both."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from wijkmonitor.stats.arguments import POSITIVE, Floats, Vector, column, numbers, same_length, to_floats, vector
from wijkmonitor.stats.distributions import check_confidence, percentage, student_p, student_quantile
from wijkmonitor.stats.estimate import Estimate, reason
from wijkmonitor.stats.survey import survey_design

SAME = 10 * float(np.finfo(np.float64).eps)  # relative size below which R's t.test calls data constant
if TYPE_CHECKING:
    import pandas as pd

Mask = NDArray[np.bool_]

LEAST = 10  # people in a group before it takes part


@dataclass(frozen=True)
class ChangeEstimate(Estimate):
    """A change with the probability of one at least this large by chance, and its size in standard deviations.

    `p` (0-1) is None where there is no interval; `effect` has the sign of the change, and is None where the
    values don't vary.
    """

    p: float | None = None
    effect: float | None = None


def mean(values: Vector, *, confidence: float = 0.95) -> Estimate:
    """Mean in the unit of the values with a t interval; `n` is the number of values.

    One value has no interval, and `reason` says so; equal values give an interval without width, which says
    that they are equal and not that the mean is known so well. ValueError: an empty list, anything missing.
    On skewed scores of 10 people or fewer the interval holds the truth about 90% of the time
    (docs/dekking.md).
    Source: Student, Biometrika 6 (1908), p. 1.

    >>> score = mean([6, 7, 7, 8, 9])
    >>> round(score.value, 2), round(score.low, 2), round(score.high, 2), score.n
    (7.4, 5.98, 8.82, 5)
    """
    known = vector("values", values)
    confidence = check_confidence(confidence)
    n, method = known.size, f"t {percentage(confidence)}"
    middle, variance = _moments(known)
    if n == 1:
        return Estimate(middle, None, None, n, method, reason("een_waarde"))
    half = student_quantile(confidence, n - 1) * math.sqrt(variance / n)
    return Estimate(middle, middle - half, middle + half, n, method)


def _moments(values: Floats, scale: float = 0.0) -> tuple[float, float]:
    """Mean and sample variance; the variance of one value, or of values that are equal but for rounding, is 0.

    `scale` is the size of the numbers that the values were made from, which sets how large rounding can be.
    """
    low, high = float(values.min()), float(values.max())
    if high - low <= SAME * max(abs(low), abs(high), scale):
        return low / 2 + high / 2, 0.0
    middle = math.fsum(values) / values.size
    return middle, math.fsum((values - middle) ** 2) / (values.size - 1)


def paired_change(before: Vector, after: Vector, *, confidence: float = 0.95) -> ChangeEstimate:
    """Mean change of the same people, after minus before, with a t interval; also `p` and Cohen's dz.

    The two lists hold the same people in the same order; two Series with different labels are matched on their
    labels, unless those are row numbers that don't overlap. People with a missing value on either side are left
    out: `n` is the number of complete pairs.
    No pair: no value. One pair: no interval. `reason` says so. ValueError: an empty list, lists of different
    length, labels that occur twice or not at all in the other.
    Source: Cohen, Statistical power analysis (1988), p. 48 (dz).

    >>> change = paired_change([5, 6, 7, 4, None], [6, 6, 9, 5, 8])
    >>> round(change.value, 2), round(change.low, 2), round(change.high, 2), change.n
    (1.0, -0.3, 2.3, 4)
    """
    before, after = _matched(before, after)
    first, second = to_floats("before", before), to_floats("after", after)
    same_length(before=first, after=second)
    for name, values in (("before", first), ("after", second)):
        numbers(name, np.where(np.isnan(values), 0.0, values))
        if values.ndim == 0:
            raise ValueError(f"{name}={float(values):.15g} must be a list of numbers, not one number")
    pairs = second - first
    pairs = pairs[~np.isnan(pairs)]
    confidence = check_confidence(confidence)
    n, method = pairs.size, f"gepaarde t {percentage(confidence)}"
    if n == 0:
        return ChangeEstimate(None, None, None, 0, method, reason("geen_paren"))
    middle, variance = _moments(pairs, scale=float(np.nanmax(np.abs([first, second]))))
    if n == 1:
        return ChangeEstimate(middle, None, None, 1, method, reason("een_paar"))
    if variance == 0:
        return _constant_change(middle, n, method)
    error = math.sqrt(variance / n)
    half = student_quantile(confidence, n - 1) * error
    p, effect = student_p(middle / error, n - 1), middle / math.sqrt(variance)
    return ChangeEstimate(middle, middle - half, middle + half, n, method, None, p, effect)


def _matched(before: Any, after: Any) -> tuple[Any, Any]:
    """Two Series with different labels brought to the labels that they share; anything else as it is."""
    if not (hasattr(before, "reindex") and hasattr(after, "reindex")) or before.index.equals(after.index):
        return before, after
    for name, series in (("before", before), ("after", after)):
        if not series.index.is_unique:
            raise ValueError(f"{name} has the label {series.index[series.index.duplicated()][0]!r} twice")
    shared = before.index.intersection(after.index, sort=False)
    if shared.empty and len(before) == len(after) and _has_row_numbers(before) and _has_row_numbers(after):
        return before.to_numpy(), after.to_numpy()
    if shared.empty:
        raise ValueError("before and after share no label, so nobody can be paired; pass lists to pair by position")
    return before.reindex(shared), after.reindex(shared)


def _has_row_numbers(series: Any) -> bool:
    """Whether its labels are whole numbers without a name: rows of a frame, which name nobody."""
    return series.index.name is None and series.index.dtype.kind in "iu"


def _constant_change(middle: float, n: int, method: str, why: str = "alles_gelijk") -> ChangeEstimate:
    """A change that is the same everywhere: no spread, so no effect size unless nothing changed."""
    if middle == 0:
        return ChangeEstimate(0.0, 0.0, 0.0, n, method, None, 1.0, 0.0)
    return ChangeEstimate(middle, middle, middle, n, method, reason(why), 0.0, None)


def unpaired_change(before: Vector, after: Vector, *, confidence: float = 0.95) -> ChangeEstimate:
    """Difference of two groups' means, after minus before, with Welch's interval; also `p` and Hedges' g.

    For two groups of different people. `n` is the number of values in both. A group of one value: no interval,
    and `reason` says so. ValueError: an empty list, anything missing.
    Source: Welch, Biometrika 34 (1947), p. 28; Hedges, J Educ Stat 6 (1981), p. 107 (g = d (1 - 3 / (4N - 9))).

    >>> change = unpaired_change([5, 6, 7, 4], [6, 6, 9, 5, 8])
    >>> round(change.value, 2), round(change.p, 3), round(change.effect, 2), change.n
    (1.3, 0.225, 0.77, 9)
    """
    first, second = vector("before", before), vector("after", after)
    confidence = check_confidence(confidence)
    n, method = first.size + second.size, f"Welch {percentage(confidence)}"
    (mean_a, variance_a), (mean_b, variance_b) = _moments(first), _moments(second)
    change = mean_b - mean_a
    if min(first.size, second.size) == 1:
        return ChangeEstimate(change, None, None, n, method, reason("een_waarde_per_groep"))
    part_a, part_b = variance_a / first.size, variance_b / second.size
    if part_a + part_b == 0:
        return _constant_change(change, n, method, "gelijk_per_groep")
    error = math.sqrt(part_a + part_b)
    share_a, share_b = part_a / (part_a + part_b), part_b / (part_a + part_b)
    df = 1 / (share_a**2 / (first.size - 1) + share_b**2 / (second.size - 1))
    pooled = ((first.size - 1) * variance_a + (second.size - 1) * variance_b) / (n - 2)
    effect = change / math.sqrt(pooled) * (1 - 3 / (4 * n - 9))
    half, p = student_quantile(confidence, df) * error, student_p(change / error, df)
    return ChangeEstimate(change, change - half, change + half, n, method, None, p, effect)


def linked_change(
    frame: pd.DataFrame,
    before: str,
    after: str,
    *,
    weight_before: str | None = None,
    weight_after: str | None = None,
    strata: str | None = None,
    clusters: str | None = None,
    confidence: float = 0.95,
) -> ChangeEstimate:
    """Mean after minus mean before in the unit of the answers, with a t interval; also `p` and the effect in sd.

    frame: one row per person; `before` and `after` name the columns with the answers, missing where the person gave
    none. Two estimates are joined with the weights that give the smallest variance: the second mean of the people with
    both answers, brought by regression to the first mean of all (so that people may stay away because of their first
    answer), and the mean of the people who answered the second time only. A group of fewer than 10 people takes no part;
    where that leaves nothing there is no value, and `reason` says so.
    weight_before, weight_after: columns of design weights (absent: 1). strata, clusters: as in `survey_mean`.
    `n`: people whose answer counts. Degrees of freedom: people, or clusters, of the smallest group that counts, less 1.
    Source: Patterson, J R Stat Soc B 12 (1950), p. 241; Cochran, Sampling Techniques (1977), p. 346-352.

    >>> import pandas as pd
    >>> both = pd.DataFrame({"toen": [5, 6, 7, 4, 6, 5, 7, 6, 5, 8], "nu": [6, 6, 8, 5, 6, 6, 7, 7, 6, 8]})
    >>> change = linked_change(both, "toen", "nu")
    >>> round(change.value, 2), round(change.low, 2), round(change.high, 2), change.n
    (0.6, 0.23, 0.97, 10)
    """
    first, last = (to_floats(*column(frame, name, text)) for name, text in (("before", before), ("after", after)))
    weights = [
        np.ones(len(frame)) if text is None else to_floats(*column(frame, name, text))
        for name, text in (("weight_before", weight_before), ("weight_after", weight_after))
    ]
    confidence = check_confidence(confidence)
    method = f"gewogen verandering, t {percentage(confidence)}"
    known, told = ~np.isnan(first), ~np.isnan(last)
    both, new = known & told, told & ~known
    if known.sum() < LEAST or max(both.sum(), new.sum()) < LEAST:
        return ChangeEstimate(
            None, None, None, int(both.sum()), method, reason("groep_te_klein" if known.any() else "geen_paren")
        )
    start, begin = _mean(known, first, weights[0])
    ways = [_regression(both, first, last, weights[1], (start, begin))] if both.sum() >= LEAST else []
    ways += [_mean(new, last, weights[1])] if new.sum() >= LEAST else []
    covariance = survey_design(frame, strata, clusters).covariance(np.column_stack([part - begin for _, part in ways]))
    share = _shares(covariance)
    value = float(share @ [middle for middle, _ in ways]) - start
    error = math.sqrt(max(float(share @ covariance @ share), 0.0))
    counted = known | (both if both.sum() >= LEAST else False) | (new if new.sum() >= LEAST else False)
    n, spread = int(counted.sum()), math.sqrt((float(np.nanvar(first)) + float(np.nanvar(last))) / 2)
    if error < SAME * max(spread, 1.0):
        return ChangeEstimate(value, value, value, n, method, reason("alles_gelijk") if value else None, float(value == 0), None)
    fewest = int(min(known.sum(), max(both.sum(), new.sum())))
    freedom = max((fewest if clusters is None else frame.loc[counted, clusters].nunique()) - 1, 1)
    half = student_quantile(confidence, freedom) * error
    return ChangeEstimate(value, value - half, value + half, n, method, None, student_p(value / error, freedom), value / spread)


def _mean(rows: Mask, values: Floats, weights: Floats) -> tuple[float, Floats]:
    """The weighted mean of these rows, and what every row contributes to its deviation."""
    share = np.zeros(len(values))
    share[rows] = numbers("weight", weights[rows], POSITIVE)
    share /= share.sum()
    middle = float(share[rows] @ values[rows])
    return middle, np.where(rows, share * (np.nan_to_num(values) - middle), 0.0)


def _regression(rows: Mask, first: Floats, last: Floats, weights: Floats, start: tuple[float, Floats]) -> tuple[float, Floats]:
    """The second mean that these people would have at the first mean of all, and what every row contributes to it."""
    share = np.where(rows, weights, 0.0) / weights[rows].sum()
    x, y = np.nan_to_num(first), np.nan_to_num(last)
    middle, end = float(share @ x), float(share @ y)
    width = float(share @ (x - middle) ** 2)
    slope = float(share @ ((x - middle) * y)) / width if width > 0 else 0.0
    away = start[0] - middle
    leverage = 1 + (away * (x - middle) / width if width > 0 else 0.0)
    left = np.where(rows, share * (y - end - slope * (x - middle)) * leverage, 0.0)
    return end + slope * away, left + slope * start[1]


def _shares(covariance: Floats) -> Floats:
    """How much each way counts, for the smallest variance; none below 0."""
    if len(covariance) == 1:
        return np.ones(1)
    (one, together), (_, other) = covariance
    apart = one + other - 2 * together
    share = min(max((other - together) / apart, 0.0), 1.0) if apart > 0 else 1.0
    return np.array([share, 1 - share])
