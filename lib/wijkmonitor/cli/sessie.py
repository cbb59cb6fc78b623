"""`wijkmonitor sessie`: the agenda for the next leersessie, closing it, and where everything stands."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor.cli import zin
from wijkmonitor.cli.agendaboek import Boek, Weigering, change_boek, open_boek, page_name, tell_faults, tell_usage
from wijkmonitor.cli.opties import add_data, add_uit
from wijkmonitor.cli.sessierij import write_kaarten, write_wens
from wijkmonitor.cli.verslagen import write_kwartaal, write_verslag
from wijkmonitor.gegevens.wijken import explain_unknown, find_wijken
from wijkmonitor.schrijven import in_woorden, write_whole

if TYPE_CHECKING:
    from wijkmonitor.afspraken.items import Duiding, Sessie
    from wijkmonitor.afspraken.sessie import Sluiting

STAPPEN = ("start", "sluit", "stand", "verslag", "wens", "kaart")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("stap", type=_stap, metavar="stap", help=zin("sessie.start_maak_de_agenda_voor"))
    parser.add_argument("--wijk", metavar="WIJK", help=zin("sessie.naam_van_de_map_van"))
    add_data(parser)
    add_uit(parser)
    parser.add_argument("--datum", type=_dag, metavar="JJJJ-MM-DD", help=zin("sessie.bij_start_de_dag_van"))
    parser.add_argument("--blad", type=Path, metavar="BESTAND", help=zin("sessie.bij_sluit_het_ingevulde_blad"))
    parser.add_argument("--foto", type=Path, metavar="BESTAND", help=zin("sessie.bij_sluit_een_foto_van"))
    parser.add_argument("--sessie", metavar="NAAM", help=zin("sessie.bij_sluit_en_verslag_welke"))
    parser.add_argument("--zet", action="append", default=[], metavar="KOLOM=WAARDE", help=zin("sessie.bij_wens_vul_deze_kolom"))
    parser.add_argument("--kwartaal", type=_kwartaal, metavar="JJJJ-K", help=zin("sessie.bij_verslag_alle_sessies_van"))


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 faults in the agenda or the session can't close, 2 wrong usage."""
    quarter = args.stap == "verslag" and args.kwartaal
    if not args.wijk and args.stap != "stand" and not quarter:
        return tell_usage(zin("sessie.noem_de_wijk_wijk_naam"))
    known = find_wijken(args.data)
    if not known or (args.wijk and args.wijk not in known):
        return tell_usage(explain_unknown(args.wijk or "", known, args.data))
    if quarter:
        return write_kwartaal([args.wijk] if args.wijk else known, args)
    codes = []
    for wijk in [args.wijk] if args.wijk else known:
        try:
            codes.append(_DOET[args.stap](open_boek(wijk, args), args))
        except Weigering as refusal:
            codes.append(refusal.code)
    return max(codes)


def _start(boek: Boek, args: argparse.Namespace) -> int:
    """Write the page, and plan the session where that was not done yet."""
    from wijkmonitor.afspraken.blad import make_sheet
    from wijkmonitor.afspraken.stand import zicht_per_bevinding
    from wijkmonitor.paginas.sessie import make_draaiboek, newest_findings, read_bewaard, render_sessie
    from wijkmonitor.taal.getallen import datum

    if boek.ernstig:
        return tell_faults(boek)
    if args.datum and args.datum < boek.vandaag:
        return tell_usage(zin("sessie.de_dag_is_al_geweest", datum=args.datum, pad=boek.pad))
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
    _hints(session.datum < boek.vandaag, day is None, name, boek.wijk)
    return 0


def _plan(boek: Boek, datum: date | None, zicht: list[str]) -> tuple[str, str]:
    """Name of the next session, and the text of the agenda with that session and its forms."""
    from wijkmonitor.afspraken.items import Sessie
    from wijkmonitor.afspraken.sessie import add_forms, move_session, next_day, next_id, plan_session

    planned = boek.agenda.volgende_sessie(boek.vandaag)
    if planned is not None:
        text = move_session(boek.tekst, id=planned.id, datum=datum) if datum else boek.tekst
        return planned.id, add_forms(text, boek.agenda, id=planned.id, zicht=zicht)
    name = next_id(boek.agenda, boek.wijk)
    day = datum or next_day(boek.agenda, boek.vandaag)
    text = plan_session(boek.tekst, boek.agenda, id=name, datum=day)
    sessions = (*boek.agenda.sessies, Sessie(name, day))
    return name, add_forms(text, replace(boek.agenda, sessies=sessions), id=name, zicht=zicht)


