"""`wijkmonitor sessie`: the agenda for the next leersessie, closing it, and where everything stands."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from wijkmonitor.afspraken.duiding import record_figure
from wijkmonitor.afspraken.invullen import keep_photo, make_sheet, put_duiding, put_harvest, read_sheet
from wijkmonitor.afspraken.items import Duiding, Sessie
from wijkmonitor.afspraken.sessie import (
    Sluiting,
    add_forms,
    check_closing,
    close_session,
    move_session,
    next_day,
    next_id,
    overview,
    plan_session,
    session_to_close,
)
from wijkmonitor.afspraken.stand import record_toen, zicht_per_afspraak, zicht_per_bevinding
from wijkmonitor.cli.agendaboek import Boek, change_boek, open_boek, page_name
from wijkmonitor.cli.sessiestappen import write_kaarten, write_kwartaal, write_verslag, write_wens
from wijkmonitor.cli.zeggen import DONE, PARTLY, USAGE, Weigering, say, zin
from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.lezers import read_bytes
from wijkmonitor.gegevens.wijken import find_wijken
from wijkmonitor.paginas.sessie import make_draaiboek, newest_findings, read_bewaard, render_sessie
from wijkmonitor.schrijven import write_whole
from wijkmonitor.taal.getallen import datum
from wijkmonitor.vragen.afspraken import known_findings


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 faults in the agenda or the session can't close, 2 wrong usage."""
    quarter = args.stap == "verslag" and args.kwartaal
    if not args.wijk and args.stap != "stand" and not quarter:
        return say(USAGE, zin("sessie.noem_de_wijk_wijk_naam"))
    wijken = [args.wijk] if args.wijk else find_wijken(args.data)
    if quarter:
        return write_kwartaal(wijken, args)
    return max(_DOET[args.stap](open_boek(wijk, args), args) for wijk in wijken)


def _start(boek: Boek, args: argparse.Namespace) -> int:
    """Write the page, and plan the session where that was not done yet."""
    if boek.heel and args.datum and args.datum < boek.vandaag:
        return say(USAGE, zin("sessie.de_dag_is_al_geweest", datum=args.datum, pad=boek.pad))
    names = []
    day, rows = newest_findings(args.uit, boek.wijk)

    def plan(now: Boek) -> str:
        name, text = _plan(now, args.datum, zicht_per_bevinding(rows))
        names.append(name)
        return text

    after = change_boek(boek, plan)
    name = names[-1]
    if after.tekst != boek.tekst:
        print(zin("sessie.sessie_staat_in_met_vakken", name=name, pad=boek.pad))
    session = after.agenda.sessie(name)
    before = next((one.datum for one in boek.agenda.sessies if one.id == name), session.datum)
    if before != session.datum:
        print(zin("sessie.verplaatst", name=name, oud=datum(before), nieuw=datum(session.datum)))
    page = args.uit / "sessies" / f"{page_name(boek.wijk, name)}.html"
    kept = read_bewaard(args.uit / "sessies" / f"verkend-{boek.wijk}.json")
    draaiboek = make_draaiboek(after.agenda, session, wijk_naam=boek.naam, bevindingen=rows, cijfers_van=day, bekeken=kept)
    write_whole(page, render_sessie(draaiboek))
    print(zin("sessie.de_agenda_voor_staat_in", naam=boek.naam, page=page))
    sheet = page.with_name(f"{page.stem}-duiding.csv")
    if rows and not sheet.exists():  # one that is there may be filled in already
        write_whole(sheet, make_sheet(rows))
    if sheet.exists():
        print(zin("sessie.wat_de_groep_van_de", sheet=sheet))
    if session.datum < boek.vandaag:
        print(zin("sessie.let_op_de_datum_van", name=name, wijk=boek.wijk))
    if day is None:
        print(zin("sessie.let_op_er_zijn_nog"))
    return DONE


def _plan(boek: Boek, datum: date | None, zicht: list[str]) -> tuple[str, str]:
    """Name of the next session, and the text of the agenda with that session and its forms."""
    planned = boek.agenda.volgende_sessie(boek.vandaag)
    if planned is not None:
        text = move_session(boek.tekst, id=planned.id, datum=datum) if datum else boek.tekst
        return planned.id, add_forms(text, boek.agenda, id=planned.id, zicht=zicht)
    name = next_id(boek.agenda, boek.wijk)
    day = datum or next_day(boek.agenda, boek.vandaag)
    text = plan_session(boek.tekst, boek.agenda, id=name, datum=day)
    sessions = (*boek.agenda.sessies, Sessie(name, day))
    return name, add_forms(text, replace(boek.agenda, sessies=sessions), id=name, zicht=zicht)


def _sluit(boek: Boek, args: argparse.Namespace) -> int:
    """Close the session, or say what stands in the way."""
    known = {item.id: item for item in boek.heel.agenda.sessies}
    if args.sessie and args.sessie not in known:
        return say(USAGE, zin("sessie.de_sessie_bestaat_niet_kies", sessie=args.sessie, namen=", ".join(known) or "nog geen"))
    session = known[args.sessie] if args.sessie else session_to_close(boek.agenda, boek.vandaag)
    if session is None:
        print(zin("sessie.er_is_geen_open_sessie", naam=boek.naam, wijk=boek.wijk))
        return DONE if known else PARTLY
    said = _read_blad(args.blad, session, boek.geen_mens) if args.blad else ()
    photo = _keep_foto(args.foto, boek, session) if args.foto else ""
    after = change_boek(boek, lambda now: _closed(_with_photo(_with_sheet(now, said), session.id, photo), session.id, args.uit))
    print(zin("sessie.sessie_is_gesloten_afspraken_gemaakt", id=session.id, aantal=len(after.agenda.afspraken_van(session.id))))
    write_verslag(after, session.id, args.uit)
    print(zin("sessie.maak_nieuwe_rapporten_met_wijkmonitor"))
    return DONE


