"""Who refers, and who receives."""

from __future__ import annotations

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.taal.getallen import getal, opsomming, tussen, van_de_100
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import ONBEKEND, Tellingen

ID = "bereik-verwijzers"


def verwijzers(dossier: Dossier, tellingen: Tellingen) -> Bevinding:
    """Sign-ups by referrer; the largest known referrer is the main number."""
    texts = load_teksten("1-bereik")
    deelname = dossier.tabel("deelname")
    counts = tellingen.verwijzers
    known = counts.drop(ONBEKEND, errors="ignore").dropna()
    if deelname.empty or known.empty or known.max() == 0:
        return ontbreekt(
            texts,
            ID,
            texts["bereik-doelgroep.reden.geen_tabel"] if deelname.empty else texts[f"{ID}.reden.klein"].capitalize() + ".",
        )
    total = int(counts.sum())
    name, largest = str(known.index[0]), int(known.iloc[0])
    estimate = stats.proportion(largest, total)
    assert estimate.value is not None and estimate.low is not None and estimate.high is not None
    receivers = sorted(dossier.tabel("doorverwijzingen")["ontvanger"].dropna().unique())
    more = texts.zin(f"{ID}.lees.ontvangers", wie=opsomming(receivers)) if receivers else ""
    reason = texts[f"{ID}.reden.klein"]
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", verwijzer=name, aandeel=van_de_100(estimate.value)),
        lees=texts.zin(
            f"{ID}.lees.bekend", n=getal(total - int(counts.get(ONBEKEND, 0))) if not pd.isna(counts.get(ONBEKEND, 0)) else getal(total), marge=tussen(estimate.low * 100, estimate.high * 100), ontvangers=f" {more}"
        ),
        onderschrift=f"Aanmeldingen naar verwijzer, {dossier.wijk.naam}.",
        schatting=estimate,
        eenheid="pct",
        figuur=balken([_balk(str(key), count, reason) for key, count in counts.items()], vraag=1),
        tabel=tabel(
            "Aanmeldingen naar verwijzer",
            ("Verwijzer", ("Aanmeldingen", "aantal")),
            [(str(key), reason if pd.isna(count) else int(count)) for key, count in counts.items()],
        ),
        bron=bronnen(deelname, eigen="deelname"),
        herkomst=herkomst_van(deelname),
        verrassing=0.6,
    )


def _balk(name: str, count: float, reason: str) -> Balk:
    return Balk(name, None, reden=reason) if pd.isna(count) else Balk(name, float(count))
