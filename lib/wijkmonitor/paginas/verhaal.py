"""The story of a wijk: what findings of several questions say of the same buurt or theme, in one place for every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

MINSTENS = 3  # questions that say something of the same buurt or theme, before it is a story
_SLEUTELS = ("buurt", "thema")


@dataclass(frozen=True)
class Verhaal:
    """The sentences in the order of the questions, the first of which joins buurt and theme. voorbeeld: on example records."""

    zinnen: tuple[str, ...]
    voorbeeld: bool = False

    @property
    def tekst(self) -> str:
        """The story in one piece."""
        return " ".join(self.zinnen)


def make_verhaal(documenten: Iterable[Mapping[str, Any]]) -> Verhaal | None:
    """The story of one wijk from what its documents say of themselves (`Document.as_json`); None where they don't meet.

    It begins at a sentence that joins a buurt to a theme; every other question adds its first sentence on one of those two.
    Of more such sentences the one that most questions add to.
    """
    per_question = {int(each["nummer"]): each.get("raakt", ()) for each in documenten if 1 <= int(each["nummer"]) <= 4}
    begins = [
        (number, touch) for number, some in sorted(per_question.items()) for touch in some if all(map(touch.get, _SLEUTELS))
    ]
    told = [_tell(number, begin, per_question) for number, begin in begins]
    longest = max(told, key=len, default=[])
    if len(longest) < MINSTENS:
        return None
    return Verhaal(tuple(touch["zin"] for touch in longest), any(touch["herkomst"] == "voorbeeld" for touch in longest))


def _tell(
    number: int, begin: Mapping[str, Any], per_question: Mapping[int, Iterable[Mapping[str, Any]]]
) -> list[Mapping[str, Any]]:
    """The sentence that begins, then of each other question its first one on the same buurt or theme."""
    lines = [begin]
    for other in sorted(set(per_question) - {number}):
        found = (touch for touch in per_question[other] if any(begin[key] == touch.get(key) for key in _SLEUTELS))
        lines += islice(found, 1)
    return lines
