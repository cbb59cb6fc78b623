from __future__ import annotations

import pytest

from wijkmonitor.privacy.screening import find_person


@pytest.mark.parametrize(
    "text",
    [
        "Jan Jansen",
        "We vragen mevrouw De Vries om te bellen.",
        "dhr. Bakker belt terug",
        "J. de Boer van de gemeente",
        "A.B. van den Berg",
        "Fatima el Amrani leidt de groep.",
        "Bel Mohamed Yılmaz",
        "Vraag het aan de heer Pietersen",
        "Mail naar iemand@voorbeeld.nl",
        "Bel 06-12345678",
        "familie Jansen doet mee",
        "Özlem Demir",
    ],
)
def test_people_are_recognised(text: str) -> None:
    assert find_person(text)


@pytest.mark.parametrize("text", ["hans kwezelman", "sjaan der wobbelsma", "jan van de kwezelbrink", "Hans Kwezelman"])
def test_a_cell_with_a_name_is_one_name_also_in_small_letters_with_a_surname_that_nobody_knows(text: str) -> None:
    assert find_person(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "De rookplek verhuist naar de achterkant.",
        "Gezond en Gelukkig Den Haag en Heel Zuidwest",
        "Alphen Noord, Ridderveld en de Stevenshof",
        "Welzijn op Recept bij de huisarts in Alphen aan den Rijn",
        "Basisschool Anna Paulowna en het Johan Cruyff Court",
        "De Willem Dreeslaan en het Jan Ligthartplein",
        "Positieve Gezondheid van Huber",
        "GLI Cool en Buurtsportcoach & diabetes Challenge",
        "Zorgbelang Zuid-Holland belt in de week van 12-4-2022 tot 30-4-2022",
        "Van 181 naar 244 recepten. Tussen 1,11 en 1,63.",
        "De Wmo-aanbesteding in 2021. Een 2e ronde volgt.",
        "Samen met de GGD Hollands Midden",
        "In het Huis van de Wijk. Op 1 mei.",
    ],
)
def test_places_organisations_and_plans_are_no_people(text: str) -> None:
    assert find_person(text) == ""


@pytest.mark.parametrize(
    "role", ["buurthuis", "lokale procesbegeleider", "LPB", "GGD", "gemeente Leiden", "Zorgbelang", "huisarts en POH"]
)
def test_roles_and_organisations_are_accepted_as_who(role: str) -> None:
    assert find_person(role) == ""


def test_a_first_name_alone_is_no_role() -> None:
    assert find_person("Fatima van het buurthuis") == "Fatima"
