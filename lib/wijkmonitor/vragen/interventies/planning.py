"""Plan against reality in time, and where each intervention is now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Looptijd, tijdlijn
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import datum, getal, meervoud
from wijkmonitor.vragen.bouw import NIET_BEKEND, bord, bronnen, geen_getal, herkomst_van, maak, ontbreekt, tabel
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
    share = Estimate(late / max(len(delays), 1), None, None, len(delays), "telling", "een telling heeft geen marge")
    estimate = share if len(delays) else geen_getal(texts[f"{ID}.reden.geen_verschil"])
    kind = {0: "geen", 1: "een"}.get(late, "bekend") if len(delays) else "nog"
    words = _words(frame, dated, delays)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", **words),
        lees=texts.zin(f"{ID}.lees.{'bekend' if len(delays) else 'nog'}", **words),
        onderschrift=f"Interventies met een datum, {dossier.wijk.naam}, stand op {datum(dossier.peildatum)}.",
        schatting=estimate,
        eenheid="pct",
        figuur=_figuur(dossier, dated),
        tabel=_tabel(frame.sort_values("stand", key=lambda stand: stand == "onbekend", kind="stable")),
        bron=bronnen(frame, eigen="plan en interventies"),
        herkomst=herkomst_van(dated),
        verrassing=1.5,
        bord=_bord(frame, late, len(delays)),
    )


def _words(frame: pd.DataFrame, dated: pd.DataFrame, delays: pd.Series) -> dict[str, str]:
    texts, aside = load_teksten("4-interventies"), len(frame) - len(dated)
    return {
        "laat": getal(int((delays > MARGE_DAGEN).sum())),
        "n": getal(len(delays)),
        "verschil": _median(delays),
        "lopen": _now(frame),
        "zonder": texts.zin(f"{ID}.lees.zonder", n=meervoud(aside, "interventie", "interventies")) if aside else "",
    }


def _bord(frame: pd.DataFrame, late: int, known: int) -> Mapping[str, str]:
    return bord(
        getal=getal(int((frame["stand"] == "loopt").sum())),
        tekst=f"van de {len(frame)} interventies lopen nu.",
        extra=f"{late} van de {known} begonnen later." if known else "",
        bedden="\n".join(f"{name}\t{stand}" for name, stand in zip(frame["interventie"], frame["stand"], strict=True)),
    )


def standen(frame: pd.DataFrame, peildatum: date) -> list[str]:
    """Where each intervention is on the peildatum: loopt, klaar, laat (should have begun), gepland, onbekend."""
    days = (dates_of(frame, name) for name in ("gepland_start", "start", "einde"))
    return [_stand(planned, start, end, peildatum) for planned, start, end in zip(*days, strict=True)]


def dates_of(frame: pd.DataFrame, column: str) -> list[date | None]:
    """The days in a column, None where none is written."""
    return [None if pd.isna(day) else day.date() for day in frame[column]]


def _stand(planned: date | None, start: date | None, end: date | None, today: date) -> str:
    if end is not None:
        return "klaar"
    if start is not None:
        return "loopt"
    if planned is None:
        return "onbekend"
    return "laat" if planned <= today else "gepland"


def _median(delays: pd.Series) -> str:
    texts = load_teksten("4-interventies")
    if delays.empty:
        return ""
    days = round(float(delays.median()))
    kind = "na" if days > 0 else "voor" if days < 0 else "op"
    return texts.zin(f"{ID}.lees.{kind}", dagen=meervoud(abs(days), "dag", "dagen"))


def _now(frame: pd.DataFrame) -> str:
    counts = frame["stand"].value_counts()
    waiting = int(counts.get("gepland", 0) + counts.get("laat", 0))
    return load_teksten("4-interventies").zin(
        f"{ID}.lees.lopen",
        lopen=getal(int(counts.get("loopt", 0))),
        klaar=getal(int(counts.get("klaar", 0))),
        niet=getal(waiting),
    )


def _figuur(dossier: Dossier, dated: pd.DataFrame) -> Figuur:
    words = load_teksten("4-interventies")[f"{ID}.stand"]
    columns = [dated["interventie"], dated["stand"], dated["gevolgd"], *(dates_of(dated, name) for name in PLAN)]
    rows = [
        Looptijd(str(name), str(words[stand]), planned, planned_end, start, end, held=str(followed) != "nee")
        for name, stand, followed, planned, planned_end, start, end in zip(*columns, strict=True)
    ]
    marks = [(mark.datum, mark.wat) for mark in dossier.wijk.mijlpaal]
    return tijdlijn(rows, peildatum=dossier.peildatum, mijlpalen=marks, vraag=4)


def _tabel(frame: pd.DataFrame) -> Tabel:
    words = load_teksten("4-interventies")[f"{ID}.stand"]
    stands = [str(words[stand]) for stand in frame["stand"]]
    days = zip(*([datum(day) if day else NIET_BEKEND for day in dates_of(frame, name)] for name in PLAN), strict=True)
    known = ["" if pd.isna(word) else str(word) for word in frame["erkend"]]
    rows = [
        (str(name), stand, *span, word) for name, stand, span, word in zip(frame["interventie"], stands, days, known, strict=True)
    ]
    columns = ("Interventie", "Stand", "Gepland begin", "Gepland einde", "Begin", "Einde", "Erkend")
    return tabel("Plan en werkelijkheid", columns, rows)
