"""How much a figure differs along the ladder from the most to the least deprived group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wijkmonitor.stats.arguments import NOT_NEGATIVE, POSITIVE, Floats, Vector, same_length, vector
from wijkmonitor.stats.distributions import check_confidence, normal_quantile, percentage
from wijkmonitor.stats.estimate import Estimate, reason

FEWEST, MOST = 5, 100  # groups; PHEindicatormethods 2.1.0


@dataclass(frozen=True)
class Inequality:
    """The two indices: `slope` (SII, in the unit of the values) and `relative` (RII, 1 = no difference)."""

    slope: Estimate
    relative: Estimate


def inequality(
    values: Vector, populations: Vector, standard_errors: Vector | None = None, *, confidence: float = 0.95
) -> Inequality:
    """Slope and relative index of inequality over 5 to 100 groups, ordered from most to least deprived.

    The slope is the difference between the two ends of a line through the groups, weighted by population:
    positive where the least deprived have the higher figure. The relative index is the line's end over its
    start. `n` is the population. Intervals need the standard errors of the values; without them, or where the
    line starts at or below 0 (relative index), `reason` says what is missing. ValueError: too few or too many
    groups, a population of 0 or less, a negative standard error, anything missing.
    Source: Low & Low, Journal of Public Health 26 (2004), p. 388; PHEindicatormethods 2.1.0 (normal values;
    interval here analytic instead of simulated); Fieller, J R Stat Soc B 16 (1954), p. 175 (relative index).

    >>> gap = inequality([70.1, 72.0, 73.5, 75.9, 77.2], [2000, 2100, 1900, 2000, 2000], [0.4] * 5)
    >>> round(gap.slope.value, 2), round(gap.slope.low, 2), round(gap.slope.high, 2)
    (9.07, 7.83, 10.31)
    >>> round(gap.relative.value, 3)
    1.131
    """
    figures = vector("values", values)
    people = vector("populations", populations, POSITIVE)
    same_length(values=figures, populations=people)
    if not FEWEST <= figures.size <= MOST:
        raise ValueError(f"values has {figures.size} groups; it must have {FEWEST} to {MOST}")
    errors = None
    if standard_errors is not None:
        errors = vector("standard_errors", standard_errors, NOT_NEGATIVE)
        same_length(values=figures, standard_errors=errors)
    confidence = check_confidence(confidence)
    start, slope = _line(people)
    n = round(float(people.sum()))
    return Inequality(_slope(slope, figures, errors, n, confidence), _relative(start, slope, figures, errors, n, confidence))


def _line(people: Floats) -> tuple[Floats, Floats]:
    """What each group's value adds to the start and to the slope of the weighted line (sum of products)."""
    share = people / people.sum()
    rank = np.cumsum(share) - share / 2
    middle = (share * rank).sum()
    slope = share * (rank - middle) / (share * (rank - middle) ** 2).sum()
    return share - slope * middle, slope


def _slope(slope: Floats, figures: Floats, errors: Floats | None, n: int, confidence: float) -> Estimate:
    value, method = float(slope @ figures), f"hellingsindex, normaal {percentage(confidence)}"
    if errors is None:
        return Estimate(value, None, None, n, method, reason("marge_onbekend"))
    half = normal_quantile(confidence) * float(np.sqrt((slope**2 * errors**2).sum()))
    return Estimate(value, value - half, value + half, n, method)


def _relative(start: Floats, slope: Floats, figures: Floats, errors: Floats | None, n: int, confidence: float) -> Estimate:
    method = f"relatieve index, Fieller {percentage(confidence)}"
    bottom, top = float(start @ figures), float((start + slope) @ figures)
    if bottom <= 1e-12 * float(np.abs(figures).max()):
        return Estimate(None, None, None, n, method, reason("begint_bij_nul"))
    if errors is None:
        return Estimate(top / bottom, None, None, n, method, reason("marge_onbekend"))
    square = normal_quantile(confidence) ** 2
    spread = errors**2 * square
    a = bottom**2 - float((start**2 * spread).sum())
    b = top * bottom - float(((start + slope) * start * spread).sum())
    c = top**2 - float(((start + slope) ** 2 * spread).sum())
    if a <= 0:
        return Estimate(top / bottom, None, None, n, method, reason("marge_te_groot"))
    root = float(np.sqrt(max(b * b - a * c, 0.0)))
    return Estimate(top / bottom, (b - root) / a, (b + root) / a, n, method)
