"""Who is missing: too few on the left, too many on the right of the middle line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import shorten
from wijkmonitor.figuren.rij import check_row
from wijkmonitor.figuren.rooster import Plek, Rooster, draw_axis, draw_names, make_rooster
from wijkmonitor.figuren.schaal import Schaal, round_step
from wijkmonitor.figuren.stijl import GRIJS, MEER, MEER_LICHT, MINDER, MINDER_LICHT
from wijkmonitor.figuren.vel import BREED, SMAL, Vel
from wijkmonitor.taal.getallen import getal, opsomming


@dataclass(frozen=True)
class Kant:
    """One group: its difference with the middle line, in the unit of the figure, and the margin of that.

    kenmerk: what it is a group of (age, sex, buurt). zeker: larger than chance; None = follows from the margin, give
    it where several comparisons are judged together. verschil None: `reden` says why.
    """

    kenmerk: str
    naam: str
    verschil: float | None
    laag: float | None = None
    hoog: float | None = None
    zeker: bool | None = None
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.naam, self.reden, self.verschil, margin=(self.laag, self.hoog))

    @property
    def certain(self) -> bool:
        """Whether the difference may be called larger than chance."""
        if self.verschil is None:
            return False
        if self.zeker is not None:
            return self.zeker
        return self.laag is not None and self.hoog is not None and (self.laag > 0 or self.hoog < 0)


@dataclass(frozen=True)
class _Woorden:
    links: str
    rechts: str
    midden: str
    decimalen: int


def twee_kanten(
    rijen: Sequence[Kant],
    *,
    links: str = "te weinig",
    rechts: str = "te veel",
    midden: str = "precies zoals in de wijk",
    eenheid: str = "per 100 deelnemers",
    decimalen: int = 0,
    alt: str | None = None,
) -> Figuur:
    """Differences per group around a middle line; within each kenmerk the group that is missed most stands first.

    Filled dot with its number: larger than chance. Open grey dot: may be chance. eenheid: only for the alt text.
    """
    if not rijen:
        raise ValueError("rijen=() must have at least one row")
    rows = _in_order(rijen)
    words = _Woorden(links, rechts, midden, decimalen)
    return draw_both(partial(_draw, rows, words), alt or _alt(rows, words, eenheid))


def _in_order(rijen: Sequence[Kant]) -> tuple[Kant, ...]:
    order = list(dict.fromkeys(row.kenmerk for row in rijen))
    return tuple(
        sorted(rijen, key=lambda r: (order.index(r.kenmerk), r.verschil is None, r.verschil or 0.0)),
    )


def _draw(rows: tuple[Kant, ...], words: _Woorden, smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    rooster = make_rooster(
        [row.naam for row in rows],
        smal=smal,
        groups=[row.kenmerk for row in rows],
        row=18 if smal else 24,
        top=40,
        words=8,
        words_below=0,
    )
    reach = max([abs(end) for row in rows for end in (row.verschil, row.laag, row.hoog) if end is not None] or [1])
    step = round_step(reach / 2.2)
    room = 1.2 if smal else 1.12
    scale = Schaal(-reach * room - step * 0.2, reach * room + step * 0.2, rooster.left, rooster.right)
    _draw_sides(vel, rooster, scale, words)
    ticks = [(k * step, _signed(k * step, step)) for k in (-2, -1, 0, 1, 2) if abs(k * step) < scale.high]
    draw_axis(vel, rooster, scale, labels=ticks, guides=False)
    middle = [[(scale(0), top), (scale(0), bottom)] for top, bottom in rooster.zones()]
    vel.lines(middle, thick=1.6, cap="butt")
    draw_names(vel, rooster)
    for row, plek in zip(rows, rooster.plekken, strict=True):
        _draw_row(vel, rooster, scale, row, plek, words.decimalen)
    return vel.svg()


def _draw_sides(vel: Vel, rooster: Rooster, scale: Schaal, words: _Woorden) -> None:
    middle = scale(0)
    for start, end, colour in ((rooster.left, middle, MINDER_LICHT), (middle, rooster.right, MEER_LICHT)):
        fields = [[(start, t), (end, t), (end, b), (start, b)] for t, b in rooster.zones()]
        vel.rings(fields, colour=colour, alpha=0.5)
    half = (rooster.right - rooster.left) / 2 - 8
    vel.text(
        middle - 6,
        10,
        f"← {shorten(words.links, half - 14, 11, True)}",
        bold=True,
        colour=MINDER,
        anchor="eind",
    )
    vel.text(middle + 6, 10, f"{shorten(words.rechts, half - 14, 11, True)} →", bold=True, colour=MEER)
    vel.text(middle, 27, words.midden, size=10, colour=GRIJS, anchor="midden")


def _draw_row(vel: Vel, rooster: Rooster, scale: Schaal, row: Kant, plek: Plek, decimals: int) -> None:
    if row.verschil is None:
        words = shorten(row.reden, rooster.right - scale(0) - 10, 9.5)
        vel.text(scale(0) + 8, plek.y, words, size=9.5, colour=GRIJS)
        return
    colour = (MINDER if row.verschil < 0 else MEER) if row.certain else GRIJS
    if row.laag is not None and row.hoog is not None:
        vel.band((scale(row.laag), plek.y), (scale(row.hoog), plek.y), colour=colour, thick=7.5, alpha=0.32)
    vel.dot(scale(row.verschil), plek.y, colour=colour, size=10.5, open_=not row.certain)
    if row.certain:
        left = row.verschil < 0
        ends = [end for end in (row.laag, row.hoog, row.verschil) if end is not None]
        x = scale(min(ends) if left else max(ends)) + (-9 if left else 9)
        word = _signed(row.verschil, 10.0**-decimals)
        vel.text(x, plek.y, word, size=11.5, bold=True, colour=colour, anchor="eind" if left else "start")


def _signed(value: float, step: float) -> str:
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    text = getal(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0,") else text


def _alt(rows: Sequence[Kant], words: _Woorden, eenheid: str) -> str:
    sure = sorted((row for row in rows if row.certain), key=lambda row: row.verschil or 0)
    facts = []
    for word, side in (
        (words.links, [row for row in sure if (row.verschil or 0) < 0]),
        (words.rechts, [row for row in reversed(sure) if (row.verschil or 0) >= 0]),
    ):
        if side:
            parts = [f"{row.naam} {getal(abs(row.verschil or 0), words.decimalen)}" for row in side]
            facts.append(f"{word.capitalize()}, {eenheid}: {opsomming(parts)}")
    chance = [row.naam for row in rows if not row.certain and row.verschil is not None]
    maybe = f"Kan toeval zijn: {opsomming(chance)}" if chance else ""
    if len(maybe) > 110:
        maybe = f"Bij {len(chance)} andere groepen kan het verschil toeval zijn"
    return compose_alt(f"Puntfiguur met een middenlijn: {words.midden}", facts, chance=maybe)
