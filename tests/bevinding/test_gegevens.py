"""The numbers behind a figure: safe and right in Dutch Excel."""

from __future__ import annotations

import base64
import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bevinding import voorbeelden

from wijkmonitor.bevinding import Tabel, Tabelkolom
from wijkmonitor.bevinding.fragmenten import bevinding_html
from wijkmonitor.bevinding.gegevens import bevinding_csv, csv_cel, csv_tekst, document_csv
from wijkmonitor.bevinding.tabel import cel_tekst

_NUMBER = re.compile(r"-?\d+(,\d+)?")


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_csv_has_the_table_then_definition_and_source() -> None:
    rows = _rows(bevinding_csv(voorbeelden.make_bevinding()))
    assert rows[0] == ["Interventie", "Begonnen", "Bereik (%)", "Laag (%)", "Hoog (%)"]
    assert rows[1] == ["GLI", "58", "7,07", "5,51", "9,04"]
    assert rows[3][1] == "minder dan 5 mensen"
    assert rows[4] == []
    about = dict(row for row in rows[5:] if row)
    assert about["Bron"] == "deelname en plan van de wijk (voorbeeld)"
    assert about["Herkomst"] == "voorbeelddata: verzonnen cijfers"
    assert about["Wat is dit"].startswith("Het deel van de doelgroep")


def test_the_csv_of_a_document_is_one_table_that_names_each_finding_by_its_id() -> None:
    document = voorbeelden.make_document(2)
    header, *rows = _rows(document_csv(document))
    assert header == ["bevinding", "tabel", "rij", "kolom", "waarde"]
    assert {len(row) for row in rows} == {len(header)}
    assert {row[0] for row in rows} == {finding.id for finding in document.bevindingen}
    numbers = [row for row in rows if row[1] != "uitleg"]
    assert len(numbers) == 2 * 3 * 4
    assert ["bevinding-0", "", "GLI", "Bereik (%)", "7,07"] in numbers
    explained = {row[3]: row[4] for row in rows if row[:2] == ["bevinding-0", "uitleg"]}
    assert explained["bron"] == "deelname en plan van de wijk (voorbeeld)"
    assert list(explained) == ["kop", "maat", "wat is dit", "let op", "bron", "herkomst"]


def test_the_download_in_the_page_is_that_csv_in_utf8_with_a_mark_for_excel() -> None:
    finding = voorbeelden.make_bevinding()
    found = re.search(r'download="([^"]+)" href="data:text/csv;base64,([^"]+)"', bevinding_html(finding))
    assert found
    data = base64.b64decode(found[2])
    assert found[1] == "bereik-doelgroep.csv"
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == bevinding_csv(finding)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\t=", "\u00a0@", "＝"])
def test_a_text_can_not_become_a_formula(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    tabel = Tabel(text, (Tabelkolom(text), Tabelkolom(text, "aantal")), ((text, text),))
    finding = voorbeelden.make_bevinding(tabel=tabel, bron=text, onderschrift=text, wat=text, let_op=text)
    for row in _rows(bevinding_csv(finding)):
        assert not [
            cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) and not _NUMBER.fullmatch(cell)
        ]


@given(st.text())
def test_no_text_at_all_becomes_a_formula(text: str) -> None:
    cell = csv_tekst(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert len(cell.splitlines()) <= 1


@given(st.floats(-1e9, 1e9))
def test_a_number_in_the_csv_is_a_number_for_dutch_excel(value: float) -> None:
    assert _NUMBER.fullmatch(csv_cel(value, "getal"))


@pytest.mark.parametrize(
    ("cell", "notatie", "text"),
    [
        (1234567, "aantal", "1.234.567"),
        (0.5, "pct", "50,0%"),
        (6.86, "score", "6,9"),
        (1.3481, "verhouding", "1,35"),
        (24300, "euro", "€ 24.300"),
        (-16.25, "getal", "−16,3"),
        (16.0, "getal", "16"),
        (2021, "tekst", "2021"),
    ],
)
def test_every_notation_is_dutch(cell: float, notatie: str, text: str) -> None:
    assert cel_tekst(cell, notatie) == text  # type: ignore[arg-type]


def test_rows_that_share_their_first_cell_are_told_apart_by_the_next() -> None:
    table = Tabel(
        "Wie begon",
        (Tabelkolom("Kenmerk"), Tabelkolom("Groep"), Tabelkolom("Begonnen", "aantal")),
        (("Leeftijd", "jong", 21), ("Leeftijd", "oud", 99)),
    )
    document = replace(voorbeelden.make_document(1), bevindingen=(voorbeelden.make_bevinding(tabel=table, extra_tabellen=()),))
    rows = _rows(document_csv(document))
    assert [row[1:5] for row in rows if row[1] != "uitleg"][1:] == [
        ["", "Leeftijd, jong", "Begonnen", "21"],
        ["", "Leeftijd, oud", "Begonnen", "99"],
    ]
