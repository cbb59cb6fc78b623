"""`wijkmonitor sessie wens`: a wish is written down and followed at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkmonitor.cli import main

TABEL = "wens;datum;plek;stand\nMeer licht;2022-04;markt;open\nMeer licht;2021;school;open\n"


@pytest.fixture
def data(laak: Path) -> Path:
    (laak / "wensen.csv").write_text(TABEL, encoding="utf-8")
    return laak.parent


def wish(data: Path, *pairs: str) -> int:
    given = [word for pair in pairs for word in ("--zet", pair)]
    return main(["sessie", "wens", "--wijk", "laak", "--data", str(data), *given])


def rows(data: Path) -> list[str]:
    return (data / "laak" / "wensen.csv").read_text(encoding="utf-8-sig").splitlines()[1:]


def test_a_wish_is_written_and_then_brought_up_to_date(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wish(data, "wens=Een bankje", "van=bewoners") == 0
    assert rows(data)[-1].startswith("Een bankje;;;bewoners;;;open;")
    assert wish(data, "wens=een bankje", "stand=gedaan", "uitkomst=Het staat er", "teruggemeld=2022-10") == 0
    assert rows(data)[-1].startswith("Een bankje;;;bewoners;;;gedaan;Het staat er;;2022-10;")
    assert wish(data, "wens=Een bankje", "stand=gedaan") == 0
    told = capsys.readouterr().out
    assert "staat nu in de tabel" in told and "is bijgewerkt" in told and "Dit staat er al." in told


def test_a_wish_that_stands_there_more_often_is_told_apart(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wish(data, "wens=Meer licht", "stand=loopt") == 2
    assert "Noem ook datum en plek." in capsys.readouterr().err
    assert wish(data, "wens=Meer licht", "datum=2021", "stand=loopt") == 0
    assert [row.split(";")[6] for row in rows(data)] == ["open", "loopt"]


def test_without_words_the_wishes_are_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wish(data) == 0
    told = capsys.readouterr().out
    assert "- Meer licht (open)" in told and "--zet stand=opgepakt" in told


@pytest.mark.parametrize(
    ("pairs", "code", "words"),
    [
        (["wat=iets"], 2, "De kolommen van wensen zijn: wens, datum"),
        (["wens"], 2, "Schrijf KOLOM=WAARDE"),
        (["stand=open"], 2, "Schrijf welke wens het is"),
        (["wens=Een bankje", "van=mevrouw Jansen"], 1, "kolom van: Hier lijkt de naam of het adres van een persoon"),
        (["wens=Een bankje", "stand=misschien"], 1, "kolom stand: "),
    ],
)
def test_what_can_not_be_written_is_told_and_changes_nothing(
    data: Path, pairs: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert wish(data, *pairs) == code
    told = capsys.readouterr().err
    assert words in told and "Jansen" not in told
    assert (data / "laak" / "wensen.csv").read_text(encoding="utf-8") == TABEL
