"""What a drawn wijk is made of: houses, flats, trees, people."""

from __future__ import annotations

import math
from dataclasses import dataclass

from wijkmonitor.figuren.kleuren import VRAGEN, Verf
from wijkmonitor.figuren.tekening.pen import INKT, Pen

MUUR = (Verf.ZANDSTEEN, Verf.PERZIK, Verf.ROOM, Verf.BAKSTEEN)
DAK = (Verf.DAKPAN, Verf.DAKROOD, Verf.DAKBRUIN)
BLAD = (Verf.LOOF, Verf.LOOF_LICHT, Verf.LOOF_DONKER)
KLEUREN = tuple(VRAGEN[number].vol for number in (1, 2, 3, 4))
HUID = (Verf.HUID_1, Verf.HUID_2, Verf.HUID_3, Verf.HUID_4, Verf.HUID_5, Verf.HUID_6)
HAAR = (Verf.HAAR_BRUIN, Verf.ZWART, Verf.HAAR_GRIJS, Verf.HAAR_ROOD, Verf.ZWART, Verf.HAAR_BLOND)
JAS = (*KLEUREN, Verf.MOSTERD, Verf.STAALBLAUW)


def draw_raam(pen: Pen, x: float, y: float, w: float, h: float, fill: str = Verf.GLAS) -> None:
    """A window with its top left corner at (x, y)."""
    pen.box(x, y, w, h, fill, thick=pen.thick * 0.75)
    pen.line([(x + w / 2, y), (x + w / 2, y + h)], thick=pen.thick * 0.6)


def draw_huis(
    pen: Pen, x: float, ground: float, w: float, h: float, *, muur: str = MUUR[0], dak: str = DAK[0], deur: str = KLEUREN[2]
) -> None:
    """A house with a pitched roof, from x to x + w, standing on `ground`."""
    wall = h * 0.6
    pen.box(x, ground - wall, w, wall, muur)
    pen.area([(x - w * 0.07, ground - wall), (x + w / 2, ground - h), (x + w * 1.07, ground - wall)], dak)
    pen.box(x + w * 0.72, ground - h, w * 0.1, h * 0.17, Verf.BRUIN, thick=pen.thick * 0.7)
    pen.box(x + w * 0.14, ground - wall * 0.58, w * 0.24, wall * 0.58, deur, thick=pen.thick * 0.8)
    pen.circle(x + w * 0.33, ground - wall * 0.28, w * 0.018 + 2, fill=INKT, line=None)
    draw_raam(pen, x + w * 0.53, ground - wall * 0.72, w * 0.32, wall * 0.38)


def draw_flat(
    pen: Pen, x: float, ground: float, w: float, h: float, *, lagen: int, muur: str = MUUR[1], deur: str = KLEUREN[0],
    galerij: bool = True,
) -> None:  # fmt: skip
    """A block of flats of `lagen` floors; galerij: a gallery along every floor, otherwise stairwells."""
    pen.box(x, ground - h, w, h, muur)
    pen.box(x - 12, ground - h - 24, w + 24, 26, Verf.BETON)
    step, columns = (h - 26) / lagen, max(2, round(w / 105))
    for floor in range(lagen):
        y = ground - h + 24 + floor * step
        low = floor == lagen - 1
        if galerij and not low:
            rail = y + step * 0.66
            pen.line([(x + 8, rail), (x + w - 8, rail)], Verf.BRUIN, min(6, step * 0.12))
        for column in range(columns):
            left = x + w * (column + 0.5) / columns
            if low and column == columns // 2:
                door = min(48, w / columns * 0.5)
                pen.box(left - door / 2, y - 4, door, ground - y + 4, deur, thick=min(5, step * 0.1))
            else:
                wide = min(60, w / columns * 0.58)
                colour = Verf.GEEL if (floor * 2 + column) % 4 == 0 else Verf.GLAS
                pen.box(left - wide / 2, y, wide, min(38, step * 0.5), colour, thick=min(5, step * 0.1))


