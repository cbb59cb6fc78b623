"""The part of the form for a card of the menukaart: what the wijk learned, in its table `menukaart`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets as widgets

from wijkmonitor.afspraken.menukaart import TABEL, add_cards, card_of
from wijkmonitor.gegevens.intake.tabelbestand import put_rows, table_path
from wijkmonitor.gegevens.lijsten import FACTOREN, STAPPEN_GWA
from wijkmonitor.paginas.kaarten import SOORTEN
from wijkmonitor.verkennen.teksten import zin
from wijkmonitor.verkennen.vakken import Begin, Vak, area, choice, line


def card_part(stand: Begin) -> Vak:
    """A new card of this session."""
    fields: dict[str, Any] = {
        "titel": line("kaart_titel", zin("kaart_titel_hint")),
        "les": area("kaart_les"),
        "soort": choice("kaart_soort", ("", *SOORTEN)),
        "stap": choice("kaart_stap", ("", *STAPPEN_GWA)),
        "factor": choice("kaart_factor", ("", *FACTOREN)),
        "link": line("kaart_link", zin("kaart_link_hint")),
    }

    def save() -> tuple[bool, Path]:
        values = part.ingevuld
        if not values.keys() >= {"titel", "les"}:
            raise ValueError(zin("kaart_leeg"))
        card = card_of(stand.agenda, stand.sessie.id, values)
        changed = put_rows(stand.map, TABEL, lambda rows: add_cards(rows, [card]), vandaag=stand.vandaag)
        return changed, table_path(stand.map, TABEL)

    shown = (widgets.HTML(zin("kaart_uitleg")), *fields.values())
    part = Vak(zin("kaart_nieuw"), fields, toon=shown, nieuw=True, tabel=TABEL, bewaar=save)
    return part
