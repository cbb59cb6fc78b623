"""The kinds of files that we know, by what is in them and not by what they are called. A new kind is one line here.

A kind whose library can't be trusted with a hostile file is read in a process of its own (`python -m` this module), with a limit on
memory and time: it can then not take the computer down or end the command without a word. The child tells its sheets as
JSON on standard output.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.fouten import Fout, LeesFout
from wijkmonitor.gegevens.lezers.blad import GEWOON, Celgebrek, Leesgrenzen, Werkblad, refuse
from wijkmonitor.gegevens.lezers.spss import read_sav
from wijkmonitor.gegevens.lezers.tekst import read_text
from wijkmonitor.gegevens.lezers.wacht import member_names, printable_name, read_bytes
from wijkmonitor.gegevens.lezers.werkmap import read_workbook
from wijkmonitor.meegeleverd import read_toml

MAX_GEHEUGEN, MAX_SECONDEN = 3_000_000_000, 90  # of a process that reads apart
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
        sheets = _read_apart(name, kind, path, grenzen) if soort.apart else soort.lees(name, path, data, grenzen)
    if filled := [blad for blad in sheets if blad.rijen]:
        return filled
    raise refuse(name, "wacht.leeg")


def _read_apart(bestand: str, kind: str, path: Path, grenzen: Leesgrenzen) -> list[Werkblad]:
    """The sheets of the file as the child process tells them."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", __name__, kind, str(path.resolve()), bestand, json.dumps(asdict(grenzen))]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=MAX_SECONDEN + 30, env=environment, check=False
        )
        answer = json.loads(done.stdout, object_hook=_with_dates)
    except subprocess.TimeoutExpired:
        raise refuse(bestand, "kindproces.duurt_te_lang") from None
    except ValueError:
        raise refuse(bestand, "kindproces.niet_te_lezen") from None
    if faults := answer.get("fouten"):
        raise LeesFout(*(Fout(**fault) for fault in faults))
    from pydantic import TypeAdapter  # here: what only runs needs no pydantic

    return TypeAdapter(list[Werkblad]).validate_python(answer["bladen"])


def _as_json(part: object) -> Any:
    """What JSON has no word for: a date, a cell that could not be filled, a set."""
    if isinstance(part, date):
        return {"datum": part.isoformat()}
    return asdict(part) if isinstance(part, Celgebrek) else list(part)  # type: ignore[call-overload]


def _with_dates(part: dict[str, Any]) -> Any:
    return date.fromisoformat(part["datum"]) if set(part) == {"datum"} else part


def _limit_process() -> None:
    """Memory and processor time of this process, where the system knows limits (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDEN, MAX_SECONDEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MAX_GEHEUGEN, MAX_GEHEUGEN))


def main(kind: str, path: str, bestand: str, limits: str) -> None:
    """What the process does: reads the file and tells its sheets; a fault is told in the same way."""
    _limit_process()
    soort = next(one for one in SOORTEN if one.naam == kind)
    grenzen = Leesgrenzen(**json.loads(limits))
    try:
        assert soort.lees is not None, "only kinds with sheets are read apart"
        sheets = soort.lees(bestand, Path(path), read_bytes(Path(path), hoogstens=grenzen.bytes), grenzen)
        answer: dict[str, Any] = {"bladen": list(map(vars, sheets))}
    except LeesFout as error:
        answer = {"fouten": [fault.as_record() for fault in error.fouten]}
    sys.stdout.write(json.dumps(answer, default=_as_json))


if __name__ == "__main__":
    main(*sys.argv[1:])
