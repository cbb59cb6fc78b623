"""What is possible but suspicious: no fault, so the wijk takes part; the check says *let op*."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.lijsten import DIMENSIES
from wijkmonitor.gegevens.samenhang import first_rows, sound
from wijkmonitor.gegevens.schema import MENSEN
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


def check_verdacht(tables: Mapping[str, Gelezen], *, inwoners_15plus: float | None) -> list[Fout]:
    """A *let op* for everything suspicious in tables without faults.

    inwoners_15plus: people of 15 and older in the wijk, None where that is not known.
    """
    faults = []
    survey, partners = tables["vragenlijst"], tables["samenwerking"]
    if sound(survey):
        faults += odd_scores(survey)
        faults += _same_answers(survey) + _missing_buurten(survey) + _absent_buurten(survey) + _weights(survey)
        faults += _weight_sums(survey, inwoners_15plus)
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
    return [
        table.fout(
            None,
            "buurt",
            f"In meting {wave} zijn er {len(there)} van de {len(everywhere)} buurten.",
            "Kijk of de levering compleet is.",
            ernst="let op",
        )
        for wave, there in per_wave.items()
        if len(there) <= len(everywhere) * (1 - MIN_DEEL_BUURTEN)
    ]


def _weights(table: Gelezen) -> list[Fout]:
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
    return found


def _weight_sums(table: Gelezen, people: float | None) -> list[Fout]:
    if not people:
        return []
    found = []
    for wave, weights in table.frame.groupby("meting")["gewicht"]:
        total = float(weights.sum())
        if weights.isna().all() or PAST[0] <= total / people <= PAST[1]:
            continue
        what = f"In meting {wave} tellen de weegfactoren op tot {getal(total)}. In de wijk wonen {getal(people)} mensen van 15 of ouder."
        todo = "Kijk of de weging klopt. Is het gemiddelde gewicht 1, dan mag dat zo blijven."
        found.append(table.fout(None, "gewicht", what, todo, ernst="let op"))
    return found


def _long_ago(table: Gelezen) -> list[Fout]:
    found = []
    for name in table.frame.select_dtypes("datetime").columns:
        early = (table.frame[name] < pd.Timestamp(LANG_GELEDEN)).to_numpy().nonzero()[0]
        for place in early[:20]:
            day = table.frame[name].iloc[place].date()
            found.append(
                table.fout(int(place), name, "Deze datum is van voor 2000.", "Kijk of het jaar klopt.", day, ernst="let op")
            )
    return found
