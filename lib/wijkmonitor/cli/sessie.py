"""`wijkmonitor sessie`: the agenda for the next leersessie, closing it, and where everything stands."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor.cli.agendaboek import Boek, Weigering, change_boek, open_boek, page_name, tell_faults
from wijkmonitor.cli.opties import add_data, add_uit
from wijkmonitor.cli.verslagen import write_kwartaal, write_verslag
from wijkmonitor.draaien import redenen
from wijkmonitor.gegevens.wijken import explain_unknown, find_wijken
from wijkmonitor.schrijven import write_whole

if TYPE_CHECKING:
    from wijkmonitor.afspraken.items import Duiding, Sessie
    from wijkmonitor.afspraken.sessie import Sluiting

STAPPEN = ("start", "sluit", "stand", "verslag")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "stap",
        type=_stap,
        metavar="stap",
        help="start: maak de agenda voor de volgende sessie; sluit: sluit de sessie en maak het verslag; stand: wat staat er open; "
        "verslag: maak het verslag opnieuw, of dat van een kwartaal",
    )
    parser.add_argument("--wijk", metavar="WIJK", help="naam van de map van de wijk; bij stand en bij een kwartaal mag hij weg")
    add_data(parser)
    add_uit(parser)
    parser.add_argument(
        "--datum",
        type=_dag,
        metavar="JJJJ-MM-DD",
        help="bij start: de dag van de sessie (standaard: vandaag)",
    )
    parser.add_argument(
        "--blad", type=Path, metavar="BESTAND", help="bij sluit: het ingevulde blad met wat de groep van de cijfers vond"
    )
    parser.add_argument("--sessie", metavar="NAAM", help="bij sluit en verslag: welke sessie (standaard: de laatste)")
    parser.add_argument(
        "--kwartaal", type=_kwartaal, metavar="JJJJ-K", help="bij verslag: alle sessies van een kwartaal, zoals 2022-3"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 faults in the agenda or the session can't close, 2 wrong usage."""
    quarter = args.stap == "verslag" and args.kwartaal
    if not args.wijk and args.stap != "stand" and not quarter:
        return _usage("Noem de wijk: --wijk NAAM.")
    known = find_wijken(args.data)
    if not known or (args.wijk and args.wijk not in known):
        return _usage(explain_unknown(args.wijk or "", known, args.data))
    if quarter:
        return write_kwartaal([args.wijk] if args.wijk else known, args)
    codes = []
    for wijk in [args.wijk] if args.wijk else known:
        try:
            codes.append(
                {"start": _start, "sluit": _sluit, "stand": _stand, "verslag": _verslag}[args.stap](open_boek(wijk, args), args)
            )
        except Weigering as refusal:
            codes.append(refusal.code)
    return max(codes)


def _start(boek: Boek, args: argparse.Namespace) -> int:
    """Write the page, and plan the session where that was not done yet."""
    from wijkmonitor.afspraken.blad import make_sheet
    from wijkmonitor.afspraken.zicht import zicht_per_bevinding
    from wijkmonitor.paginas.sessie import make_draaiboek, newest_findings, read_bewaard, render_sessie

    if boek.ernstig:
        return tell_faults(boek)
    names = []

    day, rows = newest_findings(args.uit, boek.wijk)

    def plan(now: Boek) -> str:
        name, text = _plan(now, args.datum, zicht_per_bevinding(rows))
        names.append(name)
        return text

    after = change_boek(boek, plan)
    name = names[-1]
    if after.tekst != boek.tekst:
        print(f"Sessie {name} staat in {boek.pad}, met vakken om in te vullen.")
    session = after.agenda.sessie(name)
    page = args.uit / "sessies" / f"{page_name(boek.wijk, name)}.html"
    kept = read_bewaard(args.uit / "sessies" / f"verkend-{boek.wijk}.json")
    draaiboek = make_draaiboek(after.agenda, session, wijk_naam=boek.naam, bevindingen=rows, cijfers_van=day, bekeken=kept)
    write_whole(page, render_sessie(draaiboek))
    print(f"De agenda voor {boek.naam} staat in {page}. Druk hem af en neem pennen mee.")
    sheet = page.with_name(f"{page.stem}-duiding.csv")
    if rows and not sheet.exists():  # one that is there may be filled in already
        write_whole(sheet, make_sheet(rows))
    if sheet.exists():
        print(f"Wat de groep van de cijfers vindt, kunt u invullen in {sheet}.")
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
        print(
            f"Let op: de datum van {name} is al geweest. Kies een andere: wijkmonitor sessie start --wijk {wijk} --datum JJJJ-MM-DD"
        )
    if no_reports:
        print("Let op: er zijn nog geen rapporten. Maak ze met: wijkmonitor run")


