from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.afspraken.conftest import AGENDA

from wijkmonitor.afspraken.agenda import Leeragenda, load_agenda
from wijkmonitor.gegevens import nieuw
from wijkmonitor.gegevens.fouten import Fout

Lees = Callable[[str], tuple[Leeragenda, tuple[Fout, ...]]]
VANDAAG = date(2022, 12, 31)


def ids(items: object) -> list[str]:
    return [getattr(item, "letter", None) or item.id for item in items]  # type: ignore[attr-defined]


def test_a_missing_file_is_an_empty_agenda(tmp_path: Path) -> None:
    agenda, faults = load_agenda(tmp_path / "leeragenda.toml", wijk="laak", vandaag=VANDAAG)
    assert not agenda and faults == () and agenda.vorige_afspraken(VANDAAG) == ()


def test_the_example_of_a_new_wijk_has_no_faults_once_its_hashes_are_taken_away(lees: Lees) -> None:
    example = (Path(nieuw.__file__).parent / "leeragenda.toml").read_text(encoding="utf-8").split("#\n", 1)[1]
    agenda, faults = lees("\n".join(line.removeprefix("#").strip() for line in example.splitlines()))
    assert faults == () and ids(agenda.sessies) == ["wijk-2026-03", "wijk-2026-09"]
    assert ids(agenda.afspraken) == ["wijk-2026-03-1"]


def test_sessions_count_who_was_there_per_circle(agenda: Leeragenda) -> None:
    session = agenda.sessie("laak-02")
    assert session.binnenkring == {"bewoner": 9, "professional": 6, "beleid": 2}
    assert session.buitenkring == {"procesbegeleider": 2, "onderzoek": 2}


def test_the_last_session_is_the_last_one_held_not_the_planned_one(agenda: Leeragenda) -> None:
    last, following = agenda.laatste_sessie(VANDAAG), agenda.volgende_sessie(VANDAAG)
    assert last is not None and (last.id, last.datum) == ("laak-02", date(2022, 4, 12))
    assert following is not None and following.id == "laak-03"


def test_the_agreements_of_a_session_follow_from_their_id(agenda: Leeragenda) -> None:
    assert ids(agenda.vorige_afspraken(VANDAAG)) == ["laak-02-1", "laak-02-2"]
    assert ids(agenda.vorige_afspraken(date(2022, 1, 1))) == ["laak-01-1"]
    assert agenda.vorige_afspraken(date(2021, 1, 1)) == ()


def test_a_session_without_agreements_keeps_those_of_the_one_before(agenda: Leeragenda) -> None:
    assert ids(agenda.vorige_afspraken(date(2023, 6, 1))) == ["laak-02-1", "laak-02-2"]


def test_open_agreements_are_those_without_a_look_back(agenda: Leeragenda) -> None:
    assert ids(agenda.open_afspraken) == ["laak-02-1", "laak-02-2"]
    assert ids(agenda.terug_te_kijken("laak-03")) == ["laak-02-1", "laak-02-2"]
    assert ids(agenda.terug_te_kijken("laak-02")) == []


def test_a_question_keeps_its_letter_and_its_last_answer(agenda: Leeragenda) -> None:
    question = agenda.leervraag("B")
    assert (question.staat, question.antwoord, question.loopt) == ("voorlopig_antwoord", "Een andere plek helpt.", True)


def test_a_question_without_agreement_for_two_sessions_is_hardnekkig(agenda: Leeragenda) -> None:
    assert ids(agenda.hardnekkig(VANDAAG)) == ["A"]
    assert ids(agenda.hardnekkig(date(2022, 1, 1))) == []


def test_a_request_to_the_outer_circle_shows_until_it_is_answered(agenda: Leeragenda, lees: Lees) -> None:
    assert ids(agenda.verzoeken_buiten) == ["laak-02-2"]
    answered, _ = lees(AGENDA.replace('naar_kring = "buiten"', 'naar_kring = "buiten"\nantwoord = "Ja, dat kan."'))
    assert ids(answered.verzoeken_buiten) == []


def test_lessons_carry_their_level_and_agreement(agenda: Leeragenda) -> None:
    [lesson] = agenda.lessen
    assert (lesson.les, lesson.niveau, lesson.afspraak.id) == ("Een mens werkt beter dan een bord.", "regionaal", "laak-01-1")


def test_the_agenda_on_a_day_holds_nothing_from_later(agenda: Leeragenda) -> None:
    then = agenda.tot(date(2022, 1, 1))
    assert ids(then.sessies) == ["laak-01", "laak-02"]  # laak-02 is planned: an agreement looks back there
    assert ids(then.afspraken) == ["laak-01-1"] == ids(then.open_afspraken)
    assert then.terugblikken == () and then.leervraag("B").staat == "open"
    assert agenda.tot(VANDAAG) == agenda.tot(date(2023, 1, 1))


def test_each_item_says_where_it_comes_from(agenda: Leeragenda) -> None:
    assert [item.herkomst for item in agenda.afspraken] == ["eigen registratie", "eigen registratie", "voorbeeld"]


def test_a_planned_session_of_which_nothing_was_written_counts_as_a_plan_even_after_its_date(agenda: Leeragenda) -> None:
    later = date(2026, 1, 1)
    last, planned = agenda.laatste_sessie(later), agenda.volgende_sessie(later)
    assert planned is not None and planned.id == "laak-03"
    assert last is not None and last.datum == date(2022, 4, 12)
