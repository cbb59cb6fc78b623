"""Simple bars from 0, with their number at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import shorten
from wijkmonitor.figuren.rij import check_row
from wijkmonitor.figuren.rooster import draw_names, make_rooster
from wijkmonitor.figuren.schaal import Schaal
from wijkmonitor.figuren.stijl import GRIJS, INKT, Vraag, colour_of
from wijkmonitor.figuren.vel import BREED, SMAL, Vel, text_width
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


def balken(rijen: Sequence[Balk], *, vraag: Vraag = 4, eenheid: str = "", decimalen: int = 0, alt: str | None = None) -> Figuur:
    """Horizontal bars in the given order. eenheid: words after every number, e.g. `uur`."""
    if not rijen:
        raise ValueError("rijen=() must have at least one row")
    draw = partial(_draw, tuple(rijen), vraag, eenheid, decimalen)
    return draw_both(draw, alt or _alt(rijen, eenheid, decimalen))


def _draw(rijen: tuple[Balk, ...], vraag: int, eenheid: str, decimalen: int, smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    rooster = make_rooster([row.naam for row in rijen], smal=smal, row=16 if smal else 27, top=2, words=0,
                           words_below=0)  # fmt: skip
    words = [_words(row, eenheid, decimalen) for row in rijen]
    known = [word for word, row in zip(words, rijen, strict=True) if row.waarde is not None]
    after = max((text_width(word, 11.5, True) for word in known), default=0.0)
    left = 0.0 if smal else rooster.left
    most = max((row.waarde or 0 for row in rijen), default=0) or 1
    scale = Schaal(0, most, left, max(rooster.width - min(after, 150) - 12, left + 60))
    draw_names(vel, rooster)
    thick = 14.0 if smal else 17.0
    for row, plek, word in zip(rijen, rooster.plekken, words, strict=True):
        colour = colour_of(vraag).vol if row.held else GRIJS
        if row.waarde is None:
            x = left if smal else left + 7
            vel.text(x, plek.y, shorten(row.reden, rooster.width - x, 10), size=10, colour=GRIJS)
            continue
        end = scale(row.waarde)
        if row.waarde > 0:
            vel.box(left, plek.y - thick / 2, end - left, thick, colour=colour)
        vel.text(
            end + 7,
            plek.y,
            shorten(word, rooster.width - end - 7, 11.5, True),
            size=11.5,
            bold=True,
            colour=colour,
        )
    if not smal:
        vel.line([(left, 0), (left, rooster.bottom)], colour=INKT, thick=1.4, cap="butt")
    vel.height = rooster.bottom + 2
    return vel.svg()


def _words(row: Balk, eenheid: str, decimalen: int) -> str:
    if row.waarde is None:
        return row.reden
    return " ".join(part for part in (getal(row.waarde, decimalen), eenheid, row.woord) if part)


def _alt(rijen: Sequence[Balk], eenheid: str, decimalen: int) -> str:
    order = sorted(rijen, key=lambda row: -(row.waarde if row.waarde is not None else -1))
    return compose_alt(f"{getal(len(rijen))} balken", [f"{row.naam}: {_words(row, eenheid, decimalen)}" for row in order])
