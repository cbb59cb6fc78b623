"""Simple bars from 0, with their number at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, Vraag, colour_of
from wijkmonitor.figuren.letters import wrap
from wijkmonitor.figuren.maten import text_width
from wijkmonitor.figuren.rijen import Figuurrij, place_rows
from wijkmonitor.taal.getallen import getal


@dataclass(frozen=True)
class Balk:
    """One bar: a number of 0 or more. waarde None: `reden` says why. held False: grey. woord: words after it."""

    naam: str
    waarde: float | None
    woord: str = ""
    held: bool = True
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.naam, self.reden, self.waarde)
        if self.waarde is not None and self.waarde < 0:
            raise ValueError(f"waarde={self.waarde!r} of {self.naam!r} must not be negative: bars start at 0")


def balken(rijen: Sequence[Balk], *, vraag: Vraag = 4, eenheid: str = "", decimalen: int = 0) -> Figuur:
    """Horizontal bars in the given order. eenheid: words after every number, e.g. `uur`."""
    if not rijen:
        raise ValueError("rijen=() must have at least one row")
    words = tuple(_words(row, eenheid, decimalen) for row in rijen)
    order = sorted(range(len(rijen)), key=lambda place: -1 if (value := rijen[place].waarde) is None else value, reverse=True)
    facts = [f"{rijen[place].naam}: {words[place]}" for place in order]
    return draw_both(partial(_draw, tuple(rijen), words, vraag), compose_alt(f"{getal(len(rijen))} balken", facts))


def _draw(rijen: tuple[Balk, ...], words: tuple[str, ...], vraag: int, blad: Blad) -> None:
    ys = place_rows(blad, [Figuurrij(row.naam) for row in rijen], row=17 if blad.smal else 26, top=2, words=0, inset=0)
    blad.left = 0.0 if blad.smal else blad.left
    room = (blad.width - blad.left) * 0.55
    after = max((min(text_width(word, 11.5, True), room) for word in words), default=0.0)
    blad.right = blad.width - after - 10
    blad.set_scale(0, max((row.waarde or 0 for row in rijen), default=0) or 1)
    for row, y, word in zip(rijen, ys, words, strict=True):
        colour = colour_of(vraag).vol if row.held else GRIJS
        if row.waarde is None:
            x = blad.left + (0 if blad.smal else 7)
            blad.write(x, y, *wrap(row.reden, blad.width - x, 10, lines=2), size=10, colour=GRIJS)
            continue
        if row.waarde > 0:
            blad.bar(0, row.waarde, y, high=14 if blad.smal else 16, colour=colour)
        x = blad.x(row.waarde) + 7
        size = 11.5 if text_width(word, 11.5, True) <= blad.width - x else 9.5
        blad.write(x, y, *wrap(word, blad.width - x, size, True, lines=2), size=size, bold=True, colour=colour)
    if not blad.smal:
        blad.line([(0, 0), (0, blad.bottom)], colour=INKT, thick=1.4)


def _words(row: Balk, eenheid: str, decimalen: int) -> str:
    if row.waarde is None:
        return row.reden
    return " ".join(part for part in (getal(row.waarde, decimalen), eenheid, row.woord) if part)
