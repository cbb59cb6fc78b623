"""Interventions crossed with the group they are meant for, as counts of the same system as all other counts of participants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.doelgroep import Doelgroep
from wijkmonitor.privacy.feiten import Bedekt, Feiten, cel
from wijkmonitor.stats.clusters import cluster_counts, design_effect
from wijkmonitor.vragen.teksten import load_teksten

ONBEKEND = "onbekend"
KOLOMMEN = {"leeftijd": "leeftijdsgroep", "geslacht": "geslacht", "buurt": "buurt"}  # kenmerk -> its column in deelname
PLEKKEN = ("binnen", "buiten")
GOEDKOOP = 0.5  # what hiding one of these counts costs beside one of a whole intervention or wijk
Plaats = tuple[str, str, str]  # an intervention, inside or outside the wijk, and a value of a kenmerk
Hoort = Literal["erbij", "anders", "onbekend"]
Reden = Literal[
    "", "geen_doelgroep", "niet_beschreven", "iedereen", "te_jong", "kruising", "geen_deelname", "niet_opgeschreven"
]  # fmt: skip


@dataclass(frozen=True)
class Bedoeld:
    """One intervention and the people who began in it, by whether they belong to the group it is meant for.

    groep: the group as it is called. waarden: who belongs to it, by kenmerk; empty with a reden. erbij, anders, onbekend: people;
    None where that is hidden or not counted. Where so few are unknown that they can't be shown, they count among `anders`
    and `enkele` says so. samen: the design effect of the share, of people who signed up on the same day.
    """

    interventie: str
    groep: str
    kenmerk: str = ""
    waarden: tuple[str, ...] = ()
    reden: Reden = ""
    erbij: int | None = None
    anders: int | None = None
    onbekend: int | None = None
    enkele: bool = False
    samen: float = 1.0

    @property
    def naam(self) -> str:
        """Its counts in the ledger: by what chooses the group, so that another group under the same name is another count."""
        return f"{self.interventie} {self.kenmerk}={'+'.join(self.waarden)}"


def chosen_by(group: Doelgroep, leeftijden: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Kenmerk -> who belongs to the group. Ages that are all those that count choose nobody."""
    return {name: values for name, values in group.kiest.items() if name != "leeftijd" or set(leeftijden) - set(values)}


def find_bedoeld(dossier: Dossier, begun: pd.DataFrame, leeftijden: Sequence[str]) -> tuple[Bedoeld, ...]:
    """Every intervention of the plan and of deelname, with the group it is meant for or why nobody can be counted.

    Its group is the one of wijk.toml that names it, or that is called as its `doelgroep` in the plan.
    begun: one row per person who began in an intervention.
    """
    plan, came = dossier.tabel("interventies"), set(begun["interventie"])
    texts = plan["doelgroep"].fillna("").astype(str)
    meant = dict(zip(plan["interventie"].astype(str), texts, strict=True))
    found = []
    for name in [*meant, *sorted(came - set(meant))]:
        item = _match(dossier, name, meant.get(name, ""), leeftijden)
        if name not in came:
            item = replace(item, reden="geen_deelname")
        elif not item.reden and _values(begun[begun["interventie"] == name], item.kenmerk).eq(ONBEKEND).all():
            item = replace(item, reden="niet_opgeschreven")
        found.append(item)
    return tuple(found)


def _match(dossier: Dossier, name: str, text: str, leeftijden: Sequence[str]) -> Bedoeld:
    words, groups = load_teksten("tellingen"), dossier.wijk.doelgroep
    own = [group for group in groups if name in group.interventies and chosen_by(group, leeftijden)]
    called = [group for group in groups if _key(group.naam) == _key(text)]
    group = next(iter([*own, *called]), None)
    if group is None:
        unknown: Reden = "niet_beschreven" if text else "geen_doelgroep"
        return Bedoeld(name, text or str(words["geen_groep"]), reden="iedereen" if _key(text) in words["iedereen"] else unknown)
    chosen, young = chosen_by(group, leeftijden), set(group.leeftijd) - set(leeftijden)
    if young or len(chosen) != 1:
        return Bedoeld(name, group.naam, reden="te_jong" if young else "kruising" if chosen else "iedereen")
    ((kenmerk, values),) = chosen.items()
    return Bedoeld(name, group.naam, kenmerk, values)


def _key(text: str) -> str:
    return " ".join(text.lower().split())


