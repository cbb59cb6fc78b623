"""A delivery goes in once, a correction in the place of what it corrects, and no person with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.intake.opnemen import prepare, take_in
from wijkmonitor.gegevens.intake.samenvoegen import Samengevoegd, merge
from wijkmonitor.gegevens.intake.vertellen import tell_proposal
from wijkmonitor.gegevens.tabel import read_tabel

VANDAAG = date(2023, 1, 1)
KOP = "Deelnemer;Naam;Interventie;Aanmelding;Status;Geboortedatum;Geslacht;Postcode;Verwijzer"
JAN = "1001;Jan de Vries;GLI;12-4-2022;gestart;3-5-1950;man;2331 AB;huisarts"
FATIMA = "1002;Fatima Yilmaz;GLI;13-4-2022;gestart;9-9-1990;vrouw;2331AC;huisarts"


def deliver(path: Path, folder: Path, tabel: str = "deelname") -> Samengevoegd:
    return take_in(prepare(path, folder, tabel, vandaag=VANDAAG), vandaag=VANDAAG)


def test_the_same_file_twice_adds_nothing(folder: Path, csv_file: Callable[..., Path]) -> None:
    path = csv_file(KOP, JAN, FATIMA)
    first = deliver(path, folder)
    content = (folder / "deelname.csv").read_bytes()
    second = deliver(path, folder)
    assert (first.nieuw, first.gelijk) == (2, 0)
    assert (second.nieuw, second.vervangen, second.gelijk) == (0, 0, 2)
    assert (folder / "deelname.csv").read_bytes() == content


def test_a_row_that_stands_there_twice_is_taken_once_and_that_is_told(folder: Path, csv_file: Callable[..., Path]) -> None:
    proposal = prepare(csv_file(KOP, JAN, FATIMA, JAN), folder, "deelname", vandaag=VANDAAG)
    assert "1 keer staat een rij er precies zo al. Die nemen we één keer op. Het gaat om rij 4." in tell_proposal(proposal)
    assert take_in(proposal, vandaag=VANDAAG).nieuw == 2


def test_a_row_that_contradicts_another_is_a_fault_without_a_code_that_the_deliverer_never_saw(
    folder: Path, csv_file: Callable[..., Path]
) -> None:
    with pytest.raises(LeesFout) as refused:
        prepare(csv_file(KOP, JAN, JAN.replace("gestart", "afgerond")), folder, "deelname", vandaag=VANDAAG)
    [fault] = refused.value.fouten
    assert (fault.rij, fault.kolom, fault.gevonden) == (3, "deelnemer", "") and "rij 2 heeft dezelfde" in fault.wat


def test_two_equal_rows_of_a_table_without_a_key_are_two(folder: Path, csv_file: Callable[..., Path]) -> None:
    path = csv_file("Datum;Activiteit;Setting;Bezoekers", *["1-4-2022;Ontbijt;buurthuis;12"] * 2)
    assert deliver(path, folder, "activiteiten").nieuw == 2


def test_a_corrected_file_replaces_what_it_corrects(folder: Path, csv_file: Callable[..., Path]) -> None:
    deliver(csv_file(KOP, JAN, FATIMA), folder)
    outcome = deliver(csv_file(KOP, JAN.replace("gestart", "afgerond"), FATIMA), folder)
    assert (outcome.nieuw, outcome.vervangen, outcome.gelijk) == (0, 1, 1)
    read = read_tabel(folder / "deelname.csv", "deelname", vandaag=VANDAAG)
    assert read.fouten == ()
    assert read.frame["status"].to_list() == ["afgerond", "gestart"]


def test_no_person_is_left_in_the_records(folder: Path, csv_file: Callable[..., Path]) -> None:
    deliver(csv_file(KOP, JAN, FATIMA), folder)
    kept = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())
    kept = re.sub(r"\bd?[0-9a-f]{10,12}\b", "", kept)  # a code of a person can hold any digits
    for needle in ("1001", "Vries", "Fatima", "1950", "1990", "2331"):
        assert needle not in kept
    read = read_tabel(folder / "deelname.csv", "deelname", vandaag=VANDAAG)
    assert read.frame["leeftijdsgroep"].to_list() == ["65+", "25-44"]
    assert read.frame["buurt"].isna().all()


def test_what_somebody_lives_with_comes_in_as_few_words_and_the_language_itself_stays_out(
    folder: Path, csv_file: Callable[..., Path]
) -> None:
    more = ";Moedertaal;Laaggeletterdheid;Schulden;Mantelzorger;Nationaliteit"
    deliver(csv_file(KOP + more, f"{JAN};Nederlands;nee;1;weet niet;Nederlandse", f"{FATIMA};Tigrinya;Ja;0;;Eritrese"), folder)
    read = read_tabel(folder / "deelname.csv", "deelname", vandaag=VANDAAG)
    assert read.fouten == () and read.frame["thuistaal"].to_list() == ["nederlands", "anders"]
    assert read.frame["laaggeletterd"].to_list() == ["nee", "ja"] and read.frame["geldzorgen"].to_list() == ["ja", "nee"]
    assert read.frame["mantelzorg"].to_list()[0] == "onbekend" and read.frame["mantelzorg"].isna().to_list() == [False, True]
    kept = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())
    assert "igrinya" not in kept and "Eritrese" not in kept


def test_a_word_that_intake_does_not_know_is_a_fault_and_nothing_comes_in(folder: Path, csv_file: Callable[..., Path]) -> None:
    with pytest.raises(LeesFout, match="Moedertaal.*Kies uit: nederlands, anders, onbekend"):
        deliver(csv_file(f"{KOP};Moedertaal", f"{JAN};Klingon"), folder)
    assert not (folder / "deelname.csv").exists()


def test_the_delivered_file_stays_as_it_was(folder: Path, csv_file: Callable[..., Path]) -> None:
    path = csv_file(KOP, JAN)
    before = path.read_bytes(), path.stat().st_mtime_ns
    deliver(path, folder)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(item.name for item in folder.iterdir() if item.name[0] != ".") == ["deelname.csv", "intake", "wijk.toml"]


def test_postcodes_become_buurten_by_the_list_of_the_wijk(folder: Path, csv_file: Callable[..., Path]) -> None:
    (folder / "intake").mkdir()
    (folder / "intake" / "postcodes.csv").write_text("postcode;buurt\n2331AB;BU05460901\n2331;BU05460902\n", encoding="utf-8")
    deliver(csv_file(KOP, JAN, FATIMA), folder)
    read = read_tabel(folder / "deelname.csv", "deelname", vandaag=VANDAAG)
    assert read.frame["buurt"].to_list() == ["BU05460901", "BU05460902"]


def test_headings_are_written_down_and_used_again(folder: Path, csv_file: Callable[..., Path]) -> None:
    deliver(csv_file(KOP.replace("Deelnemer", "Deelnemr"), JAN), folder)
    path = folder / "intake" / "kolommen.toml"
    assert 'Deelnemr = "deelnemer"' in path.read_text(encoding="utf-8")
    path.write_text('[deelname]\nPasnummer = "deelnemer"\n', encoding="utf-8")
    assert deliver(csv_file(KOP.replace("Deelnemer", "Pasnummer"), JAN), folder).gelijk == 1


def test_a_wrong_line_in_the_mapping_file_is_told(folder: Path, csv_file: Callable[..., Path]) -> None:
    (folder / "intake").mkdir()
    (folder / "intake" / "kolommen.toml").write_text('[deelname]\nx = "deelnemmer"\n', encoding="utf-8")
    with pytest.raises(LeesFout, match="De kolom 'deelnemmer' kennen we niet"):
        deliver(csv_file(KOP, JAN), folder)


def test_one_fault_keeps_everything_out(folder: Path, csv_file: Callable[..., Path]) -> None:
    with pytest.raises(LeesFout) as caught:
        deliver(csv_file(KOP, JAN, FATIMA.replace("13-4-2022", "13-13-2022").replace("gestart", "misschien")), folder)
    assert [(fault.rij, fault.kolom) for fault in caught.value.fouten] == [(3, "aanmelding"), (3, "status")]
    assert not (folder / "deelname.csv").exists()


def test_a_formula_is_a_fault(folder: Path, csv_file: Callable[..., Path]) -> None:
    lines = ("datum;plek;thema;stickers", '2021-09-11;"=HYPERLINK(""http://x"")";groen;1')
    with pytest.raises(LeesFout, match="formule"):
        deliver(csv_file(*lines), folder, "stickerbord")


def test_free_text_is_cleaned_thoroughly(folder: Path, csv_file: Callable[..., Path]) -> None:
    path = csv_file("datum;item;uren;toelichting", "2021-05-01;samen leren in WidW;3,5;Gebeld met Fatima, 06-12345678.")
    proposal = prepare(path, folder, "logboek", vandaag=VANDAAG)
    assert proposal.rijen[0]["toelichting"] == "Gebeld met [naam], [telefoon]."
    assert proposal.rijen[0]["uren"] == "3,5"
    assert {place.rij for place in proposal.vervangen} == {2}


def test_several_sheets_go_in_together(folder: Path, xlsx_file: Callable[..., Path]) -> None:
    head = ["datum", "plek", "thema", "stickers"]
    path = xlsx_file({
        "2021": [["Markt"], head, [date(2021, 9, 11), "markt", "groen", 4]],
        "2022": [head, [date(2022, 9, 10), "markt", "groen", 6]],
        "Uitleg": [["Vragen? Bel ons."]],
    })  # fmt: skip
    proposal = prepare(path, folder, "stickerbord", vandaag=VANDAAG)
    assert [row["datum"] for row in proposal.rijen] == ["2021-09-11", "2022-09-10"]
    assert list(proposal.overgeslagen_bladen) == ["Uitleg"]


def test_a_project_comes_in_without_names_and_consent(folder: Path, qdpx_file: Callable[..., Path]) -> None:
    start = 38
    path = qdpx_file(van=start, tot=start + 20, bron="Interview Karin Jansen")
    assert deliver(path, folder, "kwalitatief").nieuw == 2
    kept = (folder / "kwalitatief.csv").read_text(encoding="utf-8")
    assert "Karin" not in kept
    read = read_tabel(folder / "kwalitatief.csv", "kwalitatief", vandaag=VANDAAG)
    assert read.fouten == ()
    assert set(read.frame["mag_getoond"]) == {"nee"}
    assert read.frame["codeur"].nunique() == 2
    assert deliver(path, folder, "kwalitatief").gelijk == 2


def test_a_corrected_project_replaces_the_fragments_of_its_source(folder: Path, qdpx_file: Callable[..., Path]) -> None:
    deliver(qdpx_file(van=38, tot=58), folder, "kwalitatief")
    outcome = deliver(qdpx_file(van=38, tot=66), folder, "kwalitatief")
    assert (outcome.nieuw, outcome.vervallen) == (2, 2)


def test_a_table_without_a_key_keeps_equal_rows_and_adds_others() -> None:
    row = {"datum": "2021-05-01", "item": "a", "uren": "1"}
    other = row | {"uren": "2"}
    columns = ("datum", "item", "uren")
    assert merge("logboek", [row], [row, row], kolommen=columns).nieuw == 1
    assert merge("logboek", [row, other], [other], kolommen=columns).rijen == (row, other)
    corrected = merge("logboek", [row, other], [row, row | {"uren": "9"}], kolommen=columns)
    assert [found["uren"] for found in corrected.rijen] == ["1", "9"]


def test_columns_that_were_not_delivered_keep_what_was_known() -> None:
    before = {"fragment": "f1", "code": "a", "codeur": "A", "tekst": "oud", "mag_getoond": "ja"}
    after = merge(
        "kwalitatief",
        [before],
        [before | {"tekst": "nieuw", "mag_getoond": "nee"}],
        kolommen=("fragment", "code", "codeur", "tekst"),
    )
    assert after.rijen == (before | {"tekst": "nieuw"},)


def test_a_wijk_that_keeps_a_table_in_excel_keeps_it_there(folder: Path, csv_file: Callable[..., Path]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["datum", "item", "uren", "toelichting", "herkomst"])
    book.active.append([date(2021, 4, 1), "samen leren in WidW", 2, None, None])
    book.create_sheet("Uitleg").append(["Vul per dag de uren in."])
    book.save(folder / "logboek.xlsx")
    path = csv_file("datum;item;uren;toelichting", "2021-05-01;samen leren in WidW;3,5;Werkgroep.")
    assert deliver(path, folder, "logboek").nieuw == 1
    assert deliver(path, folder, "logboek").gelijk == 1
    read = read_tabel(folder / "logboek.xlsx", "logboek", vandaag=VANDAAG)
    assert read.fouten == ()
    assert read.frame["uren"].to_list() == [2.0, 3.5]
    assert openpyxl.load_workbook(folder / "logboek.xlsx")["Uitleg"]["A1"].value == "Vul per dag de uren in."
    assert not (folder / "logboek.csv").exists()


def test_an_export_of_our_own_table_finds_its_own_people_again(
    folder: Path, csv_file: Callable[..., Path], tmp_path: Path
) -> None:
    deliver(csv_file(KOP, JAN, FATIMA), folder)
    export = tmp_path / "export.csv"
    export.write_bytes((folder / "deelname.csv").read_bytes())
    assert deliver(export, folder).gelijk == 2
