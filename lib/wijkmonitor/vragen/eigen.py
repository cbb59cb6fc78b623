"""A finding of one's own: an estimate, the counts behind it and a figure, made in a notebook and gated as all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pandas as pd

from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.bevinding import Bevinding, Cel, Notatie, Tabel, Weegt
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, figuur_van
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.privacy.gevoelig import Doorgelaten, DoorgelatenTabel
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import datum, getal
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, tabel
from wijkmonitor.vragen.teksten import load_teksten

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def maak_bevinding(
    id: str,
    dossier: Dossier,
    schatting: Estimate,
    telling: pd.Series | pd.DataFrame,
    *,
    bron: str,
    kop: str,
    onderschrift: str = "",
    wat: str = "",
    waarom: str = "",
    let_op: str = "",
    gespreksvraag: str = "",
    eenheid: Notatie = "pct",
    weegt: Weegt = "",
    figuur: Figuur | Axes | None = None,
    alt: str = "",
) -> Bevinding:
    """A finding with the counts behind it as its table.

    telling: counts as `dossier.poort.tel` gives them, hidden ones missing. bron: the table that it rests on; its rows say
    whether it is example data. eenheid `pct` is a share (0-1). figuur: also the axes that seaborn drew on; then alt says in
    words what they show. weegt: whether it speaks for a yes to the question of the report. wat, waarom, let_op: only where
    the section of the notebook doesn't tell them. Raises ValueError in Dutch for an unknown table or unit, a `pct` that is
    no share, counts that did not pass the gate, an estimate on too few people, a figure without alt.
    """
    texts = load_teksten("eigen")
    if bron not in TABELLEN:
        raise ValueError(texts.zin("bron", bron=bron, kies=", ".join(TABELLEN)))
    _check_unit(schatting, eenheid)
    if TABELLEN[bron].gevoelig:
        _check_gate(dossier, schatting, telling, bron, eenheid)
    if figuur is not None and not isinstance(figuur, Figuur):
        if not alt.strip():
            raise ValueError(texts["geen_alt"])
        figuur = figuur_van(figuur, alt=alt)
    rows, words = dossier.tabel(bron), Peilcijfer(id, schatting, eenheid).in_woorden
    return Bevinding(
        id=id,
        kop=kop,
        onderschrift=onderschrift or texts.zin("onderschrift", wijk=dossier.wijk.naam, dag=datum(dossier.peildatum)),
        schatting=schatting,
        tabel=_tabel(kop, telling, dossier.poort.verborgen),
        lees=f"{words[:1].upper()}{words[1:]}.",
        wat=wat,
        waarom=waarom,
        let_op=let_op,
        gespreksvraag=gespreksvraag,
        bron=bronnen(rows, eigen=bron),
        herkomst=herkomst_van(rows),
        eenheid=eenheid,
        weegt=weegt,
        figuur=figuur,
        wijk=dossier.wijk.slug,
    )


def _check_unit(schatting: Estimate, eenheid: Notatie) -> None:
    """A share (or a difference of shares) is no more than the whole; a mean has another unit."""
    texts, known = load_teksten("eigen"), get_args(Notatie)
    if eenheid not in known or eenheid == "tekst":
        raise ValueError(texts.zin("eenheid", eenheid=eenheid, kies=", ".join(name for name in known if name != "tekst")))
    numbers = [number for number in (schatting.value, schatting.low, schatting.high) if number is not None]
    if eenheid == "pct" and any(abs(number) > 1 for number in numbers):
        raise ValueError(texts.zin("geen_deel", waarde=getal(schatting.value or 0.0, decimalen=1)))


def _check_gate(dossier: Dossier, schatting: Estimate, telling: Any, bron: str, eenheid: Notatie) -> None:
    """A share needs enough people in the group and outside it, another number enough people; counts must have passed."""
    if not isinstance(telling, Doorgelaten | DoorgelatenTabel):
        raise ValueError(load_teksten("eigen")["niet_geteld"])
    n = schatting.n or 0
    if schatting.value is None:
        return
    shares = eenheid == "pct" and 0 <= schatting.value <= 1
    count = round(schatting.value * n)
    if not shares:
        allowed = dossier.poort.spreiding(n)
    else:
        allowed = dossier.poort.vraag(n, count) if bron == "vragenlijst" else dossier.poort.aandeel(count, n)
    if not allowed:
        raise ValueError(allowed.reason)


def _tabel(title: str, counts: pd.Series | pd.DataFrame, hidden: str) -> Tabel:
    table = counts.to_frame("aantal") if isinstance(counts, pd.Series) else counts
    columns: tuple[str | tuple[str, str], ...] = (
        str(table.index.name or "groep"),
        *((str(name), "aantal") for name in table.columns),
    )
    rows: list[list[Cel | None]] = [
        [str(name), *(hidden if pd.isna(cell) else float(cell) for cell in row)]
        for name, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    if rows and table.isna().to_numpy().all():  # which groups there are tells of the few people in each
        rows = [["-", *(hidden for _ in table.columns)]]
    return tabel(title, columns, rows)
