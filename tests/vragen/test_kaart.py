"""The map of the profile: from boundaries that the user supplies, and a reason where there are none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from wijkmonitor.dossier import load_dossier
from wijkmonitor.vragen import make_document, wijkprofiel

DATA = Path(__file__).resolve().parents[2] / "wijkdata"
WIJKEN = ("WK051833", "WK051834", "WK051836")


def square(code: str, east: float) -> dict[str, object]:
    ring = [[east, 52.0], [east + 0.01, 52.0], [east + 0.01, 52.01], [east, 52.01], [east, 52.0]]
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIJKMONITOR_OPSLAG", str(tmp_path / "opslag"))
    for name in ("zuidwest", "kerncijfers"):
        shutil.copytree(DATA / name, tmp_path / "data" / name)
    shutil.copy(DATA / "catalogus.toml", tmp_path / "data")
    return tmp_path / "data"


def write_grenzen(data: Path, codes: tuple[str, ...]) -> None:
    (data / "grenzen").mkdir()
    features = [square(code, 4.0 + 0.01 * place) for place, code in enumerate(codes)]
    collection = {"type": "FeatureCollection", "features": features}
    (data / "grenzen" / "eigen.geojson").write_text(json.dumps(collection), encoding="utf-8")


def profile(data: Path):
    return make_document("0-wijkprofiel", load_dossier("zuidwest", data=data, peildatum="2022-12-31"))


def test_wijken_of_the_municipality_are_a_map_with_the_same_numbers_as_a_table(data: Path):
    write_grenzen(data, WIJKEN)
    finding = profile(data)["wijkprofiel-kaart"]
    assert finding.figuur is not None and finding.figuur.breed.startswith("<svg")
    names = [row[0] for row in finding.tabel.rijen]
    assert names == ["Bouwlust en Vrederust", "Moerwijk", "Morgenstond"]
    for _, share in finding.tabel.rijen:
        assert isinstance(share, float) and f"{share * 100:.0f}" in finding.figuur.breed


def test_buurten_with_boundaries_are_a_map_instead(data: Path):
    codes = tuple(load_dossier("zuidwest", data=data, peildatum="2022-12-31").kerncijfers.buurtcodes)
    write_grenzen(data, codes)
    document = profile(data)
    assert document["wijkprofiel-buurten"].figuur.alt.startswith("Kaart met ")
    assert "geen kaart" not in document["wijkprofiel-buurten"].lees
    assert document["wijkprofiel-kaart"].figuur is None and document["wijkprofiel-kaart"].reden


def test_without_boundaries_the_report_says_why_there_is_no_map(data: Path):
    finding = profile(data)["wijkprofiel-buurten"]
    assert "geen kaart" in finding.lees and finding.tabel.rijen


def test_a_map_of_fewer_wijken_than_somebody_asks_for_says_how_many_it_needs(data: Path):
    write_grenzen(data, WIJKEN)
    themas = wijkprofiel.compare_themas(load_dossier("zuidwest", data=data, peildatum="2022-12-31"))
    finding = wijkprofiel.gemeentekaart(wijkprofiel.compare_wijken(themas, minstens=4))
    assert finding.lees == "Er zijn cijfers van minder dan 4 wijken." and not finding.gat
