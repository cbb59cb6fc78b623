"""Rows with totals and averages, which programs write under a table: no person, and nothing that happened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from wijkmonitor.gegevens.schema import TABELLEN, kolommen, verplicht

WAT = "Dit lijkt een rij met een totaal."
DOEN = "Haal haar weg: anders telt zij mee."
_TOTAAL = re.compile(r"(?:(?:eind|sub)?totaal|totalen|total|gemiddelden?)(?: (?:aantal|generaal|\d{4}))?")
_BIJ_MENSEN = re.compile(r"som|sum|gem|mean|average|mediaan|sd|standaarddeviatie|n(?: ?= ?\d+)?")


def is_total(text: object, *, mens: bool = False, naast: Iterable[object] = ()) -> bool:
    """Whether a cell is the word of a row with totals. mens: it stands where the code of a person should.

    naast: the other cells of that column; where people have one letter, `n` is one of them.

    >>> is_total("Totaal:"), is_total("som"), is_total("som", mens=True), is_total("Totaal fit")
    (True, False, True, False)
    >>> is_total("N", mens=True), is_total("N", mens=True, naast=["m", "n"])
    (True, False)
    """
    word = " ".join(str(text).lower().split()).strip(" .:")
    if _TOTAAL.fullmatch(word) or not (mens and _BIJ_MENSEN.fullmatch(word)):
        return bool(_TOTAAL.fullmatch(word))
    letters = {other.strip().lower() for other in naast if isinstance(other, str) and len(other.strip()) == 1}
    return not (word == "n" and letters - {"n"})


@cache
def total_columns(tabel: str) -> tuple[str, ...]:
    """The columns in which a row says what it is about, and so where the word *totaal* stands."""
    return tuple(name for name in kolommen(tabel) if name in verplicht(tabel) or name in TABELLEN[tabel].sleutel)
