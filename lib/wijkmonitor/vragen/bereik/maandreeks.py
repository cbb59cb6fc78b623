"""Referrals per month or quarter of one intervention: which rows make a series, which years are compared, what its chart shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Tabel
from wijkmonitor.figuren.regelkaart import lange_reeksen
from wijkmonitor.taal.getallen import MAANDEN, datum, getal, maand, opsomming
from wijkmonitor.vragen.bereik.perioden import Tijdvak, make_periods, yearly
from wijkmonitor.vragen.bouw import tabel
from wijkmonitor.vragen.teksten import Bevindingtekst

TEKST = Bevindingtekst("1-bereik", "bereik-verloop")
MIN_PUNTEN = 12
Stap = Literal["maand", "kwartaal"]
DAGEN: dict[Stap, int] = {"maand": 31, "kwartaal": 100}
FREQ: dict[Stap, str] = {"maand": "M", "kwartaal": "Q"}
PER_JAAR: dict[Stap, int] = {"maand": 12, "kwartaal": 4}
Uitkomst = Literal["gelijk", "erboven", "eronder", "buiten", "reeks", "toeval"]
NOEM = 3  # points outside that are named one by one


@dataclass(frozen=True)
class Maandreeks:
    """Referrals to one intervention per month or quarter; index of `aantallen`: first day of each."""

    interventie: str
    stap: Stap
    aantallen: pd.Series
    rijen: pd.DataFrame

    @property
    def per_jaar(self) -> int:
        """How many points a year has."""
        return PER_JAAR[self.stap]

    @property
    def namen(self) -> list[str]:
        """A name per point."""
        return [maand(stamp) if self.stap == "maand" else quarter_name(stamp) for stamp in self.aantallen.index]

    @property
    def tabel(self) -> Tabel:
        """A row per month or quarter of the year, a column per year: short enough for a telephone."""
        years = sorted({stamp.year for stamp in self.aantallen.index})
        parts = MAANDEN if self.stap == "maand" else tuple(f"kwartaal {part}" for part in range(1, 5))
        outside, missing = TEKST["reden.buiten_reeks"], TEKST["reden.niet_geleverd"]
        found = {
            (stamp.year, parts[(stamp.month if self.stap == "maand" else stamp.quarter) - 1]): missing
            if pd.isna(value)
            else int(value)
            for stamp, value in zip(pd.DatetimeIndex(self.aantallen.index), self.aantallen, strict=True)
        }
        return tabel(
            f"Verwijzingen per {self.stap}",
            (self.stap.capitalize(), *((str(year), "aantal") for year in years)),
            [(part, *(found.get((year, part), outside) for year in years)) for part in parts],
        )

    def find_start(self, marks: Sequence[date]) -> int:
        """The place after the newest milestone that leaves two years to compare; 0 where none does."""
        places = [self.place_of(mark) for mark in marks]
        return max((place for place in places if 1 < place <= len(self.aantallen) - 2 * self.per_jaar), default=0)

    def place_of(self, mark: date) -> int:
        """The first point that began after this day."""
        return int((self.aantallen.index < pd.Timestamp(mark)).sum())

    def compare_years(self, start: int, zekerheid: float = 0.95) -> stats.Estimate:
        """The last year over the first year from `start`, over the months that both have; no value with less than two years."""
        per_year = self.per_jaar
        counts = self.aantallen.iloc[start:]
        if len(counts) < 2 * per_year:
            return stats.Estimate(None, None, None, None, "verhouding uit maanden")
        then, now = (
            part.set_axis(pd.DatetimeIndex(part.index).month).sort_index()
            for part in (counts.iloc[:per_year], counts.iloc[-per_year:])
        )
        both = then.notna() & now.notna()
        if both.sum() < per_year / 2:
            return stats.Estimate(None, None, None, None, "verhouding uit maanden")
        return stats.count_ratio(now[both].to_numpy(), then[both].to_numpy(), per_year=per_year, confidence=zekerheid)

    def half_step(self) -> str:
        """That the last month or quarter was not delivered whole, and does not count; "" where it was."""
        last = self.rijen["tot"].max()
        if last.to_period(FREQ[self.stap]) == pd.Timestamp(self.aantallen.index[-1]).to_period(FREQ[self.stap]):
            return ""
        return TEKST.zin("lees.half", stap=self.stap, dag=datum(last.date()))

    def spans_of(self, frame: pd.DataFrame) -> list[Tijdvak]:
        """Every period of which the referrals are published: the points of the series, and the years."""
        points = [
            (stamp.date(), stamp.to_period(FREQ[self.stap]).end_time.date(), int(count))
            for stamp, count in zip(pd.DatetimeIndex(self.aantallen.index), self.aantallen, strict=True)
            if not pd.isna(count)
        ]
        years = make_periods(yearly(frame[frame["interventie"] == self.interventie]))
        return points + [(year.van, year.tot, year.aantal) for year in years]


def find_series(frame: pd.DataFrame, minstens: int = MIN_PUNTEN) -> list[Maandreeks]:
    """Series with enough points, the one with most points first, then with most referrals, then by name."""
    days = (frame["tot"] - frame["van"]).dt.days + 1
    found = []
    for name, rows in frame.groupby("interventie", sort=True):
        for step, most in DAGEN.items():
            short = rows[days[rows.index] <= most]
            counts = count_steps(short, step)
            if len(counts) >= minstens:
                found.append(Maandreeks(str(name), step, counts, short))
    return sorted(found, key=lambda item: (-len(item.aantallen), -item.aantallen.sum(), item.interventie))


def count_steps(frame: pd.DataFrame, stap: Stap) -> pd.Series:
    """Referrals per month or quarter (index: first day), only whole ones; missing where nothing was delivered."""
    if frame.empty:
        return pd.Series(dtype="float64")
    freq = FREQ[stap]
    sums = frame.groupby(frame["van"].dt.to_period(freq))["aantal"].sum().astype("float64")
    last = frame["tot"].max()
    full = pd.period_range(frame["van"].min().to_period(freq), last.to_period(freq), freq=freq)
    if last < full[-1].end_time.normalize():
        full = full[:-1]
    return pd.Series(sums.reindex(full).to_numpy(), index=full.to_timestamp())


def quarter_name(stamp: pd.Timestamp) -> str:
    """Name of a quarter by its first day.

    >>> quarter_name(pd.Timestamp(2021, 4, 1))
    'kwartaal 2, 2021'
    """
    return f"kwartaal {(stamp.month - 1) // 3 + 1}, {stamp.year}"


def sides(chart: pd.DataFrame) -> tuple[list[int], list[int]]:
    """The places of the points above the upper limit, and of those below the lower one."""
    above, below = chart["value"] > chart["upper"], chart["value"] < chart["lower"]
    return [int(place) for place in above.to_numpy().nonzero()[0]], [int(place) for place in below.to_numpy().nonzero()[0]]


def read_chart(chart: pd.DataFrame, names: Sequence[str]) -> Uitkomst:
    """What the chart shows: all points equal, points outside the limits, a long run on one side, or no more than chance."""
    above, below = sides(chart)
    if chart["value"].nunique() == 1:
        return "gelijk"
    if above or below:
        return "buiten" if above and below else "erboven" if above else "eronder"
    return "reeks" if lange_reeksen(chart, names) else "toeval"


def outside_words(chart: pd.DataFrame, names: Sequence[str]) -> str:
    """Which points lie outside: by name where they are few, else how many on which side.

    >>> frame = pd.DataFrame({"value": [9.0, 1.0], "lower": [2.0, 2.0], "upper": [8.0, 8.0]})
    >>> outside_words(frame, ["mei 2021", "juni 2021"])
    'mei 2021 en juni 2021'
    """
    above, below = sides(chart)
    if len(above) + len(below) <= NOEM:
        return opsomming([names[place] for place in sorted(above + below)])
    return opsomming([f"{getal(len(part))} {where}" for part, where in ((above, "erboven"), (below, "eronder")) if part])
