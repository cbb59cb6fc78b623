"""Satisfaction of residents (a mark from 1 to 10) and of professionals (statements from 1 to 5)."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Meetpunt, Punt, punt_met_marge, verloop
from wijkmonitor.stats import Estimate, mean, paired_change
from wijkmonitor.taal.getallen import getal, meting, tussen
from wijkmonitor.taal.oordeel import Oordeel, beoordeel
from wijkmonitor.vragen.bouw import bord, bronnen, cellen, geen_getal, grenzen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.gezondheid.vragenlijst import metingen, twee_metingen, weighted_mean
from wijkmonitor.vragen.teksten import load_teksten

ID = "gezondheid-tevredenheid"


def tevredenheid(dossier: Dossier) -> Bevinding:
    """The mean mark of the newest wave, and its change among the same people."""
    texts = load_teksten("2-gezondheid")
    frame = dossier.tabel("vragenlijst")
    if frame.empty or frame["tevredenheid"].notna().sum() == 0:
        return ontbreekt(texts, ID, texts["gezondheid-dimensies.reden.geen_tabel"])
    waves = metingen(frame)
    marks = {wave: weighted_mean(dossier, frame[frame["meting"] == wave], "tevredenheid") for wave in waves}
    now = marks[waves[-1]]
    if not now.has_interval:
        return ontbreekt(texts, ID, now.reason or "", herkomst=herkomst_van(frame))
    value, low, high = grenzen(now)
    change, verdict = change_of(dossier, frame)
    partners = professionals(dossier)
    kind = "bekend" if len(waves) > 1 else "een"
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", cijfer=getal(value, 1), oordeel=texts[f"{ID}.oordeel.{verdict.richting}"]),
        lees=texts.zin(
            f"{ID}.lees.bekend",
            marge=tussen(low, high, 1),
            n=getal(now.n or 0),
            verschil=_verschil(change),
            professionals=f" {_professionals(partners)}",
        ),
        stand=texts.zin(f"{ID}.lees.stand", cijfer=getal(value, 1), marge=tussen(low, high, 1)),
        onderschrift=f"Rapportcijfer van 1 tot 10, bewoners van {dossier.wijk.naam}, per meting.",
        schatting=now,
        eenheid="score",
        figuur=_figuur(marks),
        tabel=_tabel(marks, partners),
        bron=bronnen(frame, eigen="vragenlijst bewoners en partners"),
        herkomst=herkomst_van(frame),
        teken=verdict.teken if len(waves) > 1 else "eerste",
        verrassing=1.3 if verdict.zeker else 0.5,
        bord=bord(cijfer=getal(value, 1)),
    )


def change_of(dossier: Dossier, frame: pd.DataFrame) -> tuple[Estimate, Oordeel]:
    """Change among people who gave a mark in the first and the last wave."""
    texts = load_teksten("2-gezondheid")
    estimate = geen_getal(texts["gezondheid-verandering.reden.een_meting"])
    if len(metingen(frame)) > 1:
        before, after = twee_metingen(frame, "tevredenheid", minstens=dossier.poort.regels.min_cel)
        few = geen_getal(texts["gezondheid-verandering.reden.weinig"])
        estimate = paired_change(before, after) if dossier.poort.spreiding(len(before)) else few
    return estimate, beoordeel(estimate, gunstig="hoog")


def professionals(dossier: Dossier) -> Estimate:
    """Mean over partners of the statements that speak of being satisfied, newest wave (1-5); too few: the reason."""
    statements, answers = dossier.tabel("stellingen"), dossier.tabel("samenwerking")
    about = statements[statements["tekst"].str.contains("tevreden", case=False)]
    rows = answers[answers["stelling"].isin(about["stelling"]) & answers["score"].notna()]
    if rows.empty:
        return geen_getal(load_teksten("2-gezondheid")[f"{ID}.reden.geen_stelling"])
    rows = rows[rows["meting"] == rows["meting"].max()]
    turned = set(about.loc[about["omgekeerd"] == "ja", "stelling"])
    scores = rows["score"].astype("float64").where(~rows["stelling"].isin(turned), 6 - rows["score"].astype("float64"))
    per_person = scores.groupby(rows["respondent"]).mean()
    allowed = dossier.poort.groep(len(per_person), rows["organisatie"].nunique())
    return mean(per_person) if allowed else geen_getal(allowed.reason or "")


def _verschil(change: Estimate) -> str:
    texts = load_teksten("2-gezondheid")
    if change.value is None or change.low is None or change.high is None:
        return change.reason or ""
    return texts.zin(f"{ID}.lees.verschil", grootte=getal(change.value, 1), marge=tussen(change.low, change.high, 1))


def _professionals(partners: Estimate) -> str:
    texts = load_teksten("2-gezondheid")
    if partners.value is None or partners.low is None or partners.high is None:
        return texts.zin(f"{ID}.lees.geen_professionals", reden=partners.reason)
    return texts.zin(
        f"{ID}.lees.professionals",
        score=getal(partners.value, 1),
        marge=tussen(partners.low, partners.high, 1),
        n=getal(partners.n or 0),
    )


def _figuur(marks: dict[str, Estimate]) -> Figuur:
    if len(marks) < 2:
        return punt_met_marge(
            [Punt(meting(wave), item.value, item.low, item.high) for wave, item in marks.items()],
            vraag=2,
            decimalen=1,
            schaal=(1, 10),
        )
    points = [Meetpunt(meting(wave), item.value, item.low, item.high, reden=item.reason or "") for wave, item in marks.items()]
    return verloop(points[-11:], vraag=2, decimalen=1, schaal=(1, 10))


def _tabel(marks: dict[str, Estimate], partners: Estimate) -> Tabel:
    rows: list[tuple[Cel, ...]] = [
        ("Bewoners, rapportcijfer 1 tot 10", meting(wave), *cellen(item)) for wave, item in marks.items()
    ]
    rows.append(("Professionals, schaal 1 tot 5", "nieuwste meting", *cellen(partners)))
    return tabel(
        "Tevredenheid", ("Wie", "Meting", ("Gemiddeld", "score"), ("Van", "score"), ("Tot", "score"), ("Mensen", "aantal")), rows
    )
