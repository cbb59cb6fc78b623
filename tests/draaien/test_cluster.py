"""The same run on a Dask cluster, with a real scheduler and workers on this machine: killed, stopped, silent, of another version."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

import wijkmonitor
from wijkmonitor.draaien import cluster, scheduler
from wijkmonitor.draaien.bijwerken import Verslag
from wijkmonitor.draaien.invoer import OpdrachtFout
from wijkmonitor.draaien.plan import Planregel, make_taak
from wijkmonitor.draaien.run import Run

if TYPE_CHECKING:
    from conftest import Wereld

pytest.importorskip("distributed", reason="needs the extra 'dask'")
SLOW = "import time; time.sleep(0.5)"
OPENSSL = shutil.which("openssl")
PARTIES = ("scheduler", "worker", "client")
HERE = ["--host", "127.0.0.1", "--no-dashboard"]


class Buren:
    """A scheduler with workers, each a process of its own; env: what they all find in their environment."""

    def __init__(self, folder: Path, *options: str, **env: str) -> None:
        self.folder, self.env, self.workers, self._all = folder, env, [], []  # type: ignore[var-annotated]
        self.scheduler = self._start("dask_scheduler", "--port", "0", "--no-jupyter", *options)
        place = folder / "scheduler.json"
        until = time.monotonic() + 60
        told = ""
        while not told.rstrip().endswith("}"):  # it is there before it is written whole
            assert time.monotonic() < until
            time.sleep(0.05)
            told = place.read_text() if place.exists() else ""
        self.address = str(json.loads(told)["address"])

    def _start(self, program: str, *options: str, **env: str) -> subprocess.Popen:
        command = [sys.executable, "-W", "ignore", "-m", f"distributed.cli.{program}", *HERE, *options]
        command += ["--scheduler-file", str(self.folder / "scheduler.json")]
        with (self.folder / f"{len(self._all)}.log").open("wb") as told:
            self._all.append(subprocess.Popen(command, env={**os.environ, **self.env, **env}, stderr=told, stdout=told))
        return self._all[-1]

    def worker(self, **env: str) -> subprocess.Popen:
        """One more worker, of one thread."""
        options = ["--no-nanny", "--nthreads", "1", "--local-directory", str(self.folder)]
        self.workers.append(self._start("dask_worker", *options, **env))
        return self.workers[-1]

    def close(self) -> None:
        """End them all, also those that were stopped."""
        for process in reversed(self._all):
            process.kill()
            process.wait()


@pytest.fixture
def buren(tmp_path: Path, speelgoed: Path) -> Iterator[Buren]:
    """A scheduler; its workers are started by the test."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    made = Buren(folder)
    yield made
    made.close()


def run(wereld: Wereld, buren: Buren, **options: Any) -> Verslag:
    """The run on the cluster."""
    return Run(wereld.opdracht(scheduler=buren.address, **options), soorten=wereld.soorten)()


def after_reports(wereld: Wereld, number: int, act: Any) -> threading.Thread:
    """Do something when so many reports are there."""

    def wait_and_act() -> None:
        while len([path for path in wereld.uit.rglob("*.html") if path.name[0] != "."]) < number:
            time.sleep(0.02)
        act()

    thread = threading.Thread(target=wait_and_act, daemon=True)
    thread.start()
    return thread


@pytest.fixture
def slow(wereld: Wereld) -> Wereld:
    """Eight documents of half a second and more."""
    for wijk in ("aa", "bb", "cc", "dd"):
        wereld.wijk(wijk, "2022-12-31")
    wereld.notebook("1-tel", wereld.TEL, SLOW, wereld.MELD)
    wereld.notebook("2-kop", "rows = []", SLOW, wereld.MELD)
    return wereld


@pytest.mark.traag
def test_killed_worker_loses_nothing_and_doubles_nothing(slow: Wereld, buren: Buren) -> None:
    workers = [buren.worker(), buren.worker()]
    killer = after_reports(slow, 2, workers[0].kill)
    verslag = run(slow, buren)
    killer.join()
    assert verslag.mislukt == {} and len(verslag.klaar) == 8
    files = sorted(path.name for path in slow.uit.rglob("?-*.*"))
    assert files == sorted(["1-tel.html", "1-tel.ipynb", "2-kop.html", "2-kop.ipynb"] * 4)
    assert all(path.read_text().endswith("</html>\n") for path in slow.uit.rglob("*.html") if path.parent != slow.uit)
    assert slow.temporary() == [] and len(slow.read("bevindingen.json")) == 8
    on_cluster = {path: path.read_bytes() for path in slow.uit.rglob("?-*.*")}
    assert len(slow.run().ongewijzigd) == 8
    slow.run(opnieuw=True)
    assert on_cluster == {path: path.read_bytes() for path in slow.uit.rglob("?-*.*")}


