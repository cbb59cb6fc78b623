"""How often the intervals of wijkmonitor.stats hold the truth, on a grid of situations like ours.

Shares and rates are counted out exactly over every possible outcome; the other intervals are drawn. Outcomes
without an interval are left out of the coverage and counted apart.

    PYTHONPATH=. python benchmarks/dekking.py                      prints the table and writes docs/dekking.md
    PYTHONPATH=. python benchmarks/dekking.py --trekkingen 200     faster and rougher, writes nothing
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkmonitor import stats
from wijkmonitor.stats import Estimate

DRAWS = 2000
PAGE = Path(__file__).parents[1] / "docs" / "dekking.md"
Generator = np.random.Generator


@dataclass(frozen=True)
class Cell:
    """One situation of the grid: how often the interval held the truth, and how often there was none (0-1)."""

    situation: str
    coverage: float
    without: float


def count(situation: str, truth: float, outcomes: Iterable[tuple[Estimate, float]]) -> Cell:
    """The cell of outcomes with their weights."""
    held = told = total = 0.0
    for estimate, weight in outcomes:
        total += weight
        if estimate.low is not None and estimate.high is not None:
            told += weight
            held += weight * (estimate.low <= truth <= estimate.high)
    return Cell(situation, held / told if told else float("nan"), 1 - told / total)


def drawn(estimates: Iterable[Estimate]) -> Iterator[tuple[Estimate, float]]:
    """Drawn outcomes weigh the same."""
    return ((estimate, 1.0) for estimate in estimates)


def shares(draws: int, rng: Generator) -> Iterator[Cell]:
    from scipy.stats import binom

    for n in (5, 10, 20, 30, 50, 100, 200):
        found = list(stats.proportion(np.arange(n + 1), n))
        for p in (0.02, 0.05, *np.arange(0.1, 0.95, 0.1), 0.95, 0.98):
            chance = binom.pmf(np.arange(n + 1), n, p)
            yield count(f"n = {n}, aandeel {number(p)}", p, zip(found, chance, strict=True))


def rates(draws: int, rng: Generator) -> Iterator[Cell]:
    from scipy.stats import poisson

    for expected in (1, 2, 3, 5, 8, 10, 12, 15, 20, 30, 50, 100, 200):
        events = np.arange(int(expected + 12 * np.sqrt(expected)) + 1)
        found = list(stats.rate(events, 1.0, per=1))
        yield count(f"{expected} verwacht", expected, zip(found, poisson.pmf(events, expected), strict=True))


def share_differences(draws: int, rng: Generator) -> Iterator[Cell]:
    difference = lru_cache(maxsize=None)(stats.proportion_difference)
    for n_a, n_b in ((10, 10), (20, 50), (50, 50), (100, 200)):
        for p_a, p_b in ((0.05, 0.05), (0.1, 0.3), (0.2, 0.2), (0.5, 0.5), (0.5, 0.8), (0.9, 0.95)):
            pairs = zip(rng.binomial(n_a, p_a, draws), rng.binomial(n_b, p_b, draws), strict=True)
            found = (difference(int(a), n_a, int(b), n_b) for a, b in pairs)
            yield count(f"n = {n_a} en {n_b}, {number(p_a)} en {number(p_b)}", p_a - p_b, drawn(found))


def rate_ratios(draws: int, rng: Generator) -> Iterator[Cell]:
    ratio = lru_cache(maxsize=None)(stats.rate_ratio)
    for expected_a in (2, 5, 10, 20, 50, 200):
        for expected_b in (2, 5, 10, 20, 50, 200):
            pairs = zip(rng.poisson(expected_a, draws), rng.poisson(expected_b, draws), strict=True)
            found = (ratio(int(a), 1.0, int(b), 1.0) for a, b in pairs)
            yield count(f"{expected_a} en {expected_b} verwacht", expected_a / expected_b, drawn(found))


AGE_POPULATION = np.array([800, 700, 1500, 1400, 600])
AGE_STANDARD = np.array([1500, 1100, 2600, 2800, 2000])


def standardised_rates(draws: int, rng: Generator) -> Iterator[Cell]:
    for slope in ("gelijk", "oplopend"):
        shape = np.ones(5) if slope == "gelijk" else np.array([0.2, 0.4, 1.0, 2.0, 5.0])
        for expected in (15, 30, 60, 150, 500):
            risk = shape * expected / (shape * AGE_POPULATION).sum()
            truth = float((risk * AGE_STANDARD).sum() / AGE_STANDARD.sum()) * 100_000
            events = rng.poisson(risk * AGE_POPULATION, (draws, 5))
            found = (stats.standardised_rate(row, AGE_POPULATION, AGE_STANDARD) for row in events)
            yield count(f"{expected} verwacht, risico {slope} met leeftijd", truth, drawn(found))


def standardised_ratios(draws: int, rng: Generator) -> Iterator[Cell]:
    risk = np.array([0.002, 0.004, 0.01, 0.02, 0.05])
    reference = risk * AGE_STANDARD * 1000
    for truth in (0.6, 1.0, 1.5):
        for size in (0.05, 0.2, 1.0, 4.0):
            people = AGE_POPULATION * size
            events = rng.poisson(truth * risk * people, (draws, 5))
            found = (stats.standardised_ratio(row, people, reference, AGE_STANDARD * 1000) for row in events)
            expected = f"{(truth * risk * people).sum():.0f}"
            yield count(f"{expected} verwacht, verhouding {number(truth)}", truth, drawn(found))


SCORES = {"licht scheef": (5.0, 2.5), "scheef": (6.0, 1.2), "naar nul": (0.7, 3.0)}


def scores(shape: str, size: tuple[int, ...], rng: Generator) -> NDArray[np.float64]:
    """Whole scores 0-10 with the skew of questionnaires."""
    return np.floor(rng.beta(*SCORES[shape], size) * 11).clip(0, 10)


@cache
def mean_score(shape: str) -> float:
    """The true mean, from the distribution itself."""
    from scipy.stats import beta

    return float(sum(1 - beta.cdf(score / 11, *SCORES[shape]) for score in range(1, 11)))


def means(draws: int, rng: Generator) -> Iterator[Cell]:
    for shape in SCORES:
        for n in (5, 10, 20, 30, 50, 100, 200):
            found = (stats.mean(row) for row in scores(shape, (draws, n), rng))
            yield count(f"n = {n}, {shape}", mean_score(shape), drawn(found))


def paired_changes(draws: int, rng: Generator) -> Iterator[Cell]:
    for shape in SCORES:
        for n in (5, 10, 20, 50, 100):
            before, after = scores(shape, (draws, n), rng), scores("licht scheef", (draws, n), rng)
            found = (stats.paired_change(a, b) for a, b in zip(before, after, strict=True))
            truth = mean_score("licht scheef") - mean_score(shape)
            yield count(f"n = {n}, van {shape} naar licht scheef", truth, drawn(found))


def unpaired_changes(draws: int, rng: Generator) -> Iterator[Cell]:
    for shape in SCORES:
        for n_a, n_b in ((5, 10), (10, 10), (20, 40), (50, 50), (100, 30)):
            before, after = scores(shape, (draws, n_a), rng), scores("licht scheef", (draws, n_b), rng)
            found = (stats.unpaired_change(a, b) for a, b in zip(before, after, strict=True))
            truth = mean_score("licht scheef") - mean_score(shape)
            yield count(f"n = {n_a} en {n_b}, van {shape} naar licht scheef", truth, drawn(found))


def slopes(draws: int, rng: Generator) -> Iterator[Cell]:
    people = np.array([1200, 900, 1500, 1000, 1400])
    share = people / people.sum()
    for gap in (0.0, 0.2):
        risk = 0.4 - gap * (np.cumsum(share) - share / 2)
        for n in (30, 100, 400):
            sick = rng.binomial(n, risk, (draws, 5)) / n
            errors = np.sqrt(sick * (1 - sick) / n)
            found = [stats.inequality(row, people, error) for row, error in zip(sick, errors, strict=True)]
            place = f"5 groepen van {n}, verschil {number(gap)}"
            yield count(f"helling, {place}", -gap, drawn(each.slope for each in found))
            yield count(f"verhouding, {place}", (0.4 - gap) / 0.4, drawn(each.relative for each in found))


@dataclass(frozen=True)
class Skew:
    """How unequal the chances are: residents per buurt (equal numbers are asked), eagerness of low, middle, high."""

    name: str
    buurten: tuple[int, int, int, int]
    keen: tuple[float, float, float]


MODERATE = Skew("matige gewichten", (4500, 3500, 2500, 1500), (1.0, 1.5, 2.0))
STRONG = Skew("sterk ongelijke gewichten", (6000, 3000, 2000, 1000), (1.0, 2.0, 3.0))


def population(skew: Skew, rng: Generator) -> pd.DataFrame:
    """12,000 residents of 4 buurten and 60 streets, whose chance to answer goes with their score."""
    buurt = np.repeat(np.arange(4), skew.buurten)
    street = buurt * 15 + rng.integers(0, 15, buurt.size)
    level = rng.normal(0, 0.4, 60)[street] - 0.3 * buurt
    score = np.clip(np.round(scores("licht scheef", buurt.shape, rng) + level), 0, 10)
    low, middle, high = skew.keen
    keen = np.select([score >= 8, score >= 5], [high, middle], low) * rng.choice([1.0, 1.5], buurt.size)
    return pd.DataFrame({"buurt": buurt, "straat": street, "score": score, "bereid": keen})


def respondents(people: pd.DataFrame, n: int, draws: int, rng: Generator) -> Iterator[pd.DataFrame]:
    """Samples with equal numbers per buurt and weights that undo the unequal chances."""
    parts = []
    for _, buurt in people.groupby("buurt"):
        chance = (buurt["bereid"] / buurt["bereid"].sum()).to_numpy()
        rows = rng.choice(len(buurt), (draws, n // 4), p=chance)
        parts.append((buurt.index.to_numpy()[rows], 1 / (n // 4 * chance[rows])))
    for draw in range(draws):
        chosen = people.iloc[np.concatenate([rows[draw] for rows, _ in parts])]
        yield chosen.assign(gewicht=np.concatenate([weights[draw] for _, weights in parts]))


def surveys(draws: int, rng: Generator) -> Iterator[Cell]:
    borders = (3, 4, 6, 8)  # scores at or below which someone counts: from few people to most
    for skew in (MODERATE, STRONG):
        people = population(skew, rng)
        for n in (32, 52, 100, 200, 300):
            means: list[Estimate] = []
            found: dict[int, list[Estimate]] = {border: [] for border in borders}
            for sample in respondents(people, n, max(draws // 2, 50), rng):
                means.append(stats.survey_mean(sample, "score", "gewicht", strata="buurt"))
                for border in borders:
                    marked = sample.assign(laag=(sample["score"] <= border).astype(int))
                    found[border].append(stats.survey_proportion(marked, "laag", "gewicht", strata="buurt"))
            place = f"n = {n}, {skew.name}"
            yield count(f"gemiddelde, {place}", float(people["score"].mean()), drawn(means))
            for border in borders:
                truth = float((people["score"] <= border).mean())
                yield count(f"aandeel {number(truth)}, {place}", truth, drawn(found[border]))


def clustered_surveys(draws: int, rng: Generator) -> Iterator[Cell]:
    """Streets by chance and everybody in them, of 60 streets of 8 people each."""
    people = population(MODERATE, rng).groupby("straat").head(8).sort_values("straat").reset_index(drop=True)
    people = people.assign(gewicht=1.0, straten=60)
    for streets in (8, 15, 30):
        found = []
        for _ in range(max(draws // 2, 50)):
            chosen = rng.choice(60, streets, replace=False)
            sample = people.iloc[(8 * chosen[:, np.newaxis] + np.arange(8)).ravel()]
            found.append(stats.survey_mean(sample, "score", "gewicht", clusters="straat", fpc="straten"))
        yield count(f"gemiddelde, {streets} straten van 8 mensen", float(people["score"].mean()), drawn(found))


KINDS: dict[str, Callable[[int, Generator], Iterator[Cell]]] = {
    "Aandeel (Wilson)": shares,
    "Cijfer per inwoners (Byar, exact onder 10)": rates,
    "Verschil van twee aandelen (Newcombe)": share_differences,
    "Verhouding van twee cijfers (log-normaal)": rate_ratios,
    "Gestandaardiseerd cijfer (Dobson)": standardised_rates,
    "Gestandaardiseerde verhouding (Byar, exact onder 10)": standardised_ratios,
    "Gemiddelde van scheve scores 0-10 (t)": means,
    "Verandering bij dezelfde mensen (t)": paired_changes,
    "Verandering tussen twee groepen (Welch)": unpaired_changes,
    "Helling en verhouding tussen groepen (normaal, Fieller)": slopes,
    "Gewogen vragenlijst met strata (t, logit)": surveys,
    "Gewogen vragenlijst met clusters (t)": clustered_surveys,
}


def measure(draws: int) -> dict[str, list[Cell]]:
    """The cells of every kind of interval; the same draws on every run."""
    return {kind: list(cells(draws, np.random.default_rng([2022, place]))) for place, (kind, cells) in enumerate(KINDS.items())}


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def percent(share: float) -> str:
    return f"{100 * share:.1f}".replace(".", ",")


def is_weak(cell: Cell) -> bool:
    """True below 93% as the table prints it."""
    return round(cell.coverage, 3) < 0.93


def summary(kind: str, cells: list[Cell]) -> list[str]:
    """The row of one kind: name, situations, mean, below 93%, lowest and where, without an interval."""
    worst = min(cells, key=lambda cell: cell.coverage)
    return [
        kind,
        str(len(cells)),
        percent(float(np.mean([cell.coverage for cell in cells]))),
        str(sum(is_weak(cell) for cell in cells)),
        percent(worst.coverage),
        worst.situation,
        percent(float(np.mean([cell.without for cell in cells]))),
    ]


HEADER = ["Soort marge", "Situaties", "Gemiddeld %", "Onder 93%", "Laagste %", "Laagste bij", "Zonder marge %"]


def markdown(rows: list[list[str]], header: list[str]) -> str:
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def weak_spots(found: dict[str, list[Cell]]) -> list[list[str]]:
    return [
        [kind, cell.situation, percent(cell.coverage), percent(cell.without)]
        for kind, cells in found.items()
        for cell in sorted(cells, key=lambda cell: cell.coverage)
        if is_weak(cell)
    ]


TEXT = """# Dekking: hoe vaak klopt de marge?

