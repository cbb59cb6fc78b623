"""What people deliver: schema of the tables, reading of files, faults in words. The dossier brings it together."""

from wijkmonitor.wijkdata.fouten import DossierFout, Fout
from wijkmonitor.wijkdata.schema import TABELLEN

__all__ = ["TABELLEN", "DossierFout", "Fout"]
