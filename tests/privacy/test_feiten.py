"""Counts that are tied together are hidden as one: an attacker of our own who knows all that is shown finds no small one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from wijkmonitor.privacy.feiten import Bedekt, Feiten, as_key, cel


def make(ages: list[int], begun: list[int], not_begun: int) -> Feiten:
    """People by age; sign-ups by step; begun sign-ups are people and those who came again."""
    facts = Feiten()
    facts.tabellen("mensen", {"leeftijd": pd.Series(ages, pd.Index([f"l{k}" for k in range(len(ages))], name="leeftijd"))})
    steps = pd.Series([*begun, not_begun], pd.Index(["bezig", "afgerond", "aangemeld"], name="status"))
    facts.tabellen("aanmeldingen", {"status": steps})
    facts.tel("begonnen", sum(begun), getoond=False)
    facts.som(cel("begonnen"), [cel("aanmeldingen", ("status", name)) for name in ("bezig", "afgerond")])
    facts.tel("vaker", sum(begun) - sum(ages), getoond=False)
    facts.som(cel("begonnen"), [cel("mensen"), cel("vaker")])
    return facts


def narrowest(shown: Bedekt, threshold: int = 5) -> float:
    """The least width of what an attacker knows of a count of 1 to 4."""
    facts, keys = shown.feiten, list(shown.feiten.aantallen)
    rows, sums = [], []
    for whole, parts in facts.sommen:
        rows.append([float(name in parts) - float(name == whole) for name in keys])
        sums.append(0.0)
    for key, count in shown.getoond.items():
        rows.append([float(as_key(name) == key) for name in keys])
        sums.append(count)
    widths = [np.inf]
    for place, count in enumerate(facts.aantallen.values()):
        if 0 < count < threshold:
            goal = np.eye(len(keys))[place]
            low, high = (linprog(sign * goal, A_eq=rows, b_eq=sums, bounds=(0, 1e4)).fun for sign in (1, -1))
            widths.append(-high - low)
    return min(widths)


def test_what_nobody_is_in_is_shown_as_0_changes_nothing_else_and_is_never_a_count_of_people() -> None:
    plain, told = make([20, 33], [60, 3], 10), make([20, 33], [60, 3], 10)
    told.niemand([cel("aanmeldingen", ("status", name)) for name in ("gestopt", "afgerond")])
    before, after = plain.bedek(5), told.bedek(5)
    assert after.getoond == before.getoond | {"aanmeldingen | status | gestopt": 0.0}
    assert (before.verborgen == after.verborgen).all() and narrowest(after) >= 5


def test_where_nothing_is_small_everything_is_shown() -> None:
    shown = make([20, 30], [30, 40], 10).bedek(5)
    assert not shown.verborgen.any()
    assert {"mensen": 50.0, "aanmeldingen": 80.0, "begonnen": 70.0}.items() <= shown.getoond.items()


@pytest.mark.parametrize("ages", [[20, 30], [12, 9, 29], [3, 18, 29]])
def test_people_and_sign_ups_together_do_not_tell_how_few_came_twice(ages: list[int]) -> None:
    facts = make(ages, [sum(ages) - 10, 12], 10)
    assert facts.aantallen[cel("vaker")] == 2
    assert narrowest(facts.bedek(5)) >= 5


@pytest.mark.parametrize("seed", range(12))
def test_no_small_count_of_any_of_the_tables_can_be_bounded(seed: int) -> None:
    chance = np.random.default_rng(seed)
    ages = [int(count) for count in chance.integers(0, 25, 5)]
    again = int(chance.integers(0, 9))
    first = int(chance.integers(0, sum(ages) + again + 1))
    shown = make(ages, [first, sum(ages) + again - first], int(chance.integers(0, 9))).bedek(5)
    assert narrowest(shown) >= 5 - 1e-6


def test_a_count_that_moved_a_little_since_an_earlier_report_is_hidden_and_can_not_be_computed() -> None:
    facts = make([20, 30, 25], [50, 40], 10)
    earlier = facts.bedek(5).getoond | {"mensen | leeftijd | l1": 28.0, "mensen": 60.0}
    shown = facts.bedek(5, [earlier])
    assert "mensen | leeftijd | l1" not in shown.getoond and "mensen" in shown.getoond
    hidden = [name for name, gone in zip(facts.aantallen, shown.verborgen, strict=True) if gone]
    assert len(hidden) >= 2, "one hidden count alone follows from the total"


def test_a_count_that_contradicts_its_parts_is_refused() -> None:
    facts = make([20], [20, 5], 5)
    with pytest.raises(ValueError, match="its parts are"):
        facts.som(cel("mensen"), [cel("begonnen")])
