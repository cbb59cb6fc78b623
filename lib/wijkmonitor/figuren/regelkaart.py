"""The control chart: which points differ by more than chance, from twelve points on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.schaal import Schaal, round_top
from wijkmonitor.figuren.stijl import GRIJS, INKT, RASTER, ZAND, Vraag, colour_of
from wijkmonitor.figuren.tijdas import Mijlpaal, draw_list, draw_milestones, draw_moments, place_milestones
from wijkmonitor.figuren.vel import BREED, SMAL, STREEP, Vel, text_width
from wijkmonitor.taal.getallen import getal, opsomming

if TYPE_CHECKING:
    import pandas as pd

MIN_PUNTEN = 12
_LEFT = 34.0
# the marks of change: up is favourable, down is unfavourable, a diamond is neither
_MEANING = {
    "special_cause_improvement": ("^", "gunstiger dan toeval"),
    "special_cause_concern": ("v", "ongunstiger dan toeval"),
    "special_cause_neutral_high": ("D", "hoger dan toeval"),
    "special_cause_neutral_low": ("D", "lager dan toeval"),
}


@dataclass(frozen=True)
class _Punt:
    moment: str
    value: float | None
    centre: float
    lower: float | None
    upper: float | None
    meaning: str


@dataclass(frozen=True)
class _Opmaak:
    vraag: int
    decimalen: int
    schaal: tuple[float, float]
    mijlpalen: tuple[Mijlpaal, ...]


def regelkaart(
    kaart: pd.DataFrame,
    momenten: Sequence[str],
    *,
    vraag: Vraag = 1,
    eenheid: str = "",
    decimalen: int = 0,
    mijlpalen: Sequence[Mijlpaal] = (),
    vanaf_nul: bool = True,
    alt: str | None = None,
) -> Figuur:
    """A series with its centre, its limits and the points outside chance.

    kaart: frame of `stats.xmr_chart` (value, centre, lower, upper, signal, meaning). momenten: a word per row.
    mijlpalen: x is the position of a point, 0 for the first; fractions lie in between. vanaf_nul: limits below 0 are
    drawn at 0, because counts can't go lower. Raises ValueError below 12 points: use `verloop`.
    """
    if len(kaart) < MIN_PUNTEN or len(momenten) != len(kaart):
        raise ValueError(f"kaart has {len(kaart)} rows and momenten {len(momenten)}: equal and at least {MIN_PUNTEN}")
    points = tuple(_read(kaart, momenten))
    values = [v for p in points for v in (p.value, p.upper, p.lower) if v is not None]
    low = min(values, default=0.0)
    bottom = 0.0 if vanaf_nul or low >= 0 else -round_top([-low], about=3)
    look = _Opmaak(vraag, decimalen, (bottom, round_top(values, about=4)), tuple(mijlpalen))
    return draw_both(partial(_draw, points, look), alt or _alt(points, look, eenheid))


def _read(kaart: pd.DataFrame, momenten: Sequence[str]) -> list[_Punt]:
    rows = zip(momenten, kaart.value, kaart.centre, kaart.lower, kaart.upper, kaart.meaning, strict=True)
    return [
        _Punt(moment, _known(value), float(centre), _known(lower), _known(upper), str(meaning))
        for moment, value, centre, lower, upper, meaning in rows
    ]


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _draw(points: tuple[_Punt, ...], look: _Opmaak, smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    right = vel.width - (8 if smal else 96)
    half = (right - _LEFT) / len(points) / 2
    time = Schaal(0, len(points) - 1, _LEFT + half, right - half)
    marks = place_milestones([(time(m.x), m.naam) for m in look.mijlpalen], right=vel.width - 2, smal=smal)
    top = marks.height + 14
    bottom = top + (150 if smal else 180)
    values = Schaal(*look.schaal, bottom, top)
    _draw_limits(vel, points, time, values, half)
    for value, word in values.tick_labels(4):
        vel.line([(_LEFT, values(value)), (right, values(value))], colour=RASTER, thick=1, cap="butt")
        vel.text(_LEFT - 8, values(value), word, size=10.5, colour=GRIJS, anchor="eind")
    draw_milestones(vel, marks, top=top, bottom=bottom, right=vel.width - 2)
    if not smal:
        _draw_limit_words(vel, points[-1], values, right, look.decimalen)
    _draw_series(vel, points, time, values, look)
    draw_moments(vel, [(time(i), p.moment) for i, p in enumerate(points)], bottom + 14)
    y = _draw_legend(vel, points, bottom + 36, look.vraag)
    notes = [*marks.below, *_gaps(points)] + ([_limits_sentence(points[-1], look.decimalen)] if smal else [])
    vel.height = draw_list(vel, notes, y) - 4
    return vel.svg()


def _draw_limits(vel: Vel, points: Sequence[_Punt], time: Schaal, values: Schaal, half: float) -> None:
    """Band between the limits, with its edges and centre, per segment of equal limits."""
    for (lower, upper, centre), part in groupby(enumerate(points), key=lambda at: (at[1].lower, at[1].upper, at[1].centre)):
        places = [position for position, _ in part]
        left, right = time(places[0]) - half, time(places[-1]) + half
        if lower is not None and upper is not None:
            high, low = values(upper), values(lower)
            vel.box(left, high, right - left, max(low - high, 1), colour=ZAND)
            for y in (high, low):
                vel.line([(left, y), (right, y)], colour=GRIJS, thick=1.2, dash=STREEP, cap="butt")
        vel.line([(left, values(centre)), (right, values(centre))], colour=GRIJS, thick=1.6, cap="butt")


def _draw_limit_words(vel: Vel, last: _Punt, values: Schaal, x: float, decimals: int) -> None:
    words = [(last.centre, f"midden {getal(last.centre, decimals)}")]
    if last.lower is not None and last.upper is not None:
        words += [(last.upper, f"grens {getal(last.upper, decimals)}")]
        words += [(last.lower, f"grens {getal(last.lower, decimals)}")] if last.lower > values.low else []
    taken: list[float] = []
    for value, word in sorted(words, reverse=True):
        y = max([values(value), *(other + 13 for other in taken)])
        taken.append(y)
        vel.text(x + 8, y, word, size=10.5, colour=GRIJS)


def _draw_series(vel: Vel, points: Sequence[_Punt], time: Schaal, values: Schaal, look: _Opmaak) -> None:
    colour = colour_of(look.vraag).vol
    run: list[tuple[float, float]] = []
    for position, point in enumerate([*points, _Punt("", None, 0, None, None, "")]):
        if point.value is not None:
            run.append((time(position), values(point.value)))
            continue
        if len(run) > 1:
            vel.line(run, colour=colour, thick=1.4, alpha=0.6)
        run = []
    for position, point in enumerate(points):
        if point.value is None:
            continue
        shape = _MEANING.get(point.meaning, ("o", ""))[0]
        size = 11 if shape != "o" else 7
        vel.dot(time(position), values(point.value), colour=INKT if shape != "o" else colour, size=size, shape=shape)
    for x, y, word in _place_numbers(points, time, values, look.decimalen):
        vel.text(x, y, word, size=10, bold=True, colour=colour, anchor="midden", halo=True)


def _place_numbers(points: Sequence[_Punt], time: Schaal, values: Schaal, decimals: int) -> list[tuple[float, float, str]]:
    """Numbers of named points that don't overlap: first the ends, then what lies furthest from the centre."""
    last = len(points) - 1
    named = [(position, point) for position, point in enumerate(points) if position in _named(points)]
    placed: list[tuple[float, float, str]] = []
    for position, point in sorted(named, key=lambda at: (at[0] not in (0, last), -abs((at[1].value or 0.0) - at[1].centre))):
        if point.value is None:
            continue
        x, y, word = time(position), values(point.value), getal(point.value, decimals)
        y += -13 if y > values.end + 12 else 13
        wide = text_width(word, 10, True) / 2
        if all(abs(x - at) >= wide + text_width(other, 10, True) / 2 + 3 or abs(y - line) >= 12 for at, line, other in placed):
            placed.append((x, y, word))
    return sorted(placed)


