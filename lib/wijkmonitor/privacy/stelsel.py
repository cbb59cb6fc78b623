"""Counts tied together by published sums, and what an intruder can compute of the hidden ones.

The intruder knows every shown count and every sum, and that counts are whole and not negative; one who knows the rule
also knows that zeros are never hidden. Method: the attacker problem of Fischetti and Salazar-Gonzalez (Management
Science 2001, 47:1008), solved by linear programming; a cell that can be computed too closely gives the inequality that
any good pattern has to obey.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy import optimize

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

ROUNDING = 1e-6
ENDLESS = 1e5  # above every count of a wijk: a total that is hidden has no bound of its own


@dataclass(frozen=True)
class Stelsel:
    """Counts `values` (whole, 0 and up) with `equations @ values` known to everybody.

    costs: per count what hiding it costs, 0 and up. vast: never hidden. nooit: counts that nobody publishes, and that can
    only be computed from the others; none where there are none.
    """

    values: NDArray[np.int64]
    equations: Floats
    costs: Floats
    vast: Mask
    nooit: Mask

    def small(self, threshold: int) -> Mask:
        """The counts from 1 up to and without the threshold."""
        return (self.values > 0) & (self.values < threshold)

    def candidates(self) -> Mask:
        """What may be hidden: no zeros, no sums that stay, and not what is hidden anyway."""
        return (self.values > 0) & ~self.vast & ~self.nooit


@dataclass(frozen=True)
class Indringer:
    """What somebody takes for sure of a count that is hidden, and how wide a small one must stay for him.

    lowest, highest: bounds per count (highest may be infinite). room: least width of what he can compute.
    """

    lowest: Floats
    highest: Floats
    room: float


@dataclass(frozen=True)
class Eis:
    """A demand on the pattern of hidden counts (0 or 1 each): `weights @ hidden >= needed`."""

    weights: Floats
    needed: float


def find_demands(stelsel: Stelsel, indringer: Indringer, hidden: Mask, *, protect: Mask) -> list[Eis]:
    """One demand per count of `protect` that the intruder can bound within less than his room; none when all is safe."""
    columns = np.flatnonzero(hidden)
    matrix = stelsel.equations[:, columns]
    sums = matrix @ stelsel.values[columns]
    bounds = np.column_stack([indringer.lowest[columns], indringer.highest[columns]])
    least = stelsel.values[columns].astype(float)
    most = least.copy()
    found = []
    for k in np.flatnonzero(protect[columns]):
        if most[k] - least[k] >= indringer.room - ROUNDING:
            continue
        multipliers = []
        for sign in (1.0, -1.0):
            solution = _attack(matrix, sums, bounds, int(k), sign)
            least, most = np.minimum(least, solution.x), np.maximum(most, solution.x)
            multipliers.append(solution.eqlin.marginals)
        if most[k] - least[k] < indringer.room - ROUNDING:
            found.append(demand(stelsel, indringer, int(columns[k]), *multipliers))
    return found


def _attack(matrix: Floats, sums: Floats, bounds: Floats, k: int, sign: float) -> optimize.OptimizeResult:
    """The table with the highest (sign 1) or lowest (sign -1) value of unknown k that fits all that is published."""
    from scipy import optimize  # takes a fifth of a second, and most commands hide nothing

    goal = np.zeros(matrix.shape[1])
    goal[k] = -sign
    limits = [(low, min(high, ENDLESS)) for low, high in bounds]
    solution = optimize.linprog(goal, A_eq=matrix, b_eq=sums, bounds=limits, method="highs")
    if solution.status != 0:
        raise RuntimeError(f"the attacker problem has no solution: {solution.message}")
    return solution


def demand(stelsel: Stelsel, indringer: Indringer, cell: int, up: Floats, down: Floats) -> Eis:
    """What the pattern must obey to leave `cell` its room, from one multiplier per equation for either direction.

    Any multipliers give a true demand (weak duality); those of the best attack give one that a bad pattern breaks.
    """
    values, room = stelsel.values.astype(float), indringer.room
    weights = np.zeros(len(values))
    for sign, multipliers in ((1.0, up), (-1.0, down)):
        slack = stelsel.equations.T @ multipliers
        slack[cell] += sign
        rising, falling = slack > ROUNDING, slack < -ROUNDING
        weights[rising] += np.minimum(slack[rising] * (indringer.highest - values)[rising], room)
        weights[falling] += np.minimum(-slack[falling] * (values - indringer.lowest)[falling], room)
    always = stelsel.nooit.copy()
    always[cell] = True
    needed = max(room - float(weights[always].sum()), 0.0)
    weights[~stelsel.candidates()] = 0.0
    weights[cell] = 0.0
    return Eis(np.minimum(weights, needed).round(6).astype(np.float64), needed)
