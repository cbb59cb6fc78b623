"""Positive Health per dimension and wave: means with margin, spread, and the web for the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Doos, Figuur, Meetscore, Stelling, Weblijn, spinnenweb, spreiding, stellingen
from wijkmonitor.gegevens.schema import DIMENSIES
from wijkmonitor.stats import Estimate, paired_change
from wijkmonitor.taal.getallen import getal, meting, tussen
from wijkmonitor.taal.oordeel import beoordeel_familie
from wijkmonitor.vragen.bouw import bord, bronnen, cellen, grenzen, herkomst_van, hoofdletter, maak, ontbreekt, tabel
from wijkmonitor.vragen.gezondheid.vragenlijst import metingen, weighted_mean
from wijkmonitor.vragen.teksten import Teksten, load_teksten

ID = "gezondheid-dimensies"
Scores = Mapping[tuple[str, str], Estimate]


def dimensies(dossier: Dossier) -> Bevinding:
    """The means of all waves; the lowest score of the newest wave is the main number."""
    texts = load_teksten("2-gezondheid")
    frame = dossier.tabel("vragenlijst")
    if frame.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_tabel"])
    scores = make_scores(dossier, frame)
    wave = metingen(frame)[-1]
    now = {name: scores[name, wave] for name in DIMENSIES}
    known = {name: score for name, score in now.items() if score.has_interval}
    if not known:
        return ontbreekt(texts, ID, next(score.reason or "" for score in now.values()), herkomst=herkomst_van(frame))
    lowest = min(known, key=lambda name: known[name].value or 0.0)
    sure = is_lower(frame[frame["meting"] == wave], lowest)
    words = _words(texts, lowest, known[lowest], wave)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{'lager' if sure else 'laagste'}", **words),
        lees=texts.zin(f"{ID}.lees.bekend", **words),
        stand=texts.zin(f"{ID}.lees.stand", **words),
        onderschrift=f"Gemiddelde score van 0 tot 10, bewoners van {dossier.wijk.naam}, per meting.",
        schatting=known[lowest],
        eenheid="score",
        figuur=_dots(texts, scores, metingen(frame)),
        extra_figuren=_more(dossier, texts, frame, scores),
        tabel=_tabel(texts, scores, metingen(frame)),
        extra_tabellen=(_boxes_table(texts, _boxes(dossier, texts, frame)),),
        bron=bronnen(frame, eigen="vragenlijst bewoners"),
        herkomst=herkomst_van(frame),
        verrassing=1.4 if sure else 0.9,
        bord=bord(dimensie=words["dimensie"], score=words["score"]),
    )


def _words(texts: Teksten, lowest: str, main: Estimate, wave: str) -> dict[str, str]:
    value, low, high = grenzen(main)
    return {
        "dimensie": str(texts[f"dimensie.{lowest}"]),
        "score": getal(value, 1),
        "meting": meting(wave),
        "n": getal(main.n or 0),
        "marge": tussen(low, high, 1),
    }


def make_scores(dossier: Dossier, frame: pd.DataFrame) -> dict[tuple[str, str], Estimate]:
    """Weighted mean per dimension and wave."""
    return {
        (name, wave): weighted_mean(dossier, frame[frame["meting"] == wave], name)
        for name in DIMENSIES
        for wave in metingen(frame)
    }


def is_lower(wave: pd.DataFrame, dimension: str) -> bool:
    """Whether people score this dimension lower than their own mean of the others, more than chance.

    The dimension was picked as the lowest, so all six are judged together (Holm).
    """
    rows = {name: partial(_below_others, wave, name) for name in DIMENSIES}
    return beoordeel_familie(rows)[dimension].richting == "omlaag"


def _below_others(wave: pd.DataFrame, name: str, confidence: float) -> Estimate:
    """Score of the dimension minus the mean of the others, among people who scored both."""
    others = wave[[other for other in DIMENSIES if other != name]].mean(axis=1)
    return paired_change(others, wave[name], confidence=confidence)


def _dots(texts: Teksten, scores: Scores, waves: list[str]) -> Figuur:
    rows = []
    for name in DIMENSIES:
        points = []
        for wave in waves:
            score = scores[name, wave]
            points.append(Meetscore(meting(wave), score.value, score.low, score.high, reden=score.reason or ""))
        rows.append(Stelling(str(texts[f"dimensie.{name}"]).capitalize(), tuple(points)))
    return stellingen(rows, vraag=2, schaal=(0, 10), einden=("laag", "hoog"))


def _more(dossier: Dossier, texts: Teksten, frame: pd.DataFrame, scores: Scores) -> tuple[Figuur, ...]:
    waves = metingen(frame)
    names = [str(texts[f"dimensie.{name}"]).capitalize() for name in DIMENSIES]
    lines = [Weblijn(meting(wave), tuple(scores[name, wave].value for name in DIMENSIES)) for wave in waves]
    return spreiding(_boxes(dossier, texts, frame), vraag=2), spinnenweb(names, lines, vraag=2, reden="te weinig antwoorden")


def _boxes(dossier: Dossier, texts: Teksten, frame: pd.DataFrame) -> list[Doos]:
    return [
        _box(dossier, str(texts[f"dimensie.{name}"]).capitalize(), wave, frame.loc[frame["meting"] == wave, name].dropna())
        for name in DIMENSIES
        for wave in (metingen(frame)[0], metingen(frame)[-1])[: len(metingen(frame))]
    ]


def _box(dossier: Dossier, name: str, wave: str, values: pd.Series) -> Doos:
    allowed = dossier.poort.spreiding(len(values))
    if not allowed:
        return Doos(name, meting(wave), None, reden=allowed.reason or "")
    q10, q25, half, q75, q90 = (round(float(value), 1) for value in values.quantile([0.1, 0.25, 0.5, 0.75, 0.9]))
    return Doos(name, meting(wave), half, q25, q75, q10, q90, n=len(values))


def _boxes_table(texts: Teksten, boxes: list[Doos]) -> Tabel:
    rows: list[tuple[Cel | None, ...]] = []
    for box in boxes:
        parts = [part if part is not None else box.reden for part in (box.q10, box.q25, box.mediaan, box.q75, box.q90)]
        rows.append((box.dimensie, box.meting, *parts, box.n if box.n is not None else box.reden))
    columns = (
        "Onderdeel", "Meting", ("10 van de 100 scoren hooguit", "score"), ("25 van de 100", "score"), ("50 van de 100", "score"),
        ("75 van de 100", "score"), ("90 van de 100", "score"), ("Mensen", "aantal"),
    )  # fmt: skip
    return tabel("Spreiding van de scores", columns, rows)


def _tabel(texts: Teksten, scores: Scores, waves: list[str]) -> Tabel:
    keys = [(name, wave) for name in DIMENSIES for wave in waves]
    return tabel(
        "Scores per onderdeel en meting",
        ("Onderdeel", "Meting", ("Score", "score"), ("Van", "score"), ("Tot", "score"), ("Mensen", "aantal")),
        [(hoofdletter(texts[f"dimensie.{name}"]), meting(wave), *cellen(scores[name, wave])) for name, wave in keys],
    )
