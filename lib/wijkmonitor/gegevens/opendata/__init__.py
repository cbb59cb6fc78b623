"""Open statistics of CBS and RIVM: catalogue, local store, StatLine files, areas and the key figures of one wijk.

What a name needs is loaded when it is first used: a run in which nothing changed needs only where the store is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wijkmonitor.gegevens.opendata.catalogus import Catalogus, Indicator, load_catalogus
    from wijkmonitor.gegevens.opendata.cijfer import Cijfer
    from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout
    from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
    from wijkmonitor.gegevens.opendata.laden import load_kerncijfers

_WHERE = {
    "Catalogus": "catalogus",
    "Cijfer": "cijfer",
    "GebiedFout": "gebiedscode",
    "Indicator": "catalogus",
    "Kerncijfers": "kerncijfers",
    "load_catalogus": "catalogus",
    "load_kerncijfers": "laden",
}

__all__ = ["Catalogus", "Cijfer", "GebiedFout", "Indicator", "Kerncijfers", "load_catalogus", "load_kerncijfers"]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
