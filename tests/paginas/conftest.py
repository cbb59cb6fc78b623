"""The shipped records of two wijken, and what the real command makes of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.eenmaal import make_once
from tests.opdracht import wijkmonitor
from tests.proefdata import proefdata

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.paginas.bestuur import make_bestuur
from wijkmonitor.paginas.bestuurblad import Bestuur
from wijkmonitor.paginas.bestuurvragen import VRAGEN
from wijkmonitor.paginas.praatplaat import Plaat, make_plaat
from wijkmonitor.paginas.verzameld import Verzameld, VerzameldRapport

DATA = proefdata()
PEILDATUM = "2022-12-31"
WIJKEN = ("voorbeeldwijk", "voorbeeldwijk-3")

BORDEN = ("bereik-doelgroep", "gezondheid-nulmeting", "samenwerking-netwerk", "interventies-planning")
VERHALEN = ("gezondheid-verhalen", "interventies-verhalen")
BUITEN = "Wat werkt bij u om mensen te bereiken?"


def make_shipped_plaat(dossier: Dossier, verzameld: Verzameld) -> Plaat:
    """The praatplaat with the findings that the shipped notebook names."""
    return make_plaat(dossier, verzameld, borden=BORDEN, verhalen=VERHALEN, buitenkring=BUITEN)


def make_shipped_bestuur(dossier: Dossier, verzameld: Verzameld) -> Bestuur:
    """The page for the board with all that it can ask."""
    return make_bestuur(dossier, verzameld, gevraagd=tuple(VRAGEN))


def vondst(id: str, kop: str, **parts: Any) -> Bevinding:
    """A finding as it travels in an executed notebook, with the parts that a test is about."""
    return Bevinding.from_json({"id": id, "kop": kop} | parts)


@pytest.fixture(scope="session")
def dossiers() -> dict[str, Dossier]:
    """The three shipped wijken."""
    return {wijk: load_dossier(wijk, data=DATA, peildatum=PEILDATUM) for wijk in ("voorbeeldwijk-2", *WIJKEN)}


@pytest.fixture
def gather() -> Callable[..., Verzameld]:
    """Function that makes what documents say: `gather("voorbeeldwijk", vondst(...))`, each in the document of its name."""

    def make(wijk: str, *findings: Bevinding, **inhoud: Any) -> Verzameld:
        reports = []
        for naam in DOCUMENTEN["5-praatplaat"].volgt:
            soort = DOCUMENTEN[naam]
            mine = tuple(finding for finding in findings if finding.id.startswith(f"{soort.kort}-"))
            said = f"Antwoord op {soort.nummer}."
            lines = [{"regel": said, "tekst": said, "herkomst": "openbaar"}]
            reports.append(VerzameldRapport(wijk, naam, {"nummer": soort.nummer, "antwoord": lines} | inhoud, mine))
        return Verzameld(date.fromisoformat(PEILDATUM), tuple(reports))

    return make


@pytest.fixture(scope="session")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of two wijken, made by the command; the folder of the peildatum."""
    return make_once(tmp_path_factory, "samen", _run_two) / "reports" / PEILDATUM


def _run_two(root: Path) -> None:
    data = root / "wijkdata"
    data.mkdir()
    for name in ("catalogus.toml", "menukaart.csv"):
        shutil.copy(DATA / name, data / name)
    for name in ("kerncijfers", *WIJKEN):
        shutil.copytree(DATA / name, data / name)
    result = wijkmonitor("run", "--data", data, "--uit", root / "reports", "--peildatum", PEILDATUM)
    assert result.returncode == 0, result.stdout + result.stderr