def draw_boom(pen: Pen, x: float, ground: float, h: float, *, blad: str = BLAD[0], rond: bool = True) -> None:
    """A tree of h high; rond: a round crown, otherwise a pointed one."""
    trunk = [(x - h * 0.05, ground), (x - h * 0.035, ground - h * 0.5), (x + h * 0.035, ground - h * 0.5)]
    pen.area([*trunk, (x + h * 0.05, ground)], Verf.STAM)
    if not rond:
        pen.area([(x - h * 0.2, ground - h * 0.25), (x, ground - h), (x + h * 0.2, ground - h * 0.25)], blad)
        return
    crown = []
    for step in range(14):
        turn = 2 * math.pi * step / 14
        wide = h * 0.27 * (1 + 0.16 * math.sin(3 * turn + x)) * math.cos(turn)
        high = h * 0.33 * (1 + 0.1 * math.sin(4 * turn + x)) * math.sin(turn)
        crown.append((x + wide, ground - h * 0.66 + high))
    pen.area(crown, blad, flow=True)


def draw_struik(pen: Pen, x: float, ground: float, w: float, blad: str = Verf.GRAS) -> None:
    """A bush of w wide."""
    shape = [(-0.5, 0.0), (-0.45, -0.3), (-0.2, -0.42), (0, -0.5), (0.25, -0.4), (0.46, -0.27), (0.5, 0)]
    pen.area([(x + w * dx, ground + w * dy) for dx, dy in shape], blad, flow=True)


@dataclass(frozen=True)
class Mens:
    """How someone looks. arm: the raised arm, -1 left, 1 right, 0 none."""

    jas: str = JAS[0]
    huid: str = HUID[0]
    haar: str = HAAR[0]
    zit: bool = False
    doek: bool = False
    rok: bool = False
    stok: bool = False
    arm: int = 0


def mens(number: int, **look: bool | int) -> Mens:
    """Someone out of a varied crowd: the same number is the same person."""
    base = Mens(JAS[number % len(JAS)], HUID[(number * 2 + 1) % len(HUID)], HAAR[(number + 2) % len(HAAR)])
    values = {**base.__dict__, **look}
    return Mens(**values)


def draw_mens(pen: Pen, x: float, feet: float, h: float, who: Mens) -> None:
    """Someone of h tall, with only eyes and a mouth for a face."""
    r, half = h * 0.115, h * 0.13
    head = feet - h + r
    hips = feet - h * (0.3 if who.zit else 0.36)
    _draw_legs(pen, x, feet, h, hips, half, who)
    low, wide = (feet - h * 0.14, 1.55) if who.rok else (hips, 1.05)
    shoulders = head + r * 1.1
    body = [(x - half * 0.75, shoulders), (x + half * 0.75, shoulders), (x + half * wide, low), (x - half * wide, low)]
    pen.area(body, who.jas, thick=pen.thick * 0.85)
    for side in (-1, 1):
        _draw_arm(pen, x, head, h, who, side)
    _draw_head(pen, x, head, r, who)
    if who.stok:
        pen.line([(x + half * 2.2, hips - h * 0.08), (x + half * 2.3, feet)], Verf.HOUT, pen.thick * 1.2)


def _draw_legs(pen: Pen, x: float, feet: float, h: float, hips: float, half: float, who: Mens) -> None:
    if who.rok:
        knees = [x + side * half * 0.4 for side in (-1, 1)]
        pen.lines(*[[(knee, feet - h * 0.15), (knee, feet)] for knee in knees], thick=h * 0.03)
        return
    steps = [(x + side * half * 0.45, x + side * half * 0.5) for side in (-1, 1)]
    pen.lines(*[[(hip, hips - 4), (foot, feet)] for hip, foot in steps], colour=Verf.BROEK, thick=h * 0.075)
    pen.lines(*[[(foot, feet), (foot + h * 0.04, feet)] for _, foot in steps], thick=h * 0.05)


