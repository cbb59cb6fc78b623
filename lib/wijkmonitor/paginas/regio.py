"""Samen leren with many wijken: counts and lists by answer in the place of one column per wijk."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal, TypeVar, get_args

from wijkmonitor.afspraken.pdca import Staat
from wijkmonitor.bevinding.antwoord import Woord
from wijkmonitor.gegevens.schema import FACTOREN
from wijkmonitor.paginas.aanpak import Aanpak
from wijkmonitor.paginas.deelnemers import Deelnemer, Kring
from wijkmonitor.paginas.overzicht import alphabetical
from wijkmonitor.paginas.samen_leren import SamenLeren

VEEL = 12  # more wijken than this have no column of their own
MAX_REGELS, MAX_NAAST = 12, 3
STATEN: tuple[str, ...] = get_args(Staat)
T = TypeVar("T")
Plaats = tuple[str, list[Deelnemer], int]


def is_veel(samen: SamenLeren) -> bool:
    """Whether there are too many wijken to stand side by side."""
    return len(samen.kring.wijken) > VEEL


def first(lines: Sequence[T], most: int | None) -> tuple[tuple[T, ...], int]:
    """The first so many, and how many there are besides."""
    return tuple(lines[:most]), max(0, len(lines) - (len(lines) if most is None else most))


def by_answer(kring: Kring, document: str) -> list[tuple[str, list[Plaats]]]:
    """Answer in one word -> municipality -> its wijken and how many; "" where a wijk has no report. Empty answers are left out."""
    words = {word: [wijk for wijk in kring.wijken if wijk.woord(document) == word] for word in (*get_args(Woord), "")}
    return [(word, _by_place(found)) for word, found in words.items() if found]


def _by_place(wijken: Sequence[Deelnemer]) -> list[Plaats]:
    def place(wijk: Deelnemer) -> str:
        return wijk.dossier.wijk.gemeente_naam or wijk.dossier.plaats

    ordered = sorted(wijken, key=lambda wijk: alphabetical(place(wijk)))
    return [(name, group := list(found), len(group)) for name, found in groupby(ordered, place)]


def count_steps(aanpakken: Sequence[Aanpak], deel: Literal["gwa", "infra"]) -> list[tuple[str, list[int]]]:
    """Per step of an approach in how many wijken it stands so, in the order of `STATEN`."""
    paths = [getattr(each, deel).stappen for each in aanpakken]
    return [
        (steps[0].naam, [sum(step.staat == state for step in steps) for state in STATEN]) for steps in zip(*paths, strict=True)
    ]


def count_factors(aanpakken: Sequence[Aanpak]) -> list[tuple[str, tuple[int, int, int, int]]]:
    """Per success factor how often it was noted as helping and in how many wijken, and the same as hindering."""
    columns = zip(*(each.factoren for each in aanpakken), strict=True)
    pairs = [([count.bevorderend for count in column], [count.belemmerend for count in column]) for column in columns]
    return [
        (factor, (sum(plus), sum(map(bool, plus)), sum(minus), sum(map(bool, minus))))
        for factor, (plus, minus) in zip(FACTOREN, pairs, strict=True)
    ]
