"""The plan, its progress, and lessons for other wijken."""

from __future__ import annotations

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
    mag,
    moet,
)


class Interventie(Rij):
    """One intervention of the plan."""

    uitleg = "Het plan: een rij per interventie."
    wie_heeft = "de gemeente of de procesbegeleider, uit het wijkplan"
    sleutel = ("interventie",)
    interventie: Tekst = moet("Naam van de interventie.", "Beweeglint")
    thema: Tekst | None = mag("Thema van de wijk.", "bewegen")
    pijlers: Tekst | None = mag(
        f"Een of meer van deze vier, met ; ertussen: {', '.join(PIJLERS[:-1])} en {PIJLERS[-1]}.", PIJLERS[2]
    )
    doelgroep: Tekst | None = mag("Voor wie.", "alle bewoners")
    erkend: JaNeeOnbekend = mag("Staat de interventie als erkend bekend?", "onbekend", leeg="onbekend")
    gepland_start: Datum | None = mag("Geplande eerste dag.", "2020-09-01")
    gepland_einde: Datum | None = mag("Geplande laatste dag.", "2022-12-31")
    start: Datum | None = mag("Echte eerste dag.", "2021-03-01")
    einde: Datum | None = mag("Echte laatste dag.", "2022-07-01")
    trekker: Tekst | None = mag("Rol of organisatie.", "bewonersgroep")
    doel: Tekst | None = mag("Wat moet het opleveren?", "deelnemers")
    doelwaarde: Getal | None = mag("Het getal bij het doel.", 60)
    gevolgd: JaNee | None = mag("Volgt de monitor deze interventie?", "ja")
    reden_niet_gevolgd: Tekst | None = mag("Waarom niet, als dat zo is.", "geen register")


class Voortgang(Rij):
    """One event in the course of an intervention."""

    uitleg = "Veranderingen in een interventie en wat hielp of hinderde."
    wie_heeft = "de procesbegeleider"
    moment = "datum"
    datum: Datum = moet("Dag.", "2021-05-01")
    interventie: Tekst | None = mag("Naam van de interventie.", "Beweeglint")
    status: Tekst | None = mag(f"Stand: {', '.join((*WACHT, *LOOPT, *KLAAR))}.", "gestart")
    factor: Factor | None = mag("Een van de zes succesfactoren.", "regie en rollen")
    richting: Kant | None = mag("Hielp het of hinderde het?", "bevorderend")
    toelichting: Tekst | None = mag("Korte uitleg zonder namen.", "Er kwam een vaste trekker.")


class Resultaatrij(Rij):
    """One result or running matter of the wijk, as it was told."""

    uitleg = "Wat er is bereikt, gedaan en gezegd, en wat nog loopt. Een wens staat in de tabel `wensen`."
    wie_heeft = "de procesbegeleider, met bewoners en partners"
    soort: Resultaatsoort = moet(
        "Is het bereikt (resultaat), gedaan (inzet), gezegd (uitspraak), loopt het nog, of is het achtergrond?", "resultaat"
    )
    wat: Tekst = moet("Wat het is, in een korte zin.", "De dierenweide is opgeknapt")
    wanneer: Moment | None = mag("Jaar, maand of dag, zo precies als bekend.", "2022")
    door: Tekst | None = mag("Wie het deed: een rol of organisatie.", "bewonersgroep")
    vervolg: Tekst | None = mag("Wat eraan vastzit of wat erna kwam.", "Het staat in het wijkplan.")
    vraag: Monitorvraag | None = mag("Monitorvraag 1 tot 4 waar het over gaat; zonder vraag gaat het over de hele wijk.", 3)
    stap: Stap | None = mag("Stap in de aanpak die dit laat zien.", "plan maken")


class Themakeuze(Rij):
    """One theme that the wijk chose: step 2 of both handbooks."""

    uitleg = "Welk thema de wijk koos, voor wie, met welk doel, en wie dat besloot."
    wie_heeft = "de procesbegeleider, met wie koos"
    sleutel = ("thema", "doelgroep")
    thema: Tekst = moet("Het thema, zoals in de tabel interventies.", "geld")
    doelgroep: Tekst | None = mag("Voor wie.", "inwoners met geldzorgen")
    doel: Tekst | None = mag("Wat de wijk wil bereiken.", "Eerder hulp bij schulden.")
    reden: Tekst | None = mag("Waarom juist dit thema.", "Mensen melden zich laat.")
    gekozen_door: Tekst | None = mag("Wie koos: rollen of organisaties.", "bewoners en partners")
    gekozen_op: Moment | None = mag("Wanneer: jaar, maand of dag.", "2021-06")


