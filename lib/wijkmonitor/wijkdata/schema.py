"""The tables that people deliver: one model per table. Reader, templates and data dictionary are made from it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from wijkmonitor.wijkdata.velden import (
    Aantal,
    Datum,
    Geslacht,
    Getal,
    Herkomst,
    JaNee,
    Leeftijdsgroep,
    Meting,
    Rapportcijfer,
    Score10,
    Tekst,
    parse_number,
    parse_whole,
    parse_word,
)

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
FACTOREN = (
    "burgerparticipatie",
    "draagvlak en borging",
    "financiering en capaciteit",
    "regie en rollen",
    "netwerk onderhouden",
    "gezamenlijk voordeel",
)
LPB_ITEMS = (
    "monitoren en evalueren van interventies",
    "faciliteren van interventies",
    "faciliteren van de integrale aanpak",
    "communicatie met en naar bewoners",
    "samen leren in WidW",
    "voortgang aan betrokkenen in de wijk",
    "coördinatie als LPB",
)
ZELFEVALUATIE = (
    "gezondheidsbewuste bewoners en professionals",
    "coördinatiepunt en samenwerking",
    "financiering en doorzettingsmacht",
    "startsituatie",
    "doelen met bewoners en professionals",
    "projecten kiezen",
    "uitvoeren en matchen",
    "nieuwe cyclus",
)
LEEFTIJDEN = ("0-14", "15-24", "25-44", "45-64", "65+")

Status = Annotated[Literal["aangemeld", "gestart", "afgerond", "uitgevallen"], BeforeValidator(parse_word)]
Participatie = Annotated[
    Literal["informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen"], BeforeValidator(parse_word)
]
Domein = Annotated[
    Literal["medisch", "sociaal", "gemeente", "bewoners", "sport", "overig"], BeforeValidator(parse_word)
]
Factor = Annotated[
    Literal[
        "burgerparticipatie",
        "draagvlak en borging",
        "financiering en capaciteit",
        "regie en rollen",
        "netwerk onderhouden",
        "gezamenlijk voordeel",
    ],
    BeforeValidator(parse_word),
]
Rol = Annotated[Literal["bewoner", "professional", "interventiebegeleider"], BeforeValidator(parse_word)]
Kant = Annotated[Literal["bevorderend", "belemmerend"], BeforeValidator(parse_word)]


def _one_of(options: tuple[str, ...]) -> BeforeValidator:
    """Accepts an option whatever its capitals or spaces, and gives it back as it is spelled here."""
    known = {option.lower(): option for option in options}

    def look_up(value: object) -> object:
        return None if value is None else known.get(" ".join(str(value).lower().split()), str(value).strip())

    return BeforeValidator(look_up)


Item = Annotated[
    Literal[
        "monitoren en evalueren van interventies",
        "faciliteren van interventies",
        "faciliteren van de integrale aanpak",
        "communicatie met en naar bewoners",
        "samen leren in WidW",
        "voortgang aan betrokkenen in de wijk",
        "coördinatie als LPB",
    ],
    _one_of(LPB_ITEMS),
]
Onderdeel = Annotated[
    Literal[
        "gezondheidsbewuste bewoners en professionals",
        "coördinatiepunt en samenwerking",
        "financiering en doorzettingsmacht",
        "startsituatie",
        "doelen met bewoners en professionals",
        "projecten kiezen",
        "uitvoeren en matchen",
        "nieuwe cyclus",
    ],
    _one_of(ZELFEVALUATIE),
]


class Rij(BaseModel):
    """One row of a table. `sleutel` names the columns that may occur only once together."""

    model_config = ConfigDict(extra="allow", frozen=True)
    sleutel: ClassVar[tuple[str, ...]] = ()
    moment: ClassVar[str] = ""
    uitleg: ClassVar[str] = ""

    herkomst: Herkomst = Field("eigen registratie", description="Waar de rij vandaan komt.", examples=["eigen registratie"])
    bron: Tekst | None = Field(None, description="De bron van de rij, als die er is.", examples=["jaarverslag 2021"])


class Doorverwijzing(Rij):
    """Counts of referrals per period."""

    uitleg: ClassVar[str] = "Aantal doorverwijzingen per interventie en periode."
    moment: ClassVar[str] = "tot"
    sleutel: ClassVar[tuple[str, ...]] = ("interventie", "van", "tot", "verwijzer", "ontvanger", "herkomst")
    interventie: Tekst = Field(description="Naam van de interventie.", examples=["Welzijn op Recept"])
    van: Datum = Field(description="Eerste dag van de periode.", examples=["2021-01-01"])
    tot: Datum = Field(description="Laatste dag van de periode.", examples=["2021-12-31"])
    aantal: Aantal = Field(description="Hoe vaak er is verwezen.", examples=[11])
    verwijzer: Tekst | None = Field(None, description="Wie verwijst: een rol of organisatie.", examples=["huisarts"])
    ontvanger: Tekst | None = Field(None, description="Wie de verwijzing krijgt.", examples=["welzijnsorganisatie"])


class Activiteit(Rij):
    """Open activities without a register."""

    uitleg: ClassVar[str] = "Open activiteiten zonder inschrijving, met het aantal bezoekers."
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


class Vragenlijst(Rij):
    """One respondent in one wave of the residents' survey."""

    uitleg: ClassVar[str] = "Een antwoord van een bewoner op de vragenlijst, per meting."
    moment: ClassVar[str] = "datum"
    sleutel: ClassVar[tuple[str, ...]] = ("respondent", "meting")
    respondent: Tekst = Field(description="Code van de respondent, in elke meting dezelfde.", examples=["r0001"])
    meting: Meting = Field(description="Jaar of jaar en maand.", examples=["2021"])
    datum: Datum | None = Field(None, description="Dag van invullen.", examples=["2021-10-04"])
    gewicht: Annotated[float, BeforeValidator(parse_number), Field(gt=0, allow_inf_nan=False)] | None = Field(
        None, description="Weegfactor, groter dan 0.", examples=[1.2]
    )
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
    tevredenheid: Rapportcijfer | None = Field(None, description="Rapportcijfer van 1 tot 10.", examples=[7])


