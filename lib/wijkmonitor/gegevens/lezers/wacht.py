"""The guard at the door: only regular files under a limit, and no archive that is a trap. Nothing is unpacked on disk."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from wijkmonitor.gegevens.fouten import LeesFout, cut
from wijkmonitor.gegevens.lezers.blad import GEWOON, Leesgrenzen, refuse

MAX_LEDEN = 5_000
STUK, OVERLAP = 1 << 20, 1 << 15
_TRAP = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\x00", re.IGNORECASE)  # a null byte: an encoding that hides the other two
_XML = (".xml", ".rels", ".qde", ".qdc")
_NOOIT_GELEZEN = ("customxml/", "docprops/")  # what other programs leave in a workbook, Power Query for one
# What zipfile raises for an archive that is damaged, locked, or packed in a way that it does not know.
STUK_ARCHIEF = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError)


def printable_name(path: Path) -> str:
    """The name of the file on one line, without characters that could upset a terminal."""
    return cut(path.name, 100)


def read_bytes(path: Path, *, hoogstens: int = GEWOON.bytes) -> bytes:
    """The content of a regular file that is not empty. LeesFout, in Dutch, for anything else; a device is never opened."""
    name = printable_name(path)
    try:
        _check_regular(name, path.stat())
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            _check_regular(name, os.fstat(file.fileno()))
            data = file.read(hoogstens + 1)
    except FileNotFoundError:
        raise refuse(name, "wacht.bestaat_niet") from None
    except LeesFout:
        raise
    except (OSError, ValueError):
        raise refuse(name, "wacht.niet_te_openen") from None
    if len(data) > hoogstens:
        raise refuse(name, "wacht.te_groot", mb=hoogstens // 1_000_000)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise refuse(name, "wacht.leeg")
    return data


def _check_regular(name: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise refuse(name, "wacht.geen_bestand")


def member_names(bestand: str, data: bytes) -> list[str]:
    """Names of the members of an archive, by its table of contents. LeesFout where that can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except STUK_ARCHIEF:
        raise refuse(bestand, "wacht.beschadigd") from None


def open_archive(
    bestand: str, data: bytes, grenzen: Leesgrenzen = GEWOON, *, kijk: Callable[[str, bytes], None] | None = None
) -> zipfile.ZipFile:
    """The archive, with every member read through once: sizes and checksums are true, no XML calls for more.

    kijk: sees each piece of each member of XML (name, piece with the tail of the piece before it). Raises LeesFout for
    what is broken, locked, too large unpacked, or a trap.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except STUK_ARCHIEF:
        raise refuse(bestand, "wacht.beschadigd") from None
    if len(members) > MAX_LEDEN or sum(member.file_size for member in members) > grenzen.uitgepakt:
        raise refuse(bestand, "wacht.uitgepakt")
    if any(member.flag_bits & 0x1 for member in members):
        raise refuse(bestand, "wacht.wachtwoord")
    total = 0
    for member in members:
        name = member.filename.lower()
        watched = name.endswith(_XML) and not name.startswith(_NOOIT_GELEZEN)
        for piece, new in _pieces(bestand, archive, member):
            total += new
            if total > grenzen.uitgepakt:
                raise refuse(bestand, "wacht.uitgepakt")
            if watched and _TRAP.search(piece):
                raise refuse(bestand, "wacht.verwijzingen")
            if watched and kijk is not None:
                kijk(member.filename, piece)
    return archive


def _pieces(bestand: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """The member in pieces of 1 MB, each with the tail of the piece before it; and how many bytes were new."""
    tail = b""
    try:
        with archive.open(member) as stream:
            while piece := stream.read(STUK):
                yield tail + piece, len(piece)
                tail = piece[-OVERLAP:]
    except STUK_ARCHIEF as error:
        if isinstance(error, LeesFout):
            raise
        raise refuse(bestand, "wacht.beschadigd") from None
