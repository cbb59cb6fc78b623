"""The executed notebook as it is kept: what the report beside it shows already is a link, so a quarter takes little room."""

from __future__ import annotations

from typing import Any

from wijkmonitor.bevinding.omgeving import render
from wijkmonitor.bevinding.tekst import anker
from wijkmonitor.uitgevoerd import BEVINDING_MIME, GETOOND, PAGINA_MIME


def make_slim(notebook: Any, pagina: str) -> Any:
    """The same notebook: a finding in the report keeps its words and numbers, and points at its place in `pagina` for its
    figure and table; a whole page is only pointed at. Working cells stay as they are."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/html" not in data:
                continue
            if (finding := data.get(BEVINDING_MIME, {})) and finding.get(GETOOND):
                place = f"{pagina}#b-{anker(finding['id'])}"
                data["text/html"] = render("verwijzing.j2", kop=finding["kop"], lees=finding["lees"], adres=place)
                data[BEVINDING_MIME] = finding | {"figuur": None, "extra_figuren": []}
            elif data.pop(PAGINA_MIME, None):
                data["text/html"] = render("verwijzing.j2", kop=data["text/plain"], lees="", adres=pagina)
    return notebook
