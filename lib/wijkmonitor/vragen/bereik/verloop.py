"""Referrals per month or quarter in a control chart, from twelve points on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Deel, Maat, Tabel, Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Mijlpaal, jaarpunt, regelkaart
from wijkmonitor.figuren.regelkaart import Reeks, lange_reeksen
from wijkmonitor.taal.getallen import getal, keer, klein_begin, opsomming_kort, tussen
from wijkmonitor.taal.oordeel import Oordeel, beoordeel, niveau
from wijkmonitor.vragen.bereik.maandreeks import MIN_PUNTEN, TEKST, Maandreeks, find_series, outside_words, read_chart, sides
from wijkmonitor.vragen.bereik.perioden import ratio_table, ratio_words, tells_small
from wijkmonitor.vragen.bouw import geen_getal, herkomst_van, maak, ontbreekt, tabel, uit
from wijkmonitor.vragen.teksten import tussen_maanden

BASIS = 12  # first points that fix the limits, where at least as many follow


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
    main = next((item for item in series if not tells_small(item.spans_of(frame), least)), None)
    if main is None:
        half = "" if series else "".join(item.half_step() for item in find_series(frame, minstens - 1)[:1])
        return Schommeling(dossier, reden="klein" if series else "weinig", half=half, minstens=minstens)
    marks = [mark for mark in dossier.mijlpalen(herkomst_van(main.rijen)) if mark.precies]
    start = main.find_start([mark.dag for mark in marks])
    after = next(
        (f"{klein_begin(mark.wat.rstrip('.'))} ({mark.wanneer})" for mark in reversed(marks) if main.place_of(mark.dag) == start),
        "",
    )
    ratio = main.compare_years(start)
    years = len(main.aantallen) // main.per_jaar
    verdict = beoordeel(ratio, nul=1.0, alpha=niveau(TEKST.id, keer=years - 1), vrij=2 * main.per_jaar - 2)
    chart = stats.xmr_chart(
        main.aantallen.to_numpy(dtype=float),
        baseline=basis if len(main.aantallen) - start >= 2 * basis else None,
        rebase=(start,) if start else (),
        improvement="neutral",
    )
    return Schommeling(dossier, main, chart, "", minstens, start, after, ratio, verdict)


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
        schatting=schommeling.verhouding if schommeling.verhouding.has_interval else geen_getal(_no_ratio(schommeling)),
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
    newest = main.aantallen.tail(main.per_jaar).index
    now = tussen_maanden(newest[0], main.rijen["tot"].max())
    then, kind = (compared_from(schommeling, main), "verhouding") if schommeling.verhouding.has_interval else ("", "stand")
    return TEKST.maat(now, vergeleken=then, over=main.interventie, soort=kind, peil=level.schatting if level else None)


def compared_from(schommeling: Schommeling, main: Maandreeks) -> str:
    """The months of the first year that the last one is compared with."""
    days = main.aantallen.index[schommeling.begin :]
    return tussen_maanden(days[0], days[main.per_jaar] - pd.Timedelta(days=1))


def _peil(main: Maandreeks) -> Deel | None:
    """The referrals of the last year, for an agreement; None where a month is missing."""
    last = main.aantallen.tail(main.per_jaar)
    if last.isna().any():
        return None
    count = stats.count(float(last.sum()))
    low, high = (0.0 if limit is None else limit for limit in (count.low, count.high))
    words = {"aantal": getal(last.sum()), "marge": tussen(low, high)}
    return Deel(count, TEKST.zin("lees.peil", **words))


def _missing(main: Maandreeks) -> str:
    """Which months or quarters were not delivered, or not whole: they are not zero."""
    gone = [name for name, count in zip(main.namen, main.aantallen, strict=True) if pd.isna(count)]
    said = [TEKST.zin("lees.niet_geleverd", wanneer=opsomming_kort(gone))] if gone else []
    return " ".join(filter(None, [*said, main.half_step()]))


def _lees(schommeling: Schommeling, words: Mapping[str, str], outcome: str) -> str:
    """The two years that are compared, or between which numbers the series goes up and down and what lies outside."""
    verdict, ratio = schommeling.oordeel, schommeling.verhouding
    if verdict.zeker:
        now = [run.zin for run in _runs(schommeling, words) if run.loopt]
        return " ".join([compared_words(schommeling, words), *now])
    if outcome == "gelijk":
        return TEKST.zin("lees.gelijk", **words)
    usual = " ".join([TEKST.zin("lees.toeval", **words), *(run.zin for run in _runs(schommeling, words))])
    if not ratio.has_interval:
        return f"{usual} {_no_ratio(schommeling)}"
    return f"{usual} {compared_words(schommeling, words)}"


def _no_ratio(schommeling: Schommeling) -> str:
    """Why two years are not compared."""
    return schommeling.verhouding.reason or TEKST["reden.twee_jaar"]


def compared_words(schommeling: Schommeling, words: Mapping[str, str]) -> str:
    """The last year beside the first, what may be said of it, and what the first begins with."""
    part = TEKST["corona"]
    main, start = schommeling.reeks, schommeling.begin
    said = [TEKST.zin(f"lees.{'signaal' if schommeling.oordeel.zeker else 'jaren'}", **words)]
    said += [TEKST.zin("lees.mijlpaal", **words, wat=schommeling.na)] if start else []
    first = [] if main is None else [day.date() for day in main.aantallen.index[start : start + main.per_jaar]]
    said += [str(part["zin"])] if any(part["van"] <= day <= part["tot"] for day in first) else []
    return " ".join(said)


def _runs(schommeling: Schommeling, words: Mapping[str, str]) -> list[Reeks]:
    """The long runs on one side of the middle, as the figure says them."""
    main, chart = schommeling.reeks, schommeling.grenzen
    return [] if main is None or chart is None else lange_reeksen(chart, main.namen, stappen=words["stappen"])


def step_words(schommeling: Schommeling, main: Maandreeks, chart: pd.DataFrame) -> dict[str, str]:
    """What the sentences on months or quarters fill in."""
    last, ratio = chart.iloc[-1], schommeling.verhouding
    outside = sum(map(len, sides(chart)))
    low, high = (last["centre"] if pd.isna(limit) else limit for limit in (last["lower"], last["upper"]))
    span = main.per_jaar
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
        "buiten": TEKST.zin(
            "lees.buiten" if outside else "lees.buiten_geen",
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
    first, per_year = jaarpunt(main.aantallen.index[0].date()), main.per_jaar
    places = [
        ((jaarpunt(mark.dag) - first) * per_year - 0.5, mark.wat)
        for mark in dossier.mijlpalen(herkomst_van(main.rijen))
        if mark.precies
    ]
    return [Mijlpaal(place, what) for place, what in places if 0 <= place <= len(main.aantallen) - 1]


def _grenzen(chart: pd.DataFrame, stap: str) -> Tabel:
    """The centre and the limits of the figure; below 0 no count can lie."""
    last = chart.iloc[-1]
    low, high = (None if pd.isna(limit) else max(float(limit), 0.0) for limit in (last["lower"], last["upper"]))
    columns = (f"Gewoon per {stap}", ("Van", "aantal"), ("Midden", "aantal"), ("Tot", "aantal"))
    return tabel("De grenzen in de figuur", columns, [("verwijzingen", low, float(last["centre"]), high)])
