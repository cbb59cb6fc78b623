"""Where the learning cycle of one wijk stands today, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.agenda import Leeragenda, Sessie
from wijkmonitor.taal.getallen import datum


def overview(agenda: Leeragenda, vandaag: date) -> Iterator[str]:
    """Lines on the last and next session, open questions and agreements, requests to the outer circle, and lessons."""
    last = agenda.laatste_sessie(vandaag)
    stuck = {item.letter for item in agenda.hardnekkig(vandaag)}
    if agenda.heeft_voorbeeld:
        yield zin("overzicht.voorbeeld")
    yield zin("overzicht.laatste", sessie=_when(last)) + (zin("overzicht.open") if last and not last.gesloten else "")
    yield zin("overzicht.volgende", sessie=_when(agenda.volgende_sessie(vandaag)))
    yield from _part(
        "vragen",
        [
            f"{item.letter}. {item.vraag}{zin('overzicht.hardnekkig') if item.letter in stuck else ''}"
            for item in agenda.open_vragen
        ],
    )
    yield from _part("afspraken", [zin("overzicht.afspraak", a=item, sessie=item.terugkijk_in) for item in agenda.open_afspraken])
    yield from _part("verzoeken", [f"{item.id}: {item.wat}" for item in agenda.verzoeken_buiten])
    hinders = [
        zin("overzicht.belemmering", b=item, wie=item.eigenaar or zin("overzicht.niemand")) for item in agenda.open_belemmeringen
    ]
    yield from _part("belemmeringen", hinders)
    yield from _part("lessen", [f"{item.les} ({item.niveau})" for item in agenda.lessen])


def _part(name: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"{zin(f'overzicht.{name}')}: {len(lines) or 'geen'}"
    yield from (f"  - {line}" for line in lines)


def _when(session: Sessie | None) -> str:
    return f"{session.id} op {datum(session.datum)}" if session else "geen"
