"""The command `wijkmonitor run`: what it says, how it ends, and that it stays light where there is no work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wijkmonitor.cli import main
from wijkmonitor.cli import run as command
from wijkmonitor.draaien import bijwerken, run
from wijkmonitor.draaien.bijwerken import Verslag

if TYPE_CHECKING:
    from conftest import Wereld

UNCHANGED = """
import subprocess, sys
from pathlib import Path
from wijkmonitor.documenten import Documentsoort
from wijkmonitor.draaien.plan import Opdracht
from wijkmonitor.draaien import bijwerken, run
from wijkmonitor.draaien.run import Run
bijwerken.digest_library = run.digest_library = lambda: "toets"
subprocess.Popen = None
soorten = {"1-tel": Documentsoort("1-tel", 1, "Hoeveel?", ("deelname",)), "2-kop": Documentsoort("2-kop", 2, "Wat?", ("leeragenda",))}
names = {"export": "export_pages", "toets": "toets", "voorblad": "voorblad", "alle_gebieden": "gebieden"}
stand_ins = {key: f"speelgoed:{name}" for key, name in names.items()}
verslag = Run(Opdracht(Path("wijkdata"), Path("reports"), Path("notebooks"), **stand_ins), soorten=soorten)()
assert len(verslag.ongewijzigd) == 4 and not verslag.klaar, verslag
print(*sys.modules)
"""
HEAVY = {"IPython", "distributed", "matplotlib", "nbconvert", "numpy", "pandas", "papermill", "pydantic", "scipy"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--data", "weg"], "De map 'weg' bestaat niet."),
        (["--wijk", "vorbeeldwijk"], "Bedoelt u 'voorbeeldwijk'? Kies uit: voorbeeldwijk."),
        (["--notebooks", "nergens"], "De map 'nergens' bestaat niet. Geef de map met notebooks: --notebooks MAP."),
        (["--document", "berijk"], "Het document 'berijk' bestaat niet."),
        (["--peildatum", "2022-13-01"], "De peildatum '2022-13-01' is geen datum."),
        (["--peildatum", "20221231"], "De peildatum '20221231' is geen datum."),
        (["--peildatum", "2999-01-01"], "ligt na vandaag"),
        (["--peildatum", "0001-01-01"], "De peildatum 0001-01-01 is te lang geleden. Kies een dag vanaf 1900."),
        pytest.param(
            ["--uit", "/proc/x"],
            "In '/proc/x' kunnen we niet schrijven. Geef een andere map voor de rapporten: --uit MAP.",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="a folder of the system"),
        ),
        (["--uit", "wijkdata"], "In 'wijkdata' staan gegevens van wijken. Geef een andere map voor de rapporten: --uit MAP"),
        (["--uit", "wijkdata/voorbeeldwijk/2025"], "voorbeeldwijk/2025' staan gegevens van wijken"),
        (["--uit", "wijkdata/voorbeeldwijk/wijk.toml"], "wijk.toml' is een bestand. Geef een map voor de rapporten"),
    ],
)
def test_wrong_use_is_told_in_dutch_with_code_2(
    words: list, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / "wijkdata" / "voorbeeldwijk").mkdir(parents=True)
    (tmp_path / "wijkdata" / "voorbeeldwijk" / "wijk.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    assert main(["run", *words]) == 2
    told = capsys.readouterr().err
    assert said in told and told.count("schrijven") <= 1
    assert not (tmp_path / "reports" / "2022-12-31").exists()


def test_option_that_cannot_be_is_code_2(capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", "--workers", "0"])
    assert ended.value.code == 2 and "'0' is geen aantal van 1 of meer" in capsys.readouterr().err


def test_final_table_counts_and_names_what_failed(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    verslag = Verslag("2022-12-31", Path("reports/2022-12-31"), klaar=["a/1", "a/2"], ongewijzigd=["b/1"], seconden=1.25)
    verslag.mislukt = {"b/2": "cel 2 geeft een fout"}
    verslag.fouten = {"c": ["c: deelname.csv, rij 3: geen getal"]}
    monkeypatch.setattr(command, "Run", lambda *args: lambda: verslag)
    assert main(["run"]) == 1
    said = capsys.readouterr().out
    for line in ("gemaakt            2", "niet veranderd     1", "mislukt            1", "mislukt: b/2: cel 2 geeft een fout"):
        assert line in said
    assert "De wijk c doet niet mee." in said and "  - c: deelname.csv, rij 3: geen getal" in said
    assert said.rstrip().endswith("Begin hier: reports/2022-12-31/index.html") and "1,2 seconden" in said


def test_help_loads_nothing_heavy() -> None:
    code = "import sys\nfrom wijkmonitor.cli import main\ntry:\n    main(['run', '--help'])\nexcept SystemExit:\n    print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--workers" in done.stdout and not HEAVY & set(done.stdout.split())


def test_unchanged_run_loads_nothing_heavy_and_starts_no_process(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bijwerken, run):
        monkeypatch.setattr(module, "digest_library", lambda: "toets")
    wereld.run()
    done = subprocess.run([sys.executable, "-c", UNCHANGED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not HEAVY & set(done.stdout.split())


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device", "reports/run.json"), "De schijf is vol: run.json kon niet bewaard worden"),
        (PermissionError(13, "Permission denied", "reports"), "Het bestand 'reports' kan niet gelezen of geschreven worden"),
    ],
)
def test_full_disk_or_closed_folder_is_told_in_dutch(
    error: OSError, said: str, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise error

    monkeypatch.setattr(command, "Run", fail)
    assert main(["run"]) == 1 and said in capsys.readouterr().err


def test_fork_is_not_used_where_the_system_has_none(monkeypatch: pytest.MonkeyPatch, wereld: Wereld) -> None:
    monkeypatch.setattr(run, "can_fork", lambda: False)
    monkeypatch.setattr(run, "Pool", lambda workers, manier: manier)
    assert run.make_uitvoerder(wereld.opdracht()) == "spawn"
