"""The tables of open figures that lie beside the wijken: every cell that can't be right, before anything is computed.

They are written by `wijkmonitor new` and by the project itself; the reader in `opendata` takes one form only.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from wijkmonitor.gegevens import meld
from wijkmonitor.gegevens.fouten import Fout, LeesFout, describe
from wijkmonitor.gegevens.lezers import read_bytes
from wijkmonitor.gegevens.opendata.catalogus import Catalogus, load_catalogus
from wijkmonitor.gegevens.opendata.gebiedscode import normalise, soort
from wijkmonitor.gegevens.opendata.waarneming import areas_meegeleverd, table_stamps
from wijkmonitor.gegevens.wijken import BRONREGISTER
from wijkmonitor.geheugen import Geheugen, Stempel, file_key
from wijkmonitor.meegeleverd import find_open_data

MAP = "kerncijfers"
EERSTE_JAAR = 1990
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_KNOWN: Geheugen[tuple[int, tuple[Stempel, ...]], tuple[Fout, ...]] = Geheugen(__name__, hoogstens=8)
_NAMEN = {"gezondheid": ("indicator", "pct"), "bevolking": ("kenmerk", "waarde")}


def check_kerncijfers(data: Path) -> tuple[Fout, ...]:
    """Every fault in the catalogue and in the tables of open figures that this data folder uses.

    A wrong entry of the catalogue is a *let op*: that figure is left out, and the wijken go on without it.

    Files are not checked again as long as they don't change.
    """
    return _KNOWN.of((date.today().year, stamps(data)), lambda: _check(data))


def _check(data: Path) -> tuple[Fout, ...]:
    try:
        folder = find_open_data(data)
        catalogus = load_catalogus(folder)
    except FileNotFoundError:
        return (Fout("catalogus.toml", 0, "", *meld("cijfers.geen_catalogus")),)
    except (ValueError, OSError) as error:
        return (Fout("catalogus.toml", 0, "", *meld("cijfers.niet_te_lezen"), str(error)),)
    paths = sorted((folder / MAP).glob("*.csv"))
    faults = [fault for path in paths for fault in _check_file(path, catalogus)]
    return catalogus.fouten + (tuple(faults) or _read_as_the_reports_do(folder / MAP))


def stamps(data: Path) -> tuple[Stempel, ...]:
    """Name and digest of the files beside the wijken that their records rest on; none where they are not found."""
    try:
        folder = find_open_data(data)
    except FileNotFoundError:
        return ()
    return (*map(file_key, [folder / "catalogus.toml", *data.glob(BRONREGISTER)]), *table_stamps(folder / MAP))


def _read_as_the_reports_do(folder: Path) -> tuple[Fout, ...]:
    """A fault where the reader refuses what looked right here."""
    try:
        areas_meegeleverd(folder)
    except (ValueError, KeyError, TypeError, OSError) as error:
        return (Fout(MAP, 0, "", *meld("cijfers.cijfers_kapot"), str(error)),)
    return ()


def _check_file(path: Path, catalogus: Catalogus) -> tuple[Fout, ...]:
    name = f"{MAP}/{path.name}"
    if not path.is_file():
        return (Fout(name, 0, "", *meld("cijfers.geen_bestand")),)
    try:
        text = read_bytes(path).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (LeesFout, UnicodeDecodeError, csv.Error):
        return (Fout(name, 0, "", *meld("cijfers.niet_te_lezen")),)
    header = rows[0] if rows else []
    name_column, value_column = _NAMEN.get(path.stem, ("indicator", "waarde"))
    missing = [column for column in ("gebied", "naam", "jaar", name_column, value_column) if column not in header]
    if missing:
        found = ", ".join(header)
        return tuple(Fout(name, 1, column, *meld("cijfers.kolom"), describe(found)) for column in missing)
    return tuple(_check_rows(name, rows, name_column, value_column, catalogus))


def _check_rows(bestand: str, rows: list[list[str]], naam: str, waarde: str, catalogus: Catalogus) -> Iterator[Fout]:
    """The faults in the rows, and the figures that stand there twice. naam, waarde: the columns that hold those."""
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            yield Fout(bestand, number, "", *meld("cijfers.lege_rij"))
            continue
        if len(row) != len(rows[0]):
            yield Fout(bestand, number, "", *meld("cijfers.rij_past_niet"))
            continue
        cells = dict(zip(rows[0], row, strict=True))
        for column, fault in (*_who(cells, naam), *_figures(cells, waarde, _is_share(cells[naam], waarde, catalogus))):
            yield Fout(bestand, number, column, *meld(f"cijfers.{fault}"), describe(cells.get(column, "")))
        key = (cells["gebied"].strip(), cells[naam], cells["jaar"], cells.get("tabel", ""))
        if (first := seen.setdefault(key, number)) != number:
            yield Fout(bestand, number, naam, *meld("cijfers.dubbel", rij=first), describe(", ".join(key).rstrip(", ")))


def _who(cells: Mapping[str, str], naam: str) -> Iterator[tuple[str, str]]:
    """Column, and the name of the fault in it: of the area, the year and what the figure is."""
    try:
        soort(normalise(cells["gebied"]))
    except ValueError:
        yield "gebied", "gebied"
    year = cells["jaar"]
    if not re.fullmatch(r"\d{4}", year, re.ASCII) or not EERSTE_JAAR <= int(year) <= date.today().year:
        yield "jaar", "jaar"
    if not cells[naam]:
        yield naam, "naam"


def _figures(cells: Mapping[str, str], waarde: str, share: bool) -> Iterator[tuple[str, str]]:
    """The same of the numbers."""
    numbers: dict[str, float] = {}
    for column in (waarde, "laag", "hoog"):
        cell = cells.get(column, "")
        if cell and not _NUMBER.fullmatch(cell):
            yield column, "getal"
        elif cell:
            numbers[column] = float(cell)
    for column, number in numbers.items():
        if share and not 0 <= number <= 100:
            yield column, "percentage"
    value, low, high = (numbers.get(column) for column in (waarde, "laag", "hoog"))
    if low is not None and high is not None and value is not None and not low <= value <= high:
        yield waarde, "buiten_marge"
    if not cells.get(waarde) and not cells.get("reden"):
        yield waarde, "leeg"


def _is_share(name: str, waarde: str, catalogus: Catalogus) -> bool:
    if name in catalogus:
        return catalogus[name].eenheid == "%"
    return waarde == "pct" or name.startswith("pct_") or name.endswith("_pct")
