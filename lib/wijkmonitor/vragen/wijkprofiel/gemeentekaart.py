"""The wijk among the other wijken of its municipality, on a map: only where boundaries were supplied."""

from __future__ import annotations

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import kaart
from wijkmonitor.taal.getallen import getal
from wijkmonitor.vragen.bouw import maak, tabel
from wijkmonitor.vragen.cijfers import as_estimate
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.wijkprofiel.themas import rank_themas

ID = "wijkprofiel-kaart"
MIN_WIJKEN = 2


def gemeentekaart(dossier: Dossier) -> Bevinding | None:
    """The theme that stands out most, for all wijken of the municipality; None without boundaries or figures."""
    texts, plan = load_teksten("0-wijkprofiel"), dossier.kaart
    rows = rank_themas(dossier)
    if not plan or plan.soort != "wijk" or not rows:
        return None
    row = rows[0]
    values, names = plan.waarden(row.indicator.id, row.jaar), plan.namen()
    known = {code: value for code, value in values.items() if value is not None}
    if len(known) < MIN_WIJKEN:
        return None
    gemeente = row.gemeente.naam
    low, high = getal(min(known.values())), getal(max(known.values()))
    return maak(
        texts,
        ID,
        kop=texts.zin(f"{ID}.kop.bekend", indicator=row.indicator.naam, gemeente=gemeente, laag=low, hoog=high),
        lees=texts.zin(f"{ID}.lees.bekend", wijk=dossier.wijk.naam, waarde=getal(row.wijk.waarde or 0.0), n=getal(len(known))),
        onderschrift=f"{row.indicator.naam}, per 100 {row.indicator.per}, wijken van {gemeente}, {row.jaar}.",
        schatting=as_estimate(row.wijk, row.indicator),
        eenheid="pct",
        figuur=kaart(plan.grenzen.vlakken, values, namen=names, held=plan.held, eenheid="van de 100"),
        tabel=tabel(
            f"Wijken van {gemeente}, op naam",
            ("Wijk", (row.indicator.naam, "pct")),
            sorted((names[code], texts[f"{ID}.reden.geen"] if value is None else value / 100) for code, value in values.items()),
        ),
        bron=f"{row.wijk.bron}; grenzen: {plan.grenzen.bron}",
        herkomst=dossier.kerncijfers.herkomst,
        verrassing=1.15,
    )
