"""What an analysis program gives: coded fragments as rows of the table `kwalitatief`, and its codebook beside the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from wijkmonitor.gegevens.intake import refuse
from wijkmonitor.gegevens.intake.bewerken import Bewerking
from wijkmonitor.gegevens.intake.qdpx import Code, Selectie, read_qdc, read_qdpx
from wijkmonitor.gegevens.lezen import RuweTabel
from wijkmonitor.gegevens.lezers.soorten import kind_of
from wijkmonitor.gegevens.lezers.wacht import printable_name, read_bytes
from wijkmonitor.privacy.screening import screen
from wijkmonitor.schrijven import change_file, csv_text

KOLOMMEN = ("fragment", "bron", "code", "codeur", "tekst")
MAX_TEKENS = 5000
BESTAND = "codeboek.csv"
_FORMULE = ("=", "+", "-", "@")


def read_fragments(path: Path, work: Bewerking, bekend: Sequence[Mapping[str, str]]) -> tuple[RuweTabel, frozenset[str]]:
    """One row per fragment, code and coder, and the sources that the project holds in full. Coders become codes, a source with a name in it as well; texts are screened.

    Role, question, day and consent are not in a project: those columns stay as the wijk has them. bekend: the rows that
    the wijk has; a fragment of the same source with the same text is the same fragment, whatever the program calls it.
    """
    data, name = read_bytes(path), printable_name(path)
    if kind_of(name, data) != "qdpx":
        raise refuse(name, "fragmenten.geen_qdpx")
    project = read_qdpx(name, data)
    sources = {}
    for document in project.documenten:
        called = document.naam or document.guid
        named = screen(called.replace("_", " "))
        sources[document.guid] = work.code("bron", called) if named else " ".join(called.split())
    texts = [" ".join(selection.tekst.split())[:MAX_TEKENS] for selection in project.selecties]
    clean = [work.schoon.clean(name, 0, "tekst", text) for text in texts]
    earlier = _earlier(bekend, Counter((sources[one.document], text) for one, text in zip(project.selecties, clean, strict=True)))
    rows = [
        row
        for selection, text in zip(project.selecties, clean, strict=True)
        for row in _rows(selection, sources[selection.document], text, work, earlier)
    ]
    if not rows and project.andere:
        there = ", ".join(f"{count} {where}" for where, count in project.andere.items())
        raise refuse(name, "fragmenten.alleen_andere", soorten=there)
    if not rows and project.overgeslagen:
        raise refuse(name, "fragmenten.geen_tekst", aantal=project.overgeslagen)
    if not rows:
        raise refuse(name, "fragmenten.niets_gecodeerd")
    work.gedaan["geen tekst"] += project.overgeslagen
    for where, count in project.andere.items():
        work.gedaan[f"stukken {where}"] += count
    numbers = tuple(range(1, len(rows) + 1))
    return RuweTabel(name, KOLOMMEN, tuple(rows), numbers), frozenset(sources.values())


def _earlier(bekend: Sequence[Mapping[str, str]], here: Counter[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Source and text -> the fragment that the wijk knows it as, where that is one on both sides."""
    known: dict[tuple[str, str], set[str]] = {}
    for row in bekend:
        known.setdefault((row.get("bron", ""), row.get("tekst", "")), set()).add(row["fragment"])
    return {place: next(iter(names)) for place, names in known.items() if len(names) == 1 and here[place] == 1}


def _rows(
    selection: Selectie, source: str, text: str, work: Bewerking, earlier: Mapping[tuple[str, str], str]
) -> list[tuple[str, ...]]:
    place = f"{source}/{selection.van}/{selection.tot}/{text}"
    fragment = earlier.get((source, text)) or work.sleutel.code("fragment", work.wijk, place)
    return [
        (fragment, source, work.schoon.clean("", 0, "code", code), work.sleutel.code("codeur", work.wijk, coder), text)
        for coder, codes in selection.codes.items()
        for code in codes
    ]


def read_codebook(path: Path) -> tuple[Code, ...]:
    """The codes of a .qdc file. LeesFout for anything else, and for a code that begins as a formula."""
    data, name = read_bytes(path), printable_name(path)
    if kind_of(name, data) != "qdc":
        raise refuse(name, "codeboek.geen_codeboek")
    codes = read_qdc(name, data)
    if not codes:
        raise refuse(name, "codeboek.leeg")
    for code in codes:
        if code.naam.startswith(_FORMULE):
            raise refuse(name, "codeboek.formule", gevonden=code.naam)
    return codes


def save_codebook(folder: Path, codes: Sequence[Code]) -> bool:
    """Writes `codeboek.csv` (code;valt onder) in the folder; whether it differs from what was there."""
    text = csv_text([("code", "valt onder"), *((code.naam, code.boven or "") for code in codes)])
    return change_file(folder / BESTAND, lambda before: text.encode("utf-8-sig"))
