"""Inequality between buurten: good perceived health against money worries (slope index over buurten)."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.bevinding import Bevinding, Herkomst
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Punt, buurten
from wijkmonitor.stats import Estimate, inequality
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import maak, ontbreekt, soort_bron, tabel, zwaarste
from wijkmonitor.vragen.cijfers import MARGE_ONBEKEND, compare_areas
from wijkmonitor.vragen.teksten import load_teksten

ID = "gezondheid-ongelijkheid"
GEZOND, GELDZORGEN = "ervaren_gezondheid_goed", "moeite_met_rondkomen"
MIN_BUURTEN = 5


def ongelijkheid(dossier: Dossier) -> Bevinding:
    """How many more of 100 people feel healthy at the end with least money worries than at the other end."""
    texts = load_teksten("2-gezondheid")
    frame = rank_buurten(dossier)
    if len(frame) < MIN_BUURTEN:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.weinig"], herkomst=dossier.kerncijfers.herkomst)
    people, origin = population(dossier)
    frame = frame.assign(inwoners=frame.index.map(people))
    if frame["inwoners"].isna().any():
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_inwoners"], herkomst=dossier.kerncijfers.herkomst)
    slope = inequality(frame["gezond"].to_numpy(dtype=float), frame["inwoners"].to_numpy(dtype=float)).slope
    gap = slope.value or 0.0
    words = {"n": getal(len(frame)), "verschil": f"{getal(gap)} van de 100"}
    kind = "bekend" if gap > 0 else "omgekeerd"
    year = dossier.kerncijfers.laatste_jaar(GEZOND)
    wijk = compare_areas(dossier, GEZOND, year)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", **words),
        lees=texts.zin(f"{ID}.lees.{kind}", **words),
        onderschrift=f"Goede ervaren gezondheid per buurt, per 100 inwoners van 18 jaar en ouder, {dossier.wijk.naam}, {year}.",
        schatting=Estimate(gap / 100, None, None, len(frame), "helling over buurten (SII)", MARGE_ONBEKEND),
        eenheid="pct",
        figuur=buurten(
            [Punt(str(row["naam"]), float(row["gezond"])) for _, row in frame.iterrows()], vraag=2, eenheid="van de 100"
        ),
        tabel=tabel(
            "Buurten, de meeste geldzorgen eerst",
            ("Buurt", ("Moeite met rondkomen", "pct"), ("Goede ervaren gezondheid", "pct"), ("Mensen (weging)", "aantal")),
            [(str(row["naam"]), row["zorgen"] / 100, row["gezond"] / 100, int(row["inwoners"])) for _, row in frame.iterrows()],
        ),
        bron=f"{wijk.wijk.bron}; {soort_bron('aantal mensen per buurt', origin)}",
        herkomst=zwaarste([dossier.kerncijfers.herkomst, origin]),
        verrassing=0.7,
    )


def rank_buurten(dossier: Dossier) -> pd.DataFrame:
    """Buurten with both figures in the newest common year, the most money worries first."""
    year = min(dossier.kerncijfers.laatste_jaar(GEZOND), dossier.kerncijfers.laatste_jaar(GELDZORGEN))
    healthy = dossier.kerncijfers.buurten(GEZOND, year).set_index("gebied")
    worries = dossier.kerncijfers.buurten(GELDZORGEN, year).set_index("gebied")
    frame = pd.DataFrame({"naam": healthy["naam"], "gezond": healthy["waarde"], "zorgen": worries["waarde"]}).dropna()
    return frame.sort_values(["zorgen", "naam"], ascending=[False, True], kind="stable")


def population(dossier: Dossier) -> tuple[dict[str, float], Herkomst]:
    """People per buurt, from open figures or else from the target groups of wijk.toml, and where that comes from."""
    figures = dossier.kerncijfers.buurten("inwoners")
    if not figures.empty and figures["waarde"].notna().any():
        return dict(figures.set_index("gebied")["waarde"]), dossier.kerncijfers.herkomst
    groups = [group for group in dossier.wijk.doelgroep if len(group.buurt) == 1 and group.omvang]
    kind: Herkomst = zwaarste(group.herkomst for group in groups) if groups else "openbaar"
    return {group.buurt[0]: float(group.omvang or 0) for group in groups}, kind
