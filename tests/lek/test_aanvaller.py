"""An attacker who reads every table of every document of a wijk can't tell a count of 1 to 4."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from tests.lek.aanvaller import Aanvaller
from tests.lek.feiten import Gepubliceerd, attack_people, attack_trips, from_documents
from tests.lek.wereld import documents, make_world, people_of, shipped, trips_of

from wijkmonitor.dossier import Dossier

DREMPEL = 5
WERELDEN = [
    (wijk, seed, people)
    for wijk, seeds in (("alphen-noord", (1, 2)), ("stevenshof", (3, 4, 5)), ("zuidwest", (6, 7)))
    for seed, people in zip(seeds, (24, 60, 120), strict=False)
]


def small_counts(frame: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Every combination of these columns that 1 to 4 rows have."""
    counts = frame.groupby(list(columns), observed=True).size()
    for key, count in counts.items():
        if 0 < count < DREMPEL:
            yield dict(zip(columns, key if isinstance(key, tuple) else (key,), strict=True))


def check(attacker: Aanvaller, cells: Iterator[dict[str, str]]) -> int:
    """Every cell keeps room; how many there were."""
    number_of_cells = 0
    for cell in cells:
        low, high = attacker.bounds(**cell)
        assert high - low >= DREMPEL, f"{cell} is known to be {low} to {high}"
        number_of_cells += 1
    return number_of_cells


def attack(dossier: Dossier, found: Gepubliceerd) -> int:
    """Attack all small counts of one wijk; how many were attacked."""
    people, trips = people_of(dossier), trips_of(dossier)
    total = 0
    if len(people) >= DREMPEL:
        attacker = attack_people(dossier, found)
        named = people.assign(leeftijd=people["leeftijdsgroep"]).fillna({"leeftijd": "onbekend", "geslacht": "onbekend"})
        total += sum(check(attacker, small_counts(named, (name,))) for name in ("leeftijd", "geslacht"))
        inside = named[named["buurt"].isin(attacker.assen["buurt"])]
        total += check(attacker, small_counts(inside, ("buurt",)))
    if len(trips) >= DREMPEL:
        attacker = attack_trips(dossier, found)
        for columns in (("interventie", "status"), ("status",), ("interventie",), ("verwijzer",)):
            total += check(attacker, small_counts(trips, columns))
    return total


@pytest.mark.parametrize(("wijk", "seed", "people"), WERELDEN)
def test_no_small_count_of_a_small_wijk_can_be_computed(wijk: str, seed: int, people: int) -> None:
    dossier = make_world(wijk, seed, people)
    assert attack(dossier, from_documents(documents(dossier))) > 0


@pytest.mark.parametrize("wijk", ["alphen-noord", "stevenshof", "zuidwest"])
def test_no_small_count_of_a_shipped_wijk_can_be_computed(wijk: str) -> None:
    dossier = shipped(wijk)
    attack(dossier, from_documents(documents(dossier)))
