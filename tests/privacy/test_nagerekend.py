"""What is printed of people is held beside what was proven."""

from __future__ import annotations

from typing import Any

import pytest

from wijkmonitor.privacy.nagerekend import unproven

BEWEZEN = {
    "deelname": {"mensen": 60.0, "mensen | buurt | oost": 25.0, "mensen | buurt | west": 35.0, "begonnen Samen Fit": 41.0},
    "vragenlijst": {"antwoorden oktober 2022": 81.0, "Meedoen, oktober 2022": 74.0},
    "doorverwijzingen": {"GLI 2021": 14.0},
}
VRAGENLIJST = "vragenlijst bewoners (eigen registratie)"


def finding(rows: list[list[Any]], **more: Any) -> dict[str, Any]:
    table = {"titel": "Wie", "kolommen": [["Groep", "tekst"], ["Begonnen", "aantal"]], "rijen": rows}
    about = {"id": "eigen-x", "document": "1-bereik", "onderschrift": "2022", "herkomst": "eigen registratie", "eenheid": "pct"}
    return about | {"bron": "plan en deelname (eigen registratie)", "tabel": table} | more


@pytest.mark.parametrize(
    ("rows", "more", "outside"),
    [
        ([["oost", 25], ["west", 35]], {"n": 60}, []),
        ([["oost", 25], ["west", "verborgen"]], {"n": 25}, []),
        ([["Samen Fit", 41]], {}, []),
        ([["oost", 23], ["west", 35]], {}, ["Wie | oost | Begonnen"]),  # from another age on: the two of the others
        ([["oost", 0]], {}, ["Wie | oost | Begonnen"]),  # a nought that nobody counted
        ([["oost", 35]], {}, ["Wie | oost | Begonnen"]),  # a proven count, but of another group
        ([["ouder dan 25", 58]], {}, ["Wie | ouder dan 25 | Begonnen"]),
        ([["oost", 25]], {"n": 57}, ["n"]),
        ([["oost", 25]], {"n": 60, "waarde": 25 / 60}, []),
        ([["oost", 25]], {"n": 60, "waarde": 23 / 60}, ["2022 | waarde"]),  # people in a share
        ([["oost", 25]], {"n": 60, "waarde": 0.1234}, []),
        ([["Meedoen, oktober 2022", 74]], {"bron": VRAGENLIJST, "n": 81}, []),
        ([["Meedoen, oktober 2022", 79]], {"bron": VRAGENLIJST}, ["Wie | Meedoen, oktober 2022 | Begonnen"]),  # two skipped it
        ([["oktober 2022", 60]], {"bron": VRAGENLIJST}, ["Wie | oktober 2022 | Begonnen"]),  # a count of another table
        ([["2021", 14]], {"bron": "doorverwijzingen per jaar (eigen registratie)"}, []),
        ([["2021", 12]], {"bron": "doorverwijzingen (eigen registratie)"}, ["Wie | 2021 | Begonnen"]),
        ([["zorg", 12]], {"bron": "vragenlijst partners (eigen registratie)"}, []),  # organisations
        ([["oost", 23]], {"bron": "activiteiten (eigen registratie)"}, []),
        ([["oost", 23]], {"herkomst": "openbaar"}, []),
        ([["oost", 25]], {"wat": "Dat is 21% van 14."}, ["wat: Dat is 21% van 14."]),
        ([["oost", 25]], {"let_op": "Dat is 60% van 25."}, []),
    ],
)
def test_a_count_that_is_not_proven_is_named(rows: list[list[Any]], more: dict[str, Any], outside: list[str]) -> None:
    assert unproven([finding(rows, **more)], BEWEZEN) == [f"1-bereik | eigen-x | {place}" for place in outside]
