"""From sign-up to finish: where people are lost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.figuren import Figuur, Stap
from wijkmonitor.figuren import trechter as trechter_figuur
from wijkmonitor.taal.getallen import getal, tussen, van_de_100
from wijkmonitor.taal.oordeel import Oordeel, beoordeel_familie
from wijkmonitor.vragen.bouw import bronnen, grenzen, herkomst_van, hoofdletter, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import BEGONNEN, Deelnemers

ID = "bereik-trechter"
STATUSSEN = ("aangemeld", "gestart", "afgerond", "uitgevallen")
GEEINDIGD = ("afgerond", "uitgevallen")


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


@dataclass(frozen=True, repr=False)
class Stappen(Tussenstap):
    """Sign-ups by step, and which share began and finished; loop is None where one of the counts may not be shown."""

    deelnemers: Deelnemers
    loop: Loop | None
    begin: stats.Estimate | None = None
    einde: stats.Estimate | None = None

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """A row per intervention, hidden counts as words."""
        reason = load_teksten("1-bereik")["bereik-doelgroep.reden.klein"]
        return (_per_interventie(self.deelnemers.stappen, reason),) if len(self.deelnemers.stappen) else ()


def count_stappen(deelnemers: Deelnemers, *, zekerheid: float = 0.95) -> Stappen:
    """From sign-up to begin and finish. Of who finished: out of all who ended, because who is busy can still finish.

    zekerheid: of the margins, 0-1.
    """
    loop = make_loop(deelnemers.status) if len(deelnemers.status) else None
    if loop is None or not loop.begonnen or not (loop.afgerond + loop.gestopt):
        return Stappen(deelnemers, None)
    begin = stats.proportion(loop.begonnen, loop.aangemeld, confidence=zekerheid)
    return Stappen(deelnemers, loop, begin, stats.proportion(loop.afgerond, loop.afgerond + loop.gestopt, confidence=zekerheid))


def trechter(stappen: Stappen) -> Bevinding:
    """Sign-ups, starts and finishes over all interventions together, and an intervention where more people stop."""
    texts, deelnemers, loop = load_teksten("1-bereik"), stappen.deelnemers, stappen.loop
    deelname, begin, done = deelnemers.deelname, stappen.begin, stappen.einde
    if deelname.empty:
        return ontbreekt(texts, ID, texts["bereik-doelgroep.reden.geen_tabel"])
    if loop is None or begin is None or done is None:
        return ontbreekt(texts, ID, hoofdletter(texts["bereik-doelgroep.reden.klein"]) + ".", herkomst=herkomst_van(deelname))
    words = _words(loop, begin, done, deelnemers)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", **words),
        lees=texts.zin(f"{ID}.lees.bekend", **words),
        stand=texts.zin(f"{ID}.lees.stand", **words),
        onderschrift=texts.zin(f"{ID}.onderschrift", wijk=deelnemers.dossier.wijk.naam),
        schatting=begin,
        eenheid="pct",
        figuur=_figuur(loop),
        tabel=_stappen_tabel(loop, begin, done),
        extra_tabellen=(_per_interventie(deelnemers.stappen, texts["bereik-doelgroep.reden.klein"]),),
        bron=bronnen(deelname, eigen="deelname"),
        herkomst=herkomst_van(deelname),
    )


def _words(loop: Loop, begin: stats.Estimate, done: stats.Estimate, deelnemers: Deelnemers) -> dict[str, str]:
    (share, low, high), (finished, done_low, done_high) = grenzen(begin), grenzen(done)
    return {
        "gestart": getal(loop.begonnen),
        "aangemeld": getal(loop.aangemeld),
        "begin": van_de_100(share),
        "marge_begin": tussen(low * 100, high * 100),
        "af": van_de_100(finished),
        "marge_af": tussen(done_low * 100, done_high * 100),
        "uitval": _uitval(deelnemers.stappen),
    }


def dropout(stappen: pd.DataFrame) -> dict[str, tuple[int, int, int, int]]:
    """Per intervention: stopped here, ended here, stopped elsewhere, ended elsewhere; only where all may be shown.

    Who is still busy does not count: an intervention that began late would seem to keep more people than it does. Over
    all who began 6.4% of 1,000 wijken without any difference got a row that claims one, over all who ended 4.8%.
    """
    known = stappen.reindex(columns=list(BEGONNEN), fill_value=0).dropna().astype(int)
    ended, stopped = known[list(GEEINDIGD)].sum(axis=1), known["uitgevallen"]
    here = {str(name): (int(stopped[name]), int(ended[name])) for name in known.index}
    total_stopped, total = int(stopped.sum()), int(ended.sum())
    return {name: (x, n, total_stopped - x, total - n) for name, (x, n) in here.items() if n and total - n}


def judge_uitval(stappen: pd.DataFrame) -> dict[str, Oordeel]:
    """Per intervention whether more people stop than in the others together; all interventions are one family."""
    return beoordeel_familie({name: partial(_more_stop, *counts) for name, counts in dropout(stappen).items()})


def _more_stop(here: int, ended: int, there: int, others: int, confidence: float) -> stats.Estimate:
    return stats.proportion_difference(here, ended, there, others, confidence=confidence)


def _uitval(stappen: pd.DataFrame) -> str:
    texts, counts, verdicts = load_teksten("1-bereik"), dropout(stappen), judge_uitval(stappen)
    more = [name for name, verdict in verdicts.items() if verdict.richting == "omhoog"]
    if not more:
        return str(texts[f"{ID}.lees.uitval_geen"]) if len(counts) > 1 else ""
    name = max(more, key=lambda item: counts[item][0] / counts[item][1])
    here, ended, there, others = counts[name]
    return texts.zin(f"{ID}.lees.uitval", interventie=name, hier=getal(100 * here / ended), elders=getal(100 * there / others))


def make_loop(shown: pd.Series) -> Loop | None:
    """The sign-ups by status; None where one of the counts may not be shown."""
    counts = shown.reindex(list(STATUSSEN), fill_value=0)
    return None if counts.isna().any() else Loop(*(int(counts[name]) for name in STATUSSEN))


def _figuur(loop: Loop) -> Figuur:
    words = load_teksten("1-bereik")[f"{ID}.figuur"]
    steps = [
        Stap(words["aangemeld"], loop.aangemeld, words["niet_begonnen"].format(n=getal(loop.niet_begonnen))),
        Stap(words["gestart"], loop.begonnen, words["gestopt"].format(n=getal(loop.gestopt))),
        Stap(words["afgerond"], loop.afgerond, bezig=loop.bezig, bezig_woord=words["bezig"]),
    ]
    return trechter_figuur(steps, vraag=1)


def _stappen_tabel(loop: Loop, begin: stats.Estimate, done: stats.Estimate) -> Tabel:
    rows: list[tuple[Cel | None, ...]] = [
        ("aanmeldingen", loop.aangemeld, "dit is het begin", "dit is het begin", "dit is het begin"),
        ("begonnen", loop.begonnen, begin.value, begin.low, begin.high),
        ("rondden het af, van wie klaar kon zijn", loop.afgerond, done.value, done.low, done.high),
        ("zijn nog bezig", loop.bezig, "nog niet te zeggen", "nog niet te zeggen", "nog niet te zeggen"),
        ("stopten eerder", loop.gestopt, "staat bij afronden", "staat bij afronden", "staat bij afronden"),
    ]
    columns = ("Stap", ("Aantal", "aantal"), ("Deel", "pct"), ("Van", "pct"), ("Tot", "pct"))
    return tabel("Van aanmelden tot afronden", columns, rows)


def _per_interventie(shown: pd.DataFrame, reason: str) -> Tabel:
    table, verdicts = shown.reindex(columns=list(STATUSSEN), fill_value=0), judge_uitval(shown)
    rows = [
        (str(name), *(reason if pd.isna(cell) else int(cell) for cell in row), _more(verdicts.get(str(name))))
        for name, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    columns = (
        "Interventie", ("Nog niet begonnen", "aantal"), ("Bezig", "aantal"), ("Afgerond", "aantal"), ("Gestopt", "aantal"),
        "Stoppen er meer dan bij de andere?",
    )  # fmt: skip
    return tabel("Per interventie", columns, rows)


def _more(verdict: Oordeel | None) -> str:
    return verdict.verschil if verdict else "niet te zeggen"
