"""Published figures as they are read, from the tables that the project ships or from the user's store."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from wijkmonitor.opendata.gebiedscode import ligt_in, normalise

# which table the rows of the shipped files come from
MEEGELEVERD = {
    ("gezondheid", None): "50090NED",
    ("bevolking", 2022): "85318NED",
    ("bevolking", 2024): "85984NED",
}


class Waarneming(NamedTuple):
    """One published figure; `reden` is the key of the sentence that says why `waarde` is None."""

    waarde: float | None
    laag: float | None = None
    hoog: float | None = None
    reden: str = ""


Sleutel = tuple[str, str, int]  # indicator, area, year
PerTabel = dict[str, dict[Sleutel, Waarneming]]


class Bestand(NamedTuple):
    """Figures and names, per StatLine table."""

    cijfers: PerTabel
    namen: dict[str, str]


def read_meegeleverd(folder: Path, gebieden: Iterable[str], gemeente: str) -> Bestand:
    """Shipped figures of the areas, their buurten, the municipality and the country."""
    gebieden = tuple(gebieden)
    cijfers: PerTabel = {}
    namen: dict[str, str] = {}
    for name in ("bevolking", "gezondheid"):
        for tabel, gebied, naam, jaar, indicator, waarde in _rows(folder / f"{name}.csv"):
            if gebied in ("NL", gemeente) or ligt_in(gebied, gebieden):
                cijfers.setdefault(tabel, {})[(indicator, gebied, jaar)] = Waarneming(waarde)
                if naam:
                    namen[gebied] = naam
    return Bestand(cijfers, namen)


def _rows(path: Path) -> tuple[tuple[str, str, str, int, str, float], ...]:
    if not path.exists():
        return ()
    stat = path.stat()
    return _parse(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _parse(path: Path, _mtime_ns: int, _size: int) -> tuple[tuple[str, str, str, int, str, float], ...]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return tuple(
            _parse_row(path, number, row) for number, row in enumerate(csv.DictReader(stream), start=2)
        )


def _parse_row(path: Path, number: int, row: Mapping[str, str]) -> tuple[str, str, str, int, str, float]:
    try:
        jaar = int(row["jaar"])
        tabel = MEEGELEVERD.get((path.stem, None)) or MEEGELEVERD[(path.stem, jaar)]
        indicator = row.get("indicator") or row["kenmerk"]
        waarde = float(row["pct"] if "pct" in row else row["waarde"])
        return tabel, normalise(row["gebied"]), row["naam"], jaar, indicator, waarde
    except (KeyError, ValueError) as error:
        raise ValueError(
            f"{path}, rij {number}: deze rij klopt niet ({error}). Haal het bestand opnieuw uit het project."
        ) from error
