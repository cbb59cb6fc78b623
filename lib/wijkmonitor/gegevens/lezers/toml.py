"""The door for TOML that people write: a regular file, not too large, and not so deep that reading it takes all memory."""

from __future__ import annotations

import stat
from pathlib import Path

from wijkmonitor.gegevens.fouten import refuse
from wijkmonitor.gegevens.lezers.wacht import printable_name, read_bytes

MAX_BYTES = 2_000_000
MAX_PUNTEN = 200  # dots in one line; a key of so many parts takes a reader gigabytes


def read_toml(path: Path) -> bytes:
    """The content of a TOML file, as it is on disk.

    FileNotFoundError where there is none. LeesFout, in Dutch, for a folder, a pipe or a device, for a file above MAX_BYTES,
    and for a line with more than MAX_PUNTEN dots.
    """
    name, status = printable_name(path), path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise refuse(name, "Dit is geen gewoon bestand.", "Zet hier een bestand met deze naam neer, geen map.")
    if status.st_size > MAX_BYTES:
        raise refuse(name, "Dit bestand is te groot.", f"Het mag hooguit {MAX_BYTES // 1_000_000} MB zijn.")
    content = read_bytes(path) if status.st_size else b""
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.count(b".") > MAX_PUNTEN:
            raise refuse(name, "In deze regel staan te veel punten.", "Haal ze weg.", rij=number)
    return content
