"""The same run on a Dask cluster: a real scheduler and two worker processes on this machine, one of which is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wijkmonitor.draaien.invoer import OpdrachtFout
from wijkmonitor.draaien.run import Run

if TYPE_CHECKING:
    from conftest import Wereld

pytest.importorskip("distributed", reason="needs the extra 'dask'")
SLOW = "import time; time.sleep(0.5)"


@pytest.fixture
def cluster(tmp_path: Path, speelgoed: Path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """Address of a scheduler, and its two workers."""
    place = tmp_path / "scheduler.json"
    options = ["--scheduler-file", str(place)]
    env = {**os.environ, "DASK_DISTRIBUTED__DASHBOARD__LINK": ""}
    base = [sys.executable, "-W", "ignore", "-m"]
    scheduler = [
        *base,
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--no-jupyter",
        *options,
    ]
    worker = [
        *base,
        "distributed.cli.dask_worker",
        "--host",
        "127.0.0.1",
        "--no-nanny",
        "--no-dashboard",
        "--nthreads",
        "1",
        *options,
    ]
    worker += ["--local-directory", str(tmp_path)]
    processes = [subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) for command in (scheduler, worker, worker)]
    until = time.monotonic() + 30
    while not place.exists():
        assert time.monotonic() < until
        time.sleep(0.05)
    import json

    yield json.loads(place.read_text())["address"], processes[1:]
    for process in reversed(processes):
        process.kill()
        process.wait()


@pytest.mark.traag
def test_killed_worker_loses_nothing_and_doubles_nothing(wereld: Wereld, cluster: tuple) -> None:
    address, workers = cluster
    for wijk in ("aa", "bb", "cc", "dd"):
        wereld.wijk(wijk, "2022-12-31")
    wereld.notebook("1-tel", wereld.TEL, SLOW, wereld.MELD)
    wereld.notebook("2-kop", "rows = []", SLOW, wereld.MELD)

    def kill_one() -> None:
        while len(list(wereld.uit.rglob("*.html"))) < 2:
            time.sleep(0.02)
        workers[0].kill()

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    verslag = Run(wereld.opdracht(scheduler=address), soorten=wereld.soorten)()
    killer.join()
    assert verslag.mislukt == {} and len(verslag.klaar) == 8
    files = sorted(path.name for path in wereld.uit.rglob("?-*.*"))
    assert files == sorted(["1-tel.html", "1-tel.ipynb", "2-kop.html", "2-kop.ipynb"] * 4)
    assert all(path.read_text().endswith("</html>\n") for path in wereld.uit.rglob("*.html") if path.parent != wereld.uit)
    assert wereld.temporary() == [] and len(wereld.read("bevindingen.json")) == 8
    on_cluster = {path: path.read_bytes() for path in wereld.uit.rglob("?-*.*")}
    assert wereld.run().klaar == []
    wereld.run(opnieuw=True)
    assert on_cluster == {path: path.read_bytes() for path in wereld.uit.rglob("?-*.*")}


def test_scheduler_address_without_a_port_is_refused_at_once() -> None:
    from wijkmonitor.draaien import cluster

    with pytest.raises(OpdrachtFout, match="'machine' heeft geen poort"):
        cluster.connect("machine")


def test_scheduler_that_does_not_answer_is_told_in_dutch(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    from wijkmonitor.draaien import cluster

    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    with pytest.raises(OpdrachtFout, match="antwoordt geen Dask-scheduler"):
        Run(wereld.opdracht(scheduler="tcp://127.0.0.1:9"), soorten=wereld.soorten)()
