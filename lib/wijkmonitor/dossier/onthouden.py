"""Records that were checked before: files that did not change are not read twice, also not by a forked process."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from wijkmonitor.gegevens.kerncijfers import stamps
from wijkmonitor.geheugen import WIJKEN, Kopieen, Stempel, digest_file

Kenmerk = tuple[str, str, tuple[Stempel, ...]]
KEPT: Kopieen[Kenmerk] = Kopieen(__name__, hoogstens=WIJKEN)
_opened: set[Path] = set()


@contextlib.contextmanager
def opened_wijken() -> Iterator[set[Path]]:
    """The folders of the wijken whose records this process opens in the meantime, also where it remembers them."""
    global _opened
    before, _opened = _opened, set()
    try:
        yield _opened
    finally:
        _opened = before


def kenmerk(folder: Path, today: date) -> Kenmerk:
    """What tells these records from all others: folder, day, and name and content of every file.

    The open figures beside the folder count too: a fault in them is a fault of every wijk.
    """
    _opened.add(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    own = tuple((path.relative_to(folder).as_posix(), digest_file(path)) for path in files)
    return str(folder.absolute()), today.isoformat(), own + stamps(folder.parent)
