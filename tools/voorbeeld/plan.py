"""Example plan of a wijk: interventions with their planning, and the events in their course."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tools.voorbeeld.effecten import FACTOREN, Effect
from tools.voorbeeld.opzet import EERSTE_DAG, LAATSTE_DAG, Opzet, read_bron
from tools.voorbeeld.toeval import Toeval

Rijen = list[dict[str, Any]]

KOLOMMEN = (
    "interventie",
    "thema",
    "pijlers",
    "doelgroep",
    "erkend",
    "gepland_start",
    "gepland_einde",
    "start",
    "einde",
    "trekker",
    "doel",
    "doelwaarde",
    "gevolgd",
    "reden_niet_gevolgd",
    "herkomst",
    "bron",
)


def make_interventies(opzet: Opzet, effecten: dict[str, Effect], seed: int) -> Rijen:
    """The plan: all interventions with their planning and what came of it."""
    chance = Toeval(seed, opzet.slug, "interventies")
    return [_planned(row, effecten["start-te-laat"], chance) for row in opzet.interventies]


def _planned(row: dict[str, Any], late: Effect, chance: Toeval) -> dict[str, Any]:
    name = row["interventie"]
    planned = date(2020, 2, 1) + timedelta(days=14 * chance.whole(0, 22))
    delay = chance.whole(-10, 25) if name not in late.waar else chance.whole(int(late.omvang), int(late.omvang) + 120)
    followed = "deelnemers" in row
    waits = not followed and name not in late.waar and chance.happens(0.25)
    start = None if waits else planned + timedelta(days=delay)
    return {
        "interventie": name,
        "thema": row["thema"],
        "pijlers": ";".join(row["pijlers"]),
        "doelgroep": row["doelgroep"],
        "erkend": row.get("erkend", "onbekend"),
        "gepland_start": planned,
        "gepland_einde": LAATSTE_DAG if chance.happens(0.7) else planned + timedelta(days=547),
        "start": start,
        "einde": date(2022, chance.whole(3, 11), 30) if start and not followed and chance.happens(0.4) else None,
        "trekker": row["trekker"],
        "doel": "deelnemers" if followed else None,
        "gevolgd": "ja" if followed else "nee",
        "reden_niet_gevolgd": None
        if followed or row.get("zonder_reden")
        else chance.pick(read_bron("teksten")["reden_niet_gevolgd"]),
        "herkomst": "voorbeeld",
        "bron": "Voorbeeld",
    }


def set_goals(interventies: Rijen, started: dict[str, int], reached: Effect) -> Rijen:
    """The plan with goals: a number of starters. Only where the effect is present the goal is reached; without starters no goal."""
    result = []
    for row in interventies:
        name, count = row["interventie"], started.get(row["interventie"], 0)
        if count:
            part = reached.omvang if name in reached.waar else 0.7
            row = {**row, "doelwaarde": max(5, 5 * round(count / part / 5))}
        result.append(row)
    return result


def make_voortgang(opzet: Opzet, interventies: Rijen, effecten: dict[str, Effect], seed: int) -> Rijen:
    """Events per planned intervention: its status over time, and factors that helped or hindered."""
    chance = Toeval(seed, opzet.slug, "voortgang")
    rows: Rijen = []
    for row in interventies:
        rows += _status_events(row) + _factor_events(row, effecten["factor-hindert"], chance)
    for event in rows:
        event["herkomst"] = "voorbeeld"
    return sorted(rows, key=lambda event: (event["datum"], event["interventie"]))


def _status_events(row: dict[str, Any]) -> Rijen:
    texts = read_bron("teksten")["status"]
    moments: list[tuple[date, str]] = [(max(EERSTE_DAG, row["gepland_start"] - timedelta(days=60)), "gepland")]
    if row["start"] is None or (row["start"] - row["gepland_start"]).days > 60:
        moments.append((row["gepland_start"] + timedelta(days=7), "uitgesteld"))
    if row["start"]:
        moments += [(row["start"], "gestart"), (row["start"] + timedelta(days=90), "loopt")]
    if row["einde"]:
        moments.append((row["einde"], "afgerond"))
    return [
        {"datum": day, "interventie": row["interventie"], "status": status, "toelichting": texts[status]}
        for day, status in moments
        if day <= LAATSTE_DAG
    ]


def _factor_events(row: dict[str, Any], hinder: Effect, chance: Toeval) -> Rijen:
    texts = read_bron("teksten")["factor"]
    weights = {factor: hinder.omvang if factor in hinder.waar else 1.0 for factor in FACTOREN}
    rows = []
    for _ in range(chance.whole(9, 13)):
        side = "belemmerend" if chance.happens(0.55) else "bevorderend"
        factor = chance.pick_by(weights) if side == "belemmerend" else chance.pick(FACTOREN)
        rows.append(
            {
                "datum": chance.day(max(EERSTE_DAG, row["gepland_start"]), row["einde"] or LAATSTE_DAG),
                "interventie": row["interventie"],
                "factor": factor,
                "richting": side,
                "toelichting": chance.pick(texts[factor][side]) if chance.happens(0.8) else None,
            }
        )
    return rows
