"""The plan, its progress, and lessons for other wijken."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from wijkmonitor.gegevens.lijsten import INVULBLADEN, KLAAR, LOOPT, PIJLERS, WACHT
from wijkmonitor.gegevens.tabellen import Rij
from wijkmonitor.gegevens.velden import (
    Datum,
    Factor,
    Getal,
    Invulbladnaam,
    JaNee,
    JaNeeOnbekend,
    Kant,
    Maanden,
    Moment,
    Monitorvraag,
    Resultaatsoort,
    Stap,
    Tekst,
    Wensstand,
)


class Interventie(Rij):
    """One intervention of the plan."""

    uitleg: ClassVar[str] = "Het plan: een rij per interventie."
    wie_heeft: ClassVar[str] = "de gemeente of de procesbegeleider, uit het wijkplan"
    sleutel: ClassVar[tuple[str, ...]] = ("interventie",)
    interventie: Tekst = Field(description="Naam van de interventie.", examples=["Beweeglint"])
    thema: Tekst | None = Field(None, description="Thema van de wijk.", examples=["bewegen"])
    pijlers: Tekst | None = Field(
        None,
        description=f"Een of meer van deze vier, met ; ertussen: {', '.join(PIJLERS[:-1])} en {PIJLERS[-1]}.",
        examples=[PIJLERS[2]],
    )
    doelgroep: Tekst | None = Field(None, description="Voor wie.", examples=["alle bewoners"])
    erkend: JaNeeOnbekend = Field("onbekend", description="Staat de interventie als erkend bekend?", examples=["onbekend"])
    gepland_start: Datum | None = Field(None, description="Geplande eerste dag.", examples=["2020-09-01"])
    gepland_einde: Datum | None = Field(None, description="Geplande laatste dag.", examples=["2022-12-31"])
    start: Datum | None = Field(None, description="Echte eerste dag.", examples=["2021-03-01"])
    einde: Datum | None = Field(None, description="Echte laatste dag.", examples=["2022-07-01"])
    trekker: Tekst | None = Field(None, description="Rol of organisatie.", examples=["bewonersgroep"])
    doel: Tekst | None = Field(None, description="Wat moet het opleveren?", examples=["deelnemers"])
    doelwaarde: Getal | None = Field(None, description="Het getal bij het doel.", examples=[60])
    gevolgd: JaNee | None = Field(None, description="Volgt de monitor deze interventie?", examples=["ja"])
    reden_niet_gevolgd: Tekst | None = Field(None, description="Waarom niet, als dat zo is.", examples=["geen register"])


class Voortgang(Rij):
    """One event in the course of an intervention."""

    uitleg: ClassVar[str] = "Veranderingen in een interventie en wat hielp of hinderde."
    wie_heeft: ClassVar[str] = "de procesbegeleider"
    moment: ClassVar[str] = "datum"
    datum: Datum = Field(description="Dag.", examples=["2021-05-01"])
    interventie: Tekst | None = Field(None, description="Naam van de interventie.", examples=["Beweeglint"])
    status: Tekst | None = Field(None, description=f"Stand: {', '.join((*WACHT, *LOOPT, *KLAAR))}.", examples=["gestart"])
    factor: Factor | None = Field(None, description="Een van de zes succesfactoren.", examples=["regie en rollen"])
    richting: Kant | None = Field(None, description="Hielp het of hinderde het?", examples=["bevorderend"])
    toelichting: Tekst | None = Field(None, description="Korte uitleg zonder namen.", examples=["Er kwam een vaste trekker."])


class Resultaatrij(Rij):
    """One result or running matter of the wijk, as it was told."""

    uitleg: ClassVar[str] = "Wat er is bereikt, gedaan en gezegd, en wat nog loopt. Een wens staat in de tabel `wensen`."
    wie_heeft: ClassVar[str] = "de procesbegeleider, met bewoners en partners"
    soort: Resultaatsoort = Field(
        description="Is het bereikt (resultaat), gedaan (inzet), gezegd (uitspraak), loopt het nog, of is het achtergrond?",
        examples=["resultaat"],
    )
    wat: Tekst = Field(description="Wat het is, in een korte zin.", examples=["De dierenweide is opgeknapt"])
    wanneer: Moment | None = Field(None, description="Jaar, maand of dag, zo precies als bekend.", examples=["2022"])
    door: Tekst | None = Field(None, description="Wie het deed: een rol of organisatie.", examples=["bewonersgroep"])
    vervolg: Tekst | None = Field(
        None, description="Wat eraan vastzit of wat erna kwam.", examples=["Het staat in het wijkplan."]
    )
    vraag: Monitorvraag | None = Field(
        None, description="Monitorvraag 1 tot 4 waar het over gaat; zonder vraag gaat het over de hele wijk.", examples=[3]
    )
    stap: Stap | None = Field(None, description="Stap in de aanpak die dit laat zien.", examples=["plan maken"])


class Themakeuze(Rij):
    """One theme that the wijk chose: step 2 of both handbooks."""

    uitleg: ClassVar[str] = "Welk thema de wijk koos, voor wie, met welk doel, en wie dat besloot."
    wie_heeft: ClassVar[str] = "de procesbegeleider, met wie koos"
    sleutel: ClassVar[tuple[str, ...]] = ("thema", "doelgroep")
    thema: Tekst = Field(description="Het thema, zoals in de tabel interventies.", examples=["geld"])
    doelgroep: Tekst | None = Field(None, description="Voor wie.", examples=["inwoners met geldzorgen"])
    doel: Tekst | None = Field(None, description="Wat de wijk wil bereiken.", examples=["Eerder hulp bij schulden."])
    reden: Tekst | None = Field(None, description="Waarom juist dit thema.", examples=["Mensen melden zich laat."])
    gekozen_door: Tekst | None = Field(None, description="Wie koos: rollen of organisaties.", examples=["bewoners en partners"])
    gekozen_op: Moment | None = Field(None, description="Wanneer: jaar, maand of dag.", examples=["2021-06"])


class Aanbod(Rij):
    """One entry of the sociale kaart: what there is for whom, and where people can go."""

    uitleg: ClassVar[str] = "De sociale kaart: wat er is voor wie, en bij welke organisatie."
    wie_heeft: ClassVar[str] = "het welzijnswerk of de gemeente"
    sleutel: ClassVar[tuple[str, ...]] = ("aanbod", "organisatie")
    aanbod: Tekst = Field(description="Wat er is.", examples=["Spreekuur over geld"])
    organisatie: Tekst = Field(description="Van wie het is.", examples=["welzijnsorganisatie"])
    thema: Tekst | None = Field(None, description="Het thema, zoals op het stickerbord.", examples=["geld"])
    voor_wie: Tekst | None = Field(None, description="Voor wie het is.", examples=["alle inwoners"])
    contact: Tekst | None = Field(
        None, description="Waar u terechtkunt: een balie of website, nooit een mens.", examples=["balie in het wijkcentrum"]
    )


class Wensrij(Rij):
    """One wish of residents, and what came of it."""

    uitleg: ClassVar[str] = "Wat bewoners vroegen, wie het oppakte en wat ervan kwam. Schrijf geen namen."
    wie_heeft: ClassVar[str] = "de procesbegeleider (van het stickerbord, uit interviews en uit de leersessie)"
    sleutel: ClassVar[tuple[str, ...]] = ("wens", "datum", "plek")
    wens: Tekst = Field(description="De wens, in een korte zin.", examples=["Meer licht op het pad"])
    datum: Moment | None = Field(None, description="Wanneer zij is gezegd: jaar, maand of dag.", examples=["2022-04"])
    plek: Tekst | None = Field(None, description="Waar zij is gezegd.", examples=["stickerbord"])
    van: Tekst | None = Field(None, description="Wie het vroeg: een rol of groep, nooit een naam.", examples=["bewoners"])
    thema: Tekst | None = Field(None, description="Thema van de wijk.", examples=["bewegen"])
    opgepakt_door: Tekst | None = Field(None, description="Wie het oppakte: een rol of organisatie.", examples=["gemeente"])
    stand: Wensstand = Field("open", description="Hoe het ermee staat.", examples=["loopt"])
    uitkomst: Tekst | None = Field(
        None, description="Wat ervan kwam, of waarom het niet kan.", examples=["Er staan vier lampen."]
    )
    klaar: Moment | None = Field(None, description="Wanneer dat was: jaar, maand of dag.", examples=["2022-11"])
    teruggemeld: Moment | None = Field(None, description="Wanneer bewoners het hoorden.", examples=["2022-12"])
    vraag: Monitorvraag | None = Field(
        None, description="Monitorvraag 1 tot 4 waar het over gaat; zonder vraag gaat het over de hele wijk.", examples=[1]
    )


class Borging(Rij):
    """One activity that has to go on: who owns it, and until when there is money."""

    uitleg: ClassVar[str] = "Wat doorgaat na het programma: van wie het is, en tot wanneer er geld is."
    wie_heeft: ClassVar[str] = "de procesbegeleider, met de gemeente"
    sleutel: ClassVar[tuple[str, ...]] = ("activiteit",)
    activiteit: Tekst = Field(description="Wat er doorgaat.", examples=["Wandelgroep"])
    eigenaar: Tekst | None = Field(None, description="Van wie het is: een rol of organisatie.", examples=["welzijnsorganisatie"])
    geld_tot: Moment | None = Field(None, description="Tot wanneer er geld is: jaar, maand of dag.", examples=["2023-06"])
    afgesproken: JaNee | None = Field(None, description="Is ondertekend dat het doorgaat?", examples=["nee"])
    zonder_geld: Tekst | None = Field(
        None, description="Wat er stopt als het geld stopt.", examples=["De begeleiding van de groep stopt."]
    )


class Monitorplan(Rij):
    """One promise to deliver a table."""

    uitleg: ClassVar[str] = "Wie welke tabel levert, en hoe vaak."
    wie_heeft: ClassVar[str] = "de procesbegeleider, met wie meet"
    sleutel: ClassVar[tuple[str, ...]] = ("tabel",)
    tabel: Tekst = Field(description="Naam van de tabel.", examples=["deelname"])
    wie: Tekst = Field(description="Wie haar levert: een rol of organisatie.", examples=["welzijnsorganisatie"])
    maanden: Maanden = Field(description="Om de hoeveel maanden zij komt, 1 tot 60.", examples=[12])


class MenukaartRegel(Rij):
    """One lesson, instrument or good practice for other wijken."""

    uitleg: ClassVar[str] = "Lessen, instrumenten en voorbeelden voor andere wijken."
    wie_heeft: ClassVar[str] = "de procesbegeleider"
    titel: Tekst = Field(description="Korte titel.", examples=["Deel het eigenaarschap vroeg"])
    soort: Tekst = Field(description="les, tip, instrument of goed voorbeeld.", examples=["les"])
    stap: Tekst | None = Field(None, description="Stap in de aanpak.", examples=["plan maken"])
    factor: Factor | None = Field(None, description="Succesfactor.", examples=["regie en rollen"])
    les: Tekst = Field(description="De les in eigen woorden.", examples=["Wijs iemand aan die de tijd bewaakt."])
    link: Tekst | None = Field(None, description="Waar meer staat.", examples=["verslag leersessie"])
    invulblad: Invulbladnaam | None = Field(
        None, description=f"Het invulblad dat erbij hoort: {', '.join(INVULBLADEN)}.", examples=["plan-interventie"]
    )
