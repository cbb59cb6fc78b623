"""The check of one wijk at the door, as a unit of work: its faults, its newest date, what each document can see.

What it reads is remembered, so that the documents of the wijk find it ready.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import make_dossier, parse_peildatum, read_records
from wijkmonitor.dossier.peil import is_cut
from wijkmonitor.dossier.records import area_records, pseudonyms
from wijkmonitor.gegevens.wijken import is_wijk
from wijkmonitor.peildatum import default_peildatum
from wijkmonitor.taal.woordelijk import woordelijk


def toets_wijk(wijk: str, *, data: str, peildatum: str) -> dict[str, Any]:
    """`fouten` in Dutch, `nieuwste` date of the records, and `plakken` on `peildatum`: document -> digest.

    The faults come in reports, so they leave out what stood in the cells. The digest covers the rows up to the peildatum
    of the tables that the document reads. Without a peildatum it is that of these records alone: mostly that of all.
    """
    records = read_records(Path(data) / wijk)
    fouten = tuple(woordelijk(f"{wijk}: {fault.zonder_waarde}") for fault in records.fouten if fault.ernst == "fout")
    found: dict[str, Any] = {"fouten": fouten, "nieuwste": str(records.nieuwste or "")}
    if fouten or records.wijk is None:
        return found
    day = parse_peildatum(peildatum) or default_peildatum(records.nieuwste)
    dossier = make_dossier(records, data=Path(data), peildatum=day)
    slices = {naam: dossier.digest(soort.leest) for naam, soort in DOCUMENTEN.items() if soort.per_wijk}
    return found | {"peildatum": day.isoformat(), "plakken": slices}


def read_ahead(wijk: str, data: str, peildatum: str) -> None:
    """Read what is not remembered yet: the records of the wijk on that day, its street, and the codes that no document may
    show; or of an area the open figures."""
    from wijkmonitor.paginas.pagina import strip

    folder, day = Path(data) / wijk, date.fromisoformat(peildatum)
    if not is_wijk(folder):
        make_dossier(area_records(wijk, data=Path(data)), data=Path(data), peildatum=day)
        return
    records = read_records(folder)
    if records.wijk is not None:
        if not is_cut(records.kenmerk, day):
            make_dossier(records, data=Path(data), peildatum=day)
        strip(records.wijk.beeldwoorden, seed=records.wijk.slug)
        pseudonyms(folder)
