"""Codes in place of numbers and names of people: HMAC-SHA256 with a key that stays on this computer.

The same person gets the same code in every delivery of the same wijk and table, and nobody without the key can tell
which person a code is (keyed hash, as ENISA 2019, Pseudonymisation techniques and best practices, section 5.2 advises).

Of people who were taken out of the data a keyed mark of their code is kept, beside the key and never with the data: a later
delivery does not bring them back, and without the key nobody can tell whose mark it is, or of which wijk.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from wijkmonitor.gegevens.lijsten import MENSEN
from wijkmonitor.schrijven import change_file, locked, read_bytes, write_whole

if TYPE_CHECKING:
    from wijkmonitor.gegevens.lezen import RuweTabel

MAP = "intake"  # the folder of a wijk with what was agreed about deliveries
OMGEVING = "WIJKMONITOR_SLEUTEL"
SLEUTELBESTAND = "sleutel"
KENMERK = "sleutelkenmerk.txt"  # beside the deliveries of a wijk: tells which key made its codes, and nothing of the key
_UITLEG = "# Met welke sleutel de codes van deze wijk zijn gemaakt. Dit is niet de sleutel. Laat deze regel staan."
BYTES = 32
TEKENS = 10
INGETROKKEN = "ingetrokken.txt"  # beside the key: a mark of everybody who was taken out of the data
# table -> (column that holds the code of a person, kind of code)
CODES = {table: (column, table) for table, column in MENSEN.items()} | {"kwalitatief": ("bron", "bron")}
LETTERS = {"deelname": "d", "vragenlijst": "r", "samenwerking": "p", "fragment": "f", "bron": "g", "codeur": "c"}


class SleutelFout(ValueError):
    """The key can't be used; the message says why, in Dutch, and never what is in it."""


@dataclass(frozen=True)
class Sleutel:
    """The key. It does not show itself."""

    _bytes: bytes = field(repr=False)

    def code(self, soort: str, wijk: str, value: object) -> str:
        """The code of a value: a letter for the kind and 10 hexadecimal digits. Capitals and spaces don't matter."""
        plain = " ".join(str(value).casefold().split())
        message = "\x1f".join((soort, wijk, plain)).encode("utf-8", "surrogateescape")
        return LETTERS[soort] + hmac.digest(self._bytes, message, "sha256").hex()[:TEKENS]

    def mark_of(self, tabel: str, wijk: str, code: str) -> str:
        """What stands for a code of somebody who was taken out: it tells neither the code nor the table nor the wijk."""
        message = "\x1f".join(("ingetrokken", tabel, wijk, code)).encode("utf-8", "surrogateescape")
        return hmac.digest(self._bytes, message, "sha256").hex()

    @property
    def kenmerk(self) -> str:
        """What tells this key from others, without giving it away."""
        return hmac.digest(self._bytes, b"kenmerk", "sha256").hex()[:TEKENS]

    def check_fits(self, folder: Path) -> None:
        """SleutelFout where the codes in this folder were made with another key: then nobody would be recognised."""
        mark = _mark(folder)
        if mark and mark != self.kenmerk:
            raise SleutelFout(
                f"De codes van deze wijk zijn met een andere sleutel gemaakt. Daardoor komt elke mens er dubbel in. "
                f"Zet de sleutel van de vorige computer op deze plek: {key_path()}."
            )

    def keep_mark(self, folder: Path) -> None:
        """Remember that the codes in this folder were made with this key, unless that stands there."""
        if not _mark(folder):
            change_file(folder / KENMERK, lambda before: before or f"{_UITLEG}\n{self.kenmerk}\n")


def _mark(folder: Path) -> str:
    """The mark of the key that made the codes in this folder; empty where that was not kept."""
    lines = (read_bytes(folder / KENMERK) or b"").decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in lines if line.strip() and not line.startswith("#")), "")


def key_path() -> Path:
    """Where the key lies: WIJKMONITOR_SLEUTEL, otherwise the user's own data folder."""
    given = os.environ.get(OMGEVING)
    return Path(given) if given else Path(platformdirs.user_data_dir("wijkmonitor")) / SLEUTELBESTAND


