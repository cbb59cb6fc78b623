"""The drawing of the plate: one wijk with its own places, always the same for the same wijk."""

from __future__ import annotations

import math

from wijkmonitor.figuren.kleuren import Verf
from wijkmonitor.figuren.tekening.beeld import Beeld
from wijkmonitor.figuren.tekening.bouwstenen import (
    BLAD,
    DAK,
    KLEUREN,
    MUUR,
    draw_ballon,
    draw_boom,
    draw_flat,
    draw_huis,
    draw_mens,
    draw_poppetje,
    mens,
)
from wijkmonitor.figuren.tekening.pen import INKT, Pen
from wijkmonitor.figuren.tekening.plekken import (
    GROENE_PLEKKEN,
    draw_kar,
    draw_later,
    draw_ontmoeting,
    draw_slinger,
    draw_winkel,
    draw_zorg,
)
from wijkmonitor.figuren.tekening.slots import BALLONNEN, BORDEN, BREED, HOOG, MAX_BEDDEN, NOTA, QUOTE, TUIN, Groei, Slots
from wijkmonitor.figuren.tekening.strook import seed_of
from wijkmonitor.taal.getallen import meervoud

_GROND = 900.0  # where the places stand
_ROUTE = [(0, 940), (700, 925), (1500, 945), (2300, 925), (3100, 945), (4200, 925)]
_PAD = {  # edge, surface, middle line
    "lint": (Verf.OKERGEEL, Verf.GEEL, Verf.LINT_LICHT),
    "stenen": (Verf.BETON, Verf.STRAAT, Verf.VOEG),
    "pad": (Verf.PADRAND, Verf.PAD, ""),
}


def draw_scene(slots: Slots) -> str:
    """SVG of the whole plate without its texts; its label tells what is drawn."""
    pen = Pen(seed_of(slots.slug or slots.wijk) or 11, thick=7, tremble=3.4)
    _draw_land(pen, slots.beeld)
    _draw_route(pen, slots.beeld)
    _draw_places(pen, slots)
    _draw_people(pen, slots)
    _draw_foreground(pen)
    _draw_tuin(pen, [bed.groei for bed in slots.bedden[:MAX_BEDDEN]])
    _draw_boards(pen, slots)
    return pen.svg(BREED, HOOG, name="scene", label=_label(slots), hoek="xMidYMin")


def _draw_land(pen: Pen, beeld: Beeld) -> None:
    """Sky, sun, hills and the far row of houses."""
    sky = [(70, 60), (1400, 46), (2800, 62), (4128, 50), (4136, 1400), (4126, 1940), (80, 1940), (66, 1000)]
    pen.area(sky, Verf.LUCHT, line=None)
    pen.circle(3830, 225, 105, fill=Verf.GEEL, line=None, corners=12)
    for degrees in range(0, 360, 30):
        dx, dy = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        pen.line([(3830 + 135 * dx, 225 + 135 * dy), (3830 + 168 * dx, 225 + 168 * dy)], Verf.ZON, 9)
    for hills, colour in (([(72, 600), (700, 545), (1500, 580), (2300, 530), (3200, 565), (4134, 520)], Verf.HEUVEL_VER),
                          ([(72, 985), (900, 935), (1900, 995), (2900, 930), (4134, 975)], Verf.HEUVEL)):  # fmt: skip
        pen.raw(pen.smooth(hills) + "L4134 1940L72 1940Z", fill=colour)
    for x, y, size in ((1890, 300, 30), (1975, 262, 24), (2050, 312, 20), (3590, 330, 22)):
        pen.line([(x - size, y - size / 2), (x, y), (x + size, y - size / 2)], thick=6, flow=True)
    _draw_horizon(pen, beeld)


