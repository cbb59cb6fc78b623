"""One figure for a wijk that consists of several CBS areas: weighted by the people (or homes) it is about."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wijkmonitor.gegevens.opendata.waarneming import Sleutel, Waarneming

# share of the people of 15 to 24 years who are 18 or older: seven of the ten year groups, taken as equally large
VOLWASSEN_VAN_15_24 = 0.7


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
