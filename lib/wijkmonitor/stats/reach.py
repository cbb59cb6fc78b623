"""How evenly: groups of the population against groups among the reached, and a figure along the ladder of deprivation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from wijkmonitor.stats.arguments import (
    NOT_NEGATIVE,
    POSITIVE,
    Floats,
    Range,
    Vector,
    codes,
    column,
    items,
    numbers,
    same_length,
    scalar,
    vector,
)
from wijkmonitor.stats.distributions import check_confidence, normal_quantile, percentage
from wijkmonitor.stats.estimate import Estimate, reason
from wijkmonitor.stats.proportions import wilson

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    Counts = Mapping[Hashable, float] | Mapping[str, float] | Mapping[str, int] | pd.Series

FEWEST, MOST = 5, 100  # groups; PHEindicatormethods 2.1.0
MOST_STEPS = 200
SMALLEST_STEP = 1e-9
LONGEST_STEP = 5.0  # logits


def representativeness(population: Counts, reached: Counts, *, confidence: float = 0.95) -> pd.DataFrame:
    """Frame with a row per group of the population, in its order, indexed by group.

    `population, reached`: people. `reach, reach_low, reach_high`: share of the group that is reached (0-1,
    Wilson). `share_population, share_reached`: the group's share of all (0-1). `ppr, ppr_low, ppr_high`: share
    reached over share of population (1 = as many as its size asks; limits: Wilson limits of the share reached
    over the fixed share of population). `std_diff`: the same difference in standard deviations. `shortfall`:
    people missing to be as many as the group's size asks (negative: more than that).

    A group that `reached` doesn't name has nobody reached. ValueError: a group that the population doesn't
    have, more reached than there are people, a group without people, nobody reached at all, negative or
    missing counts, an empty mapping.
    Source: Glasgow et al., Am J Public Health 89 (1999), p. 1322 (RE-AIM); Austin, Statistics in Medicine 28
    (2009), p. 3083 (standardised difference).

    >>> table = representativeness({"v": 500, "m": 500}, {"v": 60, "m": 40})
    >>> table.loc["m", ["reach", "ppr", "shortfall"]].round(2).tolist()
    [0.08, 0.8, 10.0]
    """
    people = _counts("population", population, POSITIVE)
    found = _counts("reached", reached, NOT_NEGATIVE)
    for group, count in found.items():
        if group not in people:
            raise ValueError(f"reached[{group!r}]={count:.15g}: the population has no such group\n{reason('groep_onbekend')}")
        if count > people[group]:
            raise ValueError(
                f"reached[{group!r}]={count:.15g} is above population[{group!r}]={people[group]:.15g}\n{reason('meer_argument')}"
            )
    scalar("the sum of reached", sum(found.values()), POSITIVE)
    z = normal_quantile(check_confidence(confidence))
    return _compare(people, np.array([found.get(group, 0.0) for group in people]), z)


def _compare(people: dict[Hashable, float], part: Floats, z: float) -> pd.DataFrame:
    import pandas as pd

    whole, total = np.array(list(people.values())), part.sum()
    reach, reach_low, reach_high = wilson(part, whole, z)
    share, low, high = wilson(part, np.full(part.size, total), z)
    expected = whole / whole.sum()
    columns = {
        "population": whole,
        "reached": part,
        "reach": reach,
        "reach_low": reach_low,
        "reach_high": reach_high,
        "share_population": expected,
        "share_reached": share,
        "ppr": share / expected,
        "ppr_low": low / expected,
        "ppr_high": high / expected,
        "std_diff": _standardised(share, expected),
        "shortfall": expected * total - part,
    }
    frame = pd.DataFrame(columns, index=pd.Index(list(people), name="group"))
    counts = frame[["population", "reached"]]
    return frame.assign(**counts.astype("int64")) if (counts % 1 == 0).all(axis=None) else frame


def _counts(argument: str, counts: Counts, allowed: Range) -> dict[Hashable, float]:
    if not hasattr(counts, "items"):
        raise ValueError(f"{argument}={counts!r} must map groups to counts")
    pairs = list(counts.items())
    if not pairs:
        raise ValueError(f"{argument}={{}} is empty")
    known = {group: scalar(f"{argument}[{group!r}]", count, allowed) for group, count in pairs}
    if len(known) < len(pairs):
        raise ValueError(f"{argument} names a group twice")
    return known


def _standardised(share: Floats, expected: Floats) -> Floats:
    spread = np.sqrt((share * (1 - share) + expected * (1 - expected)) / 2)
    return np.divide(share - expected, spread, out=np.zeros_like(share), where=spread > 0)


def r_indicator(cells: pd.DataFrame, population: str, reached: str, by: str | Sequence[str]) -> float:
    """How evenly the population is reached (1 = everyone has the same chance; lower = less even).

    `cells` has a row per combination of groups; `population` and `reached` name its two columns of counts, `by`
    the columns of groups whose main effects predict the chance to be reached (logit). R = 1 - 2 S, with S the
    standard deviation of the predicted chances over the population. ValueError: an unknown column, negative or
    missing counts, more reached than people, fewer than two people, a missing group, a model without a fit.
    Source: Schouten, Cobben & Bethlehem, Survey Methodology 35 (2009), p. 101.

    >>> import pandas as pd
    >>> cells = pd.DataFrame({"geslacht": ["v", "m"], "inwoners": [500, 500], "bereikt": [60, 40]})
    >>> round(r_indicator(cells, "inwoners", "bereikt", by=["geslacht"]), 3)
    0.96
    """
    if not hasattr(cells, "columns"):
        raise ValueError(f"cells={cells!r} must be a frame")
    if cells.empty:
        raise ValueError("cells has no rows")
    whole = numbers(*column(cells, "population", population), NOT_NEGATIVE)
    part = numbers(*column(cells, "reached", reached), NOT_NEGATIVE)
    above = np.flatnonzero(part > whole)
    if above.size:
        raise ValueError(f"reached={reached!r}: row {above[0]} has {part[above[0]]:.15g} of {whole[above[0]]:.15g} people")
    if whole.sum() < 2:
        raise ValueError(f"population={population!r} sums to {whole.sum():.15g}; it must be 2 or more")
    chance = _predicted(_main_effects(cells, [by] if isinstance(by, str) else items("by", by)), whole, part)
    middle = (whole * chance).sum() / whole.sum()
    return 1 - 2 * math.sqrt((whole * (chance - middle) ** 2).sum() / (whole.sum() - 1))


def _main_effects(cells: pd.DataFrame, by: list[str]) -> Floats:
    """Constant and an indicator per group, the first of every column left out."""
    if not by:
        raise ValueError("by=[] is empty; it must name at least one column of cells")
    effects = [np.ones(len(cells))]
    for name in by:
        group = codes(cells, "by", name)
        effects += [(group == code).astype(np.float64) for code in range(1, group.max() + 1)]
    return np.column_stack(effects)


def _predicted(effects: Floats, whole: Floats, part: Floats) -> Floats:
    """Chances that a logit model predicts per row, by iterated weighted least squares with step-halving.

    A step that fits worse is halved until it fits better (Marschner, The R Journal 3/2 (2011), p. 12). Where a group is
    reached fully or not at all the chances go to 1 or 0 and the fit to its limit. ValueError: no fit after 200 steps.
    """
    start = np.log((part + 0.5) / (whole - part + 0.5))
    score = effects @ np.linalg.lstsq(effects * np.sqrt(whole)[:, np.newaxis], start * np.sqrt(whole), rcond=None)[0]
    chance, misfit = _expit(score), _deviance(score, whole, part)
    for _ in range(MOST_STEPS):
        step = _step(effects, score, chance, whole, part)
        size = 1.0
        while (found := _deviance(score + size * step, whole, part)) > misfit and size > SMALLEST_STEP:
            size /= 2
        if found > misfit:
            return chance  # no direction fits better: this is the best fit to rounding
        score, before, gain = score + size * step, chance, misfit - found
        chance, misfit = _expit(score), found
        if np.abs(chance - before)[whole > 0].max() < 1e-9 or gain <= 1e-13 * (misfit + 1):
            return chance
    raise ValueError(f"reached: the logit model has no fit after {MOST_STEPS} steps; take fewer columns in by")


def _step(effects: Floats, score: Floats, chance: Floats, whole: Floats, part: Floats) -> Floats:
    """The change of the linear score that one step of weighted least squares asks."""
    spread = np.maximum(chance * (1 - chance), 1e-12)
    weight = np.sqrt(whole * spread)
    share = np.divide(part, whole, out=chance.copy(), where=whole > 0)
    beta = np.linalg.lstsq(effects * weight[:, np.newaxis], (share - chance) / spread * weight, rcond=None)[0]
    step = effects @ beta
    return np.asarray(step * min(1.0, LONGEST_STEP / max(float(np.abs(step).max()), 1e-300)))


def _expit(score: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(score, -700.0, 700.0))))


def _deviance(score: Floats, whole: Floats, part: Floats) -> float:
    """Minus the log-likelihood of the logit model, up to a constant."""
    return float((whole * np.logaddexp(0.0, score) - part * score).sum())


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
