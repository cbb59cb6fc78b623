"""CSV as Excel, SPSS or a survey tool writes it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from itertools import islice

from wijkmonitor.gegevens.intake.excel import plain_cell
from wijkmonitor.gegevens.intake.levering import MAX_KOLOMMEN, MAX_RIJEN, MAX_TEKENS, Blad, check_cells, refuse, too_many_rows
from wijkmonitor.gegevens.lezen import decode

SCHEIDINGSTEKENS = (";", ",", "\t", "|")
EERSTE_REGELS = 30
_VERMINKT = re.compile("Ã[\u0080-\u00bf©«¯¨´¶¼¤¶]|â€|Â[ €£]|\ufffd")


def read_csv(bestand: str, data: bytes, *, known: Callable[[str], bool]) -> list[Blad]:
    """One sheet. known: whether a heading belongs to the table, by which the separator is told from a comma in text."""
    text = _decode(bestand, data)
    if not text.strip():
        raise refuse(bestand, "Dit bestand is leeg.", "Vraag om het bestand met de gegevens.")
    sign = _separator(text, known)
    csv.field_size_limit(MAX_TEKENS * 4)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        rows = [(reader.line_num, row) for row in islice(reader, MAX_RIJEN + 100)]
    except csv.Error:
        raise refuse(
            bestand,
            "Een aanhalingsteken staat verkeerd, of een cel is te lang.",
            "Bewaar de tabel in Excel als CSV UTF-8 en lever opnieuw.",
        ) from None
    cells = [(number, tuple(plain_cell(cell) for cell in row[: MAX_KOLOMMEN + 1])) for number, row in rows]
    filled = tuple((number, row) for number, row in cells if any(cell is not None for cell in row))
    if len(rows) > MAX_RIJEN + 1:
        raise too_many_rows(bestand)
    return [check_cells(bestand, Blad("", filled))]


def _decode(bestand: str, data: bytes) -> str:
    again = "Bewaar het in Excel als CSV UTF-8 en lever opnieuw."
    try:
        text = decode(data)
    except UnicodeError:
        raise refuse(bestand, "De letters in dit bestand zijn niet te lezen.", again) from None
    if "\x00" in text:
        raise refuse(bestand, "Dit is geen tekstbestand.", again)
    if match := _VERMINKT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise refuse(bestand, "Letters met een teken erop zijn kapot.", again, rij=line)
    return text


def _separator(text: str, known: Callable[[str], bool]) -> str:
    """The sign that gives the line with the most known headings; then the one that gives the most columns."""
    lines = list(islice((line for line in text.splitlines() if line.strip()), EERSTE_REGELS))

    def headings(sign: str) -> tuple[int, int]:
        parts = [[part.strip().strip('"') for part in line[:100_000].split(sign)] for line in lines]
        return max(sum(map(known, line[:MAX_KOLOMMEN])) for line in parts), max(map(len, parts))

    return max(SCHEIDINGSTEKENS, key=headings)
