"""A delivered file read by what it is, not by what it is called; foreign formats in a process of their own.

Excel and SPSS files pass through libraries that are no Python. They are read in a child process with a limit on memory
and time, so that a malicious file can't take the computer down or end the command without a word.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.intake.archief import open_archive
from wijkmonitor.gegevens.intake.csv_bestand import read_csv
from wijkmonitor.gegevens.intake.levering import Blad, Levering, printable_name, read_bytes, refuse
from wijkmonitor.gegevens.lezen import LeesFout

MAX_SECONDEN = 120
SOORTEN = {
    "excel": (".xlsx", ".xlsm"),
    "sav": (".sav", ".zsav"),
    "qdpx": (".qdpx",),
    "qdc": (".qdc",),
    "csv": (".csv", ".txt", ".tsv"),
}
NAMEN = {"excel": "Excel-bestand", "sav": "SPSS-bestand", "qdpx": "QDPX-bestand", "qdc": "codeboek", "csv": "tekstbestand"}


def kind_of(path: Path, data: bytes) -> str:
    """What the file is, by its first bytes: excel, sav, qdpx, qdc or csv. LeesFout where its name says otherwise."""
    name, suffix = printable_name(path), path.suffix.lower()
    kind = _by_content(name, data)
    if suffix not in SOORTEN[kind]:
        wat = f"Dit is een {NAMEN[kind]}, maar de naam eindigt op '{suffix[:10]}'."
        raise refuse(name, wat, f"Geef het een naam op {SOORTEN[kind][0]}, of bewaar het als het goede soort.")
    return kind


def _by_content(name: str, data: bytes) -> str:
    if data[:4] == b"PK\x03\x04":
        with open_archive(name, data) as archive:
            members = {member.lower() for member in archive.namelist()}
        if "xl/workbook.xml" in members:
            return "excel"
        if any(member.endswith("project.qde") for member in members):
            return "qdpx"
        raise refuse(name, "Dit zip-bestand kennen we niet.", "Lever een Excel-bestand (.xlsx) of een project (.qdpx).")
    if data[:4] in (b"$FL2", b"$FL3"):
        return "sav"
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise refuse(
            name, "Dit is een oud Excel-bestand, of het heeft een wachtwoord.", "Bewaar het als .xlsx zonder wachtwoord."
        )
    if data[:4] == b"%PDF":
        raise refuse(name, "Dit is een PDF.", "Vraag om de tabel in Excel.")
    if data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        if b"<CodeBook" in data[:5000]:
            return "qdc"
        raise refuse(name, "Dit is een webpagina of XML, geen tabel.", "Bewaar de tabel in Excel als .xlsx.")
    return "csv"


def read_delivery(path: Path, *, known: Callable[[str], bool]) -> Levering:
    """The sheets of a CSV, XLSX or SPSS file. Raises LeesFout, in Dutch, for everything else."""
    data, name = read_bytes(path), printable_name(path)
    kind = kind_of(path, data)
    if kind == "csv":
        return Levering(name, tuple(read_csv(name, data, known=known)))
    if kind in ("excel", "sav"):
        return Levering(name, tuple(_read_apart(kind, path)))
    raise refuse(name, f"Dit is een {NAMEN[kind]}.", "Neem het op met: --soort kwalitatief.")


def _read_apart(kind: str, path: Path) -> list[Blad]:
    """The sheets as the child process tells them."""
    name = printable_name(path)
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "wijkmonitor.gegevens.intake.kindproces", kind, str(path.resolve())]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=MAX_SECONDEN, env=environment, check=False
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise refuse(name, "Het lezen van dit bestand duurt te lang.", "Lever alleen het blad met de tabel.") from None
    except ValueError:
        raise refuse(name, "Dit bestand is niet te lezen.", "Bewaar het opnieuw en lever het weer.") from None
    if faults := answer.get("fouten"):
        raise LeesFout(*(Fout(**fault) for fault in faults))
    return [
        Blad(sheet["naam"], tuple((number, tuple(map(_from_json, row))) for number, row in sheet["rijen"]))
        for sheet in answer["bladen"]
    ]


def _from_json(cell: Any) -> Any:
    return date.fromisoformat(cell["datum"]) if isinstance(cell, dict) else cell
