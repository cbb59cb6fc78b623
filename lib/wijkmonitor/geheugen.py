"""What a process remembers of files that it read, so that processes that come later need not read them again.

A key tells its thing from all others: whole path and digest of the content that was read, or the words that were drawn.
So nothing that is remembered can grow old, also where a copy has the size and time of the old file. The prepared process
gets what its children read and hands it to those that it forks later.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import pickle
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from stat import S_ISREG
from typing import Any, Generic, TypeVar
from zlib import compress, decompress

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")
Made = TypeVar("Made")
# What tells the content of a file from all others: path, sha256.
Stempel = tuple[str, str]
WIJKEN = 512  # of so many a run remembers what it read, a third of a megabyte each
GROOTST = 1_000_000_000  # bytes; no reader opens a larger file, so of such a file size and time tell enough
# Per module that remembers: what it knows, by key.
Gedeeld = Mapping[str, Mapping[Any, Any]]
_ALL: dict[str, Geheugen[Any, Any]] = {}
# Module and key of what came, in a process that listens; comparing all that is known would take longer than a small document.
_news: list[tuple[str, Any]] | None = None
STIL = 3.0  # seconds: no file system tells times less precisely
# path, bytes, and the times and number that the system keeps of a file
_Stand = tuple[str, int, int, int, int]


class Geheugen(Generic[Key, Thing]):
    """Things by key, at most `hoogstens`; the oldest goes first. One per module; `naam` is that module."""

    def __init__(self, naam: str, hoogstens: int) -> None:
        self._naam, self._hoogstens = naam, hoogstens
        self._kept: dict[Key, Thing] = {}
        _ALL[naam] = self

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def get(self, key: Key) -> Thing | None:
        """What is remembered under the key."""
        return self._kept.get(key)

    def put(self, key: Key, thing: Thing) -> None:
        """Remember it."""
        self._kept.pop(key, None)
        while len(self._kept) >= self._hoogstens:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = thing
        if _news is not None:
            _news.append((self._naam, key))

    def of(self, key: Key, make: Callable[[], Thing]) -> Thing:
        """What is remembered under the key; made now where nothing is. What `make` raises is not remembered."""
        if key not in self._kept:
            self.put(key, make())
        return self._kept[key]


class Eens:
    """A thing that does not change, of which the same is asked more than once."""

    @cached_property
    def _gemaakt(self) -> dict[tuple[Any, ...], Any]:
        return {}

    def eens(self, make: Callable[..., Made], *arguments: Hashable) -> Made:
        """What `make(self, *arguments)` gives, made the first time. Nobody may change it."""
        key = (make, *arguments)
        if key not in self._gemaakt:
            self._gemaakt[key] = make(self, *arguments)
        found: Made = self._gemaakt[key]
        return found


class Ingepakt(Mapping[str, Made]):
    """Things by name, kept as few bytes: each is opened, as a copy of one's own, when it is first asked for."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed, self._opened = packed, dict[str, Made]()

    @classmethod
    def of(cls, things: Mapping[str, Made]) -> Ingepakt[Made]:
        """These things, packed."""
        return cls({name: compress(pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL), 1) for name, thing in things.items()})

    def __getitem__(self, name: str) -> Made:
        if name not in self._opened:
            self._opened[name] = pickle.loads(decompress(self._packed[name]))
        return self._opened[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __reduce__(self) -> tuple[Any, ...]:
        return Ingepakt, (self._packed,)


class Kopieen(Geheugen[Key, bytes]):
    """Things that are kept as bytes: whoever asks gets a copy of his own, which he can change for nobody else."""

    def copy_of(self, key: Key, make: Callable[[], Made]) -> Made:
        """A copy of what is remembered under the key; made now where nothing is."""
        made: Made = pickle.loads(self.of(key, lambda: pickle.dumps(make(), protocol=pickle.HIGHEST_PROTOCOL)))
        return made


_DIGESTS: Geheugen[_Stand, str] = Geheugen(__name__, hoogstens=20_000)


def file_key(path: Path) -> Stempel:
    """The stamp of the file, with its whole path."""
    return str(path.absolute()), digest_file(path)


_looked: dict[_Stand, str] | None = None


@contextlib.contextmanager
def look_once() -> Iterator[None]:
    """Within one unit of work a file is read once to know its digest, and again only where its stat changed."""
    global _looked
    before, _looked = _looked, {}
    try:
        yield
    finally:
        _looked = before


def digest_file(path: Path) -> str:
    """sha256 of the content of a file; for what no reader opens (a device, a file above GROOTST) words that say so.

    A file that lay still for some seconds is not read again as long as its stat stays the same: every change after that
    moves the time of its last change (ctime), which no program can set. Windows keeps no such time.
    """
    stat = path.stat()
    if not S_ISREG(stat.st_mode):
        return "geen gewoon bestand"
    if stat.st_size > GROOTST:
        return f"te groot: {stat.st_size} bytes, {stat.st_mtime_ns}"
    seen = str(path.absolute()), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino
    known = _DIGESTS.get(seen) or (_looked or {}).get(seen)
    if known is not None:
        return known
    still = os.name == "posix" and time.time() - max(stat.st_mtime, stat.st_ctime) > STIL
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if still:
        _DIGESTS.put(seen, found)
    elif _looked is not None:
        _looked[seen] = found
    return found


def listen() -> None:
    """Note from now on what is new in this process."""
    global _news
    _news = []


def news() -> Gedeeld:
    """What this process remembers and did not know when it began to `listen`."""
    found: dict[str, dict[Any, Any]] = {}
    for naam, key in _news or ():
        if key in _ALL[naam]:
            found.setdefault(naam, {})[key] = _ALL[naam].get(key)
    return found


def remember(found: Gedeeld) -> None:
    """Keep what another process read."""
    for name, parts in found.items():
        importlib.import_module(name)
        for key, thing in parts.items():
            _ALL[name].put(key, thing)
