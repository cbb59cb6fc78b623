"""Door de tijd: each figure of one wijk over the peildata, as the reports of those days gave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.paginas.omgeving import render
from wijkmonitor.paginas.pagina import page_css
from wijkmonitor.taal.getallen import datum

BREED, HOOG, RAND = 600.0, 120.0, 16.0  # points of the drawing


@dataclass(frozen=True)
class Tijdpunt:
    """Where one figure stands in the drawing; laag and hoog are None without a margin."""

    x: float
    y: float
    laag: float | None
    hoog: float | None


@dataclass(frozen=True)
class Bevindingreeks:
    """One finding over the days on which it had a figure, oldest first; the words are those of the newest day."""

    kop: str
    onderschrift: str
    herkomst: str
    cijfers: tuple[Peilcijfer, ...]

    @property
    def gelijk(self) -> bool:
        """Whether every day gave the same figure."""
        return len({_ends(cijfer) for cijfer in self.cijfers}) == 1

    @property
    def alt(self) -> str:
        """The drawing in words."""
        return "; ".join(f"{_dag(cijfer)}: {cijfer.in_woorden}" for cijfer in self.cijfers)

    @property
    def punten(self) -> tuple[Tijdpunt, ...]:
        """The points of the drawing: days in proportion, all figures and margins within the height."""
        spans = [[end for end in _ends(cijfer) if end is not None] for cijfer in self.cijfers]
        least, most = min(map(min, spans)), max(map(max, spans))
        first, last = (cijfer.op or date.min for cijfer in (self.cijfers[0], self.cijfers[-1]))

        def high(value: float | None) -> float | None:
            if value is None:
                return None
            return round(HOOG - RAND - (value - least) / ((most - least) or 1) * (HOOG - 2 * RAND), 1)

        def right(cijfer: Peilcijfer) -> float:
            part = ((cijfer.op or first) - first).days / ((last - first).days or 1)
            return round(RAND + part * (BREED - 2 * RAND), 1)

        return tuple(
            Tijdpunt(right(cijfer), high(value) or 0.0, high(low), high(top))
            for cijfer in self.cijfers
            for value, low, top in [_ends(cijfer)]
        )


def make_reeksen(
    dagen: Mapping[date, Sequence[Mapping[str, Any]]],
) -> tuple[tuple[Documentsoort, tuple[Bevindingreeks, ...]], ...]:
    """Per document the findings that have a figure on two days or more, in the order of the newest report.

    dagen: the rows of `bevindingen.json` of one wijk per day. A figure that got another unit begins anew.
    """
    days = sorted(dagen)
    series = []
    for soort in (soort for soort in DOCUMENTEN.values() if soort.rekent):
        found = [_reeks(row, days, dagen) for row in dagen[days[-1]] if row["document"] == soort.naam]
        if kept := tuple(reeks for reeks in found if len(reeks.cijfers) > 1):
            series.append((soort, kept))
    return tuple(series)


def _reeks(newest: Mapping[str, Any], days: Sequence[date], dagen: Mapping[date, Sequence[Mapping[str, Any]]]) -> Bevindingreeks:
    rows = ((day, row) for day in days for row in dagen[day] if row["id"] == newest["id"])
    figures = [Peilcijfer.of_record(row, op=day) for day, row in rows if row.get("waarde") is not None]
    unit = figures[-1].eenheid if figures else ""
    same = tuple(figure for figure in figures if figure.eenheid == unit)
    return Bevindingreeks(newest["kop"], newest["onderschrift"], newest["herkomst"], same)


def render_tijd(wijk: str, naam: str, reeksen: Sequence[tuple[Documentsoort, Sequence[Bevindingreeks]]]) -> str:
    """The page of one wijk as one HTML file."""
    days = sorted({cijfer.op for _, group in reeksen for reeks in group for cijfer in reeks.cijfers if cijfer.op})
    example = any(reeks.herkomst == "voorbeeld" for _, group in reeksen for reeks in group)
    shown = render(
        "tijd.j2",
        wijk=wijk,
        naam=naam,
        reeksen=reeksen,
        dagen=days,
        voorbeeld=example,
        breed=BREED,
        hoog=HOOG,
        css=page_css("tijd.css"),
    )
    return shown + "\n"


def _ends(cijfer: Peilcijfer) -> tuple[float, float | None, float | None]:
    estimate = cijfer.schatting
    return estimate.value or 0.0, estimate.low, estimate.high


def _dag(cijfer: Peilcijfer) -> str:
    return datum(cijfer.op) if cijfer.op else ""
