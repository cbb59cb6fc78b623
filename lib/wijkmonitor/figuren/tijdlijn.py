"""Along the years: plan against reality per intervention, and what happened when, as numbered marks per kind; or without dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, RASTER, VEL, Vraag, colour_of
from wijkmonitor.figuren.letters import KLEIN, text_width
from wijkmonitor.figuren.rijen import (
    BOVEN,
    Figuurrij,
    Mijlpaal,
    Woord,
    draw_milestones,
    jaarpunt,
    place_rows,
    row_zones,
    write_list,
    write_moments,
)
from wijkmonitor.taal.getallen import datum, maand, meervoud, opsomming

_MARK = 15.0  # width of a mark, in points
_LANE = 19.0


@dataclass(frozen=True)
class Looptijd:
    """One intervention: what was planned, what happened, and its status in a word (`loopt`, `gestopt`).

    Dates that are None are unknown or have not come yet; a real bar without end runs to the peildatum.
    """

    naam: str
    status: str
    gepland_start: date | None = None
    gepland_einde: date | None = None
    start: date | None = None
    einde: date | None = None
    held: bool = True

    def __post_init__(self) -> None:
        for name, first, last in (("gepland", self.gepland_start, self.gepland_einde), ("start", self.start, self.einde)):
            if first and last and last < first:
                raise ValueError(f"{name} of {self.naam!r} ends on {last} before it begins on {first}")


def tijdlijn(
    rijen: Sequence[Looptijd], *, peildatum: date, mijlpalen: Sequence[tuple[date, str]] = (), vraag: Vraag = 4
) -> Figuur:
    """Bars along years. held=False: grey, for what runs but is not followed. mijlpalen: (date, what happened)."""
    if not rijen:
        raise ValueError("rijen=() must have at least one intervention")
    days = [d for r in rijen for d in (r.gepland_start, r.gepland_einde, r.start, r.einde) if d is not None]
    days += [peildatum, *(day for day, _ in mijlpalen)]
    last = max(days)
    end = last.year if last == date(last.year, 1, 1) else last.year + 1
    years = range(min(min(days).year, end - 1), end + 1)
    marks = [Mijlpaal(jaarpunt(day), name) for day, name in mijlpalen]
    return draw_both(partial(_draw_plan, rijen, colour_of(vraag).vol, peildatum, marks, years), _plan_alt(rijen, peildatum))


def _draw_plan(
    rijen: Sequence[Looptijd], colour: str, peildatum: date, marks: Sequence[Mijlpaal], years: range, blad: Blad
) -> None:
    tints = [colour if row.held else GRIJS for row in rijen]
    names = [Figuurrij(row.naam, woorden=(Woord(row.status, 10.5, True, tint),)) for row, tint in zip(rijen, tints, strict=True)]
    high = 24 if blad.smal else 30
    ys = place_rows(blad, names, row=high, top=22 + (BOVEN if marks else 0), words=92, inset=0)
    blad.set_scale(years[0], years[-1])
    zones = row_zones(blad, ys, high)
    blad.line(*[[(year, top), (year, bottom)] for year in years for top, bottom in zones], colour=RASTER, thick=1, under=True)
    step = 1 if (blad.right - blad.left) / len(years) > 30 else 2
    for year in years[:-1:step]:
        blad.write(blad.x(year + 0.5), blad.bottom + 12, str(year), size=10.5, colour=GRIJS, anchor="center")
    notes = draw_milestones(blad, marks, y=BOVEN / 2, zones=zones)
    _draw_today(blad, peildatum, zones)
    for row, y, tint in zip(rijen, ys, tints, strict=True):
        _draw_bars(blad, row, y, tint, peildatum)
    _draw_key(blad, blad.bottom + 32, colour)
    blad.height = write_list(blad, notes, blad.bottom + 50) + 2


def _draw_today(blad: Blad, peildatum: date, zones: Sequence[tuple[float, float]]) -> None:
    x = jaarpunt(peildatum)
    blad.line(*[[(x, top), (x, bottom)] for top, bottom in zones], thick=1.8)
    word = f"stand {datum(peildatum)}"
    half = text_width(word, 10, True) / 2
    middle = min(max(blad.x(x), half), blad.width - half)
    blad.write(middle, blad.top - 11, word, size=10, bold=True, anchor="center", halo=True)


def _draw_bars(blad: Blad, row: Looptijd, y: float, colour: str, peildatum: date) -> None:
    least = 3 / (blad.right - blad.left) * (blad.high - blad.low)  # a bar is at least 3 points wide
    if row.gepland_start or row.gepland_einde:
        start = jaarpunt(row.gepland_start) if row.gepland_start else blad.low
        end = jaarpunt(row.gepland_einde) if row.gepland_einde else blad.high
        blad.bar(start, max(end, start + least), y, high=18, colour=VEL, edge=INKT, thick=1.2)
    if row.start and row.start <= peildatum:
        start = jaarpunt(row.start)
        end = max(jaarpunt(min(row.einde, peildatum) if row.einde else peildatum), start + least)
        blad.bar(start, end, y, high=10, colour=colour)
        if row.einde is None:
            x = blad.x(end)
            blad.area([(x, y - 5), (x + 6, y), (x, y + 5)], colour=colour, x_points=True)


def _draw_key(blad: Blad, y: float, colour: str) -> None:
    x = 30 + text_width("gepland", 10) + 16
    blad.bar(0, 24, y, high=14, colour=VEL, edge=INKT, thick=1.2, x_points=True)
    blad.bar(x, x + 24, y, high=10, colour=colour, x_points=True)
    blad.write(30, y, "gepland", size=10, colour=GRIJS)
    blad.write(x + 30, y, "echt", size=10, colour=GRIJS)


def _plan_alt(rijen: Sequence[Looptijd], peildatum: date) -> str:
    facts = []
    for row in rijen:
        fact = f"{row.naam}: {row.status}"
        if row.start:
            fact += f", sinds {maand(row.start)}"
        if row.gepland_start and row.start and row.gepland_start != row.start:
            fact += f", gepland {maand(row.gepland_start)}"
        facts.append(fact)
    return compose_alt(f"Tijdlijn met {len(rijen)} interventies, stand {datum(peildatum)}", facts)


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
    facts += [f"{heading} {'; '.join(lines)}" for heading, lines in (los or {}).items()]
    kinds = opsomming(list(dict.fromkeys(moment.soort for moment in momenten)))
    text = compose_alt(f"Tijdlijn met {meervoud(len(rows), 'punt', 'punten')}: {kinds}", facts)
    return draw_both(partial(_draw_moments, rows, colour_of(vraag).vol, los or {}, voet), text)


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


def _draw_moments(rows: tuple[Moment, ...], colour: str, los: Mapping[str, Sequence[str]], voet: str, blad: Blad) -> None:
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
