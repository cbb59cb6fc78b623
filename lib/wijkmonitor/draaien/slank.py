"""The executed notebook as it is kept: what the report beside it shows already is a link, so a quarter takes little room."""

from __future__ import annotations

import re
from typing import Any

from wijkmonitor.bevinding.omgeving import anker, render
from wijkmonitor.paginas.opmaak import trim_style
from wijkmonitor.uitgevoerd import BEVINDING_MIME, DOCUMENT_MIME, GESPREK_MIME, GETOOND, PAGINA_MIME, VERANTWOORDING_MIME

_STUKKEN = (DOCUMENT_MIME, GESPREK_MIME, VERANTWOORDING_MIME)  # parts of the report that are no finding
_STYLE = re.compile(r"<style data-wijkmonitor>.*?</style>\s*", re.DOTALL)


def make_slim(notebook: Any, pagina: str) -> Any:
    """The same notebook: a finding in the report keeps its words and numbers, and points at its place in `pagina` for its
    figure and table; any other part of the report, and a whole page, is only pointed at. Working cells stay as they are,
    with the part of the style that they use, once. What a control remembers goes."""
    notebook.metadata.pop("widgets", None)  # what a control could show stands there, whoever it is about
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ()) if "text/html" in output.get("data", {})]
    for output in outputs:
        data = output["data"]
        if (finding := data.get(BEVINDING_MIME, {})) and finding.get(GETOOND):
            place = f"{pagina}#b-{anker(finding['id'])}"
            data["text/html"] = render("verwijzing.j2", kop=finding["kop"], lees=finding["lees"], adres=place)
            data[BEVINDING_MIME] = finding | {"figuur": None, "extra_figuren": []}
        elif data.pop(PAGINA_MIME, None) or any(mime in data for mime in _STUKKEN):
            data["text/html"] = render("verwijzing.j2", kop=data["text/plain"], lees="", adres=pagina)
    _style_once([output["data"] for output in outputs])
    return notebook


def _style_once(shown: list[Any]) -> None:
    """The style stands in the first output that brought it along, with only what is used anywhere."""
    styled = [data for data in shown if _STYLE.search(data["text/html"])]
    if not styled:
        return
    style = _STYLE.search(styled[0]["text/html"])[0]  # type: ignore[index]
    rest = [_STYLE.sub("", data["text/html"]) for data in shown]
    whole = trim_style(style + "\0".join(rest))
    for data, html in zip(shown, rest, strict=True):
        data["text/html"] = html
    styled[0]["text/html"] = whole[: whole.index("</style>")] + "</style>\n" + styled[0]["text/html"]
