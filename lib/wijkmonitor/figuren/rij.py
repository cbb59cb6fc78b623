"""What every row of a figure promises: numbers are finite, and a number that is missing has a reason in words."""

from __future__ import annotations

import math


def check_row(name: str, reden: str, *values: float | None, margin: tuple[float | None, ...] = ()) -> None:
    """Raises ValueError if a value is missing without a reason, or a value or margin is NaN or infinite.

    name: what the row is about. A margin may be missing without a reason: the figure then says that it is unknown.
    """
    if any(value is None for value in values) and not reden.strip():
        raise ValueError(f"reden={reden!r} must say why {name!r} misses a number")
    for number in (*values, *margin):
        if number is not None and not math.isfinite(number):
            raise ValueError(f"{name!r} has {number!r}: give None and a reason")
