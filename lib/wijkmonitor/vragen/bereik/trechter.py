"""From sign-up to finish: where people are lost."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Cel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Stap
from wijkmonitor.figuren import trechter as trechter_figuur
from wijkmonitor.taal.getallen import getal, tussen
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import Tellingen

ID = "bereik-trechter"
STATUSSEN = ("aangemeld", "gestart", "afgerond", "uitgevallen")


@dataclass(frozen=True)
class Loop:
    """Persons in interventions by where they are now; the four parts exclude each other."""

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


def trechter(dossier: Dossier, tellingen: Tellingen) -> Bevinding:
    """Sign-ups, starts and finishes over all interventions together."""
    texts = load_teksten("1-bereik")
    deelname = dossier.tabel("deelname")
    if deelname.empty:
        return ontbreekt(texts, ID, texts["bereik-doelgroep.reden.geen_tabel"])
    loop = make_loop(tellingen.status)
    if loop is None or not loop.begonnen or not (loop.afgerond + loop.gestopt):
        return ontbreekt(texts, ID, texts["bereik-doelgroep.reden.klein"].capitalize() + ".")
    begin = stats.proportion(loop.begonnen, loop.aangemeld)
    done = stats.proportion(loop.afgerond, loop.afgerond + loop.gestopt)
    before = loop.niet_begonnen >= loop.gestopt
    assert begin.value is not None and done.value is not None
    return maak(
        texts,
        ID,
        kop=texts.zin(
            f"{ID}.kop.{'voor' if before else 'tijdens'}",
            verlies=getal(loop.niet_begonnen if before else loop.gestopt),
            aangemeld=getal(loop.aangemeld),
            gestart=getal(loop.begonnen),
        ),
        lees=texts.zin(
            f"{ID}.lees.bekend",
            begin=getal(begin.value * 100),
            marge_begin=_marge(begin),
            af=f"{getal(done.value * 100)} van de 100",
            marge_af=_marge(done),
        ),
        onderschrift=f"Mensen per interventie, van aanmelden tot afronden, {dossier.wijk.naam}.",
        schatting=begin,
        eenheid="pct",
        figuur=_figuur(loop),
        tabel=_stappen_tabel(loop, begin, done),
        extra_tabellen=(_per_interventie(tellingen.stappen, texts["bereik-doelgroep.reden.klein"]),),
        bron=bronnen(deelname, eigen="deelname"),
        herkomst=herkomst_van(deelname),
        verrassing=1.5,
    )


def make_loop(shown: pd.Series) -> Loop | None:
    """The sign-ups by status; None where one of the counts may not be shown."""
    counts = shown.reindex(list(STATUSSEN), fill_value=0)
    return None if counts.isna().any() else Loop(*(int(counts[name]) for name in STATUSSEN))


def _marge(estimate: stats.Estimate) -> str:
    assert estimate.low is not None and estimate.high is not None
    return tussen(estimate.low * 100, estimate.high * 100)


def _figuur(loop: Loop) -> object:
    words = load_teksten("1-bereik")[f"{ID}.figuur"]
    steps = [
        Stap(words["aangemeld"], loop.aangemeld, words["niet_begonnen"].format(n=getal(loop.niet_begonnen))),
        Stap(words["gestart"], loop.begonnen, words["gestopt"].format(n=getal(loop.gestopt))),
        Stap(words["afgerond"], loop.afgerond, bezig=loop.bezig, bezig_woord=words["bezig"]),
    ]
    return trechter_figuur(steps, vraag=1)


def _stappen_tabel(loop: Loop, begin: stats.Estimate, done: stats.Estimate) -> object:
    rows: list[tuple[Cel | None, ...]] = [
        ("meldden zich aan", loop.aangemeld, "dit is het begin", "dit is het begin", "dit is het begin"),
        ("begonnen", loop.begonnen, begin.value, begin.low, begin.high),
        ("rondden het af, van wie klaar kon zijn", loop.afgerond, done.value, done.low, done.high),
        ("zijn nog bezig", loop.bezig, "nog niet te zeggen", "nog niet te zeggen", "nog niet te zeggen"),
        ("stopten eerder", loop.gestopt, "staat bij afronden", "staat bij afronden", "staat bij afronden"),
    ]
    return tabel(
        "Van aanmelden tot afronden", ("Stap", ("Aantal", "aantal"), ("Deel", "pct"), ("Van", "pct"), ("Tot", "pct")), rows
    )  # type: ignore[arg-type]


def _per_interventie(shown: pd.DataFrame, reason: str) -> object:
    table = shown.reindex(columns=list(STATUSSEN), fill_value=0)
    rows = [
        (str(name), *(reason if pd.isna(cell) else int(cell) for cell in row))
        for name, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    columns = ("Interventie", ("Nog niet begonnen", "aantal"), ("Bezig", "aantal"), ("Afgerond", "aantal"), ("Gestopt", "aantal"))
    return tabel("Per interventie", columns, rows)  # type: ignore[arg-type]
