"""Wijken with little: tables that are missing, have a few rows, or say the same of everybody. The real command makes all documents.

Run from the root of the repository: python -m benchmarks.magere_wijken [--wijken 40] [--zaad 1]. Prints each document that
fails, with its reason. Exit code 1 if any did. A wijk with the same seed is the same wijk.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from wijkmonitor.dossier import read_records
from wijkmonitor.gegevens.lezers.tekst import decode

DATA, BRON = Path("wijkdata"), Path("wijkdata/voorbeeldwijk")
GENOEMD = ("organisaties", "stellingen")  # other tables name their rows
RIJEN = (0, 1, 2, 3, 4, 5, 8, 12, 30, 100, sys.maxsize, sys.maxsize)
ZONDER, GELIJK = 0.15, 0.4  # how often a table is missing, and how often a column says one thing


def make_wijk(folder: Path, chance: random.Random) -> None:
    """The invented wijk with less in it; what the check would refuse stays as it was."""
    folder.mkdir()
    for path in BRON.iterdir():
        shutil.copy(path, folder)
        if path.suffix != ".csv" or path.stem in GENOEMD:
            continue
        if chance.random() < ZONDER:
            (folder / path.name).unlink()
        else:
            _thin(folder / path.name, chance)
    for fault in read_records(folder).fouten:
        if fault.ernst == "fout" and (BRON / fault.bestand).exists():
            shutil.copy(BRON / fault.bestand, folder)


def _thin(path: Path, chance: random.Random) -> None:
    """Keep a few rows of a table; sometimes one column says the same of all."""
    text = decode(path.read_bytes())
    sign = max(";,", key=text.partition("\n")[0].count)
    heading, *rows = csv.reader(text.splitlines(), delimiter=sign)
    rows = chance.sample(rows, min(len(rows), chance.choice(RIJEN)))
    if rows and chance.random() < GELIJK:
        column = chance.randrange(len(heading))
        word = chance.choice(rows)[column]
        rows = [[*row[:column], word, *row[column + 1 :]] for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sign).writerows([heading, *rows])


def run(root: Path) -> list[str]:
    """The documents that failed and the wijken that were refused, with their reason."""
    words = ["run", "--data", str(root / "wijkdata"), "--uit", str(root / "reports")]
    subprocess.run([sys.executable, "-m", "wijkmonitor", *words], check=False, capture_output=True)
    told = json.loads(next((root / "reports").rglob("run.json")).read_text(encoding="utf-8"))
    failed = [f"{row['wijk']}/{row['document']}: {row['reden']}" for row in told["documenten"] if row["status"] != "klaar"]
    return failed + [f"{wijk}: {faults[0]}" for wijk, faults in told["wijken"].items() if faults]


def main() -> int:
    """Exit code: 0 when all is made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wijken", type=int, default=40)
    parser.add_argument("--zaad", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root, chance = Path(name), random.Random(options.zaad)
        wijken = {path.parent.name for path in DATA.glob("*/wijk.toml")}
        shutil.copytree(DATA, root / "wijkdata", ignore=lambda folder, names: wijken & set(names))
        for number in range(options.wijken):
            make_wijk(root / "wijkdata" / f"mager-{number:03d}", chance)
        failed = run(root)
    print(*failed, f"{options.wijken} wijken, {len(failed)} mislukt", sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
