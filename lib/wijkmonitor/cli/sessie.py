"""`wijkmonitor sessie`: the agenda for the next leersessie, closing it, and where everything stands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor.cli.opties import add_data, add_uit
from wijkmonitor.draaien import redenen
from wijkmonitor.gegevens.wijken import explain_unknown, find_wijken
from wijkmonitor.schrijven import change_file, write_whole

if TYPE_CHECKING:
    from wijkmonitor.afspraken.agenda import Leeragenda
    from wijkmonitor.afspraken.items import Duiding, Sessie
    from wijkmonitor.afspraken.sessie import Sluiting
    from wijkmonitor.gegevens.fouten import Fout

STAPPEN = ("start", "sluit", "stand")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "stap",
        type=_stap,
        metavar="stap",
        help="start: maak de agenda voor de volgende sessie; sluit: sluit de sessie; stand: wat staat er open",
    )
    parser.add_argument("--wijk", metavar="WIJK", help="naam van de map van de wijk; bij stand mag hij weg")
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
    parser.add_argument("--sessie", metavar="NAAM", help="bij sluit: welke sessie (standaard: de laatste die open is)")


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 faults in the agenda or the session can't close, 2 wrong usage."""
    if not args.wijk and args.stap != "stand":
        return _usage("Noem de wijk: --wijk NAAM.")
    known = find_wijken(args.data)
    if not known or (args.wijk and args.wijk not in known):
        return _usage(explain_unknown(args.wijk or "", known, args.data))
    codes = []
    for wijk in [args.wijk] if args.wijk else known:
        try:
            codes.append({"start": _start, "sluit": _sluit, "stand": _stand}[args.stap](_open(wijk, args), args))
        except _Weigering as refusal:
            codes.append(refusal.code)
    return max(codes)


@dataclass(frozen=True)
class _Boek:
    """The agenda of one wijk with what belongs to it."""

    wijk: str
    naam: str
    pad: Path
    tekst: str
    agenda: Leeragenda
    fouten: tuple[Fout, ...]
    vandaag: date

    def met(self, content: bytes | None) -> _Boek:
        """The same book with what stands in the file now."""
        from wijkmonitor.afspraken.agenda import parse_agenda
        from wijkmonitor.afspraken.regels import decode

        text = decode(content) if content else ""
        agenda, faults = parse_agenda(text, wijk=self.wijk, vandaag=self.vandaag)
        return replace(self, tekst=text, agenda=agenda, fouten=tuple(faults))

    @property
    def ernstig(self) -> list[Fout]:
        return [fault for fault in self.fouten if fault.ernst == "fout"]


def _open(wijk: str, args: argparse.Namespace) -> _Boek:
    from wijkmonitor.afspraken.agenda import load_agenda
    from wijkmonitor.afspraken.regels import decode

    path = args.data / wijk / "leeragenda.toml"
    agenda, faults = load_agenda(path, wijk=wijk, vandaag=date.today())
    text = decode(path.read_bytes()) if path.is_file() else ""
    return _Boek(wijk, _name(args.data / wijk, wijk), path, text, agenda, faults, date.today())


class _Weigering(Exception):
    """The agenda can't be changed as asked. Its exit code; what to say was said."""

    def __init__(self, code: int) -> None:
        self.code = code


def _change(boek: _Boek, change: Callable[[_Boek], str]) -> _Boek:
    """The agenda as it is after the change, which is made on what stands in the file at that moment: what others wrote
    meanwhile stays. Raises _Weigering for faults in it, and where another program keeps the file."""

    now = boek

    def content(before: bytes | None) -> str | None:
        nonlocal now
        now = boek.met(before)
        if now.ernstig:
            raise _Weigering(_tell_faults(now))
        text = change(now)
        return None if text == now.tekst else text

    try:
        if change_file(boek.pad, content):
            now = boek.met(boek.pad.read_bytes())
    except OSError as error:
        print(redenen.bestand(error), file=sys.stderr)
        raise _Weigering(1) from None
    return now


def _start(boek: _Boek, args: argparse.Namespace) -> int:
    """Write the page, and plan the session where that was not done yet."""
    from wijkmonitor.afspraken.blad import make_sheet
    from wijkmonitor.afspraken.zicht import zicht_per_bevinding
    from wijkmonitor.paginas.sessie import make_draaiboek, newest_findings, read_bewaard, render_sessie

    if boek.ernstig:
        return _tell_faults(boek)
    names = []

    day, rows = newest_findings(args.uit, boek.wijk)

    def plan(now: _Boek) -> str:
        name, text = _plan(now, args.datum, zicht_per_bevinding(rows))
        names.append(name)
        return text

    after = _change(boek, plan)
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


def _plan(boek: _Boek, datum: date | None, zicht: list[str]) -> tuple[str, str]:
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


