"""The log of the lokale procesbegeleider: where the time went, over the seven items."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.gegevens.schema import LPB_ITEMS
from wijkmonitor.stats import Estimate, proportion_difference
from wijkmonitor.taal.getallen import getal, meervoud, van_de_100
from wijkmonitor.taal.oordeel import beoordeel_familie
from wijkmonitor.vragen.bouw import bord, bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "samenwerking-lpb"


def lpb(dossier: Dossier) -> Bevinding:
    """The item that took most hours, and which item's share of the entries changed between first and last year."""
    texts = load_teksten("3-samenwerking")
    frame = dossier.tabel("logboek")
    hours = frame.groupby("item")["uren"].sum().reindex(list(LPB_ITEMS), fill_value=0.0)
    if frame.empty or not hours.sum():
        reason = texts[f"{ID}.reden.{'geen_tabel' if frame.empty else 'geen_uren'}"]
        return ontbreekt(texts, ID, reason, herkomst=herkomst_van(frame))
    main = str(hours.idxmax())
    entries = frame["item"].value_counts().reindex(list(LPB_ITEMS), fill_value=0)
    share = float(hours[main] / hours.sum())
    noted = meervoud(len(frame), "aantekening", "aantekeningen")
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", item=main, deel=van_de_100(share)),
        lees=texts.zin(f"{ID}.lees.bekend", uren=getal(hours.sum()), n=noted, verandering=_change(frame, main)),
        onderschrift=f"Uren van de lokale procesbegeleider, {dossier.wijk.naam}.",
        schatting=Estimate(share, None, None, len(frame), "deel van de uren", "uren zijn geschat, zonder marge"),
        eenheid="pct",
        figuur=balken([Balk(str(item), float(value)) for item, value in hours.items()], vraag=3, eenheid="uur"),
        tabel=tabel(
            "Uren en aantekeningen",
            ("Onderdeel", ("Uren", "aantal"), ("Aantekeningen", "aantal")),
            [(item, float(hours[item]), int(entries[item])) for item in LPB_ITEMS],
        ),
        bron=bronnen(frame, eigen="logboek"),
        herkomst=herkomst_van(frame),
        verrassing=0.5,
        bord=bord(item=main),
    )


def changes(frame: pd.DataFrame) -> dict[str, Callable[[float], Estimate]]:
    """Per item the change in its share of the entries, first to last year; empty where there is one year."""
    years = sorted(frame["datum"].dt.year.dropna().unique())
    if len(years) < 2:
        return {}
    first, last = (frame.loc[frame["datum"].dt.year == year, "item"] for year in (years[0], years[-1]))
    return {item: partial(_shift, first, last, item) for item in LPB_ITEMS}


def _shift(first: pd.Series, last: pd.Series, item: str, confidence: float) -> Estimate:
    return proportion_difference(
        int((last == item).sum()), len(last), int((first == item).sum()), len(first), confidence=confidence
    )


def _change(frame: pd.DataFrame, main: str) -> str:
    """What may be said of the item that changed most, the seven judged together; else of the item with most hours."""
    family = changes(frame)
    if not family:
        return ""
    verdicts = beoordeel_familie(family)
    moved = [item for item in LPB_ITEMS if verdicts[item].zeker]
    item = max(moved, key=lambda name: abs(family[name](0.95).value or 0.0)) if moved else main
    years = frame["datum"].dt.year
    then, now = years.min(), years.max()
    return load_teksten("3-samenwerking").zin(
        f"{ID}.lees.{'zeker' if moved else 'toeval'}",
        item=item,
        nu=int(now),
        toen=int(then),
        deel_nu=van_de_100(float((frame.loc[years == now, "item"] == item).mean())),
        deel_toen=van_de_100(float((frame.loc[years == then, "item"] == item).mean())),
    )
