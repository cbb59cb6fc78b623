"""What stands in the way of a run, told before anything is made: disk, key, store, browser, another run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from wijkmonitor.draaien.invoer import can_write, nearest_folder
from wijkmonitor.draaien.staat import AlBezig, lock
from wijkmonitor.gegevens.intake.pseudoniemen import MAP, SleutelFout, key_path, load_key
from wijkmonitor.meegeleverd import zinnen
from wijkmonitor.paginas.pdf import find_chromium

zin = zinnen("wijkmonitor.draaien", "gezond.toml")
MB = 1_000_000
KRAP, VOL = 1_000, 100  # megabytes free: below the first it is worth saying, below the second a run can't end well
OUD = timedelta(days=400)  # CBS and RIVM publish once a year
Ernst = Literal["goed", "let op", "fout"]


@dataclass(frozen=True)
class Bevonden:
    """One thing that was looked at: what about, how it is, and that in a sentence."""

    naam: str
    ernst: Ernst
    zin: str


def look_around(data: Path, uit: Path, wijken: Sequence[str], *, vandaag: date | None = None) -> list[Bevonden]:
    """All that a run needs from the machine, each with a sentence; nothing is made or changed."""
    browser = _goed("browser") if find_chromium() else _mis("browser", "let op")
    shut = [] if can_write(uit) else [_mis("schijf", "fout", "niet schrijven", map=uit)]
    return [*shut, *before_run(data, uit, wijken), *_store(vandaag or date.today()), browser, _other_run(uit)]


def before_run(data: Path, uit: Path, wijken: Sequence[str]) -> list[Bevonden]:
    """The part of it that a run does not find out itself; quick."""
    return [*([_disk(uit)] if can_write(uit) else []), *_keys(data, wijken)]


def _disk(uit: Path) -> Bevonden:
    """Room where reports go; `uit` may not be there yet."""
    free = shutil.disk_usage(nearest_folder(uit)).free // MB
    if free < KRAP:
        return _mis("schijf", "fout" if free < VOL else "let op", map=uit, mb=free)
    return _goed("schijf", map=uit, mb=free)


def _keys(data: Path, wijken: Sequence[str]) -> Iterator[Bevonden]:
    """The key, and the wijken whose codes were made with another one."""
    if not key_path().exists():
        yield _goed("sleutel", "geen sleutel")
        return
    try:
        key = load_key(data)
    except SleutelFout as error:
        yield _mis("sleutel", "fout", reden=error)
        return
    bad = []
    for wijk in wijken:
        try:
            key.check_fits(data / wijk / MAP)
        except SleutelFout as error:
            bad.append(_mis("sleutel", "fout", "wijk", wijk=wijk, reden=error))
    yield from bad or [_goed("sleutel")]


def _store(today: date) -> Iterator[Bevonden]:
    """The local store of open figures: whole, and not too old."""
    from wijkmonitor.gegevens.opendata.opslag import Opslag, OpslagFout, default_store

    store = Opslag(default_store())
    tables = store.tabellen()
    if not tables:
        yield _goed("opslag", "geen opslag")
        return
    try:
        for table in tables:
            record = store.record(table)
            for year in record.jaren if record else ():
                store.columns(table, year)
    except OpslagFout as error:
        yield _mis("opslag", "fout", reden=error)
        return
    newest = date.fromtimestamp(max((store.root / table / "record.json").stat().st_mtime for table in tables))
    old = today - newest > OUD
    yield _mis("opslag", "let op", "oude opslag", dag=f"{newest:%d-%m-%Y}") if old else _goed("opslag")


def _other_run(uit: Path) -> Bevonden:
    try:
        if uit.is_dir():
            with lock(uit):
                pass
    except AlBezig:
        return _mis("run", "let op", map=uit)
    except OSError:
        pass  # not ours to write in: that is told with the disk
    return _goed("run", map=uit)


def _goed(naam: str, wat: str = "", **velden: object) -> Bevonden:
    return Bevonden(naam, "goed", zin(f"goed.{wat or naam}", **velden))


def _mis(naam: str, ernst: Ernst, wat: str = "", **velden: object) -> Bevonden:
    return Bevonden(naam, ernst, zin(f"mis.{wat or naam}", **velden))
