"""`wijkmonitor fetch` and `wijkmonitor new`, as they are typed."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import openpyxl
import pytest
from tests.opendata.conftest import make_reeks

from wijkmonitor.afspraken.agenda import load_agenda
from wijkmonitor.cli import main
from wijkmonitor.gegevens.nieuw.map import MapFout, check_slug
from wijkmonitor.gegevens.nieuw.sjabloon import make_template, options
from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
from wijkmonitor.gegevens.opendata.gebieden import Gebieden
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers
from wijkmonitor.gegevens.opendata.ophalen import Ophaaluitkomst
from wijkmonitor.gegevens.schema import TABELLEN, kolommen
from wijkmonitor.gegevens.tabel import read_tabel
from wijkmonitor.gegevens.wijk import load_wijk

DATA = Path(__file__).parents[2] / "wijkdata"
VANDAAG = dt.date(2026, 1, 1)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "wijkdata"


@pytest.mark.parametrize("slug", ["con", "nul", "com1", "lpt0", "a" * 61, "punt.", "met spatie"])
def test_no_folder_gets_a_name_that_windows_refuses(slug: str, data: Path) -> None:
    with pytest.raises(MapFout, match="kan geen naam van een map zijn"):
        check_slug(slug, data)


def test_fetch_from_another_server_tells_what_came_and_what_did_not(server, store, capsys):
    code = main(["fetch", "--bron", server.address, "--jaar", "2024"])
    out, _ = capsys.readouterr()
    assert code == 0
    assert "85984NED   opgehaald  2024: 7 rijen" in out
    assert "50090NED" not in out  # has no figures over 2024


def test_fetch_with_a_vanished_table_ends_with_1(server, store, capsys):
    assert main(["fetch", "--bron", server.address]) == 1  # 50120NED is not on this server
    out, err = capsys.readouterr()
    assert "50120NED   mislukt" in out
    assert "staat niet meer op" in err
    assert "50090NED   opgehaald" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--data", "/bestaat/niet"], "De map '/bestaat/niet' bestaat niet. Geef de map met gegevens: --data MAP."),
        (["--bron", "statline"], "geen adres"),
        (["--jaar", "1999"], "Over 1999 zijn er geen cijfers"),
        (["--bestand", "x.csv", "--bron", "http://a"], "niet allebei"),
        (["--tabel", "50090NED"], "hoort bij --bestand"),
        (["--bestand", "weg.csv"], "bestaat niet"),
    ],
)
def test_wrong_fetch_ends_with_2_and_a_sentence(store, capsys, words, message):
    assert main(["fetch", *words]) == 2
    assert message in capsys.readouterr().err


def test_file_with_a_part_of_the_columns_is_taken_in_and_the_rest_is_named(tmp_path, store, capsys):
    (tmp_path / "85984NED.csv").write_text("Codering,AantalInwoners_5,Mans_6\nGM9001,3000,1500\n")
    assert main(["fetch", "--bestand", str(tmp_path / "85984NED.csv")]) == 0
    out, err = capsys.readouterr()
    assert "85984NED 2024: 1 rij opgenomen" in out and "Let op. Tabel 85984NED: de kolom 'Mannen'" in err
    assert "Niet in dit bestand: " in out
    assert "Vrouwen" in out


def test_another_indicator_in_a_file_is_not_called_a_new_name_of_one_that_is_absent(tmp_path, store, capsys):
    head, row = "WijkenEnBuurten;Perioden;Leeftijd;ErnstigZeerErnstigEenzaam_29", "WK054609;2020JJ00;20300;11.0"
    (tmp_path / "50090NED.csv").write_text(f"{head}\n{row}\n")
    assert main(["fetch", "--bestand", str(tmp_path / "50090NED.csv")]) == 0
    out, err = capsys.readouterr()
    assert "Niet in dit bestand: " in out and "Eenzaamheid" in out and "Let op" not in err


def test_new_wijk_from_the_server_is_ready_for_use(server, store, data, capsys):
    code = main(
        ["new", "de-haven", "--gebied", "WK900101", "--gebied", "WK900102", "--data", str(data), "--bron", server.address]
    )
    out, _ = capsys.readouterr()
    assert code == 0
    catalogus = load_catalogus(DATA)
    known = sum(not item.geen_cijfer for item in catalogus.values())
    assert f"Bekend over De Haven: {known} van de {len(catalogus)} cijfers." in out
    wijk, faults = load_wijk(data / "de-haven", vandaag=VANDAAG)
    assert faults == []
    assert (wijk.gemeente, wijk.gemeente_naam, wijk.gebieden) == ("GM9001", "Verzonnenstad", ("WK900101", "WK900102"))
    assert (wijk.doelgroep[0].naam, wijk.doelgroep[0].omvang) == (
        "Inwoners van 15 jaar en ouder",
        2400,
    )  # 3000, of whom 20% younger
    assert "Doelgroep in Parkbuurt" in [groep.naam for groep in wijk.doelgroep]


def test_figures_travel_with_the_folder(server, store, data, tmp_path, capsys):
    main(["new", "de-haven", "--gebied", "WK900101", "--data", str(data), "--bron", server.address])
    kwargs = {"gebieden": ["WK900101"], "gemeente": "GM9001", "naam": "De Haven"}
    here = load_kerncijfers(data, **kwargs, store=store)
    elsewhere = load_kerncijfers(data, **kwargs, store=tmp_path / "leeg")
    assert elsewhere.cijfer("eenzaam", "wijk", 2020).waarde == 50.0
    for naam in here.catalogus:
        assert make_reeks(here, naam).drop(columns="lijn").equals(make_reeks(elsewhere, naam).drop(columns="lijn")), naam


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such rights")
def test_a_new_folder_is_for_its_owner_alone(store, data):
    assert main(["new", "zuid", "--gebied", "WK051833", "--gebied", "WK051834", "--data", str(data)]) == 0
    assert (data / "zuid").stat().st_mode & 0o077 == 0


def test_new_wijk_has_an_empty_table_for_every_table_of_the_contract(store, data, capsys):
    assert main(["new", "zuid", "--gebied", "WK051833", "--gebied", "WK051834", "--data", str(data)]) == 0
    for tabel in TABELLEN:
        read = read_tabel(data / "zuid" / f"{tabel}.xlsx", tabel, vandaag=VANDAAG)
        assert (len(read.frame), read.fouten) == (0, ()), tabel
    agenda, faults = load_agenda(data / "zuid" / "leeragenda.toml", wijk="zuid", vandaag=VANDAAG)
    assert (bool(agenda), list(faults)) == (False, [])


def test_new_wijk_without_a_connection_is_made_and_says_what_is_missing(store, data, capsys):
    code = main(["new", "elders", "--gebied", "WK900101", "--data", str(data), "--bron", "http://127.0.0.1:9"])
    _, err = capsys.readouterr()
    assert code == 1
    assert "Haal ze op met: wijkmonitor fetch" in err
    assert (data / "elders" / "wijk.toml").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["zuid", "--gebied", "WK051833", "--gebied", "BU05460901"], "BU05460901 ligt in een andere gemeente"),
        (["zuid", "--gebied", "WK051899", "--zonder-ophalen"], "Codes die erop lijken: WK05183"),
        (["zuid", "--gebied", "WK051833", "--gebied", "WK054609"], "Maak er twee wijken van"),
        ([], "Noem een map en een gebied"),
        (["--gebied", "WK051833", "--gebied", "WK051834", "--naam", "Zuid"], "Bij één --naam hoort één wijk"),
        (["zuid", "--gebied", "Moerwijk"], "geen code van een wijk of buurt"),
        (["Zuid West", "--gebied", "WK051833"], "kan geen naam van een map zijn"),
        (["kerncijfers", "--gebied", "WK051833"], "kan geen naam van een map zijn"),
    ],
)
def test_wrong_new_ends_with_2_and_makes_nothing(store, data, capsys, words, message):
    assert main(["new", *words, "--data", str(data)]) == 2
    assert message in capsys.readouterr().err
    assert not data.exists()


def test_existing_folder_is_never_touched(store, data, capsys):
    main(["new", "zuid", "--gebied", "WK051833", "--data", str(data)])
    (data / "zuid" / "wijk.toml").write_text("van ons")
    assert main(["new", "zuid", "--gebied", "WK051834", "--data", str(data)]) == 2
    assert "bestaat al" in capsys.readouterr().err
    assert (data / "zuid" / "wijk.toml").read_text() == "van ons"
    assert sorted(path.name for path in data.iterdir()) == ["catalogus.toml", "kerncijfers", "zuid"]


@pytest.mark.parametrize("tabel", TABELLEN)
def test_template_explains_every_column_and_its_example_row_is_valid(tmp_path, tabel):
    (tmp_path / "t.xlsx").write_bytes(make_template(tabel))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == [tabel, "Uitleg", "Keuzes"]
    assert [cell.value for cell in book[tabel][1]] == list(kolommen(tabel))
    assert all(cell.comment is not None for cell in book[tabel][1])
    rows = [[cell.value for cell in row] for row in book["Uitleg"].iter_rows()]
    assert {row[0] for row in rows} >= set(kolommen(tabel))
    example = dict(zip(rows[-2], rows[-1], strict=True))
    TABELLEN[tabel].model_validate(
        {name: cell for name, cell in example.items() if name in kolommen(tabel) and cell not in (None, "")}
    )


def test_words_to_choose_from_are_a_list_in_excel(tmp_path):
    (tmp_path / "t.xlsx").write_bytes(make_template("deelname"))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    lists = {str(choice.sqref): choice.formula1 for choice in book["deelname"].data_validations.dataValidation}
    letter = book["deelname"].cell(1, kolommen("deelname").index("status") + 1).column_letter
    assert lists[f"{letter}2:{letter}2000"] == f"Keuzes!${letter}$2:${letter}$5"
    assert options("deelname", "status") == ("aangemeld", "gestart", "afgerond", "uitgevallen")


def test_same_template_is_the_same_file(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(make_template("voortgang"))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


LIJSTEN = {
    "codes.txt": "WK051833\nWK 0518 34\nWK054609\n",
    "codes.csv": "gebied;naam\nWK051833;Moerwijk\nWK051834;Morgenstond\nWK054609;Stevenshof\n",
}


FOLDERS = {
    "codes.txt": ["bouwlust-en-vrederust", "morgenstond", "stevenshofdistrict"],  # the names of CBS
    "codes.csv": ["moerwijk", "morgenstond", "stevenshof"],
}


@pytest.mark.parametrize("name", LIJSTEN)
def test_many_wijken_are_made_with_one_command(tmp_path, store, data, capsys, name):
    (tmp_path / name).write_text(LIJSTEN[name])
    assert main(["new", "--lijst", str(tmp_path / name), "--data", str(data)]) == 0
    folders = sorted(path.parent.name for path in data.glob("*/wijk.toml"))
    assert folders == FOLDERS[name]
    assert "wijkmonitor run --data" in capsys.readouterr().out


def test_rows_of_the_same_folder_in_a_list_are_one_wijk(tmp_path, store, data, capsys):
    (tmp_path / "lijst.csv").write_text("map;naam;gebied\nzuidwest;Zuidwest;WK051833\nzuidwest;;WK051834\nsteven;;WK054609\n")
    assert main(["new", "--lijst", str(tmp_path / "lijst.csv"), "--data", str(data)]) == 0
    wijk, _ = load_wijk(data / "zuidwest", vandaag=VANDAAG)
    assert (wijk.naam, wijk.gebieden) == ("Zuidwest", ("WK051833", "WK051834"))
    assert (data / "steven" / "wijk.toml").exists()


def test_several_codes_without_a_folder_are_a_wijk_each(store, data, capsys):
    assert main(["new", "--gebied", "WK051833", "--gebied", "WK054609", "--data", str(data)]) == 0
    assert sorted(path.parent.name for path in data.glob("*/wijk.toml")) == ["bouwlust-en-vrederust", "stevenshofdistrict"]


def test_a_list_with_a_fault_names_the_row_and_makes_nothing(tmp_path, store, data, capsys):
    (tmp_path / "lijst.csv").write_text("map;gebied\na;WK051833\na;WK054609\n")
    assert main(["new", "--lijst", str(tmp_path / "lijst.csv"), "--data", str(data)]) == 2
    assert "lijst.csv, rij 3: WK054609 ligt in een andere gemeente" in capsys.readouterr().err
    assert not data.exists()


def test_a_list_tells_all_that_is_wrong_at_once_each_with_its_row(tmp_path, store, data, capsys):
    rows = ["WK051833;", "WK051838;", "WK05183;", "WK054609;Fout Map", "WK054610;", "WK051834;twee", "WK051836;twee"]
    (tmp_path / "lijst.csv").write_text("gebied;map\n" + "\n".join(rows) + "\n")
    asked = ["new", "--lijst", str(tmp_path / "lijst.csv"), "--data", str(data), "--zonder-ophalen"]
    assert main(asked) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in told] == [f"lijst.csv, rij {number}" for number in (3, 4, 5, 6)]
    assert (
        "WK051838 bestaat niet in de cijfers. Codes die erop lijken: WK05183" in told[0] and "'WK05183' is geen code" in told[1]
    )
    assert "'Fout Map' kan geen naam van een map zijn" in told[2] and "WK054610 bestaat niet" in told[3]
    assert not data.exists()


def test_where_the_figures_hold_the_country_a_wrong_code_is_told_without_a_server(tmp_path, store, data, capsys, monkeypatch):
    monkeypatch.setattr(Gebieden, "is_the_country", True)
    monkeypatch.setattr("wijkmonitor.cli.new._fetch", lambda args: pytest.fail("looked for a server"))
    assert main(["new", "--gebied", "WK051838", "--data", str(data)]) == 2
    told = capsys.readouterr().err
    assert "WK051838 bestaat niet" in told and "Haal dan eerst de cijfers op: wijkmonitor fetch" in told


def test_without_internet_that_is_told_in_one_line(store, data, capsys, monkeypatch):
    gone = Ophaaluitkomst(
        "50090NED", "mislukt", {}, ("De server a is niet te bereiken.", "De cijfers blijven."), geen_internet=True
    )
    monkeypatch.setattr("wijkmonitor.gegevens.opendata.ophalen.fetch", lambda *_, **__: [gone, gone])
    assert main(["new", "--gebied", "WK051838", "--data", str(data)]) == 2
    assert capsys.readouterr().err.splitlines()[0] == "Er is geen internet. We gebruiken de cijfers die er al zijn."


def test_names_of_a_file_with_boundaries_are_used(tmp_path, store, data, capsys):
    ring = [[4.0, 52.0], [4.1, 52.0], [4.1, 52.1], [4.0, 52.0]]
    known = {
        "BU90010101": ("BU_NAAM", "Havenbuurt"),
        "WK900101": ("statnaam", "Wijk 01 Oud-Noord"),
        "GM9001": ("naam", "Verzonnenstad"),
    }
    features = [
        {
            "properties": {"code": code, key: naam, "GM_NAAM": "Verzonnenstad"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, (key, naam) in known.items()
    ]
    (tmp_path / "grenzen.geojson").write_text(json.dumps({"features": features}))
    assert main(["fetch", "--bestand", str(tmp_path / "grenzen.geojson")]) == 0
    (tmp_path / "85984NED.csv").write_text("Codering,AantalInwoners_5\nGM9001,3000\nWK900101,1000\nWK900102,9\nBU90010101,600\n")
    main(["fetch", "--bestand", str(tmp_path / "85984NED.csv")])
    assert main(["new", "--gebied", "WK900102", "--data", str(data)]) == 0
    assert load_wijk(data / "wk900102", vandaag=VANDAAG)[0].naam == "Wijk in Verzonnenstad"
    assert main(["new", "--gebied", "WK900101", "--data", str(data)]) == 0
    wijk, _ = load_wijk(data / "oud-noord", vandaag=VANDAAG)
    assert (wijk.naam, wijk.gemeente_naam) == ("Oud-Noord", "Verzonnenstad")
    assert "Hier wonen 1000 mensen (2024)." in (data / "oud-noord" / "wijk.toml").read_text()
    figures = load_kerncijfers(data, gebieden=["WK900101"], gemeente="GM9001", naam="x", store=store)
    assert figures.naam_van("BU90010101") == "Havenbuurt"


def test_an_area_without_figures_has_the_name_of_the_file_with_boundaries(tmp_path, store, data):
    ring = [[4.0, 52.0], [4.1, 52.0], [4.1, 52.1], [4.0, 52.0]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    features = [{"properties": {"code": "WK900277", "WK_NAAM": "Wijk 77 Zuidrand"}, "geometry": shape}]
    (tmp_path / "grenzen.geojson").write_text(json.dumps({"features": features}))
    assert main(["fetch", "--bestand", str(tmp_path / "grenzen.geojson")]) == 0
    assert main(["new", "--gebied", "WK900277", "--data", str(data), "--zonder-ophalen"]) == 1  # made, without figures
    assert load_wijk(data / "zuidrand", vandaag=VANDAAG)[0].naam == "Zuidrand"
    assert "WK900277  Zuidrand" in (data / "zuidrand" / "wijk.toml").read_text()
