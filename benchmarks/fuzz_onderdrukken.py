"""Long attack on `suppress`: random tables, each hidden cell bounded by linear programming that is written apart.

Run from the root of the repository: python -m benchmarks.fuzz_onderdrukken --seconden 300 [--zaad 1]. Prints how many
tables were covered and refused, how many extra cells that took, and the slowest; an attack that succeeds ends it.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
import pandas as pd
from tests.privacy.test_onderdrukken import check_attack

from wijkmonitor.privacy import NietTeDekken, suppress

DREMPELS = (3, 5, 5, 5, 10)


def random_table(chance: np.random.Generator) -> np.ndarray:
    """Counts as registers have them: many small ones, some large ones, zeros now and then."""
    shape = chance.integers(2, 13), chance.integers(2, 13)
    mean, spread = chance.choice([1, 4, 8, 15, 40, 100]), chance.choice([0.5, 1.2, 5])
    counts = chance.negative_binomial(spread, spread / (spread + mean), size=shape)
    return np.asarray(counts * (chance.random(shape) < chance.choice([0.6, 0.9, 1.0])))


def main() -> int:
    """Exit code 0 when no attack succeeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconden", type=float, default=300)
    parser.add_argument("--zaad", type=int, default=1)
    args = parser.parse_args()
    chance = np.random.default_rng(args.zaad)
    covered = refused = small = extra = 0
    seconds: list[float] = []
    end = time.monotonic() + args.seconden
    while time.monotonic() < end:
        counts, threshold = random_table(chance), int(chance.choice(DREMPELS))
        began = time.perf_counter()
        try:
            shown = suppress(pd.DataFrame(counts), threshold=threshold)
        except NietTeDekken:
            refused += 1
            continue
        finally:
            seconds.append(time.perf_counter() - began)
        check_attack(counts, shown, threshold)
        covered += 1
        here = int(((counts > 0) & (counts < threshold)).sum())
        small, extra = small + here, extra + int(shown.isna().to_numpy().sum()) - here
    print(f"covered {covered}, refused {refused}, small {small}, extra {extra}")
    print(f"seconds: median {np.median(seconds):.3f}, 95% {np.quantile(seconds, 0.95):.3f}, most {max(seconds):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
