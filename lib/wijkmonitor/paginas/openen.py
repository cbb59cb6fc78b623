"""What a notebook of a page opens (which wijk, on which day, with the findings that were gathered), and the page that it shows."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypedDict, TypeVar, Unpack

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier, find_data, load_dossier, newest_peildatum, parse_peildatum
from wijkmonitor.paginas.verzameld import Verzameld, VerzameldRapport, read_verzameld
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, PAGINA_MIME
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.rapport import check_parameters

PARAMETERS = ("wijk", "peildatum", "data", "verzameld")
Made = TypeVar("Made")


class Alle(TypedDict, total=False):
    """The parameters of a page over all wijken. verzameld: file with the findings; without one they are made here, which takes longer."""

    peildatum: date | str | None
    data: Path | str
    verzameld: str


class Parameters(Alle):
    """The parameters of a page of one wijk."""

    wijk: str


def open_wijk(naam: str, **wijk: Unpack[Parameters]) -> tuple[Dossier, Verzameld]:
    """The records of a wijk and the findings that the page `naam` builds on; raises as `open_records`."""
    dossier = open_records(**wijk)
    return dossier, gather(naam, [dossier], wijk.get("verzameld", ""))


def open_records(*, wijk: str, **alle: Unpack[Alle]) -> Dossier:
    """The records of a wijk.

    Raises DossierFout with every fault in them, ValueError in Dutch for an unknown wijk or parameter.
    """
    check_parameters(PARAMETERS)
    return load_dossier(wijk, data=alle.get("data", "wijkdata"), peildatum=alle.get("peildatum"))


def open_data(**alle: Unpack[Alle]) -> tuple[Path, date]:
    """The folder with all wijken and the day on which we look, for a page over all of them."""
    check_parameters(PARAMETERS[1:])
    folder = find_data(Path(alle.get("data", "wijkdata")))
    return folder, parse_peildatum(alle.get("peildatum")) or newest_peildatum(folder)  # once: it looks at every wijk


def gather(naam: str, dossiers: Sequence[Dossier], verzameld: str = "") -> Verzameld:
    """The findings from the file; without a file those of the documents that this one builds on, made now."""
    if verzameld:
        return read_verzameld(Path(verzameld))
    made = [make_document(basis, dossier) for dossier in dossiers for basis in DOCUMENTEN[naam].volgt]
    return Verzameld(dossiers[0].peildatum, tuple(VerzameldRapport.of_document(document) for document in made))


def make_readable(dossiers: Sequence[Dossier], make: Callable[[Sequence[Dossier]], Made]) -> tuple[Made, list[str]]:
    """What `make` gives for all these wijken; where it fails, for those for which it works alone, and who is left out.

    One wijk never takes down the page of the others. Raises what `make` raises where it fails for every wijk, or for none
    alone: then the fault is not in one wijk.
    """
    try:
        return make(dossiers), []
    except Exception:
        left_out = [each.wijk.slug for each in dossiers if not _works(make, each)]
        if len(left_out) in (0, len(dossiers)):
            raise
    return make([each for each in dossiers if each.wijk.slug not in left_out]), left_out


def _works(make: Callable[[Sequence[Dossier]], object], dossier: Dossier) -> bool:
    try:
        make([dossier])
    except Exception:
        return False
    return True


def load_all(data: Path, peildatum: date, wijken: Iterable[str]) -> tuple[list[Dossier], list[str]]:
    """The dossiers of these wijken, and the wijken that can't be used."""
    dossiers, left_out = [], []
    for wijk in wijken:
        try:
            dossiers.append(load_dossier(wijk, data=data, peildatum=peildatum))
        except ValueError:  # faults in its records, or its folder is gone
            left_out.append(wijk)
    return dossiers, left_out


@dataclass(frozen=True)
class Pagina:
    """A whole page inside a notebook: its HTML, what it says about itself, and what is read aloud of it. It shows itself there,
    and the report takes it over as it is.

    erbij: pages beside it, by what their name has after that of the document.
    """

    html: str
    tekst: str
    data: dict[str, Any] = field(default_factory=dict)
    voorlezen: tuple[str, ...] = ()
    erbij: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, naam: str, html: str, dossier: Dossier, *, voorlezen: tuple[str, ...] = (), **more: Any) -> Pagina:
        """The page of a wijk; more is what it says about itself."""
        wijk, day = dossier.wijk, dossier.peildatum.isoformat()
        about = about_page(naam, day, wijk=wijk.slug, wijk_naam=wijk.naam, gemeente=dossier.plaats) | more
        return cls(html, f"{DOCUMENTEN[naam].vraag} {wijk.naam}", about, voorlezen)

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
    known = {"naam": naam, "nummer": soort.nummer, "vraag": soort.vraag, "peildatum": peildatum}
    empty = {"wijk": "", "wijk_naam": "", "gemeente": "", "antwoord": [], "koppen": [], "afspraken": [], "beeld": []}
    return known | empty | more
