"""Dots with their margins: against a goal and a group, beside municipality and country, or per buurt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.rij import check_row
from wijkmonitor.figuren.schaal import round_top
from wijkmonitor.figuren.stijl import Vraag
from wijkmonitor.taal.getallen import getal, tussen

_AANDEEL = "van de 100"
KLEIN_AANDEEL = 25  # an axis of shares that ends here or lower says where it ends


@dataclass(frozen=True)
class Punt:
    """One number with its margin, in the unit of the figure.

    waarde None: `reden` says why in words. laag and hoog None: the margin is unknown. held: the row that the figure
    is about, in the colour of the question; the others are grey.
    """

    naam: str
    waarde: float | None
    laag: float | None = None
    hoog: float | None = None
    doel: float | None = None
    reden: str = ""
    held: bool = True

    def __post_init__(self) -> None:
        check_row(self.naam, self.reden, self.waarde, margin=(self.laag, self.hoog, self.doel))

    @property
    def has_margin(self) -> bool:
        """True where both ends of the margin are known."""
        return self.laag is not None and self.hoog is not None


@dataclass(frozen=True)
class Groepslijn:
    """The value of all together, as a line through the figure; laag and hoog give it a margin."""

    naam: str
    waarde: float
    laag: float | None = None
    hoog: float | None = None


@dataclass(frozen=True)
class Puntopmaak:
    """How a figure of dots is drawn; schaal: the ends of its axis."""

    vraag: int
    eenheid: str
    decimalen: int
    schaal: tuple[float, float]
    lijnen: tuple[Groepslijn, ...] = ()

    def value_words(self, row: Punt) -> str:
        """The value with its unit, or the reason why there is none."""
        if row.waarde is None:
            return row.reden
        gap = "" if self.eenheid.startswith("%") else " "
        return f"{getal(row.waarde, self.decimalen)}{gap}{self.eenheid}".strip()

    @property
    def end_words(self) -> str:
        """Where an axis of shares ends, if that is not at 100; otherwise nothing."""
        short = self.eenheid.startswith(_AANDEEL) and self.schaal[1] < 100
        return f"De as loopt tot {getal(self.schaal[1], 0 if self.schaal[1] >= 1 else 1)} {_AANDEEL}." if short else ""

    def margin_words(self, row: Punt) -> str:
        """The margin in words; a number that was counted has none."""
        if row.laag is None or row.hoog is None:
            return "marge onbekend"
        if row.laag == row.hoog:
            return "een telling"
        return tussen(row.laag, row.hoog, self.decimalen)


def punt_met_marge(
    rijen: Sequence[Punt],
    *,
    vraag: Vraag = 1,
    eenheid: str = "",
    decimalen: int = 0,
    schaal: tuple[float, float] | None = None,
    groep: Groepslijn | None = None,
    alt: str | None = None,
) -> Figuur:
    """Dots with margins, goals as a dark stroke, the group as a dotted line.

    eenheid: words after each number, e.g. `van de 100`. schaal: ends of the axis, e.g. (0, 10); without it the axis
    runs from 0 to a round number above all values. Raises ValueError if there are no rows.
    """
    lines = (groep,) if groep else ()
    return _figure(rijen, lines, vraag, eenheid, decimalen, schaal, alt)


def vergelijking(
    rijen: Sequence[Punt],
    *,
    vraag: Vraag = 2,
    eenheid: str = "",
    decimalen: int = 0,
    schaal: tuple[float, float] | None = None,
    alt: str | None = None,
) -> Figuur:
    """Wijk, gemeente and Nederland below each other: the rows with held=True in the colour of the question.

    Rows without a margin say so. Keep the order wijk, gemeente, Nederland.
    """
    return _figure(rijen, (), vraag, eenheid, decimalen, schaal, alt)


def buurten(
    rijen: Sequence[Punt],
    *,
    lijnen: Sequence[Groepslijn] = (),
    vraag: Vraag = 2,
    eenheid: str = "",
    decimalen: int = 0,
    schaal: tuple[float, float] | None = None,
    alt: str | None = None,
) -> Figuur:
    """A dot per buurt with the wijk and the gemeente as lines through them, in the given order."""
    return _figure(rijen, tuple(lijnen), vraag, eenheid, decimalen, schaal, alt)


def _figure(
    rijen: Sequence[Punt],
    lijnen: tuple[Groepslijn, ...],
    vraag: int,
    eenheid: str,
    decimalen: int,
    schaal: tuple[float, float] | None,
    alt: str | None,
) -> Figuur:
    from wijkmonitor.figuren.puntrijen import draw_rows

    if not rijen:
        raise ValueError("rijen=() must have at least one row")
    ends = schaal or _scale_for(rijen, lijnen, share=eenheid.startswith(_AANDEEL))
    look = Puntopmaak(vraag, eenheid, decimalen, ends, lijnen)
    return draw_both(partial(draw_rows, tuple(rijen), look), alt or _alt(rijen, look))


def _scale_for(rijen: Sequence[Punt], lijnen: Sequence[Groepslijn], *, share: bool) -> tuple[float, float]:
    """From 0 to a round end; shares of 100 end at 100, unless all of them are so small that nothing would be seen."""
    ends = [end for row in rijen for end in (row.waarde, row.hoog, row.doel)]
    ends += [end for line in lijnen for end in (line.waarde, line.hoog)]
    lows = [low for row in rijen for low in (row.waarde, row.laag) if low is not None]
    low = min([*lows, *(line.waarde for line in lijnen)], default=0.0)
    top = round_top(ends)
    return (-round_top([-low], about=3) if low < 0 else 0.0, 100.0 if share and top > KLEIN_AANDEEL else top)


def _alt(rijen: Sequence[Punt], look: Puntopmaak) -> str:
    facts = [_fact(row, look) for row in sorted(rijen, key=lambda row: not row.held)]
    facts[1:1] = [f"{line.naam}: {getal(line.waarde, look.decimalen)} {look.eenheid}".strip() for line in look.lijnen]
    known = [row.has_margin for row in rijen if row.waarde is not None]
    form = "Puntfiguur met marges" if any(known) else "Puntfiguur, marges onbekend"
    return compose_alt(form, facts, chance="" if all(known) or not any(known) else "Niet elke marge is bekend")


def _fact(row: Punt, look: Puntopmaak) -> str:
    if row.waarde is None:
        return f"{row.naam}: geen cijfer, {row.reden}"
    text = f"{row.naam}: {look.value_words(row)}"
    if row.has_margin:
        text += f", {look.margin_words(row)}"
    return text + (f", doel {getal(row.doel)}" if row.doel is not None else "")
