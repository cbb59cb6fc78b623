"""`wijkmonitor sessie verslag`, `sessie wens` and `sessie kaart`: the account of a session or a quarter as a page and a Word file, and rows
of a table filled in at the command line, past the checks of `check`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from wijkmonitor.afspraken import menukaart
from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.afspraken.invullen import photo_path
from wijkmonitor.afspraken.items import Sessie
from wijkmonitor.afspraken.menukaart import add_cards, card_of, session_cards
from wijkmonitor.afspraken.registers import WENSEN, add_wens, change_wens, find_wens, sleutel_van
from wijkmonitor.cli.agendaboek import Boek, open_boek, page_name
from wijkmonitor.cli.zeggen import DONE, PARTLY, USAGE, Weigering, say, zin
from wijkmonitor.dossier.records import clean_agenda
from wijkmonitor.gegevens.fouten import LeesFout, printable
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.intake.tabelbestand import load_rows, put_rows
from wijkmonitor.gegevens.schema import kolommen
from wijkmonitor.paginas.pdf import DrukFout, find_chromium, print_pdf
from wijkmonitor.paginas.sessie import newest_findings
from wijkmonitor.paginas.sessieverslag import find_plate, first_day, harvested, make_kwartaal, make_verslag
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


def write_wens(boek: Boek, args: argparse.Namespace) -> int:
    """Add a wish or change the one with these words; without `--zet` print the wishes with where they stand."""
    given = read_zet(args.zet, WENSEN)
    if not given:
        return _tell_wensen(boek)
    if not given.get("wens"):
        raise Weigering(USAGE, zin("sessie.schrijf_welke_wens"))
    new: list[bool] = []

    def change(rows: list[Rij]) -> list[Rij]:
        found = find_wens(rows, given)
        new.append(found is None)
        if found is None:
            return add_wens(rows, given)
        return change_wens(rows, sleutel_van(found), given | {"wens": found["wens"]})

    told = _put(boek, WENSEN, change) and ("sessie.de_wens_staat_erbij" if new[-1] else "sessie.de_wens_is_bijgewerkt")
    print(zin(told or "sessie.dit_staat_er_al", tabel=WENSEN))
    return DONE


def write_kaarten(boek: Boek, sessie: str, zet: list[str]) -> int:
    """Put what the session taught on the menukaart of the wijk; with `zet` (KOLOM=WAARDE) a card in one's own words."""
    given = read_zet(zet, menukaart.TABEL)
    cards = [card_of(boek.agenda, sessie, given)] if given else session_cards(boek.agenda, sessie)
    if not cards:
        print(zin("sessie.er_is_nog_niets_geleerd", sessie=sessie))
        return PARTLY
    added: list[Rij] = []

    def change(rows: list[Rij]) -> list[Rij]:
        after = add_cards(rows, cards)
        added[:] = after[len(rows) :]
        return after

    _put(boek, menukaart.TABEL, change)
    for card in added:
        print(zin("sessie.een_kaart", titel=card["titel"], les=card["les"]))
    print(zin("sessie.kaarten_erbij", n=len(added), tabel=menukaart.TABEL) if added else zin("sessie.dit_staat_er_al"))
    return DONE


def _tell_wensen(boek: Boek) -> int:
    try:
        rows = load_rows(boek.pad.parent, WENSEN, vandaag=boek.vandaag)
    except LeesFout as error:
        raise _refused(error) from None
    print(boek.naam)
    for row in rows:
        print(zin("sessie.een_wens", wens=row["wens"], stand=row["stand"]))
    print(zin("sessie.zo_werkt_u_een_wens_bij", wijk=boek.wijk))
    return DONE


def _put(boek: Boek, tabel: str, change: Callable[[list[Rij]], list[Rij]]) -> bool:
    """The table of the wijk with this change; whether anything differs. Weigering where a fault stands in the way."""
    try:
        return put_rows(boek.pad.parent, tabel, change, vandaag=boek.vandaag)
    except LeesFout as error:
        raise _refused(error) from None
    except ValueError as error:
        raise Weigering(USAGE, error) from None


def read_zet(given: list[str], tabel: str) -> dict[str, str]:
    """Column -> value of what was typed as KOLOM=WAARDE. Weigering for another text or an unknown column."""
    pairs = {}
    for pair in given:
        name, mark, value = (part.strip() for part in pair.partition("="))
        if not mark or name not in kolommen(tabel):
            known = ", ".join(kolommen(tabel))
            raise Weigering(USAGE, zin("sessie.zet_kennen_we_niet", gegeven=printable(pair), tabel=tabel, kolommen=known))
        pairs[name] = value
    return pairs


def _refused(error: LeesFout) -> Weigering:
    return Weigering(PARTLY, zin("sessie.er_is_niets_opgeschreven"), *(f"- {fault.zonder_waarde}" for fault in error.fouten))
