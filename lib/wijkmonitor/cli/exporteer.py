"""`wijkmonitor exporteer`: the figures of the reports as a data package, for R, SPSS, Excel or Python."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from wijkmonitor.cli import zin
from wijkmonitor.schrijven import in_woorden

EXIT_DONE, EXIT_PARTLY, EXIT_USAGE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--uit", type=Path, required=True, metavar="MAP", help=zin("exporteer.de_map_voor_het_pakket"))
    parser.add_argument("--wijk", action="append", default=[], metavar="W", help=zin("exporteer.alleen_deze_wijk_mag_vaker"))
    forms = zin("exporteer.csv_xlsx_sav_of_parquet")
    parser.add_argument("--vorm", default="csv", metavar="VORM", help=forms)
    parser.add_argument("--peildatum", default="", metavar="JJJJ-MM-DD", help=zin("exporteer.alleen_deze_dag_standaard_alle"))
    where = zin("exporteer.map_met_rapporten_standaard_reports")
    parser.add_argument("--rapporten", type=Path, default=Path("reports"), metavar="MAP", help=where)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 done, 1 not written, 2 wrong usage or no report."""
    from wijkmonitor.draaien.exporteren import export
    from wijkmonitor.draaien.invoer import OpdrachtFout
    from wijkmonitor.taal.getallen import meervoud

    try:
        forms = tuple(word.strip() for word in args.vorm.split(",") if word.strip())
        made = export(args.rapporten, args.uit, wijken=args.wijk, peildatum=args.peildatum, vormen=forms)
    except OpdrachtFout as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE
    except OSError as error:
        print(zin("exporteer.niet_alles_is_geschreven", error=in_woorden(error)), file=sys.stderr)
        return EXIT_PARTLY
    rows = ", ".join(f"{naam}: {meervoud(number, 'rij', 'rijen')}" for naam, number in made.rijen.items())
    print(f"Wijken: {', '.join(made.wijken)}. Peildata: {', '.join(made.peildata)}. In {rows}.")
    print(f"Begin hier: {args.uit / 'LEESMIJ.md'}")
    return EXIT_DONE
