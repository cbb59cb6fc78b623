"""The scheduler of a Dask cluster: whether it answers, which workers it has, and which of those still give a sign of life."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.invoer import OpdrachtFout

CONNECT = 10.0  # seconds in which the scheduler must answer
WORKERS = 30.0  # seconds that we wait for a first worker, or for a new one where all are gone
STIL = 30.0  # seconds without a sign of life after which a worker counts as gone
KIJK = 2.0  # seconds between two looks
SOORTEN = ("tcp", "tls", "ws", "wss")


class Scheduler:
    """The scheduler at an address, through one client. OpdrachtFout where it does not answer or has no workers."""

    def __init__(self, address: str) -> None:
        self.address = check_address(address)
        self._seen: dict[str, tuple[float, float]] = {}  # worker -> its own last sign of life, and when we heard of it
        self._threads: dict[str, int] = {}
        self._looked = self._some = time.monotonic()
        self._silent = False
        self._client = _connect(self.address)
        try:
            self._wait_for_workers()
        except OpdrachtFout:
            self.close()
            raise

    def _wait_for_workers(self) -> None:
        until = time.monotonic() + WORKERS
        while not self.workers(now=True):
            if self._silent:
                said = redenen.zin("scheduler_weg", adres=self.address)
                raise OpdrachtFout(f"{said[0].upper()}{said[1:]}.")
            if time.monotonic() > until:
                raise OpdrachtFout(
                    f"De scheduler op '{self.address}' heeft geen workers. Start er een op elke machine: dask worker {self.address}"
                )
            time.sleep(0.2)

    def workers(self, *, now: bool = False) -> dict[str, int]:
        """The workers that give a sign of life, with their number of threads; looked up again after KIJK seconds."""
        if now or time.monotonic() - self._looked > KIJK:
            self._look()
        return self._threads

    def _look(self) -> None:
        try:
            found = self._client.sync(self._client.scheduler.identity, n_workers=-1, callback_timeout=CONNECT)["workers"]
            self._silent = False
        except Exception:  # closed, cut off or silent: each distributed version has its own words for it
            found, self._silent = {}, True
        self._looked = time.monotonic()
        self._threads = {address: int(info["nthreads"]) for address, info in found.items() if self._lives(address, info)}
        if self._threads:
            self._some = self._looked

    def _lives(self, address: str, info: Mapping[str, Any]) -> bool:
        """Whether the worker gave a sign of life since STIL seconds; by our clock, for the machines' clocks may differ."""
        sign = float(info.get("last_seen", 0.0))
        before, heard = self._seen.get(address, (None, 0.0))
        if before != sign:
            heard = self._looked
            self._seen[address] = (sign, heard)
        return self._looked - heard < STIL

    def why_none(self) -> str:
        """In Dutch why there is no worker; empty as long as one may still come."""
        if self._silent:
            return redenen.zin("scheduler_weg", adres=self.address)
        return redenen.zin("geen_workers", adres=self.address) if time.monotonic() - self._some > WORKERS else ""

    def submit(self, function: Callable[..., Any], packed: bytes, manier: str, worker: str) -> Any:
        """The future of one unit of work on one worker."""
        return self._client.submit(function, packed, manier, workers=[worker], allow_other_workers=False, pure=False, retries=0)

    def close(self) -> None:
        """Leave the cluster."""
        with contextlib.suppress(Exception):
            self._client.close(timeout=3)


def check_address(address: str) -> str:
    """The address with its kind in front. OpdrachtFout for one that can't be that of a scheduler."""
    kind, mark, rest = address.rpartition("://")
    if not re.search(r":\d+$", rest):
        raise OpdrachtFout(f"Het adres '{address}' heeft geen poort. Schrijf het zo: tcp://machine:8786.")
    if mark and kind not in SOORTEN:
        raise OpdrachtFout(
            f"Het adres '{address}' begint met {kind}://. Een scheduler heet tcp://machine:8786 of tls://machine:8786."
        )
    return address if mark else f"tcp://{address}"


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise OpdrachtFout("Voor --scheduler is Dask nodig. Installeer het: pip install 'wijkmonitor[dask]'.") from None
    try:
        asyncio.run(asyncio.wait_for(_knock(address), CONNECT))
        return Client(address, timeout=CONNECT, set_as_default=False)
    except Exception as error:  # what is wrong at the other side comes as one of many kinds of error
        if address.startswith(("tls:", "wss:")) and not isinstance(error, TimeoutError | ConnectionError | OSError):
            raise OpdrachtFout(
                f"Voor '{address}' zijn certificaten nodig. Zet ze waar Dask ze zoekt: DASK_DISTRIBUTED__COMM__TLS__CA_FILE, "
                "..__TLS__CLIENT__CERT en ..__TLS__CLIENT__KEY. (https://distributed.dask.org/en/stable/tls.html)"
            ) from None
        raise OpdrachtFout(
            f"Op '{address}' antwoordt geen Dask-scheduler. Controleer het adres, zoals tcp://machine:8786. "
            f"({str(error) or type(error).__name__})"
        ) from None


async def _knock(address: str) -> None:
    """Ask the scheduler who it is. The client itself waits without end at a port that takes calls and never answers."""
    from distributed.core import rpc
    from distributed.security import Security

    async with rpc(address, timeout=CONNECT, connection_args=Security().get_connection_args("client")) as scheduler:
        await scheduler.identity(n_workers=0)
