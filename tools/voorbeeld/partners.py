"""Example records of partners: organisations, survey on statements, network, log, self-evaluation."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

from tools.voorbeeld.effecten import FACTOREN, ITEMS, ONDERDELEN, Effect
from tools.voorbeeld.opzet import Opzet, read_bron
from tools.voorbeeld.plan import Rijen
from tools.voorbeeld.toeval import Toeval

Paar = tuple[str, str]
MEDISCH_SOCIAAL = 0.17
GEEN_LIJN = 6


def make_organisaties(opzet: Opzet, seed: int) -> Rijen:
    """Organisations under an example name; about one in five doesn't want to be named."""
    chance = Toeval(seed, opzet.slug, "organisaties")
    names = read_bron("teksten")["organisatie"]
    return [
        {
            "organisatie": f"{names[domein]} {number}",
            "domein": domein,
            "toon_naam": "nee" if chance.happens(0.2) else "ja",
            "herkomst": "voorbeeld",
        }
        for domein, count in opzet.organisaties.items()
        for number in range(1, count + 1)
    ]


def make_stellingen() -> Rijen:
    """Eighteen statements, three for each success factor, one of which is put the other way round."""
    texts = read_bron("teksten")["stellingen"]
    rows: Rijen = []
    for factor in FACTOREN:
        for statement in texts[factor]:
            rows.append(
                {
                    "stelling": f"s{len(rows) + 1:02d}",
                    "tekst": statement["tekst"],
                    "factor": factor,
                    "omgekeerd": "ja" if statement.get("omgekeerd") else "nee",
                    "herkomst": "voorbeeld",
                }
            )
    return rows


def make_samenwerking(opzet: Opzet, organisaties: Rijen, stellingen: Rijen, effecten: dict[str, Effect], seed: int) -> Rijen:
    """About 40 respondents a wave, two of a typical organisation; seven in ten answer the next wave too."""
    chance = Toeval(seed, opzet.slug, "samenwerking")
    base = {factor: chance.normal(3.2, 0.15) for factor in FACTOREN}
    climate = {row["organisatie"]: chance.normal(0, 0.15) for row in organisaties}
    people: list[dict[str, Any]] = []
    rows: Rijen = []
    for wave, (meting, size) in enumerate(zip(opzet.metingen, opzet.maten.partners, strict=True)):
        stay = [person for person in people if chance.happens(0.7)][:size]
        people = stay + [_partner(organisaties, climate, number, chance) for number in range(size - len(stay))]
        for person in people:
            rows += _scores(person, meting, wave, base, stellingen, effecten["samenwerking-stijging"], chance)
    return sorted(rows, key=lambda row: (row["meting"], row["respondent"], row["stelling"]))


def _partner(organisaties: Rijen, climate: dict[str, float], number: int, chance: Toeval) -> dict[str, Any]:
    where = organisaties[number % len(organisaties)] if chance.happens(0.6) else chance.pick(organisaties)
    mood = climate[where["organisatie"]] + chance.normal(0, 0.3)
    return {
        "respondent": chance.code("p"),
        "organisatie": where["organisatie"],
        "domein": where["domein"],
        "_stand": {factor: mood + chance.normal(0, 0.3) for factor in FACTOREN},
    }


def _scores(
    person: dict[str, Any], meting: str, wave: int, base: dict[str, float], stellingen: Rijen, rise: Effect, chance: Toeval
) -> Rijen:
    rows = []
    for statement in stellingen:
        factor = statement["factor"]
        more = rise.omvang * wave / 2 if factor in rise.waar else 0.0
        score = base[factor] + person["_stand"][factor] + more + chance.normal(0, 0.55)
        whole = min(5, max(1, round(score)))
        whole = 6 - whole if statement["omgekeerd"] == "ja" else whole
        rows.append(
            {
                "respondent": person["respondent"],
                "organisatie": person["organisatie"],
                "domein": person["domein"],
                "meting": meting,
                "stelling": statement["stelling"],
                "score": whole if chance.happens(0.96) else None,
                "herkomst": "voorbeeld",
            }
        )
    return rows


