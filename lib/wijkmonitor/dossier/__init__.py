"""The dossier: records, open figures and the learning agenda of one wijk, brought together on a peildatum."""

from wijkmonitor.dossier.dossier import (
    Dossier,
    Groepskeuze,
    find_data,
    load_dossier,
    make_dossier,
    newest_peildatum,
    parse_peildatum,
)
from wijkmonitor.dossier.records import Records, read_records
from wijkmonitor.gegevens.fouten import DossierFout, Fout
from wijkmonitor.gegevens.opendata.gebiedscode import is_gebied
from wijkmonitor.gegevens.wijken import find_wijken

__all__ = [
    "Dossier",
    "DossierFout",
    "Fout",
    "Groepskeuze",
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
