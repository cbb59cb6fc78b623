"""`wijkmonitor intake`: takes delivered files into the records of a wijk."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor.cli.opties import add_data, add_uit
from wijkmonitor.meegeleverd import read_toml

if TYPE_CHECKING:
    from wijkmonitor.gegevens.fouten import Fout
    from wijkmonitor.gegevens.intake.kiezen import Vraag
    from wijkmonitor.gegevens.intake.opnemen import Keuzes, Voorstel
    from wijkmonitor.gegevens.intake.samenvoegen import Uitkomst

DONE, FAULTS, USAGE = 0, 1, 2
MEESTE_REGELS = 20
_MAPNAAM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    what = "een bestand, of een map met bestanden: CSV, Excel, LibreOffice, SPSS (.sav), REFI-QDA (.qdpx, .qdc)"
    parser.add_argument("bestand", type=Path, metavar="BESTAND", help=what)
    parser.add_argument("--wijk", required=True, metavar="WIJK", help="naam van de map van de wijk")
    what = "welke tabel het is, bijvoorbeeld deelname (bij een map mag u dit weglaten)"
    parser.add_argument("--soort", metavar="TABEL", help=what)
    add_data(parser)
    add_uit(parser, "map voor de pagina om terug te mailen, in controle")
    parser.add_argument("--ja", action="store_true", help="stel geen vragen")
    parser.add_argument("--proef", action="store_true", help="zeg alleen wat er zou gebeuren; er wordt niets opgenomen")
    parser.add_argument("--kies", action="store_true", help="wijs onbekende koppen één voor één aan; dat wordt onthouden")
    what = "neem alleen de rijen met deze waarde, bijvoorbeeld Wijk=Stevenshof; mag vaker"
    parser.add_argument("--filter", action="append", default=[], metavar="KOP=WAARDE", help=what)
    what = "vul deze kolom in elke rij, bijvoorbeeld meting=2022; mag vaker"
    parser.add_argument("--zet", action="append", default=[], metavar="KOLOM=WAARDE", help=what)
    what = "de nummers van het formulier zijn in elke meting dezelfde mensen"
    parser.add_argument("--zelfde-mensen", action="store_true", help=what)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 taken in (or nothing new), 1 faults in a file and nothing of it taken in, 2 wrong usage."""
    from wijkmonitor.gegevens.intake.pseudoniemen import SleutelFout

    if problem := _usage_problem(args):
        print(problem, file=sys.stderr)
        return USAGE
    try:
        if not args.bestand.is_dir():
            return _one(args, args.bestand, args.soort)
        return _folder(args)
    except SleutelFout as error:
        print(error, file=sys.stderr)
        return USAGE


def _usage_problem(args: argparse.Namespace) -> str:
    from wijkmonitor.gegevens.schema import TABELLEN

    if args.soort is None and not args.bestand.is_dir():
        return f"Zeg welke tabel dit is, met: --soort. Kies uit: {', '.join(TABELLEN)}."
    if args.soort is not None and args.soort not in TABELLEN:
        near = get_close_matches(args.soort, list(TABELLEN), n=1)
        hint = f"Bedoelt u '{near[0]}'?" if near else f"Kies uit: {', '.join(TABELLEN)}."
        return f"Deze soort kennen we niet. {hint}"
    if wrong := next((given for given in (*args.filter, *args.zet) if "=" not in given.strip("=")), ""):
        return f"'{_plain(wrong)}' klopt niet. Schrijf het als KOLOM=WAARDE."
    columns = [given.partition("=")[0] for given in args.zet]
    if args.soort and (wrong := next((name for name in columns if name not in TABELLEN[args.soort].model_fields), "")):
        return f"De tabel {args.soort} heeft geen kolom '{_plain(wrong)}'."
    if not args.data.is_dir():
        return "De map met gegevens bestaat niet. Geef haar met: --data MAP."
    known = sorted(path.parent.name for path in args.data.glob("*/wijk.toml") if not path.parent.is_symlink())
    if not _MAPNAAM.fullmatch(args.wijk) or args.wijk not in known:
        return f"Deze wijk kennen we niet. Kies uit: {', '.join(known) or 'geen enkele wijk'}."
    if not args.bestand.exists():
        return "Dit bestand bestaat niet. Kijk of de naam klopt."
    return ""


