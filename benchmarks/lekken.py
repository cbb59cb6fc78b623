"""A long search for counts of 1 to 4 that can be computed: many small wijken, all documents, whole-number programming.
The attacker also knows how many people took part and how often: a report of a very small wijk hides that.

Run from the root of the repository: python -m benchmarks.lekken --minuten 20 [--zaad 100]. Prints what leaks, with the wijk, the seed and the number of participants that make it again. Exit code 1 if anything did.
"""

from __future__ import annotations

import argparse
import time
from itertools import count

import numpy as np
from tests.lek.feiten import from_documents
from tests.lek.kleine import check_all
from tests.lek.wereld import documents, make_world

WIJKEN = ("voorbeeldwijk", "voorbeeldwijk-2", "voorbeeldwijk-3")


def main() -> int:
    """Search until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minuten", type=float, default=10)
    parser.add_argument("--zaad", type=int, default=100)
    options = parser.parse_args()
    end, cells, leaks, tried = time.monotonic() + 60 * options.minuten, 0, 0, 0
    for seed in count(options.zaad):
        if time.monotonic() > end:
            break
        chance = np.random.default_rng(seed)
        wijk, people = WIJKEN[seed % 3], int(chance.integers(6, 140))
        try:
            dossier = make_world(wijk, seed, people)
            cells += check_all(dossier, from_documents(documents(dossier)))
        except AssertionError as error:
            leaks += 1
            print(f"{wijk}, zaad {seed}, {people} deelnemers: {error}", flush=True)
        tried += 1
    print(f"{tried} wijken, {cells} kleine aantallen aangevallen, {leaks} wijken met een lek")
    return 1 if leaks else 0


if __name__ == "__main__":
    raise SystemExit(main())
