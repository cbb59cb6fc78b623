"""`wijkmonitor begin`: a folder to work in, for who installed the monitor as a package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from wijkmonitor.cli import zin

EXIT_DONE, EXIT_USAGE = 0, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("map", type=Path, metavar="MAP", help=zin("begin.de_map_die_u_wilt"))


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 laid out, 2 the folder can't be used."""
    from wijkmonitor.gegevens.nieuw.werkmap import WerkmapFout, lay_out
    from wijkmonitor.taal.getallen import meervoud

    try:
        made = lay_out(args.map)
    except (WerkmapFout, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return EXIT_USAGE
    print(f"Nieuw: {meervoud(len(made.nieuw), 'bestand', 'bestanden')}.")
    for name in made.anders:
        print(zin("begin.dit_bestand_van_u_is", name=name))
    print(zin("begin.ga_naar_de_map_en", map=made.map))
    return EXIT_DONE
