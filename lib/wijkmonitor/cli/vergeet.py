"""`wijkmonitor vergeet`: a person's rows gone, for a request under the law."""

from __future__ import annotations

import argparse
import sys

from wijkmonitor.cli.opties import add_data, add_uit

EXIT_DONE, EXIT_PARTLY, EXIT_USAGE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("deelnemer", metavar="DEELNEMER", help="de code in de tabel, of het nummer dat de organisatie gebruikt")
    parser.add_argument("--wijk", required=True, metavar="W", help="de wijk waar deze mens meedeed")
    add_data(parser)
    add_uit(parser)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 a table could not be changed, 2 wrong usage or nobody found."""
    from wijkmonitor.draaien.publiceren import ledger_path
    from wijkmonitor.gegevens.intake.pseudoniemen import SleutelFout, key_path
    from wijkmonitor.gegevens.lezen import LeesFout
    from wijkmonitor.gegevens.vergeten import forget, remove_reports
    from wijkmonitor.gegevens.wijken import explain_unknown, find_wijken
    from wijkmonitor.privacy.grootboek import take_out
    from wijkmonitor.taal.getallen import meervoud

    known = find_wijken(args.data)
    if args.wijk not in known:
        return _say(explain_unknown(args.wijk, known, args.data), EXIT_USAGE)
    try:
        found = forget(args.data, args.wijk, args.deelnemer)
    except LeesFout as error:
        return _say("\n".join(str(fault) for fault in error.fouten), EXIT_PARTLY)
    except (SleutelFout, OSError) as error:
        return _say(str(error), EXIT_PARTLY)
    if not found:
        return _say(f"In de tabellen van {args.wijk} staat niemand met deze code. Er is niets veranderd.", EXIT_USAGE)
    for table, count in found.items():
        print(f"{table}: {meervoud(count, 'rij', 'rijen')} weg.")
    for name in remove_reports(args.uit, args.wijk):
        print(f"Deze rapporten zijn weg: {args.uit / name}")
    print(f"Maak ze opnieuw: wijkmonitor run --wijk {args.wijk}")
    for publication in take_out(ledger_path(args.data, key_path()), args.wijk):
        print(f"Haal ook weg wat op {publication.datum} is gedeeld uit {publication.map}:")
        print("\n".join(f"  {name}" for name in publication.bestanden))
    print("Denk ook aan reservekopieën, aan het geleverde bestand, en aan wie een rapport kreeg.")
    return EXIT_DONE


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code
