"""The control chart: a series with its middle, its limits and what is more than chance, from twelve points on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, GUNSTIG, INKT, ONGUNSTIG, ZAND, Vraag, colour_of
from wijkmonitor.figuren.maten import STREEP, round_top, text_width, values_width
from wijkmonitor.figuren.tijdas import BOVEN, Mijlpaal, draw_milestones, step_aside, write_list, write_moments
from wijkmonitor.taal.getallen import getal, opsomming

if TYPE_CHECKING:
    import pandas as pd

MIN_PUNTEN = 12
REEKS = 7  # as many points on one side of the middle are a run (NHS England, Making Data Count)
# the mark of a point that is more than chance: shape and colour, and the word for it
_TEKENS = {
    "special_cause_improvement": ("^", GUNSTIG, "gunstiger dan toeval"),
    "special_cause_concern": ("v", ONGUNSTIG, "ongunstiger dan toeval"),
}
_BUITEN = ("D", INKT, "buiten de grenzen")


@dataclass(frozen=True)
class _Punt:
    moment: str
    value: float | None
    centre: float
    lower: float | None
    upper: float | None
    meaning: str

    @property
    def side(self) -> int:
        """1 above the middle, -1 below it, 0 on it or unknown."""
        return 0 if self.value is None else (self.value > self.centre) - (self.value < self.centre)

    @property
    def mark(self) -> tuple[str, str, str] | None:
        """Shape, colour and word of a point that gets a mark; a run is told in words, not point by point."""
        if self.meaning in _TEKENS:
            return _TEKENS[self.meaning]
        if self.value is None or self.lower is None or self.upper is None or self.lower <= self.value <= self.upper:
            return None
        return _BUITEN


@dataclass(frozen=True)
class _Opmaak:
    vraag: int
    eenheid: str
    decimalen: int
    schaal: tuple[float, float]
    mijlpalen: tuple[Mijlpaal, ...]
    stappen: str


def regelkaart(
    kaart: pd.DataFrame,
    momenten: Sequence[str],
    *,
    vraag: Vraag = 1,
    eenheid: str = "",
    stappen: str = "punten",
    decimalen: int = 0,
    mijlpalen: Sequence[Mijlpaal] = (),
    vanaf_nul: bool = True,
    alt: str | None = None,
) -> Figuur:
    """A series with its centre, its limits, the points outside them, and how long the runs on one side are.

    kaart: frame of `stats.xmr_chart` (value, centre, lower, upper, signal, meaning). momenten: a word per row. stappen: what
    a point is, in the plural: `maanden`.
    mijlpalen: x is the position of a point, 0 for the first; fractions lie in between. vanaf_nul: limits below 0 are
    drawn at 0, because counts can't go lower. Raises ValueError below 12 points: use `verloop`.
    """
    if len(kaart) < MIN_PUNTEN or len(momenten) != len(kaart):
        raise ValueError(f"kaart has {len(kaart)} rows and momenten {len(momenten)}: equal and at least {MIN_PUNTEN}")
    points = _points(kaart, momenten)
    values = [v for p in points for v in (p.value, p.upper, p.lower) if v is not None]
    low = min(values, default=0.0)
    bottom = 0.0 if vanaf_nul or low >= 0 else -round_top([-low], about=3)
    look = _Opmaak(vraag, eenheid, decimalen, (bottom, round_top(values, about=4)), tuple(mijlpalen), stappen)
    return draw_both(partial(_draw, points, look), alt or _alt(points, look))


def lange_reeksen(kaart: pd.DataFrame, momenten: Sequence[str], *, stappen: str = "punten") -> list[str]:
    """The runs of seven or more points on one side of the middle, in the words of the figure; empty where there are none."""
    return _runs(_points(kaart, momenten), stappen)


def _points(kaart: pd.DataFrame, momenten: Sequence[str]) -> tuple[_Punt, ...]:
    rows = zip(momenten, kaart.value, kaart.centre, kaart.lower, kaart.upper, kaart.meaning, strict=True)
    return tuple(_Punt(moment, _known(v), float(c), _known(lo), _known(up), str(m)) for moment, v, c, lo, up, m in rows)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _draw(points: tuple[_Punt, ...], look: _Opmaak, blad: Blad) -> None:
    blad.left, blad.right = values_width(*look.schaal), blad.width - (8 if blad.smal else 92)
    room = 14.0 if max((p.value or 0.0 for p in points), default=0.0) > 0.85 * look.schaal[1] else 2.0  # for numbers
    blad.top = (BOVEN if look.mijlpalen else 0) + (14 if look.eenheid else 0) + 14 + room
    blad.bottom = blad.top + (140 if blad.smal else 170)
    blad.set_scale(0, len(points) - 1, inset=(blad.right - blad.left) / len(points) / 2)
    blad.show_values(*look.schaal, look.eenheid, above=12 + room)
    _draw_limits(blad, points)
    notes = draw_milestones(blad, look.mijlpalen, y=BOVEN / 2)
    if not blad.smal:
        _write_limits(blad, points[-1], look)
    _draw_series(blad, points, look)
    write_moments(blad, [(place, point.moment) for place, point in enumerate(points)], blad.bottom + 14)
    y = _draw_legend(blad, points, look.stappen, blad.bottom + 36)
    missing = [p.moment for p in points if p.value is None]
    notes += [f"Geen cijfer: {opsomming(missing)}."] if missing else []
    notes += [_limits_sentence(points[-1], look.decimalen)] if blad.smal else []
    blad.height = write_list(blad, notes, y) - 2


def _draw_limits(blad: Blad, points: Sequence[_Punt]) -> None:
    """Band between the limits, with its edges and centre, per segment of equal limits."""
    for (lower, upper, centre), part in groupby(enumerate(points), key=lambda at: (at[1].lower, at[1].upper, at[1].centre)):
        places = [place for place, _ in part]
        left, right = places[0] - 0.5, places[-1] + 0.5
        if lower is not None and upper is not None:
            low = max(lower, blad.floor)
            blad.bar(left, right, (low + upper) / 2, high=upper - low, colour=ZAND, under=True)
            blad.line([(left, upper), (right, upper)], [(left, low), (right, low)], colour=GRIJS, thick=1.2, dash=STREEP)
        blad.line([(left, centre), (right, centre)], colour=GRIJS, thick=1.6)


def _write_limits(blad: Blad, last: _Punt, look: _Opmaak) -> None:
    words = [(last.centre, f"midden {getal(last.centre, look.decimalen)}")]
    if last.lower is not None and last.upper is not None:
        words += [(last.upper, f"grens {getal(last.upper, look.decimalen)}")]
        words += [(last.lower, f"grens {getal(last.lower, look.decimalen)}")] if last.lower > look.schaal[0] else []
    before = -math.inf
    for value, word in sorted(words, reverse=True):
        before = max(blad.y(value), before + 13)
        blad.write(blad.width - 84, before, word, size=10.5, colour=GRIJS)


def _draw_series(blad: Blad, points: Sequence[_Punt], look: _Opmaak) -> None:
    colour = colour_of(look.vraag).vol
    places = [(float(place), math.nan if point.value is None else point.value) for place, point in enumerate(points)]
    blad.line(places, colour=colour, thick=1.4, alpha=0.6)
    blad.dots([at for at, point in zip(places, points, strict=True) if point.mark is None], colour=colour, size=7)
    for at, point in zip(places, points, strict=True):
        if point.mark:
            blad.dots([at], colour=point.mark[1], size=11, shape=point.mark[0])
    _write_numbers(blad, points, look)


def _write_numbers(blad: Blad, points: Sequence[_Punt], look: _Opmaak) -> None:
    """Numbers of the ends and of marked points, away from the middle line; where two would touch, or one a mark, the first stays."""
    last = len(points) - 1
    named = [(place, p) for place, p in enumerate(points) if p.value is not None and (place in (0, last) or p.mark)]
    placed: list[tuple[float, float, float]] = []
    for place, point in sorted(named, key=lambda at: (at[0] not in (0, last), -abs((at[1].value or 0.0) - at[1].centre))):
        word = getal(point.value or 0.0, look.decimalen)
        half = text_width(word, 10, True) / 2
        x, y = step_aside(blad, blad.x(place), half, look.mijlpalen), blad.y(point.value or 0.0)
        y += 14 if point.side < 0 and y + 14 < blad.bottom - 4 else -14
        others = [(blad.x(at), blad.y(p.value or 0.0), 6.0) for at, p in named if at != place]
        if all(abs(x - at) >= half + other + 3 or abs(y - line) >= 12 for at, line, other in placed + others):
            placed.append((x, y, half))
            blad.write(x, y, word, size=10, bold=True, colour=colour_of(look.vraag).vol, anchor="center", halo=True)


def _draw_legend(blad: Blad, points: Sequence[_Punt], stappen: str, y: float) -> float:
    """A line per kind of mark and per run, or that there are none; gives back where the next line may stand."""
    marks = list(dict.fromkeys(point.mark for point in points if point.mark))
    for shape, colour, word in marks:
        blad.dots([(6, y)], colour=colour, size=10, shape=shape, x_points=True)
        blad.write(16, y, word, size=10, colour=colour)
        y += 15
    runs = _runs(points, stappen)
    for words in runs if runs or marks else ["Geen enkel punt wijkt meer af dan toeval."]:
        y = write_list(blad, [words], y) + 3.5
    return y


def _runs(points: Sequence[_Punt], stappen: str) -> list[str]:
    """The runs of seven or more points on one side of the middle, in words; the one that still goes on says so."""
    said = []
    for side, part in groupby(enumerate(points), key=lambda at: at[1].side):
        run = list(part)
        if side == 0 or len(run) < REEKS:
            continue
        first, last, where = run[0][1].moment, run[-1][1].moment, "boven" if side > 0 else "onder"
        if run[-1][0] == len(points) - 1:
            said.append(f"Al {len(run)} {stappen} op rij {where} het midden, sinds {first}.")
        else:
            said.append(f"{len(run)} {stappen} op rij {where} het midden, van {first} tot en met {last}.")
    return said


def _limits_sentence(last: _Punt, decimals: int) -> str:
    words = f"Lijn: midden {getal(last.centre, decimals)}."
    if last.lower is not None and last.upper is not None:
        words += f" Vlak: van {getal(max(last.lower, 0), decimals)} tot {getal(last.upper, decimals)}."
    return words


def _alt(points: Sequence[_Punt], look: _Opmaak) -> str:
    last = next((p for p in reversed(points) if p.value is not None), points[-1])
    facts = [f"{last.moment}: {getal(last.value, look.decimalen)} {look.eenheid}".strip()] if last.value is not None else []
    facts += (runs := _runs(points, look.stappen))
    for mark in dict.fromkeys(point.mark for point in points if point.mark):
        found = [f"{p.moment} ({getal(p.value or 0, look.decimalen)})" for p in points if p.mark == mark]
        facts.append(f"{mark[2]}: {opsomming(found)}")
    facts.append(_limits_sentence(last, look.decimalen).removeprefix("Lijn: ").replace("Vlak: van", "Grenzen:"))
    none = not runs and not any(point.mark for point in points)
    return compose_alt(
        f"Regelkaart met {len(points)} punten", facts, chance="Alle verschillen kunnen toeval zijn" if none else ""
    )
