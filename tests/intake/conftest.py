"""A small data folder with one wijk, a key of its own, and builders of delivered files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.proefdata import make_wijk

from wijkmonitor.cli import main

QDE = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="proef">
 <Users><User guid="u1" name="Karin"/><User guid="u2" name="Ad"/></Users>
 <CodeBook><Codes>
  <Code guid="c1" name="Bereik" isCodable="true"><Code guid="c2" name="Drempels" isCodable="true"/></Code>
 </Codes></CodeBook>
 <Sources>
  <TextSource guid="s1" name="{bron}" plainTextPath="{pad}" creatingUser="u1">
   <PlainTextSelection guid="p1" name="Eerst durfde ik niet" startPosition="{van}" endPosition="{tot}" creatingUser="u1">
    <Coding guid="k1" creatingUser="u1"><CodeRef targetGUID="c2"/></Coding>
    <Coding guid="k2" creatingUser="u2"><CodeRef targetGUID="c1"/></Coding>
   </PlainTextSelection>
  </TextSource>
 </Sources>
</Project>
"""
TEKST = "Dat was leuk 😊 en één keer spannend.\nEerst durfde ik niet zo goed.\nNu wel."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the wijk `proef`, with a key outside the data folder."""
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", str(tmp_path / "geheim" / "sleutel"))
    return make_wijk(tmp_path / "wijkdata" / "proef", naam="Proefwijk", gebied="WK054609")


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes lines as a delivered CSV file."""

    def write(*lines: str, name: str = "levering.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    return write


@pytest.fixture
def xlsx_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes sheets of rows as a delivered XLSX file; merged: (sheet, range)."""

    def write(
        sheets: dict[str, list[list[Any]]], *, merged: tuple[tuple[str, str], ...] = (), name: str = "levering.xlsx"
    ) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        for title, area in merged:
            book[title].merge_cells(area)
        path = tmp_path / name
        book.save(path)
        return path

    return write


@pytest.fixture
def qdpx_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a REFI-QDA project with one transcript."""

    def write(
        text: str = TEKST,
        *,
        van: int = 37,
        tot: int = 65,
        bron: str = "interview 1",
        pad: str = "internal://s1.txt",
        name: str = "project.qdpx",
    ) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("project.qde", QDE.format(van=van, tot=tot, bron=bron, pad=pad))
            archive.writestr("Sources/s1.txt", text.encode())
        return path

    return write


@pytest.fixture
def neem(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Takes a file in with the command; exit code and everything it said."""

    def take(path: Path, soort: str | None, *more: str) -> tuple[int, str]:
        words = ["intake", str(path), "--wijk", "proef", "--data", str(folder.parent), "--uit", str(tmp_path / "uit"), "--ja"]
        code = main([*words, *(["--soort", soort] if soort else []), *more])
        told = capsys.readouterr()
        return code, told.out + told.err

    return take