def _named(points: Sequence[_Punt]) -> set[int]:
    """The points that get their number: the ends, what lies outside the limits, and the first of every signal."""
    named = {0, len(points) - 1}
    for position, point in enumerate(points):
        before = points[position - 1].meaning if position else ""
        if point.meaning in _MEANING and (point.meaning != before or _outside(point)):
            named.add(position)
    return named


def _outside(point: _Punt) -> bool:
    if point.value is None or point.lower is None or point.upper is None:
        return False
    return not point.lower <= point.value <= point.upper


def _draw_legend(vel: Vel, points: Sequence[_Punt], y: float, vraag: int) -> float:
    """One line per kind of signal that occurs, or that there are none; gives back where the next line may stand."""
    kinds = [kind for kind in _MEANING if any(p.meaning == kind for p in points)]
    if not kinds:
        vel.text(0, y, "Geen enkel punt wijkt meer af dan toeval.", size=10, colour=INKT)
        return y + 15
    for kind in kinds:
        shape, word = _MEANING[kind]
        vel.dot(6, y, colour=INKT, size=10, shape=shape)
        vel.text(16, y, word, size=10, colour=INKT)
        y += 15
    return y


def _gaps(points: Sequence[_Punt]) -> list[str]:
    missing = [p.moment for p in points if p.value is None]
    return [f"Geen cijfer: {opsomming(missing)}."] if missing else []


def _limits_sentence(last: _Punt, decimals: int) -> str:
    words = f"Lijn: midden {getal(last.centre, decimals)}."
    if last.lower is not None and last.upper is not None:
        words += f" Vlak: van {getal(max(last.lower, 0), decimals)} tot {getal(last.upper, decimals)}."
    return words


def _said(point: _Punt, decimals: int) -> str:
    return f"{point.moment} ({getal(point.value or 0, decimals)})"


def _alt(points: Sequence[_Punt], look: _Opmaak, eenheid: str) -> str:
    last = next((p for p in reversed(points) if p.value is not None), points[-1])
    facts = [f"{last.moment}: {getal(last.value or 0, look.decimalen)} {eenheid}".strip()] if last.value is not None else []
    for kind, (_, word) in _MEANING.items():
        found = [_said(p, look.decimalen) for i, p in enumerate(points) if p.meaning == kind and i in _named(points)]
        facts += [f"{word}: {opsomming(found)}"] if found else []
    facts.append(_limits_sentence(last, look.decimalen).removeprefix("Lijn: ").replace("Vlak: van", "Grenzen:"))
    none = all(p.meaning not in _MEANING for p in points)
    return compose_alt(
        f"Regelkaart met {len(points)} punten",
        facts,
        chance="Alle verschillen kunnen toeval zijn" if none else "",
    )
