"""The form writes what people fill in, and nothing that would break the agenda."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wijkmonitor.afspraken.agenda import Leeragenda, load_agenda
from wijkmonitor.verkennen.formulier import Formulier
from wijkmonitor.verkennen.sessievakken import read_counts
from wijkmonitor.verkennen.vakken import Vak

VANDAAG = date(2022, 10, 1)
AGENDA = """\
[sessie.s-01]
datum = 2022-04-12
gesloten = true
[sessie.s-02]          # volgende keer
datum = 2022-10-01
[sessie.s-03]
datum = 2023-02-01
[leervraag.A]
vraag = "Hoe?"
gesteld_in = "s-01"
[afspraak.s-01-1]
wat = "We bellen aan."
wie = "buurthuis"
verwachting = "Meer mensen."
terugkijk_in = "s-02"
[afspraak.s-01-2]
wat = "Kan de gemeente helpen?"
wie = "gemeente"
verwachting = "Een antwoord."
naar_kring = "buiten"
terugkijk_in = "s-03"
"""
BEVINDINGEN = [
    {"wijk": "laak", "document": "1-bereik", "id": "bereik-doelgroep", "kop": "We bereiken 3 van de 100"},
    {"wijk": "laak", "document": "1-bereik", "id": "bereik-wie-missen-we", "kop": "We missen vooral mannen"},
]


@pytest.fixture
def form(tmp_path: Path) -> Formulier:
    folder = tmp_path / "laak"
    folder.mkdir()
    (folder / "leeragenda.toml").write_text(AGENDA, encoding="utf-8")
    day = tmp_path / "reports" / "2022-09-30"
    day.mkdir(parents=True)
    rows = [row | {"waarde": 0.03, "laag": 0.02, "hoog": 0.04, "n": 900, "herkomst": "eigen registratie"} for row in BEVINDINGEN]
    (day / "bevindingen.json").write_text(json.dumps(rows), encoding="utf-8")
    return open_form(tmp_path)


def open_form(folder: Path) -> Formulier:
    """The form as another person opens it."""
    return Formulier("laak", data=str(folder), uit=str(folder / "reports"), vandaag=VANDAAG)


def agenda_of(form: Formulier) -> Leeragenda:
    """What stands in the file now; faults fail the test."""
    agenda, faults = load_agenda(form.pad, wijk="laak", vandaag=VANDAAG)
    assert [fault for fault in faults if fault.ernst == "fout"] == []
    return agenda


def part(form: Formulier, title: str) -> tuple[Vak, Any, Any]:
    """The part of the form, its button and its message."""
    number = next(k for k, item in enumerate(form.vakken) if item.titel.startswith(title))
    *_, button, told = form.widget.children[number + 1].children
    return form.vakken[number], button, told


def fill(part_: Vak, **values: Any) -> None:
    for name, value in values.items():
        part_.velden[name].value = value


def test_a_look_back_is_written_and_the_comment_stays(form: Formulier) -> None:
    box, button, told = part(form, "Terugkijken")
    fill(box, wat_gebeurde="Het lukte.", les="Begin klein.", besluit="aanpassen", niveau="regionaal")
    button.click()
    assert "Opgeslagen" in told.value and "# volgende keer" in form.pad.read_text(encoding="utf-8")
    agenda, faults = load_agenda(form.pad, wijk="laak", vandaag=VANDAAG)
    found = agenda.terugblik("s-01-1")
    assert (
        faults == ()
        and found is not None
        and (found.besluit, found.les, found.niveau) == ("aanpassen", "Begin klein.", "regionaal")
    )


@pytest.mark.parametrize("damaged", [b'{"half', b"[1]", b"\xff\xfe"])
def test_a_damaged_draft_stands_in_nobodys_way(form: Formulier, damaged: bytes) -> None:
    form.concept.write_bytes(damaged)
    box, button, told = part(form, "Terugkijken")
    fill(box, wat_gebeurde="Het lukte.", besluit="aanpassen")
    form.concept.write_bytes(damaged)
    button.click()
    assert "Opgeslagen" in told.value and agenda_of(form).terugblik("s-01-1") is not None and not form.concept.exists()


def test_a_second_press_makes_no_second_agreement(form: Formulier) -> None:
    box, button, told = part(form, "Nieuwe afspraak")
    words = {"wat": "We hangen een poster op.", "wie": "vrijwilligers", "terugkijk_in": "s-03"}
    fill(box, **words, bevindingen=("bereik-doelgroep",))
    button.click()
    assert "s-02-1, bereik-doelgroep: Bij de volgende meting zien we waarschijnlijk alleen een verschil van" in told.value
    button.click()
    assert "Opgeslagen in" in told.value, "a double click does not say that nothing was saved"
    assert [item.id for item in agenda_of(form).afspraken_van("s-02")] == ["s-02-1"]
    fill(box, **words)
    button.click()
    assert "staat er al" in told.value
    fill(box, **words | {"wat": "We bellen nog eens."})
    button.click()
    made = agenda_of(form).afspraken_van("s-02")
    assert [(item.id, item.bevindingen) for item in made] == [("s-02-1", ("bereik-doelgroep",)), ("s-02-2", ())]


def test_findings_are_picked_by_their_headline(form: Formulier) -> None:
    box, _, _ = part(form, "Nieuwe afspraak")
    assert box.velden["bevindingen"].options[1] == ("1. We missen vooral mannen", "bereik-wie-missen-we")


def test_counts_take_whole_numbers_only() -> None:
    with pytest.raises(ValueError, match="bewoner 9²"):
        read_counts("bewoner 9²")


def test_a_new_day_to_look_back_plans_that_session(form: Formulier) -> None:
    box, button, told = part(form, "Nieuwe afspraak")
    fill(box, wat="We doen iets.", wie="buurthuis", nieuwe_dag=date(2023, 6, 1))
    button.click()
    agenda = agenda_of(form)
    assert agenda.sessie(agenda.afspraken[-1].terugkijk_in).datum == date(2023, 6, 1), told.value
    fill(box, wat="En nog iets.", wie="buurthuis", nieuwe_dag=date(2023, 6, 1))
    button.click()
    assert [item.datum for item in agenda_of(form).sessies].count(date(2023, 6, 1)) == 1
    fill(box, wat="Te vroeg.", wie="buurthuis", nieuwe_dag=date(2022, 9, 1))
    button.click()
    assert "na 1 oktober 2022" in told.value
    fill(box, wat="Zonder dag.", wie="buurthuis", nieuwe_dag=None, terugkijk_in="")
    button.click()
    assert "Kies wanneer" in told.value


def test_what_the_group_says_of_a_finding_is_kept_with_its_figure(form: Formulier) -> None:
    box, button, told = part(form, "Wat vindt de groep")
    fill(box, bevinding="bereik-wie-missen-we", herkend="deels", kring_0="binnen", rol_0="bewoner", tekst_0="Ik zie ze wel.")
    fill(box, leidt_tot="A")
    button.click()
    (said,) = agenda_of(form).duidingen
    assert (said.bevinding, said.herkend, said.gezegd[0].tekst, said.leidt_tot) == (
        "bereik-wie-missen-we",
        "deels",
        "Ik zie ze wel.",
        "A",
    )
    assert said.toen is not None and (said.toen.waarde, said.toen.op) == (0.03, date(2022, 9, 30))
    fill(box, bevinding="bereik-doelgroep")
    assert box.velden["tekst_0"].value == "" and box.velden["herkend"].value == ""
    fill(box, bevinding="bereik-wie-missen-we")
    assert box.velden["tekst_0"].value == "Ik zie ze wel."
    fill(box, rol_1="beleid")
    button.click()
    assert "drie dingen nodig" in told.value


def test_lines_for_which_the_form_has_no_room_stay(form: Formulier) -> None:
    lines = ", ".join(f'{{ kring = "binnen", rol = "bewoner", tekst = "Zin {n}." }}' for n in range(6))
    more = f'[[duiding]]\nsessie = "s-02"\nbevinding = "bereik-doelgroep"\nherkend = "deels"\ngezegd = [{lines}]\n'
    form.pad.write_text(form.pad.read_text(encoding="utf-8") + more, encoding="utf-8")
    again = open_form(form.pad.parents[1])
    box, button, _ = part(again, "Wat vindt de groep")
    fill(box, herkend="herkend")
    button.click()
    (said,) = agenda_of(again).duidingen
    assert said.herkend == "herkend" and [line.tekst for line in said.gezegd] == [f"Zin {n}." for n in range(6)]


def test_question_state_answer_and_closing_have_their_own_part(form: Formulier) -> None:
    for title, values in (
        ("Hoe staat het ervoor? A", {"is_": "voorlopig_antwoord", "antwoord": "Aanbellen helpt."}),
        ("Nieuwe vraag", {"vraag": "Wie missen we?", "monitorvraag": "1"}),
        ("Antwoord van de buitenkring", {"antwoord": "Ja, in mei."}),
        ("Afsluiten", {"inzicht": "Begin klein."}),
    ):
        box, button, told = part(form, title)
        fill(box, **values)
        button.click()
        assert "Opgeslagen" in told.value, told.value
    agenda = agenda_of(form)
    assert agenda.leervraag("A").stand[-1].antwoord == "Aanbellen helpt."
    assert (agenda.leervraag("B").vraag, agenda.leervraag("B").monitorvraag) == ("Wie missen we?", 1)
    assert [item.antwoord for item in agenda.antwoorden_van("s-02")] == ["Ja, in mei."]
    again, _, _ = part(open_form(form.pad.parents[1]), "Antwoord van de buitenkring")
    assert again.velden["antwoord"].value == "Ja, in mei." and agenda.sessie("s-02").afsluiting.inzicht == "Begin klein."


def test_two_people_are_both_kept_or_the_second_is_told(form: Formulier) -> None:
    other = open_form(form.pad.parents[1])
    for each, words in ((form, "Wij doen dit."), (other, "Wij doen dat.")):
        box, button, _ = part(each, "Nieuwe afspraak")
        fill(box, wat=words, wie="buurthuis", terugkijk_in="s-03")
        button.click()
    assert [item.wat for item in agenda_of(form).afspraken_van("s-02")] == ["Wij doen dit.", "Wij doen dat."]
    told = {}
    for each, words in ((form, "Het lukte."), (other, "Het lukte niet.")):
        box, button, told[words] = part(each, "Terugkijken")
        fill(box, wat_gebeurde=words, besluit="doorgaan")
        button.click()
    assert "Iemand anders schreef hier intussen: Het lukte." in told["Het lukte niet."].value
    assert agenda_of(form).terugblikken[0].wat_gebeurde == "Het lukte."
    button.click()
    assert agenda_of(form).terugblikken[0].wat_gebeurde == "Het lukte niet."


def test_what_was_written_stands_in_the_fields_when_the_form_opens_again(form: Formulier) -> None:
    box, button, _ = part(form, "Afsluiten")
    fill(box, groep="Iedereen deed mee.")
    button.click()
    form.pad.write_text(form.pad.read_text(encoding="utf-8") + "# met de hand\n", encoding="utf-8")
    again, _, _ = part(open_form(form.pad.parents[1]), "Afsluiten")
    assert again.velden["groep"].value == "Iedereen deed mee." and "# met de hand" in form.pad.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "values", [{"wat": "x", "wie": "Jan Jansen", "terugkijk_in": "s-03"}, {"wat": "", "wie": "buurthuis", "terugkijk_in": "s-03"}]
)
def test_what_would_be_a_fault_is_not_written(form: Formulier, values: dict[str, str]) -> None:
    box, button, told = part(form, "Nieuwe afspraak")
    fill(box, **values)
    button.click()
    assert "Nog niet opgeslagen" in told.value and form.pad.read_text(encoding="utf-8") == AGENDA
    assert "Jansen" not in told.value


def test_who_was_there_is_read_from_words(form: Formulier) -> None:
    assert read_counts("bewoner 9, professional: 6; beleid=2") == {"bewoner": 9, "professional": 6, "beleid": 2}
    assert read_counts("negen bewoners en 2 partners") == {"bewoners": 9, "partners": 2}
    box, button, told = part(form, "Hoeveel mensen")
    fill(box, binnenkring="heel veel bewoners")
    button.click()
    assert "begrijpen we niet" in told.value and form.pad.read_text(encoding="utf-8") == AGENDA
    fill(box, binnenkring="bewoner 9")
    button.click()
    agenda, _ = load_agenda(form.pad, wijk="laak", vandaag=VANDAAG)
    assert agenda.sessie("s-02").binnenkring == {"bewoner": 9}


def test_without_a_session_the_form_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="sessie start --wijk leeg"):
        Formulier("leeg", data=str(tmp_path), vandaag=VANDAAG)


def test_an_agreement_can_be_about_one_group(form: Formulier) -> None:
    box, button, told = part(form, "Nieuwe afspraak")
    fill(
        box,
        wat="We gaan naar de flat.",
        wie="buurtsportcoach",
        terugkijk_in="s-03",
        bevindingen=("bereik-wie-missen-we",),
        deel="65+",
    )
    button.click()
    agenda, _ = load_agenda(form.pad, wijk="laak", vandaag=VANDAAG)
    assert "Opgeslagen" in told.value and agenda.afspraken[-1].deel == "65+"
