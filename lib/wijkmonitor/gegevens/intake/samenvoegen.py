"""Delivered rows put into a table: nothing twice, and a correction in the place of what it corrects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wijkmonitor.gegevens.fouten import Fout, LeesFout
from wijkmonitor.gegevens.intake import meld, zin
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import Gelezen
from wijkmonitor.gegevens.verdacht import is_near

Rij = dict[str, str]
Leverdeel = tuple[Gelezen, Sequence[Rij]]  # one sheet as it was read, and its rows as text

# tables in which several rows may agree in all columns: what tells that two deliveries are about the same thing
ONDERWERP = {
    "activiteiten": ("datum", "activiteit", "setting"),
    "voortgang": ("datum", "interventie", "factor", "richting"),
    "logboek": ("datum", "item"),
    "menukaart": ("titel",),
    "resultaten": ("wat",),
}


@dataclass(frozen=True)
class Samengevoegd:
    """The table after a delivery, and how many rows came in, replaced others, were there already, fell away.

    behouden: where in the delivery a cell is empty of which the table knows the value; it stays. naast: where a row stood that came
    beside several others about the same thing.
    """

    rijen: tuple[Rij, ...]
    nieuw: int
    vervangen: int
    gelijk: int
    vervallen: int = 0
    behouden: tuple[str, ...] = ()
    naast: tuple[str, ...] = ()


def unite(delen: Sequence[Leverdeel]) -> tuple[tuple[Rij, ...], tuple[str, ...]]:
    """The rows of all sheets, what stands on two sheets once; and where each stood, in words.

    LeesFout, with both sheets, where they contradict each other about the same thing.
    """
    if len(delen) == 1:
        ((read, rows),) = delen
        return tuple(rows), tuple(zin("samenvoegen.rij", rij=number) for number in read.rijen)
    key, found = TABELLEN[delen[0][0].tabel].sleutel, list[tuple[Rij, str]]()
    counts: Counter[tuple[tuple[str, str], ...]] = Counter()
    first: dict[tuple[str, ...], tuple[Rij, str, int]] = {}
    faults = []
    for read, rows in delen:
        here: Counter[tuple[tuple[str, str], ...]] = Counter()
        for place, (number, row) in enumerate(zip(read.rijen, rows, strict=True)):
            frozen = _frozen(row)
            here[frozen] += 1
            other = first.setdefault(_key(row, key), (row, read.blad, number)) if key else (row, "", 0)
            if _frozen(other[0]) != frozen:
                faults.append(read.fout(place, "", *meld("samenvoegen.twee_bladen", blad=other[1], rij=other[2])))
            elif here[frozen] > counts[frozen]:
                found.append((row, zin("samenvoegen.rij_op_blad", rij=number, blad=read.blad)))
        counts |= here
    if faults:
        raise LeesFout(*faults)
    return tuple(row for row, _ in found), tuple(place for _, place in found)


def merge(
    tabel: str,
    existing: Sequence[Rij],
    delivered: Sequence[Rij],
    *,
    kolommen: Iterable[str],
    bronnen: frozenset[str] = frozenset(),
    plekken: Sequence[str] = (),
) -> Samengevoegd:
    """The table with the delivery in it.

    kolommen: what the delivery holds; other columns but herkomst keep what stood there. bronnen: sources (column bron) that the
    delivery holds in full, so that rows of theirs that it does not have fall away. plekken: where each delivered row stood.
    """
    key = TABELLEN[tabel].sleutel or ONDERWERP[tabel]
    places, incoming = _places(existing, key), _places(delivered, key)
    result: dict[int, list[Rij]] = {k: [row] for k, row in enumerate(existing)}
    added: list[Rij] = []
    counts: Counter[str] = Counter()
    stood, stayed = {id(row): place for row, place in zip(delivered, plekken, strict=False)}, list[str]()
    beside: list[str] = []
    for name, numbers in incoming.items():
        rows, here = [delivered[k] for k in numbers], [existing[k] for k in places.get(name, ())]
        if not here:
            added += rows
            counts["nieuw"] += len(rows)
            continue
        rows, empty = _keep_known(here, rows, {*kolommen, "herkomst"})
        stayed += [zin("samenvoegen.cel", plek=stood.get(of, ""), kolom=column).strip(", ") for of, column in empty]
        there, new = Counter(map(_frozen, here)), Counter(map(_frozen, rows))
        counts["gelijk"] += sum((there & new).values())
        if there <= new:
            fresh = new - there
            added += [row for row in rows if _take(fresh, _frozen(row))]
            counts["nieuw"] += sum((new - there).values())
        elif not new <= there and len(rows) < len(here):  # which of them it corrects can't be known: nothing goes
            fresh = new - there
            counts["nieuw"] += sum(fresh.values())
            for row in (row for row in rows if _take(fresh, _frozen(row))):
                added.append(row)
                beside.append(stood.get(id(row), ""))
        elif not new <= there:
            for place in places[name]:
                result[place] = []
            result[places[name][0]] = list(rows)
            counts["vervangen"] += sum((new - there).values())
    kept = [row for k in range(len(existing)) for row in result[k]]
    stays = [row for row in kept if row.get("bron") not in bronnen or _key(row, key) in incoming]
    gone = len(kept) - len(stays)
    return Samengevoegd(
        tuple(stays + added), counts["nieuw"], counts["vervangen"], counts["gelijk"], gone, tuple(stayed), tuple(beside)
    )


def _key(row: Mapping[str, str], key: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in key)


def _places(rows: Sequence[Rij], key: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    """Where the rows of each key stand."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        places[_key(row, key)].append(k)
    return dict(places)


def _keep_known(here: Sequence[Rij], rows: Sequence[Rij], delivered: set[str]) -> tuple[list[Rij], list[tuple[int, str]]]:
    """The delivered rows, with what the table already knew in columns that the delivery does not have or leaves empty.

    And which cells of the delivery itself were empty: the identity of the row, and the column.
    """
    if len(here) != len(rows):
        return list(rows), []
    kept, empty = [], []
    for old, new in zip(here, rows, strict=True):
        stays = {column: value for column, value in old.items() if value and (column not in delivered or not new.get(column))}
        empty += [(id(new), column) for column in stays if column in delivered]
        kept.append({**new, **stays})
    return kept, empty


def _frozen(row: Rij) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((column, value) for column, value in row.items() if value))


def _take(counts: Counter[tuple[tuple[str, str], ...]], row: tuple[tuple[str, str], ...]) -> bool:
    """Whether one more of this row is wanted; counts it off."""
    if counts[row] <= 0:
        return False
    counts[row] -= 1
    return True


def near_sign_ups(existing: Sequence[Rij], delen: Sequence[Leverdeel]) -> Iterator[Fout]:
    """A *let op* for each delivered row of `deelname` whose person signed up for the same thing on another day near it."""
    known = defaultdict[tuple[str, str], list[date]](list)
    for row in existing:
        known[row["deelnemer"], row["interventie"]].append(date.fromisoformat(row["aanmelding"]))
    for read, rows in delen:
        for place, row in enumerate(rows):
            days, day = known[row["deelnemer"], row["interventie"]], date.fromisoformat(row["aanmelding"])
            if day not in days and (other := next((one for one in days if is_near(one, day)), None)):
                yield read.fout(place, "aanmelding", *meld("dubbel.staat_er_al"), other, ernst="let op")
            days.append(day)
