"""Files made to do harm are refused in words, with little memory and in little time."""

from __future__ import annotations

import io
import os
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.gegevens.conftest import make_xlsx

from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.tabel import read_tabel

VANDAAG = date(2023, 1, 1)
KOP = ["datum", "plek", "thema", "stickers"]


def repack(book: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """The workbook with some of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, bytes)(old.read(name)))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda xml: xml.replace(b'r="A2"', b'r="A1048576"'), "rijen"),
        (lambda xml: re.sub(rb'<row r="2".*?<c r="A2"', b'<row r="900000"><c', xml), "rijen"),
        (lambda xml: xml.replace(b'r="A2"', b'r="XFD2"'), "kolommen"),
        (lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml, "verwijzingen"),
        (lambda xml: xml.decode().encode("utf-16"), "verwijzingen"),
        (lambda xml: xml[: len(xml) // 2], "geen leesbaar Excel-bestand"),
        (lambda xml: b" " * 401_000_000 + xml, "te groot bij het uitpakken"),
    ],
    ids=["row", "row mark", "column", "entity", "utf-16", "cut", "bomb"],
)
def test_a_workbook_that_is_a_trap_is_refused(lees: Any, change: Any, what: str) -> None:
    book = repack(make_xlsx([KOP, ["2021-09-11", "markt", "groen", 4]]), {"xl/worksheets/sheet1.xml": change})
    began = time.monotonic()
    [fault] = lees(book, "stickerbord", ".xlsx").fouten
    assert what in fault.wat and time.monotonic() - began < 20


@pytest.mark.parametrize("keep", [4, 100, 1000, -30])
def test_half_a_workbook_is_refused(lees: Any, keep: int) -> None:
    [fault] = lees(make_xlsx([KOP, ["2021-09-11", "markt", "groen", 4]])[:keep], "stickerbord", ".xlsx").fouten
    assert fault.wat == "Dit bestand is beschadigd of niet compleet."


def test_a_workbook_that_lies_about_its_size_is_refused(lees: Any) -> None:
    book = bytearray(make_xlsx([KOP, ["2021-09-11", "markt", "groen", 4]]))
    with zipfile.ZipFile(io.BytesIO(bytes(book))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    found = bytes(book).rfind(size)
    book[found : found + 4] = (10).to_bytes(4, "little")
    [fault] = lees(bytes(book), "stickerbord", ".xlsx").fouten
    assert fault.wat == "Dit bestand is beschadigd of niet compleet."


def test_too_many_rows_are_refused_with_little_memory(lees: Any) -> None:
    content = ";".join(KOP).encode() + b"\n" + b"2021-09-11;markt;groen;1\n" * 1_000_000
    tracemalloc.start()
    [fault] = lees(content, "stickerbord").fouten
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert fault.wat == "Deze tabel heeft meer dan 200.000 rijen." and peak < 800_000_000


def test_a_huge_cell_is_refused(lees: Any) -> None:
    [fault] = lees(";".join(KOP) + "\n2021-09-11;markt;" + "x" * 5_000_000 + ";1\n", "stickerbord").fouten
    assert "te lang" in fault.wat and fault.rij == 2


def test_a_cell_above_5000_signs_is_a_fault_that_shows_only_its_beginning(lees: Any) -> None:
    [fault] = lees(";".join(KOP) + "\n2021-09-11;markt;" + "x" * 6000 + ";1\n", "stickerbord").fouten
    assert (fault.kolom, fault.wat) == ("thema", "Deze tekst is te lang.") and len(fault.gevonden) <= 60


def test_thousands_of_columns_are_refused(lees: Any) -> None:
    [fault] = lees(";".join([*KOP, *(f"k{k}" for k in range(5000))]) + "\n", "stickerbord").fouten
    assert fault.wat == "Deze tabel heeft meer dan 500 kolommen, of te veel cellen."


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no /dev/zero")
def test_a_link_to_an_endless_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stickerbord.csv").symlink_to("/dev/zero")
    [fault] = read_tabel(tmp_path / "stickerbord.csv", "stickerbord", vandaag=VANDAAG).fouten
    assert fault.wat == "Dit is geen gewoon bestand."


def test_a_formula_in_text_is_read_as_text(lees: Any) -> None:
    read = lees(";".join(KOP) + "\n2021-09-11;=HYPERLINK(1);groen;1\n", "stickerbord")
    assert read.fouten == () and read.frame["plek"].tolist() == ["=HYPERLINK(1)"]


BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(st.lists(st.text(st.sampled_from(";,\t|\"'\n\r\x00\ufeffa1é=-"), max_size=8), max_size=5), max_size=6).map(
        lambda rows: "\n".join([";".join(KOP), *(";".join(row) for row in rows)]).encode()
    ),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(b"PK\x03\x04", "deelname", ".xlsx")
@example(b"\xff\xfe\x00", "deelname", ".csv")
@example(b"datum;plek;thema;stickers\n;;;;;;\n", "stickerbord", ".csv")
@given(BYTES, st.sampled_from(list(TABELLEN)), st.sampled_from([".csv", ".xlsx"]))
def test_any_bytes_give_rows_or_faults_and_never_an_error(tmp_path: Path, content: bytes, tabel: str, suffix: str) -> None:
    path = tmp_path / f"{tabel}{suffix}"
    path.write_bytes(content)
    read = read_tabel(path, tabel, vandaag=VANDAAG)
    assert len(read.frame) == len(read.rijen)
    assert all(str(fault).isprintable() and fault.doen for fault in read.fouten)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(place=st.integers(0, 10_000), value=st.integers(0, 255))
def test_a_workbook_with_a_wrong_byte_gives_rows_or_faults_and_never_an_error(tmp_path: Path, place: int, value: int) -> None:
    book = bytearray(_book())
    book[place % len(book)] = value
    (tmp_path / "stickerbord.xlsx").write_bytes(bytes(book))
    read = read_tabel(tmp_path / "stickerbord.xlsx", "stickerbord", vandaag=VANDAAG)
    assert len(read.frame) == len(read.rijen)


_made: list[bytes] = []


def _book() -> bytes:
    if not _made:
        _made.append(make_xlsx([KOP, ["2021-09-11", "markt", "groen", 4]]))
    return _made[0]