def _sluit(boek: _Boek, args: argparse.Namespace) -> int:
    """Close the session, or say what stands in the way."""
    from wijkmonitor.afspraken.sessie import session_to_close

    if boek.ernstig:
        return _tell_faults(boek)
    known = {item.id: item for item in boek.agenda.sessies}
    if args.sessie and args.sessie not in known:
        return _usage(f"De sessie '{args.sessie}' bestaat niet. Kies uit: {', '.join(known) or 'nog geen'}.")
    session = known[args.sessie] if args.sessie else session_to_close(boek.agenda, boek.vandaag)
    if session is None:
        print(f"{boek.naam}: er is geen open sessie. Plan een nieuwe: wijkmonitor sessie start --wijk {boek.wijk}")
        return 0 if known else 1
    said = _read_blad(args.blad, session) if args.blad else ()
    after = _change(boek, lambda now: _closed(_with_sheet(now, said), session.id, args.uit))
    print(f"Sessie {session.id} is gesloten. Afspraken gemaakt: {len(after.agenda.afspraken_van(session.id))}.")
    print("Maak nieuwe rapporten met: wijkmonitor run")
    return 0


def _read_blad(path: Path, session: Sessie) -> tuple[Duiding, ...]:
    """What the sheet says of this session. _Weigering where it can't be read."""
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
    raise _Weigering(1)


def _with_sheet(boek: _Boek, said: tuple[Duiding, ...]) -> _Boek:
    """The agenda with what the sheet says. _Weigering where it would get a fault by it."""
    from wijkmonitor.afspraken.invullen import put_duiding

    text = boek.tekst
    for item in said:
        text = put_duiding(text, item)
    now = boek.met(text.encode()) if said else boek
    if now.ernstig:
        raise _Weigering(_tell_faults(now))
    return now


def _closed(boek: _Boek, name: str, uit: Path) -> str:
    """The text of the agenda with this session closed. _Weigering where something stands in the way."""
    from wijkmonitor.afspraken.duiding import record_figure
    from wijkmonitor.afspraken.sessie import check_closing, close_session
    from wijkmonitor.afspraken.stand import record_toen
    from wijkmonitor.afspraken.zicht import zicht_per_afspraak
    from wijkmonitor.paginas.sessie import newest_findings

    session = next((item for item in boek.agenda.sessies if item.id == name), None)
    if session is None or session.gesloten:
        print(f"Sessie {name} was al gesloten." if session else f"Sessie {name} staat niet meer in {boek.pad}.")
        raise _Weigering(0 if session else 1)
    found = check_closing(boek.agenda, session, boek.vandaag)
    for note in found.let_op:
        print(f"Let op: {note}")
    if not found.kan:
        raise _Weigering(_refuse(found, boek))
    day, rows = newest_findings(uit, boek.wijk)
    records = {str(row["id"]): row for row in rows}
    for line in zicht_per_afspraak(boek.agenda.afspraken_van(name), records):
        print(line)
    then = {item.id: record_toen(item, records, op=day) for item in boek.agenda.afspraken_van(name)} if day else {}
    said = {item.bevinding for item in boek.agenda.duidingen if item.sessie == name} & set(records)
    seen = {id: figure for id in said if (figure := record_figure(records[id], op=day))} if day else {}
    return close_session(boek.tekst, id=name, toen=then, gezien=seen)


def _refuse(found: Sluiting, boek: _Boek) -> int:
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


def _stand(boek: _Boek, args: argparse.Namespace) -> int:
    """Print where everything stands today."""
    from wijkmonitor.afspraken.overzicht import overview

    print(f"\n{boek.naam}")
    for line in overview(boek.agenda, boek.vandaag):
        print(f"  {line}")
    return _tell_faults(boek) if boek.ernstig else 0


def _tell_faults(boek: _Boek) -> int:
    print(f"De leeragenda van {boek.naam} heeft fouten. Verbeter ze eerst:", file=sys.stderr)
    for fault in boek.ernstig:
        print(f"- {fault}", file=sys.stderr)
    return 1


def _name(folder: Path, wijk: str) -> str:
    """The name in `wijk.toml`; the name of the folder where there is none."""
    from wijkmonitor.gegevens.wijk import load_wijk

    found, _ = load_wijk(folder, vandaag=date.today())
    return found.naam if found else wijk


def page_name(wijk: str, session: str) -> str:
    """Name of the page of a session; what its name has in common with that of the wijk stands there once.

    >>> page_name("alphen-noord", "alphen-2022-04"), page_name("laak", "laak-02"), page_name("laak", "start")
    ('alphen-noord-2022-04', 'laak-02', 'laak-start')
    """
    plain = "".join(char if char.isalnum() or char in "-_" else "-" for char in session)
    own, parts = wijk.split("-"), plain.split("-")
    common = next((n for n, (a, b) in enumerate(zip(own, parts, strict=False)) if a != b), min(len(own), len(parts)))
    return "-".join([wijk, *parts[common:]])


def _usage(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _stap(word: str) -> str:
    if word not in STAPPEN:
        raise argparse.ArgumentTypeError(f"'{word}' kennen we niet. Kies uit: {', '.join(STAPPEN)}.")
    return word


def _dag(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum. Schrijf JJJJ-MM-DD, zoals 2022-12-31.") from None
