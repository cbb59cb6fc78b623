"""One reader with one guard for everything that people deliver: the wijk's own tables, deliveries, downloads."""

from wijkmonitor.gegevens.lezers.blad import Celgebrek, Leesgrenzen, Werkblad
from wijkmonitor.gegevens.lezers.soorten import read_file
from wijkmonitor.gegevens.lezers.wacht import printable_name, read_bytes

__all__ = ["Werkblad", "Celgebrek", "Leesgrenzen", "printable_name", "read_bytes", "read_file"]
