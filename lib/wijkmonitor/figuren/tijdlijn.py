"""Plan against reality: per intervention a planned bar (outline) and a real bar (filled), with the status in a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from wijkmonitor.figuren.blad import Blad
from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.kleuren import GRIJS, INKT, RASTER, VEL, Vraag, colour_of
from wijkmonitor.figuren.maten import text_width
from wijkmonitor.figuren.rijen import Figuurrij, Woord, place_rows, row_zones
from wijkmonitor.figuren.tijdas import BOVEN, Mijlpaal, draw_milestones, jaarpunt, write_list
from wijkmonitor.taal.getallen import datum, maand


@dataclass(frozen=True)
class Looptijd:
    """One intervention: what was planned, what happened, and its status in a word (`loopt`, `gestopt`).

    Dates that are None are unknown or have not come yet; a real bar without end runs to the peildatum.
    """

    naam: str
    status: str
    gepland_start: date | None = None
    gepland_einde: date | None = None
    start: date | None = None
    einde: date | None = None
    held: bool = True

    def __post_init__(self) -> None:
        for name, first, last in (("gepland", self.gepland_start, self.gepland_einde), ("start", self.start, self.einde)):
            if first and last and last < first:
                raise ValueError(f"{name} of {self.naam!r} ends on {last} before it begins on {first}")


def tijdlijn(
    rijen: Sequence[Looptijd], *, peildatum: date, mijlpalen: Sequence[tuple[date, str]] = (), vraag: Vraag = 4
) -> Figuur:
    """Bars along years. held=False: grey, for what runs but is not followed. mijlpalen: (date, what happened)."""
    if not rijen:
        raise ValueError("rijen=() must have at least one intervention")
    days = [d for r in rijen for d in (r.gepland_start, r.gepland_einde, r.start, r.einde) if d is not None]
    days += [peildatum, *(day for day, _ in mijlpalen)]
    last = max(days)
    end = last.year if last == date(last.year, 1, 1) else last.year + 1
    years = range(min(min(days).year, end - 1), end + 1)
    marks = [Mijlpaal(jaarpunt(day), name) for day, name in mijlpalen]
    return draw_both(partial(_draw, rijen, colour_of(vraag).vol, peildatum, marks, years), _alt(rijen, peildatum))


def _draw(rijen: Sequence[Looptijd], colour: str, peildatum: date, marks: Sequence[Mijlpaal], years: range, blad: Blad) -> None:
    tints = [colour if row.held else GRIJS for row in rijen]
    names = [Figuurrij(row.naam, woorden=(Woord(row.status, 10.5, True, tint),)) for row, tint in zip(rijen, tints, strict=True)]
    high = 24 if blad.smal else 30
    ys = place_rows(blad, names, row=high, top=22 + (BOVEN if marks else 0), words=92, inset=0)
    blad.set_scale(years[0], years[-1])
    zones = row_zones(blad, ys, high)
    blad.line(*[[(year, top), (year, bottom)] for year in years for top, bottom in zones], colour=RASTER, thick=1, under=True)
    step = 1 if (blad.right - blad.left) / len(years) > 30 else 2
    for year in years[:-1:step]:
        blad.write(blad.x(year + 0.5), blad.bottom + 12, str(year), size=10.5, colour=GRIJS, anchor="center")
    notes = draw_milestones(blad, marks, y=BOVEN / 2, zones=zones)
    _draw_today(blad, peildatum, zones)
    for row, y, tint in zip(rijen, ys, tints, strict=True):
        _draw_bars(blad, row, y, tint, peildatum)
    _draw_key(blad, blad.bottom + 32, colour)
    blad.height = write_list(blad, notes, blad.bottom + 50) + 2


def _draw_today(blad: Blad, peildatum: date, zones: Sequence[tuple[float, float]]) -> None:
    x = jaarpunt(peildatum)
    blad.line(*[[(x, top), (x, bottom)] for top, bottom in zones], thick=1.8)
    word = f"stand {datum(peildatum)}"
    half = text_width(word, 10, True) / 2
    middle = min(max(blad.x(x), half), blad.width - half)
    blad.write(middle, blad.top - 11, word, size=10, bold=True, anchor="center", halo=True)


def _draw_bars(blad: Blad, row: Looptijd, y: float, colour: str, peildatum: date) -> None:
    least = 3 / (blad.right - blad.left) * (blad.high - blad.low)  # a bar is at least 3 points wide
    if row.gepland_start or row.gepland_einde:
        start = jaarpunt(row.gepland_start) if row.gepland_start else blad.low
        end = jaarpunt(row.gepland_einde) if row.gepland_einde else blad.high
        blad.bar(start, max(end, start + least), y, high=18, colour=VEL, edge=INKT, thick=1.2)
    if row.start and row.start <= peildatum:
        start = jaarpunt(row.start)
        end = max(jaarpunt(min(row.einde, peildatum) if row.einde else peildatum), start + least)
        blad.bar(start, end, y, high=10, colour=colour)
        if row.einde is None:
            x = blad.x(end)
            blad.area([(x, y - 5), (x + 6, y), (x, y + 5)], colour=colour, x_points=True)


def _draw_key(blad: Blad, y: float, colour: str) -> None:
    x = 30 + text_width("gepland", 10) + 16
    blad.bar(0, 24, y, high=14, colour=VEL, edge=INKT, thick=1.2, x_points=True)
    blad.bar(x, x + 24, y, high=10, colour=colour, x_points=True)
    blad.write(30, y, "gepland", size=10, colour=GRIJS)
    blad.write(x + 30, y, "echt", size=10, colour=GRIJS)


def _alt(rijen: Sequence[Looptijd], peildatum: date) -> str:
    facts = []
    for row in rijen:
        fact = f"{row.naam}: {row.status}"
        if row.start:
            fact += f", sinds {maand(row.start)}"
        if row.gepland_start and row.start and row.gepland_start != row.start:
            fact += f", gepland {maand(row.gepland_start)}"
        facts.append(fact)
    return compose_alt(f"Tijdlijn met {len(rijen)} interventies, stand {datum(peildatum)}", facts)
