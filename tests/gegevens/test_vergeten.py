"""A person who asks to be forgotten is gone from the tables and from the reports that can be made again."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest
from tests.proefdata import make_wijk

from wijkmonitor.cli.main import main
from wijkmonitor.draaien.publiceren import ledger_path
from wijkmonitor.gegevens.intake import tabelbestand
from wijkmonitor.gegevens.intake.pseudoniemen import leave_out, load_key
from wijkmonitor.gegevens.lezen import RuweTabel
from wijkmonitor.gegevens.vergeten import forget, remove_reports
from wijkmonitor.privacy.grootboek import Grootboek, Publicatie

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
    assert remove_reports(tmp_path, "laak") == {"2022-12-31/laak": ["index.html"]}
    left = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html"))
    assert left == ["2022-12-31/moerwijk/1-bereik.html", "controle/a.html"]


def test_the_command_says_what_went(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["vergeet", "d1", "--wijk", "laak", "--data", str(data), "--uit", str(tmp_path / "reports")]
    assert main(command) == 0
    assert "deelname: 2 rijen weg." in capsys.readouterr().out
    assert main(command) == 2
    assert "niemand" in capsys.readouterr().err


def command(data: Path, person: str, *more: str) -> list[str]:
    return ["vergeet", person, "--wijk", "laak", "--data", str(data), "--uit", str(data.parent / "reports"), *more]


def test_pages_that_were_shared_before_the_data_folder_moved_are_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def shared(wijk: str) -> Publicatie:
        return Publicatie(wijk, "2023-01-09", "2022-12-31", str(tmp_path / "delen"), (f"2022-12-31/{wijk}.zip",), {}, {})

    before = ledger_path(tmp_path / "eerder", tmp_path / "eigen" / "sleutel")
    Grootboek((shared("laak"), shared("moerwijk"))).write(before)
    assert main(command(data, "d1")) == 0
    said = capsys.readouterr().out
    assert "  2022-12-31/laak.zip\n" in said and "moerwijk.zip" not in said
    assert len(Grootboek.read(before).publicaties) == 2, "it may be of another folder"


def test_the_pages_about_more_wijken_that_went_are_named_and_all_are_made_again(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("laak/1-bereik.html", "moerwijk/1-bereik.html", "index.html", "samen-leren.html"):
        path = tmp_path / "reports" / "2022-12-31" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert main(command(data, "d1")) == 0
    said = capsys.readouterr().out
    assert "Ze zijn ook weg: index.html, samen-leren.html" in said and "wijkmonitor run\n" in said


@pytest.fixture
def levering(data: Path, tmp_path: Path) -> Path:
    """A whole list as the organisation keeps it, with a person who withdraws."""
    make_wijk(data / "laak")
    (data / "laak" / "deelname.csv").unlink()
    rows = [f"{who};GLI;2022-01-0{day};gestart" for day, who in enumerate(("1234", "0007", "99"), start=1)]
    path = tmp_path / "lijst.csv"
    path.write_text("\n".join(["nummer;interventie;aanmelding;status", *rows]) + "\n", encoding="utf-8")
    assert (
        main(["intake", str(path), "--wijk", "laak", "--soort", "deelname", "--data", str(data), "--uit", str(tmp_path / "r")])
        == 0
    )
    return path


def people_in(data: Path) -> list[str]:
    return [line.split(";")[0] for line in (data / "laak" / "deelname.csv").read_text(encoding="utf-8-sig").splitlines()[1:]]


@pytest.mark.parametrize("said", ["1234", "code"])
def test_who_withdrew_does_not_come_back_with_the_next_whole_list(
    data: Path, levering: Path, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    code, key = load_key(data).code("deelname", "laak", "1234"), data.parent / "eigen"
    person = code if said == "code" else said
    intake = [
        "intake",
        str(levering),
        "--wijk",
        "laak",
        "--soort",
        "deelname",
        "--data",
        str(data),
        "--uit",
        str(data.parent / "r"),
    ]
    assert main(command(data, person)) == 0 and code not in people_in(data)
    assert main(intake) == 0 and code not in people_in(data) and len(people_in(data)) == 2
    told = capsys.readouterr().out
    assert "Weggelaten: 1 rij van mensen die eruit zijn gehaald met vergeet (rij 2)." in told

    kept = (key / "ingetrokken.txt").read_text(encoding="ascii")
    assert not any(part in kept for part in ("1234", code, "laak", "deelname"))
    assert (key / "ingetrokken.txt").stat().st_mode & 0o077 == 0
    assert not [path for path in data.rglob("*") if path.name == "ingetrokken.txt"]

    assert main(command(data, person, "--terug")) == 0
    assert main(intake) == 0 and code in people_in(data)
    assert main(command(data, person, "--terug")) == 2


def test_a_number_with_zeros_in_front_is_found_and_a_person_of_another_table_or_wijk_stays(data: Path, levering: Path) -> None:
    assert forget(data, "laak", "0007", vandaag=VANDAAG) == {"deelname": 1}
    key, rows = (
        load_key(data),
        RuweTabel("x", ("respondent", "meting"), ((load_key(data).code("vragenlijst", "laak", "7"), "2022"),), (2,)),
    )
    assert leave_out(key, "vragenlijst", "laak", rows)[1] == ()
    here = RuweTabel(
        "x", ("deelnemer",), ((key.code("deelname", "laak", "7"),), (key.code("deelname", "moerwijk", "7"),)), (2, 3)
    )
    assert leave_out(key, "deelname", "laak", here)[1] == (2,) and leave_out(key, "deelname", "moerwijk", here)[1] == ()


def test_a_full_disk_says_in_dutch_that_the_person_is_still_there(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "deelname.csv")

    monkeypatch.setattr(tabelbestand, "change_file", full)
    assert main(command(data, "d1")) == 1
    said = capsys.readouterr().err
    assert "De schijf is vol: deelname.csv kon niet bewaard worden." in said and "staat nog in de gegevens" in said
    assert "space" not in said and "d1" in people_in(data)
