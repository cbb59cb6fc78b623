"""A raw cell of a table as readers see it, and as it stands in a CSV file."""

from __future__ import annotations

from collections.abc import Callable

from wijkmonitor.bevinding import Cel, Notatie, Tabelkolom
from wijkmonitor.bevinding.tekst import clean_text
from wijkmonitor.taal.getallen import getal, pct

_LEZEN: dict[Notatie, Callable[[float], str]] = {
    "aantal": lambda value: getal(value),
    "pct": lambda value: pct(value),
    "score": lambda value: getal(value, 1),
    "verhouding": lambda value: getal(value, 2),
    "euro": lambda value: f"€ {getal(value)}",
    "getal": lambda value: getal(value, 0 if float(value).is_integer() else 1),
}
_EENHEID: dict[Notatie, str] = {"pct": " (%)", "euro": " (€)"}
_FORMULE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def cel_tekst(cell: Cel, notatie: Notatie) -> str:
    """The cell in Dutch notation; a text stays as it is, also in a column of numbers.

    >>> cel_tekst(0.1823, "pct"), cel_tekst(1234, "aantal"), cel_tekst("te weinig mensen", "pct")
    ('18,2%', '1.234', 'te weinig mensen')
    """
    if isinstance(cell, str) or notatie == "tekst":
        return str(cell)
    return _LEZEN[notatie](float(cell))


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
