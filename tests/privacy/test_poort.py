"""The gate: tables that share totals, quotes and names of organisations."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.indringer import width_over_population

from wijkmonitor.privacy import Poort, Regels

SHAPE = (5, 3, 4)
NAMES = ("leeftijd", "geslacht", "buurt")


def margin(population: np.ndarray, axes: tuple[int, ...]) -> pd.Series | pd.DataFrame:
    rest = tuple(axis for axis in range(3) if axis not in axes)
    counts = population.sum(axis=rest)
    labels = [pd.Index([f"{NAMES[axis]}{k}" for k in range(SHAPE[axis])], name=NAMES[axis]) for axis in axes]
    return pd.Series(counts, labels[0]) if len(axes) == 1 else pd.DataFrame(counts, labels[0], labels[1])


def facts(tables: dict[str, tuple[tuple[int, ...], pd.Series | pd.DataFrame]], total: int) -> list[tuple[dict[int, int], int]]:
    """Everything that is published: shown cells, the total, and sums of rows and columns without a hidden cell."""
    known: list[tuple[dict[int, int], int]] = [({}, total)]
    for axes, shown in tables.values():
        cells = shown.to_numpy()
        for place in np.argwhere(~np.isnan(cells)):
            known.append((dict(zip(axes, map(int, place), strict=True)), int(cells[tuple(place)])))
        if cells.ndim == 2:
            for k, axis in enumerate(axes):
                sums = cells.sum(axis=1 - k)
                known += [({axis: int(place)}, int(sums[place])) for place in np.flatnonzero(~np.isnan(sums))]
    return known


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.sampled_from([0.4, 1.5, 6.0]))
def test_all_tables_of_one_population_together_give_no_small_count_away(seed: int, size: float) -> None:
    population = np.random.default_rng(seed).poisson(size, SHAPE) * np.random.default_rng(seed + 1).integers(0, 2, SHAPE)
    total = int(population.sum())
    if total == 0:
        return
    axes = {"leeftijd": (0,), "geslacht": (1,), "buurt": (2,), "leeftijd x geslacht": (0, 1), "leeftijd x buurt": (0, 2)}
    asked = {name: margin(population, part) for name, part in axes.items()}
    shown = Poort().tabellen(asked)
    published = facts({name: (axes[name], table) for name, table in shown.items()}, total)
    for name, table in shown.items():
        real = asked[name].to_numpy()
        for place in np.argwhere((real > 0) & (real < 5)):
            assert np.isnan(table.to_numpy()[tuple(place)])
            target = dict(zip(axes[name], map(int, place), strict=True))
            if total >= 5 and not table.isna().to_numpy().all():
                assert width_over_population(SHAPE, published, target) >= 5 - 1e-6


def test_a_count_hidden_in_one_table_is_hidden_in_all() -> None:
    table = pd.crosstab(
        pd.Series(["0-14"] * 3 + ["15-24"] * 20 + ["25-44"] * 30, name="leeftijd"),
        pd.Series(["v", "m"] * 26 + ["v"], name="geslacht"),
    )
    shown = Poort().tabellen({"leeftijd": table.sum(axis=1), "samen": table})
    assert shown["leeftijd"].isna().sum() >= 2
    assert shown["samen"].loc["0-14"].isna().all()


def test_an_intervention_with_few_people_does_not_empty_the_table() -> None:
    counts = pd.DataFrame([[2, 1], [30, 12], [25, 40]], index=["a", "b", "c"], columns=["gestart", "afgerond"])
    shown = Poort().tel(counts)
    assert shown.loc["a"].isna().all()
    assert shown.notna().to_numpy().any()


def test_a_group_smaller_than_the_least_count_comes_back_empty() -> None:
    assert Poort().tel(pd.Series({"v": 2, "m": 1})).isna().all()
    assert Poort(Regels(min_cel=10)).tel(pd.Series({"v": 4, "m": 5})).isna().all()


def test_tables_that_contradict_each_other_are_refused() -> None:
    age = pd.Series([10, 20], index=pd.Index(["0-14", "15-24"], name="leeftijd"))
    with pytest.raises(ValueError, match="the total"):
        Poort().tabellen({"leeftijd": age, "geslacht": pd.Series([10, 21], index=["v", "m"])})
    with pytest.raises(ValueError, match="leeftijd=0-14"):
        Poort().tabellen({"leeftijd": age, "anders": pd.Series([11, 19], index=age.index)})


def test_tables_in_a_circle_are_refused() -> None:
    population = np.full(SHAPE, 9)
    tables = {str(axes): margin(population, axes) for axes in ((0, 1), (1, 2), (0, 2))}
    with pytest.raises(ValueError, match="circle"):
        Poort().tabellen(tables)


def test_a_quote_needs_consent_and_a_clean_text() -> None:
    gate = Poort()
    assert gate.citaat("Ik ken nu mijn buren.", "ja", "onderzoeker")
    assert "gelezen" in str(gate.citaat("Ik ken nu mijn buren.", "ja", " ").reason)
    assert "toestemming" in str(gate.citaat("Ik ken nu mijn buren.", "nee", "onderzoeker").reason)
    assert "persoonsgegevens" in str(gate.citaat("Fatima belde me op.", "ja", "onderzoeker").reason)


def test_an_organisation_shows_its_name_only_where_it_agreed() -> None:
    table = pd.DataFrame(
        [["Praktijk Oost", "medisch", "nee"], ["Buurthuis", "sociaal", "ja"], ["Apotheek", "medisch", "nee"]],
        columns=["organisatie", "domein", "toon_naam"],
    )
    labels = Poort().organisaties(table)
    assert labels["Buurthuis"] == "Buurthuis"
    assert sorted([labels["Praktijk Oost"], labels["Apotheek"]]) == ["medisch A", "medisch B"]
    assert Poort().organisaties(table[::-1]) == labels


def test_scores_that_nearly_all_are_the_same_get_no_mean() -> None:
    poort = Poort()
    assert not poort.gemiddelde(pd.Series([7.0] * 40))
    assert not poort.gemiddelde(pd.Series([7.0] * 37 + [6.0] * 3))
    assert poort.gemiddelde(pd.Series([7.0] * 36 + [6.0] * 4))
    assert not poort.gemiddelde(pd.Series([6.0, 7.0] * 14 + [None] * 5)), "28 answered"


def test_a_percentile_is_never_a_single_person() -> None:
    assert not Poort().percentiel(31, 0.1)  # 3 people score lower: the point is one of them
    assert Poort().percentiel(50, 0.1) and Poort().percentiel(50, 0.9) and Poort().percentiel(31, 0.5)


def test_few_partners_get_no_margin() -> None:
    assert not Poort().marge(9) and "10" in (Poort().marge(9).reason or "") and Poort().marge(10)


def test_letters_of_organisations_follow_the_key() -> None:
    names = [f"Praktijk {number}" for number in range(12)]
    table = pd.DataFrame({"organisatie": names, "domein": "medisch", "toon_naam": "nee"})
    one, same, other = (Poort(sleutel=key).organisaties(table) for key in (b"a" * 32, b"a" * 32, b"b" * 32))
    assert one == same != other and sorted(one.values()) == sorted(other.values())
