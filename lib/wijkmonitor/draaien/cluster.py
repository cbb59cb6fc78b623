"""Work on an existing Dask cluster: the same units of work, each handed to a prepared process on the worker's machine.

A Dask worker holds threads and locks, so it never forks itself. It starts one prepared process (a new program, not a
fork) and asks that one. Reports go to a folder that all machines share.
"""

from __future__ import annotations

import atexit
import re
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from wijkmonitor.draaien.invoer import OpdrachtFout
from wijkmonitor.draaien.pool import Manier, Pool
from wijkmonitor.draaien.taak import Kernel, Resultaat, Werk, lost

_lock = threading.Lock()
_pools: dict[str, NodePool] = {}
CONNECT = 10.0  # seconds to find the scheduler
RETRIES = 3  # times that work is given to another worker when a worker dies


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


def do_on_node(werk: Werk, manier: Manier) -> Resultaat:
    """Body of a Dask task: the result from the prepared process of this worker."""
    with _lock:
        if manier not in _pools:
            _pools[manier] = NodePool(manier)
            atexit.register(_pools[manier].close)
    return _pools[manier].do(werk)


class Cluster:
    """An existing Dask cluster, found at the address of its scheduler.

    OpdrachtFout where Dask is not installed or no scheduler answers.
    """

    waarom_spawn = ""  # each machine finds that out for itself

    def __init__(self, address: str, kernel: Kernel) -> None:
        self._manier: Manier = "spawn" if kernel == "spawn" else "shell"
        self._client = connect(address)

    def run(self, works: Sequence[Werk]) -> Iterator[Resultaat]:
        """Results in the order in which they are ready; work of a worker that dies goes to another one."""
        from distributed import as_completed

        futures = {
            self._client.submit(do_on_node, werk, self._manier, pure=False, retries=RETRIES, priority=-number): werk
            for number, werk in enumerate(works)
        }
        for future in as_completed(futures, loop=self._client.loop):
            error = future.exception()
            yield lost(futures[future], f"het cluster kon dit niet maken: {error}") if error else future.result()
            future.release()

    def close(self) -> None:
        """Leave the cluster; it stays up."""
        self._client.close()


def connect(address: str) -> Any:
    """A client of the scheduler at this address."""
    try:
        from distributed import Client
    except ImportError:
        raise OpdrachtFout("Voor --scheduler is Dask nodig. Installeer het: pip install 'wijkmonitor[dask]'.") from None
    if not re.search(r":\d+$", address):
        raise OpdrachtFout(f"Het adres '{address}' heeft geen poort. Schrijf het zo: tcp://machine:8786.")
    try:
        return Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise OpdrachtFout(
            f"Op '{address}' antwoordt geen Dask-scheduler. Controleer het adres, zoals tcp://machine:8786. ({error})"
        ) from None
