"""The account of a session, or of all sessions in a quarter, written as a page and as a Word file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.afspraken.invullen import photo_path
from wijkmonitor.afspraken.items import Sessie
from wijkmonitor.cli.agendaboek import Boek, open_boek, page_name
from wijkmonitor.cli.zeggen import DONE, PARTLY, say, zin
from wijkmonitor.dossier.records import clean_agenda
from wijkmonitor.paginas.oogst import find_plate, harvested
from wijkmonitor.paginas.pdf import DrukFout, find_chromium, print_pdf
from wijkmonitor.paginas.sessie import newest_findings
from wijkmonitor.paginas.sessieverslag import first_day, make_kwartaal, make_verslag
from wijkmonitor.paginas.stuk import Stuk, stuk_docx, stuk_html
from wijkmonitor.schrijven import read_bytes, write_whole


def write_verslag(boek: Boek, name: str, uit: Path) -> None:
    """The account of a session as a page and as a Word file, where the pages of sessions stand."""
    agenda = _shareable(boek)
    session = agenda.sessie(name)
    figures = {str(row["id"]): Peilcijfer.of_record(row) for row in newest_findings(uit, boek.wijk)[1] if row.get("kop")}
    stuk = make_verslag(agenda, session, wijk_naam=boek.naam, cijfers=figures)
    _write_stuk(uit / "sessies" / f"{page_name(boek.wijk, name)}-verslag", stuk, session.datum)
    if session.oogst.notities or session.oogst.foto:
        _write_plate(boek, session, uit)


def _write_plate(boek: Boek, session: Sessie, uit: Path) -> None:
    """The plate of that session with its harvest, and as PDF where there is a browser; says so where no plate was made yet."""
    plate = find_plate(uit, boek.wijk, session.datum)
    if plate is None:
        print(zin("sessie.de_oogst_heeft_nog_geen", wijk=boek.wijk))
        return
    photo = read_bytes(photo_path(boek.pad.parent, session.oogst.foto)) if session.oogst.foto else None
    page = uit / "sessies" / f"{page_name(boek.wijk, session.id)}-praatplaat.html"
    write_whole(page, harvested(plate, session, wijk_naam=boek.naam, foto=photo))
    if session.oogst.foto and photo is None:
        print(zin("sessie.de_foto_is_er_niet", naam=session.oogst.foto, map=photo_path(boek.pad.parent, "").name))
    if browser := find_chromium():
        try:
            print_pdf(page, page.with_suffix(".pdf"), browser=browser, dag=session.datum)
        except DrukFout as error:
            print(error)
    print(zin("sessie.de_praatplaat_met_de_oogst", page=page))


def write_kwartaal(wijken: Sequence[str], args: argparse.Namespace) -> int:
    """Write what the sessions of these wijken brought in a quarter. Wijken with faults are told and left out."""
    books = [open_boek(wijk, args) for wijk in wijken]
    codes = [say(PARTLY, *book.ernstig) for book in books if book.ernstig]
    sound = [(book.naam, book.plaats, _shareable(book)) for book in books if not book.ernstig]
    year, quarter = args.kwartaal
    stuk = make_kwartaal(sound, jaar=year, kwartaal=quarter)
    _write_stuk(args.uit / "sessies" / f"kwartaal-{year}-{quarter}", stuk, first_day(year, quarter))
    return max(codes, default=DONE)


def _shareable(boek: Boek) -> Leeragenda:
    """The agenda without persons in its texts, as the reports have it."""
    return clean_agenda(boek.agenda, boek.geen_mens)


def _write_stuk(path: Path, stuk: Stuk, day: date) -> None:
    write_whole(path.with_suffix(".html"), stuk_html(stuk))
    write_whole(path.with_suffix(".docx"), stuk_docx(stuk, dag=day))
    print(f"Het verslag staat in {path}.html, en om te bewerken in {path}.docx.")
