"""What contradicts itself in the records of people: no fault, so the wijk takes part; the check says *let op*, a line per kind."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.lijsten import LEEFTIJDEN
from wijkmonitor.gegevens.samenhang import sound
from wijkmonitor.gegevens.tabel import Gelezen

MENS = {"deelname": ("deelnemer", "aanmelding"), "vragenlijst": ("respondent", "meting")}  # code, and in which order of time


def check_tegenstrijdig(tables: Mapping[str, Gelezen]) -> list[Fout]:
    """A *let op* for codes that seem to be of two people, for a status beside dates that deny it, and for months that stop early."""
    found = [fault for name, columns in MENS.items() if sound(tables[name]) for fault in _two_people(tables[name], *columns)]
    if sound(tables["deelname"]):
        found += _status(tables["deelname"])
    if sound(tables["doorverwijzingen"]):
        found += _short_months(tables["doorverwijzingen"])
    return found


def _two_people(table: Gelezen, code: str, order: str) -> list[Fout]:
    """Codes with two sexes, or with ages that one person can't have had in that order."""
    frame = table.frame.reset_index(drop=True)
    differs = frame.groupby(code)[["leeftijdsgroep", "geslacht"]].transform("nunique").gt(1).any(axis=1)
    again = frame[differs].sort_values(order, kind="stable")
    pairs = [pair for _, rows in again.groupby(code, sort=False) if (pair := _denied(rows))]
    if not pairs:
        return []
    first, other = sorted(min(pairs, key=min))
    what = f"Deze code lijkt van twee mensen: rij {table.rijen[first]} en rij {table.rijen[other]} spreken elkaar tegen over leeftijd of geslacht."
    todo = "Kijk of de code klopt. Nu tellen zij als één mens."
    places = [first, *(pair[0] for pair in pairs if first not in pair)]
    return [table.let_op(places, code, what, todo, wie="codes")]


def _denied(rows: pd.DataFrame) -> tuple[int, int] | None:
    """The places of the first two rows of one code, in order of time, that can't be about one person."""
    known = [
        (int(place), LEEFTIJDEN.index(age) if age in LEEFTIJDEN else None, sex if sex in ("v", "m", "x") else None)
        for place, age, sex in zip(rows.index, rows["leeftijdsgroep"], rows["geslacht"], strict=True)
    ]
    for k, (place, age, sex) in enumerate(known):
        for before, younger, same in known[:k]:
            grown = age is None or younger is None or 0 <= age - younger <= 1
            if not grown or (sex and same and sex != same):
                return before, place
    return None


def _status(table: Gelezen) -> list[Fout]:
    """Statuses beside dates that they don't go with."""
    frame = table.frame
    ready, signed_up = frame["status"].eq("afgerond"), frame["status"].eq("aangemeld")
    begun = frame["start"].notna() | frame["einde"].notna()
    kinds = (
        (ready & frame["einde"].isna(), "einde", "De status is afgerond, maar er is geen einde.", "Vul de laatste dag in."),
        (signed_up & begun, "status", "De status is aangemeld, maar er is een start of een einde.", "Kijk of de status klopt."),
    )
    return [table.let_op(_places(rows), *words) for rows, *words in kinds if rows.any()]


def _short_months(table: Gelezen) -> list[Fout]:
    """Months of referrals that end on day 28, 29 or 30 where the month goes on: the last of them would not count as whole."""
    first, last = table.frame["van"].dt, table.frame["tot"].dt
    month = (first.day == 1) & (first.to_period("M") == last.to_period("M"))
    what, todo = "Deze maand stopt voor haar laatste dag.", "Is het de hele maand? Schrijf dan de laatste dag, zoals 2022-01-31."
    rows = month & (last.day >= 28) & (last.day < last.days_in_month)
    return [table.let_op(_places(rows), "tot", what, todo)] if rows.any() else []


def _places(rows: pd.Series) -> list[int]:
    return [int(place) for place in rows.to_numpy().nonzero()[0]]
