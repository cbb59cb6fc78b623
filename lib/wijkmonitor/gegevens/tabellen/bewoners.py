"""Who is reached and what residents say: referrals, open activities, participations, survey, stickers, coded fragments."""

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
    JaNeeOnbekend,
    Leeftijdsgroep,
    Meting,
    Monitorvraag,
    Participatie,
    Rapportcijfer,
    Rol,
    Score10,
    Status,
    Tekst,
    Thuistaal,
)


class Doorverwijzing(Rij):
    """Counts of referrals per period."""

    uitleg: ClassVar[str] = "Aantal doorverwijzingen per interventie en periode."
    wie_heeft: ClassVar[str] = "de huisartsen of de coördinator van de verwijzingen"
    moment: ClassVar[str] = "tot"
    sleutel: ClassVar[tuple[str, ...]] = ("interventie", "van", "tot", "verwijzer", "ontvanger", "herkomst")
    interventie: Tekst = Field(description="Naam van de interventie.", examples=["Welzijn op Recept"])
    van: Datum = Field(description="Eerste dag van de periode.", examples=["2021-01-01"])
    tot: Datum = Field(description="Laatste dag van de periode.", examples=["2021-12-31"])
    aantal: Aantal = Field(description="Hoe vaak er is verwezen.", examples=[11])
    verwijzer: Tekst | None = Field(None, description="Wie verwijst: een rol of organisatie.", examples=["huisarts"])
    ontvanger: Tekst | None = Field(None, description="Wie de verwijzing krijgt.", examples=["welzijnsorganisatie"])
    waar: Tekst | None = Field(
        None, description="Waar is geteld, als dat niet alleen de wijk is. Leeg is: in de wijk.", examples=["Leiden"]
    )


class Activiteit(Rij):
    """Open activities without a register."""

    uitleg: ClassVar[str] = "Open activiteiten zonder inschrijving, met het aantal bezoekers."
    wie_heeft: ClassVar[str] = "het welzijnswerk of de bewonersgroep die het organiseert"
    moment: ClassVar[str] = "datum"
    datum: Datum = Field(description="Dag van de activiteit.", examples=["2022-06-18"])
    activiteit: Tekst = Field(description="Wat er was.", examples=["Koffie- en theekar"])
    setting: Tekst | None = Field(None, description="Waar het was.", examples=["supermarkt"])
    bezoekers: Aantal | None = Field(None, description="Aantal bezoekers, geteld of geschat.", examples=[40])
    trekker: Tekst | None = Field(None, description="Rol of organisatie die het trok.", examples=["buurthuis"])
    participatie: Participatie | None = Field(None, description="Trede van meedoen.", examples=["coproduceren"])


class Deelname(Rij):
    """Participation: one person in one intervention."""

    uitleg: ClassVar[str] = "Een persoon in een interventie, zonder naam."
    wie_heeft: ClassVar[str] = "de uitvoerder van de interventie (welzijn, sport of een leefstijlcoach)"
    gevoelig: ClassVar[bool] = True
    moment: ClassVar[str] = "aanmelding"
    sleutel: ClassVar[tuple[str, ...]] = ("deelnemer", "interventie", "aanmelding")
    deelnemer: Tekst = Field(description="Code van de deelnemer, nooit een naam.", examples=["d0001"])
    interventie: Tekst = Field(description="Naam van de interventie.", examples=["GLI"])
    aanmelding: Datum = Field(description="Dag van aanmelden.", examples=["2021-03-01"])
    start: Datum | None = Field(None, description="Eerste dag van meedoen.", examples=["2021-03-15"])
    einde: Datum | None = Field(None, description="Laatste dag van meedoen.", examples=["2021-12-01"])
    status: Status = Field(description="Hoe ver deze persoon is.", examples=["afgerond"])
    leeftijdsgroep: Leeftijdsgroep | None = Field(None, description="Leeftijdsgroep zoals CBS die gebruikt.", examples=["45-64"])
    geslacht: Geslacht | None = Field(None, description="v, m, x of onbekend.", examples=["v"])
    buurt: Tekst | None = Field(None, description="CBS-code van de buurt.", examples=["BU05460901"])
    verwijzer: Tekst | None = Field(None, description="Wie verwees: een rol of organisatie.", examples=["huisarts"])
    thuistaal: Thuistaal | None = Field(
        None,
        description="Taal die iemand thuis het meest spreekt. Welke andere taal het is, schrijven we niet op.",
        examples=["anders"],
    )
    laaggeletterd: JaNeeOnbekend | None = Field(
        None, description="Heeft iemand moeite met lezen, schrijven of rekenen?", examples=["nee"]
    )
    geldzorgen: JaNeeOnbekend | None = Field(None, description="Heeft iemand zorgen over geld of schulden?", examples=["ja"])
    mantelzorg: JaNeeOnbekend | None = Field(
        None, description="Zorgt iemand lang of veel voor een ander die hij of zij goed kent?", examples=["nee"]
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
