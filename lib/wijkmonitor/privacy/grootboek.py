"""The ledger: which figures about people were published when, so that two reports together give nobody away.

It holds only what stood in published reports, no records. A figure that differs a little from an earlier one tells of the
few people in between: it is not published, and the earlier report stays, so figures move in steps.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.privacy.regels import Regels
from wijkmonitor.schrijven import locked, write_whole

Cijfers = Mapping[str, float]
COUNT_OF_PEOPLE, VALUE = "n", "waarde"  # kinds of figures: all others are cells of a table
_SCHEIDING = " | "


@dataclass(frozen=True)
class Publicatie:
    """What was published of one wijk on one day. cijfers: place of the figure -> the figure; tellingen: counts of
    people by name, beside which later ones are hidden; regels: thresholds then; deelname_tot: the day up to which participants
    counted, "" in a ledger from before that was written down.
    """

    wijk: str
    datum: str
    peildatum: str
    map: str
    bestanden: tuple[str, ...]
    regels: Mapping[str, float]
    cijfers: Cijfers
    tellingen: Cijfers = field(default_factory=dict)
    deelname_tot: str = ""


@dataclass(frozen=True)
class Onthulling:
    """A figure that gives away the few people between an earlier report and this one. waar: document, finding, row."""

    waar: str
    datum: str


@dataclass(frozen=True)
class Grootboek:
    """All publications from one data folder, oldest first."""

    publicaties: tuple[Publicatie, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Grootboek:
        """The ledger in this file, empty where there is none."""
        if not path.exists():
            return cls()
        rows = json.loads(path.read_text(encoding="utf-8"))
        return cls(tuple(Publicatie(**row | {"bestanden": tuple(row["bestanden"])}) for row in rows))

    def write(self, path: Path) -> None:
        """Write it, for the owner alone."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        rows = [asdict(publication) for publication in self.publicaties]
        write_whole(path, json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n", mode=0o600)

    def van(self, wijk: str) -> tuple[Publicatie, ...]:
        """The publications of one wijk."""
        return tuple(publication for publication in self.publicaties if publication.wijk == wijk)

    def deelname_tot(self, wijk: str) -> str:
        """The day up to which the participants in the newest publication of a wijk counted; "" where there is none."""
        return max((found.deelname_tot or found.peildatum for found in self.van(wijk)), default="")

    def verschillen(self, wijk: str, cijfers: Cijfers, regels: Regels) -> list[Onthulling]:
        """Figures that differ from an earlier publication by so few people that they can be recognised."""
        return [
            Onthulling(key, publication.datum)
            for publication in self.van(wijk)
            for key in identifying(publication.cijfers, cijfers, regels)
        ]

    def andere_regels(self, wijk: str, regels: Regels) -> tuple[Publicatie, ...]:
        """Publications under other thresholds: their copies have to go, together they tell more than each alone."""
        return tuple(publication for publication in self.van(wijk) if dict(publication.regels) != thresholds(regels))


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Nobody else publishes or takes out meanwhile; Bezet where somebody does. The folder is for the owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(path.parent):
        yield


def take_out(path: Path, wijk: str) -> tuple[Publicatie, ...]:
    """Takes the publications of a wijk out of the ledger, because their copies have to go; what they were. Call it while `held`."""
    book = Grootboek.read(path)
    if gone := book.van(wijk):
        Grootboek(tuple(publication for publication in book.publicaties if publication.wijk != wijk)).write(path)
    return gone


def elsewhere(path: Path) -> tuple[Publicatie, ...]:
    """What stands in the ledgers of other data folders, or of where this one stood before."""
    others = (Grootboek.read(other) for other in sorted(path.parent.glob("*.json")) if other != path)
    return tuple(publication for book in others for publication in book.publicaties)


def identifying(before: Cijfers, now: Cijfers, regels: Regels) -> list[str]:
    """Keys of figures that tell of fewer than `min_cel` people between two reports.

    A count that changed by 1 up to the threshold, however many people came or went: the few are a group of those in
    between. A share or mean that changed while no count of its finding did.
    """
    change = {key: abs(now[key] - before[key]) for key in sorted(before.keys() & now.keys())}
    moved = {_finding(key) for key, much in change.items() if much and heading_of(key) != VALUE}
    return [
        key
        for key, much in change.items()
        if (much > 0 and _finding(key) not in moved if heading_of(key) == VALUE else 0 < much < regels.min_cel)
    ]


def people_figures(findings: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Every figure about people of our own records in these findings (as JSON), by its place.

    What counts other things than people is named in grootboek.toml; a finding that is not named there counts people.
    """
    found: dict[str, float] = {}
    for finding in findings:
        if finding["herkomst"] == "openbaar" or finding["id"] in _lists()["geen_mensen"]:
            continue
        place = _SCHEIDING.join((finding["document"], finding["id"]))
        if finding["id"] not in _lists()["ander_aantal"]:
            own = {(COUNT_OF_PEOPLE,): finding.get("n"), (finding["onderschrift"], VALUE): finding.get("waarde")}
            found |= {_SCHEIDING.join((place, *name)): float(value) for name, value in own.items() if value is not None}
        for table in (finding["tabel"], *finding.get("extra_tabellen", ())):
            found |= {_SCHEIDING.join((place, *cell)): value for cell, value in _counts(table)}
    return found


def _counts(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], float]]:
    """Whole numbers in columns of counts, by title, words at the start of the row, and heading."""
    columns = table["kolommen"]
    words = next((k for k, (_, kind) in enumerate(columns) if kind != "tekst"), len(columns))
    for row in table["rijen"]:
        label = ", ".join(str(cell) for cell in row[:words])
        for (name, kind), cell in zip(columns, row, strict=True):
            if (
                kind == "aantal"
                and name not in _lists()["geen_mensen_kolommen"]
                and not isinstance(cell, str)
                and cell == int(cell)
            ):
                yield (table["titel"], label, name), float(cell)


def thresholds(regels: Regels) -> dict[str, float]:
    """The thresholds by name."""
    return {name: getattr(regels, name) for name in Regels.grenzen}


def heading_of(key: str) -> str:
    """What a figure is: the number of people behind a finding, its value, or the heading of a column of counts."""
    return key.rsplit(_SCHEIDING, 1)[-1]


def _finding(key: str) -> str:
    return _SCHEIDING.join(key.split(_SCHEIDING)[:2])


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(ids) for name, ids in read_toml("wijkmonitor.privacy", "grootboek.toml").items()}
