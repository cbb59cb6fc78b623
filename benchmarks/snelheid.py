"""How fast is `wijkmonitor run`? All ways side by side on the same notebooks and records; prints ratios of medians.

    python benchmarks/snelheid.py                     # everything, about 20 minutes
    python benchmarks/snelheid.py --rondes 1 --lus 4  # a quick look: the plain loop on 4 documents, scaled

Every round runs each way once, one after the other, so that a busy machine disturbs all of them alike. Bytecode is
compiled before, and every process has one BLAS thread. `loop` is what one would write without us: the commands
`papermill` and `jupyter nbconvert` for each document. `bare` is the limit: the cells of the notebooks as plain Python
in one warmed process per core, with figures and HTML, without kernel, files or checks.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from bare import PEILDATUM, run_bare
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.draaien.invoer import find_wijken
from wijkmonitor.draaien.plan import PROFIEL, Opdracht, Planregel, make_taak, make_toets
from wijkmonitor.draaien.pool import Pool, Uitvoerder
from wijkmonitor.draaien.taak import Taak
from wijkmonitor.gegevens.opendata.gebieden import all_areas

ROOT = Path(__file__).resolve().parents[1]
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
HERE = {**ONE_THREAD, "PYTHONPATH": str(ROOT / "lib")}
PER_WIJK = [name for name, soort in DOCUMENTEN.items() if soort.rekent]
PROFIELEN = 80
Pair = tuple[str, str]


def environment() -> dict[str, str]:
    """The environment of every process that is measured."""
    env = {**os.environ, **HERE}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def timed(what: Callable[[], object]) -> float:
    """Seconds of wall time."""
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def command(*words: str) -> None:
    """Run a command of this Python's environment; stop when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def pairs() -> list[Pair]:
    """Every (wijk, document)."""
    return [(wijk, name) for wijk in find_wijken(ROOT / "wijkdata") for name in PER_WIJK]


def loop_one(pair: Pair, folder: Path) -> None:
    """One document with the two plain commands."""
    wijk, name = pair
    out = folder / f"{wijk}-{name}.ipynb"
    options = ["-p", "wijk", wijk, "-p", "peildatum", PEILDATUM, "-p", "data", "wijkdata", "--no-progress-bar"]
    command("papermill", f"notebooks/{name}.ipynb", str(out), *options)
    command("nbconvert", "--to", "html", str(out))


