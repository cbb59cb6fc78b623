"""Probabilities corrected for looking at several comparisons at once."""

from __future__ import annotations

from typing import Literal

import numpy as np

from wijkmonitor.stats.arguments import SHARE, Floats, Vector, choice, vector


def adjust(p_values: Vector, method: Literal["holm", "bh"] = "holm") -> Floats:
    """Adjusted probabilities (0-1) in the order of the input, for one family of comparisons.

    `holm` keeps the chance of any false claim in the family below the level, `bh` the expected share of false
    ones among the claims. ValueError: an empty list, a value outside 0-1 or missing, another method.
    Source: Holm, Scand J Stat 6 (1979), p. 65; Benjamini & Hochberg, J R Stat Soc B 57 (1995), p. 289.

    >>> [float(p) for p in adjust([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    choice("method", method, ("holm", "bh"))
    known = vector("p_values", p_values, SHARE)
    order = np.argsort(known, kind="stable")
    rank = np.arange(known.size)
    if method == "holm":
        stepped = np.maximum.accumulate(known[order] * (known.size - rank))
    else:
        stepped = np.minimum.accumulate((known[order] * known.size / (rank + 1))[::-1])[::-1]
    adjusted = np.empty_like(known)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted
