"""Records that were checked before: files that did not change are not read twice, also not by a forked process."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.kerncijfers import stamps
from wijkmonitor.geheugen import Geheugen, Stempel, digest_file

Kenmerk = tuple[str, str, tuple[Stempel, ...]]
KEPT: Geheugen[Kenmerk, bytes] = Geheugen(__name__, hoogstens=64)


def kenmerk(folder: Path, today: date) -> Kenmerk:
    """What tells these records from all others: folder, day, and name and content of every file.

    The open figures beside the folder count too: a fault in them is a fault of every wijk.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    own = tuple((path.relative_to(folder).as_posix(), digest_file(path)) for path in files)
    return str(folder.absolute()), today.isoformat(), own + stamps(folder.parent)


def recall(key: Kenmerk) -> Any:
    """A fresh copy of the records, None if they were not read before."""
    kept = KEPT.get(key)
    return pickle.loads(kept) if kept else None


def keep(key: Kenmerk, records: Any) -> None:
    """Remember records, at most those of 64 wijken."""
    KEPT.put(key, pickle.dumps(records, protocol=pickle.HIGHEST_PROTOCOL))
