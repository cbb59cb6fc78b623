"""What is possible but suspicious, or contradicts itself: no fault, so the wijk takes part; the check says *let op*."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from wijkmonitor.gegevens import meld
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.lijsten import DIMENSIES, LEEFTIJDEN, MENSEN
from wijkmonitor.gegevens.samenhang import first_rows, sound
from wijkmonitor.gegevens.tabel import Gelezen
from wijkmonitor.privacy.screening import screen
from wijkmonitor.taal.getallen import getal

MIN_ZELFDE = 5  # answers that are all equal: of the six dimensions
MIN_ZELFDE_STELLINGEN = 10
MIN_DEEL_BUURTEN = 0.5
MIN_BUURTEN = 4
ZWAAR = 10  # times the usual weight
PAST = (0.5, 2.0)  # weight sum / population of 15 and older that need no remark
MEESTE_SCORES = 20  # odd scores of a column that are told one by one
DICHTBIJ = 31  # days between two sign-ups of one person for one thing that may be one
HEEL_JAAR = 360  # days of a row that tells a whole year
LANG_GELEDEN = date(2000, 1, 1)
MENS = {"deelname": ("deelnemer", "aanmelding"), "vragenlijst": ("respondent", "meting")}  # code, and in which order of time


def check_verdacht(tables: Mapping[str, Gelezen], *, inwoners_15plus: float | None) -> list[Fout]:
    """A *let op* for everything suspicious in tables without faults.

    inwoners_15plus: people of 15 and older in the wijk, None where that is not known.
    """
    faults = []
    survey, partners = tables["vragenlijst"], tables["samenwerking"]
    if sound(survey):
        faults += odd_scores(survey)
        faults += _same_answers(survey) + _missing_buurten(survey) + _absent_buurten(survey)
        faults += _weights(survey, inwoners_15plus)
    if sound(partners):
        faults += _same_statements(partners)
    if sound(tables["interventies"]):
        faults += odd_scores(tables["interventies"])
    if sound(tables["deelname"]):
        faults += _near_sign_ups(tables["deelname"])
    for name, column in MENSEN.items():
        if sound(tables[name]):
            faults += _no_codes(tables[name], column)
    return faults + [fault for table in tables.values() if sound(table) for fault in _long_ago(table)]


def _no_codes(table: Gelezen, column: str) -> list[Fout]:
    """A name that stands where the code of a person should stand."""
    codes = first_rows(table, column).items()
    named = [place for code, (place, _) in codes if " " in code and any(hit.soort == "naam" for hit in screen(code))]
    return [table.let_op(named, column, *meld("verdacht.naam"), wie="namen")] if named else []


def odd_scores(table: Gelezen) -> list[Fout]:
    """Scores on a scale up to 10, and values to reach, that lie between 0 and 1: a percentage in Excel is such a number."""
    found = []
    for name in {"vragenlijst": DIMENSIES, "interventies": ("doelwaarde",)}.get(table.tabel, ()):
        odd = table.frame[name].between(0, 1, inclusive="neither").to_numpy().nonzero()[0]
        for k in odd[:MEESTE_SCORES]:
            shown = f"{table.frame[name].iloc[k]:g}".replace(".", ",")
            found.append(
                table.fout(
                    int(k),
                    name,
                    *meld("verdacht.doelwaarde" if name == "doelwaarde" else "verdacht.score"),
                    shown,
                    ernst="let op",
                )
            )
    return found


def is_near(one: date, other: date) -> bool:
    """Whether two days of signing up for the same thing may be one day and its correction: near, or day and month swapped.

    >>> is_near(date(2022, 4, 3), date(2022, 4, 5)), is_near(date(2022, 4, 3), date(2022, 3, 4))
    (True, True)
    >>> is_near(date(2022, 1, 1), date(2023, 1, 1))
    False
    """
    swapped = one.year == other.year and (one.day, one.month) == (other.month, other.day)
    return one != other and (abs((one - other).days) <= DICHTBIJ or swapped)


def _near_sign_ups(table: Gelezen) -> list[Fout]:
    """Rows of a person in an intervention in which that person stands already, with another day of signing up near it."""
    keys, found = ["deelnemer", "interventie"], []
    again = table.frame[table.frame.duplicated(keys, keep=False)]
    for _, rows in again.groupby(keys, sort=False):
        days = [(place, moment.date()) for place, moment in zip(rows.index.tolist(), rows["aanmelding"], strict=True)]
        for k, (place, day) in enumerate(days):
            other = next((one for one, before in days[:k] if is_near(before, day)), None)
            if other is not None:
                what = meld("verdacht.aanmelding", rij=table.rijen[other])
                found.append(table.fout(place, "aanmelding", *what, ernst="let op"))
    return found


def _same_answers(table: Gelezen) -> list[Fout]:
    scores = table.frame[list(DIMENSIES)]
    same = (scores.max(axis=1) == scores.min(axis=1)) & (scores.count(axis=1) >= MIN_ZELFDE)
    return [table.let_op(_places(same), "scores", *meld("verdacht.scores_gelijk"), wie="respondenten")] if same.any() else []


def _same_statements(table: Gelezen) -> list[Fout]:
    frame = table.frame[["respondent", "meting", "score"]].assign(plaats=range(len(table.frame))).dropna(subset="score")
    groups = frame.groupby(["respondent", "meting"]).agg(
        laag=("score", "min"), hoog=("score", "max"), n=("score", "size"), plaats=("plaats", "first")
    )
    same = groups[(groups["laag"] == groups["hoog"]) & (groups["n"] >= MIN_ZELFDE_STELLINGEN)].reset_index()
    return [
        table.let_op(sorted(rows["plaats"].tolist()), "score", *meld("verdacht.antwoord_gelijk", meting=wave), wie="respondenten")
        for wave, rows in same.groupby("meting")
    ]


def _missing_buurten(table: Gelezen) -> list[Fout]:
    share = table.frame["buurt"].isna().groupby(table.frame["meting"]).mean()
    return [
        table.fout(None, "buurt", *meld("verdacht.buurt_leeg", meting=wave), ernst="let op")
        for wave, part in share.items()
        if part >= MIN_DEEL_BUURTEN
    ]


def _absent_buurten(table: Gelezen) -> list[Fout]:
    """Waves in which half of the buurten of the other waves, or more, have no answer at all."""
    per_wave = table.frame.dropna(subset="buurt").groupby("meting")["buurt"].agg(set)
    everywhere: set[str] = set().union(*per_wave)
    if len(everywhere) < MIN_BUURTEN:
        return []
    few = [(wave, len(there)) for wave, there in per_wave.items() if len(there) <= len(everywhere) * (1 - MIN_DEEL_BUURTEN)]
    told = [meld("verdacht.buurten_weg", meting=wave, aantal=count, alle=len(everywhere)) for wave, count in few]
    return [table.fout(None, "buurt", *what, ernst="let op") for what in told]


def _weights(table: Gelezen, people: float | None) -> list[Fout]:
    """Waves in which weights are missing or heavy, or do not add up to the people of 15 and older."""
    found = []
    for wave, weights in table.frame.groupby("meting")["gewicht"]:
        if weights.isna().all():
            continue
        if missing := int(weights.isna().sum()):
            what = meld("verdacht.gewicht_weg", meting=wave, aantal=missing)
            found.append(table.fout(None, "gewicht", *what, ernst="let op"))
        if weights.max() > ZWAAR * weights.median():
            place, what = int(weights.index[int(weights.argmax())]), meld("verdacht.gewicht_zwaar", meting=wave)
            found.append(table.fout(place, "gewicht", *what, weights.max(), ernst="let op"))
        total = float(weights.sum())
        if people and not PAST[0] <= total / people <= PAST[1]:
            what = meld("verdacht.gewicht_som", meting=wave, som=getal(total), mensen=getal(people))
            found.append(table.fout(None, "gewicht", *what, ernst="let op"))
    return found


def _long_ago(table: Gelezen) -> list[Fout]:
    found = []
    for name in table.frame.select_dtypes("datetime").columns:
        early = (table.frame[name] < pd.Timestamp(LANG_GELEDEN)).to_numpy().nonzero()[0]
        for place in early[:20]:
            day = table.frame[name].iloc[place].date()
            found.append(table.fout(int(place), name, *meld("verdacht.voor_2000"), day, ernst="let op"))
    return found


def check_tegenstrijdig(tables: Mapping[str, Gelezen]) -> list[Fout]:
    """A *let op* for codes that seem to be of two people, for a status beside dates that deny it, and for months that stop early."""
    found = [fault for name, columns in MENS.items() if sound(tables[name]) for fault in _two_people(tables[name], *columns)]
    if sound(tables["deelname"]):
        found += _status(tables["deelname"])
    if sound(tables["doorverwijzingen"]):
        found += _short_months(tables["doorverwijzingen"]) + double_periods(tables["doorverwijzingen"])
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
    what = meld("verdacht.twee_mensen", rij=table.rijen[first], ander=table.rijen[other])
    return [table.let_op([first, *(pair[0] for pair in pairs if first not in pair)], code, *what, wie="codes")]


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
    kinds = ((ready & frame["einde"].isna(), "einde", "verdacht.afgerond"), (signed_up & begun, "status", "verdacht.aangemeld"))
    return [table.let_op(_places(rows), column, *meld(name)) for rows, column, name in kinds if rows.any()]


def double_periods(table: Gelezen) -> list[Fout]:
    """Periods of referrals within a year that lie over another of the same kind, as a quarter over its months: both count.

    A row of a whole year does not count where shorter ones are, so it is none.
    """
    if table.tabel != "doorverwijzingen":
        return []
    frame = table.frame.reset_index(drop=True)
    short = frame[(frame["tot"] - frame["van"]).dt.days + 1 < HEEL_JAAR].sort_values(["van", "tot"], kind="stable")
    found = []
    for _, rows in short.groupby(["interventie", "verwijzer", "ontvanger", "waar", "herkomst"], dropna=False, sort=False):
        last = rows["tot"].cummax().shift()
        found += [int(place) for place in rows.index[rows["van"] <= last]]
    return [table.let_op(sorted(found), "van", *meld("verdacht.dubbele_periode"))] if found else []


def _short_months(table: Gelezen) -> list[Fout]:
    """Months of referrals that end on day 28, 29 or 30 where the month goes on: the last of them would not count as whole."""
    first, last = table.frame["van"].dt, table.frame["tot"].dt
    month = (first.day == 1) & (first.to_period("M") == last.to_period("M"))
    rows = month & (last.day >= 28) & (last.day < last.days_in_month)
    return [table.let_op(_places(rows), "tot", *meld("verdacht.korte_maand"))] if rows.any() else []


def _places(rows: pd.Series) -> list[int]:
    return [int(place) for place in rows.to_numpy().nonzero()[0]]
