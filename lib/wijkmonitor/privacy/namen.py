"""Names of people in Dutch text, by the lists of the library `deduce` (first names and surnames of the Netherlands)."""

from __future__ import annotations

import logging
import os
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs

_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*")
_TITLE = re.compile(
    r"\b(?:mevrouw|mevr\.?|meneer|mijnheer|mw\.?|dhr\.?|heer|tante|oom|oma|opa|dokter|dr\.|zuster|broeder|juf|meester|buurman|buurvrouw|familie)"
    r"\s+(?:(?:van|de|der|den|ter|ten|el|al)\s+){0,2}$",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:heet|heette|genaamd|(?:mijn|haar|zijn|de) naam is|ik ben)\s+$", re.IGNORECASE)
_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){1,4}(?:(?:van|de|der|den|ter|ten)\s+){0,2}[A-Z][a-zà-ÿ]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n\"'“”‘’(–-]\s*)$")
_SURNAME = re.compile(r"(?:\s+(?i:van|de|der|den|ter|ten|te|el|al|ben|'t|in)){0,3}\s+[A-ZÀ-ÖØ-Þ][\w'’]+(?:-[A-ZÀ-ÖØ-Þ]\w+)*")
_GEBIED = re.compile(r"\b(?:Den (?:Haag|Helder|Bosch|Burg|Dolder|Ham|Hoorn|Oever)|aan den? (?:Rijn|IJssel|Lek|Maas|Amstel))\b")
GEEN_PERSOON = frozenset({"Indigo"})  # also a first name, but here an organisation for mental health
_PARTICLE = re.compile(r"(?<!\bin )(?<!\bop )(?<!naar )\b(?:van|de|der|den|ter|ten|el|al)\s+$", re.IGNORECASE)


def find_names(tekst: str) -> set[tuple[int, int]]:
    """Places of words that are names: known first names, names after a title, initials with a surname."""
    lists = name_lists()
    found = {(match.start(), match.end()) for match in _INITIALS.finditer(tekst)}
    areas = [match.span() for match in _GEBIED.finditer(tekst)]
    words = list(_WORD.finditer(tekst))
    for k, match in enumerate(words):
        word, before = match[0], tekst[max(0, match.start() - 40) : match.start()]
        if word in GEEN_PERSOON or any(start <= match.start() < end for start, end in areas):
            continue
        if word.islower():
            is_name = bool(_CALLED.search(before)) and lists.is_first_name(word.capitalize())
        else:
            is_name = _is_name(word, before, lists) or (k > 0 and _follows_name(tekst, words[k - 1], match, lists))
        if is_name:
            found.add((match.start(), match.end()))
    return found


def add_surnames(tekst: str, found: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The same places, each with the surname that follows it, known or not: for taking a name out of a text.

    >>> add_surnames("Ewa Kowalska helpt", {(0, 3)})
    {(0, 12)}
    """
    return {(start, match.end() if (match := _SURNAME.match(tekst, end)) else end) for start, end in found}


def _is_name(word: str, before: str, lists: NameLists) -> bool:
    plain = word.split("'")[0].split("’")[0]
    shape = plain.capitalize() if plain.isupper() else plain
    if _TITLE.search(before) and plain[:1].isupper():
        return True
    if len(shape) < 2 or not shape[0].isupper() or (plain.isupper() and len(plain) < 4):
        return False
    if _SENTENCE_START.search(before) and shape.lower() in lists.words:
        return False
    return lists.is_first_name(shape) or (bool(_PARTICLE.search(before)) and lists.is_surname(shape))


def _follows_name(tekst: str, previous: re.Match[str], match: re.Match[str], lists: NameLists) -> bool:
    """A surname right after a first name."""
    return (
        tekst[previous.end() : match.start()] == " "
        and match[0][0].isupper()
        and lists.is_first_name(previous[0])
        and lists.is_surname(match[0])
    )


class NameLists:
    """First names and surnames, without those that are common words; and the common words."""

    def __init__(self) -> None:
        root = _deduce_folder() / "data" / "lookup" / "src"
        self.words = frozenset(_lines(root / "whitelist/lst_common_word/items.txt")) | frozenset(
            _lines(root / "whitelist/lst_stop_word/items.txt")
        )
        self.first = frozenset(_lines(root / "names/lst_first_name/items.txt"))
        self.last = frozenset(_lines(root / "names/lst_surname/items.txt")) | frozenset(
            line.split()[-1] for line in _lines(root / "names/lst_interfix_surname/items.txt")
        )
        self.not_first = frozenset(_lines(root / "names/lst_first_name/exceptions.txt"))

    def is_first_name(self, word: str) -> bool:
        """Whether the word, with a capital, is a first name and no ordinary word; accents may be missing in the list.

        Two first names with a hyphen are one.
        """
        return self._is_first(word) or self._is_first(_plain(word)) or ("-" in word and all(map(self._is_first, word.split("-"))))

    def _is_first(self, word: str) -> bool:
        return word in self.first and word not in self.not_first and word.lower() not in self.words

    def is_surname(self, word: str) -> bool:
        """Whether the word, with a capital, is a surname."""
        return word in self.last


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()


@cache
def name_lists() -> NameLists:
    """The lists, read once."""
    return NameLists()


def _deduce_folder() -> Path:
    spec = find_spec("deduce")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("the library deduce is missing: its lists of names guard the quotes")
    return Path(spec.submodule_search_locations[0])


def _lines(path: Path) -> Iterator[str]:
    return (line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


@cache
def load_deduce() -> Any:
    """The library, loaded once (some seconds; a minute the first time on a computer).

    It sets up logging to the screen on import; that is undone here.
    """
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        from deduce import Deduce

        root.setLevel(logging.ERROR)
        return Deduce(cache_path=_cache_folder())
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def _cache_folder() -> Path:
    """Where the library keeps its lists ready: in its own folder where it may write, otherwise with the user."""
    own = _deduce_folder() / "data" / "lookup"
    if os.access(own / "cache", os.W_OK):
        return own
    folder = Path(platformdirs.user_cache_dir("wijkmonitor")) / "deduce"
    (folder / "cache").mkdir(parents=True, exist_ok=True)
    return folder
