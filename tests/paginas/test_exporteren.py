"""The figures of the reports travel: one tidy form, the same numbers in every file, and nothing that a report does not show."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stdout
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from tests.paginas.conftest import PEILDATUM, WIJKEN

from wijkmonitor.cli import main

GETALLEN = ["waarde", "laag", "hoog", "n"]


@pytest.fixture(scope="session")
def pakket(gemaakt: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All forms of the package of two wijken, made by the command."""
    uit = tmp_path_factory.mktemp("pakket")
    assert main(["exporteer", "--rapporten", str(gemaakt.parent), "--uit", str(uit), "--vorm", "xlsx,sav,parquet"]) == 0
    return uit


def read_csv(pakket: Path, naam: str) -> pd.DataFrame:
    return pd.read_csv(pakket / f"{naam}.csv", dtype={"reden": "string"})


def test_every_finding_stands_there_with_the_numbers_of_the_reports(pakket: Path, gemaakt: Path) -> None:
    rows = read_csv(pakket, "bevindingen").query("groep.isna()").set_index(["wijk", "bevinding"])
    told = json.loads((gemaakt / "bevindingen.json").read_text(encoding="utf-8"))
    told = [row for row in told if row["wijk"] in WIJKEN and row["document"][0] in "01234"]
    assert len(told) == len(rows) > 60
    for row in told:
        found = rows.loc[row["wijk"], row["id"]]
        for name in GETALLEN:
            assert found[name] == pytest.approx(row[name]) if row[name] is not None else pd.isna(found[name]), row["id"]
        assert (found["kop"], found["methode"], found["herkomst"]) == (row["kop"], row["methode"], row["herkomst"])


def test_a_package_in_the_same_folder_leaves_no_file_of_the_one_before_it(gemaakt: Path, tmp_path: Path) -> None:
    words = ["exporteer", "--rapporten", str(gemaakt.parent), "--uit", str(tmp_path)]
    assert main([*words, "--vorm", "sav,xlsx"]) == 0
    (tmp_path / "notitie.txt").write_text("van de gebruiker")
    assert main([*words, "--wijk", WIJKEN[0], "--vorm", "parquet"]) == 0
    named = ("bevindingen", "reeksen", "tabellen")
    made = {f"{naam}.{vorm}" for naam in named for vorm in ("csv", "parquet")}
    assert {path.name for path in tmp_path.iterdir()} == made | {"datapackage.json", "LEESMIJ.md", "notitie.txt"}


def test_files_of_the_same_name_that_no_package_made_stay(gemaakt: Path, tmp_path: Path) -> None:
    (tmp_path / "tabellen.sav").write_text("van de gebruiker")
    assert main(["exporteer", "--rapporten", str(gemaakt.parent), "--uit", str(tmp_path)]) == 0
    assert (tmp_path / "tabellen.sav").read_text() == "van de gebruiker"


