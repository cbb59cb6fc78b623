"""Goals reached: the number of participants aimed at beside the number that began."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Bord, Tabel
from wijkmonitor.bevinding.antwoord import weigh
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.figuren import Punt, punt_met_marge
from wijkmonitor.taal.getallen import getal, opsomming_kort
from wijkmonitor.vragen.bouw import LEEG_BORD, bronnen, herkomst_van, maak, ontbreekt, tabel, telling
from wijkmonitor.vragen.maten import make_maat
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import Deelnemers

ID = "interventies-doelen"
DEELNEMERS = "deelnemers"


def compare_goals(frame: pd.DataFrame, deelnemers: Deelnemers) -> pd.DataFrame:
    """Interventions with a goal for participants: doel and begonnen (missing where it may not be shown)."""
    goals = frame[frame["doel"].fillna("").str.lower().str.contains(DEELNEMERS) & (frame["doelwaarde"] > 0)]
    counts = deelnemers.begonnen
    begun = [counts.get(name, 0) for name in goals["interventie"]]
    result = pd.DataFrame(
        {
            "doel": goals["doelwaarde"].to_numpy(),
            "begonnen": pd.Series(begun, dtype="Float64").to_numpy(float, na_value=float("nan")),
        }
    )
    result.index = pd.Index(goals["interventie"])
    return result


@dataclass(frozen=True, repr=False)
class Doelen(Tussenstap):
    """Per intervention with a goal for participants: doel and begonnen, missing where it may not be shown."""

    deelnemers: Deelnemers
    rijen: pd.DataFrame

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """A row per intervention."""
        return (_tabel(self.rijen, _klein(self.deelnemers)),) if len(self.rijen) else ()


def compare_doelen(deelnemers: Deelnemers) -> Doelen:
    """The number of participants that each intervention aimed at beside the number that began."""
    return Doelen(deelnemers, compare_goals(deelnemers.dossier.tabel("interventies"), deelnemers))


def doelen(vergeleken: Doelen) -> Bevinding:
    """How many interventions reached the number of participants they aimed at."""
    texts, rows, deelname = load_teksten("4-interventies"), vergeleken.rijen, vergeleken.deelnemers.deelname
    dossier = vergeleken.deelnemers.dossier
    frame = dossier.tabel("interventies")
    known = rows.dropna()
    if deelname.empty or known.empty:
        if deelname.empty and len(rows):
            return ontbreekt(texts, ID, vergeleken.deelnemers.waarom_leeg)
        if frame.empty:
            return ontbreekt(texts, ID, texts["interventies-planning.reden.geen_tabel"])
        return ontbreekt(texts, ID, texts[f"{ID}.reden.{'geen' if rows.empty else 'verborgen'}"])
    done = [str(name) for name in known.index[known["begonnen"] >= known["doel"]]]
    reached = len(done)
    nearest = str((known["begonnen"] / known["doel"]).idxmax())
    hidden = _klein(vergeleken.deelnemers)
    points = [
        _punt(str(name), goal, begun, hidden)
        for name, goal, begun in zip(rows.index, rows["doel"], rows["begonnen"], strict=True)
    ]
    words = {"gehaald": getal(reached), "n": getal(len(known))}
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{_kop(reached, len(known))}", **words),
        antwoord="deels" if 0 < reached < len(known) else "",
        woorden={"namen": opsomming_kort(done, 3)},
        bord=Bord(extra=texts.zin(f"{ID}.bord.extra", **words)) if len(known) > 1 else LEEG_BORD,
        lees=texts.zin(
            f"{ID}.lees.bekend", dicht=nearest, bereikt=getal(known["begonnen"][nearest]), doel=getal(known["doel"][nearest])
        ),
        onderschrift=texts.zin(f"{ID}.onderschrift", wijk=dossier.wijk.naam),
        maat=make_maat(ID, vergeleken.deelnemers.tijdvak),
        schatting=telling(reached, n=len(known)),
        weegt=weigh(voor=reached, tegen=len(known) - reached),
        figuur=punt_met_marge(points, vraag=4, eenheid="mensen"),
        tabel=_tabel(rows, hidden),
        bron=bronnen(frame, deelname, eigen="plan en deelname"),
        herkomst=herkomst_van(frame[frame["interventie"].isin(rows.index)], deelname),
    )


def _kop(reached: int, compared: int) -> str:
    if compared > 1:
        return "bekend"
    return "een_gehaald" if reached else "een_niet"


def _klein(deelnemers: Deelnemers) -> str:
    least = deelnemers.dossier.poort.regels.min_cel
    return load_teksten("4-interventies").zin(f"{ID}.reden.klein", minstens=least)


def _punt(name: str, goal: float, begun: float, hidden: str) -> Punt:
    count = None if pd.isna(begun) else float(begun)
    return Punt(name, count, count, count, doel=float(goal), reden=hidden)


def _tabel(rows: pd.DataFrame, hidden: str) -> Tabel:
    cells = [
        (str(name), goal, hidden, "niet te zeggen")
        if pd.isna(begun)
        else (str(name), goal, begun, "ja" if begun >= goal else "nee")
        for name, goal, begun in zip(rows.index, rows["doel"], rows["begonnen"], strict=True)
    ]
    return tabel("Doel en bereikt", ("Interventie", ("Doel", "aantal"), ("Begonnen", "aantal"), "Gehaald"), cells)
