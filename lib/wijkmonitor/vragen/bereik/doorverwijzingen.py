"""Referrals: rising or falling more than chance? One answer: from the months where those tell two years, else from two years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Bord, Deel, Tabel, weigh
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Meetpunt, Mijlpaal, jaarpunt
from wijkmonitor.figuren import verloop as verloop_figuur
from wijkmonitor.gegevens.wijk import Wijkmijlpaal
from wijkmonitor.taal.getallen import getal, hoofdletter, keer, opsomming, tussen
from wijkmonitor.taal.oordeel import Oordeel, schijn
from wijkmonitor.vragen.bereik.maandreeks import TEKST as VERLOOP
from wijkmonitor.vragen.bereik.perioden import TEKST, Jaren, Periode, compare, ratio_table, ratio_words
from wijkmonitor.vragen.bereik.verloop import compared_from, compared_words, count_per_periode, step_words
from wijkmonitor.vragen.bouw import LEEG_BORD, maak, ontbreekt, tabel, uit
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tijdlijn import Gebeurtenis, collect_gebeurtenissen, opgeschreven


def doorverwijzingen(jaren: Jaren, *, zekerheid: float = 0.95) -> Bevinding:
    """How many referrals there were per year, and whether they changed, as a ratio. zekerheid: of its margin, 0-1.

    Where months or quarters tell two years (`bereik-verloop`), those give the one answer; without them the newest year
    beside the year before. A year has no margin of its own: only what is compared has one.
    """
    dossier = jaren.dossier
    name, rows, periods = jaren.naam, jaren.rijen, jaren.perioden
    if not periods:
        delivered = "geen_jaar" if dossier.heeft("doorverwijzingen") else "geen_tabel"
        return ontbreekt(TEKST, TEKST[f"reden.{delivered}"])
    records = uit(rows, eigen="doorverwijzingen")
    if jaren.klein:
        return ontbreekt(TEKST, TEKST.zin("reden.klein", minstens=dossier.poort.regels.min_cel), **records)
    told = _by_step(jaren, zekerheid) or _by_year(jaren, zekerheid)
    marks = _marks(dossier, periods, records["herkomst"])
    estimate, verdict = told.schatting, told.oordeel
    said = opgeschreven(_told_of_referrals(dossier)) if jaren.waar else ""
    words = told.woorden | {"gezegd": said}
    return maak(
        TEKST,
        told.soort,
        woorden=words | {"reden": " ".join(told.zinnen)},
        lees=" ".join([*told.zinnen, *([said] if said else []), *_speelde(marks)]),
        stand=told.stand,
        onderschrift=TEKST.zin(f"onderschrift.{told.onderschrift}", **words),
        antwoord="ontbreekt" if estimate.value is None else told.antwoord,
        maat=TEKST.maat(
            periods[-1].tijdvak,
            vergeleken=told.vergeleken,
            over=name,
            soort="verhouding" if told.vergeleken else "stand",
            peil=periods[-1].margin(),
        ),
        schatting=estimate,
        eenheid="verhouding",
        figuur=_figuur(periods, marks) if len(periods) > 1 else None,
        tabel=jaren.tabel,
        extra_tabellen=told.tabellen,
        let_op=_let_op(rows),
        bord=replace(_bord(words, told.soort), waar=jaren.waar) if estimate.value is not None else LEEG_BORD,
        teken=verdict.teken,
        weegt="" if jaren.waar else weigh(voor=verdict.richting == "omhoog", tegen=verdict.richting == "omlaag"),
        peil=_peil(periods[-1]),
        vergelijkingen=told.vergelijkingen,
        **records,
    )


@dataclass(frozen=True)
class _Verteld:
    """The one comparison that the finding tells. soort: which headline and board; zinnen: the text under it; vergeleken: the
    earlier period.
    """

    soort: str
    antwoord: str
    onderschrift: str
    woorden: dict[str, str]
    zinnen: tuple[str, ...]
    stand: str
    schatting: stats.Estimate
    oordeel: Oordeel
    tabellen: tuple[Tabel, ...]
    vergelijkingen: int
    vergeleken: str


def _by_step(jaren: Jaren, zekerheid: float) -> _Verteld | None:
    """The months or quarters of the same referrals, where they tell two years; `bereik-verloop` counts that comparison."""
    months = count_per_periode(jaren.dossier)
    main, chart = months.reeks, months.grenzen
    if main is None or chart is None or main.interventie != jaren.interventie or not months.verhouding.has_interval:
        return None
    found, last = months.oordeel.richting, jaren.perioden[-1]
    estimate = main.compare_years(months.begin, zekerheid)
    words = (
        step_words(months, main, chart)
        | ratio_words(estimate)
        | {"interventie": jaren.naam, "jaar": last.naam, "eerste": jaren.perioden[0].naam}
    )
    words |= {"geteld": getal(last.aantal), "waar": _let_op(jaren.rijen)}
    years = TEKST.zin("lees.jaren", jaren=opsomming([f"{getal(year.aantal)} in {year.naam}" for year in jaren.perioden]))
    rows = [(TEKST.zin(f"per_stap.{when}", **words), words[when]) for when in ("toen", "nu")]  # as the sentence says them
    return _Verteld(
        soort=f"stap_{found}",
        antwoord="stap",
        onderschrift="stap" if len(jaren.perioden) > 1 else "een",
        woorden=words,
        zinnen=(compared_words(months, words), years),
        stand=VERLOOP.zin("lees.stand", **words),
        schatting=estimate,
        oordeel=months.oordeel,
        tabellen=(
            tabel(TEKST.zin("per_stap.titel", **words), ("Wanneer", "Verwijzingen"), rows),
            *ratio_table(VERLOOP, estimate, words),
        ),
        vergelijkingen=0,
        vergeleken=compared_from(months, main),
    )


def _by_year(jaren: Jaren, zekerheid: float) -> _Verteld:
    """The newest year beside the year before it."""
    periods = jaren.perioden
    estimate, verdict = compare(periods, zekerheid)
    sort = "een" if len(periods) == 1 else "nul" if estimate.value is None else verdict.richting
    words = _words(jaren.naam, periods, estimate)
    words |= {
        "oordeel": str(TEKST[f"oordeel.{sort}"]),
        "waar": _let_op(jaren.rijen),
        "gemist": verdict.gemist(keer, zin="gemist_keer"),
        "groepjes": "" if all(each.per_maand for each in periods[-2:]) else TEKST["lees.groepjes"],
    }
    stand = TEKST.zin("lees.stand", **words) if estimate.has_interval else ""
    shown = [load_teksten("gedeeld")["schijn"]] if schijn(estimate, verdict, nul=1.0) else []
    return _Verteld(
        soort=sort,
        antwoord="bekend",
        onderschrift="een" if len(periods) == 1 else "meer",
        woorden=words,
        zinnen=(TEKST.zin(f"lees.{sort}", **words | {"stand": stand}), *shown),
        stand=stand,
        schatting=estimate,
        oordeel=verdict,
        tabellen=ratio_table(TEKST, estimate, words),
        vergelijkingen=int(estimate.has_interval),
        vergeleken="" if estimate.value is None else periods[-2].tijdvak,
    )


def _bord(words: Mapping[str, str], sort: str) -> Bord:
    """The newest year, what it is compared with, and what the source says of where it was counted."""
    return Bord(
        words.get("geteld", words["nu"]),
        TEKST.zin("bord.tekst", **words),
        TEKST.zin(f"bord.extra.{sort}", **words),
        words["waar"],
    )


def _peil(now: Periode) -> Deel:
    """The number of referrals in the newest period: an agreement compares levels, not how fast they grow."""
    count = now.margin()
    margin = tussen(count.low or 0.0, count.high or 0.0)
    return Deel(count, TEKST.zin("lees.peil", nu=getal(now.aantal), jaar=now.naam, marge=margin))


def _words(name: str, periods: Sequence[Periode], estimate: stats.Estimate) -> dict[str, str]:
    now, then = periods[-1], periods[-2] if len(periods) > 1 else None
    return {
        "interventie": name,
        "nu": getal(now.aantal),
        "jaar": now.naam,
        "eerste": periods[0].naam,
        "toen": getal(then.aantal) if then else "",
        "vorig": then.naam if then else "",
        "verschil": TEKST.zin(f"verschil.{_way(now, then)}", n=getal(abs(now.aantal - then.aantal))) if then else "",
    } | ratio_words(estimate)


def _way(now: Periode, then: Periode) -> str:
    return "meer" if now.aantal > then.aantal else "minder" if now.aantal < then.aantal else "evenveel"


def _marks(dossier: Dossier, periods: Sequence[Periode], kind: str) -> list[Wijkmijlpaal]:
    """Milestones within the periods that are compared; an invented one never explains a figure that isn't invented."""
    first = periods[-2 if len(periods) > 1 else -1].van
    return [mark for mark in dossier.mijlpalen(kind) if first <= mark.dag <= periods[-1].tot]


