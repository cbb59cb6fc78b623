"""A row of ten people, some of them in colour: 'so many of ten'. Never half a person."""

from __future__ import annotations

from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import wrap
from wijkmonitor.figuren.stijl import GRIJS, SCHRIJFLIJN, ZAND, Vraag, colour_of
from wijkmonitor.figuren.teken import Plaats
from wijkmonitor.figuren.vel import BREED, SMAL, STREEP, Vel


def tien(aantal: int | None, tekst: str, *, vraag: Vraag = 1, reden: str = "", alt: str | None = None) -> Figuur:
    """Ten people of whom `aantal` (0 to 10) in colour, with `tekst` below (`van de 10 mensen begonnen`).

    aantal None: ten open outlines and `reden`.
    """
    if aantal is None and not reden.strip():
        raise ValueError(f"reden={reden!r} must say why there is no number")
    if aantal is not None and not 0 <= aantal <= 10:
        raise ValueError(f"aantal={aantal!r} must be 0 to 10")
    words = f"{aantal} {tekst}" if aantal is not None else reden
    text = alt or compose_alt("Rij van tien mensen", [words])
    return draw_both(partial(_draw, aantal, words, vraag), text)


def _draw(aantal: int | None, words: str, vraag: int, smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    step = vel.width / 10 if smal else 42.0
    height = 44.0 if smal else 74.0
    for position in range(10):
        chosen = aantal is not None and position < aantal
        _draw_person(vel, step * (position + 0.5), height, chosen, aantal is None, vraag)
    rows = wrap(words, vel.width, 13, True, lines=3)
    colour = colour_of(vraag).vol if aantal is not None else GRIJS
    vel.lines_of_text(0, height + 14 + len(rows) * 8, rows, size=13, bold=True, colour=colour)
    vel.height = height + 18 + len(rows) * 16
    return vel.svg()


def _draw_person(vel: Vel, x: float, height: float, chosen: bool, unknown: bool, vraag: int) -> None:
    head, wide = height * 0.32, height * 0.24
    body: list[Plaats] = [(x - wide, height), (x - wide * 0.9, height * 0.56), (x, height * 0.44),
                          (x + wide * 0.9, height * 0.56), (x + wide, height)]  # fmt: skip
    if unknown:
        vel.polygon(body, edge=GRIJS, thick=1.3, dash=STREEP)
        vel.dot(x, height * 0.22, colour=GRIJS, size=head, open_=True)
        return
    if not chosen:
        vel.polygon(body, colour=ZAND, edge=SCHRIJFLIJN, thick=1.3)
        vel.dot(x, height * 0.22, colour=SCHRIJFLIJN, size=head, open_=True)
        return
    vel.polygon(body, colour=colour_of(vraag).vol)
    vel.dot(x, height * 0.22, colour=colour_of(vraag).vol, size=head + 1.5)
