"""What a process remembers of files that it read, so that processes that come later need not read them again.

A key tells its thing from all others: whole path, size and time of what was read, or the words that were drawn. So
nothing that is remembered can grow old. The prepared process gets what its children read and hands it to those that it forks later.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")
# What tells the content of a file from all others: path, size in bytes, time of its last change in ns.
Stempel = tuple[str, int, int]
# Per module that remembers: what it knows, by key.
Gedeeld = Mapping[str, Mapping[Any, Any]]
_ALL: dict[str, Geheugen[Any, Any]] = {}


class Geheugen(Generic[Key, Thing]):
    """Things by key, at most `hoogstens`; the oldest goes first. One per module; `naam` is that module."""

    def __init__(self, naam: str, hoogstens: int) -> None:
        self._hoogstens = hoogstens
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

    def of(self, key: Key, make: Callable[[], Thing]) -> Thing:
        """What is remembered under the key; made now where nothing is. What `make` raises is not remembered."""
        if key not in self._kept:
            self.put(key, make())
        return self._kept[key]

    def packed(self) -> dict[Key, Thing]:
        """All that is remembered."""
        return dict(self._kept)


def file_key(path: Path) -> Stempel:
    """The stamp of the file, with its whole path."""
    stat = path.stat()
    return str(path.absolute()), stat.st_size, stat.st_mtime_ns


def packed() -> Gedeeld:
    """All that this process remembers."""
    return {naam: room.packed() for naam, room in _ALL.items()}


def newer(found: Gedeeld, known: Gedeeld) -> Gedeeld:
    """The part of what was found that is not known."""
    parts = {name: {key: each[key] for key in each.keys() - known.get(name, {}).keys()} for name, each in found.items()}
    return {name: part for name, part in parts.items() if part}


def remember(found: Gedeeld) -> None:
    """Keep what another process read."""
    for name, parts in found.items():
        importlib.import_module(name)
        for key, thing in parts.items():
            _ALL[name].put(key, thing)
