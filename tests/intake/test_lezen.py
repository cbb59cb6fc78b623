"""Reading what people and strangers send: good files whole, all others refused in Dutch."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.intake.kop import is_known
from wijkmonitor.gegevens.intake.levering import make_ready
from wijkmonitor.gegevens.lezers import Werkblad, read_file

STICKERS = ["datum", "plek", "thema", "stickers"]


def read(path: Path, tabel: str = "stickerbord") -> list[Werkblad]:
    return read_file(path, known=lambda heading: is_known(heading, tabel))


def test_a_dutch_csv_in_cp1252_is_read(csv_file: Callable[..., Path]) -> None:
    path = csv_file("datum;plek;thema;stickers", "11-9-2021;café;één;23", encoding="cp1252")
    assert read(path)[0].rijen[1] == (2, ("11-9-2021", "café", "één", "23"))


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_separator_is_found_also_below_a_title(csv_file: Callable[..., Path], sign: str) -> None:
    path = csv_file("Stickers, markt; zomer", sign.join(STICKERS), sign.join(["2021-09-11", "markt", "groen", "4"]))
    assert read(path)[0].rijen[-1][1] == ("2021-09-11", "markt", "groen", "4")


def test_sheets_dates_and_merged_cells_of_excel_are_read(xlsx_file: Callable[..., Path]) -> None:
    rows = [["Stickerbord"], STICKERS, [date(2021, 9, 11), "markt", "groen", 4], [None, None, "rust", 7]]
    path = xlsx_file({"Uitleg": [["Lees mij"]], "Data": rows}, merged=(("Data", "A1:D1"), ("Data", "A3:A4"), ("Data", "B3:B4")))
    delivery = read(path)
    assert [blad.naam for blad in delivery] == ["Uitleg", "Data"]
    assert make_ready(delivery[1]).rijen[3] == (4, (date(2021, 9, 11), "markt", "rust", 7))


def test_spss_gives_numbers_and_what_they_mean(tmp_path: Path) -> None:
    frame = pd.DataFrame({"v1": [1.0, 2.0], "v2": ["a", "b"]})
    path = tmp_path / "vragen.sav"
    pyreadstat.write_sav(
        frame, path, column_labels=["geslacht", "respondent"], variable_value_labels={"v1": {1: "vrouw", 2: "man"}}
    )
    (sheet,) = read(path, "vragenlijst")
    assert sheet.rijen == ((0, ("v1", "v2")), (1, (1.0, "a")), (2, (2.0, "b")))
    assert sheet.labels == ("geslacht", "respondent") and sheet.waardelabels == {0: {1.0: "vrouw", 2.0: "man"}}


def check_refused(path: Path, words: str) -> None:
    with pytest.raises(LeesFout, match=words) as caught:
        read(path)
    assert all(fault.doen for fault in caught.value.fouten)


@pytest.mark.parametrize("keep", [10, 200, 0.3, 0.7, 0.98])
def test_a_truncated_xlsx_is_refused(xlsx_file: Callable[..., Path], tmp_path: Path, keep: float) -> None:
    data = xlsx_file({"a": [STICKERS] * 50}).read_bytes()
    path = tmp_path / "half.xlsx"
    path.write_bytes(data[: int(keep if keep > 1 else keep * len(data))])
    check_refused(path, "beschadigd of niet compleet")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(420):
                member.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    check_refused(path, "te groot bij het uitpakken")


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leugen.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 1_000_000)
    data = path.read_bytes().replace((1_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    path.write_bytes(data)
    check_refused(path, "beschadigd of niet compleet")


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>", "<!doctype x SYSTEM 'http://localhost/x'><workbook/>"]
)
def test_xml_with_entities_is_refused(tmp_path: Path, text: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        path = tmp_path / f"{encoding}.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("xl/workbook.xml", text.encode(encoding))
        check_refused(path, "verwijzingen die we niet openen")


def sheet_with(cell: str, tmp_path: Path, xlsx_file: Callable[..., Path]) -> Path:
    """A workbook of which the sheet holds one cell more, written by hand."""
    path = tmp_path / "ver.xlsx"
    with zipfile.ZipFile(xlsx_file({"a": [STICKERS]})) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>", cell.encode() + b"</sheetData>")
            new.writestr(member.filename, data)
    return path


def test_a_cell_at_the_end_of_the_world_takes_no_memory(xlsx_file: Callable[..., Path], tmp_path: Path) -> None:
    check_refused(
        sheet_with('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', tmp_path, xlsx_file), "meer dan 200.000 rijen"
    )
    check_refused(sheet_with('<row r="2"><c r="XFD2"><v>1</v></c></row>', tmp_path, xlsx_file), "kolommen, of te veel cellen")


def test_a_million_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "veel.csv"
    path.write_text("datum;plek;thema;stickers\n" + "2021-09-11;a;b;1\n" * 1_000_000, encoding="utf-8")
    check_refused(path, "meer dan 200.000 rijen")


def test_a_huge_cell_is_refused(csv_file: Callable[..., Path]) -> None:
    check_refused(csv_file(";".join(STICKERS), f"2021-09-11;{'a' * 40_000};b;1"), "te lang")
    check_refused(csv_file(";".join(STICKERS), f"2021-09-11;{'a' * 400_000};b;1"), "te lang")


def test_thousands_of_columns_are_refused(csv_file: Callable[..., Path]) -> None:
    check_refused(csv_file(";".join(["datum"] * 20_000)), "kolommen, of te veel cellen")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leeg"),
        (b"\xef\xbb\xbf \r\n", "leeg"),
        (b"datum;plek\n\x00\x01", "geen tekstbestand"),
        (b"\xff\xfed\x00a", "letters"),
        ("datum;plek\n1;cafÃ©".encode(), "teken erop zijn kapot"),
        (b'datum;plek\n"1;2', "aanhalingsteken"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><body></body></html>", "webpagina"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "geen leesbaar Excel-bestand"),
        (b"PK\x03\x04abc", "beschadigd"),
        (b"$FL2@(#) SPSS", "geen leesbaar SPSS-bestand"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "levering.csv"
    path.write_bytes(data)
    check_refused(path, words)


def test_a_broken_spss_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "stuk.sav"
    path.write_bytes(b"$FL2@(#) SPSS DATA FILE" + bytes(range(256)) * 4)
    check_refused(path, "SPSS")


def test_a_folder_or_a_device_is_refused(tmp_path: Path) -> None:
    check_refused(tmp_path, "geen gewoon bestand")
    if Path("/dev/zero").exists():
        check_refused(Path("/dev/zero"), "geen gewoon bestand")
    check_refused(tmp_path / "weg.csv", "bestaat niet")


def test_a_password_is_named(tmp_path: Path) -> None:
    path = tmp_path / "slot.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    check_refused(path, "wachtwoord")
