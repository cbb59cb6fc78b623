"""An executed notebook as one self-contained HTML file, in our own template on nbconvert's `base`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode

from wijkmonitor.bevinding.secties import headings
from wijkmonitor.documenten import TAFELBLAD
from wijkmonitor.paginas.checks import check_page
from wijkmonitor.paginas.markdown import markdown_html
from wijkmonitor.paginas.opmaak import trim_style
from wijkmonitor.paginas.pagina import Paginakop, foot, head
from wijkmonitor.paginas.rapport import rapport_html, read_rapport
from wijkmonitor.paginas.tafelblad import tafelblad_pages
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, PAGINA_MIME, shown_findings

_STYLE = re.compile(r"<style data-wijkmonitor>.*?</style>\s*", re.DOTALL)
_H1 = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*(?:\n|\Z)")


def export_html(notebook: NotebookNode, *, naam: str, naast: Iterable[str] = ()) -> str:
    """The report: one file that needs nothing from outside, the same bytes for the same notebook."""
    return export_pages(notebook, naam=naam, naast=naast)[".html"]


def export_pages(notebook: NotebookNode, *, naam: str, naast: Iterable[str] = ()) -> dict[str, str]:
    """The report under ".html", and what else this notebook gives under what its name has after that of the document.

    notebook: executed, its first markdown cell begins with `# ` and the question. naam: name of the document,
    `1-bereik`. naast: the documents of the wijk that get a link. Raises ValueError where something would get lost: no
    H1, an output without HTML, printed text, an error in a cell. Text on stderr (warnings of the machine) stays in the notebook. A notebook that carries a whole
    page of its own gives that page.
    """
    if page := _first_data(notebook.cells, PAGINA_MIME):
        aloud = {".txt": "\n\n".join(page["voorlezen"]) + "\n"} if page.get("voorlezen") else {}
        return {".html": str(page["html"])} | dict(page.get("erbij", {})) | aloud
    notebook, kop = _without_title(notebook, naam, naast)
    if any(shown_findings(notebook.cells)) and "open_rapport" in "".join(cell.source for cell in notebook.cells):
        parts, document = read_rapport(notebook.cells)
        report = rapport_html(parts, document, replace(kop, tafelblad=f"{naam}{TAFELBLAD}.html"))
        return {".html": report} | tafelblad_pages(document, kop, headings(notebook.cells))
    resources = {"wijkmonitor": {"kop": head(kop), "voet": foot(kop)}, "metadata": {"name": naam}}
    html, _ = exporter().from_notebook_node(notebook, resources=resources)
    return {".html": html.rstrip() + "\n"}


def make_pages(notebook: NotebookNode, *, naam: str, naast: Iterable[str] = ()) -> dict[str, str]:
    """The pages as `export_pages` gives them, with nothing wrong in them; ValueError in Dutch names the first fault."""
    pages = export_pages(notebook, naam=naam, naast=naast)
    return {name: check_page(trim_style(page)) if name.endswith(".html") else page for name, page in pages.items()}


@cache
def exporter() -> HTMLExporter:
    """The exporter with our template; made once per process, because that costs more than an export."""
    return _RapportExporter(
        template_name="wijkmonitor",
        extra_template_basedirs=[str(files("wijkmonitor.paginas").joinpath("sjablonen"))],
        exclude_input=True,
        exclude_anchor_links=True,
        language_code="nl",
        filters={"without_style": without_style, "raise_unrendered": raise_unrendered},
    )


class _RapportExporter(HTMLExporter):
    """nbconvert's exporter without the step that gives every image without alt text a filler text."""

    @pass_context
    def markdown2html(self, context: Context, source: str) -> str:
        return markdown_html(source)

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        resources = self._init_resources(resources)
        wanted = WidgetsDataTypeFilter(notebook_metadata=self._nb_metadata, parent=self, resources=resources)
        self.register_filter("filter_data_type", wanted)
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)


def without_style(html: str) -> str:
    """The fragment without the style that it brings along for notebooks."""
    return _STYLE.sub("", html)


def raise_unrendered(output: Mapping[str, Any]) -> str:
    """Nothing for warnings of the machine; ValueError for every other output that readers would miss."""
    kind = output.get("output_type", output.get("cell_type", "?"))
    if kind == "stream" and output.get("name") == "stderr":
        return ""
    if kind == "stream":
        raise ValueError(f"Een cel drukt tekst af die niet in het rapport komt: {str(output.get('text', ''))[:80]!r}.")
    if kind == "error":
        raise ValueError(f"Een cel eindigt met een fout: {output.get('ename')}: {output.get('evalue')}")
    what = ", ".join(output.get("data", {})) or kind
    raise ValueError(f"Een cel laat iets zien dat niet in het rapport past ({what}). Laat een Bevinding zien.")


def _without_title(notebook: NotebookNode, naam: str, naast: Iterable[str]) -> tuple[NotebookNode, Paginakop]:
    cells = list(notebook.cells)
    for position, cell in enumerate(cells):
        found = _H1.match(cell.source) if cell.cell_type == "markdown" else None
        if found:
            intro = markdown_html(cell.source[found.end() :])
            rest = NotebookNode({**notebook, "cells": cells[:position] + cells[position + 1 :]})
            return rest, Paginakop.of(naam, found[1], intro, _first_data(cells, DOCUMENT_MIME), naast)
    raise ValueError(f"Het notebook van {naam} begint niet met een kop ('# ' en de vraag).")


def _first_data(cells: list[NotebookNode], mime: str) -> Mapping[str, Any]:
    """The first output of this kind; empty where there is none."""
    for cell in cells:
        for output in cell.get("outputs", ()):
            if mime in output.get("data", {}):
                data: Mapping[str, Any] = output["data"][mime]
                return data
    return {}
