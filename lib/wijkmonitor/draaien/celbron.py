"""Where a value of a notebook comes from: rows of people, what is open, or what the code does not tell."""

from __future__ import annotations

import functools
import importlib.util
import operator
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Flag, auto


class Bron(Flag):
    """What a value is made of; more than one where it is made of more."""

    NIETS = 0
    MENSEN = auto()
    ONBEKEND = auto()
    GETYPT = auto()  # written in the code itself, as a table
    OPEN = auto()
    DOSSIER = auto()
    POORT = auto()
    STAP = auto()  # a result of the library, which shows itself
    BIBLIOTHEEK = auto()
    STATS = auto()
    TEKENAAR = auto()


@dataclass(frozen=True)
class Celbron:
    """Of one cell: what it shows, what it draws, and what the words, table and figure of its findings are made of."""

    toont: Bron = Bron.NIETS
    tekent: Bron = Bron.NIETS
    bevinding: Bron = Bron.NIETS

    @property
    def van_mensen(self) -> bool:
        """Whether it shows something that was made of rows of people."""
        return Bron.MENSEN in self.toont

    @property
    def vrij(self) -> bool:
        """Whether all that it shows is open, passed the gate, or stands in its own code."""
        return not self.toont & (Bron.MENSEN | Bron.ONBEKEND) and self.toont != Bron.GETYPT

    @property
    def tekent_mensen(self) -> bool:
        """Whether a picture of it may be of rows of people."""
        return Bron.MENSEN in self.tekent or (self.van_mensen and Bron.OPEN not in self.tekent)


def samen(bronnen: Iterable[Bron]) -> Bron:
    """What a value is that is made of these."""
    return functools.reduce(operator.or_, bronnen, Bron.NIETS)


@functools.cache
def is_installed(root: str) -> bool:
    """Whether a module comes with Python or was installed, and is none that somebody wrote beside the notebook."""
    if root in sys.stdlib_module_names:
        return True
    try:
        found = importlib.util.find_spec(root)
    except (ImportError, ValueError):
        return False
    places = [found.origin or "", *(found.submodule_search_locations or ())] if found else []
    return any("site-packages" in place or "dist-packages" in place for place in places)
