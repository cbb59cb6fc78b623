"""The lines on which the parts of a TOML file stand."""

from __future__ import annotations

import re


def find_lines(text: str) -> dict[tuple[str, ...], int]:
    """Line (from 1) of every table, item and key: ("afspraak", "laak-02-1", "wie") -> 12."""
    lines: dict[tuple[str, ...], int] = {}
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
