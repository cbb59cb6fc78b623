"""The audit before pages are shared: every printed count of people is one of those that were proven together.

`Feiten` proves a set of counts; a notebook can still print another one, from another age on or counted by itself. Beside
the others such a count may give a few people by subtraction, so its wijk is not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wijkmonitor.privacy.gezegd import untold
from wijkmonitor.privacy.grootboek import COUNT_OF_PEOPLE, VALUE, Cijfers, heading_of, people_figures

TABELLEN = ("deelname", "vragenlijst", "doorverwijzingen")
ORGANISATIES = "vragenlijst partners"  # a source that counts organisations: those are no people
PRECISIE = 1e-6  # of a count that comes back from a share


def unproven(findings: Iterable[Mapping[str, Any]], proven: Mapping[str, Cijfers]) -> list[str]:
    """Places of printed counts of people (`people_figures`) that are none of the proven ones of the tables they rest on.

    Also numbers in sentences that are no count of their finding and none of those (`untold`). proven: by table. A share
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
    for table in (finding["tabel"], *finding.get("extra_tabellen", ())):
        yield from _sums_of(table)


def _sums_of(table: Mapping[str, Any]) -> Iterator[float]:
    for place, (_, kind) in enumerate(table["kolommen"]):
        if kind == "aantal":
            cells = [(str(row[0]), float(row[place])) for row in table["rijen"] if not isinstance(row[place], str | None)]
            yield from (count for _, count in cells)
            yield sum(count for _, count in cells)
            yield from (sum(count for name, count in cells if name == first) for first in {name for name, _ in cells})
