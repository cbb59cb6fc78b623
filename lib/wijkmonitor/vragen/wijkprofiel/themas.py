"""Which themes stand out: where the wijk is least favourable beside its municipality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Punt, vergelijking
from wijkmonitor.taal.getallen import getal, klein_begin
from wijkmonitor.vragen.bouw import choose_kop, maak, ontbreekt
from wijkmonitor.vragen.cijfers import (
    KLEIN,
    Cijfers,
    Vergelijking,
    compare_areas,
    jaar_van,
    kanttekeningen,
    largest,
    uit_cijfers,
    wanneer,
)
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.wijkprofiel.trend import achteruit, compare_toen_en_nu, vooruit

TEKST = Bevindingtekst("0-wijkprofiel", "wijkprofiel-themas")
JONG, VEEL = "pct_15_24", 5.0  # so many of the 100 more young people are told beside a figure on health


def rank_themas(dossier: Dossier) -> list[Vergelijking]:
    """Estimated health figures of wijk and municipality: first what differs from the municipality and from the country.

    Within those, and within the others, the least favourable beside the municipality comes first: a municipality with many
    young people makes any other wijk look ill.
    """
    names = [
        name
        for name, indicator in dossier.kerncijfers.catalogus.items()
        if indicator.schatting and indicator.richting != "neutraal" and not indicator.geen_cijfer
    ]
    rows = [compare_areas(dossier, name) for name in names]
    return sorted((row for row in rows if row.verschil is not None), key=lambda row: (not on_both(row), -row.ongunstig))


def on_both(row: Vergelijking) -> bool:
    """Whether the wijk is noticeably less favourable than its municipality and than the country; that where it has no figure."""
    land = row.ongunstig_land
    return row.ongunstig >= KLEIN and (land is None or land >= KLEIN)


def compare_themas(dossier: Dossier) -> Cijfers:
    """The themes of health beside municipality and country, in the order of `rank_themas`."""
    titel = "titel_gemeente" if dossier.naast_land else "titel"
    return Cijfers(dossier, TEKST[f"{titel}"], tuple(rank_themas(dossier)))


def themas(vergeleken: Cijfers) -> Bevinding:
    """The theme that lies furthest to the unfavourable side; no verdict and no first of its kind, for the margin is not published."""
    dossier, rows = vergeleken.dossier, vergeleken.rijen
    gemeente = vergeleken.gemeente
    if not rows:
        return ontbreekt(TEKST, TEKST[f"reden.{'land' if dossier.is_land else 'geen'}"], herkomst=dossier.kerncijfers.herkomst)
    first = rows[0]
    values = {
        "gemeente": gemeente,
        "wijknaam": dossier.wijk.naam,
        "indicator": first.indicator.naam,
        "wijk": getal(first.wijk.waarde or 0.0),
        "vergelijking": getal(first.gemeente.waarde or 0.0),
        "land": first.nederland.reden or getal(first.nederland.waarde or 0.0),
        "jaar": str(first.jaar),
        "n": getal(len(rows)),
        "klein": getal(KLEIN),
        "wanneer": jaar_van(first, dossier),
    }
    kind = "gelijk" if first.ongunstig < KLEIN else "beide" if on_both(first) and not dossier.naast_land else "bekend"
    level = [row for row in rows if on_both(row) == on_both(first)]
    values["grootst"] = largest(first, level, lambda row: row.ongunstig, gemeente)
    town = not dossier.naast_land  # otherwise the country is what stands beside it already
    beside = {"nationaal": _beside_country(first, values) if town else "", "jong": _young(dossier, gemeente)}
    claim = choose_kop(TEKST, "bekend", **values)
    return maak(
        TEKST,
        woorden=values
        | {"wat": klein_begin(claim), "sterk": (_strength(rows, gemeente) if town else "") or _both_ways(dossier, gemeente)},
        kop=claim,
        lees=TEKST.zin(f"lees.{kind}", **values, **beside),
        onderschrift=TEKST.zin(
            f"onderschrift{'' if town else '_gemeente'}",
            per=first.indicator.per,
            wijk=dossier.wijk.naam,
            gemeente=gemeente,
            jaar=wanneer(first, dossier),
        ),
        antwoord="gelijk" if kind == "gelijk" else "bekend" if town else "gemeente",
        maat=TEKST.maat(str(first.jaar), over=first.indicator.naam),
        schatting=first.schatting,
        eenheid="pct",
        figuur=vergelijking(area_points(dossier, first), vraag=0, eenheid="van de 100"),
        tabel=vergeleken.tabel,
        let_op=kanttekeningen(rows, dossier),
        **uit_cijfers(dossier, rows),
    )


def _beside_country(row: Vergelijking, values: Mapping[str, str]) -> str:
    """How a theme that only stands out beside the municipality is in the country."""
    gap = row.ongunstig_land
    if gap is None:
        return ""
    kind = "zoals" if abs(gap) < KLEIN else "gunstiger_land" if gap < 0 else "anders_land"
    return TEKST.zin(f"lees.{kind}", **values)


def _young(dossier: Dossier, gemeente: str) -> str:
    """That the municipality has many more young people, where it has."""
    here, there = (dossier.kerncijfers.cijfer(JONG, area).waarde for area in ("wijk", "gemeente"))
    if here is None or there is None or there - here < VEEL:
        return ""
    return TEKST.zin("lees.jong", gemeente=gemeente, daar=getal(there), hier=getal(here))


def _strength(rows: Sequence[Vergelijking], gemeente: str) -> str:
    """A theme that is more favourable than in the municipality and in the country, in a sentence; "" where none is by `KLEIN`.

    Beside a municipality with many young people alone, any other wijk looks well or ill.
    """
    ahead = [row for row in rows if row.ongunstig <= -KLEIN and row.ongunstig_land is not None and row.ongunstig_land <= -KLEIN]
    if not ahead:
        return ""
    best = min(ahead, key=lambda row: row.ongunstig)
    figures = {
        "naam": best.indicator.naam,
        "wijk": getal(best.wijk.waarde or 0.0),
        "daar": getal(best.gemeente.waarde or 0.0),
        "land": getal(best.nederland.waarde or 0.0),
    }
    return TEKST.zin("sterk", gemeente=gemeente, **figures)


def _both_ways(dossier: Dossier, gemeente: str) -> str:
    """What went forward in the wijk and what went back, each beside the municipality."""
    moves = compare_toen_en_nu(dossier).schuiven
    return " ".join(move.in_words(gemeente) for move in (vooruit(moves), achteruit(moves)) if move)


def area_points(dossier: Dossier, row: Vergelijking) -> list[Punt]:
    """The three areas in their fixed order; the wijk in the strong colour."""
    points = []
    for place, figure in enumerate((row.wijk, row.gemeente, row.nederland)[: 2 if dossier.naast_land else 3]):
        name = dossier.wijk.naam if place == 0 else figure.naam
        points.append(Punt(name, figure.waarde, figure.laag, figure.hoog, reden=figure.reden or "", held=place == 0))
    return points
