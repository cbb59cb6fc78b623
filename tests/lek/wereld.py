"""Small wijken made by chance, so that suppression really happens, and what is true of them (counted apart from the library)."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cache

import numpy as np
import pandas as pd
from tests.proefdata import proefdata
from tests.vragen.proefwijken import without_drawing
from tools.voorbeeld import generate

from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.vragen import make_document

KOLOM = {"leeftijd": "leeftijdsgroep"}
BUITEN = "BU99980101"  # a buurt of another gemeente
DATUMS = ("aanmelding", "start", "einde", "van", "tot")
BEGONNEN = ("gestart", "afgerond", "uitgevallen")
VERDER = {"aangemeld": 0, "uitgevallen": 1, "gestart": 2, "afgerond": 3}
DOCUMENTEN = ("1-bereik", "4-interventies")


@cache
def shipped(wijk: str) -> Dossier:
    """The dossier of a shipped wijk."""
    return load_dossier(wijk, data=proefdata(), peildatum="2022-12-31")


def as_table(frame: pd.DataFrame) -> pd.DataFrame:
    """A generated table with the types of a dossier."""
    columns = {}
    for name, column in frame.items():
        if name in DATUMS:
            columns[name] = pd.to_datetime(column).astype("datetime64[s]")
        elif name == "aantal":
            columns[name] = column.astype("Int64")
        else:
            columns[name] = column.astype("str").where(column.notna())
    return pd.DataFrame(columns)


def make_world(wijk: str, seed: int, people: int) -> Dossier:
    """A wijk with this many participants (their records from another draw of the example), some of them in odd groups."""
    chance = np.random.default_rng(seed)
    drawn = generate(wijk, seed).tabellen
    deelname = as_table(drawn["deelname"])
    chosen = chance.choice(deelname["deelnemer"].unique(), size=people, replace=False)
    kept = deelname[deelname["deelnemer"].isin(chosen)].reset_index(drop=True)
    kept["leeftijdsgroep"] = kept["leeftijdsgroep"].mask(chance.random(len(kept)) < 0.05, "0-14")
    kept["geslacht"] = kept["geslacht"].mask(chance.random(len(kept)) < 0.04, "x")
    kept["buurt"] = kept["buurt"].mask(chance.random(len(kept)) < 0.05, BUITEN)
    again = kept.sample(int(chance.integers(0, 9)), random_state=seed).assign(interventie=kept["interventie"].iloc[0])
    kept = pd.concat([kept, again]).drop_duplicates(["deelnemer", "interventie"]).reset_index(drop=True)
    referrals = as_table(drawn["doorverwijzingen"])
    referrals["aantal"] = (referrals["aantal"] // int(chance.integers(1, 6))).astype("Int64")
    return shipped(wijk).met_tabellen({"deelname": kept, "doorverwijzingen": referrals})


def documents(dossier: Dossier, *, draw: bool = False) -> list[Document]:
    """The documents that show counts of participation and of referrals; without their figures it is five times as fast."""
    with nullcontext() if draw else without_drawing():
        return [make_document(name, dossier) for name in DOCUMENTEN]


def trips_of(dossier: Dossier) -> pd.DataFrame:
    """One row per person of 15 or older and intervention, with how far that person came."""
    rows = dossier.tabel("deelname").query("leeftijdsgroep != '0-14'").assign(ver=lambda frame: frame["status"].map(VERDER))
    rows = rows.sort_values(["deelnemer", "interventie", "ver", "aanmelding"], kind="stable")
    return rows.drop_duplicates(["deelnemer", "interventie"], keep="last").fillna({"verwijzer": "onbekend"})


def inside(dossier: Dossier, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of people who live in the wijk, as far as their buurt is known."""
    own = tuple("BU" + code[2:] for code in dossier.wijk.gebieden)
    return rows[rows["buurt"].isna() | rows["buurt"].fillna("").str.startswith(own)]


def people_of(dossier: Dossier) -> pd.DataFrame:
    """One row per person of the wijk who began: leeftijd, geslacht and buurt of the first time."""
    rows = inside(dossier, trips_of(dossier))
    rows = rows[rows["status"].isin(BEGONNEN)].sort_values(["deelnemer", "aanmelding", "interventie"], kind="stable")
    people = rows.drop_duplicates("deelnemer")
    return rows if 0 < len(rows) - len(people) < dossier.wijk.privacy.min_cel else people


def told_of(dossier: Dossier, kenmerk: str) -> pd.Series:
    """Of each of those people what is first told: not every intervention asks."""
    rows = inside(dossier, trips_of(dossier))
    rows = rows[rows["status"].isin(BEGONNEN)].sort_values(["aanmelding", "interventie"], kind="stable")
    first = {
        row["deelnemer"]: row[kenmerk]
        for row in pd.DataFrame(rows).to_dict("records")[::-1]
        if row[kenmerk] in ("ja", "nee", "anders", "nederlands")
    }
    people = people_of(dossier)
    once = people["deelnemer"].is_unique
    return people["deelnemer"].map(first).fillna("onbekend") if once else people[kenmerk].fillna("onbekend")


def meant_of(dossier: Dossier) -> pd.DataFrame:
    """Of the interventions that are for one group of wijk.toml, by its name: each person, and whether they belong to it."""
    plan = dossier.tabel("interventies").set_index("interventie")["doelgroep"].dropna().str.lower()
    groups = {group.naam.lower(): group for group in dossier.wijk.doelgroep}
    rows = []
    for row in pd.DataFrame(trips_of(dossier)).to_dict("records"):
        group = groups.get(plan.get(row["interventie"], ""))
        chosen = {KOLOM.get(name, name): values for name, values in group.kiest.items() if len(values) == 1} if group else {}
        for column, values in chosen.items():
            unknown = pd.isna(row[column]) or row[column] == "onbekend"
            rows.append({**row, "hoort": "onbekend" if unknown else "erbij" if row[column] in values else "anders"})
    return pd.DataFrame(rows, columns=["interventie", "status", "hoort"])
