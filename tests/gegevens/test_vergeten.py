"""A person who asks to be forgotten is gone from the tables and from the reports that can be made again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from wijkmonitor.cli.main import main
from wijkmonitor.gegevens.intake.pseudoniemen import load_key
from wijkmonitor.gegevens.vergeten import forget, remove_reports

KOP = "deelnemer;interventie;aanmelding;start;einde;status;leeftijdsgroep;geslacht;buurt;verwijzer"
VANDAAG = date(2023, 1, 1)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", str(tmp_path / "eigen" / "sleutel"))
    folder = tmp_path / "data" / "laak"
    folder.mkdir(parents=True)
    code = load_key(tmp_path / "data").code("deelname", "laak", "1234")
    rows = [f"{who};GLI;2022-0{month}-01;;;aangemeld;;;;" for who, month in (("d1", 1), (code, 2), ("d1", 3), ("d2", 4))]
    (folder / "deelname.csv").write_text("\n".join([KOP, *rows]) + "\n", encoding="utf-8")
    return tmp_path / "data"


def test_all_rows_of_a_code_go_and_no_others(data: Path) -> None:
    assert forget(data, "laak", "d1", vandaag=VANDAAG) == {"deelname": 2}
    text = (data / "laak" / "deelname.csv").read_text(encoding="utf-8-sig")
    codes = [line.split(";")[0] for line in text.splitlines()[1:]]
    assert len(codes) == 2 and codes[1] == "d2" and "d1" not in codes


def test_the_number_of_the_organisation_finds_the_code_that_intake_made(data: Path) -> None:
    assert forget(data, "laak", " 1234 ", vandaag=VANDAAG) == {"deelname": 1}


def test_nobody_found_changes_nothing(data: Path) -> None:
    before = (data / "laak" / "deelname.csv").read_bytes()
    assert forget(data, "laak", "d9", vandaag=VANDAAG) == {}
    assert (data / "laak" / "deelname.csv").read_bytes() == before


def test_a_table_with_a_capital_in_its_name_is_the_same_table(data: Path) -> None:
    (data / "laak" / "deelname.csv").rename(data / "laak" / "Deelname.csv")
    assert forget(data, "laak", "d1", vandaag=VANDAAG) == {"deelname": 2}
    assert [path.name for path in (data / "laak").glob("*eelname*")] == ["Deelname.csv"]


def test_reports_of_the_wijk_and_of_all_wijken_go_and_those_of_others_stay(tmp_path: Path) -> None:
    for name in (
        "2022-12-31/laak/1-bereik.html",
        "2022-12-31/index.html",
        "2022-12-31/moerwijk/1-bereik.html",
        "controle/a.html",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert remove_reports(tmp_path, "laak") == ["2022-12-31/laak"]
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html"))
    assert left == ["2022-12-31/moerwijk/1-bereik.html", "controle/a.html"]


def test_the_command_says_what_went(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["vergeet", "d1", "--wijk", "laak", "--data", str(data), "--uit", str(tmp_path / "reports")]
    assert main(command) == 0
    assert "deelname: 2 rijen weg." in capsys.readouterr().out
    assert main(command) == 2
    assert "niemand" in capsys.readouterr().err
