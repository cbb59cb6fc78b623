"""What is made ready once, before any work: libraries and rooms imported, machinery warmed up."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import wijkmonitor
from wijkmonitor.draaien.invoer import digest_library, versions
from wijkmonitor.draaien.taak import Taak

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# What the check of records needs comes first: those checks are forked while the rest is still being imported.
DOOR = ("pandas", "pyarrow.pandas_compat", "wijkmonitor.draaien.execute", "wijkmonitor.draaien.wijkcontrole")
LIBRARIES = (
    "scipy.optimize",
    "networkx",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_svg",
    "papermill",
    "wijkmonitor.draaien.shell",
)
# Our own rooms, with all their modules; they bring the libraries that they use.
ROOMS = ("gegevens", "afspraken", "dossier", "privacy", "stats", "taal", "figuren", "bevinding", "vragen", "paginas")
# Threads that do nothing in a child: the allocator of Arrow, and the pool of NumPy's BLAS, which restarts after a fork.
HARMLESS_THREADS = ("jemalloc_bg_thd",)


def without_slow_check() -> None:
    """Let jsonschema do without an optional check of web addresses: building its grammar takes a second at import."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def prepare_door() -> None:
    """Import what the check of records needs; the process stays at one Python thread."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    without_slow_check()
    digest_library()  # of the source as it is now, while we import it
    versions()
    for name in DOOR:
        importlib.import_module(name)


def prepare(between: Callable[[], object] = lambda: None) -> None:
    """Import what documents need and warm it up; between is called after every module."""
    prepare_door()
    for name in (*LIBRARIES, *_modules()):
        between()
        # A module of our own that can't be imported is told by the document that needs it.
        with contextlib.suppress(*() if name in LIBRARIES else (Exception,)):
            importlib.import_module(name)
    _warm()


def _modules() -> Iterator[str]:
    """Every module of our own rooms. FileNotFoundError for a room that is not there: its modules would cost every child."""
    for room in ROOMS:
        folder = Path(wijkmonitor.__file__).parent / room
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        for path in sorted(folder.rglob("*.py")):
            name = ".".join(path.relative_to(folder.parent).with_suffix("").parts).removesuffix(".__init__")
            yield f"wijkmonitor.{name}"


def _warm() -> None:
    """What is made once per process: the shell and the inline backend; the exporter, templates and fonts."""
    from wijkmonitor.draaien.shell import make_shell, use_inline_figures

    make_shell()
    use_inline_figures()
    with contextlib.suppress(Exception):  # a fault in a room is told by the first document
        importlib.import_module("wijkmonitor.draaien.opwarming").taste()


def unfit_for_fork() -> str:
    """In Dutch what makes forking this process unsafe; empty when nothing does. Other threads may hold locks that no
    child frees."""
    others = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    loose = [name for name in _system_threads() if name not in HARMLESS_THREADS]
    names = ", ".join(others or loose)
    return f"hier lopen al andere draden ({names})" if names else ""


def _system_threads() -> list[str]:
    """Names of the other threads of this process that the system knows (Linux)."""
    names = []
    for task in Path("/proc/self/task").glob("*"):
        if task.name != str(os.getpid()):
            with contextlib.suppress(OSError):
                names.append((task / "comm").read_text().strip())
    return names


def read_ahead(taak: Taak) -> None:
    """Read the records of the wijk of a document, if this process does not remember them; faults are told later."""
    with contextlib.suppress(Exception):
        os.chdir(taak.werkmap)
        data, day = (str(taak.parameters[name]) for name in ("data", "peildatum"))
        importlib.import_module("wijkmonitor.draaien.wijkcontrole").read_ahead(taak.wijk, data, day)
