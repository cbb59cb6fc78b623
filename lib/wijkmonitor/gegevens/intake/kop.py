"""Which row holds the headings, and which column of the table each heading means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import zip_longest
from typing import Any, Literal

from wijkmonitor.gegevens.lezen import best_row, one_line, plain_heading
from wijkmonitor.gegevens.lezers import Werkblad
from wijkmonitor.gegevens.schema import kolommen, verplicht
from wijkmonitor.meegeleverd import read_toml

LIJKT_OP = 0.8
WEGLATEN = "weglaten"
HOUDEN = "houden"

Hoe = Literal[
    "afspraak", "naam", "andere naam", "afleiden", "persoon", "lijkt op", "volgnummer", "systeem", "dubbel", "houden",
    "onbekend", "weglaten",
]  # fmt: skip


@dataclass(frozen=True)
class Kolomkeuze:
    """What happens to one column of the delivery: `doel` is the column of the table, empty when it is left out."""

    plaats: int
    kop: str
    doel: str
    hoe: Hoe


@dataclass(frozen=True)
class Kolomkop:
    """The headings of one sheet: position in its rows, and the choice per column."""

    regel: int
    keuzes: tuple[Kolomkeuze, ...]

    @property
    def gevonden(self) -> dict[str, Kolomkeuze]:
        """Column of the table -> the column of the delivery that goes there as it is."""
        return {choice.doel: choice for choice in self.keuzes if choice.doel and choice.hoe != "afleiden"}

    @property
    def afleidbaar(self) -> dict[str, Kolomkeuze]:
        """Column of the table -> the column of the delivery that it can be made from."""
        return {choice.doel: choice for choice in self.keuzes if choice.hoe == "afleiden"}

    @property
    def dubbel(self) -> Kolomkeuze | None:
        """A column under a heading that is used already: which of the two is meant can't be known."""
        used = {plain_heading(choice.kop) for choice in self.keuzes if choice.doel}
        return next((one for one in self.keuzes if one.hoe == "dubbel" and plain_heading(one.kop) in used), None)


def plain(heading: object) -> str:
    """A heading in small letters, with _ for everything between words.

    >>> plain("Datum aanmelding *")
    'datum_aanmelding'
    """
    text = unicodedata.normalize("NFKD", one_line(heading)[:200]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"\([^)]*\)", " ", text)).strip("_")


def names() -> dict[str, Any]:
    """What stands in namen.toml."""
    found: dict[str, Any] = read_toml("wijkmonitor.gegevens.intake", "namen.toml")
    return found


@cache
def synonyms(tabel: str) -> Mapping[str, tuple[str, Hoe]]:
    """Plain heading -> column of the table and how it is known."""
    found: dict[str, tuple[str, Hoe]] = {}
    columns = kolommen(tabel)
    for column in columns:
        for other in names()["kolom"].get(column, []):
            found.setdefault(plain(other), (column, "andere naam"))
    for column, sources in names()["afleiden"].items():
        if column in columns:
            found |= {plain(source): (column, "afleiden") for source in sources}
    found |= {plain(name): ("", "persoon") for name in names()["persoon"]["namen"]}
    for column, others in names()["eigen"].get(tabel, {}).items():
        found |= {plain(other): (column, "andere naam") for other in others}
    return found | {plain(column): (column, "naam") for column in columns}


def is_known(heading: str, tabel: str) -> bool:
    """Whether a heading belongs to the table, by its own or another name, or as the number of a form."""
    return plain(heading) in synonyms(tabel) or plain(heading) in _numbers(tabel)


def known_headings(tabel: str, afspraken: Mapping[str, str]) -> Callable[[str], bool]:
    """Whether a heading belongs to the table or was agreed before: by that a reader tells a separator from a comma in text."""
    agreed = {plain_heading(heading) for heading in afspraken}
    return lambda heading: plain_heading(heading) in agreed or is_known(heading, tabel)


@cache
def _numbers(tabel: str) -> Mapping[str, str]:
    """Plain heading of a number that a form gives -> the column of people that it can stand for."""
    own = {column: others for column, others in names()["volgnummer"].items() if column in kolommen(tabel)}
    return {plain(other): column for column, others in own.items() for other in others}


def find_kop(blad: Werkblad, tabel: str, afspraken: Mapping[str, str]) -> Kolomkop | None:
    """The row with the most headings that belong to the table; None where no row has any.

    afspraken: heading -> column, as agreed before (`weglaten` and `houden` are possible too).
    """
    if blad.labels:  # the file itself says which row the names are, and what the columns are also called
        return Kolomkop(0, choose_columns(blad.rijen[0][1], tabel, afspraken, blad.labels))
    known = known_headings(tabel, afspraken)
    best, score = best_row(blad, lambda cells: sum(map(known, _telling(cells, (), known).values())))
    return Kolomkop(best, choose_columns(blad.rijen[best][1], tabel, afspraken)) if score else None


