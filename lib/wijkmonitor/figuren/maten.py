"""Sizes of a figure and the round ends and steps of its axes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal

from wijkmonitor.figuren.letters import clean, width
from wijkmonitor.taal.getallen import getal

BREED, SMAL = 532.8, 230.4  # 7.4 and 3.2 inch in points
KLEIN = 9.0  # the smallest letter: more than 8 points where the figure is as wide as a printed page
STIPPEL: tuple[float, tuple[float, ...]] = (0, (1.5, 2.5))
STREEP: tuple[float, tuple[float, ...]] = (0, (4, 3))
Plaats = tuple[float, float]
Anker = Literal["left", "center", "right"]


def round_step(size: float) -> float:
    """The smallest step of 1, 2 or 5 times a power of ten (and 25) that is at least `size`."""
    power = 10.0 ** math.floor(math.log10(size)) if size > 0 else 1.0
    if 20 < size <= 25:
        return 25.0
    return next(step * power for step in (1, 2, 5, 10) if step * power >= size * 0.999)


def round_top(values: Iterable[float | None], *, about: int = 5) -> float:
    """A round end of a scale from 0 that holds all values; 1 if there are none."""
    top = max((value for value in values if value is not None), default=0.0)
    if top <= 0:
        return 1.0
    step = round_step(top / about)
    return math.ceil(top / step - 1e-9) * step


def tick_labels(low: float, high: float, about: int = 5) -> list[tuple[float, str]]:
    """Round values on a scale, about as many as asked, with their words in Dutch: all with equally many decimals."""
    step = round_step((high - low) / about)
    if 0 < low < step:  # a scale that does not begin at 0, as marks from 1 to 10: even steps from its first number
        even = [size for size in (3.0, 2.0, 4.0, 1.0) if (high - low) % size == 0]
        ticks = [low + n * even[0] for n in range(int((high - low) / even[0]) + 1)] if even else []
        if len(ticks) > 2:
            return [(tick, round_words(tick)) for tick in ticks]
    ticks = [round(n * step, 10) for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
    decimals = next((d for d in range(3) if all(abs(tick - round(tick, d)) < 1e-9 for tick in ticks)), 3)
    return [(tick, getal(tick, decimals)) for tick in ticks]


def values_width(low: float, high: float) -> float:
    """Room that the numbers of a standing axis take beside it, in points; 34 at least."""
    return max(34.0, *(text_width(word, 10.5) + 10 for _, word in tick_labels(low, high, about=4)))


def round_words(value: float) -> str:
    """A round number of an axis in words: without decimals where it has none."""
    return getal(value, next((d for d in (0, 1) if abs(value - round(value, d)) < 1e-9), 2))


def unit_words(unit: str, ends: Plaats | None = None) -> str:
    """The unit of an axis as a sentence below it; nothing where there is none. ends: of a scale that has fixed ends.

    >>> unit_words("van de 100"), unit_words("mensen"), unit_words("punten", (0, 4)), unit_words("van de 100", (0, 40))
    ('De as laat zien hoeveel van de 100.', 'De as telt mensen.', 'De as loopt van 0 tot 4 punten.', 'De as loopt tot 40 van de 100.')
    """
    if unit.startswith("%") or not (unit or ends):
        return ""
    share = unit.startswith(("van ", "per "))
    if ends and share and not unit.endswith(f"de {round_words(ends[1])}"):
        return f"De as loopt tot {round_words(ends[1])} {unit}."
    if ends and not share:
        return f"De as loopt van {round_words(ends[0])} tot {round_words(ends[1])} {unit}".rstrip() + "."
    return f"De as laat zien hoeveel {unit}." if share else f"De as telt {unit}."


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Room that a text takes on a sheet, in points."""
    return width(clean(text), size, bold)
