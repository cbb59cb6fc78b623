"""The sections of a notebook: which text belongs to which finding, in the order of the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wijkmonitor.bevinding.model import Bevinding
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, shown_findings

LEADS = {"wat is dit": "wat", "waarom telt het": "waarom", "let op": "let_op"}
_LEAD = re.compile(r"\A\*\*(?P<lead>[^*]+?)[.:?]?\*\*[.:]?\s*")
_HEADING = re.compile(r"^## .*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Tekst:
    """Markdown of the notebook that stands in the report as a text of its own."""

    markdown: str


@dataclass(frozen=True)
class Uitleg:
    """What the markdown of a section says about its finding; rest is markdown that has no place in it."""

    wat: str = ""
    waarom: str = ""
    let_op: str = ""
    rest: str = ""


Deel = Tekst | Bevinding | Mapping[str, Any]


def read_uitleg(markdown: str) -> Uitleg:
    """The paragraphs that begin with **Wat is dit?**, **Waarom telt het?** and **Let op**, as plain text.

    Where none does, all text without its heading says what the finding is.

    >>> read_uitleg("## Wie?\\n\\n**Wat is dit?** De *deelnemers*.\\n\\n**Let op.** Niet iedereen.").let_op
    'Niet iedereen.'
    """
    found: dict[str, str] = {}
    rest = []
    for paragraph in re.split(r"\n\s*\n", _HEADING.sub("", markdown).strip()):
        lead = _LEAD.match(paragraph)
        name = LEADS.get(lead["lead"].strip().lower()) if lead else None
        if lead and name and name not in found:
            found[name] = _plain(paragraph[lead.end() :])
        elif paragraph.strip():
            rest.append(paragraph.strip())
    if rest and not found:
        return Uitleg(wat=_plain(" ".join(rest)))
    return Uitleg(**found, rest="\n\n".join(rest))


def explain(finding: Bevinding, uitleg: Uitleg) -> Bevinding:
    """The finding with what its section says; what the records themselves make us mind comes after that."""
    wat, waarom, let_op = (
        " ".join(filter(None, (getattr(uitleg, name), getattr(finding, name)))) for name in ("wat", "waarom", "let_op")
    )
    return replace(finding, wat=wat, waarom=waarom, let_op=let_op)


def follow(cells: Iterable[Any], shown: Callable[[Any], Iterable[Deel]]) -> Iterator[Deel]:
    """What the report holds, in the order of the notebook: texts, explained findings, and the other parts.

    shown: what one code cell shows that belongs in the report. The text of a section goes with its first finding; a
    section without one stays a text of its own. What is written above the
    answer, and a cell that is a quote (`> `), is for the maker of the notebook.
    """
    waiting: list[str] = []
    for cell in cells:
        if cell["cell_type"] == "markdown":
            if _source(cell).lstrip().startswith(">"):
                continue
            if waiting and _HEADING.search(_source(cell)):
                yield Tekst("\n\n".join(waiting))
                waiting = []
            waiting.append(_source(cell).strip())
        elif cell["cell_type"] == "code":
            for part in shown(cell):
                yield from _with_text(part, "\n\n".join(waiting))
                waiting = []
    if waiting:
        yield Tekst("\n\n".join(waiting))


def headings(cells: Iterable[Any]) -> dict[str, str]:
    """The heading above each shown finding, by the id of the finding."""
    found, heading = dict[str, str](), ""
    for cell in cells:
        if cell["cell_type"] == "markdown" and (line := _HEADING.search(_source(cell))):
            heading = _plain(line[0].removeprefix("## "))
        elif cell["cell_type"] == "code":
            found |= {str(data["id"]): heading for data in shown_findings([cell])}
    return found


def _with_text(part: Deel, text: str) -> Iterator[Deel]:
    if not isinstance(part, Bevinding):
        if text and not (isinstance(part, Mapping) and DOCUMENT_MIME in part):
            yield Tekst(text)
        yield part
        return
    uitleg = read_uitleg(text)
    if uitleg.rest:
        yield Tekst(uitleg.rest)
    yield explain(part, uitleg)


def in_outputs(cell: Mapping[str, Any], *mimes: str) -> Iterator[Deel]:
    """The findings and the parts of these kinds (as `{mime: data}`) that an executed cell shows."""
    yield from map(Bevinding.from_json, shown_findings([cell]))
    for output in cell.get("outputs", ()):
        yield from ({mime: output["data"][mime]} for mime in mimes if mime in output.get("data", {}))


def _source(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _plain(markdown: str) -> str:
    """The words without their markup."""
    return " ".join(_LINK.sub(r"\1", markdown).replace("**", "").replace("*", "").replace("`", "").split())
