"""Child processes that never outlive their parent, and messages over a pipe."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import shutil
import signal
import struct
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

_PR_SET_PDEATHSIG = 1
_LENGTH = struct.Struct("!Q")
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def limit_memory(megabytes: int) -> None:
    """This process and those that it starts get an error where they ask for more memory than this (Linux); 0 is no limit."""
    if _libc is not None and megabytes:
        import resource

        most = megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1]))


@contextlib.contextmanager
def unlimited_memory() -> Iterator[None]:
    """What starts meanwhile is not held to `limit_memory`: a browser asks for far more room than it uses, and stands still."""
    if _libc is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def die_with_parent(parent: int) -> None:
    """Let the system kill this process when its parent ends (Linux); end now when the parent is gone already.

    Elsewhere the child notices it at the end of its pipe.
    """
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def frame(message: Any) -> bytes:
    """The message as bytes with their length in front."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


class Frames:
    """Bytes in, whole messages out."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Any]:
        """The messages that are complete now."""
        self._buffer += data
        while len(self._buffer) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._buffer)
            end = _LENGTH.size + length
            if len(self._buffer) < end:
                return
            body = bytes(self._buffer[_LENGTH.size : end])
            del self._buffer[:end]
            yield pickle.loads(body)


def read_frames(pipe: BinaryIO) -> Iterator[Any]:
    """Every message from a pipe, until it closes."""
    frames = Frames()
    while data := os.read(pipe.fileno(), 1 << 16):
        yield from frames.feed(data)


def write_all(descriptor: int, data: bytes) -> None:
    """All bytes written, also where a pipe takes them in parts."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def kill_group(pid: int) -> None:
    """End a process and all it started; nothing happens when it is gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


SOCKETS = "WIJKMONITOR_SOCKETS"  # the folder in which the kernels of a worker process keep their sockets
_PREFIX = "wijkmonitor-"


def socket_folder() -> str:
    """A new folder for sockets that only this user can read; folders of his runs that were killed go as well."""
    for old in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        pid = old.name.removeprefix(_PREFIX).partition("-")[0]
        if not old.is_symlink() and _is_ours(old) and not is_alive(pid):
            shutil.rmtree(old, ignore_errors=True)
    return tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")


def remove_sockets(folder: str, patience: float = 3.0) -> None:
    """Remove the folder; a kernel that is still ending may put a file in it meanwhile, so it is tried for `patience` seconds."""
    until = time.monotonic() + patience
    while os.path.isdir(folder):
        shutil.rmtree(folder, ignore_errors=True)
        if time.monotonic() > until:
            return
        time.sleep(0.02)


def _is_ours(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.lstat().st_uid == os.getuid()


def is_alive(pid: str) -> bool:
    """Whether a process with this number runs; where we can't see it, we say it does."""
    if not pid.isdigit() or os.name != "posix":
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
