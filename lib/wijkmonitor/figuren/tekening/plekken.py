"""The places of a wijk on the plate: care, meeting, shop and cart, and what is green."""

from __future__ import annotations

import math
from collections.abc import Callable

from wijkmonitor.figuren.kleuren import Verf
from wijkmonitor.figuren.letters import width
from wijkmonitor.figuren.tekening.bouwstenen import BLAD, KLEUREN, draw_boom, draw_mens, draw_raam, draw_struik, mens
from wijkmonitor.figuren.tekening.pen import INKT, Pen


def draw_naambord(pen: Pen, middle: float, top: float, name: str, *, size: float = 46, least: float = 300) -> None:
    """A white board with a name; the letters shrink where the name is long, to 14 points at least."""
    if not name:
        return
    size = max(size, 50)
    while size > 50 and width(name, size, True) > 560:
        size -= 2
    wide = max(least, width(name, size, True) + 50)
    pen.box(middle - wide / 2, top, wide, 82, Verf.WIT)
    pen.text(middle, top + 41 + size * 0.35, name, size)


def draw_zorg(pen: Pen, x: float, ground: float, name: str, loket: str) -> None:
    """The place of care: flat roof, wide door, a cross; loket: the name on a second door."""
    pen.box(x + 20, ground - 390, 600, 390, Verf.CREME)
    pen.box(x, ground - 430, 640, 46, Verf.ZEEGROEN)
    pen.box(x + 235, ground - 220, 150, 220, Verf.GLAS)
    pen.line([(x + 310, ground - 220), (x + 310, ground)])
    draw_raam(pen, x + 55, ground - 310, 130, 110)
    pen.box(x + 70, ground - 150, 84, 84, Verf.WIT, thick=5)
    pen.line([(x + 112, ground - 137), (x + 112, ground - 79)], KLEUREN[1], 17)
    pen.line([(x + 83, ground - 108), (x + 141, ground - 108)], KLEUREN[1], 17)
    if loket:
        pen.box(x + 450, ground - 200, 110, 200, KLEUREN[2])
        pen.box(x + 410, ground - 290, 200, 66, Verf.LICHTBLAUW, thick=5)
        pen.text(x + 510, ground - 242, loket, 50)
    else:
        draw_raam(pen, x + 445, ground - 310, 130, 110)
        draw_struik(pen, x + 560, ground + 12, 130, BLAD[0])
    draw_struik(pen, x + 60, ground + 12, 110)
    draw_naambord(pen, x + 310, ground - 525, name)


def draw_later(pen: Pen, x: float, ground: float, name: str) -> None:
    """A sign for a place that is not there yet."""
    for post in (x + 60, x + 400):
        pen.line([(post, ground - 130), (post, ground)], Verf.HOUT, 14)
    pen.box(x, ground - 250, 460, 150, Verf.WIT, thick=6)
    pen.text(x + 230, ground - 188, name, 52)
    pen.text(x + 230, ground - 125, "komt nog", 50)


def draw_ontmoeting(pen: Pen, x: float, ground: float, name: str) -> None:
    """The meeting place: a big house with lit windows and an open door."""
    pen.area([(x, ground - 320), (x + 265, ground - 490), (x + 540, ground - 320)], Verf.TERRACOTTA)
    pen.box(x + 40, ground - 320, 460, 320, Verf.PERZIK)
    pen.box(x + 200, ground - 190, 130, 190, KLEUREN[3])
    pen.circle(x + 308, ground - 92, 9, fill=Verf.GEEL, line=None)
    for left in (x + 72, x + 368):
        draw_raam(pen, left, ground - 250, 96, 124, Verf.LICHT)
    draw_naambord(pen, x + 270, ground - 388, name, size=44, least=270)


