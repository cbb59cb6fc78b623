"""Who is reached, what residents say, and how partners work together: referrals, activities, participations, survey, stickers, coded
fragments; statements, organisations, network, log, self-evaluation.
"""

from __future__ import annotations

from wijkmonitor.gegevens.tabellen import Rij
from wijkmonitor.gegevens.velden import (
    Aantal,
    Datum,
    Domein,
    Factor,
    Geslacht,
    Gewicht,
    Item,
    JaNee,
    JaNeeOnbekend,
    Leeftijdsgroep,
    Meting,
    Monitorvraag,
    Onderdeel,
    Participatie,
    Rapportcijfer,
    Rol,
    Score4,
    Score5,
    Score10,
    Status,
    Sterkte,
    Tekst,
    Thuistaal,
    Uren,
    mag,
    moet,
)


class Doorverwijzing(Rij):
    """Counts of referrals per period."""

    uitleg = "Aantal doorverwijzingen per interventie en periode."
    wie_heeft = "de huisartsen of de coördinator van de verwijzingen"
    moment = "tot"
    sleutel = ("interventie", "van", "tot", "verwijzer", "ontvanger", "herkomst")
    interventie: Tekst = moet("Naam van de interventie.", "Welzijn op Recept")
    van: Datum = moet("Eerste dag van de periode.", "2021-01-01")
    tot: Datum = moet("Laatste dag van de periode.", "2021-12-31")
    aantal: Aantal = moet("Hoe vaak er is verwezen.", 11)
    verwijzer: Tekst | None = mag("Wie verwijst: een rol of organisatie.", "huisarts")
    ontvanger: Tekst | None = mag("Wie de verwijzing krijgt.", "welzijnsorganisatie")
    waar: Tekst | None = mag("Waar is geteld, als dat niet alleen de wijk is. Leeg is: in de wijk.", "Leiden")


class Activiteit(Rij):
    """Open activities without a register."""

    uitleg = "Open activiteiten zonder inschrijving, met het aantal bezoekers."
    wie_heeft = "het welzijnswerk of de bewonersgroep die het organiseert"
    moment = "datum"
    datum: Datum = moet("Dag van de activiteit.", "2022-06-18")
    activiteit: Tekst = moet("Wat er was.", "Koffie- en theekar")
    setting: Tekst | None = mag("Waar het was.", "supermarkt")
    bezoekers: Aantal | None = mag("Aantal bezoekers, geteld of geschat.", 40)
    trekker: Tekst | None = mag("Rol of organisatie die het trok.", "buurthuis")
    participatie: Participatie | None = mag("Trede van meedoen.", "coproduceren")


class Deelname(Rij):
    """Participation: one person in one intervention."""

    uitleg = "Een persoon in een interventie, zonder naam."
    wie_heeft = "de uitvoerder van de interventie (welzijn, sport of een leefstijlcoach)"
    gevoelig = True
    moment = "aanmelding"
    sleutel = ("deelnemer", "interventie", "aanmelding")
    deelnemer: Tekst = moet("Code van de deelnemer, nooit een naam.", "d0001")
    interventie: Tekst = moet("Naam van de interventie.", "GLI")
    aanmelding: Datum = moet("Dag van aanmelden.", "2021-03-01")
    start: Datum | None = mag("Eerste dag van meedoen.", "2021-03-15")
    einde: Datum | None = mag("Laatste dag van meedoen.", "2021-12-01")
    status: Status = moet("Hoe ver deze persoon is.", "afgerond")
    leeftijdsgroep: Leeftijdsgroep | None = mag("Leeftijdsgroep zoals CBS die gebruikt.", "45-64")
    geslacht: Geslacht | None = mag("v, m, x of onbekend.", "v")
    buurt: Tekst | None = mag("CBS-code van de buurt.", "BU05460901")
    verwijzer: Tekst | None = mag("Wie verwees: een rol of organisatie.", "huisarts")
    thuistaal: Thuistaal | None = mag(
        "Taal die iemand thuis het meest spreekt. Welke andere taal het is, schrijven we niet op.", "anders"
    )
    laaggeletterd: JaNeeOnbekend | None = mag("Heeft iemand moeite met lezen, schrijven of rekenen?", "nee")
    geldzorgen: JaNeeOnbekend | None = mag("Heeft iemand zorgen over geld of schulden?", "ja")
    mantelzorg: JaNeeOnbekend | None = mag("Zorgt iemand lang of veel voor een ander die hij of zij goed kent?", "nee")


