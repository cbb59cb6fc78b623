"""Open statistics of CBS and RIVM: catalogue, local store, StatLine files, areas and the key figures of one wijk."""

from wijkmonitor.gegevens.opendata.catalogus import Catalogus, Indicator, load_catalogus
from wijkmonitor.gegevens.opendata.cijfer import Cijfer
from wijkmonitor.gegevens.opendata.gebiedscode import GebiedFout
from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers

__all__ = [
    "Catalogus",
    "Cijfer",
    "GebiedFout",
    "Indicator",
    "Kerncijfers",
    "load_catalogus",
    "load_kerncijfers",
]
