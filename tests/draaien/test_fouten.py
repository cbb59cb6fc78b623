"""Every way in which a document can go wrong is caught, told in Dutch, and stops nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from wijkmonitor.draaien.kinderen import Frames, frame
from wijkmonitor.draaien.voorblad import make_overzicht

if TYPE_CHECKING:
    from conftest import Wereld

FAULTS = {
    "0-exit": ("import sys; sys.exit(0)", "cel 2 stopte het notebook voor het einde"),
    "1-einde": ("import os; os._exit(0)", "het proces stopte in cel 2 zelf, met code 0"),
    "2-dood": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "in cel 2 van buiten gestopt (SIGKILL)"),
    "3-segv": ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "in cel 2 vastgelopen (SIGSEGV)"),
    "4-traag": ("import time; time.sleep(60)", "duurde langer dan 2 seconden en is gestopt (bezig met cel 2)"),
    "5-fout": ("1 / 0", "cel 2 geeft een fout: ZeroDivisionError: division by zero"),
    "6-leeg": ("rows = []", "er kwam geen bevinding uit"),
    "7-schijf": ("import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))", "de schijf is vol"),
    "7-geheugen": ("much = bytearray(3_000_000_000)", "meer dan 1500 MB geheugen nodig (bezig met cel 2)"),
    "8-zicht": ("import pandas as pd\npd.DataFrame({'a': [1, 2]})", "cel 2 laat iets zien dat niet door de poort ging"),
    "8-taal": ("dit is geen Python", "cel 2 geeft een fout: SyntaxError"),
}


@pytest.fixture
def verslag(wereld: Wereld):
    """One run in which every document but one goes wrong."""
    for name, (source, _) in FAULTS.items():
        cells = (source,) if name == "6-leeg" else (source, wereld.TEL, wereld.MELD)
        wereld.document(name, *cells)
    wereld.document("9-naam", wereld.MELD, parameters='wijj: str = ""\npeildatum: str = ""\ndata: str = ""')
    wereld.soorten = {name: soort for name, soort in wereld.soorten.items() if name != "2-kop"}
    return wereld.run(wijken=("aa",), tijdslimiet=2.0, geheugen_mb=1500)


def test_each_fault_has_its_reason_and_the_others_are_done(verslag, wereld: Wereld) -> None:
    assert verslag.code == 1 and verslag.klaar == ["aa/1-tel"]
    for name, (_, reason) in FAULTS.items():
        assert reason in verslag.mislukt[f"aa/{name}"], name
    assert verslag.mislukt["aa/9-naam"] == ("het notebook kent de parameter 'wijk' niet; het kent: wijj, peildatum, data")
    files = sorted(path.name for path in (wereld.uit / "aa").iterdir())
    assert files == ["1-tel.html", "1-tel.ipynb"] and wereld.temporary() == []


def test_failed_documents_are_in_run_json_with_their_reason(verslag, wereld: Wereld) -> None:
    entries = {entry["document"]: entry for entry in wereld.read("run.json")["documenten"]}
    assert entries["5-fout"]["status"] == "mislukt" and "ZeroDivisionError" in entries["5-fout"]["reden"]
    assert {row["document"] for row in wereld.read("bevindingen.json")} == {"1-tel"}


def test_failed_document_is_tried_again(wereld: Wereld) -> None:
    wereld.notebook("2-kop", "1 / 0", wereld.MELD)
    wereld.run()
    wereld.notebook("2-kop", "rows = []", wereld.MELD)
    assert sorted(wereld.run().klaar) == ["aa/2-kop", "bb/2-kop"]


def test_good_report_stays_when_the_next_one_fails(wereld: Wereld) -> None:
    wereld.run()
    good = (wereld.uit / "aa" / "1-tel.html").read_bytes()
    wereld.notebook("1-tel", wereld.TEL, "1 / 0", wereld.MELD)
    assert "aa/1-tel" in wereld.run().mislukt
    assert (wereld.uit / "aa" / "1-tel.html").read_bytes() == good


def test_index_and_run_json_say_that_a_report_that_failed_is_of_an_earlier_run(wereld: Wereld) -> None:
    wereld.run()
    wereld.notebook("1-tel", wereld.TEL, "1 / 0", wereld.MELD)
    wereld.run()
    entries = {(entry["wijk"], entry["document"]): entry for entry in wereld.read("run.json")["documenten"]}
    assert entries["aa", "1-tel"]["ouder"] and not entries["aa", "2-kop"]["ouder"]
    [wijk, *_] = make_overzicht(wereld.uit).wijken
    rows = {rij.document: rij for rij in wijk.rijen}
    assert rows["1-tel"].status == "mislukt" and rows["1-tel"].ouder and rows["1-tel"].reden.endswith(".")
    wereld.notebook("1-tel", wereld.TEL, wereld.MELD)
    wereld.run()
    assert not any(entry["ouder"] for entry in wereld.read("run.json")["documenten"])


def test_missing_notebook_is_told(wereld: Wereld) -> None:
    (wereld.root / "notebooks" / "1-tel.ipynb").unlink()
    verslag = wereld.run()
    assert verslag.mislukt["aa/1-tel"] == "het notebook 1-tel.ipynb is er niet of is niet leesbaar"
    assert sorted(verslag.klaar) == ["aa/2-kop", "bb/2-kop"]


def test_full_disk_in_the_main_process_keeps_the_old_files(wereld: Wereld) -> None:
    resource = pytest.importorskip("resource")
    wereld.run()
    before = (wereld.uit / "run.json").read_bytes()
    wereld.wijk("aa", "2022-12-31")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            wereld.run()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (wereld.uit / "run.json").read_bytes() == before and wereld.temporary() == []
    assert wereld.run().code == 0 and wereld.read("bevindingen.json")[0]["waarde"] == 1


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="mounting a small disk needs root")
def test_disk_that_is_really_full_is_told_and_leaves_nothing_half(wereld: Wereld) -> None:
    disk = wereld.root / "reports"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not allow mounting a small disk")
    try:
        assert wereld.run(wijken=("aa",), documenten=("1-tel",)).mislukt == {}
        wereld.notebook("2-kop", "rows = ['x' * 100_000]", "rows[0]", wereld.MELD)
        failed = wereld.run(wijken=("aa",), documenten=("2-kop",)).mislukt  # alone: beside it any document may find no room
        assert list(failed) == ["aa/2-kop"] and "de schijf is vol" in failed["aa/2-kop"]
        assert (wereld.uit / "aa" / "1-tel.html").exists() and wereld.temporary() == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_messages_survive_being_cut_anywhere() -> None:
    data = frame(("klaar", 1)) + frame({"een": [1, 2]})
    frames, found = Frames(), []
    for position in range(0, len(data), 7):
        found += frames.feed(data[position : position + 7])
    assert found == [("klaar", 1), {"een": [1, 2]}]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to its memory")
def test_a_browser_is_not_held_to_the_memory_of_a_worker() -> None:
    code = """
import subprocess
from wijkmonitor.draaien.kinderen import limit_memory, unlimited_memory
def asked(): return subprocess.run(["sh", "-c", "ulimit -d"], capture_output=True, text=True).stdout.strip()
first = asked()
limit_memory(900)
with unlimited_memory():
    print(first, asked(), end=" ")
print(asked())
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert told[0] == told[1] and told[2] == str(900_000_000 // 1024)
