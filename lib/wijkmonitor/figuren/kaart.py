"""A map: areas in five steps of one colour, with their numbers; what has no number is hatched."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from string import ascii_uppercase

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, KLASSEN, VEL, text_on
from wijkmonitor.figuren.letters import BREED, KLEIN, SMAL, Plaats, text_width, wrap
from wijkmonitor.taal.getallen import getal, meervoud, rond

Ring = Sequence[Sequence[float]]
Veelhoeken = Sequence[Sequence[Ring]]
GEEN_CIJFER = "geen cijfer"  # what the key says of an area without a value
_LETTER = 11.0
_FINE = 0.7  # points of a border nearer than this, in points, are left out


@dataclass(frozen=True)
class _Gebied:
    code: str
    naam: str
    waarde: float | None
    held: bool
    kleur: str
    ringen: tuple[tuple[Plaats, ...], ...]

    @property
    def getal(self) -> str:
        """Its value as it is shown; "" where there is none."""
        return "" if self.waarde is None else getal(self.waarde)


def kaart(
    vlakken: Mapping[str, Veelhoeken],
    waarden: Mapping[str, float | None],
    *,
    namen: Mapping[str, str] | None = None,
    held: Collection[str] = (),
    eenheid: str = "",
    klein: float = 0.0,
) -> Figuur:
    """Areas on a flat map.

    vlakken: code -> polygons as in GeoJSON MultiPolygon, in equal units east and north (kilometres). waarden: code ->
    value; absent or None = hatched, and the key says so. held: codes with a heavy border and their name. Without
    them every area has a letter, the highest first, and a list with names and numbers. klein: where all values lie
    closer together than this, they have one colour. Raises ValueError if there are no areas.
    """
    if not vlakken:
        raise ValueError("vlakken={} must have at least one area")
    for code in vlakken:
        check_row(code, GEEN_CIJFER, waarden.get(code))
    names = namen or {}
    known = [value for code in vlakken if (value := waarden.get(code)) is not None]
    bounds = class_bounds(known, klein)
    areas = []
    for code in sorted(vlakken):
        value = waarden.get(code)
        areas.append(_Gebied(code, names.get(code, code), value, code in held, _colour(value, bounds), _rings(vlakken[code])))
    return draw_both(partial(_draw, areas, bounds, eenheid), _alt(areas, eenheid))


def class_bounds(values: Sequence[float], klein: float = 0.0) -> tuple[float, ...]:
    """Where each class begins, and where the last one ends: at most five, all as wide, of values in whole numbers.

    klein: all values in one class where they lie closer together than this.

    >>> class_bounds([41.4, 44, 52, 58, 47, 49])
    (40.0, 44.0, 48.0, 52.0, 56.0, 60.0)
    >>> class_bounds([30.4, 31.6, 32.4, 33.6]), class_bounds([51.2, 51.9], klein=2.0)
    ((30.0, 31.0, 32.0, 33.0, 34.0, 35.0), (51.0, 53.0))
    """
    if not values:
        return ()
    low, high = rond(min(values), 0), rond(max(values), 0)
    if max(values) - min(values) < klein:
        return low, high + 1
    sizes = (part * 10.0**power for power in count() for part in (1, 2, 3, 4, 5))
    ways = ((size, begin) for size in sizes for begin in (low // size * size, low))
    step, first = next((size, begin) for size, begin in ways if high < begin + len(KLASSEN) * size)
    return tuple(first + number * step for number in range(int((high - first) / step) + 2))


def _rings(polygons: Veelhoeken) -> tuple[tuple[Plaats, ...], ...]:
    return tuple(tuple((float(p[0]), float(p[1])) for p in ring) for polygon in polygons for ring in polygon if len(ring) > 2)


def _draw(areas: Sequence[_Gebied], bounds: Sequence[float], eenheid: str, blad: Blad) -> None:
    letters = _letters(areas)
    beside = 214 if letters else 118
    room = (SMAL, 220.0) if blad.smal else (BREED - beside - 14, 262.0)
    placed, height = _project(areas, room)
    for area, rings in sorted(placed, key=lambda item: item[0].held):
        missing = area.waarde is None
        edge = GRIJS if missing and not area.held else INKT
        blad.area(*rings, colour=area.kleur, edge=edge, thick=2.6 if area.held else 0.7, hatch="////" if missing else None)
    for area, rings in placed:
        if letters:
            _draw_letter(blad, letters[area.code], rings, text_on(area.kleur))
        elif area.waarde is not None:
            _draw_label(blad, area, rings)
    x = 0.0 if blad.smal else BREED - beside
    ends = _draw_key(blad, areas, bounds, eenheid, (x, height + 16 if blad.smal else 12.0))
    ends = _draw_names(blad, letters, areas, (x, ends + 8)) if letters else ends
    blad.height = max(height + 4, ends)


def _letters(areas: Sequence[_Gebied]) -> dict[str, str]:
    """A letter per area, the highest first; none where an area is held or there are more than letters."""
    if len(areas) > len(ascii_uppercase) or any(area.held for area in areas):
        return {}
    ordered = sorted(areas, key=lambda area: (area.waarde is None, -(area.waarde or 0), area.naam))
    return {area.code: letter for area, letter in zip(ordered, ascii_uppercase, strict=False)}


def _draw_letter(blad: Blad, letter: str, rings: Sequence[Sequence[Plaats]], ground: str) -> None:
    """The letter inside its area, with a white rim where the area is small."""
    (x, y), ring = label_place(rings)
    roomy = holds(ring, (x, y), text_width(letter, _LETTER, True) / 2 + 1, _LETTER * 0.4)
    blad.write(x, y, letter, size=_LETTER, bold=True, colour=ground if roomy else INKT, anchor="center", halo=not roomy)


def _draw_names(blad: Blad, letters: Mapping[str, str], areas: Sequence[_Gebied], place: Plaats) -> float:
    """Every letter with its name and number; gives back where the list ends."""
    x, y = place
    for area in sorted(areas, key=lambda area: letters[area.code]):
        number = f": {area.getal}" if area.getal else ""
        blad.write(x, y, letters[area.code], size=_LETTER, bold=True)
        for row in wrap(f"{area.naam}{number}", blad.width - x - 18, 10.5, lines=2):
            blad.write(x + 18, y, row, size=10.5)
            y += 13
        y += 2
    return y


def _project(areas: Sequence[_Gebied], room: Plaats) -> tuple[list[tuple[_Gebied, tuple[tuple[Plaats, ...], ...]]], float]:
    """Borders in points, as large as the room allows."""
    points = [p for area in areas for ring in area.ringen for p in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    scale = min((room[0] - 6) / max(east - west, 1e-9), (room[1] - 6) / max(north - south, 1e-9))
    placed = []
    for area in areas:
        rings = [[(3 + (x - west) * scale, 3 + (north - y) * scale) for x, y in ring] for ring in area.ringen]
        placed.append((area, tuple(tuple(_thin(ring)) for ring in rings)))
    return placed, 6 + (north - south) * scale


def _thin(ring: Sequence[Plaats]) -> list[Plaats]:
    kept = [ring[0]]
    for x, y in ring[1:]:
        if math.hypot(x - kept[-1][0], y - kept[-1][1]) >= _FINE:
            kept.append((round(x, 1), round(y, 1)))
    return kept if len(kept) > 2 else list(ring)


def _colour(value: float | None, bounds: Sequence[float]) -> str:
    return VEL if value is None else _shade(sum(rond(value, 0) >= bound for bound in bounds[1:-1]), len(bounds) - 1)


def _shade(position: int, classes: int) -> str:
    """The colour of a class; one class alone has a light one."""
    return KLASSEN[1 if classes == 1 else round(position * (len(KLASSEN) - 1) / (classes - 1))]


def _draw_label(blad: Blad, area: _Gebied, rings: Sequence[Sequence[Plaats]]) -> None:
    """The number where it fits inside its area, with the name of a held area; what doesn't fit stands in the table."""
    (x, y), ring = label_place(rings)
    number, ground = area.getal, text_on(area.kleur)
    size = 10.0 if area.held else KLEIN
    half = text_width(number, size, True) / 2
    if area.held and not blad.smal and _draw_name(blad, area.naam, (x, y), ring, ground):
        blad.write(x, y + 7, number, size=size, bold=True, colour=ground, anchor="center")
    elif holds(ring, (x, y), half + 1, size * 0.4):
        blad.write(x, y, number, size=size, bold=True, colour=ground, anchor="center")
    elif area.held:
        blad.write(x, y, number, size=size, bold=True, colour=INKT, anchor="center", halo=True)


