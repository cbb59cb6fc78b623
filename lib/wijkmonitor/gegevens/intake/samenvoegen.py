"""Delivered rows put into a table: nothing twice, a correction in the place of what it corrects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wijkmonitor.gegevens.schema import TABELLEN

Rij = dict[str, str]

# tables in which several rows may agree in all columns: what tells that two deliveries are about the same thing
ONDERWERP = {
    "activiteiten": ("datum", "activiteit", "setting"),
    "voortgang": ("datum", "interventie", "factor", "richting"),
    "logboek": ("datum", "item"),
    "menukaart": ("titel",),
}


@dataclass(frozen=True)
class Uitkomst:
    """The table after a delivery, and how many rows came in, replaced others, were there already, fell away."""

    rijen: tuple[Rij, ...]
    nieuw: int
    vervangen: int
    gelijk: int
    vervallen: int = 0


def merge(
    tabel: str,
    existing: Sequence[Rij],
    delivered: Sequence[Rij],
    *,
    kolommen: Iterable[str],
    bronnen: frozenset[str] = frozenset(),
) -> Uitkomst:
    """The table with the delivery in it.

    kolommen: what the delivery holds; other columns but herkomst keep what stood there. bronnen: sources (column bron) that the
    delivery holds in full, so that rows of theirs that it does not have fall away.
    """
    key = TABELLEN[tabel].sleutel or ONDERWERP[tabel]
    groups, places = _group(existing, key), _places(existing, key)
    incoming = _group(delivered, key)
    result: dict[int, list[Rij]] = {k: [row] for k, row in enumerate(existing)}
    added: list[Rij] = []
    counts: Counter[str] = Counter()
    for name, rows in incoming.items():
        here = groups.get(name, [])
        rows = _keep_other_columns(here, rows, {*kolommen, "herkomst"})
        there, new = Counter(map(_frozen, here)), Counter(map(_frozen, rows))
        counts["gelijk"] += sum((there & new).values())
        if there <= new:
            fresh = new - there
            added += [row for row in rows if _take(fresh, _frozen(row))]
            counts["nieuw"] += sum((new - there).values())
        elif not new <= there:
            for place in places[name]:
                result[place] = []
            result[places[name][0]] = list(rows)
            counts["vervangen"] += sum((new - there).values())
    kept = [row for k in range(len(existing)) for row in result[k]]
    stays = [row for row in kept if row.get("bron") not in bronnen or _key(row, key) in incoming]
    return Uitkomst(tuple(stays + added), counts["nieuw"], counts["vervangen"], counts["gelijk"], len(kept) - len(stays))


def _key(row: Mapping[str, str], key: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in key)


def _group(rows: Sequence[Rij], key: Sequence[str]) -> dict[tuple[str, ...], list[Rij]]:
    groups: dict[tuple[str, ...], list[Rij]] = defaultdict(list)
    for row in rows:
        groups[_key(row, key)].append(row)
    return dict(groups)


def _places(rows: Sequence[Rij], key: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        places[_key(row, key)].append(k)
    return dict(places)


def _keep_other_columns(here: Sequence[Rij], rows: Sequence[Rij], delivered: set[str]) -> list[Rij]:
    """The delivered rows, with what the table already knew in columns that the delivery does not have."""
    if len(here) != len(rows):
        return list(rows)
    kept = []
    for old, new in zip(here, rows, strict=True):
        kept.append({**new, **{column: value for column, value in old.items() if column not in delivered}})
    return kept


def _frozen(row: Rij) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((column, value) for column, value in row.items() if value))


def _take(counts: Counter[tuple[tuple[str, str], ...]], row: tuple[tuple[str, str], ...]) -> bool:
    """Whether one more of this row is wanted; counts it off."""
    if counts[row] <= 0:
        return False
    counts[row] -= 1
    return True
