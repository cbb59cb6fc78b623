"""A finding of one's own: an estimate, the counts behind it and a figure, made in a notebook and gated as all others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import pandas as pd

from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.bevinding import Bevinding, Cel, Notatie, Tabel, Weegt
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, figuur_van
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.privacy.gevoelig import Doorgelaten, DoorgelatenTabel
from wijkmonitor.privacy.regels import WEL, Mag, not_shown
from wijkmonitor.stats import Estimate
from wijkmonitor.taal.getallen import datum, getal
from wijkmonitor.vragen.bouw import bronnen, herkomst_van, tabel
from wijkmonitor.vragen.teksten import load_teksten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from wijkmonitor.privacy import Poort

# Tables in which people answered, more than once perhaps -> the column that tells them apart.
PER_MENS = {"vragenlijst": "respondent", "samenwerking": "respondent", "kwalitatief": "bron"}
VERGELIJKT = ("Welch", "Newcombe", "log-normaal")  # methods that compare groups


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
    no share, counts that did not pass the gate, an estimate on too few people or on a group too small to show, a figure
    without alt.
    """
    texts = load_teksten("eigen")
    if bron not in TABELLEN:
        raise ValueError(texts.zin("bron", bron=bron, kies=", ".join(TABELLEN)))
    _check_unit(schatting, eenheid)
    if TABELLEN[bron].gevoelig:
        groups = (rijen,) if isinstance(rijen, pd.DataFrame) else tuple(rijen)
        schatting = _gated(dossier.poort, schatting, telling, groups, bron, eenheid)
    if figuur is not None and not isinstance(figuur, Figuur):
        if not alt.strip():
            raise ValueError(texts["geen_alt"])
        figuur = figuur_van(figuur, alt=alt)
    rows, words = dossier.tabel(bron), Peilcijfer(id, schatting, eenheid).in_woorden
    sentence = texts.zin("verschil", cijfer=words) if _compares(schatting) else f"{words[:1].upper()}{words[1:]}."
    return Bevinding(
        id=id,
        kop=kop,
        onderschrift=onderschrift or texts.zin("onderschrift", wijk=dossier.wijk.naam, dag=datum(dossier.peildatum)),
        schatting=schatting,
        tabel=_tabel(kop, telling, dossier.poort.verborgen),
        lees=sentence,
        stand=sentence if _compares(schatting) else "",
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


def _gated(
    poort: Poort, schatting: Estimate, telling: Any, groepen: Sequence[pd.DataFrame], bron: str, eenheid: Notatie
) -> Estimate:
    """The estimate as it may be shown; ValueError in Dutch where it may not."""
    _check_counts(schatting, telling)
    if schatting.value is None:
        return schatting
    margin = WEL
    if bron in PER_MENS:
        _check_groups(schatting, groepen, bron)
        every = [_enough(poort, group, bron) for group in groepen]
        allowed = next((found for found in every if not found), WEL) and _enough_said(poort, schatting, bron, eenheid)
        if bron == "samenwerking":
            margin = poort.marge(min(int(group["organisatie"].nunique()) for group in groepen))
    else:
        allowed = _enough_counted(poort, schatting, telling, eenheid)
    if not allowed:
        raise ValueError(allowed.reason)
    return schatting if margin else replace(schatting, low=None, high=None, reason=margin.reason)


def _compares(schatting: Estimate) -> bool:
    """Whether the number is a difference between groups."""
    return schatting.method.startswith(VERGELIJKT)


def _check_counts(schatting: Estimate, telling: Any) -> None:
    """Counts must have passed the gate; what compares groups needs all of them, for it gives a hidden one back."""
    texts = load_teksten("eigen")
    if not isinstance(telling, Doorgelaten | DoorgelatenTabel):
        raise ValueError(texts["niet_geteld"])
    if _compares(schatting) and telling.isna().to_numpy().any():
        raise ValueError(texts["verborgen_groep"])


def _check_groups(schatting: Estimate, groepen: Sequence[pd.DataFrame], bron: str) -> None:
    """The rows must be there, one table for each group that is compared, and nobody counts twice in the number."""
    texts, column = load_teksten("eigen"), PER_MENS[bron]
    if not groepen or any(column not in group for group in groepen):
        raise ValueError(texts.zin("geen_rijen", bron=bron, kolom=column))
    if _compares(schatting) and len(groepen) < 2:
        raise ValueError(texts["een_groep"])
    people = sum(int(group[column].nunique()) for group in groepen)
    if bron != "kwalitatief" and (schatting.n or 0) > people:
        raise ValueError(texts.zin("vaker_geteld", n=schatting.n, mensen=people, kolom=column))


def _enough(poort: Poort, group: pd.DataFrame, bron: str) -> Mag:
    """Whether a group has enough people for any number about it."""
    people = int(group[PER_MENS[bron]].nunique())
    if bron == "kwalitatief":
        return poort.code(int(group["fragment"].nunique()), people)
    return poort.spreiding(people) if bron == "vragenlijst" else poort.groep(people, int(group["organisatie"].nunique()))


def _enough_said(poort: Poort, schatting: Estimate, bron: str, eenheid: Notatie) -> Mag:
    """Whether enough people gave an answer and another one, and not all the same."""
    n, value = schatting.n or 0, schatting.value or 0.0
    if eenheid == "pct" and not _compares(schatting) and bron == "vragenlijst":
        return poort.vraag(n, round(value * n))
    same = schatting.has_interval and schatting.low == schatting.high
    return not_shown("bijna_iedereen") if same else WEL


def _enough_counted(poort: Poort, schatting: Estimate, telling: Any, eenheid: Notatie) -> Mag:
    """Whether a number of registered people is no small count, nor a share or mean of few."""
    n, value = schatting.n or 0, schatting.value or 0.0
    if eenheid == "aantal":
        return poort.aandeel(round(value), round(value) + poort.regels.min_cel)
    if _compares(schatting) and eenheid != "pct":
        return poort.spreiding(int(telling.to_numpy().min()))
    shares = eenheid == "pct" and value >= 0 and not _compares(schatting)
    return poort.aandeel(round(value * n), n) if shares else poort.spreiding(n)


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
