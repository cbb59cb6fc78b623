"""Small files as people deliver them, written out, and a folder to put them in."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.tabel import Gelezen, read_tabel

VANDAAG = date(2023, 1, 1)

DEELNAME = """\
deelnemer;interventie;aanmelding;start;einde;status;leeftijdsgroep;geslacht;buurt;verwijzer
d01;GLI;12-4-2021;19-4-2021;1-12-2021;afgerond;45-64;v;BU05460901;huisarts
d02;GLI;2021-05-03;2021-05-17;;gestart;65+;m;BU05460901;huisarts
d03;Beweeglint;2021-06-01;;;aangemeld;25-44;v;;
"""
VRAGENLIJST = """\
respondent;meting;datum;gewicht;stratum;leeftijdsgroep;geslacht;buurt;lichaamsfuncties;mentaal_welbevinden;zingeving;\
kwaliteit_van_leven;meedoen;dagelijks_functioneren;tevredenheid
r01;2021;4-10-2021;12,5;65+;65+;m;BU05460901;6,5;7;7;7,5;6;8;7
r02;2021;5-10-2021;9,5;45-64;45-64;v;BU05460902;5;8;6,5;7;6;9;8
r01;2022;6-10-2022;11;65+;65+;m;BU05460901;7;7;7;8;6;8;7
"""
STICKERS = "datum;plek;thema;stickers\n2021-09-11;markt;ontmoeten;23\n2021-09-11;markt;groen;11\n"

Lees = Callable[..., Gelezen]


@pytest.fixture
def lees(tmp_path: Path) -> Lees:
    """Function that writes content (text, bytes or rows of a sheet) as a table, and reads it on 1 January 2023."""

    def read(content: str | bytes | Sequence[Sequence[Any]], tabel: str = "deelname", suffix: str = ".csv") -> Gelezen:
        path = tmp_path / f"{tabel}{suffix}"
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            path.write_bytes(content if isinstance(content, bytes) else make_xlsx(content))
        return read_tabel(path, tabel, vandaag=VANDAAG)

    return read


def make_xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with these rows on its first sheet, Blad1."""
    book, stream = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Blad1"
    for row in rows:
        sheet.append(list(row))
    book.save(stream)
    return stream.getvalue()


def places(faults: Sequence[Fout]) -> list[tuple[int, str]]:
    """Row and column of each fault."""
    return sorted((fault.rij, fault.kolom) for fault in faults)
