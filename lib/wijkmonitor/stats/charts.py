"""Charts of single values in time: which points differ more than chance explains (XmR), or whether a short series shifts (run chart).

`signal` of an XmR chart names the first rule that a point meets: outside the limits (`Above UCL`, `Below LCL`); seven points on a
row rising or falling (`7 Point Trend (Increasing)`, `(Decreasing)`); two of three close to a limit on one side
(`2 in 3 Above CL`, `Below`); seven on one side of the centre (`7 Points Above CL`, `Below`); else `Common Cause`.
`meaning` is `special_cause_improvement` or `special_cause_concern`, without a direction
`special_cause_neutral_high` or `_low`, else `common_cause`. As in the R package NHSRplotthedots 0.2.2.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import mean as exact_mean
from statistics import median
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from wijkmonitor.stats.arguments import Floats, Vector, choice, items, vector_with_gaps, whole
from wijkmonitor.stats.estimate import Named

if TYPE_CHECKING:
    import pandas as pd

LIMIT = 2.66  # average moving ranges from the centre to a limit: 3 / 1.128
CLOSE = 2 * (LIMIT / 3)
SCREEN = 3.267  # average moving ranges above which a moving range is left out
RUN = 7  # points of a trend, or of a run on one side

Flags = NDArray[np.bool_]
DIRECTION = {"up": 1, "down": -1, "neutral": 0}
MEANING = {
    (1, True): "special_cause_improvement",
    (-1, True): "special_cause_concern",
    (1, False): "special_cause_neutral_high",
    (-1, False): "special_cause_neutral_low",
}


@dataclass(frozen=True)
class Limits:
    """Centre and average moving range of one segment; the range is NaN where there are no limits."""

    centre: float
    moving_range: float

    @property
    def lower(self) -> float:
        """Lower limit, in the unit of the values."""
        return self.centre - LIMIT * self.moving_range

    @property
    def upper(self) -> float:
        """Upper limit, in the unit of the values."""
        return self.centre + LIMIT * self.moving_range


def xmr_chart(
    values: Vector,
    baseline: int | None = None,
    rebase: Sequence[int] = (),
    improvement: Literal["up", "down", "neutral"] = "up",
    screen_outliers: bool = True,
) -> pd.DataFrame:
    """Frame with a row per point: `value, centre, lower, upper, signal, meaning`; limits in the unit of the values.

    `baseline` is the number of first points of every segment that fix its limits; `rebase` holds the 0-based
    positions where a new segment starts: rules never look across its border. A missing value keeps its row,
    has no signal and breaks a run. A segment without limits (NaN) has one point, or points that are all equal.
    Limits of fewer than 13 points are provisional. ValueError: no values, infinite values, a baseline below 2
    or longer than the series, a position outside the series, another improvement.
    Source: NHS England, Making Data Count; the R package NHSRplotthedots 0.2.2.

    >>> chart = xmr_chart([5, 7, 6, 8, 5, 6, 7, 6, 19])
    >>> float(chart.centre.iloc[0].round(2)), float(chart.upper.iloc[0].round(2)), chart.signal.iloc[-1]
    (7.67, 11.85, 'Above UCL')
    """
    known = vector_with_gaps("values", values)
    choice("improvement", improvement, tuple(DIRECTION))
    choice("screen_outliers", screen_outliers, (True, False))
    if baseline is not None:
        baseline = whole("baseline", baseline, 2, max(known.size, 2))
    borders = pairwise(_borders(rebase, known.size))
    segments = [_segment(known[start:stop], baseline, screen_outliers) for start, stop in borders]
    return _frame(values, known, segments, DIRECTION[improvement])


def _frame(values: Vector, known: Floats, segments: list[tuple[Limits, list[str]]], direction: int) -> pd.DataFrame:
    import pandas as pd

    lines = [limits for limits, signals in segments for _ in signals]
    signals = [signal for _, signals in segments for signal in signals]
    return pd.DataFrame(
        {
            "value": known,
            "centre": [limits.centre for limits in lines],
            "lower": [limits.lower for limits in lines],
            "upper": [limits.upper for limits in lines],
            "signal": signals,
            "meaning": [_meaning(signal, direction) for signal in signals],
        },
        index=values.index if isinstance(values, pd.Series) else None,
    )


def _borders(rebase: Sequence[int], length: int) -> list[int]:
    """Start of every segment, and the end of the series."""
    return sorted({0, length, *(whole("rebase", position, 0, length - 1) for position in items("rebase", rebase))})


def _segment(values: Floats, baseline: int | None, screen: bool) -> tuple[Limits, list[str]]:
    limits = _limits(values[:baseline], screen)
    known = values[~np.isnan(values)]
    if known.size == 0 or known.min() == known.max():
        return Limits(limits.centre, float("nan")), ["Common Cause"] * values.size
    return limits, _signals(values, limits)


def _limits(values: Floats, screen: bool) -> Limits:
    """Centre and average moving range; means are exact, so that a value on the centre is seen as on it."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return Limits(float("nan"), float("nan"))
    moves = np.abs(np.diff(values))
    moves = moves[~np.isnan(moves)]
    average = _average(moves)
    if screen:
        average = _average(moves[moves < SCREEN * average])
    return Limits(exact_mean(known.tolist()), average)


def _average(moves: Floats) -> float:
    return exact_mean(moves.tolist()) if moves.size else float("nan")


