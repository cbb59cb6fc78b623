"""A finding of one's own: an estimate, the counts behind it and a figure, made in a notebook and gated as all others.

Or the words that stand in its place, in a wijk that has no records for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import numpy as np
import pandas as pd

from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.bevinding import Bevinding, Cel, Notatie, Tabel, Weegt
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, figuur_van
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import datum, getal
from wijkmonitor.vragen.bouw import add_confidence, bronnen, herkomst_van, ontbreekt, tabel
from wijkmonitor.vragen.eigenpoort import check_drawing, check_words, compares, pass_gate
from wijkmonitor.vragen.stappen import tell_arguments
from wijkmonitor.vragen.teksten import Bevindingtekst, load_teksten
from wijkmonitor.vragen.verantwoording import ask_for, make_gat, waarom_leeg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes


GEEN = Bevindingtekst("eigen", "geen")
VERWEZEN = ("doorverwijzingen",)  # no rows of people, but counts of them
_NAAM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@tell_arguments
def maak_bevinding(
    id: str,
    dossier: Dossier,
    schatting: Estimate,
    telling: pd.Series | pd.DataFrame,
    *,
    bron: str,
    kop: str,
    rijen: pd.DataFrame | Sequence[pd.DataFrame] = (),
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

    rijen: the rows that the number rests on, where people answered (`vragenlijst`, `samenwerking`, `kwalitatief`); of a
    difference between groups a table for each group. Nobody counts twice: take one number per person first.
    telling: counts as `dossier.poort.tel` gives them, hidden ones missing. bron: the table that it rests on; its rows say
    whether it is example data. eenheid `pct` is a share (0-1). figuur: also the axes that seaborn drew on; then alt says in
    words what they show. weegt: whether it speaks for a yes to the question of the report. wat, waarom, let_op: only where
    the section of the notebook doesn't tell them. Raises ValueError in Dutch for an unknown table or unit, a `pct` that is
    no share, counts that did not pass the gate, an estimate on too few people or on a group too small to show, a text
    that tells of a few people, a figure without alt.
    """
    _check_words(id, bron, weegt)
    _check_unit(schatting, eenheid)
    texts, rows, least = load_teksten("eigen"), dossier.tabel(bron), 0
    if _of_people(bron):
        schatting, least = pass_gate(dossier.poort, schatting, telling, rijen, rows, bron, eenheid), dossier.poort.regels.min_cel
        check_words((kop, onderschrift, wat, waarom, let_op, gespreksvraag, alt), least, schatting.n)
    words = Peilcijfer(id, schatting, eenheid).in_woorden
    sentence = texts.zin("verschil", cijfer=words) if compares(schatting) else f"{words[:1].upper()}{words[1:]}."
    return Bevinding(
        id=id,
        kop=kop,
        onderschrift=onderschrift or texts.zin("onderschrift", wijk=dossier.wijk.naam, dag=datum(dossier.peildatum)),
        schatting=schatting,
        tabel=_tabel(kop, telling, dossier.poort.verborgen, schatting.reason or texts["niets_geteld"]),
        lees=sentence,
        stand=sentence if compares(schatting) else "",
        wat=wat,
        waarom=waarom,
        let_op=add_confidence(let_op, schatting),
        gespreksvraag=gespreksvraag,
        bron=bronnen(rows, eigen=bron),
        herkomst=herkomst_van(rows),
        eenheid=eenheid,
        weegt=weegt,
        figuur=figuur if figuur is None or isinstance(figuur, Figuur) else _drawn(figuur, alt, least),
        wijk=dossier.wijk.slug,
    )


