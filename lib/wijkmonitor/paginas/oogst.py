"""The plate that hung in a session, printed again with its harvest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.invullen import clouds
from wijkmonitor.afspraken.items import Sessie
from wijkmonitor.figuren.tekening.praatplaat import harvest_plate
from wijkmonitor.paginas.checks import check_page
from wijkmonitor.taal.getallen import datum

PLAAT = "5-praatplaat.html"


def find_plate(uit: Path, wijk: str, dag: date) -> Path | None:
    """The plate as it hung on that day: the newest made for a peildatum up to then, else the first one after; None without any."""
    found = sorted(path for path in uit.glob(f"????-??-??/{wijk}/{PLAAT}") if path.is_file())
    before = [path for path in found if path.parents[1].name <= dag.isoformat()]
    return next(iter([*reversed(before), *found]), None)


def harvested(plate: Path, sessie: Sessie, *, wijk_naam: str, foto: bytes | None = None) -> str:
    """The page of that plate with what was written on it in the session."""
    title = zin("oogst.titel", wijk=wijk_naam, datum=datum(sessie.datum))
    mark = "voorbeeld" if sessie.herkomst == "voorbeeld" else ""
    page = plate.read_text(encoding="utf-8")
    return check_page(harvest_plate(page, sessie.oogst.notities, koppen=clouds(), titel=title, foto=foto, merk=mark))
