"""The headline of referrals per month says what its own control chart shows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest
from tests.vragen.proefwijken import load

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.vragen.bereik import count_per_periode, verloop

GEWOON = [21, 18, 24, 20, 17, 23, 19, 22, 25, 18, 21, 20]


def told(counts: Sequence[int]) -> Bevinding:
    """The finding for a wijk with these referrals, month by month from January 2020."""
    wijk = load("voorbeeldwijk")
    months = pd.period_range("2020-01", periods=len(counts), freq="M")
    rows = {
        "interventie": "Wandelen",
        "van": months.to_timestamp(),
        "tot": months.to_timestamp(how="end").normalize(),
        "aantal": list(counts),
        "herkomst": "eigen registratie",
    }
    empty = wijk.tabel("doorverwijzingen").iloc[:0]
    return verloop(count_per_periode(wijk.met_tabellen({"doorverwijzingen": pd.concat([empty, pd.DataFrame(rows)])})))


@pytest.mark.parametrize(
    ("counts", "kop", "lees"),
    [
        (GEWOON + [7] * 12 + GEWOON, "12 van de 36 maanden lagen onder wat gewoon is", "12 eronder. "),
        (
            GEWOON + [*GEWOON[:5], 90, *GEWOON[6:]],
            "1 van de 24 maanden lag boven wat gewoon is",
            "valt er 1 buiten de grenzen: juni",
        ),
        ([*GEWOON, 60, 6, *GEWOON[2:]], "2 van de 24 maanden lagen buiten wat gewoon is", "vallen er 2 buiten"),
        ([10] * 24, "elke maand evenveel verwijzingen", "Elke maand waren het er 10."),
        (GEWOON + [22] * 12, "lang achter elkaar aan één kant van het midden", "maanden op rij boven het midden"),
    ],
)
def test_what_the_chart_shows_is_not_called_chance(counts: list[int], kop: str, lees: str) -> None:
    found = told(counts)
    assert found.kop == f"Wandelen: {kop}" and lees in found.lees and found.teken == "geen"


def test_a_series_between_its_limits_may_be_chance() -> None:
    found = told(GEWOON + GEWOON[::-1])
    assert found.kop.endswith("gaan op en neer. Dat kan toeval zijn") and found.teken == "toeval"
    assert "Alle 24 maanden vallen binnen de grenzen." in found.lees and "op rij" not in found.lees


def test_a_fall_is_told_by_its_own_size() -> None:
    """Before, 300 that became 120 was told as 'ruim een derde van toen', behind 'dat zijn er 180 minder'."""
    found = told(GEWOON + [8, 9] * 6)
    assert (
        found.kop.startswith("Wandelen: minder verwijzingen per maand dan eerst")
        and "Dat is bijna twee derde minder." in found.lees
    )
    assert "Dat is ruim de helft minder." in told(GEWOON + [9, 10] * 6).lees
