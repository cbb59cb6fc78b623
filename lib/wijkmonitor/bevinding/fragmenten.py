"""The parts of a report as HTML inside an element with class `wm`, with the glossary of its words; and as things that show themselves in a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from wijkmonitor import __version__
from wijkmonitor.bevinding import Bevinding, Gat, Gezegd
from wijkmonitor.bevinding.document import Document
from wijkmonitor.bevinding.gegevens import bevinding_bestand, document_bestand
from wijkmonitor.bevinding.omgeving import anker, css, per_document, render
from wijkmonitor.documenten import number_in
from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.programma import programma
from wijkmonitor.uitgevoerd import BEVINDING_MIME, DOCUMENT_MIME, GESPREK_MIME, GETOOND, VERANTWOORDING_MIME

MAX_BRON, MAX_BRONNEN = 60, 6
LONG = 210  # signs: a *let op* that is longer takes a line of its own
_ZIN = re.compile(r"[.:] |\b(?:is|zijn|was|waren)\b|^Voorbeeld$")
_BIJZONDER = re.compile(r"\s*\([^)]*\)|,? CC BY[^;]*")


@dataclass(frozen=True)
class Begrip:
    """A term, its explanation in B1, its source, and other forms in which it is written."""

    term: str
    uitleg: str
    bron: str
    vormen: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What recognises the term in a text; an abbreviation only in capitals."""
        forms = "|".join(re.escape(form) for form in (self.term, *self.vormen))
        return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", 0 if self.term.isupper() else re.IGNORECASE)

    @cached_property
    def in_small(self) -> tuple[str, ...]:
        """Its forms in small letters: a text that has none of them need not be searched."""
        return tuple(form.lower() for form in (self.term, *self.vormen))


@cache
def load_begrippen() -> tuple[Begrip, ...]:
    """All terms, those of the programme included, in alphabetical order."""
    raw = read_toml("wijkmonitor.bevinding", "begrippen.toml")
    known = [*raw["begrip"], *programma().begrip]
    terms = [
        Begrip(row["term"], row["uitleg"], row["bron"].replace("{programma}", programma().naam), tuple(row.get("vormen", ())))
        for row in known
    ]
    return tuple(sorted(terms, key=lambda begrip: begrip.term.casefold()))


def find_begrippen(texts: Iterable[str]) -> list[Begrip]:
    """The terms that occur in the texts, in alphabetical order."""
    together = "\n".join(texts)
    small = together.lower()
    likely = (begrip for begrip in load_begrippen() if any(form in small for form in begrip.in_small))
    return [begrip for begrip in likely if begrip.pattern.search(together)]


def begrippen_markdown() -> str:
    """The whole glossary as the page `docs/begrippen.md`."""
    head = "# Begrippen\n\nDe woorden die de monitor gebruikt. Deze lijst komt uit `begrippen.toml` in `lib/wijkmonitor/bevinding` en uit `lib/wijkmonitor/programma.toml`.\n\n"
    rows = [f"| {begrip.term} | {begrip.uitleg} | {begrip.bron} |" for begrip in load_begrippen()]
    return head + "| woord | uitleg | bron |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def bevinding_html(finding: Bevinding, *, nummer: int | None = None, let_op: str | None = None) -> str:
    """The finding as a section: headline, picture, table, explanation, source, question and download.

    nummer: its place in the document; None shows no number. let_op: what stands there in the place of its own, where a page
    said some of that before; what can be downloaded keeps all.
    """
    return _section("bevinding.j2", finding, let_op, nummer=nummer, lang=LONG)


def opening_html(document: Document, *, gesprek: str = "Het-gesprek") -> str:
    """The first screen: answer, contents, agreements and where the numbers come from. gesprek: id of the conversation."""
    return render(
        "opening.j2",
        d=document,
        antwoord=answer_lines(document),
        afspraken_kop=_agreements_heading(document),
        bronnen=short_sources(document),
        gesprek=gesprek if document.gesprek else "",
    )


def answer_lines(document: Document) -> list[dict[str, Any]]:
    """The answer lines as readers see them, each with how many of ten people to colour.

    Where all rest on example records, the heading says that once, instead of each line.
    """
    once = document.alles_voorbeeld
    return [{"tekst": line.gezegd if once else line.regel, "tien": line.tien} for line in document.antwoord]


def meer_html(finding: Bevinding, *, met_kop: bool = False, let_op: str | None = None) -> str:
    """The finding in the compact form of *meer cijfers*; the first one brings the heading along. let_op: as above."""
    return _section("meer.j2", finding, let_op, met_kop=met_kop)


