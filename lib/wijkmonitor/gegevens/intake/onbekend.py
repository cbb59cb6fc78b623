"""A delivery beside the other tables of the wijk: the verdict of `check`, before it goes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from wijkmonitor.gegevens.bestanden import find_tables
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.samenhang import NAMEN, VERWIJZINGEN, check_samenhang
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import Gelezen, empty_frame, read_tabel
from wijkmonitor.gegevens.wijk import Wijk

_MET_NAMEN = (
    {"buurt", "tabel"}
    | {one for places in NAMEN.values() for _, one in places}
    | {place for row in VERWIJZINGEN for place in row}
)


def beside_others(
    bestand: str,
    tabel: str,
    rijen: Sequence[Rij],
    bestaand: Sequence[Rij],
    nummers: Sequence[int] = (),
    *,
    folder: Path,
    wijk: Wijk | None,
    vandaag: date,
) -> list[Fout]:
    """What `check` will say of these rows beside the other tables: unknown names with the nearest known one, own ties.

    And the faults that other tables get by it, because what they name is in neither these rows nor those that the table has.
    """
    kinds = [{name for name, _ in places} for places in NAMEN.values()] + [{here, there} for here, _, there, _ in VERWIJZINGEN]
    beside = set().union(*(kind for kind in kinds if tabel in kind)) - {tabel}
    tables = {name: Gelezen(name, empty_frame(name)) for name in TABELLEN}
    tables |= {name: read_tabel(path, name, vandaag=vandaag) for name, path, _ in find_tables(folder) if name in beside}
    own = check_samenhang(tables | {tabel: _as_read(bestand, tabel, rijen, nummers)}, wijk)
    before, after = (
        check_samenhang(tables | {tabel: _as_read(bestand, tabel, rows)}, wijk) for rows in (bestaand, [*bestaand, *rijen])
    )
    new = [fault for fault in after if fault.bestand != bestand and fault.ernst == "fout" and fault not in before]
    return [fault for fault in own if fault.bestand == bestand] + new


def _as_read(bestand: str, tabel: str, rijen: Sequence[Rij], nummers: Sequence[int] = ()) -> Gelezen:
    cells = {name: [row.get(name) or None for row in rijen] for name in TABELLEN[tabel].model_fields if name in _MET_NAMEN}
    return Gelezen(tabel, pd.DataFrame(cells, dtype="object"), bestand, rijen=tuple(nummers))