class Vragenlijst(Rij):
    """One respondent in one wave of the residents' survey."""

    uitleg = "Een antwoord van een bewoner op de vragenlijst, per meting."
    wie_heeft = "de GGD of een onderzoeker"
    gevoelig = True
    moment = "datum"
    sleutel = ("respondent", "meting")
    respondent: Tekst = moet("Code van de respondent, in elke meting dezelfde.", "r0001")
    meting: Meting = moet("Jaar of jaar en maand.", "2021")
    datum: Datum | None = mag("Dag van invullen.", "2021-10-04")
    gewicht: Gewicht | None = mag("Weegfactor, groter dan 0.", 1.2)
    stratum: Tekst | None = mag("Groep waaruit de steekproef is getrokken.", "65+")
    leeftijdsgroep: Leeftijdsgroep | None = mag("Leeftijdsgroep zoals CBS die gebruikt.", "65+")
    geslacht: Geslacht | None = mag("v, m, x of onbekend.", "m")
    buurt: Tekst | None = mag("CBS-code van de buurt.", "BU05460901")
    lichaamsfuncties: Score10 | None = mag("Score van 0 tot 10.", 6.5)
    mentaal_welbevinden: Score10 | None = mag("Score van 0 tot 10.", 7)
    zingeving: Score10 | None = mag("Score van 0 tot 10.", 7)
    kwaliteit_van_leven: Score10 | None = mag("Score van 0 tot 10.", 7.5)
    meedoen: Score10 | None = mag("Score van 0 tot 10.", 6)
    dagelijks_functioneren: Score10 | None = mag("Score van 0 tot 10.", 8)
    tevredenheid: Rapportcijfer | None = mag("Hoe tevreden iemand is, als rapportcijfer van 1 tot 10.", 7)


class Sticker(Rij):
    """Needs named at a market, school yard or community centre."""

    uitleg = "Hoe vaak een thema een sticker kreeg, per plek en dag."
    wie_heeft = "de procesbegeleider of het welzijnswerk"
    moment = "datum"
    sleutel = ("datum", "plek", "thema")
    datum: Datum = moet("Dag.", "2021-09-11")
    plek: Tekst = moet("Plek waar het bord stond.", "markt")
    thema: Tekst = moet("Thema op het bord.", "ontmoeten")
    stickers: Aantal = moet("Aantal stickers.", 23)


class Kwalitatief(Rij):
    """One coded fragment of an interview or focus group."""

    uitleg = "Een fragment met een code, per codeur."
    wie_heeft = "een onderzoeker of student die gesprekken voert"
    gevoelig = True
    moment = "datum"
    sleutel = ("fragment", "code", "codeur")
    fragment: Tekst = moet("Nummer van het fragment.", "f001")
    bron: Tekst | None = mag("Code van het gesprek.", "interview 1")
    datum: Datum | None = mag("Dag van het gesprek.", "2022-03-01")
    rol: Rol | None = mag("Wie sprak.", "bewoner")
    vraag: Monitorvraag | None = mag("Monitorvraag 1 tot 4.", 2)
    code: Tekst = moet("De code die het fragment kreeg.", "ontmoeten")
    codeur: Tekst | None = mag("Letter van de codeur.", "A")
    tekst: Tekst | None = mag("Het fragment zelf.", "Ik ken nu mijn buren.")
    mag_getoond: JaNee = mag("Mag het fragment in een rapport?", "ja", leeg="nee")
    gelezen_door: Tekst | None = mag(
        "Rol van wie las of niemand te herkennen is. Zonder komt het fragment niet in een rapport.", "onderzoeker"
    )


