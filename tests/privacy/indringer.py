"""An attacker of our own, written apart from the library: what can be computed of the hidden cells?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog


def width(values: NDArray[np.int64], hidden: NDArray[np.bool_], cell: int, *, least: int = 0) -> float:
    """Width of what is known about one cell (flat index), given the shown cells and all row and column sums."""
    rows, columns = values.shape
    unknown = np.flatnonzero(hidden.ravel())
    sums = []
    for axis, length in ((0, rows), (1, columns)):
        for k in range(length):
            line = np.zeros(values.shape)
            line[(k, slice(None)) if axis == 0 else (slice(None), k)] = 1
            sums.append(line.ravel())
    matrix = np.array(sums)[:, unknown]
    known = matrix @ values.ravel()[unknown]
    goal = (unknown == cell).astype(float)
    low = linprog(goal, A_eq=matrix, b_eq=known, bounds=(least, None)).fun
    high = -linprog(-goal, A_eq=matrix, b_eq=known, bounds=(least, None)).fun
    return float(high - low)


def width_over_population(shape: Sequence[int], published: Iterable[tuple[dict[int, int], int]], target: dict[int, int]) -> float:
    """Width of a count when the population is a cross-table of `shape` of which all cells are unknown.

    published: pairs of fixed categories (axis -> position) and the count; target: the count that is asked.
    """

    def indicator(fixed: dict[int, int]) -> NDArray[np.float64]:
        block = np.zeros(shape)
        block[tuple(fixed.get(axis, slice(None)) for axis in range(len(shape)))] = 1
        return block.ravel()

    facts = list(published)
    matrix = np.array([indicator(fixed) for fixed, _ in facts])
    counts = np.array([count for _, count in facts])
    goal = indicator(target)
    low = linprog(goal, A_eq=matrix, b_eq=counts).fun
    high = -linprog(-goal, A_eq=matrix, b_eq=counts).fun
    return float(high - low)