@pytest.mark.traag
def test_of_four_workers_each_gets_work_and_the_bytes_are_those_of_one_machine(
    slow: Wereld, buren: Buren, tmp_path: Path
) -> None:
    """Who asked for a child to be forked is the prepared process of one worker; every worker has its own."""
    who = tmp_path / "wie"
    who.mkdir()
    told = f"import os; from pathlib import Path; Path({str(who)!r}, f'{{os.getppid()}} {{wijk}} NAME').touch()"
    for name in ("1-tel", "2-kop"):
        slow.notebook(name, "rows = []", told.replace("NAME", name), SLOW, slow.MELD)
    for _ in range(4):
        buren.worker()
    subprocess.run(
        [sys.executable, "-c", f"from distributed import Client; Client({buren.address!r}).wait_for_workers(4)"], check=True
    )
    assert run(slow, buren).mislukt == {}
    asked = [path.name.split() for path in who.iterdir()]
    assert len({process for process, *_ in asked}) == 4
    assert sorted(did for _, *did in asked) == [[wijk, name] for wijk in ("aa", "bb", "cc", "dd") for name in ("1-tel", "2-kop")]
    on_cluster = {path: path.read_bytes() for path in slow.uit.rglob("?-*.*")}
    assert len(slow.run(opnieuw=True).klaar) == 8
    assert on_cluster == {path: path.read_bytes() for path in slow.uit.rglob("?-*.*")}


@pytest.mark.traag
@pytest.mark.skipif(os.name != "posix", reason="stops a process")
def test_work_of_a_worker_that_stands_still_goes_to_another_one(
    slow: Wereld, buren: Buren, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "STIL", 4.0)
    workers = [buren.worker(), buren.worker()]
    stopper = after_reports(slow, 2, lambda: os.kill(workers[0].pid, signal.SIGSTOP))
    verslag = run(slow, buren)
    stopper.join()
    assert verslag.mislukt == {} and len(verslag.klaar) == 8 and slow.temporary() == []


