"""The log of the lokale procesbegeleider: where the time went, over the seven items."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Balk, balken
from wijkmonitor.gegevens.lijsten import LPB_ITEMS
from wijkmonitor.stats import Estimate, proportion_difference
from wijkmonitor.taal.getallen import getal, meervoud, van_de_100
from wijkmonitor.taal.oordeel import Marges, beoordeel_familie, niveau
from wijkmonitor.vragen.bouw import herkomst_van, maak, ontbreekt, tabel, uit
from wijkmonitor.vragen.teksten import Bevindingtekst, tijdvak

TEKST = Bevindingtekst("3-samenwerking", "samenwerking-lpb")


@dataclass(frozen=True, repr=False)
class Logboek(Tabelstap):
    """Hours and entries of the lokale procesbegeleider per item (all seven)."""

    dossier: Dossier
    rijen: pd.DataFrame
    uren: pd.Series
    aantekeningen: pd.Series

    @property
    def tabel(self) -> Tabel:
        """A row per item, where there are hours to tell."""
        columns = ("Onderdeel", ("Uren", "aantal"), ("Deel van de uren", "pct"), ("Aantekeningen", "aantal"))
        total = float(self.uren.sum())
        hours = {item: float(self.uren[item]) for item in LPB_ITEMS} if total else {}
        rows = [(item, spent, spent / total, int(self.aantekeningen[item])) for item, spent in hours.items()]
        return tabel("Uren en aantekeningen", columns, rows)


def count_uren(dossier: Dossier) -> Logboek:
    """Hours and entries per item, over all years."""
    frame = dossier.tabel("logboek")
    hours = frame.groupby("item")["uren"].sum().reindex(list(LPB_ITEMS), fill_value=0.0)
    entries = frame["item"].value_counts().reindex(list(LPB_ITEMS), fill_value=0)
    return Logboek(dossier, frame, hours, entries)


def lpb(logboek: Logboek) -> Bevinding:
    """The item that took most hours, and which item's share of the entries changed between first and last year."""
    frame, hours = logboek.rijen, logboek.uren
    if frame.empty or not hours.sum():
        reason = TEKST[f"reden.{'geen_tabel' if frame.empty else 'geen_uren'}"]
        return ontbreekt(TEKST, reason, herkomst=herkomst_van(frame))
    main = str(hours.idxmax())
    share = float(hours[main] / hours.sum())
    return maak(
        TEKST,
        woorden={
            "item": main,
            "deel": van_de_100(share),
            "uren": getal(hours.sum()),
            "n": meervoud(len(frame), "aantekening", "aantekeningen"),
            "verandering": _change(frame, main),
        },
        wijk=logboek.dossier.wijk.naam,
        maat=TEKST.maat(tijdvak(frame["datum"]), over=main),
        schatting=Estimate(share, None, None, len(frame), "deel van de uren", "uren zijn geschat, zonder marge"),
        eenheid="pct",
        figuur=balken([Balk(str(item), float(value)) for item, value in hours.items()], vraag=3, eenheid="uur"),
        tabel=logboek.tabel,
        vergelijkingen=len(changes(frame)),
        **uit(frame, eigen="logboek"),
    )


def changes(frame: pd.DataFrame) -> dict[str, Marges]:
    """Per item the change in its share of the entries, first to last year; empty where there is one year."""
    years = sorted(frame["datum"].dt.year.dropna().unique())
    if len(years) < 2:
        return {}
    first, last = (frame.loc[frame["datum"].dt.year == year, "item"].tolist() for year in (years[0], years[-1]))
    return {
        item: partial(proportion_difference, last.count(item), len(last), first.count(item), len(first)) for item in LPB_ITEMS
    }


def _change(frame: pd.DataFrame, main: str) -> str:
    """What may be said of the item that changed most, the seven judged together; else of the item with most hours."""
    family = changes(frame)
    if not family:
        return ""
    verdicts = beoordeel_familie(family, alpha=niveau(TEKST.id, keer=int(frame["datum"].dt.year.nunique()) - 1))
    moved = [item for item in LPB_ITEMS if verdicts[item].zeker]
    item = max(moved, key=lambda name: abs(family[name](confidence=0.95).value or 0.0)) if moved else main
    years = frame["datum"].dt.year
    then, now = years.min(), years.max()
    return TEKST.zin(
        f"lees.{'zeker' if moved else 'toeval'}",
        item=item,
        gemist=verdicts[item].gemist(van_de_100, hoogstens=1.0),
        nu=int(now),
        toen=int(then),
        deel_nu=van_de_100(float((frame.loc[years == now, "item"] == item).mean())),
        deel_toen=van_de_100(float((frame.loc[years == then, "item"] == item).mean())),
    )
