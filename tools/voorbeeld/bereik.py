"""Example records of reach: participation, referrals per month, open activities."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tools.voorbeeld.effecten import Effect
from tools.voorbeeld.opzet import LAATSTE_DAG, Opzet, read_bron
from tools.voorbeeld.plan import Rijen
from tools.voorbeeld.toeval import Toeval, shares

VERWIJZERS = {"huisarts": 4.0, "praktijkondersteuner": 2.0, "wijkverpleging": 1.5, "eigen initiatief": 2.5, "welzijnswerk": 1.5}
BEGONNEN = {"gestart": 0.27, "afgerond": 0.55, "uitgevallen": 0.18}
STAP = date(2021, 9, 1)


@dataclass(frozen=True)
class Wegen:
    """How people come in, in this wijk: who refers (weights) and what part never starts (0-1)."""

    verwijzers: dict[str, float]
    niet_begonnen: float


def make_deelname(opzet: Opzet, interventies: Rijen, effecten: dict[str, Effect], seed: int) -> Rijen:
    """About 600 participations of about 520 people in the followed interventions; one in six takes part twice."""
    chance = Toeval(seed, opzet.slug, "deelname")
    ways = _ways(opzet, seed)
    starts = {row["interventie"]: row["start"] for row in interventies if row.get("gevolgd") == "ja"}
    rows: Rijen = []
    while len(rows) < opzet.maten.deelnames:
        person = _person(opzet, effecten, chance)
        for name in _choose(opzet.gevolgd, chance):
            rows.append(
                {
                    **person,
                    "interventie": name,
                    **_course(name, starts[name], effecten["uitval"], ways, chance),
                    "herkomst": "voorbeeld",
                }
            )
    return sorted(rows, key=lambda row: (row["aanmelding"], row["deelnemer"]))


def _ways(opzet: Opzet, seed: int) -> Wegen:
    chance = Toeval(seed, opzet.slug, "verwijzers")
    likes = {name: weight * (0.3 + 1.4 * chance.chance()) for name, weight in VERWIJZERS.items()}
    return Wegen(likes, opzet.maten.niet_begonnen)


def _choose(weights: dict[str, int], chance: Toeval) -> list[str]:
    first = chance.pick_by(weights)
    others = {name: weight for name, weight in weights.items() if name != first}
    return [first, chance.pick_by(others)] if others and chance.happens(1 / 6) else [first]


def _person(opzet: Opzet, effecten: dict[str, Effect], chance: Toeval) -> dict[str, Any]:
    """A participant: drawn as the inhabitants are made up, save for the group that is missed."""
    drawn: dict[str, Any] = {"deelnemer": chance.code("d")}
    for column, effect in (("leeftijdsgroep", "bereik-leeftijd"), ("geslacht", "bereik-geslacht"), ("buurt", "bereik-buurt")):
        drawn[column] = chance.pick_by(_reached(opzet.inwoners[column], effecten[effect]))
    if chance.happens(opzet.kinderen):
        drawn["leeftijdsgroep"] = "0-14"
    if chance.happens(opzet.buiten):
        drawn["buurt"] = "buiten de wijk"
    if chance.happens(0.02):
        drawn["leeftijdsgroep"] = None
    if chance.happens(0.035):
        drawn["geslacht"] = chance.pick(["onbekend", "onbekend", "x"])
    if chance.happens(0.07):
        drawn["buurt"] = None
    return drawn


def _reached(people: dict[str, int], effect: Effect) -> dict[str, float]:
    """Shares of the groups among participants: a missed group has `omvang` times its share, the others fill the gap."""
    share = shares(people)
    missed = sum(share[group] for group in effect.waar)
    fill = (1 - missed * effect.omvang) / (1 - missed) if effect.aanwezig else 1.0
    return {group: part * (effect.omvang if group in effect.waar else fill) for group, part in share.items()}


def _course(name: str, first: date, dropout: Effect, ways: Wegen, chance: Toeval) -> dict[str, Any]:
    """From sign-up to finish. Somebody who signed up in the last months has not finished yet."""
    more = dropout.omvang if name in dropout.waar else 0.0
    begun = BEGONNEN | {"uitgevallen": BEGONNEN["uitgevallen"] + more, "afgerond": BEGONNEN["afgerond"] - more}
    weights = {"aangemeld": ways.niet_begonnen}
    weights |= {status: part * (1 - ways.niet_begonnen) for status, part in begun.items()}
    signed = chance.day(first, LAATSTE_DAG - timedelta(days=10))
    status = chance.pick_by(weights)
    start = signed + timedelta(days=chance.whole(3, 35))
    end = start + timedelta(days=chance.whole(20, 60) if status == "uitgevallen" else chance.whole(70, 240))
    if start > LAATSTE_DAG:
        status = "aangemeld"
    elif end > LAATSTE_DAG and status in ("afgerond", "uitgevallen"):
        status = "gestart"
    ended = status in ("afgerond", "uitgevallen") and not (status == "uitgevallen" and chance.happens(0.2))
    return {
        "aanmelding": signed,
        "start": start if status != "aangemeld" else None,
        "einde": end if ended else None,
        "status": status,
        "verwijzer": chance.pick_by(ways.verwijzers) if chance.happens(0.93) else None,
    }


def count_started(deelname: Rijen) -> dict[str, int]:
    """How many people started, per intervention."""
    counts: dict[str, int] = {}
    for row in deelname:
        counts[row["interventie"]] = counts.get(row["interventie"], 0) + (row["start"] is not None)
    return counts


def make_doorverwijzingen(opzet: Opzet, effecten: dict[str, Effect], seed: int) -> Rijen:
    """Two series of referrals: of one intervention per month, of another per quarter."""
    chance = Toeval(seed, opzet.slug, "doorverwijzingen")
    return _monthly(opzet, effecten["verwijzingen-stap"], chance) + _quarterly(opzet, chance)


def _monthly(opzet: Opzet, step: Effect, chance: Toeval) -> Rijen:
    rows: Rijen = []
    for month in range(36):
        first = date(2020 + month // 12, month % 12 + 1, 1)
        mean = 14.0 * (step.omvang if step.aanwezig and first >= STAP else 1.0)
        for sender, part in (("huisarts", 0.7), ("praktijkondersteuner", 0.3)):
            rows.append(_referral(opzet.reeksen["maand"], first, 1, chance.poisson(mean * part), sender, "Voorbeeldpartner A"))
    return rows


def _quarterly(opzet: Opzet, chance: Toeval) -> Rijen:
    return [
        _referral(opzet.reeksen["kwartaal"], date(year, month, 1), 3, chance.poisson(mean), "huisarts", receiver)
        for year in (2020, 2021, 2022)
        for month in (1, 4, 7, 10)
        for receiver, mean in (("Voorbeeldpartner B", 9.0), ("Voorbeeldpartner C", 6.0))
    ]


def _referral(name: str, first: date, months: int, count: int, sender: str, receiver: str) -> dict[str, Any]:
    month = first.month + months - 1
    last = first.replace(month=month, day=calendar.monthrange(first.year, month)[1])
    return {
        "interventie": name,
        "van": first,
        "tot": last,
        "aantal": count,
        "verwijzer": sender,
        "ontvanger": receiver,
        "herkomst": "voorbeeld",
        "bron": "Voorbeeld",
    }


def make_activiteiten(opzet: Opzet, seed: int) -> Rijen:
    """About 25 open activities. Of one in eight nobody counted the visitors."""
    chance = Toeval(seed, opzet.slug, "activiteiten")
    rows: Rijen = []
    kinds = read_bron("teksten")["activiteiten"]
    for _ in range(chance.whole(22, 30)):
        kind = chance.pick(kinds)
        rows.append(
            {
                "datum": chance.day(date(2020, 6, 15), date(2022, 12, 20)),
                "activiteit": kind["activiteit"],
                "setting": chance.pick(kind["setting"]),
                "bezoekers": max(3, chance.poisson(kind["bezoekers"])) if chance.happens(7 / 8) else None,
                "trekker": chance.pick(kind["trekker"]),
                "participatie": chance.pick(kind["participatie"]) if chance.happens(0.9) else None,
                "herkomst": "voorbeeld",
                "bron": "Voorbeeld",
            }
        )
    return sorted(rows, key=lambda row: (row["datum"], row["activiteit"]))
