"""Agreement: between people who code the same material, and between the items of a scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from wijkmonitor.stats.arguments import Floats, check_hashable, choice, is_missing, numbers, to_floats

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Labels = Sequence[Any] | NDArray[Any] | pd.Series
    Level = Literal["nominal", "ordinal", "interval", "ratio"]


def cohen_kappa(a: Labels, b: Labels, weights: Literal["linear", "quadratic"] | None = None) -> float:
    """Cohen's kappa of two coders (at most 1; 0 = as much agreement as chance gives).

    The two lists hold the codes of the same units in the same order. With `weights` a larger distance between
    the sorted codes that occur counts as less agreement. ValueError: empty lists, lists of different length, a
    missing code, codes that can't be sorted or name nothing (a list), or agreement that can't be computed (both use one same code).
    Source: Cohen, Educ Psychol Meas 20 (1960), p. 37, and Psychol Bull 70 (1968), p. 213; computed by
    statsmodels.

    >>> first = ["ja"] * 25 + ["nee"] * 25
    >>> second = ["ja"] * 20 + ["nee"] * 5 + ["ja"] * 10 + ["nee"] * 15
    >>> round(cohen_kappa(first, second), 3)
    0.4
    """
    choice("weights", weights, (None, "linear", "quadratic"))
    first, second = _labels("a", a), _labels("b", b)
    if len(first) != len(second):
        raise ValueError(f"a has {len(first)} codes and b has {len(second)}; they must be equally many")
    codes = _sorted({*first, *second})
    if len(codes) == 1:
        raise ValueError(f"a and b only hold {codes[0]!r}, so agreement beyond chance can't be computed")
    place = {code: position for position, code in enumerate(codes)}
    table = np.zeros((len(codes), len(codes)))
    for one, other in zip(first, second, strict=True):
        table[place[one], place[other]] += 1

    from statsmodels.stats.inter_rater import cohens_kappa

    return float(cohens_kappa(table, wt=weights, return_results=False))


def _labels(argument: str, labels: Labels) -> list[Any]:
    if not _is_row(labels):
        raise ValueError(f"{argument}={labels!r} must be a list of codes")
    known = list(labels)
    if not known:
        raise ValueError(f"{argument}=[] is empty")
    for position, label in enumerate(known):
        if is_missing(label):
            raise ValueError(f"{argument}[{position}]={label!r} is missing")
    check_hashable(argument, known)
    return known


def _sorted(codes: set[Any]) -> list[Any]:
    try:
        return sorted(codes)
    except TypeError as error:
        raise ValueError(f"the codes {codes!r} can't be sorted; use only text or only numbers") from error


def krippendorff_alpha(ratings: Sequence[Sequence[Any]] | NDArray[Any] | pd.DataFrame, level: Level = "nominal") -> float:
    """Krippendorff's alpha of two or more coders (at most 1; 0 = as much agreement as chance gives).

    A row per coder, a column per unit, None (or NaN) where a coder gave nothing; units with fewer than two
    codes drop out. `level`: `nominal` (any codes), `ordinal` (codes that can be sorted), `interval` or `ratio`
    (numbers, for ratio 0 or more). ValueError: fewer than two coders, rows of different length, another level,
    codes that don't fit it, no unit with two codes, or all codes the same.
    Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011),
    https://repository.upenn.edu/asc_papers/43.

    >>> first = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    >>> second = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    >>> third = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    >>> fourth = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    >>> round(krippendorff_alpha([first, second, third, fourth]), 3)
    0.743
    """
    choice("level", level, ("nominal", "ordinal", "interval", "ratio"))
    units = [[code for code in unit if not is_missing(code)] for unit in zip(*_rows(ratings), strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    if not units:
        raise ValueError("ratings has no unit with two codes, so agreement can't be computed")
    check_hashable("ratings", (code for unit in units for code in unit))
    codes = list(dict.fromkeys(code for unit in units for code in unit))
    if level != "nominal":
        codes = _sorted(set(codes))
    if len(codes) == 1:
        raise ValueError(f"ratings only holds {codes[0]!r}, so agreement beyond chance can't be computed")
    place = {code: position for position, code in enumerate(codes)}
    counts = np.zeros((len(units), len(codes)))
    for row, unit in enumerate(units):
        np.add.at(counts[row], [place[code] for code in unit], 1)
    return _alpha(counts, codes, level)


def _alpha(counts: Floats, codes: list[Any], level: Level) -> float:
    """Alpha from the number of coders per unit (row) and code (column)."""
    shared = counts / (counts.sum(axis=1, keepdims=True) - 1)
    observed = shared.T @ counts - np.diag(shared.sum(axis=0))
    margin = counts.sum(axis=0)
    expected = (np.outer(margin, margin) - np.diag(margin)) / (margin.sum() - 1)
    distance = _distance(codes, margin, level)
    return 1 - float((observed * distance).sum() / (expected * distance).sum())


def _distance(codes: list[Any], margin: Floats, level: Level) -> Floats:
    """Squared difference between every two codes."""
    if level == "nominal":
        return 1 - np.eye(len(codes))
    if level == "ordinal":
        middle = np.cumsum(margin) - margin / 2
        return np.subtract.outer(middle, middle) ** 2
    value = numbers("ratings", codes)
    if level == "interval":
        return np.subtract.outer(value, value) ** 2
    if value[0] < 0:
        raise ValueError(f"ratings holds {value[0]:.15g}; the level ratio needs numbers of 0 or more")
    total = np.add.outer(value, value)
    share = np.divide(np.subtract.outer(value, value), total, out=np.zeros_like(total), where=total > 0)
    return share**2


def _rows(ratings: Any) -> list[list[Any]]:
    grid = ratings.to_numpy(dtype=object) if hasattr(ratings, "to_numpy") else ratings
    if not _is_row(grid) or not all(_is_row(row) for row in grid):
        raise ValueError(f"ratings={ratings!r} must be a list of rows, one per coder")
    rows = [list(row) for row in grid]
    if len(rows) < 2:
        raise ValueError(f"ratings has {len(rows)} coders; agreement needs two or more")
    if len({len(row) for row in rows}) > 1:
        raise ValueError("ratings has rows of different length; every coder needs a place for every unit")
    return rows


def _is_row(row: object) -> bool:
    return hasattr(row, "__len__") and not isinstance(row, (str, dict)) and getattr(row, "ndim", 1) > 0


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