@pytest.mark.parametrize("naam", ["bevindingen", "tabellen"])
def test_the_description_fits_the_files_and_what_is_missing_has_a_reason(pakket: Path, naam: str) -> None:
    package = json.loads((pakket / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = [each for each in package["resources"] if each["name"] == naam]
    rows = read_csv(pakket, naam)
    assert list(rows.columns) == [field["name"] for field in resource["schema"]["fields"]]
    for field in resource["schema"]["fields"]:
        assert field["description"], field
        if field["type"] in ("number", "integer"):
            assert pd.api.types.is_numeric_dtype(rows[field["name"]]), field
    assert rows["waarde"].isna().any() and rows.loc[rows["waarde"].isna(), "reden"].str.len().gt(3).all()
    assert set(rows["peildatum"]) == {PEILDATUM} and set(rows["wijk"]) == set(WIJKEN)


@pytest.mark.parametrize("naam", ["bevindingen", "reeksen", "tabellen"])
def test_spss_parquet_and_excel_hold_the_same(pakket: Path, naam: str) -> None:
    rows = read_csv(pakket, naam)
    spss, about = pyreadstat.read_sav(str(pakket / f"{naam}.sav"))
    others = (
        spss,
        pd.read_parquet(pakket / f"{naam}.parquet"),
        pd.read_excel(pakket / "wijkmonitor.xlsx", naam, engine="calamine"),
    )
    for other in others:
        assert list(other.columns) == list(rows.columns) and len(other) == len(rows)
        for name in set(GETALLEN) & set(rows.columns):
            assert other[name].astype(float).tolist() == pytest.approx(rows[name].tolist(), nan_ok=True), name
        assert other["bevinding"].tolist() == rows["bevinding"].tolist()
    assert all(about.column_labels)


def test_the_lines_in_the_page_give_the_number_behind_the_hash(pakket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pakket)
    page = (pakket / "LEESMIJ.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    with redirect_stdout(io.StringIO()) as said:
        exec(code, {})
    printed = [float(line) for line in said.getvalue().split()]
    promised = [float(number) for number in re.findall(r"# (\S+)$", code, flags=re.MULTILINE)]
    assert len(promised) >= 4 and printed == pytest.approx(promised, rel=1e-5)
    assert [float(number) for number in re.findall(r"waarde  # (\S+)", page)] == promised  # R asks for the same


@pytest.mark.parametrize("naam", ["bevindingen", "reeksen", "tabellen"])
def test_the_key_names_one_row_and_fixed_values_are_described(pakket: Path, naam: str) -> None:
    package = json.loads((pakket / "datapackage.json").read_text(encoding="utf-8"))
    (schema,) = [each["schema"] for each in package["resources"] if each["name"] == naam]
    rows = read_csv(pakket, naam)
    assert schema["primaryKey"] and not rows.duplicated(schema["primaryKey"]).any()
    fixed = {field["name"]: field["constraints"]["enum"] for field in schema["fields"] if "constraints" in field}
    assert {"herkomst", "eenheid"} <= set(fixed) and all(set(rows[name].dropna()) <= set(known) for name, known in fixed.items())
    _, about = pyreadstat.read_sav(str(pakket / f"{naam}.sav"))
    assert about.variable_value_labels["herkomst"]["voorbeeld"] == "verzonnen"


def test_a_number_says_what_it_measures_and_of_when_it_is(pakket: Path) -> None:
    rows = read_csv(pakket, "bevindingen").query("wijk == 'voorbeeldwijk'").set_index("bevinding")
    change = rows.loc["gezondheid-verandering"]
    whole, groups = change[change["groep"].isna()].iloc[0], change[change["groep"].notna()]
    assert (whole["soort"], whole["eenheid"], whole["vergeleken_met"]) == ("verandering", "verschil in score", "2020-10")
    assert set(groups["soort"]) == {"stand"} and set(groups["eenheid"]) == {"score"} and set(groups["periode"]) == {"2022-10"}
    missed = rows.loc["bereik-wie-missen-we"]
    assert missed[missed["groep"].isna()][["onderwerp", "soort", "eenheid"]].iloc[0].tolist() == [
        "mannen", "verschil", "verschil in aandeel (-1 tot 1)"
    ]  # fmt: skip
    assert set(missed[missed["groep"].notna()]["cijfer"]) == {"Deel van de deelnemers"}
    assert "verschil" in missed[missed["groep"].isna()]["methode"].iloc[0]
    assert rows.loc["wijkprofiel-buurten"]["n_van"] == "buurten"


def test_a_series_holds_the_level_of_a_change_and_of_each_subject(pakket: Path) -> None:
    rows = read_csv(pakket, "reeksen").query("wijk == 'voorbeeldwijk'").set_index("bevinding")
    assert rows.loc["gezondheid-tevredenheid"]["soort"] == "stand" and rows.loc["gezondheid-tevredenheid"]["waarde"] > 7
    assert len(rows.loc["gezondheid-dimensies"]) == 6 and set(rows.loc["gezondheid-dimensies"]["periode"]) == {"2022-10"}
    assert rows.loc["bereik-doorverwijzingen"]["eenheid"] == "aantal" and rows.loc["bereik-doorverwijzingen"]["waarde"] == 375


def test_the_key_of_a_table_row_holds_no_verdict_and_its_moment_is_a_column(pakket: Path) -> None:
    rows = read_csv(pakket, "tabellen").query("wijk == 'voorbeeldwijk'")
    named = rows["sleutel"].str.contains("inkomens")  # whose name says which part of all incomes
    assert not rows.loc[~named, "sleutel"].str.contains("toeval|geen cijfer|geschat|van de 100|%").any()
    assert rows["rij"].str.contains("kan toeval zijn").any()
    scores = rows[(rows["bevinding"] == "gezondheid-dimensies") & (rows["kolom"] == "Score")]
    assert set(scores["periode"]) == {"2020-10", "2021-11", "2022-10"}


def test_a_table_whose_rows_have_units_of_their_own_gives_numbers_too(pakket: Path) -> None:
    rows = read_csv(pakket, "tabellen").query("bevinding == 'wijkprofiel-demografisch' and wijk == 'voorbeeldwijk'")
    here = rows.query("kolom == 'Voorbeeldwijk'").assign(naam=lambda part: part["sleutel"].str.split(" | ", regex=False).str[0])
    here = here.set_index("naam")
    assert here.loc["Inwoners", "waarde"] == 14200 and str(here.loc["Inwoners", "periode"]) == "2022"
    assert tuple(here.loc["65 jaar en ouder", ["waarde", "eenheid"]]) == (0.21, "aandeel (0-1)")
    assert set(rows["kolom"]) == {"Voorbeeldwijk", "Voorbeeldstad"}


def test_numbers_carry_no_noise(pakket: Path) -> None:
    for naam in ("bevindingen", "reeksen", "tabellen"):
        text = (pakket / f"{naam}.csv").read_text(encoding="utf-8")
        assert not re.search(r",-0\.0,|\d\.\d{11,}", text)


def test_one_wijk_can_be_asked_for_and_faults_are_told(gemaakt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["exporteer", "--rapporten", str(gemaakt.parent), "--uit", str(tmp_path / "een")]
    assert main([*base, "--wijk", WIJKEN[0]]) == 0
    assert set(read_csv(tmp_path / "een", "bevindingen")["wijk"]) == {WIJKEN[0]}
    own = {name: tmp_path / name for name in ("wijk.toml", "catalogus.toml", "LEESMIJ.md")}
    for name, folder in own.items():
        folder.mkdir()
        (folder / name).write_text("eigen werk", encoding="utf-8")
    for more, said in (
        *((["--uit", str(folder)], f"staat al ander werk ({name})") for name, folder in own.items()),
        (["--wijk", "nergens"], f"Kies uit: {', '.join(sorted(WIJKEN))}."),
        (["--vorm", "pdf"], "Kies uit: csv, xlsx, sav, parquet."),
        (["--peildatum", "2021-01-01"], "Van de dag 2021-01-01 is er geen rapport. Kies uit: 2022-12-31."),
        (["--peildatum", "gisteren"], "Van de dag gisteren is er geen rapport."),
        (["--uit", str(gemaakt.parent / "pakket")], "Kies een andere map"),
        (["--uit", __file__], "is een bestand. Geef een map voor het pakket"),
    ):
        assert main([*base, *more]) == 2
        assert said in capsys.readouterr().err
    assert not (gemaakt.parent / "pakket").exists()
    assert all([path.read_text(encoding="utf-8") for path in folder.iterdir()] == ["eigen werk"] for folder in own.values())