def _section(template: str, finding: Bevinding, let_op: str | None, **more: Any) -> str:
    number = number_in(finding.document)
    return render(
        template,
        f=finding if let_op is None else replace(finding, let_op=let_op),
        anker=anker(finding.id),
        vraag=number if number < 5 else 0,
        csv=bevinding_bestand(finding),
        **more,
    )


def gaten_html(document: Document) -> str:
    """One list of what was not delivered yet: what is not known, grouped by the table that says it and who has that.

    What a session said of it stands there too.
    """
    groups: dict[str, list[tuple[str, str, tuple[Gezegd, ...]]]] = {}
    for finding in document.gaten:
        gap = finding.mist or Gat(finding.lees, "")
        groups.setdefault(gap.hoe, []).append((anker(finding.id), gap.wat, finding.gezegd))
    return render("gaten.j2", nummer=document.nummer, groepen=groups)


def gesprek_html(document: Document) -> str:
    """The questions for both circles and a table for new agreements."""
    return render("gesprek.j2", d=document)


def verantwoording_html(document: Document) -> str:
    """Method, limits, sources, words, how to cite, versions and whom to tell."""
    return render(
        "verantwoording.j2",
        d=document,
        bronnen=sources(document),
        woorden=find_begrippen(texts(document)),
        csv=document_bestand(document),
        versie=__version__,
    )


def sources(document: Document) -> list[str]:
    """The documents behind the findings, each once with its places, in the order in which they stand in the report."""
    return per_document("; ".join(finding.bron for finding in document.bevindingen))


def short_sources(document: Document) -> str:
    """The sources for the first screen: without numbers of tables, licences and remarks; at most six."""
    short = (_BIJZONDER.sub("", part).split("; ")[0].strip(" ,") for part in sources(document))
    names = list(dict.fromkeys(part for part in short if 3 < len(part) <= MAX_BRON and not _ZIN.search(part)))
    return "; ".join(names[:MAX_BRONNEN]) + ("; en andere" if len(names) > MAX_BRONNEN else "")


def texts(document: Document) -> Iterator[str]:
    """Every text of the document that a reader sees."""
    yield from (document.vraag, document.privacy, *document.methode, *document.wel, *document.niet, *document.weggelaten)
    yield from (line.regel for line in document.antwoord)
    if document.gesprek:
        yield from (*document.gesprek.binnenkring, *document.gesprek.buitenkring)
    for stand in document.afspraken:
        yield from (stand.wat, stand.wie, stand.verwachting, stand.toen, stand.nu, stand.terugkijk, stand.antwoord)
    yield from (finding.lees for finding in document.gaten)  # of what was not delivered the report says no more
    yield from (text for finding in document.hoofd for text in (finding.waarom, finding.gespreksvraag))
    for finding in (*document.hoofd, *document.meer):
        yield from (finding.kop, finding.onderschrift, finding.lees, finding.wat, finding.let_op, finding.bron)
        for table in (finding.tabel, *finding.extra_tabellen):
            yield from (table.titel, *(kolom.naam for kolom in table.kolommen))
            yield from (cell for row in table.rijen for cell in row if isinstance(cell, str))


def _agreements_heading(document: Document) -> str:
    if not document.afspraken:
        return "Afspraken"
    when = f" op {document.sessie}" if document.sessie[:1].isdigit() else f" {document.sessie}".rstrip()
    return f"Afgesproken{when}, en wat we nu zien"


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
    return Blok(bevinding_html(finding), finding.kop, {BEVINDING_MIME: finding.as_json()})


def in_rapport(finding: Bevinding) -> Blok:
    """One finding as a part of the report."""
    return Blok(bevinding_html(finding), finding.kop, {BEVINDING_MIME: finding.as_json() | {GETOOND: True}}, False)


def opening(document: Document) -> Blok:
    """The first screen of the report."""
    lines = "\n".join(line.regel for line in document.antwoord)
    return Blok(opening_html(document), lines, {DOCUMENT_MIME: document.as_json()}, stijl=False)


def gesprek(document: Document) -> Blok:
    """The questions for the conversation."""
    if document.gesprek is None:
        raise ValueError(f"{document.naam} has no questions for the conversation")
    asked = {name: list(questions) for name, questions in vars(document.gesprek).items()}
    return Blok(gesprek_html(document), "Het gesprek", {GESPREK_MIME: asked}, stijl=False)


def verantwoording(document: Document) -> Blok:
    """The account: method, limits, words, sources."""
    account = {name: list(getattr(document, name)) for name in ("methode", "wel", "niet", "weggelaten")}
    account |= {name: getattr(document, name) for name in ("privacy", "contact")}
    return Blok(verantwoording_html(document), "Verantwoording", {VERANTWOORDING_MIME: account}, stijl=False)
