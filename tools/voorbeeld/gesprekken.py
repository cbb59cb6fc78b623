"""Example fragments of interviews and focus groups, coded by two people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tools.voorbeeld.effecten import Effect
from tools.voorbeeld.opzet import Opzet, read_bron
from tools.voorbeeld.plan import Rijen
from tools.voorbeeld.toeval import Toeval

FRAGMENTEN = 150
KAPPA_LAAG = 0.45
TOEVAL_EENS = 0.11
CODEURS = ("A", "B")


def make_kwalitatief(opzet: Opzet, effecten: dict[str, Effect], seed: int) -> Rijen:
    """150 fragments, each coded by A and nearly always by B; consent per fragment, the same in both rows."""
    chance = Toeval(seed, opzet.slug, "kwalitatief")
    kappa = effecten["codeurs-eens"].omvang or KAPPA_LAAG
    agree = kappa + (1 - kappa) * TOEVAL_EENS
    codes = sorted({code["naam"] for code in read_bron("fragmenten")["code"]})
    rows: Rijen = []
    for number, said in enumerate(_fragments(opzet, chance), start=1):
        name = said.pop("code")
        row = {"fragment": f"f{number:03d}", **said, "herkomst": "voorbeeld"}
        row["mag_getoond"] = "ja" if chance.happens(0.62) else "nee"
        row["gelezen_door"] = "onderzoeker" if row["mag_getoond"] == "ja" else None
        second = name if chance.happens(agree) else chance.pick([code for code in codes if code != name])
        rows.append({**row, "codeur": CODEURS[0], "code": name})
        if chance.happens(0.97):
            rows.append({**row, "codeur": CODEURS[1], "code": second})
    return rows


def _fragments(opzet: Opzet, chance: Toeval) -> Rijen:
    """What was said: no text twice, and nobody says what doesn't fit the role. In the order of the conversations."""
    groups = read_bron("fragmenten")["code"]
    likes = [0.5 + chance.chance() for _ in groups]
    left = [_sentences(group, opzet, chance) for group in groups]
    talks = _talks(opzet, chance)
    rows: Rijen = []
    for _ in range(FRAGMENTEN):
        talk = talks[chance.pick_by({number: weight for number, (_, weight) in enumerate(talks)})][0]
        fits = {number: likes[number] for number, group in enumerate(groups) if left[number] and talk["rol"] in group["rol"]}
        number = chance.pick_by(fits)
        said = {"code": groups[number]["naam"], "vraag": groups[number]["vraag"], "tekst": left[number].pop()}
        rows.append({**talk, **said})
    return sorted(rows, key=lambda row: (row["datum"], row["bron"]))


def _sentences(group: dict[str, Any], opzet: Opzet, chance: Toeval) -> list[str]:
    """Every combination of an opening and a follow-up, in the order of chance."""
    texts = [f"{one} {two}".replace("{plek}", opzet.plek) for one in group["begin"] for two in group["vervolg"]]
    return chance.several(texts, len(texts))


def _talks(opzet: Opzet, chance: Toeval) -> list[tuple[dict[str, Any], float]]:
    """The conversations with their weight: a focus group gives twice as many fragments as an interview."""
    day = date(2021, 3, 1)
    talks = []
    for talk in opzet.gesprekken:
        day += timedelta(days=chance.whole(15, 60))
        talks.append(({**talk, "datum": day}, 2.0 if talk["bron"].startswith("focusgroep") else 1.0))
    return talks
