"""One sheet of a wijk for who begins there: what is found, agreed, promised and paid for, from the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

import pandas as pd

from wijkmonitor.afspraken.borging import Geborgd, ends_soon, read_borging
from wijkmonitor.afspraken.items import Afspraak, Leervraag, Sessie
from wijkmonitor.afspraken.leersessies import tell_session, told_sessions
from wijkmonitor.afspraken.monitorplan import Toezegging, compare_plan
from wijkmonitor.bevinding import Herkomst, weigh_herkomst
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.dossier.peil import moments
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.paginas.hele_pagina import Pagina
from wijkmonitor.paginas.openen import Parameters, open_wijk
from wijkmonitor.paginas.pagina import render_page
from wijkmonitor.paginas.verzameld import Verzameld
from wijkmonitor.vragen.gaten import niet_geleverd
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "11-overdracht"


@dataclass(frozen=True)
class Overdracht:
    """All that the sheet shows. antwoorden: number, question and first answer line of each report. stopt: ends within a year.

    gepubliceerd: which learning sessions the milestones tell of. ontbreekt: the tables of which nothing was delivered.
    """

    dossier: Dossier
    antwoorden: tuple[tuple[int, str, str], ...]
    vorige: Sessie | None
    volgende: Sessie | None
    afspraken: tuple[Afspraak, ...]
    vragen: tuple[Leervraag, ...]
    plan: tuple[Toezegging, ...]
    borging: tuple[Geborgd, ...]
    stopt: tuple[Geborgd, ...]
    gepubliceerd: str = ""
    ontbreekt: tuple[str, ...] = ()

    @property
    def herkomst(self) -> Herkomst:
        """An example where any record on the sheet is one."""
        parts: tuple[Afspraak | Leervraag | Toezegging | Geborgd, ...]
        parts = (*self.afspraken, *self.vragen, *self.plan, *self.borging)
        return weigh_herkomst([part.herkomst for part in parts])


def make_overdracht(dossier: Dossier, verzameld: Verzameld) -> Overdracht:
    """The sheet of a wijk from its records and from what its reports answered."""
    agenda, day = dossier.agenda, dossier.peildatum
    register = read_borging(dossier.tabel("borging"))
    return Overdracht(
        dossier=dossier,
        antwoorden=tuple(_answers(dossier.wijk.slug, verzameld)),
        vorige=agenda.laatste_sessie(day),
        volgende=agenda.volgende_sessie(day),
        afspraken=agenda.open_afspraken,
        vragen=agenda.open_vragen,
        plan=compare_plan(dossier.tabel("monitorplan"), newest_days(dossier), peildatum=day, lopend=dossier.bezig),
        borging=register,
        stopt=ends_soon(register, day),
        gepubliceerd=_published_sessions(dossier),
        ontbreekt=niet_geleverd(dossier),
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
    return load_teksten(NAAM).zin("sessie.gepubliceerd", sessies=told) if held else told


def _answers(wijk: str, verzameld: Verzameld) -> list[tuple[int, str, str]]:
    reports = [(DOCUMENTEN[naam], verzameld.rapport(wijk, naam)) for naam in DOCUMENTEN[NAAM].volgt]
    return [(soort.nummer, soort.vraag, report.antwoord[0][0]) for soort, report in reports if report and report.antwoord]


def overdracht_html(sheet: Overdracht) -> str:
    """The sheet as HTML."""
    invented = {"verzonnen": lambda rows: all(row.herkomst == "voorbeeld" for row in rows)}
    return render_page("overdracht", b=sheet, d=sheet.dossier, x=load_teksten(NAAM), **invented)


def open_overdracht(naam: str, **wijk: Unpack[Parameters]) -> Pagina:
    """The sheet of a wijk for who begins there."""
    dossier, found = open_wijk(naam, **wijk)
    sheet = make_overdracht(dossier, found)
    return Pagina.of(naam, overdracht_html(sheet), dossier, herkomst=sheet.herkomst)
