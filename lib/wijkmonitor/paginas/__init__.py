"""Whole files: a report from an executed notebook, the index of a run, and the check of both.

What a name needs is loaded when it is first used: the exporter takes half a second, the index does not need it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wijkmonitor.paginas.checks import find_faults
    from wijkmonitor.paginas.exporter import export_html, export_pages, make_pages
    from wijkmonitor.paginas.index import render_index
    from wijkmonitor.paginas.overzicht import Link, Overzicht, RapportRegel, Veranderd, WijkRegel, find_changes

_WHERE = {
    "find_faults": "checks",
    "export_html": "exporter",
    "export_pages": "exporter",
    "make_pages": "exporter",
    "render_index": "index",
    "Link": "overzicht",
    "Overzicht": "overzicht",
    "RapportRegel": "overzicht",
    "Veranderd": "overzicht",
    "WijkRegel": "overzicht",
    "find_changes": "overzicht",
}

__all__ = [
    "Link",
    "Overzicht",
    "RapportRegel",
    "Veranderd",
    "WijkRegel",
    "export_html",
    "export_pages",
    "make_pages",
    "find_changes",
    "find_faults",
    "render_index",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
