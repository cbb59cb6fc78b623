"""Plan against reality: per intervention a planned bar (outline) and a real bar (filled), with the status in a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from wijkmonitor.figuren.figuur import Figuur, compose_alt, draw_both
from wijkmonitor.figuren.letters import fit, wrap
from wijkmonitor.figuren.rooster import Plek, Rooster, draw_names, make_rooster
from wijkmonitor.figuren.schaal import Schaal
from wijkmonitor.figuren.stijl import GRIJS, INKT, RASTER, Vraag, colour_of
from wijkmonitor.figuren.tijdas import draw_list, draw_milestones, jaarpunt, place_milestones
from wijkmonitor.figuren.vel import BREED, SMAL, Vel, text_width
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
        for name, first, last in (
            ("gepland", self.gepland_start, self.gepland_einde),
            ("start", self.start, self.einde),
        ):
            if first and last and last < first:
                raise ValueError(f"{name} of {self.naam!r} ends on {last} before it begins on {first}")


@dataclass(frozen=True)
class _Opmaak:
    vraag: int
    peildatum: date
    mijlpalen: tuple[tuple[date, str], ...]
    ends: tuple[float, float]


def tijdlijn(
    rijen: Sequence[Looptijd],
    *,
    peildatum: date,
    mijlpalen: Sequence[tuple[date, str]] = (),
    vraag: Vraag = 4,
    alt: str | None = None,
) -> Figuur:
    """Bars along years. held=False: grey, for what runs but is not followed. mijlpalen: (date, what happened)."""
    if not rijen:
        raise ValueError("rijen=() must have at least one intervention")
    days = [d for r in rijen for d in (r.gepland_start, r.gepland_einde, r.start, r.einde) if d is not None]
    days += [peildatum, *(day for day, _ in mijlpalen)]
    first, last = min(days), max(days)
    ends = (float(first.year), float(last.year if last == date(last.year, 1, 1) else last.year + 1))
    if ends[0] == ends[1]:
        ends = (ends[0] - 1, ends[1])
    look = _Opmaak(vraag, peildatum, tuple(mijlpalen), ends)
    return draw_both(partial(_draw, tuple(rijen), look), alt or _alt(rijen, peildatum))


def _draw(rijen: tuple[Looptijd, ...], look: _Opmaak, smal: bool) -> str:
    vel = Vel(SMAL if smal else BREED)
    names = [row.naam for row in rijen]
    probe = make_rooster(names, smal=smal, words=92)
    time = Schaal(*look.ends, probe.left, probe.right)
    marks = place_milestones([(time(jaarpunt(d)), name) for d, name in look.mijlpalen], right=vel.width - 2, smal=smal)
    top = marks.height + 22
    rooster = make_rooster(names, smal=smal, row=26 if smal else 32, top=top, words=92, words_below=1)
    _draw_years(vel, rooster, time)
    zones = rooster.zones() if smal else ()
    draw_milestones(vel, marks, top=marks.height + 2, bottom=rooster.bottom, right=vel.width - 2, zones=zones)
    _draw_today(vel, rooster, time, look.peildatum)
    draw_names(vel, rooster)
    for row, plek in zip(rijen, rooster.plekken, strict=True):
        colour = colour_of(look.vraag).vol if row.held else GRIJS
        _draw_bars(vel, time, row, plek, colour, look.peildatum)
        _draw_status(vel, rooster, row, plek, colour)
    _draw_key(vel, rooster.bottom + 32, colour_of(look.vraag).vol)
    vel.height = draw_list(vel, marks.below, rooster.bottom + 50) - (2 if marks.below else 6)
    return vel.svg()


def _draw_years(vel: Vel, rooster: Rooster, time: Schaal) -> None:
    for year in range(int(time.low), int(time.high) + 1):
        for top, bottom in rooster.zones():
            vel.line([(time(year), top), (time(year), bottom)], colour=RASTER, thick=1, cap="butt")
        if year < time.high:
            vel.text(
                (time(year) + time(year + 1)) / 2,
                rooster.bottom + 12,
                str(year),
                size=10.5,
                colour=GRIJS,
                anchor="midden",
            )


def _draw_today(vel: Vel, rooster: Rooster, time: Schaal, peildatum: date) -> None:
    x = time(jaarpunt(peildatum))
    for top, bottom in rooster.zones():
        vel.line([(x, top - (0 if rooster.smal else 6)), (x, bottom)], thick=1.8, cap="butt")
    word = f"stand {datum(peildatum)}"
    half = text_width(word, 10, True) / 2
    vel.text(
        min(max(x, half), vel.width - half),
        rooster.top - 13,
        word,
        size=10,
        bold=True,
        anchor="midden",
        halo=True,
    )


def _draw_bars(vel: Vel, time: Schaal, row: Looptijd, plek: Plek, colour: str, peildatum: date) -> None:
    if row.gepland_start or row.gepland_einde:
        start = time(jaarpunt(row.gepland_start)) if row.gepland_start else time.start
        end = time(jaarpunt(row.gepland_einde)) if row.gepland_einde else time.end
        vel.box(start, plek.y - 9, max(end - start, 3), 18, colour="#FFFFFF", edge=INKT, thick=1.2)
    if row.start and row.start <= peildatum:
        last = min(row.einde, peildatum) if row.einde else peildatum
        start, end = time(jaarpunt(row.start)), time(jaarpunt(last))
        vel.box(start, plek.y - 5, max(end - start, 3), 10, colour=colour)
        if row.einde is None:
            x = max(end, start + 3)
            vel.polygon([(x, plek.y - 5), (x + 6, plek.y), (x, plek.y + 5)], colour=colour)


def _draw_status(vel: Vel, rooster: Rooster, row: Looptijd, plek: Plek, colour: str) -> None:
    if rooster.smal:
        words, size = fit(row.status, SMAL, 10.5, True)
        vel.text(0, plek.words_y, words, size=size, bold=True, colour=colour)
        return
    x = rooster.right + 12
    lines = wrap(row.status, rooster.width - x, 10.5, True, lines=2)
    vel.lines_of_text(x, plek.y, lines, size=10.5, bold=True, colour=colour)


def _draw_key(vel: Vel, y: float, colour: str) -> None:
    vel.box(0, y - 7, 24, 14, colour="#FFFFFF", edge=INKT, thick=1.2)
    vel.text(30, y, "gepland", size=10, colour=GRIJS)
    x = 30 + text_width("gepland", 10) + 16
    vel.box(x, y - 5, 24, 10, colour=colour)
    vel.text(x + 30, y, "echt", size=10, colour=GRIJS)


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
