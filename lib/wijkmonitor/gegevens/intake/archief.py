"""Zip files that strangers send: looked through in pieces, never unpacked on disk, refused when they are a trap."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from wijkmonitor.gegevens.intake.levering import (
    MAX_BYTES_UITGEPAKT,
    MAX_CELLEN,
    MAX_KOLOMMEN,
    MAX_RIJEN,
    refuse,
    too_many_rows,
    too_wide,
)
from wijkmonitor.gegevens.lezen import LeesFout

MAX_LEDEN = 5_000
STUK, OVERLAP = 1 << 20, 256

_VERBODEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLAATS = re.compile(rb"""\br=["']([A-Za-z]{0,8})(\d{1,12})["']""")
_CEL = re.compile(rb"<(?:\w+:)?c[ />]")
# What zipfile raises for an archive that is damaged, locked, or packed in a way that it does not know.
STUK_ARCHIEF = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError)


def open_archive(bestand: str, data: bytes) -> zipfile.ZipFile:
    """The archive, with every member read through once: sizes and checksums are true, no XML has a DOCTYPE.

    Raises LeesFout for what is broken, locked, too large unpacked, or holds XML that calls for other files.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except STUK_ARCHIEF:
        raise _broken(bestand) from None
    if len(members) > MAX_LEDEN or sum(member.file_size for member in members) > MAX_BYTES_UITGEPAKT:
        raise _bomb(bestand)
    if any(member.flag_bits & 0x1 for member in members):
        raise refuse(bestand, "Dit bestand heeft een wachtwoord.", "Lever het zonder wachtwoord.")
    total = 0
    for member in members:
        for piece in read_in_pieces(bestand, archive, member):
            total += len(piece)
            if total > MAX_BYTES_UITGEPAKT:
                raise _bomb(bestand)
            if member.filename.lower().endswith((".xml", ".rels", ".qde", ".qdc", ".vml")) and _is_trap(piece):
                raise refuse(
                    bestand, "Dit bestand bevat verwijzingen die we niet openen.", "Bewaar het opnieuw en lever het weer."
                )
    return archive


def read_in_pieces(bestand: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member in pieces of 1 MB, each with the tail of the piece before it."""
    tail = b""
    try:
        with archive.open(member) as stream:
            while piece := stream.read(STUK):
                yield tail + piece
                tail = piece[-OVERLAP:]
    except STUK_ARCHIEF:
        raise _broken(bestand) from None


def check_sheets(bestand: str, archive: zipfile.ZipFile) -> None:
    """LeesFout where a sheet reaches further than we read; a far-off cell would ask for the memory of all before it."""
    for member in archive.infolist():
        if not member.filename.lower().startswith("xl/worksheets/"):
            continue
        cells = 0
        for piece in read_in_pieces(bestand, archive, member):
            cells += len(_CEL.findall(piece))
            for column, row in _PLAATS.findall(piece):
                if int(row) > MAX_RIJEN + 1:
                    raise too_many_rows(bestand)
                if _column_number(column) > MAX_KOLOMMEN:
                    raise too_wide(bestand)
        if cells > MAX_CELLEN:
            raise too_wide(bestand)


def _is_trap(piece: bytes) -> bool:
    """XML with a DOCTYPE, or in an encoding that hides one."""
    return b"\x00" in piece or bool(_VERBODEN.search(piece))


def _column_number(letters: bytes) -> int:
    """0 for none, 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _broken(bestand: str) -> LeesFout:
    return refuse(bestand, "Dit bestand is beschadigd of niet compleet.", "Bewaar het opnieuw en lever het weer.")


def _bomb(bestand: str) -> LeesFout:
    return refuse(bestand, "Dit bestand wordt te groot bij het uitpakken.", "Lever alleen het blad met de tabel.")
