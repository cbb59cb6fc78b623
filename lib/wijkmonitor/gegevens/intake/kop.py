"""Which row holds the headings, and which column of the table each heading means."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from itertools import zip_longest
from typing import Any, Literal

from wijkmonitor.gegevens.lezers import Blad
from wijkmonitor.gegevens.schema import kolommen, verplicht

EERSTE_RIJEN = 30
LIJKT_OP = 0.8
WEGLATEN = "weglaten"
HOUDEN = "houden"

Hoe = Literal["naam", "andere naam", "lijkt op", "afspraak", "afleiden", "houden", "persoon", "onbekend", "weglaten"]


@dataclass(frozen=True)
class Kolomkeuze:
    """What happens to one column of the delivery: `doel` is the column of the table, empty when it is left out."""

    plaats: int
    kop: str
    doel: str
    hoe: Hoe


@dataclass(frozen=True)
class Kop:
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


def plain(heading: object) -> str:
    """A heading in small letters, with _ for everything between words.

    >>> plain("Datum aanmelding *")
    'datum_aanmelding'
    """
    text = unicodedata.normalize("NFKD", str(heading)[:200]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"\([^)]*\)", " ", text)).strip("_")


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("namen.toml").read_text(encoding="utf-8"))


@cache
def synonyms(tabel: str) -> Mapping[str, tuple[str, Hoe]]:
    """Plain heading -> column of the table and how it is known."""
    names = _names()
    found: dict[str, tuple[str, Hoe]] = {}
    columns = kolommen(tabel)
    for column in columns:
        for other in names["kolom"].get(column, []):
            found.setdefault(plain(other), (column, "andere naam"))
    for column, sources in names["afleiden"].items():
        if column in columns:
            found |= {plain(source): (column, "afleiden") for source in sources}
    found |= {plain(name): ("", "persoon") for name in names["persoon"]["namen"]}
    for column, others in names["eigen"].get(tabel, {}).items():
        found |= {plain(other): (column, "andere naam") for other in others}
    return found | {plain(column): (column, "naam") for column in columns}


def is_known(heading: str, tabel: str) -> bool:
    """Whether a heading belongs to the table, by its own or another name."""
    return plain(heading) in synonyms(tabel)


def find_kop(blad: Blad, tabel: str, afspraken: Mapping[str, str]) -> Kop | None:
    """The row with the most headings that belong to the table; None where no row has any.

    afspraken: heading -> column, as agreed before (`weglaten` and `houden` are possible too).
    """
    if blad.labels:  # the file itself says which row the names are, and what the columns are also called
        return Kop(0, choose_columns(blad.rijen[0][1], tabel, afspraken, blad.labels))
    best, best_score = None, 0
    for k, (_, row) in enumerate(blad.rijen[:EERSTE_RIJEN]):
        score = sum(isinstance(cell, str) and (cell in afspraken or is_known(cell, tabel)) for cell in row)
        if score > best_score:
            best, best_score = k, score
    if best is None:
        return None
    return Kop(best, choose_columns(blad.rijen[best][1], tabel, afspraken))


def choose_columns(
    headings: Sequence[Any], tabel: str, afspraken: Mapping[str, str], labels: Sequence[str | None] = ()
) -> tuple[Kolomkeuze, ...]:
    """A choice per heading: agreed before, known, or near to a column that is still missing.

    labels: what a column is also called; it counts where the heading itself says nothing.
    """
    known = synonyms(tabel)
    headings = [_telling(heading, label, tabel, afspraken) for heading, label in zip_longest(headings, labels[: len(headings)])]
    choices: dict[int, Kolomkeuze] = {}
    taken: set[str] = set()
    for rank in ("afspraak", "naam", "andere naam", "afleiden", "persoon"):
        for place, heading in enumerate(headings):
            if heading is None or place in choices:
                continue
            choice = _choice(place, str(heading), tabel, afspraken, known)
            if choice is not None and (choice.hoe == rank or rank == "afspraak" and str(heading) in afspraken):
                if choice.doel in taken and choice.hoe != "afleiden":
                    continue
                choices[place] = choice
                taken |= {choice.doel} if choice.doel and choice.hoe != "afleiden" else set()
    missing = [column for column in kolommen(tabel) if column not in taken]
    for place, heading in enumerate(headings):
        if heading is not None and place not in choices:
            near = _nearest(plain(heading), tabel, missing)
            choices[place] = Kolomkeuze(place, str(heading), near or "", "lijkt op" if near else "onbekend")
            missing = [column for column in missing if column != near]
    return tuple(choices[place] for place in sorted(choices))


def _telling(heading: Any, label: str | None, tabel: str, afspraken: Mapping[str, str]) -> Any:
    """The heading, or its label where only that belongs to the table."""
    if label is None or str(heading) in afspraken or is_known(str(heading), tabel):
        return heading
    return label if label in afspraken or is_known(label, tabel) else heading


def _choice(
    place: int, heading: str, tabel: str, afspraken: Mapping[str, str], known: Mapping[str, tuple[str, Hoe]]
) -> Kolomkeuze | None:
    if heading in afspraken:
        agreed = afspraken[heading]
        if agreed == WEGLATEN:
            return Kolomkeuze(place, heading, "", "weglaten")
        if agreed == HOUDEN:
            return Kolomkeuze(place, heading, plain(heading), "houden")
        derived = known.get(plain(heading), ("", "naam"))
        return Kolomkeuze(place, heading, agreed, "afleiden" if derived == (agreed, "afleiden") else "afspraak")
    if plain(heading) not in known:
        return None
    column, how = known[plain(heading)]
    return Kolomkeuze(place, heading, column, how)


def _nearest(heading: str, tabel: str, missing: Sequence[str]) -> str | None:
    """The missing column whose name, or other name, is nearest to the heading."""
    if len(heading) < 3:
        return None
    wanted = [(name, column) for name, (column, how) in synonyms(tabel).items() if column in missing and how != "afleiden"]
    scored = [(SequenceMatcher(None, heading, name, autojunk=False).ratio(), name, column) for name, column in wanted]
    score, _, column = max(scored, default=(0.0, "", ""))
    return column if score >= LIJKT_OP else None


def missing_columns(kop: Kop, tabel: str) -> list[str]:
    """Columns that the table can't do without and that the delivery does not have."""
    return [column for column in verplicht(tabel) if column not in kop.gevonden and column not in kop.afleidbaar]
