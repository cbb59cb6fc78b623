"""The report of an executed notebook: what it shows, in its order, with the answer first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

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
from wijkmonitor.bevinding.secties import Deel, Tekst, follow, in_outputs
from wijkmonitor.paginas.markdown import markdown_html
from wijkmonitor.paginas.pagina import Paginakop, foot, head
from wijkmonitor.taal.getallen import opsomming, split_sentences
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, GESPREK_MIME, VERANTWOORDING_MIME
from wijkmonitor.vragen.teksten import load_teksten

PARTS = (DOCUMENT_MIME, GESPREK_MIME, VERANTWOORDING_MIME)
_ID = re.compile(r'<h2 id="([^"]+)"')


def read_rapport(cells: Sequence[Any]) -> tuple[list[Deel], Document]:
    """What the report shows, in its order, and the document that it is. ValueError in Dutch where there is no answer."""
    parts = list(follow(cells, lambda cell: in_outputs(cell, *PARTS)))
    return parts, _document(parts)


def rapport_html(parts: Sequence[Deel], document: Document, kop: Paginakop) -> str:
    """The whole page. Working cells leave nothing in it."""
    talk = _text_before(parts, GESPREK_MIME)
    found = _ID.search(markdown_html(talk))
    body = "\n".join([opening_html(document, gesprek=found[1] if found else "gesprek"), *_body(parts, document)])
    return f"{head(kop)}\n{body}\n{foot(kop)}".rstrip() + "\n"


def _document(parts: Sequence[Deel]) -> Document:
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


def _body(parts: Sequence[Deel], document: Document) -> Iterator[str]:
    """All after the opening: texts and findings as they come, *meer cijfers* after the last finding."""
    last = max(place for place, part in enumerate(parts) if isinstance(part, Bevinding))
    number, told = 0, say_once([*document.hoofd, *document.meer])
    for place, part in enumerate(parts):
        if isinstance(part, Tekst):
            yield _text(part, talk=any(_is(later, GESPREK_MIME) for later in parts[place + 1 : place + 2]))
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


def _text(part: Tekst, *, talk: bool) -> str:
    kind = " naar-gesprek" if talk else ""
    return f'<div class="tekst{kind}"><div class="blad">{markdown_html(part.markdown)}</div></div>'
