"""The dossier: records, open figures and the learning agenda of one wijk, brought together on a peildatum."""

from wijkmonitor.dossier.dossier import Dossier, find_data, load_dossier, make_dossier, newest_peildatum, parse_peildatum
from wijkmonitor.dossier.gebied import is_gebied
from wijkmonitor.dossier.records import Records, find_wijken, read_records
from wijkmonitor.wijkdata.fouten import DossierFout, Fout

__all__ = [
    "Dossier",
    "DossierFout",
    "Fout",
    "Records",
    "find_data",
    "find_wijken",
    "is_gebied",
    "load_dossier",
    "make_dossier",
    "newest_peildatum",
    "parse_peildatum",
    "read_records",
]
