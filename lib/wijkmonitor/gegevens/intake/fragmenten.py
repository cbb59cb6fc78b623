"""Coded fragments of a REFI-QDA project as rows of the table `kwalitatief`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wijkmonitor.gegevens.fouten import refuse
from wijkmonitor.gegevens.intake.bewerken import Bewerking
from wijkmonitor.gegevens.intake.qdpx import Selectie, read_qdpx
from wijkmonitor.gegevens.lezen import RuweTabel
from wijkmonitor.gegevens.lezers.soorten import kind_of
from wijkmonitor.gegevens.lezers.wacht import printable_name, read_bytes
from wijkmonitor.privacy.screening import screen

KOLOMMEN = ("fragment", "bron", "code", "codeur", "tekst")
MAX_TEKENS = 5000


@dataclass(frozen=True)
class Fragmenten:
    """The rows of a project, and the sources that it holds in full."""

    tabel: RuweTabel
    bronnen: frozenset[str]


def read_fragments(path: Path, work: Bewerking) -> Fragmenten:
    """One row per fragment, code and coder. Coders become codes, a source with a name in it as well; texts are screened.

    Role, question, day and consent are not in a project: those columns stay as the wijk has them.
    """
    data, name = read_bytes(path), printable_name(path)
    if kind_of(name, data) != "qdpx":
        raise refuse(name, "Dit is geen QDPX-bestand.", "Voer het project opnieuw uit als REFI-QDA (.qdpx).")
    project = read_qdpx(name, data)
    sources = {document.guid: _source(document.naam or document.guid, work) for document in project.documenten}
    rows = [row for selection in project.selecties for row in _rows(selection, sources, work, name)]
    if not rows:
        raise refuse(name, "In dit project zijn geen stukken tekst gecodeerd.", "Codeer eerst, en voer dan uit.")
    work.gedaan["geen tekst"] += project.overgeslagen
    numbers = tuple(range(1, len(rows) + 1))
    return Fragmenten(RuweTabel(name, KOLOMMEN, tuple(rows), numbers), frozenset(sources.values()))


def _source(name: str, work: Bewerking) -> str:
    plain = name.replace("_", " ")
    return work.code("bron", name) if screen(plain) else " ".join(name.split())


def _rows(selection: Selectie, sources: dict[str, str], work: Bewerking, bestand: str) -> list[tuple[str, ...]]:
    place = f"{selection.document}/{selection.van}/{selection.tot}"
    fragment = work.sleutel.code("fragment", work.wijk, place)
    text = work.clean(bestand, 0, "tekst", " ".join(selection.tekst.split())[:MAX_TEKENS])
    return [
        (fragment, sources[selection.document], code, work.sleutel.code("codeur", work.wijk, coder), text)
        for coder, codes in selection.codes.items()
        for code in codes
    ]
