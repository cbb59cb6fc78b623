"""The screen on which a person reads quotes before they can appear: with what the computer found in each, and what not."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import ipywidgets as widgets

from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.intake.tabelbestand import change_rows, load_rows
from wijkmonitor.gegevens.wijk import places_of
from wijkmonitor.privacy.screening import SOORTEN, find_person, screen
from wijkmonitor.schrijven import in_woorden
from wijkmonitor.verkennen import zin

TABEL, KOLOM = "kwalitatief", "gelezen_door"


class Citaten:
    """The quotes of a wijk with consent that nobody read yet; `widget` is what a notebook shows.

    vakken: fragment -> the box to tick. A quote in which something was found has none: its text has to be changed first.
    """

    def __init__(self, wijk: str, *, data: str = "wijkdata") -> None:
        self.map = Path(data) / wijk
        self.plekken = places_of(self.map)
        self.rol = widgets.Text(description=zin("citaat_rol"), placeholder=zin("citaat_rol_hint"))
        self.melding = widgets.HTML()
        self.vakken: dict[str, widgets.Checkbox] = {}
        shown = [self._show(row["fragment"], row["tekst"]) for row in _unread(load_rows(self.map, TABEL, vandaag=date.today()))]
        self.knop = widgets.Button(description=zin("citaat_bewaar"), button_style="primary", layout={"width": "auto"})
        self.knop.on_click(lambda pressed: self._save())
        title = widgets.HTML(f"<h2>{escape(zin('citaten', aantal=len(shown)))}</h2><p>{escape(zin('citaat_uitleg'))}</p>")
        self.widget = widgets.VBox([title, *shown, self.rol, self.knop, self.melding])

    def _show(self, fragment: str, text: str) -> widgets.VBox:
        found = screen(text, self.plekken)
        kinds = sorted({hit.soort for hit in found})
        clean = [kind for kind in SOORTEN if kind not in kinds]
        lines = [f"<blockquote>{escape(text)}</blockquote>"]
        if found:
            lines.append(f"<p><b>{escape(zin('citaat_gevonden', wat=', '.join(hit.tekst for hit in found)))}</b></p>")
        lines.append(f"<p>{escape(zin('citaat_niet_gevonden', wat=', '.join(clean)))}</p>")
        if found:
            return widgets.VBox([widgets.HTML("".join(lines))])
        self.vakken[fragment] = widgets.Checkbox(value=False, description=zin("citaat_vink"), indent=False)
        return widgets.VBox([widgets.HTML("".join(lines)), self.vakken[fragment]])

    def _save(self) -> None:
        """Write the role behind every quote that was ticked."""
        ticked, role = {name for name, box in self.vakken.items() if box.value}, self.rol.value.strip()
        if not ticked or not role or find_person(role, self.plekken):
            self.melding.value = f"<p><b>{escape(zin('citaat_nodig'))}</b></p>"
            return

        def read() -> list[Rij]:
            rows = load_rows(self.map, TABEL, vandaag=date.today())
            return [row | ({KOLOM: role} if row["fragment"] in ticked else {}) for row in rows]

        try:
            path = change_rows(self.map, TABEL, read)
        except (LeesFout, ValueError, OSError) as error:
            self.melding.value = f"<p><b>{escape(zin('niet_opgeslagen'))}</b> {escape(in_woorden(error))}</p>"
        else:
            self.melding.value = f"<p>{escape(zin('opgeslagen', pad=path))}</p>"


def _unread(rows: list[Rij]) -> list[Rij]:
    """One row per fragment that may be shown with every coder, and that nobody read."""
    refused = {row["fragment"] for row in rows if row.get("mag_getoond") != "ja" or row.get(KOLOM)}
    first = {row["fragment"]: row for row in reversed(rows) if row.get("tekst")}
    return [row for name, row in sorted(first.items()) if name not in refused]
