"""The effects that are built into the example records: some present, some absent, placed by the seed.

Only tests read them. Nothing of this is written to `wijkdata/`, so an analysis can't look at the answer.

A report judges at 0.46 to 0.75 per 100 for a finding, at less for the rows of a table and for each later year: limits of
2.7 to 3.6 standard errors. For 80% power an effect is 0.84 more than its limit. What reports find is measured in
docs/beweringen.md. Standard errors (s.e.) of what is compared:

- reach: about 365 grown people of the wijk. Age 15-24 (0.14 of the people; 0.05 at 0.3 times its due): s.e. 0.018, 5.3 s.e.
  A buurt of 0.11 at 0.25 times: 5.4 s.e. Men (0.49, 0.35 at 0.55 times): over 5 s.e. Limit 3.6: twelve groups (Holm), third year.
- drop-out: about 0.18 of the starters elsewhere, 0.52 in one intervention: s.e. 0.055, 6 s.e.
- referrals per month: Poisson with mean 14, from then on 34; months vary more than that (quasi-Poisson).
- Positive Health: change within a person has sd about 1.25; some 120 people answer both the first and the last wave, s.e. 0.114.
  A rise of 0.65 is 5.7 s.e. Satisfaction: sd 1.5, rise 0.75.
- co-operation: some 18 organisations answer both times, s.e. of their change about 0.19. A rise of 0.85 is 4.5 s.e.
- network: with 18 organisations there are 153 pairs. From 0.20 to 0.42 of the pairs: s.e. 0.053, 4.1 s.e. Medical-social:
  from 0.17 to 0.72 of 20 to 42 pairs: at least 4 s.e. Absent: exactly as many ties as then, other pairs.
- coding: 150 fragments; kappa 0.80 or 0.45 with s.e. about 0.045, so they can't be mistaken for each other.
- stickers: 240 to 420; the theme with most has share 0.29 against 0.08 for any other. Absent: every theme is as likely.
- hindering factor: some 50 notes; share 0.55 against 0.09 for any other.
- log: about 84 entries a year; an item that took 0.08 to 0.2 of them takes 0.4 to 0.67: s.e. 0.055, over 5 s.e.
- planning, goals and self-evaluation are facts, not estimates: an analysis has to find exactly these.

Absent means: drawn without any difference. One in twenty absent effects looks present by chance at 95%, in any honest analysis.
"""

from __future__ import annotations

from dataclasses import dataclass

from tools.voorbeeld.opzet import VOORBEELDWIJK, Opzet
from tools.voorbeeld.toeval import Toeval

DIMENSIES = ("lichaamsfuncties", "mentaal_welbevinden", "zingeving", "kwaliteit_van_leven", "meedoen", "dagelijks_functioneren")
FACTOREN = (
    "burgerparticipatie",
    "draagvlak en borging",
    "financiering en capaciteit",
    "regie en rollen",
    "netwerk onderhouden",
    "gezamenlijk voordeel",
)
ITEMS = (
    "monitoren en evalueren van interventies",
    "faciliteren van interventies",
    "faciliteren van de integrale aanpak",
    "communicatie met en naar bewoners",
    "samen leren in WidW",
    "voortgang aan betrokkenen in de wijk",
    "coördinatie als LPB",
)
ONDERDELEN = (
    "gezondheidsbewuste bewoners en professionals",
    "coördinatiepunt en samenwerking",
    "financiering en doorzettingsmacht",
    "startsituatie",
    "doelen met bewoners en professionals",
    "projecten kiezen",
    "uitvoeren en matchen",
    "nieuwe cyclus",
)
THEMAS = ("ontmoeten", "bewegen", "voeding", "groen", "opgroeien", "geld", "taal", "stress", "veiligheid", "wonen")


@dataclass(frozen=True)
class Effect:
    """One built-in effect: whether it is there, on what, and how large (0 when absent).

    `waar` names the groups, dimensions, factors or interventions that have it; all others of the same kind don't.
    `omvang` is in the unit that `eenheid` names.
    """

    naam: str
    aanwezig: bool
    waar: tuple[str, ...] = ()
    omvang: float = 0.0
    eenheid: str = ""


