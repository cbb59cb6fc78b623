"""Every export of `benchmarks.programmas` gets in whole, as the table in the documentation says; what can't is told in one sentence."""

from __future__ import annotations

import gzip
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pyreadstat
import pytest
from benchmarks.programmas import _FRAME, BLAD, EXPORTS, KOP, Export, row, take_in

from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.lezers import read_file

TABEL = BLAD.read_text(encoding="utf-8").partition(KOP)[2].partition("\n\n")[0].splitlines()


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.programma)
def test_an_export_gets_in_whole_as_the_table_says(export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", "")
    monkeypatch.setenv("WIJKMONITOR_OPSLAG", "")
    code, rows, said = take_in(export, tmp_path)
    assert (code, rows) == (0, export.rijen), said
    assert row(export, rows) in TABEL, "python -m benchmarks.programmas --schrijf"


def test_the_table_has_every_export_and_no_other() -> None:
    assert len(TABEL) == len(EXPORTS) and all(line.count("|") == 6 for line in TABEL)


def stata(path: Path) -> None:
    pyreadstat.write_dta(_FRAME, path)


def port(path: Path) -> None:
    pyreadstat.write_por(_FRAME[["respnr", "lft"]], path)


def transport(path: Path) -> None:
    pyreadstat.write_xport(_FRAME, path)


def archive(member: str) -> Any:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as file:
            file.writestr(member, "x")

    return make


def database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("create table source (id integer)")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (stata, "Stata. Bewaar het daar als CSV: export delimited"),
        (port, "(.por). Open het in SPSS"),
        (transport, "SAS (.xpt)"),
        (archive("word/document.xml"), "Word-bestand, geen tabel. Zet de tabel in Excel"),
        (archive("Index/Document.iwa"), "Numbers of Pages"),
        (database, "Exporteren, REFI-QDA-project (.qdpx)"),
        (lambda path: path.write_bytes(gzip.compress(b"RDX3")), "write.csv2"),
        (lambda path: path.write_bytes(b'{"results": [{"_id": 1}]}'), "Kies bij het exporteren CSV of Excel"),
        (lambda path: path.write_bytes(b"{\\rtf1\\ansi"), "RTF"),
        (lambda path: path.write_bytes(b"\xff\xd8\xff\xe0"), "plaatje"),
    ],
    ids=["dta", "por", "xpt", "docx", "numbers", "database", "gzip", "json", "rtf", "jpeg"],
)
def test_what_a_program_keeps_for_itself_is_named_with_what_to_choose_there(make: Any, told: str, tmp_path: Path) -> None:
    make(tmp_path / "levering.dat")
    with pytest.raises(LeesFout) as caught:
        read_file(tmp_path / "levering.dat", known=lambda heading: False)
    assert told in str(caught.value)
