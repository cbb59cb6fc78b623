"""The form takes a file in, asks what an unknown heading is, and remembers the answer."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.proefdata import make_wijk

from wijkmonitor.verkennen.levering import Leverscherm

FILE = "Nummer respondent;Golf;Hoe gaat het met u?;Ruis\na1;2022;7;Fatima\na2;2022;8;y\n"


@pytest.fixture
def form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Leverscherm:
    monkeypatch.setenv("WIJKMONITOR_SLEUTEL", str(tmp_path / "geheim" / "sleutel"))
    make_wijk(tmp_path / "wijkdata" / "laak")
    return Leverscherm("laak", data=str(tmp_path / "wijkdata"), uit=str(tmp_path / "reports"))


def give(form: Leverscherm, text: str = FILE, name: str = "vragenlijst.csv") -> None:
    form.bestand.value = (
        {
            "name": name,
            "type": "",
            "size": len(text),
            "content": text.encode(),
            "last_modified": datetime(2026, 1, 1, tzinfo=UTC),
        },
    )


def shown(form: Leverscherm) -> str:
    return "".join(child.value for box in form.vragen.children[1:] for child in box.children[:1])


def test_an_unknown_heading_is_asked_with_examples_and_the_answer_is_remembered(form: Leverscherm) -> None:
    give(form)
    form.bekijk.click()
    assert "Hoe gaat het met u?" in shown(form) and "7, 8." in shown(form)
    assert "Fatima" not in shown(form) and "Daarom laten we geen voorbeeld zien." in shown(form), "examples hold no names"
    assert "geen enkele vraag van de lijst" in form.melding.value and form.neem.layout.display == "none"
    form.keuzes["Hoe gaat het met u?"].value = "tevredenheid"
    form.onthoud.click()
    assert "Dit zou erbij komen in vragenlijst: 2 nieuwe rijen." in form.melding.value and not form.vragen.children
    agreed = tomllib.loads((form.map / "intake" / "kolommen.toml").read_text(encoding="utf-8"))
    assert agreed["vragenlijst"]["Hoe gaat het met u?"] == "tevredenheid" and agreed["vragenlijst"]["Ruis"] == "weglaten"
    assert not (form.map / "vragenlijst.csv").exists(), "looking takes nothing in"
    form.neem.click()
    assert "Opgenomen in vragenlijst: 2 nieuwe rijen." in form.melding.value
    assert ";7;" in (form.map / "vragenlijst.csv").read_text(encoding="utf-8").replace("\n", ";")
    give(form, FILE.replace("a1", "a3").replace("a2", "a4"))
    form.bekijk.click()
    assert not form.vragen.children and "2 nieuwe rijen" in form.melding.value, "the next file asks nothing"


def test_two_headings_can_not_be_the_same_column(form: Leverscherm) -> None:
    give(form)
    form.bekijk.click()
    for box in form.keuzes.values():
        box.value = "tevredenheid"
    form.onthoud.click()
    assert "tevredenheid is twee keer gekozen" in form.melding.value and not (form.map / "intake").exists()


def test_what_stands_in_the_way_is_told_and_a_page_to_mail_back_is_made(form: Leverscherm) -> None:
    form.bekijk.click()
    assert "Kies eerst een bestand." in form.melding.value
    give(form, "datum;plek;thema;stickers\ngisteren;markt;groen;4\n", "stickerbord.csv")
    form.bekijk.click()
    assert "rij 2, kolom datum: Dit is geen datum." in form.melding.value and form.neem.layout.display == "none"
    assert "Dit is geen datum" in (form.uit / "controle" / "laak-stickerbord.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "told"), [("meting", "Schrijf het als KOLOM=WAARDE"), ("kleur=rood", "geen kolom &#x27;kleur&#x27;")]
)
def test_a_fixed_value_that_makes_no_sense_is_told(form: Leverscherm, typed: str, told: str) -> None:
    give(form, "datum;plek;thema;stickers\n2022-01-05;markt;groen;4\n", "stickerbord.csv")
    form.zet.value = typed
    form.bekijk.click()
    assert told in form.melding.value


def test_values_for_all_rows_and_rows_of_one_wijk(form: Leverscherm) -> None:
    give(form, "respondent;Wijk;tevredenheid\na1;Laak;7\na2;Moerwijk;3\n")
    form.zet.value, form.filter.value = "meting=2022", "Wijk=Laak"
    form.bekijk.click()
    form.neem.click()
    rows = (form.map / "vragenlijst.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "1 nieuwe rij." in form.melding.value and len(rows) == 2 and ";2022;" in rows[1]
