"""Text that people write and programs save: its letters, a table with separators, and TOML.

Delimited text as Excel, SPSS, a survey tool or a statistical office writes it. TOML: a regular file, not too large, not so deep
that reading it takes all memory; and where what stands.
"""

from __future__ import annotations

import csv
import io
import re
import stat
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.fouten import describe
from wijkmonitor.gegevens.lezers.blad import MAX_TEKENS, Leesgrenzen, Werkblad, error_cells, filled_rows, refuse
from wijkmonitor.gegevens.lezers.wacht import printable_name, read_bytes

SCHEIDINGSTEKENS = (";", ",", "\t", "|")
EERSTE_REGELS = 30
PROEF = 300_000  # signs in which the separator is looked for
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_VERMINKT = re.compile("Ã[\u0080-\u00bf©«¯¨´¶¼¤¶]|â€|Â[ €£]|\ufffd")
_GEWOON = frozenset("éëèêïíîöóôüúûäáàâçñÉÖÜÄÇ–—’")
_BEGIN, _EIND = frozenset("‘“„ŠŽ"), frozenset("”…•€£™")  # of a word: not after a letter, not before one
_VREEMD = re.compile(r"[^\x00-\x7f]")
MAX_BYTES = 2_000_000
MAX_PUNTEN = 200  # dots in one line; a key of so many parts takes a reader gigabytes
Regelnummers = dict[tuple[str, ...], int]


def read_text(bestand: str, data: bytes, *, known: Callable[[str], bool], grenzen: Leesgrenzen) -> Werkblad:
    """One sheet. known: whether a heading belongs to the table, by which the separator is told from a comma in text."""
    text = decode_table(bestand, data)
    if named := _SEP.match(text):  # a line for Excel, which does not count it as a row
        text = text[named.end() :]
    sign = named[1] if named and named[1] in SCHEIDINGSTEKENS else find_separator(text, known)
    rows = filled_rows(bestand, "", _rows(bestand, text, sign), grenzen)
    return Werkblad(bestand, "", rows, tuple(error_cells(rows)))


def decode(data: bytes) -> str:
    """Text of UTF-8 with or without BOM, UTF-16 with BOM, otherwise the way of writing that gives ordinary letters:
    that of Windows, of MS-DOS or of an old Mac.

    >>> decode("“één” – € 5".encode("cp1252")), decode("café oké".encode("mac_roman")), decode("coördinatie".encode("cp850"))
    ('“één” – € 5', 'café oké', 'coördinatie')
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _from_before_utf8(data)


def _from_before_utf8(data: bytes) -> str:
    """The text in the encoding that gives the fewest strange signs, the first of equals."""
    old_mac = b"\r" in data and b"\n" not in data
    ways = ("mac_roman", "cp1252", "cp850") if old_mac else ("cp1252", "cp850", "mac_roman")
    texts = [data.decode(way, errors="replace") for way in ways]
    return min(texts, key=lambda text: sum(map(_is_strange, islice(_VREEMD.finditer(text), 5_000))))


def _is_strange(found: re.Match[str]) -> bool:
    """Whether a sign is none of Dutch text, or not where it stands: a capital or a quotation mark inside a word."""
    sign, text, place = found[0], found.string, found.start()
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if sign in _BEGIN | _EIND:
        return (before if sign in _BEGIN else after).isalpha()
    inside = before.isalpha() and sign.isupper() and (before.islower() or after.islower())
    return sign not in _GEWOON or inside


def decode_table(bestand: str, data: bytes) -> str:
    """The text of a table. LeesFout for letters that can't be read, or that were broken by another program."""
    try:
        text = decode(data)
    except UnicodeError:
        raise refuse(bestand, "tekst.letters") from None
    if "\x00" in text:
        raise refuse(bestand, "tekst.geen_tekst")
    if match := _VERMINKT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise refuse(bestand, "tekst.verminkt", rij=line)
    return text


def find_separator(text: str, known: Callable[[str], bool]) -> str:
    """The sign that gives the line with the most known headings; then the one that most lines have most of."""

    def score(sign: str) -> tuple[int, int]:
        lines = list(_first_lines(text, sign))
        widths = Counter(map(len, lines)).most_common(1)
        hits = max((sum(known(cell) for cell in line[:1_000]) for line in lines), default=0)
        return hits, widths[0][0] if widths else 0

    return max(SCHEIDINGSTEKENS, key=score)


def _first_lines(text: str, sign: str) -> Iterator[list[str]]:
    csv.field_size_limit(PROEF)
    try:
        for row in islice(csv.reader(io.StringIO(text[:PROEF], newline=""), delimiter=sign), EERSTE_REGELS):
            if len(row) > 1 or any(cell.strip() for cell in row):
                yield [cell.strip() for cell in row]
    except csv.Error:
        return


def _rows(bestand: str, text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of every row, numbered as Excel does; a cell can hold line breaks."""
    csv.field_size_limit(MAX_TEKENS * 4)
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True), 1):
            yield number, row
    except csv.Error:
        raise refuse(bestand, "tekst.aanhalingsteken", rij=number + 1) from None


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
