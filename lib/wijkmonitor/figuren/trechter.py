"""The funnel: from signing up to finishing, with the loss between the steps in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, VEL, Kleur, Vraag, colour_of
from wijkmonitor.figuren.letters import wrap
from wijkmonitor.figuren.maten import STREEP, text_width
from wijkmonitor.figuren.rijen import REGEL
from wijkmonitor.taal.getallen import getal

_BAR = 26.0


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
    return draw_both(partial(_draw, rows, colour_of(vraag), float(top)), _alt(rows))


def _draw(rows: tuple[Stap, ...], colour: Kleur, top: float, blad: Blad) -> None:
    """Per step its name above its bar, who is busy after it or below it, and the loss below."""
    blad.set_scale(0, top)
    y = 2.0
    for row in rows:
        names = wrap(row.naam if row.aantal is not None else f"{row.naam}: {row.reden}", blad.width, 11, True, lines=3)
        blad.write(0, y + len(names) * REGEL / 2, *names, bold=True, colour=INKT if row.aantal is not None else GRIJS)
        y += len(names) * REGEL + 3
        y = _draw_bar(blad, row, y, colour, top)
        if row.verlies:
            lines = wrap(f"↓ {row.verlies}", blad.width, 11, True, lines=3)
            blad.write(2, y + len(lines) * REGEL / 2 + 1, *lines, bold=True, colour=GRIJS)
            y += len(lines) * REGEL + 2
        y += 8
    blad.height = blad.bottom = y - 4


def _draw_bar(blad: Blad, row: Stap, y: float, colour: Kleur, top: float) -> float:
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


def _alt(rows: Sequence[Stap]) -> str:
    facts = []
    for row in rows:
        fact = f"{row.naam}: {getal(row.aantal)}" if row.aantal is not None else f"{row.naam}: {row.reden}"
        if row.bezig:
            fact += f", en {getal(row.bezig)} {row.bezig_woord}"
        facts.append(fact)
        if row.verlies:
            facts.append(row.verlies)
    return compose_alt(f"Trechter met {getal(len(rows))} balken", facts)
