"""Referrals per year of one intervention: which rows make a year, and the periods that are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkmonitor import stats
from wijkmonitor.bevinding import weigh_herkomst
from wijkmonitor.figuren import jaarpunt
from wijkmonitor.taal.getallen import maand
from wijkmonitor.taal.oordeel import ALPHA, Oordeel, beoordeel, niveau
from wijkmonitor.vragen.bouw import geen_getal, herkomst_van
from wijkmonitor.vragen.teksten import Bevindingtekst

ID = "bereik-doorverwijzingen"
TEKST = Bevindingtekst("1-bereik", ID)
MIN_DAGEN_JAAR = 360


@dataclass(frozen=True)
class Periode:
    """Referrals in one period: its name, count, length in months, and the count of every month where those are known."""

    naam: str
    van: date
    tot: date
    aantal: int
    per_maand: tuple[int, ...] = ()

    @property
    def maanden(self) -> int:
        """Length in whole months, at least 1."""
        return max(1, (self.tot.year - self.van.year) * 12 + self.tot.month - self.van.month + 1)

    @property
    def midden(self) -> float:
        """Place on the axis of time."""
        return (jaarpunt(self.van) + jaarpunt(self.tot)) / 2

    def margin(self) -> stats.Estimate:
        """The count with its Poisson margin."""
        return stats.count(self.aantal)


def yearly(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that span a year; where an intervention has shorter periods only, its full years added up.

    The first row of such a year stands for it, with the counts of all.
    """
    long = frame[_days(frame) >= MIN_DAGEN_JAAR]
    short = frame[~frame["interventie"].isin(long["interventie"]) & (frame["van"].dt.year == frame["tot"].dt.year)]
    if short.empty:
        return long
    years = short.groupby(["interventie", short["van"].dt.year])
    starts, ends = (short[name].to_numpy("datetime64[D]").astype(int) for name in ("van", "tot"))
    places = [rows for _, rows in sorted(years.indices.items()) if _covered(starts[rows], ends[rows]) >= MIN_DAGEN_JAAR]
    if not places:
        return long
    full, kinds = short.iloc[[rows[0] for rows in places]], short["herkomst"].to_numpy(object)
    whole = {
        "van": [pd.Timestamp(day.year, 1, 1) for day in full["van"]],
        "tot": [pd.Timestamp(day.year, 12, 31) for day in full["van"]],
        "aantal": years["aantal"].transform("sum").loc[full.index],
        "herkomst": [weigh_herkomst(kinds[rows]) for rows in places],
    }
    return pd.concat([long, full.assign(**whole).astype(long.dtypes)], ignore_index=True)


def _days(frame: pd.DataFrame) -> pd.Series:
    return (frame["tot"] - frame["van"]).dt.days + 1


def _covered(starts: NDArray[np.int_], ends: NDArray[np.int_]) -> int:
    """Days in one period or more, from first to last; two referrers with other periods cover a day once."""
    days, until = 0, int(starts.min()) - 1
    for first, last in sorted(zip(starts.tolist(), ends.tolist(), strict=True)):
        days += max(0, last - max(first - 1, until))
        until = max(until, last)
    return days


def main_series(frame: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """The intervention that the comparison is about: published rows before own ones, then most years, then name."""
    groups = [(str(name), rows) for name, rows in frame.groupby("interventie", sort=True)]
    order = {"openbaar": 0, "eigen registratie": 1, "voorbeeld": 2}
    return min(groups, key=lambda item: (order[herkomst_van(item[1])], -item[1]["van"].nunique(), item[0]))


def make_periods(rows: pd.DataFrame, alle: pd.DataFrame | None = None) -> list[Periode]:
    """One period per first and last day, its counts added up over referrers and receivers, oldest first.

    alle: the rows of the intervention as delivered; where they give every month of a period, those come with it.
    """
    sums = rows.groupby(["van", "tot"], sort=True)["aantal"].sum().reset_index()
    spans = zip(sums["van"].dt.date, sums["tot"].dt.date, sums["aantal"], strict=True)
    return [
        Periode(_name(first, last), first, last, int(count), () if alle is None else _months(alle, first, last, int(count)))
        for first, last, count in spans
    ]


def _months(rows: pd.DataFrame, first: date, last: date, count: int) -> tuple[int, ...]:
    """The count of every month of a period; empty where one was not delivered, or where they add up to something else."""
    months = rows["van"].dt.to_period("M")
    counts = rows[months == rows["tot"].dt.to_period("M")].groupby(months)["aantal"].sum()
    found = counts.reindex(pd.period_range(first, last, freq="M"))
    return () if found.isna().any() or int(found.sum()) != count else tuple(int(number) for number in found)


def _name(first: date, last: date) -> str:
    return str(first.year) if first.year == last.year else f"{maand(first)} tot {maand(last)}"


def compare(periods: Sequence[Periode], zekerheid: float = 0.95) -> tuple[stats.Estimate, Oordeel]:
    """Newest over the period before, as ratio per month, and what may be said of it.

    Where both were delivered by month their spread counts (quasi-Poisson). Of published years nothing is known of it:
    there a change has to hold even if referrals come in bunches, with twice the variance of independent ones.
    """
    if len(periods) < 2:
        estimate = geen_getal(TEKST["lees.een"])
        return estimate, beoordeel(estimate)
    now, then = periods[-1], periods[-2]
    times = len(periods) - 1
    if now.per_maand and then.per_maand:
        estimate = stats.count_ratio(now.per_maand, then.per_maand, confidence=zekerheid)
        level, freedom = niveau(ID, keer=times), len(now.per_maand) + len(then.per_maand) - 2
        return estimate, beoordeel(estimate, nul=1.0, alpha=level, vrij=freedom)
    estimate = stats.rate_ratio(now.aantal, now.maanden, then.aantal, then.maanden, confidence=zekerheid)
    return estimate, beoordeel(stats.in_bunches(estimate), nul=1.0, alpha=ALPHA / times)
