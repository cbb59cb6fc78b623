"""The menukaart: lessons, instruments and good practices of all wijken, to choose from by step and factor.

A session gives cards too: lessons of a look-back are on it already, the rest (a new insight, an answer to a question, and what
took away something that hindered) become rows of the table `menukaart` of the wijk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.lijsten import FACTOREN
from wijkmonitor.gegevens.tabel import read_tabel
from wijkmonitor.privacy.schoon import clean_frame
from wijkmonitor.taal.getallen import as_sentence, datum

TABEL = "menukaart"
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
        for path in (path for naam, path, _ in find_tables(data / wijk) if naam == TABEL):
            read = read_tabel(path, TABEL, vandaag=vandaag)
            cards += make_kaarten(cite(clean_frame(read.frame, behalve=("link",)), register), wijk=wijk)
            faults += read.fouten
    return tuple(cards), tuple(faults)


def make_kaarten(menukaart: pd.DataFrame, *, wijk: str) -> tuple[Kaart, ...]:
    """The cards in one `menukaart` table."""
    plain = menukaart.astype("object").where(menukaart.notna(), "")
    names = ("titel", "soort", "les", "stap", "factor", "link", "bron", "invulblad")
    return tuple(
        Kaart(**{name: str(row[name]) for name in names}, wijk=wijk, herkomst=weigh_herkomst([row["herkomst"]]))  # type: ignore[arg-type]
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


def session_cards(agenda: Leeragenda, sessie: str) -> list[Rij]:
    """The cards that this session gives, in the order of a session; none where nothing was learned."""
    return [card_of(agenda, sessie, row) for row in _learned(agenda, sessie)]


def card_of(agenda: Leeragenda, sessie: str, waarden: Mapping[str, str]) -> Rij:
    """A card with what somebody wrote; it says which session it comes from."""
    session = agenda.sessie(sessie)
    source = zin("oogstkaart.bron", datum=datum(session.datum))
    return {"soort": "les", "herkomst": session.herkomst, "bron": source, **waarden}


def add_cards(rijen: Sequence[Rij], kaarten: Sequence[Rij]) -> list[Rij]:
    """The rows with these cards at the end; a card whose title is there already stays as it is."""
    known = {row["titel"].casefold() for row in rijen}
    return [*rijen, *(card for card in kaarten if card.get("titel", "").casefold() not in known)]


def _learned(agenda: Leeragenda, sessie: str) -> Iterator[Rij]:
    session = agenda.sessie(sessie)
    for item in agenda.leervragen:
        for state in item.stand:
            if state.sessie == sessie and state.antwoord:
                yield {"titel": item.vraag, "les": as_sentence(state.antwoord)}
    for hinder in agenda.belemmeringen:
        for turn in hinder.stand:
            if (turn.sessie, turn.is_) == (sessie, "weg") and turn.waardoor:
                title = zin("oogstkaart.weg", wat=hinder.wat.rstrip("."))
                factor = {"factor": str(hinder.factor)} if hinder.factor else {}
                yield {"titel": title, "soort": "goed voorbeeld", "les": as_sentence(turn.waardoor), **factor}
    if session.afsluiting.inzicht:
        told = zin("oogstkaart.inzicht", datum=datum(session.datum))
        yield {"titel": session.afsluiting.inzicht.rstrip("."), "les": told}
