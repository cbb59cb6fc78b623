"""Cells as people write them, into the words of the table; and what can be derived without keeping a person's own data."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from wijkmonitor.gegevens.fouten import Fout, LeesFout, cell_text
from wijkmonitor.gegevens.intake import meld
from wijkmonitor.gegevens.intake.kop import names
from wijkmonitor.gegevens.kolom import kolom_of
from wijkmonitor.gegevens.lezers import read_bytes
from wijkmonitor.gegevens.lezers.tekst import decode
from wijkmonitor.gegevens.lijsten import OMSTANDIGHEDEN, WOORDEN
from wijkmonitor.gegevens.schema import kolommen
from wijkmonitor.gegevens.velden import MAANDEN, read_date

POSTCODES = "postcodes.csv"
OUDST = 115  # who is older was born on 1-1-1900: that is what a program writes for a day that it does not know
GRENZEN = ((15, "0-14"), (25, "15-24"), (45, "25-44"), (65, "45-64"), (OUDST + 1, "65+"))
BANDEN = frozenset(band for _, band in GRENZEN)
_JANEE = {"omgekeerd", "toon_naam", "gevolgd", "mag_getoond", "erkend", "laaggeletterd", "geldzorgen", "mantelzorg"}
_POSTCODE = re.compile(r"[1-9]\d{3}\s?[A-Za-z]{2}|[1-9]\d{3}")
_BAND = re.compile(r"(?:van )?(\d{1,3})(?: jaar)? ?(-|tot en met|t/m|tot|to|\+) ?(\d{1,3})?(?: jaar)?")
_VANAF = re.compile(
    r"(?:(?:vanaf )?(\d{1,3})(?: jaar)? ?(?:\+|plus|-plus|en ouder|of ouder|e\.o\.?|and older|or older)|ouder dan (\d{1,3})(?: jaar)?)"
)
_TOT = re.compile(r"(?:jonger dan|tot|onder de) (\d{1,3})(?: jaar)?|(\d{1,3})(?: jaar)? (?:en|of) jonger")
# "4 - mee eens", and no range as "4 - 5" or "4 (of 5)", no day as "4-mei"
_MET_GETAL = re.compile(
    rf"(\d{{1,2}}) ?(?:[-=:.(]|–|—) ?(?!(?:of|tot|t/m|à|a) |(?:{'|'.join(MAANDEN)})\b)([^\d\s].*)", re.DOTALL | re.IGNORECASE
)


@cache
def has_words(tabel: str, column: str) -> bool:
    """Whether people may write a cell of this column in other words than the table's."""
    return column in WOORDEN or column in _JANEE or is_number(tabel, column)


def in_own_words(tabel: str, column: str, value: Any) -> Any:
    """The value as the table spells it, where people write it otherwise; all other values as they are.

    >>> in_own_words("deelname", "geslacht", "Vrouw"), in_own_words("samenwerking", "score", "Mee eens")
    ('v', 4)
    >>> in_own_words("deelname", "thuistaal", "Turks"), in_own_words("deelname", "geldzorgen", "Weet niet")
    ('anders', 'onbekend')
    """
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str) and is_number(tabel, column):
        return _number(column, value)
    kind = "janee" if column in _JANEE else column
    if kind not in WOORDEN or (kind == "status" and tabel != "deelname"):
        return value
    text = cell_text(int(value) if isinstance(value, bool) else value)
    if column in (*OMSTANDIGHEDEN, "geslacht") and no_answer(text):
        return "onbekend"
    return WOORDEN[kind].get(text.strip().lower(), value)


@cache
def is_number(tabel: str, column: str) -> bool:
    """Whether the column of the table holds numbers."""
    return column in kolommen(tabel) and kolom_of(tabel, column).soort in (int, float)


def _number(column: str, text: str) -> Any:
    """The number that a word of a scale of five stands for, or that stands before the words; None for no answer."""
    words, plain = _scale(), " ".join(text.lower().replace("\u2013", "-").split()).strip(" .")
    if plain in words and (column == "score" or words[plain] is None):
        return words[plain]
    match = _MET_GETAL.fullmatch(text)
    return int(match[1]) if match else text


