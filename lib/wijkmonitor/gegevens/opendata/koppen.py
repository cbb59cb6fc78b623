"""Headings of StatLine in all their forms, to the names that the catalogue uses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from wijkmonitor.gegevens.opendata.catalogus import Catalogus
from wijkmonitor.gegevens.opendata.topics import strip_number
from wijkmonitor.meegeleverd import read_toml

NAAM = "Naam"  # of an area, beside a column with its code
EERSTE_RIJEN = 30
_SLEUTEL = re.compile(r"\w+")
_EENHEID = re.compile(r"\s*\([^()]*\)\s*$")


class Koppen:
    """Names of columns by everything that they are called: `Eenzaam_28`, `a_inw`, `Bevolking/Aantal inwoners (aantal)`."""

    def __init__(self, catalogus: Catalogus) -> None:
        self.topics = {topic for _, bron in catalogus.references() for topic in bron.topics}
        self._names = {_plain(topic.removeprefix("k_")): topic for topic in sorted(self.topics)}
        self._kwb, vast = _kolomnamen()["kwb"], _kolomnamen()["vast"]
        self._names |= vast

    def name_of(self, heading: Any) -> str:
        """The name of the column; '' for a heading that we don't know."""
        text = str(heading if heading is not None else "").strip()
        if strip_number(text) in self.topics:
            return text
        if text.lower() in self._kwb:
            return self._kwb[text.lower()]
        parts = re.split(r"[/|]", text)
        for start in range(len(parts) - 1, -1, -1):  # a title can hold a slash itself
            tail = "/".join(parts[start:])
            for title in (tail, _EENHEID.sub("", tail)):
                if found := self._names.get(_plain(strip_number(title))):
                    return found
        return ""

    def find(self, rows: Sequence[tuple[int, tuple[Any, ...]]]) -> tuple[int, list[str]] | None:
        """Position of the first row with figures and the names of its columns; None where no heading is known.

        In the form of a table the topics stand above, the names of the dimensions and the units in the row below. A column
        that we don't know keeps its name where it is a plain key, and is '' otherwise.
        """
        known = [sum(bool(self.name_of(cell)) for cell in row) for _, row in rows[:EERSTE_RIJEN]]
        if not known or not max(known):
            return None
        place = known.index(max(known))
        upper = rows[place][1]
        names = [self.name_of(cell) or (str(cell) if _SLEUTEL.fullmatch(str(cell or "")) else "") for cell in upper]
        below = rows[place + 1][1] if place + 1 < len(rows) else ()
        dimensions = {
            k: name for k, cell in enumerate(below) if (name := self.name_of(cell)) and (k >= len(upper) or not upper[k])
        }
        if not dimensions:
            return place + 1, names
        names += [""] * (len(below) - len(names))
        return place + 2, [dimensions.get(k, name) for k, name in enumerate(names)]


def _plain(text: str) -> str:
    """Letters and digits only, without accents: a title and the key that StatLine makes of it become the same."""
    flat = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9]", "", flat)


def unique(names: Iterable[str]) -> list[str]:
    """The names, '' for one that stood there before."""
    seen: set[str] = set()
    return ["" if name in seen or seen.add(name) else name for name in names]  # type: ignore[func-returns-value]


def _kolomnamen() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = read_toml("wijkmonitor.gegevens.opendata", "kolomnamen.toml")
    return found
