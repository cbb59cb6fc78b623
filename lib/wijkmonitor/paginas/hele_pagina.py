"""A whole page of its own inside a notebook: it shows itself there, and the report takes it over as it is."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import Any

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, PAGINA_MIME


@dataclass(frozen=True)
class Pagina:
    """A page as one HTML text, what it says about itself, and what is read aloud of it.

    erbij: pages beside it, by what their name has after that of the document.
    """

    html: str
    tekst: str
    data: dict[str, Any] = field(default_factory=dict)
    voorlezen: tuple[str, ...] = ()
    erbij: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, naam: str, html: str, dossier: Dossier, *, herkomst: str, voorlezen: tuple[str, ...] = ()) -> Pagina:
        """The page of a wijk."""
        wijk = dossier.wijk
        about = {"wijk": wijk.slug, "wijk_naam": wijk.naam, "gemeente": dossier.plaats, "herkomst": herkomst}
        return cls(
            html, f"{DOCUMENTEN[naam].vraag} {wijk.naam}", about_page(naam, dossier.peildatum.isoformat(), **about), voorlezen
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        frame = (
            f'<iframe title="{html.escape(self.tekst)}" style="width:100%;height:48rem;border:0" sandbox'
            f' srcdoc="{html.escape(self.html)}"></iframe>'
        )
        page = {"naam": self.data["naam"], "html": self.html, "voorlezen": list(self.voorlezen), "erbij": self.erbij}
        return {"text/html": frame, "text/plain": self.tekst, DOCUMENT_MIME: self.data, PAGINA_MIME: page}

    def __repr__(self) -> str:
        return self.tekst


def about_page(naam: str, peildatum: str, **more: Any) -> dict[str, Any]:
    """What such a page says about itself, in the form of `Document.as_json`; it has no findings of its own."""
    soort = DOCUMENTEN[naam]
    empty: dict[str, Any] = {
        "wijk": "",
        "wijk_naam": "",
        "gemeente": "",
        "antwoord": [],
        "koppen": [],
        "afspraken": [],
        "beeld": [],
    }
    return {"naam": naam, "nummer": soort.nummer, "vraag": soort.vraag, "peildatum": peildatum} | empty | more
