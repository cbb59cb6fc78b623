"""The figure: one drawing in two sizes, with the words for who can't see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wijkmonitor.figuren.letters import clean

MAX_ALT = 300
_FILLER = ("afbeelding", "figuur van", "plaatje", "grafiek van")


@dataclass(frozen=True)
class Figuur:
    """Two SVG texts and their alt text.

    breed: 7.4 inch wide, for screen and paper. smal: 3.2 inch wide, for a telephone; the same numbers in another
    arrangement. alt: form, numbers from most to least important, what may be chance; 1 to 300 characters.
    """

    breed: str
    smal: str
    alt: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.alt.strip()) <= MAX_ALT:
            raise ValueError(f"alt={self.alt!r} must have 1 to {MAX_ALT} characters")
        if self.alt.lower().startswith(_FILLER):
            raise ValueError(f"alt={self.alt!r} must begin with the form, e.g. 'Puntfiguur met marges.'")


def compose_alt(form: str, facts: Sequence[str], *, chance: str = "") -> str:
    """Alt text of at most 300 characters: the form, then as many facts as fit, then what may be chance.

    >>> compose_alt("Twee balken", ["Wandelen: 12", "Koken: 9"])
    'Twee balken. Wandelen: 12. Koken: 9.'
    """
    end = f" {_sentence(chance)}" if chance else ""
    text = _sentence(form)
    for position, fact in enumerate(facts):
        rest = len(facts) - position - 1
        more = " De rest staat in de tabel." if rest else ""
        if len(text) + 1 + len(_sentence(fact)) + len(more) + len(end) > MAX_ALT:
            text += " De rest staat in de tabel."
            break
        text += f" {_sentence(fact)}"
    return shorten_alt(text + end)


def shorten_alt(text: str) -> str:
    """The text, cut at a word if it has more than 300 characters."""
    safe = clean(text)
    if len(safe) <= MAX_ALT:
        return safe
    return safe[: MAX_ALT - 2].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _sentence(text: str) -> str:
    safe = clean(text)
    safe = safe[:1].upper() + safe[1:]
    return safe if safe.endswith((".", "?", "!")) else f"{safe}."


def draw_both(draw: Callable[[bool], str], alt: str) -> Figuur:
    """The figure made by drawing twice: `draw(False)` gives the wide SVG, `draw(True)` the narrow one."""
    return Figuur(draw(False), draw(True), shorten_alt(alt))
