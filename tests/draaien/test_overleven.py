"""Runs that are broken off: nothing half written, nothing left running, and the next run goes on where it stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wijkmonitor.draaien import bibliotheken, bijwerken, kinderen, run
from wijkmonitor.draaien.kinderen import is_alive
from wijkmonitor.draaien.pool import Pool
from wijkmonitor.draaien.run import Run

if TYPE_CHECKING:
    from conftest import Wereld

SLOW = "import time; time.sleep(0.4)"
MARK = "WIJKMONITOR_TOETS"
DRIVER = """
import sys
from pathlib import Path
from wijkmonitor.documenten import Documentsoort
from wijkmonitor.draaien.plan import Opdracht
from wijkmonitor.draaien import bijwerken, run
from wijkmonitor.draaien.run import Run
bijwerken.digest_library = run.digest_library = lambda: "toets"
soorten = {name: Documentsoort(name, int(name[0]), "Wat?", ("deelname",)) for name in ("1-tel", "2-kop")}
stand_ins = {"export": "speelgoed:export_pages", "toets": "speelgoed:toets", "voorblad": "speelgoed:voorblad"}
try:
    print(Run(Opdracht(Path("wijkdata"), Path("reports"), Path("notebooks"), kernel=sys.argv[1], **stand_ins), soorten=soorten)().code)
except KeyboardInterrupt:
    sys.exit(1)
"""


@pytest.fixture
def slow(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> Wereld:
    """Eight documents of almost half a second each; our own code counts as unchanged."""
    for module in (bijwerken, run):
        monkeypatch.setattr(module, "digest_library", lambda: "toets")
    for wijk in ("aa", "bb", "cc", "dd"):
        wereld.wijk(wijk, "2022-12-31")
    wereld.notebook("1-tel", wereld.TEL, SLOW, wereld.MELD)
    wereld.notebook("2-kop", wereld.TEL, SLOW, wereld.MELD)
    wereld.soorten = {name: type(soort)(name, soort.nummer, "Wat?", ("deelname",)) for name, soort in wereld.soorten.items()}
    return wereld


# whoever started the tests in the background made their children deaf to Ctrl-C
INTERRUPTIBLE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"


def start(wereld: Wereld, kernel: str = "shell") -> subprocess.Popen:
    """A run in a process of its own, stopped by the caller when two reports are there."""
    env = {**os.environ, MARK: str(wereld.root)}
    command = [sys.executable, "-c", INTERRUPTIBLE + DRIVER, kernel]
    process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    wait_for(lambda: len(reports(wereld)) >= 2)
    return process


def reports(wereld: Wereld) -> list[Path]:
    """The reports that a reader sees; what is being written has a name with a dot in front."""
    return [path for path in wereld.uit.rglob("*.html") if not path.name.startswith(".")]


def wait_for(what, seconds: float = 60.0) -> None:
    """Return when it is so; AssertionError when it takes too long."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


