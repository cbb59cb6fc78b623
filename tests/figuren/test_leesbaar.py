"""What a reader needs: honest ends of an axis, numbers that don't overlap, words broken where Dutch breaks them."""

from __future__ import annotations

import numpy as np
import pytest
from tests.figuren.woorden import words_in

from wijkmonitor import stats
from wijkmonitor.figuren import Meetpunt, Punt, punt_met_marge, regelkaart, verloop
from wijkmonitor.figuren.letters import wrap


def texts(svg: str) -> list[str]:
    """The words in a drawing."""
    return [found.text for found in words_in(svg)]


@pytest.mark.parametrize(
    ("shares", "said"), [((30.0, 52.0), ["0", "20", "40", "60", "80", "100"]), ((3.0, 5.0), ["0", "1", "2", "3", "4", "5"])]
)
def test_an_axis_of_shares_ends_at_100_or_says_where_it_ends(shares: tuple[float, float], said: list[str]) -> None:
    low, high = shares
    words = texts(punt_met_marge([Punt("Wijk", (low + high) / 2, low, high)], eenheid="van de 100").breed)
    assert set(said) <= set(words)
    assert any(word.startswith("De as loopt tot") for word in words) == ("100" not in said)


def test_a_scale_that_does_not_begin_at_a_round_number_has_its_begin_on_the_axis() -> None:
    points = [Meetpunt("2020", 7.3, 7.1, 7.5), Meetpunt("2022", 7.9, 7.7, 8.1)]
    assert {"1", "4", "7", "10"} <= set(texts(verloop(points, schaal=(1, 10), decimalen=1).breed))


def test_numbers_of_a_control_chart_never_stand_on_each_other() -> None:
    values = np.array([10.0] * 6 + [11.0] * 6 + [30.0, 31.0] * 9)
    chart = stats.xmr_chart(values, baseline=12, improvement="neutral")
    figure = regelkaart(chart, [str(place) for place in range(len(values))])
    places = [((found.start + found.end) / 2, found.y) for found in words_in(figure.smal) if found.bold]
    assert len(places) > 2
    assert all(abs(a[0] - b[0]) > 8 or abs(a[1] - b[1]) > 8 for i, a in enumerate(places) for b in places[i + 1 :])
    assert len(places) < 18


def test_a_long_word_breaks_between_syllables() -> None:
    assert wrap("Voorbeeldbewonersgroep", 95, 11) == ("Voorbeeldbewo-", "nersgroep")
    assert wrap("Gezondheidsmarkt", 50, 11)[0] == "Gezond-"
    assert wrap("Thuismonitoring", 50, 11) == ("Thuismo-", "nitoring")
