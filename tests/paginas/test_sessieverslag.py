"""The account of a session: every word that was written is in it, on the page and in the Word file, and blanks are named."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from tests.proefdata import make_wijk

from wijkmonitor.afspraken.agenda import Leeragenda, parse_agenda
from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.afspraken.stand import afspraak_standen
from wijkmonitor.cli.main import main
from wijkmonitor.paginas.checks import find_faults
from wijkmonitor.paginas.sessie import make_draaiboek, render_sessie
from wijkmonitor.paginas.sessieverslag import make_kwartaal, make_verslag
from wijkmonitor.paginas.stuk import stuk_docx, stuk_html

AGENDA = """\
[sessie.laak-01]
datum = 2022-04-12
binnenkring = { bewoner = 9, beleid = 2 }
buitenkring = { onderzoek = 1 }
besproken = ["bereik-doelgroep"]
afsluiting = { inzicht = "Elke buurt <vraagt> iets anders", beter = "Meer tijd voor jongeren" }
gesloten = true
[sessie.laak-02]
datum = 2022-10-12
binnenkring = { bewoner = 4 }
[leervraag.A]
gesteld_in = "laak-01"
vraag = "Hoe bereiken we mannen?"
stand = [{ sessie = "laak-02", is = "voorlopig_antwoord", antwoord = "Aanbellen helpt" }]
[afspraak.laak-01-1]
wat = "We bellen aan."
wie = "buurthuis"
verwachting = "Meer mannen."
terugkijk_in = "laak-02"
[afspraak.laak-01-2]
wat = "Kan de gemeente een bord betalen?"
wie = "gemeente"
verwachting = "Een antwoord."
naar_kring = "buiten"
terugkijk_in = "laak-02"
[terugblik.laak-01-1]
sessie = "laak-02"
wat_gebeurde = "Twintig mannen kwamen"
verschil_waardoor = "Een bekend gezicht"
besluit = "doorgaan"
les = "Ga langs"
[[duiding]]
sessie = "laak-01"
bevinding = "bereik-doelgroep"
herkend = "deels"
geraden = 30
gezegd = [{ kring = "buiten", rol = "partner", tekst = "Bij ons ook" }]
leidt_tot = "laak-01-1"
"""
FINDING = {"id": "bereik-doelgroep", "kop": "We bereiken 3 van de 100", "eenheid": "pct", "waarde": 0.03}
CIJFERS = {"bereik-doelgroep": Peilcijfer.of_record(FINDING)}


@pytest.fixture(scope="module")
def agenda() -> Leeragenda:
    found, faults = parse_agenda(AGENDA, wijk="laak", vandaag=date(2022, 12, 31))
    assert faults == ()
    return found


def words_of(content: bytes) -> str:
    """All words of a Word file, tables included."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(part.text for part in document.paragraphs), *cells])


@pytest.mark.parametrize(
    ("session", "said"),
    [
        (
            "laak-01",
            [
                "Binnenkring: 11 mensen (bewoner 9, beleid 2).",
                "Buitenkring: 1 mens (onderzoek 1).",
                "We bereiken 3 van de 100",
                "Op 12 april 2022 herkende de groep dit deels.",
                "De groep raadde eerst: 30 van de 100.",
                "Partner, buitenkring: Bij ons ook.",
                "Daaruit kwam een afspraak: We bellen aan. (buurthuis)",
                "12 oktober 2022",
                "Kan de gemeente een bord betalen? Gevraagd aan: gemeente. Hierop is nog geen antwoord.",
                "Nieuw inzicht: Elke buurt <vraagt> iets anders.",
                "Meer tijd voor jongeren.",
            ],
        ),
        (
            "laak-02",
            ["Twintig mannen kwamen.", "Een bekend gezicht.", "doorgaan", "Ga langs. (lokaal)", "Stand: voorlopig antwoord."],
        ),
    ],
)
def test_every_word_of_a_session_is_in_its_account(agenda: Leeragenda, session: str, said: list[str]) -> None:
    stuk = make_verslag(agenda, agenda.sessie(session), wijk_naam="Laak", cijfers=CIJFERS)
    page, file = stuk_html(stuk), words_of(stuk_docx(stuk, dag=date(2022, 4, 12)))
    assert find_faults(page) == []
    for words in said:
        assert words in file and words.replace("<", "&lt;").replace(">", "&gt;") in page


def test_what_was_not_written_is_named(agenda: Leeragenda) -> None:
    stuk = make_verslag(agenda, agenda.sessie("laak-02"), wijk_naam="Laak", cijfers={})
    empty = [part.kop for part in stuk.onderdelen if part.zinnen == ("Hierover is niets opgeschreven.",)]
    assert empty == [
        "Wat is getoond?",
        "Wat vond de groep van de cijfers?",
        "Nieuwe afspraken",
        "Gevraagd aan de buitenkring",
        "Wat staat in de weg?",
        "Wat staat er op de praatplaat?",
        "Wat kan de volgende keer beter?",
    ]


