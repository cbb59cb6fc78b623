"""Types of the cells in a table: what Dutch Excel writes in, checked values out."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?|[+-]?\d+\.\d+")
_METING = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def _fault(kind: str, message: str) -> PydanticCustomError:
    return PydanticCustomError(kind, message)  # type: ignore[arg-type]


def parse_date(value: Any) -> Any:
    """A date from `2022-04-12`, `12-4-2022` or an Excel date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    text = str(value).strip()
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DUTCH_DATE.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise _fault("datum", "Dit is geen datum. Schrijf bijvoorbeeld 2022-04-12 of 12-4-2022.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise _fault("datum", "Deze datum bestaat niet. Schrijf bijvoorbeeld 2022-04-12 of 12-4-2022.") from None


def parse_number(value: Any) -> Any:
    """A number from `7,5`, `7.5` or `1.234`; text that is no number is a fault, never NaN."""
    if isinstance(value, bool):
        raise _fault("getal", "Dit is geen getal. Schrijf alleen cijfers, met een komma voor decimalen.")
    if isinstance(value, int | float) or value is None:
        return value
    text = str(value).strip().replace("−", "-").replace("\u00a0", "")
    if not _NUMBER.fullmatch(text):
        raise _fault("getal", "Dit is geen getal. Schrijf alleen cijfers, met een komma voor decimalen.")
    if "," in text or re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "").replace(",", ".")
    return float(text)


def parse_whole(value: Any) -> Any:
    """A whole number; `12,0` counts as 12."""
    number = parse_number(value)
    if isinstance(number, float) and number != int(number):
        raise _fault("heel_getal", "Dit is geen heel getal. Schrijf een aantal zonder komma.")
    return number if number is None else int(number)


def parse_text(value: Any) -> Any:
    """Text without spaces around it; numbers as Excel gives them (`4.0`) lose their tail."""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    if isinstance(value, datetime):
        value = value.date().isoformat()
    return value if value is None else str(value).strip()


def parse_word(value: Any) -> Any:
    """A word of a fixed list: capitals don't matter."""
    text = parse_text(value)
    return text if text is None else text.lower()


def parse_letter_case(value: Any) -> Any:
    """A word of a fixed list in which one word has capitals (`LPB`)."""
    text = parse_text(value)
    return text if text is None else " ".join(text.split())


def parse_meting(value: Any) -> Any:
    """A wave: `2020` or `2021-11`."""
    text = parse_text(value)
    if text is not None and not _METING.fullmatch(text):
        raise _fault("meting", "Dit is geen meting. Schrijf een jaar (2020) of een jaar en maand (2021-11).")
    return text


Datum = Annotated[date, BeforeValidator(parse_date)]
Getal = Annotated[float, BeforeValidator(parse_number), Field(allow_inf_nan=False)]
Aantal = Annotated[int, BeforeValidator(parse_whole), Field(ge=0)]
Tekst = Annotated[str, BeforeValidator(parse_text), Field(min_length=1, max_length=5000)]
Meting = Annotated[str, BeforeValidator(parse_meting)]
JaNee = Annotated[Literal["ja", "nee"], BeforeValidator(parse_word)]
Herkomst = Annotated[Literal["openbaar", "eigen registratie", "voorbeeld"], BeforeValidator(parse_word)]
Leeftijdsgroep = Annotated[Literal["0-14", "15-24", "25-44", "45-64", "65+", "onbekend"], BeforeValidator(parse_word)]
Geslacht = Annotated[Literal["v", "m", "x", "onbekend"], BeforeValidator(parse_word)]
Score10 = Annotated[float, BeforeValidator(parse_number), Field(ge=0, le=10, allow_inf_nan=False)]
Rapportcijfer = Annotated[float, BeforeValidator(parse_number), Field(ge=1, le=10, allow_inf_nan=False)]
