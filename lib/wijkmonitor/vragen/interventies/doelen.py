"""Goals reached: the number of participants aimed at beside the number that began."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Bord, Tabel, Tabelstap, weigh
from wijkmonitor.figuren import Punt, punt_met_marge
from wijkmonitor.taal.getallen import getal, opsomming_kort
from wijkmonitor.vragen.bouw import LEEG_BORD, bronnen, herkomst_van, maak, ontbreekt, tabel, telling
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tellingen import Deelnemers

TEKST = Bevindingtekst("4-interventies", "interventies-doelen")
DEELNEMERS = "deelnemers"


@dataclass(frozen=True, repr=False)
class Doelen(Tabelstap):
    """Per intervention with a goal for participants: doel and begonnen, missing where it may not be shown."""

    deelnemers: Deelnemers
    rijen: pd.DataFrame

    @property
    def tabel(self) -> Tabel:
        """A row per intervention."""
        cells = [
            (str(name), goal, _klein(self.deelnemers), "niet te zeggen")
            if pd.isna(begun)
            else (str(name), goal, begun, "ja" if begun >= goal else "nee")
            for name, goal, begun in zip(self.rijen.index, self.rijen["doel"], self.rijen["begonnen"], strict=True)
        ]
        return tabel("Doel en bereikt", ("Interventie", ("Doel", "aantal"), ("Begonnen", "aantal"), "Gehaald"), cells)


def compare_doelen(deelnemers: Deelnemers) -> Doelen:
    """The number of participants that each intervention aimed at beside the number that began."""
    frame = deelnemers.dossier.tabel("interventies")
    goals = frame[frame["doel"].fillna("").str.lower().str.contains(DEELNEMERS) & (frame["doelwaarde"] > 0)]
    names, counts = pd.Index(goals["interventie"]), deelnemers.begonnen
    begun = pd.Series([counts.get(name, 0) for name in names], dtype="Float64").to_numpy(float, na_value=float("nan"))
    return Doelen(deelnemers, pd.DataFrame({"doel": goals["doelwaarde"].to_numpy(), "begonnen": begun}, index=names))


def doelen(vergeleken: Doelen) -> Bevinding:
    """How many interventions reached the number of participants they aimed at."""
    rows, deelname = vergeleken.rijen, vergeleken.deelnemers.deelname
    dossier = vergeleken.deelnemers.dossier
    frame = dossier.tabel("interventies")
    known = rows.dropna()
    if deelname.empty or known.empty:
        if deelname.empty and len(rows):
            return ontbreekt(TEKST, vergeleken.deelnemers.waarom_leeg)
        if frame.empty:
            return ontbreekt(TEKST, TEKST.document["interventies-planning.reden.geen_tabel"])
        kind = herkomst_van(frame, deelname)
        return ontbreekt(TEKST, TEKST[f"reden.{'geen' if rows.empty else 'verborgen'}"], herkomst=kind)
    done = [str(name) for name in known.index[known["begonnen"] >= known["doel"]]]
    reached = len(done)
    nearest = str((known["begonnen"] / known["doel"]).idxmax())
    counts = [(None if pd.isna(begun) else float(begun)) for begun in rows["begonnen"]]
    points = [
        Punt(str(name), count, count, count, doel=float(goal), reden=_klein(vergeleken.deelnemers))
        for name, goal, count in zip(rows.index, rows["doel"], counts, strict=True)
    ]
    words = {
        "gehaald": getal(reached),
        "n": getal(len(known)),
        "namen": opsomming_kort(done, 3),
        "dicht": nearest,
        "bereikt": getal(known["begonnen"][nearest]),
        "doel": getal(known["doel"][nearest]),
    }
    return maak(
        TEKST,
        "bekend" if len(known) > 1 else "een_gehaald" if reached else "een_niet",
        woorden=words,
        lees=TEKST.zin("lees.bekend", **words),
        antwoord="deels" if 0 < reached < len(known) else "",
        bord=Bord(extra=TEKST.zin("bord.extra", **words)) if len(known) > 1 else LEEG_BORD,
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(vergeleken.deelnemers.tijdvak),
        schatting=telling(reached, n=len(known)),
        weegt=weigh(voor=reached, tegen=len(known) - reached),
        figuur=punt_met_marge(points, vraag=4, eenheid="mensen"),
        tabel=vergeleken.tabel,
        bron=bronnen(frame, deelname, eigen="plan en deelname"),
        herkomst=herkomst_van(frame[frame["interventie"].isin(rows.index)], deelname),
    )


def _klein(deelnemers: Deelnemers) -> str:
    return TEKST.zin("reden.klein", minstens=deelnemers.dossier.poort.regels.min_cel)
