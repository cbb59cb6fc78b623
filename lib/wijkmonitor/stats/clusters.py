"""Shares of things that come in clusters: families and courses of participants, boards of stickers, days of notes."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from wijkmonitor.stats.arguments import NOT_NEGATIVE, Floats, Vector, same_length, vector
from wijkmonitor.stats.distributions import check_confidence, normal_quantile, percentage, student_quantile
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.stats.proportions import wilson
from wijkmonitor.stats.reasons import reason

LEAST = 5  # clusters: below this the spread between them says too little


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
