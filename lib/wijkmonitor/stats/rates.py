"""Rates per so many people, the ratio of two rates or of two periods of months, and rates made comparable by age."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import overload

import numpy as np

from wijkmonitor.stats.arguments import NOT_NEGATIVE, POSITIVE, Floats, Number, Vector, numbers, same_length, scalar, vector
from wijkmonitor.stats.distributions import (
    EXACT_BELOW,
    check_confidence,
    normal_quantile,
    percentage,
    poisson_limits,
    student_quantile,
)
from wijkmonitor.stats.estimate import Estimate, Estimates, reason

DUBBEL = 2.0  # variance over that of independent events, where nothing is known of how they spread
LEAST = 6  # months together: below this their spread says too little


@overload
def rate(events: Number, population: Number, per: float = ..., *, confidence: float = 0.95) -> Estimate: ...
@overload
def rate(events: Vector, population: Vector | Number, per: float = ..., *, confidence: float = 0.95) -> Estimates: ...
@overload
def rate(events: Number, population: Vector, per: float = ..., *, confidence: float = 0.95) -> Estimates: ...
def rate(
    events: Vector | Number, population: Vector | Number, per: float = 100_000, *, confidence: float = 0.95
) -> Estimate | Estimates:
    """Events per `per` people (0 or more) with Byar's interval, exact below 10 events; `n` is the population.

    Two numbers give one `Estimate`; a list, array or Series on either side gives `Estimates`, one per area.
    One person can have several events, so a rate may exceed `per`. With 0 events the lower limit is 0.
    ValueError: negative events, a population of 0 or less, anything missing.
    Source: Breslow & Day, Statistical methods in cancer research II (1987), p. 69; as in
    PHEindicatormethods 2.1.0.

    >>> found = rate(65, 100, per=100)
    >>> found.value, round(found.low, 2), round(found.high, 2), found.n, found.method
    (65.0, 50.16, 82.85, 100, 'Byar 95%')
    """
    counted = numbers("events", events, NOT_NEGATIVE)
    people = numbers("population", population, POSITIVE)
    same_length(events=counted, population=people)
    factor = scalar("per", per, POSITIVE) / people
    confidence = check_confidence(confidence)
    low, high = poisson_limits(counted, confidence)
    value, low, high = counted * factor, low * factor, high * factor
    if value.ndim == 0:
        method = _poisson_method(float(counted), confidence)
        return Estimate(float(value), float(low), float(high), round(float(people)), method)
    method = f"Byar {percentage(confidence)}, exact Poisson onder {EXACT_BELOW}"
    return Estimates(value, low, high, np.broadcast_to(people, value.shape), method)


def count(events: Number, *, confidence: float = 0.95) -> Estimate:
    """A number of events with the same interval; `n` is the events themselves.

    >>> found = count(44)
    >>> round(found.low, 1), round(found.high, 1), found.n
    (32.0, 59.1, 44)
    """
    return replace(rate(events, 1, per=1, confidence=confidence), n=round(float(events)))


def in_bunches(estimate: Estimate) -> Estimate:
    """A count or a ratio of counts (above 0) with the interval that it has where events come in bunches: DUBBEL times the variance.

    >>> round(in_bunches(count(44)).low, 1)
    28.0
    """
    if not estimate.value or estimate.low is None or estimate.high is None:
        return estimate
    low, high = (estimate.value * (limit / estimate.value) ** math.sqrt(DUBBEL) for limit in (estimate.low, estimate.high))
    return replace(estimate, low=low, high=high)


def _poisson_method(events: float, confidence: float) -> str:
    return f"{'exact Poisson' if events < EXACT_BELOW else 'Byar'} {percentage(confidence)}"


def rate_ratio(
    events_a: Number, exposure_a: Number, events_b: Number, exposure_b: Number, *, confidence: float = 0.95
) -> Estimate:
    """Rate a over rate b (1 = equal) with a log-normal interval; `n` is the events of both together.

    Exposure is what the events came out of: people, months, person-years; in the same unit for a and b.
    With 0 events on either side there is no value, and `reason` says so. ValueError: negative events, an
    exposure of 0 or less, anything missing.
    Below about 10 events on a side the interval is wider than it need be (docs/dekking.md).
    Source: Rothman, Modern Epidemiology (1986), p. 155; Kirkwood & Sterne, Medical Statistics (2003), p. 241.

    >>> more = rate_ratio(244, 12, 181, 12)
    >>> round(more.value, 2), round(more.low, 2), round(more.high, 2), more.n
    (1.35, 1.11, 1.63, 425)
    """
    a = scalar("events_a", events_a, NOT_NEGATIVE)
    b = scalar("events_b", events_b, NOT_NEGATIVE)
    per_a = scalar("exposure_a", exposure_a, POSITIVE)
    per_b = scalar("exposure_b", exposure_b, POSITIVE)
    confidence = check_confidence(confidence)
    method = f"log-normaal {percentage(confidence)}"
    if a == 0 or b == 0:
        return Estimate(None, None, None, round(a + b), method, reason("niets_geteld"))
    ratio = (a / b) * (per_b / per_a)
    spread = math.exp(min(normal_quantile(confidence) * math.sqrt(1 / a + 1 / b), 230.0))
    return Estimate(ratio, ratio / spread, ratio * spread, round(a + b), method)


def standardised_rate(
    events: Vector, populations: Vector, standard_populations: Vector, per: float = 100_000, *, confidence: float = 0.95
) -> Estimate:
    """Rate per `per` people as if the area had the standard's age structure; `n` is the area's population.

    One number per stratum (age band) in each list, in the same order. Below 10 events in total there is no
    value, and `reason` says so. ValueError: negative events, a population of 0 or less, a standard below 0
    or all 0, anything missing, lists of different length.
    Source: Dobson et al., Statistics in Medicine 10 (1991), p. 457, on Byar's limits; as in
    PHEindicatormethods 2.1.0.

    >>> found = standardised_rate([10, 20, 60], [2000, 3000, 1000], [5000, 4000, 1000], per=1000)
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2), found.n
    (11.17, 8.83, 13.9, 6000)
    """
    counted = vector("events", events, NOT_NEGATIVE)
    people = vector("populations", populations, POSITIVE)
    standard = vector("standard_populations", standard_populations, NOT_NEGATIVE)
    same_length(events=counted, populations=people, standard_populations=standard)
    scalar("the sum of standard_populations", standard.sum(), POSITIVE)
    factor, confidence = scalar("per", per, POSITIVE), check_confidence(confidence)
    total, n = counted.sum(), round(float(people.sum()))
    method = f"Dobson {percentage(confidence)}"
    if total < EXACT_BELOW:
        return Estimate(None, None, None, n, method, reason("te_weinig_geteld", minstens=EXACT_BELOW))
    weights = standard / standard.sum() / people
    value = float((weights * counted).sum())
    scale = float(np.sqrt((weights**2 * counted).sum() / total))
    low, high = (float(limit) for limit in poisson_limits(np.asarray(total), confidence))
    low, high = (value + scale * (limit - float(total)) for limit in (low, high))
    return Estimate(value * factor, max(low, 0.0) * factor, high * factor, n, method)


def standardised_ratio(
    events: Vector, populations: Vector, reference_events: Vector, reference_populations: Vector, *, confidence: float = 0.95
) -> Estimate:
    """Observed over expected events (1 = as in the reference); `n` is the area's population.

    One number per stratum in each list, in the same order. Expected is what the reference's rates would give
    in this population. A stratum without people counts for nothing. Where nothing is expected there is no
    value, and `reason` says so. ValueError: a negative or missing number, a reference population of 0, lists
    of different length.
    Source: Breslow & Day (1987), p. 65-69 (Byar's limits, exact below 10 events); as in
    PHEindicatormethods 2.1.0.

    >>> found = standardised_ratio([4, 11, 30], [900, 800, 500], [400, 900, 3000], [90_000, 80_000, 60_000])
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2), found.n
    (1.18, 0.86, 1.58, 2200)
    """
    counted = vector("events", events, NOT_NEGATIVE)
    people = vector("populations", populations, NOT_NEGATIVE)
    reference = vector("reference_events", reference_events, NOT_NEGATIVE)
    base = vector("reference_populations", reference_populations, POSITIVE)
    same_length(events=counted, populations=people, reference_events=reference, reference_populations=base)
    confidence = check_confidence(confidence)
    observed, expected = counted.sum(), float((reference / base * people).sum())
    n, method = round(float(people.sum())), _poisson_method(float(observed), confidence)
    if expected == 0:
        return Estimate(None, None, None, n, method, reason("niets_verwacht"))
    low, high = (float(limit) / expected for limit in poisson_limits(np.asarray(observed), confidence))
    return Estimate(float(observed) / expected, low, high, n, method)


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
