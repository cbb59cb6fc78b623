"""Who refers, and who receives."""

from __future__ import annotations

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.taal.getallen import getal, opsomming_kort, tussen, van_de_100
from wijkmonitor.vragen.bouw import bronnen, grenzen, herkomst_van, maak, ontbreekt, tabel
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
    whole = counts if tellingen.status.isna().any() else tellingen.status
    estimate = stats.proportion(int(known.iloc[0]), int(whole.sum()))
    words = _words(str(known.index[0]), estimate, counts) | {"ontvangers": _receivers(dossier)}
    reason = texts[f"{ID}.reden.klein"]
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", **words),
        lees=texts.zin(f"{ID}.lees.bekend", **words),
        stand=texts.zin(f"{ID}.lees.stand", **words),
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


def _words(name: str, estimate: stats.Estimate, counts: pd.Series) -> dict[str, str]:
    value, low, high = grenzen(estimate)
    total, unknown = estimate.n or 0, counts.get(ONBEKEND, 0)
    return {
        "verwijzer": name,
        "aandeel": van_de_100(value),
        "n": getal(total - (0 if pd.isna(unknown) else int(unknown))),
        "alle": getal(total),
        "marge": tussen(low * 100, high * 100),
    }


def _receivers(dossier: Dossier) -> str:
    names = sorted(dossier.tabel("doorverwijzingen")["ontvanger"].dropna().unique())
    return f" {load_teksten('1-bereik').zin(f'{ID}.lees.ontvangers', wie=opsomming_kort(names))}" if names else ""


def _balk(name: str, count: float, reason: str) -> Balk:
    return Balk(name, None, reden=reason) if pd.isna(count) else Balk(name, float(count))
