"""The wijken that learn together: for each its records, its agenda and what its documents say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.paginas.overzicht import alphabetical, place_name
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.vragen.teksten import load_teksten


@dataclass(frozen=True)
class Deelnemer:
    """One wijk that takes part."""

    dossier: Dossier
    verzameld: Verzameld

    @property
    def slug(self) -> str:
        """The folder of the wijk."""
        return self.dossier.wijk.slug

    @property
    def naam(self) -> str:
        """Its name for readers; that of an invented wijk says so, wherever it stands among real ones."""
        name, texts = self.dossier.wijk.naam, load_teksten("6-samen-leren")
        return texts.zin("verzonnen", wijk=name) if self.dossier.verzonnen else name

    @property
    def plaats(self) -> str:
        """Its municipality."""
        return place_name(self.dossier.gemeente)

    @property
    def agenda(self) -> Leeragenda:
        """Its learning agenda up to the peildatum."""
        return self.dossier.agenda

    def antwoord(self, document: str) -> tuple[tuple[str, bool], ...]:
        """The answer lines of one document, each with whether it rests on example records; none where it was not made."""
        rapport = self.verzameld.rapport(self.slug, document)
        return rapport.antwoord if rapport else ()

    def woord(self, document: str) -> str:
        """The answer of one document in one word, "" where it was not made."""
        rapport = self.verzameld.rapport(self.slug, document)
        return rapport.woord if rapport else ""

    def bevinding(self, id: str) -> Bevinding | None:
        """The finding with this id."""
        return self.verzameld.bevinding(self.slug, id)


@dataclass(frozen=True)
class Kring:
    """All wijken that take part, in alphabetical order."""

    peildatum: date
    wijken: tuple[Deelnemer, ...]

    @classmethod
    def of(cls, dossiers: Iterable[Dossier], verzameld: Verzameld) -> Kring:
        """The wijken with these dossiers."""
        members = sorted(
            (Deelnemer(dossier, verzameld) for dossier in dossiers), key=lambda item: (alphabetical(item.naam), item.slug)
        )
        return cls(verzameld.peildatum, tuple(members))

    @cached_property
    def namen(self) -> dict[str, str]:
        """Folder -> name of each wijk."""
        return {wijk.slug: wijk.naam for wijk in self.wijken}
