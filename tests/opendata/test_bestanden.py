"""Files downloaded by hand, and the store they go into."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wijkmonitor.gegevens.opendata import load_kerncijfers
from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
from wijkmonitor.gegevens.opendata.opnemen import import_file
from wijkmonitor.gegevens.opendata.opslag import Opslag, OpslagFout
from wijkmonitor.gegevens.opendata.tabelvorm import VormFout
from wijkmonitor.gegevens.opendata.uitlezen import read_opslag

DATA = Path(__file__).parents[2] / "wijkdata"
HEAD = ["ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden", "Codering_3", "Eenzaam_28", "Roker_11"]
UNTYPED = [
    ["0", "20300", "MW00000", "NL01      ", "2020JJ00", "NL01                ", "    47.0", "    17.9"],
    ["1", "20300", "MW00000", "GM9001    ", "2020JJ00", "GM9001              ", "    44.0", "    18.0"],
    ["2", "20300", "MW00000", "WK900101  ", "2020JJ00", "WK900101            ", "    50.5", "       ."],
    ["3", "80200", "MW00000", "WK900101  ", "2020JJ00", "WK900101            ", "    61.0", "     9.0"],
]


@pytest.fixture
def catalogus():
    return load_catalogus(DATA)


@pytest.fixture
def take_in(store, catalogus):
    def take_in(path: Path, **kwargs):
        return import_file(path, opslag=Opslag(store), catalogus=catalogus, **kwargs)

    return take_in


@pytest.fixture
def figures(store, catalogus):
    def figures(tabel: str = "50090NED"):
        return read_opslag(Opslag(store), catalogus, ["WK900101"], "GM9001").bestand.cijfers[tabel]

    return figures


def write_csv(path: Path, *, delimiter: str = ";", encoding: str = "utf-8", rows=UNTYPED, head=HEAD) -> Path:
    path.write_bytes("\r\n".join(delimiter.join(row) for row in [head, *rows]).encode(encoding))
    return path


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8"), (",", "utf-8-sig"), (";", "cp1252")])
def test_csv_of_statline_is_read_whatever_its_delimiter_and_encoding(tmp_path, take_in, figures, delimiter, encoding):
    rows = [[*row[:5], row[5].replace("GM9001", "GM9001"), *row[6:]] for row in UNTYPED]
    take_in(write_csv(tmp_path / "50090NED_UntypedDataSet.csv", delimiter=delimiter, encoding=encoding, rows=rows))
    assert figures()["eenzaam", "WK900101", 2020].waarde == 50.5
    assert figures()["eenzaam", "NL", 2020].waarde == 47.0


def test_letters_of_old_excel_are_read(tmp_path, take_in, store):
    head = [*HEAD, "Gemeentenaam_1"]
    rows = [[*row, "Súdwest-Fryslân"] for row in UNTYPED]
    take_in(write_csv(tmp_path / "50090NED.csv", encoding="cp1252", head=head, rows=rows))
    assert Opslag(store).names("50090NED")["GM9001"] == "Súdwest-Fryslân"


def test_typed_csv_with_decimal_comma_is_read(tmp_path, take_in, figures):
    rows = [[cell.strip().replace(".", ",") if i > 5 else cell.strip() for i, cell in enumerate(row)] for row in UNTYPED]
    rows[2][7] = ""
    take_in(write_csv(tmp_path / "50090NED_TypedDataSet.csv", rows=rows))
    assert figures()["eenzaam", "WK900101", 2020].waarde == 50.5
    assert figures()["roker", "WK900101", 2020].reden == "leeg"


def test_xlsx_export_is_read_and_its_sheet_names_the_table(tmp_path, take_in, figures):
    book = openpyxl.Workbook()
    book.active.title = "50090NED_UntypedDataSet_1305"
    for row in [HEAD, *UNTYPED]:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(tmp_path / "download.xlsx")
    assert take_in(tmp_path / "download.xlsx").tabel == "50090NED"
    assert figures()["eenzaam", "WK900101", 2020].waarde == 50.5
    assert figures()["roker", "WK900101", 2020].reden == "onbekend_of_geheim"


def test_parquet_is_read(tmp_path, take_in, figures):
    table = pa.table(
        {
            "WijkenEnBuurten": ["WK900101"],
            "Leeftijd": pa.array(["20300"]).dictionary_encode(),
            "Perioden": ["2016JJ00"],
            "Eenzaam_28": [44.5],
            "Roker_11": pa.array([None], pa.float64()),
        }
    )
    pq.write_table(table, tmp_path / "50090NED.parquet")
    take_in(tmp_path / "50090NED.parquet")
    assert figures()["eenzaam", "WK900101", 2016].waarde == 44.5


@pytest.mark.parametrize(
    ("cell", "reden"),
    [("       .", "onbekend_of_geheim"), ("", "niet_gevraagd"), ("-99999999", "weggelaten"), ("  abc", "onleesbaar")],
)
def test_each_kind_of_missing_cell_keeps_its_own_reason(tmp_path, take_in, figures, cell, reden):
    rows = [list(row) for row in UNTYPED]
    rows[2][6] = cell
    take_in(write_csv(tmp_path / "50090NED_UntypedDataSet.csv", rows=rows))
    figure = figures()["eenzaam", "WK900101", 2020]
    assert (figure.waarde, figure.reden) == (None, reden)


def test_margins_of_a_file_without_metadata_are_told_by_their_size(tmp_path, take_in, figures):
    rows = [
        [*row[:2], code, *row[3:6], f"{float(row[6]) + step:.1f}", "20.0"]
        for row in UNTYPED
        for code, step in (("B", 4), ("M", 0), ("A", -4))
    ]
    take_in(write_csv(tmp_path / "50090NED.csv", rows=rows))
    figure = figures()["eenzaam", "WK900101", 2020]
    assert (figure.waarde, figure.laag, figure.hoog) == (50.5, 46.5, 54.5)


def test_second_file_adds_rows_and_replaces_only_its_own(tmp_path, take_in, figures):
    take_in(write_csv(tmp_path / "50090NED.csv"))
    other = [["9", "20300", "MW00000", "WK900101  ", "2020JJ00", "WK900101", "    51.0", "    20.0"]]
    take_in(write_csv(tmp_path / "50090NED_b.csv", rows=other))
    assert figures()["eenzaam", "WK900101", 2020].waarde == 51.0
    assert figures()["eenzaam", "GM9001", 2020].waarde == 44.0


@pytest.mark.parametrize(
    ("name", "content", "woorden"),
    [
        ("weg.csv", None, "bestaat niet"),
        ("50090NED.csv", b"", "eerste regel"),
        ("50090NED.csv", b"een;twee\r\n1;2\r\n", "geen jaar|geen kolom met gebieden"),
        ("50090NED.xlsx", b"geen excel", "niet te lezen"),
        ("50090NED.docx", b"x", "dit soort bestand kan niet"),
        ("12345NED.csv", b"Codering;AantalInwoners_5\r\nWK900101;5\r\n", "12345NED staat niet in de catalogus"),
        ("kwb.csv", b"Codering;AantalInwoners_5\r\nWK900101;5\r\n", "Noem de tabel erbij"),
        ("50090NED.csv", b"WijkenEnBuurten;Perioden;Eenzaam_28\r\nWK900101;2019JJ00;5\r\n", "in het bestand staat 2019"),
    ],
)
def test_unusable_file_is_refused_with_what_to_do(tmp_path, take_in, store, name, content, woorden):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VormFout, match=woorden):
        take_in(path)
    assert not list(store.glob("*/record.json"))


def test_year_of_a_table_about_one_year_need_not_be_given(tmp_path, take_in, figures):
    (tmp_path / "85984NED.csv").write_text("Codering,AantalInwoners_5\nGM9001,3000\nWK900101,1000\n")
    assert take_in(tmp_path / "85984NED.csv").rijen == {2024: 2}
    assert figures("85984NED")["inwoners", "WK900101", 2024].waarde == 1000


def test_same_file_gives_the_same_bytes_in_the_store(tmp_path, catalogus):
    write_csv(tmp_path / "50090NED.csv")
    digests = {
        import_file(tmp_path / "50090NED.csv", opslag=Opslag(tmp_path / name), catalogus=catalogus).record.digest()
        for name in ("a", "b")
    }
    assert len(digests) == 1


def test_crash_while_writing_leaves_the_old_figures(tmp_path, take_in, figures, monkeypatch):
    take_in(write_csv(tmp_path / "50090NED.csv"))
    changed = [[*row[:6], "    99.0", row[7]] for row in UNTYPED]

    def crash(*args: object, **kwargs: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("wijkmonitor.gegevens.opendata.opslag.write_whole", crash)
        with pytest.raises(OSError, match="disk full"):
            take_in(write_csv(tmp_path / "50090NED_b.csv", rows=changed))
    assert figures()["eenzaam", "WK900101", 2020].waarde == 50.5


def test_record_tells_source_licence_and_digest(tmp_path, take_in, store):
    take_in(write_csv(tmp_path / "50090NED.csv"))
    raw = json.loads((store / "50090NED" / "record.json").read_text())
    assert (raw["bron"], raw["licentie"], raw["jaren"]["2020"]["rijen"]) == ("bestand 50090NED.csv", "CC BY 4.0", 4)
    assert len(raw["jaren"]["2020"]["digest"]) == 64


@pytest.mark.parametrize("damage", ["record", "parquet"])
def test_damaged_store_says_what_to_do_and_the_figures_of_the_project_serve(tmp_path, take_in, store, catalogus, damage):
    take_in(write_csv(tmp_path / "50090NED.csv"))
    victim = store / "50090NED" / "record.json" if damage == "record" else next((store / "50090NED").glob("2020*.parquet"))
    victim.write_bytes(b"kapot")
    with pytest.raises(OpslagFout, match="haal de cijfers opnieuw op"):
        read_opslag(Opslag(store), catalogus, ["WK900101"], "GM9001")
    kerncijfers = load_kerncijfers(DATA, gebieden=["WK054609"], gemeente="GM0546", naam="Stevenshof", store=store)
    assert kerncijfers.cijfer("eenzaam", "wijk", 2016).waarde == 41.3  # from the project
    assert "haal de cijfers opnieuw op" in kerncijfers.meldingen[0]
