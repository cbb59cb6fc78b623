"""Areas and their boundaries."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from wijkmonitor.gegevens.kerncijfers import check_kerncijfers
from wijkmonitor.gegevens.opendata.gebieden import Gebied, Gebieden, all_areas, load_gebieden
from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout
from wijkmonitor.gegevens.opendata.grenzen import GrenzenFout, load_grenzen, store_grenzen

DATA = Path(__file__).parents[2] / "wijkdata"


@pytest.fixture
def gebieden(store):
    return load_gebieden(DATA)


def test_all_means_every_wijk_in_the_figures(gebieden):
    assert gebieden.wijken() == ("WK048402", "WK051833", "WK051834", "WK051836", "WK054609")


def test_area_knows_its_name_municipality_and_boundaries(gebieden):
    area = gebieden["WK054609"]
    assert (area.naam, area.soort, area.gemeente, area.grenzen) == ("Stevenshofdistrict", "wijk", "GM0546", 2024)
    assert gebieden["BU05460901"].grenzen == 2020


def test_unknown_code_comes_with_the_nearest_real_ones(gebieden):
    with pytest.raises(GebiedFout, match=r"WK051838 bestaat niet.*WK05183\d \("):
        gebieden.check(["WK051838"])


def test_name_instead_of_a_code_finds_the_code(gebieden):
    assert gebieden.suggest("Morgestond").startswith("WK051834 (Morgenstond)")
    assert gebieden.suggest("morgenstond") == "WK051834 (Morgenstond)"


def test_code_of_a_municipality_without_any_figures_passes(gebieden):
    assert gebieden.check(["WK034409", "WK034410"]) == ("WK034409", "WK034410")


def test_code_of_no_municipality_is_refused_where_the_figures_hold_the_country(gebieden):
    country = Gebieden({f"WK{number:04d}01": Gebied(f"WK{number:04d}01", "", 2024) for number in range(1, 343)})
    assert country.check(["WK004101"]) == ("WK004101",)
    with pytest.raises(GebiedFout, match="WK999999 bestaat niet in de cijfers"):
        country.check(["WK999999"])


def test_profile_without_a_folder_is_for_any_area_and_all_means_the_wijken(gebieden, store, monkeypatch):
    monkeypatch.setattr("wijkmonitor.gegevens.opendata.gebieden.load_gebieden", lambda data: gebieden)
    known = all_areas(DATA)
    assert {"GM0546", "NL", "BU05460901"} <= set(known) and known["WK054609"]
    assert not any(meant for code, meant in known.items() if code[:2] != "WK")


def feature(code: str, ring: list[list[float]], **properties: str) -> dict:
    return {
        "type": "Feature",
        "properties": {"naam": "x", **properties, "code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


SQUARE = [[4.0, 52.0], [4.01, 52.0], [4.01, 52.01], [4.0, 52.01], [4.0, 52.0]]


def write(path: Path, *features: dict) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
    return path


def test_degrees_become_kilometres(tmp_path, store):
    write(tmp_path / "grenzen" / "g.geojson", feature("WK900101", SQUARE))
    ring = load_grenzen(["WK900101"], data=tmp_path).vlakken["WK900101"][0][0]
    # 0.01 degree at 52 degrees north: 0.685 km east, 1.106 km north
    assert ring[2] == (pytest.approx(0.685, abs=0.001), pytest.approx(1.106, abs=0.001))


def test_dutch_grid_becomes_kilometres(tmp_path, store):
    ring = [[93000.0, 463000.0], [94000.0, 463000.0], [94000.0, 465000.0], [93000.0, 463000.0]]
    write(tmp_path / "grenzen" / "g.geojson", feature("BU90010101", ring, wijkcode="WK900101"))
    assert load_grenzen(["BU90010101"], data=tmp_path).vlakken["BU90010101"][0][0][2] == (1.0, 2.0)


def test_boundaries_are_found_in_the_data_folder_and_missing_areas_are_named(tmp_path, store):
    write(tmp_path / "grenzen" / "buurten.geojson", feature("BU90010101", SQUARE))
    grenzen = load_grenzen(["BU90010101", "BU90010102"], data=tmp_path)
    assert grenzen
    assert (list(grenzen.vlakken), grenzen.ontbreekt, grenzen.bron) == (["BU90010101"], ("BU90010102",), "buurten.geojson")


@pytest.mark.parametrize(
    ("content", "woorden"),
    [
        (None, "de grenzen van deze gebieden zijn er niet"),
        ("{kapot", "is niet te lezen"),
        ('{"features": []}', "staan de grenzen van deze gebieden niet"),
    ],
)
def test_map_that_cannot_be_drawn_has_a_reason(tmp_path, store, content, woorden):
    if content is not None:
        (tmp_path / "grenzen").mkdir()
        (tmp_path / "grenzen" / "g.geojson").write_text(content)
    grenzen = load_grenzen(["BU90010101"], data=tmp_path)
    assert not grenzen
    assert woorden in grenzen.reden


def test_boundaries_in_the_store_serve_every_data_folder(tmp_path, store):
    assert store_grenzen(write(tmp_path / "buurten.json", feature("BU90010101", SQUARE)), store) == 1
    assert load_grenzen(["BU90010101"], data=tmp_path).bron == "buurten.geojson"


@pytest.mark.parametrize(
    ("content", "woorden"), [("[]", "geen leesbare GeoJSON"), ('{"features": []}', "geen gebieden met een CBS-code")]
)
def test_file_without_boundaries_is_refused(tmp_path, store, content, woorden):
    (tmp_path / "x.geojson").write_text(content)
    with pytest.raises(GrenzenFout, match=woorden):
        store_grenzen(tmp_path / "x.geojson", store)


@pytest.mark.parametrize("place", ["catalogus.toml", "kerncijfers/eigen.csv", "grenzen/eigen.geojson"])
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(tmp_path, store, place):
    data = tmp_path / "data"
    shutil.copytree(DATA / "kerncijfers", data / "kerncijfers")
    shutil.copy(DATA / "catalogus.toml", data)
    (data / place).unlink(missing_ok=True)
    (data / place).parent.mkdir(exist_ok=True)
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(data / place)
    faults = check_kerncijfers(data)
    serious = [fault.bestand for fault in faults if fault.ernst == "fout"]
    assert serious == ([] if place.startswith("grenzen") else [place])
    if place.startswith("grenzen"):
        assert not load_grenzen(["BU05460900"], data=data)
