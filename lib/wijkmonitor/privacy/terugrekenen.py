"""Small counts that a sentence tells, or gives back: `3 van de 14 mensen`, or `21% van 14`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache

from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.taal.getallen import TELWOORDEN, split_sentences

_GETAL = r"((?!(?:19|20)\d\d\b)(?:\d{1,3}(?:\.\d{3})+|\d+))(?![\d%]|[.,]\d|-\d| (?:jaar|procent|van de|tot)\b)"
_DEEL = r"(?<![\d,.])(\d+(?:,\d+)?)(?: ?%| procent| (?:van|op) (?:de|elke) 100)(?![\d.])"
_WELKE = r"(?:de |alle |die |deze |onze )?"
_DEEL_VAN = re.compile(rf"{_DEEL}[^.;:%\d]{{0,25}}?(?:\b(?:van|op|bij)|\bn ?=|\() ?{_WELKE}{_GETAL}")  # 21% (n = 14)
_GEHEEL = rf"(?:\b[Vv]an {_WELKE}{_GETAL}|\b{_GETAL}[^.;:%\d]{{0,30}}?\b(?:waarvan|daarvan))[^.;:%\d]{{0,60}}?"
_VAN_DEEL = re.compile(_GEHEEL + _DEEL)  # van de 14 mensen is 21% man; 14 mensen, waarvan 21%
_VAN_AANTAL = re.compile(rf"{_GEHEEL}(?<![\d,.]){_GETAL}")  # van de 14 zijn er 3 man
_AANTAL_VAN = re.compile(
    rf"(?<![\d,.])\b(\d+|[Ee]én|één|[Tt]wee|[Dd]rie|[Vv]ier)(?: \w+)?(?: van | op (?!de 10\b)|/){_WELKE}{_GETAL}"
)
_WOORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
RUIS = 1e-9  # of binary numbers
_OP_100 = (100, 1000)


def tells_few(text: str, least: int, people: int | None = None) -> str:
    """The first sentence that tells of 1 to `least` - 1 people of a group, or of all others in it; "" where none does.

    people: the number behind what the text is about: a share alone is one of those.

    >>> tells_few("Zij zijn 42. Dat is 3 van de 14.", 5), tells_few("Dat is 21% van 140 mensen, 3 van de 100.", 5)
    ('Dat is 3 van de 14.', '')
    """
    for sentence in split_sentences(text):
        counts = [(_whole(found[1]), _whole(found[2]), found) for found in _AANTAL_VAN.finditer(sentence)]
        counts += [(_whole(found[3]), _whole(found[1] or found[2]), found) for found in _VAN_AANTAL.finditer(sentence)]
        alone = [(share, people) for share in re.findall(_DEEL, sentence)] if people is not None else []
        few = any(
            count <= whole not in _OP_100 and _is_few(count, whole, least) and _of_people(found) for count, whole, found in counts
        )
        if few or _gives_few(alone, least):
            return sentence
    return share_of_few(text, least)


def share_of_few(text: str, least: int) -> str:
    """The first sentence with a share and the group that it is of, which give a small count back; "" where none does.

    >>> share_of_few("Zij zijn 42. Van de 14 mensen is 21% man.", 5), share_of_few("Dat is 21% van 140 mensen.", 5)
    ('Van de 14 mensen is 21% man.', '')
    """
    for sentence in split_sentences(text):
        shares = [(share, _whole(whole)) for share, whole in _DEEL_VAN.findall(sentence)]
        shares += [(share, _whole(whole or other)) for whole, other, share in _VAN_DEEL.findall(sentence)]
        if _gives_few(((share, whole) for share, whole in shares if whole not in _OP_100), least):
            return sentence
    return ""


def _of_people(found: re.Match[str]) -> bool:
    """Whether such a count is none of things: `2 van de 5 interventies met een doel`."""
    words = (*_WOORD.findall(found[0]), *_WOORD.findall(found.string[found.end() :])[:2])
    return {word.lower() for word in words}.isdisjoint(_things())


def _gives_few(shares: Iterable[tuple[str, int]], least: int) -> bool:
    """Whether one of these shares (in percent, rounded) of a group can only be a small count."""
    for share, whole in shares:
        count, unsure = float(share.replace(",", ".")) / 100 * whole, 0.005 * whole / 10 ** len(share.partition(",")[2])
        possible = range(math.ceil(count - unsure - RUIS), math.floor(count + unsure + RUIS) + 1)
        if possible and all(_is_few(number, whole, least) for number in possible):
            return True
    return False


def _is_few(count: int, whole: int, least: int) -> bool:
    """Whether a count of a group, or what is left of it, is a small one."""
    return 0 < count < least or 0 < whole - count < least


@cache
def _things() -> frozenset[str]:
    return frozenset(read_toml("wijkmonitor.privacy", "nagerekend.toml")["dingen"])


def _whole(number: str) -> int:
    """A number in figures or in one of the words that are too small to show."""
    return int(number.replace(".", "")) if number[0].isdigit() else TELWOORDEN.index(number.lower().replace("é", "e"))
