"""The table of faults in docs/storingen.md: each is planted here, and what the user sees and keeps is what the table says.

`STORINGEN=schrijf python -m pytest tests/draaien/test_storingen.py` writes the table anew.
"""

from __future__ import annotations

import os
import platform
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wijkmonitor.draaien import scheduler
from wijkmonitor.draaien.bijwerken import Verslag
from wijkmonitor.draaien.invoer import read_bestanden
from wijkmonitor.draaien.plan import Planregel, make_taak
from wijkmonitor.draaien.staat import AlBezig, lock
from wijkmonitor.draaien.taak import look_up
from wijkmonitor.gegevens.lezers.tekst import read_toml
from wijkmonitor.gegevens.wijk import load_wijk
from wijkmonitor.schrijven import change_file

if TYPE_CHECKING:
    from conftest import Wereld

BLAD = Path(__file__).parents[2] / "docs" / "storingen.md"
KOP = "| Wat er misgaat | Wat u leest | Wat er blijft |\n|---|---|---|\n"
OUD = "het oude rapport; de andere rapporten worden gemaakt"
NIETS = "alles zoals het was"
# document -> what goes wrong, the cell that does it
CELLEN = {
    "3-fout": ("Een cel van een notebook geeft een fout.", "1 / 0"),
    "4-traag": ("Een document duurt te lang.", "import time; time.sleep(60)"),
    "5-veel": ("Een document heeft te veel geheugen nodig.", "much = bytearray(3_000_000_000)"),
    "6-dood": ("Het systeem stopt een document.", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"),
    "7-vol": ("De schijf is vol.", "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))"),
    "8-wijzigt": (
        "Iemand bewaart een tabel terwijl de run bezig is.",
        "from pathlib import Path; Path('wijkdata/bb/netwerk.csv').write_text('anders')",
    ),
}
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes")


@dataclass(frozen=True)
class Storing:
    """One row of the table. plant gives what the user reads; it raises where what should stay did not."""

    wat: str
    blijft: str
    plant: Callable[[Wereld], str]


def _said(exception: type[Exception], act: Callable[[], object]) -> str:
    with pytest.raises(exception) as caught:
        act()
    return str(caught.value)


def _wrong_row(wereld: Wereld) -> str:
    wereld.wijk("aa", "2022-01-01", "fout")
    verslag = wereld.run()
    assert sorted(verslag.klaar) == ["bb/1-tel", "bb/2-kop"]
    return verslag.fouten["aa"][0]


def _other_run(wereld: Wereld) -> str:
    from wijkmonitor.cli.zeggen import zin

    with lock(Path("reports")):
        try:
            wereld.run()
        except AlBezig as error:
            assert list(Path("reports").glob("2*")) == []
            return zin("run.er_loopt_al_een_run", map=error)
    raise AssertionError("two runs in one folder")


def _other_copy(wereld: Wereld) -> str:
    task = make_taak(wereld.opdracht(), Planregel("aa", wereld.soorten["1-tel"], "maken"), "2022-12-31", "toets")
    known = look_up(Path("wijkdata"), ["aa"], bestanden=read_bestanden(Path("wijkdata"), ["aa"]), leest=("deelname",))
    files = {**known.bestanden, "aa/deelname.csv": "een oudere kopie"}
    (result,) = wereld.pool.run([replace(task, bronnen=replace(known, machine="server", bestanden=files))])
    assert not (wereld.uit / "aa").exists()
    return str(result.reden)


def _open_in_excel(wereld: Wereld) -> str:
    path = wereld.root / "deelname.xlsx"
    path.write_bytes(b"oud")
    (wereld.root / "~$deelname.xlsx").write_text("")
    said = _said(OSError, lambda: change_file(path, lambda before: b"nieuw"))
    assert path.read_bytes() == b"oud"
    return said


def _folder_as_agenda(wereld: Wereld) -> str:
    (wereld.root / "leeragenda.toml").mkdir()
    return _said(ValueError, lambda: read_toml(wereld.root / "leeragenda.toml"))


def _huge_toml(wereld: Wereld) -> str:
    with (wereld.root / "wijk.toml").open("wb") as file:
        file.truncate(30_000_000_000)
    return _said(ValueError, lambda: read_toml(wereld.root / "wijk.toml"))


def _folder_with_a_strange_name(wereld: Wereld) -> str:
    folder = wereld.root / "w\udce9k"  # as a disk of another system gives it
    folder.mkdir()
    (folder / "wijk.toml").write_text('naam = "Wijk"\n')
    wijk, [fault] = load_wijk(folder, vandaag=date(2022, 1, 1))
    assert wijk is None
    return str(fault)


def _silent_port(wereld: Wereld) -> str:
    with pytest.MonkeyPatch.context() as patch, socket.create_server(("127.0.0.1", 0)) as silent:
        patch.setattr(scheduler, "CONNECT", 0.5)
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        return _said(ValueError, lambda: wereld.run_anew(scheduler=address))


def _web_address(wereld: Wereld) -> str:
    return _said(ValueError, lambda: scheduler.check_address("http://server:8786"))


STORINGEN = (
    Storing("In een tabel staat een fout.", "de andere wijken doen mee", _wrong_row),
    Storing("Er loopt al een run.", NIETS, _other_run),
    Storing("Een andere machine heeft een oudere kopie van de gegevens.", NIETS, _other_copy),
    Storing("Een tabel staat open in Excel.", NIETS, _open_in_excel),
    Storing("`leeragenda.toml` is een map.", NIETS, _folder_as_agenda),
    Storing("`wijk.toml` is 30 GB.", NIETS, _huge_toml),
    Storing("De naam van een map is op een ander systeem geschreven.", "de andere wijken doen mee", _folder_with_a_strange_name),
    Storing("Op het adres van het cluster antwoordt niemand.", NIETS, _silent_port),
    Storing("Het adres van het cluster is dat van een website.", NIETS, _web_address),
)


def row(wat: str, said: str, blijft: str) -> str:
    """One row of the table, without what differs per machine."""
    said = re.sub(r"tcp://127[.\d]+:\d+", "tcp://machine:8786", said.replace(platform.node(), "uw-machine"))
    said = re.sub(r"(?:/[^/\s:']+)+/", "", said.replace("\n", " "))
    first = said.split()[0]
    return f"| {wat} | {said[0].upper() + said[1:] if first.isalpha() else said} | {blijft} |"


def check_rows(rows: list[str]) -> None:
    """Every row stands in the table; or write them in it."""
    text = BLAD.read_text(encoding="utf-8")
    if os.environ.get("STORINGEN") == "schrijf":
        start, _, table = text.partition(KOP)
        kept = {line.split(" | ")[0]: line for line in [*table.strip().splitlines(), *rows] if line}
        BLAD.write_text(f"{start}{KOP}" + "\n".join(kept.values()) + "\n", encoding="utf-8")
        text = BLAD.read_text(encoding="utf-8")
    missing = [line for line in rows if line not in text.splitlines()]
    assert missing == [], "\n".join(missing)


@pytest.fixture
def kapot(wereld: Wereld) -> Verslag:
    """A run with earlier reports in which six documents go wrong, each in its own way."""
    (wereld.root / "wijkdata" / "bb" / "netwerk.csv").write_text("oud")
    for name in CELLEN:
        wereld.document(name, wereld.TEL, wereld.MELD, leest=("netwerk",) if name == "8-wijzigt" else ("deelname",))
    wereld.soorten = {key: soort for key, soort in wereld.soorten.items() if key != "2-kop"}
    wereld.run(wijken=("bb",))
    for name, (_, source) in CELLEN.items():
        wereld.notebook(name, source, wereld.TEL, wereld.MELD)
    return wereld.run(wijken=("bb",), tijdslimiet=5.0, geheugen_mb=1500)


@pytest.mark.traag
def test_documents_that_go_wrong_say_so_and_leave_the_old_report(kapot: Verslag, wereld: Wereld) -> None:
    check_rows([row(wat, kapot.mislukt[f"bb/{name}"], OUD) for name, (wat, _) in CELLEN.items()])
    for name in CELLEN:
        assert (wereld.uit / "bb" / f"{name}.html").read_text().endswith("</html>\n"), name
    assert wereld.temporary() == []


@pytest.mark.parametrize("storing", STORINGEN, ids=lambda storing: storing.wat)
def test_fault_says_what_the_table_says(storing: Storing, wereld: Wereld) -> None:
    check_rows([row(storing.wat, storing.plant(wereld), storing.blijft)])


def test_table_has_no_row_that_nothing_plants() -> None:
    planted = {wat for wat, _ in CELLEN.values()} | {storing.wat for storing in STORINGEN}
    rows = BLAD.read_text(encoding="utf-8").partition(KOP)[2].strip().splitlines()
    assert {line.split(" | ")[0].removeprefix("| ") for line in rows} == planted
