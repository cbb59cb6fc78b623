"""Fetching into the store: whole tables, polite, resumable, and never worse than what was there."""

from __future__ import annotations

import copy
import dataclasses
from pathlib import Path

import pytest
from tests.opendata.conftest import make_reeks

from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
from wijkmonitor.gegevens.opendata.laden import check_catalogus, load_kerncijfers
from wijkmonitor.gegevens.opendata.odata import ODataV3
from wijkmonitor.gegevens.opendata.ophalen import fetch
from wijkmonitor.gegevens.opendata.opslag import Opslag
from wijkmonitor.gegevens.opendata.samenstellen import compare_ages

DATA = Path(__file__).parents[2] / "wijkdata"


@pytest.fixture
def catalogus():
    return load_catalogus(DATA)


def quick(basis: str, eigen: bool) -> ODataV3:
    return ODataV3(basis, eigen, time_out=5.0, pogingen=2, wacht=0.01)


def fetch_from(server, store, catalogus, **kwargs):
    results = fetch(catalogus, Opslag(store), bron=server.address, server=quick, **kwargs)
    return {result.tabel: result for result in results}


def noord(store, **kwargs):
    kwargs = {"gebieden": ["WK900101"], "naam": "Noord", **kwargs}
    return load_kerncijfers(DATA, gemeente="GM9001", store=store, **kwargs)


def test_fetched_figure_comes_out_with_its_bounds_and_source(server, store, catalogus):
    fetch_from(server, store, catalogus)
    figure = noord(store).cijfer("eenzaam", "wijk", 2020)
    assert (figure.waarde, figure.laag, figure.hoog) == (50.0, 47.0, 53.5)
    assert figure.schatting
    assert "50090NED" in figure.bron
    assert "CC BY 4.0" in figure.bron


def test_margin_codes_are_read_from_the_server_not_known_beforehand(server, store, catalogus):
    fetch_from(server, store, catalogus)
    assert Opslag(store).record("50090NED").marges == {"MX1": "waarde", "MX2": "laag", "MX3": "hoog"}


def test_the_age_groups_of_the_catalogue_are_asked_for_and_the_figure_of_all_adults_is_theirs(server, store, catalogus):
    fetch_from(server, store, catalogus)
    asked = [path for path in server.feed_requests() if "50090NED" in path]
    assert asked
    assert all(code in path for path in asked for code in ("20300", "53115", "80200"))
    figures = noord(store)
    assert figures.cijfer("eenzaam", "wijk", 2020).waarde == 50.0
    groups = {name: found.waarde for (name, code, jaar), found in figures.cijfers.items() if code == "WK900101" and jaar == 2020}
    assert (groups["eenzaam/18-64"], groups["eenzaam/65+"]) == (45.0, 60.0)


def test_a_server_without_the_age_groups_still_gives_the_figure_of_all_adults(server, store, catalogus):
    table = server.tables["50090NED"]
    table["Leeftijd"] = table["Leeftijd"][:1]
    for part in ("TypedDataSet", "UntypedDataSet"):
        table[part] = [row for row in table[part] if row["Leeftijd"] == "20300"]
    fetch_from(server, store, catalogus)
    figures = noord(store)
    assert figures.cijfer("eenzaam", "wijk", 2020).waarde == 50.0
    assert compare_ages(figures, "eenzaam", 2020) is None


def test_number_of_a_column_may_differ_per_release(server, store, catalogus):
    for row in [*server.tables["50090NED"]["UntypedDataSet"], *server.tables["50090NED"]["DataProperties"]]:
        if "Eenzaam_28" in row:
            row["Eenzaam_27"] = row.pop("Eenzaam_28")
        elif row.get("Key") == "Eenzaam_28":
            row["Key"] = "Eenzaam_27"
    fetch_from(server, store, catalogus)
    assert noord(store).cijfer("eenzaam", "wijk", 2020).waarde == 50.0


def test_names_come_without_the_number_in_front(server, store, catalogus):
    fetch_from(server, store, catalogus)
    kerncijfers = noord(store)
    assert kerncijfers.naam_van("WK900101") == "Oud-Noord"
    assert kerncijfers.naam_van("BU90010102") == "Parkbuurt"


def test_percentage_is_computed_from_counts(server, store, catalogus):
    fetch_from(server, store, catalogus)
    assert noord(store).cijfer("pct_hbo_wo", "wijk", 2024).waarde == pytest.approx(25.0)  # 200 of 300 + 300 + 200


def test_country_has_one_code_whatever_the_source_calls_it(server, store, catalogus):
    fetch_from(server, store, catalogus)
    kerncijfers = noord(store)
    assert kerncijfers.cijfer("eenzaam", "NL", 2020).waarde == 47.0  # NL01
    assert kerncijfers.cijfer("inwoners", "NL", 2024).waarde == 17_000_000  # NL00


