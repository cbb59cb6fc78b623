"""A wish is added and followed in the form, in the table `wensen`, and nobody's work is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.verkennen.test_formulier import AGENDA, VANDAAG, fill, open_form, part

from wijkmonitor.afspraken.menukaart import load_menukaart
from wijkmonitor.afspraken.registers import Wens, read_wensen
from wijkmonitor.gegevens.tabel import read_tabel
from wijkmonitor.verkennen.formulier import Formulier

TABEL = """\
wens;datum;plek;opgepakt_door;stand;eigen_kolom;herkomst;bron
Meer licht;2022-04;markt;;open;a;;
Bredere stoepen;;;;open;b;openbaar;zuidwest-wensen
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    wijk = tmp_path / "laak"
    wijk.mkdir()
    (wijk / "leeragenda.toml").write_text(AGENDA, encoding="utf-8")
    (wijk / "wensen.csv").write_text(TABEL, encoding="utf-8")
    return wijk


def save(form: Formulier, title: str, **values: Any) -> str:
    """The message after pressing the button of a part."""
    box, button, told = part(form, title)
    fill(box, **values)
    button.click()
    return str(told.value)


def wishes(folder: Path, name: str = "wensen.csv") -> dict[str, Wens]:
    read = read_tabel(folder / name, "wensen", vandaag=VANDAAG)
    assert [fault for fault in read.fouten if fault.ernst == "fout"] == []
    return {wish.wens: wish for wish in read_wensen(read.frame)}


def choose(form: Formulier, wish: str) -> None:
    chosen = part(form, "Wat werd er")[0].velden["wens"]
    chosen.value = next(value for _, value in chosen.options if value[0] == wish)


def test_a_wish_is_added_taken_up_and_told_back(folder: Path) -> None:
    form = open_form(folder.parent)
    told = save(form, "Nieuwe wens", wens="Een bankje bij de school", van="bewoners", thema="ontmoeten")
    assert "Opgeslagen" in told and "wensen.csv" in told
    assert wishes(folder)["Een bankje bij de school"] == Wens(
        "Een bankje bij de school", "2022-10-01", "leersessie", "bewoners", "ontmoeten"
    )
    choose(form, "Een bankje bij de school")
    save(
        form,
        "Wat werd er",
        opgepakt_door="gemeente",
        stand="gedaan",
        uitkomst="Het staat er.",
        klaar="2022",
        teruggemeld="2022-10",
    )
    found = wishes(folder)["Een bankje bij de school"]
    assert (found.opgepakt_door, found.groep, found.uitkomst, found.wacht) == ("gemeente", "gedaan", "Het staat er.", False)
    assert "eigen_kolom" in (folder / "wensen.csv").read_text(encoding="utf-8-sig")
    assert part(open_form(folder.parent), "Nieuwe wens")[1].description == "Schrijf in de tabel wensen"


def test_pressing_twice_makes_one_wish_and_the_fields_are_empty_again(folder: Path) -> None:
    form = open_form(folder.parent)
    save(form, "Nieuwe wens", wens="Een bankje")
    assert "Opgeslagen in" in save(form, "Nieuwe wens"), "a double click does not say that nothing was saved"
    assert "wens" not in next(each for each in form.vakken if each.titel.startswith("Nieuwe wens")).ingevuld
    assert "Schrijf eerst wat de wens is." in save(open_form(folder.parent), "Nieuwe wens")
    assert "staat er al" in save(form, "Nieuwe wens", wens="Een bankje")
    assert len(wishes(folder)) == 3


def test_two_people_are_both_kept_or_the_second_is_told(folder: Path) -> None:
    form, other = open_form(folder.parent), open_form(folder.parent)
    save(form, "Nieuwe wens", wens="Een bankje")
    save(other, "Nieuwe wens", wens="Een boom")
    assert {"Een bankje", "Een boom"} <= set(wishes(folder))
    for each in (form, other):
        choose(each, "Meer licht")
    save(form, "Wat werd er", opgepakt_door="gemeente", stand="opgepakt")
    told = save(other, "Wat werd er", opgepakt_door="bewonersgroep", stand="loopt")
    assert "Iemand anders schreef hier intussen: gemeente; opgepakt" in told
    assert wishes(folder)["Meer licht"].opgepakt_door == "gemeente"
    assert "Opgeslagen" in save(other, "Wat werd er")
    assert wishes(folder)["Meer licht"].opgepakt_door == "bewonersgroep"


