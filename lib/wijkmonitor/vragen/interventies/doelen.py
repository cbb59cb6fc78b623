"""Goals reached: the number of participants aimed at beside the number that began."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Punt, punt_met_marge
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import bord, bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import Deelnemers

ID = "interventies-doelen"
DEELNEMERS = "deelnemers"


def compare_goals(frame: pd.DataFrame, tellingen: Deelnemers) -> pd.DataFrame:
    """Interventions with a goal for participants: doel and begonnen (missing where it may not be shown)."""
    goals = frame[frame["doel"].fillna("").str.lower().str.contains(DEELNEMERS) & (frame["doelwaarde"] > 0)]
    counts = tellingen.begonnen
    begun = [counts.get(name, 0) for name in goals["interventie"]]
    result = pd.DataFrame(
        {
            "doel": goals["doelwaarde"].to_numpy(),
            "begonnen": pd.Series(begun, dtype="Float64").to_numpy(float, na_value=float("nan")),
        }
    )
    result.index = pd.Index(goals["interventie"])
    return result


def doelen(dossier: Dossier, tellingen: Deelnemers) -> Bevinding:
    """How many interventions reached the number of participants they aimed at."""
    texts = load_teksten("4-interventies")
    frame = dossier.tabel("interventies")
    rows = compare_goals(frame, tellingen)
    known = rows.dropna()
    if dossier.tabel("deelname").empty or known.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen"])
    reached = int((known["begonnen"] >= known["doel"]).sum())
    nearest = str((known["begonnen"] / known["doel"]).idxmax())
    hidden = texts[f"{ID}.reden.klein"]
    points = [
        _punt(str(name), goal, begun, hidden)
        for name, goal, begun in zip(rows.index, rows["doel"], rows["begonnen"], strict=True)
    ]
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", gehaald=getal(reached), n=getal(len(known))),
        lees=texts.zin(
            f"{ID}.lees.bekend",
            dicht=nearest,
            bereikt=getal(known["begonnen"][nearest]),
            doel=getal(known["doel"][nearest]),
        ),
        onderschrift=f"Mensen die begonnen naast het doel, {dossier.wijk.naam}.",
        schatting=Estimate(float(reached), None, None, len(known), "telling", "een telling heeft geen marge"),
        figuur=punt_met_marge(points, vraag=4, eenheid="mensen"),
        tabel=_tabel(rows, hidden),
        bron=bronnen(frame, dossier.tabel("deelname"), eigen="plan en deelname"),
        herkomst=herkomst_van(frame[frame["interventie"].isin(rows.index)], dossier.tabel("deelname")),
        verrassing=1.2,
        bord=bord(gehaald=getal(reached)),
    )


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
