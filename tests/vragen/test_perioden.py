"""Referrals over periods that overlap: what lies between them is no group of a few people."""

from __future__ import annotations

from datetime import date

import pytest

from wijkmonitor.vragen.bereik.perioden import Tijdvak, tells_small


def span(first: str, last: str, count: int) -> Tijdvak:
    return date.fromisoformat(first), date.fromisoformat(last), count


YEAR = span("2021-01-01", "2021-12-31", 100)


@pytest.mark.parametrize(
    ("spans", "small"),
    [
        ([YEAR], False),
        ([span("2021-01-01", "2021-12-31", 4)], True),
        ([YEAR, span("2021-01-01", "2022-01-31", 103)], True),  # three in January
        ([YEAR, span("2021-01-01", "2022-01-31", 108)], False),
        ([YEAR, span("2021-02-01", "2022-01-31", 103)], False),  # two unknown months
        ([YEAR, span("2021-02-01", "2022-01-31", 3 + 95), span("2021-02-01", "2021-12-31", 95)], True),
        ([span(f"2021-{k:02}-01", f"2021-{k:02}-28", 9) for k in (1, 2, 3)], False),
        ([span("2021-01-01", "2021-06-30", 50), span("2021-07-01", "2021-12-31", 48), YEAR], True),  # contradict by two
        ([], False),
    ],
)
def test_a_part_of_the_time_with_a_few_is_seen(spans: list[Tijdvak], small: bool) -> None:
    assert tells_small(spans, 5) is small
