"""Not followed is not the same as not running."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import datum, getal
from wijkmonitor.vragen.bouw import bord, bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.interventies.planning import standen
from wijkmonitor.vragen.teksten import load_teksten

ID = "interventies-gevolgd"


def gevolgd(dossier: Dossier) -> Bevinding:
    """How many interventions the monitor does not follow, how many of those run, and why."""
    texts = load_teksten("4-interventies")
    frame = dossier.tabel("interventies")
    if frame.empty:
        return ontbreekt(texts, ID, texts["interventies-planning.reden.geen_tabel"])
    frame = frame.assign(stand=standen(frame, dossier.peildatum), gevolgd=frame["gevolgd"].fillna("onbekend"))
    aside = frame[frame["gevolgd"] != "ja"]
    kind = "bekend" if len(aside) else "alles"
    runs = int((aside["stand"] == "loopt").sum())
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", niet=getal(len(aside)), n=getal(len(frame))),
        lees=texts.zin(f"{ID}.lees.{kind}", lopend=getal(runs), reden=_reason(aside)),
        onderschrift=f"Alle interventies van het plan, {dossier.wijk.naam}, stand op {datum(dossier.peildatum)}.",
        schatting=Estimate(float(len(aside)), None, None, len(frame), "telling", "een telling heeft geen marge"),
        figuur=balken([Balk(texts[f"{ID}.stand.{word}"], float((frame["gevolgd"] == word).sum()), held=word == "ja") for word in ("ja", "nee", "onbekend")], vraag=4),
        tabel=tabel(
            "Gevolgd of niet",
            ("Interventie", "Gevolgd", "Stand", "Waarom niet"),
            [
                (
                    str(row.interventie),
                    texts[f"{ID}.stand.{row.gevolgd}"],
                    texts[f"interventies-planning.stand.{row.stand}"],
                    "wordt gevolgd" if row.gevolgd == "ja" else "geen reden opgeschreven" if pd.isna(row.reden_niet_gevolgd) else str(row.reden_niet_gevolgd),
                )
                for row in frame.itertuples()
            ],
        ),
        bron=bronnen(frame, eigen="plan en interventies"),
        herkomst=herkomst_van(frame),
        verrassing=1.3,
        bord=bord(niet=getal(len(aside)), n=getal(len(frame))),
    )


def _reason(aside: pd.DataFrame) -> str:
    texts = load_teksten("4-interventies")
    given = aside["reden_niet_gevolgd"].dropna()
    if given.empty:
        return texts.zin(f"{ID}.lees.geen_reden", zonder=getal(len(aside)))
    most = str(given.value_counts().index[0]).rstrip(".")
    return texts.zin(f"{ID}.lees.reden", reden=most[:1].lower() + most[1:])
