"""Cells as people write them, into the words of the table; and what can be derived without keeping a person's own data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from wijkmonitor.gegevens.velden import parse_date

GRENZEN = ((15, "0-14"), (25, "15-24"), (45, "25-44"), (65, "45-64"), (131, "65+"))
_WOORDEN: Mapping[str, Mapping[str, str]] = {
    "geslacht": {"vrouw": "v", "vrouwelijk": "v", "f": "v", "female": "v", "man": "m", "mannelijk": "m", "male": "m",
                 "anders": "x", "non-binair": "x", "onbekend": "onbekend", "?": "onbekend", "-": "onbekend"},
    "janee": {"j": "ja", "yes": "ja", "true": "ja", "waar": "ja", "1": "ja", "n": "nee", "no": "nee", "false": "nee", "onwaar": "nee", "0": "nee"},
    "status": {"afgemeld": "uitgevallen", "gestopt": "uitgevallen", "uitval": "uitgevallen", "klaar": "afgerond", "voltooid": "afgerond",
               "bezig": "gestart", "loopt": "gestart", "lopend": "gestart", "aanmelding": "aangemeld", "ingeschreven": "aangemeld"},
}  # fmt: skip
_JANEE = {"omgekeerd", "toon_naam", "gevolgd", "mag_getoond", "erkend"}
_POSTCODE = re.compile(r"[1-9]\d{3}\s?[A-Za-z]{2}|[1-9]\d{3}")
_BAND = re.compile(r"(\d{1,2})\D+(\d{1,2})(?:\s*jaar)?")


def in_own_words(tabel: str, column: str, value: Any) -> Any:
    """The value as the table spells it, where people write it otherwise; all other values as they are.

    >>> in_own_words("deelname", "geslacht", "Vrouw"), in_own_words("deelname", "leeftijdsgroep", "45 t/m 64 jaar")
    ('v', '45-64')
    """
    if value is None or isinstance(value, date):
        return value
    if column == "leeftijdsgroep":
        return _band(str(value))
    kind = "janee" if column in _JANEE else column
    if kind not in _WOORDEN or (kind == "status" and tabel != "deelname"):
        return value
    text = str(int(value)) if isinstance(value, bool | float) and value == int(value) else str(value)
    return _WOORDEN[kind].get(text.strip().lower(), value)


def _band(text: str) -> str:
    plain = text.strip().lower().replace("–", "-")
    if match := re.fullmatch(r"(?:van )?" + _BAND.pattern, plain):
        return f"{int(match[1])}-{int(match[2])}"
    if re.fullmatch(r"65\s*(?:\+|plus|jaar en ouder|jaar of ouder|en ouder|jaar e\.o\.)|65-plus|ouder dan 64", plain):
        return "65+"
    return plain


def age_band(age: int) -> str | None:
    """The age band of an age in years, as CBS uses them; None for an age that people don't reach.

    >>> age_band(64)
    '45-64'
    """
    return next((band for limit, band in GRENZEN if 0 <= age < limit), None)


def derive_age_band(value: Any, moment: date) -> str | None:
    """The age band from a date of birth, a year of birth or an age, on the given day; None where it can't be known."""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    text = str(value).strip()
    if text.isdigit() and len(text) <= 3:
        return age_band(int(text))
    if text.isdigit() and len(text) == 4:
        return age_band(moment.year - int(text))
    try:
        born = parse_date(value)
    except PydanticCustomError:
        return None
    had_birthday = (moment.month, moment.day) >= (born.month, born.day)
    return age_band(moment.year - born.year - (not had_birthday))


def plain_postcode(value: Any) -> str | None:
    """A postcode as `1234AB` or `1234`; None for what is none.

    >>> plain_postcode(" 2331 ab")
    '2331AB'
    """
    if isinstance(value, float) and value == int(value):
        value = int(value)
    text = str(value).strip()
    return text.replace(" ", "").upper() if _POSTCODE.fullmatch(text) else None