def _verslag(boek: Boek, args: argparse.Namespace) -> int:
    """Write the account of a session again: of the one that is named, else of the last one held."""
    write_verslag(boek, _held(boek.heel, args), args.uit)
    return DONE


def _kaart(boek: Boek, args: argparse.Namespace) -> int:
    """Put what a session taught on the menukaart: of the one that is named, else of the last one held."""
    return write_kaarten(boek, _held(boek.heel, args), args.zet)


def _held(boek: Boek, args: argparse.Namespace) -> str:
    """The session that is named, else the last one held. Weigering where it was not held."""
    held = [item.id for item in boek.agenda.gehouden(boek.vandaag)]
    if not held or (args.sessie and args.sessie not in held):
        raise Weigering(USAGE, zin("sessie.van_welke_sessie_kies_uit", naam=boek.naam, namen=", ".join(held) or "nog geen"))
    return str(args.sessie or held[-1])


def _read_blad(path: Path, session: Sessie, geen_mens: tuple[str, ...]) -> tuple[Duiding, ...]:
    """What the sheet says of this session. Weigering where it can't be read."""
    try:
        return read_sheet(path, sessie=session.id, bekend=known_findings(), herkomst=session.herkomst, geen_mens=geen_mens)
    except LeesFout as error:
        faults = (f"- {fault}" for fault in error.fouten)
        raise Weigering(PARTLY, zin("sessie.het_blad_heeft_fouten_verbeter"), *faults) from None


def _keep_foto(path: Path, boek: Boek, session: Sessie) -> str:
    """The name of the photo in the folder of the wijk, without metadata. Weigering where it can't be read."""
    try:
        return keep_photo(boek.pad.parent, session.id, read_bytes(path))
    except LeesFout as error:
        raise Weigering(PARTLY, *error.fouten) from None
    except ValueError as error:
        raise Weigering(PARTLY, f"{path}: {error}") from None


def _with_photo(boek: Boek, session: str, photo: str) -> Boek:
    """The agenda that names the photo of this session."""
    known = next((item.oogst for item in boek.agenda.sessies if item.id == session), None)
    if not photo or known is None or known.foto == photo:
        return boek
    return boek.met(put_harvest(boek.tekst, session, known.notities, foto=photo).encode())


def _with_sheet(boek: Boek, said: tuple[Duiding, ...]) -> Boek:
    """The agenda with what the sheet says. Weigering where it would get a fault by it."""
    text = boek.tekst
    for item in said:
        text = put_duiding(text, item)
    return boek.met(text.encode()).heel if said else boek


def _closed(boek: Boek, name: str, uit: Path) -> str:
    """The text of the agenda with this session closed. Weigering where something stands in the way."""
    session = next((item for item in boek.agenda.sessies if item.id == name), None)
    if session is None or session.gesloten:
        told = "sessie.sessie_was_al_gesloten" if session else "sessie.sessie_staat_niet_meer_in"
        print(zin(told, name=name, pad=boek.pad))
        raise Weigering(DONE if session else PARTLY)
    found = check_closing(boek.agenda, session, boek.vandaag)
    for note in found.let_op:
        print(f"Let op: {note}")
    if not found.kan:
        raise Weigering(PARTLY, *_in_the_way(found, boek))
    day, rows = newest_findings(uit, boek.wijk)
    records = {str(row["id"]): row for row in rows}
    for line in zicht_per_afspraak(boek.agenda.afspraken_van(name), records):
        print(line)
    then = {item.id: record_toen(item, records, op=day) for item in boek.agenda.afspraken_van(name)} if day else {}
    said = {item.bevinding for item in boek.agenda.duidingen if item.sessie == name} & set(records)
    seen = {id: figure for id in said if (figure := record_figure(records[id], op=day))} if day else {}
    return close_session(boek.tekst, id=name, toen=then, gezien=seen)


def _in_the_way(found: Sluiting, boek: Boek) -> Iterator[str]:
    yield zin("sessie.sessie_is_nog_niet_gesloten", name=found.sessie.id)
    if found.te_vroeg:
        yield zin("sessie.de_sessie_is_pas_op", datum=found.sessie.datum)
    if found.leeg:
        yield zin("sessie.er_is_nog_niets_opgeschreven", pad=boek.pad)
    if found.mist:
        yield zin("sessie.bij_deze_afspraken_staat_nog")
        yield from (f"- {item.id}: {item.wat} ({item.wie})" for item in found.mist)
        yield zin("sessie.zet_voor_elke_afspraak_een", pad=boek.pad)


def _stand(boek: Boek, args: argparse.Namespace) -> int:
    """Print where everything stands today."""
    print(f"\n{boek.naam}")
    for line in overview(boek.agenda, boek.vandaag):
        print(f"  {line}")
    return say(PARTLY if boek.ernstig else DONE, *boek.ernstig)


_DOET = {"start": _start, "sluit": _sluit, "stand": _stand, "verslag": _verslag, "wens": write_wens, "kaart": _kaart}
