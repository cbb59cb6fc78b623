"""Who can learn from whom: what goes well in one wijk beside what another one asks about the same question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wijkmonitor.afspraken.items import Leervraag
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.documenten import Documentsoort
from wijkmonitor.paginas.deelnemers import Deelnemer, Kring


class Koppel(NamedTuple):
    """A finding that goes well in a wijk, and the open questions of other wijken about the same monitor question.

    meer: how many questions there are besides.
    """

    soort: Documentsoort
    wijk: Deelnemer
    lukt: Bevinding
    vragen: tuple[tuple[Deelnemer, Leervraag], ...]
    meer: int = 0

    @property
    def voorbeeld(self) -> bool:
        """Whether a part of it is invented."""
        return "voorbeeld" in (self.lukt.herkomst, *(question.herkomst for _, question in self.vragen))


def match(kring: Kring, soorten: Sequence[Documentsoort]) -> tuple[Koppel, ...]:
    """Per monitor question every wijk where something goes well that others ask about, in alphabetical order."""
    return tuple(found for soort in soorten for wijk in kring.wijken for found in _match(kring, soort, wijk))


def _match(kring: Kring, soort: Documentsoort, wijk: Deelnemer) -> Iterator[Koppel]:
    well = _goes_well(wijk, soort.naam)
    asked = [
        (other, question)
        for other in kring.wijken
        if other is not wijk
        for question in other.agenda.open_vragen
        if question.monitorvraag == soort.nummer
    ]
    if well and asked:
        yield Koppel(soort, wijk, well, tuple(asked))


def _goes_well(wijk: Deelnemer, document: str) -> Bevinding | None:
    """The first finding of a report that counts for a yes."""
    rapport = wijk.verzameld.rapport(wijk.slug, document)
    found = rapport.bevindingen if rapport else ()
    return next((finding for finding in found if finding.weegt == "voor" or finding.teken == "gunstiger"), None)
