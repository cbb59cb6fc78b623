"""Who is reached: referrals, open activities, participations."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from wijkmonitor.gegevens.tabellen import Rij
from wijkmonitor.gegevens.velden import (
    Aantal,
    Datum,
    Geslacht,
    JaNeeOnbekend,
    Leeftijdsgroep,
    Participatie,
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
