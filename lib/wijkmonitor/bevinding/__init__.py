"""The finding: one claim with its numbers, figure, table, source and limits, and the ways in which it is shown."""

from wijkmonitor.bevinding.maat import Maat
from wijkmonitor.bevinding.model import (
    MAX_WOORDEN_KOP,
    Bevinding,
    Bord,
    Cel,
    Deel,
    Gat,
    Gezegd,
    Herkomst,
    Notatie,
    Plaats,
    Raakt,
    Tabel,
    Tabelkolom,
    Teken,
    Weegt,
    weigh_herkomst,
)

__all__ = [
    "Bevinding", "Bord", "Cel", "Deel", "Gat", "Gezegd", "Herkomst", "MAX_WOORDEN_KOP", "Maat", "Notatie", "Plaats", "Raakt", "Tabel",
    "Tabelkolom", "Teken", "Weegt", "weigh_herkomst",
]  # fmt: skip
