"""The parts of the form that write in a table of the wijk, past the checks of `check`: wishes of residents and a card of the menukaart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from wijkmonitor.afspraken import menukaart
from wijkmonitor.afspraken.menukaart import add_cards, card_of
from wijkmonitor.afspraken.registers import STANDEN, WENSEN, add_wens, change_wens, sleutel_van
from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.intake.tabelbestand import load_rows, put_rows, table_path
from wijkmonitor.gegevens.lijsten import FACTOREN, STAPPEN_GWA
from wijkmonitor.paginas.kaarten import SOORTEN
from wijkmonitor.verkennen import zin
from wijkmonitor.verkennen.vakken import BREED, STIJL, Begin, Vak, area, choice, line, suggest

_GEVOLGD = ("opgepakt_door", "stand", "uitkomst", "klaar", "teruggemeld")


def wish_parts(stand: Begin) -> tuple[Vak, Vak]:
    """A new wish, and what became of one that is in the table."""
    follow = _follow(stand)
    return _new(stand, follow), follow


def _new(stand: Begin, follow: Vak) -> Vak:
    fields: dict[str, Any] = {
        "wens": area("wens"),
        "datum": line("wens_datum", "wens_datum_hint"),
        "plek": line("wens_plek", "wens_plek_hint"),
        "van": line("wens_van", "wens_van_hint"),
        "thema": suggest("wens_thema", _themes(stand)),
        "opgepakt_door": line("wens_door", "wens_door_hint"),
    }

    def save() -> tuple[bool, Path]:
        if "wens" not in part.ingevuld:
            raise ValueError(zin("wens_leeg"))
        session = stand.sessie
        known = {
            "datum": min(session.datum, stand.vandaag).isoformat(),
            "plek": zin("wens_plek_leeg"),
            "herkomst": session.herkomst,
        }
        row = known | part.ingevuld
        saved = _put(stand, WENSEN, lambda rows: add_wens(rows, row))
        _refresh(follow, stand)
        return saved

    part = Vak(zin("wens_nieuw"), fields, nieuw=True, tabel=WENSEN, bewaar=save)
    return part


def _follow(stand: Begin) -> Vak:
    chosen = widgets.Dropdown(description=zin("wens_kies"), options=_choices(stand), style=STIJL, layout=BREED)
    fields: dict[str, Any] = {
        "wens": chosen,
        "opgepakt_door": line("wens_door", "wens_door_hint"),
        "stand": choice("wens_stand", STANDEN),
        "uitkomst": area("wens_uitkomst"),
        "klaar": line("wens_klaar", "wens_moment"),
        "teruggemeld": line("wens_teruggemeld", "wens_moment"),
    }

    def read(agenda: object) -> dict[str, str]:
        row = next((row for row in _rows(stand) if sleutel_van(row) == chosen.value), {})
        return {name: row.get(name, "") or ("open" if name == "stand" else "") for name in _GEVOLGD}

    def save() -> tuple[bool, Path]:
        if chosen.value is None:
            raise ValueError(zin("wens_geen"))
        values = {name: fields[name].value.strip() for name in _GEVOLGD}

        def change(rows: list[Rij]) -> list[Rij]:
            part.check_unchanged(stand.agenda)
            return change_wens(rows, chosen.value, values)

        saved = _put(stand, WENSEN, change)
        part.onthoud(stand.agenda)
        _refresh(part, stand)
        return saved

    part = Vak(zin("wens_volg"), fields, lees=read, kiest="wens", tabel=WENSEN, bewaar=save)
    chosen.observe(lambda change: part.ververs(stand), names="value")
    return part


def card_part(stand: Begin) -> Vak:
    """A new card of the menukaart: what this session taught."""
    fields: dict[str, Any] = {
        "titel": line("kaart_titel", "kaart_titel_hint"),
        "les": area("kaart_les"),
        "soort": choice("kaart_soort", ("", *SOORTEN)),
        "stap": choice("kaart_stap", ("", *STAPPEN_GWA)),
        "factor": choice("kaart_factor", ("", *FACTOREN)),
        "link": line("kaart_link", "kaart_link_hint"),
    }

    def save() -> tuple[bool, Path]:
        values = part.ingevuld
        if not values.keys() >= {"titel", "les"}:
            raise ValueError(zin("kaart_leeg"))
        card = card_of(stand.agenda, stand.sessie.id, values)
        return _put(stand, menukaart.TABEL, lambda rows: add_cards(rows, [card]))

    shown = (widgets.HTML(zin("kaart_uitleg")), *fields.values())
    part = Vak(zin("kaart_nieuw"), fields, toon=shown, nieuw=True, tabel=menukaart.TABEL, bewaar=save)
    return part


def _put(stand: Begin, tabel: str, change: Callable[[list[Rij]], list[Rij]]) -> tuple[bool, Path]:
    """Whether the change made the table differ, and which file that is."""
    return put_rows(stand.map, tabel, change, vandaag=stand.vandaag), table_path(stand.map, tabel)


def _refresh(follow: Vak, stand: Begin) -> None:
    """The list with what is in the table now; what is being typed about a wish stays."""
    chosen = follow.velden["wens"]
    before, options = chosen.value, _choices(stand)
    if list(chosen.options) != options:
        chosen.options = options
        if before in [value for _, value in options]:
            chosen.value = before


def _choices(stand: Begin) -> list[tuple[str, tuple[str, ...]]]:
    """The wishes to choose from, those without an answer first."""
    rows = sorted(_rows(stand), key=lambda row: STANDEN.index(row["stand"]))
    return [(zin("wens_regel", wens=row["wens"], stand=row["stand"]), sleutel_van(row)) for row in rows]


def _rows(stand: Begin, tabel: str = WENSEN) -> list[Rij]:
    """The rows of a table; none where it has faults: those are told when something is written in it."""
    try:
        return load_rows(stand.map, tabel, vandaag=stand.vandaag)
    except LeesFout:
        return []


def _themes(stand: Begin) -> tuple[str, ...]:
    """The themes that the wijk uses already."""
    rows = (row for tabel in ("themas", "interventies", "stickerbord", WENSEN) for row in _rows(stand, tabel))
    return tuple(sorted({row["thema"] for row in rows if row.get("thema")}))
