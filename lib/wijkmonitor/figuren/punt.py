"""Dots with their margins: against a goal and a group, beside municipality and country, or per buurt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, ZAND, Vraag, colour_of
from wijkmonitor.figuren.letters import KLEIN, STIPPEL, STREEP, fit, round_top, round_words, text_width, unit_words
from wijkmonitor.figuren.rijen import Figuurrij, Woord, place_rows, row_zones
from wijkmonitor.taal.getallen import getal, rond, tussen

_AANDEEL, _DUIZEND = "van de 100", "van de 1.000"
KLEIN_AANDEEL = 25  # an axis of shares that ends here or lower says where it ends
_VEEL = 8  # with more rows than this, words stand on one line
_NO_MARGINS = "De marges zijn niet bekend."


@dataclass(frozen=True)
class Punt:
    """One number with its margin, in the unit of the figure.

    waarde None: `reden` says why in words. laag and hoog None: the margin is unknown. held: the row that the figure
    is about, in the colour of the question; the others are grey. gezegd: nobody measured it, people said it; the word that
    stands in place of a margin, beside an open dot.
    """

    naam: str
    waarde: float | None
    laag: float | None = None
    hoog: float | None = None
    doel: float | None = None
    reden: str = ""
    held: bool = True
    gezegd: str = ""

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


def punt_met_marge(
    rijen: Sequence[Punt],
    *,
    vraag: Vraag = 1,
    eenheid: str = "",
    decimalen: int = 0,
    schaal: tuple[float, float] | None = None,
    lijnen: Sequence[Groepslijn] = (),
) -> Figuur:
    """Dots with margins in the given order, goals as a dark stroke, groups as lines through them.

    eenheid: words after each number, e.g. `van de 100`. schaal: ends of the axis, e.g. (0, 10); without it the axis
    runs from 0 to a round number above all values. Raises ValueError if there are no rows.
    """
    if not rijen:
        raise ValueError("rijen=() must have at least one row")
    ends = schaal or _scale_for(rijen, lijnen, share=eenheid.startswith(_AANDEEL))
    form = _Puntfiguur(rijen, lijnen, vraag, eenheid, decimalen, ends, schaal is not None)
    return draw_both(form.draw, form.alt())


def vergelijking(
    rijen: Sequence[Punt], *, vraag: Vraag = 2, eenheid: str = "", decimalen: int = 0, schaal: tuple[float, float] | None = None
) -> Figuur:
    """Wijk, gemeente and Nederland below each other: the rows with held=True in the colour of the question.

    Rows without a margin say so. Keep the order wijk, gemeente, Nederland.
    """
    return punt_met_marge(rijen, vraag=vraag, eenheid=eenheid, decimalen=decimalen, schaal=schaal)


def buurten(rijen: Sequence[Punt], *, lijnen: Sequence[Groepslijn] = (), vraag: Vraag = 2, eenheid: str = "") -> Figuur:
    """A dot per buurt with the wijk and the gemeente as lines through them, in the given order."""
    return punt_met_marge(rijen, lijnen=lijnen, vraag=vraag, eenheid=eenheid)


def _scale_for(rijen: Sequence[Punt], lijnen: Sequence[Groepslijn], *, share: bool) -> tuple[float, float]:
    """From 0 to a round end; shares of 100 end at 100, unless all of them are so small that nothing would be seen."""
    ends = [end for row in rijen for end in (row.waarde, row.hoog, row.doel)]
    ends += [end for line in lijnen for end in (line.waarde, line.hoog)]
    lows = [low for row in rijen for low in (row.waarde, row.laag) if low is not None]
    low = min([*lows, *(line.waarde for line in lijnen)], default=0.0)
    top = round_top(ends)
    return (-round_top([-low], about=3) if low < 0 else 0.0, 100.0 if share and top > KLEIN_AANDEEL else top)


@dataclass(frozen=True)
class _Puntfiguur:
    """vast: whether the ends of the scale were given."""

    rijen: Sequence[Punt]
    lijnen: Sequence[Groepslijn]
    vraag: Vraag
    eenheid: str
    decimalen: int
    schaal: tuple[float, float]
    vast: bool

    def draw(self, blad: Blad) -> None:
        """Many rows of which no margin is known stand closer, and say it once, below."""
        bare = len(self.rijen) > 3 and not any(row.has_margin for row in self.rijen)
        goals = any(row.doel is not None for row in self.rijen)
        close = bare or len(self.rijen) > _VEEL
        high = 46 if goals else 20 if close else 26 if blad.smal else 38
        top, words = 26 if self.lijnen else 6, 178 if close and not bare else 126  # words on one line need a wider column
        ys = place_rows(blad, [self._row(row, bare) for row in self.rijen], row=high, top=top, words=words, one_line=close)
        blad.set_scale(*self.schaal)
        zones = row_zones(blad, ys, high)
        self._draw_groups(blad, zones)
        blad.line(*[[(blad.low, y), (blad.high, y)] for y in ys], colour=ZAND, thick=1, under=True)
        blad.show_axis(zones=zones, unit=" ".join(part for part in (self._axis_words(), _NO_MARGINS if bare else "") if part))
        for row, y in zip(self.rijen, ys, strict=True):
            colour = self._colour(row)
            if row.waarde is not None:
                if row.laag is not None and row.hoog is not None:
                    blad.band(row.laag, row.hoog, y, colour=colour, thick=8 if close else 10)
                blad.dots([(row.waarde, y)], colour=colour, size=10.5 if close else 13, open_=bool(row.gezegd))
            if row.doel is not None:
                blad.line([(row.doel, y - 11), (row.doel, y + 11)], thick=2.6)
                goal = f"doel {round_words(row.doel)}"
                half = text_width(goal, 9.5) / 2
                middle = min(max(blad.x(row.doel), half), blad.width - half)
                blad.write(middle, y + 17, goal, size=9.5, anchor="center", halo=True)

    def _colour(self, row: Punt) -> str:
        return colour_of(self.vraag).vol if row.held else GRIJS

    def _row(self, row: Punt, bare: bool) -> Figuurrij:
        bold = row.held and not all(other.held for other in self.rijen)
        if row.waarde is None:
            return Figuurrij(row.naam, woorden=(Woord(row.reden, 10),), bold=bold)
        value = Woord(self._value_words(row.waarde), 12.5, True, self._colour(row))
        return Figuurrij(row.naam, woorden=(value,) if bare else (value, Woord(self._margin_words(row), 10)), bold=bold)

    def _draw_groups(self, blad: Blad, zones: Sequence[tuple[float, float]]) -> None:
        """Lines of groups through the axes, with their words above, beside each other."""
        ordered = sorted(self.lijnen, key=lambda line: line.waarde)
        words = [fit(f"{line.naam}: {getal(line.waarde, self.decimalen)}", blad.width / len(ordered) - 6, 10, least=KLEIN)
                 for line in ordered]  # fmt: skip
        halves = [text_width(text, size) / 2 for text, size in words]
        middles = spread_out([blad.x(line.waarde) for line in ordered], halves, blad.width)
        for line, (text, size), middle in zip(ordered, words, middles, strict=True):
            colour, dash = (GRIJS, STIPPEL) if line is self.lijnen[0] else (INKT, STREEP)
            if line.laag is not None and line.hoog is not None:
                low, high = line.laag, max(line.hoog, line.laag)
                blad.area(*[[(low, t), (high, t), (high, b), (low, b)] for t, b in zones], colour=ZAND, under=True)
            blad.line(*[[(line.waarde, top), (line.waarde, bottom)] for top, bottom in zones], colour=colour, dash=dash)
            blad.line([(middle, 15), (blad.x(line.waarde), blad.top)], colour=colour, thick=1, x_points=True)
            blad.write(middle, 8, text, size=size, colour=colour, anchor="center")

    def _value_words(self, value: float) -> str:
        gap = "" if self.eenheid.startswith("%") else " "
        sign = "+" if self.schaal[0] < 0 < rond(value, self.decimalen) else ""
        return f"{sign}{getal(value, self.decimalen)}{gap}{self.eenheid}".strip()

    def _margin_words(self, row: Punt) -> str:
        if row.laag is None or row.hoog is None:
            return row.gezegd or "marge onbekend"
        return "een telling" if row.laag == row.hoog else tussen(row.laag, row.hoog, self.decimalen)

    def _axis_words(self) -> str:
        """The unit of the axis, and where an axis of shares ends if that is not at 100."""
        unit = {"punt": "punten"}.get(self.eenheid, self.eenheid)
        return unit_words(unit, self.schaal if self.vast or unit in (_AANDEEL, _DUIZEND) else None)

    def alt(self) -> str:
        facts = [self._fact(row) for row in sorted(self.rijen, key=lambda row: not row.held)]
        facts[1:1] = [f"{line.naam}: {getal(line.waarde, self.decimalen)} {self.eenheid}".strip() for line in self.lijnen]
        known = [row.has_margin for row in self.rijen if row.waarde is not None and not row.gezegd]
        form = "Puntfiguur met marges" if any(known) else "Puntfiguur, marges onbekend"
        return compose_alt(form, facts, chance="" if all(known) or not any(known) else "Niet elke marge is bekend")

    def _fact(self, row: Punt) -> str:
        if row.waarde is None:
            return f"{row.naam}: geen cijfer, {row.reden}"
        text = f"{row.naam}: {self._value_words(row.waarde)}"
        if row.has_margin or row.gezegd:
            text += f", {self._margin_words(row)}"
        return text + (f", doel {round_words(row.doel)}" if row.doel is not None else "")


def spread_out(places: Sequence[float], halves: Sequence[float], width: float) -> list[float]:
    """Middles of labels as close to their rising places as fits without overlap between 0 and width."""
    middles: list[float] = []
    edge = 0.0
    for place, half in zip(places, halves, strict=True):
        middles.append(max(place, edge + half))
        edge = middles[-1] + half + 10
    edge = width
    for position in range(len(middles) - 1, -1, -1):
        middles[position] = min(middles[position], edge - halves[position])
        edge = middles[position] - halves[position] - 10
    return middles
