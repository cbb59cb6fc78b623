"""Shares, also of things that come in clusters and of people who are followed in time; the difference of two, and what areas differ by chance only.

The formulas are written out here: one formula serves a single share and an array of areas, and importing
statsmodels costs 1.2 s. The tests hold them against statsmodels and PHEindicatormethods.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from wijkmonitor.stats.arguments import (
    NOT_NEGATIVE,
    POSITIVE,
    SHARE,
    Floats,
    Number,
    Vector,
    numbers,
    same_length,
    scalar,
    vector,
)
from wijkmonitor.stats.distributions import check_confidence, normal_quantile, percentage, student_quantile
from wijkmonitor.stats.estimate import Estimate, Estimates, Named, reason

Mask = NDArray[np.bool_]
LEAST = 5  # clusters: below this the spread between them says too little


@overload
def proportion(numerator: Number, denominator: Number, *, confidence: float = 0.95) -> Estimate: ...
@overload
def proportion(numerator: Vector, denominator: Vector | Number, *, confidence: float = 0.95) -> Estimates: ...
@overload
def proportion(numerator: Number, denominator: Vector, *, confidence: float = 0.95) -> Estimates: ...
def proportion(numerator: Vector | Number, denominator: Vector | Number, *, confidence: float = 0.95) -> Estimate | Estimates:
    """Share of people (0-1) with Wilson's interval; `n` is the denominator.

    Two numbers give one `Estimate`; a list, array or Series on either side gives `Estimates`, one per area.
    A share of 0 or 1 has an interval too. ValueError: a denominator of 0, a negative or missing number, a
    numerator above its denominator.

    The interval holds the truth 95% of the time on average over all shares, but 90% to 93% of the time for
    some shares of groups below 30 and for shares close to 0 or 1 (docs/dekking.md).
    Source: Wilson, J Am Stat Assoc 22 (1927), p. 209.

    >>> share = proportion(65, 100)
    >>> share.value, round(share.low, 4), round(share.high, 4), share.n
    (0.65, 0.5525, 0.7364, 100)
    """
    top, bottom = _checked("numerator", numerator, "denominator", denominator)
    confidence = check_confidence(confidence)
    value, low, high = wilson(top, bottom, normal_quantile(confidence))
    method = f"Wilson {percentage(confidence)}"
    if value.ndim == 0:
        return Estimate(float(value), float(low), float(high), round(float(bottom)), method)
    return Estimates(value, low, high, np.broadcast_to(bottom, value.shape), method)


def wilson(top: Floats, bottom: Floats, z: float) -> tuple[Floats, Floats, Floats]:
    """Share, lower and upper limit for checked numbers; exactly 0 and 1 at the ends."""
    share = top / bottom
    square = z * z
    weight = 0.5 / (bottom + square)
    half = np.sqrt(square + 4 * top * (1 - share)) * z * weight
    middle = (2 * top + square) * weight
    low = np.maximum(np.minimum(middle - half, share), 0.0)
    high = np.where(share < 1, np.minimum(np.maximum(middle + half, share), 1.0), 1.0)
    return share, low, high


def proportion_difference(
    numerator_a: Number, denominator_a: Number, numerator_b: Number, denominator_b: Number, *, confidence: float = 0.95
) -> Estimate:
    """Share a minus share b (-1 to 1) with Newcombe's interval; `n` is the two denominators together.

    For two groups that have no people in common. ValueError as for `proportion`.
    Source: Newcombe, Statistics in Medicine 17 (1998), p. 873, method 10 (Wilson limits, no continuity
    correction).

    >>> gap = proportion_difference(56, 70, 48, 80)
    >>> round(gap.value, 4), round(gap.low, 4), round(gap.high, 4), gap.n
    (0.2, 0.0524, 0.3339, 150)
    """
    given = {
        "numerator_a": numerator_a,
        "denominator_a": denominator_a,
        "numerator_b": numerator_b,
        "denominator_b": denominator_b,
    }
    for name, value in given.items():
        scalar(name, value)
    top_a, bottom_a = _checked("numerator_a", numerator_a, "denominator_a", denominator_a)
    top_b, bottom_b = _checked("numerator_b", numerator_b, "denominator_b", denominator_b)
    confidence = check_confidence(confidence)
    z = normal_quantile(confidence)
    a, low_a, high_a = (float(part) for part in wilson(top_a, bottom_a, z))
    b, low_b, high_b = (float(part) for part in wilson(top_b, bottom_b, z))
    gap = a - b
    return Estimate(
        gap,
        max(gap - float(np.hypot(a - low_a, high_b - b)), -1.0),
        min(gap + float(np.hypot(high_a - a, b - low_b)), 1.0),
        round(float(bottom_a + bottom_b)),
        f"Newcombe {percentage(confidence)}",
    )


@dataclass(frozen=True, eq=False)
class FunnelLimits(Named):
    """Lower and upper limit per area, 0-1, in the order of the denominators; also as `low, high = limits`."""

    low: Floats
    high: Floats

    def __iter__(self) -> Iterator[Floats]:
        return iter((self.low, self.high))


def funnel_limits(average: Number, denominators: Vector | Number, confidence: float = 0.95) -> FunnelLimits:
    """Limits (0-1) around the average share for areas with these denominators.

    A share inside its limits can differ from the average by chance alone: its Wilson interval holds the
    average. Use 0.95 for a first look and 0.998 for a signal. ValueError: an average outside 0-1, a
    denominator of 0 or less, anything missing or empty.
    Source: Spiegelhalter, Statistics in Medicine 24 (2005), p. 1185; Wilson limits turned round, as in
    PHEindicatormethods 2.1.0.

    >>> limits = funnel_limits(0.8, [100, 10_000])
    >>> limits.low.round(3).tolist(), limits.high.round(3).tolist()
    ([0.722, 0.792], [0.878, 0.808])
    """
    centre = scalar("average", average, SHARE)
    people = np.atleast_1d(numbers("denominators", denominators, POSITIVE))
    z = normal_quantile(check_confidence(confidence))
    half = z * np.sqrt(centre * (1 - centre)) / np.sqrt(people)
    return FunnelLimits(np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0))


def _checked(top_name: str, top: object, bottom_name: str, bottom: object) -> tuple[Floats, Floats]:
    upper = numbers(top_name, top, NOT_NEGATIVE)
    lower = numbers(bottom_name, bottom, POSITIVE)
    same_length(**{top_name: upper, bottom_name: lower})
    above = upper > lower
    if above.any():
        position = int(np.flatnonzero(above)[0])
        first, second = (f"{part[position]:.15g}" for part in np.broadcast_arrays(*np.atleast_1d(upper, lower)))
        where = f" at position {position}" if above.ndim else ""
        raise ValueError(f"{top_name}={first} is above {bottom_name}={second}{where}\n{reason('meer_argument')}")
    return upper, lower


def cluster_proportion(hits: Vector, totals: Vector, *, confidence: float = 0.95) -> Estimate:
    """Share (0-1) of all things that are a hit, where things of one cluster are alike; `n` is the number of things.

    hits, totals: one number per cluster. Wilson's interval on the effective number: the things over the design effect
    (spread between clusters over that of independent things, at least 1), made smaller where there are few clusters.
    With clusters of one thing each it is Wilson with a t quantile. Fewer than 5 clusters: no interval, and `reason` says
    so. ValueError: negative or missing counts, more hits than things, nothing at all.
    Source: Kish, Survey Sampling (1965), p. 162 (design effect); Korn & Graubard, Survey Methodology 24 (1998), p. 193.

    >>> share = cluster_proportion([8, 1, 0, 6, 1, 0, 7, 1], [8, 7, 8, 7, 8, 8, 8, 8])
    >>> round(share.value, 3), round(share.low, 3), round(share.high, 3), share.n
    (0.387, 0.132, 0.724, 62)
    """
    found, whole = vector("hits", hits, NOT_NEGATIVE), vector("totals", totals, NOT_NEGATIVE)
    same_length(hits=found, totals=whole)
    confidence = check_confidence(confidence)
    if (found > whole).any():
        place = int(np.flatnonzero(found > whole)[0])
        raise ValueError(f"hits[{place}]={found[place]:.15g} is above totals[{place}]={whole[place]:.15g}")
    found, whole = found[whole > 0], whole[whole > 0]
    if not whole.size:
        raise ValueError("totals are all 0")
    n, count = float(whole.sum()), whole.size
    share, method = float(found.sum() / n), f"Wilson, groepjes {percentage(confidence)}"
    if count < LEAST:
        return Estimate(share, None, None, round(n), method, reason("te_weinig_groepjes"))
    z, t = normal_quantile(confidence), student_quantile(confidence, count - 1)
    effective = n / design_effect(found, whole) * (z / t) ** 2
    _, low, high = wilson(np.asarray(share * effective), np.asarray(effective), z)
    return Estimate(share, float(low), float(high), round(n), method)


def design_effect(hits: Floats, totals: Floats) -> float:
    """How many times larger the variance of the share is than that of independent things; at least 1.

    Where all or none are a hit nothing is known of it, and it is 1.
    """
    n, count = totals.sum(), totals.size
    share = hits.sum() / n
    if share in (0.0, 1.0) or count < 2:
        return 1.0
    between = count / (count - 1) * ((hits - share * totals) ** 2).sum() / n**2
    return max(1.0, float(between / (share * (1 - share) / n)))


def cluster_counts(clusters: Sequence[Hashable], hit: Sequence[bool]) -> tuple[list[int], list[int]]:
    """Hits and things per cluster, in order of appearance, from one row per thing.

    >>> cluster_counts(["a", "a", "b"], [True, False, True])
    ([1, 1], [2, 1])
    """
    hits: dict[Hashable, int] = {}
    totals: dict[Hashable, int] = {}
    for name, found in zip(clusters, hit, strict=True):
        hits[name] = hits.get(name, 0) + bool(found)
        totals[name] = totals.get(name, 0) + 1
    return list(hits.values()), list(totals.values())


def ahead(first: Vector, second: Vector, *, confidence: float = 0.95) -> Estimate:
    """Of the things that are one of two kinds, the share (0-1) of the first: above a half it is really the larger one.

    first, second: how often each kind occurs, per cluster. For the kind that occurs most against its runner-up: that the
    two were picked afterwards needs no correction, and the other kinds do not matter. Nothing counted: no value.
    Source: Gutmann & Maymin, Ann Stat 15 (1987), p. 456; Hung & Fithian, Ann Stat 47 (2019), p. 758.

    >>> lead = ahead([3, 2, 4, 3, 3, 4], [1, 0, 1, 0, 1, 1])
    >>> round(lead.value, 2), lead.low > 0.5
    (0.83, True)
    """
    one, other = vector("first", first, NOT_NEGATIVE), vector("second", second, NOT_NEGATIVE)
    same_length(first=one, second=other)
    if not (one + other).any():
        return Estimate(None, None, None, 0, f"Wilson, groepjes {percentage(confidence)}", reason("niemand"))
    return cluster_proportion(one, one + other, confidence=confidence)


def cumulative_incidence(
    days: Vector, ends: Sequence[str], *, cause: str, at: float, open: str = "", confidence: float = 0.95
) -> Estimate:
    """Share (0-1) that had ended by `cause` at `at` days after the start, with competing ends (Aalen-Johansen).

    days: per person from start to end, or to the last day that is known. ends: how it ended; `open` = still going on.
    Another end takes the chance away: those people stay in the denominator. Interval on log(-log), variance by the
    delta method; `n` is the number of people. Nobody ended so by then: value 0, limits those of Wilson on the people who
    were followed that long or ended. Nobody was followed that long: no value, and `reason` says so.
    ValueError: lists of different length, negative or missing days, an empty list.
    Source: Aalen & Johansen, Scand J Stat 5 (1978), p. 141; variance and limits: Marubini & Valsecchi, Analysing survival
    data (1995), p. 341. The share is that of `cuminc` in R cmprsk. Share and variance are those of `CumIncidenceRight` of
    statsmodels 0.15, which gives no limits, divides by zero where the last person ends, and takes 0.5 s to load.

    >>> found = cumulative_incidence([1, 2, 3, 4, 5], ["stop", "klaar", "stop", "", "klaar"], cause="stop", at=3.5)
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2), found.n
    (0.4, 0.05, 0.75, 5)
    """
    time = vector("days", days, NOT_NEGATIVE)
    same_length(days=time, ends=np.zeros(len(ends)))
    moment = scalar("at", at, NOT_NEGATIVE)
    confidence = check_confidence(confidence)
    kinds, n = np.asarray(list(ends), dtype=object), time.size
    method = f"Aalen-Johansen {percentage(confidence)}"
    if not ((time >= moment).any() or ((kinds != open) & (time <= moment)).all()):
        return Estimate(None, None, None, n, method, reason("te_kort_gevolgd"))
    share, variance = _curve(time, kinds == cause, (kinds != open) & (kinds != cause), moment)
    low, high = _curve_limits(share, variance, n, normal_quantile(confidence))
    return Estimate(share, low, high, n, method)


def _curve(time: Floats, hit: Mask, other: Mask, moment: float) -> tuple[float, float]:
    """The share at the moment and its variance: a sum over the days on which something ended."""
    days = np.unique(time[(hit | other) & (time <= moment)])
    at_risk = np.array([(time >= day).sum() for day in days], dtype=np.float64)
    stopped = np.array([(hit & (time == day)).sum() for day in days], dtype=np.float64)
    ended = stopped + np.array([(other & (time == day)).sum() for day in days])
    before = np.concatenate([[1.0], np.cumprod(1 - ended / at_risk)[:-1]]) if days.size else np.empty(0)
    share = np.cumsum(before * stopped / at_risk)
    if not share.size:
        return 0.0, 0.0
    to_go = share[-1] - share
    spare = np.maximum(at_risk - ended, 0.5)
    variance = (to_go**2 * ended / at_risk / spare).sum()
    variance += (before**2 * (at_risk - stopped) * stopped / at_risk**3).sum()
    variance -= 2 * (to_go * before * stopped / at_risk**2).sum()
    return float(share[-1]), max(float(variance), 0.0)


def _curve_limits(share: float, variance: float, n: int, z: float) -> tuple[float, float]:
    if share in (0.0, 1.0) or variance == 0:
        edge = z * z / (n + z * z)  # Wilson's limit at 0 and at 1
        return (max(0.0, share - edge), min(1.0, share + edge))
    far = z * math.sqrt(variance) / (share * abs(math.log(share)))
    return share ** math.exp(min(far, 50.0)), share ** math.exp(-min(far, 50.0))
