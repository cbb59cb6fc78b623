"""The menukaart: lessons, instruments and good practices of all wijken, to choose from by step and factor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.agenda import Leeragenda
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
            les=zin("oogstkaart.afspraak", wat=lesson.afspraak.wat.rstrip(".")),
            wijk=agenda.wijk,
            factor=lesson.afspraak.deel if lesson.afspraak.deel in FACTOREN else "",
            niveau=lesson.niveau,
            bron=f"de leersessie van {datum(lesson.sessie.datum)}",
            herkomst=lesson.herkomst,
        )
        for lesson in agenda.lessen
    )