class Sticker(Rij):
    """Needs named at a market, school yard or community centre."""

    uitleg: ClassVar[str] = "Hoe vaak een thema een sticker kreeg, per plek en dag."
    moment: ClassVar[str] = "datum"
    sleutel: ClassVar[tuple[str, ...]] = ("datum", "plek", "thema")
    datum: Datum = Field(description="Dag.", examples=["2021-09-11"])
    plek: Tekst = Field(description="Plek waar het bord stond.", examples=["markt"])
    thema: Tekst = Field(description="Thema op het bord.", examples=["ontmoeten"])
    stickers: Aantal = Field(description="Aantal stickers.", examples=[23])


class Samenwerking(Rij):
    """One answer of one partner to one statement."""

    uitleg: ClassVar[str] = "Een antwoord van een partner op een stelling, per meting."
    moment: ClassVar[str] = "meting"
    sleutel: ClassVar[tuple[str, ...]] = ("respondent", "meting", "stelling")
    respondent: Tekst = Field(description="Code van de respondent.", examples=["p01"])
    organisatie: Tekst = Field(description="Naam zoals in de tabel organisaties.", examples=["huisartsenpraktijk"])
    domein: Domein | None = Field(None, description="Domein van de organisatie.", examples=["medisch"])
    meting: Meting = Field(description="Jaar of jaar en maand.", examples=["2022"])
    stelling: Tekst = Field(description="Code van de stelling.", examples=["s1"])
    score: Annotated[int, BeforeValidator(parse_whole), Field(ge=1, le=5)] | None = Field(
        None, description="1 (helemaal oneens) tot 5 (helemaal eens).", examples=[4]
    )


class Stelling(Rij):
    """One statement of the partner survey."""

    uitleg: ClassVar[str] = "De stellingen in de vragenlijst voor partners."
    sleutel: ClassVar[tuple[str, ...]] = ("stelling",)
    stelling: Tekst = Field(description="Code van de stelling.", examples=["s1"])
    tekst: Tekst = Field(description="De stelling zelf.", examples=["We weten van elkaar wat we doen."])
    factor: Factor = Field(description="Succesfactor waar de stelling over gaat.", examples=["netwerk onderhouden"])
    omgekeerd: JaNee = Field("nee", description="Is eens hier ongunstig?", examples=["nee"])


