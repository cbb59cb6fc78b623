"""Whether the items of a scale measure one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from wijkmonitor.stats.arguments import Floats, numbers, to_floats

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray


def cronbach_alpha(items: pd.DataFrame | NDArray[np.float64] | Sequence[Sequence[float]]) -> float:
    """Cronbach's alpha (at most 1; below 0 where items go against each other) over the complete rows.

    A row per respondent, a column per item; items with an opposite wording are turned round beforehand. Rows
    with a missing value are left out. ValueError: fewer than two items or two complete rows, or totals that
    don't vary.
    Source: Cronbach, Psychometrika 16 (1951), p. 297; raw alpha of the R package psych.

    >>> round(cronbach_alpha([[1, 2], [3, 3], [5, 4], [4, 5]]), 3)
    0.889
    """
    rows = _matrix(items)
    if rows.shape[1] < 2:
        raise ValueError(f"items has {rows.shape[1]} column; alpha needs two items or more")
    rows = rows[~np.isnan(rows).any(axis=1)]
    if len(rows) < 2:
        raise ValueError(f"items has {len(rows)} complete rows; alpha needs two or more")
    total = float(rows.sum(axis=1).var(ddof=1))
    if total <= 1e-24 * float(np.abs(rows).max()) ** 2:
        raise ValueError("items: the totals of all rows are equal, so alpha can't be computed")
    count = rows.shape[1]
    return count / (count - 1) * (1 - float(rows.var(axis=0, ddof=1).sum()) / total)


def _matrix(items: Any) -> Floats:
    """Items as columns of floats, NaN where missing."""
    if hasattr(items, "columns"):
        columns = [items.iloc[:, position] for position in range(len(items.columns))]
    elif (
        getattr(items, "ndim", 2) != 2
        or not hasattr(items, "__len__")
        or not all(hasattr(row, "__len__") for row in items)
        or len({len(row) for row in items}) > 1
    ):
        raise ValueError(f"items={items!r} must be a frame, or rows of equal length")
    else:
        columns = [list(column) for column in zip(*items, strict=True)]
    if not columns or len(columns[0]) == 0:
        raise ValueError("items is empty")
    floats = np.column_stack([to_floats(f"items[{name}]", column) for name, column in enumerate(columns)])
    numbers("items", np.where(np.isnan(floats), 0.0, floats).ravel())
    return floats
