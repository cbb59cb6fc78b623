"""A dossier without a folder: any CBS wijk or buurt in the local store, with open figures only."""

from __future__ import annotations

from pathlib import Path

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.dossier.records import Records
from wijkmonitor.gegevens.kerncijfers import check_kerncijfers
from wijkmonitor.gegevens.opendata.gebieden import load_gebieden
from wijkmonitor.gegevens.opendata.gebiedscode import gemeente_van, soort
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import empty_frame
from wijkmonitor.gegevens.wijk import Wijk


def area_records(code: str, *, data: Path) -> Records:
    """Records of one CBS area: its name, tables without rows, and the faults in the open figures.

    Raises GebiedFout, in Dutch with the nearest real codes, for an area that the figures don't know.
    """
    tables = {naam: empty_frame(naam) for naam in TABELLEN}
    if faults := tuple(fault for fault in check_kerncijfers(data) if fault.ernst == "fout"):
        return Records(data / code, None, tables, Leeragenda(code), faults, None)
    gemeente = gemeente_van(code)
    figures = load_kerncijfers(data, gebieden=(code,), gemeente=gemeente, naam=code)
    if not any(area == code for _, area, _ in figures.cijfers):
        load_gebieden(data).check([code])
    wijk = Wijk(slug=code, naam=figures.namen.get(code) or f"{soort(code)} {code}", gemeente=gemeente, gebieden=(code,))
    return Records(data / code, wijk, tables, Leeragenda(code), (), None)
