"""Tables of one population that share totals, as one system of counts."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmonitor.privacy.dekking import cell_costs
from wijkmonitor.privacy.onderdrukken import check_counts
from wijkmonitor.privacy.stelsel import Mask, Stelsel

Tabel = pd.Series | pd.DataFrame
Cel = tuple[tuple[str, Hashable], ...]
Som = tuple[Cel, tuple[Cel, ...]]  # a count, and those of which it is the sum

TOTAAL: Cel = ()
MARGIN_COST = 2.0


@dataclass(frozen=True)
class Samenhang:
    """All counts of some tables of one population: cells, their margins and the total.

    A cell is named by its categories: `(("geslacht", "v"),)` is a margin, `()` the total. Tables with the same name of
    an axis share its margin. The total counts as published, margins may be hidden like any count.
    """

    cells: Mapping[Cel, int]
    sums: tuple[Som, ...]
    tables: Mapping[str, tuple[Cel, ...]]

    def stelsel(self, threshold: int) -> Stelsel:
        """The system for `dekking`; margins that are no table of their own are the dearer to hide."""
        asked = {cell for table in self.tables.values() for cell in table}
        dear = {name: MARGIN_COST for name in self.cells if name not in asked}
        return make_stelsel(self.cells, self.sums, threshold, dear, vast={TOTAAL})

    def mask(self, hidden: Mask, table: str, counts: Tabel) -> Mask:
        """The hidden cells of one table, in its own shape."""
        is_hidden = dict(zip(self.cells, hidden, strict=True))
        return np.array([is_hidden[cell] for cell in self.tables[table]], dtype=bool).reshape(counts.shape)


def make_stelsel(
    counts: Mapping[Cel, int], sums: Sequence[Som], threshold: int, kosten: Mapping[Cel, float], *,
    vast: Collection[Cel] = (), nooit: Collection[Cel] = (),
) -> Stelsel:  # fmt: skip
    """These counts as a system. kosten: how dear each is to hide, where that is more or less than 1 (see `cell_costs`)."""
    place = {name: k for k, name in enumerate(counts)}
    values = np.array(list(counts.values()), dtype="int64")
    matrix = np.zeros((len(sums), len(place)))
    for row, (whole, parts) in enumerate(sums):
        matrix[row, [place[part] for part in parts]] = 1.0
        matrix[row, place[whole]] = -1.0
    costs = cell_costs(values, threshold) * np.array([kosten.get(name, 1.0) for name in counts])
    fixed, never = (np.array([name in names for name in counts], dtype=bool) for names in (vast, nooit))
    return Stelsel(values, matrix, costs, fixed, never)


def connect(tables: Mapping[str, Tabel]) -> Samenhang:
    """The tables as one system.

    Raises ValueError where they contradict each other, name a category twice, or go round in a circle (age x sex,
    sex x buurt, buurt x age): then more can be computed than their shared totals show.
    """
    cells: dict[Cel, int] = {}
    inside: dict[str, tuple[Cel, ...]] = {}
    margins: dict[str, dict[Cel, None]] = {}
    sums: list[Som] = []
    for name, counts in tables.items():
        values, dims = check_counts(counts), _dims(name, counts)
        inside[name] = tuple(_names(dims, counts))
        if len(set(inside[name])) < len(inside[name]):
            raise ValueError(f"table {name!r} names a category twice")
        _add(cells, TOTAAL, int(values.sum()), name)
        for cell, value in zip(inside[name], values.ravel(), strict=True):
            _add(cells, cell, int(value), name)
        for axis, dim in enumerate(dims):
            found = [_margin(dim, label) for label in counts.axes[axis]]
            totals = values.sum(axis=1 - axis) if values.ndim == 2 else values
            for cell, value in zip(found, totals, strict=True):
                _add(cells, cell, int(value), name)
            margins.setdefault(dim, {}).update(dict.fromkeys(found))
            if values.ndim == 2:
                lines = np.array(range(len(inside[name]))).reshape(values.shape)
                lines = lines if axis == 0 else lines.T
                sums += [(cell, tuple(inside[name][k] for k in line)) for cell, line in zip(found, lines, strict=True)]
    _refuse_circles(tables)
    sums += [(TOTAAL, tuple(found)) for found in margins.values()]
    return Samenhang(cells, tuple(sums), inside)


def _dims(name: str, counts: Tabel) -> tuple[str, ...]:
    """What the axes of the table are, by the names of its index and columns."""
    if isinstance(counts, pd.Series):
        return (str(counts.index.name or name),)
    return (str(counts.index.name or f"{name} (rows)"), str(counts.columns.name or f"{name} (columns)"))


def _margin(dim: str, label: Hashable) -> Cel:
    return ((dim, label),)


def _names(dims: tuple[str, ...], counts: Tabel) -> Iterator[Cel]:
    if isinstance(counts, pd.Series):
        yield from (_margin(dims[0], label) for label in counts.index)
        return
    for row in counts.index:
        for column in counts.columns:
            yield tuple(sorted([(dims[0], row), (dims[1], column)], key=str))


def _add(cells: dict[Cel, int], cell: Cel, value: int, table: str) -> None:
    if cells.setdefault(cell, value) != value:
        where = " and ".join(f"{dim}={label}" for dim, label in cell) or "the total"
        raise ValueError(f"table {table!r} counts {value} for {where}, a table before it {cells[cell]}")


def _refuse_circles(tables: Mapping[str, Tabel]) -> None:
    groups: list[set[str]] = []
    for name, counts in tables.items():
        if isinstance(counts, pd.Series):
            continue
        dims = set(_dims(name, counts))
        if any(dims <= group for group in groups):
            raise ValueError(f"table {name!r} closes a circle: leave one two-way table out")
        groups = [group for group in groups if not group & dims] + [dims.union(*(g for g in groups if g & dims))]
