"""How often a report claims a change or a difference that is not there, and how often it finds one that is.

Wijken without any change are put to every question, and the sentences are read as a resident reads them: one report of a
quiet or a rough wijk, and eight yearly reports of a rough one with three agreements a year. Then wijken with real changes,
at the sizes of the example records and at half of them.

    python benchmarks/beweringen.py --schrijf            prints the page and writes docs/beweringen.md (some hours)
    python benchmarks/beweringen.py --rustig 50 --lastig 50 --met 10 --acht 10      faster and rougher
    python benchmarks/beweringen.py --bewaar uit.jsonl   keeps what was read, and goes on there after a stop
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from tools.voorbeeld import VOORBEELDWIJK, generate

from gelezen import VRAGEN, claiming, claims, findings, places_found, says, sentences_and_rows
from nagebootst import as_dossier, changed, eight_years, hard, unchanged, without_effects, yearly
from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.afspraken.items import Afspraak, Verwacht
from wijkmonitor.afspraken.stand import judge
from wijkmonitor.stats import proportion
from wijkmonitor.taal.oordeel import afgesproken, niveau, niveau_afspraak

WIJKEN = {"rustig": 500, "lastig": 500, "acht": 100, "met": 50}
VRAGEN_VOORAF = "gezondheid-verandering"  # one of the four main comparisons, chosen beforehand
PAGE = Path(__file__).parents[1] / "docs" / "beweringen.md"
BLADZIJDE = Path(__file__).with_name("beweringen_bladzijde.md")


def read_unchanged(number: int, seed: int, hard_world: bool = False) -> dict[str, tuple[bool, bool]]:
    """Per question that has a figure: whether its sentence claims, and whether a row of its table does."""
    return sentences_and_rows(claiming((hard if hard_world else unchanged)(number, seed)))


def read_changed(number: int, seed: int, part: float) -> dict[str, list[bool]]:
    """Per effect: for each place where it stands, whether the report finds it."""
    dossier, placed = changed(number, seed, part)
    return places_found(findings(dossier), dossier, placed)


JAREN = ((181, 244), (19, 11))


def read_years(number: int, seed: int, before: float, after: float) -> bool:
    """Whether two years of referrals drawn around these counts are told as a change."""
    slug, rng = VOORBEELDWIJK, np.random.default_rng([seed, number])
    frame = generate(slug, seed, without_effects()).tabellen["doorverwijzingen"]
    dossier = as_dossier(slug, {"doorverwijzingen": yearly(frame, rng.poisson([before, after]))})
    return claims(claiming(dossier, "bereik-doorverwijzingen")["bereik-doorverwijzingen"].kop)


def read_eight(number: int, seed: int) -> dict[str, list[list[str]]]:
    """Per yearly report the questions that claim, and the verdicts on the three agreements of the report before."""
    rng, waiting = np.random.default_rng([seed, number, 3]), list[tuple[Afspraak, Peilcijfer]]()
    told: dict[str, list[list[str]]] = {"zinnen": [], "oordelen": []}
    for dossier in eight_years(number, seed):
        found = claiming(dossier)
        figures = {name: Peilcijfer.of_bevinding(finding) for name, finding in found.items()}
        told["zinnen"].append([name for name, finding in found.items() if says(name, finding)])
        told["oordelen"].append([judge(item, [_part(figures, item)], [then], samen=3) for item, then in waiting])
        known = [name for name, figure in figures.items() if figure.schatting.value is not None]
        made = [_agreement(figures[str(name)], rng) for name in rng.choice(known, 3, replace=False)]
        waiting = [(item, _part(figures, item)) for item in made]
    return told


def _part(figures: Mapping[str, Peilcijfer], item: Afspraak) -> Peilcijfer:
    return figures[item.bevindingen[0]].deel(item.deel)


def _agreement(figure: Peilcijfer, rng: np.random.Generator) -> Afspraak:
    """An agreement on a figure, or on one of its parts: it should rise, or fall."""
    part = str(rng.choice(sorted(figure.delen))) if figure.delen else ""
    way: Verwacht = "hoger" if rng.random() < 0.5 else "lager"
    return Afspraak("a-1", "a", "We proberen iets.", "werkgroep", "b", verwacht=way, bevindingen=(figure.id,), deel=part)


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


def draw_years(wijken: int, seed: int, years: int = 8) -> tuple[float, float]:
    """Shares (0-1) of wijken without change in which a headline claims: in the first yearly report, and in any of eight.

    Drawn as estimates, not as records: each comparison is a normal deviate that shares what it shares with the years before,
    judged at the level of that year, which it uses whole.
    """
    rng, ever, first = np.random.default_rng(seed), np.zeros(wijken, bool), np.zeros(wijken, bool)
    for id, kind in VERLOOP.items():
        draws = rng.normal(size=(wijken, years + 1))
        for year in range(1, years + 1):
            level = niveau(id, keer=year, oploopt=kind == "oplopend")
            away = {
                "eerste": (draws[:, year] - draws[:, 0]) / 2**0.5,
                "jaar": (draws[:, year] - draws[:, year - 1]) / 2**0.5,
                "nieuw": draws[:, year],
                "oplopend": draws[:, 1 : year + 1].sum(axis=1) / year**0.5,
            }[kind]
            claimed = np.abs(away) > NormalDist().inv_cdf(1 - level / 2)
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


Gevonden = dict[str, list[Any]]  # kind of world -> what was read of its wijken


def read(soort: str, number: int, seed: int) -> Any:
    """What is read of one wijk of this kind of world."""
    return {
        "rustig": partial(read_unchanged, seed=seed),
        "lastig": partial(read_unchanged, seed=seed + 3, hard_world=True),
        "acht": partial(read_eight, seed=seed + 4),
        "heel": partial(read_changed, seed=seed + 1, part=1.0),
        "half": partial(read_changed, seed=seed + 1, part=0.5),
        "jaren": lambda number: [read_years(number, seed + 2, before, after) for before, after in JAREN],
    }[soort](number)


def _job(job: tuple[str, int], seed: int) -> tuple[str, int, Any]:
    return *job, read(*job, seed)


def gather(sizes: Mapping[str, int], seed: int, workers: int, bewaar: Path | None) -> Gevonden:
    """What was read of each kind of world. bewaar: a file that keeps each result, so that a stopped run goes on there."""
    kept = bewaar.read_text(encoding="utf-8").splitlines() if bewaar and bewaar.exists() else []
    known = {(soort, number): value for soort, number, value in map(json.loads, kept)}
    jobs = [(number / size, soort, number) for soort, size in sizes.items() for number in range(size)]
    waiting = [(soort, number) for _, soort, number in sorted(jobs) if (soort, number) not in known]
    with ProcessPoolExecutor(workers) as pool:
        for soort, number, value in pool.map(partial(_job, seed=seed), waiting):
            known[soort, number] = value
            if bewaar:
                with bewaar.open("a", encoding="utf-8") as file:
                    file.write(json.dumps([soort, number, value]) + "\n")
    return {soort: [known[soort, number] for number in range(size)] for soort, size in sizes.items()}


def make_page(found: Gevonden, seed: int) -> str:
    """The page of the docs."""
    share = afgesproken("kans")
    words = {
        "eisen": "\n".join(goals(found)),
        "wijken": len(found["lastig"]),
        "naast": _comma(100 * (0.05 * 0.95 / max(len(found["lastig"]), 1)) ** 0.5),
        "getrokken": drawn(seed),
        "bevindingen": "\n".join(table_unchanged(count_unchanged(found["rustig"]), count_unchanged(found["lastig"]))),
        "hoofd": _comma(100 * share[VRAGEN_VOORAF], 2),
        "lijnen": _comma(100 * share["samenwerking-zorg-welzijn"], 0),
        "anders": _comma(100 * share["anders"], 2),
        "afspraak": _comma(100 * niveau_afspraak(3), 2),
        "met": len(found["heel"]),
        "effecten": "\n".join(table_changed(count_changed(found["heel"]), count_changed(found["half"]), sizes())),
        "jaren": "\n\n".join(years_found(found["jaren"])),
    }
    return BLADZIJDE.read_text(encoding="utf-8").format(**words)


def goals(found: Gevonden) -> list[str]:
    """The rows of the first table: what may go wrong, how often at most, how often it did."""
    eight = found["acht"]
    counts = [
        ("Onware kop in één rapport, rustig", 10, *wijken_with_claim(found["rustig"])),
        ("Onware kop in één rapport, lastig", 10, *wijken_with_claim(found["lastig"])),
        ("Onware kop in acht jaarlijkse rapporten", 20, len(eight), sum(any(wijk["zinnen"]) for wijk in eight)),
        (
            "Onwaar oordeel over drie afspraken, acht sessies",
            10,
            len(eight),
            sum(any(map(_false, wijk["oordelen"])) for wijk in eight),
        ),
    ]
    return [f"| {what} | {most} | {percent(said, n)} | {_still(said, n)} | {n} |" for what, most, n, said in counts]


def _still(said: int, n: int) -> str:
    """How much the true percentage can still be; nothing is known where no wijk was read."""
    return _comma(100 * (proportion(said, n).high or 0.0), 0) if n else "geen"


def _false(oordelen: list[str]) -> bool:
    return bool({"zoals verwacht", "anders dan verwacht"} & set(oordelen))


def drawn(seed: int) -> str:
    """What the levels allow, drawn as estimates."""
    one, eight = (_comma(100 * share, 0) for share in draw_years(20_000, seed))
    return (
        f"Gebruikt elke vergelijking haar hele kans, dan krijgt {one}% van de wijken in het eerste rapport een onware kop, en {eight}% "
        "in een van de acht. Dat is getrokken met 20.000 wijken als schattingen, niet als tabellen."
    )


def _comma(number: float, decimals: int = 1) -> str:
    return f"{number:.{decimals}f}".replace(".", ",")


def years_found(found: Iterable[list[bool]]) -> list[str]:
    """How often two years of referrals that really differ are told as a change; nothing where none were drawn."""
    columns = list(zip(*found, strict=True)) or [()] * len(JAREN)
    return [
        f"Gaan verwijzingen echt van {before} naar {after} per jaar? Dan zegt het rapport dat in {percent(sum(said), len(said))}% van de trekkingen."
        if said
        else f"Verwijzingen van {before} naar {after} per jaar zijn niet nagemeten."
        for (before, after), said in zip(JAREN, columns, strict=True)
    ]


def main() -> None:
    """Prints the page; writes it where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for soort, size in WIJKEN.items():
        parser.add_argument(f"--{soort}", type=int, default=size, help="wijken van deze soort")
    parser.add_argument("--zaad", type=int, default=7)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--bewaar", type=Path, help="file that keeps what was read")
    parser.add_argument("--schrijf", action="store_true", help="writes the page")
    own = parser.parse_args()
    wanted = {"rustig": own.rustig, "lastig": own.lastig, "acht": own.acht, "heel": own.met, "half": own.met, "jaren": own.met}
    page = make_page(gather(wanted, own.zaad, own.workers, own.bewaar), own.zaad)
    print(page)
    if own.schrijf:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
