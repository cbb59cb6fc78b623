from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from tests.afspraken.conftest import AGENDA

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.items import Sessie, Toen
from wijkmonitor.afspraken.sessie import (
    add_forms,
    check_closing,
    close_session,
    move_session,
    next_day,
    next_id,
    plan_session,
    session_to_close,
)
from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.paginas.sessie import make_draaiboek, render_sessie

Lees = Callable[[str], tuple[Leeragenda, tuple[Fout, ...]]]
MAART = date(2023, 3, 10)


def test_a_new_session_leaves_every_byte_that_was_there(agenda: Leeragenda, lees: Lees) -> None:
    text = plan_session(AGENDA, agenda, id="laak-04", datum=date(2023, 9, 1))
    assert text.startswith(AGENDA.rstrip("\n"))
    planned, faults = lees(text)
    assert faults == () and planned.sessie("laak-04").vorige == "laak-03"


def test_the_form_of_a_new_session_is_valid_once_the_marks_are_taken_away(agenda: Leeragenda, lees: Lees) -> None:
    planned, _ = lees(plan_session(AGENDA, agenda, id="laak-04", datum=date(2023, 12, 1)))
    added = add_forms(AGENDA, planned, id="laak-04")[len(AGENDA) :]
    form = added[added.index("# We spreken rokers") : added.index("# Kan de gemeente")]
    filled = "\n".join(line.removeprefix("# ") for line in form.split("\n")[1:]).replace(
        'wat_gebeurde = ""', 'wat_gebeurde = "Gedaan."'
    )
    planned, faults = lees(AGENDA + "\n[sessie.laak-04]\ndatum = 2022-12-01\n" + filled)
    assert faults == () and planned.terugblik("laak-02-1") is not None


HINDER = """
[belemmering.laak-02-1]
wat = "De zaal is dicht."
gezien_in = "laak-02"
eigenaar = "gemeente"
afspraken = ["laak-02-1"]
stand = [{ sessie = "laak-02", is = "open", waardoor = "Er is \\"geen\\" sleutel." }]
"""


def test_what_hindered_is_asked_again_in_the_next_session(lees: Lees) -> None:
    """On its page, and in a line that can be put in the place of what stood there."""
    agenda, _ = lees(AGENDA + HINDER)
    page = render_sessie(make_draaiboek(agenda, agenda.sessie("laak-03"), wijk_naam="Laak"))
    assert "De zaal is dicht." in page and "Gemeente werkt eraan." in page and "<li>aanvaard</li>" in page
    assert "De zaal is dicht." not in render_sessie(make_draaiboek(agenda, agenda.sessie("laak-02"), wijk_naam="Laak"))
    text = add_forms(AGENDA + HINDER, agenda, id="laak-03")
    [line] = [line.removeprefix("# ") for line in text.split("\n") if line.startswith("# stand =") and "laak-02" in line]
    old = next(part for part in HINDER.split("\n") if part.startswith("stand"))
    planned, faults = lees((AGENDA + HINDER).replace(old, line))
    assert faults == () and [stand.sessie for stand in planned.belemmeringen[0].stand] == ["laak-02", "laak-03"]
    assert planned.belemmeringen[0].stand[0] == agenda.belemmeringen[0].stand[0]
    assert add_forms(text, agenda, id="laak-03") == text


def test_closing_names_what_hinders_of_which_nothing_was_said(lees: Lees) -> None:
    agenda, _ = lees(AGENDA + HINDER)
    told = check_closing(agenda, agenda.sessie("laak-03"), MAART).let_op
    assert "Er staat niet of dit er nog is: De zaal is dicht." in told
    assert not [line for line in check_closing(agenda, agenda.sessie("laak-02"), MAART).let_op if "zaal" in line]


def test_what_a_prepared_line_leaves_open_is_no_fault(agenda: Leeragenda, lees: Lees) -> None:
    """All marks taken away and only what has to be known filled in; a cloud, a quote or a guess that nobody wrote stays empty."""
    added = add_forms(AGENDA, agenda, id="laak-03")[len(AGENDA) :]
    lines = [line.removeprefix("# ") for line in added.split("\n") if re.match(r"# (\[|\]|[a-z_]+ = | {4}\{)", line)]
    top = [line for line in lines if line.startswith(("binnenkring", "buitenkring", "afsluiting", "oogst"))]
    filled = "\n".join(line for line in lines if line not in top)
    for name, said in {"wat": "De zaal is dicht.", "wie": "buurthuis", "bevinding": "roken", "wat_gebeurde": "Gedaan."}.items():
        filled = re.sub(rf'^{name} = ""', f'{name} = "{said}"', filled, flags=re.MULTILINE)
    filled = filled.replace('terugkijk_in = ""', 'terugkijk_in = "laak-04"') + "\n[sessie.laak-04]\ndatum = 2023-12-01\n"
    read, faults = lees(AGENDA.replace('vorige = "laak-02"', "\n".join(top)) + filled)
    assert [fault for fault in faults if fault.ernst == "fout"] == []
    assert read.sessie("laak-03").oogst.notities == {} and read.belemmeringen[0].besluit is None
    assert (read.duidingen[0].gezegd, read.duidingen[0].geraden, read.afspraken[-1].verwacht_cijfer) == ((), None, None)


def test_a_fault_in_a_cloud_names_that_cloud(lees: Lees) -> None:
    [fault] = lees(AGENDA.replace("binnenkring = { bewoner = 4 }", "oogst = { mist = 'Jongeren' }"))[1]
    assert fault.kolom == "sessie.laak-01.oogst.mist"


