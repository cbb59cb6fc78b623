"""The attacker: from all that is published to the narrowest bounds on every count (whole-number programming)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

Vast = Mapping[str, str | frozenset[str]]


@dataclass
class Aanvaller:
    """Knows the categories of a population and facts about it; every cell of the full cross-table is unknown to him."""

    assen: Mapping[str, Sequence[str]]
    _rijen: list[NDArray[np.float64]] = field(default_factory=list)
    _sommen: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._cellen = list(product(*self.assen.values()))

    def _row(self, vast: Vast) -> NDArray[np.float64]:
        wanted = {name: frozenset([part]) if isinstance(part, str) else part for name, part in vast.items()}
        places = [(list(self.assen).index(name), part) for name, part in wanted.items()]
        return np.array([float(all(cell[place] in part for place, part in places)) for cell in self._cellen])

    def learn(self, count: float, **vast: str | frozenset[str]) -> None:
        """A fact: so many people in these categories."""
        self._rijen.append(self._row(vast))
        self._sommen.append(float(count))

    def bounds(self, **vast: str | frozenset[str]) -> tuple[int, int]:
        """The least and the most that the count can be."""
        goal = self._row(vast)
        known = optimize.LinearConstraint(np.array(self._rijen), self._sommen, self._sommen)
        ends = []
        for sign in (1.0, -1.0):
            answer = optimize.milp(sign * goal, constraints=known, integrality=np.ones(len(goal)))
            if answer.status == 3:  # without bound
                ends.append(10**6)
                continue
            assert answer.x is not None, "the published facts contradict each other"
            ends.append(round(float(goal @ answer.x)))
        return ends[0], ends[1]
