"""All counts of the people of one wijk that documents may show, as one set of linear facts.

Tables of several populations (persons, sign-ups), loose counts, and what ties them together: also counts that nobody
publishes, such as people who took part twice. What may be shown is chosen for all of them at once, and proven by linear
programmes in both directions (`wijkmonitor.privacy.stelsel`) before a document holds any of it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from wijkmonitor.privacy.dekking import NietTeDekken, find_cover
from wijkmonitor.privacy.samenhang import TOTAAL, Cel, Samenhang, Som, Tabel, connect, make_stelsel
from wijkmonitor.privacy.stelsel import Mask, Stelsel

SPARE_COST = 3.0
TOTAL_COST = 20.0  # a total is worth as much as so many cells: it goes only where nothing else helps


@dataclass
class Feiten:
    """Counts by name, and sums of them. Names of cells of a table begin with the name of its population.

    nullen: counts that nobody is in. They hold no unknown, so no sum says more or less with them.
    """

    aantallen: dict[Cel, int] = field(default_factory=dict)
    kosten: dict[Cel, float] = field(default_factory=dict)
    nooit: set[Cel] = field(default_factory=set)
    sommen: list[Som] = field(default_factory=list)
    groepen: dict[str, Samenhang] = field(default_factory=dict)
    nullen: set[Cel] = field(default_factory=set)

    def tabellen(self, wie: str, tables: Mapping[str, Tabel]) -> None:
        """Tables that count the same people; their total is shown too, their other margins only as sums. See `connect`."""
        found = self.groepen[wie] = connect(tables)
        asked = {cell for table in found.tables.values() for cell in table}
        for cell, count in found.cells.items():
            self._tel(cel(wie, *cell), count, cell in asked or cell == TOTAAL, TOTAL_COST if cell == TOTAAL else 1.0)
        self.sommen += [(cel(wie, *whole), tuple(cel(wie, *part) for part in parts)) for whole, parts in found.sums]

    def spaar(self, namen: Iterable[Cel]) -> None:
        """Counts on which much rests: they are hidden only where hiding several others does not help."""
        for name in namen:
            self.kosten[name] *= SPARE_COST

    def tel(self, naam: str, count: int, *, getoond: bool = True, kosten: float = 1.0) -> None:
        """A loose count of 0 and up; with `getoond` a document shows it. kosten: how dear hiding it is beside any other."""
        self._tel(cel(naam), count, getoond, kosten)

    def niemand(self, namen: Iterable[Cel]) -> None:
        """Counts that nobody is in, shown as 0; what is counted already stays as it was counted. Call it last."""
        self.nullen |= {name for name in namen if name not in self.aantallen}

    def _tel(self, name: Cel, count: int, shown: bool, cost: float) -> None:
        self.aantallen[name], self.kosten[name] = count, cost
        if not shown:
            self.nooit.add(name)

    def som(self, geheel: Cel, delen: Iterable[Cel]) -> None:
        """A count is the sum of others. ValueError where the counts say something else."""
        parts = tuple(delen)
        if self.aantallen[geheel] != sum(self.aantallen[part] for part in parts):
            raise ValueError(f"{geheel!r} is {self.aantallen[geheel]}, its parts are {[self.aantallen[part] for part in parts]}")
        self.sommen.append((geheel, parts))

    def stelsel(self, threshold: int) -> Stelsel:
        """The counts as a system."""
        return make_stelsel(self.aantallen, self.sommen, threshold, self.kosten, nooit=self.nooit)

    def bedek(self, threshold: int, eerder: Sequence[Mapping[str, float]] = ()) -> Bedekt:
        """What may be shown: no small count, and none that can be bounded within less than the threshold.

        eerder: what was shown before, by name (`Bedekt.getoond`). A count that differs a little from then would tell of the
        few people in between: it is hidden as a small one is. Where no pattern is found that does it, nothing is shown.
        """
        stelsel = self.stelsel(threshold)
        moved = np.array([self._moved(name, threshold, eerder) for name in self.aantallen], dtype=bool)
        try:
            return Bedekt(self, find_cover(stelsel, threshold, ook=moved))
        except NietTeDekken:
            return Bedekt(self, np.ones(len(stelsel.values), dtype=bool))

    def _moved(self, name: Cel, threshold: int, eerder: Sequence[Mapping[str, float]]) -> bool:
        now, key = self.aantallen[name], as_key(name)
        return any(key in old and 0 < abs(now - old[key]) < threshold for old in eerder)


@dataclass(frozen=True)
class Bedekt:
    """The same counts with the mask of those that are hidden."""

    feiten: Feiten
    verborgen: Mask

    def tabel(self, wie: str, naam: str, counts: Tabel) -> Mask:
        """The hidden cells of one table, in its own shape."""
        cells = self.feiten.groepen[wie].tables[naam]
        return np.array([self._weg[cel(wie, *cell)] for cell in cells], dtype=bool).reshape(counts.shape)

    @property
    def getoond(self) -> dict[str, float]:
        """Every count that is shown, by name, every sum of which all parts are shown, and what nobody is in."""
        facts = self.feiten
        seen = {name: count for name, count in facts.aantallen.items() if not self._weg[name] and name not in facts.nooit}
        sums = {whole: facts.aantallen[whole] for whole, parts in facts.sommen if parts and all(part in seen for part in parts)}
        return {as_key(name): float(count) for name, count in (dict.fromkeys(facts.nullen, 0) | seen | sums).items()}

    def aantal(self, naam: Cel) -> int | None:
        """A loose count or a total; None where it is hidden."""
        return None if self._weg[naam] else self.feiten.aantallen[naam]

    @cached_property
    def _weg(self) -> dict[Cel, bool]:
        return dict(zip(self.feiten.aantallen, self.verborgen.tolist(), strict=True))


def cel(wie: str, *delen: tuple[str, Hashable]) -> Cel:
    """The name of a count of this population; without parts that of its total, or of a loose count."""
    return ((wie, ""), *delen)


def as_key(naam: Cel) -> str:
    """The name of a count as text, for a file."""
    return " | ".join(str(part) for pair in naam for part in pair if part != "")