def draw_slinger(pen: Pen, start: tuple[float, float], end: tuple[float, float], flags: int) -> None:
    """A garland with 0 to 14 flags."""
    points = []
    for step in range(21):
        part = step / 20
        sag = 42 * math.sin(math.pi * part)
        points.append((start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part + sag))
    pen.line(points, thick=6, flow=True)
    for flag in range(flags):
        place = (flag + 0.7) / (flags + 0.4) * 20
        low, part = int(place), place - int(place)
        x, y = (points[low][axis] + (points[low + 1][axis] - points[low][axis]) * part for axis in (0, 1))
        colour = (KLEUREN[2], Verf.HEMELSBLAUW, Verf.GEEL)[flag % 3]
        pen.area([(x - 27, y - 3), (x + 27, y + 3), (x, y + 60)], colour, thick=5)


def draw_winkel(pen: Pen, x: float, ground: float) -> None:
    """A shop with an awning and fruit."""
    pen.box(x + 15, ground - 330, 620, 330, Verf.CREME)
    pen.box(x, ground - 376, 650, 54, KLEUREN[2])
    pen.box(x + 380, ground - 220, 200, 220, Verf.GLAS)
    pen.line([(x + 480, ground - 220), (x + 480, ground)])
    pen.box(x + 60, ground - 240, 270, 150, Verf.GLAS)
    for column, colour in enumerate((Verf.KORAAL, Verf.GEEL, Verf.LOOF, Verf.ORANJE)):
        for row in range(2):
            pen.circle(x + 98 + column * 66, ground - 104 - row * 42, 21, fill=colour, thick=5, corners=8)
    _draw_awning(pen, x + 40, ground - 290, 52, 6, Verf.KORAAL)
    draw_naambord(pen, x + 230, ground - 454, "Winkel", size=48, least=320)


def _draw_awning(pen: Pen, x: float, y: float, step: float, strips: int, colour: str, other: str = Verf.WIT) -> None:
    for strip in range(strips):
        left = x + strip * step
        shape = [(left, y), (left + step, y), (left + step + 5, y + 56), (left + 5, y + 56)]
        pen.area(shape, other if strip % 2 else colour, thick=5)


def draw_kar(pen: Pen, x: float, ground: float) -> None:
    """The cart with coffee and tea, and who pours it."""
    _draw_awning(pen, x - 30, ground - 360, 56, 6, KLEUREN[0], Verf.GEEL)
    for post in (x - 10, x + 296):
        pen.line([(post, ground - 300), (post, ground - 160)], thick=9)
    draw_mens(pen, x + 143, ground - 85, 225, mens(5, zit=True))
    pen.box(x - 25, ground - 160, 335, 142, Verf.CREME)
    pen.text(x + 143, ground - 100, "Koffie", 50)
    pen.text(x + 143, ground - 46, "en thee", 50)
    for wheel in (x + 40, x + 245):
        pen.circle(wheel, ground - 6, 42, fill=Verf.STEENWIT)
        pen.circle(wheel, ground - 6, 9, fill=INKT, line=None)
    for cup in (x + 15, x + 240):
        pen.area(
            [(cup, ground - 194), (cup + 38, ground - 194), (cup + 32, ground - 162), (cup + 6, ground - 162)], Verf.WIT, thick=5
        )
        pen.line([(cup + 12, ground - 210), (cup + 22, ground - 224), (cup + 14, ground - 238)], thick=4, flow=True)


def draw_hek(pen: Pen, x: float, ground: float, w: float) -> None:
    """A wooden fence."""
    post = x
    while post <= x + w:
        pen.line([(post, ground - 105), (post, ground)], Verf.STAM, 15)
        post += 90
    for height in (74, 34):
        pen.line([(x - 10, ground - height), (x + w / 2, ground - height + 3), (x + w + 10, ground - height - 2)], Verf.STAM, 11)


