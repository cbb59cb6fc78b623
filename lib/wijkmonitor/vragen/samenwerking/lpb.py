"""The log of the lokale procesbegeleider: where the time went, over the seven items."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.stats import proportion, proportion_difference
from wijkmonitor.taal.getallen import getal, van_de_100
from wijkmonitor.taal.oordeel import beoordeel_familie
from wijkmonitor.vragen.bouw import bord, bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.wijkdata.schema import LPB_ITEMS

ID = "samenwerking-lpb"


def lpb(dossier: Dossier) -> Bevinding:
    """The item that took most hours, and whether its share of the entries changed between first and last year."""
    texts = load_teksten("3-samenwerking")
    frame = dossier.tabel("logboek")
    hours = frame.groupby("item")["uren"].sum().reindex(list(LPB_ITEMS), fill_value=0.0)
    if frame.empty or not hours.sum():
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_tabel"])
    main = str(hours.idxmax())
    entries = frame["item"].value_counts().reindex(list(LPB_ITEMS), fill_value=0)
    share = float(hours[main] / hours.sum())
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", item=main, deel=van_de_100(share)),
        lees=texts.zin(f"{ID}.lees.bekend", uren=getal(hours.sum()), n=getal(len(frame)), verandering=_change(frame, main)),
        onderschrift=f"Uren van de lokale procesbegeleider, {dossier.wijk.naam}.",
        schatting=proportion(int(entries[main]), len(frame)),
        eenheid="pct",
        figuur=balken([Balk(str(item), float(value)) for item, value in hours.items()], vraag=3, eenheid="uur"),
        tabel=tabel(
            "Uren en aantekeningen",
            ("Onderdeel", ("Uren", "aantal"), ("Aantekeningen", "aantal")),
            [(str(item), float(value), int(entries[item])) for item, value in hours.items()],
        ),
        bron=bronnen(frame, eigen="logboek"),
        herkomst=herkomst_van(frame),
        verrassing=0.5,
        bord=bord(item=main),
    )


def _change(frame: pd.DataFrame, item: str) -> str:
    years = sorted(frame["datum"].dt.year.unique())
    if len(years) < 2:
        return ""
    first, last = (frame[frame["datum"].dt.year == year]["item"] for year in (years[0], years[-1]))
    rows = {
        name: lambda level, name=name: proportion_difference(int((last == name).sum()), len(last), int((first == name).sum()), len(first), confidence=level)
        for name in LPB_ITEMS
    }
    verdict = beoordeel_familie(rows)[item]
    return load_teksten("3-samenwerking").zin(
        f"{ID}.lees.{'zeker' if verdict.zeker else 'toeval'}",
        nu=years[-1],
        toen=years[0],
        deel_nu=van_de_100(float((last == item).mean())),
        deel_toen=van_de_100(float((first == item).mean())),
        richting=verdict.verschil,
    )
