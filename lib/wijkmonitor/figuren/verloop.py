"""Moments with their margins: up or down in time, with a dotted line because nothing was measured in between; or per statement below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, ZAND, Vraag, colour_of
from wijkmonitor.figuren.letters import (
    KLEIN,
    STIPPEL,
    fit,
    round_top,
    round_words,
    short_moment,
    text_width,
    unit_words,
    values_width,
    wrap,
)
from wijkmonitor.figuren.rijen import (
    BOVEN,
    REGEL,
    Figuurrij,
    Mijlpaal,
    clear_side,
    draw_milestones,
    place_rows,
    row_zones,
    step_aside,
    write_list,
    write_moments,
)
from wijkmonitor.taal.getallen import getal, opsomming, tussen

_STEP = 13.0
_SHAPES = ("s", "D", "^")


@dataclass(frozen=True)
class Meetpunt:
    """One moment: its word (`2019`, `november 2021`), its value with margin, and its place in time.

    x: for `verloop`, its place on the axis of time (a year with a fraction, see `jaarpunt`; the total of a year stands half
    way, at 2021.5); None for all = equal steps. waarde None: `reden` says why. laag and hoog None: the margin is unknown.
    """

    moment: str
    waarde: float | None
    laag: float | None = None
    hoog: float | None = None
    x: float | None = None
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.moment, self.reden, self.waarde, margin=(self.laag, self.hoog, self.x))


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
    placed = [point if point.x is not None else replace(point, x=float(step)) for step, point in enumerate(punten)]
    points = sorted(placed, key=lambda point: point.x or 0.0)
    ends = schaal or _scale_for(punten, eenheid)
    form = _Verloopfiguur(points, colour_of(vraag).vol, eenheid, decimalen, ends, opmerking, mijlpalen, schaal is not None)
    return draw_both(form.draw, alt or form.alt())


def _scale_for(punten: Sequence[Meetpunt], eenheid: str) -> tuple[float, float]:
    """From 0, or from below the least value where that is negative; shares of 100 never beyond 100."""
    low = min((v for p in punten for v in (p.waarde, p.laag) if v is not None), default=0.0)
    ends = [v for p in punten for v in (p.waarde, p.hoog) if v is not None]
    top = round_top(ends, about=4)
    if "van de 100" in eenheid and max(ends, default=0) <= 100:
        top = min(top, 100.0)
    return (-round_top([-low], about=2) if low < 0 else 0.0, top)


@dataclass(frozen=True)
class _Verloopfiguur:
    """vast: whether the ends of the scale were given."""

    punten: Sequence[Meetpunt]
    kleur: str
    eenheid: str
    decimalen: int
    schaal: tuple[float, float]
    opmerking: str
    mijlpalen: Sequence[Mijlpaal]
    vast: bool

    def draw(self, blad: Blad) -> None:
        blad.left = values_width(*self.schaal)
        blad.right = blad.width - (10 if blad.smal or not self.opmerking else 150)
        low, high = self.schaal
        words = f"{self.eenheid}, van {round_words(low)} tot {round_words(high)}" if self.vast and self.eenheid else self.eenheid
        peak = max((v for point in self.punten for v in (point.waarde, point.hoog) if v is not None), default=low)
        share = (peak - low) / (high - low)
        room = 22.0 if share > 0.85 else 2.0  # numbers stand above the highest points
        blad.top = (BOVEN if self.mijlpalen else 0) + (14 if self.eenheid else 0) + 14 + room
        blad.bottom = blad.top + (110 if self.vast else 150 if blad.smal else 165)  # fixed ends leave most of the sheet white
        places = [*(point.x or 0.0 for point in self.punten), *(mark.x for mark in self.mijlpalen)]
        first, last = min(places), max(places)
        blad.set_scale(first, last if last > first else first + 1, inset=(blad.right - blad.left) / len(self.punten) / 2)
        blad.show_values(low, high, words, above=12 + room)
        notes = [self.opmerking] if self.opmerking and blad.smal else []
        notes += draw_milestones(blad, self.mijlpalen, y=BOVEN / 2)
        self._draw_points(blad)
        write_moments(blad, [(point.x or 0.0, point.moment) for point in self.punten], blad.bottom + 14)
        if self.opmerking and not blad.smal:
            rows = wrap(self.opmerking, 132, 11.5, lines=9)
            blad.write(blad.width - 136, (blad.top + blad.bottom) / 2, *rows, size=11.5, lead=1.4)
        notes += [f"{point.moment}: {point.reden}" for point in self.punten if point.waarde is None]
        blad.height = write_list(blad, notes, blad.bottom + 34) - 4 if notes else blad.bottom + 24

    def _draw_points(self, blad: Blad) -> None:
        for point in self.punten:
            if point.waarde is None:
                ends = (point.x or 0.0, blad.floor), (point.x or 0.0, blad.ceiling)
                blad.line(ends, colour=ZAND, thick=18)
                blad.write(blad.x(point.x or 0.0), blad.bottom - 10, "–", colour=GRIJS, anchor="center")
        pairs = [(a, b) for a, b in zip(self.punten, self.punten[1:], strict=False) if None not in (a.waarde, b.waarde)]
        steps = [[(p.x or 0.0, p.waarde or 0.0) for p in pair] for pair in pairs]
        if steps:
            blad.line(*steps, colour=self.kleur, thick=1.6, dash=STIPPEL)
        known = [point for point in self.punten if point.waarde is not None]
        for point in known:
            if point.laag is not None and point.hoog is not None:
                x, top = point.x or 0.0, min(point.hoog, blad.ceiling)
                blad.line([(x, point.laag), (x, top)], colour=self.kleur, thick=10, alpha=0.3, cap="round")
        gap = min((blad.x(b.x or 0) - blad.x(a.x or 0) for a, b in zip(known, known[1:], strict=False)), default=100.0)
        blad.dots([(p.x or 0.0, p.waarde or 0.0) for p in known], colour=self.kleur, size=13 if gap > 24 else 9)
        self._write_numbers(blad, known, gap)

    def _write_numbers(self, blad: Blad, known: Sequence[Meetpunt], gap: float) -> None:
        """Numbers beside their dots where there is room, off the line to the next; otherwise above their margins."""
        words = [getal(point.waarde or 0.0, self.decimalen) for point in known]
        widest = max((text_width(word, 13, True) for word in words), default=0.0)
        size = max(KLEIN, min(13.0, 13 * (gap - 4) / max(widest, 1)))
        for place, (point, word) in enumerate(zip(known, words, strict=True)):
            x, y = blad.x(point.x or 0.0), blad.y(point.waarde or 0.0)
            if widest + 26 < gap:
                following = blad.y(known[place + 1].waarde or 0.0) if place + 1 < len(known) else None
                aside = 0.0 if following is None else 15.0 if following < y - 6 else -15.0
                if not (free := clear_side(blad, x, 12, text_width(word, 15, True), self.mijlpalen)):
                    self._write_above(blad, point, word, 13)
                    continue
                blad.write(x + free * 12, y + aside, word, size=15, bold=True, colour=self.kleur, halo=True,
                           anchor="left" if free > 0 else "right")  # fmt: skip
            else:
                self._write_above(blad, point, word, size, step=10 if widest * size / 13 + 3 > gap and place % 2 else 0)

    def _write_above(self, blad: Blad, point: Meetpunt, word: str, size: float, *, step: float = 0) -> None:
        """A number above the margin of its dot, off the lines of events."""
        y = blad.y(point.waarde or 0.0)
        peak = min(y, blad.y(point.hoog)) if point.hoog is not None else y
        x = step_aside(blad, blad.x(point.x or 0.0), text_width(word, size, True) / 2, self.mijlpalen)
        blad.write(x, peak - 13 - step, word, size=size, bold=True, colour=self.kleur, anchor="center", halo=True)

    def alt(self) -> str:
        facts = [self._fact(p) for p in reversed(self.punten)]
        if self.mijlpalen:
            facts.append(f"Gemarkeerd: {opsomming([m.naam for m in self.mijlpalen])}")
        margins = any(p.laag is not None for p in self.punten)
        form = f"{len(self.punten)} punten in de tijd" + (" met marges" if margins else ", marges onbekend")
        return compose_alt(form, facts, chance=self.opmerking)

    def _fact(self, point: Meetpunt) -> str:
        if point.waarde is None:
            return f"{point.moment}: geen cijfer, {point.reden}"
        text = f"{point.moment}: {getal(point.waarde, self.decimalen)} {self.eenheid}".strip()
        if point.laag is not None and point.hoog is not None:
            text += f", {tussen(point.laag, point.hoog, self.decimalen)}"
        return text


@dataclass(frozen=True)
class Stelling:
    """One statement or factor with its scores, oldest wave first."""

    naam: str
    metingen: tuple[Meetpunt, ...]


def stellingen(
    rijen: Sequence[Stelling],
    *,
    vraag: Vraag = 3,
    schaal: tuple[float, float] = (1, 5),
    einden: tuple[str, str] = ("oneens", "eens"),
) -> Figuur:
    """A dot with margin per wave, below each other; the last wave filled and in colour, earlier ones open and grey.

    einden: words for the low and the high end of the scale.
    """
    if not rijen or not all(row.metingen for row in rijen):
        raise ValueError("rijen must have at least one row, each with at least one wave")
    return draw_both(partial(_draw_statements, tuple(rijen), vraag, schaal, einden), _statements_alt(rijen, schaal))


def _draw_statements(
    rijen: tuple[Stelling, ...], vraag: int, ends: tuple[float, float], words: tuple[str, str], blad: Blad
) -> None:
    waves = tuple(dict.fromkeys(score.moment for row in rijen for score in row.metingen))
    looks = {wave: (GRIJS, _SHAPES[place % len(_SHAPES)], True) for place, wave in enumerate(waves[:-1])}
    looks[waves[-1]] = (colour_of(vraag).vol, "o", False)
    most = max(len(row.metingen) for row in rijen)
    high = most * _STEP + (6 + most * (REGEL if blad.smal else 0)) + (0 if blad.smal else 6)
    ys = place_rows(blad, [Figuurrij(row.naam) for row in rijen], row=high, top=40, words=150)
    blad.set_scale(*ends)
    _draw_legend(blad, looks, rijen)
    marks = [y + most * REGEL / 2 for y in ys] if blad.smal else ys  # narrow: below the words of the row
    blad.show_axis(zones=row_zones(blad, marks, most * _STEP + 6), unit=unit_words("punten", ends))
    blad.write(blad.left - 6, blad.top - 10, f"← {words[0]}", size=10, colour=GRIJS)
    blad.write(blad.right + 6, blad.top - 10, f"{words[1]} →", size=10, colour=GRIJS, anchor="right")
    for row, y, middle in zip(rijen, ys, marks, strict=True):
        for place, score in enumerate(row.metingen):
            mark = middle + (place - (len(row.metingen) - 1) / 2) * _STEP
            text = y - high / 2 + (place + 0.5) * REGEL if blad.smal else mark
            _draw_score(blad, score, mark, text, looks[score.moment])


def _draw_legend(blad: Blad, looks: dict[str, tuple[str, str, bool]], rijen: Sequence[Stelling]) -> None:
    x = 0.0 if blad.smal else blad.left - 6
    room = (blad.width - x) / len(looks)
    for wave, (colour, shape, open_) in looks.items():
        blad.dots([(x + 6, 9)], colour=colour, size=9, open_=open_, shape=shape, x_points=True)
        word, size = fit(short_moment(wave), room - 26, 10, least=KLEIN)
        blad.write(x + 15, 9, word, size=size, colour=GRIJS)
        x += 15 + text_width(word, size) + 14


def _draw_score(blad: Blad, score: Meetpunt, y: float, words_y: float, look: tuple[str, str, bool]) -> None:
    x = 0.0 if blad.smal else blad.right + 18
    if score.waarde is None:
        text, size = fit(f"{short_moment(score.moment)}: {score.reden}", blad.width - x, 9.5, least=KLEIN)
        blad.write(x, words_y, text, size=size, colour=GRIJS)
        return
    colour, shape, open_ = look
    if score.laag is not None and score.hoog is not None:
        blad.band(score.laag, score.hoog, y, colour=colour, thick=7)
    blad.dots([(score.waarde, y)], colour=colour, size=8.5 if open_ else 10, open_=open_, shape=shape)
    number = getal(score.waarde, 1)
    blad.write(x, words_y, number, size=11, bold=not open_, colour=colour)
    if score.laag is not None and score.hoog is not None:
        margin = tussen(score.laag, score.hoog, 1)
        blad.write(x + text_width(number, 11, True) + 6, words_y, margin, size=9.5, colour=GRIJS)


def _statements_alt(rijen: Sequence[Stelling], ends: tuple[float, float]) -> str:
    facts = []
    for row in rijen:
        known = [f"{m.moment}: {getal(m.waarde, 1) if m.waarde is not None else m.reden}" for m in reversed(row.metingen)]
        facts.append(f"{row.naam}: {', '.join(known)}")
    return compose_alt(f"Puntfiguur met marges, schaal {getal(ends[0])} tot {getal(ends[1])}", facts)
