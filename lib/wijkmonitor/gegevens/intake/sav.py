"""SPSS: rows with value labels in words, and the labels of the variables to know the columns by."""

from __future__ import annotations

from pathlib import Path

from wijkmonitor.gegevens.fouten import shorten
from wijkmonitor.gegevens.intake.excel import plain_cell
from wijkmonitor.gegevens.intake.levering import MAX_CELLEN, MAX_KOLOMMEN, Blad, check_cells, refuse, too_many_rows, too_wide


def read_sav(bestand: str, path: Path) -> list[Blad]:
    """One sheet: names of the variables, then their labels (where there are any), then the rows."""
    import pyreadstat

    broken = refuse(bestand, "Dit is geen leesbaar SPSS-bestand.", "Bewaar het opnieuw in SPSS als .sav.")
    try:
        _, about = pyreadstat.read_sav(path, metadataonly=True)
    except Exception:  # the library has many kinds of errors; each means that the file can't be read
        raise broken from None
    rows, columns = about.number_rows or 0, len(about.column_names)
    if rows > MAX_CELLEN:
        raise too_many_rows(bestand)
    if columns > MAX_KOLOMMEN or rows * columns > MAX_CELLEN:
        raise too_wide(bestand)
    try:
        frame, about = pyreadstat.read_sav(path, apply_value_formats=True, formats_as_category=False)
    except Exception:
        raise broken from None
    cells = frame.astype(object).where(frame.notna(), None)
    names = tuple(about.column_names)
    labels = tuple(shorten(label, 200)[1:-1] if label else None for label in about.column_labels)
    content = [(1, names), (1, labels), *((k, tuple(map(plain_cell, row))) for k, row in enumerate(cells.to_numpy(), 2))]
    return [check_cells(bestand, Blad("", tuple((n, row) for n, row in content if any(c is not None for c in row))))]
