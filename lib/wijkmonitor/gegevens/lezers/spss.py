"""SPSS: numbers as numbers, with what they mean beside them; a cell that can't be read costs that cell, not the file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.fouten import cut
from wijkmonitor.gegevens.lezers.blad import Celgebrek, Leesgrenzen, Werkblad, filled_rows, refuse, too_many_rows
from wijkmonitor.meegeleverd import meldingen

meld = meldingen("wijkmonitor.gegevens.lezers")

CODERINGEN = (None, "WINDOWS-1252", "ISO-8859-15", "MACINTOSH")  # None: what the file itself says
_BEGIN = date(1582, 10, 14)
_DAG = 86_400
_DATUMS = ("DATE", "ADATE", "EDATE", "SDATE", "JDATE", "DATETIME", "YMDHMS")


def read_sav(bestand: str, path: Path, grenzen: Leesgrenzen) -> list[Werkblad]:
    """One sheet: the names of the variables, then the rows. Rows count from 1: in SPSS the names are no row."""
    frame, about = _read(bestand, path, grenzen)
    columns = [frame[name].tolist() for name in about.column_names]
    faults: list[Celgebrek] = []
    for place, name in enumerate(about.column_names):
        if str(about.original_variable_types.get(name, "")).rstrip("0123456789.") in _DATUMS:
            columns[place] = _dates(columns[place], place, faults)
    rows = [(0, tuple(about.column_names)), *enumerate(zip(*columns, strict=True), 1)]
    labels = tuple(cut(label, 200) if label else None for label in about.column_labels)
    meaning = {
        place: {key: str(word) for key, word in about.variable_value_labels[name].items() if isinstance(key, int | float)}
        for place, name in enumerate(about.column_names)
        if name in about.variable_value_labels
    }
    filled = filled_rows(bestand, "", rows, grenzen)
    return [Werkblad(bestand, "", filled, tuple(faults), labels=labels, waardelabels=meaning, los=True)]


def _read(bestand: str, path: Path, grenzen: Leesgrenzen) -> Any:
    """The frame and what the file says about it, by the first way of writing in which it can be read."""
    import pyreadstat

    for encoding in CODERINGEN:
        try:
            _, about = pyreadstat.read_sav(path, metadataonly=True, encoding=encoding)
            rows, columns = about.number_rows or 0, len(about.column_names)
            if rows > grenzen.rijen:
                raise too_many_rows(bestand, grenzen)
            if columns > grenzen.kolommen or rows * columns > grenzen.cellen:
                raise refuse(bestand, "blad.te_breed", kolommen=grenzen.kolommen)
            return pyreadstat.read_sav(path, encoding=encoding, disable_datetime_conversion=True)
        except ValueError as error:
            if hasattr(error, "fouten"):
                raise
        except MemoryError:
            raise
        except Exception:  # the library has many kinds of errors; another way of writing may do
            continue
    raise refuse(bestand, "spss.geen_spss")


def _dates(cells: list[Any], place: int, faults: list[Celgebrek]) -> list[Any]:
    """Days from the seconds since the Gregorian calendar began."""
    found: list[Any] = []
    for number, cell in enumerate(cells, 1):
        day = None
        if isinstance(cell, int | float) and cell == cell:
            try:
                day = _BEGIN + timedelta(days=int(cell // _DAG))
            except OverflowError:
                faults.append(Celgebrek(number, place, *meld("spss.geen_datum"), str(cell)))
        found.append(day)
    return found
