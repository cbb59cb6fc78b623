"""All small counts of one wijk, attacked with what its documents print."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from tests.lek.aanvaller import Aanvaller
from tests.lek.feiten import Gepubliceerd, attack_meant, attack_people, attack_told, attack_trips
from tests.lek.wereld import BEGONNEN, meant_of, people_of, told_of, trips_of

from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN

DREMPEL = 5


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


def check_all(dossier: Dossier, found: Gepubliceerd) -> int:
    """Attack all small counts of one wijk; how many were attacked."""
    people, trips = people_of(dossier), trips_of(dossier)
    total = 0
    if len(people) >= DREMPEL:
        attacker = attack_people(dossier, found)
        named = people.assign(leeftijd=people["leeftijdsgroep"]).fillna({"leeftijd": "onbekend", "geslacht": "onbekend"})
        total += sum(check(attacker, small_counts(named, (name,))) for name in ("leeftijd", "geslacht"))
        total += check(attacker, small_counts(named.dropna(subset="buurt"), ("buurt",)))
        for kenmerk in OMSTANDIGHEDEN:
            told = told_of(dossier, kenmerk).to_frame(kenmerk)
            total += check(attack_told(dossier, found, kenmerk), small_counts(told, (kenmerk,)))
    if len(trips) >= DREMPEL:
        attacker = attack_trips(dossier, found)
        for columns in (("interventie", "status"), ("status",), ("interventie",), ("verwijzer",)):
            total += check(attacker, small_counts(trips, columns))
    if (meant := attack_meant(dossier, found)) is not None:
        rows = meant_of(dossier)
        total += check(meant, small_counts(rows[rows["status"].isin(BEGONNEN)], ("interventie", "hoort")))
        total += check(meant, small_counts(rows, ("interventie", "status")))
    return total
