"""Referrals per month or quarter in a control chart, from twelve points on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Deel, Maat, Tabel
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Mijlpaal, jaarpunt, regelkaart
from wijkmonitor.figuren.regelkaart import lange_reeksen
from wijkmonitor.taal.getallen import MAANDEN, datum, getal, keer, maand, opsomming_kort, tussen
from wijkmonitor.taal.oordeel import Oordeel, beoordeel, niveau
from wijkmonitor.vragen.bereik.grenzen import outside_words, read_chart, sides
from wijkmonitor.vragen.bereik.jaarreeks import make_periods, yearly
from wijkmonitor.vragen.bereik.perioden import Tijdvak, tells_small
from wijkmonitor.vragen.bereik.verhouding import ratio_table, ratio_words
from wijkmonitor.vragen.bouw import geen_getal, herkomst_van, klein_begin, maak, ontbreekt, tabel, uit
from wijkmonitor.vragen.maten import make_maat, tussen_maanden
from wijkmonitor.vragen.teksten import Bevindingtekst

ID = "bereik-verloop"
TEKST = Bevindingtekst("1-bereik", ID)
MIN_PUNTEN = 12
BASIS = 12  # first points that fix the limits, where at least as many follow
Stap = Literal["maand", "kwartaal"]
DAGEN: dict[Stap, int] = {"maand": 31, "kwartaal": 100}
FREQ: dict[Stap, str] = {"maand": "M", "kwartaal": "Q"}
PER_JAAR: dict[Stap, int] = {"maand": 12, "kwartaal": 4}


@dataclass(frozen=True)
class Maandreeks:
    """Referrals to one intervention per month or quarter; index of `aantallen`: first day of each."""

    interventie: str
    stap: Stap
    aantallen: pd.Series
    rijen: pd.DataFrame

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


@dataclass(frozen=True, repr=False)
class Schommeling(Tussenstap):
    """One series with the limits between which it goes up and down; grenzen is None where there is no series, for `reden`.

    half: the sentence on a last month that was not delivered whole, where that is why there is no series.
    begin: the point from which is compared, after the newest milestone that leaves two years; na: that milestone.
    verhouding: the last year over the first year after that; oordeel: what may be said of it.
    """

    dossier: Dossier
    reeks: Maandreeks | None = None
    grenzen: pd.DataFrame | None = None
    reden: str = ""
    minstens: int = MIN_PUNTEN
    begin: int = 0
    na: str = ""
    verhouding: stats.Estimate = stats.Estimate(None, None, None, None, "verhouding uit maanden")
    oordeel: Oordeel = Oordeel("te weinig")
    half: str = ""

    @property
    def stappen(self) -> str:
        """What its points are: months or quarters."""
        return str(TEKST[f"stappen.{self.reeks.stap}"]) if self.reeks else ""

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """The numbers, a column per year, and the limits."""
        if self.reeks is None or self.grenzen is None:
            return ()
        return (self.reeks.tabel, _grenzen(self.grenzen, self.reeks.stap))


def count_per_periode(dossier: Dossier, *, minstens: int = MIN_PUNTEN, basis: int = BASIS) -> Schommeling:
    """Referrals per month or quarter in a control chart, of the intervention with most points.

    minstens: points that a series needs. basis: first points that fix the limits, where at least as many follow.
    """
    return dossier.eens(_count, minstens, basis)


def _count(dossier: Dossier, minstens: int, basis: int) -> Schommeling:
    frame = dossier.tabel("doorverwijzingen")
    series = find_series(frame, minstens)
    least = dossier.wijk.privacy.min_cel
    main = next((item for item in series if not tells_small(_spans(item, frame), least)), None)
    if main is None:
        half = "" if series else "".join(half_step(item) for item in find_series(frame, minstens - 1)[:1])
        return Schommeling(dossier, reden="klein" if series else "weinig", half=half, minstens=minstens)
    marks = [mark for mark in dossier.mijlpalen(herkomst_van(main.rijen)) if mark.precies]
    start = find_start(main, [mark.dag for mark in marks])
    after = next(
        (f"{klein_begin(mark.wat.rstrip('.'))} ({mark.wanneer})" for mark in reversed(marks) if _place(main, mark.dag) == start),
        "",
    )
    ratio = compare_years(main, start)
    years = len(main.aantallen) // PER_JAAR[main.stap]
    verdict = beoordeel(ratio, nul=1.0, alpha=niveau(ID, keer=years - 1), vrij=2 * PER_JAAR[main.stap] - 2)
    return Schommeling(dossier, main, draw_chart(main.aantallen, basis, start), "", minstens, start, after, ratio, verdict)


def find_start(main: Maandreeks, marks: Sequence[date]) -> int:
    """The place after the newest milestone that leaves two years to compare; 0 where none does."""
    places = [_place(main, mark) for mark in marks]
    return max((place for place in places if 1 < place <= len(main.aantallen) - 2 * PER_JAAR[main.stap]), default=0)


def _place(main: Maandreeks, mark: date) -> int:
    """The first point that began after this day."""
    return int((main.aantallen.index < pd.Timestamp(mark)).sum())


def compare_years(main: Maandreeks, start: int, zekerheid: float = 0.95) -> stats.Estimate:
    """The last year over the first year from `start`, over the months that both have; no value with less than two years."""
    per_year = PER_JAAR[main.stap]
    counts = main.aantallen.iloc[start:]
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


def verloop(schommeling: Schommeling) -> Bevinding:
    """The control chart, and whether the last year differs from the first, more than chance."""
    main, chart = schommeling.reeks, schommeling.grenzen
    if main is None or chart is None:
        kind = herkomst_van(schommeling.dossier.tabel("doorverwijzingen"))
        least = schommeling.dossier.poort.regels.min_cel
        reason = TEKST.zin(f"reden.{schommeling.reden}", minstens=least, punten=schommeling.minstens)
        return ontbreekt(TEKST, f"{reason} {schommeling.half}".strip(), herkomst=kind)
    words = step_words(schommeling, main, chart)
    names, verdict = main.namen, schommeling.oordeel
    outcome = verdict.richting if verdict.zeker else read_chart(chart, names)
    return maak(
        TEKST,
        outcome,
        woorden=words,
        lees=_lees(schommeling, words, outcome),
        onderschrift=TEKST.zin("onderschrift", interventie=main.interventie, stap=main.stap, van=names[0], tot=names[-1]),
        maat=_maat(schommeling, main, _peil(main)),
        schatting=schommeling.verhouding if schommeling.verhouding.has_interval else geen_getal(TEKST["reden.twee_jaar"]),
        eenheid="verhouding",
        figuur=regelkaart(
            chart,
            names,
            vraag=1,
            eenheid=TEKST.zin("eenheid", **words),
            stappen=words["stappen"],
            mijlpalen=_marks(schommeling.dossier, main),
        ),
        tabel=main.tabel,
        extra_tabellen=(_grenzen(chart, main.stap), *ratio_table(TEKST, schommeling.verhouding, words)),
        teken="toeval" if outcome == "toeval" else "geen",
        let_op=_missing(main),
        peil=_peil(main),
        vergelijkingen=int(schommeling.verhouding.has_interval),
        **uit(main.rijen, eigen=f"doorverwijzingen per {main.stap}"),
    )


def _maat(schommeling: Schommeling, main: Maandreeks, level: Deel | None) -> Maat | None:
    """The referrals of the last twelve months, and the twelve from `begin` on that they are compared with."""
    newest = main.aantallen.tail(PER_JAAR[main.stap]).index
    now = tussen_maanden(newest[0], main.rijen["tot"].max())
    then, kind = (compared_from(schommeling, main), "verhouding") if schommeling.verhouding.has_interval else ("", "stand")
    return make_maat(ID, now, vergeleken=then, over=main.interventie, soort=kind, peil=level.schatting if level else None)


def compared_from(schommeling: Schommeling, main: Maandreeks) -> str:
    """The months of the first year that the last one is compared with."""
    days = main.aantallen.index[schommeling.begin :]
    return tussen_maanden(days[0], days[PER_JAAR[main.stap]] - pd.Timedelta(days=1))


def _peil(main: Maandreeks) -> Deel | None:
    """The referrals of the last year, for an agreement; None where a month is missing."""
    last = main.aantallen.tail(PER_JAAR[main.stap])
    if last.isna().any():
        return None
    count = stats.count(float(last.sum()))
    low, high = (0.0 if limit is None else limit for limit in (count.low, count.high))
    words = {"aantal": getal(last.sum()), "marge": tussen(low, high)}
    return Deel(count, TEKST.zin("lees.peil", **words))


def half_step(main: Maandreeks) -> str:
    """That the last month or quarter was not delivered whole, and does not count; "" where it was."""
    last = main.rijen["tot"].max()
    if last.to_period(FREQ[main.stap]) == pd.Timestamp(main.aantallen.index[-1]).to_period(FREQ[main.stap]):
        return ""
    return TEKST.zin("lees.half", stap=main.stap, dag=datum(last.date()))


def _missing(main: Maandreeks) -> str:
    """Which months or quarters were not delivered, or not whole: they are not zero."""
    gone = [name for name, count in zip(main.namen, main.aantallen, strict=True) if pd.isna(count)]
    said = [TEKST.zin("lees.niet_geleverd", wanneer=opsomming_kort(gone))] if gone else []
    return " ".join(filter(None, [*said, half_step(main)]))


def _lees(schommeling: Schommeling, words: Mapping[str, str], outcome: str) -> str:
    """The two years that are compared, or between which numbers the series goes up and down and what lies outside."""
    verdict, ratio = schommeling.oordeel, schommeling.verhouding
    if verdict.zeker:
        return " ".join([compared_words(schommeling, words), *_nu(schommeling, words)])
    if outcome == "gelijk":
        return TEKST.zin("lees.gelijk", **words)
    usual = " ".join([TEKST.zin("lees.toeval", **words), *_runs(schommeling, words)])
    if not ratio.has_interval:
        return f"{usual} {TEKST['reden.twee_jaar']}"
    return f"{usual} {compared_words(schommeling, words)}"


def compared_words(schommeling: Schommeling, words: Mapping[str, str]) -> str:
    """The last year beside the first, what may be said of it, and what the first begins with."""
    part = TEKST["corona"]
    main, start = schommeling.reeks, schommeling.begin
    said = [TEKST.zin(f"lees.{'signaal' if schommeling.oordeel.zeker else 'jaren'}", **words)]
    said += [TEKST.zin("lees.mijlpaal", **words, wat=schommeling.na)] if start else []
    first = [] if main is None else [day.date() for day in main.aantallen.index[start : start + PER_JAAR[main.stap]]]
    said += [str(part["zin"])] if any(part["van"] <= day <= part["tot"] for day in first) else []
    return " ".join(said)


def _runs(schommeling: Schommeling, words: Mapping[str, str]) -> list[str]:
    """The long runs on one side of the middle, as the figure says them."""
    main, chart = schommeling.reeks, schommeling.grenzen
    return [] if main is None or chart is None else lange_reeksen(chart, main.namen, stappen=words["stappen"])


def _nu(schommeling: Schommeling, words: Mapping[str, str]) -> list[str]:
    """How long the series lies on one side of the middle by now."""
    return [run for run in _runs(schommeling, words) if run.startswith("Al ")]


def _spans(item: Maandreeks, frame: pd.DataFrame) -> list[Tijdvak]:
    """Every period of which the referrals are published: the points of the series, and the years."""
    points = [
        (stamp.date(), stamp.to_period(FREQ[item.stap]).end_time.date(), int(count))
        for stamp, count in zip(pd.DatetimeIndex(item.aantallen.index), item.aantallen, strict=True)
        if not pd.isna(count)
    ]
    years = make_periods(yearly(frame[frame["interventie"] == item.interventie]))
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


def draw_chart(counts: pd.Series, basis: int = BASIS, start: int = 0) -> pd.DataFrame:
    """The control chart; the first points (`basis`) fix the limits where at least as many follow. It starts anew at `start`."""
    baseline = basis if len(counts) - start >= 2 * basis else None
    rebase = (start,) if start else ()
    return stats.xmr_chart(counts.to_numpy(dtype=float), baseline=baseline, rebase=rebase, improvement="neutral")


def step_words(schommeling: Schommeling, main: Maandreeks, chart: pd.DataFrame) -> dict[str, str]:
    """What the sentences on months or quarters fill in."""
    last, ratio = chart.iloc[-1], schommeling.verhouding
    outside = sum(map(len, sides(chart)))
    low, high = (last["centre"] if pd.isna(limit) else limit for limit in (last["lower"], last["upper"]))
    span = PER_JAAR[main.stap]
    words = {
        "interventie": main.interventie,
        "stap": main.stap,
        "stappen": schommeling.stappen,
        "n": getal(int(chart["value"].notna().sum())),
        "laag": getal(max(0.0, low)),
        "hoog": getal(high),
        "toen": _per_stap(main.aantallen.iloc[schommeling.begin :].head(span)),
        "nu": _per_stap(main.aantallen.tail(span)),
        "van": main.namen[schommeling.begin],
        "reeks": getal(span),
        "gemist": schommeling.oordeel.gemist(keer, zin="gemist_keer"),
    } | ratio_words(ratio)
    return words | {
        "aantal": getal(outside),
        "ligt": "lag" if outside == 1 else "lagen",
        "buiten": TEKST.zin(
            f"lees.{'buiten' if outside > 1 else 'buiten_een' if outside else 'buiten_geen'}",
            aantal=getal(outside),
            welke=outside_words(chart, main.namen),
            **words,
        ),
    }


def _per_stap(counts: pd.Series) -> str:
    """The mean of a month or quarter; below ten with one decimal."""
    mean = float(counts.mean())
    return getal(mean, 0 if mean >= 10 else 1)


def _marks(dossier: Dossier, main: Maandreeks) -> list[Mijlpaal]:
    """Milestones within the series, placed by its points: 0 is the first."""
    first, per_year = jaarpunt(main.aantallen.index[0].date()), PER_JAAR[main.stap]
    places = [
        ((jaarpunt(mark.dag) - first) * per_year - 0.5, mark.wat)
        for mark in dossier.mijlpalen(herkomst_van(main.rijen))
        if mark.precies
    ]
    return [Mijlpaal(place, what) for place, what in places if 0 <= place <= len(main.aantallen) - 1]


def _grenzen(chart: pd.DataFrame, stap: Stap) -> Tabel:
    """The centre and the limits of the figure; below 0 no count can lie."""
    last = chart.iloc[-1]
    low, high = (None if pd.isna(limit) else max(float(limit), 0.0) for limit in (last["lower"], last["upper"]))
    columns = (f"Gewoon per {stap}", ("Van", "aantal"), ("Midden", "aantal"), ("Tot", "aantal"))
    return tabel("De grenzen in de figuur", columns, [("verwijzingen", low, float(last["centre"]), high)])


def quarter_name(stamp: pd.Timestamp) -> str:
    """Name of a quarter by its first day.

    >>> quarter_name(pd.Timestamp(2021, 4, 1))
    'kwartaal 2, 2021'
    """
    return f"kwartaal {(stamp.month - 1) // 3 + 1}, {stamp.year}"
