"""What helps and what hinders: counts to two sides, per success factor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, VEL, Vraag, colour_of
from wijkmonitor.figuren.letters import fit, wrap
from wijkmonitor.figuren.maten import KLEIN
from wijkmonitor.figuren.rijen import Figuurrij, place_rows, row_zones
from wijkmonitor.figuren.tijdas import write_list
from wijkmonitor.taal.getallen import getal

_UITLEG = "Een getal is hoe vaak het is opgeschreven."


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
    return draw_both(partial(_draw, tuple(rijen), vraag), compose_alt("Balken naar twee kanten, per factor", facts))


def _draw(rijen: tuple[Factor, ...], vraag: int, blad: Blad) -> None:
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