def _sluit(boek: Boek, args: argparse.Namespace) -> int:
    """Close the session, or say what stands in the way."""
    from wijkmonitor.afspraken.sessie import session_to_close

    if boek.ernstig:
        return tell_faults(boek)
    known = {item.id: item for item in boek.agenda.sessies}
    if args.sessie and args.sessie not in known:
        return _usage(f"De sessie '{args.sessie}' bestaat niet. Kies uit: {', '.join(known) or 'nog geen'}.")
    session = known[args.sessie] if args.sessie else session_to_close(boek.agenda, boek.vandaag)
    if session is None:
        print(f"{boek.naam}: er is geen open sessie. Plan een nieuwe: wijkmonitor sessie start --wijk {boek.wijk}")
        return 0 if known else 1
    said = _read_blad(args.blad, session) if args.blad else ()
    after = change_boek(boek, lambda now: _closed(_with_sheet(now, said), session.id, args.uit))
    print(f"Sessie {session.id} is gesloten. Afspraken gemaakt: {len(after.agenda.afspraken_van(session.id))}.")
    write_verslag(after, session.id, args.uit)
    print("Maak nieuwe rapporten met: wijkmonitor run")
    return 0


def _verslag(boek: Boek, args: argparse.Namespace) -> int:
    """Write the account of a session again: of the one that is named, else of the last one held."""
    if boek.ernstig:
        return tell_faults(boek)
    held = [item.id for item in boek.agenda.gehouden(boek.vandaag)]
    if not held or (args.sessie and args.sessie not in held):
        return _usage(f"{boek.naam}: van welke sessie? Kies uit: {', '.join(held) or 'nog geen'}.")
    write_verslag(boek, args.sessie or held[-1], args.uit)
    return 0


def _read_blad(path: Path, session: Sessie) -> tuple[Duiding, ...]:
    """What the sheet says of this session. Weigering where it can't be read."""
    from wijkmonitor.afspraken.blad import read_sheet
    from wijkmonitor.gegevens.fouten import LeesFout
    from wijkmonitor.vragen.afspraken import known_findings

    try:
        return read_sheet(path, sessie=session.id, bekend=known_findings(), herkomst=session.herkomst)
    except LeesFout as error:
        print("Het blad heeft fouten. Verbeter ze eerst:", file=sys.stderr)
        for fault in error.fouten:
            print(f"- {fault}", file=sys.stderr)
    except OSError as error:
        print(redenen.bestand(error), file=sys.stderr)
    raise Weigering(1)


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
    from wijkmonitor.afspraken.stand import record_toen
    from wijkmonitor.afspraken.zicht import zicht_per_afspraak
    from wijkmonitor.paginas.sessie import newest_findings

    session = next((item for item in boek.agenda.sessies if item.id == name), None)
    if session is None or session.gesloten:
        print(f"Sessie {name} was al gesloten." if session else f"Sessie {name} staat niet meer in {boek.pad}.")
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
    print(f"Sessie {name} is nog niet gesloten.", file=sys.stderr)
    if found.te_vroeg:
        print(
            f"De sessie is pas op {found.sessie.datum}. Sluit haar daarna, of verbeter de datum.",
            file=sys.stderr,
        )
    if found.leeg:
        print(f"Er is nog niets opgeschreven over deze sessie. Vul {boek.pad} aan.", file=sys.stderr)
    if found.mist:
        print("Bij deze afspraken staat nog geen terugblik:", file=sys.stderr)
        for item in found.mist:
            print(f"- {item.id}: {item.wat} ({item.wie})", file=sys.stderr)
        print(
            f"Zet voor elke afspraak een blok [terugblik.NAAM] in {boek.pad}, met: sessie, wat_gebeurde, besluit.",
            file=sys.stderr,
        )
    return 1


def _stand(boek: Boek, args: argparse.Namespace) -> int:
    """Print where everything stands today."""
    from wijkmonitor.afspraken.overzicht import overview

    print(f"\n{boek.naam}")
    for line in overview(boek.agenda, boek.vandaag):
        print(f"  {line}")
    return tell_faults(boek) if boek.ernstig else 0


def _usage(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _stap(word: str) -> str:
    if word not in STAPPEN:
        raise argparse.ArgumentTypeError(f"'{word}' kennen we niet. Kies uit: {', '.join(STAPPEN)}.")
    return word


def _kwartaal(text: str) -> tuple[int, int]:
    from wijkmonitor.paginas.sessieverslag import quarter_of

    try:
        return quarter_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen kwartaal. Schrijf jaar en nummer, zoals 2022-3.") from None


def _dag(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum. Schrijf JJJJ-MM-DD, zoals 2022-12-31.") from None
