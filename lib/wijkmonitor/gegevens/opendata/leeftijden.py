"""Figures of two age groups, and how much of the difference between two areas their ages alone would give.

Rates are standardised the direct way, with two groups, 18-64 and 65+: Rothman, Greenland & Lash, Modern Epidemiology
(3rd ed., 2008), p. 49-50. What the ages alone give is the difference between the two compositions at the rates of the
reference: Kitagawa, J Am Stat Assoc 50 (1955), p. 1168-1194.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.samenstellen import combine, weigh_adults
from wijkmonitor.gegevens.opendata.waarneming import Waarneming, band_id

JONG, OUD = "18-64", "65+"


@dataclass(frozen=True)
class Banden:
    """One figure in both groups, of 100, and which share of the adults is 65 or older (0-1).

    afgeleid: the figure of people younger than 65 is not published; it follows from that of all and that of 65 and older.
    """

    jong: float
    oud: float
    aandeel_oud: float
    afgeleid: bool = False

    def at(self, aandeel_oud: float) -> float:
        """The figure of all adults if this share of them were 65 or older."""
        return (1 - aandeel_oud) * self.jong + aandeel_oud * self.oud


@dataclass(frozen=True)
class Leeftijdsverschil:
    """An area beside a reference. alleen: what its ages alone would add, of 100; gelijk: its figure with the ages there."""

    eigen: Banden
    daar: Banden

    @property
    def alleen(self) -> float:
        """The difference that would be there if people of the same age were the same in both."""
        return self.daar.at(self.eigen.aandeel_oud) - self.daar.at(self.daar.aandeel_oud)

    @property
    def gelijk(self) -> float:
        """The figure of the area if it had as many people of 65 and older as the reference."""
        return self.eigen.at(self.daar.aandeel_oud)


def compare_ages(figures: Kerncijfers, indicator: str, jaar: int) -> Leeftijdsverschil | None:
    """The wijk beside its municipality; None where one of the groups, or the ages of the people, are not published."""
    own, there = (_bands(figures, indicator, codes, jaar) for codes in (figures.gebieden, (figures.gemeente,)))
    return Leeftijdsverschil(own, there) if own and there else None


def _bands(figures: Kerncijfers, indicator: str, codes: Sequence[str], jaar: int) -> Banden | None:
    tabel = figures.tabel(indicator, jaar)
    people = weigh_adults(figures.cijfers, codes, jaar=tabel.boundary_year(jaar)) if tabel else {}
    if not people:
        return None
    adults, old = ({code: pair[place] for code, pair in people.items()} for place in (0, 1))
    share = sum(old.values()) / sum(adults.values())
    oud = _mean(figures, band_id(indicator, OUD), old, jaar)
    jong = _mean(figures, band_id(indicator, JONG), {code: adults[code] - old[code] for code in people}, jaar)
    everybody = _mean(figures, indicator, adults, jaar)
    if oud is None:
        return None
    if jong is not None:
        return Banden(jong, oud, share)
    return Banden((everybody - share * oud) / (1 - share), oud, share, True) if everybody is not None and share < 1 else None


def _mean(figures: Kerncijfers, name: str, people: Mapping[str, float], jaar: int) -> float | None:
    found = {code: figures.cijfers.get((name, code, jaar), Waarneming(None)) for code, count in people.items() if count > 0}
    return combine(found, people).waarde if found else None
