"""The committed folders: every supported form of file is in use, all of it is valid, nothing in it is invented as real."""

import re
import statistics
import tomllib
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint
from tools.voorbeeld import WIJKEN, generate
from tools.voorbeeld.opzet import read_opzet

from wijkmonitor.dossier.dossier import read_records
from wijkmonitor.privacy.screening import find_person

WIJKDATA = Path(__file__).parents[2] / "wijkdata"
LEESWOORDEN = ("tekst", "toelichting", "les", "titel", "reden_niet_gevolgd")


def wijk_toml(slug: str) -> dict:
    return tomllib.loads((WIJKDATA / slug / "wijk.toml").read_text(encoding="utf-8"))


def agenda(slug: str) -> dict:
    return tomllib.loads((WIJKDATA / slug / "leeragenda.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("slug", WIJKEN)
def test_the_records_have_no_fault_and_no_warning(slug):
    records = read_records(WIJKDATA / slug)
    assert [str(fault) for fault in records.fouten] == []
    assert records.nieuwste == date(2022, 12, 31)
    assert all(len(table) for table in records.tabellen.values())


@pytest.mark.parametrize("slug", WIJKEN)
def test_reading_gives_back_the_numbers_that_were_made(slug):
    read, made = read_records(WIJKDATA / slug).tabellen, generate(slug).tabellen
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
    files = {path: path.read_bytes() for path in WIJKDATA.glob("*/*.csv") if path.parent.name in WIJKEN}
    heads = [content.split(b"\n", 1)[0] for content in files.values()]
    assert any(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    assert any(b";" in head for head in heads) and any(b"," in head and b";" not in head for head in heads)
    assert any(re.search(rb"\d,\d", content) for content in files.values())
    assert any(re.search(rb"(?m)^2022-\d\d-\d\d", content) for content in files.values())
    assert any(re.search(rb"(?m)^\d{1,2}-\d{1,2}-2022", content) for content in files.values())
    with pytest.raises(UnicodeDecodeError):
        files[WIJKDATA / "stevenshof" / "stellingen.csv"].decode("utf-8")
    assert (WIJKDATA / "zuidwest" / "logboek.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("slug", WIJKEN)
def test_target_groups_and_generator_use_the_same_population(slug):
    groups = wijk_toml(slug)["doelgroep"]
    people = read_opzet(slug).inwoners
    total = groups[0]["omvang"]
    for column, key in (("leeftijdsgroep", "leeftijd"), ("geslacht", "geslacht"), ("buurt", "buurt")):
        sizes = {group[key][0]: group["omvang"] for group in groups[1:] if len(group.get(key, [])) == 1}
        assert sizes == people[column] and sum(sizes.values()) == total


@pytest.mark.parametrize(("slug", "codes"), [("alphen-noord", 1), ("stevenshof", 1), ("zuidwest", 3)])
def test_the_target_group_follows_from_the_published_population(slug, codes):
    wijk = wijk_toml(slug)
    table = pd.read_csv(WIJKDATA / "kerncijfers" / "bevolking.csv").query("jaar == 2022")
    own = table[table["gebied"].isin(wijk["gebieden"])].pivot(index="gebied", columns="kenmerk", values="waarde")
    assert len(own) == codes
    assert wijk["doelgroep"][0]["omvang"] == pytest.approx((own["inwoners"] * (1 - own["pct_0_14"] / 100)).sum(), abs=6)
    for age in ("15-24", "25-44", "45-64", "65+"):
        size = next(group["omvang"] for group in wijk["doelgroep"] if group["leeftijd"] == [age])
        column = f"pct_{age.replace('-', '_').replace('+', 'plus')}"
        assert size == pytest.approx((own["inwoners"] * own[column] / 100).sum(), rel=0.02)


@pytest.mark.parametrize("slug", WIJKEN)
def test_an_invented_size_or_date_in_wijk_toml_is_marked(slug):
    wijk = wijk_toml(slug)
    assert "wijktype" not in wijk
    assert wijk["uitgenodigd_herkomst"] == "voorbeeld"
    for item in [*wijk["doelgroep"], *wijk["mijlpaal"]]:
        assert item["bron"] and item["herkomst"] in ("openbaar", "voorbeeld")
    assert all(item["herkomst"] == "voorbeeld" for item in wijk["doelgroep"] if "buurt" in item)
    assert [item["wat"][:6] for item in wijk["mijlpaal"] if item["herkomst"] == "openbaar"] == ["Corona"]


@pytest.mark.parametrize("slug", WIJKEN)
def test_more_people_were_invited_than_answered(slug):
    answered = generate(slug).tabellen["vragenlijst"].groupby("meting").size()
    for meting, invited in wijk_toml(slug)["uitgenodigd"].items():
        assert 0.15 < answered[meting] / invited < 0.5


@pytest.mark.parametrize("slug", WIJKEN)
def test_the_agenda_can_look_back_and_has_something_that_nobody_measures(slug):
    content = agenda(slug)
    held = [name for name, item in content["sessie"].items() if item.get("gesloten")]
    assert len(held) >= 2 and len(content["terugblik"]) >= 2
    last = [item for name, item in content["afspraak"].items() if name.startswith(held[-1])]
    assert any(item["bevindingen"] for item in last) and any(not item["bevindingen"] for item in last)
    assert all(item["herkomst"] == "voorbeeld" for kind in content.values() for item in kind.values())


def test_the_sessions_that_the_programme_names_are_there():
    months = {slug: {str(item["datum"])[:7] for item in agenda(slug)["sessie"].values()} for slug in WIJKEN}
    assert "2022-02" in months["stevenshof"] and "2022-04" in months["alphen-noord"] and "2022-10" in months["zuidwest"]


def started_before(slug: str, day: date) -> pd.DataFrame:
    people = generate(slug).tabellen["deelname"].dropna(subset=["start"])
    return people[people["start"] <= day].drop_duplicates("deelnemer")


@pytest.mark.parametrize(
    ("slug", "name", "column", "known"),
    [
        ("stevenshof", "stevenshof-2022-09-1", "leeftijdsgroep", ("15-24", "25-44", "45-64", "65+")),
        ("alphen-noord", "alphen-2022-04-1", "geslacht", ("v", "m")),
        ("zuidwest", "zuidwest-2022-10-1", "leeftijdsgroep", ("15-24", "25-44", "45-64", "65+")),
    ],
)
def test_figures_that_agreements_wrote_down_are_those_of_the_records_on_that_day(slug, name, column, known):
    agreement = agenda(slug)["afspraak"][name]
    [then] = agreement["toen"]
    people = started_before(slug, then["op"])
    people = people[people[column].isin(known)]
    group = int((people[column] == agreement["deel"]).sum())
    assert then["n"] == len(people)
    assert then["waarde"] == pytest.approx(group / len(people), abs=0.0001)
    assert (then["laag"], then["hoog"]) == pytest.approx(proportion_confint(group, len(people), method="wilson"), abs=0.0001)
    assert f"{100 * group / len(people):.0f} van de 100 deelnemers" in then["tekst"]


@pytest.mark.parametrize("slug", WIJKEN)
def test_every_agreement_of_the_last_session_that_names_a_finding_has_its_figure_then(slug):
    content = agenda(slug)
    last = [name for name, item in content["sessie"].items() if item.get("gesloten")][-1]
    made = [item for name, item in content["afspraak"].items() if name.startswith(f"{last}-")]
    assert all({then["bevinding"] for then in item.get("toen", [])} == set(item["bevindingen"]) for item in made)
    assert all(str(then["op"]) == str(content["sessie"][last]["datum"]) for item in made for then in item.get("toen", []))


def sentences(text: str) -> list[list[str]]:
    return [part.split() for part in re.split(r"[.!?:;]+(?:\s|$)", text) if part.split()]


def all_texts() -> list[str]:
    found = []
    for slug in WIJKEN:
        for table in generate(slug).tabellen.values():
            for column in table.columns.intersection(list(LEESWOORDEN)):
                found += table[column].dropna().unique().tolist()
        for kind in agenda(slug).values():
            for item in kind.values():
                found += [text for key, text in item.items() if isinstance(text, str) and " " in text and key != "herkomst"]
        found += pd.read_csv(WIJKDATA / slug / "menukaart.csv", sep=None, engine="python", encoding="utf-8-sig")["les"].tolist()
    return found + pd.read_csv(WIJKDATA / "menukaart.csv", sep=";")["les"].tolist()


def test_texts_are_short_dutch_sentences():
    words = [len(sentence) for text in all_texts() for sentence in sentences(text)]
    assert len(words) > 300
    assert max(words) <= 20 and statistics.mean(words) <= 12


def test_no_text_holds_the_name_of_a_person():
    assert [text for text in all_texts() if find_person(text)] == []


def test_the_menukaart_keeps_the_published_lessons_with_their_source():
    tables = [pd.read_csv(WIJKDATA / slug / "menukaart.csv", sep=None, engine="python", encoding="utf-8-sig") for slug in WIJKEN]
    tables.append(pd.read_csv(WIJKDATA / "menukaart.csv", sep=";"))
    everything = pd.concat(tables)
    assert everything["bron"].notna().all() and set(everything["herkomst"]) == {"openbaar"}
    assert everything["titel"].is_unique
    assert everything["les"].str.contains("400 contacten en gaf 26 antwoorden").sum() == 1
