"""What is possible but suspicious, or contradicts itself: no fault, so the wijk takes part; the check says *let op*."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

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
    what, todo = "Hier lijkt een naam te staan.", "Neem het bestand op met: wijkmonitor intake. Dan wordt het een code."
    return [table.let_op(named, column, what, todo, wie="namen")] if named else []


def odd_scores(table: Gelezen) -> list[Fout]:
    """Scores on a scale up to 10 that lie between 0 and 1: a percentage in Excel is such a number."""
    found = []
    for name in DIMENSIES if table.tabel == "vragenlijst" else ():
        odd = table.frame[name].between(0, 1, inclusive="neither").to_numpy().nonzero()[0]
        what, todo = "Deze score ligt tussen 0 en 1.", "Was het een percentage? Schrijf dan 6 in plaats van 60%."
        found += [
            table.fout(int(k), name, what, todo, f"{table.frame[name].iloc[k]:g}".replace(".", ","), ernst="let op")
            for k in odd[:MEESTE_SCORES]
        ]
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
                what = "Deze mens staat al bij deze interventie, met een aanmelding dicht bij deze."
                todo = f"Is een van de twee een verbetering? Haal dan de andere weg. Zij staat in rij {table.rijen[other]}."
                found.append(table.fout(place, "aanmelding", what, todo, ernst="let op"))
    return found


def _same_answers(table: Gelezen) -> list[Fout]:
    scores = table.frame[list(DIMENSIES)]
    same = (scores.max(axis=1) == scores.min(axis=1)) & (scores.count(axis=1) >= MIN_ZELFDE)
    what, todo = "Bij deze respondent is elke score gelijk.", "Kijk of dit klopt. Misschien zijn de vragen niet gelezen."
    places = same.to_numpy().nonzero()[0].tolist()
    return [table.let_op(places, "scores", what, todo, wie="respondenten")] if places else []


def _same_statements(table: Gelezen) -> list[Fout]:
    frame = table.frame[["respondent", "meting", "score"]].assign(plaats=range(len(table.frame))).dropna(subset="score")
    groups = frame.groupby(["respondent", "meting"]).agg(
        laag=("score", "min"), hoog=("score", "max"), n=("score", "size"), plaats=("plaats", "first")
    )
    same = groups[(groups["laag"] == groups["hoog"]) & (groups["n"] >= MIN_ZELFDE_STELLINGEN)].reset_index()
    todo = "Kijk of dit klopt. Misschien zijn de stellingen niet gelezen."
    what = "Deze respondent gaf in meting {wave} steeds hetzelfde antwoord."
    return [
        table.let_op(sorted(rows["plaats"].tolist()), "score", what.format(wave=wave), todo, wie="respondenten")
        for wave, rows in same.groupby("meting")
    ]


def _missing_buurten(table: Gelezen) -> list[Fout]:
    share = table.frame["buurt"].isna().groupby(table.frame["meting"]).mean()
    return [
        table.fout(None, "buurt", f"In meting {wave} is bij de helft of meer de buurt leeg.", "Vul de buurt aan.", ernst="let op")
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
    told = [f"In meting {wave} zijn er {count} van de {len(everywhere)} buurten." for wave, count in few]
    return [table.fout(None, "buurt", what, "Kijk of de levering compleet is.", ernst="let op") for what in told]


def _weights(table: Gelezen, people: float | None) -> list[Fout]:
    """Waves in which weights are missing or heavy, or do not add up to the people of 15 and older."""
    found = []
    for wave, weights in table.frame.groupby("meting")["gewicht"]:
        if weights.isna().all():
            continue
        if missing := int(weights.isna().sum()):
            todo = "Vul ze aan. Deze rijen tellen nu niet mee."
            found.append(table.fout(None, "gewicht", f"In meting {wave} missen {missing} weegfactoren.", todo, ernst="let op"))
        if weights.max() > ZWAAR * weights.median():
            what = f"In meting {wave} is een weegfactor meer dan tien keer de gewone."
            place = int(weights.index[int(weights.argmax())])
            found.append(table.fout(place, "gewicht", what, "Kijk of de weging klopt.", weights.max(), ernst="let op"))
        total = float(weights.sum())
        if people and not PAST[0] <= total / people <= PAST[1]:
            what = f"In meting {wave} tellen de weegfactoren op tot {getal(total)}. In de wijk wonen {getal(people)} mensen van 15 of ouder."
            todo = "Kijk of de weging klopt. Is het gemiddelde gewicht 1, dan mag dat zo blijven."
            found.append(table.fout(None, "gewicht", what, todo, ernst="let op"))
    return found


def _long_ago(table: Gelezen) -> list[Fout]:
    found = []
    for name in table.frame.select_dtypes("datetime").columns:
        early = (table.frame[name] < pd.Timestamp(LANG_GELEDEN)).to_numpy().nonzero()[0]
        for place in early[:20]:
            day, what = table.frame[name].iloc[place].date(), "Deze datum is van voor 2000."
            found.append(table.fout(int(place), name, what, "Kijk of het jaar klopt.", day, ernst="let op"))
    return found


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