def loop(some: Sequence[Pair], at_a_time: int) -> None:
    """The documents with the plain commands, so many at a time."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(at_a_time) as threads:
        list(threads.map(lambda pair: loop_one(pair, Path(folder)), some))


def ours(folder: Path, *options: str) -> None:
    """`wijkmonitor run` with two workers."""
    words = ["--peildatum", PEILDATUM, "--uit", str(folder), "--workers", "2"]
    command("wijkmonitor", "run", *words, *[f"--document={name}" for name in PER_WIJK], *options)


def change_row(data: Path) -> None:
    """Add one participation to the records of one wijk."""
    path = data / "voorbeeldwijk" / "deelname.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    lines.append(lines[-1].replace(lines[-1].split(";")[0].split(",")[0], "nieuw-1", 1))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def tasks(number: int, folder: Path) -> list[Taak]:
    """So many units of work, over all wijken and documents."""
    every = pairs()
    found = []
    for position in range(number):
        wijk, name = every[position % len(every)]
        order = Opdracht(Path("wijkdata"), folder / str(position // len(every)), ROOT / "notebooks")
        found.append(make_taak(order, Planregel(wijk, DOCUMENTEN[name], "maken"), PEILDATUM, "meting"))
    return found


def check_records(uitvoerder: Uitvoerder) -> None:
    """Check the records of every wijk first, as a run does."""
    order = Opdracht(Path("wijkdata"), Path("reports"), ROOT / "notebooks")
    checks = [make_toets(order, wijk, "") for wijk in find_wijken(ROOT / "wijkdata")]
    if not all(result.gelukt for result in uitvoerder.run(checks)):
        raise SystemExit("the records have faults")


def profiles(number: int, folder: Path) -> list[Taak]:
    """The profiles of so many areas without a folder, over all areas of the open figures."""
    codes = itertools.islice(itertools.cycle(all_areas(ROOT / "wijkdata")), number)
    order = Opdracht(Path("wijkdata"), folder, ROOT / "notebooks")
    line = [Planregel(code, DOCUMENTEN[PROFIEL], "maken") for code in codes]
    return [make_taak(replace(order, uit=folder / str(k)), each, PEILDATUM, "meting") for k, each in enumerate(line)]


def do_tasks(uitvoerder: Uitvoerder, number: int, make: Callable[[int, Path], list[Taak]] = tasks) -> None:
    """Do so many units of work; stop when one fails."""
    with tempfile.TemporaryDirectory() as folder:
        for result in uitvoerder.run(make(number, Path(folder))):
            if not result.gelukt:
                raise SystemExit(f"{result.naam}: {result.reden}")


def limit_without(wijk: str) -> float:
    """Seconds per document of the bare functions on two cores: warmed on this wijk, measured on the others.

    Over all wijken these are the same documents as those in a row.
    """
    return run_bare(2, ROOT, sorted(pairs(), key=lambda pair: pair[0] != wijk)) / 2


def in_a_row(number: int, workers: int) -> tuple[float, list[float]]:
    """Seconds for so many documents in one prepared process, and its memory in MB before, halfway and after."""
    pool = Pool(workers, "shell")
    try:
        check_records(pool)
        do_tasks(pool, 30)
        memory = [resident(pool)]
        seconds = 0.0
        for _ in range(2):
            seconds += timed(lambda: do_tasks(pool, number // 2))
            memory.append(resident(pool))
        return seconds, memory
    finally:
        pool.close()


def profiles_in_a_row(number: int, workers: int) -> tuple[float, float]:
    """Seconds for so many profiles in one prepared process, and the growth of the memory of this process in MB."""
    pool = Pool(workers, "shell")
    try:
        do_tasks(pool, 8, profiles)
        before = own_memory()
        return timed(lambda: do_tasks(pool, number, profiles)), own_memory() - before
    finally:
        pool.close()


def own_memory() -> float:
    """Memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def resident(pool: Pool) -> float:
    """Memory of the prepared process in MB."""
    pages = Path(f"/proc/{pool._processes[0].process.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


class DaskHere:
    """A scheduler and so many workers on this machine."""

    def __init__(self, workers: int = 2) -> None:
        self.folder = Path(tempfile.mkdtemp())
        place = self.folder / "scheduler.json"
        base = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(place)]
        worker = ["dask_worker", *base, "--no-nanny", "--nthreads", "1", "--local-directory", str(self.folder)]
        words = [["dask_scheduler", *base, "--port", "0", "--no-jupyter"], *[worker] * workers]
        self.processes = [
            subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{w[0]}", *w[1:]], env=environment(), stderr=subprocess.DEVNULL
            )
            for w in words
        ]
        while not (place.exists() and place.read_text().rstrip().endswith("}")):  # it is there before it is written whole
            time.sleep(0.1)
        self.address = json.loads(place.read_text())["address"]
        ready = f"from distributed import Client; Client({self.address!r}).wait_for_workers({workers})"
        subprocess.run([sys.executable, "-c", ready], env=environment(), check=True)
        time.sleep(1)

    def close(self) -> None:
        """End them."""
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def on_dask(number: int) -> float:
    """Seconds for so many documents on two Dask workers that just started."""
    from wijkmonitor.draaien.cluster import Cluster

    here = DaskHere()
    try:
        return timed(lambda: _with(Cluster(here.address, "shell"), number))
    finally:
        here.close()


def profiles_on_dask(number: int, workers: int) -> float:
    """Seconds for so many profiles on so many Dask workers that are ready."""
    from wijkmonitor.draaien.cluster import Cluster

    here = DaskHere(workers)
    cluster = Cluster(here.address, "shell")
    try:
        do_tasks(cluster, 8, profiles)
        return timed(lambda: do_tasks(cluster, number, profiles))
    finally:
        cluster.close()
        here.close()


def on_workers(number: int) -> float:
    """Seconds for so many documents with `--workers 2`, start included."""
    return timed(lambda: _with(Pool(2, "shell"), number))


def _with(uitvoerder: Uitvoerder, number: int) -> None:
    try:
        check_records(uitvoerder)
        do_tasks(uitvoerder, number)
    finally:
        uitvoerder.close()