def _signals(values: Floats, limits: Limits) -> list[str]:
    """The rule that each point of a segment meets; comparisons with a missing value or limit are never true."""
    high, low = values > limits.centre, values < limits.centre
    outside = (values > limits.upper) | (values < limits.lower)
    near = CLOSE * limits.moving_range
    close = ~outside & ((values > limits.centre + near) | (values < limits.centre - near))
    rising, trend = _trends(values)
    two_of_three = close & (_two_of_three(close, high) | _two_of_three(close, low))
    one_side = _spread(_all_of(high, RUN) | _all_of(low, RUN), RUN, values.size)
    side = np.where(high, "Above", "Below")
    signals = []
    for point in range(values.size):
        if outside[point]:
            signals.append("Above UCL" if high[point] else "Below LCL")
        elif trend[point]:
            signals.append(f"7 Point Trend ({'In' if rising[point] else 'De'}creasing)")
        elif two_of_three[point]:
            signals.append(f"2 in 3 {side[point]} CL")
        elif one_side[point]:
            signals.append(f"7 Points {side[point]} CL")
        else:
            signals.append("Common Cause")
    return signals


def _trends(values: Floats) -> tuple[Flags, Flags]:
    """Whether each point is on a rising step, and whether it is part of a trend.

    The step is the one before the point; after it where the next point is part of a trend too (NHSRplotthedots).
    """
    steps = np.sign(np.diff(values))
    trend = _spread(_all_of(steps == 1, RUN - 1) | _all_of(steps == -1, RUN - 1), RUN, values.size)
    before = np.concatenate([[0.0], steps])
    after = np.concatenate([steps, steps[-1:] if steps.size else [0.0]])
    goes_on = trend & np.append(trend[1:], False)
    return np.where(goes_on, after, before) == 1, trend


def _two_of_three(close: Flags, side: Flags) -> Flags:
    """Points in a window of three that are all on this side, at least two of them close to the limit."""
    if close.size < 3:
        return np.zeros(close.size, dtype=np.bool_)
    two = sliding_window_view(close, 3).sum(axis=1) >= 2
    return _spread(two & _all_of(side, 3), 3, close.size)


def _all_of(flags: Flags, width: int) -> Flags:
    """For every window of this width whether all its flags are up; empty where the series is shorter."""
    if flags.size < width:
        return np.zeros(0, dtype=np.bool_)
    return np.asarray(sliding_window_view(flags, width).all(axis=1), dtype=np.bool_)


def _spread(windows: Flags, width: int, size: int) -> Flags:
    """The points, out of `size`, that lie in a window that is up."""
    points = np.zeros(size, dtype=np.bool_)
    for start in np.flatnonzero(windows):
        points[start : start + width] = True
    return points


def _meaning(signal: str, direction: int) -> str:
    if signal == "Common Cause":
        return "common_cause"
    way = 1 if "Above" in signal or "Increasing" in signal else -1
    return MEANING[way * (direction or 1), direction != 0]


@dataclass(frozen=True)
class RunChart(Named):
    """What a run chart says; the four counts are None where every point lies on the median."""

    median: float
    longest_run: int | None
    longest_run_max: int | None
    crossings: int | None
    crossings_min: int | None
    signal: bool


def run_chart(values: Vector, baseline: int | None = None) -> RunChart:
    """Median, longest run on one side of it and crossings, with their limits (Anhoej rules).

    `signal` is true where the longest run is above `longest_run_max` or the crossings are below
    `crossings_min`. `baseline` is the number of first points that fix the median. Missing values and points on
    the median don't count and don't break a run. The rules hold from 10 points off the median; below that the
    numbers are given all the same. ValueError: no values, infinite values, a baseline below 1, without a
    value or longer than the series.
    Source: Anhoej & Olesen, PLoS ONE 9 (2014), e113825; the R package qicharts2 0.8.1.

    >>> chart = run_chart([3, 5, 4, None, 6, 2, 7, 5, None, 4, 6, 3, 5, 8, 2, 6])
    >>> chart.median, chart.longest_run, chart.longest_run_max, chart.crossings, chart.crossings_min, chart.signal
    (5.0, 2, 6, 9, 2, False)
    """
    known = vector_with_gaps("values", values)
    first = known if baseline is None else known[: whole("baseline", baseline, 1, known.size)]
    first = first[~np.isnan(first)]
    if first.size == 0:
        raise ValueError(f"baseline={baseline}: the first {baseline} values are all missing")
    centre = float(median(first.tolist()))
    sides = [value > centre for value in known.tolist() if not math.isnan(value) and value != centre]
    if not sides:
        return RunChart(centre, None, None, None, None, False)
    runs = [len(list(run)) for _, run in groupby(sides)]
    longest, longest_max = max(runs), round(math.log2(len(sides))) + 3
    crossings, crossings_min = len(runs) - 1, _fewest_crossings(len(sides) - 1)
    return RunChart(centre, longest, longest_max, crossings, crossings_min, longest > longest_max or crossings < crossings_min)


def _fewest_crossings(chances: int) -> int:
    """Smallest number of crossings that chance undercuts in fewer than 5% of series (binomial, one half)."""
    total = 0
    for crossings, ways in enumerate(_binomial_row(chances)):
        total += ways
        if 20 * total >= 2**chances:
            return crossings
    raise ValueError(f"chances={chances} must be 0 or more")


def _binomial_row(size: int) -> Iterator[int]:
    ways = 1
    for chosen in range(size + 1):
        yield ways
        ways = ways * (size - chosen) // (chosen + 1)
