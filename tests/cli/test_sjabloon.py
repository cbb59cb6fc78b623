"""Templates for who delivers: lists to choose from, and they are read when filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from wijkmonitor.cli import main
from wijkmonitor.gegevens.lijsten import PIJLERS
from wijkmonitor.gegevens.tabel import read_tabel


def test_a_filled_in_template_is_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sjabloon", "stickerbord", "--uit", str(tmp_path)]) == 0
    path = tmp_path / "stickerbord.xlsx"
    assert "stickerbord.xlsx" in capsys.readouterr().out and [one.name for one in tmp_path.glob("*.xlsx")] == [path.name]
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["stickerbord", "Uitleg", "Keuzes"] and book.worksheets[0].data_validations.dataValidation
    book.worksheets[0].append([date(2022, 3, 1), "markt", "groen", 4])
    book.save(path)
    read = read_tabel(path, "stickerbord", vandaag=date(2023, 1, 1))
    assert read.fouten == () and read.frame["stickers"].tolist() == [4]


def test_a_filled_in_template_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make = ["sjabloon", "stickerbord", "logboek", "--uit", str(tmp_path)]
    assert main(make) == 0 and main(make) == 0
    path = tmp_path / "stickerbord.xlsx"
    book = openpyxl.load_workbook(path)
    book["stickerbord"].append([date(2022, 3, 1), "markt", "groen", 4])
    book.save(path)
    filled = path.read_bytes()
    capsys.readouterr()
    assert main(make) == 1
    said = capsys.readouterr()
    assert (
        path.read_bytes() == filled and "stickerbord.xlsx" in said.err and "Gemaakt" in said.out and "stickerbord" not in said.out
    )


@pytest.mark.parametrize(
    ("tabel", "kolom", "word"), [("interventies", "pijlers", PIJLERS[1]), ("voortgang", "status", "gestopt")]
)
def test_a_column_for_more_words_proposes_them_and_takes_others(tmp_path: Path, tabel: str, kolom: str, word: str) -> None:
    assert main(["sjabloon", tabel, "--uit", str(tmp_path)]) == 0
    book = openpyxl.load_workbook(tmp_path / f"{tabel}.xlsx")
    place = [cell.value for cell in book[tabel][1]].index(kolom) + 1
    [choice] = [one for one in book[tabel].data_validations.dataValidation if book[tabel].cell(2, place).coordinate in one.sqref]
    assert not choice.showErrorMessage
    assert word in [row[place - 1].value for row in book["Keuzes"].iter_rows(min_row=2)]


def test_a_table_that_does_not_exist_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sjabloon", "stikerbord", "--uit", str(tmp_path)]) == 2
    assert "Bedoelt u 'stickerbord'?" in capsys.readouterr().err and list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder_for_templates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bestand").touch()
    assert main(["sjabloon", "stickerbord", "--uit", str(tmp_path / "bestand")]) == 2
    assert "is een bestand. Geef een map voor de sjablonen: --uit MAP" in capsys.readouterr().err