@pytest.mark.parametrize(
    ("indicator", "gebied", "jaar", "woorden"),
    [
        ("eenzaam", "BU90010102", 2020, "onbekend, te onzeker of geheim"),
        ("regie_over_eigen_leven", "wijk", 2012, "niet gevraagd"),
        ("pct_koopwoningen", "BU90010101", 2024, "laat dit cijfer weg"),
        ("vitaliteit", "wijk", 2020, "geen cijfer in de open tabellen"),
        ("eenzaam", "wijk", 2018, "niet gepubliceerd"),
    ],
)
def test_each_kind_of_missing_has_its_own_sentence(server, store, catalogus, indicator, gebied, jaar, woorden):
    fetch_from(server, store, catalogus)
    figure = noord(store).cijfer(indicator, gebied, jaar)
    assert figure.waarde is None
    assert woorden in figure.reden


def test_typed_rows_serve_where_untyped_rows_are_not_offered(server, store, catalogus):
    for table in server.tables.values():
        del table["UntypedDataSet"]
    fetch_from(server, store, catalogus)
    kerncijfers = noord(store)
    assert kerncijfers.cijfer("eenzaam", "wijk", 2020).waarde == 50.0
    assert "bron zegt niet waarom" in kerncijfers.cijfer("eenzaam", "BU90010102", 2020).reden
    assert "laat dit cijfer weg" in kerncijfers.cijfer("pct_koopwoningen", "BU90010101", 2024).reden


def test_never_more_than_two_requests_at_a_time(server, store, catalogus):
    server.page = 7
    fetch_from(server, store, catalogus)
    assert server.most_at_once <= 2


def test_unchanged_release_is_not_fetched_again(server, store, catalogus):
    fetch_from(server, store, catalogus)
    before = len(server.feed_requests())
    results = fetch_from(server, store, catalogus)
    assert results["50090NED"].status == "actueel"
    assert len(server.feed_requests()) == before


def test_new_release_replaces_all_years_in_the_store_also_when_one_is_asked(server, store, catalogus):
    fetch_from(server, store, catalogus)
    server.tables["50090NED"]["TableInfos"][0]["Modified"] = "2026-05-05T02:00:00"
    for row in server.tables["50090NED"]["UntypedDataSet"]:
        row["Roker_11"] = "    12.5"
    fetch_from(server, store, catalogus, jaren={2020})
    assert [noord(store).cijfer("roker", "wijk", jaar).waarde for jaar in (2012, 2016, 2020)] == [12.5, 12.5, 12.5]


def test_interrupted_fetch_goes_on_where_it_stopped(server, store, catalogus):
    server.page = 21  # three margins of three ages make three pages of every year
    server.troubles = ["", "", "503", "503"]
    first = fetch_from(server, store, catalogus, jaren={2020})
    assert first["50090NED"].status == "mislukt"
    assert Opslag(store).record("50090NED") is None
    before = len(server.feed_requests())
    second = fetch_from(server, store, catalogus, jaren={2020})
    assert (second["50090NED"].status, second["50090NED"].meldingen) == ("opgehaald", ())
    asked = [path for path in server.feed_requests()[before:] if "50090NED" in path]
    assert len(asked) == 1  # only the page that failed
    assert noord(store).cijfer("eenzaam", "wijk", 2020).waarde == 50.0
    assert not (store / "50090NED" / ".onderweg").exists()


def test_renamed_column_keeps_the_old_figures_and_names_the_nearest(server, store, catalogus):
    fetch_from(server, store, catalogus)
    server.tables["50090NED"]["TableInfos"][0]["Modified"] = "2026-05-05T02:00:00"
    for item in server.tables["50090NED"]["DataProperties"]:
        item["Key"] = item["Key"].replace("Roker_11", "Rokers_11")
    result = fetch_from(server, store, catalogus)["50090NED"]
    assert result.status == "mislukt"
    assert any("'Roker'" in melding and "Rokers" in melding for melding in result.meldingen)
    assert "De cijfers die u al had, blijven staan." in result.meldingen
    assert noord(store).cijfer("roker", "wijk", 2020).waarde == 30.0


def test_column_that_never_was_there_does_not_stop_later_releases(server, store, catalogus):
    for item in server.tables["50090NED"]["DataProperties"]:
        item["Key"] = item["Key"].replace("Roker_11", "Rokers_11")
    assert fetch_from(server, store, catalogus)["50090NED"].status == "deels"
    server.tables["50090NED"]["TableInfos"][0]["Modified"] = "2026-05-05T02:00:00"
    result = fetch_from(server, store, catalogus)["50090NED"]
    assert (result.status, list(result.rijen)) == ("deels", [2012, 2016, 2020])
    assert noord(store).cijfer("eenzaam", "wijk", 2020).waarde == 50.0


