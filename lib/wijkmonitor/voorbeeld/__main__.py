"""Write the example tables: `python -m wijkmonitor.voorbeeld --uit wijkdata`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from wijkmonitor.voorbeeld.bestanden import vorm_of, write_table
from wijkmonitor.voorbeeld.maken import SEED, generate
from wijkmonitor.voorbeeld.opzet import WIJKEN


def make_files(slug: str, seed: int = SEED) -> dict[str, bytes]:
    """File name -> bytes, for every table that the generator makes of a wijk."""
    files = {}
    for name, frame in generate(slug, seed).tabellen.items():
        vorm = vorm_of(slug, name)
        files[f"{name}.xlsx" if vorm.xlsx else f"{name}.csv"] = write_table(frame, vorm)
    return files


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the tables of all wijken; other files in their folders stay as they are."""
    parser = argparse.ArgumentParser(prog="python -m wijkmonitor.voorbeeld", description="Maak de voorbeeldtabellen.")
    parser.add_argument("--uit", type=Path, required=True, help="de map met wijkdata")
    parser.add_argument("--zaad", type=int, default=SEED, help="het getal waar het toeval mee begint")
    arguments = parser.parse_args(argv)
    for slug in WIJKEN:
        folder = arguments.uit / slug
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in make_files(slug, arguments.zaad).items():
            (folder / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