# name -> (size where present, unit). Chance places them; which wijk has one is decided over the wijken together.
MATEN: dict[str, tuple[float, str]] = {
    "bereik-leeftijd": (0.3, "keer zo vaak bereikt als past bij het aandeel"),
    "bereik-geslacht": (0.55, "keer zo vaak bereikt als past bij het aandeel"),
    "bereik-buurt": (0.25, "keer zo vaak bereikt als past bij het aandeel"),
    "uitval": (0.34, "hoger aandeel uitvallers, 0-1"),
    "verwijzingen-stap": (2.4, "keer zoveel per maand, vanaf 1 september 2021"),
    "gezondheid-stijging": (0.65, "punten op 0-10, van de eerste tot de laatste meting"),
    "tevredenheid-stijging": (0.75, "punten op 1-10, van de eerste tot de laatste meting"),
    "samenwerking-stijging": (0.85, "punten op 1-5, van de eerste tot de laatste meting"),
    "netwerk-dichtheid": (0.22, "hoger aandeel paren met een lijn, 0-1"),
    "netwerk-medisch-sociaal": (0.55, "hoger aandeel paren met een lijn, 0-1"),
    "start-te-laat": (150.0, "dagen later dan gepland, of meer"),
    "doel-gehaald": (1.25, "keer zoveel deelnemers als het doel"),
    "codeurs-eens": (0.8, "kappa; zonder dit effect 0,45"),
    "behoefte-voorop": (3.6, "keer zoveel kans op een sticker als een ander thema"),
    "factor-hindert": (6.0, "keer zo vaak belemmerend genoemd als een andere factor"),
    "logboek-verschuift": (8.0, "keer zoveel kans op een regel in 2022 als in de jaren ervoor"),
    "zelfevaluatie-stijging": (1.0, "punten of meer op 0-4"),
}


def place_effects(opzet: Opzet, seed: int) -> dict[str, Effect]:
    """All effects of one wijk by name, present or absent: all are in the first example wijk, about half in each next one."""
    return {name: _place(name, opzet, seed) for name in MATEN}


def _place(name: str, opzet: Opzet, seed: int) -> Effect:
    size, unit = MATEN[name]
    if not _has_effect(name, opzet.slug, seed):
        return Effect(name, False, eenheid=unit)
    chance = Toeval(seed, opzet.slug, "effect", name)
    return Effect(name, True, tuple(_where(name, opzet, chance)), size, unit)


def _has_effect(name: str, slug: str, seed: int) -> bool:
    return slug == VOORBEELDWIJK or Toeval(seed, "verdeling", name, slug).happens(0.5)


def _where(name: str, opzet: Opzet, chance: Toeval) -> list[str]:
    """The groups, dimensions, factors or interventions that get the effect."""
    planned = [row["interventie"] for row in opzet.interventies]
    followed = list(opzet.gevolgd)
    options: dict[str, tuple[list[str], int]] = {
        "bereik-leeftijd": (["15-24", "25-44", "65+"], 1),
        "bereik-geslacht": (["m"], 1),
        "bereik-buurt": (_large_buurten(opzet), 1),
        "uitval": (followed, 1),
        "verwijzingen-stap": ([opzet.reeksen["maand"]], 1),
        "gezondheid-stijging": (list(DIMENSIES), chance.whole(1, 2)),
        "tevredenheid-stijging": (["tevredenheid"], 1),
        "samenwerking-stijging": (list(FACTOREN), chance.whole(1, 3)),
        "netwerk-dichtheid": (["netwerk"], 1),
        "netwerk-medisch-sociaal": (["medisch", "sociaal"], 2),
        "start-te-laat": (planned, chance.whole(2, 3)),
        "doel-gehaald": (followed, 2),
        "codeurs-eens": (["A", "B"], 2),
        "behoefte-voorop": (list(opzet.thema_zonder_aanbod), 1),
        "factor-hindert": (list(FACTOREN), 1),
        "logboek-verschuift": (list(ITEMS), 1),
        "zelfevaluatie-stijging": (list(ONDERDELEN), chance.whole(2, 4)),
    }
    among, count = options[name]
    return sorted(chance.several(among, count))


def _large_buurten(opzet: Opzet) -> list[str]:
    """Buurten with at least 9% of the inhabitants: smaller ones can't show that they are missing."""
    people = opzet.inwoners["buurt"]
    return [code for code, count in people.items() if count >= 0.09 * sum(people.values())]
