"""Referrals: rising or falling more than chance? A ratio for a few periods, a control chart from twelve on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Bord, Deel, Tabel
from wijkmonitor.bevinding.antwoord import weigh
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Meetpunt, Mijlpaal, jaarpunt
from wijkmonitor.figuren import verloop as verloop_figuur
from wijkmonitor.gegevens.wijk import Wijkmijlpaal
from wijkmonitor.taal.getallen import getal, keer, maand, tussen
from wijkmonitor.taal.oordeel import ALPHA, Oordeel, beoordeel, niveau, schijn
from wijkmonitor.vragen.bereik.perioden import tells_small
from wijkmonitor.vragen.bereik.verhouding import ratio_table, ratio_words
from wijkmonitor.vragen.bouw import LEEG_BORD, bronnen, geen_getal, herkomst_van, hoofdletter, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "bereik-doorverwijzingen"
MIN_DAGEN_JAAR = 360
DUBBEL = 2.0  # variance over that of independent events, where the months are not known


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
        return stats.rate(self.aantal, 1, per=1)


@dataclass(frozen=True, repr=False)
class Jaren(Tussenstap):
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
    def tabellen(self) -> tuple[Tabel, ...]:
        """A row per year; none where a year may not be shown."""
        return (_tabel(self.interventie, self.perioden),) if self.perioden and not self.klein else ()


def count_per_jaar(dossier: Dossier, *, interventie: str = "") -> Jaren:
    """Referrals per year to one intervention; without a name to the one with published figures and most years.

    Raises ValueError in Dutch for an intervention without referrals.
    """
    frame = yearly(dossier.tabel("doorverwijzingen"))
    known = sorted(frame["interventie"].unique())
    if interventie and interventie not in known:
        reason = load_teksten("1-bereik").zin(f"{ID}.reden.onbekend", interventie=interventie, kies=", ".join(known))
        raise ValueError(reason)
    if frame.empty:
        return Jaren(dossier, "", frame, ())
    name, rows = main_series(frame[frame["interventie"] == interventie] if interventie else frame)
    delivered = dossier.tabel("doorverwijzingen")
    return Jaren(dossier, name, rows, tuple(make_periods(rows, delivered[delivered["interventie"] == name])))


def doorverwijzingen(jaren: Jaren, *, zekerheid: float = 0.95) -> Bevinding:
    """The newest year of referrals beside the year before, as a ratio. zekerheid: of the margin of the ratio, 0-1."""
    texts, dossier = load_teksten("1-bereik"), jaren.dossier
    name, rows, periods = jaren.interventie, jaren.rijen, jaren.perioden
    if not periods:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_tabel"])
    kind = herkomst_van(rows)
    source = bronnen(rows, eigen="doorverwijzingen")
    if jaren.klein:
        return ontbreekt(
            texts, ID, texts.zin(f"{ID}.reden.klein", minstens=dossier.poort.regels.min_cel), herkomst=kind, bron=source
        )
    estimate, verdict = compare(periods, zekerheid)
    marks = _marks(dossier, periods, kind)
    sort = "een" if len(periods) == 1 else "nul" if estimate.value is None else verdict.richting
    words = _words(name, periods, estimate)
    words |= {
        "oordeel": str(texts[f"{ID}.oordeel.{sort}"]),
        "waar": _let_op(rows),
        "gemist": verdict.gemist(keer, zin="gemist_keer"),
    }
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{sort}", **words),
        lees=" ".join([texts.zin(f"{ID}.lees.{sort}", **words), *_schijn(estimate, verdict), *_speelde(marks)]),
        stand=texts.zin(f"{ID}.lees.stand", **words) if estimate.has_interval else "",
        onderschrift=texts.zin(f"{ID}.onderschrift", interventie=name, van=periods[0].naam, tot=periods[-1].naam),
        antwoord="bekend" if estimate.value is not None else "ontbreekt",
        woorden=words | {"reden": texts.zin(f"{ID}.lees.{sort}", **words)},
        schatting=estimate,
        eenheid="verhouding",
        figuur=_figuur(periods, marks) if len(periods) > 1 else None,
        tabel=_tabel(name, periods),
        extra_tabellen=ratio_table(ID, estimate, words),
        bron=source,
        herkomst=kind,
        let_op=_let_op(rows),
        bord=_bord(words, sort) if estimate.value is not None else LEEG_BORD,
        teken=verdict.teken,
        weegt=weigh(voor=verdict.richting == "omhoog", tegen=verdict.richting == "omlaag"),
        peil=_peil(periods[-1]),
        vergelijkingen=int(estimate.has_interval),
    )


def _bord(words: Mapping[str, str], sort: str) -> Bord:
    """The newest year, the year before it, and what the source says of where it was counted."""
    texts = load_teksten("1-bereik")
    return Bord(words["nu"], texts.zin(f"{ID}.bord.tekst", **words), texts.zin(f"{ID}.bord.extra.{sort}", **words), words["waar"])


def _schijn(estimate: stats.Estimate, verdict: Oordeel) -> list[str]:
    return [load_teksten("gedeeld").zin("schijn")] if schijn(estimate, verdict, nul=1.0) else []


def _peil(now: Periode) -> Deel:
    """The number of referrals in the newest period: an agreement compares levels, not how fast they grow."""
    words = {"nu": getal(now.aantal), "jaar": now.naam, "marge": _margin(now)}
    return Deel(now.margin(), load_teksten("1-bereik").zin(f"{ID}.lees.peil", **words))


def _words(name: str, periods: Sequence[Periode], estimate: stats.Estimate) -> dict[str, str]:
    now, then = periods[-1], periods[-2] if len(periods) > 1 else None
    return {
        "interventie": name,
        "nu": getal(now.aantal),
        "nu_marge": _margin(now),
        "jaar": now.naam,
        "toen": getal(then.aantal) if then else "",
        "vorig": then.naam if then else "",
        "verschil": load_teksten("1-bereik").zin(f"{ID}.verschil.{_way(now, then)}", n=getal(abs(now.aantal - then.aantal)))
        if then
        else "",
    } | ratio_words(estimate)


def _margin(period: Periode) -> str:
    margin = period.margin()
    low, high = (0.0 if limit is None else limit for limit in (margin.low, margin.high))
    return tussen(low, high)


def _way(now: Periode, then: Periode) -> str:
    return "meer" if now.aantal > then.aantal else "minder" if now.aantal < then.aantal else "evenveel"


def _marks(dossier: Dossier, periods: Sequence[Periode], kind: str) -> list[Wijkmijlpaal]:
    """Milestones within the periods that are compared; an invented one never explains a figure that isn't invented."""
    first = periods[-2 if len(periods) > 1 else -1].van
    return [mark for mark in dossier.mijlpalen(kind) if first <= mark.dag <= periods[-1].tot]


