"""To two sides of a middle line: who is missing (fewer than in the wijk left, more right), and what hinders (left) and helps (right)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, VEL, Vraag, colour_of
from wijkmonitor.figuren.letters import KLEIN, cut_to_room, fit, round_step, wrap
from wijkmonitor.figuren.rijen import Figuurrij, place_rows, row_zones, write_list
from wijkmonitor.taal.getallen import getal, opsomming

_UITLEG = "Een getal is hoe vaak het is opgeschreven."
_MIDDEN, _EENHEID = "precies zoals in de wijk", "van de 100 deelnemers"


@dataclass(frozen=True)
class Kant:
    """One group: its difference with the middle line, in the unit of the figure, and the margin of that.

    kenmerk: what it is a group of (age, sex, buurt). zeker: larger than chance; None = follows from the margin, give
    it where several comparisons are judged together. verschil None: `reden` says why.
    """

    kenmerk: str
    naam: str
    verschil: float | None
    laag: float | None = None
    hoog: float | None = None
    zeker: bool | None = None
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.naam, self.reden, self.verschil, margin=(self.laag, self.hoog))

    @property
    def certain(self) -> bool:
        """Whether the difference may be called larger than chance."""
        if self.verschil is None:
            return False
        if self.zeker is not None:
            return self.zeker
        return self.laag is not None and self.hoog is not None and (self.laag > 0 or self.hoog < 0)


def twee_kanten(rijen: Sequence[Kant], *, vraag: Vraag = 1) -> Figuur:
    """Differences with the wijk per group, in people per 100 participants; within each kenmerk the group that is missed most
    stands first.

    Filled dot with its number: larger than chance. Open grey dot: may be chance.
    """
    if not rijen:
        raise ValueError("rijen=() must have at least one row")
    order = list(dict.fromkeys(row.kenmerk for row in rijen))
    rows = tuple(sorted(rijen, key=lambda r: (order.index(r.kenmerk), r.verschil is None, r.verschil or 0.0)))
    return draw_both(partial(_draw_groups, rows, vraag), _alt(rows))


def _draw_groups(rows: tuple[Kant, ...], vraag: int, blad: Blad) -> None:
    high = 17 if blad.smal else 20
    ys = place_rows(blad, [Figuurrij(row.naam, row.kenmerk) for row in rows], row=high, top=40, words=8, inset=0, one_line=True)
    reach = max([abs(end) for row in rows for end in (row.verschil, row.laag, row.hoog) if end is not None] or [1])
    step = round_step(reach / 2.2)
    edge = reach * (1.2 if blad.smal else 1.12) + step * 0.2
    blad.set_scale(-edge, edge)
    zones, colour = row_zones(blad, ys, high), colour_of(vraag)
    blad.area(*[[(-edge, t), (0, t), (0, b), (-edge, b)] for t, b in zones], colour=colour.licht, alpha=0.6, under=True)
    ticks = [(k * step, _signed(k * step, step)) for k in (-2, -1, 0, 1, 2) if abs(k * step) < edge]
    blad.show_axis(ticks, zones=zones, unit=_EENHEID)
    blad.line(*[[(0, top), (0, bottom)] for top, bottom in zones], thick=1.6)
    _draw_heads(blad, colour.vol)
    for row, y in zip(rows, ys, strict=True):
        _draw_row(blad, row, y, colour.vol)


def _draw_heads(blad: Blad, colour: str) -> None:
    middle, half = blad.x(0), (blad.right - blad.left) / 2 - 8
    left, left_size = fit("← minder", half, 11, True, least=KLEIN)
    right, right_size = fit("meer →", half, 11, True, least=KLEIN)
    blad.write(middle - 6, 10, left, size=left_size, bold=True, colour=colour, anchor="right")
    blad.write(middle + 6, 10, right, size=right_size, bold=True, colour=INKT)
    blad.write(middle, 27, _MIDDEN, size=10, colour=GRIJS, anchor="center")


def _draw_row(blad: Blad, row: Kant, y: float, tint: str) -> None:
    if row.verschil is None:
        blad.write(blad.x(0) + 8, y, cut_to_room(row.reden, blad.right - blad.x(0) - 10, 9.5), size=9.5, colour=GRIJS)
        return
    colour = (tint if row.verschil < 0 else INKT) if row.certain else GRIJS
    if row.laag is not None and row.hoog is not None:
        blad.band(row.laag, row.hoog, y, colour=colour, thick=7.5, alpha=0.32)
    blad.dots([(row.verschil, y)], colour=colour, size=10.5, open_=not row.certain)
    if row.certain:
        left = row.verschil < 0
        ends = [end for end in (row.laag, row.hoog, row.verschil) if end is not None]
        x = blad.x(min(ends) if left else max(ends)) + (-9 if left else 9)
        blad.write(x, y, _signed(row.verschil, 1), size=11.5, bold=True, colour=colour, anchor="right" if left else "left")


def _signed(value: float, step: float) -> str:
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    text = getal(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0,") else text


def _alt(rows: Sequence[Kant]) -> str:
    sure = sorted((row for row in rows if row.certain), key=lambda row: row.verschil or 0)
    facts = []
    for word, side in (
        ("minder", [row for row in sure if (row.verschil or 0) < 0]),
        ("meer", [row for row in reversed(sure) if (row.verschil or 0) >= 0]),
    ):
        if side:
            parts = [f"{row.naam} {getal(abs(row.verschil or 0))}" for row in side]
            facts.append(f"{word.capitalize()}, {_EENHEID}: {opsomming(parts)}")
    chance = [row.naam for row in rows if not row.certain and row.verschil is not None]
    maybe = f"Kan toeval zijn: {opsomming(chance)}" if chance else ""
    if len(maybe) > 110:
        maybe = f"Bij {len(chance)} andere groepen kan het verschil toeval zijn"
    return compose_alt(f"Puntfiguur met een middenlijn: {_MIDDEN}", facts, chance=maybe)


@dataclass(frozen=True)
class Factor:
    """One factor: how often it was named as a help and as a hindrance; None: `reden` says why not."""

    naam: str
    bevorderend: int | None
    belemmerend: int | None
    reden: str = ""

    def __post_init__(self) -> None:
        counts = (self.bevorderend, self.belemmerend)
        check_row(self.naam, self.reden, *counts)
        if any(count is not None and count < 0 for count in counts):
            raise ValueError(f"bevorderend, belemmerend={counts!r} of {self.naam!r} must not be negative")


def factoren(rijen: Sequence[Factor], *, vraag: Vraag = 4) -> Figuur:
    """Bars from a middle line: left how often a factor hindered (hatched), right how often it helped."""
    if not rijen:
        raise ValueError("rijen=() must have at least one factor")
    facts = [_fact(row) for row in sorted(rijen, key=lambda r: -((r.bevorderend or 0) + (r.belemmerend or 0)))]
    return draw_both(partial(_draw_factors, tuple(rijen), vraag), compose_alt("Balken naar twee kanten, per factor", facts))


def _draw_factors(rijen: tuple[Factor, ...], vraag: int, blad: Blad) -> None:
    high = 20 if blad.smal else 27
    ys = place_rows(blad, [Figuurrij(row.naam) for row in rijen], row=high, top=24, words=4, inset=30)
    most = max([max(row.bevorderend or 0, row.belemmerend or 0) for row in rijen] or [1]) or 1
    blad.set_scale(-most, most)
    colour, middle, room = colour_of(vraag).vol, blad.x(0), (blad.right - blad.left) / 2 + 18
    for word, ink, side in (("← belemmerend", INKT, -1), ("bevorderend →", colour, 1)):
        text, size = fit(word, room, 11, True, least=KLEIN)
        blad.write(middle + side * 8, 9, text, size=size, bold=True, colour=ink, anchor="left" if side > 0 else "right")
    for row, y in zip(rijen, ys, strict=True):
        for count, side in ((row.belemmerend, -1), (row.bevorderend, 1)):
            _draw_side(blad, count, y, side, colour, row.reden, room)
    blad.line(*[[(0, top), (0, bottom)] for top, bottom in row_zones(blad, ys, high)], thick=1.4)
    blad.height = write_list(blad, [_UITLEG], blad.bottom + 12)


def _draw_side(blad: Blad, count: int | None, y: float, side: int, colour: str, reason: str, room: float) -> None:
    ink = colour if side > 0 else GRIJS
    if count is None:
        lines = wrap(reason, room, KLEIN, lines=2)
        blad.write(blad.x(0) + side * 7, y, *lines, size=KLEIN, colour=GRIJS, anchor="left" if side > 0 else "right")
        return
    if count:
        look = {"colour": colour} if side > 0 else {"colour": VEL, "edge": GRIJS, "hatch": "////"}
        blad.bar(min(0, side * count), max(0, side * count), y, high=16, thick=1.2, **look)
    x = blad.x(side * count) + side * 7
    blad.write(x, y, getal(count), size=11, bold=True, colour=ink, anchor="left" if side > 0 else "right")


def _fact(row: Factor) -> str:
    if row.bevorderend is None or row.belemmerend is None:
        counts = ((row.belemmerend, "belemmerend"), (row.bevorderend, "bevorderend"))
        known = [f"{getal(count)} keer {word}" for count, word in counts if count is not None]
        return f"{row.naam}: {', '.join([*known, row.reden])}"
    return f"{row.naam}: {getal(row.bevorderend)} keer bevorderend, {getal(row.belemmerend)} keer belemmerend"
