"""The files in the folder of a wijk: which are tables, and which are there but are not read."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from wijkmonitor.gegevens import meld
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.wijken import AGENDA_TOML, WIJK_TOML, table_of

SOORTEN = (".csv", ".xlsx")
ANDERE_SOORTEN = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".tsv", ".sav", ".qdpx", ".parquet", ".json")


def find_tables(folder: Path) -> Iterator[tuple[str, Path, list[Fout]]]:
    """Name, file and faults of every table in the folder; a table in two files is a fault, and the first counts."""
    found: dict[str, list[Path]] = {}
    for path in _files(folder):
        if (name := table_of(path)) and path.suffix.lower() in SOORTEN:
            found.setdefault(name, []).append(path)
    for name in TABELLEN:
        if paths := found.get(name):
            yield name, paths[0], [Fout(path.name, 0, "", *meld("bestanden.dubbel", ander=paths[0].name)) for path in paths[1:]]


def check_other_files(folder: Path) -> list[Fout]:
    """What is in the folder and isn't read: a fault where a table would be missed, otherwise a *let op*."""
    tables = {name for name, _, _ in find_tables(folder)}
    return [fault for path in _files(folder) if (fault := _unread(path, tables))]


def _unread(path: Path, tables: set[str]) -> Fout | None:
    stem, suffix = path.stem.lower(), path.suffix.lower()
    if suffix not in SOORTEN + ANDERE_SOORTEN:
        near = get_close_matches(path.name.lower(), (WIJK_TOML, AGENDA_TOML), 1, 0.8)
        if not near or path.name in (WIJK_TOML, AGENDA_TOML):
            return None
        return Fout(path.name, 0, "", *meld("bestanden.lijkt_op", naam=near[0]), ernst="let op")
    if stem not in TABELLEN:
        near = get_close_matches(stem, list(TABELLEN), n=1)
        what = meld("bestanden.bijna", naam=near[0]) if near else meld("bestanden.onbekend", tabellen=", ".join(TABELLEN))
        return Fout(path.name, 0, "", *what, ernst="let op")
    if suffix in SOORTEN or stem in tables:
        return None
    return Fout(path.name, 0, "", *meld("bestanden.soort", stam=stem))


def _files(folder: Path) -> list[Path]:
    """What stands in the folder by name, without folders and without files that programs keep for themselves."""
    if not folder.is_dir():
        return []
    paths = [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
    return sorted(path for path in paths if table_of(path) and path.suffix.lower() in SOORTEN or not path.is_dir())
