"""The audit before pages are shared: every count of people, printed or told in a sentence, is one of those proven together.

`Feiten` proves a set of counts; a notebook can still print another one, from another age on or counted by itself. Beside
the others such a count may give a few people by subtraction, so its wijk is not published.

A sentence, headline or alt text is read word by word. A number beside a word for people has to be a count of the finding, or
one of those that were proven together. Read strictly, any other whole number has to stand in its tables too, unless it is a
measure, a day, an age, or a number of things: so the sentences of the library are tested, with every number that they can hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import Any

from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.privacy.grootboek import COUNT_OF_PEOPLE, VALUE, Cijfers, heading_of, people_figures
from wijkmonitor.privacy.regels import MIN_CEL
from wijkmonitor.privacy.terugrekenen import share_of_few
from wijkmonitor.taal.getallen import TELWOORDEN, rond, split_sentences

TABELLEN = ("deelname", "vragenlijst", "doorverwijzingen")
ORGANISATIES = "vragenlijst partners"  # a source that counts organisations: those are no people
PRECISIE = 1e-6  # of a count that comes back from a share
VELDEN = ("kop", "lees", "antwoord", "stand", "wat", "waarom", "let_op")
GETYPT = ("wat", "waarom")  # the explanation in the notebook: "twee mensen lazen mee" counts nobody of the wijk
DICHTBIJ = 2  # words after a number among which the word stands for what it counts
_GETAL = re.compile(r"(?<![\d.,\w−-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\d\w%]|,\d|-|\.\d)")
_WOORD = re.compile(rf"{_GETAL.pattern}|[^\W\d_](?:[\w'’-]*\w)?|[|,;:()]")


def unproven(findings: Iterable[Mapping[str, Any]], proven: Mapping[str, Cijfers]) -> list[str]:
    """Places of printed counts of people (`people_figures`) that are none of the proven ones of the tables they rest on.

    Also numbers in sentences that are no count of their finding and none of those (`untold`), and shares told with the people
    they are of (`share_of_few`). proven: by table. A share
    counts as the people in it. A count in a row that names a group must be a proven count of that group. The number behind
    a finding may also be a sum of rows, or what the participants are compared with, where a table of the wijk says that too.
    """
    own = [finding for finding in findings if finding["herkomst"] != "openbaar"]
    about = [(finding, known) for finding in own if (known := proven_of(finding, proven)) is not None]
    sums = {count for finding, _ in about for count in _sums(finding)}
    found = []
    for finding, known in about:
        for key, count in people_figures([finding]).items():
            if heading_of(key) == VALUE:
                people, allowed = _in_share(finding), set(known.values())
            else:
                people = count
                allowed = set(known.values()) | sums if heading_of(key) == COUNT_OF_PEOPLE else _of_group(key, known)
            found += [key] if people is not None and people not in allowed else []
    every = {name: count for counts in proven.values() for name, count in counts.items()}
    for finding in own:
        known = proven_of(finding, proven)
        said = untold(finding, every if known is None else known)
        said += [f"{field}: {few}" for field, text in sentences(finding) if (few := share_of_few(text, MIN_CEL))]
        found += [f"{finding['document']} | {finding['id']} | {place}" for place in said]
    return found


def proven_of(finding: Mapping[str, Any], proven: Mapping[str, Cijfers]) -> Cijfers | None:
    """The counts of the tables that a finding says it rests on; None where it rests on none that counts people."""
    own = [part.partition(" (")[0] for part in str(finding.get("bron", "")).split("; ")]
    words = {word for part in own if part != ORGANISATIES for word in part.split()}
    tables = [table for table in TABELLEN if table in words]
    return {name: count for table in tables for name, count in proven.get(table, {}).items()} if tables else None


def _of_group(key: str, proven: Cijfers) -> set[float]:
    """The proven counts of the group that the row names; all of them where it names none that we count by that word."""
    label = key.split(" | ")[-2]
    named = {count for name, count in proven.items() if f" {label} " in f" {name} "}
    return named or set(proven.values())


def _in_share(finding: Mapping[str, Any]) -> float | None:
    """How many people a share is of the number behind it: who has both multiplies them. None where it is no such share."""
    share, people = finding.get("waarde"), finding.get("n")
    if finding.get("eenheid") != "pct" or share is None or not people or not 0 <= share <= 1:
        return None
    return float(round(share * people)) if abs(share * people - round(share * people)) < PRECISIE else None


def _sums(finding: Mapping[str, Any]) -> Iterator[float]:
    """Every number in a column of counts, its sum, and its sum over the rows that begin alike."""
    for table in _tables(finding):
        for place, (_, kind) in enumerate(table["kolommen"]):
            if kind == "aantal":
                cells = [(str(row[0]), float(row[place])) for row in table["rijen"] if not isinstance(row[place], str | None)]
                yield from (count for _, count in cells)
                yield sum(count for _, count in cells)
                yield from (sum(count for name, count in cells if name == first) for first in {name for name, _ in cells})


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
    found = read_toml("wijkmonitor.privacy", "nagerekend.toml")
    return {**found, **{name: frozenset(found[name]) for name in ("mensen", "dingen", "grens")}}
