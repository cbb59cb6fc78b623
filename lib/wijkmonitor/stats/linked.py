"""Change between two waves of a survey, from everybody who answered: the same people and those who answered once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from wijkmonitor.stats.arguments import POSITIVE, Floats, column, numbers, to_floats
from wijkmonitor.stats.distributions import check_confidence, percentage, student_p, student_quantile
from wijkmonitor.stats.means import SAME, ChangeEstimate
from wijkmonitor.stats.reasons import reason
from wijkmonitor.stats.survey import survey_design

if TYPE_CHECKING:
    import pandas as pd

Mask = NDArray[np.bool_]

LEAST = 10  # people in a group before it takes part


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
    weights = [_weights(frame, name, text) for name, text in (("weight_before", weight_before), ("weight_after", weight_after))]
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


def _weights(frame: pd.DataFrame, name: str, text: str | None) -> Floats:
    return np.ones(len(frame)) if text is None else to_floats(*column(frame, name, text))


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
