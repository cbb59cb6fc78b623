"""Periods that overlap or lie in each other: what can be computed of the time between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

Tijdvak = tuple[date, date, int]  # first day, last day, how often something was counted


def tells_small(tijdvakken: Sequence[Tijdvak], least: int) -> bool:
    """Whether somebody who knows these counts also knows of a part of the time that it has 1 to `least` - 1.

    The time is cut wherever a period begins or ends; every part is bounded by linear programmes in both directions.
    Counts that contradict each other are taken apart: a period less those inside it.
    """
    if any(0 < count < least for _, _, count in tijdvakken):
        return True
    cuts = sorted({day for first, last, _ in tijdvakken for day in (first, last + timedelta(days=1))})
    inside = np.array(
        [[first <= begin and end <= last + timedelta(days=1) for begin, end in pairwise(cuts)] for first, last, _ in tijdvakken],
        dtype=float,
    ).reshape(len(tijdvakken), max(len(cuts) - 1, 0))
    counts = np.array([count for _, _, count in tijdvakken], dtype=float)
    alone = inside[inside.sum(axis=1) == 1].any(axis=0)
    for part in np.flatnonzero(~alone & inside.any(axis=0)):
        bounds = _bounds(inside, counts, int(part))
        if bounds is None:
            return _rest_is_small(tijdvakken, least)
        low, high = bounds
        if high >= 0.5 and low < least and high - low < least - 1e-6:
            return True
    return bool(alone.any()) and _rest_is_small(tijdvakken, least)


def _bounds(inside: NDArray[np.float64], counts: NDArray[np.float64], part: int) -> tuple[float, float] | None:
    """The least and the most that a part can hold; None where the counts contradict each other."""
    goal = np.zeros(inside.shape[1])
    goal[part] = 1.0
    ends = [optimize.linprog(sign * goal, A_eq=inside, b_eq=counts, bounds=(0, None), method="highs") for sign in (1.0, -1.0)]
    low, high = (end.fun for end in ends)
    return None if low is None or high is None else (low, -high)


def _rest_is_small(tijdvakken: Sequence[Tijdvak], least: int) -> bool:
    """Whether a period less all shorter ones that lie in it leaves few."""
    for first, last, count in tijdvakken:
        inner = [part for low, high, part in tijdvakken if first <= low and high <= last and (low, high) != (first, last)]
        if inner and 0 < abs(count - sum(inner)) < least:
            return True
    return False
