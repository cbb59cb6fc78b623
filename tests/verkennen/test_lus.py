"""Three sessions in a copy of the shipped voorbeeldwijk, by form and by command: every word is found again where it belongs.

The form is closed halfway, two people write at once, and files are edited by hand in between.
"""

from __future__ import annotations

import html
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from tests.opdracht import ROOT, wijkmonitor
from tests.verkennen.test_formulier import fill, part

from wijkmonitor.afspraken.agenda import Leeragenda, load_agenda
from wijkmonitor.cli.agendaboek import page_name
from wijkmonitor.cli.main import main
from wijkmonitor.verkennen.formulier import Formulier, draft_path

pytestmark = pytest.mark.traag
WIJK = "voorbeeldwijk"
EERST, DAN, LAATST = "voorbeeldwijk-2023-02", "voorbeeldwijk-01", "voorbeeldwijk-02"
HAND = "# met de hand, tussendoor"


@dataclass(frozen=True)
class Lus:
    """A data folder with the voorbeeldwijk alone, the folder of its reports, and what was printed."""

    data: Path
    uit: Path

    @property
    def wijk(self) -> Path:
        return self.data / WIJK

    @property
    def toml(self) -> Path:
        return self.wijk / "leeragenda.toml"

    @property
    def agenda(self) -> Leeragenda:
        agenda, faults = load_agenda(self.toml, wijk=WIJK, vandaag=date.today())
        assert [fault for fault in faults if fault.ernst == "fout"] == []
        return agenda

    def open_form(self, session: str) -> Formulier:
        return Formulier(WIJK, data=str(self.data), uit=str(self.uit), sessie=session)

    def do(self, *command: str) -> int:
        return main([*command, "--wijk", WIJK, "--data", str(self.data), "--uit", str(self.uit)])

    def run(self, *documents: str) -> None:
        chosen = [word for name in documents for word in ("--document", name)]
        done = wijkmonitor("run", "--wijk", WIJK, "--data", self.data, "--uit", self.uit, *chosen, CHROMIUM="geen")
        assert done.returncode == 0, done.stdout + done.stderr

    def page(self, name: str) -> str:
        """The words of the newest page with this name, of its text and its pictures' descriptions."""
        path = sorted(self.uit.glob(f"*/{name}.html"))[-1]
        shown = re.sub(r"<(style|script)\b.*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        spoken = " ".join(re.findall(r'\balt="([^"]*)"', shown))
        return " ".join(html.unescape(f"{re.sub('<[^>]+>', ' ', shown)} {spoken}").split())


def save(form: Formulier, title: str, **values: Any) -> None:
    box, button, told = part(form, title)
    fill(box, **values)
    button.click()
    assert "Opgeslagen" in told.value, (title, told.value)


def _first_by_form(lus: Lus) -> None:
    """Closed halfway, two people, and a hand in both files meanwhile."""
    form = lus.open_form(EERST)
    save(form, "Hoeveel mensen", binnenkring="bewoner 9, beleid 2", buitenkring="partner 3")
    save(form, "Terugkijken: Een van de groepen", wat_gebeurde="De groep kwam om zeven uur", besluit="doorgaan",
         les="Vraag eerst wanneer mensen kunnen", niveau="regionaal")  # fmt: skip
    half, _, _ = part(form, "Nieuwe afspraak")
    fill(half, wat="We bellen aan in de flat", wie="buurtsportcoach", verwachting="Meer mensen doen mee")
    fill(part(form, "Nieuwe wens")[0], wens="Een bankje bij de school")
    lus.toml.write_text(f"{lus.toml.read_text(encoding='utf-8')}{HAND}\n", encoding="utf-8")
    with (lus.wijk / "wensen.csv").open("a", encoding="utf-8") as table:
        table.write("Een glijbaan op het plein;2023;plein;bewoners;;;open;;;;voorbeeld\n")

    form, other = lus.open_form(EERST), lus.open_form(EERST)
    for title, field, typed in (
        ("Nieuwe afspraak", "wat", "We bellen aan in de flat"),
        ("Nieuwe wens", "wens", "Een bankje bij de school"),
    ):
        again, _, told = part(form, title)
        assert again.velden[field].value == typed and "Dit typte u eerder" in told.value
    save(form, "Nieuwe afspraak", nieuwe_dag=date(2023, 6, 15), verwacht="hoger", verwacht_cijfer="85",
         bevindingen=("bereik-trechter",))  # fmt: skip
    save(form, "Nieuwe wens", van="bewoners", thema="ontmoeten")
    save(other, "Terugkijken: Partners kiezen", wat_gebeurde="Er bleven vijf plannen over", besluit="aanpassen")
    save(other, "Terugkijken: De andere wijken", wat_gebeurde="Zij tellen per keer", besluit="stoppen")
    save(other, "Wat staat in de weg", wat="De zaal is dicht in de avond", eigenaar="gemeente", besluit_wat="Open de zaal",
         besluit_wie="wethouder sport", besluit_hoeveel="€ 900", besluit_anders="Dan stopt de avondgroep")  # fmt: skip
    save(other, "Wat staat er op de praatplaat", opvalt="Veel vrouwen\nWeinig mannen", trots="De tuin is af")
    save(form, "Wat vindt de groep", bevinding="bereik-trechter", geraden="30", herkend="deels", kring_0="binnen",
         rol_0="bewoner", tekst_0="Het voelt als meer", leidt_tot="niets")  # fmt: skip
    save(form, "Afsluiten", inzicht="Aan de deur hoor je meer", beter="Meer tijd voor de cijfers")
    assert "Een glijbaan op het plein" in [value[0] for _, value in part(other, "Wat werd er")[0].velden["wens"].options]
    box, button, told = part(other, "Afsluiten")
    fill(box, beter="Iets anders")
    button.click()
    assert "Iemand anders schreef hier intussen" in told.value
    save(other, "Afsluiten", beter="Meer tijd voor de cijfers, en thee")
    assert lus.do("sessie", "sluit", "--sessie", EERST) == 0


def _then_by_command(lus: Lus) -> None:
    """The sheet, the rest by hand and by command."""
    sheet = lus.data / "blad.csv"
    sheet.write_text("bevinding;kop;geraden;herkend;kring;rol;gezegd;leidt_tot\nbereik-trechter;x;15;herkend;buiten;partner;"
                     "Bij ons ook;A\n", encoding="utf-8")  # fmt: skip
    lus.toml.write_text(f"""{lus.toml.read_text(encoding="utf-8")}
[terugblik.{EERST}-1]
sessie = "{DAN}"
wat_gebeurde = "Twintig mensen deden open"
besluit = "doorgaan"
les = "Ga met z'n tweeën"
""", encoding="utf-8")  # fmt: skip
    assert lus.do("sessie", "wens", "--zet", "wens=Een bankje bij de school", "--zet", "opgepakt_door=gemeente") == 0
    assert lus.do("sessie", "sluit", "--sessie", DAN, "--blad", str(sheet)) == 0
    assert lus.do("sessie", "kaart", "--sessie", EERST) == 0


def _last_by_form(lus: Lus) -> None:
    """What hinders is gone, a question has its answer, and a wish is told back."""
    lus.toml.write_text(f"{lus.toml.read_text(encoding='utf-8')}\n[sessie.{LAATST}]\ndatum = 2023-10-12\n", encoding="utf-8")
    form = lus.open_form(LAATST)
    save(form, "Is dit weg? De zaal is dicht", is_="weg", waardoor="De gemeente gaf een sleutel")
    save(form, "Hoe staat het ervoor? A", is_="beantwoord", antwoord="Aanbellen helpt het best")
    chosen = part(form, "Wat werd er")[0].velden["wens"]
    chosen.value = next(value for _, value in chosen.options if value[0] == "Een bankje bij de school")
    save(form, "Wat werd er", stand="gedaan", uitkomst="Het bankje staat er", klaar="2023-09", teruggemeld="2023-10")
    save(form, "Nieuwe kaart", titel="Een sleutel voor bewoners", les="Geef bewoners zelf een sleutel", factor="regie en rollen")
    assert lus.do("sessie", "sluit", "--sessie", LAATST) == 0


@pytest.fixture(scope="module")
def lus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lus]:
    """The voorbeeldwijk after three sessions more, with the reports that follow."""
    root = tmp_path_factory.mktemp("lus")
    others = {path.parent.name for path in (ROOT / "wijkdata").glob("*/wijk.toml")} - {WIJK}
    shutil.copytree(ROOT / "wijkdata", root / "data", ignore=shutil.ignore_patterns(*others))
    played = Lus(root / "data", root / "uit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHROMIUM", "geen-browser")
        played.run("bereik", "praatplaat")
        _first_by_form(played)
        _then_by_command(played)
        _last_by_form(played)
        played.run("bereik", "bestuur", "wensen", "menukaart", "samen-leren")
        yield played


SAID = {
    EERST: ["bewoner 9, beleid 2", "De groep kwam om zeven uur", "Vraag eerst wanneer mensen kunnen", "Er bleven vijf plannen over",
            "Zij tellen per keer", "Het voelt als meer.", "30 van de 100", "We bellen aan in de flat", "Veel vrouwen", "De tuin is af",
            "De zaal is dicht in de avond", "Open de zaal", "Aan de deur hoor je meer", "Meer tijd voor de cijfers"],
    DAN: ["Bij ons ook.", "15 van de 100", "Twintig mensen deden open", "Ga met z'n tweeën"],
    LAATST: ["De gemeente gaf een sleutel", "Aanbellen helpt het best"],
}  # fmt: skip


@pytest.mark.parametrize("session", SAID)
def test_every_word_of_a_session_stands_in_its_account_and_in_the_word_file(lus: Lus, session: str) -> None:
    path = lus.uit / "sessies" / f"{page_name(WIJK, session)}-verslag.docx"
    document = Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    word = " ".join([*(each.text for each in document.paragraphs), *cells])
    page = html.unescape(path.with_suffix(".html").read_text(encoding="utf-8"))
    assert [text for text in SAID[session] if text not in page or text not in word] == []


def test_the_agenda_keeps_what_a_hand_wrote_and_no_draft_is_left(lus: Lus) -> None:
    text = lus.toml.read_text(encoding="utf-8")
    shipped = (ROOT / "wijkdata" / WIJK / "leeragenda.toml").read_text(encoding="utf-8")
    assert HAND in text and [line for line in shipped.splitlines() if line.startswith("#") and line not in text] == []
    assert [item.gesloten for item in lus.agenda.sessies[-3:]] == [True] * 3 and lus.agenda.sessies[-2].id == DAN
    assert lus.agenda.sessie(EERST).afsluiting.beter == "Meer tijd voor de cijfers, en thee"
    assert [session for session in SAID if draft_path(lus.wijk, session).exists()] == []
    assert lus.do("check") == 0


def test_the_report_tells_what_was_said_guessed_and_expected_beside_its_figure(lus: Lus) -> None:
    report = lus.page(f"{WIJK}/1-bereik")
    for words in ("Het voelt als meer.", "Bij ons ook.", "De groep raadde eerst: 30 van de 100.", "De groep raadde eerst: 15 van de 100.",
                  "Op 9 februari 2023 verwachtte de groep: 85 van de 100.", "We bellen aan in de flat."):  # fmt: skip
        assert words in report, words
    assert "Verwacht op 9 februari 2023: 85 van de 100, verwacht. Geraden op 15 juni 2023: 15 van de 100, geraden." in report
    assert "Geraden op 9 februari 2023 30 van de 100 geraden" in report, "the table has all rows"


def test_wishes_stand_on_the_sheet_for_residents_with_what_came_of_them(lus: Lus) -> None:
    sheet = lus.page(f"{WIJK}/13-wensen")
    done = sheet.partition("Dit kwam ervan")[2]
    assert "Een bankje bij de school" in done and "Opgepakt door: gemeente." in done and "Het bankje staat er." in done
    assert "Verteld aan bewoners: oktober 2023." in done
    assert "Een glijbaan op het plein" in sheet.partition("Hier wordt aan gewerkt")[0], "a hand wrote it, and nobody answered"


def test_what_was_learned_stands_on_the_menukaart_and_between_the_wijken(lus: Lus) -> None:
    cards = lus.page("menukaart")
    for words in ("Vraag eerst wanneer mensen kunnen", "Ga met z'n tweeën", "Aan de deur hoor je meer", "Een sleutel voor bewoners",
                  "Geef bewoners zelf een sleutel", "Bron: de leersessie van 12 oktober 2023."):  # fmt: skip
        assert words in cards, words
    assert "Vraag eerst wanneer mensen kunnen" in lus.page("samen-leren")


def test_the_harvest_stands_in_the_plate_and_what_is_gone_is_asked_no_more(lus: Lus) -> None:
    plate = lus.uit / "sessies" / f"{page_name(WIJK, EERST)}-praatplaat.html"
    written = html.unescape(plate.read_text(encoding="utf-8"))
    assert all(words in written for words in ("Veel vrouwen", "Weinig mannen", "De tuin is af"))
    board = lus.page(f"{WIJK}/7-bestuur")
    assert "Open de zaal" not in board and "Betaal de huur van een ruimte" in board


@pytest.fixture
def wijk(tmp_path: Path) -> Path:
    """A small wijk with one session and one finding."""
    folder = tmp_path / "data" / WIJK
    folder.mkdir(parents=True)
    (folder / "leeragenda.toml").write_text(f"[sessie.{EERST}]\ndatum = 2023-02-09\n", encoding="utf-8")
    row = {"wijk": WIJK, "document": "1-bereik", "id": "bereik-doelgroep", "kop": "We bereiken 10 van de 100 inwoners"}
    day = tmp_path / "uit" / "2022-12-31"
    day.mkdir(parents=True)
    (day / "bevindingen.json").write_text(json.dumps([row | {"waarde": 0.1, "herkomst": "eigen registratie"}]), encoding="utf-8")
    return folder


def test_a_draft_is_not_given_to_another_finding_and_says_what_another_one_wrote(wijk: Path) -> None:
    small = Lus(wijk.parent, wijk.parents[1] / "uit")
    form = small.open_form(EERST)
    box, _, _ = part(form, "Wat vindt de groep")
    fill(box, tekst_0="Nog niet opgeslagen")
    box.velden["bevinding"].options = [*box.velden["bevinding"].options, ("2. Iets anders", "bereik-trechter")]
    fill(box, bevinding="bereik-trechter")
    assert box.velden["tekst_0"].value == ""
    fill(box, bevinding="bereik-doelgroep")
    assert box.velden["tekst_0"].value == "Nog niet opgeslagen"
    fill(part(form, "Afsluiten")[0], groep="Mijn tekst")
    save(small.open_form(EERST), "Afsluiten", groep="De tekst van een ander")
    fill(part(form, "Afsluiten")[0], groep="Mijn tekst, langer")
    _, _, told = part(small.open_form(EERST), "Afsluiten")
    assert "In de leeragenda staat nu: De tekst van een ander." in told.value
    assert small.open_form(EERST).vakken[0].velden["binnenkring"].value == ""