@tell_arguments
def geen_bevinding(id: str, dossier: Dossier, *, bron: str, wat: str, reden: str = "") -> Bevinding:
    """The same finding in a wijk that can't have it: the report says why, and what would have to be delivered.

    bron: the table that it rests on. wat: what would stand here, in a few words (`welk deel het afrondt`). reden: why there is
    no number, where that table is there. Raises ValueError in Dutch
    for an unknown table, and where neither the table is missing nor a reason is given.
    """
    _check_words(id, bron, "")
    texts, delivered = load_teksten("eigen"), dossier.heeft(bron)
    if delivered and not reden.strip():
        raise ValueError(texts.zin("geen_reden", bron=bron))
    if _of_people(bron):
        check_words((wat, reden), dossier.poort.regels.min_cel)
    later = waarom_leeg(dossier, bron)
    why = reden.strip() or later or ask_for(bron, kind="reden")
    rows = dossier.tabel(bron)
    missing = ontbreekt(GEEN, why, herkomst=herkomst_van(rows), bron=bronnen(rows, eigen=bron) if delivered else "")
    found = replace(missing, id=id, wijk=dossier.wijk.slug)
    return found if delivered or later else make_gat(found, wat, ask_for(bron))


def _of_people(bron: str) -> bool:
    return TABELLEN[bron].gevoelig or bron in VERWEZEN


def _check_words(id: str, bron: str, weegt: Weegt) -> None:
    texts = load_teksten("eigen")
    if bron not in TABELLEN:
        raise ValueError(texts.zin("bron", bron=bron, kies=", ".join(TABELLEN)))
    if not _NAAM.fullmatch(id):
        raise ValueError(texts["naam"])
    if weegt not in get_args(Weegt):
        raise ValueError(texts.zin("weegt", kies=", ".join(filter(None, get_args(Weegt)))))


def _drawn(axes: Axes, alt: str, least: int) -> Figuur:
    """The figure around these axes, on which no count of people from 1 and under `least` stands."""
    if not alt.strip():
        raise ValueError(load_teksten("eigen")["geen_alt"])
    check_drawing(axes, alt, least)
    return figuur_van(axes, alt=alt)


def _check_unit(schatting: Estimate, eenheid: Notatie) -> None:
    """A share (or a difference of shares) is no more than the whole; a mean has another unit."""
    texts, known = load_teksten("eigen"), get_args(Notatie)
    if not isinstance(schatting, Estimate):
        raise ValueError(texts["geen_schatting"])
    if schatting.method.startswith("log-normaal") and eenheid != "verhouding":
        raise ValueError(texts["verhouding"])
    if eenheid not in known or eenheid == "tekst":
        raise ValueError(texts.zin("eenheid", eenheid=eenheid, kies=", ".join(name for name in known if name != "tekst")))
    numbers = [number for number in (schatting.value, schatting.low, schatting.high) if number is not None]
    if eenheid == "pct" and any(abs(number) > 1 for number in numbers):
        raise ValueError(texts.zin("geen_deel", waarde=getal(schatting.value or 0.0, decimalen=1)))


def _tabel(title: str, counts: pd.Series | pd.DataFrame, hidden: str, empty: str) -> Tabel:
    """The counts as a table; where nothing was counted, its only row says why."""
    table = counts.to_frame("aantal") if isinstance(counts, pd.Series) else counts
    columns: tuple[str | tuple[str, str], ...] = (
        str(table.index.name or "groep"),
        *((_label(name), "aantal") for name in table.columns),
    )
    rows: list[list[Cel | None]] = [
        [_label(name), *(hidden if pd.isna(cell) else float(cell) for cell in row)]
        for name, row in zip(table.index, table.to_numpy(), strict=True)
    ]
    if rows and table.isna().to_numpy().all():  # which groups there are tells of the few people in each
        rows = [["-", *(hidden for _ in table.columns)]]
    return tabel(title, columns, rows or [["-", *(empty for _ in table.columns)]])


def _label(name: object) -> str:
    """The name of a group as people write it; of one by several columns all of them."""
    if isinstance(name, tuple):
        return " en ".join(map(_label, name))
    if isinstance(name, bool | np.bool_):
        return "ja" if name else "nee"
    return f"{name:g}".replace(".", ",") if isinstance(name, float) else str(name)