def yearly(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that span a year; where an intervention has shorter periods only, its full years added up."""
    long = frame[_days(frame) >= MIN_DAGEN_JAAR]
    short = frame[~frame["interventie"].isin(long["interventie"]) & (frame["van"].dt.year == frame["tot"].dt.year)]
    if short.empty:
        return long
    short = short.assign(jaar=short["van"].dt.year)
    periods = short.drop_duplicates(["interventie", "van", "tot"])
    covered = {key: _covered(own) for key, own in periods.groupby(["interventie", "jaar"])}
    full = [key for key, days in covered.items() if days >= MIN_DAGEN_JAAR]
    rows = [_add_up(short[(short["interventie"] == name) & (short["jaar"] == year)]) for name, year in full]
    return pd.concat([long, *rows], ignore_index=True) if rows else long


def _days(frame: pd.DataFrame) -> pd.Series:
    return (frame["tot"] - frame["van"]).dt.days + 1


def _covered(periods: pd.DataFrame) -> int:
    """Days of a year in one period or more; two referrers with other periods cover a day once."""
    days = (pd.date_range(first, last) for first, last in zip(periods["van"], periods["tot"], strict=True))
    return len({day for span in days for day in span})


def _add_up(rows: pd.DataFrame) -> pd.DataFrame:
    year = rows["van"].dt.year.iloc[0]
    first = rows.iloc[[0]]
    return first.assign(
        van=pd.Timestamp(year, 1, 1), tot=pd.Timestamp(year, 12, 31), aantal=rows["aantal"].sum(), herkomst=herkomst_van(rows)
    ).drop(columns="jaar")


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
    same = rows["van"].dt.to_period("M") == rows["tot"].dt.to_period("M")
    counts = rows[same].groupby(rows["van"].dt.to_period("M"))["aantal"].sum()
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
        estimate = geen_getal(load_teksten("1-bereik")[f"{ID}.lees.een"])
        return estimate, beoordeel(estimate)
    now, then = periods[-1], periods[-2]
    times = len(periods) - 1
    if now.per_maand and then.per_maand:
        estimate = stats.count_ratio(now.per_maand, then.per_maand, confidence=zekerheid)
        level, freedom = niveau(ID, keer=times), len(now.per_maand) + len(then.per_maand) - 2
        return estimate, beoordeel(estimate, nul=1.0, alpha=level, vrij=freedom)
    estimate = stats.rate_ratio(now.aantal, now.maanden, then.aantal, then.maanden, confidence=zekerheid)
    return estimate, beoordeel(_in_bunches(estimate), nul=1.0, alpha=ALPHA / times)


def _in_bunches(estimate: stats.Estimate) -> stats.Estimate:
    """The ratio with the interval that it has where the variance is DUBBEL times that of independent events."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return estimate
    low, high = (estimate.value * (limit / estimate.value) ** math.sqrt(DUBBEL) for limit in (estimate.low, estimate.high))
    return replace(estimate, low=low, high=high)


def _speelde(marks: Sequence[Wijkmijlpaal]) -> list[str]:
    """What else happened in these years, each as precise as known, so that nobody reads a cause into the numbers."""
    if not marks:
        return []
    told = " ".join(f"{hoofdletter(mark.wat.rstrip('.'))} ({mark.wanneer})." for mark in marks)
    return [load_teksten("1-bereik").zin(f"{ID}.lees.mijlpaal", wat=told)]


def _let_op(rows: pd.DataFrame) -> str:
    return " ".join(map(str, rows["opmerking"].dropna().unique())) if "opmerking" in rows else ""


def _figuur(periods: Sequence[Periode], marks: Sequence[Wijkmijlpaal]) -> Figuur:
    points = []
    for period in periods:
        estimate = period.margin()
        points.append(Meetpunt(period.naam, estimate.value, estimate.low, estimate.high, period.midden))
    unit = str(load_teksten("1-bereik")[f"{ID}.eenheid"])
    return verloop_figuur(
        points, vraag=1, eenheid=unit, mijlpalen=[Mijlpaal(jaarpunt(mark.dag), mark.wat) for mark in marks if mark.precies]
    )


def _tabel(name: str, periods: Sequence[Periode]) -> Tabel:
    margins = [period.margin() for period in periods]
    rows = [(period.naam, period.aantal, margin.low, margin.high) for period, margin in zip(periods, margins, strict=True)]
    return tabel(
        f"Verwijzingen naar {name}",
        ("Periode", ("Verwijzingen", "aantal"), ("Marge van", "aantal"), ("Marge tot", "aantal")),
        rows,
    )
