"""The numbers behind a figure and behind a whole document, as CSV for Dutch Excel."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wijkmonitor.bevinding import Bevinding, Cel, Notatie, Tabel, Tabelkolom
from wijkmonitor.bevinding.document import Document
from wijkmonitor.bevinding.omgeving import anker, clean_text
from wijkmonitor.schrijven import csv_text

_HERKOMST = {
    "voorbeeld": "voorbeelddata: verzonnen cijfers",
    "openbaar": "openbaar cijfer",
    "eigen registratie": "eigen registratie",
}
_KOLOMMEN = ("bevinding", "tabel", "rij", "kolom", "waarde")
_UITLEG = "uitleg"  # in the column `tabel`: the rows that say what the numbers of a finding mean
_EENHEID: dict[Notatie, str] = {"pct": " (%)", "euro": " (€)"}
_FORMULE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Ingebed:
    """A file inside a page: its name and its address."""

    naam: str
    uri: str


def bevinding_csv(finding: Bevinding) -> str:
    """The tables of one finding, and under them what the numbers mean, with source.

    Separator `;`, decimal comma, lines end with CRLF. A text can never be a formula.
    """
    rows: list[Sequence[str]] = []
    for table in (finding.tabel, *finding.extra_tabellen):
        rows.append([csv_naam(kolom) for kolom in table.kolommen])
        rows += [[csv_cel(cell, kolom.notatie) for cell, kolom in zip(row, table.kolommen, strict=True)] for row in table.rijen]
        rows.append([])
    rows += [[key, csv_tekst(value)] for key, value in {"Over deze cijfers": finding.kop, **_about(finding)}.items()]
    return csv_text(rows, eind="\r\n")


def document_csv(document: Document) -> str:
    """All tables of the document as one table: one row per number, named by finding, row and column,
    and by table where a finding has more than one.

    What the numbers of a finding mean stands in rows of the same form, above them; their table is called `uitleg`.
    """
    rows: list[Sequence[str]] = [_KOLOMMEN]
    for finding in document.bevindingen:
        about = {"kop": finding.kop, **_about(finding)}
        named = [[_UITLEG, "", key.lower(), csv_tekst(value)] for key, value in about.items() if value and key != "Methode"]
        for table in (finding.tabel, *finding.extra_tabellen):
            named += _long_rows(table, csv_tekst(table.titel) if finding.extra_tabellen else "")
        rows += [[finding.id, *row] for row in named]
    return csv_text(rows, eind="\r\n")


def _about(finding: Bevinding) -> dict[str, str]:
    """What the numbers of a finding mean."""
    return {
        "Maat": finding.onderschrift,
        "Wat is dit": finding.wat,
        "Let op": finding.let_op,
        "Methode": finding.schatting.method,
        "Bron": finding.bron,
        "Herkomst": _HERKOMST[finding.herkomst],
    }


def bevinding_bestand(finding: Bevinding) -> Ingebed:
    """The CSV file of a finding as a download inside the page."""
    name = "-".join(part for part in (finding.wijk, finding.document, anker(finding.id)) if part)
    return Ingebed(f"{name}.csv", csv_uri(bevinding_csv(finding)))


def document_bestand(document: Document) -> Ingebed:
    """The CSV file of the document as a download inside the page."""
    return Ingebed(f"{document.wijk}-{document.naam}.csv", csv_uri(document_csv(document)))


def csv_uri(text: str) -> str:
    """The text as an address; the mark at the start tells Excel that it is UTF-8."""
    return "data:text/csv;base64," + base64.b64encode(text.encode("utf-8-sig")).decode("ascii")


def _long_rows(table: Tabel, title: str) -> Iterable[list[str]]:
    wide = _name_columns(table)
    for row in table.rijen:
        name = ", ".join(csv_cel(cell, "tekst") for cell in row[:wide])
        for cell, kolom in zip(row[wide:], table.kolommen[wide:], strict=True):
            yield [title, name, csv_naam(kolom), csv_cel(cell, kolom.notatie)]


def _name_columns(table: Tabel) -> int:
    """How many columns of text at the left it takes to tell the rows apart, at least one and never all."""
    text = next((place for place, kolom in enumerate(table.kolommen) if kolom.notatie != "tekst"), len(table.kolommen))
    for wide in range(1, min(text, len(table.kolommen) - 1) + 1):
        if len({row[:wide] for row in table.rijen}) == len(table.rijen):
            return wide
    return 1


def csv_naam(kolom: Tabelkolom) -> str:
    """Heading of the column in a CSV file, with its unit."""
    return csv_tekst(kolom.naam + _EENHEID.get(kolom.notatie, ""))


def csv_cel(cell: Cel, notatie: Notatie) -> str:
    """The cell for Dutch Excel: comma for decimals, nothing per thousand, shares as percentages.

    >>> csv_cel(0.18231, "pct"), csv_cel(-1234.5, "getal"), csv_cel("=1+1", "tekst")
    ('18,231', '-1234,5', "'=1+1")
    """
    if isinstance(cell, str):
        return csv_tekst(cell)
    value = float(cell) * 100 if notatie == "pct" else float(cell)
    text = f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def csv_tekst(text: str) -> str:
    """The text on one line; a text that Excel would read as a formula gets an apostrophe in front."""
    line = " ".join(str(clean_text(text)).split())
    return f"'{line}" if line.startswith(_FORMULE) else line
