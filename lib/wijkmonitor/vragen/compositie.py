"""A document from its findings: the same order and the same parts for every question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wijkmonitor.afspraken.stand import afspraak_standen
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import MAX_BEVINDINGEN, Antwoord, Document, Gesprek
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.taal.getallen import datum
from wijkmonitor.vragen.rapport import left_out
from wijkmonitor.vragen.teksten import load_teksten


def compose(naam: str, dossier: Dossier, bevindingen: Sequence[Bevinding], antwoord: Sequence[Antwoord]) -> Document:
    """The document `naam` of this wijk."""
    soort, texts = DOCUMENTEN[naam], load_teksten(naam)
    found = {finding.id: finding for finding in bevindingen}
    ranked = sorted(bevindingen, key=lambda finding: -finding.verrassing)
    placed = [replace(item, plaats="rapport" if place < MAX_BEVINDINGEN else "meer cijfers") for place, item in enumerate(ranked)]
    session = dossier.agenda.laatste_sessie(dossier.peildatum)
    return Document(
        naam=naam,
        nummer=soort.nummer,
        vraag=soort.vraag,
        wijk=dossier.wijk.slug,
        wijk_naam=dossier.wijk.naam,
        gemeente=dossier.plaats,
        peildatum=dossier.peildatum,
        antwoord=tuple(antwoord),
        bevindingen=tuple(placed),
        gesprek=Gesprek(tuple(texts["gesprek.binnenkring"]), tuple(texts["gesprek.buitenkring"])),
        afspraken=afspraak_standen(dossier.agenda, found, peildatum=dossier.peildatum, document=naam),
        sessie=datum(session.datum) if session is not None and session.datum is not None else "",
        methode=tuple(texts["verantwoording.methode"]),
        wel=tuple(texts["verantwoording.wel"]),
        niet=tuple(texts["verantwoording.niet"]),
        weggelaten=left_out(dossier, soort.leest),
        privacy=dossier.wijk.privacy.uitleg,
        contact=dossier.wijk.contact or "",
        beeld=dossier.wijk.beeldwoorden,
    )


def antwoord(finding: Bevinding, tekst: str) -> Antwoord:
    """A line of the answer that rests on this finding."""
    return Antwoord(tekst, finding.herkomst, finding.teken)
