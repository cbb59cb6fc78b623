"""How often a report claims a change or a difference that is not there, and how often it finds one that is.

1,000 wijken without any change are put to every question, and the sentences are read as a resident reads them. Then
wijken with real changes, at the sizes of the example records and at half of them.

    python benchmarks/beweringen.py --schrijf        prints the tables and writes docs/beweringen.md (about 40 minutes)
    python benchmarks/beweringen.py --wijken 100     faster and rougher
    python benchmarks/beweringen.py --vraag bereik-trechter    the first table of one question, writes nothing
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
from statistics import NormalDist

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from tools.voorbeeld import VOORBEELDWIJK, generate
from tools.voorbeeld.effecten import Effect

from nagebootst import as_dossier, base, changed, hard, short_notebook, unchanged, without_drawing, without_effects, yearly
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.dossier import Dossier
from wijkmonitor.taal.oordeel import niveau
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
TOONT = {
    "samenwerking-bevorderend": "help_en_hinder"
}  # id -> the function of the notebook that shows it, where it is named otherwise


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


def findings(dossier: Dossier) -> dict[str, Bevinding]:
    """The findings of the five reports."""
    names = dict.fromkeys([*(document for document, _ in VRAGEN.values()), "4-interventies"])
    with without_drawing():
        documents = [make_document(naam, dossier) for naam in names]
    return {finding.id: finding for document in documents for finding in document.bevindingen}


def claiming(dossier: Dossier, vraag: str = "") -> dict[str, Bevinding]:
    """The findings with a claim to make, or the one of a question; the other sections of their notebooks are not run."""
    documents: dict[str, list[str]] = defaultdict(list)
    for name in [vraag] if vraag else VRAGEN:
        documents[VRAGEN[name][0]].append(
            f"rapport.show({name.partition('-')[0]}.{TOONT.get(name, name.partition('-')[2].replace('-', '_'))}("
        )
    with without_drawing():
        made = [make_document(naam, dossier, notebook=short_notebook(naam, tuple(shows))) for naam, shows in documents.items()]
    return {finding.id: finding for document in made for finding in document.bevindingen}


def read_unchanged(number: int, seed: int, vraag: str = "", hard_world: bool = False) -> dict[str, tuple[bool, bool]]:
    """Per question that has a figure: whether its sentence claims, and whether a row of its table does."""
    found = claiming((hard if hard_world else unchanged)(number, seed), vraag)
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


def _named(id: str) -> Callable[[Mapping[str, Bevinding], Dossier, Effect, str], bool]:
    """Whether the finding names it as what occurs most, alone or together with the runner-up."""

    def look(found: Mapping[str, Bevinding], dossier: Dossier, effect: Effect, where: str) -> bool:
        return where.lower() in f"{found[id].kop} {found[id].lees}".lower().partition("als hulp")[0]

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
    "behoefte-voorop": _named("wijkprofiel-behoeften"),
    "factor-hindert": _named("samenwerking-bevorderend"),
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


def wijken_with_claim(read: Iterable[Mapping[str, tuple[bool, bool]]]) -> tuple[int, int]:
    """How many wijken there are, and in how many at least one sentence claims something."""
    told = [any(sentence for sentence, _ in wijk.values()) for wijk in read]
    return len(told), sum(told)


# how what is compared goes on from year to year: the newest wave beside the first; two years; everybody since the start
VERLOOP: dict[str, str] = {
    "wijkprofiel-behoeften": "oplopend", "bereik-wie-missen-we": "oplopend", "bereik-doorverwijzingen": "jaar",
    "bereik-verloop": "eerste", "bereik-trechter": "oplopend", "gezondheid-dimensies": "nieuw", "gezondheid-verandering": "eerste",
    "gezondheid-tevredenheid": "eerste", "samenwerking-factoren": "eerste", "samenwerking-netwerk": "eerste",
    "samenwerking-zorg-welzijn": "eerste", "samenwerking-bevorderend": "oplopend", "samenwerking-lpb": "eerste",
}  # fmt: skip


def eight_years(wijken: int, seed: int, gemeten: Mapping[str, float], years: int = 8) -> tuple[float, float]:
    """Shares (0-1) of wijken without change in which a headline claims: in the first yearly report, and in any of eight.

    Drawn as estimates, not as records: each comparison is a normal deviate that shares what it shares with the years before,
    judged at the level of that year. gemeten: per question, how much of its level was used in the wijken that were read.
    """
    rng, ever, first = np.random.default_rng(seed), np.zeros(wijken, bool), np.zeros(wijken, bool)
    for id, kind in VERLOOP.items():
        draws = rng.normal(size=(wijken, years + 1))
        for year in range(1, years + 1):
            level = niveau(id, keer=year, oploopt=kind == "oplopend") * min(1.0, gemeten.get(id, 1.0))
            away = {
                "eerste": (draws[:, year] - draws[:, 0]) / 2**0.5,
                "jaar": (draws[:, year] - draws[:, year - 1]) / 2**0.5,
                "nieuw": draws[:, year],
                "oplopend": draws[:, 1 : year + 1].sum(axis=1) / year**0.5,
            }[kind]
            claimed = np.abs(away) > NormalDist().inv_cdf(1 - level / 2) if level else np.zeros(wijken, bool)
            ever |= claimed
            first |= claimed if year == 1 else False
    return float(first.mean()), float(ever.mean())


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


def table_unchanged(quiet: Mapping[str, tuple[int, int, int]], rough: Mapping[str, tuple[int, int, int]]) -> list[str]:
    """The rows of the first table, the total last."""
    rows = [
        f"| {name} | {percent(said, n)} | {percent(row, n)} | {percent(rough[name][1], rough[name][0])} | {percent(rough[name][2], rough[name][0])} |"
        for name, (n, said, row) in quiet.items()
    ]
    (n, said), (m, told) = (tuple(sum(item[place] for item in counts.values()) for place in (0, 1)) for counts in (quiet, rough))
    return [*rows, f"| **alle zinnen samen** | **{percent(said, n)}** | | **{percent(told, m)}** | |"]


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
Het programma `benchmarks/beweringen.py` maakt wijken na waarin niets verandert.
Het leest de zinnen zoals een lezer ze leest. Wie het draait met `--schrijf`, maakt deze bladzijde opnieuw.

De eis: hooguit 10 van de 100 wijken zonder verandering krijgen in een rapport een onware kop.
In acht jaarlijkse rapporten zijn dat er hooguit 20.
Deze keer zijn er {wijken} wijken van elke soort nagemaakt. Een gemeten aandeel van 5 ligt dan zo'n {naast} punt naast het echte.

*Rustig*: alles is los van elkaar. *Lastig*: een derde van de mensen neemt iemand mee. Maanden volgen op elkaar, met een seizoen en twee keer zoveel spreiding. Mensen met een lage score antwoorden de tweede keer half zo vaak. Van de organisaties antwoordt eerst de helft, later bijna iedereen.

| Bevinding | Rustig: zin beweert iets, % | Rustig: een rij beweert iets, % | Lastig: zin, % | Lastig: rij, % |
| --- | ---: | ---: | ---: | ---: |
"""
UITLEG = """

## Waarom zo

- *Vooraf verdeeld.* Elke bevinding heeft haar eigen kleine kans op een onware kop: {hoofd} van de 100 voor de vier hoofdvergelijkingen, {anders} voor de andere (`taal/oordeel.toml`). Samen is dat ongeveer 10 van de 100. Holm over de hele bladzijde geeft iets meer kracht. Maar dan hangt een kop af van wat ernaast staat, en een student mag een stuk weghalen (Westfall en Krishen 2001, blz. 25).
- *Rijen van een tabel* zijn samen één familie (Holm 1979, blz. 65).
- *Elk jaar strenger.* De tweede keer is de kans 2,8 keer zo klein, de derde keer 5,2 keer. Wie alle mensen sinds het begin telt, kijkt elk jaar naar bijna hetzelfde: daar is het 1,4 en 1,7 keer (Lan en DeMets 1983, blz. 659; Armitage, McPherson en Rowe 1969, blz. 235). De hoeveelste keer het is, volgt uit de metingen zelf. Dezelfde gegevens geven dus altijd dezelfde zin.
- *Het vaakst* is vaker dan de tweede, niet vaker dan een gelijk deel (Gutmann en Maymin 1987, blz. 456; Hung en Fithian 2019, blz. 758). Anders worden twee gelijke samen één winnaar.
- *Uitval* telt na evenveel dagen, voor de eerste mensen klaar zijn. Klaar zijn neemt de kans op stoppen weg (Aalen en Johansen 1978, blz. 141).
- *Groepjes*: wie zich op één dag voor hetzelfde aanmeldt, telt als groepje (Kish 1965, blz. 162; Korn en Graubard 1998, blz. 193).
- *Verwijzingen*: maanden verschillen meer dan door toeval alleen, en lijken op de maand ervoor (McCullagh en Nelder 1989, blz. 200; Zeger 1988, blz. 621). Zijn er alleen jaren, dan rekenen we met dubbele spreiding.
- *Vragenlijst*: alle antwoorden tellen mee. Wie twee keer antwoordde, wijst de weg voor wie wegbleef (Patterson 1950, blz. 241; Cochran 1977, blz. 346).
- *Netwerk*: alleen organisaties die beide keren antwoordden. Onder 10 mogelijke lijnen geen oordeel (Bonett en Price 2012, blz. 479).
- *Afspraken*: een oordeel krijgt {afspraak} van de 100. Zo blijft het bij drie afspraken in acht sessies onder de 10. Wie vanaf het begin meetelt, vergelijken we niet opnieuw: alleen wie erbij kwam.
- *Wat we konden zien*: bij *kan toeval zijn* staat hoe klein een verschil mocht zijn (Bloom 1995, blz. 547).

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
        quiet = list(pool.map(partial(read_unchanged, seed=seed), range(wijken), chunksize=2))
        rough = list(pool.map(partial(read_unchanged, seed=seed + 3, hard_world=True), range(wijken), chunksize=2))
        whole, half = (
            count_changed(pool.map(partial(read_changed, seed=seed + 1, part=part), range(met), chunksize=2))
            for part in (1.0, 0.5)
        )
        years = {
            pair: sum(pool.map(partial(read_years, seed=seed + 2, before=pair[0], after=pair[1]), range(met), chunksize=5))
            for pair in JAREN
        }
    error = f"{100 * (0.05 * 0.95 / wijken) ** 0.5:.1f}".replace(".", ",")
    lines = [
        KOP.format(wijken=wijken, naast=error) + "\n".join(table_unchanged(count_unchanged(quiet), count_unchanged(rough))),
        "\n".join(report_lines(quiet, rough, seed)),
        UITLEG.format(met=met) + "\n".join(table_changed(whole, half, sizes())),
    ]
    return finish(lines, years, met)


def report_lines(quiet: list[dict[str, tuple[bool, bool]]], rough: list[dict[str, tuple[bool, bool]]], seed: int) -> list[str]:
    """In how many wijken at least one headline is untrue: in one report, and in eight years."""
    (n, first), (m, second) = wijken_with_claim(quiet), wijken_with_claim(rough)
    one, eight = eight_years(20_000, seed, {})
    told = [f"{100 * share:.0f}" for share in (one, eight)]
    return [
        "",
        f"Wijken met minstens één onware kop of zin: rustig {percent(first, n)}%, lastig {percent(second, m)}%.",
        "",
        f"Acht jaarlijkse rapporten zijn getrokken als schattingen, niet als tabellen. Hooguit {told[0]}% van de wijken krijgt in het "
        f"eerste rapport een onware kop, en {told[1]}% in een van de acht. Daarbij gebruikt elke vergelijking haar hele kans.",
    ]


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
    parser.add_argument("--schrijf", action="store_true", help="writes the page")
    parser.add_argument("--vraag", choices=list(VRAGEN))
    arguments = parser.parse_args()
    if arguments.vraag:
        print(run_one(arguments.wijken, arguments.zaad, arguments.workers, arguments.vraag))
        return
    page = run(arguments.wijken, max(10, arguments.wijken * WIJKEN_MET // WIJKEN), arguments.zaad, arguments.workers)
    print(page)
    if arguments.schrijf:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