def descendants(wereld: Wereld) -> list[str]:
    """Processes that carry the mark of this world."""
    mark, found = f"{MARK}={wereld.root}".encode(), []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append((entry / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("kernel", ["shell", "spawn"])
@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_run_that_is_killed_leaves_nothing_and_the_next_goes_on(
    name: str, kernel: str, slow: Wereld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    number = int(getattr(signal, name))
    process = start(slow, kernel)
    os.kill(process.pid, number)
    _, said = process.communicate()
    assert process.returncode == (1 if number == signal.SIGINT else -number), said
    wait_for(lambda: not descendants(slow))
    if name != "SIGKILL":  # of that the next run removes what is left
        wait_for(lambda: list(temporary.glob("wijkmonitor-*")) == [], 10)
    assert all(path.read_text().endswith("</html>\n") for path in reports(slow))
    verslag = slow.run()
    assert verslag.code == 0 and len(verslag.ongewijzigd) >= 1 and len(verslag.klaar) <= 7
    assert len(verslag.klaar) + len(verslag.ongewijzigd) == 8 and slow.temporary() == []
    assert len(slow.read("bevindingen.json")) == 8


def test_killed_prepared_process_is_replaced(slow: Wereld) -> None:
    pool = Pool(2, "shell")
    results = iter(pool.run([slow_task(slow, wijk) for wijk in ("aa", "bb", "cc", "dd")]))
    first = next(results)
    pool._processes[0].process.kill()
    rest = list(results)
    pool.close()
    assert [result.reden for result in (first, *rest)] == [""] * 4
    assert {result.naam for result in (first, *rest)} == {f"{wijk}/1-tel" for wijk in ("aa", "bb", "cc", "dd")}


def test_process_that_is_killed_while_it_gets_ready_is_replaced(slow: Wereld) -> None:
    pool = Pool(1, "shell")
    pool._processes[0].process.kill()
    results = list(pool.run([slow_task(slow, "aa")]))
    pool.close()
    assert [result.reden for result in results] == [""]


def slow_task(wereld: Wereld, wijk: str):
    """The unit of work of one slow document."""
    from wijkmonitor.draaien.plan import Planregel, make_taak

    line = Planregel(wijk, wereld.soorten["1-tel"], "maken")
    return make_taak(wereld.opdracht(), line, "2022-12-31", "toets")


def test_journal_with_a_torn_line_counts_only_whole_lines(slow: Wereld) -> None:
    slow.run()
    journal = slow.uit / ".journaal.jsonl"
    journal.write_text('{"wijk": "aa", "docu')
    assert len(slow.run().ongewijzigd) == 8 and not journal.exists()


def test_damaged_run_json_is_made_again(slow: Wereld) -> None:
    slow.run()
    (slow.uit / "run.json").write_text('{"documenten": [')
    assert len(slow.run().klaar) == 8


def test_leftovers_of_a_killed_run_are_removed(wereld: Wereld) -> None:
    wereld.run()
    for name in (".1-tel.oud.tmp.html", ".1-tel.oud.tmp.ipynb", ".1-tel.pdf.12.tmp"):
        (wereld.uit / "aa" / name).write_text("half")
    wereld.run()
    assert wereld.temporary() == []


def test_process_with_other_threads_does_not_fork() -> None:
    import threading

    release = threading.Event()
    thread = threading.Thread(target=release.wait, name="wachter")
    thread.start()
    try:
        assert "wachter" in bibliotheken.unfit_for_fork()
    finally:
        release.set()
        thread.join()


def test_spawn_serves_where_the_prepared_process_cannot_fork(wereld: Wereld, speelgoed: Path, monkeypatch) -> None:
    (speelgoed / "sitecustomize.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True, name='draad').start()\n"
    )
    pool = Pool(1, "shell")
    try:
        run = Run(wereld.opdracht(wijken=("aa",), documenten=("2-kop",)), soorten=wereld.soorten, _uitvoerder=pool)
        verslag = run()
        assert verslag.klaar == ["aa/2-kop"] and "(draad)" in verslag.waarom_spawn
        assert pool.manier == "spawn"
    finally:
        (speelgoed / "sitecustomize.py").unlink()


def test_sockets_of_dead_processes_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinderen.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(kinderen.tempfile, "tempdir", str(tmp_path))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f"wijkmonitor-{dead.pid}-x").mkdir()
    kept = tmp_path / "van-een-ander"
    kept.mkdir()
    (tmp_path / f"wijkmonitor-{dead.pid}-y").symlink_to(kept, target_is_directory=True)
    made = Path(kinderen.socket_folder())
    assert made.name.startswith(f"wijkmonitor-{os.getpid()}-") and kept.is_dir() and not is_alive(str(dead.pid))
    assert {path.name for path in tmp_path.iterdir()} == {made.name, kept.name, f"wijkmonitor-{dead.pid}-y"}


@pytest.mark.skipif(os.name != "posix", reason="rights of folders")
def test_folder_for_sockets_cannot_be_guessed_and_is_for_this_user_only() -> None:
    first, second = Path(kinderen.socket_folder()), Path(kinderen.socket_folder())
    try:
        assert first != second and first.stat().st_mode & 0o077 == 0
    finally:
        first.rmdir()
        second.rmdir()
