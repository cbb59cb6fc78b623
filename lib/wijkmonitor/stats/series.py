"""Counts per month: the ratio of two periods, where months differ by more than independent events would."""

from __future__ import annotations

import math

import numpy as np

from wijkmonitor.stats.arguments import NOT_NEGATIVE, Floats, Vector, vector
from wijkmonitor.stats.distributions import check_confidence, percentage, student_quantile
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.stats.reasons import reason

LEAST = 6  # months together: below this their spread says too little


def count_ratio(after: Vector, before: Vector, *, per_year: int = 12, confidence: float = 0.95) -> Estimate:
    """Events per month after over those before (1 = equal), with an interval that takes in how much months differ.

    One number per month, in order; the months of `before` come first in time (per_year=4: quarters). Quasi-Poisson: the variance is that of
    independent events times the dispersion (Pearson, at least 1), and times the inflation that a month like the one
    before it gives (lag 1, where positive). Two lists of whole years that begin in the same month share their season.
    t with the degrees of freedom of the dispersion; `n` is the events of both. Nothing counted in one: no value. Fewer
    than 6 months: no interval. `reason` says so. ValueError: an empty list, negative or missing counts.
    Source: McCullagh & Nelder, Generalized Linear Models (1989), p. 200 (dispersion); Zeger, Biometrika 75 (1988),
    p. 621 (serial correlation).

    >>> more = count_ratio([22, 25, 18, 27, 30, 21], [14, 19, 12, 20, 22, 15])
    >>> round(more.value, 2), round(more.low, 2), round(more.high, 2), more.n
    (1.4, 1.05, 1.87, 245)
    """
    now, then = vector("after", after, NOT_NEGATIVE), vector("before", before, NOT_NEGATIVE)
    confidence = check_confidence(confidence)
    total, earlier, n = float(now.sum()), float(then.sum()), round(float(now.sum() + then.sum()))
    method = f"verhouding uit maanden, t {percentage(confidence)}"
    if not total or not earlier:
        return Estimate(None, None, None, n, method, reason("niets_geteld"))
    ratio = (total / now.size) / (earlier / then.size)
    if now.size + then.size < LEAST:
        return Estimate(ratio, None, None, n, method, reason("te_weinig_maanden"))
    inflation, freedom = _inflation(then, now, per_year)
    error = math.sqrt(inflation * (1 / total + 1 / earlier))
    spread = math.exp(min(student_quantile(confidence, freedom) * error, 230.0))
    return Estimate(ratio, ratio / spread, ratio * spread, n, method)


def _inflation(then: Floats, now: Floats, per_year: int) -> tuple[float, float]:
    """Variance of the totals over that of independent events (1 or more), and its degrees of freedom."""
    expected, freedom = _expected(then, now, per_year)
    left = (np.concatenate([then, now]) - expected) / np.sqrt(np.maximum(expected, 1e-9))
    dispersion = float((left**2).sum()) / freedom
    return max(1.0, dispersion) * _serial(left), freedom


def _expected(then: Floats, now: Floats, per_year: int) -> tuple[Floats, float]:
    """Counts that the two levels (and the season, in whole years of the same months) give, and what is left free."""
    months = np.concatenate([then, now])
    level = np.concatenate([np.full(then.size, then.mean()), np.full(now.size, now.mean())])
    if then.size % per_year or now.size % per_year:
        return level, float(months.size - 2)
    place = np.arange(months.size) % per_year
    season = np.bincount(place, months) / np.bincount(place, level)
    return level * season[place], float(months.size - 2 - (per_year - 1))


def _serial(left: Floats) -> float:
    """How much a month that is like the month before adds to the variance of a total (1 = nothing)."""
    whole = float((left**2).sum())
    if whole == 0:
        return 1.0
    follow = float((left[1:] * left[:-1]).sum()) / whole + 1 / left.size  # fitted levels pull it down by about 1/n
    follow = min(max(follow, 0.0), 0.8)
    return (1 + follow) / (1 - follow)
