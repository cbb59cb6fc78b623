"""What happened when: numbered marks along years, a row per kind, and below it what each number is; or without dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import INKT, RASTER, VEL, Vraag, colour_of
from wijkmonitor.figuren.maten import KLEIN
from wijkmonitor.figuren.rijen import Figuurrij, place_rows
from wijkmonitor.figuren.tijdas import write_list, write_moments
from wijkmonitor.taal.getallen import meervoud, opsomming

_MARK = 15.0  # width of a mark, in points
_LANE = 19.0


@dataclass(frozen=True)
class Moment:
    """One thing that happened: its kind, when in words, and when as years with a fraction (see `jaarpunt`).

    begin and einde are the ends of what is known of its date: a day is a place, a year is a stretch. held: in the colour of
    the question.
    """

    naam: str
    soort: str
    wanneer: str
    begin: float
    einde: float
    held: bool = False

    def __post_init__(self) -> None:
        if self.einde < self.begin:
            raise ValueError(f"einde={self.einde!r} of {self.naam!r} lies before begin={self.begin!r}")

    @property
    def midden(self) -> float:
        """Where its mark stands."""
        return (self.begin + self.einde) / 2


def gebeurtenissen(
    momenten: Sequence[Moment], *, voet: str = "", los: Mapping[str, Sequence[str]] | None = None, vraag: Vraag = 1
) -> Figuur:
    """Numbered marks in the order of time, a row per kind; a date that is known by the year has a stroke over that year.

    los: lines below the numbers, of what has no date, by their heading. voet: a sentence below, on what is not drawn.
    """
    if not momenten:
        raise ValueError("momenten=() must have at least one moment")
    rows = tuple(sorted(momenten, key=lambda moment: (moment.begin, moment.einde)))
    facts = [*(f"{moment.wanneer}: {moment.naam}" for moment in reversed(rows))]
    facts += [line for heading, lines in (los or {}).items() for line in (heading, *lines)]
    kinds = opsomming(list(dict.fromkeys(moment.soort for moment in momenten)))
    text = compose_alt(f"Tijdlijn met {meervoud(len(rows), 'punt', 'punten')}: {kinds}", facts)
    return draw_both(partial(_draw, rows, colour_of(vraag).vol, los or {}, voet), text)


@dataclass(frozen=True)
class Zonderdag:
    """One thing of which nobody says when it was: what, and its kind. held: in the colour of the question."""

    naam: str
    soort: str
    held: bool = False


def zonder_data(punten: Sequence[Zonderdag], *, voet: str = "", vraag: Vraag = 1) -> Figuur:
    """Numbered marks without an axis of time, a row per kind in the order in which the kinds come; below it what each is.

    voet: a sentence below the numbers, on why there is no time.
    """
    if not punten:
        raise ValueError("punten=() must have at least one thing")
    kinds = {kind: [point for point in punten if point.soort == kind] for kind in dict.fromkeys(p.soort for p in punten)}
    facts = [f"{kind}: {len(points)}" for kind, points in kinds.items()]
    facts += [point.naam for points in kinds.values() for point in points]
    text = compose_alt(f"Lijst zonder data, met {meervoud(len(punten), 'punt', 'punten')}", facts)
    return draw_both(partial(_draw_undated, kinds, colour_of(vraag).vol, voet), text)


def _draw_undated(kinds: Mapping[str, Sequence[Zonderdag]], colour: str, voet: str, blad: Blad) -> None:
    step, room, y, number = _MARK + 8, _room(blad), 2.0, 0
    per_line, words = max(int(room / step), 1), list[str]()
    for kind, points in kinds.items():
        lanes = (len(points) - 1) // per_line + 1
        place_rows(blad, [Figuurrij(kind)], row=lanes * _LANE, top=y, words=8, inset=10)
        blad.set_scale(0, (blad.right - blad.left) / step)
        for place, point in enumerate(points):
            number += 1
            row = Moment(point.naam, kind, "", place % per_line + 0.4, place % per_line + 0.4, point.held)
            _draw_mark(blad, row, number, blad.bottom - (lanes - place // per_line - 0.5) * _LANE, colour if point.held else INKT)
            words.append(f"{number}. {point.naam}")
        y = blad.bottom + 4
    blad.height = write_list(blad, [*words, voet] if voet else words, y + 14, colour=INKT) - 2


def _draw(rows: tuple[Moment, ...], colour: str, los: Mapping[str, Sequence[str]], voet: str, blad: Blad) -> None:
    kinds = list(dict.fromkeys(row.soort for row in rows))
    first, last = int(min(row.begin for row in rows)), int(max(row.einde for row in rows) - 1e-6) + 1
    lanes = {kind: _lanes([row for row in rows if row.soort == kind], _room(blad) / (last - first)) for kind in kinds}
    blocks = [max(lane for _, lane in lanes[kind]) + 1 for kind in kinds]
    y, tops = 2.0, list[float]()
    for kind, lines in zip(kinds, blocks, strict=True):
        place_rows(blad, [Figuurrij(kind)], row=lines * _LANE, top=y, words=8, inset=10)
        tops.append(blad.bottom - lines * _LANE)
        y = blad.bottom + 4
    blad.top = 2.0
    blad.set_scale(first, last)
    zones = [(top, top + lines * _LANE) for top, lines in zip(tops, blocks, strict=True)]
    blad.line(*[[(year, a), (year, b)] for year in range(first, last + 1) for a, b in zones], colour=RASTER, thick=1, under=True)
    write_moments(blad, [(year + 0.5, str(year)) for year in range(first, last)], blad.bottom + 12)
    for kind, top in zip(kinds, tops, strict=True):
        for row, lane in lanes[kind]:
            _draw_mark(blad, row, rows.index(row) + 1, top + (lane + 0.5) * _LANE, colour if row.held else INKT)
    words = [f"{place}. {row.naam} ({row.wanneer})" for place, row in enumerate(rows, 1)]
    below = write_list(blad, words, blad.bottom + 32, colour=INKT)
    for heading, loose in los.items():
        below = write_list(blad, [heading], below)
        below = write_list(blad, [f"• {line}" for line in loose], below, kolommen=1 if blad.smal else 2, colour=INKT)
    blad.height = write_list(blad, [voet] if voet else [], below) - 2


def _room(blad: Blad) -> float:
    """Points along the axis, whatever the names take at most."""
    return blad.width - 34 if blad.smal else blad.width - 210


def _lanes(rows: Sequence[Moment], per_year: float) -> list[tuple[Moment, int]]:
    """The moments of one kind with the line on which each stands: the first on which it touches no mark."""
    ends: list[float] = []
    placed = []
    for row in sorted(rows, key=lambda row: row.midden):
        x = row.midden * per_year
        lane = next((place for place, end in enumerate(ends) if x - end >= _MARK + 3), len(ends))
        ends[lane : lane + 1] = [x]
        placed.append((row, lane))
    return placed


def _draw_mark(blad: Blad, row: Moment, number: int, y: float, colour: str) -> None:
    if blad.x(row.einde) - blad.x(row.begin) > _MARK:
        blad.line([(row.begin, y), (row.einde, y)], colour=colour, thick=3, alpha=0.5)
    blad.dots([(row.midden, y)], colour=colour, size=_MARK)
    blad.write(blad.x(row.midden), y, str(number), size=KLEIN, bold=True, colour=VEL, anchor="center")
