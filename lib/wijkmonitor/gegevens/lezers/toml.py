"""TOML that people write: a regular file, not too large, not so deep that reading it takes all memory; and where what stands."""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.fouten import describe
from wijkmonitor.gegevens.lezers.blad import refuse
from wijkmonitor.gegevens.lezers.tekst import decode
from wijkmonitor.gegevens.lezers.wacht import printable_name, read_bytes

MAX_BYTES = 2_000_000
MAX_PUNTEN = 200  # dots in one line; a key of so many parts takes a reader gigabytes
Regelnummers = dict[tuple[str, ...], int]


def read_toml(path: Path) -> str:
    """The text of a TOML file.

    FileNotFoundError where there is none. LeesFout, in Dutch, for a folder, a pipe or a device, for a file above MAX_BYTES,
    for letters that can't be read, and for a line with more than MAX_PUNTEN dots.
    """
    name, status = printable_name(path), path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise refuse(name, "toml.geen_bestand")
    if status.st_size > MAX_BYTES:
        raise refuse(name, "toml.te_groot", mb=MAX_BYTES // 1_000_000)
    text = as_text(read_bytes(path)) if status.st_size else ""
    if "\x00" in text:
        raise refuse(name, "toml.letters")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > MAX_PUNTEN:
            raise refuse(name, "toml.punten", rij=number)
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


def parse_toml(bestand: str, text: str) -> dict[str, Any]:
    """What stands in the text of a TOML file. LeesFout, in Dutch, with the line that is not well written."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        match = re.search(r"at line (\d+)", str(error))
        line = int(match[1]) if match else text.rstrip().count("\n") + 1
        found = describe(text.split("\n")[line - 1].strip())
        raise refuse(bestand, "toml.regel", rij=line, gevonden=found) from None


def find_lines(text: str) -> Regelnummers:
    """Line (from 1) of every table, item and key: ("afspraak", "laak-02-1", "wie") -> 12."""
    lines: Regelnummers = {}
    table: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}  # items of a list: [[duiding]] gives ("duiding", "1"), ("duiding", "2")
    for number, line in enumerate(text.split("\n"), start=1):
        if match := re.match(r"\s*(\[{1,2})([^\[\]=]+)\]", line):
            table = _split_key(match[2])
            if match[1] == "[[":
                counts[table] = counts.get(table, 0) + 1
                table = (*table, str(counts[table]))
            path = table
        elif match := re.match(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""", line):
            path = (*table, *_split_key(match[1]))
        else:
            continue
        for depth in range(1, min(len(path), 3) + 1):
            lines.setdefault(path[:depth], number)
    return lines


def _split_key(text: str) -> tuple[str, ...]:
    return tuple(next(part for part in parts if part) for parts in re.findall(r"""([\w-]+)|"([^"]+)"|'([^']+)'""", text))


def line_of(lines: Regelnummers, where: Sequence[str | int]) -> int:
    """The line of a part, or of what it stands in; 0 where neither is there. where: its keys, items of a list from 0."""
    path = tuple(str(part + 1) if isinstance(part, int) else part for part in where)
    return next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), 0)
