"""How far people's scores lie apart: boxes from given quantiles, never a single person's point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, VEL, Vraag, colour_of
from wijkmonitor.figuren.maten import unit_words
from wijkmonitor.figuren.rijen import Figuurrij, Woord, place_rows, row_zones
from wijkmonitor.taal.getallen import getal

_UITLEG = "Vlak: de helft van de mensen. Lijn: 8 van de 10."


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


def spreiding(dozen: Sequence[Doos], *, vraag: Vraag = 2, schaal: tuple[float, float] = (0, 10)) -> Figuur:
    """A box per dimension and wave: half of the people in the box, 8 of 10 on the line, a stroke at the middle person.

    Dimensions and waves stand in the order in which they come, oldest wave first: the one that comes last is in the
    colour of the question, earlier ones grey.
    """
    if not dozen:
        raise ValueError("dozen=() must have at least one box")
    dimensies = list(dict.fromkeys(box.dimensie for box in dozen))
    metingen = list(dict.fromkeys(box.meting for box in dozen))
    rows = tuple(sorted(dozen, key=lambda box: (dimensies.index(box.dimensie), metingen.index(box.meting))))
    return draw_both(partial(_draw, rows, metingen[-1], vraag, schaal), _alt(rows, metingen))


def _draw(rows: tuple[Doos, ...], last: str, vraag: int, ends: tuple[float, float], blad: Blad) -> None:
    colours = [colour_of(vraag).vol if box.meting == last else GRIJS for box in rows]
    names = [
        Figuurrij(box.meting, box.dimensie, (Woord(_words(box), 10, colour=GRIJS if box.mediaan is None else colour),))
        for box, colour in zip(rows, colours, strict=True)
    ]
    high = 16 if blad.smal else 21
    ys = place_rows(blad, names, row=high, top=4, words=150, inset=4)
    blad.set_scale(*ends)
    blad.show_axis(zones=row_zones(blad, ys, high), unit=f"{unit_words('punten', ends)} {_UITLEG}")
    for box, y, colour in zip(rows, ys, colours, strict=True):
        if box.mediaan is None:
            continue
        if box.q10 is not None and box.q90 is not None:
            blad.line([(box.q10, y), (box.q90, y)], colour=colour, thick=1.6, under=True)
        if box.q25 is not None and box.q75 is not None:
            blad.bar(box.q25, box.q75, y, high=12, colour=VEL)
            blad.bar(box.q25, box.q75, y, high=12, colour=colour, alpha=0.35)
        blad.line([(box.mediaan, y - 7.5), (box.mediaan, y + 7.5)], colour=colour, thick=3.4)


def _words(box: Doos) -> str:
    if box.mediaan is None:
        return box.reden
    people = f", {getal(box.n)} mensen" if box.n is not None else ""
    return f"midden {getal(box.mediaan, 1)}{people}"


def _alt(rows: Sequence[Doos], metingen: Sequence[str]) -> str:
    facts = []
    for box in sorted(rows, key=lambda box: -metingen.index(box.meting)):
        fact = f"{box.dimensie} {box.meting}: {_words(box)}"
        if box.q25 is not None and box.q75 is not None:
            fact += f", helft van {getal(box.q25, 1)} tot {getal(box.q75, 1)}"
        facts.append(fact)
    return compose_alt("Dozen met de spreiding van scores", facts)
