"""The tafelblad of a monitor question: two printed pages for the table, and the same on a screen, one finding at a time.

Made from what the report of that question shows. Figures come before lines to write on; what was agreed and what to talk
about move to the front where the figures of the back need their room. Where much room is left, the letters are larger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.bevinding.document import AfspraakStand, Document
from wijkmonitor.bevinding.fragmenten import answer_lines
from wijkmonitor.documenten import TAFELBLAD
from wijkmonitor.paginas.pagina import Paginakop, first_sentences, render, wrap
from wijkmonitor.paginas.tafelbladruimte import (
    ACHTER,
    BREED,
    MAX_REGELS,
    VOOR,
    figure_size,
    room_of_answer,
    room_of_list,
    room_of_talk,
    room_of_words,
    room_to_write,
)
from wijkmonitor.paginas.talen import spoken, translations
from wijkmonitor.taal.getallen import as_sentence, hoofdletter, split_sentences
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tijdlijn import ZONDER_DATUM

TEKST = load_teksten("tafelblad")
MAX_STUKKEN, MAX_AFSPRAKEN, MAX_VRAGEN = 3, 2, 2
MAX_LEES = 190  # signs of what a finding says below its figure
MATEN = (1.15, 1.0)  # of the letters, the largest first
STAAND = 0.3  # a figure that is higher than this share of its width stands beside its words on a wide screen


class Regel(NamedTuple):
    """One thing that happened. vooraf: when, or what kind of thing where that is unknown."""

    vooraf: str
    wat: str

    @property
    def tekst(self) -> str:
        """The line as readers see it."""
        return f"{self.vooraf}: {self.wat}"


@dataclass(frozen=True)
class Tafelstuk:
    """One finding on the sheet. hoog is the height of its figure at full width, laag that with the smallest letter allowed.

    regels: what happened, in the place of a figure of it. past: how much of it
    has room: of its figure 1 or 0, and that is for paper alone; of its list so many lines.
    """

    bevinding: Bevinding
    vraag: str
    lees: str
    hoog: float = 0.0
    laag: float = 0.0
    regels: tuple[Regel, ...] = ()
    past: int = 1

    @property
    def beeld(self) -> bool:
        """Whether its figure or list stands on paper."""
        return self.past > 0 and (self.hoog > 0 or bool(self.regels))

    @property
    def meer(self) -> str:
        """The sentence on how much of its list stands in the report alone; "" where that is nothing."""
        rest = len(self.regels) - self.past if self.regels else 0
        return TEKST.zin("lijst_meer", n=rest) if rest > 0 else ""

    @property
    def elders(self) -> str:
        """The sentence on paper that its figure stands in the report alone; "" where that is not so."""
        return TEKST["figuur_elders"] if self.hoog and not self.past else ""

    @property
    def hoeveel(self) -> tuple[int, ...]:
        """What `past` may be, the most first."""
        if not self.regels:
            return (1, 0) if self.hoog else (0,)
        return tuple(dict.fromkeys(len(self.regels[:most]) for most in MAX_REGELS))

    @property
    def staand(self) -> bool:
        """Whether its figure stands beside its words on a wide screen."""
        return self.hoog > STAAND * BREED

    def ruimte(self, maat: float) -> float:
        """The least room that it takes with letters that are so many times as large."""
        texts = [regel.tekst for regel in self.regels[: self.past]] + ([self.meer] if self.meer else [])
        shown = room_of_list(texts, maat) if self.regels else self.laag
        return room_of_words(self.bevinding, f"{self.lees} {self.elders}", maat) + (shown if self.past else 0.0)


@dataclass(frozen=True)
class Tafelblad:
    """What the two pages hold; past says whether it has room for all words.

    maat: how large its letters are. gesprek_voor: whether agreements and questions stand on the front.
    """

    document: Document
    voor: tuple[Tafelstuk, ...]
    achter: tuple[Tafelstuk, ...]
    past: bool
    maat: float = 1.0
    gesprek_voor: bool = False

    @property
    def stukken(self) -> tuple[Tafelstuk, ...]:
        """All findings of the sheet, in the order of the answer."""
        return self.voor + self.achter

    @property
    def beelden(self) -> int:
        """How many figures and lists stand on paper."""
        return sum(piece.beeld for piece in self.stukken)

    @property
    def te_raden(self) -> bool:
        """Whether it has a number to guess."""
        return any(piece.bevinding.telt for piece in self.stukken)

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
        x=TEKST,
        hoogstens=MAX_VRAGEN,
        voorlezen=aloud,
        talen=translations(document, findings),
        wijk=document.wijk_naam,
    )
    return {f"{TAFELBLAD}.html": wrap(replace(kop, tafel=True, intro=""), body), f"{TAFELBLAD}.txt": "\n\n".join(aloud) + "\n"}


def make_tafelblad(document: Document, vragen: Mapping[str, str]) -> Tafelblad:
    """The findings of the answer, then others of the report until there are three, over the front and the back.

    Of all ways to place them the one with the most figures, then the first figures, then the largest letters.
    """
    pieces = [_piece(finding, vragen.get(finding.id, "")) for finding in _chosen(document)]
    sheets = [sheet for maat in MATEN for sheet in _sheets(document, pieces, maat)]
    return max(
        sheets,
        key=lambda sheet: (
            sheet.past,
            sheet.beelden,
            [piece.past for piece in sheet.stukken],
            sheet.maat,
            not sheet.gesprek_voor,
        ),
    )


def _sheets(document: Document, pieces: Sequence[Tafelstuk], maat: float) -> Iterator[Tafelblad]:
    """All ways to place the findings and what stands below them, with all or some of their figures."""
    answer = room_of_answer(answer_lines(document), maat, woord=bool(document.woord))
    below = _not_agreed(document) if document.afspraken else document.geen_afspraken
    talk = room_of_talk(document.afspraken[:MAX_AFSPRAKEN], below, document.gesprek, maat, vragen=MAX_VRAGEN)
    splits = [(range(front), range(front, len(pieces))) for front in range(len(pieces), 0, -1)] or [(range(0), range(0))]
    orders = [[list(side) for side in split] for split in splits] + ([[[0, 2], [1]]] if len(pieces) > 2 else [])
    for shown in product(*(piece.hoeveel for piece in pieces)):
        some = [replace(piece, past=much) for piece, much in zip(pieces, shown, strict=True)]
        for (front, back), ahead in product(orders, (False, True)):
            voor, achter = (tuple(some[place] for place in side) for side in (front, back))
            needs = [sum(piece.ruimte(maat) for piece in side) for side in (voor, achter)]
            needs = [needs[0] + answer + talk * ahead, needs[1] + room_to_write(maat) + talk * (not ahead)]
            yield Tafelblad(document, voor, achter, needs[0] <= VOOR and needs[1] <= ACHTER, maat, ahead)


def _not_agreed(document: Document) -> str:
    open_ = "; ".join(document.onbesproken) if document.afspraken else ""
    return TEKST.zin("onbesproken", wat=open_) if open_ else ""


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
    piece = Tafelstuk(finding, question, first_sentences(finding.lees, MAX_LEES))
    if finding.id.endswith("-tijdlijn") and finding.figuur:
        return replace(piece, regels=tuple(_happened(finding)))
    high, low = figure_size(finding)
    return replace(piece, hoog=high, laag=low)


def _happened(finding: Bevinding) -> Iterator[Regel]:
    """What the timeline tells, less what came of it."""
    for when, what, kind, *_ in finding.tabel.rijen:
        told = str(kind).split(" (")[0] if when == ZONDER_DATUM else str(when)
        yield Regel(hoofdletter(told), as_sentence(split_sentences(str(what))[0]))