def _draw_arm(pen: Pen, x: float, head: float, h: float, who: Mens, side: int) -> None:
    r, half = h * 0.115, h * 0.13
    low = head - r + h * (0.68 if who.zit else 0.62)
    if who.arm == side:
        hand = x + side * half * 2.3
        pen.line([(x + side * half * 0.8, head + r * 1.7), (x + side * half * 1.9, head + r * 1.5), (hand, head - r * 0.2)],
                 who.jas, h * 0.062, flow=True)  # fmt: skip
        pen.circle(hand, head - r * 0.35, h * 0.03, fill=who.huid, line=None)
        return
    elbow = (x + side * half * 1.25, head + r * 2.9)
    pen.line([(x + side * half * 0.85, head + r * 1.6), elbow, (x + side * half * 0.95, low)], thick=pen.thick * 0.8, flow=True)


def _draw_head(pen: Pen, x: float, y: float, r: float, who: Mens) -> None:
    if who.doek:
        pen.circle(x, y + r * 0.12, r * 1.22, r * 1.35, fill=who.haar)
    pen.circle(x, y, r, r * 1.05, fill=who.huid, thick=pen.thick * 0.8)
    if not who.doek:
        hair = [(-1.08, -0.05), (-0.8, -0.95), (0, -1.32), (0.85, -0.9), (1.08, -0.05), (0.35, -0.5), (-0.4, -0.48)]
        pen.area([(x + r * dx, y + r * dy) for dx, dy in hair], who.haar, line=None, flow=True)
    eyes = [(x + side * r * 0.36, y + r * 0.12) for side in (-1, 1)]
    pen.lines(*[[eye, eye] for eye in eyes], thick=2 * max(r * 0.09, 2.4))
    smile = [(x - r * 0.35, y + r * 0.45), (x, y + r * 0.62), (x + r * 0.35, y + r * 0.45)]
    pen.line(smile, thick=pen.thick * 0.55, flow=True)


def draw_poppetje(pen: Pen, x: float, feet: float, h: float, colour: str) -> None:
    """One of ten: a head and a body without a face."""
    pen.circle(x, feet - h * 0.8, h * 0.19, fill=colour, line=None, corners=9)
    body = [(-0.26, 0.0), (-0.24, -0.42), (0, -0.56), (0.24, -0.42), (0.26, 0)]
    pen.area([(x + h * dx, feet + h * dy) for dx, dy in body], colour, line=None)


def draw_ballon(
    pen: Pen, x: float, y: float, w: float, h: float, *, naar: tuple[float, float] | None = None, open_: bool = False
) -> None:
    """A speech balloon; its tail points at `naar` from the nearest side. open_: a dashed line, still to be filled."""
    round_, half = 64, 42
    side = ""
    px, py = naar or (0, 0)
    if naar:
        side = "l" if px < x else "r" if px > x + w else "b" if py < y else "o"
    ty = min(max(py, y + round_ + half), y + h - round_ - half)
    tx = min(max(px, x + round_ + half), x + w - round_ - half)

    def tail(which: str, first: tuple[float, float], second: tuple[float, float]) -> str:
        if side != which:
            return ""
        return f"L{first[0]:.0f} {first[1]:.0f}L{px:.0f} {py:.0f}L{second[0]:.0f} {second[1]:.0f}"

    def shake(value: float) -> str:
        return f"{value + pen.stray(1.3):.0f}"

    right, bottom = x + w, y + h
    data = (
        f"M{x + round_} {shake(y)}{tail('b', (tx - half, y), (tx + half, y))}L{right - round_} {shake(y)}"
        f"Q{right} {y} {shake(right)} {y + round_}{tail('r', (right, ty - half), (right, ty + half))}"
        f"L{shake(right)} {bottom - round_}Q{right} {bottom} {right - round_} {shake(bottom)}"
        f"{tail('o', (tx + half, bottom), (tx - half, bottom))}L{x + round_} {shake(bottom)}"
        f"Q{x} {bottom} {shake(x)} {bottom - round_}{tail('l', (x, ty + half), (x, ty - half))}"
        f"L{shake(x)} {y + round_}Q{x} {y} {x + round_} {shake(y)}Z"
    )
    pen.raw(data, fill=Verf.WIT, line=INKT, dash="26 16" if open_ else "")
