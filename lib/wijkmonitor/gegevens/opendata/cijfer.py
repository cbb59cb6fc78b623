"""One figure as everybody passes it on: value, bounds, or the sentence (zinnen.toml) why there is none; and which years
of a series may be joined by a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkmonitor.meegeleverd import zinnen

if TYPE_CHECKING:
    from wijkmonitor.gegevens.opendata.catalogus import StatLineTabel

# order = the code in the store's reason columns; 0 means there is a value
REDENEN = ("", "onbekend_of_geheim", "niet_gevraagd", "leeg", "weggelaten", "onleesbaar")
zin = zinnen("wijkmonitor.gegevens.opendata")  # why a figure is missing (`reden`), and what goes with one (`toelichting`)


@dataclass(frozen=True)
class Cijfer:
    """A published (or combined) figure of one area in one year.

    `waarde`, `laag` and `hoog` are in the unit of the indicator (percentages 0-100). Where `waarde` is None, `reden`
    is a Dutch sentence. `per` is who a percentage is about, as in 'van de 100 {per}'; `leeftijd` their age. `gebied` is a CBS code, or 'wijk' for the wijk as a whole; `samengesteld` names the CBS areas
    when that whole was put together by us. `toelichting` are Dutch sentences that must stand near the figure;
    `samenstelling` is the one among them that says how the areas were put together, "" where they were not.
    """

    gebied: str
    naam: str
    soort: str
    jaar: int
    indicator: str
    waarde: float | None
    laag: float | None
    hoog: float | None
    reden: str | None
    bron: str
    schatting: bool
    samengesteld: tuple[str, ...] = ()
    eenheid: str = ""
    per: str = ""
    leeftijd: str = ""
    tabel: str = ""
    grenzen: int | None = None
    toelichting: tuple[str, ...] = ()
    samenstelling: str = ""


def number_lines(years: Iterable[int], joined: Callable[[int, int], bool]) -> dict[int, int]:
    """Number of the line per year, from 0; a new number starts where a year is not joined with the one before.

    >>> number_lines([2012, 2016, 2022], lambda eerder, later: later < 2020)
    {2012: 0, 2016: 0, 2022: 1}
    """
    lines: dict[int, int] = {}
    line, vorige = 0, None
    for jaar in years:
        line += vorige is not None and not joined(vorige, jaar)
        lines[jaar], vorige = line, jaar
    return lines


def same_boundaries(eerder: StatLineTabel | None, later: StatLineTabel | None) -> bool | None:
    """Whether two tables have figures on the same boundaries; None where that differs per area."""
    if eerder is None or later is None:
        return False
    if eerder.grenzen or later.grenzen:
        return eerder == later  # two releases with boundaries of their own are never one line
    return None
