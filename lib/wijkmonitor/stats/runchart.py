"""Run chart: whether a short series shifts, without assuming anything about its spread."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from statistics import median

import numpy as np

from wijkmonitor.stats.arguments import Vector, vector_with_gaps, whole
from wijkmonitor.stats.estimate import Named


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
