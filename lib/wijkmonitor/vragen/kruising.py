"""Interventions crossed with the group they are meant for, as counts of the same system as all other counts of participants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from wijkmonitor.dossier import Dossier
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN
from wijkmonitor.gegevens.wijk import Doelgroep
from wijkmonitor.privacy.feiten import Bedekt, Feiten, cel
from wijkmonitor.privacy.regels import Regels
from wijkmonitor.privacy.samenhang import Cel
from wijkmonitor.stats.proportions import cluster_counts, design_effect
from wijkmonitor.vragen.teksten import load_teksten

ONBEKEND = "onbekend"
KOLOMMEN = {"leeftijd": "leeftijdsgroep", "geslacht": "geslacht", "buurt": "buurt"}  # kenmerk -> its column in deelname
GOEDKOOP = 0.5  # what hiding one of these counts costs beside one of a whole intervention or wijk
Plaats = tuple[str, str]  # an intervention and a value of a kenmerk
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

    begun: one row per person who began in an intervention. regels: the thresholds of the wijk.
    """

    items: tuple[Bedoeld, ...]
    begun: pd.DataFrame
    regels: Regels

    @cached_property
    def aantallen(self) -> dict[str, Counter[Plaats]]:
        """Kenmerk -> people by intervention and value."""
        names = self.begun["interventie"].tolist()
        kenmerken = dict.fromkeys(item.kenmerk for item in self.items if not item.reden)
        return {kenmerk: Counter(zip(names, _values(self.begun, kenmerk).tolist(), strict=True)) for kenmerk in kenmerken}

    def add(self, facts: Feiten) -> None:
        """Adds the counts, tied to the people and the sign-ups that `facts` holds already."""
        for kenmerk, counts in self.aantallen.items():
            items = [item for item in self.items if item.kenmerk == kenmerk and not item.reden]
            atoms = _atoms(counts, [item.waarden for item in items])
            cells = {item.interventie: self._tell(facts, item, atoms) for item in items}
            _tie_people(facts, counts, atoms, kenmerk, cells)

    def read(self, shown: Bedekt) -> tuple[Bedoeld, ...]:
        """Every intervention with the counts that may be shown."""
        return tuple(item if item.reden else self._filled(item, shown) for item in self.items)

    def _parts(self, item: Bedoeld) -> dict[Hoort, int]:
        """Its people by whether they belong; a few unknown ones count among the others."""
        found: dict[Hoort, int] = {"erbij": 0, "anders": 0, "onbekend": 0}
        for (name, value), count in self.aantallen[item.kenmerk].items():
            if name == item.interventie:
                found[_kind(value, item.waarden)] += count
        if 0 < found["onbekend"] < self.regels.min_cel:
            found["anders"] += found.pop("onbekend")
        return found

    def _tell(self, facts: Feiten, item: Bedoeld, atoms: Mapping[str, str]) -> dict[str, Cel]:
        """Adds the counts that a document shows; atom -> its count, which nobody publishes where it is a part of one."""
        parts, found = self._parts(item), dict[str, Cel]()
        for part, count in parts.items():
            facts.tel(f"{item.naam} {part}", count, kosten=GOEDKOOP)
            kinds = {part, "onbekend"} if part == "anders" and "onbekend" not in parts else {part}
            mine = sorted({atom for value, atom in atoms.items() if _kind(value, item.waarden) in kinds})
            if len(mine) == 1:
                found[mine[0]] = cel(f"{item.naam} {part}")
                continue
            for atom in mine:
                facts.tel(f"{item.naam} {part} {atom}", self._of_atom(item, atoms, atom), getoond=False)
                found[atom] = cel(f"{item.naam} {part} {atom}")
            facts.som(cel(f"{item.naam} {part}"), [found[atom] for atom in mine])
        facts.som(cel(f"begonnen {item.interventie}"), [cel(f"{item.naam} {part}") for part in parts])
        facts.tel(f"{item.naam} bekend", parts["erbij"] + parts["anders"], getoond=False)
        facts.som(cel(f"{item.naam} bekend"), [cel(f"{item.naam} erbij"), cel(f"{item.naam} anders")])
        return found

    def _of_atom(self, item: Bedoeld, atoms: Mapping[str, str], atom: str) -> int:
        counts = self.aantallen[item.kenmerk].items()
        return sum(count for (name, value), count in counts if name == item.interventie and atoms[value] == atom)

    def _filled(self, item: Bedoeld, shown: Bedekt) -> Bedoeld:
        parts = self._parts(item)
        counts = {part: shown.aantal(cel(f"{item.naam} {part}")) for part in parts}
        if item.kenmerk in OMSTANDIGHEDEN and (None in counts.values() or nearly_all(parts, self.regels)):
            counts = dict.fromkeys(parts)
        rows = self.begun[self.begun["interventie"] == item.interventie]
        if "onbekend" in counts:
            rows = rows[_values(rows, item.kenmerk).ne(ONBEKEND)]
        return replace(
            item,
            erbij=counts["erbij"],
            anders=counts["anders"],
            onbekend=counts.get("onbekend"),
            enkele="onbekend" not in counts,
            samen=came_together(rows, _values(rows, item.kenmerk).isin(list(item.waarden))),
        )


