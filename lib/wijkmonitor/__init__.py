"""Monitor of neighbourhood health: records of a wijk in, findings for a conversation out."""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

# What notebooks import from here; each is fetched when it is asked for, so that the command line starts fast.
_NAMEN = {"open_rapport": "wijkmonitor.vragen.rapport", "maak_bevinding": "wijkmonitor.vragen.eigen"}


def __getattr__(name: str) -> Any:
    if name not in _NAMEN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_NAMEN[name]), name)
