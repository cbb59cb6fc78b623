"""Letters and sizes: text from outside made harmless and made to fit, the sizes of a figure, and the round ends and steps of its axes.

Widths come from a table of Helvetica (Adobe Font Metrics, 1/1000 em), not from an installed font: the same
text takes the same room on every machine.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from pyphen import Pyphen

from wijkmonitor.taal.getallen import getal

BREED, SMAL = 532.8, 230.4  # 7.4 and 3.2 inch in points
KLEIN = 9.0  # the smallest letter: more than 8 points where the figure is as wide as a printed page
STIPPEL: tuple[float, tuple[float, ...]] = (0, (1.5, 2.5))
STREEP: tuple[float, tuple[float, ...]] = (0, (4, 3))
Plaats = tuple[float, float]
Anker = Literal["left", "center", "right"]
_BY_WIDTH = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~−±",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTH = {char: width for width, chars in _BY_WIDTH.items() for char in chars}
_BOLD = 1.07
_ROOM = 1.03  # other letters of the same family run a little wider
_MONTHS = ("januari", "februari", "augustus", "september", "oktober", "november", "december")
_KEEP_FORMAT = {"\u200d", "\ufe0f"}


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """The text on one line, without control characters, direction overrides and other invisible signs."""
    kept = [
        " " if char.isspace() else char
        for char in text
        if char in _KEEP_FORMAT or char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    ]
    return " ".join("".join(kept).split())


def width(text: str, size: float, bold: bool = False) -> float:
    """Room that a text takes, in points, at a letter size in points."""
    return _room(_units(text), size, bold)


@lru_cache(maxsize=8192)
def _units(text: str) -> int:
    return sum(_char_width(char) for char in text)


def _room(units: int, size: float, bold: bool) -> float:
    return units / 1000 * size * _ROOM * (_BOLD if bold else 1)


def _char_width(char: str) -> int:
    known = _WIDTH.get(char)
    if known is not None:
        return known
    if unicodedata.combining(char) or char in _KEEP_FORMAT:
        return 0
    base = unicodedata.normalize("NFD", char)[0]
    if base in _WIDTH:
        return _WIDTH[base]
    return 1250 if unicodedata.east_asian_width(char) in "WF" else 650


def cut_to_room(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits in `room` points with an ellipsis."""
    text = clean(text)
    if width(text, size, bold) <= room:
        return text
    while text and width(text + "…", size, bold) > room:
        text = text[:-1]
    return text.rstrip(" ,;:-") + "…"


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, size: float, bold: bool = False, lines: int = 3) -> tuple[str, ...]:
    """The text over at most `lines` lines of `room` points; what doesn't fit ends in an ellipsis."""
    rows: list[str] = []
    words = clean(text).split()
    while words and len(rows) < lines - 1:
        row, words = _fill(words, room, size, bold)
        rows.append(row)
    if words:
        rows.append(cut_to_room(" ".join(words), room, size, bold))
    return tuple(rows) or ("",)


def _fill(words: list[str], room: float, size: float, bold: bool) -> tuple[str, list[str]]:
    units = -_WIDTH[" "]
    for position, word in enumerate(words):
        units += _WIDTH[" "] + _units(word)
        if _room(units, size, bold) > room:
            return (" ".join(words[:position]), words[position:]) if position else _break(words, room, size, bold)
    return " ".join(words), []


def _break(words: list[str], room: float, size: float, bold: bool) -> tuple[str, list[str]]:
    """A word that is wider than the room, broken at a hyphen or slash if it has one."""
    word = words[0]
    fits = 1
    while fits < len(word) and width(word[: fits + 1] + "-", size, bold) <= room:
        fits += 1
    nice = max(word.rfind("-", 0, fits + 1), word.rfind("/", 0, fits + 1)) + 1
    cut = nice if nice > fits // 2 else _syllable(word, fits)
    mark = "" if cut == nice else "-"
    return word[:cut] + mark, [word[cut:], *words[1:]]


def _syllable(word: str, most: int) -> int:
    """The last place up to `most` where a Dutch word may be broken, with three letters on both sides; else `most`.

    Source: the Dutch hyphenation dictionary of LibreOffice, through the library pyphen.
    """
    return max((place for place in _patterns().positions(word) if place <= most), default=most)


@cache
def _patterns() -> Pyphen:
    """The patterns for Dutch; read once per process."""
    return Pyphen(lang="nl_NL", left=3, right=3)


def fit(text: str, room: float, size: float, bold: bool = False, *, least: float = 9) -> tuple[str, float]:
    """The text and the largest letter size, down to `least`, at which it fits; shortened if it never does."""
    safe = clean(text)
    while size > least and width(safe, size, bold) > room:
        size -= 0.5
    return cut_to_room(safe, room, size, bold), size


def short_moment(text: str) -> str:
    """A moment with its month in three letters.

    >>> short_moment("september 2022")
    'sep 2022'
    """
    for month in _MONTHS:
        text = text.replace(month, month[:3])
    return text


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
