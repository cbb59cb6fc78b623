"""Statements and factors: dots with margins, one per wave below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import fit, short_moment
from wijkmonitor.figuren.rij import check_row
from wijkmonitor.figuren.rooster import Rooster, draw_axis, draw_names, make_rooster
from wijkmonitor.figuren.schaal import Schaal
from wijkmonitor.figuren.stijl import GRIJS, Vraag, colour_of
from wijkmonitor.figuren.vel import BREED, SMAL, Vel, text_width
from wijkmonitor.taal.getallen import getal, tussen

_STEP = 13.0
_SHAPES = ("s", "D", "^")


@dataclass(frozen=True)
class Meetscore:
    """The score of one wave with its margin. waarde None: `reden` says why."""

    meting: str
    waarde: float | None
    laag: float | None = None
    hoog: float | None = None
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.meting, self.reden, self.waarde, margin=(self.laag, self.hoog))


@dataclass(frozen=True)
class Stelling:
    """One statement or factor with its scores, oldest wave first."""

    naam: str
    metingen: tuple[Meetscore, ...]


def stellingen(
    rijen: Sequence[Stelling],
    *,
    vraag: Vraag = 3,
    schaal: tuple[float, float] = (1, 5),
    einden: tuple[str, str] = ("oneens", "eens"),
    decimalen: int = 1,
    alt: str | None = None,
) -> Figuur:
    """A dot with margin per wave, below each other; the last wave filled and in colour, earlier ones open and grey.

    einden: words for the low and the high end of the scale.
    """
    if not rijen or not all(row.metingen for row in rijen):
        raise ValueError("rijen must have at least one row, each with at least one wave")
    draw = partial(_draw, tuple(rijen), vraag, schaal, einden, decimalen)
    return draw_both(draw, alt or _alt(rijen, schaal, decimalen))


@dataclass(frozen=True)
class _Blad:
    """What every mark of one figure needs to know."""

    vel: Vel
    rooster: Rooster
    schaal: Schaal
    metingen: tuple[str, ...]
    kleur: str
    decimalen: int

    def look(self, meting: str) -> tuple[str, str, bool]:
        """Colour, shape and openness of the mark of a wave."""
        if meting == self.metingen[-1]:
            return self.kleur, "o", False
        return GRIJS, _SHAPES[self.metingen.index(meting) % len(_SHAPES)], True


def _draw(
    rijen: tuple[Stelling, ...],
    vraag: int,
    ends: tuple[float, float],
    words: tuple[str, str],
    decimals: int,
    smal: bool,
) -> str:
    vel = Vel(SMAL if smal else BREED)
    most = max(len(row.metingen) for row in rijen)
    names = [row.naam for row in rijen]
    height = most * _STEP + (8 if smal else 14)
    rooster = make_rooster(names, smal=smal, row=height, top=38, words=150, words_below=most)
    scale = Schaal(*ends, rooster.left + 6, rooster.right - 6)
    draw_axis(vel, rooster, scale, guides=False)
    vel.text(rooster.left, rooster.top - 9, f"← {words[0]}", size=10, colour=GRIJS)
    vel.text(rooster.right, rooster.top - 9, f"{words[1]} →", size=10, colour=GRIJS, anchor="eind")
    waves = tuple(dict.fromkeys(m.meting for row in rijen for m in row.metingen))
    sheet = _Blad(vel, rooster, scale, waves, colour_of(vraag).vol, decimals)
    _draw_legend(sheet)
    draw_names(vel, rooster)
    for row, plek in zip(rijen, rooster.plekken, strict=True):
        for position, score in enumerate(row.metingen):
            y = plek.y + (position - (len(row.metingen) - 1) / 2) * _STEP
            _draw_score(sheet, score, y)
            _draw_words(sheet, score, plek.words_y + position * _STEP if smal else y)
    return vel.svg()


def _draw_legend(sheet: _Blad) -> None:
    x = sheet.rooster.left
    for wave in sheet.metingen:
        colour, shape, open_ = sheet.look(wave)
        sheet.vel.dot(x + 6, 9, colour=colour, size=9, open_=open_, shape=shape)
        word, size = fit(short_moment(wave), sheet.rooster.width / len(sheet.metingen) - 26, 10)
        sheet.vel.text(x + 15, 9, word, size=size, colour=GRIJS)
        x += 15 + text_width(word, size) + 14


def _draw_score(sheet: _Blad, score: Meetscore, y: float) -> None:
    if score.waarde is None:
        return
    colour, shape, open_ = sheet.look(score.meting)
    if score.laag is not None and score.hoog is not None:
        ends = sheet.schaal(score.laag), sheet.schaal(score.hoog)
        sheet.vel.band((ends[0], y), (ends[1], y), colour=colour, thick=7)
    x = sheet.schaal(score.waarde)
    sheet.vel.dot(x, y, colour=colour, size=8.5 if open_ else 10, open_=open_, shape=shape)


def _draw_words(sheet: _Blad, score: Meetscore, y: float) -> None:
    x = 0.0 if sheet.rooster.smal else sheet.rooster.right + 12
    if score.waarde is None:
        words = f"{short_moment(score.meting)}: {score.reden}"
        text, size = fit(words, sheet.rooster.width - x, 9.5, least=8)
        sheet.vel.text(x, y, text, size=size, colour=GRIJS)
        return
    colour, _, open_ = sheet.look(score.meting)
    number = getal(score.waarde, sheet.decimalen)
    sheet.vel.text(x, y, number, size=11, bold=not open_, colour=colour)
    if score.laag is not None and score.hoog is not None:
        start = x + text_width(number, 11, True) + 6
        margin, size = fit(tussen(score.laag, score.hoog, sheet.decimalen), sheet.rooster.width - start, 9.5)
        sheet.vel.text(start, y, margin, size=size, colour=GRIJS)


def _alt(rijen: Sequence[Stelling], ends: tuple[float, float], decimals: int) -> str:
    facts = []
    for row in rijen:
        known = [f"{m.meting} {getal(m.waarde, decimals)}" if m.waarde is not None else f"{m.meting} {m.reden}"
                 for m in reversed(row.metingen)]  # fmt: skip
        facts.append(f"{row.naam}: {', '.join(known)}")
    return compose_alt(f"Puntfiguur met marges, schaal {getal(ends[0])} tot {getal(ends[1])}", facts)
