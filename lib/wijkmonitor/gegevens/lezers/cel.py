"""Cells in which a program says that it could not fill them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from wijkmonitor.gegevens.lezers.blad import Celgebrek

MAX_GEBREKEN = 1_000
FOUT_VAN_EXCEL = "In deze cel staat een fout van Excel."
VERBETER = "Verbeter de formule, of maak de cel leeg."
_FOUT = re.compile(r"#(?:N/?[AB]|[A-Z]{3,12}(?:/0)?[!?]|#{2,})", re.IGNORECASE)


def error_cells(rows: Iterable[tuple[int, tuple[Any, ...]]]) -> Iterator[Celgebrek]:
    """The cells that hold the text of an error, as `#N/B`: in Dutch and English, whatever program wrote them.

    >>> [found.kolom for found in error_cells([(2, ("a", "#DEEL/0!", "#1"))])]
    [1]
    """
    found = 0
    for number, row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and cell[:1] == "#" and _FOUT.fullmatch(cell):
                yield Celgebrek(number, place, FOUT_VAN_EXCEL, VERBETER, cell)
                found += 1
                if found == MAX_GEBREKEN:
                    return
