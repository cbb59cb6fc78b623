"""What the tests make once for all processes that run them: the first makes it, the others wait and use it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def make_once(factory: pytest.TempPathFactory, naam: str, make: Callable[[Path], None]) -> Path:
    """The folder `naam` that `make` fills, of all processes together. Tests read it and change nothing in it."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"eenmaal-{naam}"
    done = folder / "klaar"
    with FileLock(f"{folder}.lock"):
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
