"""The attack of `benchmarks/aanval.py` in short: nobody in one report, and nobody in two side by side."""

from __future__ import annotations

import pandas as pd
import pytest
from benchmarks.aanval import WIJKEN, Uitslag, attack_one, attack_pairs
from benchmarks.ruil import bounded_by_rounding, known_anyway, least_hidden
from tests.lek.wereld import make_world, shipped

from wijkmonitor.privacy import Poort
from wijkmonitor.privacy.feiten import Bedekt, Feiten


@pytest.fixture(scope="module")
def pairs() -> dict[str, tuple[Uitslag, Uitslag]]:
    return {name: (plain, guarded) for name, plain, guarded in attack_pairs(shipped(WIJKEN[0]), 1)}


def test_without_the_ledger_one_person_is_singled_out_by_subtracting(pairs: dict[str, tuple[Uitslag, Uitslag]]) -> None:
    assert pairs["zelfde dag"][0].mensen == 1 and pairs["een kwartaal"][0].cellen > 0


def test_with_the_ledger_nobody_is_and_no_count_of_a_few(pairs: dict[str, tuple[Uitslag, Uitslag]]) -> None:
    assert {name: (guarded.mensen, guarded.cellen) for name, (_, guarded) in pairs.items()} == dict.fromkeys(pairs, (0, 0))


def test_after_a_year_the_figures_move(pairs: dict[str, tuple[Uitslag, Uitslag]]) -> None:
    year = pairs["een jaar"][1]
    assert year.bleef == 0 and year.weg < 0.2 * year.alle


def test_in_one_report_what_ties_people_to_sign_ups_gives_no_small_count() -> None:
    found = [
        attack_one(make_world(wijk, seed, people)) for seed, (wijk, people) in enumerate(zip(WIJKEN, (24, 60, 110), strict=True))
    ]
    assert sum(tried for tried, _ in found) > 5 and sum(leaks for _, leaks in found) == 0


def test_the_attack_finds_small_counts_where_only_those_themselves_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_small(gate: Poort, feiten: Feiten, eerder: object = ()) -> Bedekt:
        return Bedekt(feiten, feiten.stelsel(5).small(5))

    monkeypatch.setattr(Poort, "samen", only_small)
    dossier = make_world(WIJKEN[0], 3, 60)
    rows = dossier.tabel("deelname")
    elsewhere = rows.assign(buurt=rows["buurt"].mask(rows.index < 2, "BU99980101").mask(rows.index >= 2, "BU99990101"))
    once = elsewhere.drop_duplicates("deelnemer").assign(status="gestart")
    assert attack_one(dossier.met_tabellen({"deelname": once}))[1] > 0


def test_an_earlier_figure_that_stays_alone_is_computed_from_the_others_and_costs_a_second_one() -> None:
    facts = Feiten()
    facts.tabellen("mensen", {"buurt": pd.Series([20, 30, 25], pd.Index(["a", "b", "c"], name="buurt"))})
    shown, moved = facts.bedek(5), {"mensen | buurt | b"}
    earlier = shown.getoond | {"mensen | buurt | b": 28.0, "mensen": 68.0, "mensen | buurt | c": 20.0}
    assert known_anyway(shown, moved) == 1
    assert least_hidden(shown, moved) == len(shown.getoond) - len(facts.bedek(5, [earlier]).getoond) == 2
    assert bounded_by_rounding(shown, earlier, moved) == 0
