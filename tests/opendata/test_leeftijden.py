"""What the ages of people make of the difference between a wijk and its municipality: numbers by hand and from real files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers
from wijkmonitor.gegevens.opendata.opnemen import import_file
from wijkmonitor.gegevens.opendata.opslag import Opslag
from wijkmonitor.gegevens.opendata.samenstellen import Banden, Leeftijdsverschil, compare_ages
from wijkmonitor.gegevens.opendata.waarneming import Waarneming

DATA = Path(__file__).parents[2] / "wijkdata"
STAD = "GM9001"


def made(*, weg: str = "", gebieden: tuple[str, ...] = ("WK900101",)) -> Kerncijfers:
    """1,000 people a wijk, 20 of the 100 children and 10 of 15 to 24, so 770 adults; of 65 and older 231 here, 154 elsewhere."""
    cijfers = {}
    for area, (all_of_them, young, old, share) in {
        "WK900101": (50.0, 44.0, 64.0, 23.1),
        "WK900102": (40.0, 38.0, 48.0, 15.4),
        STAD: (45.0, 42.0, 57.0, 15.4),
    }.items():
        people = {"inwoners": 1000.0, "pct_0_14": 20.0, "pct_15_24": 10.0, "pct_65plus": share}
        cijfers |= {(name, area, 2022): Waarneming(value) for name, value in people.items()}
        figures = {"eenzaam": all_of_them, "eenzaam/18-64": young, "eenzaam/65+": old}
        cijfers |= {(name, area, 2020): Waarneming(value) for name, value in figures.items() if name != weg}
    return Kerncijfers("Noord", STAD, gebieden, load_catalogus(DATA), cijfers, {("eenzaam", 2020): "50090NED"})


def test_what_the_ages_alone_give_and_the_figure_with_the_ages_of_the_municipality_by_hand() -> None:
    found = compare_ages(made(), "eenzaam", 2020)
    assert found == Leeftijdsverschil(Banden(44.0, 64.0, pytest.approx(0.3)), Banden(42.0, 57.0, pytest.approx(0.2)))
    assert found.alleen == pytest.approx(0.1 * (57 - 42))
    assert found.gelijk == pytest.approx(0.8 * 44 + 0.2 * 64)


def test_a_wijk_of_two_areas_counts_each_by_its_people_of_that_age() -> None:
    found = compare_ages(made(gebieden=("WK900101", "WK900102")), "eenzaam", 2020)
    assert found is not None
    assert found.eigen.oud == pytest.approx((231 * 64 + 154 * 48) / 385)
    assert found.eigen.jong == pytest.approx((539 * 44 + 616 * 38) / 1155)
    assert found.eigen.aandeel_oud == pytest.approx(385 / 1540)


def test_the_group_that_is_not_published_follows_from_the_other_two_and_is_marked() -> None:
    found = compare_ages(made(weg="eenzaam/18-64"), "eenzaam", 2020)
    assert found is not None and found.eigen.afgeleid and found.daar.afgeleid
    assert found.eigen.jong == pytest.approx((50 - 0.3 * 64) / 0.7)


@pytest.mark.parametrize("gone", ["eenzaam/65+", "pct_65plus", "pct_15_24"])
def test_without_one_of_the_parts_there_is_no_comparison(gone: str) -> None:
    figures = made()
    left = {key: found for key, found in figures.cijfers.items() if key[0] != gone}
    assert compare_ages(replace(figures, cijfers=left), "eenzaam", 2020) is None


@pytest.mark.parametrize(
    ("wijk", "gemeente", "alleen", "gelijk"), [("WK054609", "GM0546", -0.94, 77.1), ("WK048402", "GM0484", -0.38, 72.9)]
)
def test_real_figures_of_2016_give_what_a_calculator_gives(opendata, store, wijk, gemeente, alleen, gelijk) -> None:
    """Of 100 adults feel healthy, 18-64 and 65+: Stevenshof 81.1 and 60.5, Leiden 81.0 and 61.4; Ridderveld 77.3 and 59.8,
    Alphen aan den Rijn 81.9 and 65.3. Of the adults are 65 or older: 20/82.7, 16/82.6, 22/81 and 20/80.4."""
    import_file(opendata / "rivm_50090NED" / "nederland.parquet", opslag=Opslag(store), catalogus=load_catalogus(DATA))
    figures = load_kerncijfers(DATA, gebieden=[wijk], gemeente=gemeente, naam="Wijk", store=store)
    found = compare_ages(figures, "ervaren_gezondheid_goed", 2016)
    assert found is not None
    assert (round(found.alleen, 2), round(found.gelijk, 1)) == (alleen, gelijk)
