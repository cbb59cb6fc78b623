"""What people deliver: schema of the tables, reading of files, faults in words. The dossier brings it together."""

from wijkmonitor.gegevens.fouten import DossierFout, Fout
from wijkmonitor.gegevens.schema import TABELLEN

__all__ = ["TABELLEN", "DossierFout", "Fout"]
