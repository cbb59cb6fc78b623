"""Published figures as they are read, from the tables that the project ships or from the user's store."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from wijkmonitor.gegevens.lezers import read_bytes
from wijkmonitor.gegevens.opendata.cijfer import REDENEN
from wijkmonitor.gegevens.opendata.gebiedscode import LAND, ligt_in, normalise
from wijkmonitor.geheugen import Geheugen, Stempel, file_key
from wijkmonitor.schrijven import csv_text, write_whole

# which table the rows of the shipped files come from
MEEGELEVERD = {("gezondheid", None): "50090NED", ("bevolking", 2022): "85318NED", ("bevolking", 2024): "85984NED"}
KOLOMMEN = ("gebied", "naam", "jaar", "indicator", "waarde", "laag", "hoog", "reden", "tabel")  # of kerncijfers/<slug>.csv


class Waarneming(NamedTuple):
    """One published figure; `reden` is the key of the sentence that says why `waarde` is None."""

    waarde: float | None
    laag: float | None = None
    hoog: float | None = None
    reden: str = ""


Sleutel = tuple[str, str, int]  # indicator, area, year
PerTabel = dict[str, dict[Sleutel, Waarneming]]
_READ: Geheugen[Stempel, PerGebied] = Geheugen(__name__, hoogstens=1024)


def band_id(indicator: str, band: str) -> str:
    """The id of the figure of one age group: `eenzaam/65+`; of the group that counts that of the indicator."""
    return f"{indicator}/{band}" if band else indicator


def without_band(id: str) -> str:
    """The indicator that a figure is of, whatever its age group.

    >>> without_band("eenzaam/65+"), without_band("eenzaam")
    ('eenzaam', 'eenzaam')
    """
    return id.partition("/")[0]


class Cijferbestand(NamedTuple):
    """Figures per StatLine table, and names. voorbeeld: the areas whose figures are invented; ongewijzigd: the (area, year)
    whose boundaries stayed as they were a year earlier."""

    cijfers: PerTabel
    namen: dict[str, str]
    voorbeeld: frozenset[str] = frozenset()
    ongewijzigd: frozenset[tuple[str, int]] = frozenset()


class Cijferrij(NamedTuple):
    """One row of a shipped file."""

    tabel: str
    gebied: str
    naam: str
    jaar: int
    indicator: str
    cijfer: Waarneming
    voorbeeld: bool = False


PerGebied = dict[str, list[Cijferrij]]  # area -> its rows: of hundreds of tables a wijk needs a few areas


def read_meegeleverd(folder: Path, gebieden: Iterable[str], gemeente: str) -> Cijferbestand:
    """Figures of the areas, their buurten, the municipality and the country, from all tables in `folder`.

    Besides gezondheid.csv and bevolking.csv the folder can hold a table per wijk, with KOLOMMEN, that
    `wijkmonitor new` wrote out of a store. A row with herkomst `voorbeeld` is invented.
    """
    gebieden = tuple(gebieden)
    cijfers: PerTabel = {}
    namen: dict[str, str] = {}
    invented: set[str] = set()
    for gebied, rows in _all_areas(folder):
        if gebied in (LAND, gemeente) or ligt_in(gebied, gebieden):
            for row in rows:
                cijfers.setdefault(row.tabel, {})[(row.indicator, gebied, row.jaar)] = row.cijfer
                if row.naam:
                    namen[gebied] = row.naam
                if row.voorbeeld:
                    invented.add(gebied)
    return Cijferbestand(cijfers, namen, frozenset(invented))


def areas_meegeleverd(folder: Path) -> list[tuple[str, str, int, str]]:
    """Code, name, year and table of every real area in the tables of `folder`, each once."""
    every = (row for _, rows in _all_areas(folder) for row in rows)
    return sorted({(row.gebied, row.naam, row.jaar, row.tabel) for row in every if not row.voorbeeld})


def write_meegeleverd(path: Path, cijfers: PerTabel, namen: Mapping[str, str]) -> None:
    """A table with KOLOMMEN, in the order of table, area, indicator and year."""
    rows: list[Sequence[object]] = [KOLOMMEN]
    for tabel, figures in sorted(cijfers.items()):
        for (indicator, gebied, jaar), w in sorted(figures.items(), key=lambda item: (item[0][1], item[0][0], item[0][2])):
            cells = ["" if number is None else repr(number) for number in (w.waarde, w.laag, w.hoog)]
            rows.append([gebied, namen.get(gebied, ""), jaar, indicator, *cells, w.reden, tabel])
    write_whole(path, csv_text(rows, teken=","))


def table_stamps(folder: Path) -> tuple[Stempel, ...]:
    """What tells the content of the tables in `folder` from all others."""
    return tuple(map(file_key, sorted(folder.glob("*.csv"))))


def _all_areas(folder: Path) -> Iterator[tuple[str, list[Cijferrij]]]:
    first = [folder / "bevolking.csv", folder / "gezondheid.csv"]
    for path in [*first, *sorted(p for p in folder.glob("*.csv") if p not in first)]:
        if path.is_file():
            yield from _READ.of(file_key(path), partial(_parse, path)).items()


def _parse(path: Path) -> PerGebied:
    stream = io.StringIO(read_bytes(path).decode("utf-8-sig"), newline="")
    found: PerGebied = {}
    for number, cells in enumerate(csv.DictReader(stream), start=2):
        row = _parse_row(path, number, cells)
        found.setdefault(row.gebied, []).append(row)
    return found


def _parse_row(path: Path, number: int, row: Mapping[str, str]) -> Cijferrij:
    try:
        jaar = int(row["jaar"])
        tabel = row.get("tabel") or MEEGELEVERD.get((path.stem, None)) or MEEGELEVERD[path.stem, jaar]
        indicator = row.get("indicator") or row["kenmerk"]
        waarde, laag, hoog = (
            float(cell) if cell else None for cell in (row.get("pct") or row["waarde"], row.get("laag"), row.get("hoog"))
        )
        figure = Waarneming(waarde, laag, hoog, row.get("reden") or "")
        if figure.waarde is None and figure.reden not in REDENEN[1:] + ("noemer_nul",):
            raise ValueError("geen getal en geen reden")
        again = sys.intern  # the same words come back in many rows
        gebied, naam = again(normalise(row["gebied"])), again(row["naam"])
        return Cijferrij(again(tabel), gebied, naam, jaar, again(indicator), figure, row.get("herkomst") == "voorbeeld")
    except (KeyError, ValueError) as error:
        raise ValueError(
            f"{path}, rij {number}: deze rij klopt niet ({error}). Haal het bestand opnieuw uit het project."
        ) from error
