"""Who refers, and who receives."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Bord, Tabel, Tabelstap
from wijkmonitor.figuren import balken
from wijkmonitor.taal.getallen import getal, opsomming_kort
from wijkmonitor.vragen.bouw import balk, deel_woorden, herkomst_van, in_tien, maak, ontbreekt, tabel, uit
from wijkmonitor.vragen.kruising import ONBEKEND
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tellingen import Deelnemers

TEKST = Bevindingtekst("1-bereik", "bereik-verwijzers")


@dataclass(frozen=True, repr=False)
class Verwijzers(Tabelstap):
    """Sign-ups by referrer, hidden counts missing, and the share of the largest known referrer."""

    deelnemers: Deelnemers
    aantallen: pd.Series
    grootste: stats.Estimate | None

    @property
    def tabel(self) -> Tabel:
        """A row per referrer: sign-ups, and which share that is of all sign-ups."""
        total, reason = self.grootste.n if self.grootste else 0, TEKST["reden.klein"]
        rows = [
            (str(key), *((reason, reason) if pd.isna(count) or not total else (int(count), count / total)))
            for key, count in self.aantallen.items()
        ]
        return tabel("Aanmeldingen naar verwijzer", ("Verwijzer", ("Aanmeldingen", "aantal"), ("Deel", "pct")), rows)


def count_verwijzers(deelnemers: Deelnemers, *, zekerheid: float = 0.95) -> Verwijzers:
    """Sign-ups by referrer, most first. zekerheid: of the margin of the largest share, 0-1."""
    counts = deelnemers.verwijzers
    known = counts.drop(ONBEKEND, errors="ignore").dropna()
    whole = (counts if deelnemers.status.isna().any() else deelnemers.status).sum()
    if known.empty or known.max() == 0 or pd.isna(whole):
        return Verwijzers(deelnemers, counts, None)
    share = stats.proportion(int(known.iloc[0]), int(whole), confidence=zekerheid)
    return Verwijzers(deelnemers, counts, share)


def verwijzers(geteld: Verwijzers) -> Bevinding:
    """Sign-ups by referrer; the largest known referrer is the main number."""
    counts, estimate = geteld.aantallen, geteld.grootste
    dossier, deelname = geteld.deelnemers.dossier, geteld.deelnemers.deelname
    known = counts.drop(ONBEKEND, errors="ignore").dropna()
    if estimate is None:
        reason = geteld.deelnemers.waarom_leeg if deelname.empty else TEKST["reden.klein"].capitalize() + "."
        return ontbreekt(TEKST, reason, herkomst=herkomst_van(deelname))
    receivers = sorted(dossier.tabel("doorverwijzingen")["ontvanger"].dropna().unique())
    of_known, names = geteld.deelnemers.verwijzer_bekend, known.index[known == known.iloc[0]].tolist()
    words = deel_woorden(estimate) | {
        "verwijzer": opsomming_kort(names),
        "elk": "elk " if len(names) > 1 else "",
        "n": getal(of_known or 0),
        "alle": getal(estimate.n or 0),
        "ontvangers": f" {TEKST.zin('lees.ontvangers', wie=opsomming_kort(receivers))}" if receivers else "",
        "van_wie": geteld.deelnemers.van_wie,
    }
    return maak(
        TEKST,
        woorden=words,
        lees=TEKST.zin(f"lees.{'verborgen' if of_known is None else 'bekend'}", **words),
        wijk=dossier.wijk.naam,
        maat=TEKST.maat(geteld.deelnemers.tijdvak, over=str(known.index[0])),
        schatting=estimate,
        eenheid="pct",
        figuur=balken([balk(key, count, TEKST["reden.klein"]) for key, count in counts.items()], vraag=1, eenheid="aanmeldingen"),
        tabel=geteld.tabel,
        bord=Bord(tien=in_tien(estimate.value)),
        **uit(deelname, eigen="deelname"),
    )
