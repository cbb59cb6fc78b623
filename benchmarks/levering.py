"""Time and memory of a large delivery: 50,000 rows of `deelname` through the command.

Run from the root of the repository: python -m benchmarks.levering [--rijen 50000]. Exit code 1 above 10 s of processor time
or 500 MB.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.schade import WIJK

MOST_SECONDS, MOST_MB = 10.0, 500.0
KOP = "Clientnummer;Interventie;Aanmelddatum;Startdatum;Status;Geboortedatum;Geslacht;Verwijzer"


def write_delivery(path: Path, count: int) -> None:
    """A register as an organisation exports it, with a birthday per person."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        print(KOP, file=file)
        for k in range(count):
            days = [
                f"{chance.randint(1, 28)}-{chance.randint(1, 12)}-{year}" for year in (2022, 2023, chance.randint(1930, 2005))
            ]
            word = chance.choice(("GLI", "Beweeglint", "Welzijn op Recept"))
            print(f"{k + 1};{word};{days[0]};{days[1]};gestart;{days[2]};{chance.choice('vm')};huisarts", file=file)


def main() -> int:
    """Exit code: 0 within the limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rijen", type=int, default=50_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "wijkdata" / "proef"
        folder.mkdir(parents=True)
        (folder / "wijk.toml").write_text(WIJK, encoding="utf-8")
        path = Path(name) / "levering.csv"
        write_delivery(path, args.rijen)
        command = [sys.executable, "-m", "wijkmonitor", "intake", str(path), "--wijk", "proef", "--soort", "deelname"]
        began = time.monotonic()
        subprocess.run(
            [*command, "--data", str(folder.parent), "--ja"],
            env=os.environ | {"WIJKMONITOR_SLEUTEL": f"{name}/sleutel"},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        wall, used = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, mb = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(f"{args.rijen} rows: {seconds:.1f} s of processor time, {wall:.1f} s on the clock, {mb:.0f} MB")
    return 0 if seconds < MOST_SECONDS and mb < MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
