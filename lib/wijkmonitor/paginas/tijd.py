"""Door de tijd: each figure of one wijk over the peildata, as the reports of those days gave it.

One measure stands on one line: of a change its level, and never two subjects or two kinds of numbers together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.bevinding import Maat
from wijkmonitor.documenten import DOCUMENTEN, Documentsoort
from wijkmonitor.paginas.pagina import render_page
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.taal.getallen import datum, tijdvak

BREED, HOOG, RAND = 600.0, 120.0, 16.0  # points of the drawing


@dataclass(frozen=True)
class Tijdpunt:
    """Where one figure stands in the drawing; laag and hoog are None without a margin."""

    x: float
    y: float
    laag: float | None
    hoog: float | None


@dataclass(frozen=True)
class Dagcijfer:
    """The figure of one day, the period that it is about (as in `Maat`, "" if unknown), and the headline of that day.

    oud: it is the figure of the day before it, not measured again.
    """

    cijfer: Peilcijfer
    periode: str
    kop: str
    oud: bool = False

    @property
    def over(self) -> str:
        """The period in words."""
        return tijdvak(self.periode)

    @property
    def sinds(self) -> str:
        """The end of the period in words."""
        return tijdvak(self.periode.rpartition("/")[2])


@dataclass(frozen=True)
class Bevindingreeks:
    """One measure over the days on which it had a figure, oldest first; naam fits every day.

    sinds: it counts all since the start, see `Maat`.
    """

    naam: str
    herkomst: str
    cijfers: tuple[Dagcijfer, ...]
    sinds: str = ""

    @property
    def soort(self) -> str:
        """`oud`: never measured again; `gelijk`: every day gave the same figure; else `anders`."""
        if all(each.oud for each in self.cijfers[1:]):
            return "oud"
        return "gelijk" if len({_ends(each.cijfer.schatting) for each in self.cijfers}) == 1 else "anders"

    @property
    def gemeten(self) -> tuple[Dagcijfer, ...]:
        """The days with a figure of their own."""
        return tuple(each for each in self.cijfers if not each.oud)

    @property
    def alt(self) -> str:
        """The drawing in words."""
        return "; ".join(f"{datum(each.cijfer.op) if each.cijfer.op else ''}: {each.cijfer.in_woorden}" for each in self.gemeten)

    @property
    def punten(self) -> tuple[Tijdpunt, ...]:
        """The points of the drawing: days in proportion, all figures and margins within the height."""
        figures = [each.cijfer for each in self.gemeten]
        spans = [[end for end in _ends(figure.schatting) if end is not None] for figure in figures]
        least, most = min(map(min, spans)), max(map(max, spans))
        first, last = (each.cijfer.op or date.min for each in (self.cijfers[0], self.cijfers[-1]))

        def high(value: float | None) -> float | None:
            if value is None:
                return None
            return round(HOOG - RAND - (value - least) / ((most - least) or 1) * (HOOG - 2 * RAND), 1)

        def right(figure: Peilcijfer) -> float:
            part = ((figure.op or first) - first).days / ((last - first).days or 1)
            return round(RAND + part * (BREED - 2 * RAND), 1)

        return tuple(
            Tijdpunt(right(figure), high(value) or 0.0, high(low), high(top))
            for figure in figures
            for value, low, top in [_ends(figure.schatting)]
        )


def make_reeksen(
    dagen: Mapping[date, Sequence[Mapping[str, Any]]],
) -> tuple[tuple[Documentsoort, tuple[Bevindingreeks, ...]], ...]:
    """Per document the measures that have a figure on two days or more, in the order of the newest report.

    dagen: the rows of `bevindingen.json` of one wijk per day. A day on which the finding was about another subject or in
    another unit has no place on the line.
    """
    days = sorted(dagen)
    series = []
    for soort in (soort for soort in DOCUMENTEN.values() if soort.rekent):
        found = [_reeks(row, days, dagen) for row in dagen[days[-1]] if row["document"] == soort.naam]
        if kept := tuple(reeks for reeks in found if len(reeks.cijfers) > 1):
            series.append((soort, kept))
    return tuple(series)


def _reeks(newest: Mapping[str, Any], days: Sequence[date], dagen: Mapping[date, Sequence[Mapping[str, Any]]]) -> Bevindingreeks:
    maat, figures = _maat(newest), list[Dagcijfer]()
    rows = ((day, row) for day in days for row in dagen[day] if row["id"] == newest["id"] and row["eenheid"] == newest["eenheid"])
    for day, row in rows:
        level = _find(row, newest, maat)
        if level is not None and level.value is not None:
            known = {"waarde": level.value, "laag": level.low, "hoog": level.high, "n": level.n, "methode": level.method}
            cijfer = Peilcijfer.of_record({**row, "peil": known} if maat.peil else {**row, **known}, op=day)
            period, before = _maat(row).periode, figures[-1] if figures else None
            same = before is not None and (period, _ends(level)) == (before.periode, _ends(before.cijfer.schatting))
            figures.append(Dagcijfer(cijfer, period, row["kop"], oud=bool(period) and same))
    return Bevindingreeks(maat.naam, newest["herkomst"], tuple(figures), maat.sinds)


def _maat(row: Mapping[str, Any]) -> Maat:
    """The measure of a row; of one without, such as a finding that a user made, its name."""
    return Maat.from_json(row["maat"]) if "maat" in row else Maat(row["id"].replace("-", " ").capitalize())


def _find(row: Mapping[str, Any], newest: Mapping[str, Any], maat: Maat) -> Estimate | None:
    """The number of this row that belongs on the line of the newest; None where it measured something else.

    A row of before the measure was kept is only known by its method.
    """
    own = Estimate(*(row[name] for name in ("waarde", "laag", "hoog", "n", "methode")))
    if "maat" in row:
        return _maat(row).find(own, maat.over) if _maat(row).reeks == maat.reeks else None
    method = maat.peil.method if maat.peil else newest["methode"]
    return own if own.method == method and not maat.over else None


def render_tijd(wijk: str, naam: str, reeksen: Sequence[tuple[Documentsoort, Sequence[Bevindingreeks]]]) -> str:
    """The page of one wijk as one HTML file."""
    days = sorted({each.cijfer.op for _, group in reeksen for reeks in group for each in reeks.cijfers if each.cijfer.op})
    example = any(reeks.herkomst == "voorbeeld" for _, group in reeksen for reeks in group)
    parts = {"reeksen": reeksen, "dagen": days, "voorbeeld": example, "breed": BREED, "hoog": HOOG}
    return render_page("tijd", wijk=wijk, naam=naam, **parts)


def _ends(estimate: Estimate) -> tuple[float, float | None, float | None]:
    return estimate.value or 0.0, estimate.low, estimate.high
