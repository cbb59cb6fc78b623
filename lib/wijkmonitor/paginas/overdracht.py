"""One sheet of a wijk for who begins there: what is found, agreed, promised and paid for, from the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

import pandas as pd

from wijkmonitor.afspraken.items import Afspraak, Leervraag
from wijkmonitor.afspraken.registers import Geborgd, Toezegging, compare_plan, ends_soon, read_borging
from wijkmonitor.afspraken.spoor import tell_session, told_sessions
from wijkmonitor.bevinding import Herkomst, weigh_herkomst
from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.dossier import Dossier
from wijkmonitor.dossier.peil import moments
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.paginas.openen import Pagina, Parameters, open_wijk
from wijkmonitor.paginas.pagina import render_page
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.verantwoording import niet_geleverd

NAAM = "11-overdracht"
TEKST = load_teksten(NAAM)


@dataclass(frozen=True)
class Overdracht:
    """What the sheet shows of the records of a wijk. antwoorden: each question with the first line of its report. stopt: ends
    within a year. gepubliceerd: which learning sessions the milestones tell of.
    """

    dossier: Dossier
    antwoorden: tuple[tuple[Documentsoort, str], ...]
    plan: tuple[Toezegging, ...]
    borging: tuple[Geborgd, ...]
    stopt: tuple[Geborgd, ...]
    gepubliceerd: str

    @property
    def herkomst(self) -> Herkomst:
        """An example where any record on the sheet is one."""
        agenda = self.dossier.agenda
        parts: tuple[Afspraak | Leervraag | Toezegging | Geborgd, ...]
        parts = (*agenda.open_afspraken, *agenda.open_vragen, *self.plan, *self.borging)
        return weigh_herkomst([part.herkomst for part in parts])


def make_overdracht(dossier: Dossier, verzameld: Verzameld) -> Overdracht:
    """The sheet of a wijk from its records and from what its reports answered."""
    day, register = dossier.peildatum, read_borging(dossier.tabel("borging"))
    reports = [(DOCUMENTEN[naam], verzameld.rapport(dossier.wijk.slug, naam)) for naam in DOCUMENTEN[NAAM].volgt]
    return Overdracht(
        dossier,
        antwoorden=tuple((soort, report.antwoord[0][0]) for soort, report in reports if report and report.antwoord),
        plan=compare_plan(dossier.tabel("monitorplan"), newest_days(dossier), peildatum=day, lopend=dossier.bezig),
        borging=register,
        stopt=ends_soon(register, day),
        gepubliceerd=_published_sessions(dossier),
    )


def newest_days(dossier: Dossier) -> dict[str, pd.Timestamp | None]:
    """Per table that has rows its newest day, None where the rows have no day."""
    found: dict[str, pd.Timestamp | None] = {}
    for name in TABELLEN:
        if dossier.heeft(name):
            newest = moments(dossier.tabel(name), name).max()
            found[name] = None if pd.isna(newest) else newest
    return found


def _published_sessions(dossier: Dossier) -> str:
    """Which sessions the milestones tell of; of those the agenda holds nothing."""
    sessions = told_sessions(dossier.wijk.mijlpaal)
    told = " ".join(tell_session(mark, peildatum=dossier.peildatum) for mark in sessions)
    held = any(mark.gepland == "nee" for mark in sessions)
    return TEKST.zin("sessie.gepubliceerd", sessies=told) if held else told


def overdracht_html(sheet: Overdracht) -> str:
    """The sheet as HTML."""
    return render_page(
        "overdracht",
        b=sheet,
        d=sheet.dossier,
        x=TEKST,
        ontbreekt=niet_geleverd(sheet.dossier),
        verzonnen=lambda rows: all(row.herkomst == "voorbeeld" for row in rows),
    )


def open_overdracht(naam: str, **wijk: Unpack[Parameters]) -> Pagina:
    """The sheet of a wijk for who begins there."""
    dossier, found = open_wijk(naam, **wijk)
    sheet = make_overdracht(dossier, found)
    return Pagina.of(naam, overdracht_html(sheet), dossier, herkomst=sheet.herkomst)
