"""The door: the only place where records are read and checked."""

from wijkmonitor.wijkdata.dossier import (
    Dossier,
    Records,
    find_wijken,
    load_dossier,
    make_dossier,
    newest_peildatum,
    parse_peildatum,
    read_records,
)
from wijkmonitor.wijkdata.fouten import DossierFout, Fout
from wijkmonitor.wijkdata.schema import TABELLEN

__all__ = [
    "TABELLEN",
    "Dossier",
    "DossierFout",
    "Fout",
    "Records",
    "find_wijken",
    "load_dossier",
    "make_dossier",
    "newest_peildatum",
    "parse_peildatum",
    "read_records",
]
