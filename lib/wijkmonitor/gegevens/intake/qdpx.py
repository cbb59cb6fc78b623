"""REFI-QDA projects (.qdpx) and codebooks (.qdc), read in memory: no transcript is unpacked anywhere.

Format: REFI-QDA standard 1.5 (qdasoftware.org), namespace urn:QDA-XML:project:1.0. Positions count Unicode code points
from 0, the end is exclusive, a line ends with one LF. Programs err here (CRLF, UTF-16 units): the first letters of a
selection, which programs repeat as its name, tell which way of counting was used.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from wijkmonitor.gegevens.intake import refuse
from wijkmonitor.gegevens.lezers.blad import GEWOON
from wijkmonitor.gegevens.lezers.wacht import open_archive

MAX_BYTES_PROJECT = 40_000_000
MAX_DIEPTE = 50
NAAM_PROEF = 12
GEEN_TEKST = {
    "PDFSelection": "in een PDF",
    "PictureSelection": "in een beeld",
    "AudioSelection": "in geluid",
    "VideoSelection": "in een video",
}


@dataclass(frozen=True)
class Code:
    """A code of the codebook and the code above it."""

    guid: str
    naam: str
    boven: str | None


@dataclass(frozen=True)
class Qdpxdocument:
    """A transcript: its name and its number of characters; the text itself is not kept."""

    guid: str
    naam: str
    tekens: int


@dataclass(frozen=True)
class Selectie:
    """A fragment: characters `van` up to and without `tot` of a document, with the codes per coder."""

    document: str
    van: int
    tot: int
    tekst: str
    codes: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Project:
    """What a project holds; names of coders, codes and documents as they stand in it.

    overgeslagen: selections of text that point outside it. andere: coded selections that are no text, per kind in Dutch.
    """

    codeurs: tuple[str, ...]
    codes: tuple[Code, ...]
    documenten: tuple[Qdpxdocument, ...]
    selecties: tuple[Selectie, ...]
    overgeslagen: int = 0
    andere: Mapping[str, int] = field(default_factory=dict)


def read_qdpx(bestand: str, data: bytes) -> Project:
    """The project, whatever its file is called in the archive. LeesFout if it can't be read."""
    with open_archive(bestand, data) as archive:
        members = {member.filename: member for member in archive.infolist()}
        found = sorted((name for name in members if name.lower().endswith(".qde")), key=len)
        main = [name for name in found if name.lower().endswith("project.qde")] or found
        if not main or (len(found) > 1 and main is found):
            raise refuse(bestand, "qdpx.meer_projecten" if found else "qdpx.geen_project")
        if members[main[0]].file_size > MAX_BYTES_PROJECT:
            raise refuse(bestand, "qdpx.te_groot")
        root = _parse(bestand, archive.read(main[0]))
        by_name = {name.rsplit("/", 1)[-1].lower(): member for name, member in members.items()}
        return _read_project(bestand, root, lambda path: _source_text(archive, by_name, path))


def read_qdc(bestand: str, data: bytes) -> tuple[Code, ...]:
    """The codes of a codebook file."""
    return tuple(_codes(_parse(bestand, data)))


def _parse(bestand: str, data: bytes) -> Element:
    broken = refuse(bestand, "qdpx.niet_te_lezen")
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise broken from None
    for number, (_, depth) in enumerate(_walk(root)):
        if depth > MAX_DIEPTE or number > GEWOON.cellen:
            raise broken
    return root


