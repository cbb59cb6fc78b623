"""How far people's scores lie apart: boxes from given quantiles, never a single person's point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import fit
from wijkmonitor.figuren.rij import check_row
from wijkmonitor.figuren.rooster import Plek, draw_axis, draw_names, make_rooster
from wijkmonitor.figuren.schaal import Schaal
from wijkmonitor.figuren.stijl import GRIJS, INKT, Vraag, colour_of
from wijkmonitor.figuren.vel import BREED, SMAL, Vel, text_width
from wijkmonitor.taal.getallen import getal


@dataclass(frozen=True)
class Doos:
    """The spread of one dimension in one wave, as quantiles: 10, 25, 50, 75 and 90 of every 100 people.

    n: how many people answered. mediaan None: `reden` says why nothing is shown.
    """

    dimensie: str
    meting: str
    mediaan: float | None
    q25: float | None = None
    q75: float | None = None
    q10: float | None = None
    q90: float | None = None
    n: int | None = None
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.dimensie, self.reden, self.mediaan, margin=(self.q10, self.q25, self.q75, self.q90))
        order = [v for v in (self.q10, self.q25, self.mediaan, self.q75, self.q90) if v is not None]
        if order != sorted(order):
            raise ValueError(f"quantiles {order!r} of {self.dimensie!r} must rise")


def spreiding(
    dozen: Sequence[Doos],
    *,
    vraag: Vraag = 2,
    schaal: tuple[float, float] = (0, 10),
    decimalen: int = 1,
    alt: str | None = None,
) -> Figuur:
    """A box per dimension and wave: half of the people in the box, 8 of 10 on the line, a stroke at the middle person.

    The last wave of the list is in the colour of the question, earlier ones grey.
    """
    if not dozen:
        raise ValueError("dozen=() must have at least one box")
    order = list(dict.fromkeys(box.dimensie for box in dozen))
    rows = tuple(sorted(dozen, key=lambda box: (order.index(box.dimensie), box.meting)))
    return draw_both(partial(_draw, rows, vraag, schaal, decimalen), alt or _alt(rows, decimalen))


def _draw(rows: tuple[Doos, ...], vraag: int, ends: tuple[float, float], decimals: int, smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    rooster = make_rooster([box.meting for box in rows], smal=smal, groups=[box.dimensie for box in rows],
                           row=16 if smal else 21, top=4, words=150, words_below=0)  # fmt: skip
    scale = Schaal(*ends, rooster.left + 4, rooster.right - 4)
    draw_axis(vel, rooster, scale, guides=False, caption="Vlak: de helft van de mensen. Lijn: 8 van de 10.")
    if not smal:
        draw_names(vel, rooster)
    last = max(box.meting for box in rows)
    for box, plek in zip(rows, rooster.plekken, strict=True):
        if smal:
            _narrow_names(vel, plek, box, decimals)
        colour = colour_of(vraag).vol if box.meting == last else GRIJS
        _draw_box(vel, scale, box, plek.y, colour)
        if not smal:
            words, size = fit(_words(box, decimals), rooster.width - rooster.right - 10, 10)
            vel.text(
                rooster.right + 10,
                plek.y,
                words,
                size=size,
                colour=colour if box.mediaan is not None else GRIJS,
            )
    return vel.svg()


def _narrow_names(vel: Vel, plek: Plek, box: Doos, decimals: int) -> None:
    if plek.group:
        name, size = fit(plek.group, SMAL, 11, True)
        vel.text(0, plek.group_y, name, size=size, bold=True, colour=INKT)
    wave, size = fit(box.meting, SMAL / 2, 10)
    vel.text(0, plek.name_y, wave, size=size, colour=INKT)
    start = text_width(wave, size) + 8
    words, size = fit(_words(box, decimals), SMAL - start, 10)
    vel.text(start, plek.name_y, words, size=size, colour=GRIJS)


def _draw_box(vel: Vel, scale: Schaal, box: Doos, y: float, colour: str) -> None:
    if box.mediaan is None:
        return
    if box.q10 is not None and box.q90 is not None:
        vel.line([(scale(box.q10), y), (scale(box.q90), y)], colour=colour, thick=1.6)
    if box.q25 is not None and box.q75 is not None:
        left, right = scale(box.q25), scale(box.q75)
        vel.box(left, y - 6, right - left, 12, colour="#FFFFFF", round_=3)
        vel.box(left, y - 6, right - left, 12, colour=colour, alpha=0.35, round_=3)
    x = scale(box.mediaan)
    vel.line([(x, y - 7.5), (x, y + 7.5)], colour=colour, thick=3.4, cap="butt")


def _words(box: Doos, decimals: int) -> str:
    if box.mediaan is None:
        return box.reden
    people = f", {getal(box.n)} mensen" if box.n is not None else ""
    return f"midden {getal(box.mediaan, decimals)}{people}"


def _alt(rows: Sequence[Doos], decimals: int) -> str:
    facts = []
    for box in sorted(rows, key=lambda box: box.meting, reverse=True):
        fact = f"{box.dimensie} {box.meting}: {_words(box, decimals)}"
        if box.q25 is not None and box.q75 is not None:
            fact += f", helft van {getal(box.q25, decimals)} tot {getal(box.q75, decimals)}"
        facts.append(fact)
    return compose_alt("Dozen met de spreiding van scores", facts)
