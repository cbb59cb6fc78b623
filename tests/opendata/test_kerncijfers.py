"""The figures that the project ships: published numbers, honest combinations, reasons for what is missing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from tests.opendata.conftest import make_reeks

from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers

DATA = Path(__file__).parents[2] / "wijkdata"
ZUIDWEST = {"gebieden": ["WK051833", "WK051834", "WK051836"], "gemeente": "GM0518", "naam": "Zuidwest"}
STEVENSHOF = {"gebieden": ["WK054609"], "gemeente": "GM0546", "naam": "Stevenshof"}
RIDDERVELD = {"gebieden": ["WK048402"], "gemeente": "GM0484", "naam": "Alphen Noord"}


@pytest.fixture(autouse=True)
def _empty_store(store):
    """The figures of the project only."""


@pytest.mark.parametrize(
    ("wijk", "indicator", "jaar", "here", "there"),
    [
        # RIVM StatLine 50090NED, adults, 2016
        (STEVENSHOF, "eenzaam", 2016, 41.3, 44.6),
        (STEVENSHOF, "ervaren_gezondheid_goed", 2016, 77.2, 77.7),
        (RIDDERVELD, "ervaren_gezondheid_goed", 2016, 72.9, 78.2),
    ],
)
def test_published_figures_of_wijk_and_municipality(wijk, indicator, jaar, here, there):
    kerncijfers = load_kerncijfers(DATA, **wijk)
    assert kerncijfers.cijfer(indicator, "wijk", jaar).waarde == here
    assert kerncijfers.cijfer(indicator, "gemeente", jaar).waarde == there


def test_wijk_of_several_areas_is_weighted_by_adults_and_says_so():
    figure = load_kerncijfers(DATA, **ZUIDWEST).cijfer("eenzaam", "wijk", 2020)
    # CBS KWB 2022: residents, % 0-14 and % 15-24; three tenths of those of 15-24 are not yet 18
    adults = [28985 * (1 - 0.20 - 0.036), 20465 * (1 - 0.19 - 0.03), 20755 * (1 - 0.20 - 0.036)]
    kerncijfers = load_kerncijfers(DATA, **ZUIDWEST)
    parts = [kerncijfers.cijfer("eenzaam", code, 2020).waarde for code in ZUIDWEST["gebieden"]]
    assert figure.waarde == pytest.approx(sum(a * p for a, p in zip(adults, parts, strict=True)) / sum(adults))
    assert figure.samengesteld == ("WK051833", "WK051834", "WK051836")
    assert any("samengesteld uit Bouwlust en Vrederust, Morgenstond en Moerwijk" in note for note in figure.toelichting)


def test_counts_are_added_up():
    assert load_kerncijfers(DATA, **ZUIDWEST).cijfer("inwoners", "wijk", 2022).waarde == 28985 + 20465 + 20755


def test_wijk_that_is_one_area_is_not_called_combined():
    assert load_kerncijfers(DATA, **STEVENSHOF).cijfer("eenzaam", "wijk", 2020).samengesteld == ()


def test_part_without_a_figure_leaves_the_whole_without_a_figure(tmp_path):
    rows = (DATA / "kerncijfers" / "gezondheid.csv").read_text(encoding="utf-8").splitlines()
    for name in ("catalogus.toml", "kerncijfers/bevolking.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text((DATA / name).read_text(encoding="utf-8"), encoding="utf-8")
    kept = [row for row in rows if not row.startswith("WK051836") or "2020,eenzaam" not in row]
    (tmp_path / "kerncijfers" / "gezondheid.csv").write_text("\n".join(kept), encoding="utf-8")
    figure = load_kerncijfers(tmp_path, **ZUIDWEST).cijfer("eenzaam", "wijk", 2020)
    assert figure.waarde is None
    assert figure.reden.startswith("Van Moerwijk is er geen cijfer.")


def test_health_years_form_one_line_and_the_country_stands_beside():
    reeks = make_reeks(load_kerncijfers(DATA, **STEVENSHOF), "eenzaam")
    assert list(reeks.gebied.unique()) == ["wijk", "GM0546", "NL"]
    assert list(reeks.jaar.unique()) == [2012, 2016, 2020]
    assert set(reeks.lijn) == {0}
    assert set(reeks.schatting) == {True}


def test_population_of_two_years_with_their_own_boundaries_is_no_line():
    kerncijfers = load_kerncijfers(DATA, **STEVENSHOF)
    assert list(make_reeks(kerncijfers, "inwoners").query("gebied == 'wijk'").lijn) == [0, 1]
    assert any("Daarom loopt er geen lijn" in note for note in kerncijfers.toelichting("inwoners"))


def test_estimate_without_margin_says_both():
    notes = load_kerncijfers(DATA, **STEVENSHOF).cijfer("eenzaam", "wijk", 2020).toelichting
    assert any("schatting met een rekenmodel (SMAP)" in note for note in notes)
    assert any("interventie" in note for note in notes)
    assert any("marge van dit cijfer is niet bekend" in note for note in notes)


@pytest.mark.parametrize(
    ("indicator", "gebied", "jaar", "woorden"),
    [
        ("regie_over_eigen_leven", "wijk", 2012, "in 2012 niet gevraagd"),
        ("inwoners", "NL", 2022, "Nederland is nog niet opgehaald"),
        ("inwoners", "BU04840201", 2022, "buurt is nog niet opgehaald"),
        ("eenzaam", "BU04840209", 2016, "voor dit gebied geen cijfer"),
        ("overbelasting_mantelzorg", "wijk", 2020, "Wel bekend is hoeveel mensen mantelzorg geven"),
    ],
)
def test_missing_figure_is_a_sentence(indicator, gebied, jaar, woorden):
    figure = load_kerncijfers(DATA, **RIDDERVELD).cijfer(indicator, gebied, jaar)
    assert figure.waarde is None
    assert woorden in figure.reden


def test_no_row_of_a_series_is_without_both_figure_and_reason():
    kerncijfers = load_kerncijfers(DATA, **ZUIDWEST)
    for naam in kerncijfers.catalogus:
        reeks = make_reeks(kerncijfers, naam)
        assert (reeks.waarde.notna() == (reeks.reden == "")).all(), naam


def test_buurten_of_the_wijk_are_listed_with_their_figures():
    buurten = load_kerncijfers(DATA, **STEVENSHOF).buurten("eenzaam", 2020)
    assert list(buurten.gebied) == ["BU05460900", "BU05460901", "BU05460902", "BU05460903"]
    assert set(buurten.wijk) == {"WK054609"}
    assert buurten.waarde.notna().all()


def test_newest_year_up_to_the_peildatum_is_the_default():
    at = load_kerncijfers(DATA, **STEVENSHOF, peildatum=dt.date(2022, 12, 31))
    assert at.cijfer("inwoners").jaar == 2022
    assert at.cijfer("mannen").jaar == 2024  # there is no earlier one
    assert load_kerncijfers(DATA, **STEVENSHOF).cijfer("inwoners").jaar == 2024


def test_area_of_another_wijk_is_refused():
    with pytest.raises(ValueError, match=r"'WK048402' does not belong to Stevenshof"):
        load_kerncijfers(DATA, **STEVENSHOF).cijfer("eenzaam", "WK048402", 2020)


def test_figures_cannot_be_changed():
    kerncijfers = load_kerncijfers(DATA, **STEVENSHOF)
    with pytest.raises(dataclasses.FrozenInstanceError):
        kerncijfers.naam = "anders"
    with pytest.raises(dataclasses.FrozenInstanceError):
        kerncijfers.cijfer("eenzaam").waarde = 0.0
    reeks = make_reeks(kerncijfers, "eenzaam")
    reeks["waarde"] = 0.0
    assert kerncijfers.cijfer("eenzaam", "wijk", 2016).waarde == 41.3


def test_digest_is_the_same_for_the_same_figures_and_differs_per_wijk():
    first, again, other = (load_kerncijfers(DATA, **wijk).digest() for wijk in (STEVENSHOF, STEVENSHOF, RIDDERVELD))
    assert first == again != other


@pytest.mark.parametrize(
    ("codes", "woorden"),
    [
        (["WK0546"], "is geen code van een wijk of buurt"),
        (["WK054609", "WK048402"], "ligt in een andere gemeente"),
        (["WK054609", "BU05460901"], "zou dubbel tellen"),
        ([], "minstens één gebied"),
    ],
)
def test_areas_that_cannot_form_one_wijk_are_refused(codes, woorden):
    with pytest.raises(GebiedFout, match=woorden):
        load_kerncijfers(DATA, gebieden=codes, gemeente="GM0546", naam="x")


def test_wijk_code_with_letters_is_a_code():
    kerncijfers = load_kerncijfers(DATA, gebieden=["WK0363AB"], gemeente="GM0363", naam="Amsterdamse wijk")
    assert kerncijfers.cijfer("eenzaam", "wijk", 2020).waarde is None


def test_damaged_table_names_file_and_row(tmp_path):
    (tmp_path / "kerncijfers").mkdir()
    (tmp_path / "catalogus.toml").write_text((DATA / "catalogus.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "kerncijfers" / "gezondheid.csv").write_text("gebied,naam,soort,jaar,indicator,pct\nNL01,,land,2020,roker,veel\n")
    with pytest.raises(ValueError, match=r"gezondheid.csv, rij 2: deze rij klopt niet"):
        load_kerncijfers(tmp_path, **STEVENSHOF)