def _draw_name(blad: Blad, name: str, place: Plaats, ring: Sequence[Plaats], ground: str) -> bool:
    x, y = place
    half = text_width(name, KLEIN, True) / 2
    if not holds(ring, (x, y), half + 2, 14):
        return False
    blad.write(x, y - 6, name, size=KLEIN, bold=True, colour=ground, anchor="center")
    return True


def holds(ring: Sequence[Plaats], place: Plaats, half_width: float, half_height: float) -> bool:
    """Whether the corners of a box around a place lie inside a ring."""
    from matplotlib.path import Path

    x, y = place
    corners = [(x + dx * half_width, y + dy * half_height) for dx in (-1, 1) for dy in (-1, 1)]
    return bool(Path(ring).contains_points(corners).all())


def label_place(rings: Sequence[Sequence[Plaats]]) -> tuple[Plaats, Sequence[Plaats]]:
    """A place well inside the largest ring, the middle of the widest of some level cuts; and that ring."""
    ring = max(rings, key=lambda points: abs(_area(points)))
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    best: tuple[float, Plaats] = (-1.0, ring[0])
    for step in range(1, 12):
        y = top + (bottom - top) * step / 12
        cuts = sorted(
            ax + (y - ay) / (by - ay) * (bx - ax)
            for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True)
            if (ay > y) != (by > y)
        )
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            score = min(end - start, 4 * min(y - top, bottom - y))
            if score > best[0]:
                best = (score, ((start + end) / 2, y))
    return best[1], ring


