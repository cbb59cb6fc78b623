"""The menukaart as a page of its own: grouped per step for everyone, with a search field where scripts run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.paginas.kaarten import Menukaart, make_menukaart
from wijkmonitor.paginas.omgeving import render
from wijkmonitor.paginas.overzicht import alphabetical
from wijkmonitor.paginas.pagina import page_css
from wijkmonitor.paginas.zoeken import SCRIPT, toegestaan
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "9-menukaart"


@dataclass(frozen=True)
class Blad:
    """All that the page shows. zonder: the wijken whose records can't be used."""

    menukaart: Menukaart
    peildatum: date
    zonder: tuple[str, ...] = ()

    @property
    def keuzes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What can be chosen from, by part of a card; a list with a single choice is left out."""
        groups = {part: getattr(self.menukaart, many) for part, many in _LIJSTEN.items()}
        return tuple((part, tuple(name for name, _ in found)) for part, found in groups.items() if len(found) > 1)

    @property
    def over(self) -> dict[str, Any]:
        """What the page says about itself."""
        return {"herkomst": self.menukaart.herkomst}


_LIJSTEN = {"stap": "stappen", "factor": "factoren", "soort": "soorten", "niveau": "niveaus"}


def menukaart_html(blad: Blad) -> str:
    """The page as HTML; all cards are there without a script."""
    page = render(
        "menukaart.j2",
        b=blad,
        m=blad.menukaart,
        x=load_teksten(NAAM),
        css=page_css("menukaart.css"),
        script=SCRIPT,
        toegestaan=toegestaan(SCRIPT),
    )
    return f"{page}\n"


def make_blad(dossiers: Sequence[Dossier], *, data: Path, peildatum: date, zonder: Sequence[str] = ()) -> Blad:
    """The page of these wijken, in alphabetical order."""
    ordered = sorted(dossiers, key=lambda dossier: (alphabetical(dossier.wijk.naam), dossier.wijk.slug))
    return Blad(make_menukaart(ordered, data=data, dag=peildatum), peildatum, tuple(zonder))


def load_all(data: Path, peildatum: date, wijken: Iterable[str]) -> tuple[list[Dossier], list[str]]:
    """The dossiers of these wijken, and the wijken that can't be used."""
    dossiers, left_out = [], []
    for wijk in wijken:
        try:
            dossiers.append(load_dossier(wijk, data=data, peildatum=peildatum))
        except ValueError:  # faults in its records, or its folder is gone
            left_out.append(wijk)
    return dossiers, left_out
