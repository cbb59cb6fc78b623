"""Writing files that people and programs share: whole or not at all, one writer at a time, and nobody's work is lost."""

from __future__ import annotations

import contextlib
import csv
import errno
import io
import os
import secrets
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

SLOT = ".slot"  # the file that a writer holds while it writes in a folder; it stays, for removing it would unlock others
GEDULD = 30.0  # seconds that a writer waits for another one
POGINGEN = 5  # times that a change is made again because a program without lock saved meanwhile
GEEN_RUIMTE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_WAAROM = dict.fromkeys(GEEN_RUIMTE, "de schijf is vol") | {
    errno.EACCES: "u mag daar niet bij",
    errno.EPERM: "u mag daar niet bij",
    errno.EROFS: "daar mag niets geschreven worden",
    errno.ENOENT: "het is er niet",
    errno.EISDIR: "dat is een map",
    errno.ENOTDIR: "dat is geen map",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EMFILE: "er staan te veel bestanden open",
    errno.EIO: "de schijf geeft een fout",
}
Inhoud = str | bytes
EERST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can name
Stukken = Iterable[Inhoud]  # a text in pieces, none of which is kept


class Bezet(OSError):
    """Another program holds the file or its folder; the message is Dutch and says what to do."""

    def __init__(self, path: Path, wat: str) -> None:
        super().__init__(errno.EBUSY, wat, str(path))

    def __str__(self) -> str:
        return f"{self.filename}: {self.strerror}"


def waarom(fout: OSError) -> str:
    """Why the system refuses a file, as the end of a Dutch sentence; a number where we have no words for it.

    >>> waarom(OSError(errno.EROFS, "Read-only file system"))
    'daar mag niets geschreven worden'
    """
    if isinstance(fout, Bezet) or fout.errno is None:
        return str(fout.strerror or fout)
    return _WAAROM.get(fout.errno, f"fout {fout.errno}")


def in_woorden(fout: Exception) -> str:
    """What stands in the way of reading or writing, in Dutch, with what to do; an error of our own says so itself."""
    if not isinstance(fout, OSError) or isinstance(fout, Bezet) or fout.errno is None:
        return str(fout)
    if fout.errno in GEEN_RUIMTE:
        name = Path(str(fout.filename)).name if fout.filename else "dit"
        return f"De schijf is vol: {name} kon niet bewaard worden. Maak ruimte, en probeer het nog eens."
    return f"Het bestand '{fout.filename or '?'}' kan niet gelezen of geschreven worden: {waarom(fout)}."


def write_whole(path: Path, content: Inhoud | Stukken, *, mode: int | None = None) -> None:
    """The file with this content, whole or not at all: written beside the old one, then put in its place.

    Text is written as UTF-8 with `\\n`. mode: rights of a new file (that of the old one stays); without it those of any
    new file. OSError names the file; Bezet where another program keeps it open (Windows).
    """
    with _beside(path, content, mode) as beside:
        _put(beside, path)


def change_file(path: Path, change: Callable[[bytes | None], Inhoud | None]) -> bool:
    """The file with its content changed; whether anything differs.

    `change` gets the content as it is now, None where there is no file; None from it leaves the file as it is. One writer
    at a time comes here. Where a program without lock (an editor) saved meanwhile, the change is made again on what it
    saved. What `change` raises passes through, and then nothing is written. Bezet where others keep the file.
    """
    with locked(path.parent):
        _refuse_open(path)
        _remove(path.parent, path.name)
        for _ in range(POGINGEN):
            before = read_bytes(path)
            wanted = change(before)
            if wanted is None or (after := _bytes(wanted)) == before:
                return False
            with _beside(path, after) as beside:
                if read_bytes(path) == before:
                    _put(beside, path)
                    return True
    raise Bezet(path, "Een ander programma bewaart dit bestand steeds opnieuw. Sluit het daar, en probeer het nog eens.")


def zip_bytes(parts: Iterable[tuple[str, Inhoud]]) -> bytes:
    """A ZIP file of named parts, all of one fixed day: the same parts give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, EERST), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def csv_text(rows: Iterable[Iterable[object]], *, teken: str = ";", eind: str = "\n") -> str:
    """Rows as CSV, as Dutch Excel opens it; `utf-8-sig` tells Excel the letters."""
    text = io.StringIO()
    csv.writer(text, delimiter=teken, lineterminator=eind).writerows(rows)
    return text.getvalue()


def plain_name(text: str) -> str:
    """The text as part of the name of a file: what is no letter, digit, `-` or `_` becomes `-`.

    >>> plain_name("alphen 2022/04")
    'alphen-2022-04'
    """
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in text)


def read_bytes(path: Path) -> bytes | None:
    """The content of a file, None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def locked(folder: Path, *, geduld: float = GEDULD) -> Iterator[None]:
    """Nobody else that asks for the lock writes in this folder meanwhile; the system frees it when we end in any way.

    Bezet where another one keeps it longer than `geduld` seconds; it can not be taken twice.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        lock = FileLock(folder.resolve() / SLOT)
        lock.acquire(timeout=geduld, poll_interval=0.02)
    except Timeout:
        raise Bezet(folder, "Een ander programma schrijft hier nu. Wacht tot het klaar is, en probeer het nog eens.") from None
    try:
        yield
    finally:
        lock.release()


def remove_leftovers(folder: Path) -> None:
    """Remove half-written files of a program that was killed, also in folders below; call it while holding the lock."""
    for path in folder.rglob(".*.tmp*"):
        if path.is_file():
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _beside(path: Path, content: Inhoud | Stukken, mode: int | None = None) -> Iterator[Path]:
    """A hidden file beside `path` with this content, on disk; gone afterwards."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode or 0o666)
        with os.fdopen(handle, "wb") as file:
            file.writelines(map(_bytes, (content,) if isinstance(content, str | bytes) else content))
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)
        yield beside
    except Bezet:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        beside.unlink(missing_ok=True)


def _put(beside: Path, path: Path) -> None:
    try:
        os.replace(beside, path)
    except PermissionError:  # the folder could be written a moment ago: what refuses is the file
        raise Bezet(path, "Een ander programma heeft dit bestand open. Sluit het bestand, en probeer het nog eens.") from None


def _bytes(content: Inhoud) -> bytes:
    """As UTF-8; what no text can hold (part of a name of a file) becomes a question mark."""
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def _refuse_open(path: Path) -> None:
    """Bezet where Excel or LibreOffice has the file open: what it saves later would undo ours."""
    for mark in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if mark.exists():
            wat = f"Een ander programma heeft dit bestand open. Sluit het daar. Is het nergens open? Haal dan {mark.name} weg."
            raise Bezet(path, wat)


def _remove(folder: Path, name: str) -> None:
    for path in folder.iterdir():
        if path.name.startswith(f".{name}.") and path.name.endswith((".tmp", ".deel")) and path.is_file():
            path.unlink(missing_ok=True)
