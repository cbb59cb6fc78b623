"""Example fragments of interviews and focus groups, coded by two people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wijkmonitor.voorbeeld.effecten import Effect
from wijkmonitor.voorbeeld.opzet import Opzet, read_bron
from wijkmonitor.voorbeeld.plan import Rijen
from wijkmonitor.voorbeeld.toeval import Toeval

FRAGMENTEN = 150
KAPPA_LAAG = 0.45
TOEVAL_EENS = 0.11
CODEURS = ("A", "B")


def make_kwalitatief(opzet: Opzet, effecten: dict[str, Effect], seed: int) -> Rijen:
    """150 fragments, each coded by A and nearly always by B; consent per fragment, the same in both rows."""
    chance = Toeval(seed, opzet.slug, "kwalitatief")
    codes: list[dict[str, Any]] = read_bron("fragmenten")["code"]
    agreed = effecten["codeurs-eens"].omvang or KAPPA_LAAG
    chosen = agreed + (1 - agreed) * TOEVAL_EENS
    likes = {code["naam"]: 0.5 + chance.chance() for code in codes}
    said = {code["naam"]: _sentences(code, opzet, chance) for code in codes}
    talks = _talks(opzet, chance)
    rows: Rijen = []
    for number in range(1, FRAGMENTEN + 1):
        name = chance.pick_by({code: w for code, w in likes.items() if said[code]})
        code = next(code for code in codes if code["naam"] == name)
        row = {"fragment": f"f{number:03d}", **chance.pick(talks), "vraag": code["vraag"], "tekst": said[name].pop()}
        row |= {"mag_getoond": "ja" if chance.happens(0.62) else "nee", "herkomst": "voorbeeld"}
        second = name if chance.happens(chosen) else chance.pick([c["naam"] for c in codes if c["naam"] != name])
        rows.append({**row, "codeur": CODEURS[0], "code": name})
        if chance.happens(0.97):
            rows.append({**row, "codeur": CODEURS[1], "code": second})
    return rows


def _sentences(code: dict[str, Any], opzet: Opzet, chance: Toeval) -> list[str]:
    """Every combination of an opening and a follow-up, in the order of chance."""
    texts = [f"{one} {two}".replace("{plek}", opzet.plek) for one in code["begin"] for two in code["vervolg"]]
    return chance.several(texts, len(texts))


def _talks(opzet: Opzet, chance: Toeval) -> list[dict[str, Any]]:
    """The conversations: interviews with professionals and intervention leaders, focus groups with residents."""
    talks = []
    for number, source in enumerate(opzet.gesprekken):
        day = date(2021, 3, 1) + timedelta(days=45 * number + chance.whole(0, 20))
        roles = ("bewoner",) if source.startswith("focusgroep") else ("professional", "interventiebegeleider", "bewoner")
        talks.append({"bron": source, "datum": day, "rol": roles[number % len(roles)]})
    return talks