def choose_columns(
    headings: Sequence[Any], tabel: str, afspraken: Mapping[str, str], labels: Sequence[str | None] = ()
) -> tuple[Kolomkeuze, ...]:
    """A choice per heading: agreed before, known, near to a column that is still missing, or made by a program.

    labels: what a column is also called; it counts where the heading itself says nothing.
    """
    agreed = {plain_heading(heading): column for heading, column in afspraken.items()}
    known = synonyms(tabel)
    own = _telling(headings, labels, known_headings(tabel, afspraken))
    system = _made_by_program(own)
    picks = _Keuzes(own)
    for place, heading in own.items():
        if plain_heading(heading) in agreed:
            picks.put(_agreed(place, heading, agreed[plain_heading(heading)], known))
    for rank in ("naam", "andere naam", "afleiden", "persoon"):
        for place in picks.open(lambda place: place not in system):
            column, how = known.get(plain(own[place]), ("", "onbekend"))
            if how == rank:
                picks.put(Kolomkeuze(place, own[place], column, how))
    for place in picks.open(lambda place: place not in system and plain(own[place]) not in {*known, *_numbers(tabel)}):
        if near := _nearest(plain(own[place]), tabel, [column for column in kolommen(tabel) if column not in picks.taken]):
            picks.put(Kolomkeuze(place, own[place], near, "lijkt op"))
    for place in picks.open(lambda place: plain(own[place]) in _numbers(tabel)):
        picks.put(Kolomkeuze(place, own[place], _numbers(tabel)[plain(own[place])], "volgnummer"))
    if "datum" in kolommen(tabel):
        for name in names()["systeem"]["als_datum"]:
            for place in picks.open(lambda place, name=name: place in system and plain(own[place]) == name):  # type: ignore[misc]
                picks.put(Kolomkeuze(place, own[place], "datum", "systeem"))
    for place in picks.open(lambda place: True):
        rest: Hoe = "systeem" if place in system else "dubbel" if is_known(own[place], tabel) else "onbekend"
        picks.chosen[place] = Kolomkeuze(place, own[place], "", rest)
    return tuple(picks.chosen[place] for place in sorted(picks.chosen))


class _Keuzes:
    """The choices so far; a column of the table is taken once, but can be derived from what comes beside it."""

    def __init__(self, own: Mapping[int, str]) -> None:
        self.own, self.chosen, self.taken = own, dict[int, Kolomkeuze](), set[str]()

    def open(self, wanted: Callable[[int], bool]) -> list[int]:
        """Places without a choice that are wanted, in order."""
        return [place for place in self.own if place not in self.chosen and wanted(place)]

    def put(self, choice: Kolomkeuze) -> None:
        """Makes the choice, unless its column is taken."""
        if choice.doel and choice.hoe != "afleiden":
            if choice.doel in self.taken:
                return
            self.taken.add(choice.doel)
        self.chosen[choice.plaats] = choice


def _telling(headings: Sequence[Any], labels: Sequence[str | None], known: Callable[[str], bool]) -> dict[int, str]:
    """Place -> the heading, or where only that belongs to the table: the part of it that does, or its label."""
    grouped = _grouping_sign(headings)

    def tell(heading: str, label: str | None) -> str:
        for text in (heading, *_parts(heading, grouped), one_line(label or "")):
            if text and known(text):
                return text
        return heading

    cells = enumerate(zip_longest(headings, labels[: len(headings)]))
    return {place: tell(one_line(heading), label) for place, (heading, label) in cells if heading is not None}


def _grouping_sign(headings: Sequence[Any]) -> str:
    """The sign with which a program writes the group of a question before its name; "" where it does not."""
    names = {str(heading) for heading in headings if heading is not None}
    kobo = any(name.startswith("_") for name in names) or {"start", "end"} <= names
    return "-" if {"SubmissionDate", "KEY"} <= names else "/" if kobo else ""


def _parts(heading: str, sign: str) -> list[str]:
    """The name of a question within its group, or before its text: `groep/vraag`, `vraag. Hoe gaat het?`."""
    code, point, _ = heading.partition(". ")
    named = [code] if point and " " not in code else []
    return [heading.rpartition(sign)[2], *named] if sign and sign in heading else named


def _made_by_program(own: Mapping[int, str]) -> set[int]:
    """Places of the columns that a survey program adds by itself."""
    about, kobo = names()["systeem"], any(heading.startswith("_") for heading in own.values())
    plain_names = {plain(heading) for heading in own.values()}
    kobo = kobo or {"start", "end"} <= plain_names
    system = set(about["namen"]) | (set(about["van_kobo"]) if kobo else set())
    system |= set(about["van_qualtrics"]) if "recordeddate" in plain_names else set()
    system |= set(about["van_odk"]) if {"submissiondate", "key"} <= plain_names else set()
    return {place for place, heading in own.items() if heading.startswith("_") or plain(heading) in system}


def _agreed(place: int, heading: str, agreed: str, known: Mapping[str, tuple[str, Hoe]]) -> Kolomkeuze:
    if agreed == WEGLATEN:
        return Kolomkeuze(place, heading, "", "weglaten")
    if agreed == HOUDEN:
        return Kolomkeuze(place, heading, plain(heading), "houden")
    derived = known.get(plain(heading)) == (agreed, "afleiden")
    return Kolomkeuze(place, heading, agreed, "afleiden" if derived else "afspraak")


def _nearest(heading: str, tabel: str, missing: Sequence[str]) -> str | None:
    """The missing column whose name, or other name, is nearest to the heading."""
    if len(heading) < 3:
        return None
    wanted = [(name, column) for name, (column, how) in synonyms(tabel).items() if column in missing and how != "afleiden"]
    scored = [(SequenceMatcher(None, heading, name, autojunk=False).ratio(), name, column) for name, column in wanted]
    score, _, column = max(scored, default=(0.0, "", ""))
    return column if score >= LIJKT_OP else None


def missing_columns(kop: Kolomkop, tabel: str) -> list[str]:
    """Columns that the table can't do without and that the delivery does not have."""
    return [column for column in verplicht(tabel) if column not in kop.gevonden and column not in kop.afleidbaar]