def test_year_that_the_table_does_not_have_is_said(server, store, catalogus):
    del server.tables["50090NED"]["Perioden"][0]
    result = fetch_from(server, store, catalogus)["50090NED"]
    assert (result.status, result.meldingen) == ("opgehaald", ("Tabel 50090NED: over 2012 staan er geen cijfers (meer) in.",))


def test_vanished_table_keeps_the_old_figures_and_the_others_go_on(server, store, catalogus):
    fetch_from(server, store, catalogus)
    del server.tables["50090NED"]
    results = fetch_from(server, store, catalogus)
    assert "staat niet meer op" in results["50090NED"].meldingen[0]
    assert results["85984NED"].status == "actueel"
    assert noord(store).cijfer("eenzaam", "wijk", 2020).waarde == 50.0


def test_server_that_is_down_keeps_the_old_figures_and_is_tried_once(server, store, catalogus):
    fetch_from(server, store, catalogus)
    tried = []

    def count(basis: str, eigen: bool) -> ODataV3:
        tried.append(basis)
        return quick("http://127.0.0.1:9", eigen)

    results = fetch(catalogus, Opslag(store), bron=server.address, server=count)
    assert {result.status for result in results} == {"mislukt"}
    assert len(tried) == 1
    assert noord(store).cijfer("eenzaam", "wijk", 2020).waarde == 50.0


def test_two_areas_are_weighted_by_their_adults(server, store, catalogus):
    fetch_from(server, store, catalogus)
    figure = noord(store, gebieden=["WK900101", "WK900102"], naam="Beide").cijfer("eenzaam", "wijk", 2020)
    assert figure.waarde == pytest.approx((50 * 1 + 40 * 2) / 3)  # the ages are the same in both, one has twice the people
    assert (figure.laag, figure.hoog) == (pytest.approx(figure.waarde - 3), pytest.approx(figure.waarde + 3.5))
    assert figure.samengesteld == ("WK900101", "WK900102")
    assert any("18 jaar en ouder in 2022" in note for note in figure.toelichting)


def test_fetched_catalogue_resolves_against_the_stored_metadata(server, store, catalogus):
    fetch_from(server, store, catalogus)
    assert check_catalogus(catalogus, Opslag(store)) == []


def test_changed_catalogue_is_named_against_the_stored_metadata(server, store, catalogus, tmp_path):
    fetch_from(server, store, catalogus)
    text = (DATA / "catalogus.toml").read_text(encoding="utf-8").replace('topic = "Roker"', 'topic = "Rokend"')
    (tmp_path / "catalogus.toml").write_text(text, encoding="utf-8")
    faults = check_catalogus(load_catalogus(tmp_path), Opslag(store))
    assert len(faults) == 1
    assert "Rokers: Tabel 50090NED: de kolom 'Rokend' bestaat niet" in faults[0]
    assert "Roker" in faults[0].split("erop lijken:")[1]


def test_boundaries_that_cbs_calls_unchanged_join_the_years(server, store, catalogus):
    fetch_from(server, store, catalogus)
    reeks = make_reeks(noord(store), "inwoners").query("gebied == 'wijk'")
    assert list(reeks.lijn) == [0, 1]  # 2023 is not in the catalogue: nobody vouches for the step in between
    assert any("grenzen" in note for note in noord(store).toelichting("inwoners"))
    vouched = dataclasses.replace(noord(store), ongewijzigd=frozenset({("WK900101", 2023), ("WK900101", 2024)}))
    assert list(make_reeks(vouched, "inwoners").query("gebied == 'wijk'").lijn) == [0, 0]


@pytest.mark.parametrize(
    ("known", "expected"),
    [(True, {2012: 70.0, 2016: 70.0, 2020: 70.0, 2022: 70.0}), (False, {2012: 48.0, 2016: 49.0, 2020: 50.0})],
)
def test_newest_release_that_knows_the_area_gives_all_its_years(server, store, catalogus, known, expected):
    newer = copy.deepcopy(server.tables["50090NED"])
    newer["Perioden"].append({"Key": "2022JJ00", "Title": "2022"})
    rows = [row for row in newer["UntypedDataSet"] if row["Perioden"] == "2020JJ00"]
    newer["UntypedDataSet"] += [{**row, "Perioden": "2022JJ00"} for row in rows]
    for row in newer["UntypedDataSet"]:
        row["Eenzaam_28"] = "    70.0" if known or "WK900101" not in row["WijkenEnBuurten"] else "       ."
    server.tables["50120NED"] = newer
    fetch_from(server, store, catalogus)
    kerncijfers = noord(store)
    assert {jaar: kerncijfers.cijfer("eenzaam", "wijk", jaar).waarde for jaar in kerncijfers.jaren("eenzaam")} == expected
    lijn = make_reeks(kerncijfers, "eenzaam").query("gebied == 'wijk'").set_index("jaar").lijn
    assert lijn[2012] == lijn[2016] == lijn[2020] != lijn[2022]  # 2022 was measured in another way
