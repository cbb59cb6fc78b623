"""Where a value of a notebook comes from: rows of people, what is open, or what the code does not tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Bron(Enum):
    """Where a value comes from; the first three are what a cell can show."""

    MENSEN = "mensen"
    ONBEKEND = "onbekend"
    OPEN = "open"
    NIETS = "niets"  # written in the code itself
    DOSSIER = "dossier"
    POORT = "poort"
    STAP = "stap"  # a result of the library, which shows itself
    BIBLIOTHEEK = "bibliotheek"
    STATS = "stats"
    TEKENAAR = "tekenaar"


@dataclass(frozen=True)
class Celbron:
    """Of one cell: what it shows, what it draws, and what the words, table and figure of its findings are made of."""

    toont: Bron = Bron.NIETS
    tekent: Bron = Bron.NIETS
    bevinding: Bron = Bron.NIETS


def samen(bronnen: Iterable[Bron]) -> Bron:
    """What a value is that is made of these."""
    found = set(bronnen)
    for kind in (Bron.MENSEN, Bron.ONBEKEND):
        if kind in found:
            return kind
    return Bron.OPEN if found - {Bron.NIETS, Bron.TEKENAAR} else Bron.NIETS


def worst(before: Bron, found: Bron) -> Bron:
    """What a name holds that holds one of two."""
    return before if before is found else samen((before, found))
