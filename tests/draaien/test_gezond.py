"""What stands in the way of a run is told before anything is made."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from datetime import date
from pathlib import Path

import pytest
from tests.proefdata import make_wijk

from wijkmonitor.cli import main
from wijkmonitor.cli import run as command
from wijkmonitor.draaien import gezond
from wijkmonitor.draaien.staat import lock
from wijkmonitor.gegevens.intake.pseudoniemen import load_key

Schijf = namedtuple("Schijf", "total used free")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one wijk, on a machine where all is well; the working folder is above it."""
    folder = tmp_path / "wijkdata"
    (make_wijk(folder / "proef", naam="Proef") / "intake").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", str(tmp_path / "geheim" / "sleutel"))
    monkeypatch.setenv("WIJKMONITOR_OPSLAG", str(tmp_path / "opslag"))
    monkeypatch.setattr(gezond, "find_chromium", lambda: "chromium")
    return folder


def look(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Exit code of `check --gezond`, and what it said that is not well."""
    code = main(["check", "--gezond"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 5
    return code, [line for line in lines if ", goed: " not in line]


def test_healthy_machine_has_nothing_to_say_and_nothing_is_made(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(data.parent.rglob("*"))
    assert look(capsys) == (0, [])
    assert sorted(data.parent.rglob("*")) == before


@pytest.mark.parametrize(("free", "code", "ernst"), [(500, 0, "let op"), (50, 1, "fout")])
def test_disk_that_is_almost_full_is_told(
    free: int, code: int, ernst: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Schijf(10**12, 0, free * 1_000_000))
    said = f"schijf, {ernst}: De schijf van reports is bijna vol: er is nog {free} MB vrij. Maak eerst ruimte."
    assert look(capsys) == (code, [said])


def test_a_place_that_is_no_disk_is_not_called_full(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Schijf(0, 0, 0))
    assert look(capsys) == (1, ["schijf, fout: In reports kunnen we niet schrijven. Kies een andere map: --uit MAP."])


def test_run_tells_it_before_anything_is_made(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Schijf(10**12, 0, 50_000_000))

    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "Run", stop)
    assert main(["run"]) == 1
    assert capsys.readouterr().err.startswith("Let op: De schijf van reports is bijna vol")


def test_key_of_another_computer_is_told_with_the_wijk(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load_key(data).keep_mark(data / "proef" / "intake")
    assert look(capsys) == (0, [])
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", str(tmp_path / "ander" / "sleutel"))
    load_key(data)
    code, [said] = look(capsys)
    assert code == 1 and said.startswith("sleutel, fout: proef: De codes van deze wijk zijn met een andere sleutel gemaakt.")


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_key_that_others_can_read_is_told(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load_key(data)
    (tmp_path / "geheim" / "sleutel").chmod(0o644)
    code, [said] = look(capsys)
    assert code == 1 and "Anderen kunnen de sleutel lezen" in said


def test_damaged_and_old_store_are_told(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = tmp_path / "opslag" / "85984NED" / "record.json"
    record.parent.mkdir(parents=True)
    record.write_text('{"tabel": "85984NED", "jaren": {}}')
    points = gezond.look_around(data, Path("reports"), ["proef"], vandaag=date(2099, 1, 1))
    [old] = [point for point in points if point.ernst != "goed"]
    assert (old.naam, old.ernst) == ("opslag", "let op") and "Haal ze op: wijkmonitor fetch." in old.zin
    record.write_text('{"jaren": 3}')
    code, [said] = look(capsys)
    assert code == 1 and "record.json is beschadigd. Verwijder de map" in said


def test_missing_browser_and_other_run_are_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gezond, "find_chromium", lambda: "")
    with lock(Path("reports")):
        code, said = look(capsys)
    assert code == 0 and [line.split(":")[0] for line in said] == ["browser, let op", "run, let op"]
    assert "Zonder browser komt er geen PDF" in said[0] and "Er loopt al een run die naar reports schrijft." in said[1]
