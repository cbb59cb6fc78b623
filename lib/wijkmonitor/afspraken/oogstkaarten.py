"""What a session taught as cards of the menukaart: rows for the table `menukaart` of the wijk.

Lessons of a look-back are on the menukaart already; these are the rest: a new insight, an answer to a question, and what
took away something that hindered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.taal.getallen import as_sentence, datum

TABEL = "menukaart"


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
