"""The difference between a figure then and a figure now, from their intervals alone; probabilities corrected for many comparisons."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from wijkmonitor.stats.arguments import SHARE, Floats, Vector, choice, vector
from wijkmonitor.stats.distributions import confidence_of, normal_quantile, percentage, student_quantile
from wijkmonitor.stats.estimate import Estimate

METHODE = "MOVER 95%"
POWER = 0.8
LOGS = [step / 100 for step in range(1, 700)]  # logarithms of ratios, up to a thousand times
MANY = 200  # degrees of freedom from which t and normal are the same to two decimals


@dataclass(frozen=True)
class Verschil(Estimate):
    """Now minus then; for ratios the logarithm of now over then. Unknown limits give no interval.

    vrij: degrees of freedom of the interval, None = many.
    """

    vrij: float | None = None

    def at(self, confidence: float) -> Estimate:
        """The difference with an interval at this confidence: the 95% interval scaled as a t interval."""
        return rescale(self, confidence, freedom=self.vrij)


def quantile(confidence: float, freedom: float | None = None) -> float:
    """Half the width of an interval in standard errors: t with these degrees of freedom, normal where there are many.

    >>> round(quantile(0.95), 2), round(quantile(0.95, 4), 2)
    (1.96, 2.78)
    """
    if freedom is None or freedom >= MANY:
        return normal_quantile(confidence)
    return student_quantile(confidence, max(freedom, 1.0))


def rescale(
    estimate: Estimate, confidence: float, *, at: float = 0.95, freedom: float | None = None, ratio: bool = False
) -> Estimate:
    """The same estimate with its interval at `at` brought to another confidence; as it is where it has no interval.

    freedom: degrees of freedom of a t interval. ratio: the interval is symmetric on the logarithm.

    >>> wide = rescale(Estimate(6.0, 5.0, 7.0, 5, "t 95%"), 0.99, freedom=4)
    >>> round(wide.low, 2), round(wide.high, 2)
    (4.34, 7.66)
    """
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return estimate
    factor = quantile(confidence, freedom) / quantile(at, freedom)
    value, low, high = estimate.value, estimate.low, estimate.high
    if ratio:
        low, high = (value * (limit / value) ** factor for limit in (low, high))
    else:
        low, high = (value + factor * (limit - value) for limit in (low, high))
    return replace(estimate, low=low, high=high)


def usual(estimate: Estimate, *, ratio: bool = False) -> Estimate:
    """The same estimate at 95%, where its method names another confidence: only then two can be compared.

    >>> narrow = usual(Estimate(0.5, 0.4361, 0.5639, 100, "Wilson 80%"))
    >>> round(narrow.low, 2), round(narrow.high, 2), narrow.method
    (0.4, 0.6, 'Wilson 95%')
    """
    at = confidence_of(estimate.method)
    if at == 0.95:
        return estimate
    method = estimate.method.replace(percentage(at), percentage(0.95))
    return replace(rescale(estimate, 0.95, at=at, ratio=ratio), method=method)


def detectable(estimate: Estimate, *, confidence: float = 0.95, freedom: float | None = None, at: float = 0.95) -> float | None:
    """The smallest difference that this comparison would show in 80 of 100 repetitions, in its own unit; None without interval.

    estimate: a difference with its interval at the confidence `at`. confidence: that of the verdict. The standard error
    times the sum of the quantiles of the verdict and of the power (Bloom, Evaluation Review 19 (1995), p. 547-556).

    >>> round(detectable(Estimate(0.1, -0.1, 0.3, 300, "t 95%")), 2)
    0.29
    """
    if estimate.low is None or estimate.high is None:
        return None
    error = (estimate.high - estimate.low) / 2 / quantile(at, freedom)
    return error * (quantile(confidence, freedom) + quantile(2 * POWER - 1, freedom))


def detectable_ratio(
    estimate: Estimate, *, confidence: float = 0.95, freedom: float | None = None, at: float = 0.95
) -> float | None:
    """The ratio of two counts from which on this comparison would show it in 80 of 100 repetitions; None without interval.

    Below 1 where fewer were counted than before, above 1 otherwise and where no fall could be shown. As `detectable`, on the
    logarithm; but the error is that of the counts there would be then: of more events a smaller one, of fewer a larger.
    estimate: a ratio of events over equal times with its interval at the confidence `at`. Reached by simulation in the tests.

    >>> fewer, more = Estimate(0.67, 0.38, 1.17, 50, "log-normaal 95%"), Estimate(1.1, 0.67, 1.8, 63, "log-normaal 95%")
    >>> round(detectable_ratio(fewer), 2), round(detectable_ratio(more), 2)
    (0.38, 1.9)
    """
    if estimate.low is None or estimate.high is None or not estimate.value or estimate.low <= 0:
        return None
    sizes = quantile(confidence, freedom) + quantile(2 * POWER - 1, freedom)
    error = math.log(estimate.high / estimate.low) / 2 / quantile(at, freedom)
    unit = sizes * error / math.sqrt(1 + 1 / estimate.value)
    ways = (-1, 1) if estimate.value < 1 else (1,)
    found = (step * way for way in ways for step in LOGS if step >= unit * math.sqrt(1 + math.exp(-step * way)))
    return math.exp(next(found, LOGS[-1]))


def difference(then: Estimate, now: Estimate, *, ratio: bool = False) -> Verschil:
    """Now minus then with a 95% interval by the method of variance estimates recovery.

    Square-and-add of the distances between each value and its limits (Zou & Donner 2008, Stat Med 27:1693-1702; for
    two Wilson intervals it is Newcombe's method 10). It takes the figures as independent: where both count partly the
    same people the interval is too wide, so a claim is made too seldom, never too often. Its degrees of freedom are
    those of the smaller figure.
    ratio: the figures are ratios above 0; the logarithm is compared.

    >>> shift = difference(Estimate(0.30, 0.25, 0.35, 300, ""), Estimate(0.20, 0.16, 0.25, 300, ""))
    >>> round(shift.value, 2), round(shift.low, 3), round(shift.high, 3)
    (-0.1, -0.164, -0.029)
    """
    n = None if then.n is None or now.n is None else then.n + now.n
    parts = [then.value, then.low, then.high, now.value, now.low, now.high]
    known = [part for part in parts if part is not None]
    if then.value is None or now.value is None:
        return Verschil(None, None, None, n, METHODE)
    if len(known) < len(parts) or (ratio and min(known) <= 0):
        return Verschil(None if ratio else now.value - then.value, None, None, n, METHODE)
    a, a_low, a_high, b, b_low, b_high = (math.log(part) if ratio else part for part in known)
    low = b - a - math.hypot(b - b_low, a_high - a)
    high = b - a + math.hypot(b_high - b, a - a_low)
    fewest = [item.n for item in (then, now) if item.n is not None]
    return Verschil(b - a, low, high, n, METHODE, vrij=float(max(min(fewest) - 1, 1)) if fewest else None)


def adjust(p_values: Vector, method: Literal["holm", "bh"] = "holm") -> Floats:
    """Adjusted probabilities (0-1) in the order of the input, for one family of comparisons.

    `holm` keeps the chance of any false claim in the family below the level, `bh` the expected share of false
    ones among the claims. ValueError: an empty list, a value outside 0-1 or missing, another method.
    Source: Holm, Scand J Stat 6 (1979), p. 65; Benjamini & Hochberg, J R Stat Soc B 57 (1995), p. 289.

    >>> [float(p) for p in adjust([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    choice("method", method, ("holm", "bh"))
    known = vector("p_values", p_values, SHARE)
    order = np.argsort(known, kind="stable")
    rank = np.arange(known.size)
    if method == "holm":
        stepped = np.maximum.accumulate(known[order] * (known.size - rank))
    else:
        stepped = np.minimum.accumulate((known[order] * known.size / (rank + 1))[::-1])[::-1]
    adjusted = np.empty_like(known)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted
