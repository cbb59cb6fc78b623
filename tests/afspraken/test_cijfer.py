from __future__ import annotations

import pytest

from wijkmonitor.afspraken.cijfer import Peilcijfer
from wijkmonitor.bevinding import Notatie
from wijkmonitor.stats.estimate import Estimate


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "words"),
    [
        (0.42, 0.38, 0.46, "pct", "42 van de 100, tussen 38 en 46"),
        (-0.21, -0.26, -0.17, "pct", "21 van de 100 minder, tussen 17 en 26"),
        (-0.03, -0.08, 0.02, "pct", "3 van de 100 minder, tussen 8 minder en 2 meer"),
        (0.58, 0.28, 1.22, "verhouding", "0,58 keer, tussen 0,28 en 1,22"),
        (6.84, 6.7, 6.98, "score", "6,8, tussen 6,7 en 7,0"),
        (1568, None, None, "aantal", "1.568"),
        (6.84, None, None, "score", "6,8, marge onbekend"),
        (1234, None, None, "euro", "€ 1.234, marge onbekend"),
    ],
)
def test_a_figure_in_words_carries_its_margin(
    value: float, low: float | None, high: float | None, unit: Notatie, words: str
) -> None:
    assert Peilcijfer("x", Estimate(value, low, high, 100, ""), unit).in_woorden == words


def test_a_figure_without_a_value_is_its_reason() -> None:
    assert Peilcijfer("x", Estimate(None, None, None, None, "", "Te weinig mensen.")).in_woorden == "Te weinig mensen"


def test_a_record_without_unit_takes_it_from_its_method() -> None:
    record = {"id": "x", "waarde": 0.5, "laag": 0.4, "hoog": 0.6, "n": 90, "methode": "Wilson 95%"}
    assert Peilcijfer.of_record(record).in_woorden == "50 van de 100, tussen 40 en 60"
    assert Peilcijfer.of_record(record | {"methode": "t 95%"}).in_woorden == "0,5, tussen 0,4 en 0,6"
