"""Which themes stand out: where the wijk is least favourable beside its municipality."""

from __future__ import annotations

from collections.abc import Sequence

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Punt, vergelijking
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import klein_begin, maak, ontbreekt
from wijkmonitor.vragen.cijfers import (
    KLEIN,
    Cijfers,
    Vergelijking,
    bronregel,
    compare_areas,
    in_woorden,
    kanttekeningen,
    vergelijk_tabel,
    wanneer,
)
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


def compare_themas(dossier: Dossier) -> Cijfers:
    """The themes of health beside municipality and country, the least favourable difference first."""
    return Cijfers(dossier, load_teksten("0-wijkprofiel")[f"{ID}.titel"], tuple(rank_themas(dossier)))


def themas(vergeleken: Cijfers) -> Bevinding:
    """The theme with the least favourable difference; no verdict, for the margin is not published."""
    texts, dossier, rows = load_teksten("0-wijkprofiel"), vergeleken.dossier, vergeleken.rijen
    gemeente = vergeleken.gemeente
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
        onderschrift=texts.zin(
            f"{ID}.onderschrift", per=first.indicator.per, wijk=dossier.wijk.naam, gemeente=gemeente, jaar=wanneer(first, dossier)
        ),
        antwoord="bekend",
        woorden=values | {"sterk": _strength(rows, gemeente)},
        schatting=first.schatting,
        eenheid="pct",
        figuur=vergelijking(area_points(dossier, first), vraag=0, eenheid="van de 100"),
        tabel=vergelijk_tabel(vergeleken.titel, rows, dossier),
        let_op=kanttekeningen(rows, dossier),
        bron=bronregel(rows),
        herkomst=dossier.kerncijfers.herkomst,
    )


def _strength(rows: Sequence[Vergelijking], gemeente: str) -> str:
    """The theme with the most favourable difference, in a sentence; "" where none differs by as much as `KLEIN`."""
    best = rows[-1]
    if best.ongunstig > -KLEIN:
        return ""
    figures = {"wijk": getal(best.wijk.waarde or 0.0), "daar": getal(best.gemeente.waarde or 0.0)}
    return load_teksten("0-wijkprofiel").zin(
        f"{ID}.sterk.bekend", gemeente=gemeente, naam=klein_begin(best.indicator.naam), **figures
    )


def area_points(dossier: Dossier, row: Vergelijking) -> list[Punt]:
    """The three areas in their fixed order; the wijk in the strong colour."""
    points = []
    for place, figure in enumerate((row.wijk, row.gemeente, row.nederland)):
        name = dossier.wijk.naam if place == 0 else figure.naam
        points.append(Punt(name, figure.waarde, figure.laag, figure.hoog, reden=figure.reden or "", held=place == 0))
    return points
