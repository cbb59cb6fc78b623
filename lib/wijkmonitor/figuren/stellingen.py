"""Statements and factors: dots with margins, one per wave below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, Vraag, colour_of
from wijkmonitor.figuren.letters import fit, short_moment
from wijkmonitor.figuren.maten import KLEIN, text_width, unit_words
from wijkmonitor.figuren.rijen import REGEL, Figuurrij, place_rows, row_zones
from wijkmonitor.figuren.verloop import Meetpunt
from wijkmonitor.taal.getallen import getal, tussen

_STEP = 13.0
_SHAPES = ("s", "D", "^")


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
    return draw_both(partial(_draw, tuple(rijen), vraag, schaal, einden), _alt(rijen, schaal))


def _draw(rijen: tuple[Stelling, ...], vraag: int, ends: tuple[float, float], words: tuple[str, str], blad: Blad) -> None:
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


def _alt(rijen: Sequence[Stelling], ends: tuple[float, float]) -> str:
    facts = []
    for row in rijen:
        known = [f"{m.moment} {getal(m.waarde, 1) if m.waarde is not None else m.reden}" for m in reversed(row.metingen)]
        facts.append(f"{row.naam}: {', '.join(known)}")
    return compose_alt(f"Puntfiguur met marges, schaal {getal(ends[0])} tot {getal(ends[1])}", facts)
