"""The files in the folder of a wijk: which are tables, and which are there but are not read."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

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
            what = f"Deze tabel staat er dubbel: er is ook {paths[0].name}."
            double = [Fout(path.name, 0, "", what, "Bewaar één van de twee.") for path in paths[1:]]
            yield name, paths[0], double


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
        return Fout(path.name, 0, "", "Dit bestand lezen we niet.", f"Bedoelt u {near[0]}? Noem het dan zo.", ernst="let op")
    if stem not in TABELLEN:
        near = get_close_matches(stem, list(TABELLEN), n=1)
        todo = f"Bedoelt u '{near[0]}'? Noem het dan zo." if near else f"Tabellen heten: {', '.join(TABELLEN)}."
        return Fout(path.name, 0, "", "Deze tabel kennen we niet. We lezen haar niet.", todo, ernst="let op")
    if suffix in SOORTEN or stem in tables:
        return None
    todo = f"Bewaar het in Excel als {stem}.xlsx of {stem}.csv, of neem het op met: wijkmonitor intake."
    return Fout(path.name, 0, "", "Dit soort bestand lezen we hier niet.", todo)


def _files(folder: Path) -> list[Path]:
    """What stands in the folder by name, without folders and without files that programs keep for themselves."""
    if not folder.is_dir():
        return []
    paths = [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
    return sorted(path for path in paths if table_of(path) and path.suffix.lower() in SOORTEN or not path.is_dir())
