"""An independent reading of the example tables: for each built-in effect, what a plain test (scipy) says about it.

A reading maps every place where an effect could stand (a group, a dimension, a factor) to a p-value. It shares nothing
with the analyses of wijkmonitor: plain normal approximations and t tests from textbooks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import combinations

import pandas as pd
from scipy import stats
from tools.voorbeeld.maken import Voorbeeld
from tools.voorbeeld.opzet import read_opzet

Lezing = Mapping[str, float]
DIMENSIES = ["lichaamsfuncties", "mentaal_welbevinden", "zingeving", "kwaliteit_van_leven", "meedoen", "dagelijks_functioneren"]


def share_p(count: int, total: int, expected: float) -> float:
    """p of a share against a known one."""
    return float(stats.binomtest(count, total, expected).pvalue)


def two_shares_p(a: int, n: int, b: int, m: int) -> float:
    """p of the difference of two shares."""
    pooled = (a + b) / (n + m)
    se = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    return float(2 * stats.norm.sf(abs(a / n - b / m) / se)) if se else 1.0


def ends(table: pd.DataFrame) -> tuple[str, str]:
    """The first and the last wave."""
    waves = sorted(table["meting"].unique())
    return waves[0], waves[-1]


def reach(column: str) -> Callable[[Voorbeeld], Lezing]:
    def read(made: Voorbeeld) -> Lezing:
        people = made.tabellen["deelname"].drop_duplicates("deelnemer")[column].dropna()
        population = read_opzet(made.slug).inwoners[column]
        people = people[people.isin(list(population))]
        total = sum(population.values())
        return {group: share_p(int((people == group).sum()), len(people), size / total) for group, size in population.items()}

    return read


def dropout(made: Voorbeeld) -> Lezing:
    started = made.tabellen["deelname"].query("status != 'aangemeld'")
    lost = started["status"] == "uitgevallen"
    found = {}
    for name in started["interventie"].unique():
        here = started["interventie"] == name
        found[name] = two_shares_p(int(lost[here].sum()), int(here.sum()), int(lost[~here].sum()), int((~here).sum()))
    return found


def referrals(made: Voorbeeld) -> Lezing:
    name = read_opzet(made.slug).reeksen["maand"]
    rows = made.tabellen["doorverwijzingen"].query("interventie == @name and herkomst == 'voorbeeld'")
    late = pd.to_datetime(rows["van"]) >= "2021-09-01"
    before, after = int(rows.loc[~late, "aantal"].sum()), int(rows.loc[late, "aantal"].sum())
    return {name: share_p(after, before + after, 16 / 36)}


def linked_change(columns: list[str]) -> Callable[[Voorbeeld], Lezing]:
    def read(made: Voorbeeld) -> Lezing:
        table = made.tabellen["vragenlijst"]
        first, last = (table[table["meting"] == wave].set_index("respondent")[columns].astype(float) for wave in ends(table))
        change = (last - first).dropna(how="all")
        return {column: float(stats.ttest_1samp(change[column].dropna(), 0).pvalue) for column in columns}

    return read


def cooperation(made: Voorbeeld) -> Lezing:
    table = made.tabellen["samenwerking"].merge(made.tabellen["stellingen"][["stelling", "factor", "omgekeerd"]], on="stelling")
    score = table["score"].astype(float)
    table["score"] = score.where(table["omgekeerd"] == "nee", 6 - score)
    first, last = ends(table)
    means = table.groupby(["factor", "meting", "respondent"])["score"].mean().dropna()
    return {
        factor: float(stats.ttest_ind(means[factor, last], means[factor, first], equal_var=False).pvalue)
        for factor in means.index.get_level_values("factor").unique()
    }


def _tied(made: Voorbeeld, wave: str) -> set[frozenset[str]]:
    rows = made.tabellen["netwerk"].query("meting == @wave and sterkte > 0")
    return {frozenset(pair) for pair in zip(rows["van"], rows["naar"], strict=True)}


def network(across: bool) -> Callable[[Voorbeeld], Lezing]:
    def read(made: Voorbeeld) -> Lezing:
        domain = made.tabellen["organisaties"].set_index("organisatie")["domein"]
        pairs = [
            frozenset(pair)
            for pair in combinations(domain.index, 2)
            if ({domain[pair[0]], domain[pair[1]]} == {"medisch", "sociaal"}) == across
        ]
        then, now = (len(_tied(made, wave) & set(pairs)) for wave in ends(made.tabellen["netwerk"]))
        return {"medisch" if across else "netwerk": two_shares_p(then, len(pairs), now, len(pairs))}

    return read


def kappa(made: Voorbeeld) -> float:
    """Cohen's kappa of the two coders."""
    table = made.tabellen["kwalitatief"].pivot(index="fragment", columns="codeur", values="code").dropna()
    same = float((table["A"] == table["B"]).mean())
    chance = float((table["A"].value_counts(normalize=True) * table["B"].value_counts(normalize=True)).sum())
    return (same - chance) / (1 - chance)


def needs(made: Voorbeeld) -> Lezing:
    count = made.tabellen["stickerbord"].groupby("thema")["stickers"].sum().astype(int)
    return {theme: min(1.0, 10 * float(stats.binomtest(n, count.sum(), 0.1, "greater").pvalue)) for theme, n in count.items()}


def hindering(made: Voorbeeld) -> Lezing:
    count = made.tabellen["voortgang"].query("richting == 'belemmerend'")["factor"].value_counts()
    return {factor: min(1.0, 6 * float(stats.binomtest(n, count.sum(), 1 / 6, "greater").pvalue)) for factor, n in count.items()}


def effort(made: Voorbeeld) -> Lezing:
    table = made.tabellen["logboek"]
    last = pd.to_datetime(table["datum"]) >= "2022-01-01"
    return {
        item: min(1.0, 7 * two_shares_p(int((here & last).sum()), int(last.sum()), int((here & ~last).sum()), int((~last).sum())))
        for item in table["item"].unique()
        for here in [table["item"] == item]
    }


LEZINGEN: dict[str, Callable[[Voorbeeld], Lezing]] = {
    "bereik-leeftijd": reach("leeftijdsgroep"),
    "bereik-geslacht": reach("geslacht"),
    "bereik-buurt": reach("buurt"),
    "uitval": dropout,
    "verwijzingen-stap": referrals,
    "gezondheid-stijging": linked_change(DIMENSIES),
    "tevredenheid-stijging": linked_change(["tevredenheid"]),
    "samenwerking-stijging": cooperation,
    "netwerk-dichtheid": network(across=False),
    "netwerk-medisch-sociaal": network(across=True),
    "behoefte-voorop": needs,
    "factor-hindert": hindering,
    "logboek-verschuift": effort,
}
