"""Forgetting a person: the rows out of the tables of a wijk, and the reports that were made of them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from wijkmonitor.gegevens.intake.pseudoniemen import CODES, MAP, Sleutel, codes_of, key_path, load_key, remember
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.intake.tabelbestand import change_rows, load_rows, table_path


def forget(data: Path, wijk: str, person: str, *, vandaag: date | None = None) -> dict[str, int]:
    """Table -> how many rows of this person were taken out; tables without one are left as they are.

    person: the code in the table, or the number or name that intake made a code of. LeesFout where a table has faults,
    SleutelFout where the key can't be read or is another one, Bezet where a program has a table open. Where there is a key, the
    next delivery leaves this person out; with another OSError a table still holds the rows.
    """
    folder, found = data / wijk, {}
    key = load_key(data) if key_path().exists() else None
    if key:
        key.check_fits(folder / MAP)
    for table in CODES:
        codes = codes_of(key, table, wijk, person) if key else {person.strip()}
        if table_path(folder, table).exists() and (count := _take_out(folder, table, codes, key, vandaag or date.today())):
            found[table] = count
    return found


def _take_out(folder: Path, table: str, codes: set[str], key: Sleutel | None, today: date) -> int:
    taken, column = 0, CODES[table][0]

    def rest() -> list[Rij] | None:
        nonlocal taken
        rows = load_rows(folder, table, vandaag=today)
        kept = [row for row in rows if row.get(column) not in codes]
        taken = len(rows) - len(kept)
        if taken and key:
            remember(key, table, folder.name, codes)
        return kept if taken else None

    change_rows(folder, table, rest)
    return taken


def remove_reports(uit: Path, wijk: str) -> dict[str, list[str]]:
    """Takes away the reports of a wijk that `run` can make again, with the pages about several wijken.

    Folder of the wijk that went -> the names of those pages.
    """
    gone: dict[str, list[str]] = {}
    for folder in sorted(path.parent for path in uit.glob(f"????-??-??/{wijk}") if path.is_dir()):
        shutil.rmtree(folder / wijk)
        shutil.rmtree(folder / ".verzameld", ignore_errors=True)
        shared = sorted(path for path in folder.iterdir() if path.is_file() and path.name != ".slot")
        for path in shared:
            path.unlink()
        gone[f"{folder.name}/{wijk}"] = [path.name for path in shared if not path.name.startswith(".")]
    return gone
