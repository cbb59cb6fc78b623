"""Publishing quarter after quarter with the real command: a wijk moves on, its participants wait until they can."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.eenmaal import make_once
from tests.opdracht import ROOT, wijkmonitor
from tests.wijken.conftest import visible

from wijkmonitor.privacy.grootboek import Publicatie

KWARTALEN = ("2022-06-30", "2022-09-30")
WACHT = "Deelnemers tellen tot en met 30 juni 2022"


@pytest.fixture(scope="module")
def gedeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command shares of two quarters, what it says, and what it says of three people more in the second."""

    def make(folder: Path) -> None:
        data, eigen = folder / "wijkdata", folder / "eigen"
        shutil.copytree(ROOT / "wijkdata", data, ignore=shutil.ignore_patterns("alphen-noord", "stevenshof", "zuidwest"))

        def publish(name: str, day: str) -> None:
            places = (folder / "delen", "--data", data, "--peildatum", day)
            done = wijkmonitor("publiceer", *places, WIJKMONITOR_SLEUTEL=str(eigen / "sleutel"))
            (folder / f"{name}.json").write_text(json.dumps([done.returncode, done.stdout + done.stderr]), encoding="utf-8")

        for day in KWARTALEN:
            publish(day, day)
        table = data / "voorbeeldwijk" / "deelname.csv"
        rows = table.read_text(encoding="utf-8").splitlines()
        few = [row for row in rows if ";2022-05-" in row and ";gestart;" in row][:3]
        assert len(few) == 3
        more = [f"dnieuw{number}{row[row.index(';') :]}" for number, row in enumerate(few)]
        table.write_text("\n".join([*rows, *more, ""]), encoding="utf-8")
        publish("drie erbij", KWARTALEN[1])

    return make_once(tmp_path_factory, "stappen", make)


def said(folder: Path, name: str) -> tuple[int, str]:
    code, text = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return code, text


def publications(folder: Path) -> list[Publicatie]:
    [ledger] = (folder / "eigen" / "grootboek").glob("*.json")
    return [Publicatie(**row) for row in json.loads(ledger.read_text(encoding="utf-8"))]


def report(folder: Path, day: str, name: str) -> str:
    return visible((folder / "delen" / day / "voorbeeldwijk" / f"{name}.html").read_text(encoding="utf-8"))


def test_a_quarter_later_the_wijk_is_published_with_the_participants_of_then(gedeeld: Path) -> None:
    code, told = said(gedeeld, KWARTALEN[1])
    assert code == 0 and "Gepubliceerd: voorbeeldwijk, peildatum 2022-09-30." in told and WACHT in told
    first, second = publications(gedeeld)
    assert first.tellingen and second.tellingen == first.tellingen, "the participants of the second report tell nothing new"
    assert (first.deelname_tot, second.deelname_tot) == ("2022-06-30", "2022-06-30")


def test_the_page_says_up_to_when_participants_count_and_the_rest_is_new(gedeeld: Path) -> None:
    then, now = (report(gedeeld, day, "1-bereik") for day in KWARTALEN)
    assert WACHT in now.partition("De cijfers in een tabel")[0] and WACHT not in then
    assert "tot en met juni 2022" in now and "Er kwam niemand bij" not in now
    assert WACHT not in report(gedeeld, KWARTALEN[1], "2-gezondheid"), "it tells of no participants"
    assert "Stand op 30 september 2022" in now


def test_three_people_of_before_the_last_report_keep_the_earlier_page_and_are_named(gedeeld: Path) -> None:
    code, told = said(gedeeld, "drie erbij")
    assert code == 1 and "Niet gepubliceerd: voorbeeldwijk." in told and "Probeer het weer vanaf" in told
    assert len(publications(gedeeld)) == 2
