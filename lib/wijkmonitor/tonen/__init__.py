"""Shows a finding or a document: HTML fragments for notebooks and reports, and the CSV behind them."""

from wijkmonitor.tonen.blokken import (
    Blok,
    bevindingen,
    gesprek,
    meer_cijfers,
    opening,
    toon_bevinding,
    verantwoording,
)
from wijkmonitor.tonen.fragmenten import bevinding_html
from wijkmonitor.tonen.gegevens import bevinding_csv, document_csv

__all__ = [
    "Blok",
    "bevinding_csv",
    "bevinding_html",
    "bevindingen",
    "document_csv",
    "gesprek",
    "meer_cijfers",
    "opening",
    "toon_bevinding",
    "verantwoording",
]
