"""`wijkmonitor intake`: takes a delivered file into the records of a wijk."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmonitor.cli.opties import add_data

if TYPE_CHECKING:
    from wijkmonitor.gegevens.intake.opnemen import Voorstel
    from wijkmonitor.gegevens.intake.samenvoegen import Uitkomst

DONE, FAULTS, USAGE = 0, 1, 2
MEESTE_REGELS = 20
_MAPNAAM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_GEDAAN = {
    "codes": "{} keer staat er nu een code in plaats van een nummer of naam.",
    "leeftijden": "{} keer staat er nu een leeftijdsgroep in plaats van een geboortedatum of leeftijd.",
    "leeftijden onbekend": "{} keer was de leeftijd niet te bepalen. Die blijft leeg.",
    "postcodes": "{} keer staat er nu een buurt in plaats van een postcode.",
    "postcodes onbekend": "{} keer kennen we de buurt bij de postcode niet. Die blijft leeg. Vul intake/postcodes.csv aan.",
    "geen tekst": "{} stukken zijn geen tekst, of wijzen ernaast. Die slaan we over.",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("bestand", type=Path, metavar="BESTAND", help="CSV, Excel, SPSS (.sav) of REFI-QDA (.qdpx, .qdc)")
    parser.add_argument("--wijk", required=True, metavar="WIJK", help="naam van de map van de wijk")
    parser.add_argument("--soort", required=True, metavar="TABEL", help="welke tabel het is, bijvoorbeeld deelname")
    add_data(parser)
    parser.add_argument("--ja", action="store_true", help="stel geen vragen")


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 taken in (or nothing new), 1 faults in the file and nothing taken in, 2 wrong usage."""
    from wijkmonitor.gegevens.intake.pseudoniemen import SleutelFout
    from wijkmonitor.gegevens.lezen import LeesFout

    if problem := _usage_problem(args):
        print(problem, file=sys.stderr)
        return USAGE
    folder = args.data / args.wijk
    try:
        if args.bestand.suffix.lower() == ".qdc" and args.soort == "kwalitatief":
            return _take_codebook(args.bestand, folder)
        return _take_in(args, folder)
    except SleutelFout as error:
        print(error, file=sys.stderr)
        return USAGE
    except LeesFout as error:
        _print_faults(list(map(str, error.fouten)))
        return FAULTS
    except OSError as error:
        print(f"Schrijven lukt niet ({error.strerror}). Er is niets opgenomen.", file=sys.stderr)
        return FAULTS


def _usage_problem(args: argparse.Namespace) -> str:
    from wijkmonitor.gegevens.schema import TABELLEN

    if args.soort not in TABELLEN:
        near = get_close_matches(args.soort, list(TABELLEN), n=1)
        hint = f"Bedoelt u '{near[0]}'?" if near else f"Kies uit: {', '.join(TABELLEN)}."
        return f"Deze soort kennen we niet. {hint}"
    if not args.data.is_dir():
        return "De map met gegevens bestaat niet. Geef haar met: --data MAP."
    known = sorted(path.parent.name for path in args.data.glob("*/wijk.toml") if not path.parent.is_symlink())
    if not _MAPNAAM.fullmatch(args.wijk) or args.wijk not in known:
        return f"Deze wijk kennen we niet. Kies uit: {', '.join(known) or 'geen enkele wijk'}."
    if not args.bestand.exists():
        return "Dit bestand bestaat niet. Kijk of de naam klopt."
    return ""


def _take_in(args: argparse.Namespace, folder: Path) -> int:
    from wijkmonitor.gegevens.intake.bewerken import VRIJE_TEKST
    from wijkmonitor.gegevens.intake.opnemen import prepare, take_in
    from wijkmonitor.gegevens.schema import kolommen

    if VRIJE_TEKST & set(kolommen(args.soort)):
        print("We kijken de teksten na op namen. De eerste keer duurt dat een minuut.", file=sys.stderr)
    today = date.today()
    proposal = prepare(args.bestand, folder, args.soort, vandaag=today)
    _print_proposal(proposal)
    if not args.ja and sys.stdin.isatty() and not _agreed():
        print("Er is niets opgenomen.")
        return FAULTS
    _print_outcome(proposal, take_in(proposal, vandaag=today))
    return DONE


def _agreed() -> bool:
    try:
        return input("Zo opnemen? (j/n) ").strip().lower() in ("j", "ja")
    except (EOFError, KeyboardInterrupt):
        return False


def _print_proposal(proposal: Voorstel) -> None:
    """What was recognised and what was changed, before it goes in."""
    said = set()
    for _, kop in proposal.koppen:
        for choice in kop.keuzes:
            head = _plain(choice.kop)
            line = {
                "lijkt op": f"Kolom '{head}' lijkt op '{choice.doel}'. Zo lezen we hem.",
                "andere naam": f"Kolom '{head}' lezen we als '{choice.doel}'.",
                "persoon": f"Kolom '{head}' wijst een mens aan. Die nemen we niet op.",
                "onbekend": f"Kolom '{head}' hoort niet bij de tabel. Die laten we weg.",
            }.get(choice.hoe)
            if line and line not in said:
                said.add(line)
                print(line)
    for name in proposal.overgeslagen_bladen:
        print(f"Blad '{_plain(name)}' hoort niet bij de tabel. Dat slaan we over.")
    for what, count in proposal.gedaan.items():
        if count:
            print(_GEDAAN[what].format(count))
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


def _print_outcome(proposal: Voorstel, outcome: Uitkomst) -> None:
    from wijkmonitor.taal.getallen import meervoud

    if not (outcome.nieuw or outcome.vervangen or outcome.vervallen):
        print(f"Niets nieuws: alle {outcome.gelijk} rijen stonden al in {proposal.tabel}.")
        return
    print(f"Opgenomen in {proposal.tabel}: {meervoud(outcome.nieuw, 'nieuwe rij', 'nieuwe rijen')}.")
    if outcome.vervangen:
        print(f"Vervangen, want dit bestand verbetert ze: {meervoud(outcome.vervangen, 'rij', 'rijen')}.")
    if outcome.vervallen:
        print(f"Vervallen, want niet meer in dit project: {meervoud(outcome.vervallen, 'rij', 'rijen')}.")
    if outcome.gelijk:
        print(f"Stonden er al: {meervoud(outcome.gelijk, 'rij', 'rijen')}.")


def _take_codebook(path: Path, folder: Path) -> int:
    from wijkmonitor.gegevens.intake.codeboek import BESTAND, read_codebook, save_codebook
    from wijkmonitor.gegevens.intake.opnemen import MAP

    codes = read_codebook(path)
    changed = save_codebook(folder / MAP, codes)
    print(f"{len(codes)} codes bewaard in {MAP}/{BESTAND}." if changed else "Niets nieuws: dit codeboek hadden we al.")
    return DONE


def _print_faults(faults: list[str]) -> None:
    print("Er is niets opgenomen. Dit moet eerst beter:", file=sys.stderr)
    for fault in faults[:MEESTE_REGELS]:
        print(f"- {fault}", file=sys.stderr)
    if len(faults) > MEESTE_REGELS:
        print(f"- en nog {len(faults) - MEESTE_REGELS} fouten", file=sys.stderr)


def _plain(text: str) -> str:
    from wijkmonitor.gegevens.fouten import shorten

    return shorten(text)[1:-1]
