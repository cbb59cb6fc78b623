"""`wijkmonitor vergeet`: a person's rows gone, for a request under the law."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from wijkmonitor.cli import zin
from wijkmonitor.cli.opties import add_data, add_uit
from wijkmonitor.schrijven import in_woorden

EXIT_DONE, EXIT_PARTLY, EXIT_USAGE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("deelnemer", metavar="DEELNEMER", help=zin("vergeet.hulp.deelnemer"))
    parser.add_argument("--wijk", required=True, metavar="W", help=zin("vergeet.hulp.wijk"))
    parser.add_argument("--terug", action="store_true", help=zin("vergeet.hulp.terug"))
    add_data(parser)
    add_uit(parser)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 a table could not be changed, 2 wrong usage or nobody found."""
    from wijkmonitor.draaien.publiceren import ledger_path
    from wijkmonitor.gegevens.fouten import LeesFout
    from wijkmonitor.gegevens.intake.pseudoniemen import SleutelFout, key_path
    from wijkmonitor.gegevens.wijken import explain_unknown, find_wijken
    from wijkmonitor.privacy.grootboek import held

    known = find_wijken(args.data)
    if args.wijk not in known:
        return _say(explain_unknown(args.wijk, known, args.data), EXIT_USAGE)
    if args.terug:
        return _let_back(args)
    ledger = ledger_path(args.data, key_path())
    try:
        with held(ledger):  # before anything goes: what was published has to be named together with it
            return _forget(args, ledger)
    except LeesFout as error:
        return _say("\n".join(str(fault) for fault in error.fouten), EXIT_PARTLY)
    except (SleutelFout, OSError) as error:
        return _say(in_woorden(error), EXIT_PARTLY)


def _forget(args: argparse.Namespace, ledger: Path) -> int:
    from wijkmonitor.gegevens.intake.pseudoniemen import key_path
    from wijkmonitor.gegevens.vergeten import forget
    from wijkmonitor.privacy.grootboek import take_out
    from wijkmonitor.taal.getallen import meervoud

    try:
        found = forget(args.data, args.wijk, args.deelnemer)
    except OSError as error:
        return _say(f"{in_woorden(error)} {zin('vergeet.staat_er_nog')}", EXIT_PARTLY)
    if not found:
        return _say(zin("vergeet.niemand", wijk=args.wijk), EXIT_USAGE)
    for table, count in found.items():
        print(zin("vergeet.weg", tabel=table, rijen=meervoud(count, "rij", "rijen")))
    print(zin("vergeet.onthouden" if key_path().exists() else "vergeet.komt_terug"))
    code = _remove(args)
    latest = {(publication.map, publication.bestanden): publication for publication in take_out(ledger, args.wijk)}
    for publication in latest.values():
        print(zin("vergeet.gedeeld", dag=publication.datum, map=publication.map))
        print("\n".join(f"  {name}" for name in publication.bestanden))
    print(zin("vergeet.kopieen"))
    return code


def _remove(args: argparse.Namespace) -> int:
    """The reports gone; where a folder refuses, who asked has to take it away."""
    from wijkmonitor.gegevens.vergeten import remove_reports

    try:
        for name, shared in remove_reports(args.uit, args.wijk).items():
            print(zin("vergeet.rapporten", map=args.uit / name))
            if shared:
                print(zin("vergeet.gedeelde_bladen", namen=", ".join(shared)))
    except OSError as error:
        return _say(f"{in_woorden(error)} {zin('vergeet.rapporten_zelf', map=args.wijk)}", EXIT_PARTLY)
    print(zin("vergeet.opnieuw"))
    return EXIT_DONE


def _let_back(args: argparse.Namespace) -> int:
    from wijkmonitor.gegevens.intake.pseudoniemen import SleutelFout, key_path, load_key, take_back

    try:
        if not key_path().exists() or not take_back(load_key(args.data), args.wijk, args.deelnemer):
            return _say(zin("vergeet.niet_onthouden", wijk=args.wijk), EXIT_USAGE)
    except (SleutelFout, OSError) as error:
        return _say(in_woorden(error), EXIT_PARTLY)
    print(zin("vergeet.terug"))
    return EXIT_DONE


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code
