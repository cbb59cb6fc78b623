"""The dossier: records, open figures and the learning agenda of one wijk, brought together on a peildatum."""

from wijkmonitor.dossier.dossier import (
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

__all__ = [
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