def _draw_horizon(pen: Pen, beeld: Beeld) -> None:
    pen.thick = 5
    x, block = 2180.0, 0
    while x < 3330:
        kind = beeld.huizen[block % len(beeld.huizen)]
        if block % 3 == 2:
            draw_boom(pen, x + 45, 512, pen.random.uniform(130, 160), blad=BLAD[block % 3])
            x += 95
        elif kind in ("hoogbouw", "portiekflats"):
            floors = 4 if kind == "portiekflats" else 5
            draw_flat(pen, x, 512, 250, 110 if floors == 4 else 132, lagen=floors, muur=MUUR[block % 4],
                      galerij=kind == "hoogbouw")  # fmt: skip
            x += 285
        else:
            for house in range(2):
                tall = 128 if kind == "rijtjes" else 104 + 40 * house
                draw_huis(pen, x, 512, 122, tall, muur=MUUR[(block + house) % 4], dak=DAK[(block + house) % 3],
                          deur=KLEUREN[(block + house) % 4])  # fmt: skip
                x += 132 if kind == "rijtjes" else 160
        block += 1
    pen.thick = 7


def _draw_route(pen: Pen, beeld: Beeld) -> None:
    """The way that ties the places together: a ribbon, a paved street or a path."""
    edge, surface, middle = _PAD[beeld.pad]
    track = pen.smooth(_ROUTE)
    pen.open_clip(72, 50, 4056, 1880)
    pen.raw(track, line=edge, thick=118)
    pen.raw(track, line=surface, thick=102)
    if beeld.pad == "stenen":
        pen.raw(track, line=middle, thick=102, dash="4 40")
        pen.raw(track, line=surface, thick=64)
        pen.raw(track, line=middle, thick=64, dash="4 34")
    elif middle:
        pen.raw(track, line=middle, thick=8, dash="46 40")
    pen.close_part()
    if beeld.pad == "lint":
        pen.text(1080, 865, "beweeglint", 50, colour=Verf.DONKERBRUIN)


def _draw_places(pen: Pen, slots: Slots) -> None:
    """The places that the records of the wijk name; elsewhere stand its houses, and what comes later is a sign."""
    beeld = slots.beeld
    if beeld.zorg:
        draw_zorg(pen, 150, _GROND, beeld.zorg, beeld.loket)
    else:
        _draw_houses(pen, beeld, 150, 3)
    if beeld.winkel:
        draw_winkel(pen, 790, _GROND)
    if beeld.ontmoeting:
        draw_ontmoeting(pen, 1425, _GROND, beeld.ontmoeting)
    else:
        _draw_houses(pen, beeld, 1425, 2)
    if slots.lijnen is not None:
        draw_slinger(pen, (790, 488), (1475, 525), slots.lijnen)
    if beeld.kar:
        draw_kar(pen, 2010, _GROND)
    if beeld.groen:
        GROENE_PLEKKEN[beeld.groen](pen, 2960, _GROND, beeld.groen_naam)
    else:
        _draw_houses(pen, beeld, 3060, 4)
    for number, name in enumerate(beeld.later):
        draw_later(pen, 3560 if not beeld.groen else 2700 if slots.quote or beeld.kar else 2180, _GROND - 20 - 230 * number, name)


def _draw_houses(pen: Pen, beeld: Beeld, x: float, count: int) -> None:
    """Some buildings of this wijk beside each other, of the kinds that it has."""
    for number in range(count):
        kind = beeld.huizen[number % len(beeld.huizen)]
        if kind in ("hoogbouw", "portiekflats"):
            floors, tall = (7, 420) if kind == "hoogbouw" else (4, 330)
            draw_flat(pen, x, _GROND, 200, tall, lagen=floors, muur=MUUR[number % 4], galerij=kind == "hoogbouw")
        else:
            draw_huis(pen, x, _GROND, 175, 300, muur=MUUR[number % 4], dak=DAK[number % 3], deur=KLEUREN[number % 4])
        x += 245


