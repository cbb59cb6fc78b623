"""The default peildatum: a coarse grid, so that one delivery more does not give one report more."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def default_peildatum(newest: date | None, today: date | None = None) -> date:
    """The last day of the quarter that holds the newest date in the records, not after today; today without records.

    >>> default_peildatum(date(2022, 11, 30), date(2023, 5, 1)), default_peildatum(date(2023, 4, 2), date(2023, 5, 1))
    (datetime.date(2022, 12, 31), datetime.date(2023, 5, 1))
    """
    today = today or date.today()
    return min(today, end_of_quarter(newest)) if newest else today


def is_peildatum(name: str) -> bool:
    """Whether a folder with this name holds the reports of one day; a copy with another name does not.

    >>> is_peildatum("2022-12-31"), is_peildatum("2022-12-31 - kopie")
    (True, False)
    """
    try:
        return date.fromisoformat(name).isoformat() == name
    except ValueError:
        return False


def read_peildatum(value: str) -> date:
    """The day that somebody asks for, as JJJJ-MM-DD. ValueError in Dutch for what is no date, for a day after today, and for one
    before the year 1900."""
    if not is_peildatum(value):
        raise ValueError(f"De peildatum '{value}' is geen datum. Schrijf JJJJ-MM-DD, zoals 2022-12-31.")
    day = date.fromisoformat(value)
    if day > date.today():
        raise ValueError(f"De peildatum {value} ligt na vandaag. Kies een dag die al geweest is.")
    if day.year < 1900:
        raise ValueError(f"De peildatum {value} is te lang geleden. Kies een dag vanaf 1900.")
    return day


def end_of_quarter(day: date) -> date:
    """The last day of the quarter that the day is in."""
    month = day.month + (-day.month) % 3
    return date(day.year, month, monthrange(day.year, month)[1])


def first_day_of(moment: str) -> date:
    """The first day of a year, of a month, or the day itself.

    >>> first_day_of("2022"), first_day_of("2022-02")
    (datetime.date(2022, 1, 1), datetime.date(2022, 2, 1))
    """
    return date.fromisoformat(f"{moment}-01-01"[:10])


def last_day(moment: str) -> date:
    """The last day of a year, of a month, or the day itself.

    >>> last_day("2022"), last_day("2022-02"), last_day("2022-02-03")
    (datetime.date(2022, 12, 31), datetime.date(2022, 2, 28), datetime.date(2022, 2, 3))
    """
    if len(moment) > 7:
        return date.fromisoformat(moment)
    year, month = int(moment[:4]), int(moment[5:7] or 12)
    return date(year, month, monthrange(year, month)[1])
