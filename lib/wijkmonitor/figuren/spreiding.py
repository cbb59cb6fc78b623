"""How far people's scores lie apart, as boxes from given quantiles, and beside it the web for the conversation, never to rank."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, RASTER, VEL, Vraag, colour_of
from wijkmonitor.figuren.letters import KLEIN, SMAL, STREEP, Plaats, short_moment, unit_words, wrap
from wijkmonitor.figuren.rijen import Figuurrij, Woord, place_rows, row_zones
from wijkmonitor.taal.getallen import getal

_RINGS, _TOP = 5, 10
_UITLEG = "Vlak: de helft van de mensen. Lijn: 8 van de 10."


@dataclass(frozen=True)
class Doos:
    """The spread of one dimension in one wave, as quantiles: 10, 25, 50, 75 and 90 of every 100 people.

    n: how many people answered. mediaan None: `reden` says why nothing is shown.
    """

    dimensie: str
    meting: str
    mediaan: float | None
    q25: float | None = None
    q75: float | None = None
    q10: float | None = None
    q90: float | None = None
    n: int | None = None
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.dimensie, self.reden, self.mediaan, margin=(self.q10, self.q25, self.q75, self.q90))
        order = [v for v in (self.q10, self.q25, self.mediaan, self.q75, self.q90) if v is not None]
        if order != sorted(order):
            raise ValueError(f"quantiles {order!r} of {self.dimensie!r} must rise")


def spreiding(dozen: Sequence[Doos], *, vraag: Vraag = 2) -> Figuur:
    """A box per dimension and wave: half of the people in the box, 8 of 10 on the line, a stroke at the middle person.

    Dimensions and waves stand in the order in which they come, oldest wave first: the one that comes last is in the
    colour of the question, earlier ones grey.
    """
    if not dozen:
        raise ValueError("dozen=() must have at least one box")
    dimensies = list(dict.fromkeys(box.dimensie for box in dozen))
    metingen = list(dict.fromkeys(box.meting for box in dozen))
    rows = tuple(sorted(dozen, key=lambda box: (dimensies.index(box.dimensie), metingen.index(box.meting))))
    return draw_both(partial(_draw_boxes, rows, metingen[-1], vraag), _boxes_alt(rows, metingen))


def _draw_boxes(rows: tuple[Doos, ...], last: str, vraag: int, blad: Blad) -> None:
    colours = [colour_of(vraag).vol if box.meting == last else GRIJS for box in rows]
    names = [
        Figuurrij(box.meting, box.dimensie, (Woord(_words(box), 10, colour=GRIJS if box.mediaan is None else colour),))
        for box, colour in zip(rows, colours, strict=True)
    ]
    high = 16 if blad.smal else 21
    ys = place_rows(blad, names, row=high, top=4, words=150, inset=4)
    blad.set_scale(0, _TOP)
    blad.show_axis(zones=row_zones(blad, ys, high), unit=f"{unit_words('punten', (0, _TOP))} {_UITLEG}")
    for box, y, colour in zip(rows, ys, colours, strict=True):
        if box.mediaan is None:
            continue
        if box.q10 is not None and box.q90 is not None:
            blad.line([(box.q10, y), (box.q90, y)], colour=colour, thick=1.6, under=True)
        if box.q25 is not None and box.q75 is not None:
            blad.bar(box.q25, box.q75, y, high=12, colour=VEL)
            blad.bar(box.q25, box.q75, y, high=12, colour=colour, alpha=0.35)
        blad.line([(box.mediaan, y - 7.5), (box.mediaan, y + 7.5)], colour=colour, thick=3.4)


def _words(box: Doos) -> str:
    if box.mediaan is None:
        return box.reden
    people = f", {getal(box.n)} mensen" if box.n is not None else ""
    return f"midden {getal(box.mediaan, 1)}{people}"


def _boxes_alt(rows: Sequence[Doos], metingen: Sequence[str]) -> str:
    facts = []
    for box in sorted(rows, key=lambda box: -metingen.index(box.meting)):
        fact = f"{box.dimensie} {box.meting}: {_words(box)}"
        if box.q25 is not None and box.q75 is not None:
            fact += f", helft van {getal(box.q25, 1)} tot {getal(box.q75, 1)}"
        facts.append(fact)
    return compose_alt("Dozen met de spreiding van scores", facts)


@dataclass(frozen=True)
class Weblijn:
    """The scores of one wave in the order of the dimensions; None where there is no score."""

    meting: str
    waarden: tuple[float | None, ...]


def spinnenweb(dimensies: Sequence[str], lijnen: Sequence[Weblijn], *, vraag: Vraag = 2, reden: str = "geen cijfer") -> Figuur:
    """A web from 0 (middle) to 10 (edge) with the scores in words beside it; oldest wave first.

    reden: the words for a score of None. Raises ValueError for fewer than three dimensions or another number of scores.
    """
    if len(dimensies) < 3 or not lijnen:
        raise ValueError(f"dimensies={tuple(dimensies)!r} must have at least 3 names, and lijnen at least one wave")
    for line in lijnen:
        if len(line.waarden) != len(dimensies):
            raise ValueError(f"waarden of {line.meting!r} has {len(line.waarden)} scores, dimensies {len(dimensies)}")
        check_row(line.meting, reden, *line.waarden)
    names, waves = tuple(dimensies), tuple(lijnen)
    return draw_both(partial(_draw_web, names, waves, colour_of(vraag).vol, reden), _web_alt(names, waves, reden))


def _draw_web(names: tuple[str, ...], waves: tuple[Weblijn, ...], colour: str, reden: str, blad: Blad) -> None:
    radius = 58.0 if blad.smal else 100.0
    middle = (SMAL / 2, radius + 32) if blad.smal else (176.0, radius + 30)
    _draw_rings(blad, names, middle, radius)
    for wave in waves:
        _draw_wave(blad, wave, middle, radius, colour if wave is waves[-1] else None)
    bottom = middle[1] + radius + 30
    end = _draw_scores(blad, names, waves, colour, reden, (0.0, bottom + 10) if blad.smal else (344.0, 30.0))
    blad.height = max(bottom, end)


def _corner(position: int, count: int, middle: Plaats, radius: float) -> Plaats:
    angle = 2 * math.pi * position / count - math.pi / 2
    return middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)


def _draw_rings(blad: Blad, names: Sequence[str], middle: Plaats, radius: float) -> None:
    count = len(names)
    for ring in range(1, _RINGS + 1):
        corners = [_corner(p, count, middle, radius * ring / _RINGS) for p in range(count)]
        blad.area(corners, edge=RASTER, thick=1.6 if ring == _RINGS else 1)
    for position, name in enumerate(names):
        x, y = _corner(position, count, middle, radius)
        blad.line([middle, (x, y)], colour=RASTER, thick=1)
        _draw_name(blad, name, (x, y), middle)
    for value in (0, _TOP / 2, _TOP):
        y = middle[1] - radius * value / _TOP
        blad.write(middle[0] + 4, y + (0 if value else 8), getal(value), size=9, colour=GRIJS, halo=True)


def _draw_name(blad: Blad, name: str, corner: Plaats, middle: Plaats) -> None:
    x, y = corner
    size = 9.0 if blad.smal else 10.5
    if abs(x - middle[0]) < 5:
        rows = wrap(name, 130, size, lines=2)
        shift = (len(rows) - 1) * size * 0.6 + 11
        blad.write(x, y + (shift if y > middle[1] else -shift), *rows, size=size, anchor="center")
        return
    left = x < middle[0]
    room = (x - 6 if left else (SMAL if blad.smal else 340) - x - 6) - 2
    rows = wrap(name, room, size, lines=3)
    blad.write(x + (-6 if left else 6), y, *rows, size=size, anchor="right" if left else "left")


def _draw_wave(blad: Blad, wave: Weblijn, middle: Plaats, radius: float, colour: str | None) -> None:
    count = len(wave.waarden)
    places = [
        None if value is None else _corner(p, count, middle, radius * min(max(value, 0), _TOP) / _TOP)
        for p, value in enumerate(wave.waarden)
    ]
    known = [place for place in places if place is not None]
    if colour and len(known) == count:
        blad.area(known, colour=colour, alpha=0.16)
    for start, end in zip(places, places[1:] + places[:1], strict=True):
        if start and end:
            blad.line([start, end], colour=colour or GRIJS, thick=2.4 if colour else 1.5, dash="-" if colour else STREEP)
    for place in known:
        blad.dots([place], colour=colour or GRIJS, size=8 if colour else 6.5, open_=colour is None)


def _draw_scores(blad: Blad, names: Sequence[str], waves: Sequence[Weblijn], colour: str, reden: str, start: Plaats) -> float:
    """A small list of scores: a row per dimension, a column per wave; gives back where it ends."""
    x, y = start
    right = blad.width
    step = min(52.0, (right - x) * 0.5 / len(waves))
    columns = [right - step * (len(waves) - 1 - p) for p in range(len(waves))]
    for column, wave in zip(columns, waves, strict=True):
        last = wave is waves[-1]
        rows = wrap(short_moment(wave.meting), step - 4, 9.5, last, lines=2)
        tint = colour if last else GRIJS
        blad.write(column, y - (len(rows) - 1) * 5, *rows, size=9.5, bold=last, anchor="right", colour=tint)
    for position, name in enumerate(names):
        rows = wrap(name, columns[0] - step - x, 10, lines=2)
        y += 17 + (len(rows) - 1) * 12
        blad.line([(x, y - 9 - (len(rows) - 1) * 12), (right, y - 9 - (len(rows) - 1) * 12)], colour=RASTER, thick=1)
        blad.write(x, y - (len(rows) - 1) * 6, *rows, size=10, colour=INKT)
        for column, wave in zip(columns, waves, strict=True):
            value, last = wave.waarden[position], wave is waves[-1]
            if value is None:
                blad.write(column, y, *wrap(reden, step - 4, KLEIN, lines=2), size=KLEIN, colour=GRIJS, anchor="right")
            else:
                blad.write(column, y, getal(value, 1), size=11, bold=last, colour=colour if last else GRIJS, anchor="right")
    return y + 12


def _web_alt(names: Sequence[str], waves: Sequence[Weblijn], reden: str) -> str:
    last = waves[-1]
    facts = []
    for position, name in enumerate(names):
        value = last.waarden[position]
        fact = f"{name}: {getal(value, 1) if value is not None else reden}"
        first = waves[0].waarden[position] if len(waves) > 1 else None
        facts.append(fact + (f", in {waves[0].meting}: {getal(first, 1)}" if first is not None else ""))
    return compose_alt(f"Spinnenweb met {len(names)} dimensies, {last.meting}", facts)
