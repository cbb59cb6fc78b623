"""The fixed lists of words in the tables, each once: as a type for the models and as a tuple for everyone else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

DIMENSIES = ("lichaamsfuncties", "mentaal_welbevinden", "zingeving", "kwaliteit_van_leven", "meedoen", "dagelijks_functioneren")
PIJLERS = (
    "voorlichting en educatie",
    "signalering, advies en ondersteuning",
    "fysieke en sociale omgeving",
    "regelgeving en handhaving",
)
# What people write of an intervention, as it waits, runs and is done. Other words are allowed.
WACHT, LOOPT, KLAAR = ("gepland", "uitgesteld"), ("gestart", "loopt"), ("gestopt", "afgerond")
LEEFTIJDEN = ("0-14", "15-24", "25-44", "45-64", "65+")
# Columns of a participant that may be left out, as the sources name what plays in their wijken.
OMSTANDIGHEDEN = ("thuistaal", "laaggeletterd", "geldzorgen", "mantelzorg")

FactorNaam = Literal[
    "burgerparticipatie",
    "draagvlak en borging",
    "financiering en capaciteit",
    "regie en rollen",
    "netwerk onderhouden",
    "gezamenlijk voordeel",
]
FACTOREN: tuple[str, ...] = get_args(FactorNaam)

# The five steps of the Gezonde Wijkaanpak (Loketgezondleven, RIVM).
GwaStap = Literal["wijk in beeld", "prioriteiten en doelen", "plan maken", "uitvoeren", "monitoren en evalueren"]
STAPPEN_GWA: tuple[str, ...] = get_args(GwaStap)

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

# Which other language somebody speaks at home is not kept: it tells too much of who that is.
ANDERE_TALEN = (
    "andere taal", "een andere taal", "ander", "andere", "overig", "niet nederlands", "anders dan nederlands", "other", "albanees",
    "amhaars", "arabisch", "armeens", "berbers", "bosnisch", "bulgaars", "chinees", "dari", "duits", "engels", "farsi", "frans", "grieks",
    "hindi", "hongaars", "indonesisch", "italiaans", "kantonees", "koerdisch", "kroatisch", "marokkaans", "oekraïens", "papiaments",
    "pashto", "perzisch", "pools", "portugees", "roemeens", "russisch", "servisch", "somalisch", "spaans", "sranan", "sranantongo",
    "surinaams", "syrisch", "tamazight", "tarifit", "thais", "tigrinya", "turks", "urdu", "vietnamees",
)  # fmt: skip

Invulblad = Literal[
    "plan-interventie",
    "leersessie",
    "stickerbord",
    "startsituatie",
    "koppelkaart",
    "thema-kiezen",
    "meedoen",
    "terugkijken-partners",
    "nieuwe-kaart",
]
INVULBLADEN: tuple[str, ...] = get_args(Invulblad)  # the sheets that a card of the menukaart can have

# What people write for a word of a list, per column; `janee` is of all columns with ja or nee.
WOORDEN: Mapping[str, Mapping[str, str]] = {
    "geslacht": {"vrouw": "v", "vrouwelijk": "v", "f": "v", "female": "v", "meisje": "v", "man": "m", "mannelijk": "m", "male": "m", "jongen": "m",
                 **dict.fromkeys(("mevrouw", "mevr", "mevr.", "mw", "mw."), "v"), **dict.fromkeys(("heer", "de heer", "dhr", "dhr."), "m"),
                 "anders": "x", "non-binair": "x", "onbekend": "onbekend", "?": "onbekend", "-": "onbekend"},
    "janee": {"j": "ja", "yes": "ja", "true": "ja", "waar": "ja", "1": "ja", "n": "nee", "no": "nee", "false": "nee", "onwaar": "nee", "0": "nee"},
    "status": {"afgemeld": "uitgevallen", "gestopt": "uitgevallen", "uitval": "uitgevallen", "klaar": "afgerond", "voltooid": "afgerond",
               "bezig": "gestart", "loopt": "gestart", "lopend": "gestart", "aanmelding": "aangemeld", "ingeschreven": "aangemeld"},
    "thuistaal": {"nl": "nederlands", "ned": "nederlands", "dutch": "nederlands", "nederlandse taal": "nederlands",
                  **dict.fromkeys(ANDERE_TALEN, "anders")},
}  # fmt: skip

# table -> the column that tells its people apart
MENSEN = {"deelname": "deelnemer", "vragenlijst": "respondent", "samenwerking": "respondent"}

UITLEG = frozenset({"uitleg", "keuzes"})  # sheets of our own template that explain: their example is no row
