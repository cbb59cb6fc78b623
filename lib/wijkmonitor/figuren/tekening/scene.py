"""The drawing of the plate: one wijk with its own places, always the same for the same wijk."""

from __future__ import annotations

import math

from wijkmonitor.figuren.tekening.beeld import Beeld
from wijkmonitor.figuren.tekening.bouwstenen import (
    BLAD,
    DAK,
    GEEL,
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
from wijkmonitor.figuren.tekening.indeling import BALLONNEN, BORDEN, BREED, HOOG, NOTA, QUOTE, TUIN
from wijkmonitor.figuren.tekening.pen import INKT, Pen
from wijkmonitor.figuren.tekening.plekken import (
    GROENE_PLEKKEN,
    draw_kar,
    draw_ontmoeting,
    draw_slinger,
    draw_winkel,
    draw_zorg,
)
from wijkmonitor.figuren.tekening.slots import MAX_BEDDEN, Groei, Slots
from wijkmonitor.figuren.tekening.strook import seed_of

_BOVEN, _ONDER = 960.0, 1450.0  # ground of the upper and of the lower row
_ROUTE = [(0, 1580), (420, 1620), (900, 1602), (1330, 1570), (2060, 1612), (2440, 1540), (2430, 1390), (2140, 1270),
          (2060, 1130), (2260, 1030), (2900, 1020), (3500, 1065), (3960, 1050), (4200, 990)]  # fmt: skip
_PAD = {  # edge, surface, middle line
    "lint": ("#C98A1E", "#F7C95B", "#FFF3CF"),
    "stenen": ("#8E979C", "#C9CFD1", "#9AA3A8"),
    "pad": ("#B99A6A", "#E8D5AF", ""),
}


def draw_scene(slots: Slots) -> str:
    """SVG of the whole plate without its texts; its label tells what is drawn."""
    pen = Pen(seed_of(slots.slug or slots.wijk) or 11, thick=7, tremble=3.4)
    _draw_land(pen, slots.beeld)
    _draw_route(pen, slots.beeld)
    _draw_places(pen, slots)
    _draw_people(pen)
    _draw_tuin(pen, [bed.groei for bed in slots.bedden[:MAX_BEDDEN]])
    _draw_foreground(pen)
    _draw_boards(pen, slots)
    return pen.svg(BREED, HOOG, name="scene", label=_label(slots))


def _draw_land(pen: Pen, beeld: Beeld) -> None:
    """Sky, sun, hills and the far row of houses."""
    sky = [(70, 60), (1400, 46), (2800, 62), (4128, 50), (4136, 1400), (4126, 1700), (80, 1700), (66, 1000)]
    pen.area(sky, "#E2F0F3", line=None)
    pen.circle(3830, 225, 105, fill=GEEL, line=None, corners=12)
    for degrees in range(0, 360, 30):
        dx, dy = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        pen.line([(3830 + 135 * dx, 225 + 135 * dy), (3830 + 168 * dx, 225 + 168 * dy)], "#E9B33B", 9)
    for hills, colour in (([(72, 600), (700, 545), (1500, 580), (2300, 530), (3200, 565), (4134, 520)], "#DCE8C0"),
                          ([(72, 985), (900, 935), (1900, 995), (2900, 930), (4134, 975)], "#CBDDA3")):  # fmt: skip
        pen.raw(pen.smooth(hills) + "L4134 1720L72 1720Z", fill=colour)
    for x, y, size in ((1890, 300, 30), (1975, 262, 24), (2050, 312, 20), (3590, 330, 22)):
        pen.line([(x - size, y - size / 2), (x, y), (x + size, y - size / 2)], thick=6, flow=True)
    _draw_horizon(pen, beeld)


def _draw_horizon(pen: Pen, beeld: Beeld) -> None:
    pen.thick = 5
    x, block = 2060.0, 0
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
    pen.open_clip(72, 50, 4056, 1640)
    pen.raw(track, line=edge, thick=118)
    pen.raw(track, line=surface, thick=102)
    if beeld.pad == "stenen":
        pen.raw(track, line=middle, thick=102, dash="4 40")
        pen.raw(track, line=surface, thick=64)
        pen.raw(track, line=middle, thick=64, dash="4 34")
    elif middle:
        pen.raw(track, line=middle, thick=8, dash="46 40")
    pen.close_clip()
    if beeld.pad == "lint":
        pen.text(300, 1624, "beweeglint", 46, colour="#6B4A00", turn=3)


def _draw_places(pen: Pen, slots: Slots) -> None:
    beeld = slots.beeld
    draw_zorg(pen, 150, _BOVEN, beeld.zorg, beeld.loket)
    draw_ontmoeting(pen, 1425, _BOVEN, beeld.ontmoeting)
    if slots.lijnen is not None:
        draw_slinger(pen, (790, 548), (1475, 585), slots.lijnen)
    _draw_neighbour(pen, beeld)
    GROENE_PLEKKEN[beeld.groen](pen, 2960, 1000, beeld.groen_naam)
    if slots.bloei is not None:
        _draw_flowers(pen, slots.bloei)
    draw_winkel(pen, 125, _ONDER)
    if beeld.kar:
        draw_kar(pen, 890, _ONDER + 60)


def _draw_neighbour(pen: Pen, beeld: Beeld) -> None:
    """One building of this wijk close by, between board 2 and the green place."""
    kind = beeld.huizen[-1]
    if kind in ("hoogbouw", "portiekflats"):
        floors, tall = (7, 470) if kind == "hoogbouw" else (5, 380)
        draw_flat(pen, 2800, 930, 190, tall, lagen=floors, muur=MUUR[1], galerij=kind == "hoogbouw")
        return
    draw_huis(pen, 2800, 930, 170, 270 if kind == "rijtjes" else 300, muur=MUUR[1], dak=DAK[1], deur=KLEUREN[3])


def _draw_flowers(pen: Pen, open_: int) -> None:
    """Ten flowers below board 2, of which some are open."""
    for number in range(10):
        x, y = 2045 + number * 74, 1004
        pen.line([(x, y), (x + pen.random.uniform(-5, 5), y - 72)], "#4F7F3C", 7)
        pen.line([(x, y - 28), (x + 20, y - 44)], "#4F7F3C", 7)
        if number >= open_:
            pen.circle(x, y - 80, 10, 16, fill="#B9D08F", thick=5, corners=8)
            continue
        for petal in range(6):
            turn = math.radians(60 * petal + 15)
            pen.circle(x + 19 * math.cos(turn), y - 84 + 18 * math.sin(turn), 13, fill="#E0674C", line=None, corners=8)
        pen.circle(x, y - 84, 11, fill=GEEL, thick=4, corners=8)


def _draw_people(pen: Pen) -> None:
    """People along the way, and their dog."""
    draw_mens(pen, 850, 1590, 235, mens(0, stok=True))
    for number, (x, tall) in enumerate(((1205, 235), (1268, 140))):
        draw_mens(pen, x, 1610, tall, mens(number + 3, rok=number == 0, doek=number == 0))
    draw_mens(pen, 2225, 1590, 240, mens(1, arm=-1))
    draw_mens(pen, 2345, 1612, 250, mens(2))
    pen.circle(2440, 1596, 46, 25, fill="#B98B6B")
    pen.circle(2487, 1569, 23, 19, fill="#B98B6B")
    pen.line([(2481, 1553), (2471, 1583)], thick=9)
    pen.circle(2495, 1564, 4, fill=INKT, line=None)
    for leg in (2409, 2425, 2457, 2471):
        pen.line([(leg, 1615), (leg, 1644)], thick=7)
    pen.line([(2367, 1512), (2435, 1542), (2471, 1583)], thick=4, flow=True)
    _draw_fiets(pen, 640, 1530)
    draw_mens(pen, 4010, TUIN.y + 20, 215, mens(3, arm=1))
    draw_mens(pen, 3860, TUIN.y + 12, 195, mens(4))
    draw_boom(pen, 3240, TUIN.y - 20, 170, blad=BLAD[2], rond=False)
    draw_boom(pen, 3360, TUIN.y - 30, 190, blad=BLAD[1])


def _draw_tuin(pen: Pen, beds: list[Groei]) -> None:
    """The garden with a bed per intervention."""
    x, y, w, h = TUIN.x, TUIN.y, TUIN.w, TUIN.h
    pen.area([(x, y + 10), (x + w, y), (x + w + 12, y + h), (x - 14, y + h + 5)], "#CFA681")
    step = w / max(len(beds), 1)
    for number, growth in enumerate(beds):
        _draw_bed(pen, x + (number + 0.5) * step, y + 165, growth, number)


def _draw_bed(pen: Pen, x: float, y: float, growth: Groei, number: int) -> None:
    pen.area([(x - 58, y + 20), (x + 58, y + 20), (x + 58, y + 60), (x - 58, y + 60)], "#8A5F45", thick=5)
    if growth == "zaad":
        pen.circle(x, y + 4, 19, 14, fill="#EAD9B5", thick=5)
        return
    if growth == "groeit":
        pen.line([(x, y + 22), (x, y - 40)], "#4F7F3C", 9)
        for side in (-1, 1):
            sprout = [(x, y - 36), (x + side * 28, y - 66), (x + side * 54, y - 54), (x + side * 28, y - 30)]
            pen.area(sprout, "#A3C57A", thick=5, flow=True)
        return
    pen.line([(x, y + 22), (x, y - 128)], "#4F7F3C", 10)
    for leaf in range(4):
        side, at = (1 if leaf % 2 else -1), y - 14 - leaf * 30
        shape = [(x, at), (x + side * 32, at - 32), (x + side * 64, at - 24), (x + side * 34, at + 2)]
        pen.area(shape, "#7FAE5B", thick=5, flow=True)
    pen.circle(x, y - 146, 34, fill=(KLEUREN[3], "#E0674C", "#E7A24B")[number % 3], thick=6)
    pen.circle(x, y - 146, 11, fill=GEEL, line=None)


def _draw_foreground(pen: Pen) -> None:
    """The pavement with the two circles of people and the balloons."""
    edge = [(72, 1670), (1100, 1654), (2300, 1676), (3300, 1652), (4134, 1668)]
    pen.raw(pen.smooth(edge) + "L4128 2895L70 2900Z", fill="#F3E7D3")
    pen.line(edge, "#CBB896", 7, flow=True)
    for number, dx in enumerate((-215, -75, 75, 215)):
        look = mens(number, zit=True, doek=number == 2, arm=1 if number == 3 else 0)
        draw_mens(pen, 1440 + dx, 2822 + abs(dx) * 0.15, 160, look)
    pen.circle(1440, 2846, 240, 42, fill="#D9A877")
    for cup in (1350, 1500):
        pen.area([(cup, 2818), (cup + 40, 2818), (cup + 34, 2850), (cup + 6, 2850)], "#fff", thick=5)
    for number, (x, tall) in enumerate(((3330, 195), (3430, 182), (3530, 190))):
        draw_mens(pen, x, 2882, tall, mens(number + 4, rok=number == 1, arm=-1 if number == 0 else 0))
    for name, box in BALLONNEN.items():
        if name == "trots":
            _draw_cloud(pen, box.x, box.y, box.w, box.h)
        else:
            draw_ballon(pen, box.x, box.y, box.w, box.h, naar=box.naar, open_=box.open)


def _draw_fiets(pen: Pen, x: float, y: float) -> None:
    for wheel in (-68, 68):
        pen.circle(x + wheel, y, 50, thick=7, corners=14)
    pen.line([(x - 68, y), (x - 22, y - 74), (x + 44, y - 74), (x, y), (x - 68, y)], KLEUREN[1], 9)
    pen.line([(x + 68, y), (x + 36, y - 104), (x + 66, y - 108)], thick=8)
    pen.line([(x - 52, y - 100), (x - 8, y - 100)], thick=13)


def _draw_cloud(pen: Pen, x: float, y: float, w: float, h: float) -> None:
    """A cloud to write in: its border is dashed, as of all that is still open."""
    rim = [(0.03, 0.8), (-0.02, 0.5), (0.05, 0.24), (0.14, 0.14), (0.3, 0.02), (0.45, 0.06), (0.6, -0.03), (0.76, 0.05),
           (0.9, 0.12), (1.0, 0.4), (1.01, 0.7), (0.94, 0.97), (0.6, 1.0), (0.3, 0.98), (0.1, 1.0)]  # fmt: skip
    points = [(x + w * px, y + h * py) for px, py in rim]
    pen.raw(pen.smooth(points, True), fill="#fff", line=INKT, dash="26 16")


def _draw_boards(pen: Pen, slots: Slots) -> None:
    """The four boards, the note with agreements and the quote."""
    for number, box in BORDEN.items():
        colour = KLEUREN[number - 1]
        for post in (box.x + box.w * 0.2, box.x + box.w * 0.8):
            pen.line([(post, box.y + box.h), (post, box.y + box.h + 58)], "#8A5F45", 22)
        pen.box(box.x, box.y, box.w, box.h, "#fff", line=colour, thick=11)
        if number == 1:
            _draw_reached(pen, slots)
    if slots.quote:
        draw_ballon(pen, QUOTE.x, QUOTE.y, QUOTE.w, QUOTE.h, naar=QUOTE.naar)
    x, y, w, h = NOTA.x, NOTA.y, NOTA.w, NOTA.h
    pen.area([(x + 8, y + 12), (x + w, y), (x + w - 6, y + h), (x, y + h - 8)], "#FFF3C9")
    pen.circle(x + w / 2, y + 12, 24, fill="#E0674C")


def _draw_reached(pen: Pen, slots: Slots) -> None:
    """How many are reached: of a hundred dots, or of ten people."""
    box, grey = BORDEN[1], "#CFC8BA"
    if slots.honderd is not None:
        for dot in range(100):
            x = box.x + 62 + dot % 25 * (box.w - 124) / 24
            y = box.y + box.h - 260 + dot // 25 * 26
            pen.circle(x, y, 9, fill=KLEUREN[0] if dot < slots.honderd else grey, line=None, corners=8)
    elif slots.bereik is not None:
        for person in range(10):
            at = box.x + 62 + person * (box.w - 124) / 9
            draw_poppetje(pen, at, box.y + box.h - 164, 96, KLEUREN[0] if person < slots.bereik else grey)


def _label(slots: Slots) -> str:
    """What is drawn, in words."""
    beeld = slots.beeld
    care = f"{beeld.zorg} met een loket {beeld.loket}" if beeld.loket else beeld.zorg
    way = {"lint": "een geel beweeglint", "stenen": "een stenen straat", "pad": "een pad"}[beeld.pad]
    parts = [f"Getekende kaart van {slots.wijk}: {care}", beeld.ontmoeting]
    if slots.honderd is not None:
        parts.append(f"{slots.honderd} van de 100 stippen gekleurd")
    elif slots.bereik is not None:
        parts.append(f"{slots.bereik} van de 10 poppetjes gekleurd")
    if slots.lijnen is not None:
        parts.append(f"een slinger met {slots.lijnen} vlaggen")
    if slots.bloei is not None:
        parts.append(f"{slots.bloei} van de 10 bloemen open")
    parts += [beeld.groen_naam, way, "winkel met een kar voor koffie en thee" if beeld.kar else "winkel"]
    if slots.bedden:
        parts.append(f"moestuin met {len(slots.bedden[:MAX_BEDDEN])} bedden")
    return ", ".join(parts) + " en twee groepen mensen in gesprek."
