"""The trade: what it costs that two reports give nobody away, for three ways of telling a count that moved a little.

Run from the root of the repository: python -m benchmarks.ruil [--mensen 5] [--wijken 3]. Every example wijk, the shipped
one first, is published twice, a day, a week, a quarter, half a year, a year and two years apart. Per way: how many of the counts of the newer report move or go, and what
two reports then tell. `minst` is the least number of counts that any way costs which tells each count exactly or not at all
(an earlier figure with its date is: not at all): a whole-number programme, with the bound that its solver proves. Rounding
to base 5 is tried on the same day too, with and without one person.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace

import numpy as np
from benchmarks.aanval import DREMPEL, WIJKEN, on_day
from scipy import optimize
from tests.lek.wereld import shipped

from wijkmonitor.dossier import Dossier
from wijkmonitor.privacy.feiten import Bedekt, as_key
from wijkmonitor.privacy.stelsel import Indringer, Mask, Stelsel, find_demands
from wijkmonitor.vragen.tellingen import count_deelnemers

AFSTANDEN = {"een dag": 1, "een week": 7, "een kwartaal": 92, "een half jaar": 183, "een jaar": 365, "twee jaar": 730}
BASIS = 5
VRIJ = 1e5
Cijfers = Mapping[str, float]


@dataclass(frozen=True)
class Ruil:
    """Counts of one pair of reports: in the newer one (alle), changed by 1 to 4 (bewogen), hidden now, hidden at least.

    oud_bekend: of the moved ones, those that can be computed although the earlier figure stands there. rond_fout: sum of the
    errors of rounding; rond_nauw: changes of 1 to 4 that rounded reports bound within less than the threshold.
    """

    alle: int = 0
    bewogen: int = 0
    verborgen: int = 0
    minst: int = 0
    oud_bekend: int = 0
    rond_fout: float = 0.0
    rond_nauw: int = 0

    def __add__(self, other: Ruil) -> Ruil:
        return Ruil(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


def trade(dossier: Dossier, days: int) -> Ruil:
    """The report of now beside the one of so many days earlier."""
    before, alone = count_deelnemers(on_day(dossier, days)).bedekt, count_deelnemers(dossier).bedekt
    guarded = count_deelnemers(replace(dossier, eerder=(before.getoond,))).getoond
    shown = alone.getoond
    moved = {name for name in shown.keys() & before.getoond.keys() if 0 < abs(shown[name] - before.getoond[name]) < DREMPEL}
    return Ruil(
        alle=len(shown),
        bewogen=len(moved),
        verborgen=len(shown.keys() - guarded.keys()),
        minst=least_hidden(alone, moved),
        oud_bekend=known_anyway(alone, moved),
        rond_fout=sum(abs(value - rounded(value)) for value in shown.values()),
        rond_nauw=bounded_by_rounding(alone, before.getoond, moved),
    )


def rounded(value: float) -> float:
    """To the nearest multiple of the base."""
    return BASIS * math.floor(value / BASIS + 0.5)


def least_hidden(bedekt: Bedekt, moved: set[str]) -> int:
    """The least number of shown counts that are lost, where no sum may have one unknown part alone.

    A lower bound on every pattern: it asks less than a proof does, and lets a sum stay where its parts go.
    """
    stelsel, names = bedekt.feiten.stelsel(DREMPEL), [as_key(name) for name in bedekt.feiten.aantallen]
    shown = np.array([name in bedekt.getoond for name in names])
    must = np.array([name in moved for name in names])
    rows, lowest = [np.zeros(len(names))], [0.0]
    for equation in stelsel.equations != 0:
        if (equation & stelsel.nooit & ~shown).any():  # a part that nobody tells: such a sum gives nothing back
            continue
        for part in np.flatnonzero(equation & shown):
            others = np.flatnonzero(equation & (np.arange(len(names)) != part))
            rows.append(_row(len(names), {int(k): 1.0 for k in others if shown[k]} | {int(part): -1.0}))
            lowest.append(-float((~shown[others]).sum()))
    answer = optimize.milp(
        shown.astype(float),
        integrality=np.ones(len(names)),
        bounds=optimize.Bounds(must.astype(float), shown.astype(float)),
        constraints=optimize.LinearConstraint(np.array(rows), np.array(lowest), np.inf),
    )
    return math.ceil(answer.mip_dual_bound - 1e-6)


def _row(length: int, weights: Mapping[int, float]) -> np.ndarray:
    row = np.zeros(length)
    row[list(weights)] = list(weights.values())
    return row


def known_anyway(bedekt: Bedekt, moved: set[str]) -> int:
    """Of the counts where the earlier figure would stay, how many follow exactly from all others."""
    stelsel, names = bedekt.feiten.stelsel(DREMPEL), [as_key(name) for name in bedekt.feiten.aantallen]
    must: Mask = np.array([name in moved for name in names])
    anybody = Indringer(np.zeros(len(names)), np.full(len(names), np.inf), 1.0)
    return len(find_demands(stelsel, anybody, bedekt.verborgen | stelsel.nooit | must, protect=must))


def bounded_by_rounding(bedekt: Bedekt, before: Cijfers, moved: set[str]) -> int:
    """Changes of 1 to 4 that two reports with rounded counts bound within less than the threshold."""
    stelsel, shown = bedekt.feiten.stelsel(DREMPEL), bedekt.getoond
    names = [as_key(name) for name in bedekt.feiten.aantallen]
    limits = [
        (step - (BASIS - 1), step + (BASIS - 1))
        for step in (
            rounded(shown[name]) - rounded(before[name]) if name in shown and name in before else math.nan for name in names
        )
    ]
    bounds = [(-VRIJ, VRIJ) if math.isnan(low) else (low, high) for low, high in limits]
    return sum(_width(stelsel, bounds, place) < DREMPEL - 1e-6 for place, name in enumerate(names) if name in moved)


def _width(stelsel: Stelsel, bounds: list[tuple[float, float]], place: int) -> float:
    goal = _row(len(bounds), {place: 1.0})
    zero = np.zeros(len(stelsel.equations))
    ends = [
        optimize.linprog(sign * goal, A_eq=stelsel.equations, b_eq=zero, bounds=bounds, method="highs") for sign in (1.0, -1.0)
    ]
    assert all(end.status == 0 for end in ends), "the rounded reports contradict each other"
    return float(-ends[1].fun - ends[0].fun)


def seen_by_rounding(dossier: Dossier, people: int) -> tuple[int, int]:
    """Of so many people, how many a rounded count tells of: with and without this one on the same day; and how many tried."""
    codes = sorted(dossier.tabel("deelname")["deelnemer"].unique())
    chosen = np.random.default_rng(1).choice(codes, min(people, len(codes)), replace=False)
    now, seen = count_deelnemers(dossier).getoond, 0
    for code in chosen:
        without = count_deelnemers(on_day(dossier, 0, without=str(code))).getoond
        seen += any(rounded(now[name]) != rounded(without[name]) for name in now.keys() & without.keys())
    return seen, len(chosen)


def main() -> int:
    """Prints the trade; exit code 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mensen", type=int, default=5)
    parser.add_argument("--wijken", type=int, default=len(WIJKEN))
    options = parser.parse_args()
    wijken = WIJKEN[: options.wijken]
    print(
        "| zover uit elkaar | tellingen | bewogen 1-4 | verborgen | minst mogelijk | oud getal: toch bekend | rond: fout | rond: te nauw |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, days in AFSTANDEN.items():
        found = sum((trade(shipped(wijk), days) for wijk in wijken), Ruil())
        part = [f"{100 * number / found.alle:.1f}%" for number in (found.bewogen, found.verborgen, found.minst)]
        rest = (
            f"{found.oud_bekend} van {found.bewogen}",
            f"{found.rond_fout / found.alle:.1f}",
            f"{found.rond_nauw} van {found.bewogen}",
        )
        print(f"| {name} | {found.alle} | {' | '.join([*part, *rest])} |")
    seen, tried = np.sum([seen_by_rounding(shipped(wijk), options.mensen) for wijk in wijken], axis=0)
    print(f"afronden, zelfde dag: {seen} van {tried} mensen te zien")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
