"""Records that were checked before: files that did not change are not read twice, also not by a forked process."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.wijkdata.kerncijfers import stamps

Kenmerk = tuple[str, str, tuple[tuple[str, int, int], ...]]
MAX_WIJKEN = 32
_kept: dict[Kenmerk, bytes] = {}


def kenmerk(folder: Path, today: date) -> Kenmerk:
    """What tells these records from all others: folder, day, and name, size and time of every file.

    The open figures beside the folder count too: a fault in them is a fault of every wijk.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    stats = [(path.relative_to(folder).as_posix(), path.stat()) for path in files]
    own = tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)
    return str(folder.absolute()), today.isoformat(), own + stamps(folder.parent)


def is_kept(folder: Path) -> bool:
    """Whether the records of this folder, as they are now, were read already."""
    return kenmerk(folder, date.today()) in _kept


def recall(key: Kenmerk) -> Any:
    """A fresh copy of the records, None if they were not read before."""
    return pickle.loads(_kept[key]) if key in _kept else None


def keep(key: Kenmerk, records: Any) -> None:
    """Remember records, at most those of 32 wijken."""
    put(key, pickle.dumps(records, protocol=pickle.HIGHEST_PROTOCOL))


def put(key: Kenmerk, packed: bytes) -> None:
    """Remember records that another process packed."""
    while len(_kept) >= MAX_WIJKEN:
        del _kept[next(iter(_kept))]
    _kept[key] = packed


def packed() -> dict[Kenmerk, bytes]:
    """All that is remembered, to hand to another process."""
    return dict(_kept)
