"""What a reader of the profile sees of open figures: of whom they are, and what is missing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.proefdata import make_wijk, proefdata

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
    shutil.copy(DATA / "catalogus.toml", folder)
    make_wijk(folder / "haven", naam="Haven", gebied="WK900101")
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
    assert profiel["wijkprofiel-demografisch"].kop == "Haven had 79.440 inwoners in 2024"
    assert "In 2024 woonden hier 79.440 mensen." in str(profiel.antwoord)
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
    assert rows["Lage inkomens (laagste 40%)"][3:6] == ("51%", "45%", "40%")


def test_a_buurt_without_a_name_is_told_without_its_code(profiel: Document) -> None:
    finding = profiel["wijkprofiel-buurten"]
    assert "BU9001" not in f"{finding.kop} {finding.lees} {finding.let_op} {finding.tabel} {finding.figuur}"
    assert "De naam komt mee met: wijkmonitor fetch." in finding.let_op
    assert [row[0] for row in finding.tabel.rijen] == ["buurt 3 van 3", "buurt 2 van 3", "buurt 1 van 3"]
    assert "Haven naast de gemeente" in profiel["wijkprofiel-demografisch"].onderschrift


def with_ages(data: Path, older: tuple[float, float]) -> Document:
    """Report 2 of the wijk with published age groups; older: of the 100 people 65 and older, here and in the municipality."""
    path, rows = data / "kerncijfers" / "haven.csv", []
    for code, share, young, old in (("WK900101", older[0], 80.0, 60.0), ("GM9001", older[1], 82.0, 64.0)):
        rows += [
            f"{code},,2020,ervaren_gezondheid_goed/{band},{value},50090NED" for band, value in (("18-64", young), ("65+", old))
        ]
        adults = share / 80
        rows += [f"{code},,2020,ervaren_gezondheid_goed,{(1 - adults) * young + adults * old},50090NED"]
        ages = {"inwoners": 1000, "pct_0_14": 17, "pct_15_24": 10, "pct_65plus": share}
        rows += [f"{code},,2022,{name},{value},85318NED" for name, value in ages.items()]
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(rows) + "\n", encoding="utf-8")
    return make_document("2-gezondheid", load_dossier("haven", data=data, peildatum="2024-12-31"))


@pytest.mark.parametrize(
    ("older", "told"),
    [
        ((24, 16), "Er wonen meer 65-plussers: 30 van de 100 volwassenen, in de gemeente 20. Alleen daardoor is het hier al 1,8 van de 100 lager. Met evenveel 65-plussers zou het hier 76,0 zijn."),
        ((16, 24), "Er wonen minder 65-plussers: 20 van de 100 volwassenen, in de gemeente 30. Alleen daardoor is het hier al 1,8 van de 100 hoger. Met evenveel 65-plussers zou het hier 74,0 zijn."),
        ((16, 16), "Het deel 65-plussers is hier ongeveer even groot als in de gemeente. Leeftijd maakt voor dit verschil dus weinig uit."),
    ],
)  # fmt: skip
def test_the_report_says_how_much_ages_alone_would_give_and_shows_both_groups(
    data: Path, older: tuple[float, float], told: str
) -> None:
    found = with_ages(data, older)["gezondheid-nulmeting"]
    assert told in found.lees
    row = next(row for row in found.extra_tabellen[0].rijen if row[0] == "Goede ervaren gezondheid")
    assert row[1:5] == ("80,0%", "82,0%", "60,0%", "64,0%")


def test_without_published_age_groups_the_report_says_that_ages_are_not_allowed_for(data: Path) -> None:
    found = make_document("2-gezondheid", load_dossier("haven", data=data, peildatum="2024-12-31"))["gezondheid-nulmeting"]
    assert "Daarmee is niet gerekend." in found.let_op and not found.extra_tabellen
    assert "65-plussers" not in found.lees


def test_a_report_says_by_which_codes_its_wijk_is_found_and_the_municipality_alone(profiel: Document) -> None:
    told = profiel.as_json()
    assert told["codes"] == ["WK900101", "GM9001"] and told["plaats"] == "de gemeente"


def _shown(document: Document) -> str:
    parts = [(item.kop, item.lees, item.onderschrift, item.antwoord, item.let_op) for item in document.bevindingen]
    return "\n".join([*(text for each in parts for text in each), *(line.tekst for line in document.antwoord)])


def test_a_municipality_stands_beside_the_country_once() -> None:
    document = make_document("0-wijkprofiel", load_dossier("GM0546", data=DATA, peildatum="2022-12-31"))
    assert document.wijk_naam == "Leiden" and document.gemeente == "Nederland"
    heads = [column.naam for column in document["wijkprofiel-themas"].tabel.kolommen]
    assert heads.count("Leiden") == heads.count("Nederland") == 1
    text = _shown(document)
    assert ", in Nederland " in text and "gemeente" not in document["wijkprofiel-themas"].tabel.titel
    assert not re.search(r"in Nederland \d+[,.] (?:Ook gunstiger dan )?in Nederland \d|Nederland en Nederland", text)


def test_a_profile_never_calls_a_municipality_a_wijk() -> None:
    document = make_document("0-wijkprofiel", load_dossier("GM0546", data=DATA, peildatum="2022-12-31"))
    asked = [line for each in document.bevindingen for line in (each.gespreksvraag, each.wat, each.waarom)]
    talk = [*document.gesprek.binnenkring, *document.gesprek.buitenkring] if document.gesprek else []
    made = [*document.methode, *document.wel, *document.niet]
    texts = [document.vraag, _shown(document), *asked, *talk, *made]
    assert len(talk) > 1 and len(made) > 4 and all(each.wat for each in document.bevindingen if not each.gat)
    assert not re.findall(r"[^.]*\b(?:[Dd]e|[Dd]eze|[Ee]lke) wijk\b[^.]*", "\n".join(texts))


def test_the_country_stands_beside_nothing() -> None:
    document = make_document("0-wijkprofiel", load_dossier("NL", data=DATA, peildatum="2022-12-31"))
    assert document.wijk_naam == "Nederland" and document["wijkprofiel-gezondheid"].kop.endswith(" van de 100")
    for finding in document.bevindingen:
        names = [column.naam for column in finding.tabel.kolommen] if finding.tabel else []
        assert len(names) == len(set(names))
    assert not re.search(r"[Ii]n Nederland|dan in|naast Nederland", _shown(document))


def test_a_figure_of_after_the_day_of_the_report_says_so_and_is_no_then(data: Path) -> None:
    with (data / "kerncijfers" / "haven.csv").open("a", encoding="utf-8") as table:
        table.writelines(
            f"{code},,{jaar},ervaren_gezondheid_goed,{value},50090NED\n"
            for jaar, value in ((2012, 70), (2016, 72), (2020, 73))
            for code in ("WK900101", "GM9001")
        )
        table.writelines(f"{code},,2016,regie_over_eigen_leven,80,50090NED\n" for code in ("WK900101", "GM9001"))
    dossier = load_dossier("haven", data=data, peildatum="2015-06-30")
    people = make_document("0-wijkprofiel", dossier)["wijkprofiel-demografisch"]
    assert people.kop == "Haven had 79.440 inwoners in 2024"  # there is no older one
    assert "Er is een cijfer van 2024. Dat is van na de dag van dit rapport. Een ouder cijfer is er niet." in people.let_op
    health = make_document("2-gezondheid", dossier)["gezondheid-nulmeting"]
    assert health.maat is not None and health.maat.periode == "2012"
    assert "2016" not in health.lees
    assert "van na de dag van dit rapport" in str(health.tabel)


def test_a_wijk_of_two_areas_names_both(data: Path) -> None:
    (data / "haven" / "wijk.toml").write_text(
        'naam = "Haven"\ngemeente = "GM9001"\ngebieden = ["WK900101", "WK900102"]\n', encoding="utf-8"
    )
    rows = [f"WK90010{k},{name},2024,inwoners,1000,85984NED" for k, name in ((1, "Haven"), (2, "Kade"))]
    (data / "kerncijfers" / "haven.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    dossier = load_dossier("haven", data=data, peildatum="2024-12-31")
    assert dossier.gaat_over == "De open cijfers gaan over Haven en Kade."
    assert (
        make_document("0-wijkprofiel", dossier)["wijkprofiel-demografisch"].kop
        == "Haven (Haven en Kade) had 2.000 inwoners in 2024"
    )
