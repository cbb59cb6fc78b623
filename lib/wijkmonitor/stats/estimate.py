"""The estimate: a number that never travels without its margin, its basis and its method."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from wijkmonitor.meegeleverd import zinnen

reason = zinnen("wijkmonitor.stats", "redenen.toml")  # why a number or its margin is missing, in Dutch


@dataclass(frozen=True)
class Estimate:
    """One number with its interval, what it rests on, how it was made, and why something is missing.

    `value` is None where nothing may be said; `low` and `high` are None where there is a value without an
    interval. In both cases `reason` says why, in one Dutch sentence that a report can show as it stands.
    The unit is that of the function that made it (a share is 0-1, a rate is per `per` people).
    `n` is the number of people, values, pairs or respondents that the estimate rests on.

    >>> Estimate(0.18, 0.117, 0.267, 100, "Wilson 95%").has_interval
    True
    """

    value: float | None
    low: float | None
    high: float | None
    n: int | None
    method: str
    reason: str | None = None

    @property
    def has_interval(self) -> bool:
        """True where both limits are known."""
        return self.low is not None and self.high is not None

    def rounded(self, decimals: int) -> Self:
        """The same with so many decimals."""
        ends = {name: getattr(self, name) for name in ("value", "low", "high")}
        return replace(self, **{name: round(end, decimals) for name, end in ends.items() if end is not None})


@dataclass(frozen=True, eq=False)
class Estimates:
    """The same for many areas at once: `value`, `low`, `high` and `n` are arrays of equal length.

    What `proportion` and `rate` give for arrays. Every area has a value and an interval, so there are no
    reasons. `estimates[i]` and iteration give one area as an `Estimate`.
    """

    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    n: NDArray[np.int64] | NDArray[np.float64]
    method: str
    reason: None = None

    def __len__(self) -> int:
        return len(self.value)

    def __getitem__(self, position: int) -> Estimate:
        return Estimate(
            float(self.value[position]),
            float(self.low[position]),
            float(self.high[position]),
            round(float(self.n[position])),
            self.method,
        )

    def __iter__(self) -> Iterator[Estimate]:
        return (self[position] for position in range(len(self)))


class Named:
    """For results of several numbers: `result["name"]` besides `result.name`, and `dict(result)` for a table."""

    def keys(self) -> list[str]:
        """The names of the numbers."""
        return [field.name for field in fields(self)]  # type: ignore[arg-type]

    def __getitem__(self, name: str) -> Any:
        if name not in self.keys():
            raise KeyError(name)
        return getattr(self, name)
