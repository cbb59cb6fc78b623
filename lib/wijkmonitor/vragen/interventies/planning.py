"""Plan against reality in time, and where each intervention is now."""

from __future__ import annotations

from datetime import date

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Looptijd, tijdlijn
from wijkmonitor.stats import proportion
from wijkmonitor.taal.getallen import datum, getal, meervoud
from wijkmonitor.vragen.bouw import bord, bronnen, geen_getal, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "interventies-planning"
MARGE_DAGEN = 31
PLAN = ("gepland_start", "gepland_einde", "start", "einde")


def planning(dossier: Dossier) -> Bevinding:
    """How many interventions began more than a month after the planned day."""
    texts = load_teksten("4-interventies")
    frame = dossier.tabel("interventies")
    if frame.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_tabel"])
    frame = frame.assign(stand=standen(frame, dossier.peildatum))
    dated = frame[frame[list(PLAN)].notna().any(axis=1)]
    if dated.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_datum"], herkomst=herkomst_van(frame))
    delays = (frame["start"] - frame["gepland_start"]).dt.days.dropna()
    late = int((delays > MARGE_DAGEN).sum())
    estimate = proportion(late, len(delays)) if len(delays) else geen_getal(texts[f"{ID}.kop.nog"] + ".")
    kind = "bekend" if len(delays) else "nog"
    words = {
        "laat": getal(late),
        "n": getal(len(delays)),
        "verschil": _median(delays),
        "lopen": _now(frame),
        "zonder": meervoud(len(frame) - len(dated), "interventie", "interventies"),
    }
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", **words),
        lees=texts.zin(f"{ID}.lees.{kind}", **words),
        onderschrift=f"Interventies met een datum, {dossier.wijk.naam}, stand op {datum(dossier.peildatum)}.",
        schatting=estimate,
        eenheid="pct",
        figuur=_figuur(dossier, dated),
        tabel=_tabel(frame),
        bron=bronnen(frame, eigen="plan en interventies"),
        herkomst=herkomst_van(dated),
        verrassing=1.5,
        bord=bord(
            getal=getal(int((frame["stand"] == "loopt").sum())),
            tekst=f"van de {len(frame)} interventies lopen nu. {late} van de {len(delays)} begonnen later dan gepland." if len(delays) else "",
            voet=f"Stand op {datum(dossier.peildatum)}.",
            bedden="\n".join(f"{name}\t{stand}" for name, stand in zip(frame["interventie"], frame["stand"], strict=True)),
        ),
    )


def standen(frame: pd.DataFrame, peildatum: date) -> list[str]:
    """Where each intervention is on the peildatum: loopt, klaar, laat (should have begun), gepland, onbekend."""
    day = pd.Timestamp(peildatum)
    return [_stand(row, day) for row in frame[list(PLAN)].itertuples(index=False)]


def _stand(row: object, day: pd.Timestamp) -> str:
    planned, start, end = (getattr(row, name) for name in ("gepland_start", "start", "einde"))
    if pd.notna(end):
        return "klaar"
    if pd.notna(start):
        return "loopt"
    if pd.isna(planned):
        return "onbekend"
    return "laat" if planned <= day else "gepland"


def _median(delays: pd.Series) -> str:
    texts = load_teksten("4-interventies")
    if delays.empty:
        return ""
    days = float(delays.median())
    kind = "na" if days > 0 else "voor" if days < 0 else "op"
    return texts.zin(f"{ID}.lees.{kind}", dagen=getal(abs(days)))


def _now(frame: pd.DataFrame) -> str:
    counts = frame["stand"].value_counts()
    waiting = int(counts.get("gepland", 0) + counts.get("laat", 0))
    return load_teksten("4-interventies").zin(
        f"{ID}.lees.lopen", lopen=getal(int(counts.get("loopt", 0))), klaar=getal(int(counts.get("klaar", 0))), niet=getal(waiting)
    )


def _figuur(dossier: Dossier, dated: pd.DataFrame) -> Figuur:
    words = load_teksten("4-interventies")[f"{ID}.stand"]
    rows = [
        Looptijd(str(row.interventie), words[str(row.stand)], *(_day(getattr(row, name)) for name in PLAN), held=row.gevolgd != "nee")
        for row in dated.itertuples()
    ]
    marks = [(mark.datum, mark.wat) for mark in dossier.wijk.mijlpaal]
    return tijdlijn(rows, peildatum=dossier.peildatum, mijlpalen=marks, vraag=4)


def _day(value: pd.Timestamp) -> date | None:
    return None if pd.isna(value) else value.date()


def _tabel(frame: pd.DataFrame) -> Tabel:
    words = load_teksten("4-interventies")[f"{ID}.stand"]
    rows: list[tuple[Cel, ...]] = []
    for row in frame.itertuples():
        days = (_day(getattr(row, name)) for name in PLAN)
        rows.append((str(row.interventie), words[str(row.stand)], *(datum(day) if day else "niet bekend" for day in days), str(row.erkend)))
    columns = ("Interventie", "Stand", "Gepland begin", "Gepland einde", "Begin", "Einde", "Erkend")
    return tabel("Plan en werkelijkheid", columns, rows)


