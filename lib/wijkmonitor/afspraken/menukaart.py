"""The menukaart: lessons, instruments and good practices of all wijken, to choose from by step and factor."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.cijfer import zinnen
from wijkmonitor.afspraken.items import Niveau
from wijkmonitor.bevinding import Herkomst, weigh_herkomst
from wijkmonitor.gegevens.bestanden import find_tables
from wijkmonitor.gegevens.bronregister import cite, load_register
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.lijsten import FACTOREN
from wijkmonitor.gegevens.tabel import load_tabel
from wijkmonitor.privacy.schoon import clean_frame
from wijkmonitor.taal.getallen import datum

ALGEMEEN = ""  # belongs to no wijk in particular


@dataclass(frozen=True)
class Kaart:
    """One card. wijk is the folder of the wijk that gave it, "" for a card of all; niveau only for own lessons.

    invulblad: name of the sheet to fill in that belongs to it.
    """

    titel: str
    soort: str
    les: str
    wijk: str = ALGEMEEN
    stap: str = ""
    factor: str = ""
    link: str = ""
    bron: str = ""
    niveau: Niveau | None = None
    herkomst: Herkomst = "eigen registratie"
    invulblad: str = ""

    @property
    def woorden(self) -> str:
        """All words of the card in small letters without accents, to search in."""
        return plain(" ".join((self.titel, self.soort, self.les, self.stap, self.factor, self.bron)))


def plain(text: str) -> str:
    """The text in small letters without accents, as people type it in a search field.

    >>> plain("Coördinator")
    'coordinator'
    """
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)).lower()


def load_menukaart(data: Path, wijken: Iterable[str], *, vandaag: date) -> tuple[tuple[Kaart, ...], tuple[Fout, ...]]:
    """The cards in `menukaart.csv` (or `.xlsx`) of the data folder and of these wijken, without persons, and every fault in them."""
    register = load_register(data)
    cards: list[Kaart] = []
    faults: list[Fout] = []
    for wijk in (ALGEMEEN, *wijken):
        for path in (path for naam, path, _ in find_tables(data / wijk) if naam == "menukaart"):
            frame, found = load_tabel(path, "menukaart", vandaag=vandaag)
            cards += make_kaarten(cite(clean_frame(frame, behalve=("link",)), register), wijk=wijk)
            faults += found
    return tuple(cards), tuple(faults)


def make_kaarten(menukaart: pd.DataFrame, *, wijk: str) -> tuple[Kaart, ...]:
    """The cards in one `menukaart` table."""
    plain = menukaart.astype("object").where(menukaart.notna(), "")
    return tuple(
        Kaart(
            titel=str(row["titel"]),
            soort=str(row["soort"]),
            les=str(row["les"]),
            wijk=wijk,
            stap=str(row["stap"]),
            factor=str(row["factor"]),
            link=str(row["link"]),
            bron=str(row["bron"]),
            herkomst=weigh_herkomst([row["herkomst"]]),
            invulblad=str(row["invulblad"]),
        )
        for row in plain.to_dict("records")
    )


def published_lessons(menukaart: pd.DataFrame, *, wijk: str) -> tuple[Kaart, ...]:
    """The lessons and tips on the menukaart of a wijk that were published, in their order."""
    return tuple(
        card for card in make_kaarten(menukaart, wijk=wijk) if card.soort in ("les", "tip") and card.herkomst == "openbaar"
    )


def lessen_als_kaarten(agenda: Leeragenda) -> tuple[Kaart, ...]:
    """The lessons that a wijk drew itself, as cards: the title is the lesson, and below it stands what was agreed."""
    return tuple(
        Kaart(
            titel=lesson.les.rstrip("."),
            soort="les",
            les=zinnen("oogstkaart")["afspraak"].format(wat=lesson.afspraak.wat.rstrip(".")),
            wijk=agenda.wijk,
            factor=lesson.afspraak.deel if lesson.afspraak.deel in FACTOREN else "",
            niveau=lesson.niveau,
            bron=f"de leersessie van {datum(lesson.sessie.datum)}",
            herkomst=lesson.herkomst,
        )
        for lesson in agenda.lessen
    )


def kies(
    kaarten: Iterable[Kaart],
    *,
    stap: str = "",
    factor: str = "",
    soort: str = "",
    wijk: str | None = None,
    niveau: str = "",
    woord: str = "",
) -> tuple[Kaart, ...]:
    """The cards that fit all that is given; what is left empty does not count. wijk "" asks for cards of no wijk.

    woord: one or more words, that a card must all have.
    """
    words = plain(woord).split()
    wanted = {"stap": stap, "factor": factor, "soort": soort, "niveau": niveau}
    return tuple(
        card
        for card in kaarten
        if all(not value or getattr(card, name) == value for name, value in wanted.items())
        and wijk in (None, card.wijk)
        and all(word in card.woorden for word in words)
    )
