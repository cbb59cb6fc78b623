"""Work on the cores of this machine: worker processes, what they are busy with, and their results."""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.kinderen import SOCKETS, frame, kill_group, read_frames, remove_sockets, socket_folder
from wijkmonitor.draaien.taak import Resultaat, Werk, lost

Manier = Literal["shell", "spawn"]
START = 60.0  # seconds that imports may take
GRACE = 30.0  # seconds after its own time limit in which the prepared process must answer
MAX_TRIES = 2


class Uitvoerder(Protocol):
    """Who does the work: processes here, or a cluster. waarom_spawn says in Dutch why it can't fork, if it can't."""

    waarom_spawn: str

    def run(self, works: Sequence[Werk]) -> Iterator[Resultaat]:
        """Results in the order in which they are ready."""
        ...

    def close(self) -> None:
        """End it; nothing is left running."""
        ...


class WerkprocesFout(RuntimeError):
    """The worker process could not start; the message says what it wrote."""


class Werkproces:
    """One worker process and the thread that listens to it."""

    def __init__(self, manier: Manier, inbox: queue.SimpleQueue) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._sockets = socket_folder()
        self.busy: dict[int, tuple[Werk, float]] = {}
        self.is_ready, self.unfit = False, ""
        self._grace = START if manier == "spawn" else START + GRACE
        self.process = subprocess.Popen(
            [sys.executable, "-m", "wijkmonitor.draaien.prepared", manier],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", SOCKETS: self._sockets},
        )
        self._listener = threading.Thread(target=self._listen, args=(inbox,), daemon=True)
        self._listener.start()

    def _listen(self, inbox: queue.SimpleQueue) -> None:
        assert self.process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            for message in read_frames(self.process.stdout):  # type: ignore[arg-type]
                inbox.put((self, message))
        inbox.put((self, None))

    def ready(self, unfit: str) -> None:
        """It finished its imports; unfit says in Dutch why it can't fork."""
        self.is_ready, self.unfit = not unfit, unfit
        self._grace -= START

    def send(self, key: int, werk: Werk) -> None:
        """Give it work."""
        assert self.process.stdin is not None
        self.busy[key] = (werk, time.monotonic() + werk.tijdslimiet + self._grace)
        with contextlib.suppress(OSError):
            self.process.stdin.write(frame((key, werk)))
            self.process.stdin.flush()

    def said(self) -> str:
        """The last lines that it wrote to stderr."""
        self._errors.seek(0)
        return "\n".join(self._errors.read().decode("utf-8", "replace").splitlines()[-15:])

    def close(self) -> None:
        """End it and all its children."""
        assert self.process.stdin is not None and self.process.stdout is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(timeout=0 if self.busy else 3)
        except subprocess.TimeoutExpired:
            self.kill()
        self._listener.join(timeout=3)
        self.process.stdout.close()
        self._errors.close()
        remove_sockets(self._sockets)

    def kill(self) -> None:
        """End it at once."""
        if os.name == "posix":
            kill_group(self.process.pid)
        self.process.kill()
        self.process.wait()


class Pool:
    """Worker processes of this machine: one that forks, or several that start ordinary kernels.

    manier is "shell" (fork) or "spawn"; where the prepared process says that it can't fork, spawn serves instead.
    """

    def __init__(self, workers: int, manier: Manier) -> None:
        self._workers, self.manier = workers, manier
        self._inbox: queue.SimpleQueue = queue.SimpleQueue()
        self._keys = itertools.count()
        self._processes: list[Werkproces] = []
        self._todo: deque[Werk] = deque()
        self._tries: Counter[str] = Counter()
        self.waarom_spawn = ""
        self._start()

    def _start(self) -> None:
        wanted = 1 if self.manier == "shell" else self._workers
        while len(self._processes) < wanted:
            self._processes.append(Werkproces(self.manier, self._inbox))

    def run(self, works: Sequence[Werk]) -> Iterator[Resultaat]:
        """Results in the order in which they are ready."""
        self._todo = deque(works)
        self._tries.clear()
        self._start()
        while self._todo or any(process.busy for process in self._processes):
            self._hand_out()
            yield from self._late()
            try:
                process, message = self._inbox.get(timeout=1.0)
            except queue.Empty:
                continue
            yield from self._hear(process, message)

    def _hand_out(self) -> None:
        capacity = self._workers if self.manier == "shell" else 1
        for process in self._processes:
            while self._todo and len(process.busy) < capacity:
                process.send(next(self._keys), self._todo.popleft())

    def _hear(self, process: Werkproces, message: tuple | None) -> Iterator[Resultaat]:
        if message is None:
            yield from self._lost(process)
        elif message[0] == "gereed":
            process.ready(message[1])
        else:
            _, key, result = message
            if process.busy.pop(key, None):
                yield result

    def _lost(self, process: Werkproces) -> Iterator[Resultaat]:
        """A worker process ended: its work is done again by a new one, at most twice."""
        if process not in self._processes:
            return
        self._processes.remove(process)
        status = process.process.wait()
        works = [werk for werk, _ in process.busy.values()]
        process.busy.clear()
        self._fall_back(process, status)
        process.close()
        for werk in works:
            self._tries[werk.naam] += 1
            if self._tries[werk.naam] >= MAX_TRIES and not self.waarom_spawn:
                yield lost(werk, redenen.gestopt(status, None))
            else:
                self._todo.append(werk)
        self._start()

    def _fall_back(self, process: Werkproces, status: int) -> None:
        if process.unfit and self.manier == "shell":
            self.waarom_spawn, self.manier = process.unfit, "spawn"
        elif not process.is_ready and status >= 0:  # one that was killed while it got ready is replaced
            raise WerkprocesFout(process.said() or f"exit {status}")

    def _late(self) -> Iterator[Resultaat]:
        """Work whose process no longer answers."""
        now = time.monotonic()
        for process in list(self._processes):
            overdue = [werk for werk, deadline in process.busy.values() if deadline < now]
            if overdue:
                process.kill()
                process.busy = {key: value for key, value in process.busy.items() if value[0] not in overdue}
                for werk in overdue:
                    yield lost(werk, redenen.te_lang(werk.tijdslimiet, None))

    def close(self) -> None:
        """End all worker processes."""
        for process in self._processes:
            process.close()
        self._processes.clear()
