"""A finding of one's own: the worked example for students, in one call."""

from __future__ import annotations

import pandas as pd

from wijkmonitor.afspraken.cijfer import Cijfer
from wijkmonitor.afspraken.factoren import weigh_herkomst
from wijkmonitor.bevinding import Bevinding, Herkomst, Kolom, Notatie, Tabel
from wijkmonitor.dossier import Dossier
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import datum


def maak_bevinding(
    id: str,
    dossier: Dossier,
    schatting: Estimate,
    telling: pd.Series,
    *,
    kop: str,
    bron: str,
    wat: str,
    waarom: str,
    let_op: str,
    gespreksvraag: str,
    eenheid: Notatie = "pct",
) -> Bevinding:
    """A finding with the counts behind it as its table.

    telling: counts per group as `dossier.poort.tel` gives them, hidden ones missing. bron: the table that it rests on;
    its rows say whether it is example data. eenheid `pct` is a share (0-1).
    """
    origin = weigh_herkomst(dossier.tabel(bron)["herkomst"].dropna().unique().tolist())
    words = Cijfer(id, schatting, eenheid).in_woorden
    return Bevinding(
        id=id,
        kop=kop,
        onderschrift=f"{wat} {dossier.wijk.naam}, {datum(dossier.peildatum)}.",
        schatting=schatting,
        tabel=_table(kop, telling, dossier.poort.verborgen),
        lees=f"{words[:1].upper()}{words[1:]}.",
        wat=wat,
        waarom=waarom,
        let_op=let_op,
        gespreksvraag=gespreksvraag,
        bron=_source(bron, origin),
        herkomst=origin,
        eenheid=eenheid,
        wijk=dossier.wijk.slug,
    )


def _table(title: str, counts: pd.Series, hidden: str) -> Tabel:
    rows = tuple((str(name), hidden if pd.isna(count) else int(count)) for name, count in counts.items())
    return Tabel(title, (Kolom(str(counts.index.name or "groep")), Kolom("aantal", "aantal")), rows)


def _source(name: str, origin: Herkomst) -> str:
    return f"{name} (voorbeelddata)" if origin == "voorbeeld" else name