def _walk(root: Element) -> Iterator[tuple[Element, int]]:
    """All elements in order with their depth, without recursion."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        yield element, depth
        if depth <= MAX_DIEPTE:
            waiting += [(child, depth + 1) for child in reversed(element)]


def _kind(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _codes(root: Element) -> Iterator[Code]:
    waiting: list[tuple[Element, str | None]] = [(root, None)]
    while waiting:
        element, above = waiting.pop()
        name = element.get("name")
        if _kind(element) == "Code" and name:
            yield Code(element.get("guid", ""), " ".join(name.split()), above)
            above = " ".join(name.split())
        waiting += [(child, above) for child in reversed(element)]


def _source_text(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], path: str) -> str | None:
    """The text of a source inside the archive; None for a path that leads out of it. Some programs leave `internal://` out."""
    if not path.lower().startswith("internal://") and re.search(r"[:/\\]", path):
        return None
    member = members.get(re.split(r"[/\\]", path)[-1].lower())
    if member is None:
        return None
    try:
        return archive.read(member).decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _read_project(bestand: str, root: Element, read_source: Callable[[str], str | None]) -> Project:
    codes = tuple(_codes(root))
    users = {user.get("guid", ""): user.get("name") or f"codeur {k}" for k, user in enumerate(_all(root, "User"), 1)}
    documents, selections, skipped = [], [], 0
    for source, guid, name, text in _texts(root, read_source):
        chosen = [child for child in source if _kind(child) in ("PlainTextSelection", "TranscriptSelection")]
        if text is None:
            skipped += len(chosen)
            continue
        documents.append(Qdpxdocument(guid, name, len(text.replace("\r\n", "\n").replace("\r", "\n"))))
        points = {point.get("guid", ""): point.get("position", "") for point in source if _kind(point) == "SyncPoint"}
        cut = _choose_counting(text, chosen, points)
        for element in chosen:
            found = _selection(element, guid, cut, {code.guid: code.naam for code in codes}, users, points)
            if found is None:
                skipped += 1
            elif found.codes:
                selections.append(found)
    if not documents and not codes:
        raise refuse(bestand, "qdpx.leeg")
    return Project(tuple(users.values()), codes, tuple(documents), tuple(selections), skipped, _no_text(root))


def _no_text(root: Element) -> dict[str, int]:
    """How many coded selections are no text, per kind."""
    coded = Counter(_kind(element) for element, _ in _walk(root) if any(_kind(child) == "Coding" for child in element))
    return {word: coded[kind] for kind, word in GEEN_TEKST.items() if coded[kind]}


def _all(root: Element, kind: str) -> Iterator[Element]:
    return (element for element, _ in _walk(root) if _kind(element) == kind)


def _texts(root: Element, read_source: Callable[[str], str | None]) -> Iterator[tuple[Element, str, str, str | None]]:
    """Every element that carries text (sources, transcripts, representations): element, guid, name, text."""
    for element, _ in _walk(root):
        kind = _kind(element)
        if kind not in ("TextSource", "Transcript", "Representation"):
            continue
        inline = next((child.text for child in element if _kind(child) == "PlainTextContent"), None)
        path = element.get("plainTextPath")
        text = inline if inline is not None else read_source(path) if path else None
        yield element, element.get("guid", ""), element.get("name") or "", text


def _cut_points(text: str, start: int, end: int) -> str | None:
    return text[start:end] if 0 <= start < end <= len(text) else None


def _cut_units(text: str, start: int, end: int) -> str | None:
    """The same, counted in UTF-16 units."""
    units = text.encode("utf-16-le")
    if not 0 <= start < end <= len(units) // 2:
        return None
    return units[2 * start : 2 * end].decode("utf-16-le", errors="replace")


Cut = Callable[[int, int], str | None]


def _choose_counting(text: str, selections: list[Element], points: Mapping[str, str]) -> Cut:
    """The way of counting by which most selections begin with their own name; the standard's where that says nothing."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    ways: list[Cut] = [
        lambda start, end: _cut_points(plain, start, end),
        lambda start, end: _cut_points(text, start, end),
        lambda start, end: _cut_units(plain, start, end),
        lambda start, end: _cut_units(text, start, end),
    ]

    def agreeing(cut: Cut) -> int:
        count = 0
        for element in selections[:200]:
            name = " ".join((element.get("name") or "").split())[:NAAM_PROEF]
            place = _place(element, points)
            found = cut(*place) if place else None
            count += bool(len(name) == NAAM_PROEF and found and " ".join(found.split()).startswith(name))
        return count

    return max(ways, key=agreeing)


def _place(element: Element, points: Mapping[str, str]) -> tuple[int, int] | None:
    """First and last position: those of the selection itself, or of the points of time that it lies between."""
    start = element.get("startPosition") or points.get(element.get("fromSyncPoint", ""), "")
    end = element.get("endPosition") or points.get(element.get("toSyncPoint", ""), "")
    try:
        return int(start[:12]), int(end[:12])
    except ValueError:
        return None


def _selection(
    element: Element, guid: str, cut: Cut, codes: dict[str, str], users: dict[str, str], points: Mapping[str, str]
) -> Selectie | None:
    place = _place(element, points)
    text = cut(*place) if place else None
    if place is None or text is None or not text.strip():
        return None
    found: dict[str, list[str]] = {}
    for coding in _all(element, "Coding"):
        user = users.get(coding.get("creatingUser", element.get("creatingUser", "")), "onbekend")
        for reference in _all(coding, "CodeRef"):
            code = codes.get(reference.get("targetGUID", ""))
            if code is not None and code not in found.setdefault(user, []):
                found[user].append(code)
    return Selectie(guid, *place, text, {user: tuple(names) for user, names in found.items()})