def is_other_scale(text: str) -> bool:
    """Whether a number stands before a word of a scale of five that is another number of it, as in a scale that is turned.

    >>> is_other_scale("1 = helemaal eens"), is_other_scale("5 - Helemaal mee eens"), is_other_scale("4 (op schaal)")
    (True, False, False)
    """
    match = _MET_GETAL.fullmatch(text)
    place = _scale().get(" ".join(match[2].lower().split()).strip(" .()")) if match else None
    return place is not None and match is not None and place != int(match[1])


def no_answer(word: str) -> bool:
    """Whether a word says that somebody gave no answer.

    >>> no_answer("Weet niet"), no_answer("-"), no_answer("Man")
    (True, True, False)
    """
    return not word.strip(" .-–—?") or _scale().get(" ".join(word.lower().split()).strip(" ."), 0) is None


@cache
def _scale() -> Mapping[str, int | None]:
    about = names()["schaal"]
    none: dict[str, int | None] = {word.strip(" ."): None for word in about["geen_antwoord"]}
    return none | {word: place for place, words in enumerate(about["woorden"], 1) for word in words}


def age_band(age: int) -> str | None:
    """The age band of an age in years, as CBS uses them; None for an age that people don't reach.

    >>> age_band(64)
    '45-64'
    """
    return next((band for limit, band in GRENZEN if 0 <= age < limit), None)


def band_of(value: Any, moment: date) -> Any:
    """The age band that a cell tells: a band in the words of CBS or others, an age, a year or day of birth.

    A band that lies in two of ours, and what is no age, stays as it is: the check names it.

    >>> band_of("15 tot 25 jaar", date(2022, 1, 1)), band_of("75 jaar of ouder", date(2022, 1, 1)), band_of("18-34", date(2022, 1, 1))
    ('15-24', '65+', '18-34')
    """
    if (found := derive_age_band(value, moment)) is not None:
        return found
    plain = " ".join(str(value).lower().replace("\u2013", "-").replace(" jr", " jaar").split())
    if (limits := _limits(plain)) is None:
        return value
    low, high = age_band(limits[0]), age_band(min(limits[1], OUDST))
    return low if low is not None and low == high else value


def _limits(plain: str) -> tuple[int, int] | None:
    """The lowest and highest age of a band, both included; None for what is no band."""
    if match := _VANAF.fullmatch(plain):
        return (int(match[1]) if match[1] else int(match[2]) + 1), OUDST
    if match := _TOT.fullmatch(plain):
        return 0, int(match[1]) - 1 if match[1] else int(match[2])
    if (match := _BAND.fullmatch(plain)) and match[3]:
        return int(match[1]), int(match[3]) - (match[2] in ("tot", "to"))
    return None


def derive_age_band(value: Any, moment: date) -> str | None:
    """The age band from a date of birth, a year of birth or an age, on the given day; None where it can't be known."""
    text = re.sub(r"\s*(?:jaar|jr\.?)$", "", cell_text(value).strip().lower())
    if text.isdecimal() and len(text) <= 3:
        return age_band(int(text))
    if text.isdecimal() and len(text) == 4:
        return age_band(moment.year - int(text))
    try:
        born = read_date(value)
    except PydanticCustomError:
        return None
    had_birthday = (moment.month, moment.day) >= (born.month, born.day)
    return age_band(moment.year - born.year - (not had_birthday))


def plain_postcode(value: Any) -> str | None:
    """A postcode as `1234AB` or `1234`; None for what is none.

    >>> plain_postcode(" 2331 ab")
    '2331AB'
    """
    text = cell_text(value).strip()
    return text.replace(" ", "").upper() if _POSTCODE.fullmatch(text) else None


def load_postcodes(folder: Path) -> dict[str, str]:
    """Postcode (6 or 4 signs) -> buurt, from `postcodes.csv` in the intake folder of the wijk; empty where there is none."""
    path = folder / POSTCODES
    if not path.exists():
        return {}
    rows = list(csv.reader(io.StringIO(decode(read_bytes(path))), delimiter=";"))
    found = {plain_postcode(row[0]): row[1].strip() for row in rows[1:] if len(row) >= 2}
    if not rows or [cell.strip().lower() for cell in rows[0][:2]] != ["postcode", "buurt"] or None in found:
        raise LeesFout(Fout(POSTCODES, 0, "", *meld("bewerken.postcodes")))
    return {str(postcode): buurt for postcode, buurt in found.items()}
