"""The questions: pure functions from a dossier to a document of findings, one room per question."""

from __future__ import annotations

import importlib
from datetime import date
from pathlib import Path

from wijkmonitor.bevinding.document import Document
from wijkmonitor.documenten import DOCUMENTEN, find_document
from wijkmonitor.dossier import Dossier, load_dossier
from wijkmonitor.vragen import analyse
from wijkmonitor.vragen.parameters import check_parameters

__all__ = ["make_document", "open_document"]


def open_document(naam: str, *, wijk: str, peildatum: date | str | None = None, data: Path | str = "wijkdata") -> Document:
    """The document that a notebook shows: reads the records of the wijk and answers the question.

    Raises DossierFout with every fault in the records, ValueError in Dutch for an unknown wijk or parameter.
    """
    check_parameters()
    soort = find_document(naam)
    if not soort.rekent:
        raise ValueError(f"{soort.naam} rekent zelf niets uit. Maak het met: wijkmonitor run --document {soort.naam}.")
    return make_document(soort.naam, load_dossier(wijk, data=data, peildatum=peildatum))


def make_document(naam: str, dossier: Dossier) -> Document:
    """The document `naam` of a dossier; it can see only the tables that the document says it reads."""
    soort = DOCUMENTEN[naam]
    room = importlib.import_module(f"wijkmonitor.vragen.{soort.kort}")
    if not hasattr(room, "document"):
        return analyse.make_document(naam, dossier)
    document: Document = room.document(dossier.voor(soort.leest))
    return document