Een marge van 95% hoort in 95 van de 100 gevallen de waarheid te bevatten. Dit is nagemeten met
`benchmarks/dekking.py`, op situaties zoals de onze: kleine aantallen, scheve scores, gewogen vragenlijsten.
Aandelen en cijfers zijn exact uitgerekend over alle mogelijke uitkomsten. De rest is {draws} keer getrokken per
situatie (vragenlijsten {half} keer), elke keer met dezelfde toevalsgetallen. Bij {draws} trekkingen ligt een
gemeten dekking zelf zo'n 1 punt naast de echte.

De eis is: gemiddeld minstens 93 van de 100. *Zonder marge* telt uitkomsten waarbij de functie zelf zegt dat er
geen marge is (bijvoorbeeld: niets geteld). Die tellen niet mee in de dekking.

{table}

## Waar een methode tekortschiet

Alle situaties onder de 93%, de laagste eerst. De docstring van de functie zegt het ook.

{weak}

Wat dit betekent:

- Een aandeel bij een groep onder de 30, of dicht bij 0 of 1: de marge van Wilson zit tussen 90 en 93.
- Het gemiddelde van scheve scores bij 10 mensen of minder: de t-marge is te krap.
- Een vragenlijst met sterk ongelijke gewichten: de marge is vaak te krap (90 tot 93), ook bij 100 antwoorden.
- Een verhouding van twee kleine aantallen: de marge is eerder te ruim dan te krap.
"""


def page(found: dict[str, list[Cell]], draws: int) -> str:
    """The page for the docs, in Dutch."""
    table = markdown([summary(kind, cells) for kind, cells in found.items()], HEADER)
    weak = markdown(weak_spots(found), ["Soort marge", "Situatie", "Dekking %", "Zonder marge %"])
    return TEXT.format(draws=draws, half=max(draws // 2, 50), table=table, weak=weak)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trekkingen", type=int, default=DRAWS, help="draws per situation (default %(default)s)")
    draws = parser.parse_args().trekkingen
    found = measure(draws)
    for kind, cells in found.items():
        row = summary(kind, cells)
        print(f"{kind:58} gemiddeld {row[2]:>5}%  laagste {row[4]:>5}% ({row[5]})  zonder marge {row[6]}%")
    if draws >= DRAWS:
        PAGE.write_text(page(found, draws), encoding="utf-8")
        print(f"geschreven: {PAGE.name}")


if __name__ == "__main__":
    main()
