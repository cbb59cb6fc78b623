"""What a notebook of a page gives: which wijk, on which day, with the findings that were gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict, TypeVar, Unpack

from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.dossier import Dossier, find_data, load_dossier, newest_peildatum, parse_peildatum
from wijkmonitor.paginas.verzameld import Verzameld, VerzameldRapport, read_verzameld
from wijkmonitor.vragen import make_document
from wijkmonitor.vragen.parameters import check_parameters

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
    check_parameters(known=PARAMETERS)
    return load_dossier(wijk, data=alle.get("data", "wijkdata"), peildatum=alle.get("peildatum"))


def open_data(**alle: Unpack[Alle]) -> tuple[Path, date]:
    """The folder with all wijken and the day on which we look, for a page over all of them."""
    check_parameters(known=PARAMETERS[1:])
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
