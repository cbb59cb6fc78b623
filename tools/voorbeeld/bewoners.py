"""Example records of residents: the survey in waves, and stickers on the board of needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from tools.voorbeeld.effecten import DIMENSIES, THEMAS, Effect
from tools.voorbeeld.opzet import Opzet
from tools.voorbeeld.plan import Rijen
from tools.voorbeeld.toeval import Toeval, shares

BLIJFT = 0.64
PERSOON_SD, DIMENSIE_SD, MOMENT_SD = 0.9, 0.9, 0.88
LEEFTIJD_EFFECT = {"15-24": (0.5, -0.3), "25-44": (0.3, -0.1), "45-64": (0.0, 0.0), "65+": (-0.6, 0.2)}
PLEKKEN = ("markt", "schoolplein", "buurthuis", "wachtkamer", "supermarkt")


def make_vragenlijst(opzet: Opzet, effecten: dict[str, Effect], seed: int) -> Rijen:
    """About 300 respondents a wave; some 64% of them answer the next wave too, under the same code."""
    chance = Toeval(seed, opzet.slug, "vragenlijst")
    strata = _strata(opzet)
    people: list[dict[str, Any]] = []
    rows: Rijen = []
    for wave, (meting, size) in enumerate(zip(opzet.metingen, opzet.maten.respondenten, strict=True)):
        stay = [person for person in people if chance.happens(BLIJFT)]
        people = stay + [_respondent(opzet, strata, chance) for _ in range(size - len(stay))]
        answers = [_answer(person, meting, wave, effecten, chance) for person in people]
        rows += _weigh(answers, opzet, strata, chance)
    return sorted(rows, key=lambda row: (row["meting"], row["respondent"]))


def _strata(opzet: Opzet) -> dict[str, str]:
    """Stratum of each buurt: a stratum is one buurt or a few."""
    step = max(1, -(-len(opzet.buurten) // 4))
    return {buurt: f"gebied {number // step + 1}" for number, buurt in enumerate(opzet.buurten)}


def _respondent(opzet: Opzet, strata: dict[str, str], chance: Toeval) -> dict[str, Any]:
    """A person with own levels. Strata are drawn as large as each other, so small ones weigh less; older people answer more."""
    stratum = chance.pick(sorted(set(strata.values())))
    people = {buurt: count for buurt, count in opzet.inwoners["buurt"].items() if strata[buurt] == stratum}
    answers = {"15-24": 0.6, "25-44": 0.8, "45-64": 1.1, "65+": 1.4}
    ages = {age: count * answers[age] for age, count in opzet.inwoners["leeftijdsgroep"].items()}
    age, level = chance.pick_by(ages), chance.normal(opzet.maten.gezondheid, PERSOON_SD)
    return {
        "respondent": chance.code("r"),
        "stratum": stratum,
        "buurt": chance.pick_by(people) if chance.happens(0.95) else None,
        "leeftijdsgroep": age if chance.happens(0.98) else None,
        "geslacht": chance.pick_by({"v": 0.54, "m": 0.43, "x": 0.01, "onbekend": 0.02}),
        "_leeftijd": age,
        "_niveau": {name: level + chance.normal(0, DIMENSIE_SD) + _shift(name, age) for name in DIMENSIES},
        "_tevreden": level + chance.normal(0.3, 1.0),
    }


def _shift(dimensie: str, age: str) -> float:
    body, rest = LEEFTIJD_EFFECT[age]
    return body if dimensie in ("lichaamsfuncties", "dagelijks_functioneren") else rest


def _answer(person: dict[str, Any], meting: str, wave: int, effecten: dict[str, Effect], chance: Toeval) -> dict[str, Any]:
    rise, content = effecten["gezondheid-stijging"], effecten["tevredenheid-stijging"]
    row: dict[str, Any] = {key: value for key, value in person.items() if key != "_niveau" and key != "_tevreden"}
    row |= {"meting": meting, "datum": _day(meting, chance)}
    for name in DIMENSIES:
        more = rise.omvang * wave / 2 if name in rise.waar else 0.0
        score = person["_niveau"][name] + more + chance.normal(0, MOMENT_SD)
        row[name] = round(min(10.0, max(0.0, score)), 1) if chance.happens(0.965) else None
    more = content.omvang * wave / 2 if content.aanwezig else 0.0
    mark = round(person["_tevreden"] + more + chance.normal(0, 1.0))
    row["tevredenheid"] = min(10, max(1, mark)) if chance.happens(0.87) else None
    return row


def _day(meting: str, chance: Toeval) -> date | None:
    """The day of filling in, in the month of the wave; sometimes it was not written down."""
    year, month = (int(part) for part in meting.split("-"))
    day = chance.day(date(year, month, 1), date(year, month, 28))
    return day if chance.happens(0.99) else None


def _weigh(answers: Rijen, opzet: Opzet, strata: dict[str, str], chance: Toeval) -> Rijen:
    """Rows with a design weight: inhabitants per answer of the stratum, corrected for the ages that answer less."""
    population: dict[str, int] = {}
    for buurt, count in opzet.inwoners["buurt"].items():
        population[strata[buurt]] = population.get(strata[buurt], 0) + count
    correction = {"15-24": 1.5, "25-44": 1.2, "45-64": 0.92, "65+": 0.75}
    raw = [correction[row.pop("_leeftijd")] for row in answers]
    total = {name: sum(w for w, row in zip(raw, answers, strict=True) if row["stratum"] == name) for name in population}
    return [
        {**row, "gewicht": round(weight * population[row["stratum"]] / total[row["stratum"]], 2), "herkomst": "voorbeeld"}
        for weight, row in zip(raw, answers, strict=True)
    ]


def make_stickerbord(opzet: Opzet, effecten: dict[str, Effect], seed: int) -> Rijen:
    """200 to 400 stickers: per day and place one row for each theme that got any."""
    chance = Toeval(seed, opzet.slug, "stickerbord")
    top = effecten["behoefte-voorop"]
    weights = shares({theme: top.omvang if theme in top.waar else 1.0 for theme in THEMAS})
    counts: dict[tuple[date, str, str], int] = {}
    for _ in range(opzet.maten.borden):
        day, place = chance.day(date(2021, 5, 3), date(2022, 10, 29)), chance.pick(PLEKKEN)
        for _ in range(chance.poisson(opzet.maten.stickers_per_bord)):
            key = (day, place, chance.pick_by(weights))
            counts[key] = counts.get(key, 0) + 1
    return [
        {"datum": day, "plek": place, "thema": theme, "stickers": count, "herkomst": "voorbeeld"}
        for (day, place, theme), count in sorted(counts.items())
    ]
