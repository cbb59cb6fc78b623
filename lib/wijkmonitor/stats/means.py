"""The mean of a list, and change between two: the same people twice, or two groups."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from wijkmonitor.stats.arguments import Floats, Vector, numbers, same_length, to_floats, vector
from wijkmonitor.stats.distributions import check_confidence, percentage, student_p, student_quantile
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.stats.reasons import reason

SAME = 10 * float(np.finfo(np.float64).eps)  # relative size below which R's t.test calls data constant


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
