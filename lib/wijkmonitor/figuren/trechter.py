"""The funnel: from signing up to finishing, with the loss between the steps in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import shorten, wrap
from wijkmonitor.figuren.rij import check_row
from wijkmonitor.figuren.rooster import REGEL
from wijkmonitor.figuren.schaal import Schaal
from wijkmonitor.figuren.stijl import GRIJS, MINDER, Kleur, Vraag, colour_of
from wijkmonitor.figuren.vel import BREED, SMAL, Vel, text_width
from wijkmonitor.taal.getallen import getal

_BAR = 34.0
_GAP = 36.0


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


def trechter(stappen: Sequence[Stap], *, vraag: Vraag = 1, alt: str | None = None) -> Figuur:
    """Bars from 0, one per step, the number in the bar and the loss as words between them."""
    if not stappen:
        raise ValueError("stappen=() must have at least one step")
    rows = tuple(stappen)
    top = max((row.aantal or 0) + row.bezig for row in rows) or 1
    return draw_both(partial(_draw, rows, colour_of(vraag), float(top)), alt or _alt(rows))


def _draw(rows: tuple[Stap, ...], colour: Kleur, top: float, smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    scale = Schaal(0, top, 0, SMAL if smal else 400)
    y = 2.0
    ends: list[tuple[float, float]] = []
    for row in rows:
        if smal:
            lines = wrap(row.naam, SMAL, 11, bold=True, lines=2)
            vel.lines_of_text(0, y + len(lines) * REGEL / 2, lines, bold=True)
            y += len(lines) * REGEL + 3
        ends.append((y, scale((row.aantal or 0) + row.bezig)))
        y += _BAR + (_below(row) + (8 if row.verlies else 10) if smal else _GAP)
    if not smal:
        _draw_wedges(vel, rows, ends, colour)
    for row, (above, _) in zip(rows, ends, strict=True):
        _draw_bar(vel, scale, row, above, colour, smal)
    _draw_losses(vel, rows, ends, smal)
    vel.height = ends[-1][0] + _BAR + 4 + (_below(rows[-1]) if smal else 14 if rows[-1].verlies else 0)
    return vel.svg()


def _below(row: Stap) -> float:
    """Height of the lines of words below a bar in the narrow drawing: who is busy, and who was lost."""
    return 14.0 * (bool(row.bezig and row.aantal is not None) + bool(row.verlies))


def _draw_wedges(vel: Vel, rows: Sequence[Stap], ends: Sequence[tuple[float, float]], colour: Kleur) -> None:
    pairs = zip(rows, rows[1:], ends, ends[1:], strict=False)
    for row, follower, (above, right), (below, next_right) in pairs:
        if row.aantal is not None and follower.aantal is not None:
            vel.polygon(
                [(0, above + _BAR), (right, above + _BAR), (next_right, below), (0, below)],
                colour=colour.licht,
            )


def _draw_bar(vel: Vel, scale: Schaal, row: Stap, y: float, colour: Kleur, smal: bool) -> None:
    middle = y + _BAR / 2
    if row.aantal is None:
        vel.box(0, y, vel.width if smal else 400, _BAR, edge=GRIJS, thick=1.2, dash=(0, (4, 3)))
        words = f"{row.naam}: {row.reden}" if not smal else row.reden
        rows = wrap(words, (vel.width if smal else 400) - 16, 10, lines=2)
        vel.lines_of_text(8, middle, rows, size=10, colour=GRIJS)
        return
    end = scale(row.aantal)
    vel.box(0, y, end, _BAR, colour=colour.vol)
    busy = scale(row.aantal + row.bezig)
    if row.bezig:
        vel.box(end, y, busy - end, _BAR, colour=colour.licht, edge=colour.vol, thick=1.2, hatch="////")
    number = getal(row.aantal)
    room = text_width(number, 17, True)
    x = 9.0
    inside = room + 16 < end
    vel.text(
        x if inside else busy + 8,
        middle,
        number,
        size=17,
        bold=True,
        colour="#FFFFFF" if inside else colour.vol,
    )
    after = busy + (8 if inside else room + 16)
    busy_words = f"{getal(row.bezig)} {row.bezig_woord}" if row.bezig else ""
    if not smal:
        kept = text_width(busy_words, 11, True) + 12 if busy_words else 0
        after = _draw_name(vel, row.naam, middle, x + room + 10 if inside else after, end, after, kept, colour)
    if smal:
        vel.text(2, y + _BAR + 10, shorten(busy_words, vel.width, 10.5), size=10.5, colour=colour.vol)
    else:
        vel.text(after, middle, busy_words, bold=True, size=11, colour=colour.vol)


def _draw_name(vel: Vel, name: str, y: float, x: float, end: float, after: float, kept: float, colour: Kleur) -> float:
    """Writes the name in its bar where it fits, otherwise after it; gives back where the next words may begin.

    kept: room at the right that must stay free.
    """
    if x + text_width(name, 11.5) + 8 < end:
        vel.text(x, y, name, size=11.5, colour="#FFFFFF")
        return after
    inside, outside = end - x - 8, vel.width - after - kept
    if inside > outside:
        vel.text(x, y, shorten(name, inside, 11.5), size=11.5, colour="#FFFFFF")
        return after
    words = shorten(name, outside, 11.5)
    vel.text(after, y, words, size=11.5, colour=colour.vol)
    return after + text_width(words, 11.5) + 10


def _draw_losses(vel: Vel, rows: Sequence[Stap], ends: Sequence[tuple[float, float]], smal: bool) -> None:
    for position, (row, (y, right)) in enumerate(zip(rows, ends, strict=True)):
        if not row.verlies:
            continue
        if smal:
            vel.text(
                2,
                y + _BAR + _below(row) - 4,
                shorten(f"↓ {row.verlies}", vel.width, 10.5, True),
                size=10.5,
                bold=True,
                colour=MINDER,
            )
            continue
        following = ends[position + 1][1] if position + 1 < len(ends) else right
        words = shorten(row.verlies, vel.width, 11, True)
        x = min((right + following) / 2 + 20, vel.width - text_width(words, 11, True))
        vel.text(x, y + _BAR + _GAP / 2, words, bold=True, colour=MINDER, halo=True)


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
