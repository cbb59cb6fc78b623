"""Differences between the buurten of the wijk: a map where there is geometry, dots and a table always."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Groepslijn, Punt, kaart
from wijkmonitor.figuren import buurten as buurten_figuur
from wijkmonitor.gegevens.opendata.zinnen import reden
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import maak, ontbreekt, tabel
from wijkmonitor.vragen.cijfers import MARGE_ONBEKEND, Vergelijking, kanttekeningen
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.wijkprofiel.themas import rank_themas

ID = "wijkprofiel-buurten"


def buurten(dossier: Dossier) -> Bevinding:
    """The buurten on the theme that stands out most and has figures per buurt."""
    texts = load_teksten("0-wijkprofiel")
    row, frame = _theme_with_buurten(dossier)
    if row is None:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen"], herkomst=dossier.kerncijfers.herkomst)
    known = frame[frame["waarde"].notna()]
    high, low = known.iloc[0], known.iloc[-1]  # sorted, the highest first
    values = {"indicator": row.indicator.naam, "laag": getal(low["waarde"]), "hoog": getal(high["waarde"])}
    dots = buurten_figuur(_punten(frame), lijnen=_lijnen(dossier, row), vraag=0, eenheid="van de 100")
    chart, words = draw_kaart(dossier, row)
    nameless = dossier.kerncijfers.zonder_naam(frame["gebied"])
    notes = (texts[f"{ID}.let_op"], kanttekeningen([row], dossier), reden("naam_ontbreekt") if nameless else "")
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", **values),
        lees=texts.zin(
            f"{ID}.lees.{'zonder_naam' if nameless else 'bekend'}",
            n=getal(len(known)),
            jaar=row.jaar,
            hoogste=high["naam"],
            laagste=low["naam"],
            kaart=words,
        ),  # fmt: skip
        onderschrift=f"{row.indicator.naam}, per 100 {row.indicator.per}, buurten van {dossier.wijk.naam}, {row.jaar}.",
        schatting=Estimate(
            (high["waarde"] - low["waarde"]) / 100, None, None, len(known), "verschil van twee schattingen", MARGE_ONBEKEND
        ),
        eenheid="pct",
        figuur=chart or dots,
        extra_figuren=(dots,) if chart else (),
        tabel=tabel("Buurten", ("Buurt", (row.indicator.naam, "pct")), [_cells(frame, place) for place in range(len(frame))]),
        let_op=" ".join(note for note in notes if note),
        bron=row.wijk.bron,
        herkomst=dossier.kerncijfers.herkomst,
        verrassing=1.1,
    )


def draw_kaart(dossier: Dossier, row: Vergelijking) -> tuple[Figuur | None, str]:
    """The map of the buurten and what to say of it; without their boundaries the reason."""
    texts, plan = load_teksten("0-wijkprofiel"), dossier.kaart
    if not plan or plan.soort != "buurt":
        reason = plan.grenzen.reden or texts[f"{ID}.reden.geen_kaart"]
        return None, str(reason)
    values = plan.waarden(row.indicator.id, row.jaar)
    return kaart(plan.grenzen.vlakken, values, namen=plan.namen(), eenheid="van de 100"), str(texts[f"{ID}.lees.kaart"])


def _punten(frame: pd.DataFrame) -> list[Punt]:
    rows = zip(frame["naam"], frame["waarde"], frame["reden"], strict=True)
    return [Punt(str(name), None if pd.isna(value) else float(value), reden=str(reason)) for name, value, reason in rows]


def _lijnen(dossier: Dossier, row: Vergelijking) -> list[Groepslijn]:
    areas = ((dossier.wijk.naam, row.wijk.waarde), (row.gemeente.naam, row.gemeente.waarde))
    return [Groepslijn(name, value) for name, value in areas if value is not None]


def _theme_with_buurten(dossier: Dossier) -> tuple[Vergelijking, pd.DataFrame] | tuple[None, pd.DataFrame]:
    for row in rank_themas(dossier):
        frame = dossier.kerncijfers.buurten(row.indicator.id, row.jaar)
        if frame["waarde"].notna().sum() > 1:
            return row, frame.sort_values("waarde", ascending=False, kind="stable")
    return None, pd.DataFrame()


def _cells(frame: pd.DataFrame, place: int) -> tuple[Cel, Cel]:
    row = frame.iloc[place]
    return str(row["naam"]), row["reden"] if pd.isna(row["waarde"]) else float(row["waarde"]) / 100
