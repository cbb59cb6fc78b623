"""The kinds of files that we know, by what is in them and not by what they are called. A new kind is one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wijkmonitor.gegevens.fouten import Fout, LeesFout
from wijkmonitor.gegevens.lezers.blad import GEWOON, Leesgrenzen, Werkblad, refuse
from wijkmonitor.gegevens.lezers.kindproces import read_apart
from wijkmonitor.gegevens.lezers.spss import read_sav
from wijkmonitor.gegevens.lezers.tekst import read_text
from wijkmonitor.gegevens.lezers.wacht import member_names, printable_name, read_bytes
from wijkmonitor.gegevens.lezers.werkmap import read_workbook
from wijkmonitor.meegeleverd import read_toml

Leden = frozenset[str]  # names of the members of an archive, in small letters; none for another file
Lezer = Callable[[str, Path, bytes, Leesgrenzen], list[Werkblad]]


@dataclass(frozen=True)
class Bestandssoort:
    """A kind of file: its name, what people call it, how it is recognised and read. `lees` is None where it holds no sheets.

    apart: read in a process of its own, because its library can't be trusted with a hostile file.
    """

    naam: str
    woord: str
    achtervoegsels: tuple[str, ...]
    herken: Callable[[bytes, Leden], bool]
    lees: Lezer | None
    apart: bool = False


def _workbook(bestand: str, path: Path, data: bytes, grenzen: Leesgrenzen) -> list[Werkblad]:
    return read_workbook(bestand, data, grenzen)


def _sav(bestand: str, path: Path, data: bytes, grenzen: Leesgrenzen) -> list[Werkblad]:
    return read_sav(bestand, path, grenzen)


def _ods(data: bytes, leden: Leden) -> bool:
    return "content.xml" in leden and b"opendocument.spreadsheet" in data[:200]


SOORTEN = (
    Bestandssoort("xlsx", "Excel-bestand", (".xlsx", ".xlsm"), lambda data, leden: "xl/workbook.xml" in leden, _workbook),
    Bestandssoort("xlsb", "Excel-bestand", (".xlsb",), lambda data, leden: "xl/workbook.bin" in leden, _workbook, apart=True),
    Bestandssoort("ods", "LibreOffice-bestand", (".ods",), _ods, _workbook, apart=True),
    Bestandssoort(
        "xls", "oud Excel-bestand", (".xls",), lambda data, leden: data[:4] == b"\xd0\xcf\x11\xe0", _workbook, apart=True
    ),
    Bestandssoort("sav", "SPSS-bestand", (".sav", ".zsav"), lambda data, leden: data[:4] in (b"$FL2", b"$FL3"), _sav, apart=True),
    Bestandssoort("qdpx", "QDPX-bestand", (".qdpx",), lambda data, leden: any(name.endswith(".qde") for name in leden), None),
    Bestandssoort("qdc", "codeboek", (".qdc",), lambda data, leden: b"<CodeBook" in data[:5000] and _is_xml(data), None),
)
TABELSOORTEN = tuple(end for soort in SOORTEN if soort.lees for end in soort.achtervoegsels) + (".csv", ".txt", ".tsv")


def _is_xml(data: bytes) -> bool:
    return data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def kind_of(bestand: str, data: bytes) -> str:
    """What the file is: the name of its kind, or `tekst`. LeesFout for what can't hold a table."""
    leden: Leden = frozenset()
    if data[:4] == b"PK\x03\x04":
        leden = frozenset(name.lower() for name in member_names(bestand, data))
    for soort in SOORTEN:
        if soort.herken(data, leden):
            return soort.naam
    refuse_foreign(bestand, data, leden)
    if leden or data[:2] == b"PK":
        raise refuse(bestand, "soorten.zip")
    if _is_xml(data):
        raise refuse(bestand, "soorten.webpagina")
    return "tekst"


def refuse_foreign(bestand: str, data: bytes, leden: Leden) -> None:
    """LeesFout for what another program keeps for itself, with what to choose there."""
    for kind in read_toml("wijkmonitor.gegevens.lezers", "vreemd.toml")["soort"]:
        begins = any(data.startswith(bytes.fromhex(start)) for start in kind.get("begin", ()))
        if begins or leden & set(kind.get("lid", ())) or ("bevat" in kind and kind["bevat"].encode() in data[:300]):
            raise LeesFout(Fout(bestand, 0, "", kind["wat"], kind["doen"]))


def read_file(path: Path, *, known: Callable[[str], bool], grenzen: Leesgrenzen = GEWOON) -> list[Werkblad]:
    """The visible sheets that hold something of a table in any form that we know. known: whether a heading belongs to what is looked for.

    Raises LeesFout, in Dutch, for everything that is not such a table or is made to do harm.
    """
    data, name = read_bytes(path, hoogstens=grenzen.bytes), printable_name(path)
    kind = kind_of(name, data)
    soort = next((one for one in SOORTEN if one.naam == kind), None)
    if soort is None:
        sheets = [read_text(name, data, known=known, grenzen=grenzen)]
    elif soort.lees is None:
        raise refuse(name, "soorten.geen_tabel", woord=soort.woord)
    else:
        sheets = read_apart(name, kind, path, grenzen) if soort.apart else soort.lees(name, path, data, grenzen)
    if filled := [blad for blad in sheets if blad.rijen]:
        return filled
    raise refuse(name, "wacht.leeg")
