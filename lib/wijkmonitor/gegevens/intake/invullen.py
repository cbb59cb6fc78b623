"""Rows that people fill in themselves, by form or command: past the checks of `check`, and nobody's work is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.intake.samenvoegen import Rij
from wijkmonitor.gegevens.intake.schoonmaken import is_formula, is_free
from wijkmonitor.gegevens.intake.tabelbestand import change_rows, load_rows, table_path
from wijkmonitor.gegevens.lezen import LeesFout, RuweTabel
from wijkmonitor.gegevens.tabel import check_raw
from wijkmonitor.gegevens.wijk import places_of
from wijkmonitor.meegeleverd import meldingen
from wijkmonitor.privacy.screening import find_person

meld = meldingen("wijkmonitor.gegevens.intake")


def put_rows(folder: Path, tabel: str, change: Callable[[list[Rij]], list[Rij]], *, vandaag: date) -> bool:
    """The table of a wijk with what `change` makes of its rows; whether anything differs.

    `change` gets the rows as they stand in the file at that moment, and is called again where somebody saved meanwhile.
    LeesFout, in Dutch and with every fault, where the table has faults, would get one, or a new text seems to name a
    person; then nothing is written. Bezet where a program has the table open.
    """
    path, places = table_path(folder, tabel), places_of(folder)
    changed = False

    def content() -> Sequence[Rij] | None:
        nonlocal changed
        before = load_rows(folder, tabel, vandaag=vandaag)
        after = change([dict(row) for row in before])
        changed = after != before
        if not changed:
            return None
        if faults := [*_row_faults(path.name, tabel, after, vandaag), *_text_faults(path.name, tabel, before, after, places)]:
            raise LeesFout(*sorted(set(faults)))
        return after

    change_rows(folder, tabel, content)
    return changed


def _row_faults(bestand: str, tabel: str, rows: Sequence[Rij], today: date) -> list[Fout]:
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    cells = tuple(tuple(row.get(name) or None for name in names) for row in rows)
    raw = RuweTabel(bestand, names, cells, tuple(range(2, len(rows) + 2)))
    return [fault for fault in check_raw(raw, tabel, vandaag=today).fouten if fault.ernst == "fout"]


def _text_faults(bestand: str, tabel: str, before: Iterable[Rij], after: Sequence[Rij], places: tuple[str, ...]) -> list[Fout]:
    """A fault per new text that seems to name a person, or that a spreadsheet would take for a formula."""
    known = {text for row in before for text in row.values()}
    faults = []
    for number, row in enumerate(after, 2):
        for name, text in row.items():
            if text in known or not is_free(tabel, name):
                continue
            if is_formula(text):
                faults.append(Fout(bestand, number, name, *meld("schoonmaken.formule"), text))
            if find_person(text, places):
                faults.append(Fout(bestand, number, name, *meld("invullen.persoon")))
    return faults
