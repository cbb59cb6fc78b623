"""How often a report claims a change or a difference that is not there, and how often it finds one that is.

1,000 wijken without any change are put to every question, and the sentences are read as a resident reads them. Then
wijken with real changes, at the sizes of the example records and at half of them.

    PYTHONPATH=. python benchmarks/beweringen.py                  prints the tables and writes docs/beweringen.md (about 20 minutes)
    PYTHONPATH=. python benchmarks/beweringen.py --wijken 100     faster and rougher, writes nothing
    PYTHONPATH=. python benchmarks/beweringen.py --vraag bereik-trechter    the first table of one question, writes nothing
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from tools.voorbeeld import VOORBEELDWIJK, generate
from tools.voorbeeld.effecten import Effect

from nagebootst import as_dossier, base, changed, unchanged, without_drawing, without_effects, yearly
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.teksten import load_teksten

WIJKEN, WIJKEN_MET = 1000, 50
PAGE = Path(__file__).parents[1] / "docs" / "beweringen.md"
GRENS = 0.05
CLAIM = re.compile(
    r"meer dan (door )?toeval|is (gestegen|gedaald)|(dichter|losser) geworden|[Ww]e missen vooral|springt eruit|hindert het vaakst"
    r"|dat is (meer|minder) dan|veranderden|zijn veranderd"
)
GEEN = re.compile(r"^Geen |kan toeval zijn|kunnen toeval zijn")
MEER_MINDER = ("meer", "minder", "gestegen", "gedaald")

# question -> document, and whether its claim stands in the headline or in the sentences under it
VRAGEN: dict[str, tuple[str, str]] = {
    "wijkprofiel-behoeften": ("0-wijkprofiel", "kop"),
    "bereik-wie-missen-we": ("1-bereik", "kop"),
    "bereik-doorverwijzingen": ("1-bereik", "kop"),
    "bereik-verloop": ("1-bereik", "kop"),
    "bereik-trechter": ("1-bereik", "lees"),
    "gezondheid-dimensies": ("2-gezondheid", "kop"),
    "gezondheid-verandering": ("2-gezondheid", "kop"),
    "gezondheid-tevredenheid": ("2-gezondheid", "kop"),
    "samenwerking-factoren": ("3-samenwerking", "kop"),
    "samenwerking-netwerk": ("3-samenwerking", "kop"),
    "samenwerking-zorg-welzijn": ("3-samenwerking", "kop"),
    "samenwerking-bevorderend": ("3-samenwerking", "kop"),
    "samenwerking-lpb": ("3-samenwerking", "lees"),
}


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]


def claims(text: str) -> bool:
    """Whether a text claims a change or a difference, in the words that readers get."""
    return any(CLAIM.search(sentence) and not GEEN.search(sentence) for sentence in sentences(text))


def rows_claimed(finding: Bevinding) -> set[str]:
    """The rows of the finding's tables that are said to be more or less than chance."""
    tables = (finding.tabel, *finding.extra_tabellen)
    return {str(cell) for table in tables for row in table.rijen if row[-1] in MEER_MINDER for cell in row[:2]}


def findings(dossier: Dossier, vraag: str = "") -> dict[str, Bevinding]:
    """The findings of every question with a claim to make, or of the document of one question."""
    names = dict.fromkeys([VRAGEN[vraag][0]] if vraag else [*(document for document, _ in VRAGEN.values()), "4-interventies"])
    with without_drawing():
        documents = [make_document(naam, dossier) for naam in names]
    return {finding.id: finding for document in documents for finding in document.bevindingen}


def read_unchanged(number: int, seed: int, vraag: str = "") -> dict[str, tuple[bool, bool]]:
    """Per question that has a figure: whether its sentence claims, and whether a row of its table does."""
    found = findings(unchanged(number, seed), vraag)
    asked = {vraag: VRAGEN[vraag]} if vraag else VRAGEN
    told = {name: (found[name], place) for name, (_, place) in asked.items() if found[name].schatting.value is not None}
    return {
        name: (claims(finding.kop if place == "kop" else finding.lees), bool(rows_claimed(finding)))
        for name, (finding, place) in told.items()
    }


def read_changed(number: int, seed: int, part: float) -> dict[str, list[bool]]:
    """Per effect: for each place where it stands, whether the report finds it."""
    dossier, placed = changed(number, seed, part)
    found = findings(dossier)
    return {
        name: [look(found, dossier, effect, where) for where in effect.waar]
        for name, look in KIJK.items()
        for effect in [placed[name]]
    }


