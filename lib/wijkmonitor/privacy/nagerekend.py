"""The audit before pages are shared: every printed count of participants is one of those that were proven together.

`Feiten` proves a set of counts; a notebook can still print another one, from another age on or counted by itself. Beside
the others such a count may give a few people by subtraction, so its wijk is not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wijkmonitor.privacy.grootboek import COUNT_OF_PEOPLE, VALUE, Cijfers, kind_of, people_figures

TABEL = "deelname"
PRECISIE = 1e-6  # of a count that comes back from a share


def unproven(findings: Iterable[Mapping[str, Any]], proven: Cijfers) -> list[str]:
    """Places of printed counts of participants (`people_figures`) that are none of the proven ones.

    A share counts as the people in it. A count in a row that names a group must be a proven count of that group. The number
    behind a finding may also be a sum of rows, or what the participants are compared with, where a table of the wijk says that too.
    """
    about = [finding for finding in findings if _counts_participants(finding)]
    behind = set(proven.values()) | {count for finding in about for count in _sums(finding)}
    found = []
    for finding in about:
        for key, count in people_figures([finding]).items():
            if kind_of(key) == VALUE:
                people, allowed = _in_share(finding), set(proven.values())
            else:
                people, allowed = count, behind if kind_of(key) == COUNT_OF_PEOPLE else _of_group(key, proven)
            found += [key] if people is not None and people not in allowed else []
    return found


def _counts_participants(finding: Mapping[str, Any]) -> bool:
    """Whether the finding says that it rests on the records of participation."""
    own = (part.partition(" (")[0].split() for part in str(finding.get("bron", "")).split("; "))
    return any(TABEL in words for words in own)


def _of_group(key: str, proven: Cijfers) -> set[float]:
    """The proven counts of the group that the row names; all of them where it names none that we count by that word."""
    label = key.split(" | ")[-2]
    named = {count for name, count in proven.items() if f" {name} ".find(f" {label} ") >= 0}
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
