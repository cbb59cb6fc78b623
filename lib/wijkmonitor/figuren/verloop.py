"""Up or down in time: dots with standing margins and a dotted line, because nothing was measured in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import wrap
from wijkmonitor.figuren.rij import check_row
from wijkmonitor.figuren.schaal import Schaal, round_top
from wijkmonitor.figuren.stijl import GRIJS, RASTER, ZAND, Vraag, colour_of
from wijkmonitor.figuren.tijdas import Mijlpaal, draw_list, draw_milestones, draw_moments, place_milestones
from wijkmonitor.figuren.vel import BREED, SMAL, STIPPEL, Vel, text_width
from wijkmonitor.taal.getallen import getal, opsomming, tussen

_LEFT = 34.0


@dataclass(frozen=True)
class Meetpunt:
    """One moment: its word (`2019`, `november 2021`), its value with margin, and its place in time.

    x: place on the axis of time (a year with a fraction, see `jaarpunt`; the total of a year stands half way, at
    2021.5); None for all = equal steps. waarde None: `reden` says why. laag and hoog None: the margin is unknown.
    """

    moment: str
    waarde: float | None
    laag: float | None = None
    hoog: float | None = None
    x: float | None = None
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.moment, self.reden, self.waarde, margin=(self.laag, self.hoog, self.x))


@dataclass(frozen=True)
class _Opmaak:
    vraag: int
    decimalen: int
    schaal: tuple[float, float]
    opmerking: str
    mijlpalen: tuple[Mijlpaal, ...]


def verloop(
    punten: Sequence[Meetpunt],
    *,
    vraag: Vraag = 1,
    eenheid: str = "",
    decimalen: int = 0,
    schaal: tuple[float, float] | None = None,
    mijlpalen: Sequence[Mijlpaal] = (),
    opmerking: str = "",
    alt: str | None = None,
) -> Figuur:
    """Two to eleven moments; from twelve on use `regelkaart`. The axis begins at 0 unless schaal says otherwise.

    opmerking: a sentence beside the figure on what the margins allow. Milestones need points with x.
    """
    if not 2 <= len(punten) <= 11:
        raise ValueError(f"punten has {len(punten)} moments, must have 2 to 11 (from 12 on: regelkaart)")
    if len({point.x is None for point in punten}) > 1 or (mijlpalen and punten[0].x is None):
        raise ValueError("x must be given for all points or for none, and for all where there are milestones")
    ends = schaal or _scale_for(punten)
    points = tuple(_with_x(punten))
    look = _Opmaak(vraag, decimalen, ends, opmerking, tuple(mijlpalen))
    return draw_both(partial(_draw, points, look), alt or _alt(points, look, eenheid))


def _scale_for(punten: Sequence[Meetpunt]) -> tuple[float, float]:
    """From 0, or from below the least value where that is negative."""
    low = min((v for p in punten for v in (p.waarde, p.laag) if v is not None), default=0.0)
    top = round_top([v for p in punten for v in (p.waarde, p.hoog)], about=4)
    return (-round_top([-low], about=2) if low < 0 else 0.0, top)


def _with_x(punten: Sequence[Meetpunt]) -> list[Meetpunt]:
    if punten[0].x is not None:
        return sorted(punten, key=lambda p: p.x or 0.0)
    return [Meetpunt(p.moment, p.waarde, p.laag, p.hoog, float(position), p.reden) for position, p in enumerate(punten)]


def _draw(punten: tuple[Meetpunt, ...], look: _Opmaak, smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    right = vel.width - (10 if smal or not look.opmerking else 150)
    xs = [point.x or 0.0 for point in punten]
    low, high = min([*xs, *(m.x for m in look.mijlpalen)]), max([*xs, *(m.x for m in look.mijlpalen)])
    room = (right - _LEFT) / len(punten) / 2
    time = Schaal(low, high if high > low else low + 1, _LEFT + room, right - room)
    marks = place_milestones([(time(m.x), m.naam) for m in look.mijlpalen], right=vel.width - 2, smal=smal)
    top = marks.height + 14
    bottom = top + (165 if smal else 190)
    values = Schaal(*look.schaal, bottom, top)
    _draw_values_axis(vel, values, right)
    draw_milestones(vel, marks, top=top, bottom=bottom, right=vel.width - 2)
    _draw_points(vel, punten, time, values, look)
    draw_moments(vel, [(time(point.x or 0.0), point.moment) for point in punten], bottom + 14)
    if look.opmerking and not smal:
        rows = wrap(look.opmerking, 132, 11.5, lines=6)
        vel.lines_of_text(right + 14, (top + bottom) / 2, rows, size=11.5, lead=1.4)
    said = [look.opmerking] if look.opmerking and smal else []
    notes = said + list(marks.below) + [f"{p.moment}: {p.reden}" for p in punten if p.waarde is None]
    vel.height = draw_list(vel, notes, bottom + 34) - 4 if notes else bottom + 24
    return vel.svg()


def _draw_values_axis(vel: Vel, values: Schaal, right: float) -> None:
    ticks = values.tick_labels(4)
    if values.low > 0 and (not ticks or ticks[0][0] > values.low):
        ticks = [(values.low, getal(values.low, 0 if values.low == round(values.low) else 1)), *ticks]
    for value, word in ticks:
        y = values(value)
        vel.line([(_LEFT, y), (right, y)], colour=RASTER, thick=1, cap="butt")
        vel.text(_LEFT - 8, y, word, size=10.5, colour=GRIJS, anchor="eind")


def _draw_points(vel: Vel, punten: Sequence[Meetpunt], time: Schaal, values: Schaal, look: _Opmaak) -> None:
    colour = colour_of(look.vraag).vol
    known = [(time(p.x or 0.0), p) for p in punten if p.waarde is not None]
    for point in punten:
        if point.waarde is None:
            vel.box(time(point.x or 0.0) - 9, values.end, 18, values.start - values.end, colour=ZAND)
            vel.text(time(point.x or 0.0), values.start - 10, "–", colour=GRIJS, anchor="midden")
    pairs = [(a, b) for a, b in zip(punten, punten[1:], strict=False) if None not in (a.waarde, b.waarde)]
    steps = [[(time(p.x or 0.0), values(p.waarde or 0.0)) for p in pair] for pair in pairs]
    if steps:
        vel.lines(steps, colour=colour, thick=1.6, dash=STIPPEL, cap="butt")
    gap = min((b - a for (a, _), (b, _) in zip(known, known[1:], strict=False)), default=100.0)
    widest = max((text_width(_word(p, look), 13, True) for _, p in known), default=0.0)
    size = 13.0 if widest + 18 < gap or widest < gap - 6 else max(8.5, 13 * (gap - 4) / widest)
    for x, point in known:
        if point.laag is not None and point.hoog is not None:
            vel.band((x, values(point.laag)), (x, values(point.hoog)), colour=colour)
    beside = widest + 26 < gap
    for position, (x, point) in enumerate(known):
        y = values(point.waarde or 0.0)
        vel.dot(x, y, colour=colour, size=13 if gap > 24 else 9)
        if beside:
            aside = _aside(y, values(known[position + 1][1].waarde or 0.0)) if position + 1 < len(known) else 0.0
            vel.text(x + 12, y + aside, _word(point, look), size=15, bold=True, colour=colour, halo=True)
            continue
        peak = values(point.hoog) if point.hoog is not None else y
        up = max(min(peak, y) - 13, 6)
        vel.text(x, up - (9 if size < 9 and position % 2 else 0), _word(point, look), size=size, bold=True,
                 colour=colour, anchor="midden", halo=True)  # fmt: skip


def _aside(y: float, following: float) -> float:
    """How far a number moves off the line that leaves its point to the right: below a line that rises, else above it."""
    return 15.0 if following < y - 6 else -15.0


def _word(point: Meetpunt, look: _Opmaak) -> str:
    return getal(point.waarde or 0.0, look.decimalen)


def _alt(punten: Sequence[Meetpunt], look: _Opmaak, eenheid: str) -> str:
    facts = [_fact(p, look, eenheid) for p in reversed(punten)]
    if look.mijlpalen:
        facts.append(f"Gemarkeerd: {opsomming([m.naam for m in look.mijlpalen])}")
    margins = any(p.laag is not None for p in punten)
    form = f"{len(punten)} punten in de tijd" + (" met marges" if margins else ", marges onbekend")
    return compose_alt(form, facts, chance=look.opmerking)


def _fact(point: Meetpunt, look: _Opmaak, eenheid: str) -> str:
    if point.waarde is None:
        return f"{point.moment}: geen cijfer, {point.reden}"
    text = f"{point.moment}: {getal(point.waarde, look.decimalen)} {eenheid}".strip()
    if point.laag is not None and point.hoog is not None:
        text += f", {tussen(point.laag, point.hoog, look.decimalen)}"
    return text
