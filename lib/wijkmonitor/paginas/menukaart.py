"""The menukaart as a page of its own: grouped per step for everyone, with a search field where scripts run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Unpack

from wijkmonitor.documenten import DOCUMENTEN, INVULBLAD
from wijkmonitor.dossier import Dossier, find_wijken
from wijkmonitor.gegevens.bronregister import load_register
from wijkmonitor.paginas.invulbladen import invulbladen_html, load_invulbladen
from wijkmonitor.paginas.kaarten import Menukaart, make_menukaart
from wijkmonitor.paginas.openen import Alle, Pagina, about_page, load_all, make_readable, open_data
from wijkmonitor.paginas.pagina import SCRIPT, render_page
from wijkmonitor.vragen.teksten import load_teksten

NAAM = "9-menukaart"
TEKST = load_teksten(NAAM)


def menukaart_html(kaarten: Menukaart, dag: date, zonder: Sequence[str] = ()) -> str:
    """The page as HTML; all cards are there without a script. zonder: the wijken whose records can't be used."""
    return render_page(
        "menukaart",
        m=kaarten,
        dag=dag,
        zonder=zonder,
        x=TEKST,
        bladen={sheet.naam: sheet.titel for sheet in load_invulbladen()},
        invulbladen=f"menukaart{INVULBLAD}.html",
        script=SCRIPT if kaarten.kaarten else "",
    )


def open_menukaart(naam: str, **alle: Unpack[Alle]) -> Pagina:
    """The menukaart of all wijken as a page to search. A wijk whose records have faults is left out, and named."""
    folder, day = open_data(**alle)
    dossiers, faulty = load_all(folder, day, find_wijken(folder))

    sheets = {f"{INVULBLAD}.html": invulbladen_html(day, load_register(folder))}

    def make(some: Sequence[Dossier], left_out: Sequence[str] = ()) -> Pagina:
        cards = make_menukaart(some, data=folder, dag=day)
        page = menukaart_html(cards, day, sorted({*faulty, *left_out}))
        about = about_page(naam, day.isoformat(), herkomst=cards.herkomst)
        return Pagina(page, DOCUMENTEN[naam].vraag, about, erbij=sheets)

    page, unreadable = make_readable(dossiers, make)
    return make([each for each in dossiers if each.wijk.slug not in unreadable], unreadable) if unreadable else page
