"""Ties between organisations: one tie per pair, whoever named it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from wijkmonitor.dossier import Dossier

Paar = tuple[str, str]


@dataclass(frozen=True)
class Net:
    """The network of one wave: organisations, their domain, and every tie once with its greatest strength (1-3)."""

    meting: str
    domein: dict[str, str]
    lijnen: dict[Paar, int]

    @property
    def mogelijk(self) -> int:
        """Number of possible ties."""
        n = len(self.domein)
        return n * (n - 1) // 2

    def between(self, one: str, other: str) -> tuple[int, int]:
        """Ties between two domains, and how many were possible."""
        pairs = self.pairs_between(one, other)
        return sum(pair in self.lijnen for pair in pairs), len(pairs)

    @property
    def paren(self) -> list[Paar]:
        """All possible ties."""
        return list(combinations(sorted(self.domein), 2))

    def pairs_between(self, one: str, other: str) -> list[Paar]:
        """All possible ties between two domains."""
        return [pair for pair in self.paren if {self.domein[pair[0]], self.domein[pair[1]]} == {one, other}]

    def domains_of(self, name: str) -> dict[str, int]:
        """Ties of one organisation, by the domain at the other end."""
        found: dict[str, int] = {}
        for pair in self.lijnen:
            if name in pair:
                other = pair[1] if pair[0] == name else pair[0]
                found[self.domein[other]] = found.get(self.domein[other], 0) + 1
        return found


def make_nets(dossier: Dossier) -> list[Net]:
    """The network per wave, in order; every organisation of the table takes part in every wave.

    Organisations are called what documents may call them, and stand in that order: the order of the table would tell
    who *medisch A* is. A tie with an organisation that the table does not name has no domain, and is left out.
    """
    frame, organisations = dossier.tabel("netwerk"), dossier.tabel("organisaties")
    labels = dossier.poort.organisaties(organisations)
    domains = dict(zip(organisations["organisatie"].map(labels), organisations["domein"], strict=True))
    domein = {name: domains[name] for name in sorted(domains)}
    frame = frame.assign(van=frame["van"].map(labels), naar=frame["naar"].map(labels))
    known = frame[frame["van"].notna() & frame["naar"].notna() & frame["sterkte"].notna()]
    return [Net(str(wave), domein, merge(part)) for wave, part in known.groupby("meting", sort=True)]


def merge(frame: pd.DataFrame) -> dict[Paar, int]:
    """Undirected ties with strength 1 or more, ties with oneself left out."""
    ties: dict[Paar, int] = {}
    rows: Iterable[tuple[str, str, int]] = zip(frame["van"], frame["naar"], frame["sterkte"].astype(int), strict=True)
    for one, other, strength in rows:
        if one != other and strength > 0:
            pair = (one, other) if one < other else (other, one)
            ties[pair] = max(ties.get(pair, 0), strength)
    return ties
