"""Counts of participation, made once and passed through the privacy gate together, for every document that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from wijkmonitor.bevinding import Tabel
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.schema import LEEFTIJDEN
from wijkmonitor.vragen.bouw import tabel
from wijkmonitor.vragen.teksten import load_teksten

BEGONNEN = ("gestart", "afgerond", "uitgevallen")
ONBEKEND = "onbekend"
BUITEN = "buiten de wijk"
AGE_SHARES = {"0-14": "pct_0_14", "15-24": "pct_15_24", "25-44": "pct_25_44", "45-64": "pct_45_64", "65+": "pct_65plus"}
GRENZEN = {int(band.partition("-")[0].rstrip("+")): band for band in LEEFTIJDEN}


@dataclass(frozen=True, repr=False)
class Deelnemers(Tussenstap):
    """Counts that may be shown; a hidden count is missing.

    mensen: people who began, each once; None where they are fewer than the least count. Where fewer than that took part
    twice, everybody counts once per intervention: the difference would tell how few. per_kenmerk: the same people by
    leeftijd, geslacht and buurt. status, stappen: all sign-ups by status, and by intervention x status, a person once per
    intervention (the statuses exclude each other). verwijzers: the same persons-in-interventions by referrer. Who is
    younger than vanaf_leeftijd counts nowhere; who gave no age does.
    """

    dossier: Dossier
    mensen: int | None
    per_kenmerk: Mapping[str, pd.Series]
    status: pd.Series
    stappen: pd.DataFrame
    verwijzers: pd.Series
    vanaf_leeftijd: int = 15
    deelname: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def begonnen(self) -> pd.Series:
        """Persons who began, per intervention; missing where a part is hidden."""
        return self.stappen.reindex(columns=list(BEGONNEN), fill_value=0).sum(axis=1, skipna=False)

    @property
    def aangemeld(self) -> pd.Series:
        """Sign-ups per intervention: everyone in the table, begun or not."""
        return self.stappen.sum(axis=1, skipna=False)

    @property
    def leeftijden(self) -> tuple[str, ...]:
        """The age bands that count."""
        return tuple(band for limit, band in GRENZEN.items() if limit >= self.vanaf_leeftijd)

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """People who began, by kenmerk."""
        words, hidden = load_teksten("tellingen"), self.dossier.poort.verborgen
        rows = [
            (words[f"kenmerk.{kenmerk}"], str(group), hidden if pd.isna(count) else int(count))
            for kenmerk, counts in self.per_kenmerk.items()
            for group, count in counts.items()
        ]
        title = words.zin("deelnemers.titel", wijk=self.dossier.wijk.naam, vanaf=self.vanaf_leeftijd)
        return (tabel(title, ("Kenmerk", "Groep", ("Begonnen", "aantal")), rows or [("-", words["geen"], hidden)]),)


def one_per_interventie(deelname: pd.DataFrame) -> pd.DataFrame:
    """Participation with one row per person and intervention: the time that the person got furthest."""
    ranked = deelname.assign(_ver=deelname["status"].map({"aangemeld": 0, "uitgevallen": 1, "gestart": 2, "afgerond": 3}))
    ranked = ranked.sort_values(["deelnemer", "interventie", "_ver", "aanmelding"], kind="stable")
    return ranked.drop_duplicates(["deelnemer", "interventie"], keep="last").drop(columns="_ver")


def begonnen_mensen(deelname: pd.DataFrame, *, minstens: int) -> pd.DataFrame:
    """One row per person who began: the first participation holds the person's age, sex and buurt.

    Where fewer than `minstens` rows are of somebody who has a row already, they stay: see `Deelnemers`.
    """
    begun = deelname[deelname["status"].isin(BEGONNEN)]
    people = begun.sort_values(["deelnemer", "aanmelding", "interventie"], kind="stable").drop_duplicates("deelnemer")
    return begun if 0 < len(begun) - len(people) < minstens else people


def count_deelnemers(dossier: Dossier, *, vanaf_leeftijd: int = 15) -> Deelnemers:
    """All counts of participation that documents of this wijk show, after suppression.

    vanaf_leeftijd: who is younger counts nowhere; it must be where an age band begins. Raises ValueError in Dutch for
    another age.
    """
    delivered = _from_age(dossier.tabel("deelname"), vanaf_leeftijd)
    deelname = one_per_interventie(delivered)
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
    return Deelnemers(
        dossier=dossier,
        mensen=None if 0 < len(people) < gate.regels.min_cel else len(people),
        per_kenmerk={name: order(part) for name, part in shown.items()},
        status=trips["status"],
        stappen=trips["stappen"],
        verwijzers=trips["verwijzers"].sort_values(ascending=False, kind="stable"),
        vanaf_leeftijd=vanaf_leeftijd,
        deelname=delivered,
    )


def _from_age(deelname: pd.DataFrame, limit: int) -> pd.DataFrame:
    """The rows of people who are old enough, or whose age is not known."""
    if limit not in GRENZEN:
        ages = ", ".join(map(str, GRENZEN))
        raise ValueError(load_teksten("tellingen").zin("leeftijd", gevonden=limit, grenzen=ages))
    younger = [band for begin, band in GRENZEN.items() if begin < limit]
    return deelname[~deelname["leeftijdsgroep"].isin(younger)]


def order(counts: pd.Series) -> pd.Series:
    """Ages in their own order, other groups by name, unknown last."""
    ranks = {name: place for place, name in enumerate(LEEFTIJDEN)} | {BUITEN: 98, ONBEKEND: 99}
    return counts.reindex(sorted(counts.index, key=lambda name: (ranks.get(name, 50), str(name))))


def _buurten(codes: pd.Series, gebieden: tuple[str, ...]) -> pd.Series:
    inside = codes.str.startswith(tuple("BU" + code[2:] for code in gebieden)) | ~codes.str.startswith("BU")
    return codes.where(inside.fillna(True).astype(bool), BUITEN)
