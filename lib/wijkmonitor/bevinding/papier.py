"""How high a figure may be on paper, so that a finding fits one A4: an estimate from the lengths of its texts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.bevinding.cellen import cel_tekst

SHEET_MM, INTRO_MM = 258.0, 13.0  # room on an A4 within its margins; the words above the first finding
SMALL_MM, LARGE_MM = 50.0, 112.0
LONG = 210  # signs of *let op* above which it gets the whole width
SIGNS = 128  # signs of a table that fit beside each other
ROW_MM, LINE_MM = 4.9, 3.9  # a row of a table, and every further line in it


def print_height(finding: Bevinding, *, first: bool = False) -> int:
    """How high each figure may be on paper, in mm. first: the finding has the introduction of the report above it.

    A finding that is too long for one sheet goes on to a second; then the figure needn't be small.
    """
    tables = sum(table_height(table) for table in (finding.tabel, *finding.extra_tabellen))
    left = SHEET_MM - tables - _texts(finding) - (INTRO_MM if first else 0)
    each = left / (1 + len(finding.extra_figuren)) - 4
    return round(min(each, LARGE_MM) if each >= SMALL_MM else LARGE_MM)


def table_height(table: Tabel) -> float:
    """Height of a table on paper in mm: its title, its headings and its rows, with the lines that their texts take."""
    cells = ([cel_tekst(cell, kolom.notatie) for cell, kolom in zip(row, table.kolommen, strict=True)] for row in table.rijen)
    rows = [_shared(row) for row in cells]
    heads = [kolom.naam for kolom in table.kolommen]
    widths = [max([len(row[place]) for row in rows] + [_head(name)]) for place, name in enumerate(heads)]
    squeeze = max(sum(widths) / max(SIGNS - 2 * len(widths), 1), 1.0)
    room = [max(width / squeeze, 6.0) for width in widths]
    lines = [_lines(row, room) for row in (heads, *rows)]
    return 8.0 + sum(ROW_MM + LINE_MM * (count - 1) for count in lines)


def _head(name: str) -> int:
    """Signs that a heading needs beside each other: it may take two lines, but no word is broken."""
    return max(len(name) // 2, *(len(word) for word in name.split() or [""]), 1)


def _shared(row: Sequence[str]) -> list[str]:
    """The row with a text that stands in several columns beside each other divided over them: it is printed once."""
    parts: list[str] = []
    for text, same in groupby(row):
        count = len(list(same))
        parts += [text[: math.ceil(len(text) / count)]] * count
    return parts


def _lines(cells: Sequence[str], room: Sequence[float]) -> int:
    return max(math.ceil(len(cell) / width - 0.05) for cell, width in zip(cells, room, strict=True))


def _texts(finding: Bevinding) -> float:
    """Height of all that is no figure and no table, in mm, with the space between the parts."""
    head = 3 + 6.7 * math.ceil(len(finding.kop) / 46) + 4.8 * math.ceil((len(finding.onderschrift) + 18) / 105)
    read = 2 + 4.8 * math.ceil(len(finding.lees) / 112)
    long = len(finding.let_op) > LONG
    beside = max(len(finding.wat), len(finding.waarom)) / 54 if long else _longest(finding) / 33
    explained = 8 + 4.8 * math.ceil(beside) + (9 + 4.8 * math.ceil(len(finding.let_op) / 118) if long else 0)
    source = 4.4 * math.ceil(len(finding.bron) / 118)
    return head + read + explained + source + 31


def _longest(finding: Bevinding) -> int:
    return max(len(text) for text in (finding.wat, finding.waarom, finding.let_op))
