"""Counts with the small ones hidden, so that published totals give none of them back."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkmonitor.privacy.dekking import cell_costs, find_cover
from wijkmonitor.privacy.regels import MIN_CEL
from wijkmonitor.privacy.stelsel import Mask, Stelsel
from wijkmonitor.taal import raad

Counts = TypeVar("Counts", pd.Series, pd.DataFrame)

MOST_EXTRA_PER_SMALL = 3


def suppress(counts: Counts, threshold: int = MIN_CEL) -> Counts:
    """The counts (whole, 0 and up) with the small ones hidden (missing), and what would give them back.

    A Series has a published total, a DataFrame published row and column totals. Each count from 1 up to and without
    the threshold is hidden, and at most three others for it, so that nobody can bound it within less than the threshold.
    Zeros stay, and what stays keeps value and label. Where it can be done, that also holds for who knows this rule.

    ValueError: a count that is negative, missing or not whole; or a table that can't be covered, so that its total may
    not be published. Method: `wijkmonitor.privacy.dekking`.

    >>> suppress(pd.Series({"0-14": 3, "15-24": 12, "25-44": 40})).to_list()
    [nan, nan, 40.0]
    """
    values = check_counts(counts)
    if isinstance(threshold, bool) or not isinstance(threshold, int | np.integer) or threshold < 1:
        raise ValueError(f"threshold={threshold!r} must be a whole number of 1 or more")
    if not ((values > 0) & (values < threshold)).any():
        return counts.copy()
    hidden = _hidden_cells(values, int(threshold)).reshape(values.shape)
    return hide(counts, hidden)


def hide(counts: Counts, hidden: Mask) -> Counts:
    """The counts as numbers with a fraction, missing where hidden."""
    if isinstance(counts, pd.Series):
        return counts.astype("float64").mask(hidden)
    return counts.astype("float64").mask(pd.DataFrame(hidden, index=counts.index, columns=counts.columns))


def check_counts(counts: pd.Series | pd.DataFrame) -> NDArray[np.int64]:
    """The counts as whole numbers; ValueError that names the first that is none."""
    if not isinstance(counts, pd.Series | pd.DataFrame):
        raise ValueError(f"counts is a {type(counts).__name__}, must be a Series or a DataFrame\n{raad('telling')}")
    raw = counts.to_numpy(dtype=object)
    for cell in raw.ravel():
        whole = isinstance(cell, int | float | np.integer | np.floating) and not isinstance(cell, bool)
        if not whole or not np.isfinite(cell) or cell < 0 or cell != int(cell):
            found = "a text" if isinstance(cell, str) else repr(cell)  # it may be the code of a person
            raise ValueError(f"counts has {found}; a count is a whole number of 0 or more\n{raad('heel_getal')}")
    return raw.astype("int64")


def _hidden_cells(values: NDArray[np.int64], threshold: int) -> Mask:
    """Hidden against the most demanding intruders against whom this table can be covered at all."""
    most_extra = MOST_EXTRA_PER_SMALL * int(((values > 0) & (values < threshold)).sum())
    return find_cover(_as_stelsel(values, threshold), threshold, zwak=True, most_extra=most_extra)


def _as_stelsel(values: NDArray[np.int64], threshold: int) -> Stelsel:
    """One row or one two-way table of counts with its published sums."""
    table = np.atleast_2d(values)
    rows, columns = table.shape
    sums = [np.repeat(np.eye(rows), columns, axis=1)]
    if values.ndim == 2:
        sums.append(np.tile(np.eye(columns), rows))
    flat = table.ravel()
    return Stelsel(
        values=flat,
        equations=np.vstack(sums),
        costs=cell_costs(flat, threshold),
        vast=np.zeros(flat.size, dtype=bool),
        nooit=np.zeros(flat.size, dtype=bool),
    )
