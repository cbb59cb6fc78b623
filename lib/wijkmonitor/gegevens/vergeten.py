"""Forgetting a person: the rows out of the tables of a wijk, and the reports that were made of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from wijkmonitor.gegevens.intake.pseudoniemen import MAP, key_path, load_key
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.intake.tabelbestand import change_rows, load_rows, table_path
from wijkmonitor.gegevens.schema import MENSEN

# table -> (column that holds the code of a person, kind of code)
CODES = {table: (column, table) for table, column in MENSEN.items()} | {"kwalitatief": ("bron", "bron")}


def forget(data: Path, wijk: str, person: str, *, vandaag: date | None = None) -> dict[str, int]:
    """Table -> how many rows of this person were taken out; tables without one are left as they are.

    person: the code in the table, or the number or name that intake made a code of. LeesFout where a table has faults,
    SleutelFout where the key can't be read or is another one, Bezet where a program has a table open.
    """
    folder, found = data / wijk, {}
    key = load_key(data) if key_path().exists() else None
    if key:
        key.check_fits(folder / MAP)
    for table, (column, kind) in CODES.items():
        codes = {person.strip(), key.code(kind, wijk, person)} if key else {person.strip()}
        if table_path(folder, table).exists() and (count := _take_out(folder, table, column, codes, vandaag or date.today())):
            found[table] = count
    return found


def _take_out(folder: Path, table: str, column: str, codes: set[str], today: date) -> int:
    taken = 0

    def rest() -> list[Rij] | None:
        nonlocal taken
        rows = load_rows(folder, table, vandaag=today)
        kept = [row for row in rows if row.get(column) not in codes]
        taken = len(rows) - len(kept)
        return kept if taken else None

    change_rows(folder, table, rest)
    return taken


def remove_reports(uit: Path, wijk: str) -> list[str]:
    """Takes away the reports of a wijk that `run` can make again, with the pages about several wijken; what went."""
    gone = []
    for folder in sorted(_report_folders(uit, wijk)):
        shutil.rmtree(folder / wijk)
        shutil.rmtree(folder / ".verzameld", ignore_errors=True)
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.name != ".slot":
                path.unlink()
        gone.append(f"{folder.name}/{wijk}")
    return gone


def _report_folders(uit: Path, wijk: str) -> Iterator[Path]:
    """The folders of a peildatum in which the wijk has reports."""
    yield from (path.parent for path in uit.glob(f"????-??-??/{wijk}") if path.is_dir())