class Aanbod(Rij):
    """One entry of the sociale kaart: what there is for whom, and where people can go."""

    uitleg = "De sociale kaart: wat er is voor wie, en bij welke organisatie."
    wie_heeft = "het welzijnswerk of de gemeente"
    sleutel = ("aanbod", "organisatie")
    aanbod: Tekst = moet("Wat er is.", "Spreekuur over geld")
    organisatie: Tekst = moet("Van wie het is.", "welzijnsorganisatie")
    thema: Tekst | None = mag("Het thema, zoals op het stickerbord.", "geld")
    voor_wie: Tekst | None = mag("Voor wie het is.", "alle inwoners")
    contact: Tekst | None = mag("Waar u terechtkunt: een balie of website, nooit een mens.", "balie in het wijkcentrum")


class Wensrij(Rij):
    """One wish of residents, and what came of it."""

    uitleg = "Wat bewoners vroegen, wie het oppakte en wat ervan kwam. Schrijf geen namen."
    wie_heeft = "de procesbegeleider (van het stickerbord, uit interviews en uit de leersessie)"
    sleutel = ("wens", "datum", "plek")
    wens: Tekst = moet("De wens, in een korte zin.", "Meer licht op het pad")
    datum: Moment | None = mag("Wanneer zij is gezegd: jaar, maand of dag.", "2022-04")
    plek: Tekst | None = mag("Waar zij is gezegd.", "stickerbord")
    van: Tekst | None = mag("Wie het vroeg: een rol of groep, nooit een naam.", "bewoners")
    thema: Tekst | None = mag("Thema van de wijk.", "bewegen")
    opgepakt_door: Tekst | None = mag("Wie het oppakte: een rol of organisatie.", "gemeente")
    stand: Wensstand = mag("Hoe het ermee staat.", "loopt", leeg="open")
    uitkomst: Tekst | None = mag("Wat ervan kwam, of waarom het niet kan.", "Er staan vier lampen.")
    klaar: Moment | None = mag("Wanneer dat was: jaar, maand of dag.", "2022-11")
    teruggemeld: Moment | None = mag("Wanneer bewoners het hoorden.", "2022-12")
    vraag: Monitorvraag | None = mag("Monitorvraag 1 tot 4 waar het over gaat; zonder vraag gaat het over de hele wijk.", 1)


class Borging(Rij):
    """One activity that has to go on: who owns it, and until when there is money."""

    uitleg = "Wat doorgaat na het programma: van wie het is, en tot wanneer er geld is."
    wie_heeft = "de procesbegeleider, met de gemeente"
    sleutel = ("activiteit",)
    activiteit: Tekst = moet("Wat er doorgaat.", "Wandelgroep")
    eigenaar: Tekst | None = mag("Van wie het is: een rol of organisatie.", "welzijnsorganisatie")
    geld_tot: Moment | None = mag("Tot wanneer er geld is: jaar, maand of dag.", "2023-06")
    afgesproken: JaNee | None = mag("Is ondertekend dat het doorgaat?", "nee")
    zonder_geld: Tekst | None = mag("Wat er stopt als het geld stopt.", "De begeleiding van de groep stopt.")


class Monitorplan(Rij):
    """One promise to deliver a table."""

    uitleg = "Wie welke tabel levert, en hoe vaak."
    wie_heeft = "de procesbegeleider, met wie meet"
    sleutel = ("tabel",)
    tabel: Tekst = moet("Naam van de tabel.", "deelname")
    wie: Tekst = moet("Wie haar levert: een rol of organisatie.", "welzijnsorganisatie")
    maanden: Maanden = moet("Om de hoeveel maanden zij komt, 1 tot 60.", 12)


class MenukaartRegel(Rij):
    """One lesson, instrument or good practice for other wijken."""

    uitleg = "Lessen, instrumenten en voorbeelden voor andere wijken."
    wie_heeft = "de procesbegeleider"
    titel: Tekst = moet("Korte titel.", "Deel het eigenaarschap vroeg")
    soort: Tekst = moet("les, tip, instrument of goed voorbeeld.", "les")
    stap: Tekst | None = mag("Stap in de aanpak.", "plan maken")
    factor: Factor | None = mag("Succesfactor.", "regie en rollen")
    les: Tekst = moet("De les in eigen woorden.", "Wijs iemand aan die de tijd bewaakt.")
    link: Tekst | None = mag("Waar meer staat.", "verslag leersessie")
    invulblad: Invulbladnaam | None = mag(f"Het invulblad dat erbij hoort: {', '.join(INVULBLADEN)}.", "plan-interventie")
