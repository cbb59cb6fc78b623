"""Headings of StatLine in all their forms, to the names that the catalogue uses.

The key of a column is a topic, an underscore and a number that differs per table (`Eenzaam_28`, `Eenzaam_27`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from wijkmonitor.gegevens.opendata.catalogus import Catalogus
from wijkmonitor.meegeleverd import read_toml

NAAM = "Naam"  # of an area, beside a column with its code
EERSTE_RIJEN = 30
_SLEUTEL = re.compile(r"\w+")
_EENHEID = re.compile(r"\s*\([^()]*\)\s*$")
GEEN_NAAM = "Geen naam lijkt erop."
_NUMBER = re.compile(r"_\d+$")


class Koppen:
    """Names of columns by everything that they are called: `Eenzaam_28`, `a_inw`, `Bevolking/Aantal inwoners (aantal)`."""

    def __init__(self, catalogus: Catalogus) -> None:
        self.topics = {topic for _, bron in catalogus.references() for topic in bron.topics}
        self._names = {_plain(topic.removeprefix("k_")): topic for topic in sorted(self.topics)}
        fixed = read_toml("wijkmonitor.gegevens.opendata", "kolomnamen.toml")
        self._kwb: dict[str, str] = fixed["kwb"]
        self._names |= fixed["vast"]

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


class TopicFout(LookupError):
    """A topic that is not, or more than once, in a table; the message is Dutch and says what to do."""


def strip_number(key: str) -> str:
    """The topic of a column.

    >>> strip_number("k_65JaarOfOuder_12")
    'k_65JaarOfOuder'
    """
    return _NUMBER.sub("", key)


def resolve(topic: str, keys: Iterable[str], *, tabel: str, groepen: Mapping[str, str] | None = None, groep: str = "") -> str:
    """The column that holds `topic`.

    `groepen` gives per column the titles of the groups it stands in; `groep` chooses among columns with the same
    topic (`Nederland` occurs twice in 85984NED). TopicFout with the nearest names, or with the columns to choose from.
    """
    by_topic: dict[str, list[str]] = {}
    for key in keys:
        by_topic.setdefault(strip_number(key), []).append(key)
    found = by_topic.get(topic, [])
    if len(found) > 1 and groep:
        found = [key for key in found if groep.lower() in (groepen or {}).get(key, "").lower()]
    if len(found) == 1:
        return found[0]
    if found:
        raise TopicFout(
            f"Tabel {tabel}: de kolom {topic!r} komt vaker voor ({', '.join(found)}). Zet in de catalogus bij deze bron ook `groep`."
        )
    near = ", ".join(get_close_matches(topic, list(by_topic), n=3, cutoff=0.6))
    lijkt = f"Namen die erop lijken: {near}." if near else GEEN_NAAM
    raise TopicFout(f"Tabel {tabel}: de kolom {topic!r} bestaat niet (meer). {lijkt} Pas de naam aan in catalogus.toml.")


def groups(properties: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Per column of DataProperties: titles of the groups above it and its unit, outermost first, joined by ' > '."""
    by_id = {item["ID"]: item for item in properties}

    def path(item: Mapping[str, Any]) -> list[str]:
        titles: list[str] = []
        while (parent := by_id.get(item.get("ParentID"))) and len(titles) < len(by_id):
            titles.insert(0, str(parent["Title"]).strip())
            item = parent
        return titles

    return {item["Key"]: " > ".join([*path(item), item.get("Unit") or ""]) for item in properties if item.get("Key")}


def topic_keys(properties: Sequence[Mapping[str, Any]]) -> list[str]:
    """Columns with figures or text, in the order of the table (dimensions left out)."""
    return [item["Key"] for item in properties if item.get("Key") and item.get("Type") == "Topic"]
