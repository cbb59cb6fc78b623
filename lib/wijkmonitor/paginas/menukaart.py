"""The menukaart as a page of its own: grouped per step for everyone, with a search field where scripts run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Unpack

from wijkmonitor.documenten import DOCUMENTEN, INVULBLAD
from wijkmonitor.dossier import Dossier, find_wijken
from wijkmonitor.gegevens.bronregister import load_register
from wijkmonitor.paginas.invulbladen import invulbladen_html, load_invulbladen
from wijkmonitor.paginas.kaarten import Menukaart, make_menukaart
from wijkmonitor.paginas.openen import Alle, Pagina, about_page, load_all, make_readable, open_data
from wijkmonitor.paginas.overzicht import alphabetical
from wijkmonitor.paginas.pagina import SCRIPT, render_page
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "9-menukaart"
TEKST = load_teksten(NAAM)


@dataclass(frozen=True)
class Kaartenblad:
    """All that the page shows. zonder: the wijken whose records can't be used."""

    menukaart: Menukaart
    peildatum: date
    zonder: tuple[str, ...] = ()

    @property
    def keuzes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What can be chosen from, by part of a card; a list with a single choice is left out."""
        groups = {part: getattr(self.menukaart, many) for part, many in _LIJSTEN.items()}
        return tuple((part, tuple(name for name, _ in found)) for part, found in groups.items() if len(found) > 1)


_LIJSTEN = {"stap": "stappen", "factor": "factoren", "soort": "soorten", "niveau": "niveaus"}


def menukaart_html(blad: Kaartenblad) -> str:
    """The page as HTML; all cards are there without a script."""
    return render_page(
        "menukaart",
        b=blad,
        m=blad.menukaart,
        x=TEKST,
        bladen={sheet.naam: sheet.titel for sheet in load_invulbladen()},
        invulbladen=f"menukaart{INVULBLAD}.html",
        script=SCRIPT if blad.menukaart.kaarten else "",
    )


def make_blad(dossiers: Sequence[Dossier], *, data: Path, peildatum: date, zonder: Sequence[str] = ()) -> Kaartenblad:
    """The page of these wijken, in alphabetical order."""
    ordered = sorted(dossiers, key=lambda dossier: (alphabetical(dossier.wijk.naam), dossier.wijk.slug))
    return Kaartenblad(make_menukaart(ordered, data=data, dag=peildatum), peildatum, tuple(zonder))


def open_menukaart(naam: str, **alle: Unpack[Alle]) -> Pagina:
    """The menukaart of all wijken as a page to search. A wijk whose records have faults is left out, and named."""
    folder, day = open_data(**alle)
    dossiers, faulty = load_all(folder, day, find_wijken(folder))

    sheets = {f"{INVULBLAD}.html": invulbladen_html(day, load_register(folder))}

    def make(some: Sequence[Dossier], left_out: Sequence[str] = ()) -> Pagina:
        blad = make_blad(some, data=folder, peildatum=day, zonder=sorted({*faulty, *left_out}))
        about = about_page(naam, day.isoformat(), herkomst=blad.menukaart.herkomst)
        return Pagina(menukaart_html(blad), DOCUMENTEN[naam].vraag, about, erbij=sheets)

    page, unreadable = make_readable(dossiers, make)
    return make([each for each in dossiers if each.wijk.slug not in unreadable], unreadable) if unreadable else page
