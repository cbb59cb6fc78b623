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
_GEWOON = frozenset("éëèêïíîöóôüúûäáàâçñÉÖÜÄÇ–—’")
_BEGIN, _EIND = frozenset("‘“„ŠŽ"), frozenset("”…•€£™")  # of a word: not after a letter, not before one
_VREEMD = re.compile(r"[^\x00-\x7f]")


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
