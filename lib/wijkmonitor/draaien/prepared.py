"""The prepared process: libraries imported once; every unit of work runs in a fresh child forked from it.

Started as `python -m wijkmonitor.draaien.prepared shell` (forks) or `... spawn` (no fork: one unit of work after the other,
in ordinary kernels). Work comes in on stdin, results go out on stdout; it ends when stdin closes.
"""

from __future__ import annotations

import gc
import os
import random
import selectors
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field

from wijkmonitor.draaien import redenen
from wijkmonitor.draaien.bibliotheken import prepare, prepare_door, read_ahead, unfit_for_fork
from wijkmonitor.draaien.kinderen import (
    SOCKETS,
    Frames,
    die_with_parent,
    frame,
    kill_group,
    limit_memory,
    read_frames,
    remove_sockets,
    write_all,
)
from wijkmonitor.draaien.taak import Resultaat, Taak, Toets, Werk, lost
from wijkmonitor.geheugen import listen, news, remember


@dataclass
class Child:
    """One running unit of work."""

    pid: int
    pipe: int
    key: int
    werk: Werk
    deadline: float
    frames: Frames = field(default_factory=Frames)
    cel: int | None = None
    result: Resultaat | None = None
    late: bool = False


class Server:
    """The loop of the prepared process: take work, fork, watch time, hand results back.

    Until `is_ready` it forks checks of records only, which draw nothing; other work waits.
    """

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._children: dict[int, Child] = {}
        self._waiting: list[tuple[int, Werk]] = []
        self.is_ready, self.is_open = False, True
        self._frames = Frames()
        self._selector = selectors.DefaultSelector()
        self._selector.register(incoming, selectors.EVENT_READ)

    def serve(self) -> None:
        """Work until stdin closes; then nothing is left running."""
        self.is_ready = True
        for key, werk in self._waiting:
            self._start(key, werk)
        while self.is_open:
            self.step(self._patience())

    def step(self, patience: float | None = 0.0) -> None:
        """Do what there is to do; wait at most so many seconds for it, without end for None."""
        for key, _ in self._selector.select(patience):
            if key.fd == self._incoming:
                self.is_open = self._take()
            else:
                self._hear(self._children[key.fd])
        self._stop_late()

    def close(self) -> None:
        """End every child."""
        for child in self._children.values():
            kill_group(child.pid)

    def _patience(self) -> float | None:
        """Seconds until the first deadline."""
        deadlines = [child.deadline for child in self._children.values() if not child.late]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _take(self) -> bool:
        data = os.read(self._incoming, 1 << 16)
        for key, werk in self._frames.feed(data):
            if self.is_ready or isinstance(werk, Toets):
                self._start(key, werk)
            else:
                self._waiting.append((key, werk))
        return bool(data)

    def _start(self, key: int, werk: Werk) -> None:
        reader, writer = os.pipe()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            self._be_child(werk, writer, parent)
        os.close(writer)
        self._children[reader] = Child(pid, reader, key, werk, time.monotonic() + werk.tijdslimiet)
        self._selector.register(reader, selectors.EVENT_READ)

    def _be_child(self, werk: Werk, writer: int, parent: int) -> None:
        """Body of a child; never returns."""
        status = 70
        try:
            die_with_parent(parent)
            os.setsid()
            self._selector.close()
            os.dup2(os.open(os.devnull, os.O_RDONLY), self._incoming)
            os.close(self._outgoing)
            write_all(writer, frame(("klaar", run_in_child(werk, writer))))
            status = 0
        except BaseException:  # the process that waits tells only that we ended
            traceback.print_exc()
        finally:
            os._exit(status)

    def _hear(self, child: Child) -> None:
        data = os.read(child.pipe, 1 << 16)
        for kind, value in child.frames.feed(data):
            if kind == "cel":
                child.cel = value
            elif kind == "onthouden":
                remember(value)
                if self.is_ready:
                    gc.freeze()  # or every child would look for garbage in it, and copy it by looking
            else:
                child.result = value
        if not data:
            self._finish(child)

    def _stop_late(self) -> None:
        now = time.monotonic()
        for child in self._children.values():
            if not child.late and child.deadline <= now:
                child.late = True
                kill_group(child.pid)

    def _finish(self, child: Child) -> None:
        self._selector.unregister(child.pipe)
        os.close(child.pipe)
        del self._children[child.pipe]
        status = os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1])
        kill_group(child.pid)
        if child.result is None:
            late = redenen.te_lang(child.werk.tijdslimiet, child.cel)
            child.result = lost(child.werk, late if child.late else redenen.gestopt(status, child.cel))
        write_all(self._outgoing, frame(("klaar", child.key, child.result)))


def run_in_child(werk: Werk, writer: int) -> Resultaat:
    """The result of the work, in a process whose chance and streams are its own."""
    from wijkmonitor.draaien.execute import do_work

    signal.signal(signal.SIGINT, signal.default_int_handler)
    limit_memory(werk.geheugen_mb)
    random.seed()
    sys.modules["numpy"].random.seed()
    listen()
    if isinstance(werk, Taak):
        read_ahead(werk)
        hand_over(writer)  # before the first cell: of a document nothing may be seen by the next
    result = do_work(werk, on_cell=lambda number: write_all(writer, frame(("cel", number))))
    if isinstance(werk, Toets):
        hand_over(writer)
    return result


def hand_over(writer: int) -> None:
    """Tell the prepared process what we read and it does not know."""
    if new := news():
        write_all(writer, frame(("onthouden", new)))


def serve_one_by_one(outgoing: int) -> None:
    """Without fork: one unit of work after the other in this process, cells in ordinary kernels."""
    from wijkmonitor.draaien.execute import do_work

    for key, werk in read_frames(sys.stdin.buffer):
        limit_memory(werk.geheugen_mb)
        write_all(outgoing, frame(("klaar", key, do_work(werk))))


def private_stdout() -> int:
    """Descriptor for results; what cells or libraries write to stdout goes to stderr from now on."""
    if sys.platform == "win32":
        import msvcrt

        for stream in (sys.stdin, sys.stdout):
            msvcrt.setmode(stream.fileno(), os.O_BINARY)
    outgoing = os.dup(1)
    os.dup2(2, 1)
    return outgoing


def main(how: str) -> None:
    """Prepare, tell that we are ready, and serve."""
    outgoing = private_stdout()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        if how == "shell":
            _serve_with_forks(outgoing)
        else:
            prepare()
            write_all(outgoing, frame(("gereed", "")))
            serve_one_by_one(outgoing)
    finally:
        remove_sockets(os.environ.get(SOCKETS, ""))


def _serve_with_forks(outgoing: int) -> None:
    """Checks are forked as soon as that can be, documents when all is prepared. Ends at once where forking is unsafe."""
    gc.disable()  # collecting while importing finds nothing and takes a tenth of the time
    prepare_door()
    if unfit := unfit_for_fork():
        write_all(outgoing, frame(("gereed", unfit)))
        return
    server = Server(sys.stdin.fileno(), outgoing)
    try:
        prepare(server.step)
        unfit = unfit_for_fork()
        write_all(outgoing, frame(("gereed", unfit)))
        if not unfit:
            gc.collect()
            gc.freeze()
            gc.enable()
            server.serve()
    finally:
        server.close()


if __name__ == "__main__":
    main(sys.argv[1])
