"""Names in a delivery that no table of the wijk knows, told before it goes in: as `check` would tell them afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from wijkmonitor.gegevens.bestanden import find_tables
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.samenhang import MET_BUURT, NAMEN, VERWIJZINGEN, check_names
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import Gelezen, empty_frame, read_tabel
from wijkmonitor.gegevens.wijk import Wijk

_MET_NAMEN = (
    {"buurt"} | {one for places in NAMEN.values() for _, one in places} | {place for row in VERWIJZINGEN for place in row}
)


def unknown_names(
    bestand: str, tabel: str, rijen: Sequence[Rij], *, folder: Path, wijk: Wijk | None, vandaag: date
) -> tuple[Fout, ...]:
    """A *let op* for each intervention, organisation, partner or buurt in these rows that no other table of the wijk knows.

    The nearest known name is told with it. A tie of an organisation with itself is told too.
    """
    kinds = [{name for name, _ in places} for places in NAMEN.values()] + [{here, there} for here, _, there, _ in VERWIJZINGEN]
    beside = set().union(*(kind for kind in kinds if tabel in kind)) - {tabel}
    if not beside and tabel not in MET_BUURT:
        return ()
    tables = {name: Gelezen(name, empty_frame(name)) for name in TABELLEN}
    tables |= {name: read_tabel(path, name, vandaag=vandaag) for name, path, _ in find_tables(folder) if name in beside}
    cells = {name: [row.get(name) or None for row in rijen] for name in TABELLEN[tabel].model_fields if name in _MET_NAMEN}
    tables[tabel] = Gelezen(tabel, pd.DataFrame(cells, dtype="object"), bestand)
    return tuple(replace(fault, ernst="let op") for fault in check_names(tables, wijk) if fault.bestand == bestand)
