"""Limits between which areas lie when only chance makes them differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from wijkmonitor.stats.arguments import POSITIVE, SHARE, Floats, numbers, scalar
from wijkmonitor.stats.distributions import check_confidence, normal_quantile
from wijkmonitor.stats.estimate import Named

if TYPE_CHECKING:
    from wijkmonitor.stats.arguments import Number, Vector


@dataclass(frozen=True, eq=False)
class FunnelLimits(Named):
    """Lower and upper limit per area, 0-1, in the order of the denominators; also as `low, high = limits`."""

    low: Floats
    high: Floats

    def __iter__(self) -> Iterator[Floats]:
        return iter((self.low, self.high))


def funnel_limits(average: Number, denominators: Vector | Number, confidence: float = 0.95) -> FunnelLimits:
    """Limits (0-1) around the average share for areas with these denominators.

    A share inside its limits can differ from the average by chance alone: its Wilson interval holds the
    average. Use 0.95 for a first look and 0.998 for a signal. ValueError: an average outside 0-1, a
    denominator of 0 or less, anything missing or empty.
    Source: Spiegelhalter, Statistics in Medicine 24 (2005), p. 1185; Wilson limits turned round, as in
    PHEindicatormethods 2.1.0.

    >>> limits = funnel_limits(0.8, [100, 10_000])
    >>> limits.low.round(3).tolist(), limits.high.round(3).tolist()
    ([0.722, 0.792], [0.878, 0.808])
    """
    centre = scalar("average", average, SHARE)
    people = np.atleast_1d(numbers("denominators", denominators, POSITIVE))
    z = normal_quantile(check_confidence(confidence))
    half = z * np.sqrt(centre * (1 - centre)) / np.sqrt(people)
    return FunnelLimits(np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0))
