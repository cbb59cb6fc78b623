"""Parts of a document as things that show themselves in a notebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wijkmonitor.bevinding import Bevinding, fragmenten
from wijkmonitor.bevinding.document import Document
from wijkmonitor.bevinding.omgeving import css
from wijkmonitor.uitgevoerd import BEVINDING_MIME, DOCUMENT_MIME, GESPREK_MIME, GETOOND, VERANTWOORDING_MIME


@dataclass(frozen=True)
class Blok:
    """A part of a report: HTML for readers, a line of text for who has no browser, data for other pages."""

    html: str
    tekst: str
    data: dict[str, Any] = field(default_factory=dict)
    stijl: bool = True

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        html = with_style(self.html) if self.stijl else self.html
        return {"text/html": html, "text/plain": self.tekst} | self.data

    def __repr__(self) -> str:
        return self.tekst


def with_style(html: str) -> str:
    """The fragment with its own style, for a notebook; a report takes the style out and has it once."""
    return f"<style data-wijkmonitor>{css()}</style>\n{html}"


def toon_bevinding(finding: Bevinding) -> Blok:
    """One finding on its own."""
    return Blok(fragmenten.bevinding_html(finding), finding.kop, {BEVINDING_MIME: finding.as_json()})


def in_rapport(finding: Bevinding) -> Blok:
    """One finding as a part of the report."""
    return Blok(fragmenten.bevinding_html(finding), finding.kop, {BEVINDING_MIME: finding.as_json() | {GETOOND: True}}, False)


def opening(document: Document) -> Blok:
    """The first screen of the report."""
    lines = "\n".join(line.regel for line in document.antwoord)
    return Blok(fragmenten.opening_html(document), lines, {DOCUMENT_MIME: document.as_json()}, stijl=False)


def gesprek(document: Document) -> Blok:
    """The questions for the conversation."""
    if document.gesprek is None:
        raise ValueError(f"{document.naam} has no questions for the conversation")
    asked = {name: list(questions) for name, questions in vars(document.gesprek).items()}
    return Blok(fragmenten.gesprek_html(document), "Het gesprek", {GESPREK_MIME: asked}, stijl=False)


def verantwoording(document: Document) -> Blok:
    """The account: method, limits, words, sources."""
    account = {name: list(getattr(document, name)) for name in ("methode", "wel", "niet", "weggelaten")}
    account |= {name: getattr(document, name) for name in ("privacy", "contact")}
    return Blok(fragmenten.verantwoording_html(document), "Verantwoording", {VERANTWOORDING_MIME: account}, stijl=False)
