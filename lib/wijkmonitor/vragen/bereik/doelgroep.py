"""Which share of each target group began."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Bevinding, Cel, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Punt, punt_met_marge
from wijkmonitor.gegevens.schema import LEEFTIJDEN
from wijkmonitor.gegevens.wijk import Doelgroep
from wijkmonitor.taal.getallen import getal, tussen, van_de_100
from wijkmonitor.vragen.bouw import (
    bord,
    bronnen,
    cellen,
    geen_getal,
    grenzen,
    herkomst_van,
    klein_begin,
    maak,
    ontbreekt,
    shorten_kop,
    tabel,
    zwaarste,
)
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tellingen import AGE_SHARES, Tellingen

ID = "bereik-doelgroep"


@dataclass(frozen=True)
class Rij:
    """One target group: who began, how many it holds, and the share as estimate (0-1)."""

    naam: str
    begonnen: int | None
    omvang: int | None
    schatting: stats.Estimate


def doelgroep(dossier: Dossier, tellingen: Tellingen) -> Bevinding:
    """The share reached per target group; the group that wijk.toml names first is the main number."""
    texts = load_teksten("1-bereik")
    deelname = dossier.tabel("deelname")
    if deelname.empty:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.geen_tabel"])
    rows = [_row(dossier, group, tellingen) for group in dossier.wijk.doelgroep]
    main = next((row for row in rows if row.schatting.value is not None), None)
    when = f"Mensen die begonnen, per 100 mensen uit de doelgroep, {_since(deelname, dossier)}, {dossier.wijk.naam}."
    source = bronnen(deelname, eigen="deelname")
    if main is None:
        return _only_count(dossier, tellingen, source, _since(deelname, dossier))
    words = _words(main) | {"periode": _since(deelname, dossier)}
    return maak(
        texts,
        ID,
        kop=shorten_kop(texts.zin(f"{ID}.kop.bekend", **words), texts.zin(f"{ID}.kop.kort", **words)),
        lees=texts.zin(f"{ID}.lees.bekend", **words),
        stand=texts.zin(f"{ID}.lees.stand", **words),
        onderschrift=when,
        schatting=main.schatting,
        eenheid="pct",
        figuur=punt_met_marge([_punt(row) for row in rows], vraag=1, eenheid="van de 100"),
        tabel=_tabel(rows),
        bron=source,
        herkomst=zwaarste([herkomst_van(deelname), *(group.herkomst for group in dossier.wijk.doelgroep)]),
        verrassing=1.0,
        bord=bord(
            getal=getal((main.schatting.value or 0.0) * 100),
            tekst=f"van de 100 {words['naam']}",
            aantal=words["aantal"],
            voet=f"{words['marge'].capitalize()}.",
            tien=round((main.schatting.value or 0.0) * 10),
        ),
    )


def _since(deelname: pd.DataFrame, dossier: Dossier) -> str:
    """The period over which people are counted together: from the year of the first sign-up to the peildatum's year."""
    texts, first, last = load_teksten("1-bereik"), int(deelname["aanmelding"].min().year), dossier.peildatum.year
    return texts.zin(f"{ID}.periode.{'een' if first == last else 'meer'}", van=first, tot=last)


def _words(main: Rij) -> dict[str, str]:
    value, low, high = grenzen(main.schatting)
    return {
        "aandeel": van_de_100(value),
        "naam": klein_begin(main.naam),
        "aantal": getal(main.begonnen or 0),
        "omvang": getal(main.omvang or 0),
        "marge": tussen(low * 100, high * 100),
    }


def _row(dossier: Dossier, group: Doelgroep, tellingen: Tellingen) -> Rij:
    texts = load_teksten("1-bereik")
    begun = count_reached(group, tellingen)
    size = group.omvang if group.omvang is not None else selected_size(dossier, group)
    if begun is None:
        return Rij(group.naam, None, size, geen_getal(texts[f"{ID}.reden.klein"]))
    if not size or begun > size:
        return Rij(group.naam, begun, size, geen_getal(texts[f"{ID}.reden.geen_omvang"]))
    allowed = dossier.poort.aandeel(begun, size)
    if not allowed:
        return Rij(group.naam, None, size, geen_getal(allowed.reason or ""))
    return Rij(group.naam, begun, size, stats.proportion(begun, size))


def count_reached(group: Doelgroep, tellingen: Tellingen) -> int | None:
    """People of the group who began, from counts that may be shown; None where that can't be told.

    A group is selected by its interventions, or by one kenmerk: ages, sexes or buurten. Crossings are not counted.
    """
    if group.interventies:
        counts = tellingen.begonnen.reindex(list(group.interventies))
    elif group.geslacht and not group.buurt and _all_ages(group):
        counts = tellingen.per_kenmerk["geslacht"].reindex(list(group.geslacht), fill_value=0)
    elif group.buurt and not group.geslacht and _all_ages(group):
        counts = tellingen.per_kenmerk["buurt"].reindex(list(group.buurt), fill_value=0)
    elif group.buurt or group.geslacht:
        return None
    elif _all_ages(group):
        children = tellingen.per_kenmerk["leeftijd"].get("0-14", 0) if group.leeftijd else 0
        return None if tellingen.mensen is None or pd.isna(children) else tellingen.mensen - int(children)
    else:
        counts = tellingen.per_kenmerk["leeftijd"].reindex(list(group.leeftijd), fill_value=0)
    return None if counts.isna().any() else int(counts.sum())


def _all_ages(group: Doelgroep) -> bool:
    return not group.leeftijd or set(LEEFTIJDEN[1:]) <= set(group.leeftijd)


def selected_size(dossier: Dossier, group: Doelgroep) -> int | None:
    """Size of the group by its ages, from the population of the wijk; None where no figure says it."""
    if group.geslacht or group.buurt or not group.leeftijd:
        return None
    people = dossier.kerncijfers.cijfer("inwoners").waarde
    shares = [dossier.kerncijfers.cijfer(AGE_SHARES[age]).waarde for age in group.leeftijd if age in AGE_SHARES]
    if people is None or not shares or any(share is None for share in shares):
        return None
    return round(people * sum(share or 0.0 for share in shares) / 100)


def _only_count(dossier: Dossier, tellingen: Tellingen, source: str, period: str) -> Bevinding:
    texts = load_teksten("1-bereik")
    if not tellingen.mensen:
        return ontbreekt(texts, ID, texts[f"{ID}.reden.klein"], bron=source)
    people = getal(tellingen.mensen)
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.alleen_aantal", aantal=people),
        lees=texts[f"{ID}.lees.alleen_aantal"],
        onderschrift=f"Mensen die begonnen, {period}, {dossier.wijk.naam}.",
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


def _tabel(rows: list[Rij]) -> Tabel:
    columns = ("Doelgroep", ("Begonnen", "aantal"), ("Omvang", "aantal"), ("Aandeel", "pct"), ("Van", "pct"), ("Tot", "pct"))
    return tabel("Bereik per doelgroep", columns, [_cells(row) for row in rows])


def _cells(row: Rij) -> tuple[Cel | None, ...]:
    begun = row.schatting.reason if row.begonnen is None else row.begonnen
    return row.naam, begun, row.omvang, *cellen(row.schatting)[:3]
