"""Which counts to hide so that no small one can be computed: few extra cells, and small ones.

Few cells come first. Among patterns of the same number the order of magnitude decides and then the place, never
the exact value: a rule that always hides the smallest neighbour tells how large the hidden one can be (the minimality
attack of Wong et al., VLDB 2007, p. 543).
"""

from __future__ import annotations

import contextlib

import numpy as np
from numpy.typing import NDArray

from wijkmonitor.privacy.stelsel import Eis, Floats, Indringer, Mask, Stelsel, demand, find_demands

CELL_COST, MAGNITUDE_COST, PLACE_COST = 1000, 20, 2
MOST_ROUNDS, MOST_NODES, GAP = 12, 200, 0.01


class NietTeDekken(ValueError):
    """No pattern of hidden cells protects this table: its totals may not be published."""


def cell_costs(values: NDArray[np.int64], threshold: int) -> Floats:
    """What hiding each count costs: a little more per order of magnitude, a trace for its place."""
    magnitude = np.floor(np.log10(np.maximum(values, threshold) / threshold))
    place = 10 * np.arange(len(values)) // max(len(values), 1)
    return (CELL_COST + MAGNITUDE_COST * magnitude + PLACE_COST * place).astype(np.float64)


def intruders(stelsel: Stelsel, threshold: int) -> tuple[tuple[Indringer, ...], ...]:
    """Sets of intruders against which a table can be covered, the most demanding first.

    First who can tell which hidden counts are small: for him a small one must keep a width of half the threshold
    (with 5: three possible values). Then who knows that a hidden count is not 0, and last who knows only that it is
    not negative: for both a small one must keep a width of the whole threshold. Of what is never published nobody knows more.
    """
    values = np.where(stelsel.nooit, 0, stelsel.values)
    zero, endless = np.zeros(len(values)), np.full(len(values), np.inf)
    small = (values > 0) & (values < threshold)
    insider = Indringer(
        lowest=np.where(small, 1.0, np.minimum(values, threshold)),
        highest=np.where(small, threshold - 1.0, np.inf),
        room=float(threshold // 2),
    )
    informed = Indringer(lowest=np.minimum(values, 1.0), highest=endless, room=float(threshold))
    return (informed, insider), (informed,), (Indringer(lowest=zero, highest=endless, room=float(threshold)),)


def find_cover(
    stelsel: Stelsel, threshold: int, *, zwak: bool = False, most_extra: int | None = None, ook: Mask | None = None
) -> Mask:
    """Mask of the counts to hide, against the most demanding of the sets of `intruders` against which it can be done.

    zwak: if need be also against the last set alone, that knows least. ook: counts that are not small and must be hidden as
    well as those are. Raises NietTeDekken when no pattern can do it, or none with at most `most_extra` extra cells.
    """
    sets = intruders(stelsel, threshold)
    *demanding, last = sets if zwak else sets[:-1]
    for against in demanding:
        with contextlib.suppress(NietTeDekken):
            return _cover(stelsel, threshold, against, most_extra, ook)
    return _cover(stelsel, threshold, last, most_extra, ook)


def _cover(stelsel: Stelsel, threshold: int, against: tuple[Indringer, ...], most_extra: int | None, ook: Mask | None) -> Mask:
    """Every small count, and extra ones until no intruder of `against` has enough."""
    small = stelsel.small(threshold) if ook is None else stelsel.small(threshold) | ook
    if not small.any():
        return small
    everything = stelsel.candidates()
    if (small & ~everything & ~stelsel.nooit).any() or _demands(stelsel, against, everything, small):
        raise NietTeDekken(f"no pattern hides the counts below {threshold}: a total itself gives one away")
    if not everything.any():
        return everything  # nobody shows any of these counts
    demands = _first_demands(stelsel, small, against[0])
    for _ in range(MOST_ROUNDS):
        hidden = _cheapest(stelsel, small, demands, most_extra)
        broken = _demands(stelsel, against, hidden, small)
        if not broken:
            return hidden
        demands += broken
    return _grown(stelsel, small, against, hidden, most_extra)


def _demands(stelsel: Stelsel, against: tuple[Indringer, ...], hidden: Mask, small: Mask) -> list[Eis]:
    return [eis for one in against for eis in find_demands(stelsel, one, hidden | stelsel.nooit, protect=small)]


def _first_demands(stelsel: Stelsel, small: Mask, indringer: Indringer) -> list[Eis]:
    """In each sum a small count needs others that can take up what it gives."""
    none = np.zeros(len(stelsel.equations))
    found = []
    for equation, cell in np.argwhere(stelsel.equations):
        if small[cell]:
            alone = none.copy()
            alone[equation] = -1.0 / stelsel.equations[equation, cell]
            found.append(demand(stelsel, indringer, int(cell), alone, none))
    return [eis for eis in found if eis.needed > 0]


def _cheapest(stelsel: Stelsel, small: Mask, demands: list[Eis], most_extra: int | None) -> Mask:
    """The cheapest pattern that obeys the demands so far (a whole-number programme)."""
    from scipy import optimize

    columns = np.flatnonzero(stelsel.candidates())
    rows = [eis.weights[columns] for eis in demands] + _never_alone(stelsel, columns)
    lowest = [eis.needed for eis in demands] + [0.0] * (len(rows) - len(demands))
    if most_extra is not None:
        rows.append(np.full(len(columns), -1.0))
        lowest.append(-float(small[columns].sum() + most_extra))
    answer = optimize.milp(
        stelsel.costs[columns],
        integrality=np.ones(len(columns), dtype=np.int64),
        bounds=optimize.Bounds(small[columns].astype(float), np.ones(len(columns))),
        constraints=optimize.LinearConstraint(np.array(rows), np.array(lowest) - 1e-7, np.inf) if rows else (),
        options={"mip_rel_gap": GAP, "node_limit": MOST_NODES},
    )
    if answer.x is None:
        raise NietTeDekken("no pattern with this few extra cells hides the small counts")
    hidden = np.zeros(len(stelsel.values), dtype=bool)
    hidden[columns] = answer.x > 0.5
    return hidden


def _never_alone(stelsel: Stelsel, columns: NDArray[np.int64]) -> list[Floats]:
    """Rows that say: a count is hidden only if another in the same sum is; not where the sum has one that nobody shows."""
    rows: list[Floats] = []
    open_ = (stelsel.equations[:, stelsel.nooit] == 0).all(axis=1)
    for equation in (stelsel.equations[open_][:, columns] != 0).astype(float):
        for k in np.flatnonzero(equation):
            row = equation.copy()
            row[k] = -1.0
            rows.append(row)
    return rows


def _grown(stelsel: Stelsel, small: Mask, against: tuple[Indringer, ...], hidden: Mask, most_extra: int | None) -> Mask:
    """A safe pattern without proof that it is the cheapest: cells added one by one, needless ones shown again."""
    hidden = hidden.copy()
    while broken := _demands(stelsel, against, hidden, small):
        gain = np.zeros(len(hidden))
        for eis in broken:
            gain += np.minimum(eis.weights, eis.needed - eis.weights @ hidden) / max(eis.needed, 1.0)
        gain[hidden | ~stelsel.candidates()] = -1.0
        hidden[np.argmax(gain / stelsel.costs)] = True
    for cell in np.argsort(-stelsel.costs, kind="stable"):
        if hidden[cell] and not small[cell]:
            hidden[cell] = False
            if _demands(stelsel, against, hidden, small):
                hidden[cell] = True
    if most_extra is not None and (hidden & ~small).sum() > most_extra:
        raise NietTeDekken("no pattern with this few extra cells was found")
    return hidden
