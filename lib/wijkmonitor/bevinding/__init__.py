"""The finding: one claim with its numbers, figure, table, source and limits, and the ways in which it is shown."""

from wijkmonitor.bevinding.maat import Maat
from wijkmonitor.bevinding.model import (
    MAX_WOORDEN_KOP,
    Bevinding,
    Bord,
    Deel,
    Gat,
    Gezegd,
    Herkomst,
    Plaats,
    Raakt,
    Teken,
    Weegt,
    weigh,
    weigh_herkomst,
    weigh_signs,
)
from wijkmonitor.bevinding.tabel import Cel, Notatie, Tabel, Tabelkolom, Tabelstap, Tussenstap

__all__ = [
    "Bevinding", "Bord", "Cel", "Deel", "Gat", "Gezegd", "Herkomst", "MAX_WOORDEN_KOP", "Maat", "Notatie", "Plaats", "Raakt",
    "Tabel", "Tabelkolom", "Tabelstap", "Teken", "Tussenstap", "Weegt", "weigh", "weigh_herkomst", "weigh_signs",
]  # fmt: skip
