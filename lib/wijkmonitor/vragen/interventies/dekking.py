"""Coverage of pillars and themes by the mix of interventions."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import dekking as dekking_figuur
from wijkmonitor.gegevens.schema import PIJLERS
from wijkmonitor.gegevens.tabel import split_pijlers
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import getal, meervoud
from wijkmonitor.vragen.bouw import bord, bronnen, herkomst_van, maak, ontbreekt, tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "interventies-dekking"


def count_dekking(frame: pd.DataFrame) -> pd.DataFrame:
    """Interventions per theme (index) and pillar (all four as columns); one can stand under several pillars."""
    cells = zip(frame["thema"], frame["pijlers"], strict=True)
    counts = Counter((str(theme), pillar) for theme, cell in cells if pd.notna(theme) for pillar in split_pijlers(cell))
    themes = sorted({str(theme) for theme in frame["thema"].dropna()})
    rows = [[counts[theme, pillar] for pillar in PIJLERS] for theme in themes]
    return pd.DataFrame(rows, index=pd.Index(themes), columns=list(PIJLERS))


def dekking(dossier: Dossier) -> Bevinding:
    """How many cells of theme x pillar are empty, and a pillar without any intervention first."""
    texts = load_teksten("4-interventies")
    frame = dossier.tabel("interventies")
    named = frame[frame["thema"].notna() & frame["pijlers"].notna()]
    if named.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen" if len(frame) else "interventies-planning.reden.geen_tabel"])
    table = count_dekking(named)
    empty, per_pillar = int((table == 0).to_numpy().sum()), table.sum()
    without = [name for name in PIJLERS if per_pillar[name] == 0]
    most = str(per_pillar.idxmax())
    claim = (
        texts.zin(f"{ID}.kop.zonder", pijler=without[0])
        if without
        else texts.zin(f"{ID}.kop.bekend", leeg=getal(empty), n=getal(table.size))
    )
    cells = {(str(theme), pillar): int(table[pillar][theme]) for theme in table.index for pillar in PIJLERS}
    lacking = int(frame["pijlers"].isna().sum())
    aside = texts.zin(f"{ID}.lees.zonder", n=meervoud(lacking, "interventie", "interventies")) if lacking else ""
    return maak(
        texts,
        ID,
        kop=claim,
        lees=texts.zin(
            f"{ID}.lees.bekend", pijler=most, aantal=getal(int(per_pillar[most])), totaal=getal(len(named)), zonder=aside
        ),
        onderschrift=f"Interventies per thema en pijler, {dossier.wijk.naam}.",
        schatting=Estimate(float(empty), None, None, int(table.size), "telling van vakken", "een telling heeft geen marge"),
        figuur=dekking_figuur(list(table.index), list(PIJLERS), cells, vraag=4),
        tabel=tabel(
            "Thema's en pijlers",
            ("Thema", *((pillar.capitalize(), "aantal") for pillar in PIJLERS)),
            [(str(theme), *(cells[str(theme), pillar] for pillar in PIJLERS)) for theme in table.index],
        ),
        bron=bronnen(frame, eigen="plan en interventies"),
        herkomst=herkomst_van(named),
        verrassing=1.1,
        bord=bord(leeg=getal(empty)),
    )
