"""A wave counts when it is over: by its last day, or when its answers have stopped for a month."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.dossier.peil import as_of, newest_date, running


def answers(**waves: list[str | None]) -> pd.DataFrame:
    rows = [(wave.removeprefix("m").replace("_", "-"), day) for wave, days in waves.items() for day in days]
    frame = pd.DataFrame(rows, columns=["meting", "datum"])
    return frame.assign(datum=pd.to_datetime(frame["datum"]).astype("datetime64[s]"))


def kept(frame: pd.DataFrame, tabel: str, day: date) -> list[str]:
    return sorted(as_of(frame, tabel, day)["meting"].unique())


def test_a_wave_by_year_is_not_told_half_way_the_year():
    frame = answers(m2020=[None], m2022=[None]).drop(columns="datum")
    assert kept(frame, "samenwerking", date(2022, 6, 30)) == ["2020"]
    assert running(frame, "samenwerking", date(2022, 6, 30)) == ("2022",)
    assert kept(frame, "samenwerking", date(2022, 12, 31)) == ["2020", "2022"]


def test_a_wave_by_month_is_over_at_the_end_of_the_month():
    frame = answers(m2021_11=[None]).drop(columns="datum")
    assert kept(frame, "netwerk", date(2021, 11, 29)) == []
    assert kept(frame, "netwerk", date(2021, 11, 30)) == ["2021-11"]


def test_a_wave_that_has_just_begun_is_left_out_whole():
    frame = answers(m2020=["2020-09-01"], m2022=["2022-06-10", "2022-06-25"])
    assert kept(frame, "vragenlijst", date(2022, 6, 30)) == ["2020"]
    assert running(frame, "vragenlijst", date(2022, 6, 30)) == ("2022",)


def test_a_wave_with_answers_after_the_peildatum_is_left_out_whole():
    frame = answers(m2022=["2022-02-01", "2022-09-01"])
    assert kept(frame, "vragenlijst", date(2022, 6, 30)) == []


def test_a_wave_whose_answers_stopped_a_month_ago_is_over():
    frame = answers(m2022=["2022-02-01", "2022-03-01"])
    assert kept(frame, "vragenlijst", date(2022, 6, 30)) == ["2022"]


def test_a_row_without_a_date_gets_the_last_day_of_its_wave_and_takes_no_other_row_away():
    frame = answers(m2020=["2020-09-01"], m2021=["2021-10-01", None])
    assert kept(frame, "vragenlijst", date(2021, 12, 31)) == ["2020", "2021"]


def test_a_wave_that_is_still_to_come_is_not_running():
    frame = answers(m2024=[None]).drop(columns="datum")
    assert running(frame, "samenwerking", date(2022, 6, 30)) == ()


@pytest.mark.parametrize(("today", "newest"), [(date(2022, 6, 1), date(2022, 1, 1)), (date(2023, 1, 1), date(2022, 12, 31))])
def test_the_newest_date_of_a_wave_is_its_last_day_once_that_is_behind(today, newest):
    class Nothing:
        sessies = ()

    assert newest_date([answers(m2022=[None]).drop(columns="datum")], Nothing(), today) == newest


@pytest.mark.parametrize(("days", "newest"), [([None], date(2022, 12, 31)), (["2022-06-10"], date(2022, 6, 10))])
def test_a_wave_of_which_no_row_has_a_day_is_a_date_by_itself(days: list[str | None], newest: date) -> None:
    """Before, a survey with only the year decided nothing, and was called *nog bezig* where another wijk set the peildatum."""
    frame = answers(m2020=["2020-09-01"], m2022=days)
    assert newest_date([frame], Leeragenda("laak"), date(2026, 1, 1)) == newest
