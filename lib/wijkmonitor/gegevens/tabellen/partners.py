"""How partners work together: statements, organisations, network, log, self-evaluation."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from wijkmonitor.gegevens.tabellen import Rij
from wijkmonitor.gegevens.velden import (
    Aantal,
    Datum,
    Domein,
    Factor,
    Item,
    JaNee,
    Meting,
    Onderdeel,
    Score4,
    Score5,
    Sterkte,
    Tekst,
    Uren,
)


class Samenwerking(Rij):
    """One answer of one partner to one statement."""

    uitleg: ClassVar[str] = "Een antwoord van een partner op een stelling, per meting."
    wie_heeft: ClassVar[str] = "de onderzoeker die partners bevraagt"
    gevoelig: ClassVar[bool] = True
    moment: ClassVar[str] = "meting"
    sleutel: ClassVar[tuple[str, ...]] = ("respondent", "meting", "stelling")
    respondent: Tekst = Field(description="Code van de respondent.", examples=["p01"])
    organisatie: Tekst = Field(description="Naam zoals in de tabel organisaties.", examples=["huisartsenpraktijk"])
    domein: Domein | None = Field(None, description="Domein van de organisatie.", examples=["medisch"])
    meting: Meting = Field(description="Jaar of jaar en maand.", examples=["2022"])
    stelling: Tekst = Field(description="Code van de stelling.", examples=["s1"])
    score: Score5 | None = Field(None, description="1 (helemaal oneens) tot 5 (helemaal eens).", examples=[4])


class Stellingrij(Rij):
    """One statement of the partner survey."""

    uitleg: ClassVar[str] = "De stellingen in de vragenlijst voor partners."
    wie_heeft: ClassVar[str] = "de onderzoeker die partners bevraagt"
    sleutel: ClassVar[tuple[str, ...]] = ("stelling",)
    stelling: Tekst = Field(description="Code van de stelling.", examples=["s1"])
    tekst: Tekst = Field(description="De stelling zelf.", examples=["We weten van elkaar wat we doen."])
    factor: Factor = Field(description="Succesfactor waar de stelling over gaat.", examples=["netwerk onderhouden"])
    omgekeerd: JaNee = Field("nee", description="Is eens hier ongunstig?", examples=["nee"])


class Organisatie(Rij):
    """One organisation of the partnership."""

    uitleg: ClassVar[str] = "De organisaties, hun domein en of de naam genoemd mag worden."
    wie_heeft: ClassVar[str] = "de procesbegeleider"
    sleutel: ClassVar[tuple[str, ...]] = ("organisatie",)
    organisatie: Tekst = Field(description="Naam van de organisatie.", examples=["huisartsenpraktijk"])
    domein: Domein = Field(description="Domein.", examples=["medisch"])
    toon_naam: JaNee = Field("nee", description="Mag de naam in een rapport?", examples=["ja"])


class Lijn(Rij):
    """Who works with whom."""

    uitleg: ClassVar[str] = "Wie met wie werkt, per meting."
    wie_heeft: ClassVar[str] = "de onderzoeker of de procesbegeleider"
    moment: ClassVar[str] = "meting"
    sleutel: ClassVar[tuple[str, ...]] = ("meting", "van", "naar")
    meting: Meting = Field(description="Jaar of jaar en maand.", examples=["2020"])
    van: Tekst = Field(description="Organisatie die het noemt.", examples=["huisartsenpraktijk"])
    naar: Tekst = Field(description="Organisatie die genoemd is.", examples=["welzijnsorganisatie"])
    sterkte: Sterkte = Field(description="0 (geen) tot 3 (vaak).", examples=[2])


class Logboekrij(Rij):
    """One entry of the LPB's log."""

    uitleg: ClassVar[str] = "Uren van de lokale procesbegeleider over zeven onderdelen."
    wie_heeft: ClassVar[str] = "de procesbegeleider"
    moment: ClassVar[str] = "datum"
    datum: Datum = Field(description="Dag.", examples=["2021-05-01"])
    item: Item = Field(description="Een van de zeven onderdelen.", examples=["samen leren in WidW"])
    uren: Uren | None = Field(None, description="Aantal uren.", examples=[3.5])
    toelichting: Tekst | None = Field(None, description="Korte uitleg zonder namen.", examples=["Werkgroep voorbereid."])


class Begroting(Rij):
    """What was budgeted for one of the seven items."""

    uitleg: ClassVar[str] = "Hoeveel uren er voor elk van de zeven onderdelen zijn begroot."
    wie_heeft: ClassVar[str] = "de procesbegeleider, uit het plan"
    sleutel: ClassVar[tuple[str, ...]] = ("item",)
    item: Item = Field(description="Een van de zeven onderdelen.", examples=["samen leren in WidW"])
    uren: Aantal = Field(description="Begrote uren voor de hele tijd van het logboek.", examples=[120])


class Zelfevaluatie(Rij):
    """The infrastructure, scored by those involved."""

    uitleg: ClassVar[str] = "Hoe ver de infrastructuur is: drie voorwaarden en vijf stappen."
    wie_heeft: ClassVar[str] = "de regiegroep of de procesbegeleider"
    moment: ClassVar[str] = "meting"
    sleutel: ClassVar[tuple[str, ...]] = ("meting", "onderdeel")
    meting: Meting = Field(description="Jaar of jaar en maand.", examples=["2020"])
    onderdeel: Onderdeel = Field(description="Voorwaarde of stap.", examples=["startsituatie"])
    score: Score4 = Field(description="0 (niets) tot 4 (staat).", examples=[2])
    toelichting: Tekst | None = Field(None, description="Korte uitleg zonder namen.", examples=["Er is een vast overleg."])