def nearly_all(counts: Mapping[Any, int], regels: Regels) -> bool:
    """Whether so many people are in the same group, of those of whom it is known or not, that each of them is known by it.

    Who knows that somebody takes part would know of what: of OMSTANDIGHEDEN such a count is not shown, and looks like one that
    is too small.
    """
    return max((count for group, count in counts.items() if group != ONBEKEND), default=0) > regels.max_aandeel * sum(
        counts.values()
    )


def came_together(people: pd.DataFrame, hit: pd.Series) -> float:
    """The design effect of a share: people who signed up for the same thing on the same day came together.

    people: a row per sign-up; hit: which of them are counted. Of whom no day is known came alone.
    """
    if people.empty:
        return 1.0
    day = people["aanmelding"].astype("object").where(people["aanmelding"].notna(), people["deelnemer"])
    hits, totals = cluster_counts(list(zip(people["interventie"], day, strict=True)), hit.tolist())
    return design_effect(np.array(hits, dtype=float), np.array(totals, dtype=float))


def _values(rows: pd.DataFrame, kenmerk: str) -> pd.Series:
    values: pd.Series = rows[KOLOMMEN.get(kenmerk, kenmerk)].fillna(ONBEKEND)
    return values


def _kind(value: str, belongs: Sequence[str]) -> Hoort:
    return "erbij" if value in belongs else "onbekend" if value == ONBEKEND else "anders"


def _atoms(counts: Counter[Plaats], groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """Value of a kenmerk -> the values that belong to the same groups, as one name; unknown apart."""
    values = sorted({value for _, value in counts} | {ONBEKEND})
    parts = {value: "-".join("in" if value in group else "uit" for group in groups) for value in values}
    return parts | {ONBEKEND: ONBEKEND}


def _tie_people(
    facts: Feiten, counts: Counter[Plaats], atoms: Mapping[str, str], kenmerk: str, cells: Mapping[str, Mapping[str, Cel]]
) -> None:
    """All times that people of one kind came are the people of the wijk of that kind, and whatever comes on top of it.

    On top come who lives elsewhere, and the times after somebody's first. cells: per intervention that is for a group of this
    kenmerk, atom -> its count; all other interventions are taken together.
    """
    column, rest = KOLOMMEN.get(kenmerk, kenmerk), sorted({name for name, _ in counts} - set(cells))
    others: dict[str, Cel] = {}
    for atom in sorted({*atoms.values()}):
        times = sum(count for (_, value), count in counts.items() if atoms[value] == atom)
        facts.tel(f"keren {kenmerk} {atom}", times, getoond=False)
        mine = [found[atom] for found in cells.values() if atom in found]
        if rest:
            facts.tel(f"elders {kenmerk} {atom}", times - sum(facts.aantallen[one] for one in mine), getoond=False)
            others[atom] = cel(f"elders {kenmerk} {atom}")
        facts.som(cel(f"keren {kenmerk} {atom}"), [*mine, *([others[atom]] if rest else [])])
        people = [cel("mensen", (column, value)) for value in atoms if atoms[value] == atom]
        people = [one for one in people if one in facts.aantallen]
        if people:
            more = f"bovenop {kenmerk} {atom}"
            facts.tel(more, times - sum(facts.aantallen[one] for one in people), getoond=False)
            facts.som(cel(f"keren {kenmerk} {atom}"), [*people, cel(more)])
    if rest:
        facts.tel(f"elders {kenmerk}", sum(facts.aantallen[one] for one in others.values()), getoond=False)
        facts.som(cel(f"elders {kenmerk}"), others.values())
        facts.som(cel(f"elders {kenmerk}"), [cel(f"begonnen {name}") for name in rest])
