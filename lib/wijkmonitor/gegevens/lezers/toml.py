"""The door for TOML that people write: a regular file, not too large, and not so deep that reading it takes all memory."""

from __future__ import annotations

import stat
from pathlib import Path

from wijkmonitor.gegevens.fouten import refuse
from wijkmonitor.gegevens.lezers.wacht import printable_name, read_bytes
from wijkmonitor.meegeleverd import zinnen

zin = zinnen("wijkmonitor.gegevens.lezers")

MAX_BYTES = 2_000_000
MAX_PUNTEN = 200  # dots in one line; a key of so many parts takes a reader gigabytes


def read_toml(path: Path) -> bytes:
    """The content of a TOML file, as it is on disk.

    FileNotFoundError where there is none. LeesFout, in Dutch, for a folder, a pipe or a device, for a file above MAX_BYTES,
    and for a line with more than MAX_PUNTEN dots.
    """
    name, status = printable_name(path), path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise refuse(name, zin("toml.dit_is_geen_gewoon_bestand"), zin("toml.zet_hier_een_bestand_met"))
    if status.st_size > MAX_BYTES:
        raise refuse(name, zin("toml.dit_bestand_is_te_groot"), zin("toml.het_mag_hooguit_mb_zijn", mb=MAX_BYTES // 1_000_000))
    content = read_bytes(path) if status.st_size else b""
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.count(b".") > MAX_PUNTEN:
            raise refuse(name, zin("toml.in_deze_regel_staan_te"), "Haal ze weg.", rij=number)
    return content