def test_what_was_typed_by_hand_meanwhile_stays_and_a_wish_that_went_is_told(folder: Path) -> None:
    form = open_form(folder.parent)
    path = folder / "wensen.csv"
    path.write_text(TABEL.replace("Meer licht", "Veel meer licht") + "Een glijbaan;2022-05;plein;;open;c;;\n", encoding="utf-8")
    save(form, "Nieuwe wens", wens="Een bankje")
    assert set(wishes(folder)) == {"Veel meer licht", "Bredere stoepen", "Een glijbaan", "Een bankje"}
    gone = open_form(folder.parent)
    choose(gone, "Een glijbaan")
    fill(part(gone, "Wat werd er")[0], opgepakt_door="gemeente")
    path.write_text(TABEL, encoding="utf-8")
    told = save(gone, "Wat werd er")
    assert "Niet" not in told.split("<b>")[0] and "Nog niet opgeslagen" in told and path.read_text(encoding="utf-8") == TABEL


def test_what_was_typed_of_one_wish_is_a_draft_of_that_wish(folder: Path) -> None:
    form = open_form(folder.parent)
    choose(form, "Meer licht")
    fill(part(form, "Wat werd er")[0], uitkomst="Nog niet opgeschreven")
    choose(form, "Bredere stoepen")
    assert part(form, "Wat werd er")[0].velden["uitkomst"].value == ""
    again = open_form(folder.parent)
    choose(again, "Meer licht")
    assert part(again, "Wat werd er")[0].velden["uitkomst"].value == "Nog niet opgeschreven"
    assert wishes(folder)["Meer licht"].uitkomst == ""


def test_a_published_wish_that_the_wijk_works_on_is_a_row_of_its_own(folder: Path) -> None:
    form = open_form(folder.parent)
    choose(form, "Bredere stoepen")
    save(form, "Wat werd er", opgepakt_door="gemeente", stand="opgepakt")
    found = wishes(folder)["Bredere stoepen"]
    assert (found.herkomst, found.bron) == ("eigen registratie", "zuidwest-wensen")
    assert wishes(folder)["Meer licht"].herkomst == "eigen registratie"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"wens": "Vraag het aan mevrouw Jansen"}, "wens: Hier lijkt de naam of het adres van een persoon te staan."),
        ({"wens": "Een bankje", "opgepakt_door": "Jan Jansen"}, "opgepakt_door: Hier lijkt de naam"),
        ({"wens": "Een bankje", "datum": "vorige week"}, "datum: "),
        ({"wens": '=HYPERLINK("x")'}, "wens: Deze cel begint als een formule."),
    ],
)
def test_what_the_check_would_refuse_is_not_written(folder: Path, values: dict[str, str], words: str) -> None:
    told = save(open_form(folder.parent), "Nieuwe wens", **values)
    assert words in told and "Jansen" not in told
    assert (folder / "wensen.csv").read_text(encoding="utf-8") == TABEL


def test_a_table_with_faults_is_mended_first(folder: Path) -> None:
    wrong = TABEL.replace("open;a", "misschien;a")
    (folder / "wensen.csv").write_text(wrong, encoding="utf-8")
    told = save(open_form(folder.parent), "Nieuwe wens", wens="Een bankje")
    assert "In deze tabel staan al fouten." in told and "stand: " in told
    assert (folder / "wensen.csv").read_text(encoding="utf-8") == wrong


def test_a_workbook_stays_a_workbook_and_without_a_table_one_is_made(folder: Path) -> None:
    (folder / "wensen.csv").unlink()
    assert "Er staan nog geen wensen in de tabel." in save(open_form(folder.parent), "Wat werd er", stand="gedaan")
    book = openpyxl.Workbook()
    for row in (("wens", "datum", "stand"), ("Meer licht", "2022-04", "open")):
        book.worksheets[0].append(row)
    book.save(folder / "wensen.xlsx")
    save(open_form(folder.parent), "Nieuwe wens", wens="Een bankje")
    assert set(wishes(folder, "wensen.xlsx")) == {"Meer licht", "Een bankje"} and not (folder / "wensen.csv").exists()
    (folder / "wensen.xlsx").unlink()
    save(open_form(folder.parent), "Nieuwe wens", wens="Een boom")
    assert set(wishes(folder)) == {"Een boom"}


def test_a_card_of_the_menukaart_is_made_in_the_form_too(folder: Path) -> None:
    form = open_form(folder.parent)
    assert "Schrijf een titel en wat u leerde." in save(form, "Nieuwe kaart", titel="Bel aan")
    told = save(form, "Nieuwe kaart", titel="Bel aan", les="Een gesprek aan de deur werkt.", factor="burgerparticipatie")
    assert "Opgeslagen" in told and "menukaart.csv" in told
    [card] = load_menukaart(folder.parent, ["laak"], vandaag=VANDAAG)[0]
    assert (card.soort, card.factor, card.bron) == ("les", "burgerparticipatie", "de leersessie van 1 oktober 2022")
    assert "Hier lijkt de naam" in save(form, "Nieuwe kaart", titel="Bel aan bij mevrouw Jansen", les="Dat werkt.")