ANTWOORD = 'antwoord = "Ja, in mei"\nbeantwoord_in = "laak-02"\n'


def test_the_answer_of_the_outer_circle_stands_where_it_was_heard_and_with_its_agreement() -> None:
    """In the account of the session that heard it, on the page of the next one, and in the report; not in a report of before."""
    text = AGENDA.replace('naar_kring = "buiten"\n', f'naar_kring = "buiten"\n{ANTWOORD}')
    agenda, faults = parse_agenda(text, wijk="laak", vandaag=date(2022, 12, 31))
    assert faults == ()
    account = stuk_html(make_verslag(agenda, agenda.sessie("laak-02"), wijk_naam="Laak", cijfers={}))
    assert "Gevraagd op 12 april 2022 aan: gemeente. Het antwoord: Ja, in mei." in account
    before, after = (afspraak_standen(agenda, {}, peildatum=date(2022, month, 30), document="5-praatplaat") for month in (6, 11))
    assert [stand.antwoord for stand in before] == ["", ""] and "Ja, in mei." in [stand.antwoord for stand in after]
    assert "Antwoord van de buitenkring:</b> Ja, in mei." in page_of(agenda, "laak-02")


def test_an_answer_that_is_not_looked_back_on_yet_stands_on_the_next_page() -> None:
    later = AGENDA.replace('naar_kring = "buiten"\nterugkijk_in = "laak-02"', 'naar_kring = "buiten"\nterugkijk_in = "laak-03"')
    text = (
        later.replace('naar_kring = "buiten"\n', f'naar_kring = "buiten"\n{ANTWOORD}') + "[sessie.laak-03]\ndatum = 2022-12-01\n"
    )
    agenda, faults = parse_agenda(text, wijk="laak", vandaag=date(2022, 12, 31))
    assert faults == () and "Antwoord:</b> Ja, in mei" in page_of(agenda, "laak-02")
    assert agenda.tot(date(2022, 6, 30)).verzoeken_buiten and not agenda.tot(date(2022, 11, 30)).verzoeken_buiten


def test_an_answer_that_waits_for_a_session_to_come_is_known_at_once() -> None:
    given = ANTWOORD.replace("laak-02", "laak-03")
    text = AGENDA.replace('naar_kring = "buiten"\n', f'naar_kring = "buiten"\n{given}') + "[sessie.laak-03]\ndatum = 2023-03-01\n"
    agenda, _ = parse_agenda(text, wijk="laak", vandaag=date(2022, 12, 31))
    assert agenda.tot(date(2022, 11, 30)).verzoeken_buiten == ()


def page_of(agenda: Leeragenda, session: str) -> str:
    """The page of a session."""
    return render_sessie(make_draaiboek(agenda, agenda.sessie(session), wijk_naam="Laak"))


def test_the_word_file_has_headings_a_language_and_the_same_bytes_every_time(agenda: Leeragenda) -> None:
    stuk = make_verslag(agenda, agenda.sessie("laak-01"), wijk_naam="Laak", cijfers=CIJFERS)
    content = stuk_docx(stuk, dag=date(2022, 4, 12))
    assert content == stuk_docx(stuk, dag=date(2022, 4, 12))
    document = Document(io.BytesIO(content))
    heads = [part.text for part in document.paragraphs if part.style.name == "Heading 1"]
    assert heads[0] == "Wie was er?" and document.core_properties.language == "nl-NL"
    assert document.core_properties.created.date() == date(2022, 4, 12)


def test_a_quarter_has_the_sessions_of_that_quarter_alone(agenda: Leeragenda) -> None:
    stuk = make_kwartaal([("Laak", "Den Haag", agenda)], jaar=2022, kwartaal=4)
    assert [part.kop for part in stuk.onderdelen if not part.onder] == ["Laak, Den Haag: 12 oktober 2022"]
    assert "1 sessie" in stuk.onderkop
    empty = make_kwartaal([("Laak", "Den Haag", agenda)], jaar=2021, kwartaal=1)
    assert empty.onderdelen[0].zinnen == ("In dit kwartaal is geen sessie opgeschreven.",)


def test_the_command_writes_both_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_wijk(tmp_path / "data" / "laak", {"leeragenda.toml": AGENDA})
    where = ["--data", str(tmp_path / "data"), "--uit", str(tmp_path / "uit")]
    assert main(["sessie", "verslag", "--wijk", "laak", *where]) == 0
    assert main(["sessie", "verslag", "--kwartaal", "2022-2", *where]) == 0
    assert main(["sessie", "verslag", "--wijk", "laak", "--sessie", "laak-09", *where]) == 2
    made = sorted(path.name for path in (tmp_path / "uit" / "sessies").iterdir() if not path.name.startswith("."))
    assert made == ["kwartaal-2022-2.docx", "kwartaal-2022-2.html", "laak-02-verslag.docx", "laak-02-verslag.html"]
    assert "Kies uit: laak-01, laak-02" in capsys.readouterr().err
