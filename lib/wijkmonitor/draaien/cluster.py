"""Work on an existing Dask cluster: the same units of work, each handed to a prepared process on the worker's machine.

A Dask worker holds threads and locks, so it never forks itself. It starts one prepared process (a new program, not a
fork) and asks that one. Reports go to a folder that all machines share. Which worker does what is decided here, one unit of
work per thread of a worker, for Dask itself waits without end for a worker that stands still.
"""

from __future__ import annotations

import atexit
import contextlib
import pickle
import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.pool import GRACE, START, Manier, Pool, WerkprocesFout
from wijkmonitor.draaien.scheduler import KIJK, Scheduler
from wijkmonitor.draaien.taak import Kernel, Resultaat, Taak, Werk, lost

_lock = threading.Lock()
_pools: dict[str, NodePool] = {}
MAX_TRIES = 3  # times that work is given to a worker
# What a worker raises that can't do any of our work: not installed, another version, or its process can't start.
ONGESCHIKT = (ImportError, AttributeError, TypeError, WerkprocesFout)


class NodePool:
    """The prepared process of this machine, shared by the threads of one Dask worker."""

    def __init__(self, manier: Manier) -> None:
        self._manier: Manier = manier
        self._idle: list[Pool] = []

    def do(self, werk: Werk) -> Resultaat:
        """The result of one unit of work; threads wait for no one but their own process."""
        with _lock:
            pool = self._idle.pop() if self._idle else Pool(1, self._manier)
        try:
            return next(iter(pool.run([werk])))
        finally:
            with _lock:
                self._idle.append(pool)

    def close(self) -> None:
        """End the processes."""
        while self._idle:
            self._idle.pop().close()


def do_on_node(packed: bytes, manier: Manier) -> bytes:
    """What a Dask worker does: the packed result from its prepared process."""
    with _lock:
        if manier not in _pools:
            _pools[manier] = NodePool(manier)
            atexit.register(_pools[manier].close)
    return pickle.dumps(_pools[manier].do(pickle.loads(packed)))


def as_task() -> Callable[[bytes, str], bytes]:
    """The body of a Dask task. It travels by value and takes bytes, so that a worker without our package can say so."""

    def ask_node(packed: bytes, manier: str) -> bytes:
        from importlib import import_module

        return import_module("wijkmonitor.draaien.cluster").do_on_node(packed, manier)

    return ask_node


@dataclass
class Bezig:
    """Work that a worker has now. deadline: the moment at which we stop waiting; poging counts from 1."""

    werk: Werk
    worker: str
    deadline: float
    poging: int


class Cluster:
    """An existing Dask cluster, found at the address of its scheduler.

    OpdrachtFout where Dask is not installed, no scheduler answers, or it has no workers.
    """

    waarom_spawn = ""  # each machine finds that out for itself

    def __init__(self, address: str, kernel: Kernel) -> None:
        self._manier: Manier = "spawn" if kernel == "spawn" else "shell"
        self._scheduler = Scheduler(address)
        self._ready: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._todo: deque[tuple[Werk, int]] = deque()
        self._busy: dict[Any, Bezig] = {}
        self._unfit: dict[str, str] = {}
        self._warm: set[str] = set()

    def run(self, works: Sequence[Werk]) -> Iterator[Resultaat]:
        """Results in the order in which they are ready; work of a worker that dies or stands still goes to another one."""
        self._todo = deque((werk, 1) for werk in works)
        while self._todo or self._busy:
            yield from self._hand_out(self._scheduler.workers())
            with contextlib.suppress(queue.Empty):
                yield from self._hear(self._ready.get(timeout=0.5))
            yield from self._late()

    def _hand_out(self, workers: dict[str, int]) -> Iterator[Resultaat]:
        """Work for every free thread of the workers that answer; where there are none for too long, all is lost."""
        fit = {address: threads for address, threads in workers.items() if address not in self._unfit}
        for future, busy in list(self._busy.items()):
            if busy.worker not in workers:
                yield from self._again(future, redenen.zin("worker_stil", worker=busy.worker))
        free = Counter(fit) - Counter(busy.worker for busy in self._busy.values())
        while self._todo and free:
            worker, _ = free.most_common(1)[0]
            free = free - Counter([worker])
            self._give(*self._todo.popleft(), worker)
        if not fit and not self._busy:  # no reason: one may still come
            reason = next(iter(self._unfit.values())) if workers else self._scheduler.why_none()
            while self._todo and reason:
                yield lost(self._todo.popleft()[0], reason)

    def _give(self, werk: Werk, poging: int, worker: str) -> None:
        patience = werk.tijdslimiet + GRACE + (0.0 if worker in self._warm else START)
        if isinstance(werk, Taak) and poging > 1:  # who did it before may wake up: its half-written files are its own
            werk = replace(werk, run=f"{werk.run}-{poging}")
        future = self._scheduler.submit(as_task(), pickle.dumps(werk), self._manier, worker)
        self._busy[future] = Bezig(werk, worker, time.monotonic() + patience, poging)
        future.add_done_callback(self._ready.put)

    def _hear(self, future: Any) -> Iterator[Resultaat]:
        if future not in self._busy:
            return
        if future.status != "finished":
            yield from self._failed(future, self._busy[future].worker)
            return
        try:
            packed = future.result(timeout=KIJK)
        except Exception:  # done, but its worker stands still with the result: in time that counts as silent or late
            self._ready.put(future)
            return
        self._warm.add(self._busy.pop(future).worker)
        yield pickle.loads(packed)
        future.release()

    def _failed(self, future: Any, worker: str) -> Iterator[Resultaat]:
        error = future.exception(timeout=1) if future.status == "error" else None
        if isinstance(error, ONGESCHIKT):
            self._unfit[worker] = redenen.worker_ongeschikt(worker, error)
            self._busy[future].poging -= 1  # that is no fault of the work
            yield from self._again(future, self._unfit[worker])
        else:
            yield from self._again(future, redenen.worker_fout(worker, error))

    def _late(self) -> Iterator[Resultaat]:
        now = time.monotonic()
        for future, busy in list(self._busy.items()):
            if busy.deadline < now:
                self._unfit[busy.worker] = redenen.zin("worker_stil", worker=busy.worker)
                yield from self._again(future, self._unfit[busy.worker])

    def _again(self, future: Any, reason: str) -> Iterator[Resultaat]:
        """Give the work to another worker, at most MAX_TRIES times in all."""
        busy = self._busy.pop(future)
        with contextlib.suppress(Exception):
            future.cancel(force=True)
        if busy.poging < MAX_TRIES:
            self._todo.append((busy.werk, busy.poging + 1))
        else:
            yield lost(busy.werk, reason)

    def close(self) -> None:
        """Leave the cluster; it stays up."""
        self._scheduler.close()