def _folder(args: argparse.Namespace) -> int:
    """All files of a folder, each on its own; the worst exit code."""
    from wijkmonitor.gegevens.fouten import LeesFout
    from wijkmonitor.gegevens.intake.raden import find_files, guess_table, in_order

    pairs, worst = [], DONE
    for path in find_files(args.bestand):
        try:
            pairs.append((path, args.soort or guess_table(path)))
        except LeesFout as error:
            worst = _refused(args, path, "", list(error.fouten))
    if not pairs and worst == DONE:
        print("In deze map staat geen bestand dat we kunnen lezen.", file=sys.stderr)
        return FAULTS
    for path, tabel in in_order(pairs):
        print(f"\n{_plain(path.name)} ({tabel})")
        worst = max(worst, _one(args, path, tabel))
    return worst


def _one(args: argparse.Namespace, path: Path, tabel: str) -> int:
    from wijkmonitor.gegevens.fouten import LeesFout

    try:
        if path.suffix.lower() == ".qdc" and tabel == "kwalitatief":
            return _take_codebook(path, args.data / args.wijk)
        return _take_in(args, path, tabel)
    except LeesFout as error:
        return _refused(args, path, tabel, list(error.fouten))
    except OSError as error:
        print(f"Schrijven lukt niet ({error.strerror}). Er is niets opgenomen.", file=sys.stderr)
        return FAULTS


def _take_in(args: argparse.Namespace, path: Path, tabel: str) -> int:
    from wijkmonitor.gegevens.intake.opnemen import look, prepare, take_in

    today, folder = date.today(), args.data / args.wijk
    proposal = prepare(path, folder, tabel, vandaag=today, keuzes=_said(args, path, folder, tabel))
    _print_proposal(proposal)
    if args.proef:
        _print_outcome(proposal, look(proposal, vandaag=today), proef=True)
        return DONE
    if not args.ja and sys.stdin.isatty() and not _agreed():
        print("Er is niets opgenomen.")
        return FAULTS
    _print_outcome(proposal, take_in(proposal, vandaag=today))
    return DONE


def _said(args: argparse.Namespace, path: Path, folder: Path, tabel: str) -> Keuzes:
    from wijkmonitor.gegevens.intake.kiezen import choose
    from wijkmonitor.gegevens.intake.opnemen import Keuzes
    from wijkmonitor.gegevens.schema import kolommen

    def ask(vraag: Vraag) -> str:
        return _ask(vraag, tabel)

    chosen = choose(path, folder, tabel, ask, vandaag=date.today()) if args.kies else {}
    fixed = {name: value for name, value in _pairs(args.zet).items() if name in kolommen(tabel)}
    return Keuzes(_pairs(args.filter), fixed, chosen, args.zelfde_mensen)


def _pairs(given: list[str]) -> dict[str, str]:
    return {name.strip(): value.strip() for name, _, value in (pair.partition("=") for pair in given)}


def _ask(vraag: Vraag, tabel: str) -> str:
    """The answer of who sits at the keyboard; "" at the end of the answers."""
    from wijkmonitor.gegevens.intake.kiezen import read_answer

    words = _words("kies")
    print(words["vraag"].format(kop=_plain(vraag.kop), tabel=tabel))
    if vraag.voorbeelden:
        print(words["voorbeelden"].format(voorbeelden=", ".join(map(_plain, vraag.voorbeelden))))
    for number, column in enumerate(vraag.kolommen, 1):
        print(words["keuze"].format(nummer=number, kolom=column))
    while True:
        try:
            said = input(words["antwoord"])
        except EOFError:
            return ""
        if (answer := read_answer(said, vraag)) is not None:
            return answer
        print(words["verkeerd"].format(gezegd=_plain(said)))


def _agreed() -> bool:
    try:
        return input("Zo opnemen? (j/n) ").strip().lower() in ("j", "ja")
    except (EOFError, KeyboardInterrupt):
        return False


def _words(block: str) -> dict[str, str]:
    found: dict[str, str] = read_toml("wijkmonitor.gegevens.intake", "zinnen.toml")[block]
    return found


def _print_proposal(proposal: Voorstel) -> None:
    """What was recognised, left out and changed, before it goes in."""
    per_column, done = _words("kolom"), _words("gedaan")
    lines = [
        per_column["andere naam" if choice.hoe == "systeem" and choice.doel else choice.hoe].format(
            kop=_plain(choice.kop), doel=choice.doel
        )
        for _, kop in proposal.koppen
        for choice in kop.keuzes
        if choice.hoe in per_column
    ]
    for line in dict.fromkeys(lines):
        print(line)
    for name in proposal.overgeslagen_bladen:
        print(f"Blad '{_plain(name)}' hoort niet bij de tabel. Dat slaan we over.")
    if proposal.passen_niet:
        names = ", ".join(f"'{_plain(name)}'" for name in proposal.passen_niet)
        print(f"Let op: in kolommen.toml staan koppen die dit bestand niet heeft: {names}.")
    for what, count in proposal.gedaan.items():
        if count:
            print(done[what].format(count))
    _print_replaced(proposal)


