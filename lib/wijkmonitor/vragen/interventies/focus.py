"""Focus: how many interventions run at once, and how participation concentrates."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Meetpunt, verloop
from wijkmonitor.stats import Estimate, proportion
from wijkmonitor.taal.getallen import getal, tussen, van_de_100
from wijkmonitor.vragen.bereik.verloop import quarter_name
from wijkmonitor.vragen.bouw import bord, bronnen, grenzen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import Deelnemers

ID = "interventies-focus"
MAX_PUNTEN = 11


def running(frame: pd.DataFrame, peildatum: pd.Timestamp) -> pd.Series:
    """Interventions that run on the first day of each quarter since the first start; the last point is the peildatum."""
    begun = frame[frame["start"].notna()]
    if begun.empty:
        return pd.Series(dtype="int64")
    days = [*pd.date_range(begun["start"].min(), peildatum, freq="QS"), peildatum]
    counts = [int(((begun["start"] <= day) & ~(begun["einde"] <= day)).sum()) for day in days]
    return pd.Series(counts, index=pd.DatetimeIndex(days)).groupby(level=0).last()


def focus(dossier: Dossier, tellingen: Deelnemers) -> Bevinding:
    """How many interventions run at once now, and the most that ever did."""
    texts = load_teksten("4-interventies")
    frame = dossier.tabel("interventies")
    series = running(frame, pd.Timestamp(dossier.peildatum))
    if series.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen"])
    now, top = int(series.iloc[-1]), int(series.max())
    names = [_name(day, dossier) for day in series.index]
    begun = frame[frame["start"].notna()]
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{'top' if now == top > 1 else 'bekend'}", nu=getal(now), top=getal(top)),
        lees=texts.zin(f"{ID}.lees.bekend", wanneer=names[int(series.to_numpy().argmax())], deel=_concentration(tellingen)),
        onderschrift=f"Interventies die tegelijk lopen, {dossier.wijk.naam}, per kwartaal.",
        schatting=Estimate(float(now), None, None, len(begun), "telling", "een telling heeft geen marge"),
        figuur=_figuur(series, names),
        tabel=tabel(
            "Interventies tegelijk", ("Moment", ("Interventies", "aantal")), list(zip(names, series.astype(int), strict=True))
        ),
        bron=bronnen(begun, eigen="plan en interventies"),
        herkomst=herkomst_van(begun),
        verrassing=1.0,
        bord=bord(nu=getal(now)),
    )


def _name(day: pd.Timestamp, dossier: Dossier) -> str:
    return "nu" if day.date() == dossier.peildatum else quarter_name(day)


def _figuur(series: pd.Series, names: list[str]) -> Figuur | None:
    if len(series) < 2:
        return None
    points = [
        Meetpunt(name.replace("kwartaal ", "kw "), float(count), float(count), float(count))
        for name, count in zip(names, series, strict=True)
    ]
    return verloop(points[-MAX_PUNTEN:], vraag=4)


def _concentration(tellingen: Deelnemers) -> str:
    counts = tellingen.begonnen
    if counts.empty or counts.isna().any() or not counts.sum():
        return ""
    name, largest = str(counts.idxmax()), int(counts.max())
    share = proportion(largest, int(counts.sum()))
    value, low, high = grenzen(share)
    margin = tussen(low * 100, high * 100)
    return load_teksten("4-interventies").zin(f"{ID}.lees.deel", aandeel=van_de_100(value), interventie=name, marge=margin)
