"""Quantiles behind the intervals, and how an interval names its confidence.

scipy is imported inside the functions: it costs 0.3 s, and most readers of a module need none of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from wijkmonitor.stats.arguments import CONFIDENCE, Floats, scalar

EXACT_BELOW = 10  # events; PHEindicatormethods 2.1.0 uses exact Poisson limits below this number


def check_confidence(confidence: float) -> float:
    """The confidence as a float between 0 and 1; anything else (95, for instance) raises ValueError."""
    return scalar("confidence", confidence, CONFIDENCE)


def percentage(confidence: float) -> str:
    """The confidence as a method names it.

    >>> percentage(0.95), percentage(0.998)
    ('95%', '99,8%')
    """
    return f"{100 * confidence:.10g}%".replace(".", ",")


def confidence_of(method: str) -> float:
    """The confidence that a method names; 0.95 where it names none.

    >>> confidence_of("Wilson 80%"), confidence_of("t 99,8%"), confidence_of("leeragenda")
    (0.8, 0.998, 0.95)
    """
    found = re.search(r"(\d+(?:,\d+)?)%", method)
    return round(float(found[1].replace(",", ".")) / 100, 12) if found else 0.95


@lru_cache(maxsize=64)
def normal_quantile(confidence: float) -> float:
    """Half the width of the interval in standard errors: 1.96 for 0.95."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def student_quantile(confidence: float, df: float) -> float:
    """The same on Student's t with `df` degrees of freedom (above 0, may be a fraction)."""
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.5 + confidence / 2))


def student_p(t: float, df: float) -> float:
    """Two-sided probability of a t at least this far from 0; 0-1."""
    from scipy.special import stdtr

    return float(2 * stdtr(df, -abs(t)))


def poisson_limits(events: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Lower and upper limit of counts: Byar's approximation from 10 events, exact Poisson below.

    Byar: Breslow & Day, Statistical methods in cancer research II (1987), p. 69. Exact: Garwood,
    Biometrika 28 (1936), p. 437. The border at 10 is that of PHEindicatormethods 2.1.0.
    """
    z = normal_quantile(confidence) / 3
    counts = np.maximum(events, EXACT_BELOW)
    root = 1 - 1 / (9 * counts) - z / np.sqrt(counts)
    low = counts * root * root * root
    counts = counts + 1
    root = 1 - 1 / (9 * counts) + z / np.sqrt(counts)
    high = counts * root * root * root
    small = events < EXACT_BELOW
    if small.any():
        exact_low, exact_high = _exact_limits(events[small], confidence)
        low, high = np.asarray(low), np.asarray(high)
        low[small], high[small] = exact_low, exact_high
    return low, high


def _exact_limits(events: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Exact limits of small counts; whole counts come from a table, so that 20,000 areas stay cheap."""
    whole = events.astype(np.intp)
    if np.array_equal(whole, events):
        table_low, table_high = _exact_table(confidence)
        return table_low[whole], table_high[whole]
    return _garwood(events, confidence)


@lru_cache(maxsize=64)
def _exact_table(confidence: float) -> tuple[Floats, Floats]:
    return _garwood(np.arange(EXACT_BELOW, dtype=np.float64), confidence)


def _garwood(events: Floats, confidence: float) -> tuple[Floats, Floats]:
    from scipy.special import gammainccinv, gammaincinv

    tail = (1 - confidence) / 2
    low = np.where(events > 0, gammaincinv(np.maximum(events, 1e-12), tail), 0.0)
    return np.asarray(low, np.float64), np.asarray(gammainccinv(events + 1, tail), np.float64)
