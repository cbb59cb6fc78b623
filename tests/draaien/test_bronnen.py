"""What is read is what is digested: no report is made from another copy, and none counts as right that was."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.draaien.invoer import read_bestanden
from wijkmonitor.draaien.taak import Bronnen, Taak, look_up, what_differs
from wijkmonitor.gegevens.wijken import find_wijken
from wijkmonitor.geheugen import digest_file, file_key, look_once

if TYPE_CHECKING:
    from conftest import Wereld

ROOT = Path(__file__).parents[2]
# Makes every document of one wijk in one process, and prints which files each of them opened below the data folder.
OPENED = """
import json, os, sys, tempfile
from dataclasses import replace
from pathlib import Path
data, opened, names = Path(sys.argv[1]).resolve(), set(), {}
def listen(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(str(data)):
        opened.add(os.path.relpath(arguments[0], data))
sys.addaudithook(listen)
from wijkmonitor import geheugen
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.draaien.execute import run_notebook
from wijkmonitor.draaien.plan import Opdracht, Planregel, make_taak
from wijkmonitor.draaien.shell import fresh_shell
with tempfile.TemporaryDirectory() as folder:
    order = Opdracht(data, Path(folder), Path(sys.argv[2]) / "notebooks")
    for soort in DOCUMENTEN.values():
        line = Planregel("voorbeeldwijk" if soort.per_wijk else "", soort, "maken")
        fresh_shell()
        for memory in geheugen._ALL.values():
            memory._kept.clear()
        opened.clear()
        task = make_taak(order, line, "2022-12-31", "toets")
        parameters = {name: value for name, value in task.parameters.items() if name != "verzameld"}  # gathers for itself
        reason = run_notebook(replace(task, parameters=parameters))[1]
        assert not reason, (soort.naam, reason)
        names[soort.naam] = sorted(opened)
print(json.dumps(names))
"""


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records as people deliver them: a table with capitals in its name, and the shared menukaart as a workbook."""
    import pandas as pd

    data = tmp_path_factory.mktemp("bronnen") / "wijkdata"
    shutil.copytree(ROOT / "wijkdata", data)
    (data / "voorbeeldwijk" / "deelname.csv").rename(data / "voorbeeldwijk" / "Deelname.csv")
    pd.read_csv(data / "menukaart.csv", sep=None, engine="python", dtype="str").to_excel(data / "Menukaart.XLSX", index=False)
    (data / "menukaart.csv").unlink()
    return data


@pytest.mark.traag
def test_every_file_that_a_document_opens_is_in_its_digest(records: Path, tmp_path: Path) -> None:
    env = {**os.environ, "WIJKMONITOR_OPSLAG": str(tmp_path)}
    command = [sys.executable, "-W", "ignore", "-c", OPENED, str(records), str(ROOT)]
    said = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr[-3000:]
    files = read_bestanden(records, find_wijken(records))
    opened = json.loads(said.stdout.splitlines()[-1])
    assert set(opened) == set(DOCUMENTEN)
    assert "voorbeeldwijk/Deelname.csv" in opened["1-bereik"] and "Menukaart.XLSX" in opened["9-menukaart"]
    for naam, names in opened.items():
        known = files.gelezen(None, files.per_wijk) if not DOCUMENTEN[naam].per_wijk else {}
        known |= files.per_wijk["voorbeeldwijk"] | files.gedeeld
        assert set(names) - set(known) == set(), naam


@pytest.mark.parametrize(
    ("name", "document", "counts"),
    [
        ("voorbeeldwijk/Deelname.csv", "1-bereik", True),
        ("voorbeeldwijk/Deelname.csv", "3-samenwerking", False),
        ("voorbeeldwijk/wijk.toml", "3-samenwerking", True),
        ("voorbeeldwijk/leeragenda.toml", "7-bestuur", True),
        ("Menukaart.XLSX", "9-menukaart", True),
        ("Menukaart.XLSX", "1-bereik", False),
        ("kerncijfers/gezondheid.csv", "0-wijkprofiel", True),
        ("catalogus.toml", "3-samenwerking", True),
        ("bronnen.toml", "1-bereik", True),
    ],
)
def test_file_counts_for_the_documents_that_read_its_table(name: str, document: str, counts: bool, records: Path) -> None:
    files = read_bestanden(records, ["voorbeeldwijk"])
    assert name in {**files.per_wijk["voorbeeldwijk"], **files.gedeeld}
    other = replace(
        files,
        per_wijk={
            wijk: {each: "anders" if each == name else value for each, value in own.items()}
            for wijk, own in files.per_wijk.items()
        },
        gedeeld={each: "anders" if each == name else value for each, value in files.gedeeld.items()},
        _samen={},
    )
    before, after = (each.van(DOCUMENTEN[document], "voorbeeldwijk") for each in (files, other))
    assert (before != after) == counts


def test_copy_with_the_size_and_time_of_the_old_file_is_another_file(tmp_path: Path) -> None:
    path = tmp_path / "deelname.csv"
    path.write_text("oud")
    os.utime(path, ns=(1, 1))
    before = file_key(path)
    path.write_text("new")
    os.utime(path, ns=(1, 1))
    assert file_key(path) != before


def test_file_that_changes_within_a_unit_of_work_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deelname.csv"
    path.write_text("oud")
    with look_once():
        before = digest_file(path)
        path.write_text("nieuw")
        assert digest_file(path) != before


def test_huge_file_is_not_read_to_know_it(tmp_path: Path) -> None:
    path = tmp_path / "deelname.csv"
    with path.open("wb") as file:
        file.truncate(30_000_000_000)  # sparse: takes no room
    assert digest_file(path).startswith("te groot: 30000000000 bytes")


def task(wereld: Wereld, **changes: object) -> Taak:
    """One document, planned on another machine with the same files, of which some are changed."""
    from wijkmonitor.draaien.plan import Planregel, make_taak

    made = make_taak(wereld.opdracht(), Planregel("aa", wereld.soorten["1-tel"], "maken"), "2022-12-31", "toets")
    files = read_bestanden(Path("wijkdata"), ["aa"])
    known = look_up(Path("wijkdata"), ["aa"], bestanden=files, leest=("deelname",), los=[Path(made.notebook)])
    assert what_differs(replace(made, bronnen=known)) == ""
    return replace(made, bronnen=replace(known, machine="de-server", **changes))  # type: ignore[arg-type]


def ask(taak: Taak, wereld: Wereld) -> str:
    """Why the worker refuses."""
    (result,) = wereld.pool.run([taak])
    assert not (wereld.uit / "aa" / "1-tel.html").exists()
    return str(result.reden)


def known_files(wereld: Wereld) -> dict[str, str]:
    """The digests that count for the task."""
    return dict((task(wereld).bronnen or Bronnen("", "", {})).bestanden)


def test_worker_with_another_copy_of_a_record_refuses_and_names_file_and_machine(wereld: Wereld) -> None:
    import platform

    said = ask(task(wereld, bestanden={**known_files(wereld), "aa/deelname.csv": "een oudere kopie"}), wereld)
    assert f"aa/deelname.csv is anders op {platform.node()}, vergeleken met de-server" in said


@pytest.mark.parametrize(("change", "said"), [({"aa/vragenlijst.csv": "x"}, "staat er niet"), ({}, "staat er te veel")])
def test_worker_that_misses_a_file_or_has_one_more_refuses(change: dict, said: str, wereld: Wereld) -> None:
    files = {**known_files(wereld), **change} if change else {"aa/wijk.toml": known_files(wereld)["aa/wijk.toml"]}
    assert said in ask(task(wereld, bestanden=files), wereld)


def test_worker_with_another_library_notebook_or_version_refuses(wereld: Wereld) -> None:
    assert "heeft een andere wijkmonitor dan de-server" in ask(task(wereld, bibliotheek="oud"), wereld)
    assert "1-tel.ipynb is anders" in ask(task(wereld, los={str(wereld.root / "notebooks" / "1-tel.ipynb"): "oud"}), wereld)
    versions = dict((task(wereld).bronnen or Bronnen("", "", {})).versies) | {"numpy": "0.1"}
    assert "numpy is op" in ask(task(wereld, versies=versions), wereld)


def test_worker_without_the_folder_of_the_run_says_so(wereld: Wereld) -> None:
    said = ask(replace(task(wereld), werkmap="/nergens/project"), wereld)
    assert "is de map project er niet" in said


def test_record_that_changes_while_its_document_is_made_fails_that_document(wereld: Wereld) -> None:
    wereld.notebook(
        "1-tel", wereld.TEL, "from pathlib import Path; Path('wijkdata/aa/deelname.csv').write_text('2022-01-01')", wereld.MELD
    )
    verslag = wereld.run(wijken=("aa",), documenten=("1-tel",))
    assert verslag.mislukt == {"aa/1-tel": "het bestand aa/deelname.csv is veranderd tijdens de run; draai opnieuw"}
    assert not (wereld.uit / "aa" / "1-tel.html").exists()
    assert wereld.run(wijken=("aa",), documenten=("1-tel",)).klaar == ["aa/1-tel"]
