"""The figure: one drawing in two sizes, with the words for who can't see it."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.letters import BREED, KLEIN, SMAL, clean
from wijkmonitor.figuren.stijl import own_settings
from wijkmonitor.taal import raad

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MAX_ALT = 300
MAX_INCH = 6.5  # a figure of one's own that is higher doesn't fit a page with its words
MAX_HOOG = 2.2  # height over width of a narrow drawing that still stands beside words
_MAAT = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
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
            raise ValueError(f"alt={self.alt!r} must have 1 to {MAX_ALT} characters\n{raad('alt_lengte', hoogstens=MAX_ALT)}")
        if self.alt.lower().startswith(_FILLER):
            raise ValueError(f"alt={self.alt!r} must begin with the form\n{raad('alt_vorm')}")

    @property
    def lang(self) -> bool:
        """Whether the narrow drawing is too tall to stand beside words on a printed page."""
        size = _MAAT.search(self.smal)
        return size is not None and float(size[2]) > MAX_HOOG * float(size[1])

    def _repr_html_(self) -> str:
        """How the figure shows itself in a notebook: as an image, that can't run anything."""
        picture = base64.b64encode(self.breed.encode("utf-8")).decode("ascii")
        return f'<img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{picture}">'


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


def draw_both(draw: Callable[[Blad], None], alt: str) -> Figuur:
    """The figure made by drawing twice: on a wide and on a narrow sheet."""
    with own_settings():
        sheets = [Blad(smal) for smal in (False, True)]
        for sheet in sheets:
            draw(sheet)
        return Figuur(sheets[0].svg(), sheets[1].svg(), shorten_alt(alt))


def check_row(name: str, reden: str, *values: float | None, margin: tuple[float | None, ...] = ()) -> None:
    """Raises ValueError if a value is missing without a reason, or a value or margin is NaN or infinite.

    name: what the row is about. A margin may be missing without a reason: the figure then says that it is unknown.
    """
    if any(value is None for value in values) and not reden.strip():
        raise ValueError(f"reden={reden!r} must say why {name!r} misses a number")
    for number in (*values, *margin):
        if number is not None and not math.isfinite(number):
            raise ValueError(f"{name!r} has {number!r}: give None and a reason")


def figuur_van(ax: Axes, *, alt: str, smal: Axes | None = None) -> Figuur:
    """The figure that these axes of seaborn or matplotlib are part of, in both sizes, for a finding of your own.

    alt: form, numbers from most to least important, what may be chance; 1 to 300 characters. smal: axes drawn for a
    telephone; without it the same axes are laid out again on a narrow sheet. Raises ValueError for letters that nobody
    can read in print, for a picture of dots, and for an alt text that says nothing.
    """
    return Figuur(_print(ax, BREED), _print(ax if smal is None else smal, SMAL), shorten_alt(alt))


def _print(ax: Axes, width: float) -> str:
    """SVG text of the figure around the axes at this width in points; the figure itself keeps its size."""
    from matplotlib.text import Text

    from wijkmonitor.figuren.svg import print_drawing

    drawing = ax.get_figure(root=True)
    if drawing is None:
        raise ValueError("ax is in no figure\n" + raad("los_vlak"))
    texts = [text for text in drawing.findobj() if isinstance(text, Text) and text.get_text().strip()]
    small = [text.get_text() for text in texts if float(text.get_fontsize()) < KLEIN]
    if small:
        raise ValueError(f"letters of {small[:3]!r} are smaller than {KLEIN:g} points\n{raad('kleine_letters')}")
    (old_wide, old_high), dpi, engine = drawing.get_size_inches().tolist(), drawing.dpi, drawing.get_layout_engine()
    wide = width / 72
    with own_settings():
        try:
            drawing.set_dpi(72)
            drawing.set_size_inches(wide, min(max(wide * old_high / old_wide, 2.6), MAX_INCH))
            drawing.set_layout_engine("tight")
            return print_drawing(drawing, cut=True)
        finally:
            drawing.set_layout_engine(engine)
            drawing.set_size_inches(old_wide, old_high)
            drawing.set_dpi(dpi)
