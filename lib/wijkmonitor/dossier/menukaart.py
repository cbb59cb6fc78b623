"""The menukaart that all wijken share, checked like the tables of a wijk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wijkmonitor.dossier.personen import check_personen
from wijkmonitor.dossier.records import NIET_NAGEKEKEN
from wijkmonitor.gegevens.bestanden import find_tables
from wijkmonitor.gegevens.bronregister import cite_tables
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.tabel import read_tabel


def check_menukaart(data: Path, *, vandaag: date) -> list[Fout]:
    """Every fault in the menukaart of the data folder, and a *let op* where people seem to stand; none without the file."""
    faults: list[Fout] = []
    for path, double in ((path, double) for name, path, double in find_tables(data) if name == "menukaart"):
        tables = {"menukaart": read_tabel(path, "menukaart", vandaag=vandaag)}
        _, _, unknown = cite_tables(tables, data, None)
        faults += [*double, *tables["menukaart"].fouten, *check_personen(tables, NIET_NAGEKEKEN), *unknown]
    return faults