def _draw_flowers(pen: Pen, open_: int) -> None:
    """Ten flowers below board 2, of which some are open."""
    for number in range(10):
        x, y = BORDEN[2].x + 395 + number * 54, BORDEN[2].y + 304
        pen.line([(x, y), (x + pen.random.uniform(-5, 5), y - 72)], Verf.STENGEL, 7)
        pen.line([(x, y - 28), (x + 20, y - 44)], Verf.STENGEL, 7)
        if number >= open_:
            pen.circle(x, y - 80, 10, 16, fill=Verf.KNOP, thick=5, corners=8)
            continue
        for petal in range(6):
            turn = math.radians(60 * petal + 15)
            pen.circle(x + 19 * math.cos(turn), y - 84 + 18 * math.sin(turn), 13, fill=Verf.KORAAL, line=None, corners=8)
        pen.circle(x, y - 84, 11, fill=Verf.GEEL, thick=4, corners=8)


def _draw_people(pen: Pen, slots: Slots) -> None:
    """People along the way; nobody stands behind the quote or the sign of a place that is to come."""
    hidden = (2760, 2830) if slots.quote or (slots.beeld.later and slots.beeld.kar) else ()
    for number, (x, tall) in enumerate(((700, 225), (1330, 215), (2000, 225), (2760, 220), (2830, 135), (4060, 215))):
        if x in hidden:
            continue
        look = mens(number, stok=number == 0, rok=number == 1, doek=number == 1, arm=1 if number == 3 else 0)
        draw_mens(pen, x, _GROND + 4, tall, look)


def _draw_tuin(pen: Pen, beds: list[Groei]) -> None:
    """The garden: a plant per intervention, and under each the room for its name."""
    x, y, w, h = TUIN.x, TUIN.y, TUIN.w, TUIN.h
    pen.area([(x - 40, y + 92), (x + w + 40, y + 84), (x + w + 46, y + h + 6), (x - 48, y + h + 8)], Verf.AARDE, line=None)
    step = w / max(len(beds), 1)
    for number, growth in enumerate(beds):
        _draw_bed(pen, x + (number + 0.5) * step, y + 92, growth, number)


def _draw_bed(pen: Pen, x: float, y: float, growth: Groei, number: int) -> None:
    if growth == "zaad":
        pen.circle(x, y - 6, 19, 14, fill=Verf.ZAAD, thick=5)
        return
    tall = 52 if growth == "groeit" else 84
    pen.line([(x, y), (x, y - tall)], Verf.STENGEL, 9)
    for side in (-1, 1):
        at = y - tall * 0.4
        pen.area(
            [(x, at), (x + side * 26, at - 28), (x + side * 50, at - 20), (x + side * 26, at + 4)], Verf.GRAS, thick=5, flow=True
        )
    if growth == "bloeit":
        pen.circle(x, y - tall - 10, 27, fill=(Verf.ORANJE, Verf.KORAAL, KLEUREN[3])[number % 3], thick=6)
        pen.circle(x, y - tall - 10, 9, fill=Verf.GEEL, line=None)


def _draw_foreground(pen: Pen) -> None:
    """The pavement with the two circles of people and the balloons."""
    edge = [(72, 1930), (1100, 1922), (2300, 1934), (3300, 1922), (4134, 1930)]
    pen.raw(pen.smooth(edge) + "L4128 2835L70 2840Z", fill=Verf.STOEP)
    pen.line(edge, Verf.STOEPRAND, 7, flow=True)
    for number, dx in enumerate((-215, -75, 75, 215)):
        look = mens(number, zit=True, doek=number == 2, arm=1 if number == 3 else 0)
        draw_mens(pen, 1440 + dx, 2756 + abs(dx) * 0.15, 160, look)
    pen.circle(1440, 2780, 240, 42, fill=Verf.TAFEL)
    for cup in (1350, 1500):
        pen.area([(cup, 2752), (cup + 40, 2752), (cup + 34, 2784), (cup + 6, 2784)], Verf.WIT, thick=5)
    for number, (x, tall) in enumerate(((3330, 195), (3430, 182), (3530, 190))):
        draw_mens(pen, x, 2818, tall, mens(number + 4, rok=number == 1, arm=-1 if number == 0 else 0))
    pen.open_part("vakken")
    for name, box in BALLONNEN.items():
        if name == "trots":
            _draw_cloud(pen, box.x, box.y, box.w, box.h)
        else:
            draw_ballon(pen, box.x, box.y, box.w, box.h, naar=box.naar, open_=box.open)
    pen.close_part()