def test_an_empty_agenda_gets_a_first_session(lees: Lees) -> None:
    text = plan_session("", Leeragenda("laak"), id="laak-01", datum=date(2022, 5, 1))
    planned, faults = lees(text)
    assert faults == () and [item.id for item in planned.sessies] == ["laak-01"]
    assert "nooit namen van mensen" in text


def test_forms_are_added_once(agenda: Leeragenda) -> None:
    text = add_forms(AGENDA, agenda, id="laak-03")
    assert text.count("[terugblik.laak-02-1]") == 1 and text.startswith(AGENDA.rstrip())
    assert add_forms(text, agenda, id="laak-03") == text


def test_forms_of_an_earlier_version_are_not_added_again(agenda: Leeragenda) -> None:
    text = (
        add_forms(AGENDA, agenda, id="laak-03")
        .replace(" Een lege wolk mag leeg blijven.", "")
        .replace("; mag leeg blijven", "; mag weg")
    )
    assert add_forms(text, agenda, id="laak-03") == text


def test_texts_with_quotes_and_line_breaks_stay_comments(lees: Lees) -> None:
    odd = AGENDA.replace('wat = "We spreken rokers vriendelijk aan."', 'wat = "Eerst \\"dit\\"\\n[sessie.x]\\nvorige = 3"')
    agenda, faults = lees(odd)
    assert faults == ()
    planned, faults = lees(add_forms(odd, agenda, id="laak-03"))
    assert faults == () and "x" not in [item.id for item in planned.sessies]


@pytest.mark.parametrize(
    ("last", "following"),
    [("laak-02", "laak-03"), ("laak-99", "laak-100"), ("start", "laak-01"), ("s1", "s02"), ("laak-2022-04", "laak-01")],
)
def test_a_new_session_is_named_after_the_last_one(last: str, following: str) -> None:
    assert next_id(Leeragenda("laak", (Sessie(last, date(2022, 4, 1)),)), "laak") == following


def test_a_new_session_is_later_than_the_last_one(agenda: Leeragenda) -> None:
    assert next_day(agenda, date(2022, 5, 1)) == date(2023, 3, 10)
    assert next_day(agenda, date(2024, 5, 1)) == date(2024, 5, 1)
    assert next_day(Leeragenda("laak"), date(2022, 5, 1)) == date(2022, 5, 1)


def test_another_day_changes_only_that_line() -> None:
    moved = move_session(AGENDA, id="laak-03", datum=date(2023, 4, 1))
    assert moved == AGENDA.replace("2023-03-09", "2023-04-01")


def test_a_session_with_an_agreement_that_is_due_cannot_close(agenda: Leeragenda) -> None:
    session = session_to_close(agenda, MAART)
    assert session is not None and session.id == "laak-03"
    found = check_closing(agenda, session, MAART)
    assert not found.kan and [item.id for item in found.mist] == ["laak-02-1", "laak-02-2"]


def test_a_session_with_all_look_backs_can_close(agenda: Leeragenda) -> None:
    found = check_closing(agenda, agenda.sessie("laak-02"), MAART)
    assert found.kan and found.let_op[-1].startswith("Afspraak laak-02-2 noemt geen bevinding")


def test_an_empty_or_future_session_cannot_close(lees: Lees) -> None:
    agenda, _ = lees("[sessie.a]\ndatum = 2022-01-01\n")
    assert check_closing(agenda, agenda.sessies[0], MAART).leeg
    assert check_closing(agenda, agenda.sessies[0], date(2021, 1, 1)).te_vroeg


def test_nothing_is_left_to_close_once_the_last_session_is_closed(lees: Lees) -> None:
    agenda, _ = lees("[sessie.a]\ndatum = 2022-01-01\n[sessie.b]\ndatum = 2022-02-01\ngesloten = true\n")
    assert session_to_close(agenda, MAART) is None


def test_closing_keeps_the_comments_and_writes_the_figures_of_that_moment(lees: Lees) -> None:
    figure = Toen("roken", 0.3, 0.25, 0.35, 300, date(2022, 3, 31))
    text = close_session(AGENDA, id="laak-02", toen={"laak-02-1": [figure]})
    agenda, faults = lees(text)
    assert faults == () and agenda.sessie("laak-02").gesloten
    [made] = [item for item in agenda.afspraken if item.id == "laak-02-1"]
    assert made.toen == (figure,)
    for comment in ("# Leeragenda van de wijk", "# in het buurthuis", "# houdt zijn letter"):
        assert comment in text
    lines = text.split("\n")
    assert [line for line in AGENDA.split("\n") if line not in lines] == []


def test_figures_that_people_wrote_down_stay_as_they_are(lees: Lees) -> None:
    text = close_session(AGENDA, id="laak-02", toen={"laak-01-1": [Toen("roken", 0.9)]})
    agenda, _ = lees(text)
    assert agenda.afspraken[0].toen[0].waarde == 0.30


def test_closing_works_where_the_tables_stand_in_any_order(lees: Lees) -> None:
    text = (
        "[sessie.a]\ndatum = 2022-01-01\n[leervraag.A]\nvraag = 'Hoe?'\ngesteld_in = 'a'\n"
        "[sessie.b] # later\ndatum = 2022-02-01\nbinnenkring = {bewoner = 3}\n[leervraag.B]\nvraag='Wat?'\ngesteld_in='b'\n"
    )
    closed = close_session(text, id="b", toen={})
    agenda, faults = lees(closed)
    assert faults == () and agenda.sessie("b").gesloten and not agenda.sessie("a").gesloten and "# later" in closed


def test_an_unknown_session_is_a_programmers_error() -> None:
    with pytest.raises(ValueError, match="sessie='x'"):
        close_session(AGENDA, id="x", toen={})
