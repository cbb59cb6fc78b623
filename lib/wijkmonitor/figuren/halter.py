"""Then and now: an open dot, a filled dot and the way between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import wrap
from wijkmonitor.figuren.rij import check_row
from wijkmonitor.figuren.rooster import Plek, Rooster, draw_axis, draw_names, make_rooster
from wijkmonitor.figuren.schaal import Schaal, round_step
from wijkmonitor.figuren.stijl import GRIJS, INKT, Vraag, colour_of
from wijkmonitor.figuren.vel import BREED, SMAL, Vel, text_width
from wijkmonitor.taal.getallen import getal, tussen


@dataclass(frozen=True)
class Halter:
    """One area or indicator, then and now, in the unit of the figure.

    A missing end needs `reden`. nu_laag and nu_hoog: the margin of now, where known. held: in the question's colour.
    """

    naam: str
    toen: float | None
    nu: float | None
    nu_laag: float | None = None
    nu_hoog: float | None = None
    held: bool = True
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.naam, self.reden, self.toen, self.nu, margin=(self.nu_laag, self.nu_hoog))


@dataclass(frozen=True)
class _Opmaak:
    toen: str
    nu: str
    vraag: int
    decimalen: int
    schaal: tuple[float, float]
    voetregel: str


def halter(
    rijen: Sequence[Halter],
    *,
    toen: str,
    nu: str,
    vraag: Vraag = 2,
    eenheid: str = "",
    decimalen: int = 0,
    schaal: tuple[float, float] | None = None,
    marge_bekend: bool = False,
    alt: str | None = None,
) -> Figuur:
    """Two moments per row; keep the order wijk, gemeente, Nederland.

    toen, nu: words for the moments, e.g. `2012`. schaal: ends of the axis; without it the axis may begin above 0 and
    says so below the figure. marge_bekend False: the figure says that margins are unknown.
    """
    if not rijen:
        raise ValueError("rijen=() must have at least one row")
    ends = schaal or _scale_for(rijen)
    notes = [f"De as begint bij {getal(ends[0])}."] if ends[0] > 0 else []
    notes += [] if marge_bekend else ["De marges zijn niet bekend."]
    look = _Opmaak(toen, nu, vraag, decimalen, ends, " ".join(notes))
    return draw_both(partial(_draw, tuple(rijen), look), alt or _alt(rijen, look, eenheid, marge_bekend))


def _scale_for(rijen: Sequence[Halter]) -> tuple[float, float]:
    values = [v for row in rijen for v in (row.toen, row.nu, row.nu_laag, row.nu_hoog) if v is not None]
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    step = round_step(max(high - low, abs(high) * 0.1, 0.5) / 2)
    start = (low // step - 1) * step
    return (0.0 if low >= 0 > start - step else start), -(-high // step) * step + step


def _draw(rijen: tuple[Halter, ...], look: _Opmaak, smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    rooster = make_rooster([row.naam for row in rijen], smal=smal, row=24 if smal else 40, top=22, words=40,
                           words_below=0)  # fmt: skip
    edge = 30 if smal else 10
    scale = Schaal(*look.schaal, rooster.left + edge, rooster.right - edge)
    draw_axis(vel, rooster, scale, caption=look.voetregel)
    _draw_legend(vel, rooster, look)
    heroes = [row.held for row in rijen]
    colours = [colour_of(look.vraag).vol if row.held else GRIJS for row in rijen]
    names = [colour if row.held else INKT for row, colour in zip(rijen, colours, strict=True)]
    draw_names(vel, rooster, bold=heroes if not all(heroes) else (), colours=names)
    for row, plek, colour in zip(rijen, rooster.plekken, colours, strict=True):
        _draw_row(vel, rooster, scale, row, plek, colour, look.decimalen)
    return vel.svg()


def _draw_legend(vel: Vel, rooster: Rooster, look: _Opmaak) -> None:
    x = rooster.left
    for open_, word in ((True, look.toen), (False, look.nu)):
        vel.dot(x + 6, 9, colour=GRIJS, size=10, open_=open_)
        vel.text(x + 16, 9, word, size=10.5, colour=GRIJS)
        x += 16 + text_width(word, 10.5) + 16


def _draw_row(vel: Vel, rooster: Rooster, scale: Schaal, row: Halter, plek: Plek, colour: str, decimals: int) -> None:
    if row.nu_laag is not None and row.nu_hoog is not None:
        vel.band((scale(row.nu_laag), plek.y), (scale(row.nu_hoog), plek.y), colour=colour, alpha=0.22)
    if row.toen is not None and row.nu is not None:
        vel.line([(scale(row.toen), plek.y), (scale(row.nu), plek.y)], colour=colour, thick=4, alpha=0.45)
    size = 13 if row.held else 11.5
    falls = row.toen is not None and row.nu is not None and row.nu < row.toen
    for value, open_ in ((row.toen, True), (row.nu, False)):
        if value is None:
            continue
        left = open_ != falls
        vel.dot(scale(value), plek.y, colour=colour, size=11 if open_ else 13, open_=open_)
        x = scale(value) + (-12 if left else 12)
        vel.text(x, plek.y, getal(value, decimals), size=size, bold=not open_, colour=colour,
                 anchor="eind" if left else "start", halo=True)  # fmt: skip
    if row.toen is None or row.nu is None:
        _draw_reason(vel, rooster, scale, row, plek)


def _draw_reason(vel: Vel, rooster: Rooster, scale: Schaal, row: Halter, plek: Plek) -> None:
    known = row.nu if row.nu is not None else row.toen
    x = rooster.left if known is None else scale(known) + 46
    room = rooster.width - x
    if known is not None and room < 90:
        room = scale(known) - 46 - rooster.left
        x = rooster.left
    vel.lines_of_text(x, plek.y, wrap(row.reden, room, 9.5, lines=2), size=9.5, colour=GRIJS, halo=True)


def _alt(rijen: Sequence[Halter], look: _Opmaak, eenheid: str, marge_bekend: bool) -> str:
    facts = [_fact(row, look.decimalen, eenheid) for row in sorted(rijen, key=lambda row: not row.held)]
    chance = "" if marge_bekend else "De marges zijn niet bekend"
    return compose_alt(f"Puntfiguur met twee momenten, {look.toen} en {look.nu}", facts, chance=chance)


def _fact(row: Halter, decimals: int, eenheid: str) -> str:
    if row.toen is None or row.nu is None:
        known = [f"{word} {getal(v, decimals)}" for word, v in (("toen", row.toen), ("nu", row.nu)) if v is not None]
        return f"{row.naam}: {', '.join([*known, row.reden])}"
    text = f"{row.naam}: van {getal(row.toen, decimals)} naar {getal(row.nu, decimals)} {eenheid}".strip()
    if row.nu_laag is not None and row.nu_hoog is not None:
        text += f", nu {tussen(row.nu_laag, row.nu_hoog, decimals)}"
    return text
