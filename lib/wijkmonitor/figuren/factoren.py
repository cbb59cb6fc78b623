"""What helps and what hinders: counts to two sides, per success factor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import fit
from wijkmonitor.figuren.rij import check_row
from wijkmonitor.figuren.rooster import draw_names, make_rooster
from wijkmonitor.figuren.schaal import Schaal
from wijkmonitor.figuren.stijl import GRIJS, INKT, Vraag, colour_of
from wijkmonitor.figuren.vel import BREED, SMAL, Anker, Vel
from wijkmonitor.taal.getallen import getal


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


def factoren(
    rijen: Sequence[Factor],
    *,
    vraag: Vraag = 4,
    woorden: tuple[str, str] = ("belemmerend", "bevorderend"),
    alt: str | None = None,
) -> Figuur:
    """Bars from a middle line: left how often a factor hindered (hatched), right how often it helped."""
    if not rijen:
        raise ValueError("rijen=() must have at least one factor")
    facts = [_fact(row, woorden) for row in sorted(rijen, key=lambda r: -((r.bevorderend or 0) + (r.belemmerend or 0)))]
    draw = partial(_draw, tuple(rijen), vraag, woorden)
    return draw_both(draw, alt or compose_alt("Balken naar twee kanten, per factor", facts))


def _draw(rijen: tuple[Factor, ...], vraag: int, words: tuple[str, str], smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    rooster = make_rooster([row.naam for row in rijen], smal=smal, row=20 if smal else 28, top=24, words=4,
                           words_below=0)  # fmt: skip
    most = max([max(row.bevorderend or 0, row.belemmerend or 0) for row in rijen] or [1]) or 1
    scale = Schaal(-most, most, rooster.left + 30, rooster.right - 30)
    colour, middle = colour_of(vraag), scale(0)
    room = (rooster.right - rooster.left) / 2 - 12
    left_word, left_size = fit(f"← {words[0]}", room, 11, True)
    right_word, right_size = fit(f"{words[1]} →", room, 11, True)
    vel.text(middle - 8, 9, left_word, size=left_size, bold=True, colour=INKT, anchor="eind")
    vel.text(middle + 8, 9, right_word, size=right_size, bold=True, colour=colour.vol)
    draw_names(vel, rooster)
    for row, plek in zip(rijen, rooster.plekken, strict=True):
        _draw_side(vel, scale, row.belemmerend, plek.y, -1, ("#FFFFFF", GRIJS), row.reden)
        _draw_side(vel, scale, row.bevorderend, plek.y, 1, (colour.vol, colour.vol), row.reden)
    for top, bottom in rooster.zones():
        vel.line([(middle, top), (middle, bottom)], thick=1.4, cap="butt")
    vel.height = rooster.bottom + 4
    return vel.svg()


def _draw_side(vel: Vel, scale: Schaal, count: int | None, y: float, side: int, colours: tuple[str, str], reason: str) -> None:
    anchor: Anker = "start" if side > 0 else "eind"
    if count is None:
        text, size = fit(reason, abs(scale(scale.high) - scale(0)) + 18, 9.5, least=8)
        vel.text(scale(0) + side * 7, y, text, size=size, colour=GRIJS, anchor=anchor)
        return
    end, start = scale(side * count), scale(0)
    if count:
        vel.box(min(start, end), y - 8, abs(end - start), 16, colour=colours[0], edge=colours[1], thick=1.2,
                hatch=None if side > 0 else "////")  # fmt: skip
    word = getal(count)
    vel.text(end + side * 7, y, word, size=11, bold=True, colour=colours[1], anchor=anchor)


def _fact(row: Factor, words: tuple[str, str]) -> str:
    if row.bevorderend is None or row.belemmerend is None:
        known = [f"{getal(c)} keer {w}" for c, w in ((row.belemmerend, words[0]), (row.bevorderend, words[1])) if c is not None]
        return f"{row.naam}: {', '.join([*known, row.reden])}"
    return f"{row.naam}: {getal(row.bevorderend)} keer {words[1]}, {getal(row.belemmerend)} keer {words[0]}"
