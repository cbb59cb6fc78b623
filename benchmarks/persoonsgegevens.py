"""How many sentences with personal data the detector finds, and how often it cries out over an ordinary sentence.

1,000 sentences, the same for a seed: half with something that points at a person, half without. They come in two halves
with other names and other sentences; rules were made looking at the first half alone.

    python benchmarks/persoonsgegevens.py [--zaad 1] [--fouten]
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from wijkmonitor.privacy.screening import screen

AANTAL = 250  # sentences with, and as many without, per half


@dataclass(frozen=True)
class Helft:
    """The words and sentences of one half."""

    voornamen: tuple[str, ...]
    achternamen: tuple[str, ...]
    met: tuple[str, ...]
    zonder: tuple[str, ...]
    instellingen: tuple[str, ...]


_EERSTE = Helft(
    voornamen=(
        "Truus",
        "Fatima",
        "Kees",
        "Mohammed",
        "Annemiek",
        "Zeynep",
        "Piotr",
        "Samira",
        "Henk",
        "Jolanda",
        "Ewa",
        "Radjesh",
        "Sjaan",
        "Youssef",
        "Ingrid",
        "Roos",
        "Mark",
        "Bas",
        "Floor",
        "Ahmet",
        "José",
        "Willemijn",
        "Iris",
        "Khadija",
        "Gerrit",
        "Aïsha",
        "Wim",
        "Jan",
        "Anneke",
        "Dennis",
        "Priya",
        "Merel",
        "Sandra",
        "Hatice",
        "Ton",
        "Joke",
        "Marie-Louise",
        "Jan-Willem",
    ),
    achternamen=(
        "Jansen",
        "de Vries",
        "van der Meer",
        "el Amrani",
        "Yılmaz",
        "Kowalska",
        "Bakker",
        "Pietersen",
        "Zwartbol",
        "van den Berg",
        "Bouali",
        "Ramdin",
        "Dijkstra",
        "Demir",
        "Nowak",
        "Visser",
        "ter Horst",
        "de Groot-Mulder",
        "Benali",
        "Hoekstra",
        "Smit",
        "Öztürk",
    ),
    met=(
        "Ik sprak met {v} {a} in het buurthuis.",
        "Volgens {v} gaat het goed.",
        "{v} kwam elke week.",
        "Bel {v} {a} even terug.",
        "Mevrouw {a} woont alleen.",
        "De heer {a} wil meedoen.",
        "Mijn buurvrouw {v} helpt vaak.",
        "familie {a} doet mee met de tuin",
        "{i} {a} is de voorzitter.",
        "Zij heet {v}.",
        "mijn naam is {vk}",
        "ik ging met {vk} {ak} naar de markt",
        "{vk} {ak} belde af",
        "mevrouw {ak} belde gisteren",
        "Dit is van {v}.",
        "De groep van {v} en {v} start in mei.",
        "{V} HIELP MET DE SOEP.",
        "Ik heb {a} niet gezien.",
        "Afspraak met dhr. {a} om tien uur.",
        "Oma {v} kookt voor de straat.",
        "Vrijwilliger {v} {a} stopt ermee.",
        "Zij woont aan de {s} {n}.",
        "zij woont in de {sk} {n}",
        "Het adres is {s} nummer {n}.",
        "Mijn postcode is {p}.",
        "Bel {t}.",
        "Je kunt mij bereiken op {t}, ook 's avonds.",
        "Mail naar {m}.",
        "mail me op {mw}",
        "Mijn rekening is {r}.",
        "Hij is geboren op {g}.",
        "Geboren in 1951, in Suriname.",
        "Haar geboortedatum is {g}.",
        "Kenteken {k} staat verkeerd.",
        "Volg mij op Instagram: @{vk}.{n}",
        "Zijn BSN is {b}.",
        "Groeten, {v}",
        "Contactpersoon: {v} {a}",
        "Ik belde nul zes een twee drie vier vijf zes zeven acht.",
        "Vraag het aan {v} van de receptie.",
        "De dochter van {v} {a} vertaalt.",
        "Dank aan {v} {a} voor de koffie.",
    ),
    zonder=(
        "De groep start in {ma} op {d}.",
        "We zijn met {n} mensen begonnen.",
        "Het {o} is open op {d}.",
        "{o} werkt samen met de gemeente.",
        "De rozen en het jasmijn bloeien in de tuin.",
        "Op 12 mei {j} was het feest.",
        "In {j} kwamen er {n} mensen.",
        "Wij gaan naar {pl}.",
        "De Willem Dreeslaan is afgesloten.",
        "Bij de Johan Cruyff Court is het druk.",
        "Basisschool Anna Paulowna doet mee.",
        "Het gaat beter met het wandelen.",
        "De huisarts verwijst vaker door.",
        "Mensen in {pl} kennen elkaar.",
        "Code BU05460900 hoort bij de wijk.",
        "De kosten zijn {n} euro per jaar.",
        "Van 181 naar 244 recepten.",
        "Een bakker en een visser doen mee aan de markt.",
        "Storm en regen hielden mensen thuis.",
        "Groen is de kleur van hoop.",
        "Mei is een mooie maand.",
        "Zij spreekt Turks en Nederlands.",
        "De Marokkaanse vrouwengroep kookt.",
        "Het project heet Samen Fit.",
        "GLI en WoR lopen goed.",
        "De LPB belt {o}.",
        "Wij willen bredere stoepen en veilige oversteken.",
        "Roken mag niet meer bij de ingang.",
        "Sport en spel trekt jongeren.",
        "Er is geen geld voor een beheerder.",
        "De kerk en de moskee werken samen.",
        "Afspraak g01-wk048902-2021-06-1 is klaar.",
        "Om 14:30 begint de les.",
        "Van 09.00 tot 17.00 is er inloop.",
        "De {n} stickers hingen bij de supermarkt.",
        "Welzijn op Recept helpt bij eenzaamheid.",
        "Het huis van de wijk zit aan het plein.",
        "De zomer was warm en de winter koud.",
        "Ik ben Nederlander en woon hier al lang.",
        "Hoop doet leven.",
        "Wie weet waar de sleutel is?",
        "Een jonge moeder vroeg om opvang.",
    ),
    instellingen=(
        "Buurthuis De Brug",
        "Zorgbelang",
        "Indigo",
        "Stichting Gezond en Gelukkig",
        "GGD Hollands Midden",
        "Huis van de Wijk",
        "Wijkteam Noord",
        "Preventieloket Moerwijk",
        "Sportpark Zuid",
        "Bibliotheek Stevenshof",
    ),
)
_TWEEDE = Helft(
    voornamen=(
        "Sjoukje",
        "Abdelkader",
        "Corrie",
        "Xiomara",
        "Tjeerd",
        "Nadia",
        "Bram",
        "Magdalena",
        "Emre",
        "Sunita",
        "Lieke",
        "Rachid",
        "Jip",
        "Victor",
        "Jade",
        "Noor",
        "Mees",
        "Giovanni",
        "Wilhelmina",
        "Dewi",
        "Hamza",
        "Leen",
        "Olga",
        "Marit",
        "Koos",
        "Soumaya",
        "Tim",
        "Anne-Fleur",
        "Karel",
        "Özlem",
        "Riet",
        "Monique",
        "Yara",
        "Stanisław",
        "Esther",
        "Jeroen",
        "Fien",
        "Ruud",
    ),
    achternamen=(
        "van Dijk",
        "Meijer",
        "Hendriks",
        "ter Braak",
        "Aydin",
        "Wiśniewska",
        "Ouali",
        "Soekhoe",
        "Brouwer",
        "van 't Hof",
        "Schouten",
        "El Idrissi",
        "Postma",
        "Lewandowski",
        "Koster",
        "van Leeuwen",
        "Kaya",
        "de Jong",
        "Martina",
        "Timmermans",
        "Haddad",
        "Kuiper-de Wit",
    ),
    met=(
        "Gisteren was {v} {a} er ook bij.",
        "{v} vertelde over de val.",
        "We gaan {v} vragen of zij helpt.",
        "De moeder van {v} is ziek.",
        "Meneer {a} kan niet goed lopen.",
        "Mw. {a} komt met de taxi.",
        "Buurman {v} repareert fietsen.",
        "Bij de familie {a} is het druk.",
        "Het verslag is van {i} {a}.",
        "Ze noemen hem {v} {a}.",
        "hij heet {vk} {ak}",
        "samen met {vk} {ak} ruim ik op",
        "dat zei {vk} {ak} ook",
        "meneer {ak} vertelde daarover",
        "Namens {v} {a} wens ik u succes.",
        "{v} en {v} {a} leiden de groep.",
        "VOLGENS {V} {A} KAN HET.",
        "Ik vond dat {v} {a} gelijk had.",
        "Gesproken met mevrouw {a}.",
        "Opa {v} leest voor.",
        "Onze coach {v} is geweldig.",
        "Wij wonen op {s} {n}.",
        "het huis op de {sk} {n} staat leeg",
        "Stuur de brief naar {s} {n}, {p}.",
        "Postcode {p} hoort bij ons.",
        "Telefoon: {t}",
        "Hij appt vanaf {t} elke dag.",
        "Stuur het op naar {m} graag.",
        "schrijf naar {mw}",
        "Stort het op {r}.",
        "Zij is jarig op {g}.",
        "Geboren: {g}.",
        "Mijn vader is van {g}.",
        "De auto met {k} rijdt te hard.",
        "Op Facebook ben ik @{vk}{n}.",
        "Burgerservicenummer {b} genoteerd.",
        "Groetjes, {v} {a}",
        "Met vriendelijke groet, {v} {a}",
        "Mijn nummer is nul zes vier vijf zes zeven acht negen nul een.",
        "De afspraak is met {v} {a}, om drie uur.",
        "Ik mis {v} {a} nog elke dag.",
        "Het idee kwam van {v} {a}.",
    ),
    zonder=(
        "Elke {d} is er koffie in {o}.",
        "Er deden {n} bewoners mee in {j}.",
        "{o} en het wijkteam vinden elkaar sneller.",
        "De bijeenkomst in {pl} was vol.",
        "De lente begint vroeg dit jaar.",
        "Zon, zee en wind doen ons goed.",
        "Sinds {ma} is de bus vervallen.",
        "Op 3 juni {j} tekenden we het plan.",
        "De Anne Frankschool krijgt een groen plein.",
        "Het Prins Bernhardpark is opgeknapt.",
        "Op de Beatrixlaan komt een zebrapad.",
        "De wandelgroep loopt door {pl}.",
        "Iedereen kende elkaar al.",
        "De fysiotherapeut geeft les.",
        "Gebied WK054609 telt {n} huizen.",
        "Het budget is {n} euro.",
        "Van de 400 mensen gaven er 26 antwoord.",
        "De kok maakt soep voor de hele straat.",
        "Een goede vriend is goud waard.",
        "Rood staat voor stoppen.",
        "April doet wat hij wil.",
        "De cursus is in het Arabisch en Pools.",
        "Poolse bewoners komen minder.",
        "De methode heet Positieve Gezondheid.",
        "AKO en LC staan op de agenda.",
        "Zij vroegen om meer groen en minder auto's.",
        "De speeltuin is te saai voor grote kinderen.",
        "Bewegen is leuk als je het samen doet.",
        "Niemand wist van het spreekuur.",
        "De subsidie loopt tot {j}.",
        "De school, de kerk en de winkel doen mee.",
        "Actie zuidwest-2022-03-2 staat open.",
        "Om 20.15 uur sluit de zaal.",
        "Het spreekuur is van 13.00 tot 14.00.",
        "Er hingen {n} posters in de wijk.",
        "Het beweegpark komt er in {j}.",
        "Iedereen is welkom, ook zonder aanmelden.",
        "De herfst bracht veel griep.",
        "Het plein is kaal en grijs.",
        "Dat vonden wij een goed plan.",
        "Een man van zeventig durfde niet naar buiten.",
        "De vrijwilligers kregen taart.",
    ),
    instellingen=(
        "Wijkcentrum De Wissel",
        "Stevenshof Vitaal",
        "Welzijn Leiden",
        "Gezondheidscentrum Ridderveld",
        "Stichting Samen",
        "Fysio Zuid",
        "Werkgroep Groen",
        "Sporthal Escamp",
        "Kerk De Open Hof",
        "Werkplaats Sociaal Domein",
    ),
)
HELFTEN = {"gemaakt op": _EERSTE, "nooit gezien": _TWEEDE}
_STRATEN = ("Kerkstraat", "Dorpsweg", "Wilgenlaan", "Stationsplein", "Lange Gracht", "Parkdreef", "Zuiderkade", "Molenpad")
_PLAATSEN = ("Leiden", "Alphen aan den Rijn", "Den Haag", "de Stevenshof", "Ridderveld", "Moerwijk", "Zoetermeer", "Gouda")
_MAANDEN = ("januari", "maart", "mei", "september", "november")
_DAGEN = ("maandag", "dinsdag", "woensdag", "zaterdag")


def make_sentences(helft: Helft, zaad: int, aantal: int = AANTAL) -> Iterator[tuple[str, bool]]:
    """Sentences with, and as many without personal data: (sentence, whether it has)."""
    chance = random.Random(zaad)
    for number in range(aantal):
        yield _fill(helft.met[number % len(helft.met)], helft, chance), True
        yield _fill(helft.zonder[number % len(helft.zonder)], helft, chance), False


def _fill(template: str, helft: Helft, chance: random.Random) -> str:
    first, last = chance.choice(helft.voornamen), chance.choice(helft.achternamen)
    street, number = chance.choice(_STRATEN), chance.randint(2, 340)
    digits = [chance.randint(1, 9) for _ in range(8)]
    day, year = chance.randint(1, 28), chance.randint(1932, 1998)
    mail = f"{first.lower().replace('ï', 'i').replace('é', 'e').replace('ö', 'o').replace('ł', 'l')}.{number}"
    words = {
        "v": first, "a": last, "vk": first.lower(), "ak": last.lower(), "V": first.upper(), "A": last.upper(),
        "i": f"{first[0]}.{chance.choice('ABHMP')}.", "s": street, "sk": street.lower(), "n": number,
        "p": f"{chance.randint(1000, 9999)} {chance.choice('ABCDE')}{chance.choice('KLMNP')}",
        "t": chance.choice(("06-{}{}{}{}{}{}{}{}", "06 {}{} {}{} {}{} {}{}", "+31 6 {}{}{}{}{}{}{}{}", "071-5{}{}{}{}{}{}")).format(*digits),
        "m": f"{mail}@voorbeeld.nl", "mw": f"{mail.split('.')[0]} apenstaartje voorbeeld punt nl", "r": "NL91 ABNA 0417 1643 00",
        "g": chance.choice((f"{day} mei {year}", f"{day}-{chance.randint(1, 12)}-{year}", f"{day} oktober {year}", "drie mei negentienvijftig")),
        "k": chance.choice(("12-ABC-3", "AB-123-C", "XX-99-YY", "3-KLM-45")), "b": chance.choice(("111222333", "123456782")),
        "o": chance.choice(helft.instellingen), "pl": chance.choice(_PLAATSEN), "ma": chance.choice(_MAANDEN),
        "d": chance.choice(_DAGEN), "j": chance.randint(2012, 2023),
    }  # fmt: skip
    text = template.format(**words)
    return text if template.startswith(("{vk}", "{o}")) or not text[0].islower() or template[0].islower() else text


def measure(helft: Helft, zaad: int, aantal: int = AANTAL) -> tuple[float, float, list[str]]:
    """Share of the sentences with personal data that was found, share of false alarms, and the sentences that went wrong."""
    found, alarms, wrong = 0, 0, []
    for text, holds in make_sentences(helft, zaad, aantal):
        hit = bool(screen(text))
        found += holds and hit
        alarms += hit and not holds
        if hit != holds:
            wrong.append(f"{'gemist' if holds else 'vals'}: {text} {[item.tekst for item in screen(text)]}")
    return found / aantal, alarms / aantal, wrong


def main() -> None:
    """The table of the documentation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zaad", type=int, default=1)
    parser.add_argument("--fouten", action="store_true", help="noem de zinnen van de eerste helft die fout gingen")
    args = parser.parse_args()
    began = time.perf_counter()
    screen("Wie is Truus?")
    print(f"lijsten laden: {time.perf_counter() - began:.2f} s")
    print("| helft | gevonden | vals alarm |\n|---|---:|---:|")
    for naam, helft in HELFTEN.items():
        recall, alarms, wrong = measure(helft, args.zaad)
        print(f"| {naam} | {recall:.1%} | {alarms:.1%} |".replace(".", ","))
        if args.fouten and helft is _EERSTE:
            print("\n".join(dict.fromkeys(wrong)))


if __name__ == "__main__":
    main()
