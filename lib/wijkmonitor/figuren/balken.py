"""Bars from 0: counts with their number at the end, and the funnel from signing up to finishing, with the loss between its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, VEL, Kleur, Vraag, colour_of
from wijkmonitor.figuren.letters import STREEP, text_width, wrap
from wijkmonitor.figuren.rijen import REGEL, Figuurrij, place_rows
from wijkmonitor.taal.getallen import getal

_BAR = 26.0


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
    return draw_both(partial(_draw_bars, tuple(rijen), words, vraag), compose_alt(f"{getal(len(rijen))} balken", facts))


def _draw_bars(rijen: tuple[Balk, ...], words: tuple[str, ...], vraag: int, blad: Blad) -> None:
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


@dataclass(frozen=True)
class Stap:
    """One step: how many people, and in words who was lost before the next step.

    bezig: people still busy, drawn hatched after the bar. aantal None: `reden` says why.
    """

    naam: str
    aantal: int | None
    verlies: str = ""
    bezig: int = 0
    bezig_woord: str = "nog bezig"
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.naam, self.reden, self.aantal)
        if (self.aantal or 0) < 0 or self.bezig < 0:
            raise ValueError(f"aantal={self.aantal!r} and bezig={self.bezig!r} must not be negative")


def trechter(stappen: Sequence[Stap], *, vraag: Vraag = 1) -> Figuur:
    """Bars from 0, one per step, the number in the bar and the loss as words between them."""
    if not stappen:
        raise ValueError("stappen=() must have at least one step")
    rows = tuple(stappen)
    top = max((row.aantal or 0) + row.bezig for row in rows) or 1
    return draw_both(partial(_draw_funnel, rows, colour_of(vraag), float(top)), _funnel_alt(rows))


def _draw_funnel(rows: tuple[Stap, ...], colour: Kleur, top: float, blad: Blad) -> None:
    """Per step its name above its bar, who is busy after it or below it, and the loss below."""
    blad.set_scale(0, top)
    y = 2.0
    for row in rows:
        names = wrap(row.naam if row.aantal is not None else f"{row.naam}: {row.reden}", blad.width, 11, True, lines=3)
        blad.write(0, y + len(names) * REGEL / 2, *names, bold=True, colour=INKT if row.aantal is not None else GRIJS)
        y += len(names) * REGEL + 3
        y = _draw_step(blad, row, y, colour, top)
        if row.verlies:
            lines = wrap(f"↓ {row.verlies}", blad.width, 11, True, lines=3)
            blad.write(2, y + len(lines) * REGEL / 2 + 1, *lines, bold=True, colour=GRIJS)
            y += len(lines) * REGEL + 2
        y += 8
    blad.height = blad.bottom = y - 4


def _draw_step(blad: Blad, row: Stap, y: float, colour: Kleur, top: float) -> float:
    """The bar with its number and who is busy; gives back where it ends."""
    middle = y + _BAR / 2
    if row.aantal is None:
        blad.bar(0, top, middle, high=_BAR, edge=GRIJS, thick=1.2, dash=STREEP)
        return y + _BAR
    total = row.aantal + row.bezig
    blad.bar(0, row.aantal, middle, high=_BAR, colour=colour.vol)
    if row.bezig:
        blad.bar(row.aantal, total, middle, high=_BAR, colour=colour.licht, edge=colour.vol, thick=1.2, hatch="////")
    number = getal(row.aantal)
    inside = text_width(number, 16, True) + 16 < blad.x(row.aantal)
    x = 9.0 if inside else blad.x(total) + 8
    blad.write(x, middle, number, size=16, bold=True, colour=VEL if inside else colour.vol)
    if not row.bezig:
        return y + _BAR
    words = f"{getal(row.bezig)} {row.bezig_woord}"
    after = blad.x(total) + 8 if inside else x + text_width(number, 16, True) + 8
    if not blad.smal and after + text_width(words, 11, True) <= blad.width:
        blad.write(after, middle, words, bold=True, colour=colour.vol)
        return y + _BAR
    blad.write(2, y + _BAR + 10, *wrap(words, blad.width, 10.5, lines=2), size=10.5, colour=colour.vol)
    return y + _BAR + 16


def _funnel_alt(rows: Sequence[Stap]) -> str:
    facts = []
    for row in rows:
        fact = f"{row.naam}: {getal(row.aantal)}" if row.aantal is not None else f"{row.naam}: {row.reden}"
        if row.bezig:
            fact += f", en {getal(row.bezig)} {row.bezig_woord}"
        facts.append(fact)
        if row.verlies:
            facts.append(row.verlies)
    return compose_alt(f"Trechter met {getal(len(rows))} balken", facts)
