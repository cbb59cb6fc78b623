"""From sign-up to finish: where people are lost."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Cel, Tabel, Tabelstap
from wijkmonitor.figuren import Figuur, Stap
from wijkmonitor.figuren import trechter as trechter_figuur
from wijkmonitor.meegeleverd import fill
from wijkmonitor.taal.getallen import getal, hoofdletter, opsomming, tussen, van_de_100
from wijkmonitor.taal.oordeel import Marges, Oordeel, beoordeel_familie, niveau
from wijkmonitor.vragen.bereik.perioden import count_per_jaar, yearly_rows
from wijkmonitor.vragen.bouw import grenzen, herkomst_van, maak, ontbreekt, tabel, uit
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tellingen import Deelnemers, one_per_interventie
from wijkmonitor.vragen.verband import BEGONNEN, STATUSSEN

TEKST = Bevindingtekst("1-bereik", "bereik-trechter")
GEEINDIGD = ("afgerond", "uitgevallen")
MINSTENS = 10  # people who began before an intervention is compared


@dataclass(frozen=True)
class Loop:
    """Sign-ups by where they are now (a person in two interventions is two sign-ups); the four parts exclude each other."""

    niet_begonnen: int
    bezig: int
    afgerond: int
    gestopt: int

    @property
    def aangemeld(self) -> int:
        """All sign-ups."""
        return self.niet_begonnen + self.begonnen

    @property
    def begonnen(self) -> int:
        """Those who began."""
        return self.bezig + self.afgerond + self.gestopt


@dataclass(frozen=True)
class Uitval:
    """Which share (0-1) had stopped `dagen` days after the start, here and in the other interventions.

    hier, elders: estimates at a confidence level. zien: whether the numbers are large enough to be shown.
    """

    dagen: int
    hier: Marges
    elders: Marges
    zien: bool

    def gap(self, confidence: float) -> stats.Estimate:
        """Here minus elsewhere."""
        shift = stats.difference(self.elders(confidence=confidence), self.hier(confidence=confidence))
        return replace(shift, method="Aalen-Johansen, MOVER")


@dataclass(frozen=True, repr=False)
class Stappen(Tabelstap):
    """Sign-ups by step, and which share began; loop is None where one of the counts may not be shown.

    uitval: per intervention who stopped, beside the others; oordelen: of all of them together (Holm).
    """

    deelnemers: Deelnemers
    loop: Loop | None
    begin: stats.Estimate | None = None
    uitval: Mapping[str, Uitval] = field(default_factory=dict)
    oordelen: Mapping[str, Oordeel] = field(default_factory=dict)

    @property
    def tabel(self) -> Tabel:
        """A row per intervention, hidden counts as words."""
        reason = TEKST.document["bereik-doelgroep.reden.klein"]
        table = self.deelnemers.stappen.reindex(columns=list(STATUSSEN), fill_value=0)
        rows = [
            (str(name), *(reason if pd.isna(cell) else int(cell) for cell in row), *_side(self, str(name)))
            for name, row in zip(table.index, table.to_numpy(), strict=True)
        ]
        days = next((item.dagen for item in self.uitval.values()), None)
        stopped = TEKST.zin("kolom.dagen", dagen=getal(days)) if days else TEKST["kolom.geen"]
        columns = (
            "Interventie", ("Nog niet begonnen", "aantal"), ("Bezig", "aantal"), ("Afgerond", "aantal"), ("Gestopt", "aantal"),
            (stopped, "pct"), "Stoppen er meer dan bij de andere?",
        )  # fmt: skip
        return tabel("Per interventie", columns, rows)


def count_stappen(deelnemers: Deelnemers, *, zekerheid: float = 0.95, minstens: int = MINSTENS) -> Stappen:
    """From sign-up to begin and finish, and who stopped after as many days in every intervention.

    zekerheid: of the margins, 0-1. minstens: people who began in an intervention before it is compared.
    """
    counts = deelnemers.status.reindex(list(STATUSSEN), fill_value=0)
    loop = None if counts.isna().any() else Loop(*map(int, counts))
    if loop is None or not loop.begonnen:
        return Stappen(deelnemers, None)
    begin = stats.proportion(loop.begonnen, loop.aangemeld, confidence=zekerheid)
    rows = compare_uitval(deelnemers, minstens)
    verdicts = beoordeel_familie(
        {name: item.gap for name, item in rows.items()}, alpha=niveau(TEKST.id, keer=deelnemers.keer, oploopt=True)
    )
    return Stappen(deelnemers, loop, begin, rows, verdicts)


def follow(deelnemers: Deelnemers) -> pd.DataFrame:
    """One row per person who began in an intervention: `dagen` from start to end or to the peildatum, and how it ended.

    Whose end has no date is left out: when that was is not known.
    """
    begun = one_per_interventie(deelnemers.deelname)
    begun = begun[begun["status"].isin(BEGONNEN) & begun["start"].notna()]
    ended = begun["status"].isin(GEEINDIGD)
    begun = begun[~ended | begun["einde"].notna()]
    last = begun["einde"].where(begun["status"].isin(GEEINDIGD), pd.Timestamp(deelnemers.dossier.deelname_tot))
    days = (last - begun["start"]).dt.days.clip(lower=0).astype(float)
    return begun.assign(dagen=days, einde_soort=begun["status"].where(begun["status"].isin(GEEINDIGD), ""))


def horizon(people: pd.DataFrame, minstens: int = MINSTENS) -> int | None:
    """After how many days interventions can be compared: before people begin to finish in the shortest one.

    Somebody who finished can't stop any more, so later on a long intervention has more who stopped for that reason alone.
    The day on which a tenth of those who finish had finished, where that is soonest; None where nobody finished.
    """
    done = people[people["einde_soort"] == "afgerond"].groupby("interventie")["dagen"]
    days = done.quantile(0.1)[done.size() >= minstens]
    return max(1, int(days.min())) if len(days) else None


def compare_uitval(deelnemers: Deelnemers, minstens: int = MINSTENS) -> dict[str, Uitval]:
    """Per intervention who stopped by the horizon, beside the others together (cumulative incidence, competing ends)."""
    shown = deelnemers.stappen.reindex(columns=list(BEGONNEN), fill_value=0).dropna()
    people = follow(deelnemers)
    people = people[people["interventie"].isin(shown.index)]
    day = horizon(people, minstens)
    if day is None:
        return {}
    found = {}
    for name in shown.index:
        here = people["interventie"] == name
        if min(int(here.sum()), int((~here).sum())) >= minstens:
            sides = [partial(_stopped, people[side], day) for side in (here, ~here)]
            if all(side(confidence=0.95).has_interval for side in sides):
                least = deelnemers.dossier.poort.regels.min_cel
                seen = all(_enough(people[side], day, least) for side in (here, ~here))
                found[str(name)] = Uitval(day, sides[0], sides[1], zien=seen)
    return found


def _stopped(people: pd.DataFrame, day: int, confidence: float) -> stats.Estimate:
    ends = people["einde_soort"].tolist()
    return stats.cumulative_incidence(people["dagen"], ends, cause="uitgevallen", at=day, confidence=confidence)


def _enough(people: pd.DataFrame, day: int, least: int) -> bool:
    """Whether as many stopped by then, and as many did not, as a count that may be shown."""
    stopped = int(((people["einde_soort"] == "uitgevallen") & (people["dagen"] <= day)).sum())
    return min(stopped, len(people) - stopped) >= least


def trechter(stappen: Stappen) -> Bevinding:
    """Sign-ups, starts and finishes over all interventions together, and an intervention where more people stop.

    It weighs nothing in the answer: how many should begin was agreed nowhere, and there is nothing to compare it with.
    """
    deelnemers, loop = stappen.deelnemers, stappen.loop
    deelname, begin = deelnemers.deelname, stappen.begin
    if deelname.empty:
        return ontbreekt(TEKST, deelnemers.waarom_leeg)
    if loop is None or begin is None:
        return ontbreekt(
            TEKST, hoofdletter(TEKST.document["bereik-doelgroep.reden.klein"]) + ".", herkomst=herkomst_van(deelname)
        )
    words = _words(loop, begin, stappen)
    return maak(
        TEKST,
        woorden=words,
        lees=f"{TEKST.zin('lees.bekend', **words)} {_referred(stappen)}".strip(),
        wijk=deelnemers.dossier.wijk.naam,
        maat=TEKST.maat(deelnemers.tijdvak),
        schatting=begin,
        eenheid="pct",
        figuur=_figuur(loop),
        tabel=_stappen_tabel(loop, begin),
        extra_tabellen=(stappen.tabel,),
        vergelijkingen=len(stappen.oordelen),
        **uit(deelname, eigen="deelname"),
    )


def _words(loop: Loop, begin: stats.Estimate, stappen: Stappen) -> dict[str, str]:
    share, low, high = grenzen(begin)
    return {
        "gestart": getal(loop.begonnen),
        "aangemeld": getal(loop.aangemeld),
        "begin": van_de_100(share),
        "marge_begin": tussen(low * 100, high * 100),
        "afgerond": getal(loop.afgerond),
        "gestopt": getal(loop.gestopt),
        "bezig": getal(loop.bezig),
        "uitval": _uitval(stappen),
        "van_wie": stappen.deelnemers.van_wie,
    }


def _uitval(stappen: Stappen) -> str:
    """Where more people stop than elsewhere, both numbers after the same number of days."""
    rows = stappen.uitval
    more = [name for name, verdict in stappen.oordelen.items() if verdict.richting == "omhoog"]
    if not more and len(rows) < 2:
        return ""
    if not more:  # how small a difference could have stayed unseen where most could be seen
        best = min(stappen.oordelen.values(), key=lambda verdict: math.inf if verdict.mist is None else verdict.mist)
        return TEKST.zin("lees.uitval_geen", gemist=best.gemist(van_de_100, hoogstens=1.0))
    name = max(more, key=lambda item: rows[item].gap(0.95).value or 0.0)
    here, there = (side(confidence=0.95).value or 0.0 for side in (rows[name].hier, rows[name].elders))
    kind = "uitval" if rows[name].zien else "uitval_klein"
    days = {"dagen": getal(rows[name].dagen), "interventie": name}
    return TEKST.zin(f"lees.{kind}", **days, hier=getal(100 * here), elders=getal(100 * there))


def _referred(stappen: Stappen) -> str:
    """The interventions with more referrals than sign-ups, and that the rest is not known; "" where there is none.

    Without the numbers: those of referrals stand in their own finding, and are proven there.
    """
    dossier, signed = stappen.deelnemers.dossier, stappen.deelnemers.aangemeld.dropna()
    counts = dossier.eens(yearly_rows).groupby("interventie")["aantal"].sum()
    busy = [str(name) for name in counts.index.intersection(signed.index) if counts[name] > signed[name]]
    known = {name: count_per_jaar(dossier, interventie=name) for name in busy}
    more = [name for name, years in known.items() if not (years.waar or years.klein)]
    return TEKST.zin("lees.verwezen", namen=opsomming(more)) if more else ""


def _figuur(loop: Loop) -> Figuur:
    words = TEKST["figuur"]
    steps = [
        Stap(words["aangemeld"], loop.aangemeld, fill(words["niet_begonnen"], n=getal(loop.niet_begonnen))),
        Stap(words["gestart"], loop.begonnen, fill(words["gestopt"], n=getal(loop.gestopt))),
        Stap(words["afgerond"], loop.afgerond, bezig=loop.bezig, bezig_woord=words["bezig"]),
    ]
    return trechter_figuur(steps, vraag=1)


def _stappen_tabel(loop: Loop, begin: stats.Estimate) -> Tabel:
    fact = TEKST["telling"]
    rows: list[tuple[Cel | None, ...]] = [
        ("aanmeldingen", loop.aangemeld, fact, fact, fact),
        ("begonnen", loop.begonnen, begin.value, begin.low, begin.high),
        ("rondden het af", loop.afgerond, fact, fact, fact),
        ("zijn nog bezig", loop.bezig, fact, fact, fact),
        ("stopten eerder", loop.gestopt, fact, fact, fact),
    ]
    columns = ("Stap", ("Aantal", "aantal"), ("Deel", "pct"), ("Van", "pct"), ("Tot", "pct"))
    return tabel("Van aanmelden tot afronden", columns, rows)


def _side(stappen: Stappen, name: str) -> tuple[Cel, str]:
    """The share that had stopped by the horizon, and the verdict."""
    unknown, row = str(TEKST["onbekend"]), stappen.uitval.get(name)
    if row is None:
        return unknown, "niet te zeggen"
    share = row.hier(confidence=0.95).value
    return share if row.zien and share is not None else unknown, stappen.oordelen[name].verschil
