"""The attack: who can be found in one report, and in two reports side by side.

Run from the root of the repository: python -m benchmarks.aanval [--mensen 40] [--wijken 3] [--werelden 30]. Every table of
people of a wijk (leeftijd, geslacht, buurt, and sign-ups by intervention and status) is published twice, a day, a week and
a quarter and a year apart, with and without one person, and with other thresholds in between. The attacker subtracts. Then small wijken
made by chance are attacked within one report, with all that ties their tables together: participants, and wijken with few
answers, referrals, visits and stickers. Prints a table per kind; exit code 1 if anything of 1 to 4 is found.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from datetime import timedelta

import numpy as np
from scipy import optimize
from tests.lek.blokken import attack_blocks, make_small
from tests.lek.wereld import BEGONNEN, make_world, shipped, trips_of

from wijkmonitor.dossier import Dossier
from wijkmonitor.dossier.peil import as_of
from wijkmonitor.draaien.keuring import Telling
from wijkmonitor.privacy.grootboek import Cijfers
from wijkmonitor.privacy.regels import Regels
from wijkmonitor.vragen.tellingen import count_deelnemers, lives_inside

WIJKEN = ("voorbeeldwijk", "voorbeeldwijk-2", "voorbeeldwijk-3")
AFSTANDEN = {"zelfde dag": 0, "een dag": 1, "een week": 7, "een kwartaal": 92, "een jaar": 365}
DREMPEL = 5
STRENGER = Regels(min_cel=10)


@dataclass(frozen=True)
class Uitslag:
    """Pairs of reports: people singled out and counts of 1 to 4 known by subtraction; how often the earlier report stayed.

    weg, alle: counts hidden because they moved a little, of all counts of the reports that appeared.
    """

    paren: int = 0
    mensen: int = 0
    cellen: int = 0
    bleef: int = 0
    weg: int = 0
    alle: int = 0

    def __add__(self, other: Uitslag) -> Uitslag:
        return Uitslag(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


def on_day(dossier: Dossier, days_earlier: int, *, without: str = "") -> Dossier:
    """The wijk as it was so many days before its peildatum, and without one person."""
    frame, day = dossier.tabel("deelname"), dossier.peildatum - timedelta(days=days_earlier)
    rows = as_of(frame[frame["deelnemer"] != without].reset_index(drop=True), "deelname", day)
    return replace(dossier.met_tabellen({"deelname": rows}), peildatum=day)


def compare(before: Cijfers, now: Telling, *, alone: bool) -> Uitslag:
    """What subtracting tells. alone: the two differ in one person only."""
    if now.wacht:
        return Uitslag(paren=1, bleef=1)
    small = [key for key in before.keys() & now.getoond.keys() if 0 < abs(now.getoond[key] - before[key]) < DREMPEL]
    hidden = len(now.weg)
    return Uitslag(1, int(alone and bool(small)), len(small), 0, hidden, hidden + len(now.getoond))


def attack_pairs(dossier: Dossier, people: int) -> Iterator[tuple[str, Uitslag, Uitslag]]:
    """Per distance in time: what two reports tell without the ledger, and with it."""
    plain = Telling.of(dossier)
    codes = sorted(dossier.tabel("deelname")["deelnemer"].unique())
    chosen = [str(code) for code in np.random.default_rng(1).choice(codes, min(people, len(codes)), replace=False)]
    strict = replace(dossier, wijk=dossier.wijk.model_copy(update={"privacy": STRENGER}))
    kinds = [("andere drempel", strict, 0), *((name, dossier, days) for name, days in AFSTANDEN.items())]
    for name, first, days in kinds:
        found = [Uitslag(), Uitslag()]
        for code in chosen:
            before = count_deelnemers(on_day(first, days, without=code)).getoond
            guarded = Telling.of(replace(dossier, eerder=(before,)))
            for place, now in enumerate((plain, guarded)):
                found[place] += compare(before, now, alone=days == 0)
        yield name, found[0], found[1]


def attack_one(dossier: Dossier) -> tuple[int, int]:
    """How many counts of 1 to 4 that nobody shows were attacked, and how many were bounded within less than the threshold.

    Unknown are, per intervention, the begun sign-ups of people of the wijk and of others; and how often they came again.
    """
    counted, rows = count_deelnemers(dossier), trips_of(dossier)
    rows = rows[rows["status"].isin(BEGONNEN)]
    inside = lives_inside(rows["buurt"], dossier.wijk.gebieden)
    names = sorted(rows["interventie"].unique())
    per = [[int((rows[here]["interventie"] == name).sum()) for name in names] for here in (inside, ~inside)]
    once = [rows[here]["deelnemer"].nunique() for here in (inside, ~inside)]
    again = [sum(per[k]) - once[k] for k in (0, 1)]
    if counted.mensen is not None and counted.mensen != once[0]:  # everybody counts once per intervention
        again[0] = 0
    truth = np.array([*per[0], *per[1], *again, sum(again)])
    unknown, facts, sums = 2 * len(names) + 2, [], []
    for k, name in enumerate(names):
        if not np.isnan(total := counted.begonnen.get(name, np.nan)):
            facts.append([float(j in (k, len(names) + k)) for j in range(unknown)])
            sums.append(float(total))
    for side, people in enumerate((counted.mensen, counted.buiten)):
        if people is not None:
            places = range(side * len(names), (side + 1) * len(names))
            facts.append([1.0 if j in places else -1.0 if j == 2 * len(names) + side else 0.0 for j in range(unknown)])
            sums.append(float(people))
    goals = [*np.eye(unknown), np.array([0.0] * 2 * len(names) + [1.0, 1.0])]
    attacked = [k for k, count in enumerate(truth) if 0 < count < DREMPEL]
    return len(attacked), sum(_width(goals[k], facts, sums) < DREMPEL - 1e-6 for k in attacked)


def _width(goal: np.ndarray, facts: list[list[float]], sums: list[float]) -> float:
    if not facts:
        return float("inf")
    ends = [optimize.linprog(sign * goal, A_eq=facts, b_eq=sums, bounds=(0, 1e5), method="highs") for sign in (1.0, -1.0)]
    assert all(end.status == 0 for end in ends), "the published facts contradict each other"
    return float(-ends[1].fun - ends[0].fun)


def main() -> int:
    """Exit code 0 when nothing is found after the ledger."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mensen", type=int, default=40)
    parser.add_argument("--wijken", type=int, default=len(WIJKEN))
    parser.add_argument("--werelden", type=int, default=30)
    options = parser.parse_args()
    totals: Counter[str] = Counter()
    blocks: dict[str, Counter[str]] = {}
    pairs: dict[str, list[Uitslag]] = {}
    for wijk in WIJKEN[: options.wijken]:
        for name, plain, guarded in attack_pairs(shipped(wijk), options.mensen):
            kept = pairs.setdefault(name, [Uitslag(), Uitslag()])
            pairs[name] = [kept[0] + plain, kept[1] + guarded]
    print("| twee rapporten | paren | mensen | aantallen van 1-4 | mensen, nu | aantallen, nu | bleef het eerdere | verborgen |")
    print("|---|---|---|---|---|---|---|---|")
    for name, (plain, guarded) in pairs.items():
        hidden = f"{100 * guarded.weg / guarded.alle:.0f}%" if guarded.alle else "-"
        shown = (plain.paren, plain.mensen, plain.cellen, guarded.mensen, guarded.cellen, guarded.bleef, hidden)
        print(f"| {name} | {' | '.join(map(str, shown))} |")
    for seed in range(options.werelden):
        size = int(np.random.default_rng(seed).integers(20, 140))
        tried, found = attack_one(make_world(WIJKEN[seed % 3], seed, size))
        totals.update({"tried": tried, "found": found})
        for name, small, leaks in attack_blocks(make_small(WIJKEN[seed % 3], seed)):
            blocks.setdefault(name, Counter()).update({"tried": small, "found": len(leaks)})
    for name, counts in blocks.items():
        print(f"één rapport, {name}: {counts['tried']} kleine aantallen aangevallen, {counts['found']} te herleiden")
        totals["found"] += counts["found"]
    print(f"één rapport, deelnemers: {totals['tried']} kleine aantallen aangevallen, {totals['found']} te herleiden")
    return int(totals["found"] > 0 or any(guarded.mensen or guarded.cellen for _, guarded in pairs.values()))


if __name__ == "__main__":
    raise SystemExit(main())
