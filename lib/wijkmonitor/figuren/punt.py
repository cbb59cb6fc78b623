"""Dots with their margins: against a goal and a group, or beside municipality and country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import wrap
from wijkmonitor.figuren.rooster import Plek, Rooster, draw_axis, draw_names, make_rooster
from wijkmonitor.figuren.schaal import Schaal, round_top
from wijkmonitor.figuren.stijl import GRIJS, ZAND, Vraag, colour_of
from wijkmonitor.figuren.vel import BREED, SMAL, STIPPEL, Vel, text_width
from wijkmonitor.taal.getallen import getal, tussen


@dataclass(frozen=True)
class Punt:
    """One number with its margin, in the unit of the figure.

    waarde None: `reden` says why in words. laag and hoog None: the margin is unknown. held: the row that the figure
    is about, in the colour of the question; the others are grey.
    """

    naam: str
    waarde: float | None
    laag: float | None = None
    hoog: float | None = None
    doel: float | None = None
    reden: str = ""
    held: bool = True

    def __post_init__(self) -> None:
        if self.waarde is None and not self.reden.strip():
            raise ValueError(f"reden={self.reden!r} must say why {self.naam!r} has no value")

    @property
    def has_margin(self) -> bool:
        """True where both ends of the margin are known."""
        return self.laag is not None and self.hoog is not None


@dataclass(frozen=True)
class Groepslijn:
    """The value of all together, as a line through the figure; laag and hoog give it a margin."""

    naam: str
    waarde: float
    laag: float | None = None
    hoog: float | None = None


def punt_met_marge(
    rijen: Sequence[Punt],
    *,
    vraag: Vraag = 1,
    eenheid: str = "",
    decimalen: int = 0,
    schaal: tuple[float, float] | None = None,
    groep: Groepslijn | None = None,
    alt: str | None = None,
) -> Figuur:
    """Dots with margins, goals as a dark stroke, the group as a dotted line.

    eenheid: words after each number, e.g. `van de 100`. schaal: ends of the axis, e.g. (0, 10); without it the axis
    runs from 0 to a round number above all values. Raises ValueError if there are no rows.
    """
    if not rijen:
        raise ValueError("rijen=() must have at least one row")
    draw = partial(_draw, tuple(rijen), vraag, eenheid, decimalen, schaal or _scale_for(rijen, groep), groep)
    return draw_both(draw, alt or _alt(rijen, eenheid, decimalen, groep))


def vergelijking(
    rijen: Sequence[Punt],
    *,
    vraag: Vraag = 2,
    eenheid: str = "",
    decimalen: int = 0,
    schaal: tuple[float, float] | None = None,
    alt: str | None = None,
) -> Figuur:
    """Wijk, gemeente and Nederland below each other: the rows with held=True in the colour of the question.

    Rows without a margin say so. Keep the order wijk, gemeente, Nederland.
    """
    return punt_met_marge(rijen, vraag=vraag, eenheid=eenheid, decimalen=decimalen, schaal=schaal, alt=alt)


def _scale_for(rijen: Sequence[Punt], groep: Groepslijn | None) -> tuple[float, float]:
    ends = [end for row in rijen for end in (row.waarde, row.hoog, row.doel)]
    ends += [groep.waarde, groep.hoog] if groep else []
    lows = [low for row in rijen for low in (row.waarde, row.laag) if low is not None]
    low = min(lows, default=0.0)
    return (-round_top([-low], about=3) if low < 0 else 0.0, round_top(ends))


def _draw(
    rijen: tuple[Punt, ...],
    vraag: int,
    eenheid: str,
    decimalen: int,
    ends: tuple[float, float],
    groep: Groepslijn | None,
    smal: bool,
) -> str:
    vel = Vel(SMAL if smal else BREED)
    goals = any(row.doel is not None for row in rijen)
    rooster = make_rooster([row.naam for row in rijen], smal=smal, row=46 if goals else 26 if smal else 38,
                           top=24 if groep else 6, words_below=1)  # fmt: skip
    scale = Schaal(*ends, rooster.left + 6, rooster.right - 6)
    draw_axis(vel, rooster, scale)
    if groep:
        _draw_group(vel, rooster, scale, groep, decimalen)
    heroes = [row.held for row in rijen]
    draw_names(vel, rooster, bold=heroes if not all(heroes) else ())
    for row, plek in zip(rijen, rooster.plekken, strict=True):
        colour = colour_of(vraag).vol if row.held else GRIJS
        _draw_mark(vel, scale, row, plek, colour)
        _draw_words(vel, rooster, row, plek, colour, eenheid, decimalen)
    return vel.svg()


def _draw_group(vel: Vel, rooster: Rooster, scale: Schaal, groep: Groepslijn, decimalen: int) -> None:
    x = scale(groep.waarde)
    for top, bottom in rooster.zones():
        if groep.laag is not None and groep.hoog is not None:
            left, right = scale(groep.laag), scale(groep.hoog)
            vel.box(left, top, max(right - left, 2), bottom - top, colour=ZAND)
        vel.line([(x, top), (x, bottom)], colour=GRIJS, thick=1.5, dash=STIPPEL, cap="butt")
    words = f"{groep.naam}: {getal(groep.waarde, decimalen)}"
    half = text_width(words, 10) / 2
    place = min(max(x, half), rooster.width - half)
    vel.text(place, rooster.top - 10, words, size=10, colour=GRIJS, anchor="midden")


def _draw_mark(vel: Vel, scale: Schaal, row: Punt, plek: Plek, colour: str) -> None:
    if row.waarde is not None:
        if row.laag is not None and row.hoog is not None:
            vel.band((scale(row.laag), plek.y), (scale(row.hoog), plek.y), colour=colour)
        vel.dot(scale(row.waarde), plek.y, colour=colour)
    if row.doel is not None:
        x = scale(row.doel)
        vel.line([(x, plek.y - 11), (x, plek.y + 11)], thick=2.6, cap="butt")
        vel.text(x, plek.y + 17, f"doel {getal(row.doel, 0 if row.doel == round(row.doel) else 1)}", size=9.5,
                 anchor="midden", halo=True)  # fmt: skip


def _draw_words(
    vel: Vel, rooster: Rooster, row: Punt, plek: Plek, colour: str, eenheid: str, decimalen: int
) -> None:
    margin = _margin_words(row, decimalen)
    if rooster.smal:
        _narrow_words(vel, row, plek, colour, _value_words(row, eenheid, decimalen), margin)
        return
    x = rooster.right + 12
    if row.waarde is None:
        rows = wrap(row.reden, rooster.width - x, 10, lines=3)
        vel.lines_of_text(x, plek.y, rows, size=10, colour=GRIJS)
        return
    vel.text(x, plek.y - 7.5, _value_words(row, eenheid, decimalen), size=13, bold=True, colour=colour)
    vel.text(x, plek.y + 7.5, margin, size=10.5, colour=GRIJS)


def _narrow_words(vel: Vel, row: Punt, plek: Plek, colour: str, value: str, margin: str) -> None:
    if row.waarde is None:
        lines = wrap(row.reden, SMAL, 10, lines=2)
        vel.lines_of_text(0, plek.words_y + (len(lines) - 1) * 6, lines, size=10, colour=GRIJS, halo=True)
        return
    vel.text(0, plek.words_y, value, size=12, bold=True, colour=colour)
    vel.text(text_width(value, 12, True) + 6, plek.words_y, margin, size=10, colour=GRIJS)


def _value_words(row: Punt, eenheid: str, decimalen: int) -> str:
    if row.waarde is None:
        return row.reden
    if eenheid.startswith("%"):
        return f"{getal(row.waarde, decimalen)}{eenheid}"
    return f"{getal(row.waarde, decimalen)} {eenheid}".strip()


def _margin_words(row: Punt, decimalen: int) -> str:
    if row.laag is None or row.hoog is None:
        return "marge onbekend"
    return tussen(row.laag, row.hoog, decimalen)


def _alt(rijen: Sequence[Punt], eenheid: str, decimalen: int, groep: Groepslijn | None) -> str:
    facts = [_fact(row, eenheid, decimalen) for row in sorted(rijen, key=lambda row: not row.held)]
    if groep:
        facts.append(f"{groep.naam}: {getal(groep.waarde, decimalen)} {eenheid}".strip())
    margins = any(row.has_margin for row in rijen)
    unknown = (
        ""
        if all(row.has_margin or row.waarde is None for row in rijen) or not margins
        else "Niet elke marge is bekend"
    )
    return compose_alt(
        "Puntfiguur met marges" if margins else "Puntfiguur, marges onbekend", facts, chance=unknown
    )


def _fact(row: Punt, eenheid: str, decimalen: int) -> str:
    if row.waarde is None:
        return f"{row.naam}: geen cijfer, {row.reden}"
    text = f"{row.naam}: {_value_words(row, eenheid, decimalen)}"
    if row.has_margin:
        text += f", {_margin_words(row, decimalen)}"
    return text + (f", doel {getal(row.doel)}" if row.doel is not None else "")
