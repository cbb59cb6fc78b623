"""Files downloaded by hand, and the store they go into."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
from wijkmonitor.gegevens.opendata.laden import load_kerncijfers, read_opslag
from wijkmonitor.gegevens.opendata.opnemen import import_file
from wijkmonitor.gegevens.opendata.opslag import Opslag, OpslagFout
from wijkmonitor.gegevens.opendata.tabelvorm import VormFout

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
        return read_opslag(Opslag(store), catalogus, ["WK900101"], "GM9001").cijfers[tabel]

    return figures


def write_csv(path: Path, *, delimiter: str = ";", encoding: str = "utf-8", rows=UNTYPED, head=HEAD) -> Path:
    path.write_bytes("\r\n".join(delimiter.join(row) for row in [head, *rows]).encode(encoding))
    return path


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8"), (",", "utf-8-sig"), (";", "cp1252")])
def test_csv_of_statline_is_read_whatever_its_delimiter_and_encoding(tmp_path, take_in, figures, store, delimiter, encoding):
    head, rows = [*HEAD, "Gemeentenaam_1"], [[*row, "Súdwest-Fryslân"] for row in UNTYPED]
    path = tmp_path / "50090NED_UntypedDataSet.csv"
    take_in(write_csv(path, delimiter=delimiter, encoding=encoding, head=head, rows=rows))
    assert figures()["eenzaam", "WK900101", 2020].waarde == 50.5
    assert figures()["eenzaam", "NL", 2020].waarde == 47.0
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


def test_a_parquet_that_unpacks_into_far_more_is_refused(tmp_path, take_in):
    rows = 300_000
    long = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), ["x" * 30_000])  # 9 GB of text in a few kB
    table = pa.table({"WijkenEnBuurten": long, "Eenzaam_28": pa.array([44.5] * rows)})
    pq.write_table(table, tmp_path / "50090NED.parquet")
    assert (tmp_path / "50090NED.parquet").stat().st_size < 1_000_000
    with pytest.raises(VormFout, match="te groot bij het uitpakken.*alleen de gebieden en onderwerpen"):
        take_in(tmp_path / "50090NED.parquet")


def test_text_where_numbers_stood_is_refused_and_the_numbers_stay(tmp_path, take_in, figures):
    take_in(write_csv(tmp_path / "50090NED.csv"))
    words = [[*row[:6], "onbekend", row[7]] for row in UNTYPED]
    with pytest.raises(VormFout, match="50090NED_b.csv: in kolom Eenzaam staat tekst. Eerder stonden daar getallen"):
        take_in(write_csv(tmp_path / "50090NED_b.csv", rows=words))
    assert figures()["eenzaam", "WK900101", 2020].waarde == 50.5


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
        ("50090NED.csv", b"", "is leeg"),
        ("50090NED.csv", b"een;twee\r\n1;2\r\n", "geen bestand van StatLine.*Onbewerkte dataset"),
        ("50090NED.xlsx", b"PK\x03\x04 geen excel", "beschadigd"),
        ("50090NED.pdf", b"%PDF-1.4", "PDF"),
        ("50090NED.parquet", b"x", "niet te lezen"),
        ("50090NED.json", b"[1]", "geen rijen van OData"),
        ("50090NED.csv", b"WijkenEnBuurten;Perioden;Eenzaam_28\r\nWK900101;2020JJ00;5\r\n", "geen kolom Leeftijd"),
        ("kwb-2022.csv", b"name;population\r\nCentrum;5\r\n", "kwb-2022.csv: .*geen bestand van StatLine.*kwb-2024.xlsx"),
        ("12345NED.csv", b"Codering;AantalInwoners_5\r\nWK900101;5\r\n", "12345NED staat niet in de catalogus"),
        ("kwb.csv", b"Codering;AantalInwoners_5\r\nWK900101;5\r\n", "Noem de tabel erbij"),
        (
            "50090NED.csv",
            b"WijkenEnBuurten;Leeftijd;Perioden;Eenzaam_28\r\nWK900101;20300;2019JJ00;5\r\n",
            "in het bestand staat 2019",
        ),
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
    for name in ("a", "b"):
        import_file(tmp_path / "50090NED.csv", opslag=Opslag(tmp_path / name), catalogus=catalogus)
    one, other = (Opslag(tmp_path / name).record("50090NED").jaren for name in ("a", "b"))
    assert one == other


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


# -- the forms that CBS and StatLine let people download ----------------------------------------------------------

PAD = '\ufeff"Wijken en buurten";"Regioaanduiding/Codering (code)";"Bevolking/Aantal inwoners (aantal)"\r\n'
PAD += '"Wijk 09 Stevenshof";"WK054609  ";12345\r\n'
TABELVORM = '\ufeff"Kerncijfers wijken en buurten 2022"\r\n""\r\n"";"Onderwerp";""\r\n'
TABELVORM += '"";"Regioaanduiding|Codering";"Bevolking|Aantal inwoners"\r\n"Wijken en buurten";"code";"aantal"\r\n'
TABELVORM += '"Wijk 09 Stevenshof";"WK054609";"12345"\r\n"Bron: CBS"\r\n'
KWB = [
    ["gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "a_inw", "a_65_oo", "p_koopw"],
    ["WK054609", 54609, "Wijk 09 Stevenshof", "Leiden", "Wijk", 12345, 2345, "."],
]
WAARNEMINGEN = "Id;Measure;ValueAttribute;Value;WijkenEnBuurten\n0;T001036;None;12345;WK054609\n1;M000352;Impossible;;WK054609\n"
MEETCODES = "Identifier;Index;Title;Unit\nT001036;1;Aantal inwoners;aantal\nM000352;2;Koopwoningen;%\n"


def stevenshof(store: Path, catalogus, tabel: str = "85318NED", jaar: int = 2022) -> dict[str, float | None]:
    cijfers = read_opslag(Opslag(store), catalogus, ["WK054609"], "GM0546").cijfers[tabel]
    return {name: figure.waarde for (name, code, year), figure in cijfers.items() if (code, year) == ("WK054609", jaar)}


def test_headings_with_a_path_are_read_and_the_name_beside_the_code_is_used(tmp_path, take_in, store, catalogus):
    (tmp_path / "pad-kop.csv").write_text(PAD, encoding="utf-8")
    with pytest.raises(VormFout, match=r"pad-kop\.csv: .*--tabel.*85984NED .*2024.* of 85318NED .*2022"):
        take_in(tmp_path / "pad-kop.csv")
    take_in(tmp_path / "pad-kop.csv", tabel="85984NED")
    assert stevenshof(store, catalogus, "85984NED", 2024) == {"inwoners": 12345}
    assert Opslag(store).names("85984NED") == {"WK054609": "Stevenshof"}


def test_form_of_a_table_is_read_where_the_codes_are_in(tmp_path, take_in, store, catalogus):
    (tmp_path / "tabelvorm.csv").write_text(TABELVORM, encoding="utf-8")
    assert take_in(tmp_path / "tabelvorm.csv").tabel == "85318NED"  # by its title
    assert stevenshof(store, catalogus) == {"inwoners": 12345}


def test_form_of_a_table_without_codes_names_the_right_download(tmp_path, take_in, store):
    text = TABELVORM.replace('"Regioaanduiding|Codering";', "").replace('"code";', "").replace('"WK054609";', "")
    (tmp_path / "tabelvorm.csv").write_text(text, encoding="utf-8")
    with pytest.raises(
        VormFout, match=r"tabelvorm\.csv: .*namen van gebieden.*Onbewerkte dataset.*85984NED_TypedDataSet.*Codering"
    ):
        take_in(tmp_path / "tabelvorm.csv")


def write_ods(path: Path, rows: list[list[object]]) -> None:
    """A workbook as LibreOffice writes it, with one sheet."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{k}:1.0"' for k in ("office", "table", "text"))
    body = (
        f'<office:body><office:spreadsheet><table:table table:name="kwb">{cells}</table:table></office:spreadsheet></office:body>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        archive.writestr("content.xml", f'<?xml version="1.0"?><office:document-content {names}>{body}</office:document-content>')


@pytest.mark.parametrize("end", [".xlsx", ".ods", ".csv"])
def test_yearly_workbook_is_read_and_its_name_tells_the_year(tmp_path, take_in, store, catalogus, end):
    path = tmp_path / f"kwb-2022{end}"
    if end == ".csv":
        path.write_text("\n".join(";".join(map(str, row)) for row in KWB), encoding="utf-8")
    elif end == ".ods":
        write_ods(path, KWB)
    else:
        book = openpyxl.Workbook()
        for row in KWB:
            book.active.append(row)
        book.save(path)
    assert take_in(path).tabel == "85318NED"
    figures = stevenshof(store, catalogus)
    assert figures["inwoners"] == 12345 and figures["pct_65plus"] == pytest.approx(100 * 2345 / 12345)
    assert figures["pct_koopwoningen"] is None
    assert Opslag(store).names("85318NED") == {"WK054609": "Stevenshof", "GM0546": "Leiden"}
    with pytest.raises(VormFout, match=r"kwb-2022.*85984NED gaat volgens de catalogus over 2024, maar in het bestand staat 2022"):
        take_in(path, tabel="85984NED")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_observations_are_read_with_the_codes_beside_them(tmp_path, take_in, store, catalogus, form):
    path = tmp_path / f"85318NED_Observations.{form}"
    if form == "csv":
        path.write_text(WAARNEMINGEN, encoding="utf-8")
    else:
        names, *rows = (line.split(";") for line in WAARNEMINGEN.split())
        path.write_text(json.dumps({"value": [dict(zip(names, row, strict=True)) for row in rows]}), encoding="utf-8")
    with pytest.raises(VormFout, match=r"Observations.*alleen met een nummer.*MeasureCodes\.csv"):
        take_in(path)
    (tmp_path / "85318NED_MeasureCodes.csv").write_text(MEETCODES, encoding="utf-8")
    (tmp_path / "85318NED_WijkenEnBuurtenCodes.csv").write_text(
        "Identifier;Title\nWK054609;Wijk 09 Stevenshof\n", encoding="utf-8"
    )
    take_in(path)
    assert stevenshof(store, catalogus) == {"inwoners": 12345, "pct_koopwoningen": None}
    assert Opslag(store).names("85318NED")["WK054609"] == "Stevenshof"


def test_titles_of_ages_and_margins_serve_in_the_place_of_codes(tmp_path, take_in, figures):
    head = ["Leeftijd", "Marges", "Codering", "Perioden", "Eenzaamheid/Eenzaam (%)"]
    rows = [
        ["18 jaar of ouder", marge, "WK900101", "2020", waarde]
        for marge, waarde in (("Waarde", "50,5"), ("Ondergrens", "46,0"), ("Bovengrens", "54,0"))
    ]
    take_in(write_csv(tmp_path / "50090NED.csv", head=head, rows=rows))
    figure = figures()["eenzaam", "WK900101", 2020]
    assert (figure.waarde, figure.laag, figure.hoog) == (50.5, 46.0, 54.0)


def test_second_file_adds_columns_and_wipes_nothing(tmp_path, take_in, figures):
    take_in(write_csv(tmp_path / "50090NED_UntypedDataSet.csv"))
    head = [*HEAD[:6], "Overgewicht_9", "Eenzaam_27"]
    rows = [["9", "20300", "MW00000", "WK900101  ", "2020JJ00", "WK900101", "    40.0", "       ."]]
    take_in(write_csv(tmp_path / "50090NED_UntypedDataSet_b.csv", head=head, rows=rows))
    found = {name: figure.waarde for (name, code, _), figure in figures().items() if code == "WK900101"}
    assert (found["overgewicht"], found["eenzaam"], found["roker"]) == (40.0, 50.5, None)
    assert figures()["roker", "WK900101", 2020].reden == "onbekend_of_geheim"
    assert figures()["roker", "GM9001", 2020].waarde == 18.0


def test_rows_of_one_area_that_contradict_are_refused(tmp_path, take_in, store):
    rows = [*UNTYPED, [*UNTYPED[2][:6], "    10.0", "     1.0"]]
    with pytest.raises(VormFout, match="gebied WK900101 staat er vaker in"):
        take_in(write_csv(tmp_path / "50090NED.csv", rows=rows))


CASES = Path(__file__).parents[3] / "shared" / "cases" / "deliveries" / "15-statline-download"


@pytest.mark.parametrize(
    ("name", "tabel", "said"),
    [
        ("pad-kop.csv", None, r"pad-kop\.csv: .*--tabel"),
        ("pad-kop.csv", "85984NED", ""),
        ("tabelvorm.csv", None, r"tabelvorm\.csv: .*geen codes.*Onbewerkte dataset"),
        ("tabelvorm.csv", "85984NED", r"tabelvorm\.csv: .*geen codes.*Onbewerkte dataset"),
        ("kwb-2022.xlsx", None, ""),
        ("kwb-2022.xlsx", "85984NED", r"kwb-2022\.xlsx: .*2024.*2022"),
    ],
)
def test_downloads_as_they_came_are_read_or_named(take_in, name, tabel, said):
    if not CASES.is_dir():
        pytest.skip(f"the downloads are not here ({CASES})")
    if said:
        with pytest.raises(VormFout, match=said):
            take_in(CASES / name, tabel=tabel)
    else:
        assert sum(take_in(CASES / name, tabel=tabel).rijen.values()) == 1
