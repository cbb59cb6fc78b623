"""Installed as a package, in a folder of one's own and far from the project: from nothing to a report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.traag
ROOT = Path(__file__).resolve().parents[2]
BIN = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def wiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wiel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def omgeving(wiel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; the libraries that it needs are those of this environment."""
    folder = tmp_path_factory.mktemp("omgeving")
    venv.create(folder, with_pip=False)
    site = next(folder.rglob("site-packages"))
    ours = [path for path in sys.path if path.endswith("site-packages")]
    (site / "ook.pth").write_text("\n".join(ours), encoding="utf-8")
    python = folder / BIN / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--force-reinstall"]
    subprocess.run([*install, "--target", str(site), str(wiel)], check=True, capture_output=True, timeout=300)
    return python


@pytest.fixture(scope="module")
def werkmap(omgeving: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mijn") / "monitor"
    done = _call(omgeving, folder.parent, "begin", "monitor")
    assert done.returncode == 0, done.stderr
    return folder


def _call(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["JUPYTER_PATH"] = str(Path(sys.prefix, "share", "jupyter"))  # templates of the libraries that it borrows
    command = [str(python), "-m", "wijkmonitor", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)


def test_the_wheel_holds_no_records_of_a_wijk(wiel: Path) -> None:
    names = zipfile.ZipFile(wiel).namelist()
    wijken = {name.split("/")[3] for name in names if name.startswith("wijkmonitor/werkmap/wijkdata/") and name.count("/") > 3}
    assert wijken == {"grenzen", "kerncijfers", "voorbeeldwijk"}


def test_the_package_that_answers_is_the_installed_one(omgeving: Path, werkmap: Path) -> None:
    code = "import wijkmonitor; print(wijkmonitor.__file__)"
    told = subprocess.run([omgeving, "-c", code], cwd=werkmap, capture_output=True, text=True, check=True).stdout
    assert str(ROOT) not in told and "site-packages" in told


def test_a_report_is_made_in_a_folder_of_ones_own(omgeving: Path, werkmap: Path) -> None:
    done = _call(omgeving, werkmap, "run", "--wijk", "voorbeeldwijk", "--document", "bereik")
    assert done.returncode == 0, done.stdout + done.stderr
    report = next((werkmap / "reports").rglob("1-bereik.html"))
    assert "Bereiken we de (juiste) inwoners?" in report.read_text(encoding="utf-8")
    rows = json.loads(next((werkmap / "reports").rglob("bevindingen.json")).read_text(encoding="utf-8"))
    assert {row["wijk"] for row in rows} == {"voorbeeldwijk"}


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("new", "ridderveld", "--gebied", "WK048402", "--zonder-ophalen"),
        ("intake", "levering.csv", "--wijk", "voorbeeldwijk", "--soort", "activiteiten"),
        ("fetch", "--bestand", "cijfers.csv", "--tabel", "85984NED"),
        ("sessie", "stand", "--wijk", "voorbeeldwijk"),
        ("verken", "--help"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_works_there(omgeving: Path, werkmap: Path, words: tuple[str, ...]) -> None:
    (werkmap / "levering.csv").write_text("datum;activiteit;bezoekers\n2022-04-12;Buurtontbijt;31\n", encoding="utf-8")
    (werkmap / "cijfers.csv").write_text(
        "Codering_3;Gemeentenaam_1;AantalInwoners_5\nWK048402;Alphen aan den Rijn;13585\n", encoding="utf-8"
    )
    done = _call(omgeving, werkmap, *words)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode in (0, 1), done.stdout + done.stderr


def test_begin_again_keeps_own_notebooks_and_names_them(omgeving: Path, werkmap: Path) -> None:
    own = werkmap / "notebooks" / "1-bereik.ipynb"
    own.write_text(own.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (werkmap / "notebooks" / "2-gezondheid.ipynb").unlink()
    done = _call(omgeving, werkmap, "begin", ".")
    assert done.returncode == 0
    assert "Nieuw: 1 bestand." in done.stdout
    assert "bleef staan: notebooks/1-bereik.ipynb" in done.stdout
