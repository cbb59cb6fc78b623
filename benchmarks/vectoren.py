"""What proportions, rates and funnel limits of 20,000 areas cost, against the bare numpy formula.

    python benchmarks/vectoren.py

The issue allows at most 3 times the bare formula: checking the input and the small numbers costs the rest.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable

import numpy as np

from wijkmonitor import stats

AREAS = 20_000
Z = 1.959963984540054


def cases() -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Per function: the bare formula, and ours."""
    rng = np.random.default_rng(2022)
    people = rng.integers(50, 20_000, AREAS)
    sick = rng.binomial(people, 0.18)
    rare = rng.poisson(people * 0.002)

    def bare_wilson() -> object:
        share, weight = sick / people, 1 + Z**2 / people
        middle = (share + Z**2 / (2 * people)) / weight
        half = Z * np.sqrt(share * (1 - share) / people + Z**2 / (4 * people**2)) / weight
        return share, middle - half, middle + half

    def bare_byar() -> object:
        safe, more = np.maximum(rare, 1), rare + 1
        low = safe * (1 - 1 / (9 * safe) - Z / (3 * np.sqrt(safe))) ** 3
        high = more * (1 - 1 / (9 * more) + Z / (3 * np.sqrt(more))) ** 3
        return rare / people * 1e5, low / people * 1e5, high / people * 1e5

    def bare_funnel() -> object:
        half = Z * np.sqrt(0.18 * 0.82 / people)
        return 0.18 - half, 0.18 + half

    return {
        "proportion": (bare_wilson, lambda: stats.proportion(sick, people)),
        "rate": (bare_byar, lambda: stats.rate(rare, people)),
        "funnel_limits": (bare_funnel, lambda: stats.funnel_limits(0.18, people)),
    }


def seconds(call: Callable[[], object], repeats: int = 15, times: int = 20) -> float:
    """The fastest of the repeats, per call."""
    return min(timeit.repeat(call, number=times, repeat=repeats)) / times


def main() -> None:
    for name, (bare, ours) in cases().items():
        base, cost = seconds(bare), seconds(ours)
        print(f"{name:14} kale formule {base * 1e6:6.0f} us   wijkmonitor {cost * 1e6:6.0f} us   {cost / base:.2f} keer")


if __name__ == "__main__":
    main()
