"""Referrals per month or quarter in a control chart, from twelve points on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Mijlpaal, jaarpunt, regelkaart
from wijkmonitor.taal.getallen import MAANDEN, getal, maand
from wijkmonitor.vragen.bereik.doorverwijzingen import make_periods, yearly
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "bereik-verloop"
MIN_PUNTEN = 12
BASIS = 12  # first points that fix the limits, where at least as many follow
REEKS = 7  # newest points that must all lie on one side (NHS England, Making Data Count)
Stap = Literal["maand", "kwartaal"]
DAGEN: dict[Stap, int] = {"maand": 31, "kwartaal": 100}
FREQ: dict[Stap, str] = {"maand": "M", "kwartaal": "Q"}
PER_JAAR: dict[Stap, int] = {"maand": 12, "kwartaal": 4}


@dataclass(frozen=True)
class Reeks:
    """Referrals to one intervention per month or quarter; index of `aantallen`: first day of each."""

    interventie: str
    stap: Stap
    aantallen: pd.Series
    rijen: pd.DataFrame

    @property
    def namen(self) -> list[str]:
        """A name per point."""
        return [maand(stamp) if self.stap == "maand" else quarter_name(stamp) for stamp in self.aantallen.index]


@dataclass(frozen=True, repr=False)
class Schommeling(Tussenstap):
    """One series with the limits between which it goes up and down; grenzen is None where there is no series, for `reden`."""

    dossier: Dossier
    reeks: Reeks | None = None
    grenzen: pd.DataFrame | None = None
    laatste: int = REEKS
    reden: str = ""

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """The numbers, a column per year, and the limits."""
        if self.reeks is None or self.grenzen is None:
            return ()
        return (_tabel(self.reeks), _grenzen(self.grenzen, self.reeks.stap))


def count_per_stap(dossier: Dossier, *, minstens: int = MIN_PUNTEN, basis: int = BASIS, laatste: int = REEKS) -> Schommeling:
    """Referrals per month or quarter in a control chart, of the intervention with most points.

    minstens: points that a series needs. basis: first points that fix the limits, where at least as many follow.
    laatste: newest points that must all lie on one side of the centre before we speak of a change.
    """
    frame = dossier.tabel("doorverwijzingen")
    series = find_series(frame, minstens)
    shown = [item for item in series if not tells_small(item, frame, dossier.wijk.privacy.min_cel)]
    if not shown:
        return Schommeling(dossier, laatste=laatste, reden="klein" if series else "weinig")
    return Schommeling(dossier, shown[0], draw_chart(shown[0].aantallen, basis), laatste)


def verloop(schommeling: Schommeling) -> Bevinding:
    """The control chart, and whether the newest points all lie on one side of what was usual."""
    texts, main, chart = load_teksten("1-bereik"), schommeling.reeks, schommeling.grenzen
    if main is None or chart is None:
        kind = herkomst_van(schommeling.dossier.tabel("doorverwijzingen"))
        return ontbreekt(texts, ID, texts[f"{ID}.reden.{schommeling.reden}"], herkomst=kind)
    direction = judge(chart, schommeling.laatste)
    words = _words(main, chart, direction, schommeling.laatste)
    names = main.namen
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{direction}", **words),
        lees=texts.zin(f"{ID}.lees.{'toeval' if direction == 'toeval' else 'signaal'}", **words),
        onderschrift=texts.zin(f"{ID}.onderschrift", stap=main.stap, van=names[0], tot=names[-1]),
        schatting=stats.Estimate(
            float(chart["value"].tail(schommeling.laatste).mean()),
            None,
            None,
            len(chart),
            "regelkaart (XmR)",
            texts[f"{ID}.reden.geen_marge"],
        ),
        eenheid="getal",
        figuur=regelkaart(chart, names, vraag=1, mijlpalen=_marks(schommeling.dossier, main)),
        tabel=_tabel(main),
        extra_tabellen=(_grenzen(chart, main.stap),),
        bron=bronnen(main.rijen, eigen=f"doorverwijzingen per {main.stap}"),
        herkomst=herkomst_van(main.rijen),
        teken="toeval" if direction == "toeval" else "geen",
    )


def tells_small(item: Reeks, frame: pd.DataFrame, least: int) -> bool:
    """Whether a point is small, or what is left of a year when its points are taken off: the years are published too."""
    counts = item.aantallen
    rests = [
        year.aantal - counts[(counts.index >= pd.Timestamp(year.van)) & (counts.index <= pd.Timestamp(year.tot))].sum()
        for year in make_periods(yearly(frame[frame["interventie"] == item.interventie]))
    ]
    return any(0 < count < least for count in (*counts, *rests))


def find_series(frame: pd.DataFrame, minstens: int = MIN_PUNTEN) -> list[Reeks]:
    """Series with enough points, the one with most points first, then with most referrals, then by name."""
    days = (frame["tot"] - frame["van"]).dt.days + 1
    found = []
    for name, rows in frame.groupby("interventie", sort=True):
        for step, most in DAGEN.items():
            short = rows[days[rows.index] <= most]
            counts = count_steps(short, step)
            if len(counts) >= minstens:
                found.append(Reeks(str(name), step, counts, short))
    return sorted(found, key=lambda item: (-len(item.aantallen), -item.aantallen.sum(), item.interventie))


def count_steps(frame: pd.DataFrame, stap: Stap) -> pd.Series:
    """Referrals per month or quarter (index: first day), only whole ones between the first and the last period."""
    if frame.empty:
        return pd.Series(dtype="float64")
    freq = FREQ[stap]
    sums = frame.groupby(frame["van"].dt.to_period(freq))["aantal"].sum().astype("float64")
    last = frame["tot"].max()
    full = pd.period_range(frame["van"].min().to_period(freq), last.to_period(freq), freq=freq)
    if last < full[-1].end_time.normalize():
        full = full[:-1]
    return pd.Series(sums.reindex(full, fill_value=0.0).to_numpy(), index=full.to_timestamp())


def draw_chart(counts: pd.Series, basis: int = BASIS) -> pd.DataFrame:
    """The control chart; the first points (`basis`) fix the limits where at least as many follow."""
    baseline = basis if len(counts) >= 2 * basis else None
    return stats.xmr_chart(counts.to_numpy(dtype=float), baseline=baseline, improvement="neutral")


def judge(chart: pd.DataFrame, laatste: int = REEKS) -> Literal["omhoog", "omlaag", "toeval"]:
    """omhoog or omlaag if the newest points (`laatste`) all lie on one side of the centre, otherwise toeval.

    Points outside the limits make no claim: in a series without change some fall there (docs/beweringen.md).
    """
    side = (chart["value"] - chart["centre"]).tail(laatste)
    if len(chart) < laatste or chart["lower"].isna().any():
        return "toeval"
    return "omhoog" if (side > 0).all() else "omlaag" if (side < 0).all() else "toeval"


def _words(main: Reeks, chart: pd.DataFrame, direction: str, laatste: int) -> dict[str, str]:
    texts, last = load_teksten("1-bereik"), chart.iloc[-1]
    outside = int(((chart["value"] > chart["upper"]) | (chart["value"] < chart["lower"])).sum())
    low, high = (last["centre"] if pd.isna(limit) else limit for limit in (last["lower"], last["upper"]))
    words = {
        "interventie": main.interventie,
        "stap": main.stap,
        "stappen": str(texts[f"{ID}.stappen.{main.stap}"]),
        "n": getal(len(chart)),
        "laag": getal(max(0.0, low)),
        "hoog": getal(high),
        "reeks": getal(laatste),
        "kant": "boven" if direction == "omhoog" else "onder",
    }
    return words | {
        "buiten": texts.zin(f"{ID}.lees.{'buiten' if outside else 'buiten_geen'}", aantal=getal(outside), **words),
    }


def _marks(dossier: Dossier, main: Reeks) -> list[Mijlpaal]:
    """Milestones within the series, placed by its points: 0 is the first."""
    first, per_year = jaarpunt(main.aantallen.index[0].date()), PER_JAAR[main.stap]
    places = [
        ((jaarpunt(mark.dag) - first) * per_year - 0.5, mark.wat)
        for mark in dossier.mijlpalen(herkomst_van(main.rijen))
        if mark.precies
    ]
    return [Mijlpaal(place, what) for place, what in places if 0 <= place <= len(main.aantallen) - 1]


def _tabel(main: Reeks) -> Tabel:
    """A row per month or quarter of the year, a column per year: short enough for a telephone."""
    counts = main.aantallen
    years = sorted({stamp.year for stamp in counts.index})
    parts = range(1, PER_JAAR[main.stap] + 1)
    found = {
        (stamp.year, _part_of_year(stamp, main.stap)): int(value)
        for stamp, value in zip(pd.DatetimeIndex(counts.index), counts, strict=True)
    }
    outside = load_teksten("1-bereik")[f"{ID}.reden.buiten_reeks"]
    return tabel(
        f"Verwijzingen per {main.stap}",
        (main.stap.capitalize(), *((str(year), "aantal") for year in years)),
        [(_part_name(part, main.stap), *(found.get((year, part), outside) for year in years)) for part in parts],
    )


def _grenzen(chart: pd.DataFrame, stap: Stap) -> Tabel:
    """The centre and the limits of the figure; below 0 no count can lie."""
    last = chart.iloc[-1]
    low, high = (None if pd.isna(limit) else max(float(limit), 0.0) for limit in (last["lower"], last["upper"]))
    columns = (f"Gewoon per {stap}", ("Van", "aantal"), ("Midden", "aantal"), ("Tot", "aantal"))
    return tabel("De grenzen in de figuur", columns, [("verwijzingen", low, float(last["centre"]), high)])


def _part_of_year(stamp: pd.Timestamp, stap: Stap) -> int:
    return int(stamp.month if stap == "maand" else stamp.quarter)


def _part_name(part: int, stap: Stap) -> str:
    return MAANDEN[part - 1] if stap == "maand" else f"kwartaal {part}"


def quarter_name(stamp: pd.Timestamp) -> str:
    """Name of a quarter by its first day.

    >>> quarter_name(pd.Timestamp(2021, 4, 1))
    'kwartaal 2, 2021'
    """
    return f"kwartaal {(stamp.month - 1) // 3 + 1}, {stamp.year}"
