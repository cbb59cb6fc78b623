"""What a delivery left in the tables of the wijk `proef`, and what `check` says of them."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from tests.opdracht import ROOT, wijkmonitor_here


def rows_of(folder: Path, tabel: str) -> list[dict[str, str]]:
    """What stands in the table of the wijk."""
    path = folder / f"{tabel}.csv"
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";")) if path.exists() else []


def column(folder: Path, tabel: str, name: str) -> list[str]:
    return [row[name] for row in rows_of(folder, tabel)]


def check(folder: Path) -> tuple[int, str]:
    """What `wijkmonitor check` says of the wijk, with the shipped catalogue."""
    shutil.copy(ROOT / "wijkdata" / "catalogus.toml", folder.parent)
    done = wijkmonitor_here("check", "--wijk", "proef", "--data", folder.parent, "--uit", folder.parent.parent / "uit")
    return done.returncode, done.stdout
