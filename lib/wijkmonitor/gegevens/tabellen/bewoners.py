"""What residents say: survey, stickers, coded fragments."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from wijkmonitor.gegevens.tabellen import Rij
from wijkmonitor.gegevens.velden import (
    Aantal,
    Datum,
    Geslacht,
    Gewicht,
    JaNee,
    Leeftijdsgroep,
    Meting,
    Monitorvraag,
    Rapportcijfer,
    Rol,
    Score10,
    Tekst,
)


class Vragenlijst(Rij):
    """One respondent in one wave of the residents' survey."""

    uitleg: ClassVar[str] = "Een antwoord van een bewoner op de vragenlijst, per meting."
    wie_heeft: ClassVar[str] = "de GGD of een onderzoeker"
    gevoelig: ClassVar[bool] = True
    moment: ClassVar[str] = "datum"
    sleutel: ClassVar[tuple[str, ...]] = ("respondent", "meting")
    respondent: Tekst = Field(description="Code van de respondent, in elke meting dezelfde.", examples=["r0001"])
    meting: Meting = Field(description="Jaar of jaar en maand.", examples=["2021"])
    datum: Datum | None = Field(None, description="Dag van invullen.", examples=["2021-10-04"])
    gewicht: Gewicht | None = Field(None, description="Weegfactor, groter dan 0.", examples=[1.2])
    stratum: Tekst | None = Field(None, description="Groep waaruit de steekproef is getrokken.", examples=["65+"])
    leeftijdsgroep: Leeftijdsgroep | None = Field(None, description="Leeftijdsgroep zoals CBS die gebruikt.", examples=["65+"])
    geslacht: Geslacht | None = Field(None, description="v, m, x of onbekend.", examples=["m"])
    buurt: Tekst | None = Field(None, description="CBS-code van de buurt.", examples=["BU05460901"])
    lichaamsfuncties: Score10 | None = Field(None, description="Score van 0 tot 10.", examples=[6.5])
    mentaal_welbevinden: Score10 | None = Field(None, description="Score van 0 tot 10.", examples=[7])
    zingeving: Score10 | None = Field(None, description="Score van 0 tot 10.", examples=[7])
    kwaliteit_van_leven: Score10 | None = Field(None, description="Score van 0 tot 10.", examples=[7.5])
    meedoen: Score10 | None = Field(None, description="Score van 0 tot 10.", examples=[6])
    dagelijks_functioneren: Score10 | None = Field(None, description="Score van 0 tot 10.", examples=[8])
    tevredenheid: Rapportcijfer | None = Field(
        None, description="Hoe tevreden iemand is, als rapportcijfer van 1 tot 10.", examples=[7]
    )


class Sticker(Rij):
    """Needs named at a market, school yard or community centre."""

    uitleg: ClassVar[str] = "Hoe vaak een thema een sticker kreeg, per plek en dag."
    wie_heeft: ClassVar[str] = "de procesbegeleider of het welzijnswerk"
    moment: ClassVar[str] = "datum"
    sleutel: ClassVar[tuple[str, ...]] = ("datum", "plek", "thema")
    datum: Datum = Field(description="Dag.", examples=["2021-09-11"])
    plek: Tekst = Field(description="Plek waar het bord stond.", examples=["markt"])
    thema: Tekst = Field(description="Thema op het bord.", examples=["ontmoeten"])
    stickers: Aantal = Field(description="Aantal stickers.", examples=[23])


class Kwalitatief(Rij):
    """One coded fragment of an interview or focus group."""

    uitleg: ClassVar[str] = "Een fragment met een code, per codeur."
    wie_heeft: ClassVar[str] = "een onderzoeker of student die gesprekken voert"
    gevoelig: ClassVar[bool] = True
    moment: ClassVar[str] = "datum"
    sleutel: ClassVar[tuple[str, ...]] = ("fragment", "code", "codeur")
    fragment: Tekst = Field(description="Nummer van het fragment.", examples=["f001"])
    bron: Tekst | None = Field(None, description="Code van het gesprek.", examples=["interview 1"])
    datum: Datum | None = Field(None, description="Dag van het gesprek.", examples=["2022-03-01"])
    rol: Rol | None = Field(None, description="Wie sprak.", examples=["bewoner"])
    vraag: Monitorvraag | None = Field(None, description="Monitorvraag 1 tot 4.", examples=[2])
    code: Tekst = Field(description="De code die het fragment kreeg.", examples=["ontmoeten"])
    codeur: Tekst | None = Field(None, description="Letter van de codeur.", examples=["A"])
    tekst: Tekst | None = Field(None, description="Het fragment zelf.", examples=["Ik ken nu mijn buren."])
    mag_getoond: JaNee = Field("nee", description="Mag het fragment in een rapport?", examples=["ja"])
    gelezen_door: Tekst | None = Field(
        None,
        description="Rol van wie las of niemand te herkennen is. Zonder komt het fragment niet in een rapport.",
        examples=["onderzoeker"],
    )
