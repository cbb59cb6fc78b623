"""The difference between a figure then and a figure now, from their intervals alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from wijkmonitor.stats.estimate import Estimate

METHODE = "MOVER 95%"


@dataclass(frozen=True)
class Verschil:
    """Now minus then; for ratios the logarithm of now over then. Unknown limits give no interval."""

    waarde: float | None
    laag: float | None
    hoog: float | None
    n: int | None

    def at(self, confidence: float) -> Estimate:
        """The difference with an interval at this confidence, by scaling the 95% interval as a normal one."""
        if self.waarde is None or self.laag is None or self.hoog is None:
            return Estimate(self.waarde, None, None, self.n, METHODE)
        factor = NormalDist().inv_cdf((1 + confidence) / 2) / NormalDist().inv_cdf(0.975)
        low = self.waarde - factor * (self.waarde - self.laag)
        high = self.waarde + factor * (self.hoog - self.waarde)
        return Estimate(self.waarde, low, high, self.n, METHODE)


def difference(then: Estimate, now: Estimate, *, ratio: bool = False) -> Verschil:
    """Now minus then with a 95% interval by the method of variance estimates recovery.

    Square-and-add of the distances between each value and its limits (Zou & Donner 2008, Stat Med 27:1693-1702; for
    two Wilson intervals it is Newcombe's method 10). It takes the figures as independent: where both count partly the
    same people the interval is too wide, so a claim is made too seldom, never too often.
    ratio: the figures are ratios above 0; the logarithm is compared.

    >>> shift = difference(Estimate(0.30, 0.25, 0.35, 300, ""), Estimate(0.20, 0.16, 0.25, 300, ""))
    >>> round(shift.waarde, 2), round(shift.laag, 3), round(shift.hoog, 3)
    (-0.1, -0.164, -0.029)
    """
    n = None if then.n is None or now.n is None else then.n + now.n
    parts = [then.value, then.low, then.high, now.value, now.low, now.high]
    known = [part for part in parts if part is not None]
    if then.value is None or now.value is None:
        return Verschil(None, None, None, n)
    if len(known) < len(parts) or (ratio and min(known) <= 0):
        return Verschil(None if ratio else now.value - then.value, None, None, n)
    a, a_low, a_high, b, b_low, b_high = (math.log(part) if ratio else part for part in known)
    low = b - a - math.hypot(b - b_low, a_high - a)
    high = b - a + math.hypot(b_high - b, a - a_low)
    return Verschil(b - a, low, high, n)
