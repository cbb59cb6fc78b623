"""A delivered sheet made ready: what stood in a merged block stands in each of its rows."""

from __future__ import annotations

from dataclasses import replace

from wijkmonitor.gegevens.lezers import Blad


def fill_merged(blad: Blad) -> Blad:
    """The sheet with the value of a merged block in each row of the first column of the block."""
    if not blad.samengevoegd:
        return blad
    rows = {number: list(row) for number, row in blad.rijen}
    for (first, column), (last, _) in blad.samengevoegd:
        head = rows.get(first, [])
        value = head[column] if column < len(head) else None
        for number in range(first + 1, last + 1):
            if number in rows and column < len(rows[number]) and rows[number][column] is None:
                rows[number][column] = value
    return replace(blad, rijen=tuple((number, tuple(row)) for number, row in rows.items()))
