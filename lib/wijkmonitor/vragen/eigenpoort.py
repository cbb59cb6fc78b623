"""The gate before a finding of one's own: enough people behind its number, none told apart in its table or its figure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from wijkmonitor.privacy.gevoelig import Doorgelaten, DoorgelatenTabel
from wijkmonitor.privacy.regels import MIN_ORGANISATIES, MIN_PARTNERS, WEL, Mag, not_shown
from wijkmonitor.privacy.terugrekenen import tells_few
from wijkmonitor.stats import Estimate
from wijkmonitor.vragen.teksten import load_teksten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from wijkmonitor.bevinding import Notatie
    from wijkmonitor.privacy import Poort

# Tables in which people answered, more than once perhaps -> the column that tells them apart.
PER_MENS = {"vragenlijst": "respondent", "samenwerking": "respondent", "kwalitatief": "bron"}
LOS = ("deelnemer", "respondent", "organisatie", "fragment", "bron")  # columns that tell one person or organisation apart
VERGELIJKT = ("Welch", "Newcombe", "log-normaal")  # methods that compare groups
_VEEL = 2  # at least this part of the people in the rows is in the number: one half
_WIE = r"(?:mensen|mens|personen|bewoners?|deelnemers?|vrouwen|mannen|verwijzingen|bezoekers|antwoorden|partners?)"
_KLEINE_GROEP = re.compile(rf"(?<![\d,.-])[1-4] {_WIE}\b")
_KLEIN = re.compile(rf"(?:: |= ?)[1-4](?![\d,.%])|{_KLEINE_GROEP.pattern}")  # beside a bar


def compares(schatting: Estimate) -> bool:
    """Whether the number is a difference between groups."""
    return schatting.method.startswith(VERGELIJKT)


def pass_gate(
    poort: Poort, schatting: Estimate, telling: Any, rijen: Any, rows: pd.DataFrame, bron: str, eenheid: Notatie
) -> Estimate:
    """The estimate as it may be shown; ValueError in Dutch where it, or the table, may not.

    rijen: what `maak_bevinding` got. rows: all rows of the table `bron`.
    """
    _check_counts(schatting, telling, rows)
    if schatting.value is None:
        return schatting
    margin = WEL
    if bron in PER_MENS:
        groups = _groups(schatting, rijen, bron)
        every = [_enough(poort, group, bron) for group in groups]
        allowed = next((found for found in every if not found), WEL) and _enough_said(poort, schatting, bron, eenheid)
        if bron == "samenwerking":
            margin = poort.marge(min(int(group["organisatie"].nunique()) for group in groups))
    else:
        allowed = _enough_counted(poort, schatting, telling, eenheid)
    if not allowed:
        raise ValueError(allowed.reason)
    return schatting if margin else replace(schatting, low=None, high=None, reason=margin.reason)


def check_drawing(figuur: Axes, alt: str, least: int) -> None:
    """ValueError where bars or words anywhere in the figure, or the alt text, show a count of people below the least count."""
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

    small = {float(count) for count in range(1, least)}
    if not small:
        return
    drawn = figuur.figure.axes if figuur.figure else [figuur]
    bars = {
        float(size)
        for axes in drawn
        for bar in axes.patches
        if isinstance(bar, Rectangle)
        for size in (bar.get_height(), bar.get_width())
    }
    words = {text.get_text().strip() for axes in drawn for text in axes.texts}
    around = " ".join(text.get_text() for axes in drawn for text in axes.findobj(Text))
    if small & bars or any(word.isdecimal() and float(word) in small for word in words) or _KLEIN.search(f"{alt} {around}"):
        raise ValueError(load_teksten("eigen")["kleine_figuur"])


def check_words(texts: Iterable[str], least: int, n: int | None = None) -> None:
    """ValueError where one of these texts of a finding on `n` people tells of a few, or gives their number back."""
    for text in texts:
        if found := text if _KLEINE_GROEP.search(text) else tells_few(text, least, n):
            raise ValueError(load_teksten("eigen").zin("kleine_tekst", zin=found))


def _check_counts(schatting: Estimate, telling: Any, rows: pd.DataFrame) -> None:
    """Counts must have passed the gate, by groups; what compares groups needs all of them, for it gives a hidden one back."""
    texts = load_teksten("eigen")
    if not isinstance(telling, Doorgelaten | DoorgelatenTabel):
        raise ValueError(texts["niet_geteld"])
    labels = {str(part) for axis in telling.axes for label in axis for part in (label if isinstance(label, tuple) else (label,))}
    single = {str(value) for name in LOS if name in rows for value in rows[name].dropna().unique()}
    if labels & single:
        raise ValueError(texts["telt_losse"])
    if not compares(schatting) or schatting.value is None:
        return
    if telling.isna().to_numpy().any():
        raise ValueError(texts["verborgen_groep"])
    if int(telling.to_numpy().sum()) != schatting.n:
        raise ValueError(texts.zin("andere_telling", telling=int(telling.to_numpy().sum()), n=schatting.n))


def _groups(schatting: Estimate, rijen: Any, bron: str) -> list[pd.DataFrame]:
    """The rows, one table for each group that is compared; they must be those of the number, and nobody counts twice in it."""
    texts, column = load_teksten("eigen"), PER_MENS[bron]
    groups = list(rijen) if isinstance(rijen, list | tuple) else [rijen]
    if not groups or any(not isinstance(group, pd.DataFrame) or column not in group for group in groups):
        raise ValueError(texts.zin("geen_rijen", bron=bron, kolom=column))
    if compares(schatting) and len(groups) < 2:
        raise ValueError(texts["een_groep"])
    n, people = schatting.n or 0, sum(int(group[column].nunique()) for group in groups)
    if bron == "kwalitatief":
        return groups
    if n > people:
        raise ValueError(texts.zin("vaker_geteld", n=n, mensen=people, kolom=column))
    units = [people, *([sum(int(group["organisatie"].nunique()) for group in groups)] if bron == "samenwerking" else [])]
    if not any(whole / _VEEL <= n <= whole for whole in units):
        raise ValueError(texts.zin("andere_rijen", n=n, mensen=people))
    return groups


def _enough(poort: Poort, group: pd.DataFrame, bron: str) -> Mag:
    """Whether a group has enough people for any number about it."""
    people = int(group[PER_MENS[bron]].nunique())
    if bron == "kwalitatief":
        return poort.code(int(group["fragment"].nunique()), people)
    return poort.spreiding(people) if bron == "vragenlijst" else poort.groep(people, int(group["organisatie"].nunique()))


def _enough_said(poort: Poort, schatting: Estimate, bron: str, eenheid: Notatie) -> Mag:
    """Whether enough people are in the number itself, gave an answer and another one, and not all the same."""
    n, value = schatting.n or 0, schatting.value or 0.0
    if bron == "vragenlijst":
        if eenheid == "aantal":
            return poort.vraag(n, round(abs(value))) if abs(value) <= n else poort.spreiding(n)
        if eenheid == "pct" and value >= 0 and not compares(schatting):
            return poort.vraag(n, round(value * n))
    same = schatting.has_interval and schatting.low == schatting.high
    few = poort.spreiding(n) if bron == "vragenlijst" else WEL
    if bron == "samenwerking" and n < MIN_ORGANISATIES:
        few = not_shown("te_weinig_partners", minstens=MIN_PARTNERS, organisaties=MIN_ORGANISATIES)
    return few and (not_shown("bijna_iedereen") if same else WEL)


def _enough_counted(poort: Poort, schatting: Estimate, telling: Any, eenheid: Notatie) -> Mag:
    """Whether a number of registered people is no small count, nor a share or mean of few."""
    n, value = schatting.n or 0, abs(schatting.value or 0.0)
    if eenheid in ("aantal", "getal") and {schatting.low, schatting.high} & set(range(1, poort.regels.min_cel)):
        return not_shown("te_klein_aantal", minstens=poort.regels.min_cel)  # the smallest count itself, in the place of a margin
    if eenheid == "aantal":
        return poort.aandeel(round(value), round(value) + poort.regels.min_cel)
    if compares(schatting):
        return poort.spreiding(int(telling.to_numpy().sum(axis=-1).min()) if telling.ndim > 1 else int(telling.min()))
    counted = round(value * n) if eenheid == "pct" else round(value) if float(value).is_integer() else 0
    if eenheid == "pct" and (schatting.value or 0.0) >= 0 or 0 < counted < poort.regels.min_cel:
        return poort.aandeel(counted, max(n, counted))
    return poort.spreiding(n)
