"""Column names of StatLine: a topic, an underscore and a number that differs per table (`Eenzaam_28`, `Eenzaam_27`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

GEEN_NAAM = "Geen naam lijkt erop."
_NUMBER = re.compile(r"_\d+$")


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
