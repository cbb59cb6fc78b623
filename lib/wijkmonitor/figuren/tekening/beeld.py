"""What a wijk looks like, read from a few plain words: kinds of houses and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Huizen = Literal["rijtjes", "hoogbouw", "portiekflats", "dorps"]
Pad = Literal["pad", "lint", "stenen"]
Groen = Literal["park", "dierenweide", "beweegpark", "plein"]

# the first word that occurs in what is given decides
_HUIZEN: tuple[tuple[str, Huizen], ...] = (
    ("portiek", "portiekflats"),
    ("hoogbouw", "hoogbouw"),
    ("flat", "hoogbouw"),
    ("dorp", "dorps"),
    ("vrijstaand", "dorps"),
    ("rijtjes", "rijtjes"),
)
_GROEN: tuple[tuple[str, Groen, str], ...] = (
    ("dierenweide", "dierenweide", "Dierenweide"),
    ("kinderboerderij", "dierenweide", "Kinderboerderij"),
    ("beweegpark", "beweegpark", "Beweegpark"),
    ("plein", "plein", "Plein"),
)
_ZORG = (("gezondheidscentrum", "Gezondheidscentrum"), ("preventieloket", "Preventieloket"))


@dataclass(frozen=True)
class Beeld:
    """What the drawings of a wijk show; the defaults are a neutral wijk.

    huizen: kinds of houses, in turn. pad: the way through the plate. zorg, loket: names on the place of care and on a
    second desk in it. ontmoeting: name on the meeting place. groen, groen_naam: the green place and its name. kar: a cart with coffee and tea.
    """

    huizen: tuple[Huizen, ...] = ("rijtjes",)
    pad: Pad = "pad"
    zorg: str = "Huisarts"
    loket: str = ""
    ontmoeting: str = "Buurthuis"
    groen: Groen = "park"
    groen_naam: str = "Park"
    kar: bool = False


def make_beeld(words: Sequence[str]) -> Beeld:
    """The `Beeld` that words such as `rijtjes`, `portiek`, `dierenweide`, `beweeglint` describe.

    Words it doesn't know change nothing: the rest of the drawing stays neutral.

    >>> make_beeld(["portiek", "beweegpark"]).groen_naam
    'Beweegpark'
    """
    text = " ; ".join(words).lower()
    houses = tuple(dict.fromkeys(kind for word in words if (kind := _house_in(word.lower())) is not None))
    green, green_name = _green_in(text)
    stone = bool(houses) and set(houses) <= {"portiekflats", "hoogbouw"}
    return Beeld(
        huizen=houses or ("rijtjes",),
        pad="lint" if "beweeglint" in text else "stenen" if stone else "pad",
        zorg=next((name for key, name in _ZORG if key in text), "Huisarts"),
        loket="Welzijn" if "welzijn" in text else "",
        ontmoeting="Ontmoetingsplek" if "ontmoetingsplek" in text else "Buurthuis",
        groen=green,
        groen_naam=green_name,
        kar="koffie" in text,
    )


def _house_in(word: str) -> Huizen | None:
    return next((kind for key, kind in _HUIZEN if key in word), None)


def _green_in(text: str) -> tuple[Groen, str]:
    return next(((kind, name) for key, kind, name in _GROEN if key in text), ("park", "Park"))
