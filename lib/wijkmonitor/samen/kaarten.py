"""The menukaart of all wijken as a page to search: cards per step, and an index per factor and per kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkmonitor.leren.menukaart import ALGEMEEN, Kaart, lessen_als_kaarten, load_menukaart, make_kaarten, per_stap
from wijkmonitor.leren.pdca import STAPPEN_GWA
from wijkmonitor.samen.deelnemers import Kring
from wijkmonitor.wijkdata.schema import FACTOREN


@dataclass(frozen=True)
class Genummerd:
    """A card with its number on the page; herkomst_naam is the wijk that gave it, "" for a card of all."""

    nummer: int
    kaart: Kaart
    wijk_naam: str

    @property
    def anker(self) -> str:
        """Its address on the page."""
        return f"kaart-{self.nummer}"


@dataclass(frozen=True)
class Menukaart:
    """All cards. stappen: step -> its cards, "" for cards of no step. weggelaten: faults in the shared table."""

    stappen: dict[str, tuple[Genummerd, ...]]
    weggelaten: int = 0

    @property
    def kaarten(self) -> tuple[Genummerd, ...]:
        """Every card, in the order of the page."""
        return tuple(card for cards in self.stappen.values() for card in cards)

    @property
    def factoren(self) -> tuple[tuple[str, tuple[Genummerd, ...]], ...]:
        """Each success factor with its cards."""
        return self._index(FACTOREN, "factor")

    @property
    def soorten(self) -> tuple[tuple[str, tuple[Genummerd, ...]], ...]:
        """Each kind of card (lesson, instrument, tip, good example) with its cards."""
        return self._index(sorted({card.kaart.soort for card in self.kaarten}), "soort")

    def _index(self, names: Iterable[str], part: str) -> tuple[tuple[str, tuple[Genummerd, ...]], ...]:
        groups = ((name, tuple(card for card in self.kaarten if getattr(card.kaart, part) == name)) for name in names)
        return tuple((name, cards) for name, cards in groups if cards)


def make_menukaart(kring: Kring, *, data: Path) -> Menukaart:
    """The cards of the data folder and of these wijken, and the lessons that the wijken drew themselves."""
    shared, faults = load_menukaart(data, (), vandaag=kring.peildatum)
    own = [card for wijk in kring.wijken for card in make_kaarten(wijk.dossier.tabel("menukaart"), wijk=wijk.slug)]
    drawn = [card for wijk in kring.wijken for card in lessen_als_kaarten(wijk.agenda)]
    groups = per_stap([*shared, *own, *drawn], STAPPEN_GWA)
    return Menukaart(dict(_number(groups.items(), kring.namen)), len([fault for fault in faults if fault.ernst == "fout"]))


def _number(groups: Iterable[tuple[str, Sequence[Kaart]]], names: dict[str, str]) -> Iterable[tuple[str, tuple[Genummerd, ...]]]:
    start = 1
    for step, cards in groups:
        if cards:
            yield step, tuple(Genummerd(number, card, _name(card, names)) for number, card in enumerate(cards, start=start))
            start += len(cards)


def _name(card: Kaart, names: dict[str, str]) -> str:
    return "" if card.wijk == ALGEMEEN else names.get(card.wijk, card.wijk)
