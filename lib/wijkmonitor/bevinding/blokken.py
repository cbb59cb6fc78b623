"""What a notebook calls: each part of a document as something that shows itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from IPython.display import display

from wijkmonitor.bevinding import BEVINDING_MIME, Bevinding, fragmenten
from wijkmonitor.bevinding.document import DOCUMENT_MIME, Document
from wijkmonitor.bevinding.omgeving import css


@dataclass(frozen=True)
class Blok:
    """A part of a report: HTML for readers, a line of text for who has no browser, data for other pages."""

    html: str
    tekst: str
    data: dict[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/html": with_style(self.html), "text/plain": self.tekst} | self.data

    def __repr__(self) -> str:
        return self.tekst


def with_style(html: str) -> str:
    """The fragment with its own style, for a notebook; a report takes the style out and has it once."""
    return f"<style data-wijkmonitor>{css()}</style>\n{html}"


def toon_bevinding(finding: Bevinding, *, nummer: int | None = None) -> Blok:
    """One finding, with its number in the document."""
    html = fragmenten.bevinding_html(finding, nummer=nummer)
    return Blok(html, finding.kop, {BEVINDING_MIME: finding.as_json()})


def opening(document: Document) -> Blok:
    """The first screen of the report."""
    lines = "\n".join(line.regel for line in document.antwoord)
    return Blok(fragmenten.opening_html(document), lines, {DOCUMENT_MIME: document.as_json()})


def bevindingen(document: Document) -> None:
    """Shows the findings of the report one by one, numbered from 1."""
    for number, finding in enumerate(document.hoofd, start=1):
        display(toon_bevinding(finding, nummer=number))


def meer_cijfers(document: Document) -> None:
    """Shows the findings after the seventh one by one, more compact; nothing where there are none."""
    for first, finding in enumerate(document.meer):
        html = fragmenten.meer_html(finding, met_kop=first == 0)
        display(Blok(html, finding.kop, {BEVINDING_MIME: finding.as_json()}))


def gesprek(document: Document) -> Blok:
    """The questions for the conversation."""
    return Blok(fragmenten.gesprek_html(document), "Het gesprek")


def verantwoording(document: Document) -> Blok:
    """The account: method, limits, words, sources."""
    return Blok(fragmenten.verantwoording_html(document), "Verantwoording")
