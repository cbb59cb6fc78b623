"""Up or down in time: dots with standing margins and a dotted line, because nothing was measured in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, ZAND, Vraag, colour_of
from wijkmonitor.figuren.letters import wrap
from wijkmonitor.figuren.maten import KLEIN, STIPPEL, round_top, round_words, text_width, values_width
from wijkmonitor.figuren.tijdas import BOVEN, Mijlpaal, clear_side, draw_milestones, step_aside, write_list, write_moments
from wijkmonitor.taal.getallen import getal, opsomming, tussen


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
    eenheid: str
    decimalen: int
    schaal: tuple[float, float]
    opmerking: str
    mijlpalen: tuple[Mijlpaal, ...]
    as_woorden: str = ""
    vast: bool = False


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
    points = tuple(sorted(placed, key=lambda point: point.x or 0.0))
    ends = schaal or _scale_for(punten, eenheid)
    words = f"{eenheid}, van {round_words(ends[0])} tot {round_words(ends[1])}" if schaal and eenheid else eenheid
    look = _Opmaak(vraag, eenheid, decimalen, ends, opmerking, tuple(mijlpalen), words, vast=schaal is not None)
    return draw_both(partial(_draw, points, look), alt or _alt(points, look))


def _scale_for(punten: Sequence[Meetpunt], eenheid: str) -> tuple[float, float]:
    """From 0, or from below the least value where that is negative; shares of 100 never beyond 100."""
    low = min((v for p in punten for v in (p.waarde, p.laag) if v is not None), default=0.0)
    ends = [v for p in punten for v in (p.waarde, p.hoog) if v is not None]
    top = round_top(ends, about=4)
    if "van de 100" in eenheid and max(ends, default=0) <= 100:
        top = min(top, 100.0)
    return (-round_top([-low], about=2) if low < 0 else 0.0, top)


def _draw(punten: tuple[Meetpunt, ...], look: _Opmaak, blad: Blad) -> None:
    blad.left = values_width(*look.schaal)
    blad.right = blad.width - (10 if blad.smal or not look.opmerking else 150)
    peak = max((v for point in punten for v in (point.waarde, point.hoog) if v is not None), default=look.schaal[0])
    share = (peak - look.schaal[0]) / (look.schaal[1] - look.schaal[0])
    room = 22.0 if share > 0.85 else 2.0  # numbers stand above the highest points
    blad.top = (BOVEN if look.mijlpalen else 0) + (14 if look.eenheid else 0) + 14 + room
    blad.bottom = blad.top + (110 if look.vast else 150 if blad.smal else 165)  # fixed ends leave most of the sheet white
    places = [*(point.x or 0.0 for point in punten), *(mark.x for mark in look.mijlpalen)]
    low, high = min(places), max(places)
    blad.set_scale(low, high if high > low else low + 1, inset=(blad.right - blad.left) / len(punten) / 2)
    blad.show_values(*look.schaal, look.as_woorden, above=12 + room)
    notes = [look.opmerking] if look.opmerking and blad.smal else []
    notes += draw_milestones(blad, look.mijlpalen, y=BOVEN / 2)
    _draw_points(blad, punten, look)
    write_moments(blad, [(point.x or 0.0, point.moment) for point in punten], blad.bottom + 14)
    if look.opmerking and not blad.smal:
        rows = wrap(look.opmerking, 132, 11.5, lines=9)
        blad.write(blad.width - 136, (blad.top + blad.bottom) / 2, *rows, size=11.5, lead=1.4)
    notes += [f"{point.moment}: {point.reden}" for point in punten if point.waarde is None]
    blad.height = write_list(blad, notes, blad.bottom + 34) - 4 if notes else blad.bottom + 24


def _draw_points(blad: Blad, punten: Sequence[Meetpunt], look: _Opmaak) -> None:
    colour = colour_of(look.vraag).vol
    for point in punten:
        if point.waarde is None:
            ends = (point.x or 0.0, blad.floor), (point.x or 0.0, blad.ceiling)
            blad.line(ends, colour=ZAND, thick=18)
            blad.write(blad.x(point.x or 0.0), blad.bottom - 10, "–", colour=GRIJS, anchor="center")
    pairs = [(a, b) for a, b in zip(punten, punten[1:], strict=False) if None not in (a.waarde, b.waarde)]
    steps = [[(p.x or 0.0, p.waarde or 0.0) for p in pair] for pair in pairs]
    if steps:
        blad.line(*steps, colour=colour, thick=1.6, dash=STIPPEL)
    known = [point for point in punten if point.waarde is not None]
    for point in known:
        if point.laag is not None and point.hoog is not None:
            x = point.x or 0.0
            blad.line([(x, point.laag), (x, min(point.hoog, blad.ceiling))], colour=colour, thick=10, alpha=0.3, cap="round")
    gap = min((blad.x(b.x or 0) - blad.x(a.x or 0) for a, b in zip(known, known[1:], strict=False)), default=100.0)
    blad.dots([(p.x or 0.0, p.waarde or 0.0) for p in known], colour=colour, size=13 if gap > 24 else 9)
    _write_numbers(blad, known, look, gap)


def _write_numbers(blad: Blad, known: Sequence[Meetpunt], look: _Opmaak, gap: float) -> None:
    """Numbers beside their dots where there is room, off the line to the next; otherwise above their margins."""
    colour = colour_of(look.vraag).vol
    words = [getal(point.waarde or 0.0, look.decimalen) for point in known]
    widest = max((text_width(word, 13, True) for word in words), default=0.0)
    size = max(KLEIN, min(13.0, 13 * (gap - 4) / max(widest, 1)))
    for place, (point, word) in enumerate(zip(known, words, strict=True)):
        x, y = blad.x(point.x or 0.0), blad.y(point.waarde or 0.0)
        if widest + 26 < gap:
            following = blad.y(known[place + 1].waarde or 0.0) if place + 1 < len(known) else None
            aside = 0.0 if following is None else 15.0 if following < y - 6 else -15.0
            if not (free := clear_side(blad, x, 12, text_width(word, 15, True), look.mijlpalen)):
                _write_above(blad, point, word, 13, look)
                continue
            blad.write(x + free * 12, y + aside, word, size=15, bold=True, colour=colour, halo=True,
                       anchor="left" if free > 0 else "right")  # fmt: skip
        else:
            _write_above(blad, point, word, size, look, step=10 if widest * size / 13 + 3 > gap and place % 2 else 0)


def _write_above(blad: Blad, point: Meetpunt, word: str, size: float, look: _Opmaak, *, step: float = 0) -> None:
    """A number above the margin of its dot, off the lines of events."""
    y = blad.y(point.waarde or 0.0)
    peak = min(y, blad.y(point.hoog)) if point.hoog is not None else y
    x = step_aside(blad, blad.x(point.x or 0.0), text_width(word, size, True) / 2, look.mijlpalen)
    colour = colour_of(look.vraag).vol
    blad.write(x, peak - 13 - step, word, size=size, bold=True, colour=colour, anchor="center", halo=True)


def _alt(punten: Sequence[Meetpunt], look: _Opmaak) -> str:
    facts = [_fact(p, look) for p in reversed(punten)]
    if look.mijlpalen:
        facts.append(f"Gemarkeerd: {opsomming([m.naam for m in look.mijlpalen])}")
    margins = any(p.laag is not None for p in punten)
    form = f"{len(punten)} punten in de tijd" + (" met marges" if margins else ", marges onbekend")
    return compose_alt(form, facts, chance=look.opmerking)


def _fact(point: Meetpunt, look: _Opmaak) -> str:
    if point.waarde is None:
        return f"{point.moment}: geen cijfer, {point.reden}"
    text = f"{point.moment}: {getal(point.waarde, look.decimalen)} {look.eenheid}".strip()
    if point.laag is not None and point.hoog is not None:
        text += f", {tussen(point.laag, point.hoog, look.decimalen)}"
    return text
