"""A narrow drawing of a wijk for the head of a page: recognition without ranking."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from wijkmonitor.figuren.kleuren import Verf
from wijkmonitor.figuren.tekening.beeld import Beeld, Huizen, make_beeld
from wijkmonitor.figuren.tekening.bouwstenen import BLAD, DAK, KLEUREN, MUUR, draw_boom, draw_flat, draw_huis, draw_mens, mens
from wijkmonitor.figuren.tekening.pen import Pen

BREED, HOOG = 4960.0, 520.0
_GROND = HOOG - 70


def strook(beeld: Sequence[str] | Beeld = (), *, seed: str = "") -> str:
    """SVG of a street with the houses of this wijk; the same words and seed give the same street. Its
    right half is the left one in a mirror, which keeps a page small.

    beeld: words as in `make_beeld`. Decoration: hidden for who can't see it. Cuts off on narrow screens.
    """
    look = beeld if isinstance(beeld, Beeld) else make_beeld(beeld)
    seed = seed or "-".join(look.huizen)
    pen = Pen(seed_of(seed), thick=7, tremble=3, beside=(8, 7))
    pen.circle(BREED * 0.86, 140, 82, fill=Verf.GEEL, line=None)
    hills = [(-20, _GROND - 90), (BREED * 0.2, _GROND - 130), (BREED * 0.5, _GROND - 80), (BREED * 0.8, _GROND - 140)]
    path = pen.smooth([*hills, (BREED + 20, _GROND - 90)])
    pen.raw(path + f"L{BREED + 20:.0f} {HOOG + 9:.0f}L-20 {HOOG + 9:.0f}Z", fill=Verf.WEIDE)
    pen.open_mirror(f"straat-{seed_of(seed):x}")
    x, block = 60.0, 0
    while x < BREED / 2 - 330:
        x = _draw_block(pen, look.huizen, x, block)
        block += 1
    pen.close_mirror(BREED)
    pen.line([(-10, _GROND + 4), (BREED * 0.3, _GROND), (BREED * 0.7, _GROND + 5), (BREED + 10, _GROND)])
    _draw_people(pen)
    return pen.svg(BREED, HOOG, name="strook", hoek="xMidYMax")


def seed_of(name: str) -> int:
    """A fixed number for a name."""
    return crc32(name.encode("utf-8", "replace"))


def _draw_block(pen: Pen, huizen: tuple[Huizen, ...], x: float, block: int) -> float:
    """Draws houses, a flat or trees from x on; gives back where the next block begins."""
    kind = huizen[(block - block // 3) % len(huizen)]
    if block % 3 == 2:
        return _draw_trees(pen, x, 3 if kind == "dorps" else 2)
    wall, door = MUUR[block % 4], KLEUREN[block % 4]
    if kind == "hoogbouw":
        w, floors = (330.0, 6) if block % 2 else (250.0, 5)
        draw_flat(pen, x, _GROND, w, 60.0 * floors + 20, lagen=floors, muur=wall, deur=door)
        return x + w + 70
    if kind == "portiekflats":
        w = pen.random.choice([345.0, 450.0])
        draw_flat(pen, x, _GROND, w, 296, lagen=4, muur=wall, deur=door, galerij=False)
        return x + w + 60
    if kind == "dorps":
        return _draw_village(pen, x, block)
    for house in range(3):
        draw_huis(pen, x, _GROND, 205, pen.random.uniform(300, 330), muur=MUUR[(block + house) % 4], dak=DAK[block % 3],
                  deur=KLEUREN[(block + house) % 4])  # fmt: skip
        x += 222
    return x + 60


def _draw_trees(pen: Pen, x: float, most: int) -> float:
    for _ in range(pen.random.randint(1, most)):
        draw_boom(pen, x + 80, _GROND, pen.random.uniform(250, 350), blad=pen.random.choice(BLAD), rond=pen.random.random() > 0.3)
        x += 165
    return x


def _draw_village(pen: Pen, x: float, block: int) -> float:
    """Detached houses of different sizes; a church now and then."""
    if block % 4 == 1:
        pen.box(x, _GROND - 190, 250, 190, MUUR[2])
        pen.area([(x - 14, _GROND - 190), (x + 125, _GROND - 300), (x + 264, _GROND - 190)], DAK[2])
        pen.box(x + 250, _GROND - 300, 96, 300, MUUR[1])
        pen.area([(x + 240, _GROND - 300), (x + 298, _GROND - 430), (x + 356, _GROND - 300)], Verf.LEISTEEN)
        pen.circle(x + 298, _GROND - 240, 26, fill=Verf.WIT)
        return x + 430
    for house, (w, h) in enumerate(((240, 270), (190, 340))):
        draw_huis(pen, x, _GROND, w, h, muur=MUUR[(block + house) % 4], dak=DAK[(block + house) % 3],
                  deur=KLEUREN[(block + house) % 4])  # fmt: skip
        x += w + 70
    return x


def _draw_people(pen: Pen) -> None:
    places = ((0.13, 190), (0.162, 175), (0.4, 185), (0.512, 190), (0.545, 118), (0.71, 180), (0.9, 188))
    for number, (at, tall) in enumerate(places):
        look = mens(number, rok=number in (1, 5), doek=number == 3, stok=number == 2, arm=1 if number in (0, 6) else 0)
        draw_mens(pen, BREED * at, HOOG - 14, tall, look)
