"""The parts of the form for wishes of residents: a new one, and who took one up, where it stands and whether people were told.

They write in the table `wensen` of the wijk, past the checks of `check`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets as widgets

from wijkmonitor.afspraken.wensen import STANDEN, TABEL, add_wens, change_wens, sleutel_van
from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.intake.tabelbestand import load_rows, put_rows, table_path
from wijkmonitor.verkennen.teksten import zin
from wijkmonitor.verkennen.vakken import BREED, STIJL, Begin, Vak, area, choice, line

_GEVOLGD = ("opgepakt_door", "stand", "uitkomst", "klaar", "teruggemeld")


def wish_parts(stand: Begin) -> tuple[Vak, Vak]:
    """A new wish, and what became of one that is in the table."""
    follow = _follow(stand)
    return _new(stand, follow), follow


def _new(stand: Begin, follow: Vak) -> Vak:
    fields: dict[str, Any] = {
        "wens": area("wens"),
        "datum": line("wens_datum", zin("wens_datum_hint")),
        "plek": line("wens_plek", zin("wens_plek_hint")),
        "van": line("wens_van", zin("wens_van_hint")),
        "thema": widgets.Combobox(
            description=zin("wens_thema"), placeholder=zin("wens_thema_hint"), options=_themes(stand), style=STIJL, layout=BREED
        ),
        "opgepakt_door": line("wens_door", zin("wens_door_hint")),
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
        changed = put_rows(stand.map, TABEL, lambda rows: add_wens(rows, row), vandaag=stand.vandaag)
        _refresh(follow, stand)
        return changed, table_path(stand.map, TABEL)

    part = Vak(zin("wens_nieuw"), fields, nieuw=True, tabel=TABEL, bewaar=save)
    return part


def _follow(stand: Begin) -> Vak:
    chosen = widgets.Dropdown(description=zin("wens_kies"), options=_choices(stand), style=STIJL, layout=BREED)
    fields: dict[str, Any] = {
        "wens": chosen,
        "opgepakt_door": line("wens_door", zin("wens_door_hint")),
        "stand": choice("wens_stand", STANDEN),
        "uitkomst": area("wens_uitkomst"),
        "klaar": line("wens_klaar", zin("wens_moment")),
        "teruggemeld": line("wens_teruggemeld", zin("wens_moment")),
    }

    def read(agenda: object) -> dict[str, str]:
        row = next((row for row in _rows(stand) if sleutel_van(row) == chosen.value), {})
        return {name: row.get(name, "") or ("open" if name == "stand" else "") for name in _GEVOLGD}

    def save() -> tuple[bool, Path]:
        if chosen.value is None:
            raise ValueError(zin("wens_geen"))
        values = {name: fields[name].value.strip() for name in _GEVOLGD}

        def change(rows: list[dict[str, str]]) -> list[dict[str, str]]:
            part.check_unchanged(stand.agenda)
            return change_wens(rows, chosen.value, values)

        changed = put_rows(stand.map, TABEL, change, vandaag=stand.vandaag)
        part.onthoud(stand.agenda)
        _refresh(part, stand)
        return changed, table_path(stand.map, TABEL)

    def show(change: object = None) -> None:
        typed = stand.concept(part.sleutel)
        part.vul(stand.agenda)
        part.herstel(typed)

    part = Vak(zin("wens_volg"), fields, lees=read, kiest="wens", tabel=TABEL, bewaar=save)
    chosen.observe(show, names="value")
    return part


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


def _rows(stand: Begin, tabel: str = TABEL) -> list[dict[str, str]]:
    """The rows of a table; none where it has faults: those are told when something is written in it."""
    try:
        return load_rows(stand.map, tabel, vandaag=stand.vandaag)
    except LeesFout:
        return []


def _themes(stand: Begin) -> tuple[str, ...]:
    """The themes that the wijk uses already."""
    rows = (row for tabel in ("themas", "interventies", "stickerbord", TABEL) for row in _rows(stand, tabel))
    return tuple(sorted({row["thema"] for row in rows if row.get("thema")}))
