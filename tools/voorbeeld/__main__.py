"""Write the example wijken: `python -m tools.voorbeeld --uit wijkdata [--zaad N] [--wijken K] [--grootte G]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from tools.voorbeeld.agenda import make_agenda
from tools.voorbeeld.bestanden import INTERNATIONAAL, vorm_of, write_table
from tools.voorbeeld.cijfers import KOLOMMEN, make_grenzen, make_kerncijfers
from tools.voorbeeld.maken import SEED, generate
from tools.voorbeeld.opzet import read_opzet, slug_of
from tools.voorbeeld.wijktoml import make_wijk_toml


def make_files(slug: str, seed: int = SEED, grootte: float = 1.0) -> dict[str, bytes]:
    """Path in the data folder -> bytes, for everything that belongs to an example wijk."""
    made, opzet = generate(slug, seed, grootte=grootte), read_opzet(slug, grootte)
    files = {}
    for name, frame in made.tabellen.items():
        vorm = vorm_of(slug, name)
        files[f"{slug}/{name}.{'xlsx' if vorm.xlsx else 'csv'}"] = write_table(frame, vorm)
    missed = made.effecten["bereik-buurt"].waar
    figures = pd.DataFrame(make_kerncijfers(opzet, seed, gemist=missed), columns=list(KOLOMMEN), dtype=object)
    return files | {
        f"{slug}/wijk.toml": make_wijk_toml(opzet),
        f"{slug}/leeragenda.toml": make_agenda(opzet, made.tabellen, made.effecten),
        f"kerncijfers/{slug}.csv": write_table(figures, INTERNATIONAAL),
        f"grenzen/{slug}.geojson": make_grenzen(opzet),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the example wijken; the folders of other wijken stay as they are."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.voorbeeld", description="Maak de voorbeeldwijk, of meer van zijn soort."
    )
    parser.add_argument("--uit", type=Path, required=True, help="de map met wijkdata")
    parser.add_argument("--zaad", type=int, default=SEED, help="het getal waar het toeval mee begint")
    parser.add_argument("--wijken", type=int, default=1, help="hoeveel wijken")
    parser.add_argument("--grootte", type=float, default=1.0, help="hoeveel keer zoveel mensen en rijen in elke wijk")
    arguments = parser.parse_args(argv)
    for number in range(1, arguments.wijken + 1):
        for name, content in make_files(slug_of(number), arguments.zaad, arguments.grootte).items():
            path = arguments.uit / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