@pytest.mark.traag
@pytest.mark.skipif(os.name != "posix", reason="stops a process")
def test_cluster_whose_only_worker_stands_still_says_which_and_what_to_do(
    slow: Wereld, buren: Buren, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("STIL", "WORKERS"):
        monkeypatch.setattr(scheduler, name, 4.0)
    monkeypatch.setattr(scheduler, "WORKERS", 30.0)
    worker = buren.worker()

    def stop() -> None:
        monkeypatch.setattr(scheduler, "WORKERS", 2.0)
        os.kill(worker.pid, signal.SIGSTOP)

    stopper = after_reports(slow, 2, stop)
    verslag = run(slow, buren)
    stopper.join()
    assert len(verslag.mislukt) >= 4
    assert all(f"{buren.address} heeft geen workers meer" in reason for reason in verslag.mislukt.values())


@pytest.mark.traag
def test_scheduler_that_dies_ends_the_run_with_words(slow: Wereld, buren: Buren, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "CONNECT", 3.0)
    buren.worker()
    killer = after_reports(slow, 2, buren.scheduler.kill)
    verslag = run(slow, buren)
    killer.join()
    assert verslag.mislukt and all("antwoordt niet meer" in reason for reason in verslag.mislukt.values())
    assert len(verslag.klaar) >= 1 and slow.run().code == 0


@pytest.mark.traag
def test_worker_without_the_package_is_named_and_the_others_do_the_work(wereld: Wereld, buren: Buren, tmp_path: Path) -> None:
    empty = tmp_path / "leeg" / "wijkmonitor"
    empty.mkdir(parents=True)
    (empty / "__init__.py").write_text("raise ModuleNotFoundError(\"No module named 'wijkmonitor'\")\n")
    buren.worker(PYTHONPATH=str(empty.parent))
    with pytest.raises(OpdrachtFout, match=r"(?s)worker tcp://.* kan dit niet maken .*installeer daar dezelfde wijkmonitor"):
        run(wereld, buren)
    buren.worker()
    time.sleep(3)
    assert run(wereld, buren).mislukt == {}


@pytest.mark.traag
def test_worker_with_an_older_library_makes_nothing(wereld: Wereld, buren: Buren, tmp_path: Path) -> None:
    wereld.run()
    wereld.wijk("aa", "2022-01-01", "2022-01-02", "2022-12-31")
    copytree(Path(wijkmonitor.__file__).parent, tmp_path / "oud" / "wijkmonitor")
    with (tmp_path / "oud" / "wijkmonitor" / "documenten.py").open("a") as file:
        file.write("# an older copy\n")
    path = os.pathsep.join([str(tmp_path / "oud"), os.environ["PYTHONPATH"]])
    buren.worker(PYTHONPATH=path)
    with pytest.raises(OpdrachtFout, match="andere wijkmonitor|is veranderd tijdens de run"):
        run(wereld, buren, wijken=("aa",))
    assert wereld.run().klaar == ["aa/1-tel"]


@pytest.mark.traag
@pytest.mark.skipif(OPENSSL is None, reason="openssl makes the certificate")
def test_cluster_over_tls_works_with_the_usual_settings_of_dask(wereld: Wereld, speelgoed: Path, tmp_path: Path) -> None:
    import dask

    folder = tmp_path / "tls"
    folder.mkdir()
    key, cert = str(folder / "key.pem"), str(folder / "cert.pem")
    make = [str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert]
    subprocess.run([*make, "-subj", "/CN=proef", "-days", "2"], check=True, capture_output=True)
    who = {"ca-file": cert} | {f"{part}.{name}": path for part in PARTIES for name, path in (("cert", cert), ("key", key))}
    env = {
        f"DASK_DISTRIBUTED__COMM__TLS__{name.replace('.', '__').replace('-', '_').upper()}": path for name, path in who.items()
    }
    buren = Buren(folder, "--protocol", "tls", DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION="true", **env)
    try:
        buren.worker()
        assert buren.address.startswith("tls://")
        with pytest.raises(OpdrachtFout, match="certificaten nodig"):
            run(wereld, buren)
        with dask.config.set({f"distributed.comm.tls.{name}": path for name, path in who.items()}):
            verslag = run(wereld, buren)
    finally:
        buren.close()
    assert verslag.mislukt == {} and len(verslag.klaar) == 4


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("machine", "'machine' heeft geen poort"),
        ("http://machine:8786", "begint met http://"),
        ("tls://127.0.0.1:9", "certificaten nodig"),
        ("tcp://127.0.0.1:9", "antwoordt geen Dask-scheduler"),
    ],
)
def test_address_that_cannot_be_used_is_told_in_dutch(address: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "CONNECT", 0.5)
    with pytest.raises(OpdrachtFout, match=said):
        scheduler.Scheduler(address)


def test_port_that_takes_calls_and_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "CONNECT", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(OpdrachtFout, match="antwoordt geen Dask-scheduler"):
            scheduler.Scheduler(f"tcp://127.0.0.1:{silent.getsockname()[1]}")
    assert time.monotonic() - began < 10


@pytest.mark.traag
def test_scheduler_without_workers_is_given_up(buren: Buren, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "WORKERS", 1.0)
    with pytest.raises(OpdrachtFout, match=f"heeft geen workers. Start er een op elke machine: dask worker {buren.address}"):
        scheduler.Scheduler(buren.address)


class Vastgehouden:
    """A future that is done, whose worker stands still before it gives the result away."""

    status = "finished"

    def add_done_callback(self, call: Any) -> None:
        call(self)

    def result(self, timeout: float | None = None) -> bytes:
        assert timeout is not None, "this would wait for ever"
        time.sleep(0.01)
        raise TimeoutError

    def cancel(self, force: bool = False) -> None:
        pass


def test_a_result_that_stays_behind_on_a_silent_worker_is_not_waited_for(slow: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter([{"tcp://een:1": 1}] * 5)
    stand_in = SimpleNamespace(
        workers=lambda: next(looks, {}), why_none=lambda: "geen workers meer", submit=lambda *_: Vastgehouden()
    )
    monkeypatch.setattr(cluster, "Scheduler", lambda address: stand_in)
    line = Planregel("aa", slow.soorten["1-tel"], "maken")
    (found,) = cluster.Cluster("tcp://een:8786", "shell").run([make_taak(slow.opdracht(), line, "2022-12-31", "toets")])
    assert "geen workers meer" in found.reden
