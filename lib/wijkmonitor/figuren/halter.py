"""Two numbers per row: an open dot, a filled dot and the way between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, check_row, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, ZAND, Vraag, colour_of
from wijkmonitor.figuren.letters import KLEIN, fit, round_step, text_width, unit_words, wrap
from wijkmonitor.figuren.rijen import Figuurrij, place_rows, row_zones
from wijkmonitor.taal.getallen import getal, tussen

_AANDEEL = "van de 100"
_ONBEKEND, _GESCHAT = "De marges zijn niet bekend.", "Van wat geschat is, is de marge niet bekend."


@dataclass(frozen=True)
class Halter:
    """One area or indicator with two numbers, in the unit of the figure: of two moments, or of two areas.

    A missing end needs `reden`. nu_laag and nu_hoog: the margin of the second, where known. held: in the question's
    colour.
    """

    naam: str
    toen: float | None
    nu: float | None
    nu_laag: float | None = None
    nu_hoog: float | None = None
    held: bool = True
    reden: str = ""

    def __post_init__(self) -> None:
        check_row(self.naam, self.reden, self.toen, self.nu, margin=(self.nu_laag, self.nu_hoog))


def halter(
    rijen: Sequence[Halter],
    *,
    toen: str,
    nu: str,
    vraag: Vraag = 2,
    eenheid: str = "",
    decimalen: int = 0,
    schaal: tuple[float, float] | None = None,
    marge_bekend: bool = False,
    deels_geteld: bool = False,
) -> Figuur:
    """Two numbers per row; keep the order wijk, gemeente, Nederland.

    toen, nu: what the open and the filled dot are, a moment or an area: `2012` and `2020`, `Leiden` and `Stevenshof`.
    schaal: ends of the axis; without it the axis may begin above 0 and says so below the figure. marge_bekend False:
    the figure says that margins are unknown; deels_geteld: only those of what was estimated, the rest is a count.
    """
    if not rijen:
        raise ValueError("rijen=() must have at least one row")
    ends = schaal or _scale_for(rijen, share=eenheid == _AANDEEL)
    unknown = "" if marge_bekend else _GESCHAT if deels_geteld else _ONBEKEND
    notes = (
        unit_words(eenheid, ends if schaal is not None or eenheid == _AANDEEL else None) if eenheid else "",
        f"De as begint bij {getal(ends[0])}." if ends[0] > 0 and schaal is None else "",
        unknown,
    )
    below = " ".join(note for note in notes if note)
    form = _Halterfiguur(rijen, toen, nu, colour_of(vraag).vol, eenheid, decimalen, ends, below)
    return draw_both(form.draw, form.alt(unknown.rstrip(".")))


def _scale_for(rijen: Sequence[Halter], *, share: bool) -> tuple[float, float]:
    values = [v for row in rijen for v in (row.toen, row.nu, row.nu_laag, row.nu_hoog) if v is not None]
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    step = round_step(max(high - low, abs(high) * 0.1, 0.5) / 2)
    start, end = (low // step - 1) * step, -(-high // step) * step
    return 0.0 if low >= 0 > start - step else start, min(end, 100.0) if share and high <= 100 else end


@dataclass(frozen=True)
class _Halterfiguur:
    """voetregel: sentences below the axis."""

    rijen: Sequence[Halter]
    toen: str
    nu: str
    kleur: str
    eenheid: str
    decimalen: int
    schaal: tuple[float, float]
    voetregel: str

    def draw(self, blad: Blad) -> None:
        some = not all(row.held for row in self.rijen)
        rows = [Figuurrij(r.naam, bold=some and r.held, colour=self.kleur if r.held else INKT) for r in self.rijen]
        high = 24 if blad.smal else 30 if len(rows) > 5 else 36
        below = blad.smal and sum(text_width(word, 10.5) + 32 for word in (self.toen, self.nu)) > blad.width
        ys = place_rows(blad, rows, row=high, top=38 if below else 24, words=40, inset=26 if blad.smal else 10)
        blad.set_scale(*self.schaal)
        self._draw_legend(blad, self.kleur if self.rijen[0].held else GRIJS, below=below)
        blad.line(*[[(blad.low, y), (blad.high, y)] for y in ys], colour=ZAND, thick=1, under=True)
        blad.show_axis(zones=row_zones(blad, ys, high), unit=self.voetregel)
        for row, y in zip(self.rijen, ys, strict=True):
            _draw_row(blad, row, y, self.kleur if row.held else GRIJS, self.decimalen)

    def _draw_legend(self, blad: Blad, colour: str, *, below: bool) -> None:
        """What the two dots are, beside each other, or below each other where that does not fit."""
        x, y = 0.0 if blad.smal else blad.left, 9.0
        for open_, word in ((True, self.toen), (False, self.nu)):
            blad.dots([(x + 6, y)], colour=colour, size=10, open_=open_, x_points=True)
            text, size = fit(word, blad.width - x - 16, 10.5, least=KLEIN)
            blad.write(x + 16, y, text, size=size, colour=GRIJS)
            x, y = (x, y + 14) if below else (x + 16 + text_width(word, 10.5) + 16, y)

    def alt(self, chance: str) -> str:
        """What is compared with what, then both numbers of every row under their own names."""
        facts = [self._fact(row) for row in sorted(self.rijen, key=lambda row: not row.held)]
        return compose_alt(f"Puntfiguur met twee punten per rij, {self.nu} naast {self.toen}", facts, chance=chance)

    def _fact(self, row: Halter) -> str:
        known = [f"{word}{':' * word[-1:].isdigit()} {getal(value, self.decimalen)}" for word, value
                 in ((self.nu, row.nu), (self.toen, row.toen)) if value is not None]  # fmt: skip
        if row.toen is None or row.nu is None:
            return f"{row.naam}: {', '.join([*known, row.reden])}"
        text = f"{row.naam}: {', '.join(known)} {self.eenheid}".strip()
        if row.nu_laag is not None and row.nu_hoog is not None:
            text += f", {self.nu} {tussen(row.nu_laag, row.nu_hoog, self.decimalen)}"
        return text


def _draw_row(blad: Blad, row: Halter, y: float, colour: str, decimals: int) -> None:
    if row.nu_laag is not None and row.nu_hoog is not None:
        blad.band(row.nu_laag, row.nu_hoog, y, colour=colour, alpha=0.22)
    if row.toen is not None and row.nu is not None:
        blad.line([(row.toen, y), (row.nu, y)], colour=colour, thick=4, alpha=0.45)
    falls = row.toen is not None and row.nu is not None and row.nu < row.toen
    for value, open_ in ((row.toen, True), (row.nu, False)):
        if value is None:
            continue
        left = open_ != falls
        blad.dots([(value, y)], colour=colour, size=11 if open_ else 13, open_=open_)
        blad.write(blad.x(value) + (-12 if left else 12), y, getal(value, decimals), size=12, bold=not open_, colour=colour,
                   anchor="right" if left else "left", halo=True)  # fmt: skip
    if row.toen is None or row.nu is None:
        _draw_reason(blad, row, y)


def _draw_reason(blad: Blad, row: Halter, y: float) -> None:
    known = row.nu if row.nu is not None else row.toen
    x = blad.left if known is None else blad.x(known) + 46
    room = blad.width - x
    if known is not None and room < 90:
        x, room = blad.left, blad.x(known) - 46 - blad.left
    blad.write(x, y, *wrap(row.reden, room, 9.5, lines=2), size=9.5, colour=GRIJS, halo=True)
