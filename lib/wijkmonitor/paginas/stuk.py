"""A document to read and to edit: headings, sentences, lists and tables, as a page and as a Word file (DOCX)."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from wijkmonitor.paginas.pagina import render_page
from wijkmonitor.schrijven import zip_bytes

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Tafel:
    """A table: what it is of, headings, and a row of cells per item; the first cell names the row.

    invullen: people write in it, so its rows have room.
    """

    titel: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    invullen: bool = False


@dataclass(frozen=True)
class Onderdeel:
    """One part: sentences, then a list, then a table; each may be missing. onder: it belongs below the part before it."""

    kop: str
    zinnen: tuple[str, ...] = ()
    punten: tuple[str, ...] = ()
    tabel: Tafel | None = None
    onder: bool = False


@dataclass(frozen=True)
class Stuk:
    """The whole document. label: what kind it is. voorbeeld: it rests on example records. voet: who made it, of what."""

    titel: str
    label: str
    onderkop: str
    onderdelen: tuple[Onderdeel, ...]
    voorbeeld: bool = False
    voet: str = ""


@dataclass(frozen=True)
class Bijlage:
    """A file inside the page, to fetch by a click: what the link says, its name and its content."""

    tekst: str
    naam: str
    inhoud: bytes

    @property
    def uri(self) -> str:
        """The content as an address."""
        return f"data:{WORD};base64,{base64.b64encode(self.inhoud).decode('ascii')}"


def stuk_html(stuk: Stuk, *, bijlage: Bijlage | None = None) -> str:
    """The page as one HTML file, made to print; bijlage: the same as a Word file."""
    return render_page("stuk", s=stuk, bijlage=bijlage)


def table_or_none(titel: str, kop: Sequence[str], rijen: Sequence[Sequence[str]]) -> Tafel | None:
    """A table, or None where it has no rows."""
    return Tafel(titel, tuple(kop), tuple(tuple(row) for row in rijen)) if rijen else None


TAAL = "nl-NL"
LETTER, MAAT, IN_TABEL, RAND, RUIMTE = "Arial", 11, 9, 20, 9  # letters in points; margin, and a row to write in, in mm
INKT = RGBColor(0x22, 0x2F, 0x3A)


def stuk_docx(stuk: Stuk, *, dag: date) -> bytes:
    """The document as DOCX. dag: what it says of when it was made."""
    document = Document()
    _style(document)
    _properties(document, stuk, dag)
    document.add_heading(stuk.titel, level=0)
    document.add_paragraph(stuk.onderkop, style="Subtitle")
    if stuk.voorbeeld:
        document.add_paragraph("Voorbeelddata: verzonnen, om te laten zien hoe het werkt.").runs[0].bold = True
    for part in stuk.onderdelen:
        if part.kop:
            document.add_heading(part.kop, level=2 if part.onder else 1)
        for sentence in part.zinnen:
            document.add_paragraph(sentence)
        for point in part.punten:
            document.add_paragraph(point, style="List Bullet")
        if part.tabel:
            _table(document, part.tabel, onder=part.kop)
    if stuk.voet:
        document.sections[0].footer.paragraphs[0].text = stuk.voet
    _drop_extras(document)
    return _same_bytes(document)


def _drop_extras(document: Any) -> None:
    """Leave out what the library's own template carries along and no program needs: two fifths of a small file."""
    for part in (document.part, document.part.package):
        for name, relation in list(part.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in ("stylesWithEffects", "customXml", "thumbnail"):
                del part.rels[name]


def _style(document: Any) -> None:
    """One letter for everything, dark ink, and Dutch as the language that Word checks the spelling in."""
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet"):
        style = document.styles[name]
        style.font.name = LETTER
        style.font.color.rgb = INKT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), LETTER)
    document.styles["Normal"].font.size = Pt(MAAT)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(RAND)
    properties = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), TAAL)
    properties.append(language)


def _properties(document: Any, stuk: Stuk, dag: date) -> None:
    core, moment = document.core_properties, datetime(dag.year, dag.month, dag.day)
    core.title, core.subject, core.language = stuk.titel, stuk.label, TAAL
    core.author, core.comments, core.keywords = stuk.voet.partition(" · ")[0], "", ""
    core.created = core.modified = moment
    core.revision = 1


def _table(document: Any, table: Tafel, *, onder: str) -> None:
    """A table with its heading repeated on every page, and rows that stay whole; a title that stands above it is not told twice."""
    if table.titel != onder:
        title = document.add_paragraph(table.titel)
        title.runs[0].italic = True
        title.paragraph_format.keep_with_next = True
    made = document.add_table(rows=1, cols=len(table.kop), style="Table Grid")
    for cell, text in zip(made.rows[0].cells, table.kop, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(text).bold = True
    for row in table.rijen:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    _mark(made.rows[0], "w:tblHeader")
    for row in made.rows:
        _mark(row, "w:cantSplit")
    if table.invullen:
        for row in made.rows[1:]:
            row.height = Mm(RUIMTE)
    for cell in (cell for row in made.rows for cell in row.cells):
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(IN_TABEL)
    document.add_paragraph()


def _mark(row: Any, name: str) -> None:
    """Switch a property of a row on."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _same_bytes(document: Any) -> bytes:
    """The file with a fixed day on each of its parts."""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source:
        return zip_bytes((name, source.read(name)) for name in source.namelist())
