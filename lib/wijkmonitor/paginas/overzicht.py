"""What the index shows: per wijk and document the headline, or why there is none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from wijkmonitor.bevinding import Herkomst, Teken
from wijkmonitor.documenten import DOCUMENTEN, TAFELBLAD, number_in
from wijkmonitor.paginas.verzameld import Verhaal, short_answer

Status = Literal["klaar", "mislukt", "niet gemaakt"]
MAX_VERANDERINGEN = 8
TWEE_NAMEN = {
    "Den Haag ('s-Gravenhage)": ("Den Haag", "'s-Gravenhage"),
    "'s-Hertogenbosch (Den Bosch)": ("'s-Hertogenbosch", "Den Bosch"),
}
_GEWICHT: dict[str, int] = {"ongunstiger": 0, "gunstiger": 0, "toeval": 2, "te weinig": 3, "niet geleverd": 4}


@dataclass(frozen=True)
class RapportRegel:
    """One document of one wijk.

    kop: its short answer, see `short_answer`. woord: its answer in one word. teken: the sign of the finding behind that line. reden: why it failed, one Dutch sentence.
    ouder: it was not made now, and the report of an earlier run still lies there.
    """

    document: str
    status: Status = "klaar"
    kop: str = ""
    woord: str = ""
    teken: Teken = "geen"
    stand: date | None = None
    herkomst: Herkomst = "eigen registratie"
    reden: str = ""
    ouder: bool = False

    @property
    def nummer(self) -> int:
        """Number of the question."""
        return DOCUMENTEN[self.document].nummer if self.document in DOCUMENTEN else number_in(self.document)

    @property
    def telt(self) -> bool:
        """Whether its short answer has a number."""
        return any(sign.isdigit() for sign in self.kop)

    @property
    def antwoord(self) -> str:
        """The answer in one word, where the question has one, and the first line."""
        return f"{self.woord.capitalize()}. {self.kop}" if self.woord else self.kop

    @property
    def vraag(self) -> str:
        """The question."""
        return DOCUMENTEN[self.document].vraag if self.document in DOCUMENTEN else self.document

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> RapportRegel:
        """The row of a document that is done, from what `Document.as_json` gave: its first answer with its sign."""
        answer = document["antwoord"][0]
        return cls(
            document=document["naam"],
            kop=short_answer(document).tekst,
            woord=document.get("woord", ""),
            teken=document["teken"],
            stand=date.fromisoformat(document.get("stand", document["peildatum"])),
            herkomst=answer["herkomst"],
        )


@dataclass(frozen=True)
class Link:
    """A link to another file of the run, relative to the index."""

    tekst: str
    adres: str


@dataclass(frozen=True)
class WijkRegel:
    """One wijk with its documents; fouten are the faults for which it was left out; beeld is what the drawing shows; verzonnen: no such wijk exists.

    gemeente: the municipality, with what the open figures are about where that has another name; plaats: the municipality alone.
    codes: its CBS areas and municipality, by which it is found.
    """

    slug: str
    naam: str
    gemeente: str
    rijen: tuple[RapportRegel, ...] = ()
    fouten: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    beeld: tuple[str, ...] = ()
    verzonnen: bool = False
    verhaal: Verhaal | None = None
    plaats: str = ""
    codes: tuple[str, ...] = ()

    @property
    def vragen(self) -> tuple[RapportRegel, ...]:
        """The rows that the card shows: the four questions, and whatever failed."""
        return tuple(rij for rij in self.rijen if rij.nummer in (1, 2, 3, 4) or rij.status == "mislukt")

    @property
    def bladen(self) -> tuple[Link, ...]:
        """The links without those to the sheets for the table, which the report of each question gives too."""
        return tuple(link for link in self.links if not link.adres.endswith(f"{TAFELBLAD}.html"))

    def rij(self, nummer: int) -> RapportRegel | None:
        """The row of one of the four questions, None where there is none."""
        return next((rij for rij in self.rijen if rij.nummer == nummer), None)

    @property
    def profiel(self) -> RapportRegel | None:
        """The profile of the wijk, if it is done."""
        return next((rij for rij in self.rijen if rij.document == "0-wijkprofiel" and rij.status == "klaar"), None)


@dataclass(frozen=True)
class Veranderd:
    """What became different in one document since the last peildatum."""

    wijk: str
    wijk_naam: str
    rij: RapportRegel
    eerder: str


@dataclass(frozen=True)
class Overzicht:
    """All that the index shows of one run. vorige: the peildatum before this one, None the first time. samen_mislukt: the
    pages over all wijken that failed."""

    peildatum: date
    wijken: tuple[WijkRegel, ...]
    vorige: date | None = None
    veranderingen: tuple[Veranderd, ...] = ()
    links: tuple[Link, ...] = ()
    samen_mislukt: tuple[RapportRegel, ...] = ()

    @property
    def mislukt(self) -> tuple[tuple[WijkRegel, RapportRegel], ...]:
        """The documents that failed, with their wijk."""
        return tuple((wijk, rij) for wijk in self.wijken for rij in wijk.rijen if rij.status == "mislukt")


def find_changes(eerder: Iterable[WijkRegel], nu: Iterable[WijkRegel]) -> tuple[Veranderd, ...]:
    """The documents whose answer became different, at most eight: another word first, then those with a verdict, then by name."""
    before = {(wijk.slug, rij.document): rij for wijk in eerder for rij in wijk.rijen if rij.status == "klaar"}
    changes = [
        Veranderd(wijk.slug, wijk.naam, rij, before[wijk.slug, rij.document].antwoord)
        for wijk in nu
        for rij in wijk.rijen
        if rij.status == "klaar" and before.get((wijk.slug, rij.document), rij).antwoord != rij.antwoord
    ]
    changes.sort(
        key=lambda change: (
            before[change.wijk, change.rij.document].woord == change.rij.woord,
            _GEWICHT.get(change.rij.teken, 1),
            alphabetical(change.wijk_naam),
            change.rij.document,
        )
    )
    return tuple(changes[:MAX_VERANDERINGEN])


def place_name(gemeente: str) -> str:
    """The municipality as a group is named, where people and CBS call it differently with both names.

    >>> place_name("'s-Gravenhage"), place_name("Leiden")
    ("Den Haag ('s-Gravenhage)", 'Leiden')
    """
    return next((both for both, names in TWEE_NAMEN.items() if gemeente in names), gemeente)


def alphabetical(name: str) -> str:
    """The name as it sorts for readers: without accents, capitals, or a leading 's- or 't."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return plain.removeprefix("'s-").removeprefix("'t ").strip()
