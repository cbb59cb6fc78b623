"""The check of one wijk at the door, as a unit of work: its faults, its newest date, what each document can see.

What it reads and draws is remembered, so that the documents of the wijk find it ready.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier, Records, make_dossier, parse_peildatum, read_records
from wijkmonitor.dossier.gebied import area_records
from wijkmonitor.dossier.records import pseudonyms
from wijkmonitor.dossier.uitsnede import is_cut
from wijkmonitor.gegevens.wijken import is_wijk


def toets_wijk(wijk: str, *, data: str, peildatum: str) -> dict[str, Any]:
    """`fouten` in Dutch, `nieuwste` date of the records, and with a peildatum `plakken`: document -> digest.

    The faults come in reports, so they leave out what stood in the cells. The digest covers the rows up to the peildatum
    of the tables that the document reads.
    """
    records = read_records(Path(data) / wijk)
    fouten = tuple(f"{wijk}: {fault.zonder_waarde}" for fault in records.fouten if fault.ernst == "fout")
    found: dict[str, Any] = {"fouten": fouten, "nieuwste": str(records.nieuwste or ""), "plakken": {}}
    day = parse_peildatum(peildatum)
    if day and not fouten and records.wijk is not None:
        dossier = _make_ready(records, data=Path(data), peildatum=day)
        found["plakken"] = {naam: dossier.digest(soort.leest) for naam, soort in DOCUMENTEN.items() if soort.per_wijk}
    return found


def read_ahead(wijk: str, data: str, peildatum: str) -> None:
    """Read what is not remembered yet: the records of the wijk on that day and its street, or of an area the open figures."""
    folder, day = Path(data) / wijk, date.fromisoformat(peildatum)
    if not is_wijk(folder):
        make_dossier(area_records(wijk, data=Path(data)), data=Path(data), peildatum=day)
    elif not is_cut(folder, day):
        records = read_records(folder)
        if records.wijk is not None:
            _make_ready(records, data=Path(data), peildatum=day)


def _make_ready(records: Records, *, data: Path, peildatum: date) -> Dossier:
    """The dossier; its rows, the street above every page and the codes that no document may show are remembered."""
    from wijkmonitor.paginas.strook import strip

    dossier = make_dossier(records, data=data, peildatum=peildatum)
    strip(dossier.wijk.beeldwoorden, seed=dossier.wijk.slug)
    pseudonyms(records.map)
    return dossier