def load_key(data: Path) -> Sleutel:
    """The key, made on first use with file mode 600.

    Raises SleutelFout where it lies inside the data folder, others can read it, or it is damaged.
    """
    path = key_path()
    if data.resolve() in path.resolve().parents:
        raise SleutelFout(f"De sleutel mag niet in de map met gegevens staan. Zet {OMGEVING} op een andere plek.")
    try:
        return Sleutel(_read(path))
    except OSError:
        raise SleutelFout(f"De sleutel is niet te lezen of te maken. Kijk of u bij de map mag: {path.parent}.") from None


def letter_key() -> bytes:
    """What gives unnamed organisations their letters: made of the key of this computer, made on first use.

    Empty where no key can be kept; then the letters can be computed by who has the list of organisations.
    """
    try:
        return hmac.digest(_read(key_path()), b"letters", "sha256")
    except (OSError, SleutelFout):
        return b""


def _read(path: Path) -> bytes:
    """The key in this file; a new one where there is none, unless another process just made it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(path.parent):
            if not path.exists():
                write_whole(path, secrets.token_hex(BYTES) + "\n", mode=0o600)
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise SleutelFout(f"De sleutel is geen gewoon bestand: {path}.")
    if os.name == "posix" and status.st_mode & 0o077:
        raise SleutelFout(f"Anderen kunnen de sleutel lezen. Sluit hem af met: chmod 600 {path}")
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) != BYTES:
        raise SleutelFout(f"De sleutel is beschadigd: {path}. Zet een reservekopie terug.")
    return key


def codes_of(key: Sleutel, tabel: str, wijk: str, person: str) -> set[str]:
    """What the table may call somebody: what was given itself, and the codes that intake makes of it (`001` is `1`)."""
    said, kind = person.strip(), CODES[tabel][1]
    plain = str(int(said)) if said.isdecimal() else said
    return {said, key.code(kind, wijk, said), key.code(kind, wijk, plain)}


def remember(key: Sleutel, tabel: str, wijk: str, codes: Iterable[str]) -> None:
    """From here on a delivery of this table leaves these codes out."""
    marks = {key.mark_of(tabel, wijk, code) for code in codes}
    with locked(list_path().parent):
        _write_marks(_read_marks() | marks)


def take_back(key: Sleutel, wijk: str, person: str) -> bool:
    """This person may come in again; whether anything was remembered."""
    marks = {key.mark_of(table, wijk, code) for table in CODES for code in codes_of(key, table, wijk, person)}
    with locked(list_path().parent):
        known = _read_marks()
        if known & marks:
            _write_marks(known - marks)
        return bool(known & marks)


def leave_out(key: Sleutel, tabel: str, wijk: str, rows: RuweTabel) -> tuple[RuweTabel, tuple[int, ...]]:
    """The rows of a delivery without those of people who were taken out, and the numbers of the rows that fell away."""
    column, known = CODES.get(tabel, ("", ""))[0], _read_marks()
    if not known or column not in rows.kop:
        return rows, ()
    place = rows.kop.index(column)
    kept = [
        (number, row)
        for number, row in zip(rows.rijnummers, rows.rijen, strict=True)
        if row[place] is None or key.mark_of(tabel, wijk, str(row[place])) not in known
    ]
    numbers = tuple(number for number, _ in kept)
    gone = tuple(sorted({*rows.rijnummers} - {*numbers}))
    return replace(rows, rijnummers=numbers, rijen=tuple(row for _, row in kept)), gone


def list_path() -> Path:
    """Where the marks lie: beside the key."""
    return key_path().with_name(INGETROKKEN)


def _read_marks() -> set[str]:
    return set((read_bytes(list_path()) or b"").decode("ascii", "replace").split())


def _write_marks(marks: set[str]) -> None:
    write_whole(list_path(), "".join(f"{mark}\n" for mark in sorted(marks)), mode=0o600)
