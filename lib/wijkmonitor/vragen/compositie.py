"""A document from its findings: the same order and the same parts for every question."""

from __future__ import annotations

from collections.abc import Sequence

from wijkmonitor.afspraken.stand import afspraak_standen
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Antwoord, Document, Gesprek
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.taal.getallen import datum, meervoud, meting, opsomming_kort
from wijkmonitor.vragen.teksten import load_teksten


def compose(naam: str, dossier: Dossier, bevindingen: Sequence[Bevinding], antwoord: Sequence[Antwoord]) -> Document:
    """The document `naam` of this wijk."""
    soort, texts = DOCUMENTEN[naam], load_teksten(naam)
    found = {finding.id: finding for finding in bevindingen}
    session = dossier.agenda.laatste_sessie(dossier.peildatum)
    return Document(
        naam=naam,
        nummer=soort.nummer,
        vraag=soort.vraag,
        wijk=dossier.wijk.slug,
        wijk_naam=dossier.wijk.naam,
        gemeente=dossier.wijk.gemeente_naam or dossier.kerncijfers.naam_van(dossier.wijk.gemeente),
        peildatum=dossier.peildatum,
        antwoord=tuple(antwoord),
        bevindingen=tuple(bevindingen),
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


def left_out(dossier: Dossier, leest: Sequence[str]) -> tuple[str, ...]:
    """Sentences on waves that were not over and on rows after the peildatum; a few rows about people are not counted out."""
    least, sentences = dossier.wijk.privacy.min_cel, load_teksten("gedeeld")
    running = [
        sentences.zin("meting.bezig", tabel=naam, metingen=opsomming_kort([meting(wave) for wave in dossier.bezig[naam]]))
        for naam in sorted(dossier.bezig)
        if naam in leest
    ]
    later = [
        sentences.zin("meting.later", tabel=naam, rijen=_rijen(naam, count, least))
        for naam, count in sorted(dossier.weggelaten.items())
        if naam in leest and naam not in dossier.bezig
    ]
    return (*running, *later)


def _rijen(naam: str, count: int, least: int) -> str:
    return "enkele rijen" if TABELLEN[naam].gevoelig and count < least else meervoud(count, "rij", "rijen")


def antwoord(finding: Bevinding, tekst: str) -> Antwoord:
    """A line of the answer that rests on this finding."""
    return Antwoord(tekst, finding.herkomst, finding.teken)