def _speelde(marks: Sequence[Wijkmijlpaal]) -> list[str]:
    """What else happened in these years, each as precise as known, so that nobody reads a cause into the numbers."""
    if not marks:
        return []
    told = " ".join(f"{hoofdletter(mark.wat.rstrip('.'))} ({mark.wanneer})." for mark in marks)
    return [TEKST.zin("lees.mijlpaal", wat=told)]


def _told_of_referrals(dossier: Dossier) -> list[Gebeurtenis]:
    """What was written down of referrals; a number that was counted elsewhere is not of the wijk, and a sentence can be."""
    return [event for event in collect_gebeurtenissen(dossier).van("resultaat", "uitspraak") if "verwij" in event.wat.lower()]


def _let_op(rows: pd.DataFrame) -> str:
    return " ".join(map(str, rows["opmerking"].dropna().unique())) if "opmerking" in rows else ""


def _figuur(periods: Sequence[Periode], marks: Sequence[Wijkmijlpaal]) -> Figuur:
    points = [Meetpunt(period.naam, period.aantal, x=period.midden) for period in periods]
    unit = str(TEKST["eenheid"])
    return verloop_figuur(
        points, vraag=1, eenheid=unit, mijlpalen=[Mijlpaal(jaarpunt(mark.dag), mark.wat) for mark in marks if mark.precies]
    )
