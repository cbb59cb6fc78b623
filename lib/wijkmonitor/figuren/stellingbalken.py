"""Answers to statements as bars to two sides: who disagrees on the left, who agrees on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import wrap
from wijkmonitor.figuren.rij import check_row
from wijkmonitor.figuren.rooster import draw_names, make_rooster
from wijkmonitor.figuren.schaal import Schaal
from wijkmonitor.figuren.stijl import GRIJS, GRIJS_LICHT, INKT, Vraag, colour_of
from wijkmonitor.figuren.vel import BREED, SMAL, Vel, text_width
from wijkmonitor.taal.getallen import getal


@dataclass(frozen=True)
class Antwoorden:
    """How people answered one statement, as shares of 100 that add up to 100, or None with a reason."""

    naam: str
    oneens: float | None
    neutraal: float | None = None
    eens: float | None = None
    reden: str = ""

    def __post_init__(self) -> None:
        parts = (self.oneens, self.neutraal, self.eens)
        check_row(self.naam, self.reden, *parts)
        if None not in parts and abs(sum(part or 0 for part in parts) - 100) > 1.5:
            raise ValueError(f"oneens, neutraal, eens={parts!r} of {self.naam!r} must add up to 100")


def stellingbalken(
    rijen: Sequence[Antwoorden],
    *,
    vraag: Vraag = 3,
    einden: tuple[str, str] = ("oneens", "eens"),
    alt: str | None = None,
) -> Figuur:
    """Shares of 100 answers around a middle line: left who disagrees, right who agrees, neutral half on each side."""
    if not rijen:
        raise ValueError("rijen=() must have at least one row")
    facts = [_shares(row, einden) for row in rijen]
    return draw_both(partial(_draw_bars, tuple(rijen), vraag, einden), alt or compose_alt(
        "Balken naar twee kanten, van elke 100 antwoorden", facts))  # fmt: skip


def _draw_bars(rijen: tuple[Antwoorden, ...], vraag: int, words: tuple[str, str], smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    rooster = make_rooster([row.naam for row in rijen], smal=smal, row=20 if smal else 30, top=24, words=4,
                           words_below=0)  # fmt: skip
    known = [row for row in rijen if row.eens is not None]
    reach = max([(row.neutraal or 0) / 2 + max(row.oneens or 0, row.eens or 0) for row in known] or [100]) * 1.02
    scale = Schaal(-reach, reach, rooster.left, rooster.right)
    vel.text(scale(0) - 8, 9, f"← {words[0]}", bold=True, colour=INKT, anchor="eind")
    vel.text(scale(0) + 8, 9, f"{words[1]} →", bold=True, colour=colour_of(vraag).vol)
    draw_names(vel, rooster)
    for top, bottom in rooster.zones():
        vel.line([(scale(0), top), (scale(0), bottom)], colour=GRIJS, thick=1.2, cap="butt")
    for row, plek in zip(rijen, rooster.plekken, strict=True):
        if row.eens is None or row.oneens is None or row.neutraal is None:
            lines = wrap(row.reden, rooster.width - rooster.left, 10, lines=2)
            vel.lines_of_text(rooster.left, plek.y, lines, size=10, colour=GRIJS)
            continue
        half = row.neutraal / 2
        parts = ((-half - row.oneens, -half, row.oneens, GRIJS, "#FFFFFF"), (-half, half, row.neutraal, GRIJS_LICHT, INKT),
                 (half, half + row.eens, row.eens, colour_of(vraag).vol, "#FFFFFF"))  # fmt: skip
        for start, end, share, ground, ink in parts:
            _draw_share(vel, scale, plek.y, (start, end), share, (ground, ink))
    vel.height = rooster.bottom + 4
    return vel.svg()


def _draw_share(vel: Vel, scale: Schaal, y: float, ends: tuple[float, float], share: float, colours: tuple[str, str]) -> None:
    start, end = scale(ends[0]), scale(ends[1])
    if share > 0:
        vel.box(start, y - 8.5, end - start, 17, colour=colours[0])
    if text_width(getal(share), 10, True) + 4 < end - start:
        vel.text((start + end) / 2, y, getal(share), size=10, bold=True, colour=colours[1], anchor="midden")


def _shares(row: Antwoorden, words: tuple[str, str]) -> str:
    if row.eens is None or row.oneens is None or row.neutraal is None:
        return f"{row.naam}: {row.reden}"
    return f"{row.naam}: {getal(row.eens)} {words[1]}, {getal(row.neutraal)} neutraal, {getal(row.oneens)} {words[0]}"
