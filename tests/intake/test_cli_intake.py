"""The command: exit codes, Dutch words, and no way around the data folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wijkmonitor.cli import main

HEAD = "datum;plek;thema;stickers"


def call(path: Path, folder: Path, *, wijk: str = "proef", soort: str = "stickerbord") -> int:
    return main(["intake", str(path), "--wijk", wijk, "--soort", soort, "--data", str(folder.parent)])


def test_taking_in_tells_what_came_in(folder: Path, csv_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = csv_file(HEAD, "2021-09-11;markt;groen;4")
    assert call(path, folder) == 0
    assert "1 nieuwe rij." in capsys.readouterr().out
    assert call(path, folder) == 0
    assert "Niets nieuws" in capsys.readouterr().out


def test_faults_are_told_with_their_place(
    folder: Path, csv_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(csv_file(HEAD, "gisteren;markt;groen;4"), folder) == 1
    told = capsys.readouterr().err
    assert "Er is niets opgenomen" in told
    assert "levering.csv, rij 2, kolom datum: Dit is geen datum." in told


@pytest.mark.parametrize("wijk", ["../proef", "..", "/etc", "proef/../proef", "onbekend", "", "PROEF", "proef\x00"])
def test_a_wijk_that_is_none_leads_nowhere(
    folder: Path, csv_file: Callable[..., Path], capsys: pytest.CaptureFixture[str], wijk: str
) -> None:
    before = sorted(folder.parent.parent.rglob("*"))
    path = csv_file(HEAD, "2021-09-11;markt;groen;4")
    assert call(path, folder, wijk=wijk) == 2
    assert "Kies uit: proef" in capsys.readouterr().err
    assert sorted(folder.parent.parent.rglob("*")) == sorted([*before, path])


def test_a_link_to_another_folder_is_no_wijk(folder: Path, csv_file: Callable[..., Path], tmp_path: Path) -> None:
    (folder.parent / "omweg").symlink_to(folder)
    assert call(csv_file(HEAD, "2021-09-11;markt;groen;4"), folder, wijk="omweg") == 2


@pytest.mark.parametrize("soort", ["stikkerbord", "../x", "leeragenda"])
def test_an_unknown_table_is_wrong_usage(folder: Path, csv_file: Callable[..., Path], soort: str) -> None:
    assert call(csv_file(HEAD), folder, soort=soort) == 2


def test_a_file_name_can_not_upset_the_terminal(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kwaad\x1b[2Jwoord.csv"
    path.write_bytes(b"%PDF")
    assert call(path, folder) == 1
    assert "\x1b" not in capsys.readouterr().err


def test_what_was_found_in_text_is_not_repeated_outside_a_screen(
    folder: Path, csv_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = csv_file("datum;activiteit;bezoekers", "2021-09-11;Feest met Fatima;4")
    assert call(path, folder, soort="activiteiten") == 0
    told = capsys.readouterr()
    assert "kolom activiteit: naam" in told.out
    assert "Fatima" not in told.out + told.err


def test_the_key_is_never_printed(
    folder: Path, csv_file: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = csv_file("deelnemer;interventie;aanmelding;status", "1;GLI;2022-01-03;gestart")
    assert call(path, folder, soort="deelname") == 0
    told = capsys.readouterr()
    assert (tmp_path / "geheim" / "sleutel").read_text().strip() not in told.out + told.err


@pytest.mark.parametrize("proef", [True, False])
def test_a_slip_in_a_name_is_told_with_the_nearest_name_before_it_goes_in(
    folder: Path, csv_file: Callable[..., Path], capsys: pytest.CaptureFixture[str], proef: bool
) -> None:
    (folder / "voortgang.csv").write_text("datum;interventie\n2022-01-07;Beweeglint\n", encoding="utf-8")
    (folder / "organisaties.csv").write_text("organisatie;domein\nJOGG Leiden;sport\n", encoding="utf-8")
    lines = ("1;Beweeglit;2022-01-03;gestart;JOGG Leden;BU05460900", "2;Beweeglint;2022-01-03;gestart;huisarts;BU03630000")
    path = csv_file("deelnemer;interventie;aanmelding;status;verwijzer;buurt", *lines)
    words = ["intake", str(path), "--wijk", "proef", "--soort", "deelname", "--data", str(folder.parent)]
    assert main([*words, *(["--proef"] if proef else [])]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Let op: levering.csv")]
    assert len(told) == 3
    assert any("kolom interventie" in line and "Bedoelt u 'Beweeglint'?" in line for line in told)
    assert any("kolom verwijzer" in line and "Bedoelt u 'JOGG Leiden'?" in line for line in told)
    assert any("kolom buurt" in line and "Deze buurt ligt buiten de wijk" in line for line in told)


def test_an_organisation_tied_to_itself_is_told(
    folder: Path, csv_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "organisaties.csv").write_text("organisatie;domein\nJOGG Leiden;medisch\nRadius;medisch\n", encoding="utf-8")
    path = csv_file("meting;van;naar;sterkte", "2022;Radius;JOGG Leiden;2", "2022;Radius;Radius;2")
    assert call(path, folder, soort="netwerk") == 0
    assert "rij 3, kolom naar: Deze organisatie noemt zichzelf." in capsys.readouterr().out


NETWERK = ("meting;van;naar;sterkte", "2022;Radius;JOGG;2")
MONITORPLAN = ("tabel;wie;maanden", "deelnames;welzijn;12")


@pytest.mark.parametrize("known", [None, "organisatie;domein\n", "organisatie;domein\nJOGG Leiden;medisch\nRadius;medisch\n"])
@pytest.mark.parametrize(("soort", "lines"), [("netwerk", NETWERK), ("monitorplan", MONITORPLAN)])
def test_intake_and_check_give_the_same_verdict(
    folder: Path,
    csv_file: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    known: str | None,
    soort: str,
    lines: tuple[str],
) -> None:
    if known is not None:
        (folder / "organisaties.csv").write_text(known, encoding="utf-8")
    code = call(csv_file(*lines), folder, soort=soort)
    told = capsys.readouterr()
    refused = soort == "monitorplan" or bool(known and "Radius" in known)
    assert (code == 1) == refused and (folder / f"{soort}.csv").exists() != refused
    assert not refused or "rij 2" in told.err
    (folder / f"{soort}.csv").write_text("\n".join(lines), encoding="utf-8")
    (folder.parent / "catalogus.toml").write_bytes((Path("wijkdata") / "catalogus.toml").read_bytes())
    assert (
        main(["check", "--wijk", "proef", "--data", str(folder.parent), "--uit", str(folder.parent.parent / "uit")]) == 1
    ) == refused


def test_a_delivery_that_would_make_another_table_wrong_is_refused(
    folder: Path, csv_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(csv_file(*NETWERK), folder, soort="netwerk") == 0
    assert call(csv_file("organisatie;domein", "Radius;medisch", name="o.csv"), folder, soort="organisaties") == 1
    assert "netwerk.csv, rij 2, kolom naar: Dit staat niet in de tabel organisaties." in capsys.readouterr().err
    assert call(csv_file("organisatie;domein", "Radius;medisch", "JOGG;sport", name="o.csv"), folder, soort="organisaties") == 0
    (folder / "netwerk.csv").write_text("meting;van;naar;sterkte\n2022;Radius;Thuis;2\n2022;Radius;Meer;2\n", encoding="utf-8")
    assert call(csv_file("organisatie;domein", "Thuis;sport", name="o.csv"), folder, soort="organisaties") == 0, "it gets better"


def test_a_file_that_is_not_there_is_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path / "nee.csv", folder) == 2
    assert f"Het bestand {tmp_path / 'nee.csv'} bestaat niet. Kijk of de naam klopt." in capsys.readouterr().err
