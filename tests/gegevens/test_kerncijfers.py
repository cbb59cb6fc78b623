"""Open figures that can't be right are faults at the door, of every wijk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.proefdata import make_wijk

from wijkmonitor.dossier import DossierFout, load_dossier, read_records
from wijkmonitor.gegevens.kerncijfers import check_kerncijfers

WIJKDATA = Path(__file__).parents[2] / "wijkdata"
GEZONDHEID = "gebied,naam,soort,jaar,indicator,pct\nBU05460900,,buurt,2020,eenzaam,39.5\nGM0546,Leiden,gemeente,2020,eenzaam,45\n"
BEVOLKING = "gebied,naam,jaar,kenmerk,waarde\nWK054609,Stevenshof,2022,inwoners,10775\nWK054609,Stevenshof,2022,pct_0_14,14\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a catalogue and two small tables."""
    shutil.copy(WIJKDATA / "catalogus.toml", tmp_path)
    (tmp_path / "kerncijfers").mkdir()
    write(tmp_path, "gezondheid", GEZONDHEID)
    write(tmp_path, "bevolking", BEVOLKING)
    return tmp_path


def write(data: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (data / "kerncijfers" / f"{name}.csv").write_bytes(text.encode(encoding))


def test_the_figures_that_the_project_ships_have_no_fault(data: Path) -> None:
    assert check_kerncijfers(WIJKDATA) == () and check_kerncijfers(data) == ()


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "what"),
    [
        ("39.5", "139.5", 2, "pct", "Een percentage ligt tussen 0 en 100."),
        ("39.5", "-1", 2, "pct", "Een percentage ligt tussen 0 en 100."),
        ("39.5", "veel", 2, "pct", "Dit is geen getal."),
        ("39.5", '"39,5"', 2, "pct", "Dit is geen getal."),
        ("39.5", "nan", 2, "pct", "Dit is geen getal."),
        ("39.5", "", 2, "pct", "Hier moet een getal staan."),
        ("39.5", "39.5,9", 2, "", "Deze rij past niet onder de kop."),
        ("BU05460900", "Stevenshof", 2, "gebied", "Dit is geen code van een gebied."),
        ("2020,eenzaam,45", "20,eenzaam,45", 3, "jaar", "Dit jaar kan niet."),
        ("GM0546,Leiden,gemeente", "BU05460900,,buurt", 3, "indicator", "Dit cijfer staat er dubbel: ook in rij 2."),
        ("pct", "percentage", 1, "pct", "Deze kolom ontbreekt."),
    ],
)
def test_a_wrong_cell_is_named(data: Path, old: str, new: str, row: int, column: str, what: str) -> None:
    write(data, "gezondheid", GEZONDHEID.replace(old, new))
    [fault] = check_kerncijfers(data)
    assert (fault.bestand, fault.rij, fault.kolom, fault.wat) == ("kerncijfers/gezondheid.csv", row, column, what)


def test_a_share_of_the_population_above_100_is_named_and_a_count_above_100_is_not(data: Path) -> None:
    write(data, "bevolking", BEVOLKING.replace(",14\n", ",140\n"))
    assert [(fault.rij, fault.kolom) for fault in check_kerncijfers(data)] == [(3, "waarde")]


def test_a_table_saved_again_by_excel_is_named(data: Path) -> None:
    write(data, "gezondheid", GEZONDHEID.replace(",", ";"))
    assert {fault.wat for fault in check_kerncijfers(data)} == {"Deze kolom ontbreekt."}
    write(data, "gezondheid", GEZONDHEID.replace("Leiden", "Léiden"), "cp1252")
    assert [fault.wat for fault in check_kerncijfers(data)] == ["Dit bestand is niet te lezen."]


def test_bounds_that_do_not_hold_the_figure_are_named(data: Path) -> None:
    head = "gebied,naam,jaar,indicator,waarde,laag,hoog,reden,tabel\n"
    write(data, "laak", head + "WK051838,Laak,2020,eenzaam,40,41,45,,50120NED\n")
    assert [(fault.bestand, fault.kolom) for fault in check_kerncijfers(data)] == [("kerncijfers/laak.csv", "waarde")]


def test_a_broken_catalogue_is_named(data: Path) -> None:
    (data / "catalogus.toml").write_text("[indicator.x]\nnaam = 1\n", encoding="utf-8")
    assert [fault.bestand for fault in check_kerncijfers(data)] == ["catalogus.toml"]


def test_a_fault_in_the_figures_keeps_every_wijk_out_and_is_forgotten_when_mended(data: Path) -> None:
    folder = make_wijk(data / "laak", gebied="WK051838")
    assert read_records(folder).fouten == ()
    write(data, "gezondheid", GEZONDHEID.replace("39.5", "139.5"))
    assert [fault.bestand for fault in read_records(folder).ernstig] == ["kerncijfers/gezondheid.csv"]
    with pytest.raises(DossierFout, match="percentage"):
        load_dossier("laak", data=data, peildatum="2022-12-31")
    with pytest.raises(DossierFout, match="percentage"):
        load_dossier("WK051838", data=data, peildatum="2022-12-31")
    write(data, "gezondheid", GEZONDHEID)
    assert read_records(folder).fouten == ()
