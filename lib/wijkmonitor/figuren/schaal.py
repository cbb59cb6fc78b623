"""A straight scale from values to points on the sheet, with round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from wijkmonitor.taal.getallen import getal

_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Schaal:
    """Values `low` to `high` on `start` to `end` points (end before start turns it round)."""

    low: float
    high: float
    start: float
    end: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.high > self.low):
            raise ValueError(f"scale from low={self.low!r} to high={self.high!r} must rise and be finite")

    def __call__(self, value: float) -> float:
        """The place of a value; values outside the scale stay at its ends."""
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, about: int = 5) -> list[float]:
        """Round values on the scale, about as many as asked."""
        step = round_step((self.high - self.low) / max(about, 1))
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [round(position * step, 10) for position in range(first, last + 1)]

    def tick_labels(self, about: int = 5) -> list[tuple[float, str]]:
        """The ticks with their words in Dutch notation, all with the same number of decimals."""
        ticks = self.ticks(about)
        decimals = 0
        while decimals < 3 and any(abs(t - round(t, decimals)) > 1e-9 for t in ticks):
            decimals += 1
        return [(tick, getal(tick, decimals)) for tick in ticks]


def round_step(size: float) -> float:
    """The smallest step of 1, 2 or 5 times a power of ten (and 25) that is at least `size`."""
    power = 10.0 ** math.floor(math.log10(size)) if size > 0 else 1.0
    if 20 < size <= 25:
        return 25.0
    return next(step * power for step in _STEPS if step * power >= size * 0.999)


def round_top(values: Iterable[float | None], *, about: int = 5) -> float:
    """A round end of a scale from 0 that holds all values; 1 if there are none."""
    top = max((value for value in values if value is not None), default=0.0)
    if top <= 0:
        return 1.0
    step = round_step(top / about)
    return math.ceil(top / step - 1e-9) * step
