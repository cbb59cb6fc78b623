"""The menukaart of all wijken: cards per step, with an index per factor, and the choices to search by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wijkmonitor.afspraken.menukaart import ALGEMEEN, Kaart, lessen_als_kaarten, load_menukaart, make_kaarten
from wijkmonitor.bevinding import Herkomst, weigh_herkomst
from wijkmonitor.bevinding.omgeving import anker
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.lijsten import FACTOREN, STAPPEN_GWA
from wijkmonitor.paginas.checks import safe_address
from wijkmonitor.paginas.kring import NIVEAUS
from wijkmonitor.paginas.overzicht import alphabetical

SOORTEN = ("les", "tip", "instrument", "goed voorbeeld")


@dataclass(frozen=True)
class Genummerd:
    """A card with its number among those of the wijk that gave it; wijk_naam is "" for a card of all."""

    nummer: int
    kaart: Kaart
    wijk_naam: str

    @property
    def anker(self) -> str:
        """Its address on the page; the same whichever other wijken take part."""
        return f"kaart-{anker(self.kaart.wijk) if self.kaart.wijk else 'alle'}-{self.nummer}"

    @property
    def adres(self) -> str:
        """The address that its link goes to, "" where the link is no web address: then it is only text."""
        return safe_address(self.kaart.link)

    @property
    def stap(self) -> str:
        """Its step of the Gezonde Wijkaanpak, "" for another step or none."""
        return self.kaart.stap if self.kaart.stap in STAPPEN_GWA else ""


Groep = tuple[str, tuple[Genummerd, ...]]


@dataclass(frozen=True)
class Menukaart:
    """All cards, as they were delivered. weggelaten: faults in the shared table."""

    kaarten: tuple[Genummerd, ...]
    weggelaten: int = 0

    @property
    def stappen(self) -> tuple[Groep, ...]:
        """Each step with its cards, "" for cards of another step or none."""
        return _groups((*STAPPEN_GWA, ""), [(card.stap, card) for card in self.kaarten])

    @property
    def factoren(self) -> tuple[Groep, ...]:
        """Each success factor with its cards."""
        return _groups(FACTOREN, [(card.kaart.factor, card) for card in self.kaarten])

    @property
    def soorten(self) -> tuple[Groep, ...]:
        """Each kind of card (lesson, tip, instrument, good example) with its cards."""
        others = sorted({card.kaart.soort for card in self.kaarten} - set(SOORTEN))
        return _groups((*SOORTEN, *others), [(card.kaart.soort, card) for card in self.kaarten])

    @property
    def niveaus(self) -> tuple[Groep, ...]:
        """Each level with the lessons that have it."""
        return _groups(NIVEAUS, [(card.kaart.niveau or "", card) for card in self.kaarten])

    @property
    def keuzes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What can be chosen from, by part of a card; a list with a single choice is left out."""
        lists = {"stap": self.stappen, "factor": self.factoren, "soort": self.soorten, "niveau": self.niveaus}
        return tuple((part, tuple(name for name, _ in found)) for part, found in lists.items() if len(found) > 1)

    @property
    def herkomst(self) -> Herkomst:
        """`voorbeeld` as soon as one card rests on example records."""
        return weigh_herkomst([card.kaart.herkomst for card in self.kaarten])

    @property
    def openbaar(self) -> bool:
        """Whether any card comes from a public source."""
        return any(card.kaart.herkomst == "openbaar" for card in self.kaarten)

    def van_factor(self, factoren: Collection[str], most: int) -> tuple[Genummerd, ...]:
        """A few cards on these factors, of as many wijken as there are."""
        turn: Counter[str] = Counter()
        ranked: list[tuple[int, int, Genummerd]] = []
        for card in self.kaarten:
            if card.kaart.factor in factoren:
                ranked.append((turn[card.kaart.wijk], len(ranked), card))
                turn[card.kaart.wijk] += 1
        return tuple(card for *_, card in sorted(ranked, key=lambda row: row[:2])[:most])


def _groups(names: Iterable[str], cards: Sequence[tuple[str, Genummerd]]) -> tuple[Groep, ...]:
    groups = ((name, tuple(card for mark, card in cards if mark == name)) for name in names)
    return tuple((name, group) for name, group in groups if group)


def make_menukaart(dossiers: Sequence[Dossier], *, data: Path, dag: date) -> Menukaart:
    """The cards of the data folder and of these wijken in alphabetical order, and the lessons that they drew themselves."""
    shared, faults = load_menukaart(data, (), vandaag=dag)
    cards = _number(shared, "")
    for dossier in sorted(dossiers, key=lambda dossier: (alphabetical(dossier.wijk.naam), dossier.wijk.slug)):
        own = make_kaarten(dossier.tabel("menukaart"), wijk=dossier.wijk.slug)
        cards += _number((*own, *lessen_als_kaarten(dossier.agenda)), dossier.wijk.naam)
    return Menukaart(tuple(cards), sum(fault.ernst == "fout" for fault in faults))


def _number(cards: Iterable[Kaart], naam: str) -> list[Genummerd]:
    return [Genummerd(number, card, "" if card.wijk == ALGEMEEN else naam) for number, card in enumerate(cards, start=1)]
