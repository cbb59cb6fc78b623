"""The form writes what people fill in, and nothing that would break the agenda."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wijkmonitor.afspraken.agenda import load_agenda
from wijkmonitor.verkennen.formulier import Formulier, Vak, read_counts

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
"""


@pytest.fixture
def form(tmp_path: Path) -> Formulier:
    folder = tmp_path / "laak"
    folder.mkdir()
    (folder / "leeragenda.toml").write_text(AGENDA, encoding="utf-8")
    return Formulier("laak", data=str(tmp_path), vandaag=VANDAAG)


def part(form: Formulier, title: str) -> tuple[Vak, Any, Any]:
    """The part of the form, its button and its message."""
    number = next(k for k, item in enumerate(form.vakken) if item.titel.startswith(title))
    *_, button, told = form.widget.children[number + 1].children
    return form.vakken[number], button, told


def fill(part_: Vak, **values: str) -> None:
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


def test_new_agreements_get_their_own_number(form: Formulier) -> None:
    box, button, _ = part(form, "Nieuwe afspraak")
    fill(
        box,
        wat="We hangen een poster op.",
        wie="vrijwilligers",
        verwachting="Meer mensen.",
        terugkijk_in="s-03",
        bevindingen="bereik-doelgroep, x",
    )
    button.click()
    button.click()
    agenda, _ = load_agenda(form.pad, wijk="laak", vandaag=VANDAAG)
    assert [item.id for item in agenda.afspraken_van("s-02")] == ["s-02-1", "s-02-2"]
    assert agenda.afspraken[-1].bevindingen == ("bereik-doelgroep", "x")


@pytest.mark.parametrize(
    "values",
    [
        {"wat": "x", "wie": "Jan Jansen", "terugkijk_in": "s-03"},
        {"wat": "x", "wie": "buurthuis", "terugkijk_in": "s-99"},
        {"wat": "", "wie": "buurthuis", "terugkijk_in": "s-03"},
    ],
)
def test_what_would_be_a_fault_is_not_written(form: Formulier, values: dict[str, str]) -> None:
    box, button, told = part(form, "Nieuwe afspraak")
    fill(box, **values)
    button.click()
    assert "Nog niet opgeslagen" in told.value and form.pad.read_text(encoding="utf-8") == AGENDA
    assert "Jansen" not in told.value


def test_who_was_there_is_read_from_words(form: Formulier) -> None:
    assert read_counts("bewoner 9, professional: 6; beleid=2") == {"bewoner": 9, "professional": 6, "beleid": 2}
    box, button, _ = part(form, "Hoeveel mensen")
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
        bevindingen="bereik-wie-missen-we",
        deel="65+",
    )
    button.click()
    agenda, _ = load_agenda(form.pad, wijk="laak", vandaag=VANDAAG)
    assert "Opgeslagen" in told.value and agenda.afspraken[-1].deel == "65+"
