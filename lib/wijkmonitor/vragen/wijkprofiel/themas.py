"""Which themes stand out: where the wijk is least favourable beside its municipality."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Punt, vergelijking
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import bord, maak, ontbreekt
from wijkmonitor.vragen.cijfers import Vergelijking, bronregel, compare_areas, in_woorden, kanttekeningen, vergelijk_tabel
from wijkmonitor.vragen.teksten import load_teksten

ID = "wijkprofiel-themas"


def rank_themas(dossier: Dossier) -> list[Vergelijking]:
    """Estimated health figures of wijk and municipality, the least favourable difference first."""
    names = [
        name
        for name, indicator in dossier.kerncijfers.catalogus.items()
        if indicator.schatting and indicator.richting != "neutraal" and not indicator.geen_cijfer
    ]
    rows = [compare_areas(dossier, name) for name in names]
    return sorted((row for row in rows if row.verschil is not None), key=lambda row: -row.ongunstig)


def themas(dossier: Dossier) -> Bevinding:
    """The theme with the least favourable difference; no verdict, for the margin is not published."""
    texts = load_teksten("0-wijkprofiel")
    rows = rank_themas(dossier)
    gemeente = dossier.kerncijfers.naam_van(dossier.wijk.gemeente)
    if not rows:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen"], herkomst=dossier.kerncijfers.herkomst)
    first = rows[0]
    values = {
        "gemeente": gemeente,
        "wijknaam": dossier.wijk.naam,
        "indicator": first.indicator.naam,
        "wijk": getal(first.wijk.waarde or 0.0),
        "vergelijking": getal(first.gemeente.waarde or 0.0),
        "land": in_woorden(first.nederland).removesuffix(" van de 100"),
        "jaar": first.jaar,
        "n": getal(len(rows)),
    }
    kind = "bekend" if first.ongunstig > 0 else "gunstig"
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", **values),
        lees=texts.zin(f"{ID}.lees.{kind}", **values),
        onderschrift=f"Per 100 {first.indicator.per}, {dossier.wijk.naam}, {gemeente} en Nederland, {first.jaar}.",
        schatting=first.schatting,
        eenheid="pct",
        figuur=vergelijking(area_points(dossier, first), vraag=0, eenheid="van de 100"),
        tabel=vergelijk_tabel("Alle thema's, het grootste ongunstige verschil eerst", rows, dossier),
        let_op=f"{texts[f'{ID}.let_op']} {kanttekeningen(rows, dossier)}".strip(),
        bron=bronregel(rows),
        herkomst=dossier.kerncijfers.herkomst,
        verrassing=2.0,
        bord=bord(indicator=first.indicator.naam),
    )


def area_points(dossier: Dossier, row: Vergelijking) -> list[Punt]:
    """The three areas in their fixed order; the wijk in the strong colour."""
    points = []
    for place, figure in enumerate((row.wijk, row.gemeente, row.nederland)):
        name = dossier.wijk.naam if place == 0 else figure.naam
        points.append(Punt(name, figure.waarde, figure.laag, figure.hoog, reden=figure.reden or "", held=place == 0))
    return points