def make_netwerk(opzet: Opzet, organisaties: Rijen, effecten: dict[str, Effect], seed: int) -> Rijen:
    """Ties then and now, each named by one or by both. Without an effect there are exactly as many pairs now as then."""
    chance = Toeval(seed, opzet.slug, "netwerk")
    domein = {row["organisatie"]: row["domein"] for row in organisaties}
    bridge: list[Paar] = []
    other: list[Paar] = []
    for pair in combinations(domein, 2):
        (bridge if {domein[pair[0]], domein[pair[1]]} == {"medisch", "sociaal"} else other).append(pair)
    dense = opzet.maten.dichtheid
    more = effecten["netwerk-dichtheid"].omvang
    across = effecten["netwerk-medisch-sociaal"].omvang
    then_bridge, now_bridge = _two_moments(bridge, MEDISCH_SOCIAAL, across, chance)
    then_other, now_other = _two_moments(other, dense, more, chance)
    then, now = then_bridge + then_other, now_bridge + now_other
    return [
        row
        for meting, pairs in ((opzet.metingen[0], then), (opzet.metingen[-1], now))
        for row in _ties(meting, pairs, [pair for pair in bridge + other if pair not in pairs], chance)
    ]


def _two_moments(pairs: list[Paar], share: float, more: float, chance: Toeval) -> tuple[list[Paar], list[Paar]]:
    """Pairs that have a tie then and now: most ties stay, some go, others come."""
    then = chance.several(pairs, round(share * len(pairs)))
    keep = [pair for pair in then if chance.happens(0.8)]
    free = [pair for pair in pairs if pair not in then]
    return then, keep + chance.several(free, round((share + more) * len(pairs)) - len(keep))


def _ties(meting: str, pairs: list[Paar], without: list[Paar], chance: Toeval) -> Rijen:
    """Rows of one wave. Some pairs without a tie are written down too, with strength 0."""
    rows = [_tie(meting, van, naar, 0) for van, naar in chance.several(without, GEEN_LIJN)]
    for one, two in pairs:
        strength = chance.whole(1, 3)
        sides = [(one, two), (two, one)] if chance.happens(0.6) else [chance.pick([(one, two), (two, one)])]
        for van, naar in sides:
            rows.append(_tie(meting, van, naar, strength))
            strength = max(1, min(3, strength + chance.whole(-1, 1)))
    return sorted(rows, key=lambda row: (row["van"], row["naar"]))


def _tie(meting: str, van: str, naar: str, sterkte: int) -> dict[str, Any]:
    return {"meting": meting, "van": van, "naar": naar, "sterkte": sterkte, "herkomst": "voorbeeld"}


def make_logboek(opzet: Opzet, effecten: dict[str, Effect], seed: int) -> Rijen:
    """Six to eight entries a month on the seven items; hours in halves, sometimes not written down."""
    chance = Toeval(seed, opzet.slug, "logboek")
    texts = read_bron("teksten")["logboek"]
    shift = effecten["logboek-verschuift"]
    likes = {item: 0.6 + 1.6 * chance.chance() for item in ITEMS}
    rows: Rijen = []
    for month in range(36):
        first = date(2020 + month // 12, month % 12 + 1, 1)
        more = {item: shift.omvang if item in shift.waar and first.year == 2022 else 1.0 for item in ITEMS}
        for _ in range(chance.whole(6, 8)):
            item = chance.pick_by({name: w * more[name] for name, w in likes.items()})
            rows.append(
                {
                    "datum": first.replace(day=chance.whole(1, 28)),
                    "item": item,
                    "uren": chance.whole(2, 16) / 2 if chance.happens(0.95) else None,
                    "toelichting": chance.pick(texts[item]) if chance.happens(0.85) else None,
                    "herkomst": "voorbeeld",
                }
            )
    return sorted(rows, key=lambda row: (row["datum"], row["item"]))


def make_zelfevaluatie(opzet: Opzet, effecten: dict[str, Effect], seed: int) -> Rijen:
    """Eight parts of the infrastructure, before and after; a part without the effect keeps its score."""
    chance = Toeval(seed, opzet.slug, "zelfevaluatie")
    texts = read_bron("teksten")["zelfevaluatie"]
    rise = effecten["zelfevaluatie-stijging"]
    before = {part: chance.whole(1, 5) / 2 for part in ONDERDELEN}
    rows: Rijen = []
    first, last = opzet.metingen[0], opzet.metingen[-1]
    for meting in (first, last):
        for part in ONDERDELEN:
            more = rise.omvang + 0.5 * chance.whole(0, 1) if meting == last and part in rise.waar else 0.0
            score = before[part] + more
            text = texts[min(int(score), 3)] if chance.happens(0.8) else None
            rows.append({"meting": meting, "onderdeel": part, "score": score, "toelichting": text, "herkomst": "voorbeeld"})
    return rows