def _group(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
    names = load_teksten("1-bereik")["bereik-wie-missen-we.groep"]
    name = names.get(where, dossier.kerncijfers.naam_van(where) if where.startswith("BU") else where)
    return name in rows_claimed(found["bereik-wie-missen-we"])


def _row(id: str) -> Callable[[Mapping[str, Bevinding], Dossier, Effect, str], bool]:
    def look(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
        return where.replace("_", " ").lower() in {name.lower() for name in rows_claimed(found[id])}

    return look


def _sentence(id: str, place: str = "kop") -> Callable[[Mapping[str, Bevinding], Dossier, Effect, str], bool]:
    def look(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
        return claims(found[id].kop if place == "kop" else found[id].lees)

    return look


def _item(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
    text = found["samenwerking-lpb"].lees
    return claims(text) and f"over {where}" in text


def _coders(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
    return "niet eens" not in found["interventies-codering"].kop


KIJK: dict[str, Callable[[Mapping[str, Bevinding], Dossier, Effect, str], bool]] = {
    "bereik-leeftijd": _group,
    "bereik-geslacht": _group,
    "bereik-buurt": _group,
    "uitval": _row("bereik-trechter"),
    "verwijzingen-stap": _sentence("bereik-verloop"),
    "gezondheid-stijging": _row("gezondheid-verandering"),
    "tevredenheid-stijging": _sentence("gezondheid-tevredenheid"),
    "samenwerking-stijging": _row("samenwerking-factoren"),
    "netwerk-dichtheid": _sentence("samenwerking-netwerk"),
    "netwerk-medisch-sociaal": _sentence("samenwerking-zorg-welzijn"),
    "codeurs-eens": _coders,
    "behoefte-voorop": _row("wijkprofiel-behoeften"),
    "factor-hindert": _row("samenwerking-bevorderend"),
    "logboek-verschuift": _item,
}
JAREN = ((181, 244), (19, 11))


def read_years(number: int, seed: int, before: float, after: float) -> bool:
    """Whether two years of referrals drawn around these counts are told as a change."""
    slug, rng = VOORBEELDWIJK, np.random.default_rng([seed, number])
    frame = generate(slug, seed, without_effects()).tabellen["doorverwijzingen"]
    dossier = as_dossier(slug, {"doorverwijzingen": yearly(frame, rng.poisson([before, after]))})
    with without_drawing():
        return claims(make_document("1-bereik", dossier)["bereik-doorverwijzingen"].kop)


def count_unchanged(read: Iterable[Mapping[str, tuple[bool, bool]]]) -> dict[str, tuple[int, int, int]]:
    """Per question: wijken with a figure, sentences that claim, tables in which a row claims."""
    counts = {name: [0, 0, 0] for name in VRAGEN}
    for wijk in read:
        for name, (sentence, row) in wijk.items():
            counts[name] = [counts[name][0] + 1, counts[name][1] + sentence, counts[name][2] + row]
    return {name: (n, sentence, row) for name, (n, sentence, row) in counts.items()}


def count_changed(read: Iterable[Mapping[str, list[bool]]]) -> dict[str, tuple[int, int]]:
    """Per effect: places where it stood, places where the report found it."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for wijk in read:
        for name, seen in wijk.items():
            counts[name] += seen
    return {name: (len(seen), sum(seen)) for name, seen in counts.items()}


def percent(count: int, total: int) -> str:
    """A share with one decimal, as the page writes it."""
    return f"{100 * count / total:.1f}".replace(".", ",") if total else "geen"


def table_unchanged(counts: Mapping[str, tuple[int, int, int]]) -> list[str]:
    """The rows of the first table, the total last."""
    rows = [f"| {name} | {n} | {percent(said, n)} | {percent(row, n)} |" for name, (n, said, row) in counts.items()]
    n, said = (sum(item[place] for item in counts.values()) for place in (0, 1))
    return [*rows, f"| **alle zinnen samen** | {n} | **{percent(said, n)}** | |"]


def table_changed(
    whole: Mapping[str, tuple[int, int]], half: Mapping[str, tuple[int, int]], sizes: Mapping[str, str]
) -> list[str]:
    """The rows of the second table."""
    return [
        f"| {name} | {sizes[name]} | {n} | {percent(seen, n)} | {percent(half[name][1], half[name][0])} |"
        for name, (n, seen) in whole.items()
    ]


def sizes() -> dict[str, str]:
    """The size of each effect in words."""
    from tools.voorbeeld.effecten import MATEN

    return {name: f"{f'{size:g}'.replace('.', ',')} {unit}" for name, (size, unit) in MATEN.items()}


KOP = """# Beweringen: hoe vaak zegt een rapport te veel?

Een rapport zegt *gestegen* of *meer dan toeval* alleen als de marge dat toelaat.
Hier staat nagemeten hoe vaak dat misgaat.
Het programma `benchmarks/beweringen.py` maakt {wijken} wijken na waarin niets verandert.
Het leest de zinnen zoals een lezer ze leest. Wie het draait, maakt deze bladzijde opnieuw.

De eis: van alle zinnen beweert hooguit 5 van de 100 een verandering of een verschil.
Bij {wijken} wijken ligt een gemeten aandeel zelf zo'n 1,4 punt naast het echte.

| Bevinding | Wijken met een cijfer | Zin beweert iets, % | Een rij in de tabel beweert iets, % |
| --- | ---: | ---: | ---: |
"""
UITLEG = """

De rijen van een tabel zijn samen één familie (methode van Holm).
De ene hoofdvergelijking is niet gecorrigeerd.

## Waar het eerst misging

- *Netwerk*: organisaties noemen niet elke meting evenveel lijnen. Wie paren als los van elkaar telt, ziet dan te vaak een verandering: bij 10 tot 20 van de 100. Nu telt mee dat paren een organisatie delen.
- *Verwijzingen per maand*: één punt buiten de grenzen zegt nog niets. De laatste zeven punten moeten aan één kant liggen van het midden van de eerste twaalf.
- *Stickers*: mensen plakken graag waar al stickers zitten. Daarom telt een bord als één groep.
- *Uitval*: wie nog bezig is, kan nog stoppen. Telt die mee, dan lijkt een interventie die later begon beter. Een rij beweerde toen iets bij 6,4 van de 100 wijken. Nu tellen alleen mensen die klaar zijn of stopten: 4,8 van de 100.
- *Schattingen zonder marge* krijgen geen oordeel, ook niet in een rangorde.

## Wat een rapport wel vindt

In {met} nagemaakte wijken zit elk effect uit de voorbeelddata, eerst helemaal en dan half.
Gevonden betekent: de zin of de tabel noemt het, bij de goede groep.
Bij een factor (*keer*) is de helft de wortel.

| Effect | Hele maat | Plekken | Gevonden bij hele maat, % | Gevonden bij halve maat, % |
| --- | --- | ---: | ---: | ---: |
"""


def run(wijken: int, met: int, seed: int, workers: int) -> str:
    """The page."""
    for slug in (VOORBEELDWIJK,):
        base(slug)
    with ProcessPoolExecutor(workers) as pool:
        quiet = count_unchanged(pool.map(partial(read_unchanged, seed=seed), range(wijken), chunksize=5))
        whole, half = (
            count_changed(pool.map(partial(read_changed, seed=seed + 1, part=part), range(met), chunksize=5))
            for part in (1.0, 0.5)
        )
        years = {
            pair: sum(pool.map(partial(read_years, seed=seed + 2, before=pair[0], after=pair[1]), range(met), chunksize=10))
            for pair in JAREN
        }
    lines = [
        KOP.format(wijken=wijken) + "\n".join(table_unchanged(quiet)),
        UITLEG.format(met=met) + "\n".join(table_changed(whole, half, sizes())),
    ]
    return finish(lines, years, met)


def run_one(wijken: int, seed: int, workers: int, vraag: str) -> str:
    """The row of one question in the first table."""
    with ProcessPoolExecutor(workers) as pool:
        read = list(pool.map(partial(read_unchanged, seed=seed, vraag=vraag), range(wijken), chunksize=5))
    n, said, row = count_unchanged(read)[vraag]
    return f"{vraag}: {n} wijken, zin {percent(said, n)}%, rij {percent(row, n)}%"


def finish(lines: list[str], years: Mapping[tuple[int, int], int], met: int) -> str:
    """The page with its last sentences."""
    extra = [
        f"Gaan verwijzingen echt van {before} naar {after} per jaar? Dan zegt het rapport dat in {percent(found, met)}% van de trekkingen.\n"
        for (before, after), found in years.items()
    ]
    return "\n".join([*lines, "", *extra]).rstrip() + "\n"


def main() -> None:
    """Prints the page; writes it with the full number of wijken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wijken", type=int, default=WIJKEN)
    parser.add_argument("--zaad", type=int, default=7)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--vraag", choices=list(VRAGEN))
    arguments = parser.parse_args()
    if arguments.vraag:
        print(run_one(arguments.wijken, arguments.zaad, arguments.workers, arguments.vraag))
        return
    page = run(arguments.wijken, max(10, arguments.wijken * WIJKEN_MET // WIJKEN), arguments.zaad, arguments.workers)
    print(page)
    if arguments.wijken == WIJKEN:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
