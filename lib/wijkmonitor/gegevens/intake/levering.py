"""A delivered file as it lies there: sheets of raw cells, and the limits within which we read."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.fouten import Fout, shorten
from wijkmonitor.gegevens.lezen import LeesFout

MAX_BYTES = 25_000_000
MAX_BYTES_UITGEPAKT = 150_000_000
MAX_RIJEN = 100_000
MAX_KOLOMMEN = 500
MAX_CELLEN = 2_000_000
MAX_TEKENS = 32_767  # the most that a cell in Excel can hold


@dataclass(frozen=True)
class Blad:
    """One sheet: rows of cells with their number as Excel counts. Cells are text, number, date, boolean or None."""

    naam: str
    rijen: tuple[tuple[int, tuple[Any, ...]], ...]


@dataclass(frozen=True)
class Levering:
    """The sheets of one delivered file; `bestand` is its name, fit to print."""

    bestand: str
    bladen: tuple[Blad, ...]


def refuse(bestand: str, wat: str, doen: str, *, rij: int = 0, blad: str = "", gevonden: str = "") -> LeesFout:
    """The refusal of a file, to be raised: what is wrong and what to do."""
    return LeesFout(Fout(bestand, rij, "", wat, doen, gevonden, blad))


def printable_name(path: Path) -> str:
    """The name of the file on one line, without characters that could upset a terminal."""
    return shorten(path.name, 100)[1:-1]


def read_bytes(path: Path) -> bytes:
    """The content of a file of at most 25 MB; LeesFout for anything else."""
    name = printable_name(path)
    shut = refuse(name, "Dit bestand is niet te openen.", "Sluit het in Excel en probeer opnieuw.")
    try:
        status = path.stat()
    except FileNotFoundError:
        raise refuse(name, "Dit bestand bestaat niet.", "Kijk of de naam klopt.") from None
    except (OSError, ValueError):
        raise shut from None
    if not stat.S_ISREG(status.st_mode):
        raise refuse(name, "Dit is geen gewoon bestand.", "Geef de naam van een bestand, geen map.")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        raise shut from None
    if len(data) > MAX_BYTES:
        raise refuse(name, "Dit bestand is te groot.", "Lever het in delen van hooguit 25 MB.")
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise refuse(name, "Dit bestand is leeg.", "Vraag om het bestand met de gegevens.")
    return data


def check_cells(bestand: str, blad: Blad) -> Blad:
    """The sheet itself; LeesFout where it has too many rows, columns or cells, or a cell that is too long."""
    if len(blad.rijen) > MAX_RIJEN:
        raise too_many_rows(bestand, blad.naam)
    cells = 0
    for number, row in blad.rijen:
        cells += len(row)
        if len(row) > MAX_KOLOMMEN or cells > MAX_CELLEN:
            raise too_wide(bestand, blad.naam)
        for cell in row:
            if isinstance(cell, str) and len(cell) > MAX_TEKENS:
                wat = "Deze rij heeft een cel met te veel tekst."
                raise refuse(bestand, wat, "Maak de tekst korter en lever opnieuw.", rij=number, blad=blad.naam)
    return blad


def too_many_rows(bestand: str, blad: str = "") -> LeesFout:
    """The refusal of a sheet with too many rows."""
    limit = f"{MAX_RIJEN:,}".replace(",", ".")
    return refuse(bestand, f"Dit blad heeft meer dan {limit} rijen.", "Lever alleen de rijen van deze wijk.", blad=blad)


def too_wide(bestand: str, blad: str = "") -> LeesFout:
    """The refusal of a sheet with too many columns or cells."""
    return refuse(bestand, "Dit blad heeft te veel kolommen.", "Lever alleen de kolommen van de tabel.", blad=blad)
