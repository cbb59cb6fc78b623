"""The table of a wijk as a file: rows of text out of it and back into it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from wijkmonitor.intake.samenvoegen import Rij
from wijkmonitor.intake.schrijven import write_atomic
from wijkmonitor.wijkdata.fouten import Fout
from wijkmonitor.wijkdata.lezen import LeesFout
from wijkmonitor.wijkdata.schema import kolommen
from wijkmonitor.wijkdata.tabel import load_tabel

OP_SLOT = ".intake.slot"


def load_rows(folder: Path, tabel: str, *, vandaag: date) -> list[Rij]:
    """The rows of a table of the wijk as text; none where there is no file yet. LeesFout where the table has faults."""
    path = folder / f"{tabel}.csv"
    if (folder / f"{tabel}.xlsx").exists():
        what = f"De tabel {tabel} staat in {tabel}.xlsx. Daar schrijven we niet in."
        raise LeesFout(Fout(f"{tabel}.xlsx", 0, "", what, f"Bewaar haar als {tabel}.csv (CSV UTF-8), en haal de .xlsx weg."))
    if not path.exists():
        return []
    frame, faults = load_tabel(path, tabel, vandaag=vandaag)
    if faults:
        first = Fout(path.name, 0, "", "In deze tabel staan al fouten.", "Verbeter die eerst. Zie: wijkmonitor check.")
        raise LeesFout(first, *faults)
    return as_rows(frame)


def as_rows(frame: pd.DataFrame) -> list[Rij]:
    """The rows of a checked table as text: dates as 2022-04-12, a comma for decimals, empty for unknown."""
    columns = [[_text(cell) for cell in frame[column].astype(object)] for column in frame.columns]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def write_rows(folder: Path, tabel: str, rows: Sequence[Rij]) -> Path:
    """Writes the table as CSV that Dutch Excel opens well, in place of the old file."""
    names = list(kolommen(tabel))
    names += sorted({column for row in rows for column in row} - set(names))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    path = folder / f"{tabel}.csv"
    write_atomic(path, "\ufeff" + text.getvalue())
    return path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else takes something into this wijk meanwhile (where the system knows locks)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (folder / OP_SLOT).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    # the file stays: removing it would let a third process lock another file of the same name


def _text(cell: Any) -> str:
    if cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and cell != cell):
        return ""
    if isinstance(cell, date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else repr(cell).replace(".", ",")
    return str(cell)
