"""The committed folder of the example wijk: every supported form of file is in use, all of it is valid and marked."""

import re
import statistics
import tomllib
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint
from tools.voorbeeld import VOORBEELDWIJK, generate
from tools.voorbeeld.opzet import read_opzet

from wijkmonitor.dossier import read_records
from wijkmonitor.privacy.screening import find_person

WIJKDATA = Path(__file__).parents[2] / "wijkdata"
FOLDER = WIJKDATA / VOORBEELDWIJK
LEESWOORDEN = ("tekst", "toelichting", "les", "titel", "reden_niet_gevolgd", "wat", "vervolg")


@pytest.fixture(scope="module")
def made():
    return generate(VOORBEELDWIJK).tabellen


@pytest.fixture(scope="module")
def wijk():
    return tomllib.loads((FOLDER / "wijk.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def agenda():
    return tomllib.loads((FOLDER / "leeragenda.toml").read_text(encoding="utf-8"))


def test_the_records_have_no_fault_and_no_warning():
    records = read_records(FOLDER)
    assert [str(fault) for fault in records.fouten] == []
    assert records.nieuwste == date(2022, 12, 31)
    assert all(len(table) for name, table in records.tabellen.items() if name != "menukaart")


def test_reading_gives_back_the_numbers_that_were_made(made):
    read = read_records(FOLDER).tabellen
    for table, column in [
        ("vragenlijst", "gewicht"),
        ("vragenlijst", "zingeving"),
        ("logboek", "uren"),
        ("samenwerking", "score"),
    ]:
        pd.testing.assert_series_equal(
            read[table][column].astype("float64"), made[table][column].astype("float64"), check_names=False
        )
    assert read["logboek"]["datum"].dt.date.to_list() == made["logboek"]["datum"].to_list()


def test_every_form_in_which_people_deliver_is_in_use():
    files = {path: path.read_bytes() for path in FOLDER.glob("*.csv")}
    heads = [content.split(b"\n", 1)[0] for content in files.values()]
    assert any(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    assert any(b";" in head for head in heads) and any(b"," in head and b";" not in head for head in heads)
    assert any(re.search(rb"\d,\d", content) for content in files.values())
    assert any(re.search(rb"(?m)^2022-\d\d-\d\d", content) for content in files.values())
    assert any(re.search(rb";\d{1,2}-\d{1,2}-2022", content) for content in files.values())
    with pytest.raises(UnicodeDecodeError):
        files[FOLDER / "stellingen.csv"].decode("utf-8")
    assert (FOLDER / "logboek.xlsx").read_bytes()[:2] == b"PK"


def test_target_groups_and_generator_use_the_same_population(wijk):
    groups, people = wijk["doelgroep"], read_opzet(VOORBEELDWIJK).inwoners
    for column, key in (("leeftijdsgroep", "leeftijd"), ("geslacht", "geslacht"), ("buurt", "buurt")):
        sizes = {group[key][0]: group["omvang"] for group in groups[1:] if len(group.get(key, [])) == 1}
        assert sizes == people[column] and sum(sizes.values()) == groups[0]["omvang"]


def test_every_size_and_date_of_the_wijk_is_marked_as_an_example(wijk):
    assert wijk["uitgenodigd_herkomst"] == "voorbeeld"
    assert {item["herkomst"] for item in wijk["doelgroep"]} == {"voorbeeld"}
    assert [item["wat"][:6] for item in wijk["mijlpaal"] if item["herkomst"] != "voorbeeld"] == ["Corona"]
    figures = pd.read_csv(WIJKDATA / "kerncijfers" / f"{VOORBEELDWIJK}.csv")
    assert set(figures["herkomst"]) == {"voorbeeld"}


def test_more_people_were_invited_than_answered(made, wijk):
    answered = made["vragenlijst"].groupby("meting").size()
    for meting, invited in wijk["uitgenodigd"].items():
        assert 0.15 < answered[meting] / invited < 0.5


def test_the_agenda_can_look_back_and_has_something_that_nobody_measures(agenda):
    held = [name for name, item in agenda["sessie"].items() if item.get("gesloten")]
    assert len(held) >= 2 and len(agenda["terugblik"]) >= 2
    last = [item for name, item in agenda["afspraak"].items() if name.startswith(held[-1])]
    assert any(item["bevindingen"] for item in last) and any(not item["bevindingen"] for item in last)
    assert all(item["herkomst"] == "voorbeeld" for item in items(agenda))


def test_the_figure_that_an_agreement_wrote_down_is_that_of_the_records_on_that_day(agenda, made):
    agreement = agenda["afspraak"][f"{VOORBEELDWIJK}-2022-09-1"]
    [then] = agreement["toen"]
    people = made["deelname"].dropna(subset=["start"])
    people = people[people["start"] <= then["op"]].drop_duplicates("deelnemer")
    people = people[people["leeftijdsgroep"].isin(("15-24", "25-44", "45-64", "65+"))]
    group = int((people["leeftijdsgroep"] == agreement["deel"]).sum())
    assert then["n"] == len(people)
    assert then["waarde"] == pytest.approx(group / len(people), abs=0.0001)
    assert (then["laag"], then["hoog"]) == pytest.approx(proportion_confint(group, len(people), method="wilson"), abs=0.0001)
    assert f"{100 * group / len(people):.0f} van de 100 deelnemers" in then["tekst"]


def items(agenda):
    """Every item of an agenda, with or without a name."""
    return [item for kind in agenda.values() for item in (kind if isinstance(kind, list) else kind.values())]


def sentences(text: str) -> list[list[str]]:
    return [part.split() for part in re.split(r"[.!?:;]+(?:\s|$)", text) if part.split()]


@pytest.fixture(scope="module")
def texts(made, agenda):
    found = [
        text
        for table in made.values()
        for name in table.columns.intersection(list(LEESWOORDEN))
        for text in table[name].dropna().unique()
    ]
    for item in items(agenda):
        found += [
            text for key, text in item.items() if isinstance(text, str) and " " in text and key not in ("herkomst", "herkend")
        ]
        found += [line["tekst"] for line in item.get("gezegd", [])]
    return found


def test_texts_are_short_dutch_sentences(texts):
    words = [len(sentence) for text in texts for sentence in sentences(text)]
    assert len(words) > 200
    assert max(words) <= 20 and statistics.mean(words) <= 12


def test_no_text_holds_the_name_of_a_person(texts):
    assert [text for text in texts if find_person(text)] == []
