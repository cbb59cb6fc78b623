"""The fixed lists of words in the tables, each once: as a type for the models and as a tuple for everyone else."""

from __future__ import annotations

from typing import Literal, get_args

DIMENSIES = (
    "lichaamsfuncties",
    "mentaal_welbevinden",
    "zingeving",
    "kwaliteit_van_leven",
    "meedoen",
    "dagelijks_functioneren",
)
PIJLERS = (
    "voorlichting en educatie",
    "signalering, advies en ondersteuning",
    "fysieke en sociale omgeving",
    "regelgeving en handhaving",
)
LEEFTIJDEN = ("0-14", "15-24", "25-44", "45-64", "65+")

FactorNaam = Literal[
    "burgerparticipatie",
    "draagvlak en borging",
    "financiering en capaciteit",
    "regie en rollen",
    "netwerk onderhouden",
    "gezamenlijk voordeel",
]
FACTOREN: tuple[str, ...] = get_args(FactorNaam)

LpbItem = Literal[
    "monitoren en evalueren van interventies",
    "faciliteren van interventies",
    "faciliteren van de integrale aanpak",
    "communicatie met en naar bewoners",
    "samen leren in WidW",
    "voortgang aan betrokkenen in de wijk",
    "coördinatie als LPB",
]
LPB_ITEMS: tuple[str, ...] = get_args(LpbItem)

Zelfonderdeel = Literal[
    "gezondheidsbewuste bewoners en professionals",
    "coördinatiepunt en samenwerking",
    "financiering en doorzettingsmacht",
    "startsituatie",
    "doelen met bewoners en professionals",
    "projecten kiezen",
    "uitvoeren en matchen",
    "nieuwe cyclus",
]
ZELFEVALUATIE: tuple[str, ...] = get_args(Zelfonderdeel)
