"""What a reader of the profile sees of open figures: of whom they are, and what is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.proefdata import proefdata

from wijkmonitor.bevinding.document import Document
from wijkmonitor.dossier import load_dossier
from wijkmonitor.vragen import make_document

DATA = proefdata()
HEAD = "gebied,naam,jaar,indicator,waarde,tabel\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A wijk of which only residents and homes were brought in, and three buurten without a name."""
    monkeypatch.setenv("WIJKMONITOR_OPSLAG", str(tmp_path / "opslag"))
    folder = tmp_path / "data"
    (folder / "kerncijfers").mkdir(parents=True)
    (folder / "haven").mkdir()
    shutil.copy(DATA / "catalogus.toml", folder)
    (folder / "haven" / "wijk.toml").write_text(
        'naam = "Haven"\ngemeente = "GM9001"\ngebieden = ["WK900101"]\n', encoding="utf-8"
    )
    rows = ["WK900101,,2024,inwoners,79440,85984NED"]
    for name in ("pct_koopwoningen", "pct_personen_laagste_40pct_inkomen", "netto_arbeidsparticipatie_pct"):
        rows += [f"{code},,2024,{name},{value},85984NED" for code, value in (("WK900101", 51), ("GM9001", 45))]
    rows += [f"{code},,2020,eenzaam,{value},50090NED" for code, value in (("WK900101", 50), ("GM9001", 45))]
    rows += [f"BU9001010{k},,2020,eenzaam,{50 + k},50090NED" for k in (1, 2, 3)]
    (folder / "kerncijfers" / "haven.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def profiel(data: Path) -> Document:
    return make_document("0-wijkprofiel", load_dossier("haven", data=data, peildatum="2024-12-31"))


def test_residents_are_told_where_their_ages_are_not_known(profiel: Document) -> None:
    assert profiel["wijkprofiel-demografisch"].kop == "Haven telt 79.440 inwoners"
    assert "Hier wonen 79.440 mensen." in str(profiel.antwoord)
    assert "staat niet in onze cijfers" not in str(profiel.antwoord)


def test_a_percentage_of_homes_is_not_called_one_of_residents(profiel: Document) -> None:
    rows = {row[0]: row for row in profiel["wijkprofiel-sociaaleconomisch"].tabel.rijen}
    assert rows["Koopwoningen"][1] == "Woningen waarvan de bewoner de eigenaar is. Per 100 woningen."
    assert rows["Betaald werk"][1].endswith("Per 100 inwoners van 15 tot 75 jaar.")
    assert "inwoners" not in profiel["wijkprofiel-themas"].onderschrift.replace("inwoners van 18 jaar en ouder", "")


def test_figures_of_2020_name_corona(profiel: Document) -> None:
    for name in ("wijkprofiel-themas", "wijkprofiel-buurten", "wijkprofiel-psychosociaal"):
        assert profiel[name].let_op.count("In 2020 was er corona.") == 1


def test_low_incomes_of_the_country_are_40_by_definition(profiel: Document) -> None:
    rows = {row[0]: row for row in profiel["wijkprofiel-sociaaleconomisch"].tabel.rijen}
    assert rows["Lage inkomens"][3:6] == ("51%", "45%", "40%")


def test_a_buurt_without_a_name_is_told_without_its_code(profiel: Document) -> None:
    finding = profiel["wijkprofiel-buurten"]
    assert "BU9001" not in f"{finding.kop} {finding.lees} {finding.let_op} {finding.tabel} {finding.figuur}"
    assert "De naam komt mee met: wijkmonitor fetch." in finding.let_op
    assert [row[0] for row in finding.tabel.rijen] == ["buurt 3 van 3", "buurt 2 van 3", "buurt 1 van 3"]
    assert "Haven naast de gemeente" in profiel["wijkprofiel-demografisch"].onderschrift