def _print_replaced(proposal: Voorstel) -> None:
    """Where text pointed at a person; on a screen that somebody looks at, also what it was."""
    if not proposal.vervangen:
        return
    count = len(proposal.vervangen)
    print(f"{count} keer stond er in een tekst iets wat een mens kan aanwijzen. Dat is vervangen:")
    with_text = sys.stdin.isatty() and sys.stdout.isatty()
    lines: Counter[str] = Counter()
    for place in proposal.vervangen:
        where = f"rij {place.rij}, " if place.rij else ""
        shown = f" ({_plain(place.vondst.tekst)})" if with_text else ""
        lines[f"- {where}kolom {place.kolom}: {place.vondst.soort}{shown}"] += 1
    for line in list(lines)[:MEESTE_REGELS]:
        print(line)
    if len(lines) > MEESTE_REGELS:
        print(f"- en nog {len(lines) - MEESTE_REGELS}")


def _print_outcome(proposal: Voorstel, outcome: Uitkomst, *, proef: bool = False) -> None:
    from wijkmonitor.taal.getallen import meervoud

    if not (outcome.nieuw or outcome.vervangen or outcome.vervallen):
        print(f"Niets nieuws: alle {outcome.gelijk} rijen stonden al in {proposal.tabel}.")
    else:
        start = "Proef, er is niets opgenomen. Dit zou erbij komen" if proef else "Opgenomen"
        print(f"{start} in {proposal.tabel}: {meervoud(outcome.nieuw, 'nieuwe rij', 'nieuwe rijen')}.")
    if outcome.vervangen:
        print(f"Vervangen, want dit bestand verbetert ze: {meervoud(outcome.vervangen, 'rij', 'rijen')}.")
    if outcome.vervallen:
        print(f"Vervallen, want niet meer in dit project: {meervoud(outcome.vervallen, 'rij', 'rijen')}.")
    if outcome.behouden:
        print(f"Leeg in dit bestand, en daarom gebleven zoals het was: {meervoud(outcome.behouden, 'cel', 'cellen')}.")
    if outcome.gelijk and (outcome.nieuw or outcome.vervangen or outcome.vervallen):
        print(f"Stonden er al: {meervoud(outcome.gelijk, 'rij', 'rijen')}.")


def _take_codebook(path: Path, folder: Path) -> int:
    from wijkmonitor.gegevens.intake.codeboek import BESTAND, read_codebook, save_codebook
    from wijkmonitor.gegevens.intake.pseudoniemen import MAP

    codes = read_codebook(path)
    changed = save_codebook(folder / MAP, codes)
    print(f"{len(codes)} codes bewaard in {MAP}/{BESTAND}." if changed else "Niets nieuws: dit codeboek hadden we al.")
    return DONE


def _refused(args: argparse.Namespace, path: Path, tabel: str, faults: list[Fout]) -> int:
    """Tells every fault, and writes the page to mail back to who delivered the file."""
    print("Er is niets opgenomen. Dit moet eerst beter:", file=sys.stderr)
    for fault in faults[:MEESTE_REGELS]:
        print(f"- {fault}", file=sys.stderr)
    if len(faults) > MEESTE_REGELS:
        print(f"- en nog {len(faults) - MEESTE_REGELS} fouten", file=sys.stderr)
    if tabel and not args.proef:
        _write_page(args, tabel, faults)
    return FAULTS


def _write_page(args: argparse.Namespace, tabel: str, faults: list[Fout]) -> None:
    from dataclasses import replace

    from wijkmonitor.cli.check import MAP
    from wijkmonitor.gegevens.intake.kop import plain, synonyms
    from wijkmonitor.paginas.controle import render_controle
    from wijkmonitor.schrijven import write_whole

    known = synonyms(tabel)
    own = [replace(fault, bestand=tabel, kolom=known.get(plain(fault.kolom), ("",))[0]) for fault in faults]
    page = args.uit / MAP / f"{args.wijk}-{tabel}.html"
    try:
        write_whole(page, render_controle(f"{args.wijk}, levering van {tabel}", own))
    except OSError:
        print(f"De pagina om terug te mailen is niet te schrijven: {_plain(str(page))}.", file=sys.stderr)
        return
    print(f"De pagina om terug te mailen staat in {_plain(str(page))}.", file=sys.stderr)


def _plain(text: str) -> str:
    from wijkmonitor.gegevens.fouten import shorten

    return shorten(text, 120)[1:-1]
