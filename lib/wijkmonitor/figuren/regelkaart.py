"""The control chart: a series with its middle, its limits and what is more than chance, from twelve points on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, GUNSTIG, INKT, ONGUNSTIG, ZAND, Vraag, colour_of
from wijkmonitor.figuren.letters import STREEP, round_top, text_width, values_width
from wijkmonitor.figuren.rijen import BOVEN, Mijlpaal, draw_milestones, step_aside, write_list, write_moments
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


def regelkaart(
    kaart: pd.DataFrame,
    momenten: Sequence[str],
    *,
    vraag: Vraag = 1,
    eenheid: str = "",
    stappen: str = "punten",
    mijlpalen: Sequence[Mijlpaal] = (),
) -> Figuur:
    """A series with its centre, its limits, the points outside them, and how long the runs on one side are.

    kaart: frame of `stats.xmr_chart` (value, centre, lower, upper, signal, meaning). momenten: a word per row. stappen:
    what a point is, in the plural: `maanden`. mijlpalen: x is the position of a point, 0 for the first; fractions lie in
    between. Limits below 0 are drawn at 0, because counts can't go lower. Raises ValueError below 12 points: use `verloop`.
    """
    if len(kaart) < MIN_PUNTEN or len(momenten) != len(kaart):
        raise ValueError(f"kaart has {len(kaart)} rows and momenten {len(momenten)}: equal and at least {MIN_PUNTEN}")
    points = _points(kaart, momenten)
    top = round_top((v for p in points for v in (p.value, p.upper, p.lower)), about=4)
    form = _Regelkaart(points, colour_of(vraag).vol, eenheid, top, mijlpalen, _runs(points, stappen))
    return draw_both(form.draw, form.alt())


class Reeks(NamedTuple):
    """A run of points on one side of the middle, in words; loopt: it still goes on."""

    zin: str
    loopt: bool


def lange_reeksen(kaart: pd.DataFrame, momenten: Sequence[str], *, stappen: str = "punten") -> list[Reeks]:
    """The runs of seven or more points on one side of the middle, in the words of the figure; empty where there are none."""
    return _runs(_points(kaart, momenten), stappen)


def _points(kaart: pd.DataFrame, momenten: Sequence[str]) -> tuple[_Punt, ...]:
    rows = zip(momenten, kaart.value, kaart.centre, kaart.lower, kaart.upper, kaart.meaning, strict=True)
    return tuple(_Punt(moment, _known(v), float(c), _known(lo), _known(up), str(m)) for moment, v, c, lo, up, m in rows)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


@dataclass(frozen=True)
class _Regelkaart:
    punten: Sequence[_Punt]
    kleur: str
    eenheid: str
    top: float
    mijlpalen: Sequence[Mijlpaal]
    reeksen: Sequence[Reeks]

    @property
    def marks(self) -> list[tuple[str, str, str]]:
        """The kinds of marks that it has, each once."""
        return list(dict.fromkeys(point.mark for point in self.punten if point.mark))

    def draw(self, blad: Blad) -> None:
        blad.left, blad.right = values_width(0, self.top), blad.width - (8 if blad.smal else 92)
        room = 14.0 if max((p.value or 0.0 for p in self.punten), default=0.0) > 0.85 * self.top else 2.0  # for numbers
        blad.top = (BOVEN if self.mijlpalen else 0) + (14 if self.eenheid else 0) + 14 + room
        blad.bottom = blad.top + (140 if blad.smal else 170)
        blad.set_scale(0, len(self.punten) - 1, inset=(blad.right - blad.left) / len(self.punten) / 2)
        blad.show_values(0, self.top, self.eenheid, above=12 + room)
        _draw_limits(blad, self.punten)
        notes = draw_milestones(blad, self.mijlpalen, y=BOVEN / 2)
        if not blad.smal:
            _write_limits(blad, self.punten[-1])
        self._draw_series(blad)
        write_moments(blad, [(place, point.moment) for place, point in enumerate(self.punten)], blad.bottom + 14)
        y = self._draw_legend(blad, blad.bottom + 36)
        missing = [p.moment for p in self.punten if p.value is None]
        notes += [f"Geen cijfer: {opsomming(missing)}."] if missing else []
        notes += [_limits_sentence(self.punten[-1])] if blad.smal else []
        blad.height = write_list(blad, notes, y) - 2

    def _draw_series(self, blad: Blad) -> None:
        places = [(float(place), math.nan if point.value is None else point.value) for place, point in enumerate(self.punten)]
        blad.line(places, colour=self.kleur, thick=1.4, alpha=0.6)
        blad.dots([at for at, point in zip(places, self.punten, strict=True) if point.mark is None], colour=self.kleur, size=7)
        for at, point in zip(places, self.punten, strict=True):
            if point.mark:
                blad.dots([at], colour=point.mark[1], size=11, shape=point.mark[0])
        self._write_numbers(blad)

    def _write_numbers(self, blad: Blad) -> None:
        """Numbers of the ends and of marked points, away from the middle line; where two would touch, or one a mark, the first stays."""
        last = len(self.punten) - 1
        named = [(place, p) for place, p in enumerate(self.punten) if p.value is not None and (place in (0, last) or p.mark)]
        placed: list[tuple[float, float, float]] = []
        for place, point in sorted(named, key=lambda at: (at[0] not in (0, last), -abs((at[1].value or 0.0) - at[1].centre))):
            word = getal(point.value or 0.0)
            half = text_width(word, 10, True) / 2
            x, y = step_aside(blad, blad.x(place), half, self.mijlpalen), blad.y(point.value or 0.0)
            y += 14 if point.side < 0 and y + 14 < blad.bottom - 4 else -14
            others = [(blad.x(at), blad.y(p.value or 0.0), 6.0) for at, p in named if at != place]
            if all(abs(x - at) >= half + other + 3 or abs(y - line) >= 12 for at, line, other in placed + others):
                placed.append((x, y, half))
                blad.write(x, y, word, size=10, bold=True, colour=self.kleur, anchor="center", halo=True)

    def _draw_legend(self, blad: Blad, y: float) -> float:
        """A line per kind of mark and per run, or that there are none; gives back where the next line may stand."""
        for shape, colour, word in self.marks:
            blad.dots([(6, y)], colour=colour, size=10, shape=shape, x_points=True)
            blad.write(16, y, word, size=10, colour=colour)
            y += 15
        told = [run.zin for run in self.reeksen]
        for words in told if told or self.marks else ["Geen enkel punt wijkt meer af dan toeval."]:
            y = write_list(blad, [words], y) + 3.5
        return y

    def alt(self) -> str:
        last = next((p for p in reversed(self.punten) if p.value is not None), self.punten[-1])
        facts = [f"{last.moment}: {getal(last.value)} {self.eenheid}".strip()] if last.value is not None else []
        facts += [run.zin for run in self.reeksen]
        for mark in self.marks:
            found = [f"{p.moment} ({getal(p.value or 0)})" for p in self.punten if p.mark == mark]
            facts.append(f"{mark[2]}: {opsomming(found)}")
        facts.append(_limits_sentence(last).removeprefix("Lijn: ").replace("Vlak: van", "Grenzen:"))
        chance = "" if self.reeksen or self.marks else "Alle verschillen kunnen toeval zijn"
        return compose_alt(f"Regelkaart met {len(self.punten)} punten", facts, chance=chance)


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


def _write_limits(blad: Blad, last: _Punt) -> None:
    words = [(last.centre, f"midden {getal(last.centre)}")]
    if last.lower is not None and last.upper is not None:
        words += [(last.upper, f"grens {getal(last.upper)}")]
        words += [(last.lower, f"grens {getal(last.lower)}")] if last.lower > 0 else []
    before = -math.inf
    for value, word in sorted(words, reverse=True):
        before = max(blad.y(value), before + 13)
        blad.write(blad.width - 84, before, word, size=10.5, colour=GRIJS)


def _runs(points: Sequence[_Punt], stappen: str) -> list[Reeks]:
    """The runs of seven or more points on one side of the middle, in words; the one that still goes on says so."""
    said = []
    for side, part in groupby(enumerate(points), key=lambda at: at[1].side):
        run = list(part)
        if side == 0 or len(run) < REEKS:
            continue
        first, last, where = run[0][1].moment, run[-1][1].moment, "boven" if side > 0 else "onder"
        told, goes_on = f"{len(run)} {stappen} op rij {where} het midden", run[-1][0] == len(points) - 1
        said.append(Reeks(f"Al {told}, sinds {first}." if goes_on else f"{told}, van {first} tot en met {last}.", goes_on))
    return said


def _limits_sentence(last: _Punt) -> str:
    words = f"Lijn: midden {getal(last.centre)}."
    if last.lower is not None and last.upper is not None:
        words += f" Vlak: van {getal(max(last.lower, 0))} tot {getal(last.upper)}."
    return words