def measure_round(some: Sequence[Pair], row: int, add: Callable[[str, float], None]) -> None:
    """Every way once."""
    scale = len(pairs()) / len(some)
    with tempfile.TemporaryDirectory() as folder:
        data, out = Path(folder) / "wijkdata", Path(folder) / "reports"
        shutil.copytree(ROOT / "wijkdata", data)
        add("loop", timed(lambda: loop(some, 1)) * scale)
        add("loop, two at a time", timed(lambda: loop(some, 2)) * scale)
        add("run, cold", timed(lambda: ours(out, "--data", str(data))))
        add("run, nothing changed", timed(lambda: ours(out, "--data", str(data))))
        change_row(data)
        add("run, one row changed", timed(lambda: ours(out, "--data", str(data))))
    add("help", timed(lambda: command("wijkmonitor", "--help")))
    before, *after = find_wijken(ROOT / "wijkdata")
    limit = [limit_without(before)]
    seconds, memory = in_a_row(row, 2)
    limit += [limit_without(wijk) for wijk in after]
    add("bare, per document", statistics.mean(limit))
    add("in a row, per document", seconds / row)
    add("memory growth, MB", memory[-1] - memory[0])
    for workers in (1, 2):
        seconds, growth = profiles_in_a_row(PROFIELEN, workers)
        add(f"profile, {workers} workers", seconds / PROFIELEN)
        add(f"growth of main process, {workers} w", growth)
        add(f"profile, {workers} on Dask", profiles_on_dask(PROFIELEN, workers) / PROFIELEN)
    add("60 documents, workers", on_workers(60))
    add("60 documents, Dask", on_dask(60))


def measure(rounds: int, limit: int, row: int) -> dict[str, list[float]]:
    """Seconds per way, one number per round; the loop is scaled to all documents."""
    every = pairs()
    some = every[:: max(1, len(every) // limit)][:limit] if limit else every
    found: dict[str, list[float]] = {}

    def add(name: str, seconds: float) -> None:
        found.setdefault(name, []).append(seconds)
        print(f"  {name:<28}{seconds:8.3f}", flush=True)

    for number in range(rounds):
        print(f"round {number + 1}", flush=True)
        measure_round(some, row, add)
    return found


def report(found: dict[str, list[float]]) -> list[tuple[str, float, str]]:
    """What the targets of the project speak of: name, value, target."""
    middle = {name: statistics.median(values) for name, values in found.items()}
    number = len(pairs())
    return [
        ("run against the loop", middle["loop"] / middle["run, cold"], ">= 18"),
        ("run against the loop, two at a time", middle["loop, two at a time"] / middle["run, cold"], ">= 9"),
        (
            "in a row against the loop, two at a time",
            middle["loop, two at a time"] / number / middle["in a row, per document"],
            ">= 8",
        ),
        ("in a row against bare functions, per core", middle["in a row, per document"] / middle["bare, per document"], "<= 1.15"),
        ("nothing changed, seconds", middle["run, nothing changed"], "< 1"),
        ("help, seconds", middle["help"], "< 0.4"),
        ("one row changed, seconds", middle["run, one row changed"], "< 5"),
        ("Dask against workers", middle["60 documents, Dask"] / middle["60 documents, workers"], "<= 1.15"),
        ("memory growth in a row, MB", middle["memory growth, MB"], "flat"),
        ("profiles on 2 workers against 1", middle["profile, 1 workers"] / middle["profile, 2 workers"], ">= 1.8"),
        ("profiles on 2 Dask workers against 1", middle["profile, 1 on Dask"] / middle["profile, 2 on Dask"], ">= 1.8"),
        ("memory growth of the main process, MB", middle["growth of main process, 2 w"], "flat"),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rondes", type=int, default=3, help="rounds; medians are over rounds")
    parser.add_argument("--lus", type=int, default=0, help="documents in the plain loop, scaled to all (0 = all)")
    parser.add_argument("--rij", type=int, default=240, help="documents in a row")
    args = parser.parse_args()
    os.environ.update(HERE)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.chdir(ROOT)
    loop_one(pairs()[0], Path(tempfile.mkdtemp()))
    found = measure(args.rondes, args.lus, args.rij)
    print()
    for name, value, target in report(found):
        print(f"{name:<45}{value:8.2f}   {target}")


if __name__ == "__main__":
    main()
