"""The check of one wijk at the door, as a unit of work: its faults, its newest date, what each document can see.

What it reads and draws is remembered, so that the documents of the wijk find it ready.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import make_dossier, parse_peildatum, read_records
from wijkmonitor.dossier.gebied import area_records
from wijkmonitor.dossier.onthouden import is_kept
from wijkmonitor.dossier.records import pseudonyms
from wijkmonitor.gegevens.wijk import Wijk
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
        dossier = make_dossier(records, data=Path(data), peildatum=day)
        found["plakken"] = {naam: dossier.digest(soort.leest) for naam, soort in DOCUMENTEN.items() if soort.per_wijk}
        _draw(dossier.wijk)
        pseudonyms(Path(data) / wijk)  # remembered, for the check that no document shows one
    return found


def read_ahead(wijk: str, data: str) -> None:
    """Read what is not remembered yet: the records of the wijk and its street, or of an area the open figures."""
    from wijkmonitor.paginas.strook import is_drawn

    folder = Path(data) / wijk
    if not is_wijk(folder):
        make_dossier(area_records(wijk, data=Path(data)), data=Path(data), peildatum=date.today())
    elif not (is_kept(folder) and is_drawn(wijk)):
        records = read_records(folder)
        if records.wijk is not None:
            _draw(records.wijk)


def _draw(wijk: Wijk) -> None:
    """Draw the street that stands above every page of the wijk."""
    from wijkmonitor.paginas.strook import strip

    strip(wijk.beeldwoorden, seed=wijk.slug)