class Samenwerking(Rij):
    """One answer of one partner to one statement."""

    uitleg = "Een antwoord van een partner op een stelling, per meting."
    wie_heeft = "de onderzoeker die partners bevraagt"
    gevoelig = True
    moment = "meting"
    sleutel = ("respondent", "meting", "stelling")
    respondent: Tekst = moet("Code van de respondent.", "p01")
    organisatie: Tekst = moet("Naam zoals in de tabel organisaties.", "huisartsenpraktijk")
    domein: Domein | None = mag("Domein van de organisatie.", "medisch")
    meting: Meting = moet("Jaar of jaar en maand.", "2022")
    stelling: Tekst = moet("Code van de stelling.", "s1")
    score: Score5 | None = mag("1 (helemaal oneens) tot 5 (helemaal eens).", 4)


class Stellingrij(Rij):
    """One statement of the partner survey."""

    uitleg = "De stellingen in de vragenlijst voor partners."
    wie_heeft = "de onderzoeker die partners bevraagt"
    sleutel = ("stelling",)
    stelling: Tekst = moet("Code van de stelling.", "s1")
    tekst: Tekst = moet("De stelling zelf.", "We weten van elkaar wat we doen.")
    factor: Factor = moet("Succesfactor waar de stelling over gaat.", "netwerk onderhouden")
    omgekeerd: JaNee = mag("Is eens hier ongunstig?", "nee", leeg="nee")


class Organisatie(Rij):
    """One organisation of the partnership."""

    uitleg = "De organisaties, hun domein en of de naam genoemd mag worden."
    wie_heeft = "de procesbegeleider"
    sleutel = ("organisatie",)
    organisatie: Tekst = moet("Naam van de organisatie.", "huisartsenpraktijk")
    domein: Domein = moet("Domein.", "medisch")
    toon_naam: JaNee = mag("Mag de naam in een rapport?", "ja", leeg="nee")


class Lijn(Rij):
    """Who works with whom."""

    uitleg = "Wie met wie werkt, per meting."
    wie_heeft = "de onderzoeker of de procesbegeleider"
    moment = "meting"
    sleutel = ("meting", "van", "naar")
    meting: Meting = moet("Jaar of jaar en maand.", "2020")
    van: Tekst = moet("Organisatie die het noemt.", "huisartsenpraktijk")
    naar: Tekst = moet("Organisatie die genoemd is.", "welzijnsorganisatie")
    sterkte: Sterkte = moet("0 (geen) tot 3 (vaak).", 2)


class Logboekrij(Rij):
    """One entry of the LPB's log."""

    uitleg = "Uren van de lokale procesbegeleider over zeven onderdelen."
    wie_heeft = "de procesbegeleider"
    moment = "datum"
    datum: Datum = moet("Dag.", "2021-05-01")
    item: Item = moet("Een van de zeven onderdelen.", "samen leren in WidW")
    uren: Uren | None = mag("Aantal uren.", 3.5)
    toelichting: Tekst | None = mag("Korte uitleg zonder namen.", "Werkgroep voorbereid.")


class Begroting(Rij):
    """What was budgeted for one of the seven items."""

    uitleg = "Hoeveel uren er voor elk van de zeven onderdelen zijn begroot."
    wie_heeft = "de procesbegeleider, uit het plan"
    sleutel = ("item",)
    item: Item = moet("Een van de zeven onderdelen.", "samen leren in WidW")
    uren: Aantal = moet("Begrote uren voor de hele tijd van het logboek.", 120)


class Zelfevaluatie(Rij):
    """The infrastructure, scored by those involved."""

    uitleg = "Hoe ver de infrastructuur is: drie voorwaarden en vijf stappen."
    wie_heeft = "de regiegroep of de procesbegeleider"
    moment = "meting"
    sleutel = ("meting", "onderdeel")
    meting: Meting = moet("Jaar of jaar en maand.", "2020")
    onderdeel: Onderdeel = moet("Voorwaarde of stap.", "startsituatie")
    score: Score4 = moet("0 (niets) tot 4 (staat).", 2)
    toelichting: Tekst | None = mag("Korte uitleg zonder namen.", "Er is een vast overleg.")
