"""An executed notebook as pages that need nothing from outside: what it shows, in its order, with the answer first; and as it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import Document
from wijkmonitor.bevinding.fragmenten import (
    bevinding_html,
    gaten_html,
    gesprek_html,
    meer_html,
    opening_html,
    verantwoording_html,
)
from wijkmonitor.bevinding.omgeving import anker, render
from wijkmonitor.bevinding.secties import Deel, Tekst, follow, headings, in_outputs
from wijkmonitor.documenten import TAFELBLAD
from wijkmonitor.paginas.checks import check_page
from wijkmonitor.paginas.opmaak import trim_style
from wijkmonitor.paginas.pagina import Paginakop, wrap
from wijkmonitor.paginas.tafelblad import tafelblad_pages
from wijkmonitor.taal.getallen import opsomming, split_sentences
from wijkmonitor.uitgevoerd import (
    BEVINDING_MIME,
    DOCUMENT_MIME,
    GESPREK_MIME,
    GETOOND,
    PAGINA_MIME,
    VERANTWOORDING_MIME,
    payloads,
    shown_findings,
)
from wijkmonitor.vragen.teksten import load_teksten

PARTS = (DOCUMENT_MIME, GESPREK_MIME, VERANTWOORDING_MIME)  # of the report that are no finding
RUNS = {"application/javascript", "application/vnd.jupyter.widget-view+json"}  # what shows nothing without a script
_STYLE = re.compile(r"<style data-wijkmonitor>.*?</style>\s*", re.DOTALL)
_H1 = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*(?:\n|\Z)")
_ID = re.compile(r'<h2 id="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")


def export_html(notebook: NotebookNode, *, naam: str, naast: Iterable[str] = ()) -> str:
    """The report: one file that needs nothing from outside, the same bytes for the same notebook."""
    return export_pages(notebook, naam=naam, naast=naast)[".html"]


def export_pages(notebook: NotebookNode, *, naam: str, naast: Iterable[str] = ()) -> dict[str, str]:
    """The report under ".html", and what else this notebook gives under what its name has after that of the document.

    notebook: executed, its first markdown cell begins with `# ` and the question. naam: name of the document,
    `1-bereik`. naast: the documents of the wijk that get a link. Raises ValueError where something would get lost: no
    H1, an output without HTML, printed text, an error in a cell. Text on stderr (warnings of the machine) stays in the
    notebook. A notebook that carries a whole page of its own gives that page.
    """
    if page := _first_data(notebook.cells, PAGINA_MIME):
        aloud = {".txt": "\n\n".join(page["voorlezen"]) + "\n"} if page.get("voorlezen") else {}
        return {".html": str(page["html"])} | dict(page.get("erbij", {})) | aloud
    cells, kop = _without_title(notebook.cells, naam, naast)
    if any(shown_findings(cells)) and "open_rapport" in "".join(cell.source for cell in cells):
        parts = list(follow(cells, lambda cell: in_outputs(cell, *PARTS)))
        document = _document(parts)
        report = wrap(replace(kop, tafelblad=f"{naam}{TAFELBLAD}.html"), *_rapport(parts, document))
        return {".html": report} | tafelblad_pages(document, kop, headings(cells))
    return {".html": wrap(kop, *_as_it_is(cells))}


def make_pages(notebook: NotebookNode, *, naam: str, naast: Iterable[str] = ()) -> dict[str, str]:
    """The pages as `export_pages` gives them, with nothing wrong in them; ValueError in Dutch names the first fault."""
    pages = export_pages(notebook, naam=naam, naast=naast)
    return {name: check_page(trim_style(page)) if name.endswith(".html") else page for name, page in pages.items()}


def _without_title(cells: Sequence[NotebookNode], naam: str, naast: Iterable[str]) -> tuple[list[NotebookNode], Paginakop]:
    for position, cell in enumerate(cells):
        found = _H1.match(cell.source) if cell.cell_type == "markdown" else None
        if found:
            intro = markdown_html(cell.source[found.end() :])
            kop = Paginakop.of(naam, found[1], intro, _first_data(cells, DOCUMENT_MIME), naast)
            return [*cells[:position], *cells[position + 1 :]], kop
    raise ValueError(f"Het notebook van {naam} begint niet met een kop ('# ' en de vraag).")


def _first_data(cells: Sequence[NotebookNode], mime: str) -> Mapping[str, Any]:
    """The first output of this kind; empty where there is none."""
    return next(payloads(cells, mime), {})


def _as_it_is(cells: Sequence[NotebookNode]) -> Iterator[str]:
    """The texts and the outputs of a notebook that is no report of findings, without its code."""
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.strip():
            yield _text(cell.source, talk="## Het gesprek" in cell.source)
        for output in cell.get("outputs", ()):
            yield from _shown(output)


def _shown(output: Mapping[str, Any]) -> Iterator[str]:
    """An output; nothing for warnings of the machine, ValueError for every other that readers would miss."""
    kind, data = output["output_type"], output.get("data", {})
    if kind == "stream" and output["name"] == "stderr":
        return
    if kind == "stream":
        raise ValueError(f"Een cel drukt tekst af die niet in het rapport komt: {output['text'][:80]!r}.")
    if kind == "error":
        raise ValueError(f"Een cel eindigt met een fout: {output['ename']}: {output['evalue']}")
    if "text/html" in data and not RUNS & data.keys():
        yield without_style(data["text/html"])
    elif "text/markdown" in data and not RUNS & data.keys():
        yield _text(data["text/markdown"])
    else:
        what = ", ".join(data) or kind
        raise ValueError(f"Een cel laat iets zien dat niet in het rapport past ({what}). Laat een Bevinding zien.")


def without_style(html: str) -> str:
    """The fragment without the style that it brings along for notebooks."""
    return _STYLE.sub("", html)


def _document(parts: Sequence[Deel]) -> Document:
    """The document that these parts are. ValueError in Dutch where there is no answer."""
    data: dict[str, Mapping[str, Any]] = {}
    for part in parts:
        if isinstance(part, Mapping):
            data |= part
    if DOCUMENT_MIME not in data:
        raise ValueError(load_teksten("rapport")["geen_antwoord"])
    findings = [part for part in parts if isinstance(part, Bevinding)]
    return Document.from_json(data[DOCUMENT_MIME], findings, data.get(GESPREK_MIME), data.get(VERANTWOORDING_MIME, {}))


def _text_before(parts: Sequence[Deel], mime: str) -> str:
    """The text of the section of this part."""
    pairs = zip(parts, parts[1:], strict=False)
    return next((text.markdown for text, part in pairs if isinstance(text, Tekst) and _is(part, mime)), "")


def _is(part: Deel, mime: str) -> bool:
    return isinstance(part, Mapping) and mime in part


def say_once(bevindingen: Sequence[Bevinding]) -> dict[str, str]:
    """What each finding of a page makes us mind, by its id; what an earlier one said word for word is not said again.

    A later one names where it stands: by its number, or as above under *meer cijfers*. One sentence alone stays.
    """
    said, told, number = dict[str, str](), dict[str, str](), 0
    texts = load_teksten("rapport")
    for finding in bevindingen:
        number += finding.plaats == "rapport"
        here = texts.zin("let_op.nummer", nummer=number) if finding.plaats == "rapport" else str(texts["let_op.boven"])
        sentences = split_sentences(finding.let_op)
        before = dict.fromkeys(said[line] for line in sentences if line in said)
        if sum(line in said for line in sentences) > 1:
            rest = [line for line in sentences if line not in said]
            told[finding.id] = " ".join([*rest, texts.zin("let_op.eerder", waar=opsomming(sorted(before)))])
        told.setdefault(finding.id, finding.let_op)
        for line in sentences:
            said.setdefault(line, here)
    return told


def _rapport(parts: Sequence[Deel], document: Document) -> Iterator[str]:
    """What a report shows between its head and its foot: the opening, then texts and findings as they come, with *meer cijfers*
    after the last finding. Working cells leave nothing in it.
    """
    found = _ID.search(markdown_html(_text_before(parts, GESPREK_MIME)))
    yield opening_html(document, gesprek=found[1] if found else "gesprek")
    last = max(place for place, part in enumerate(parts) if isinstance(part, Bevinding))
    number, told = 0, say_once([*document.hoofd, *document.meer])
    for place, part in enumerate(parts):
        if isinstance(part, Tekst):
            yield _text(part.markdown, talk=any(_is(later, GESPREK_MIME) for later in parts[place + 1 : place + 2]))
        elif isinstance(part, Bevinding) and part.plaats == "rapport" and not part.gat:
            number += 1
            yield bevinding_html(part, nummer=number, let_op=told[part.id])
        elif _is(part, GESPREK_MIME):
            yield gesprek_html(document)
        elif _is(part, VERANTWOORDING_MIME):
            yield verantwoording_html(document)
        if place == last:
            yield from (
                meer_html(finding, met_kop=first == 0, let_op=told[finding.id]) for first, finding in enumerate(document.meer)
            )
            yield from [gaten_html(document)] if document.gaten else []


def _text(markdown: str, *, talk: bool = False) -> str:
    kind = " naar-gesprek" if talk else ""
    return f'<div class="tekst{kind}"><div class="blad">{markdown_html(markdown)}</div></div>'


class _Renderer(IPythonRenderer):
    """Headings with the id that JupyterLab gives them too, so that links in the page work in both."""

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        name = _TAG.sub("", text).strip().replace(" ", "-")
        return f'<h{level} id="{name}">{text}</h{level}>\n'


def markdown_html(source: str) -> str:
    """Markdown of a notebook as HTML; HTML inside it shows as text."""
    renderer = _Renderer(escape=True, attachments={}, exclude_anchor_links=True)
    return str(MarkdownWithMath(renderer=renderer).render(source)).strip()


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
        elif data.pop(PAGINA_MIME, None) or any(mime in data for mime in PARTS):
            data["text/html"] = render("verwijzing.j2", kop=data["text/plain"], lees="", adres=pagina)
    _style_once([output["data"] for output in outputs])
    return notebook


def _style_once(shown: list[Any]) -> None:
    """The style stands in the first output that brought it along, with only what is used anywhere."""
    styled = [data for data in shown if _STYLE.search(data["text/html"])]
    if not styled:
        return
    style = _STYLE.search(styled[0]["text/html"])[0]  # type: ignore[index]
    rest = [without_style(data["text/html"]) for data in shown]
    whole = trim_style(style + "\0".join(rest))
    for data, html in zip(shown, rest, strict=True):
        data["text/html"] = html
    styled[0]["text/html"] = whole[: whole.index("</style>")] + "</style>\n" + styled[0]["text/html"]
