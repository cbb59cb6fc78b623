"""`wijkmonitor begin`: a folder to work in, for who installed the monitor as a package."""

from __future__ import annotations

import argparse

from wijkmonitor.cli.zeggen import DONE, USAGE, say, zin
from wijkmonitor.gegevens.nieuw.werkmap import WerkmapFout, lay_out
from wijkmonitor.taal.getallen import meervoud


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 laid out, 2 the folder can't be used."""
    try:
        new, different = lay_out(args.map)
    except (WerkmapFout, FileNotFoundError) as error:
        return say(USAGE, error)
    print(f"Nieuw: {meervoud(len(new), 'bestand', 'bestanden')}.")
    for name in different:
        print(zin("begin.dit_bestand_van_u_is", name=name))
    print(zin("begin.ga_naar_de_map_en", map=args.map))
    return DONE
