"""`wijk.toml` and the files beside it: every fault with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wijkmonitor.gegevens.bestanden import check_other_files, find_tables
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.wijk import Wijk, load_wijk, unknown_areas
from wijkmonitor.gegevens.wijken import TABELLEN as NAMEN
from wijkmonitor.gegevens.wijken import is_wijk

VANDAAG = date(2023, 1, 1)
GOED = """\
naam = "Laak"
gemeente = "GM0518"
gebieden = ["WK051838"]

[uitgenodigd]
2021 = 1000

[[doelgroep]]
naam = "Ouderen"
definitie = "65 jaar en ouder"
leeftijd = ["65+"]
bron = "CBS 2022"

[[mijlpaal]]
datum = 2020-03-16
wat = "Corona"
"""


def load(tmp_path: Path, text: str) -> tuple[Wijk | None, list[Fout]]:
    (tmp_path / "wijk.toml").write_bytes(text.encode("utf-8"))
    return load_wijk(tmp_path, vandaag=VANDAAG)


def test_a_good_file_gives_the_wijk(tmp_path: Path) -> None:
    wijk, faults = load(tmp_path, GOED)
    assert faults == [] and wijk is not None
    assert wijk.gebieden == ("WK051838",) and wijk.uitgenodigd == {"2021": 1000} and wijk.mijlpaal[0].wat == "Corona"


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "what"),
    [
        ('naam = "Laak"\n', "", 0, "naam", "Dit ontbreekt."),
        ('"GM0518"', '"Den Haag"', 2, "gemeente", "Deze code klopt niet."),
        ('["WK051838"]', '["WK51838"]', 3, "gebieden", "Deze code klopt niet."),
        ('["WK051838"]', '["WK036338"]', 3, "gebieden", "Dit gebied hoort niet bij de gemeente."),
        ('["WK051838"]', '["WK051838", "BU05183801"]', 3, "gebieden", "BU05183801 ligt al in WK051838 en zou dubbel tellen."),
        ("2021 = 1000", '2021 = "veel"', 6, "uitgenodigd.2021", "Dit is geen getal."),
        ("2021 = 1000", "2031 = 1000", 5, "uitgenodigd", "Deze meting ligt na vandaag."),
        ("2021 = 1000", "eerste = 1000", 6, "uitgenodigd.eerste", "Dit is geen meting."),
        ('["65+"]', '["66+"]', 11, "doelgroep.leeftijd", "Dit woord kennen we hier niet."),
        ('bron = "CBS 2022"\n', "", 8, "doelgroep.bron", "Dit ontbreekt."),
        ("2020-03-16", "2030-03-16", 15, "mijlpaal.datum", "Deze datum ligt na vandaag."),
        ('wat = "Corona"', 'wat = "Corona"\nweer = "zon"', 17, "mijlpaal.weer", "Deze naam kennen we niet."),
        ('naam = "Laak"', 'naam = "Laak', 1, "", "Deze regel is niet goed geschreven."),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, column: str, what: str) -> None:
    wijk, [fault] = load(tmp_path, GOED.replace(old, new))
    assert wijk is None
    assert (fault.bestand, fault.rij, fault.kolom, fault.wat) == ("wijk.toml", line, column, what)
    assert fault.doen


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "what"),
    [
        ('["WK051838"]', '["WK051838", "WK051838"]', 3, "gebieden", "Dit gebied staat er twee keer."),
        ("[[mijlpaal]]", '[[doelgroep]]\nnaam = "Ouderen"\ndefinitie = "x"\nbron = "y"\n[[mijlpaal]]', 15, "doelgroep.naam", "Deze doelgroep staat er twee keer."),
    ],
)  # fmt: skip
def test_what_stands_there_twice_is_named_and_stops_nothing(
    tmp_path: Path, old: str, new: str, line: int, column: str, what: str
) -> None:
    wijk, [fault] = load(tmp_path, GOED.replace(old, new))
    assert wijk is not None and wijk.gebieden == ("WK051838",)
    assert (fault.ernst, fault.rij, fault.kolom, fault.wat) == ("let op", line, column, what)


def test_an_area_that_the_open_figures_do_not_know_is_named(tmp_path: Path) -> None:
    wijk, _ = load(tmp_path, GOED)
    assert wijk is not None and unknown_areas(wijk, {"GM0518", "WK051838"}) == unknown_areas(wijk, set()) == []
    [fault] = unknown_areas(wijk, {"GM0518"})
    assert (fault.ernst, fault.gevonden, fault.wat) == ("let op", "WK051838", "Dit gebied staat niet in de open cijfers.")


@pytest.mark.parametrize("name", ["Wijk.toml", "WIJK.TOML"])
def test_a_folder_with_wijk_toml_in_capitals_is_a_wijk_and_the_check_says_how_to_name_it(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    if not (tmp_path / "wijk.toml").exists():  # where capitals don't matter it is read as it is
        assert is_wijk(tmp_path)
        assert [fault.doen for fault in check_other_files(tmp_path)] == ["Bedoelt u wijk.toml? Noem het dan zo."]


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    _, faults = load(
        tmp_path,
        GOED.replace('"GM0518"', "1").replace('["65+"]', '"65+"').replace("[[mijlpaal]]", "[privacy]\nmin_cel = 1\n[[mijlpaal]]"),
    )
    assert {fault.kolom for fault in faults} == {"gemeente", "doelgroep.leeftijd", "privacy"}


@pytest.mark.parametrize(
    ("rules", "column", "what"),
    [
        ("[privacy]\nmin_cel = 'x'", "privacy.min_cel", "Dit is geen getal."),
        ("[privacy]\nmin_groep = true", "privacy.min_groep", "Dit is geen getal."),
        ("[privacy]\nreden = ' '", "privacy.reden", "Hier moet een zin staan."),
        ("[privacy]\nlos = 3", "privacy.los", "Deze naam kennen we niet."),
        ("[privacy]\ngrenzen = 3", "privacy.grenzen", "Kies uit: min_cel, min_groep, max_aandeel, reden, geen_mens."),
        ("[privacy]\nmin_cel = 3", "privacy", "reden"),
        ("[privacy]\nmin_cel = -3", "privacy", "min_cel"),
    ],
)
def test_rules_that_cannot_be_are_a_fault(tmp_path: Path, rules: str, column: str, what: str) -> None:
    wijk, [fault] = load(tmp_path, f"{GOED}\n{rules}\n")
    assert wijk is None and fault.rij > 17
    assert fault.kolom == column and what in f"{fault.wat} {fault.doen}"


def test_a_rule_is_quoted_as_it_was_written(tmp_path: Path) -> None:
    _, [fault] = load(tmp_path, f'{GOED}\n[privacy]\nmin_cel = "5"\n')
    assert fault.gevonden == 'min_cel = "5"' and "zonder aanhalingstekens" in fault.doen


def test_rules_that_are_no_block_are_a_fault(tmp_path: Path) -> None:
    _, [fault] = load(tmp_path, f"privacy = 5\n{GOED}")
    assert (fault.rij, fault.kolom, fault.wat) == (1, "privacy", "Dit moet een blok zijn.")


def test_a_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    _, [fault] = load_wijk(tmp_path, vandaag=VANDAAG)
    assert fault.wat == "Dit bestand ontbreekt." and "wijkmonitor new" in fault.doen


@pytest.mark.parametrize("content", [b"\xff\xfen\x00a", b"\x00\x01", b"a" * 3_000_000, b"[" * 5000])
def test_what_cannot_be_read_is_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "wijk.toml").write_bytes(content)
    wijk, faults = load_wijk(tmp_path, vandaag=VANDAAG)
    assert wijk is None and len(faults) == 1


def test_a_folder_in_the_place_of_the_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "wijk.toml").mkdir()
    _, [fault] = load_wijk(tmp_path, vandaag=VANDAAG)
    assert fault.wat == "Dit is geen gewoon bestand."


def put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).write_text("x", encoding="utf-8")
    return folder


def test_tables_are_found_whatever_the_capitals(tmp_path: Path) -> None:
    put(tmp_path, "Deelname.CSV", "logboek.xlsx", "intake.log")
    assert [(name, path.name) for name, path, _ in find_tables(tmp_path)] == [
        ("deelname", "Deelname.CSV"),
        ("logboek", "logboek.xlsx"),
    ]
    assert is_wijk(tmp_path) and not is_wijk(tmp_path / "Deelname.CSV")


def test_the_light_list_of_tables_is_that_of_the_schema() -> None:
    assert set(TABELLEN) == NAMEN


def test_a_table_in_two_files_is_a_fault(tmp_path: Path) -> None:
    [(_, path, [fault])] = find_tables(put(tmp_path, "deelname.csv", "deelname.xlsx"))
    assert path.name == "deelname.csv"
    assert (fault.bestand, fault.ernst, fault.doen) == ("deelname.xlsx", "fout", "Bewaar één van de twee.")


@pytest.mark.parametrize(
    ("name", "ernst", "todo"),
    [
        ("deelnames.csv", "let op", "Bedoelt u 'deelname'? Noem het dan zo."),
        ("inkoop.xlsx", "let op", "Tabellen heten: "),
        ("deelname.xls", "fout", "Bewaar het in Excel als deelname.xlsx of deelname.csv"),
        ("leeragenda.tml", "let op", "Bedoelt u leeragenda.toml? Noem het dan zo."),
    ],
)
def test_a_file_that_is_not_read_is_named(tmp_path: Path, name: str, ernst: Any, todo: str) -> None:
    [fault] = check_other_files(put(tmp_path, name))
    assert (fault.bestand, fault.ernst) == (name, ernst) and fault.doen.startswith(todo)


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    put(
        tmp_path,
        "wijk.toml",
        "leeragenda.toml",
        "LEESMIJ.md",
        "foto.jpg",
        "~$deelname.xlsx",
        ".verborgen.csv",
        "deelname.csv",
        "deelname.xls",
    )
    (tmp_path / "intake").mkdir()
    assert check_other_files(tmp_path) == []
