"""Recognising the name of a person in a text that should hold roles and organisations only.

Made to stop slips, not to prove that a text is free of names: it looks for titles, initials, common first names with a
surname, e-mail addresses and telephone numbers. A false alarm has to be rare, because it stops the work.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_HOOFD = r"[A-ZÀ-ÖØ-ÞŞĞİ][a-zà-öø-ÿşğıçA-Z'’-]+"
_TUSSEN = r"(?:(?:van|de|der|den|ter|ten|te|el|al|ben|bin|op|in|'t|het)\s+){0,3}"
_TITEL = re.compile(
    rf"\b(?:[Dd]hr|[Mm]evr|[Mm]w|[Mm]evrouw|[Mm]eneer|[Jj]uf|[Mm]eester|[Dd]e heer|[Ff]amilie|[Dd]rs|[Ii]r|[Pp]rof)\b\.?\s+"
    rf"(?:[A-Z]\.\s?)*{_TUSSEN}({_HOOFD})"
)
_LETTERS = re.compile(rf"(?<![\w.])(?:[A-Z]\.\s?){{1,4}}{_TUSSEN}({_HOOFD})")
_VOORNAAM = re.compile(rf"(?:(\w+)\s+)?\b({_HOOFD})\s+{_TUSSEN}({_HOOFD})")
_BEREIKBAAR = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?<!\d)(?:\+31|0031|0)[\s-]?\d(?:[\s-]?\d){8}(?!\d)")
_PLAATS = re.compile(
    r"(?:straat|laan|plein|weg|pad|hof|park|plantsoen|kade|singel|gracht|dijk|brug|school|kerk|huis|steeg|buurt|wijk)$",
    re.IGNORECASE,
)


def find_person(text: str, *, role: bool = False) -> str:
    """What looks like a person in the text, "" if nothing does.

    role: the text has to be a role or organisation, so a first name alone counts too.

    >>> find_person("De afspraak ligt bij mevrouw Jansen."), find_person("Den Haag Zuidwest en Welzijn op Recept")
    ('mevrouw Jansen', '')
    >>> find_person("Fatima", role=True), find_person("buurtsportcoach", role=True)
    ('Fatima', '')
    """
    flat = " ".join(text.split())
    if match := _BEREIKBAAR.search(flat):
        return match[0]
    for pattern in (_TITEL, _LETTERS):
        for match in pattern.finditer(flat):
            if not _is_place(match[1]):
                return match[0]
    if found := _first_and_last(flat):
        return found
    first = flat.split(" ", 1)[0] if role and flat else ""
    return first if first in _words()["voornamen"] else ""


def _first_and_last(text: str) -> str:
    """A common first name with a capitalised surname: `Jan Jansen`, `Fatima el Amrani`."""
    position = 0
    while match := _VOORNAAM.search(text, position):
        before, first, last = match.groups()
        after = re.match(r"\W*(\w*)", text[match.end() :])
        around = {word.lower() for word in (before or "", last, after[1] if after else "")}
        if first in _words()["voornamen"] and not around & _words()["instelling"] and not _is_place(last):
            return text[match.start(2) : match.end()]
        position = match.start(3)
    return ""


def _is_place(word: str) -> bool:
    return bool(_PLAATS.search(word))


@cache
def _words() -> dict[str, frozenset[str]]:
    content = files("wijkmonitor.afspraken").joinpath("namen.toml").read_text(encoding="utf-8")
    return {key: frozenset(value.split()) for key, value in tomllib.loads(content).items()}
