"""`wijkmonitor sessie` as people use it: exit codes, files, refusal."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.afspraken.conftest import AGENDA
from tests.proefdata import make_wijk

from wijkmonitor.afspraken.agenda import load_agenda
from wijkmonitor.cli import main
from wijkmonitor.paginas.checks import find_faults

TERUGBLIK = """
[terugblik.laak-02-1]
sessie = "laak-03"
wat_gebeurde = "Het ging goed."
besluit = "doorgaan"
[terugblik.laak-02-2]
sessie = "laak-03"
wat_gebeurde = "De gemeente betaalt."
besluit = "stoppen"
"""
BEVINDING = {
    "wijk": "laak",
    "document": "2-gezondheid",
    "id": "roken",
    "kop": "24 van de 100 mensen roken",
    "onderschrift": "Rokers, Laak, 2022",
    "waarde": 0.24,
    "laag": 0.20,
    "hoog": 0.29,
    "n": 300,
    "methode": "Wilson 95%",
    "bron": "vragenlijst",
    "herkomst": "voorbeeld",
    "reden": None,
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one wijk; its third session is in the past, so that it can be closed today."""
    return make_wijk(tmp_path / "wijkdata" / "laak", {"leeragenda.toml": AGENDA}, naam="Laak <b>").parent


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A reports folder with an old and a newer run."""
    for day, value in (("2022-01-01", 0.9), ("2022-12-31", 0.24)):
        folder = tmp_path / "reports" / day
        folder.mkdir(parents=True)
        (folder / "bevindingen.json").write_text(json.dumps([BEVINDING | {"waarde": value}]), encoding="utf-8")
    return tmp_path / "reports"


def call(stap: str, data: Path, reports: Path, *more: str) -> int:
    return main(["sessie", stap, "--wijk", "laak", "--data", str(data), "--uit", str(reports), *more])


def agenda_text(data: Path) -> str:
    return (data / "laak" / "leeragenda.toml").read_text(encoding="utf-8")


def test_start_writes_a_page_with_agreements_figures_and_room_to_write(
    data: Path, reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("start", data, reports) == 0
    page = reports / "sessies" / "laak-03.html"
    html = page.read_text(encoding="utf-8")
    assert str(page) in capsys.readouterr().out
    for words in (
        "We spreken rokers vriendelijk aan.",
        "24 van de 100, tussen 20 en 29",
        "Hoe bereiken we mannen?",
        "hardnekkig",
        "Kan de gemeente een bord betalen?",
        "voorbeelddata",
        "31 december 2022",
        'class="regels"',
        "Laak &lt;b&gt;",
    ):
        assert words in html
    assert "Laak <b>" not in html and find_faults(html) == []


def test_the_page_shows_what_someone_noticed_while_exploring(data: Path, reports: Path) -> None:
    kept = BEVINDING | {"notitie": "Kijk <i>hier</i> naar.", "regel": "bekijk('laak', 'gezondheid', 'roken')"}
    (reports / "sessies").mkdir()
    (reports / "sessies" / "verkend-laak.json").write_text(json.dumps([kept, "stuk"]), encoding="utf-8")
    assert call("start", data, reports) == 0
    html = (reports / "sessies" / "laak-03.html").read_text(encoding="utf-8")
    assert "Dit viel iemand op" in html and "Kijk &lt;i&gt;hier&lt;/i&gt; naar." in html and find_faults(html) == []


def test_the_page_is_the_same_twice(data: Path, reports: Path) -> None:
    page = reports / "sessies" / "laak-03.html"
    call("start", data, reports)
    first, agenda = page.read_bytes(), agenda_text(data)
    call("start", data, reports)
    assert page.read_bytes() == first and agenda_text(data) == agenda


def test_start_plans_the_next_session_where_none_is_planned(data: Path, reports: Path) -> None:
    path = data / "laak" / "leeragenda.toml"
    path.write_text(agenda_text(data) + TERUGBLIK, encoding="utf-8")
    assert call("start", data, reports, "--datum", "2027-01-20") == 0
    agenda, faults = load_agenda(path, wijk="laak", vandaag=date(2026, 1, 1))
    assert faults == () and (agenda.sessies[-1].id, agenda.sessies[-1].vorige) == ("laak-04", "laak-03")
    assert (reports / "sessies" / "laak-04.html").exists()
    assert agenda_text(data).startswith("# Leeragenda van de wijk.") and "# in het buurthuis" in agenda_text(data)


def test_start_says_that_a_planned_session_moves(data: Path, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("start", data, reports) == 0 and "verplaatst" not in capsys.readouterr().out
    assert call("start", data, reports, "--datum", "2027-01-20") == 0
    assert "Zij is verplaatst naar 20 januari 2027." in capsys.readouterr().out


def test_start_on_a_day_that_is_past_is_refused_and_writes_nothing(
    data: Path, reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = agenda_text(data)
    assert call("start", data, reports, "--datum", "2020-01-20") == 2
    assert "De dag 2020-01-20 is al geweest. Er is niets veranderd." in capsys.readouterr().err
    assert agenda_text(data) == before and not (reports / "sessies").exists()


def test_start_makes_an_agenda_for_a_wijk_that_has_none(data: Path, tmp_path: Path) -> None:
    (data / "laak" / "leeragenda.toml").unlink()
    assert call("start", data, tmp_path / "leeg") == 0
    html = (tmp_path / "leeg" / "sessies" / "laak-01.html").read_text(encoding="utf-8")
    assert "Er zijn nog geen rapporten." in html and find_faults(html) == []


def test_closing_is_refused_while_an_agreement_has_no_look_back(
    data: Path, reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = agenda_text(data)
    assert call("sluit", data, reports) == 1
    said = capsys.readouterr().err
    assert "laak-02-1: We spreken rokers vriendelijk aan. (vrijwilligers)" in said and "laak-02-2" in said
    assert agenda_text(data) == before


def test_closing_records_the_figures_and_keeps_the_comments(data: Path, reports: Path) -> None:
    path = data / "laak" / "leeragenda.toml"
    more = '[afspraak.laak-03-1]\nwat="We gaan door."\nwie="buurthuis"\nverwachting="Minder rook."\nterugkijk_in="laak-04"\nbevindingen=["roken"]\n'
    path.write_text(agenda_text(data) + TERUGBLIK + more + "[sessie.laak-04]\ndatum = 2040-01-01\n", encoding="utf-8")
    agenda, _ = load_agenda(path, wijk="laak", vandaag=date.today())
    if agenda.sessie("laak-03").datum > date.today():
        pytest.skip("this machine's clock stands before March 2023")
    path.write_text(agenda_text(data).replace("2040-01-01", "2030-01-01"), encoding="utf-8")
    assert call("sluit", data, reports) == 0
    agenda, faults = load_agenda(path, wijk="laak", vandaag=date.today())
    assert faults == () and agenda.sessie("laak-03").gesloten
    [then] = next(item for item in agenda.afspraken if item.id == "laak-03-1").toen
    assert (then.waarde, then.laag, then.hoog, then.n, then.op) == (0.24, 0.20, 0.29, 300, date(2022, 12, 31))
    assert "# houdt zijn letter" in agenda_text(data)


def test_faults_in_the_agenda_stop_every_step(data: Path, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / "laak" / "leeragenda.toml"
    path.write_text(agenda_text(data).replace('wie = "vrijwilligers"', 'wie = "Jan Jansen"'), encoding="utf-8")
    assert [call(step, data, reports) for step in ("start", "sluit", "stand")] == [1, 1, 1]
    said = capsys.readouterr().err
    assert "rol of organisatie" in said and "Jansen" not in said
    assert not (reports / "sessies").exists()


def test_stand_tells_what_is_open(data: Path, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("stand", data, reports) == 0
    said = capsys.readouterr().out
    for words in ("laak-02 op 12 april 2022", "A. Hoe bereiken we mannen? [hardnekkig]", "laak-02-1", "Een mens werkt beter"):
        assert words in said


def test_stand_without_a_wijk_tells_of_all(data: Path, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sessie", "stand", "--data", str(data), "--uit", str(reports)]) == 0
    assert "Laak" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["start"], ["start", "--wijk", "../laak"], ["sluit", "--wijk", "laak", "--sessie", "laak-99"], ["stand", "--wijk", "lak"]],
)
def test_wrong_usage_ends_with_2(data: Path, reports: Path, arguments: list[str]) -> None:
    assert main(["sessie", *arguments, "--data", str(data), "--uit", str(reports)]) == 2


def test_a_missing_data_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sessie", "stand", "--data", str(tmp_path / "weg")]) == 2
    assert "bestaat niet" in capsys.readouterr().err


def test_two_that_close_at_once_both_count(data: Path, reports: Path) -> None:
    path = data / "laak" / "leeragenda.toml"
    path.write_text(path.read_text(encoding="utf-8") + TERUGBLIK, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "wijkmonitor",
        "sessie",
        "sluit",
        "--wijk",
        "laak",
        "--data",
        str(data),
        "--uit",
        str(reports),
    ]
    both = [subprocess.Popen([*command, "--sessie", name], stdout=subprocess.PIPE) for name in ("laak-01", "laak-02")]
    said = [one.communicate()[0].decode() for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    agenda, _ = load_agenda(path, wijk="laak", vandaag=date.today())
    assert {item.id for item in agenda.sessies if item.gesloten} >= {"laak-01", "laak-02"}


def test_closing_what_was_closed_says_so(data: Path, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / "laak" / "leeragenda.toml"
    path.write_text(path.read_text(encoding="utf-8") + TERUGBLIK, encoding="utf-8")
    arguments = ["sessie", "sluit", "--wijk", "laak", "--data", str(data), "--uit", str(reports), "--sessie", "laak-03"]
    assert main(arguments) == 0
    before = path.read_bytes()
    assert main(arguments) == 0
    assert "laak-03 was al gesloten" in capsys.readouterr().out and path.read_bytes() == before


def test_closing_keeps_what_an_editor_saved_meanwhile(data: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wijkmonitor.cli import sessie as command

    path = data / "laak" / "leeragenda.toml"
    path.write_text(path.read_text(encoding="utf-8") + TERUGBLIK, encoding="utf-8")
    saves = iter([path.read_text(encoding="utf-8") + "\n# opgeschreven tijdens de sessie\n"])
    find = command.newest_findings

    def find_while_someone_saves(*given: object) -> object:
        for text in saves:
            path.write_text(text, encoding="utf-8")
        return find(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "newest_findings", find_while_someone_saves)
    assert main(["sessie", "sluit", "--wijk", "laak", "--data", str(data), "--uit", str(reports)]) == 0
    text = path.read_text(encoding="utf-8")
    assert "# opgeschreven tijdens de sessie" in text and "gesloten = true" in text
