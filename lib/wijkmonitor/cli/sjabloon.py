"""`wijkmonitor sjabloon`: empty tables in Excel that explain themselves, for who delivers."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from wijkmonitor.cli import zin

DONE, FAULTS, USAGE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("tabel", nargs="*", metavar="TABEL", help="welke tabellen (standaard: alle)")
    what = zin("sjabloon.map_waarin_de_sjablonen_komen")
    parser.add_argument("--uit", type=Path, default=Path("sjablonen"), metavar="MAP", help=what)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 written, 1 a file that can't be written, 2 a table that does not exist."""
    from wijkmonitor.gegevens.fouten import shorten
    from wijkmonitor.gegevens.nieuw.sjabloon import make_template
    from wijkmonitor.gegevens.schema import TABELLEN
    from wijkmonitor.schrijven import in_woorden, write_whole

    if wrong := next((name for name in args.tabel if name not in TABELLEN), ""):
        near = get_close_matches(wrong, list(TABELLEN), n=1)
        hint = f"Bedoelt u '{near[0]}'?" if near else zin("sjabloon.kies_uit", tabellen=", ".join(TABELLEN))
        print(zin("sjabloon.de_tabel_kennen_we_niet", wrong=shorten(wrong), hint=hint), file=sys.stderr)
        return USAGE
    names = list(dict.fromkeys(args.tabel)) or list(TABELLEN)
    try:
        for name in names:
            write_whole(args.uit / f"{name}.xlsx", make_template(name))
    except OSError as error:
        print(in_woorden(error), file=sys.stderr)
        return FAULTS
    print(zin("sjabloon.gemaakt_in", uit=args.uit, namen=", ".join(f"{name}.xlsx" for name in names)))
    return DONE
