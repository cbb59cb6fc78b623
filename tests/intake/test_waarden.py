"""Ages, postcodes and words of deliveries."""

from __future__ import annotations

from datetime import date

import pytest

from wijkmonitor.gegevens.intake.waarden import derive_age_band, in_own_words, plain_postcode

DAG = date(2021, 3, 1)


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("1-3-2006", "15-24"),
        ("2-3-2006", "0-14"),
        (date(1956, 3, 1), "65+"),
        (date(1956, 3, 2), "45-64"),
        ("1976", "45-64"),
        ("12-4-1934", "65+"),
        ("1921-12-31", "65+"),
        (1976.0, "45-64"),
        ("44", "25-44"),
        (0, "0-14"),
        ("1850", None),
        ("3 mei", None),
        ("31-2-1980", None),
        ("18²", None),
        ("195²", None),
    ],
)
def test_birth_becomes_an_age_band(value: object, band: str | None) -> None:
    assert derive_age_band(value, DAG) == band


@pytest.mark.parametrize(
    ("column", "value", "own"),
    [
        ("geslacht", "Vrouw", "v"),
        ("geslacht", "M", "M"),
        ("mag_getoond", True, "ja"),
        ("mag_getoond", 0.0, "nee"),
        ("status", "bezig", "gestart"),
        ("buurt", "1", "1"),
        ("thuistaal", "Turks", "anders"),
        ("thuistaal", "NL", "nederlands"),
        ("thuistaal", "klingon", "klingon"),
        ("laaggeletterd", 1, "ja"),
        ("geldzorgen", "Wil ik niet zeggen", "onbekend"),
        ("mantelzorg", False, "nee"),
    ],
)
def test_words_of_others_become_those_of_the_table(column: str, value: object, own: str) -> None:
    assert in_own_words("deelname", column, value) == own


def test_a_status_in_free_words_stays() -> None:
    assert in_own_words("voortgang", "status", "gestopt") == "gestopt"


def test_postcodes() -> None:
    assert [plain_postcode(value) for value in ("2331 ab", 2331.0, "BU05460901", "0331AB")] == ["2331AB", "2331", None, None]