class Organisatie(Rij):
    """One organisation of the partnership."""

    uitleg: ClassVar[str] = "De organisaties, hun domein en of de naam genoemd mag worden."
    sleutel: ClassVar[tuple[str, ...]] = ("organisatie",)
    organisatie: Tekst = Field(description="Naam van de organisatie.", examples=["huisartsenpraktijk"])
    domein: Domein = Field(description="Domein.", examples=["medisch"])
    toon_naam: JaNee = Field("nee", description="Mag de naam in een rapport?", examples=["ja"])


class Lijn(Rij):
    """Who works with whom."""

    uitleg: ClassVar[str] = "Wie met wie werkt, per meting."
    moment: ClassVar[str] = "meting"
    sleutel: ClassVar[tuple[str, ...]] = ("meting", "van", "naar")
    meting: Meting = Field(description="Jaar of jaar en maand.", examples=["2020"])
    van: Tekst = Field(description="Organisatie die het noemt.", examples=["huisartsenpraktijk"])
    naar: Tekst = Field(description="Organisatie die genoemd is.", examples=["welzijnsorganisatie"])
    sterkte: Annotated[int, BeforeValidator(parse_whole), Field(ge=0, le=3)] = Field(
        description="0 (geen) tot 3 (vaak).", examples=[2]
    )


class Interventie(Rij):
    """One intervention of the plan."""

    uitleg: ClassVar[str] = "Het plan: een rij per interventie."
    sleutel: ClassVar[tuple[str, ...]] = ("interventie",)
    interventie: Tekst = Field(description="Naam van de interventie.", examples=["Beweeglint"])
    thema: Tekst | None = Field(None, description="Thema van de wijk.", examples=["bewegen"])
    pijlers: Tekst | None = Field(None, description="Een of meer van de vier pijlers, met ; ertussen.", examples=[PIJLERS[2]])
    doelgroep: Tekst | None = Field(None, description="Voor wie.", examples=["alle bewoners"])
    erkend: Annotated[Literal["ja", "nee", "onbekend"], BeforeValidator(parse_word)] = Field(
        "onbekend", description="Staat de interventie als erkend bekend?", examples=["onbekend"]
    )
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
    moment: ClassVar[str] = "datum"
    datum: Datum = Field(description="Dag.", examples=["2021-05-01"])
    interventie: Tekst | None = Field(None, description="Naam van de interventie.", examples=["Beweeglint"])
    status: Tekst | None = Field(None, description="Stand: gepland, gestart, loopt, uitgesteld, gestopt, afgerond.", examples=["gestart"])
    factor: Factor | None = Field(None, description="Een van de zes succesfactoren.", examples=["regie en rollen"])
    richting: Kant | None = Field(None, description="Hielp het of hinderde het?", examples=["bevorderend"])
    toelichting: Tekst | None = Field(None, description="Korte uitleg zonder namen.", examples=["Er kwam een vaste trekker."])


class Logboek(Rij):
    """One entry of the LPB's log."""

    uitleg: ClassVar[str] = "Uren van de lokale procesbegeleider over zeven onderdelen."
    moment: ClassVar[str] = "datum"
    datum: Datum = Field(description="Dag.", examples=["2021-05-01"])
    item: Item = Field(description="Een van de zeven onderdelen.", examples=["samen leren in WidW"])
    uren: Annotated[float, BeforeValidator(parse_number), Field(ge=0, le=200, allow_inf_nan=False)] | None = Field(
        None, description="Aantal uren.", examples=[3.5]
    )
    toelichting: Tekst | None = Field(None, description="Korte uitleg zonder namen.", examples=["Werkgroep voorbereid."])


