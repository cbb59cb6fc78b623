"""People who were taken out of the data, so that a later delivery does not bring them back.

What is kept of them is a keyed mark of their code: beside the key, never with the data. Without the key nobody can tell whose
mark it is, or of which wijk. Who delivers still sends their rows: those are left out before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from wijkmonitor.gegevens.intake.pseudoniemen import Sleutel, key_path
from wijkmonitor.gegevens.lezen import RuweTabel
from wijkmonitor.gegevens.schema import MENSEN
from wijkmonitor.schrijven import locked, read_bytes, write_whole

BESTAND = "ingetrokken.txt"
# table -> (column that holds the code of a person, kind of code)
CODES = {table: (column, table) for table, column in MENSEN.items()} | {"kwalitatief": ("bron", "bron")}


def codes_of(key: Sleutel, tabel: str, wijk: str, person: str) -> set[str]:
    """What the table may call somebody: what was given itself, and the codes that intake makes of it (`001` is `1`)."""
    said, kind = person.strip(), CODES[tabel][1]
    plain = str(int(said)) if said.isdecimal() else said
    return {said, key.code(kind, wijk, said), key.code(kind, wijk, plain)}


def remember(key: Sleutel, tabel: str, wijk: str, codes: Iterable[str]) -> None:
    """From here on a delivery of this table leaves these codes out."""
    marks = {key.mark_of(tabel, wijk, code) for code in codes}
    with locked(list_path().parent):
        _write(_read() | marks)


def take_back(key: Sleutel, wijk: str, person: str) -> bool:
    """This person may come in again; whether anything was remembered."""
    marks = {key.mark_of(table, wijk, code) for table in CODES for code in codes_of(key, table, wijk, person)}
    with locked(list_path().parent):
        known = _read()
        if known & marks:
            _write(known - marks)
        return bool(known & marks)


def leave_out(key: Sleutel, tabel: str, wijk: str, rows: RuweTabel) -> tuple[RuweTabel, tuple[int, ...]]:
    """The rows of a delivery without those of people who were taken out, and the numbers of the rows that fell away."""
    column, known = CODES.get(tabel, ("", ""))[0], _read()
    if not known or column not in rows.kop:
        return rows, ()
    place = rows.kop.index(column)
    gone = {
        number
        for number, row in zip(rows.rijnummers, rows.rijen, strict=True)
        if row[place] is not None and key.mark_of(tabel, wijk, str(row[place])) in known
    }
    kept = [pair for pair in zip(rows.rijnummers, rows.rijen, strict=True) if pair[0] not in gone]
    numbers, cells = tuple(number for number, _ in kept), tuple(row for _, row in kept)
    return replace(rows, rijnummers=numbers, rijen=cells), tuple(sorted(gone))


def list_path() -> Path:
    """Where the marks lie: beside the key."""
    return key_path().with_name(BESTAND)


def _read() -> set[str]:
    return set((read_bytes(list_path()) or b"").decode("ascii", "replace").split())


def _write(marks: set[str]) -> None:
    write_whole(list_path(), "".join(f"{mark}\n" for mark in sorted(marks)), mode=0o600)
