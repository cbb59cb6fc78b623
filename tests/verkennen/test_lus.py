"""Three sessions of a wijk from start to look-back, by form and by command: every word is found again where it belongs.

The form is closed halfway, two people write at once, and the file is edited by hand in between.
"""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from tests.verkennen.test_formulier import fill, part

from wijkmonitor.afspraken.agenda import Leeragenda, load_agenda
from wijkmonitor.afspraken.duiding import with_what_was_said
from wijkmonitor.bevinding import Bevinding
from wijkmonitor.cli.main import main
from wijkmonitor.paginas.sessieverslag import make_kwartaal
from wijkmonitor.paginas.stuk import stuk_html
from wijkmonitor.verkennen.concept import draft_path
from wijkmonitor.verkennen.formulier import Formulier

VANDAAG = date.today()
DAGEN = (date(2021, 6, 24), date(2022, 2, 10), date(2022, 9, 22))
BEVINDING: dict[str, Any] = {
    "wijk": "laak",
    "document": "1-bereik",
    "id": "bereik-doelgroep",
    "kop": "We bereiken {n} van de 100 inwoners",
    "eenheid": "pct",
    "methode": "Wilson 95%",
    "n": 900,
    "herkomst": "eigen registratie",
}


@pytest.fixture
def wijk(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "laak"
    folder.mkdir(parents=True)
    (folder / "wijk.toml").write_text('naam = "Laak"\ngemeente = "GM0518"\ngebieden = ["WK051844"]\n', encoding="utf-8")
    sessions = "".join(f"[sessie.laak-0{n}]\ndatum = {day}\n" for n, day in enumerate(DAGEN, 1))
    (folder / "leeragenda.toml").write_text(f"# van de groep\n{sessions}", encoding="utf-8")
    return folder


def report(wijk: Path, day: date, share: float) -> Bevinding:
    """A report of that day with one finding; the finding."""
    row = BEVINDING | {"kop": f"We bereiken {share * 100:.0f} van de 100 inwoners", "waarde": share}
    row |= {"laag": share - 0.02, "hoog": share + 0.02}
    folder = wijk.parents[1] / "uit" / day.isoformat()
    folder.mkdir(parents=True)
    (folder / "bevindingen.json").write_text(json.dumps([row]), encoding="utf-8")
    return Bevinding.from_json(row)


def open_form(wijk: Path, session: str) -> Formulier:
    return Formulier("laak", data=str(wijk.parent), uit=str(wijk.parents[1] / "uit"), vandaag=VANDAAG, sessie=session)


def save(form: Formulier, title: str, **values: Any) -> None:
    box, button, told = part(form, title)
    fill(box, **values)
    button.click()
    assert "Opgeslagen" in told.value, (title, told.value)


def close(wijk: Path, session: str, *more: str) -> None:
    where = ["--wijk", "laak", "--data", str(wijk.parent), "--uit", str(wijk.parents[1] / "uit"), "--sessie", session]
    assert main(["sessie", "sluit", *where, *more]) == 0


def agenda_of(wijk: Path) -> Leeragenda:
    agenda, faults = load_agenda(wijk / "leeragenda.toml", wijk="laak", vandaag=VANDAAG)
    assert [fault for fault in faults if fault.ernst == "fout"] == []
    return agenda


def account(wijk: Path, session: str) -> tuple[str, str]:
    """The page and the words of the Word file of a session."""
    base = wijk.parents[1] / "uit" / "sessies" / f"{session}-verslag"
    document = Document(io.BytesIO(base.with_suffix(".docx").read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return base.with_suffix(".html").read_text(encoding="utf-8"), " ".join([*(each.text for each in document.paragraphs), *cells])


def test_three_sessions_lose_no_word(wijk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "geen-browser")
    toml = wijk / "leeragenda.toml"

    # the first session: all by form; it is closed halfway, two people write, and a hand adds a line
    report(wijk, date(2021, 3, 31), 0.10)
    form = open_form(wijk, "laak-01")
    save(form, "Hoeveel mensen", binnenkring="bewoner 9, beleid 2", buitenkring="partner 3")
    save(form, "Nieuwe vraag", vraag="Hoe bereiken we mannen?", belemmering="Zij werken overdag.")
    half, _, _ = part(form, "Nieuwe afspraak")
    fill(half, wat="We bellen aan.", wie="buurthuis", verwachting="Meer mannen.", nieuwe_dag=None, terugkijk_in="laak-02")
    toml.write_text(toml.read_text(encoding="utf-8") + "# een regel met de hand\n", encoding="utf-8")
    form, other = open_form(wijk, "laak-01"), open_form(wijk, "laak-01")
    again, button, told = part(form, "Nieuwe afspraak")
    assert again.velden["wat"].value == "We bellen aan." and "Dit typte u eerder" in told.value
    fill(again, verwacht="hoger", verwacht_cijfer="20", bevindingen=("bereik-doelgroep",), terugkijk_in="laak-02")
    button.click()
    save(form, "Wat vindt de groep", bevinding="bereik-doelgroep", geraden="30", herkend="deels", kring_0="binnen",
         rol_0="bewoner", tekst_0="Het voelt als meer", leidt_tot="niets")  # fmt: skip
    save(other, "Wat staat in de weg", wat="De zaal is dicht in de avond", eigenaar="gemeente", besluit_wat="Open de zaal",
         besluit_wie="wethouder", besluit_hoeveel="€ 900", besluit_anders="Dan stopt de groep")  # fmt: skip
    save(other, "Wat staat er op de praatplaat", opvalt="Veel vrouwen\nWeinig mannen", trots="De tuin")
    save(form, "Afsluiten", inzicht="Elke buurt is anders", beter="Meer tijd")
    assert not draft_path(wijk, "laak-01").exists()
    close(wijk, "laak-01")
    first = agenda_of(wijk)
    assert toml.read_text(encoding="utf-8").startswith("# van de groep") and "# een regel met de hand" in toml.read_text("utf-8")
    assert first.duidingen[0].toen is not None and first.duidingen[0].toen.waarde == 0.10

    # the second: the sheet, and the rest by hand
    second_report = report(wijk, date(2021, 12, 31), 0.20)
    sheet = wijk.parents[1] / "blad.csv"
    sheet.write_text("bevinding;kop;geraden;herkend;kring;rol;gezegd;leidt_tot\nbereik-doelgroep;x;15;herkend;buiten;partner;"
                     "Bij ons ook;A\n", encoding="utf-8")  # fmt: skip
    toml.write_text(toml.read_text(encoding="utf-8") + """
[terugblik.laak-01-1]
sessie = "laak-02"
wat_gebeurde = "Twintig mannen kwamen"
besluit = "doorgaan"
les = "Ga langs"
""", encoding="utf-8")  # fmt: skip
    close(wijk, "laak-02", "--blad", str(sheet))

    # the third: what hinders is gone, and the question has an answer
    report(wijk, date(2022, 6, 30), 0.21)
    form = open_form(wijk, "laak-03")
    save(form, "Is dit weg?", is_="weg", waardoor="De gemeente gaf een sleutel")
    save(form, "Hoe staat het ervoor? A", is_="beantwoord", antwoord="Aanbellen helpt")
    close(wijk, "laak-03")

    found = agenda_of(wijk)
    said = {
        "laak-01": ["bewoner 9, beleid 2", "Het voelt als meer.", "30 van de 100", "We bellen aan.", "Veel vrouwen", "De tuin",
                    "De zaal is dicht in de avond", "Open de zaal", "Elke buurt is anders", "Meer tijd", "Hoe bereiken we mannen?"],
        "laak-02": ["Bij ons ook.", "15 van de 100", "Twintig mannen kwamen.", "Ga langs"],
        "laak-03": ["De gemeente gaf een sleutel.", "Aanbellen helpt"],
    }  # fmt: skip
    for session, words in said.items():
        page, word = account(wijk, session)
        assert [text for text in words if text not in page or text not in word] == [], session
    assert found.open_belemmeringen == () and [item.gesloten for item in found.sessies] == [True] * 3

    # and in the next report, and in the digest of a quarter
    shown = with_what_was_said(found.tot(date(2022, 3, 1)), second_report)
    told_there = " ".join(f"{item.kop} {item.geraden} {item.regels} {item.sindsdien}" for item in shown.gezegd)
    for words in ("Het voelt als meer.", "eerst: 30 van de 100", "verwachtte de groep: 20 van de 100", "Nu is het 20 van de 100"):
        assert words in told_there
    assert "Verwacht op 24 juni 2021" in shown.extra_figuren[0].alt
    digest = stuk_html(make_kwartaal([("Laak", "Den Haag", found)], jaar=2022, kwartaal=1))
    assert "Ga langs" in digest and "Bij ons ook." in digest and "Elke buurt" not in digest


def test_a_draft_is_not_given_to_another_finding_and_says_what_another_one_wrote(wijk: Path) -> None:
    report(wijk, date(2021, 3, 31), 0.10)
    form = open_form(wijk, "laak-01")
    box, _, _ = part(form, "Wat vindt de groep")
    fill(box, tekst_0="Nog niet opgeslagen")
    box.velden["bevinding"].options = [*box.velden["bevinding"].options, ("2. Iets anders", "bereik-trechter")]
    fill(box, bevinding="bereik-trechter")
    assert box.velden["tekst_0"].value == ""
    fill(box, bevinding="bereik-doelgroep")
    assert box.velden["tekst_0"].value == "Nog niet opgeslagen"
    fill(part(form, "Afsluiten")[0], groep="Mijn tekst")
    save(open_form(wijk, "laak-01"), "Afsluiten", groep="De tekst van een ander")
    fill(part(form, "Afsluiten")[0], groep="Mijn tekst, langer")
    _, _, told = part(open_form(wijk, "laak-01"), "Afsluiten")
    assert "In de leeragenda staat nu: De tekst van een ander." in told.value
    assert open_form(wijk, "laak-01").vakken[0].velden["binnenkring"].value == ""
