"""Counts of participation, made once and passed through the privacy gate together, for every document that shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from wijkmonitor.bevinding import Tabel
from wijkmonitor.bevinding.blokken import Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.schema import LEEFTIJDEN
from wijkmonitor.taal.getallen import meervoud
from wijkmonitor.taal.oordeel import jaren
from wijkmonitor.vragen.bouw import tabel
from wijkmonitor.vragen.teksten import load_teksten

BEGONNEN = ("gestart", "afgerond", "uitgevallen")
ONBEKEND = "onbekend"
BUITEN = "buiten de wijk"  # what deliveries write for a buurt elsewhere
AGE_SHARES = {"0-14": "pct_0_14", "15-24": "pct_15_24", "25-44": "pct_25_44", "45-64": "pct_45_64", "65+": "pct_65plus"}
GRENZEN = {int(band.partition("-")[0].rstrip("+")): band for band in LEEFTIJDEN}


@dataclass(frozen=True, repr=False)
class Deelnemers(Tussenstap):
    """Counts that may be shown; a hidden count is missing.

    mensen: people who began, each once; None where they are fewer than the least count. Where fewer than that took part
    twice, everybody counts once per intervention: the difference would tell how few. per_kenmerk: the same people by
    leeftijd, geslacht and buurt. status, stappen: all sign-ups by status, and by intervention x status, a person once per
    intervention (the statuses exclude each other). verwijzers: the same persons-in-interventions by referrer. Who is
    younger than vanaf_leeftijd counts nowhere; who gave no age does. Who lives outside the wijk is counted in `buiten` and
    among the sign-ups, not among the people of the wijk; None where they are fewer than the least count, but some.
    bewoners: the rows behind mensen.
    """

    dossier: Dossier
    mensen: int | None
    per_kenmerk: Mapping[str, pd.Series]
    status: pd.Series
    stappen: pd.DataFrame
    verwijzers: pd.Series
    vanaf_leeftijd: int = 15
    deelname: pd.DataFrame = field(default_factory=pd.DataFrame)
    buiten: int | None = 0
    bewoners: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def begonnen(self) -> pd.Series:
        """Persons who began, per intervention; missing where a part is hidden."""
        return self.stappen.reindex(columns=list(BEGONNEN), fill_value=0).sum(axis=1, skipna=False)

    @property
    def aangemeld(self) -> pd.Series:
        """Sign-ups per intervention: everyone in the table, begun or not."""
        return self.stappen.sum(axis=1, skipna=False)

    @property
    def let_op(self) -> str:
        """Who is left out because they live elsewhere; "" where nobody is."""
        words = load_teksten("tellingen")
        if self.buiten is None:
            return str(words["buiten.enkele"])
        return (
            words.zin("buiten.aantal", aantal=meervoud(self.buiten, "deelnemer woont", "deelnemers wonen")) if self.buiten else ""
        )

    def count_in(self, interventies: Sequence[str]) -> int | None:
        """People of the wijk who began in any of these interventions, each once; None where that may not be shown."""
        counts = self.begonnen.reindex(list(interventies), fill_value=0)
        if counts.isna().any():
            return None
        rows = one_per_interventie(self.deelname)
        rows = rows[rows["interventie"].isin(list(interventies)) & lives_inside(rows["buurt"], self.dossier.wijk.gebieden)]
        found = len(begonnen_mensen(rows, minstens=self.dossier.poort.regels.min_cel))
        return None if 0 < found < self.dossier.poort.regels.min_cel else found

    @property
    def keer(self) -> int:
        """How many years of participation there are: the how manyeth yearly report this can be."""
        first = self.deelname["aanmelding"].min() if len(self.deelname) else pd.NaT
        return jaren(None if pd.isna(first) else first.date(), self.dossier.peildatum)

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
    inside = lives_inside(deelname["buurt"], dossier.wijk.gebieden)
    least = gate.regels.min_cel
    people = begonnen_mensen(deelname[inside], minstens=least)
    outside = deelname[~inside & deelname["status"].isin(BEGONNEN)]["deelnemer"].nunique()
    kenmerken = {
        "leeftijd": people["leeftijdsgroep"],
        "geslacht": people["geslacht"],
        "buurt": people["buurt"],
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
        mensen=None if 0 < len(people) < least else len(people),
        per_kenmerk={name: order(part) for name, part in shown.items()},
        status=trips["status"],
        stappen=trips["stappen"],
        verwijzers=trips["verwijzers"].sort_values(ascending=False, kind="stable"),
        vanaf_leeftijd=vanaf_leeftijd,
        deelname=delivered,
        buiten=None if 0 < outside < least else outside,
        bewoners=people,
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
    ranks = {name: place for place, name in enumerate(LEEFTIJDEN)} | {ONBEKEND: 99}
    return counts.reindex(sorted(counts.index, key=lambda name: (ranks.get(name, 50), str(name))))


def lives_inside(codes: pd.Series, gebieden: tuple[str, ...]) -> pd.Series:
    """Who lives in the wijk: in a buurt of it, or in one that is not known or not written as a code."""
    own = codes.str.startswith(tuple("BU" + code[2:] for code in gebieden)) | ~codes.str.startswith("BU")
    return own.fillna(True).astype(bool) & ~codes.str.lower().eq(BUITEN).fillna(False).astype(bool)
