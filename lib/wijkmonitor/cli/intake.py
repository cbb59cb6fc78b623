"""`wijkmonitor intake`: takes delivered files into the records of a wijk."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from wijkmonitor.cli.zeggen import DONE, PARTLY, USAGE, say, zin
from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.intake import zin as vertel
from wijkmonitor.gegevens.intake.bladen import Keuzes, KopFout, find_files, guess_table, in_order
from wijkmonitor.gegevens.intake.fragmenten import BESTAND, read_codebook, save_codebook
from wijkmonitor.gegevens.intake.kiezen import Vraag, find_questions, read_answer, save_choice
from wijkmonitor.gegevens.intake.opnemen import look, prepare, take_in
from wijkmonitor.gegevens.intake.pseudoniemen import MAP, SleutelFout
from wijkmonitor.gegevens.intake.vertellen import printable_part, tell_faults, tell_outcome, tell_proposal
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.wijken import explain_unknown
from wijkmonitor.paginas.controle import drop_reply, tell_reply
from wijkmonitor.schrijven import in_woorden
from wijkmonitor.taal.getallen import meervoud

_MAPNAAM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 taken in (or nothing new), 1 faults in a file and nothing of it taken in, 2 wrong usage."""
    if problem := _usage_problem(args):
        return say(USAGE, problem)
    try:
        return _folder(args) if args.bestand.is_dir() else _one(args, args.bestand, args.soort)
    except SleutelFout as error:
        return say(USAGE, error)


def _usage_problem(args: argparse.Namespace) -> str:
    if args.soort is None and not args.bestand.is_dir():
        return zin("intake.geen_soort", tabellen=", ".join(TABELLEN))
    if args.soort is not None and args.soort not in TABELLEN:
        near = get_close_matches(args.soort, list(TABELLEN), n=1)
        return zin("intake.soort_lijkt", soort=near[0]) if near else zin("intake.soort_onbekend", tabellen=", ".join(TABELLEN))
    if wrong := next((given for given in (*args.filter, *args.zet) if "=" not in given.strip("=")), ""):
        return zin("intake.geen_paar", gegeven=printable_part(wrong))
    columns = [given.partition("=")[0] for given in args.zet]
    if args.soort and (wrong := next((name for name in columns if name not in TABELLEN[args.soort].model_fields), "")):
        return zin("intake.geen_kolom", tabel=args.soort, kolom=printable_part(wrong))
    if not args.data.is_dir():
        return zin("intake.geen_map")
    known = sorted(path.parent.name for path in args.data.glob("*/wijk.toml") if not path.parent.is_symlink())
    if not _MAPNAAM.fullmatch(args.wijk) or args.wijk not in known:
        return printable_part(explain_unknown(args.wijk, known, args.data))
    return "" if args.bestand.exists() else zin("intake.geen_bestand", bestand=printable_part(str(args.bestand)))


def _folder(args: argparse.Namespace) -> int:
    """All files of a folder, each on its own; the worst exit code."""
    pairs, worst, refused = [], DONE, set[str]()
    files, others = find_files(args.bestand)
    _print(zin("intake.overgeslagen", naam=printable_part(path.name)) for path in others)
    for path in files:
        try:
            pairs.append((path, args.soort or guess_table(path)))
        except LeesFout as error:
            worst = _refused(args, "", error)
    if not pairs and worst == DONE:
        return say(PARTLY, zin("intake.lege_map"))
    for path, tabel in in_order(pairs):
        print(f"\n{zin('intake.bestand', naam=printable_part(path.name), tabel=tabel)}", flush=True)
        code = _one(args, path, tabel, again=tabel in refused)
        worst = max(worst, code)
        refused |= {tabel} if code != DONE else set()
    return worst