def _draw_cloud(pen: Pen, x: float, y: float, w: float, h: float) -> None:
    """A cloud to write in: its border is dashed, as of all that is still open."""
    rim = [(0.03, 0.8), (-0.02, 0.5), (0.05, 0.24), (0.14, 0.14), (0.3, 0.02), (0.45, 0.06), (0.6, -0.03), (0.76, 0.05),
           (0.9, 0.12), (1.0, 0.4), (1.01, 0.7), (0.94, 0.97), (0.6, 1.0), (0.3, 0.98), (0.1, 1.0)]  # fmt: skip
    points = [(x + w * px, y + h * py) for px, py in rim]
    pen.raw(pen.smooth(points, True), fill=Verf.WIT, line=INKT, dash="26 16")


def _draw_boards(pen: Pen, slots: Slots) -> None:
    """The four boards, the note with agreements and the quote."""
    for number, box in BORDEN.items():
        colour = KLEUREN[number - 1]
        for post in (box.x + box.w * 0.2, box.x + box.w * 0.8):
            pen.line([(post, box.y + box.h), (post, box.y + box.h + 40)], Verf.HOUT, 22)
        pen.box(box.x, box.y, box.w, box.h, Verf.WIT, line=colour, thick=11)
    _draw_reached(pen, slots)
    if slots.bloei is not None:
        _draw_flowers(pen, slots.bloei)
    pen.open_part("vakken")
    if slots.quote:
        draw_ballon(pen, QUOTE.x, QUOTE.y, QUOTE.w, QUOTE.h, naar=QUOTE.naar)
    pen.close_part()
    x, y, w, h = NOTA.x, NOTA.y, NOTA.w, NOTA.h
    pen.area([(x + 8, y + 12), (x + w, y), (x + w - 6, y + h), (x, y + h - 8)], Verf.LINT_LICHT)
    pen.circle(x + w / 2, y + 12, 24, fill=Verf.KORAAL)


def _draw_reached(pen: Pen, slots: Slots) -> None:
    """How many are reached, beside the number: of a hundred dots, or of ten people."""
    box, grey = BORDEN[1], Verf.LEEG
    if slots.honderd is not None:
        for dot in range(100):
            x, y = box.x + 400 + dot % 20 * 27, box.y + 165 + dot // 20 * 34
            pen.circle(x, y, 11, fill=KLEUREN[0] if dot < slots.honderd else grey, line=None, corners=8)
    elif slots.bereik is not None:
        for person in range(10):
            colour = KLEUREN[0] if person < slots.bereik else grey
            draw_poppetje(pen, box.x + 400 + person * 56, box.y + 320, 130, colour)


def _label(slots: Slots) -> str:
    """What is drawn, in words."""
    beeld = slots.beeld
    way = {"lint": "een geel beweeglint", "stenen": "een stenen straat", "pad": "een pad"}[beeld.pad]
    care = f"{beeld.zorg} met een loket {beeld.loket}" if beeld.zorg and beeld.loket else beeld.zorg
    cart = "een kar voor koffie en thee" if beeld.kar else ""
    parts = ["huizen", care, beeld.ontmoeting, "winkel" if beeld.winkel else "", cart, beeld.groen_naam, way]
    parts += [f"een bord {name}, komt nog" for name in beeld.later]
    if slots.honderd is not None:
        parts.append(f"{slots.honderd} van de 100 stippen gekleurd")
    elif slots.bereik is not None:
        parts.append(f"{slots.bereik} van de 10 poppetjes gekleurd")
    if slots.lijnen is not None:
        parts.append(f"een slinger met {slots.lijnen} vlaggen")
    if slots.bloei is not None:
        parts.append(f"{slots.bloei} van de 10 bloemen open")
    if slots.bedden:
        parts.append(f"een tuin met {meervoud(len(slots.bedden[:MAX_BEDDEN]), 'plant', 'planten')}")
    told = ", ".join(part for part in parts if part)
    return f"Getekende kaart van {slots.wijk}: {told} en twee groepen mensen in gesprek."
