"""Counts of participation, made once and passed through the privacy gate together, for every document that shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import numpy as np
import pandas as pd

from wijkmonitor.bevinding import Tabel, Tussenstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.lijsten import LEEFTIJDEN, OMSTANDIGHEDEN
from wijkmonitor.privacy.feiten import Bedekt, Feiten, cel
from wijkmonitor.privacy.gevoelig import let_through
from wijkmonitor.privacy.onderdrukken import hide
from wijkmonitor.taal.getallen import meervoud, opsomming
from wijkmonitor.taal.oordeel import jaren
from wijkmonitor.vragen.bouw import tabel
from wijkmonitor.vragen.kruising import KOLOMMEN, ONBEKEND, Bedoeld, Kruising, find_bedoeld, nearly_all
from wijkmonitor.vragen.teksten import load_teksten, tussen_maanden
from wijkmonitor.vragen.verband import BEGONNEN, tell_nobody, tie_themas, tie_together, tie_verwijzers

VANAF_LEEFTIJD = 15
Leeftijd = Annotated[int, "where an age band begins: 0, 15, 25, 45 or 65"]
APART = (ONBEKEND, "x")  # groups that are not compared with the residents
BUITEN = "buiten de wijk"  # what deliveries write for a buurt elsewhere
AGE_SHARES = {"0-14": "pct_0_14", "15-24": "pct_15_24", "25-44": "pct_25_44", "45-64": "pct_45_64", "65+": "pct_65plus"}
GRENZEN = {int(band.partition("-")[0].rstrip("+")): band for band in LEEFTIJDEN}


@dataclass(frozen=True, repr=False)
class Deelnemers(Tussenstap):
    """Counts that may be shown; a hidden count is missing, or None. What is hidden is chosen for all of them together.

    mensen: people who began, each once. Where fewer than that took part
    twice, everybody counts once per intervention: the difference would tell how few. per_kenmerk: the same people by
    leeftijd, geslacht and buurt, and by each of OMSTANDIGHEDEN that is written down of anybody. status, stappen: all sign-ups by status, and by intervention x status, a person once per
    intervention (the statuses exclude each other). verwijzers: the same persons-in-interventions by referrer. Who is
    younger than vanaf_leeftijd counts nowhere; who gave no age does. Who lives outside the wijk is counted in `buiten` and
    among the sign-ups, not among the people of the wijk.
    bewoners: the rows behind mensen. groepen: people in the interventions of each target group, each once. nieuw: people who began in
    the twelve months before the peildatum, None where nothing of those months was delivered. bedoeld: per intervention who
    belongs to the group it is meant for. verwijzer_bekend: sign-ups of which the referrer is known. bedekt: all counts, and which are hidden.
    """

    dossier: Dossier
    mensen: int | None
    per_kenmerk: Mapping[str, pd.Series]
    status: pd.Series
    stappen: pd.DataFrame
    verwijzers: pd.Series
    vanaf_leeftijd: int
    deelname: pd.DataFrame
    buiten: int | None
    bewoners: pd.DataFrame
    groepen: Mapping[tuple[str, ...], int | None]
    nieuw: int | None
    bedoeld: tuple[Bedoeld, ...]
    verwijzer_bekend: int | None
    bedekt: Bedekt

    @property
    def getoond(self) -> Mapping[str, float]:
        """Every count that is shown, by its name in the ledger, and what a page makes of them: what they leave of all people
        for a comparison, and a target group of several values."""
        made = {f"mensen | vergeleken | {kenmerk}": self.compared_by(kenmerk) for kenmerk in KOLOMMEN}
        chosen = {
            (kenmerk, values) for group in self.dossier.wijk.doelgroep for kenmerk, values in group.kiest.items() if values[1:]
        }
        made |= {f"mensen | {kenmerk} | {'+'.join(values)}": self.count_of(kenmerk, values) for kenmerk, values in sorted(chosen)}
        return {**{name: float(count) for name, count in made.items() if count is not None}, **self.bedekt.getoond}

    def count_of(self, kenmerk: str, waarden: Sequence[str]) -> int | None:
        """People who began and have one of these values; None where one of those counts is hidden, or nobody wrote it down."""
        if kenmerk not in self.per_kenmerk:
            return None
        counts = self.per_kenmerk[kenmerk].reindex(list(waarden), fill_value=0)
        return None if counts.isna().any() else int(counts.sum())

    def compared_by(self, kenmerk: str) -> int | None:
        """People in the groups of a kenmerk that are compared with the residents, hidden groups included.

        All people less the groups that are left out; None where one of those is hidden.
        """
        counts = self.per_kenmerk[kenmerk]
        aside = counts[counts.index.isin(APART)]
        return None if self.mensen is None or aside.isna().any() else self.mensen - int(aside.sum())

    @property
    def tijdvak(self) -> str:
        """The months over which participation is counted together, as `2020-01/2022-12`; "" where there is none."""
        if self.deelname.empty:
            return ""
        return tussen_maanden(self.deelname["aanmelding"].min(), self.dossier.later or newest_day(self.deelname))

    @property
    def begonnen(self) -> pd.Series:
        """Persons who began, per intervention; missing where a part is hidden."""
        return self.stappen.reindex(columns=list(BEGONNEN), fill_value=0).sum(axis=1, skipna=False)

    @property
    def aangemeld(self) -> pd.Series:
        """Sign-ups per intervention: everyone in the table, begun or not."""
        return self.stappen.sum(axis=1, skipna=False)

    @property
    def van_wie(self) -> str:
        """Whose sign-ups are counted, behind the word *aanmeldingen*; "" where those of everyone are."""
        limit = self.vanaf_leeftijd
        return f" {load_teksten('tellingen').zin('deelnemers.van_wie', vanaf=limit)}" if limit else ""

    @property
    def waarom_leeg(self) -> str:
        """Why there is nobody to count: no table was delivered, or all in it are younger."""
        kind = "te_jong" if self.dossier.heeft("deelname") else "geen_tabel"
        return load_teksten("tellingen").zin(f"waarom_leeg.{kind}", vanaf=self.vanaf_leeftijd)

    @property
    def let_op(self) -> str:
        """Who is left out because they live elsewhere, and of whom something is not known; "" where that is nobody."""
        words = load_teksten("tellingen")
        if self.buiten is None:
            elsewhere = str(words["buiten.enkele"])
        else:
            count = meervoud(self.buiten, "deelnemer woont", "deelnemers wonen")
            elsewhere = words.zin("buiten.aantal", aantal=count) if self.buiten else ""
        return f"{elsewhere} {self._unknown}".strip()

    @property
    def _unknown(self) -> str:
        """Of how many people a kenmerk is not known, *een deel* where that may not be shown: they stand in the total and in no group."""
        words = load_teksten("tellingen")
        counts = {name: self.per_kenmerk[name].get(ONBEKEND, 0) for name in KOLOMMEN if name in self.per_kenmerk}
        told = [
            words.zin(f"onbekend.{name}", aantal="een deel" if pd.isna(n) else meervoud(int(n), "deelnemer", "deelnemers"))
            for name, n in counts.items()
            if pd.isna(n) or n
        ]
        return words.zin("onbekend.zin", wat=opsomming(told)) if told else ""

    @property
    def keer(self) -> int:
        """How many years of participation there are: the how manyeth yearly report this can be."""
        first = self.deelname["aanmelding"].min() if len(self.deelname) else pd.NaT
        return jaren(None if pd.isna(first) else first.date(), self.dossier.peildatum)

    @property
    def leeftijden(self) -> tuple[str, ...]:
        """The age bands that count."""
        return ages_from(self.vanaf_leeftijd)

    @property
    def tabellen(self) -> tuple[Tabel, ...]:
        """People who began, by kenmerk; of a kenmerk with every group hidden not which groups there are."""
        words, hidden, called = load_teksten("tellingen"), self.dossier.poort.verborgen, self.dossier.kerncijfers.naam_van
        rows = [
            (
                words[f"kenmerk.{kenmerk}"],
                called(str(group)) if str(group).startswith("BU") else str(group),
                hidden if pd.isna(count) else int(count),
            )
            for kenmerk, counts in self.per_kenmerk.items()
            for group, count in (counts if counts.notna().any() else counts.iloc[:1].set_axis(["-"][: len(counts)])).items()
        ]
        title = words.zin("deelnemers.titel", wijk=self.dossier.wijk.naam, vanaf=self.vanaf_leeftijd)
        return (tabel(title, ("Kenmerk", "Groep", ("Begonnen", "aantal")), rows or [("-", words["geen"], hidden)]),)


def ages_from(limit: int) -> tuple[str, ...]:
    """The age bands from this age on."""
    return tuple(band for begin, band in GRENZEN.items() if begin >= limit)


def one_per_interventie(deelname: pd.DataFrame) -> pd.DataFrame:
    """Participation with one row per person and intervention: the time that the person got furthest."""
    ranked = deelname.assign(_ver=deelname["status"].map({"aangemeld": 0, "uitgevallen": 1, "gestart": 2, "afgerond": 3}))
    ranked = ranked.sort_values(["deelnemer", "interventie", "_ver", "aanmelding"], kind="stable")
    return ranked.drop_duplicates(["deelnemer", "interventie"], keep="last").drop(columns="_ver")


def begonnen_mensen(deelname: pd.DataFrame, *, minstens: int) -> pd.DataFrame:
    """One row per person who began: the first participation holds the person's age, sex and buurt.

    Not every intervention asks for each of OMSTANDIGHEDEN: of those the first that is known counts. Where fewer than
    `minstens` rows are of somebody who has a row already, they stay: see `Deelnemers`.
    """
    begun = deelname[deelname["status"].isin(BEGONNEN)]
    in_order = begun.sort_values(["deelnemer", "aanmelding", "interventie"], kind="stable")
    people = in_order.drop_duplicates("deelnemer")
    if 0 < len(begun) - len(people) < minstens:
        return begun
    known = {name: in_order[in_order[name].ne(ONBEKEND)].groupby("deelnemer")[name].first() for name in OMSTANDIGHEDEN}
    return people.assign(**{name: people["deelnemer"].map(values) for name, values in known.items()})


def count_deelnemers(dossier: Dossier, *, vanaf_leeftijd: Leeftijd = VANAF_LEEFTIJD) -> Deelnemers:
    """All counts of participation that documents of this wijk show, after suppression.

    vanaf_leeftijd: who is younger counts nowhere; it must be where an age band begins. Raises ValueError in Dutch for
    another age.
    """
    delivered = _from_age(dossier.tabel("deelname"), vanaf_leeftijd)
    deelname = one_per_interventie(delivered)
    inside = lives_inside(deelname["buurt"], dossier.wijk.gebieden)
    people = begonnen_mensen(deelname[inside], minstens=dossier.poort.regels.min_cel)
    sign_ups = {
        "status": deelname["status"].value_counts().sort_index().rename_axis("status"),
        "stappen": pd.crosstab(deelname["interventie"], deelname["status"]),
        "verwijzers": deelname["verwijzer"].fillna(ONBEKEND).value_counts().sort_index().rename_axis("verwijzer"),
    }
    tables: dict[str, dict[str, Any]] = {"mensen": _per_kenmerk(people), "aanmeldingen": sign_ups}
    facts = Feiten()
    for who, part in tables.items():
        facts.tabellen(who, part)
    facts.spaar(cel("aanmeldingen", ("status", name)) for name in tables["aanmeldingen"]["status"].index)
    groups = tuple(dict.fromkeys(tuple(group.interventies) for group in dossier.wijk.doelgroep if group.interventies))
    tie_together(facts, deelname, inside, groups)
    tie_verwijzers(facts, tables["aanmeldingen"]["verwijzers"], ONBEKEND)
    tie_themas(facts, dossier.tabel("interventies"), deelname)
    recent = pd.Timestamp(dossier.deelname_tot) - pd.DateOffset(years=1)
    facts.tel("nieuw", int((began(people) > recent).sum()))
    facts.tel("eerder", len(people) - facts.aantallen[cel("nieuw")], getoond=False)
    facts.som(cel("mensen"), (cel("nieuw"), cel("eerder")))
    begun = deelname[deelname["status"].isin(BEGONNEN)]
    crossed = Kruising(find_bedoeld(dossier, begun, ages_from(vanaf_leeftijd)), begun, dossier.poort.regels)
    crossed.add(facts)
    usual = {"leeftijd": ages_from(vanaf_leeftijd), "geslacht": ("v", "m")}
    tell_nobody(facts, dossier, deelname, {name: usual.get(name, ()) for name in tables["mensen"]})
    shown = dossier.poort.samen(facts, dossier.eerder)
    counts: dict[str, dict[str, Any]] = {
        who: {name: let_through(hide(table, shown.tabel(who, name, table))) for name, table in part.items()}
        for who, part in tables.items()
    }
    for name, part in tables["mensen"].items():
        if name in OMSTANDIGHEDEN and nearly_all(dict(part.items()), dossier.poort.regels):
            counts["mensen"][name] = let_through(hide(part, np.ones(len(part), dtype=bool)))
    trips = counts["aanmeldingen"]
    return Deelnemers(
        dossier=dossier,
        mensen=shown.aantal(cel("mensen")),
        per_kenmerk={name: order(part) for name, part in counts["mensen"].items()},
        status=trips["status"],
        stappen=trips["stappen"],
        verwijzers=trips["verwijzers"].sort_values(ascending=False, kind="stable"),
        vanaf_leeftijd=vanaf_leeftijd,
        deelname=delivered,
        buiten=shown.aantal(cel("buiten")),
        bewoners=people,
        groepen={group: shown.aantal(cel(f"in {group}")) for group in groups},
        nieuw=shown.aantal(cel("nieuw")) if len(delivered) and pd.Timestamp(newest_day(delivered)) > recent else None,
        bedoeld=crossed.read(shown),
        verwijzer_bekend=shown.aantal(cel("verwijzer bekend")),
        bedekt=shown,
    )


def _per_kenmerk(people: pd.DataFrame) -> dict[str, pd.Series]:
    told = {name: name for name in OMSTANDIGHEDEN if people[name].fillna(ONBEKEND).ne(ONBEKEND).any()}
    columns = KOLOMMEN | told
    return {name: people[column].fillna(ONBEKEND).value_counts().sort_index() for name, column in columns.items()}


def began(people: pd.DataFrame) -> pd.Series:
    """When each of these people began: the start, or the sign-up where that is not known."""
    start: pd.Series = people["start"].fillna(people["aanmelding"])
    return start


def newest_day(deelname: pd.DataFrame) -> date:
    """The newest day in what was delivered of participation: a sign-up, a start or an end."""
    newest: date = deelname[["aanmelding", "start", "einde"]].max().max().date()
    return newest


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
