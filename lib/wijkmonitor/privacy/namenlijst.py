"""The lists by which names are known: those of the library Faker (many languages, in Latin letters), and our own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from wijkmonitor.meegeleverd import read_toml

# languages of people who live in the Netherlands; lists in other letters say nothing about text in ours
TALEN = (
    "nl_NL", "nl_BE", "tr_TR", "pl_PL", "fr_DZ", "en_GB", "de_DE", "es_ES", "pt_PT", "it_IT", "ro_RO", "hr_HR", "id_ID", "en_IN",
    "tw_GH", "vi_VN", "yo_NG", "ig_NG", "ha_NG", "en_KE", "en_PK", "en_TH", "es_CO", "fr_BE", "hu_HU", "lt_LT", "sk_SK",
)  # fmt: skip
_TUSSEN = re.compile(r"^(?:(?:van|de|der|den|ter|ten|te|el|al|ben|'t|'s|op|in|het|von|da|dos|di)\s+)+", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z'’ -]+")


def without_accents(word: str) -> str:
    """The word in small letters without accents: `Özlem` is `ozlem`.

    >>> without_accents("Aïsha")
    'aisha'
    """
    small = word.casefold().replace("ı", "i").replace("ł", "l").replace("ø", "o")
    return unicodedata.normalize("NFKD", small).encode("ascii", "ignore").decode()


@dataclass(frozen=True)
class Lijsten:
    """Words without accents and in small letters.

    voornamen and achternamen hold names in any language; gewoon those that are an ordinary word as well. zeker are first
    names that are no word at all, also without a capital.
    """

    voornamen: frozenset[str]
    achternamen: frozenset[str]
    zeker: frozenset[str]
    gewoon: frozenset[str]
    vooral_naam: frozenset[str]
    plaatsen: frozenset[str]
    titels: frozenset[str]
    relaties: frozenset[str]
    sterk: frozenset[str]
    werkwoorden: frozenset[str]
    voor: frozenset[str]
    instelling: frozenset[str]
    geen_persoon: frozenset[str]
    tussen: frozenset[str]
    tussen_vast: frozenset[str]


@cache
def load_lijsten() -> Lijsten:
    """The lists, read once per process."""
    own = {
        key: frozenset(without_accents(word) for word in words.split())
        for key, words in read_toml("wijkmonitor.privacy", "namen.toml").items()
    }
    known = own["voornamen"] | own["vooral_naam"]
    first, last = set(known), set(own["achternamen"])
    for taal in TALEN:
        person = import_module(f"faker.providers.person.{taal}").Provider
        first.update(_names(person, "first_name"))
        last.update(_names(person, "last_name"))
    places = import_module("faker.providers.address.nl_NL").Provider.cities
    sure = known | frozenset(_names(import_module("faker.providers.person.nl_NL").Provider, "first_name"))
    common = own["gewoon"]
    return Lijsten(
        voornamen=frozenset(name for name in first if len(name) > 3 or name in known) - own["geen_persoon"],
        achternamen=frozenset(name for name in last if len(name) > 2) - own["geen_persoon"],
        zeker=frozenset(name for name in sure if len(name) > 2) - common - own["geen_persoon"],
        plaatsen=frozenset(without_accents(place) for place in places) - own["achternamen"] - known,
        **{key: words for key, words in own.items() if key not in ("voornamen", "achternamen")},
    )


def _names(provider: Any, kind: str) -> Iterator[str]:
    """All names of a kind that a provider lists, without the words before a surname."""
    for attribute in dir(provider):
        if kind in attribute and "format" not in attribute:
            yield from _plain_names(getattr(provider, attribute))


def _plain_names(listed: Any) -> Iterator[str]:
    if not isinstance(listed, Iterable) or isinstance(listed, str):
        return
    for name in listed:
        if isinstance(name, str) and _LETTERS.fullmatch(short := without_accents(_TUSSEN.sub("", name))):
            yield from (short, short.replace(" ", "-")) if " " in short else (short,)