def draw_dierenweide(pen: Pen, x: float, ground: float, name: str) -> None:
    """A barn, a goat, a hen and someone who feeds them, behind a fence."""
    barn = x + 520
    pen.box(barn, ground - 440, 330, 290, Verf.ROOD)
    roof = [(barn - 30, ground - 435), (barn + 20, ground - 545), (barn + 165, ground - 605), (barn + 310, ground - 545)]
    pen.area([*roof, (barn + 362, ground - 435)], Verf.ROODBRUIN)
    pen.box(barn + 95, ground - 330, 140, 180, Verf.ROODBRUIN)
    for a, b in (((95, 330), (235, 150)), ((235, 330), (95, 150))):
        pen.line([(barn + a[0], ground - a[1]), (barn + b[0], ground - b[1])], Verf.ROOM, 8)
    draw_naambord(pen, barn + 167, ground - 432, name, size=46, least=360)
    draw_boom(pen, x + 1010, ground - 160, 320, blad=Verf.GRAS)
    _draw_geit(pen, x + 190, ground - 150)
    draw_mens(pen, x + 345, ground - 70, 190, mens(4, arm=-1))
    _draw_kip(pen, x + 450, ground - 100)
    draw_hek(pen, x + 30, ground, 1060)


def _draw_geit(pen: Pen, x: float, y: float) -> None:
    white = Verf.CREME
    for leg in (-60, -25, 30, 62):
        pen.line([(x + leg, y + 43), (x + leg, y + 103)], thick=8)
    pen.circle(x, y, 92, 54, fill=white)
    pen.circle(x - 95, y - 65, 40, 34, fill=white)
    pen.line([(x - 110, y - 95), (x - 128, y - 140)], thick=8)
    pen.line([(x - 85, y - 97), (x - 90, y - 143)], thick=8)
    pen.circle(x - 107, y - 70, 5, fill=INKT, line=None)
    pen.line([(x - 118, y - 35), (x - 120, y - 7)], thick=7)
    pen.line([(x + 90, y - 20), (x + 110, y - 45)], thick=9)


def _draw_kip(pen: Pen, x: float, y: float) -> None:
    for leg in (-10, 10):
        pen.line([(x + leg, y + 37), (x + leg, y + 62)], Verf.OKERGEEL, 6)
    pen.circle(x, y, 44, 38, fill=Verf.ORANJE)
    pen.circle(x + 40, y - 38, 22, fill=Verf.ORANJE)
    pen.area([(x + 60, y - 42), (x + 86, y - 34), (x + 60, y - 24)], Verf.GEEL, thick=4)
    pen.line([(x + 33, y - 58), (x + 40, y - 74), (x + 48, y - 58)], KLEUREN[1], 9)
    pen.circle(x + 44, y - 40, 4, fill=INKT, line=None)


def draw_beweegpark(pen: Pen, x: float, ground: float, name: str) -> None:
    """Bars, a climbing frame and a goal, with people who move."""
    for post in (x + 60, x + 220, x + 380):
        pen.line([(post, ground - 300), (post, ground - 20)], KLEUREN[2], 16)
    pen.line([(x + 60, ground - 300), (x + 380, ground - 300)], KLEUREN[2], 16)
    for rung in range(5):
        pen.line([(x + 220, ground - 260 + rung * 48), (x + 380, ground - 260 + rung * 48)], Verf.GEEL, 10)
    draw_mens(pen, x + 140, ground - 50, 235, mens(1, arm=1))
    draw_mens(pen, x + 470, ground - 20, 215, mens(2, arm=-1))
    frame = x + 620
    for a, b in (((0, 0), (90, -260)), ((90, -260), (300, -260)), ((300, -260), (390, 0)), ((45, -130), (345, -130)),
                 ((195, -260), (195, 0))):  # fmt: skip
        pen.line([(frame + a[0], ground - 20 + a[1]), (frame + b[0], ground - 20 + b[1])], Verf.KORAAL, 14)
    draw_mens(pen, frame + 120, ground - 150, 150, mens(3, arm=1))
    draw_mens(pen, frame + 290, ground - 20, 160, mens(6))
    pen.circle(x + 545, ground - 34, 28, fill=Verf.WIT)
    draw_naambord(pen, x + 560, ground - 440, name, size=48, least=360)
    for post in (x + 440, x + 680):
        pen.line([(post, ground - 358), (post, ground - 300)], Verf.HOUT, 14)
    draw_boom(pen, x + 1075, ground - 40, 330, blad=BLAD[1])


