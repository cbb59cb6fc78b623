"""Open statistics of CBS and RIVM: catalogue, local store, StatLine files, areas and the key figures of one wijk."""

from wijkmonitor.opendata.catalogus import Catalogus, Indicator, load_catalogus
from wijkmonitor.opendata.cijfer import Cijfer
from wijkmonitor.opendata.gebiedscode import GebiedFout
from wijkmonitor.opendata.kerncijfers import Kerncijfers
from wijkmonitor.opendata.laden import load_kerncijfers

__all__ = [
    "Catalogus",
    "Cijfer",
    "GebiedFout",
    "Indicator",
    "Kerncijfers",
    "load_catalogus",
    "load_kerncijfers",
]
