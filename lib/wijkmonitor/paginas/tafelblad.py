"""The tafelblad of a monitor question: two printed pages for the table, and the same on a screen, one finding at a time.

Made from what the report of that question shows. The smallest letter of a figure is 8 points on paper; a figure that would
take the room of the rest stays in the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import AfspraakStand, Document
from wijkmonitor.bevinding.fragmenten import answer_lines
from wijkmonitor.documenten import TAFELBLAD
from wijkmonitor.figuren.letters import wrap
from wijkmonitor.paginas.bestuur import first_sentences
from wijkmonitor.paginas.omgeving import render
from wijkmonitor.paginas.pagina import Paginakop, foot, head
from wijkmonitor.paginas.talen import spoken, translations
from wijkmonitor.vragen.teksten import load_teksten

MAX_STUKKEN, MAX_AFSPRAKEN, MAX_VRAGEN = 3, 2, 2
MAX_LEES = 190  # signs of what a finding says below its figure
# all in points; the sheet is an A4 with margins of 12 mm
BREED, HOOG, KOP, NAAM = 527.0, 774.0, 65.0, 500.0
LETTER = 8.0  # the smallest on paper
GEEN, SCHRIJF, HALF = 62.0, 105.0, 235.0  # room of the words of a finding, of lines to write on; width of a column
_MAAT = re.compile(r'<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"')
_LETTER = re.compile(r"font-size:([\d.]+)px")


@dataclass(frozen=True)
class Tafelstuk:
    """One finding on the sheet. hoog is the height of its figure at full width, laag that with the smallest letter allowed."""

    bevinding: Bevinding
    vraag: str
    lees: str
    hoog: float = 0.0
    laag: float = 0.0

    @property
    def past(self) -> bool:
        """Whether its figure has room on the sheet."""
        return self.laag > 0

    @property
    def ruimte(self) -> float:
        """The least room that it takes."""
        lines = len(wrap(self.bevinding.kop, NAAM, 14, bold=True)) * 17 + len(wrap(self.lees, BREED, 10, lines=6)) * 14
        return GEEN + lines + self.laag


@dataclass(frozen=True)
class Tafelblad:
    """What the two pages hold; past says whether it has room for all words."""

    document: Document
    voor: tuple[Tafelstuk, ...]
    achter: tuple[Tafelstuk, ...]
    past: bool

    @property
    def stukken(self) -> tuple[Tafelstuk, ...]:
        """All findings of the sheet, in the order of the answer."""
        return self.voor + self.achter

    @property
    def afspraken(self) -> tuple[AfspraakStand, ...]:
        """The agreements of the last session, as many as the sheet has room for."""
        return self.document.afspraken[:MAX_AFSPRAKEN]

    @property
    def onbesproken(self) -> str:
        """The sentence on what nobody agreed upon yet; "" where there is none."""
        return _not_agreed(self.document)


def tafelblad_pages(document: Document, kop: Paginakop, vragen: Mapping[str, str]) -> dict[str, str]:
    """The sheet as a page and its minute to read aloud as plain text, by what comes after the name of the report.

    vragen: the heading of the section of each finding, by its id.
    """
    blad = make_tafelblad(document, vragen)
    findings = [piece.bevinding for piece in blad.stukken]
    aloud = spoken(document, findings)
    body = render(
        "tafelblad.j2",
        b=blad,
        d=document,
        antwoord=answer_lines(document),
        x=load_teksten("tafelblad"),
        hoogstens=MAX_VRAGEN,
        voorlezen=aloud,
        talen=translations(document, findings),
        wijk=document.wijk_naam,
    )
    html = f"{head(replace(kop, tafel=True, intro=''))}\n{body}\n{foot(kop)}".rstrip() + "\n"
    return {f"{TAFELBLAD}.html": html, f"{TAFELBLAD}.txt": "\n\n".join(aloud) + "\n"}


def make_tafelblad(document: Document, vragen: Mapping[str, str]) -> Tafelblad:
    """The findings of the answer, then others of the report until there are three, over the front and the back."""
    pieces = [_piece(finding, vragen.get(finding.id, "")) for finding in _chosen(document)]
    answer = sum(len(wrap(line["tekst"], NAAM, 13, lines=5)) * 17 + 6 for line in answer_lines(document))
    room, rest = HOOG - KOP - answer - (48 if document.woord else 20), HOOG - _below(document)
    ways = [(pieces[:front], pieces[front:]) for front in range(len(pieces), 0, -1)]
    ways += [([pieces[0], pieces[2]], pieces[1:2])] if len(pieces) > 2 else []
    sheets = [_sheet(document, (front, back), (room, rest)) for front, back in ways]
    return max(sheets, key=lambda sheet: (sheet.past, sum(piece.past for piece in sheet.stukken)))


def _sheet(document: Document, sides: tuple[Sequence[Tafelstuk], Sequence[Tafelstuk]], rooms: tuple[float, float]) -> Tafelblad:
    front, back = (_fit(pieces, room) for pieces, room in zip(sides, rooms, strict=True))
    needs = (sum(piece.ruimte for piece in pieces) for pieces in (front, back))
    return Tafelblad(document, front, back, all(need <= room for need, room in zip(needs, rooms, strict=True)))


def _below(document: Document) -> float:
    """The room of what stands below the findings: agreements beside questions, and lines to write on."""
    agreed = sum(
        sum(len(wrap(text, HALF, 9.5, lines=9)) * 12.5 for text in (item.wat, f"{item.wie} voorbeelddata", f"Nu: {item.nu}")) + 24
        for item in document.afspraken[:MAX_AFSPRAKEN]
    )
    below = _not_agreed(document) if document.afspraken else document.geen_afspraken
    agreed += len(wrap(below, HALF, 9.5, lines=9)) * 12.5 if below else 0
    asked = (document.gesprek.binnenkring[:MAX_VRAGEN], document.gesprek.buitenkring[:MAX_VRAGEN]) if document.gesprek else ()
    questions = sum(24 + sum(len(wrap(question, HALF, 10.5, lines=9)) * 14 for question in circle) for circle in asked)
    return max(agreed, questions) + 62 + SCHRIJF


def _not_agreed(document: Document) -> str:
    open_ = "; ".join(document.onbesproken) if document.afspraken else ""
    return load_teksten("tafelblad").zin("onbesproken", wat=open_) if open_ else ""


def _chosen(document: Document) -> list[Bevinding]:
    """The findings behind the answer lines in their order, completed with others that have something to tell."""
    told = {line.tekst.rstrip("."): place for place, line in enumerate(document.antwoord)}
    behind = {told[line]: finding for finding in document.bevindingen
              if (line := (finding.antwoord or finding.kop).rstrip(".")) in told}  # fmt: skip
    first = [finding for _, finding in sorted(behind.items(), key=lambda pair: pair[0])]
    rest = [finding for finding in document.hoofd if finding not in first and finding.teken != "niet geleverd"]
    rest.sort(key=lambda finding: finding.figuur is None)
    return [*first, *rest][:MAX_STUKKEN]


def _piece(finding: Bevinding, question: str) -> Tafelstuk:
    lees = first_sentences(finding.lees, MAX_LEES)
    size = _MAAT.search(finding.figuur.breed) if finding.figuur else None
    if finding.figuur is None or size is None:
        return Tafelstuk(finding, question, lees)
    width, height = float(size[1]), float(size[2])
    smallest = min(map(float, _LETTER.findall(finding.figuur.breed)), default=LETTER)
    scale = BREED / width
    return Tafelstuk(finding, question, lees, height * scale, height * scale * min(1.0, LETTER / (smallest * scale)))


def _fit(pieces: Sequence[Tafelstuk], room: float) -> tuple[Tafelstuk, ...]:
    """The pieces, of which the tallest figures stay in the report until the rest has room."""
    pieces = list(pieces)
    while sum(piece.ruimte for piece in pieces) > room and any(piece.past for piece in pieces):
        tallest = max(range(len(pieces)), key=lambda place: pieces[place].laag)
        pieces[tallest] = replace(pieces[tallest], hoog=0.0, laag=0.0)
    return tuple(pieces)
