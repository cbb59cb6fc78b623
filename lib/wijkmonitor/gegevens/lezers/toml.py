"""The door for TOML that people write: a regular file, not too large, and not so deep that reading it takes all memory."""

from __future__ import annotations

import stat
from pathlib import Path

from wijkmonitor.gegevens.fouten import refuse
from wijkmonitor.gegevens.lezers.tekst import decode
from wijkmonitor.gegevens.lezers.wacht import printable_name, read_bytes
from wijkmonitor.meegeleverd import meldingen

meld = meldingen("wijkmonitor.gegevens.lezers")

MAX_BYTES = 2_000_000
MAX_PUNTEN = 200  # dots in one line; a key of so many parts takes a reader gigabytes


def read_toml(path: Path) -> str:
    """The text of a TOML file.

    FileNotFoundError where there is none. LeesFout, in Dutch, for a folder, a pipe or a device, for a file above MAX_BYTES,
    for letters that can't be read, and for a line with more than MAX_PUNTEN dots.
    """
    name, status = printable_name(path), path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise refuse(name, *meld("toml.geen_bestand"))
    if status.st_size > MAX_BYTES:
        raise refuse(name, *meld("toml.te_groot", mb=MAX_BYTES // 1_000_000))
    text = as_text(read_bytes(path)) if status.st_size else ""
    if "\x00" in text:
        raise refuse(name, *meld("toml.letters"))
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MAX_PUNTEN:
            raise refuse(name, *meld("toml.punten"), rij=number)
    return text


def as_text(content: bytes) -> str:
    """The text of a TOML file as any program saves it, with `\\n` between lines.

    >>> as_text("één\\r\\ntwee".encode("utf-16"))
    'één\\ntwee'
    """
    try:
        text = decode(content)
    except UnicodeDecodeError:  # a file that was cut: what is left says where
        text = content.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