def _area(points: Sequence[Plaats]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2


def _draw_key(blad: Blad, areas: Sequence[_Gebied], bounds: Sequence[float], eenheid: str, place: Plaats) -> float:
    """The classes in words; gives back where it ends."""
    x, y = place
    if eenheid:
        for row in wrap(eenheid, blad.width - x, 10, True, lines=3):
            blad.write(x, y, row, size=10, bold=True, colour=INKT)
            y += 13
        y += 4
    classes = len(bounds) - 1
    for position in range(classes):
        blad.bar(x, x + 20, y, high=14, colour=_shade(position, classes), edge=INKT, thick=0.7)
        blad.write(x + 27, y, _class_words(*bounds[position : position + 2]), size=10.5)
        y += 18
    if any(area.waarde is None for area in areas):
        blad.bar(x, x + 20, y, high=14, colour=VEL, edge=GRIJS, thick=0.7, hatch="////")
        blad.write(x + 27, y, GEEN_CIJFER, size=10.5, colour=GRIJS)
        y += 18
    heroes = [area.naam for area in areas if area.held]
    if heroes:
        blad.bar(x, x + 20, y, high=14, edge=INKT, thick=2.6)
        for row in wrap(", ".join(heroes), blad.width - x - 27, 10, True, lines=4):
            blad.write(x + 27, y, row, size=10, bold=True)
            y += 13
    return y + 4


def _class_words(first: float, following: float) -> str:
    """The numbers of a class as they stand on the map."""
    low, high = getal(first), getal(following - 1)
    return low if low == high else f"{low} en {high}" if following - first == 2 else f"{low} tot en met {high}"


def _alt(areas: Sequence[_Gebied], eenheid: str) -> str:
    known = sorted((a for a in areas if a.waarde is not None), key=lambda a: (not a.held, -(a.waarde or 0)))
    facts = [f"{a.naam}: {a.getal} {eenheid}".strip() for a in known if a.held]
    others = [a for a in known if not a.held]
    if others:
        facts.append(f"Hoogste: {others[0].naam} {others[0].getal}")
        facts.append(f"Laagste: {others[-1].naam} {others[-1].getal}")
    missing = sum(a.waarde is None for a in areas)
    chance = f"{GEEN_CIJFER}: {meervoud(missing, 'gebied', 'gebieden')}" if missing else ""
    return compose_alt(f"Kaart met {len(areas)} gebieden", facts, chance=chance)