def draw_plein(pen: Pen, x: float, ground: float, name: str) -> None:
    """A square with a market stall, a clock, a bench and a tree."""
    pen.circle(x + 560, ground - 20, 540, 62, fill=Verf.PLEIN, line=None, corners=14)
    _draw_awning(pen, x + 90, ground - 330, 58, 6, KLEUREN[1])
    for post in (x + 105, x + 430):
        pen.line([(post, ground - 274), (post, ground - 40)], Verf.HOUT, 12)
    draw_mens(pen, x + 200, ground - 60, 220, mens(0, arm=1))
    pen.box(x + 90, ground - 150, 355, 106, Verf.PERZIK)
    for column in range(6):
        pen.circle(
            x + 124 + column * 57, ground - 160, 22, fill=(Verf.GEEL, Verf.KORAAL, Verf.LOOF)[column % 3], thick=5, corners=8
        )
    pen.line([(x + 575, ground - 330), (x + 575, ground - 24)], INKT, 14)
    pen.circle(x + 575, ground - 372, 56, fill=Verf.WIT)
    pen.line([(x + 575, ground - 400), (x + 575, ground - 372), (x + 596, ground - 360)], thick=6)
    draw_boom(pen, x + 960, ground - 40, 400, blad=BLAD[0])
    for leg in (x + 720, x + 860):
        pen.line([(leg, ground - 74), (leg, ground - 20)], thick=10)
    pen.box(x + 690, ground - 96, 200, 24, Verf.HOUT)
    draw_mens(pen, x + 760, ground - 24, 205, mens(3, zit=True, doek=True))
    draw_mens(pen, x + 480, ground - 10, 225, mens(8, rok=True))
    draw_naambord(pen, x + 790, ground - 470, name, size=48, least=250)
    pen.line([(x + 790, ground - 388), (x + 790, ground - 100)], Verf.HOUT, 14)


def draw_park(pen: Pen, x: float, ground: float, name: str) -> None:
    """Trees, a pond with a duck and a bench."""
    pen.circle(x + 330, ground - 70, 290, 62, fill=Verf.WATER, line=Verf.HEMELSBLAUW, corners=14)
    pen.circle(x + 300, ground - 92, 46, 26, fill=Verf.WIT)
    pen.circle(x + 346, ground - 122, 19, fill=Verf.LOOF)
    pen.area([(x + 363, ground - 126), (x + 388, ground - 119), (x + 362, ground - 112)], Verf.GEEL, thick=4)
    for at, tall, leaf in ((90, 330, 0), (640, 400, 1), (1050, 350, 2)):
        draw_boom(pen, x + at, ground - 90, tall, blad=BLAD[leaf], rond=leaf != 2)
    for leg in (x + 770, x + 920):
        pen.line([(leg, ground - 74), (leg, ground - 20)], thick=10)
    pen.box(x + 740, ground - 96, 210, 24, Verf.HOUT)
    draw_mens(pen, x + 810, ground - 24, 205, mens(3, zit=True))
    draw_mens(pen, x + 890, ground - 24, 195, mens(1, zit=True, doek=True))
    draw_naambord(pen, x + 420, ground - 420, name, size=48, least=230)
    if name:
        pen.line([(x + 420, ground - 338), (x + 420, ground - 140)], Verf.HOUT, 14)


GROENE_PLEKKEN: dict[str, Callable[[Pen, float, float, str], None]] = {
    "dierenweide": draw_dierenweide,
    "beweegpark": draw_beweegpark,
    "plein": draw_plein,
    "park": draw_park,
}
