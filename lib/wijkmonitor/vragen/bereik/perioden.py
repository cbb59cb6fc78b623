"""Periods of referrals: which rows make a year, how two of them compare, and what can be computed of the time between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import optimize

from wijkmonitor import stats
from wijkmonitor.bevinding import Tabel, Tabelstap, weigh_herkomst
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import jaarpunt
from wijkmonitor.taal.getallen import keer, maand, op_de_100, opsomming, tussen
from wijkmonitor.taal.oordeel import ALPHA, Oordeel, beoordeel, niveau
from wijkmonitor.vragen.bouw import geen_getal, herkomst_van, tabel
from wijkmonitor.vragen.teksten import Bevindingtekst, tussen_maanden

TEKST = Bevindingtekst("1-bereik", "bereik-doorverwijzingen")
MIN_DAGEN_JAAR = 360
Tijdvak = tuple[date, date, int]  # first day, last day, how often something was counted


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

    @property
    def tijdvak(self) -> str:
        """A year as its number, another stretch by its months."""
        whole = self.maanden == 12 and self.van.month == 1
        return str(self.van.year) if whole else tussen_maanden(self.van, self.tot)

    def margin(self) -> stats.Estimate:
        """The count with its Poisson margin."""
        return stats.count(self.aantal)


@dataclass(frozen=True, repr=False)
class Jaren(Tabelstap):
    """Referrals to one intervention per year, oldest first; empty where none were delivered."""

    dossier: Dossier
    interventie: str
    rijen: pd.DataFrame
    perioden: tuple[Periode, ...]

    @property
    def klein(self) -> bool:
        """Whether a year of our own registration, or a part of one that can be computed, has too few referrals to be shown."""
        spans = [(period.van, period.tot, period.aantal) for period in self.perioden]
        return herkomst_van(self.rijen) != "openbaar" and tells_small(spans, self.dossier.wijk.privacy.min_cel)

    @property
    def waar(self) -> str:
        """Where was counted, where that is not the wijk itself; the figure then says nothing of the wijk alone."""
        places = [str(place) for place in self.rijen["waar"].dropna().unique()] if "waar" in self.rijen else []
        return opsomming([place for place in places if place.lower() != self.dossier.wijk.naam.lower()])

    @property
    def naam(self) -> str:
        """The intervention, with where was counted."""
        return f"{self.interventie} in {self.waar}" if self.waar else self.interventie

    @property
    def tabel(self) -> Tabel:
        """A row per year."""
        rows = [(period.naam, period.aantal) for period in self.perioden]
        return tabel(f"Verwijzingen naar {self.naam}", ("Periode", ("Verwijzingen", "aantal")), rows)

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """The table; none where a year may not be shown."""
        return (self.tabel,) if self.perioden and not self.klein else ()


def count_per_jaar(dossier: Dossier, *, interventie: str = "") -> Jaren:
    """Referrals per year to one intervention; without a name to the one with published figures and most years.

    Empty where nothing spans a whole year. Raises ValueError in Dutch for an intervention without referrals.
    """
    frame = dossier.eens(yearly_rows)
    known = sorted(frame["interventie"].unique())
    if known and interventie and interventie not in known:
        reason = TEKST.zin("reden.onbekend", interventie=interventie, kies=", ".join(known))
        raise ValueError(reason)
    if frame.empty:
        return Jaren(dossier, "", frame, ())
    return dossier.eens(_years, interventie or main_series(frame))


def yearly_rows(dossier: Dossier) -> pd.DataFrame:
    """The delivered rows that span a year, or make one together, of every intervention."""
    return yearly(dossier.tabel("doorverwijzingen"))


def count_per_interventie(dossier: Dossier) -> dict[str, Jaren]:
    """Referrals per year to every intervention of which a whole year was delivered, by its name."""
    return {str(name): dossier.eens(_years, str(name)) for name in sorted(dossier.eens(yearly_rows)["interventie"].unique())}


def _years(dossier: Dossier, name: str) -> Jaren:
    rows, delivered = dossier.eens(yearly_rows), dossier.tabel("doorverwijzingen")
    rows = rows[rows["interventie"] == name]
    return Jaren(dossier, name, rows, tuple(make_periods(rows, delivered[delivered["interventie"] == name])))


def yearly(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that span a year; where an intervention has shorter periods only, its full years added up.

    The first row of such a year stands for it, with the counts of all.
    """
    long = frame[(frame["tot"] - frame["van"]).dt.days + 1 >= MIN_DAGEN_JAAR]
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


