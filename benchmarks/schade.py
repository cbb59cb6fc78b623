"""What intake does to good rows: thousands of rows of every table, made from the schema, taken in; each value that changed is counted.

Run from the root of the repository: python -m benchmarks.schade [--rijen 10000] [--zaad 1]. Exit code 1 where a value is damaged.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args, get_origin

from wijkmonitor.gegevens.intake.opnemen import prepare
from wijkmonitor.gegevens.kolom import kolom_of
from wijkmonitor.gegevens.lijsten import MENSEN
from wijkmonitor.gegevens.schema import TABELLEN, kolommen

WIJK = 'naam = "Proefwijk"\ngemeente = "GM0546"\ngebieden = ["WK054609"]\n'
VANDAAG = date(2026, 1, 1)
ZINNEN = ("Er is een vast overleg", "De groep groeit", "Het park is dicht", "Bewoners willen meer bankjes", "We zijn uitgesteld")


def make_rows(tabel: str, count: int, chance: random.Random) -> list[dict[str, str]]:
    """Rows in which every value is right, every key once."""
    made = [{name: _value(tabel, name, k, chance) for name in kolommen(tabel) if name != "bron"} for k in range(count)]
    key = TABELLEN[tabel].sleutel
    return list({tuple(row[name] for name in key if name in row) if key else k: row for k, row in enumerate(made)}.values())


def _value(tabel: str, name: str, k: int, chance: random.Random) -> str:
    kind = kolom_of(tabel, name).soort
    if kind is date:
        first = VANDAAG - timedelta(days=40 if name in ("van", "aanmelding", "gepland_start", "start") else 1)
        back = {"aanmelding": 30, "start": 20, "van": 30, "gepland_start": 30, "einde": 0, "tot": 0, "gepland_einde": 0}
        if name in back:  # in the right order within a row
            return str(first - timedelta(days=3 * k % 9000 + back[name]))
        return str(first - timedelta(days=chance.randrange(12_000)))
    words = list(_words(TABELLEN[tabel].model_fields[name].annotation))
    if words:
        return chance.choice(words)
    if name == "meting":
        return f"{chance.randrange(2000, 2025)}-{chance.randrange(1, 13):02d}"
    if kind is not str:
        return str(chance.randrange(1, 4))
    if re.fullmatch(r"\d{4}(-\d\d)*", str((TABELLEN[tabel].model_fields[name].examples or [""])[0])) and kind is str:
        return str(VANDAAG - timedelta(days=1 + 3 * k % 9000))  # a moment: a year, a month or a day
    if tabel == "monitorplan" and name == "tabel":
        return list(TABELLEN)[k % len(TABELLEN)]
    if name in TABELLEN[tabel].sleutel or name == MENSEN.get(tabel):
        return f"{name[0]}{k}"
    if name == "buurt":
        return f"BU0546{chance.randrange(10_000):04d}"
    if name in ("toelichting", "tekst", "les"):
        day = VANDAAG - timedelta(days=chance.randrange(3_000))
        return f"{chance.choice(ZINNEN)} sinds {day}"
    return str((TABELLEN[tabel].model_fields[name].examples or ["woord"])[0])


def _words(annotation: Any) -> Any:
    if get_origin(annotation) is not None and str(get_origin(annotation)).endswith("Literal"):
        yield from map(str, get_args(annotation))
    else:
        for part in get_args(annotation):
            yield from _words(part)


def count_damage(tabel: str, rows: list[dict[str, str]], folder: Path) -> Counter[str]:
    """Column -> values that are not what was delivered. Codes for people are no damage."""
    path = folder.parent.parent / f"{tabel}-levering.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    proposal = prepare(path, folder, tabel, vandaag=VANDAAG)
    damage: Counter[str] = Counter()
    if len(proposal.rijen) != len(rows):
        damage["rows"] = abs(len(rows) - len(proposal.rijen))
    for given, taken in zip(rows, proposal.rijen, strict=False):
        for name, value in given.items():
            damage[name] += name != MENSEN.get(tabel) and taken[name].replace(",", ".") != value
    return +damage


def main() -> int:
    """Exit code: 0 when no value changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rijen", type=int, default=10_000)
    parser.add_argument("--zaad", type=int, default=1)
    args = parser.parse_args()
    chance, total = random.Random(args.zaad), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "wijkdata" / "proef"
        folder.mkdir(parents=True)
        (folder / "wijk.toml").write_text(WIJK, encoding="utf-8")
        os.environ["WIJKMONITOR_SLEUTEL"] = str(Path(name) / "sleutel")
        for tabel in TABELLEN:
            began = time.monotonic()
            rows = make_rows(tabel, args.rijen, chance)
            damage = count_damage(tabel, rows, folder)
            total += sum(damage.values())
            print(f"{tabel}: {len(rows)} rows, damaged {dict(damage) or 0}, {time.monotonic() - began:.1f} s", flush=True)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