@dataclass(frozen=True)
class Kruising:
    """The counts of some interventions crossed with their groups, before suppression.

    begun: one row per person who began in an intervention, `plek` says inside or outside the wijk. minstens: least count shown.
    """

    items: tuple[Bedoeld, ...]
    begun: pd.DataFrame
    minstens: int

    @cached_property
    def aantallen(self) -> dict[str, Counter[Plaats]]:
        """Kenmerk -> people by intervention, inside or outside the wijk, and value."""
        names, places = self.begun["interventie"].tolist(), self.begun["plek"].tolist()
        kenmerken = dict.fromkeys(item.kenmerk for item in self.items if not item.reden)
        return {kenmerk: Counter(zip(names, places, _values(self.begun, kenmerk).tolist(), strict=True)) for kenmerk in kenmerken}

    def add(self, facts: Feiten) -> None:
        """Adds the counts, tied to the people and the sign-ups that `facts` holds already."""
        for kenmerk, counts in self.aantallen.items():
            items = [item for item in self.items if item.kenmerk == kenmerk and not item.reden]
            atoms = _atoms(counts, [item.waarden for item in items])
            _split(facts, counts, atoms, kenmerk)
            _count_people(facts, counts, atoms, kenmerk)
            for item in items:
                self._tell(facts, item, atoms)

    def read(self, shown: Bedekt) -> tuple[Bedoeld, ...]:
        """Every intervention with the counts that may be shown."""
        return tuple(item if item.reden else self._filled(item, shown) for item in self.items)

    def _parts(self, item: Bedoeld) -> dict[Hoort, int]:
        """Its people by whether they belong; a few unknown ones count among the others."""
        found: dict[Hoort, int] = {"erbij": 0, "anders": 0, "onbekend": 0}
        for (name, _, value), count in self.aantallen[item.kenmerk].items():
            if name == item.interventie:
                found[_kind(value, item.waarden)] += count
        if 0 < found["onbekend"] < self.minstens:
            found["anders"] += found.pop("onbekend")
        return found

    def _tell(self, facts: Feiten, item: Bedoeld, atoms: Mapping[str, str]) -> None:
        """The counts that a document shows, as sums of those that it does not."""
        parts = self._parts(item)
        for part, count in parts.items():
            kinds = {part, "onbekend"} if part == "anders" and "onbekend" not in parts else {part}
            mine = sorted({atom for value, atom in atoms.items() if _kind(value, item.waarden) in kinds})
            facts.tel(f"{item.naam} {part}", count, kosten=GOEDKOOP)
            cells = [_naam(place, item.interventie, item.kenmerk, atom) for place in PLEKKEN for atom in mine]
            facts.som(cel(f"{item.naam} {part}"), [cel(name) for name in cells])
        facts.tel(f"{item.naam} bekend", parts["erbij"] + parts["anders"], getoond=False)
        facts.som(cel(f"{item.naam} bekend"), [cel(f"{item.naam} erbij"), cel(f"{item.naam} anders")])

    def _filled(self, item: Bedoeld, shown: Bedekt) -> Bedoeld:
        counts = {part: shown.aantal(cel(f"{item.naam} {part}")) for part in self._parts(item)}
        rows = self.begun[self.begun["interventie"] == item.interventie]
        values = _values(rows, item.kenmerk)
        known = values.ne(ONBEKEND) if "onbekend" in counts else values.notna()
        hits, totals = cluster_counts(rows.loc[known, "aanmelding"].tolist(), values[known].isin(list(item.waarden)).tolist())
        return replace(
            item,
            erbij=counts["erbij"],
            anders=counts["anders"],
            onbekend=counts.get("onbekend"),
            enkele="onbekend" not in counts,
            samen=design_effect(np.array(hits, dtype=float), np.array(totals, dtype=float)),
        )


def _values(rows: pd.DataFrame, kenmerk: str) -> pd.Series:
    values: pd.Series = rows[KOLOMMEN.get(kenmerk, kenmerk)].fillna(ONBEKEND)
    return values


def _kind(value: str, belongs: Sequence[str]) -> Hoort:
    return "erbij" if value in belongs else "onbekend" if value == ONBEKEND else "anders"


def _atoms(counts: Counter[Plaats], groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """Value of a kenmerk -> the values that belong to the same groups, as one name; unknown apart."""
    values = sorted({value for _, _, value in counts} | {ONBEKEND})
    parts = {value: "-".join("in" if value in group else "uit" for group in groups) for value in values}
    return parts | {ONBEKEND: ONBEKEND}


def _naam(place: str, interventie: str, kenmerk: str, atom: str) -> str:
    return f"{place} {interventie} {kenmerk} {atom}"


def _split(facts: Feiten, counts: Counter[Plaats], atoms: Mapping[str, str], kenmerk: str) -> None:
    """The people of each intervention by the kenmerk, inside and outside the wijk; nobody publishes these."""
    together: Counter[Plaats] = Counter()
    for (name, place, value), count in counts.items():
        together[name, place, atoms[value]] += count
    for name in sorted({name for name, _, _ in counts}):
        for place in PLEKKEN:
            parts = {_naam(place, name, kenmerk, atom): together[name, place, atom] for atom in sorted({*atoms.values()})}
            for part, count in parts.items():
                facts.tel(part, count, getoond=False)
            facts.som(cel(f"{place} {name}"), [cel(part) for part in parts])


def _count_people(facts: Feiten, counts: Counter[Plaats], atoms: Mapping[str, str], kenmerk: str) -> None:
    """The people of the wijk with a value of the kenmerk came so many times: each once, and again after that."""
    names, column = sorted({name for name, _, _ in counts}), KOLOMMEN.get(kenmerk, kenmerk)
    for atom in sorted({*atoms.values()}):
        people = [cel("mensen", (column, value)) for value in atoms if atoms[value] == atom]
        people = [one for one in people if one in facts.aantallen]
        if not people:
            continue
        times, again = f"keren {kenmerk} {atom}", f"vaker {kenmerk} {atom}"
        cells = [cel(_naam(PLEKKEN[0], name, kenmerk, atom)) for name in names]
        facts.tel(times, sum(facts.aantallen[one] for one in cells), getoond=False)
        facts.tel(again, facts.aantallen[cel(times)] - sum(facts.aantallen[one] for one in people), getoond=False)
        facts.som(cel(times), cells)
        facts.som(cel(times), [*people, cel(again)])
