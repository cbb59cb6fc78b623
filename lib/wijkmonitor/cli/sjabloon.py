"""`wijkmonitor sjabloon`: empty tables in Excel that explain themselves, for who delivers."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

DONE, FAULTS, USAGE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("tabel", nargs="*", metavar="TABEL", help="welke tabellen (standaard: alle)")
    what = "map waarin de sjablonen komen (standaard: sjablonen)"
    parser.add_argument("--uit", type=Path, default=Path("sjablonen"), metavar="MAP", help=what)


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 written, 1 a file that can't be written, 2 a table that does not exist."""
    from wijkmonitor.gegevens.fouten import shorten
    from wijkmonitor.gegevens.nieuw.sjabloon import make_template
    from wijkmonitor.gegevens.schema import TABELLEN
    from wijkmonitor.schrijven import write_whole

    if wrong := next((name for name in args.tabel if name not in TABELLEN), ""):
        near = get_close_matches(wrong, list(TABELLEN), n=1)
        hint = f"Bedoelt u '{near[0]}'?" if near else f"Kies uit: {', '.join(TABELLEN)}."
        print(f"De tabel {shorten(wrong)} kennen we niet. {hint}", file=sys.stderr)
        return USAGE
    names = list(dict.fromkeys(args.tabel)) or list(TABELLEN)
    try:
        for name in names:
            write_whole(args.uit / f"{name}.xlsx", make_template(name))
    except OSError as error:
        print(f"Schrijven lukt niet: {error}", file=sys.stderr)
        return FAULTS
    print(f"Gemaakt in {args.uit}: {', '.join(f'{name}.xlsx' for name in names)}.")
    return DONE
