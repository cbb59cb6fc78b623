"""`wijkmonitor sessie kaart`: what a session taught comes on the menukaart of the wijk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from wijkmonitor.afspraken.menukaart import Kaart, load_menukaart
from wijkmonitor.cli import main

AGENDA = """\
[sessie.laak-01]
datum = 2021-04-12
afsluiting = { inzicht = "Elke buurt is anders" }
[sessie.laak-02]
datum = 2022-04-12
binnenkring = { bewoner = 3 }
[leervraag.A]
vraag = "Hoe bereiken we mannen?"
gesteld_in = "laak-01"
stand = [{ sessie = "laak-01", is = "open" }, { sessie = "laak-02", is = "beantwoord", antwoord = "Aanbellen helpt" }]
[belemmering.laak-01-1]
wat = "De zaal is dicht."
gezien_in = "laak-01"
factor = "financiering en capaciteit"
stand = [{ sessie = "laak-02", is = "weg", waardoor = "De gemeente gaf een sleutel" }]
"""


@pytest.fixture
def data(laak: Path) -> Path:
    (laak / "leeragenda.toml").write_text(AGENDA, encoding="utf-8")
    return laak.parent


def card(data: Path, *more: str) -> int:
    return main(["sessie", "kaart", "--wijk", "laak", "--data", str(data), *more])


def cards(data: Path) -> list[Kaart]:
    found, faults = load_menukaart(data, ["laak"], vandaag=date.today())
    assert faults == ()
    return list(found)


def test_what_the_last_session_taught_becomes_cards_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert card(data) == 0 and card(data) == 0
    first, second = cards(data)
    assert (first.titel, first.les, first.soort) == ("Hoe bereiken we mannen?", "Aanbellen helpt.", "les")
    assert (second.titel, second.les) == ("Opgelost: De zaal is dicht", "De gemeente gaf een sleutel.")
    assert (second.soort, second.factor) == ("goed voorbeeld", "financiering en capaciteit")
    assert (second.bron, second.wijk, second.herkomst) == ("de leersessie van 12 april 2022", "laak", "eigen registratie")
    told = capsys.readouterr().out
    assert "- Hoe bereiken we mannen?: Aanbellen helpt." in told and "Nieuw in de tabel menukaart: 2." in told
    assert "Dit staat er al." in told


def test_a_named_session_gives_its_own_insight(data: Path) -> None:
    assert card(data, "--sessie", "laak-01") == 0
    [found] = cards(data)
    assert (found.titel, found.les) == ("Elke buurt is anders", "Dit zag de groep op 12 april 2021.")


def test_a_card_in_own_words_says_its_session_and_a_title_that_is_there_stays(data: Path) -> None:
    own = ("--zet", "titel=Bel aan", "--zet", "les=Een gesprek aan de deur werkt.", "--zet", "stap=uitvoeren")
    assert card(data, *own, "--zet", "invulblad=meedoen") == 0
    assert card(data, "--zet", "titel=bel aan", "--zet", "les=Iets anders.") == 0
    [found] = cards(data)
    assert (found.les, found.stap, found.invulblad) == ("Een gesprek aan de deur werkt.", "uitvoeren", "meedoen")
    assert found.bron == "de leersessie van 12 april 2022"


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (["--sessie", "laak-09"], 2, "Kies uit: laak-01, laak-02"),
        (["--zet", "titel=Bel aan"], 1, "kolom les: "),
        (["--zet", "titel=Bel mevrouw Jansen", "--zet", "les=Dat helpt."], 1, "kolom titel: Hier lijkt de naam"),
        (["--zet", "titel=Bel aan", "--zet", "les=Dat helpt.", "--zet", "invulblad=plan"], 1, "kolom invulblad: "),
        (["--zet", "kop=Bel aan"], 2, "De kolommen van menukaart zijn: titel"),
    ],
)
def test_what_the_check_would_refuse_is_told_and_makes_no_card(
    data: Path, more: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert card(data, *more) == code
    told = capsys.readouterr().err
    assert words in told and "Jansen" not in told and not (data / "laak" / "menukaart.csv").exists()


def test_a_session_that_taught_nothing_says_what_to_do(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / "laak" / "leeragenda.toml"
    path.write_text("[sessie.laak-01]\ndatum = 2021-04-12\nbinnenkring = { bewoner = 3 }\n", encoding="utf-8")
    assert card(data) == 1
    assert "nog geen inzicht, geen antwoord en niets dat is opgelost" in capsys.readouterr().out