def _one(args: argparse.Namespace, path: Path, tabel: str, *, again: bool = False) -> int:
    """One file. again: another file of this table was refused just now, so that the page about that one stays."""
    try:
        if path.suffix.lower() == ".qdc" and tabel == "kwalitatief":
            return _take_codebook(path, args.data / args.wijk)
        code = _take_in(args, path, tabel)
        if code == DONE and not args.proef and not again:
            _print(filter(None, [drop_reply(args.uit, args.wijk, tabel)]))
        return code
    except LeesFout as error:
        return _refused(args, tabel, error)
    except OSError as error:
        return say(PARTLY, zin("intake.niet_geschreven", reden=in_woorden(error)))


def _take_in(args: argparse.Namespace, path: Path, tabel: str) -> int:
    today, folder = date.today(), args.data / args.wijk
    said = _said(args, path, folder, tabel)
    try:
        proposal = prepare(path, folder, tabel, vandaag=today, keuzes=said)
    except LeesFout as error:
        if not args.proef and not isinstance(error, KopFout):  # an answer was good where its cells are
            wrong = {fault.kolom for fault in error.fouten}
            good = {heading: column for heading, column in said.afspraken.items() if not {heading, column} & wrong}
            save_choice(folder / MAP, tabel, good)
        raise
    _print(tell_proposal(proposal, met_tekst=sys.stdin.isatty() and sys.stdout.isatty()))
    if args.proef:
        _print(tell_outcome(tabel, look(proposal, vandaag=today), proef=True))
        return DONE
    if not args.ja and sys.stdin.isatty() and not _agreed():
        print(zin("intake.niet_gedaan"))
        return PARTLY
    _print(tell_outcome(tabel, take_in(proposal, vandaag=today)))
    return DONE


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _said(args: argparse.Namespace, path: Path, folder: Path, tabel: str) -> Keuzes:
    """What the options and the answers say."""
    chosen: dict[str, str] = {}
    for question in find_questions(path, folder, tabel, chosen) if args.kies else ():
        chosen[question.kop] = _ask(question, tabel)
    fixed = {name: value for name, value in _pairs(args.zet).items() if name in kolommen(tabel)}
    return Keuzes(_pairs(args.filter), fixed, chosen, args.zelfde_mensen)


def _pairs(given: list[str]) -> dict[str, str]:
    return {name.strip(): value.strip() for name, _, value in (pair.partition("=") for pair in given)}


def _ask(vraag: Vraag, tabel: str) -> str:
    """The answer of who sits at the keyboard; the end of the answers is an empty one."""
    print(vertel("kies.vraag", kop=printable_part(vraag.kop), tabel=tabel))
    if vraag.voorbeelden:
        print(vertel("kies.voorbeelden", voorbeelden=", ".join(map(printable_part, vraag.voorbeelden))))
    if vraag.van_mensen:
        print(vertel("kies.van_mensen"))
    for number, column in enumerate(vraag.kolommen, 1):
        print(vertel("kies.keuze", nummer=number, kolom=column))
    while True:
        try:
            said = input(vertel("kies.antwoord_gok" if vraag.gok else "kies.antwoord", gok=vraag.gok))
        except EOFError:
            said = ""
        if (answer := read_answer(said, vraag)) is not None:
            return answer
        print(vertel("kies.verkeerd", gezegd=printable_part(said)))


def _agreed() -> bool:
    try:
        return input(zin("intake.zo_opnemen")).strip().lower() in ("j", "ja")
    except (EOFError, KeyboardInterrupt):
        return False


def _take_codebook(path: Path, folder: Path) -> int:
    codes = read_codebook(path)
    changed = save_codebook(folder / MAP, codes)
    told = "intake.codeboek" if changed else "intake.codeboek_gelijk"
    print(zin(told, codes=meervoud(len(codes), "code", "codes"), plek=f"{MAP}/{BESTAND}"))
    return DONE


def _refused(args: argparse.Namespace, tabel: str, error: LeesFout) -> int:
    """Tells every fault, and writes the page to mail back to who delivered the file."""
    reply = [tell_reply(args.uit, args.wijk, tabel, error)] if tabel and not args.proef else []
    return say(PARTLY, *tell_faults(error.fouten), *reply)
