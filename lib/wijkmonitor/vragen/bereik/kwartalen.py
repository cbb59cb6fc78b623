"""Referrals or sign-ups per quarter in a control chart, from twelve quarters on."""

from __future__ import annotations

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Mijlpaal, jaarpunt, regelkaart
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "bereik-verloop"
MIN_PUNTEN = 12
MAX_DAGEN = 100


def kwartalen(dossier: Dossier) -> Bevinding:
    """The control chart of referrals per quarter, all interventions with periods of at most a quarter together."""
    texts = load_teksten("1-bereik")
    frame = dossier.tabel("doorverwijzingen")
    short = frame[(frame["tot"] - frame["van"]).dt.days < MAX_DAGEN]
    series = per_quarter(short)
    if len(series) < MIN_PUNTEN:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.weinig"])
    kind, source = herkomst_van(short), bronnen(short, eigen="doorverwijzingen per kwartaal")
    if ((series > 0) & (series < dossier.wijk.privacy.min_cel)).any():
        return ontbreekt(texts, ID, texts[f"{ID}.reden.klein"], herkomst=kind, bron=source)
    chart = stats.xmr_chart(series.to_numpy(dtype=float), improvement="neutral")
    direction = judge(chart)
    last = chart.iloc[-1]
    outside = int(((chart["value"] > chart["upper"]) | (chart["value"] < chart["lower"])).sum())
    words = {
        "n": getal(len(series)),
        "laag": getal(max(0.0, last["lower"])),
        "hoog": getal(last["upper"]),
        "aantal": getal(outside),
    }
    names = [quarter_name(stamp) for stamp in series.index]
    return maak(
        texts,
        ID,
        kop=texts[f"{ID}.kop.{direction}"],
        lees=texts.zin(f"{ID}.lees.{'signaal' if direction != 'toeval' else 'toeval'}", **words),
        onderschrift=f"Verwijzingen per kwartaal, {names[0]} tot en met {names[-1]}.",
        schatting=stats.Estimate(
            float(last["centre"]), float(last["lower"]), float(last["upper"]), len(series), "regelkaart (XmR)"
        ),
        figuur=regelkaart(chart, names, vraag=1, mijlpalen=_marks(dossier, series.index)),
        tabel=tabel(
            "Verwijzingen per kwartaal",
            ("Kwartaal", ("Verwijzingen", "aantal"), ("Grens onder", "aantal"), ("Grens boven", "aantal")),
            [
                (name, row["value"], max(0.0, row["lower"]), row["upper"])
                for name, (_, row) in zip(names, chart.iterrows(), strict=True)
            ],
        ),
        bron=source,
        herkomst=kind,
        verrassing=1.8 if direction != "toeval" else 0.4,
    )


def _marks(dossier: Dossier, quarters: pd.Index) -> list[Mijlpaal]:
    """Milestones within the series, placed by quarter: 0 is the first point."""
    first = jaarpunt(quarters[0].date())
    places = [((jaarpunt(mark.datum) - first) * 4 - 0.5, mark.wat) for mark in dossier.wijk.mijlpaal]
    return [Mijlpaal(place, what) for place, what in places if 0 <= place <= len(quarters) - 1]


def per_quarter(frame: pd.DataFrame) -> pd.Series:
    """Referrals per quarter (index: first day), only whole quarters between the first and the last period."""
    if frame.empty:
        return pd.Series(dtype="float64")
    quarters = frame["van"].dt.to_period("Q")
    sums = frame.groupby(quarters)["aantal"].sum().astype("float64")
    full = pd.period_range(quarters.min(), frame["tot"].max().to_period("Q"), freq="Q")
    if frame["tot"].max() < full[-1].end_time.normalize():
        full = full[:-1]
    sums = sums.reindex(full, fill_value=0.0)
    sums.index = sums.index.to_timestamp()
    return sums


def judge(chart: pd.DataFrame) -> str:
    """omhoog or omlaag if the newest points form a shift (seven on one side of the centre), otherwise toeval."""
    side = (chart["value"] - chart["centre"]).tail(7)
    if len(chart) >= MIN_PUNTEN and (side > 0).all():
        return "omhoog"
    if len(chart) >= MIN_PUNTEN and (side < 0).all():
        return "omlaag"
    return "toeval"


def quarter_name(stamp: pd.Timestamp) -> str:
    """Name of a quarter by its first day.

    >>> quarter_name(pd.Timestamp(2021, 4, 1))
    'kwartaal 2, 2021'
    """
    return f"kwartaal {(stamp.month - 1) // 3 + 1}, {stamp.year}"
