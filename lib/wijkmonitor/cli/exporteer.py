"""`wijkmonitor exporteer`: the figures of the reports as a data package, for R, SPSS, Excel or Python."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

EXIT_DONE, EXIT_PARTLY, EXIT_USAGE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--uit", type=Path, required=True, metavar="MAP", help="de map voor het pakket")
    parser.add_argument("--wijk", action="append", default=[], metavar="W", help="alleen deze wijk; mag vaker (standaard: alle)")
    forms = "csv, xlsx, sav of parquet; meer met een komma ertussen (csv is er altijd bij)"
    parser.add_argument("--vorm", default="csv", metavar="VORM", help=forms)
    parser.add_argument("--peildatum", default="", metavar="JJJJ-MM-DD", help="alleen deze dag (standaard: alle dagen)")
    where = "map met rapporten (standaard: reports)"
    parser.add_argument("--rapporten", type=Path, default=Path("reports"), metavar="MAP", help=where)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 not written, 2 wrong usage or no report."""
    from wijkmonitor.draaien.exporteren import export
    from wijkmonitor.draaien.invoer import OpdrachtFout

    try:
        forms = tuple(word.strip() for word in args.vorm.split(",") if word.strip())
        made = export(args.rapporten, args.uit, wijken=args.wijk, peildatum=args.peildatum, vormen=forms)
    except OpdrachtFout as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE
    except OSError as error:
        print(f"Niet alles is geschreven. {error}", file=sys.stderr)
        return EXIT_PARTLY
    rows = ", ".join(f"{naam}: {number} rijen" for naam, number in made.rijen.items())
    print(f"Wijken: {', '.join(made.wijken)}. Peildata: {', '.join(made.peildata)}. In {rows}.")
    print(f"Begin hier: {args.uit / 'LEESMIJ.md'}")
    return EXIT_DONE
