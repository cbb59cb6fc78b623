"""Delimited text as Excel, SPSS, a survey tool or a statistical office writes it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from wijkmonitor.gegevens.lezers.blad import MAX_TEKENS, Leesgrenzen, Werkblad, error_cells, filled_rows, refuse

SCHEIDINGSTEKENS = (";", ",", "\t", "|")
EERSTE_REGELS = 30
PROEF = 300_000  # signs in which the separator is looked for
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_VERMINKT = re.compile("Ã[\u0080-\u00bf©«¯¨´¶¼¤¶]|â€|Â[ €£]|\ufffd")
_GEWONE_LETTERS = frozenset("éëèêïíîöóôüúûäáàâçñÉËÈÊÏÖÜÄÁÀÇÑ€’°²½")
_VREEMD = re.compile(r"(.?)([^\x00-\x7f])(.?)", re.DOTALL)


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
    that of Windows, of an old Mac or of MS-DOS.

    >>> decode("één".encode("cp1252")), decode("café oké".encode("mac_roman")), decode("café".encode("cp850"))
    ('één', 'café oké', 'café')
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(_old_encoding(data))


def _old_encoding(data: bytes) -> str:
    """Of the encodings from before UTF-8 the one in which most strange signs are ordinary letters."""
    old_mac = b"\r" in data and b"\n" not in data
    ways = ("mac_roman", "cp1252", "cp850") if old_mac else ("cp1252", "mac_roman", "cp850")
    scores = {way: score for way in ways if (score := _ordinary(data, way)) is not None}
    return max(scores, key=scores.__getitem__)  # MS-DOS and the Mac give every byte a sign, so there is always one


def _ordinary(data: bytes, encoding: str) -> int | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    score = 0
    for match in islice(_VREEMD.finditer(text), 5_000):
        before, sign, _ = match.groups()
        inside = before.islower() and sign.isupper()
        score += 1 if sign in _GEWONE_LETTERS and not inside else -1
    return score


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
