"""Can it be known by the next session, with these numbers?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wijkmonitor.afspraken.cijfer import Peilcijfer, schrijf
from wijkmonitor.afspraken.items import Afspraak, Verwacht
from wijkmonitor.afspraken.stand import expected_direction, shift
from wijkmonitor.bevinding import Notatie
from wijkmonitor.stats.difference import detectable
from wijkmonitor.taal.getallen import keer
from wijkmonitor.taal.oordeel import afgesproken, niveau_afspraak


def zicht(figure: Peilcijfer, verwacht: Verwacht) -> str:
    """What can be seen by the next look at this figure, if it is as precise then as it is now: one sentence.

    A change that would pass the end of the scale can't come; without a margin nothing is known and nothing is said.
    """
    known, texts = figure.schatting, afgesproken("zinnen")
    size = smallest_seen(figure, figure)
    if size is None or known.value is None:
        return ""
    end = {"pct": 1.0, "score": 10.0}.get(figure.eenheid, math.inf)
    if figure.eenheid == "verhouding":
        return str(texts["gezien_keer"]).format(grootte=keer(math.exp(size)))
    if (verwacht == "lager" and known.value < size) or (verwacht == "hoger" and known.value + size > end):
        return str(texts["niet_te_zien"])
    return str(texts["gezien"]).format(grootte=_size(size, figure.eenheid))


def smallest_seen(then: Peilcijfer, now: Peilcijfer) -> float | None:
    """The smallest change between two looks that would probably be seen (a ratio as its logarithm); None without a margin.

    Two first waves have no change yet, exactly: that tells nothing of the margin of the next.
    """
    moved = shift(then, now)
    if None in (moved.laag, moved.hoog) or moved.laag == moved.hoog:
        return None
    return detectable(moved.at(0.95), confidence=1 - niveau_afspraak(1), freedom=moved.vrij)


def _size(size: float, eenheid: Notatie) -> str:
    return f"{schrijf(size, eenheid)} punt" if eenheid == "score" else schrijf(size, eenheid)


def zicht_per_bevinding(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Per finding with a margin, what can be known of it by the next session, after its id."""
    found = {str(row["id"]): zicht(Peilcijfer.of_record(row), "") for row in rows}
    return [f"{id}: {sentence}" for id, sentence in found.items() if sentence]


def zicht_per_afspraak(afspraken: Iterable[Afspraak], records: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Per agreement and finding, the same for the direction that was expected."""
    for item in afspraken:
        for id in item.bevindingen:
            figure = Peilcijfer.of_record({"id": id, **records[id]}).deel(item.deel) if id in records else None
            if figure and (sentence := zicht(figure, expected_direction(item))):
                yield f"{item.id}, {id}: {sentence}"
