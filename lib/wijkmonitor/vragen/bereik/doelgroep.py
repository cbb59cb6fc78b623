"""Which share of each target group began."""

from __future__ import annotations

from dataclasses import dataclass

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Cel
from wijkmonitor.figuren import Punt, punt_met_marge
from wijkmonitor.taal.getallen import getal, tussen, van_de_100
from wijkmonitor.vragen.bouw import bord, bronnen, geen_getal, herkomst_van, maak, ontbreekt, tabel, zwaarste
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import Tellingen
from wijkmonitor.dossier import Dossier
from wijkmonitor.wijkdata.wijk import Doelgroep

ID = "bereik-doelgroep"


@dataclass(frozen=True)
class Rij:
    """One target group: who began, how many it holds, and the share as estimate (0-1)."""

    naam: str
    begonnen: int | None
    omvang: int | None
    schatting: stats.Estimate


def doelgroep(dossier: Dossier, tellingen: Tellingen) -> Bevinding:
    """The share reached per target group; the group with the largest size is the main number."""
    texts = load_teksten("1-bereik")
    deelname = dossier.tabel("deelname")
    if deelname.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_tabel"])
    rows = [_row(dossier, group, tellingen) for group in dossier.wijk.doelgroep]
    known = [row for row in rows if row.schatting.value is not None]
    source = bronnen(deelname, eigen="deelname")
    kind = zwaarste([herkomst_van(deelname), *(group.herkomst for group in dossier.wijk.doelgroep)])
    when = f"Mensen die begonnen, per 100 mensen uit de doelgroep, {dossier.wijk.naam}"
    if not known:
        return _only_count(dossier, tellingen, when, source)
    main = max(known, key=lambda row: row.omvang or 0)
    estimate = main.schatting
    assert estimate.value is not None and estimate.low is not None and estimate.high is not None
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", aandeel=van_de_100(estimate.value), naam=main.naam),
        lees=texts.zin(
            f"{ID}.lees.bekend",
            aantal=getal(main.begonnen or 0),
            omvang=getal(main.omvang or 0),
            laag=getal(estimate.low * 100),
            hoog=getal(estimate.high * 100),
        ),
        onderschrift=f"{when}.",
        schatting=estimate,
        eenheid="pct",
        figuur=punt_met_marge([_punt(row) for row in rows], vraag=1, eenheid="van de 100"),
        tabel=_tabel(rows),
        bron=source,
        herkomst=kind,
        verrassing=1.0,
        bord=bord(
            getal=getal(estimate.value * 100),
            tekst=f"van de 100 mensen uit de doelgroep van {main.naam}",
            voet=f"{tussen(estimate.low * 100, estimate.high * 100).capitalize()}.",
            tien=round(estimate.value * 10),
        ),
    )


def _row(dossier: Dossier, group: Doelgroep, tellingen: Tellingen) -> Rij:
    texts = load_teksten("1-bereik")
    counts = tellingen.begonnen.reindex(list(group.interventies))
    size = group.omvang if group.omvang is not None else _selected(dossier, group)
    begun = None if counts.empty or counts.isna().any() else int(counts.sum())
    if begun is None:
        return Rij(group.naam, None, size, geen_getal(texts[f"{ID}.reden.klein"]))
    if not size or begun > size:
        return Rij(group.naam, begun, size, geen_getal(texts[f"{ID}.reden.geen_omvang"]))
    return Rij(group.naam, begun, size, stats.proportion(begun, size))


def _selected(dossier: Dossier, group: Doelgroep) -> int | None:
    """Size of the group by its ages, from the population of the wijk; None where no figure says it."""
    if group.geslacht or group.buurt or not group.leeftijd:
        return None
    people = dossier.kerncijfers.cijfer("inwoners").waarde
    shares = [dossier.kerncijfers.cijfer(_AGE[age]).waarde for age in group.leeftijd if age in _AGE]
    if people is None or not shares or any(share is None for share in shares):
        return None
    return round(people * sum(share or 0.0 for share in shares) / 100)


_AGE = {"0-14": "pct_0_14", "15-24": "pct_15_24", "25-44": "pct_25_44", "45-64": "pct_45_64", "65+": "pct_65plus"}


def _only_count(dossier: Dossier, tellingen: Tellingen, when: str, source: str) -> Bevinding:
    texts = load_teksten("1-bereik")
    if not tellingen.mensen:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.klein"], bron=source)
    people = getal(tellingen.mensen)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.alleen_aantal", aantal=people),
        lees=texts[f"{ID}.lees.alleen_aantal"],
        onderschrift=f"Mensen die begonnen, {dossier.wijk.naam}.",
        schatting=stats.Estimate(float(tellingen.mensen), None, None, tellingen.mensen, "telling", "dit is een telling"),
        tabel=tabel("Mensen die begonnen", ("Wat", ("Aantal", "aantal")), [("mensen die begonnen", tellingen.mensen)]),
        bron=source,
        herkomst=herkomst_van(dossier.tabel("deelname")),
        bord=bord(getal="?", tekst=f"{people} mensen deden mee. De doelgroep is niet geteld."),
    )


def _punt(row: Rij) -> Punt:
    estimate = row.schatting
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return Punt(row.naam, None, reden=estimate.reason or "")
    return Punt(row.naam, estimate.value * 100, estimate.low * 100, estimate.high * 100)


def _tabel(rows: list[Rij]) -> object:
    def cell(value: float | None, reason: str | None) -> Cel:
        return value if value is not None else (reason or "niet bekend")

    return tabel(
        "Bereik per doelgroep",
        ("Doelgroep", ("Begonnen", "aantal"), ("Omvang", "aantal"), ("Aandeel", "pct"), ("Van", "pct"), ("Tot", "pct")),
        [
            (
                row.naam,
                cell(row.begonnen, row.schatting.reason),
                cell(row.omvang, "niet bekend"),
                *(cell(part, row.schatting.reason) for part in (row.schatting.value, row.schatting.low, row.schatting.high)),
            )
            for row in rows
        ],
    )
