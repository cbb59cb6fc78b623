"""Figures weighed by the people (or homes) they are about: of a wijk that consists of several CBS areas, and of two age groups.

Rates are standardised the direct way, with two groups, 18-64 and 65+: Rothman, Greenland & Lash, Modern Epidemiology
(3rd ed., 2008), p. 49-50. What the ages alone give is the difference between the two compositions at the rates of the
reference: Kitagawa, J Am Stat Assoc 50 (1955), p. 1168-1194.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from wijkmonitor.gegevens.opendata.waarneming import Sleutel, Waarneming, band_id

if TYPE_CHECKING:
    from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers

# share of the people of 15 to 24 years who are 18 or older: seven of the ten year groups, taken as equally large
VOLWASSEN_VAN_15_24 = 0.7
JONG, OUD = "18-64", "65+"


class Gewichten(NamedTuple):
    """Weight per area; `soort` is what was weighted by and `jaar` its year; `ontbreekt` are the areas without one."""

    waarden: Mapping[str, float]
    soort: str
    jaar: int | None
    ontbreekt: tuple[str, ...]


def weigh(cijfers: Mapping[Sleutel, Waarneming], gebieden: Sequence[str], *, soort: str, jaar: int) -> Gewichten:
    """Weights for all areas, from the population year nearest to `jaar` that has them all.

    Of the years at the same distance the earliest counts. Where the ages are unknown, all residents count
    (`soort` then becomes 'inwoners'). Where no year has all areas, the areas missing in the best year are named.
    """
    soorten = [soort] if soort == "woningen" else list(dict.fromkeys([soort, "inwoners"]))
    nodig = "woningen" if soort == "woningen" else "inwoners"
    jaren = _nearest(cijfers, nodig, jaar)
    fewest: tuple[str, ...] = tuple(gebieden)
    for kandidaat, kandidaatjaar in itertools.product(soorten, jaren):
        waarden = {g: w for g in gebieden if (w := _weight(cijfers, g, soort=kandidaat, jaar=kandidaatjaar)) is not None}
        ontbreekt = tuple(g for g in gebieden if g not in waarden)
        if not ontbreekt and sum(waarden.values()) > 0:
            return Gewichten(waarden, kandidaat, kandidaatjaar, ())
        fewest = min(fewest, ontbreekt or tuple(gebieden), key=len)
    return Gewichten({}, soort, None, fewest)


def _weight(cijfers: Mapping[Sleutel, Waarneming], gebied: str, *, soort: str, jaar: int) -> float | None:
    def value(indicator: str) -> float | None:
        waarneming = cijfers.get((indicator, gebied, jaar))
        return waarneming.waarde if waarneming else None

    if soort == "woningen":
        return value("woningen")
    inwoners, kinderen, jongeren = value("inwoners"), value("pct_0_14"), value("pct_15_24")
    if soort == "inwoners" or inwoners is None or inwoners == 0:
        return inwoners
    if kinderen is None or (soort == "volwassenen" and jongeren is None):
        return None
    weg = kinderen if soort == "inwoners_15plus" else kinderen + (1 - VOLWASSEN_VAN_15_24) * (jongeren or 0)
    return inwoners * (1 - weg / 100)


def weigh_adults(cijfers: Mapping[Sleutel, Waarneming], gebieden: Sequence[str], *, jaar: int) -> dict[str, tuple[float, float]]:
    """Per area how many people are 18 or older, and how many of them 65 or older; empty where no year has that of all.

    From the population year nearest to `jaar`; of two at the same distance the earliest.
    """
    for nearest in _nearest(cijfers, "pct_65plus", jaar):
        found = {}
        for gebied in gebieden:
            adults = _weight(cijfers, gebied, soort="volwassenen", jaar=nearest)
            people, share = (cijfers.get((name, gebied, nearest)) for name in ("inwoners", "pct_65plus"))
            if adults and people and share and people.waarde is not None and share.waarde is not None:
                found[gebied] = (adults, people.waarde * share.waarde / 100)
        if len(found) == len(gebieden):
            return found
    return {}


def _nearest(cijfers: Mapping[Sleutel, Waarneming], nodig: str, jaar: int) -> list[int]:
    """The years that have this figure, nearest first; of two at the same distance the earliest."""
    return sorted({j for (indicator, _, j) in cijfers if indicator == nodig}, key=lambda j: (abs(j - jaar), j))


def combine(delen: Mapping[str, Waarneming], gewichten: Mapping[str, float]) -> Waarneming:
    """Weighted mean of the parts; a part without people does not count.

    The bounds are the weighted bounds of the parts: wide, because model errors of neighbouring areas go together.
    """
    mee = {g: d for g, d in delen.items() if gewichten[g] > 0}
    totaal = math.fsum(gewichten[g] for g in mee)

    def average(field: str) -> float | None:
        values = {g: getattr(d, field) for g, d in mee.items()}
        if any(value is None for value in values.values()):
            return None
        return math.fsum(gewichten[g] * value for g, value in values.items()) / totaal

    return Waarneming(average("waarde"), average("laag"), average("hoog"))


def total(delen: Mapping[str, Waarneming]) -> Waarneming:
    """Sum of counts."""
    return Waarneming(math.fsum(d.waarde for d in delen.values() if d.waarde is not None))


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