def _hints(past: bool, no_reports: bool, name: str, wijk: str) -> None:
    if past:
        print(zin("sessie.let_op_de_datum_van", name=name, wijk=wijk))
    if no_reports:
        print(zin("sessie.let_op_er_zijn_nog"))


def _sluit(boek: Boek, args: argparse.Namespace) -> int:
    """Close the session, or say what stands in the way."""
    from wijkmonitor.afspraken.sessie import session_to_close

    if boek.ernstig:
        return tell_faults(boek)
    known = {item.id: item for item in boek.agenda.sessies}
    if args.sessie and args.sessie not in known:
        return tell_usage(zin("sessie.de_sessie_bestaat_niet_kies", sessie=args.sessie, namen=", ".join(known) or "nog geen"))
    session = known[args.sessie] if args.sessie else session_to_close(boek.agenda, boek.vandaag)
    if session is None:
        print(zin("sessie.er_is_geen_open_sessie", naam=boek.naam, wijk=boek.wijk))
        return 0 if known else 1
    said = _read_blad(args.blad, session, boek.geen_mens) if args.blad else ()
    photo = _keep_foto(args.foto, boek, session) if args.foto else ""
    after = change_boek(boek, lambda now: _closed(_with_photo(_with_sheet(now, said), session.id, photo), session.id, args.uit))
    print(zin("sessie.sessie_is_gesloten_afspraken_gemaakt", id=session.id, aantal=len(after.agenda.afspraken_van(session.id))))
    write_verslag(after, session.id, args.uit)
    print(zin("sessie.maak_nieuwe_rapporten_met_wijkmonitor"))
    return 0


def _verslag(boek: Boek, args: argparse.Namespace) -> int:
    """Write the account of a session again: of the one that is named, else of the last one held."""
    if boek.ernstig:
        return tell_faults(boek)
    write_verslag(boek, _held(boek, args), args.uit)
    return 0


def _kaart(boek: Boek, args: argparse.Namespace) -> int:
    """Put what a session taught on the menukaart: of the one that is named, else of the last one held."""
    return tell_faults(boek) if boek.ernstig else write_kaarten(boek, _held(boek, args), args.zet)


def _held(boek: Boek, args: argparse.Namespace) -> str:
    """The session that is named, else the last one held. Weigering where it was not held."""
    held = [item.id for item in boek.agenda.gehouden(boek.vandaag)]
    if not held or (args.sessie and args.sessie not in held):
        raise Weigering(tell_usage(zin("sessie.van_welke_sessie_kies_uit", naam=boek.naam, namen=", ".join(held) or "nog geen")))
    return str(args.sessie or held[-1])


def _read_blad(path: Path, session: Sessie, geen_mens: tuple[str, ...]) -> tuple[Duiding, ...]:
    """What the sheet says of this session. Weigering where it can't be read."""
    from wijkmonitor.afspraken.blad import read_sheet
    from wijkmonitor.gegevens.fouten import LeesFout
    from wijkmonitor.vragen.afspraken import known_findings

    try:
        return read_sheet(path, sessie=session.id, bekend=known_findings(), herkomst=session.herkomst, geen_mens=geen_mens)
    except LeesFout as error:
        print(zin("sessie.het_blad_heeft_fouten_verbeter"), file=sys.stderr)
        for fault in error.fouten:
            print(f"- {fault}", file=sys.stderr)
    except OSError as error:
        print(in_woorden(error), file=sys.stderr)
    raise Weigering(1)


def _keep_foto(path: Path, boek: Boek, session: Sessie) -> str:
    """The name of the photo in the folder of the wijk, without metadata. Weigering where it can't be read."""
    from wijkmonitor.afspraken.invullen import keep_photo
    from wijkmonitor.gegevens.fouten import LeesFout
    from wijkmonitor.gegevens.lezers import read_bytes

    try:
        return keep_photo(boek.pad.parent, session.id, read_bytes(path))
    except LeesFout as error:
        print(*error.fouten, sep="\n", file=sys.stderr)
    except ValueError as error:
        print(f"{path}: {error}", file=sys.stderr)
    except OSError as error:
        print(in_woorden(error), file=sys.stderr)
    raise Weigering(1)