def _covered(starts: NDArray[np.int_], ends: NDArray[np.int_]) -> int:
    """Days in one period or more, from first to last; two referrers with other periods cover a day once."""
    days, until = 0, int(starts.min()) - 1
    for first, last in sorted(zip(starts.tolist(), ends.tolist(), strict=True)):
        days += max(0, last - max(first - 1, until))
        until = max(until, last)
    return days


def main_series(frame: pd.DataFrame) -> str:
    """The intervention that the comparison is about: published rows before own ones, then most years, then name."""
    groups = {str(name): rows for name, rows in frame.groupby("interventie", sort=True)}
    order = {"openbaar": 0, "eigen registratie": 1, "voorbeeld": 2}
    return min(groups, key=lambda name: (order[herkomst_van(groups[name])], -groups[name]["van"].nunique(), name))


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
        shown, judged = (stats.count_ratio(now.per_maand, then.per_maand, confidence=sure) for sure in (zekerheid, 0.95))
        level, freedom = niveau(TEKST.id, keer=times), len(now.per_maand) + len(then.per_maand) - 2
        return shown, beoordeel(judged, nul=1.0, alpha=level, vrij=freedom)
    counts = now.aantal, now.maanden, then.aantal, then.maanden
    shown, judged = (stats.rate_ratio(*counts, confidence=sure) for sure in (zekerheid, 0.95))
    return shown, beoordeel(stats.in_bunches(judged), nul=1.0, alpha=ALPHA / times)


def ratio_words(ratio: stats.Estimate) -> dict[str, str]:
    """Words for a sentence: how many times, and how many now where there were 100 then, with the margin; "" if unknown."""
    return {
        "keer": "" if ratio.value is None else keer(ratio.value),
        "op_de_100": "" if ratio.value is None else op_de_100(ratio.value),
        "marge": "" if ratio.low is None or ratio.high is None else tussen(ratio.low * 100, ratio.high * 100),
    }


def ratio_table(tekst: Bevindingtekst, ratio: stats.Estimate, words: Mapping[str, str]) -> tuple[Tabel, ...]:
    """The ratio with its margin (1 = equal) as the table `vergelijking` of a finding; none where there is no ratio."""
    if not ratio.has_interval:
        return ()
    columns = (
        "Wat",
        ("Verhouding (1 = evenveel)", "verhouding"),
        ("Van", "verhouding"),
        ("Tot", "verhouding"),
        ("Geteld", "aantal"),
    )
    row = (tekst.zin("vergelijking.rij", **words), ratio.value, ratio.low, ratio.high, ratio.n)
    return (tabel(tekst["vergelijking.titel"], columns, [row]),)


def tells_small(tijdvakken: Sequence[Tijdvak], least: int) -> bool:
    """Whether somebody who knows these counts also knows of a part of the time that it has 1 to `least` - 1.

    The time is cut wherever a period begins or ends; every part is bounded by linear programmes in both directions.
    Counts that contradict each other are taken apart: a period less those inside it.
    """
    if any(0 < count < least for _, _, count in tijdvakken):
        return True
    cuts = sorted({day for first, last, _ in tijdvakken for day in (first, last + timedelta(days=1))})
    inside = np.array(
        [[first <= begin and end <= last + timedelta(days=1) for begin, end in pairwise(cuts)] for first, last, _ in tijdvakken],
        dtype=float,
    ).reshape(len(tijdvakken), max(len(cuts) - 1, 0))
    counts = np.array([count for _, _, count in tijdvakken], dtype=float)
    alone = inside[inside.sum(axis=1) == 1].any(axis=0)
    for part in np.flatnonzero(~alone & inside.any(axis=0)):
        bounds = _bounds(inside, counts, int(part))
        if bounds is None:
            return _rest_is_small(tijdvakken, least)
        low, high = bounds
        if high >= 0.5 and low < least and high - low < least - 1e-6:
            return True
    return bool(alone.any()) and _rest_is_small(tijdvakken, least)


def _bounds(inside: NDArray[np.float64], counts: NDArray[np.float64], part: int) -> tuple[float, float] | None:
    """The least and the most that a part can hold; None where the counts contradict each other."""
    goal = np.zeros(inside.shape[1])
    goal[part] = 1.0
    ends = [optimize.linprog(sign * goal, A_eq=inside, b_eq=counts, bounds=(0, None), method="highs") for sign in (1.0, -1.0)]
    low, high = (end.fun for end in ends)
    return None if low is None or high is None else (low, -high)


def _rest_is_small(tijdvakken: Sequence[Tijdvak], least: int) -> bool:
    """Whether a period less all shorter ones that lie in it leaves few."""
    for first, last, count in tijdvakken:
        inner = [part for low, high, part in tijdvakken if first <= low and high <= last and (low, high) != (first, last)]
        if inner and 0 < abs(count - sum(inner)) < least:
            return True
    return False
