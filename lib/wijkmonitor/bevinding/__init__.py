"""The finding: one claim with its numbers, figure, table, source and limits, and the ways in which it is shown."""

from wijkmonitor.bevinding.model import (
    BEVINDING_MIME,
    MAX_WOORDEN_KOP,
    Bevinding,
    Cel,
    Deel,
    Herkomst,
    Kolom,
    Notatie,
    Tabel,
    Teken,
)

__all__ = ["BEVINDING_MIME", "MAX_WOORDEN_KOP", "Bevinding", "Cel", "Deel", "Herkomst", "Kolom", "Notatie", "Tabel", "Teken"]
