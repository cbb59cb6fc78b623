"""Monitor of neighbourhood health: records of a wijk in, findings for a conversation out."""

import importlib
import os

__version__ = "0.1.0"

# Arrow looks at this when it is imported: with its own allocator a national table takes a quarter more memory and time.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

# What notebooks import from here; each is fetched when it is asked for, so that the command line starts fast.
_NAMEN = {
    "bekijk": "wijkmonitor.verkennen",
    "bewaar": "wijkmonitor.verkennen",
    "figuur_van": "wijkmonitor.figuren",
    "find_wijken": "wijkmonitor.verkennen",
    "geen_bevinding": "wijkmonitor.vragen.eigen",
    "kijk": "wijkmonitor.verkennen",
    "load_dossier": "wijkmonitor.dossier",
    "maak_bevinding": "wijkmonitor.vragen.eigen",
    "open_rapport": "wijkmonitor.vragen.rapport",
    "use_stijl": "wijkmonitor.figuren",
}
__all__ = ["__version__", "stats", *_NAMEN]


def __getattr__(name: str) -> object:
    if name == "stats":
        return importlib.import_module("wijkmonitor.stats")
    if name not in _NAMEN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_NAMEN[name]), name)


def __dir__() -> list[str]:
    """What completion offers after `from wijkmonitor import`."""
    return sorted(__all__)
