"""Counts of participation, made once and passed through the privacy gate together, for every document that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.schema import LEEFTIJDEN

BEGONNEN = ("gestart", "afgerond", "uitgevallen")
ONBEKEND = "onbekend"
BUITEN = "buiten de wijk"
AGE_SHARES = {"0-14": "pct_0_14", "15-24": "pct_15_24", "25-44": "pct_25_44", "45-64": "pct_45_64", "65+": "pct_65plus"}


@dataclass(frozen=True)
class Tellingen:
    """Counts that may be shown; a hidden count is missing.

    mensen: people who began, each once; None where they are fewer than the least count. Where fewer than that took part
    twice, everybody counts once per intervention: the difference would tell how few. per_kenmerk: the same people by
    leeftijd, geslacht and buurt. status, stappen: all sign-ups by status, and by intervention x status, a person once per intervention (the
    statuses exclude each other). verwijzers: the same persons-in-interventions by referrer.
    """

    mensen: int | None
    per_kenmerk: Mapping[str, pd.Series]
    status: pd.Series
    stappen: pd.DataFrame
    verwijzers: pd.Series

    @property
    def begonnen(self) -> pd.Series:
        """Persons who began, per intervention; missing where a part is hidden."""
        return self.stappen.reindex(columns=list(BEGONNEN), fill_value=0).sum(axis=1, skipna=False)

    @property
    def aangemeld(self) -> pd.Series:
        """Sign-ups per intervention: everyone in the table, begun or not."""
        return self.stappen.sum(axis=1, skipna=False)


def one_per_interventie(deelname: pd.DataFrame) -> pd.DataFrame:
    """Participation with one row per person and intervention: the time that the person got furthest."""
    ranked = deelname.assign(_ver=deelname["status"].map({"aangemeld": 0, "uitgevallen": 1, "gestart": 2, "afgerond": 3}))
    ranked = ranked.sort_values(["deelnemer", "interventie", "_ver", "aanmelding"], kind="stable")
    return ranked.drop_duplicates(["deelnemer", "interventie"], keep="last").drop(columns="_ver")


def begonnen_mensen(deelname: pd.DataFrame, *, minstens: int) -> pd.DataFrame:
    """One row per person who began: the first participation holds the person's age, sex and buurt.

    Where fewer than `minstens` rows are of somebody who has a row already, they stay: see `Tellingen`.
    """
    begun = deelname[deelname["status"].isin(BEGONNEN)]
    people = begun.sort_values(["deelnemer", "aanmelding", "interventie"], kind="stable").drop_duplicates("deelnemer")
    return begun if 0 < len(begun) - len(people) < minstens else people


def tel_deelname(dossier: Dossier) -> Tellingen:
    """All counts of participation that documents of this wijk show, after suppression."""
    deelname = one_per_interventie(dossier.tabel("deelname"))
    gate = dossier.poort
    people = begonnen_mensen(deelname, minstens=gate.regels.min_cel)
    kenmerken = {
        "leeftijd": people["leeftijdsgroep"],
        "geslacht": people["geslacht"],
        "buurt": _buurten(people["buurt"], dossier.wijk.gebieden),
    }
    counts = {name: column.fillna(ONBEKEND).value_counts().sort_index() for name, column in kenmerken.items()}
    shown = gate.tabellen(counts)
    counted: dict[str, Any] = {
        "status": deelname["status"].value_counts().sort_index().rename_axis("status"),
        "stappen": pd.crosstab(deelname["interventie"], deelname["status"]),
        "verwijzers": deelname["verwijzer"].fillna(ONBEKEND).value_counts().sort_index().rename_axis("verwijzer"),
    }
    trips: dict[str, Any] = gate.tabellen(counted)
    return Tellingen(
        mensen=None if 0 < len(people) < gate.regels.min_cel else len(people),
        per_kenmerk={name: order(part) for name, part in shown.items()},
        status=trips["status"],
        stappen=trips["stappen"],
        verwijzers=trips["verwijzers"].sort_values(ascending=False, kind="stable"),
    )


def order(counts: pd.Series) -> pd.Series:
    """Ages in their own order, other groups by name, unknown last."""
    ranks = {name: place for place, name in enumerate(LEEFTIJDEN)} | {BUITEN: 98, ONBEKEND: 99}
    return counts.reindex(sorted(counts.index, key=lambda name: (ranks.get(name, 50), str(name))))


def _buurten(codes: pd.Series, gebieden: tuple[str, ...]) -> pd.Series:
    inside = codes.str.startswith(tuple("BU" + code[2:] for code in gebieden)) | ~codes.str.startswith("BU")
    return codes.where(inside.fillna(True).astype(bool), BUITEN)
