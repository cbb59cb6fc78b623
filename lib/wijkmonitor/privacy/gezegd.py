"""The audit of sentences: every number of people in a headline, sentence or alt text is one that the tables hold.

A sentence is read word by word. A number beside a word for people has to be a count of the finding, or one of those that were
proven together. Read strictly, any other whole number has to stand in its tables too, unless it is a measure, a day, an age,
or a number of things: so the sentences of the library are tested, with every number that they can hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import Any

from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.privacy.grootboek import Cijfers
from wijkmonitor.taal.getallen import TELWOORDEN, rond, split_sentences

VELDEN = ("kop", "lees", "antwoord", "stand", "wat", "waarom", "let_op")
GETYPT = ("wat", "waarom")  # the explanation in the notebook: "twee mensen lazen mee" counts nobody of the wijk
DICHTBIJ = 2  # words after a number among which the word stands for what it counts
_GETAL = re.compile(r"(?<![\d.,\w−-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\d\w%]|,\d|-|\.\d)")
_WOORD = re.compile(rf"{_GETAL.pattern}|[^\W\d_](?:[\w'’-]*\w)?|[|,;:()]")


def untold(finding: Mapping[str, Any], proven: Cijfers, *, streng: bool = False) -> list[str]:
    """Where a sentence of the finding (as JSON) tells a number that is none of its facts: field and number.

    proven: the counts that a sentence may tell besides. streng: also numbers that no word for people stands beside.
    """
    counts = _counts(finding) | {round(count) for count in proven.values()}
    numbers = counts | _numbers(finding)
    found = []
    for field, text in sentences(finding):
        for sentence in split_sentences(text):
            share = bool(re.search(_words()["aandeel"], sentence))
            for number, near in _told(sentence, letters=field not in GETYPT):
                people, things = near & _words()["mensen"], near & _words()["dingen"]
                if number not in (counts if people else numbers) and (people or (streng and not things and not share)):
                    found.append(f"{field}: {number}")
    return found


def sentences(finding: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text of a finding that can tell a number, by field."""
    yield from ((field, str(finding[field])) for field in VELDEN if finding.get(field))
    yield from ((f"bord.{name}", text) for name, text in (finding.get("bord") or {}).items() if isinstance(text, str))
    parts = {**(finding.get("delen") or {}), **({"peil": finding["peil"]} if finding.get("peil") else {})}
    yield from ((f"delen.{name}", str(part.get("stand", ""))) for name, part in parts.items())
    yield from (("raakt", str(touch.get("zin", ""))) for touch in finding.get("raakt") or ())
    figures = (finding.get("figuur"), *(finding.get("extra_figuren") or ()))
    yield from (("alt", str(figure["alt"])) for figure in figures if figure)


def _told(sentence: str, *, letters: bool) -> Iterator[tuple[int, set[str]]]:
    """Every whole number in a sentence, in figures or with `letters` in those from two on, with the words just behind it."""
    bare = sentence
    for pattern in _words()["maten"]:
        bare = re.sub(pattern, " | ", bare)
    words = [word.lower() for word in _WOORD.findall(bare)]
    for place, word in enumerate(words):
        near = set(takewhile(lambda other: other not in _words()["grens"], words[place + 1 : place + 1 + DICHTBIJ]))
        if word[0].isdigit():
            yield int(word.replace(".", "")), near
        elif letters and word in TELWOORDEN[2:] and near & _words()["mensen"]:
            yield TELWOORDEN.index(word), near


def _counts(finding: Mapping[str, Any]) -> set[int]:
    """The counts of the finding: cells of columns of counts, and the numbers behind it and its parts."""
    found = {_whole(estimate["n"]) for estimate in _estimates(finding) if estimate.get("n") is not None}
    if finding.get("eenheid", "aantal") == "aantal":
        found |= {_whole(item[name]) for item in _estimates(finding) for name in ("waarde", "laag", "hoog") if item.get(name)}
    for table in _tables(finding):
        places = [k for k, (_, kind) in enumerate(table["kolommen"]) if kind == "aantal"]
        found |= {_whole(row[k]) for row in table["rijen"] for k in places if not isinstance(row[k], str | None)}
    return found


def _numbers(finding: Mapping[str, Any]) -> set[int]:
    """Every number that the finding holds, also as so many of 100 or of 1.000."""
    cells = [cell for table in _tables(finding) for row in table["rijen"] for cell in row]
    texts = [str(finding.get("onderschrift", "")), *(table["titel"] for table in _tables(finding))]
    texts += [cell for cell in cells if isinstance(cell, str)]
    values = [cell for cell in cells if not isinstance(cell, str | None)]
    values += [
        item[name] for item in _estimates(finding) for name in ("waarde", "laag", "hoog", "n") if item.get(name) is not None
    ]
    written = {int(number.replace(".", "")) for text in texts for number in _GETAL.findall(text)}
    return written | {_whole(value * size) for value in values for size in (1, 100, 1000)}


def _estimates(finding: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    yield finding
    yield from (finding.get("delen") or {}).values()
    if finding.get("peil"):
        yield finding["peil"]


def _tables(finding: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (table for table in (finding.get("tabel"), *(finding.get("extra_tabellen") or ())) if table)


def _whole(value: float) -> int:
    return int(abs(rond(value)))


@cache
def _words() -> dict[str, Any]:
    found = read_toml("wijkmonitor.privacy", "gezegd.toml")
    return {**found, **{name: frozenset(found[name]) for name in ("mensen", "dingen", "grens")}}