class Kwalitatief(Rij):
    """One coded fragment of an interview or focus group."""

    uitleg: ClassVar[str] = "Een fragment met een code, per codeur."
    moment: ClassVar[str] = "datum"
    sleutel: ClassVar[tuple[str, ...]] = ("fragment", "code", "codeur")
    fragment: Tekst = Field(description="Nummer van het fragment.", examples=["f001"])
    bron: Tekst | None = Field(None, description="Code van het gesprek.", examples=["interview 1"])
    datum: Datum | None = Field(None, description="Dag van het gesprek.", examples=["2022-03-01"])
    rol: Rol | None = Field(None, description="Wie sprak.", examples=["bewoner"])
    vraag: Annotated[int, BeforeValidator(parse_whole), Field(ge=1, le=4)] | None = Field(
        None, description="Monitorvraag 1 tot 4.", examples=[2]
    )
    code: Tekst = Field(description="De code die het fragment kreeg.", examples=["ontmoeten"])
    codeur: Tekst | None = Field(None, description="Letter van de codeur.", examples=["A"])
    tekst: Tekst | None = Field(None, description="Het fragment zelf.", examples=["Ik ken nu mijn buren."])
    mag_getoond: JaNee = Field("nee", description="Mag het fragment in een rapport?", examples=["ja"])


class Zelfevaluatie(Rij):
    """The infrastructure, scored by those involved."""

    uitleg: ClassVar[str] = "Hoe ver de infrastructuur is: drie voorwaarden en vijf stappen."
    moment: ClassVar[str] = "meting"
    sleutel: ClassVar[tuple[str, ...]] = ("meting", "onderdeel")
    meting: Meting = Field(description="Jaar of jaar en maand.", examples=["2020"])
    onderdeel: Onderdeel = Field(description="Voorwaarde of stap.", examples=["startsituatie"])
    score: Annotated[float, BeforeValidator(parse_number), Field(ge=0, le=4, allow_inf_nan=False)] = Field(
        description="0 (niets) tot 4 (staat).", examples=[2]
    )
    toelichting: Tekst | None = Field(None, description="Korte uitleg zonder namen.", examples=["Er is een vast overleg."])


class MenukaartRegel(Rij):
    """One lesson, instrument or good practice for other wijken."""

    uitleg: ClassVar[str] = "Lessen, instrumenten en voorbeelden voor andere wijken."
    titel: Tekst = Field(description="Korte titel.", examples=["Deel het eigenaarschap vroeg"])
    soort: Tekst = Field(description="les, tip, instrument of goed voorbeeld.", examples=["les"])
    stap: Tekst | None = Field(None, description="Stap in de aanpak.", examples=["plan maken"])
    factor: Factor | None = Field(None, description="Succesfactor.", examples=["regie en rollen"])
    les: Tekst = Field(description="De les in eigen woorden.", examples=["Wijs iemand aan die de tijd bewaakt."])
    link: Tekst | None = Field(None, description="Waar meer staat.", examples=["verslag leersessie"])


TABELLEN: dict[str, type[Rij]] = {
    "doorverwijzingen": Doorverwijzing,
    "activiteiten": Activiteit,
    "deelname": Deelname,
    "vragenlijst": Vragenlijst,
    "stickerbord": Sticker,
    "samenwerking": Samenwerking,
    "stellingen": Stelling,
    "organisaties": Organisatie,
    "netwerk": Lijn,
    "interventies": Interventie,
    "voortgang": Voortgang,
    "logboek": Logboek,
    "kwalitatief": Kwalitatief,
    "zelfevaluatie": Zelfevaluatie,
    "menukaart": MenukaartRegel,
}


def kolommen(tabel: str) -> tuple[str, ...]:
    """Names of the columns of a table, those of the table itself first.

    >>> kolommen("stickerbord")
    ('datum', 'plek', 'thema', 'stickers', 'herkomst', 'bron')
    """
    fields = list(TABELLEN[tabel].model_fields)
    shared = [name for name in ("herkomst", "bron") if tabel != "kwalitatief" or name != "bron"]
    return (*[name for name in fields if name not in shared], *shared)


def verplicht(tabel: str) -> tuple[str, ...]:
    """Names of the columns that a table can't do without."""
    return tuple(name for name, field in TABELLEN[tabel].model_fields.items() if field.is_required())
