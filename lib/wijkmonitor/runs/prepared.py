"""The prepared process: libraries imported once; every unit of work runs in a fresh child forked from it.

Started as `python -m wijkmonitor.runs.prepared shell` (forks) or `... spawn` (no fork: one unit of work after the other,
in ordinary kernels). Work comes in on stdin, results go out on stdout; it ends when stdin closes.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import random
import selectors
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import wijkmonitor
from wijkmonitor.runs import redenen
from wijkmonitor.runs.kinderen import (
    Frames,
    die_with_parent,
    frame,
    is_alive,
    kill_group,
    read_frames,
    write_all,
)
from wijkmonitor.runs.taak import Resultaat, Werk, lost

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
LIBRARIES = (
    "pandas",
    "pyarrow.pandas_compat",
    "networkx",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_svg",
    "papermill",
    "wijkmonitor.runs.shell",
    "wijkmonitor.runs.execute",
)
# Our own rooms, with all their modules; they bring the libraries that they use.
ROOMS = ("dossier", "wijkdata", "opendata", "leren", "privacy", "stats", "taal", "figuren", "tonen", "vragen", "report", "samen")
# Threads that do nothing in a child: the allocator of Arrow, and the pool of NumPy's BLAS, which restarts after a fork.
HARMLESS_THREADS = ("jemalloc_bg_thd",)


def prepare() -> None:
    """Import what documents need; the process stays at one Python thread."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    # jsonschema looks for this optional check of web addresses at import; building its grammar takes a second.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    for name in LIBRARIES:
        importlib.import_module(name)
    _import_rooms()
    _warm()


def _import_rooms() -> None:
    """Our own rooms; a module that can't be imported is told by the document that needs it."""
    for room in ROOMS:
        folder = Path(wijkmonitor.__file__).parent / room
        for path in sorted(folder.rglob("*.py")):
            name = ".".join(path.relative_to(folder.parent).with_suffix("").parts).removesuffix(".__init__")
            with contextlib.suppress(Exception):
                importlib.import_module(f"wijkmonitor.{name}")


def _warm() -> None:
    """What is made once per process: the shell and the inline backend; the exporter, templates and fonts."""
    from wijkmonitor.runs.shell import make_shell, use_inline_figures

    make_shell()
    use_inline_figures()
    with contextlib.suppress(Exception):  # a fault in a room is told by the first document
        importlib.import_module("wijkmonitor.runs.voorproef").taste()


def unfit_for_fork() -> str:
    """Why this process can't be forked safely; empty when it can. Other threads may hold locks that no child frees."""
    others = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    if others:
        return f"Python threads are running: {', '.join(others)}"
    loose = [name for name in _system_threads() if name not in HARMLESS_THREADS]
    return f"threads of libraries are running: {', '.join(loose)}" if loose else ""


def _system_threads() -> list[str]:
    """Names of the other threads of this process that the system knows (Linux)."""
    names = []
    for task in Path("/proc/self/task").glob("*"):
        if task.name != str(os.getpid()):
            with contextlib.suppress(OSError):
                names.append((task / "comm").read_text().strip())
    return names


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
    """The loop of the prepared process: take work, fork, watch time, hand results back."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._children: dict[int, Child] = {}
        self._frames = Frames()
        self._selector = selectors.DefaultSelector()
        self._selector.register(incoming, selectors.EVENT_READ)

    def serve(self) -> None:
        """Work until stdin closes; then nothing is left running."""
        try:
            while True:
                for key, _ in self._selector.select(self._patience()):
                    if key.fd == self._incoming:
                        if not self._take():
                            return
                    else:
                        self._hear(self._children[key.fd])
                self._stop_late()
        finally:
            for child in self._children.values():
                kill_group(child.pid)

    def _patience(self) -> float | None:
        """Seconds until the first deadline."""
        deadlines = [child.deadline for child in self._children.values() if not child.late]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _take(self) -> bool:
        data = os.read(self._incoming, 1 << 16)
        for key, werk in self._frames.feed(data):
            self._start(key, werk)
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
            known = read_records()
            result = run_in_child(werk, writer)
            fresh = {key: value for key, value in read_records().items() if key not in known}
            if fresh:
                write_all(writer, frame(("gelezen", fresh)))
            write_all(writer, frame(("klaar", result)))
            status = 0
        finally:
            os._exit(status)

    def _hear(self, child: Child) -> None:
        data = os.read(child.pipe, 1 << 16)
        for kind, value in child.frames.feed(data):
            if kind == "cel":
                child.cel = value
            elif kind == "gelezen":
                remember(value)
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
        result = child.result or self._lost(child, status)
        write_all(self._outgoing, frame(("klaar", child.key, result)))

    @staticmethod
    def _lost(child: Child, status: int) -> Resultaat:
        if child.late:
            return lost(child.werk, redenen.te_lang(child.werk.tijdslimiet, child.cel))
        return lost(child.werk, redenen.gestopt(status, child.cel))


def read_records() -> dict[Any, bytes]:
    """The records that this process read and checked, packed."""
    room = sys.modules.get("wijkmonitor.dossier.onthouden")
    return room.packed() if room else {}


def remember(packed: Mapping[Any, bytes]) -> None:
    """Keep checked records, packed, for the children that are forked later."""
    for key, value in packed.items():
        sys.modules["wijkmonitor.dossier.onthouden"].put(key, value)


def run_in_child(werk: Werk, writer: int) -> Resultaat:
    """The result of the work, in a process whose chance and streams are its own."""
    from wijkmonitor.runs.execute import do_work

    signal.signal(signal.SIGINT, signal.default_int_handler)
    random.seed()
    sys.modules["numpy"].random.seed()
    return do_work(werk, on_cell=lambda number: write_all(writer, frame(("cel", number))))


def serve_one_by_one(outgoing: int) -> None:
    """Without fork: one unit of work after the other in this process, cells in ordinary kernels."""
    from wijkmonitor.runs.execute import do_work

    for key, werk in read_frames(sys.stdin.buffer):
        write_all(outgoing, frame(("klaar", key, do_work(werk))))


@contextlib.contextmanager
def socket_folder() -> Iterator[None]:
    """A folder for the sockets of kernels, removed at the end; folders of processes that were killed go as well."""
    base = Path(tempfile.gettempdir())
    for old in base.glob("wijkmonitor-*"):
        if not is_alive(old.name.rpartition("-")[2]):
            shutil.rmtree(old, ignore_errors=True)
    folder = base / f"wijkmonitor-{os.getpid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    os.environ["WIJKMONITOR_SOCKETS"] = str(folder)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
    with socket_folder():
        _serve(how, outgoing)


def _serve(how: str, outgoing: int) -> None:
    prepare()
    unfit = unfit_for_fork() if how == "shell" else ""
    write_all(outgoing, frame(("gereed", unfit)))
    if unfit:
        return
    if how == "shell":
        gc.collect()
        gc.freeze()
        Server(sys.stdin.fileno(), outgoing).serve()
    else:
        serve_one_by_one(outgoing)


if __name__ == "__main__":
    main(sys.argv[1])