def _with_photo(boek: Boek, session: str, photo: str) -> Boek:
    """The agenda that names the photo of this session."""
    from wijkmonitor.afspraken.invullen import put_harvest

    known = next((item.oogst for item in boek.agenda.sessies if item.id == session), None)
    if not photo or known is None or known.foto == photo:
        return boek
    return boek.met(put_harvest(boek.tekst, session, known.notities, foto=photo).encode())


def _with_sheet(boek: Boek, said: tuple[Duiding, ...]) -> Boek:
    """The agenda with what the sheet says. Weigering where it would get a fault by it."""
    from wijkmonitor.afspraken.invullen import put_duiding

    text = boek.tekst
    for item in said:
        text = put_duiding(text, item)
    now = boek.met(text.encode()) if said else boek
    if now.ernstig:
        raise Weigering(tell_faults(now))
    return now


def _closed(boek: Boek, name: str, uit: Path) -> str:
    """The text of the agenda with this session closed. Weigering where something stands in the way."""
    from wijkmonitor.afspraken.duiding import record_figure
    from wijkmonitor.afspraken.sessie import check_closing, close_session
    from wijkmonitor.afspraken.stand import record_toen, zicht_per_afspraak
    from wijkmonitor.paginas.sessie import newest_findings

    session = next((item for item in boek.agenda.sessies if item.id == name), None)
    if session is None or session.gesloten:
        print(
            zin("sessie.sessie_was_al_gesloten", name=name)
            if session
            else zin("sessie.sessie_staat_niet_meer_in", name=name, pad=boek.pad)
        )
        raise Weigering(0 if session else 1)
    found = check_closing(boek.agenda, session, boek.vandaag)
    for note in found.let_op:
        print(f"Let op: {note}")
    if not found.kan:
        raise Weigering(_refuse(found, boek))
    day, rows = newest_findings(uit, boek.wijk)
    records = {str(row["id"]): row for row in rows}
    for line in zicht_per_afspraak(boek.agenda.afspraken_van(name), records):
        print(line)
    then = {item.id: record_toen(item, records, op=day) for item in boek.agenda.afspraken_van(name)} if day else {}
    said = {item.bevinding for item in boek.agenda.duidingen if item.sessie == name} & set(records)
    seen = {id: figure for id in said if (figure := record_figure(records[id], op=day))} if day else {}
    return close_session(boek.tekst, id=name, toen=then, gezien=seen)


def _refuse(found: Sluiting, boek: Boek) -> int:
    name = found.sessie.id
    print(zin("sessie.sessie_is_nog_niet_gesloten", name=name), file=sys.stderr)
    if found.te_vroeg:
        print(zin("sessie.de_sessie_is_pas_op", datum=found.sessie.datum), file=sys.stderr)
    if found.leeg:
        print(zin("sessie.er_is_nog_niets_opgeschreven", pad=boek.pad), file=sys.stderr)
    if found.mist:
        print(zin("sessie.bij_deze_afspraken_staat_nog"), file=sys.stderr)
        for item in found.mist:
            print(f"- {item.id}: {item.wat} ({item.wie})", file=sys.stderr)
        print(zin("sessie.zet_voor_elke_afspraak_een", pad=boek.pad), file=sys.stderr)
    return 1


def _stand(boek: Boek, args: argparse.Namespace) -> int:
    """Print where everything stands today."""
    from wijkmonitor.afspraken.sessie import overview

    print(f"\n{boek.naam}")
    for line in overview(boek.agenda, boek.vandaag):
        print(f"  {line}")
    return tell_faults(boek) if boek.ernstig else 0


_DOET = {"start": _start, "sluit": _sluit, "stand": _stand, "verslag": _verslag, "wens": write_wens, "kaart": _kaart}


def _stap(word: str) -> str:
    if word not in STAPPEN:
        raise argparse.ArgumentTypeError(zin("sessie.kennen_we_niet_kies_uit", word=word, stappen=", ".join(STAPPEN)))
    return word


def _kwartaal(text: str) -> tuple[int, int]:
    from wijkmonitor.paginas.sessieverslag import quarter_of

    try:
        return quarter_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(zin("sessie.is_geen_kwartaal_schrijf_jaar", text=text)) from None


def _dag(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(zin("sessie.is_geen_datum_schrijf_jjjj", text=text)) from None
