"""A document to read and to edit: headings, sentences, lists and tables, written as a page and as a Word file."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from wijkmonitor.paginas.pagina import render_page

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
