"""Who can learn from whom: what goes well in one wijk beside what another one asks about the same question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wijkmonitor.afspraken.items import Leervraag
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.documenten import Documentsoort
from wijkmonitor.paginas.deelnemers import Deelnemer, Kring


class Koppel(NamedTuple):
    """A finding that goes well in a wijk, and the open questions of other wijken about the same monitor question."""

    soort: Documentsoort
    wijk: Deelnemer
    lukt: Bevinding
    vragen: tuple[tuple[Deelnemer, Leervraag], ...]

    @property
    def voorbeeld(self) -> bool:
        """Whether a part of it is invented."""
        return "voorbeeld" in (self.lukt.herkomst, *(question.herkomst for _, question in self.vragen))


def match(kring: Kring, soorten: Sequence[Documentsoort]) -> tuple[Koppel, ...]:
    """Per monitor question every wijk where something goes well that others ask about, in alphabetical order.

    Left out: a figure that the question is not about (`indicatoren`), a wijk that asks the same, and who asks while the same goes well there.
    """
    well = {(wijk.slug, soort.naam): _goes_well(wijk, soort.naam) for wijk in kring.wijken for soort in soorten}
    asked = {wijk.slug: {_plain(question) for question in wijk.agenda.open_vragen} for wijk in kring.wijken}
    made = []
    for soort in soorten:
        asking = [(each, one) for each in kring.wijken for one in each.agenda.open_vragen if one.monitorvraag == soort.nummer]
        for wijk in kring.wijken:
            told: dict[str, list[tuple[Deelnemer, Leervraag]]] = {}
            for other, question in asking:
                new = [id for id in well[wijk.slug, soort.naam] if id not in well[other.slug, soort.naam]]
                fits = next((id for id in new if not question.indicatoren or id in question.indicatoren), "")
                if fits and other is not wijk and _plain(question) not in asked[wijk.slug]:
                    told.setdefault(fits, []).append((other, question))
            found = well[wijk.slug, soort.naam]
            made += [Koppel(soort, wijk, found[id], tuple(questions)) for id, questions in told.items()]
    return tuple(made)


def _plain(question: Leervraag) -> str:
    return " ".join(question.vraag.casefold().split())


def _goes_well(wijk: Deelnemer, document: str) -> dict[str, Bevinding]:
    """The findings of a report that count for a yes, by id."""
    rapport = wijk.verzameld.rapport(wijk.slug, document)
    found = rapport.bevindingen if rapport else ()
    return {finding.id: finding for finding in found if finding.weegt == "voor" or finding.teken == "gunstiger"}
