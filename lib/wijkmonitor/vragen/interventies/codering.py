"""Reliability of the coding: do two coders give a fragment the same code?"""

from __future__ import annotations

import pandas as pd

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.stats import Estimate, krippendorff_alpha
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import herkomst_van, maak, ontbreekt, soort_bron, tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "interventies-codering"
GOED, ONZEKER = 0.8, 0.667  # Krippendorff (2004), Content Analysis, p. 241
GEEN_MARGE = "voor deze maat is geen marge berekend"


def pair_codes(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per fragment, one column per coder; fragments with one code of each of two coders or more."""
    rows = frame[frame["codeur"].notna()].drop_duplicates(["fragment", "codeur"])
    wide = rows.pivot(index="fragment", columns="codeur", values="code")
    return wide[wide.notna().sum(axis=1) >= 2]


def codering(dossier: Dossier) -> Bevinding:
    """Krippendorff's alpha over the fragments that two people coded."""
    texts = load_teksten("4-interventies")
    frame = dossier.tabel("kwalitatief")
    if frame.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_tabel"])
    pairs = pair_codes(frame)
    if pairs.empty or pairs.stack().nunique() < 2:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.een"], herkomst=herkomst_van(frame))
    alpha = krippendorff_alpha([[None if pd.isna(code) else str(code) for code in pairs[coder]] for coder in pairs.columns])
    same = int((pairs.nunique(axis=1) == 1).sum())
    kind = "goed" if alpha >= GOED else "redelijk" if alpha >= ONZEKER else "onzeker"
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.{kind}", alpha=getal(alpha, 2)),
        lees=texts.zin(f"{ID}.lees.bekend", n=getal(len(pairs)), gelijk=getal(same)),
        onderschrift=f"Overeenstemming tussen twee codeurs, gesprekken in {dossier.wijk.naam}.",
        schatting=Estimate(alpha, None, None, len(pairs), "Krippendorff alpha", GEEN_MARGE),
        eenheid="verhouding",
        tabel=tabel(
            "Overeenstemming tussen codeurs",
            ("Wat", "Waarde"),
            [
                ("Fragmenten met twee codes", getal(len(pairs))),
                ("Zelfde code", getal(same)),
                ("Aantal codes", getal(frame["code"].nunique())),
                ("Alpha", getal(alpha, 2)),
            ],
        ),
        bron=soort_bron("gesprekken, gecodeerd door twee mensen", herkomst_van(frame)),
        herkomst=herkomst_van(frame),
        verrassing=0.45,
    )
