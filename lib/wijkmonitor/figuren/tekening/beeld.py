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
    ("park", "park", "Park"),
    ("groen", "park", ""),
)
_ZORG = (("gezondheidscentrum", "Gezondheidscentrum"), ("preventieloket", "Preventieloket"), ("huisarts", "Huisarts"))
_ONTMOETING = (("ontmoetingsplek", "Ontmoetingsplek"), ("buurthuis", "Buurthuis"))
LATER = ("komt nog", "gepland", "nieuw te")  # words that say that a place is not there yet


@dataclass(frozen=True)
class Beeld:
    """What the drawings of a wijk show: only places that its records name; without them a row of houses.

    huizen: kinds of houses, in turn. pad: the way through the plate. zorg, loket: names on the place of care and on a
    second desk in it. ontmoeting: name on the meeting place. groen, groen_naam: the green place and its name. winkel,
    kar: whether there is a shop, a cart with coffee and tea. Empty = not there. later: names of places that come later.
    """

    huizen: tuple[Huizen, ...] = ("rijtjes",)
    pad: Pad = "pad"
    zorg: str = ""
    loket: str = ""
    ontmoeting: str = ""
    groen: Groen | None = None
    groen_naam: str = ""
    winkel: bool = False
    kar: bool = False
    later: tuple[str, ...] = ()


def make_beeld(words: Sequence[str]) -> Beeld:
    """The `Beeld` that words such as `rijtjes`, `portiek`, `dierenweide`, `beweeglint` describe.

    A word with *(komt nog)* or *(gepland)* names a place that is not there yet: it gets a sign in an empty field. Words
    it doesn't know change nothing: they add no place that nobody named.

    >>> make_beeld(["portiek", "beweegpark"]).groen_naam
    'Beweegpark'
    >>> make_beeld(["beweegpark (komt nog)"]).later
    ('Beweegpark',)
    """
    lower = [word.lower() for word in words]
    text = " ; ".join(word for word in lower if not any(sign in word for sign in LATER))
    coming = " ; ".join(word for word in lower if any(sign in word for sign in LATER))
    houses = tuple(dict.fromkeys(kind for word in lower if (kind := _house_in(word)) is not None))
    green, green_name = next(((kind, name) for key, kind, name in _GROEN if key in text), (None, ""))
    places = [(key, name) for key, _, name in _GROEN if name] + [*_ZORG, *_ONTMOETING]
    stone = bool(houses) and set(houses) <= {"portiekflats", "hoogbouw"}
    return Beeld(
        huizen=houses or ("rijtjes",),
        pad="lint" if "beweeglint" in text else "stenen" if stone else "pad",
        zorg=_name_in(text, _ZORG),
        loket="Welzijn" if "welzijn" in text else "",
        ontmoeting=_name_in(text, _ONTMOETING),
        groen=green,
        groen_naam=green_name,
        winkel="winkel" in text,
        kar="koffie" in text or "theekar" in text,
        later=_longest(coming, places),
    )


def _house_in(word: str) -> Huizen | None:
    return next((kind for key, kind in _HUIZEN if key in word), None)


def _name_in(text: str, places: Sequence[tuple[str, str]]) -> str:
    return next((name for key, name in places if key in text), "")


def _longest(text: str, places: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Names of the places in `text`; *park* doesn't count where *beweegpark* is meant."""
    found = [key for key, _ in places if key in text]
    return tuple(
        dict.fromkeys(name for key, name in places if key in found and not any(key in other for other in found if other != key))
    )
