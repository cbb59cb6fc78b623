from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.afspraken.conftest import AGENDA

from wijkmonitor.afspraken.agenda import Leeragenda, parse_agenda
from wijkmonitor.afspraken.invullen import put_stand, put_values
from wijkmonitor.gegevens.fouten import Fout

Lees = Callable[[str], tuple[Leeragenda, tuple[Fout, ...]]]


def test_a_look_back_is_added_and_can_be_bettered(lees: Lees) -> None:
    text = put_values(
        AGENDA,
        "terugblik",
        "laak-02-1",
        {"les": "Doen.", "sessie": "laak-03", "wat_gebeurde": 'Het ging "goed".\nTweede regel.', "besluit": "doorgaan"},
    )
    assert text.startswith(AGENDA.rstrip())
    agenda, faults = lees(text)
    found = agenda.terugblik("laak-02-1")
    assert faults == () and found is not None and found.wat_gebeurde == 'Het ging "goed".\nTweede regel.'
    agenda, faults = lees(put_values(text, "terugblik", "laak-02-1", {"wat_gebeurde": "Toch niet.", "besluit": "stoppen"}))
    found = agenda.terugblik("laak-02-1")
    assert (
        faults == ()
        and found is not None
        and (found.wat_gebeurde, found.besluit, found.les) == ("Toch niet.", "stoppen", "Doen.")
    )


def test_an_agreement_and_a_question_are_added(lees: Lees) -> None:
    asked = {"gesteld_in": "laak-02", "vraag": "Hoe nu verder?", "monitorvraag": 4}
    text = put_values(AGENDA, "leervraag", "C", asked)
    assert '[leervraag.C]\nvraag = "Hoe nu verder?"\ngesteld_in = "laak-02"\n' in text, "the fields have their own order"
    made = {"sessie": "laak-02", "wat": "We bellen aan.", "wie": "buurthuis", "terugkijk_in": "laak-03", "leervraag": "C"}
    more = {"verwachting": "Meer mensen.", "verwacht": "hoger", "bevindingen": ("bereik-doelgroep",)}
    text = put_values(text, "afspraak", "laak-02-3", made | more)
    agenda, faults = lees(text)
    assert faults == () and agenda.afspraken[-1].bevindingen == ("bereik-doelgroep",) and agenda.leervraag("C").monitorvraag == 4


def test_counts_are_written_beside_the_session(lees: Lees) -> None:
    agenda, faults = lees(put_values(AGENDA, "sessie", "laak-03", {"binnenkring": {"bewoner": 7}}))
    assert faults == () and agenda.sessie("laak-03").binnenkring == {"bewoner": 7}


def test_a_question_gets_one_state_per_session(lees: Lees) -> None:
    text = put_stand(AGENDA, naam="B", sessie="laak-03", is_="open")
    text = put_stand(text, naam="B", sessie="laak-03", is_="beantwoord", antwoord="Ja, zo.")
    agenda, faults = lees(text)
    assert faults == () and [stand.sessie for stand in agenda.leervraag("B").stand] == ["laak-01", "laak-02", "laak-03"]
    assert agenda.leervraag("B").staat == "beantwoord" and "# houdt zijn letter" in text


def test_the_first_item_of_an_empty_agenda_is_written() -> None:
    text = put_values("", "leervraag", "A", {"gesteld_in": "s1", "vraag": "Hoe?"})
    assert text.startswith("[leervraag.A]")
    agenda, faults = parse_agenda(text + "\n[sessie.s1]\ndatum = 2022-01-01\n", wijk="x", vandaag=date(2022, 2, 1))
    assert faults == () and agenda.leervragen[0].vraag == "Hoe?"
