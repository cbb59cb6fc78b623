"""Types of the cells in a table: what Dutch Excel writes in, checked values out.

Every parser gives the value or a fault, never something in between: a number that can be read in two ways is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from wijkmonitor.gegevens.fouten import cell_text
from wijkmonitor.gegevens.lijsten import (
    LPB_ITEMS,
    STAPPEN_GWA,
    ZELFEVALUATIE,
    FactorNaam,
    GwaStap,
    Invulblad,
    LpbItem,
    Zelfonderdeel,
)
from wijkmonitor.meegeleverd import read_toml

EERSTE_JAAR, LAATSTE_JAAR = 1950, 2100
MEESTE = 1_000_000_000

_TIME = (
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:[AP]M|[ap]\.?m\.?))?(?:Z|[+-]\d{2}:?\d{2}| [A-Z]{3,4}(?:[+-]\d{1,2})?)?)?"
)
_DUTCH_DATE = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_TIME}", re.ASCII)
_ISO_DATE = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_TIME}", re.ASCII)
_NAMEN = "januari jan,februari feb,maart mrt,april apr,mei,juni jun,juli jul,augustus aug,september sept sep,oktober okt,november nov,december dec"
MAANDEN = {name: str(number) for number, names in enumerate(_NAMEN.split(","), 1) for name in names.split()}
_WRITTEN_DATE = re.compile(rf"(\d{{1,2}})[- ]({'|'.join(MAANDEN)})\.?[- ](\d{{4}})", re.ASCII | re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+(?:,\d+)?", re.ASCII)
_POINT = re.compile(r"[+-]?\d+\.\d+", re.ASCII)
_UNCLEAR = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_CLOCK = re.compile(r"(?:\d+ days?, )?\d{1,3}:\d{2}(?::\d{2})?", re.ASCII)
_ABOUT = re.compile(
    r"(?:[<>≤≥~±]|^(?:ca\b|circa|ongeveer|minder|meer|tot|rond)).*\d|\d.*(?:-|à|tot).*\d", re.IGNORECASE
)  # no number, and near one
_UNCLEAR_COMMA = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_NUMBER_OF_DAY = re.compile(r"[1-6]\d{4}(?:\.\d+)?", re.ASCII)  # what Excel keeps for a date
_METING = re.compile(r"(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f-\x9f]")


def own_fault(naam: str) -> PydanticCustomError:
    """A fault of ours, in the words of `[eigen]` in zinnen.toml; `kolom.in_words` takes them out again."""
    return PydanticCustomError("eigen", "{wat} {doen}", read_toml("wijkmonitor.gegevens", "zinnen.toml")["eigen"][naam])


def parse_date(value: Any) -> Any:
    """A date from `2022-04-12`, `12-4-2022`, `12 april 2022` or an Excel date; a time of day behind it falls away."""
    if value is None:
        return value
    value = read_date(value)
    if not EERSTE_JAAR <= value.year <= LAATSTE_JAAR:
        raise own_fault("jaar")
    return value


def read_date(value: Any) -> date:
    """The same date in any year, as a day of birth can be. PydanticCustomError for what is none."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else _date_in_text(str(value).strip())


def _date_in_text(text: str) -> date:
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DUTCH_DATE.fullmatch(text):
        day, month, year = match.groups()
    elif match := _WRITTEN_DATE.fullmatch(text):
        day, month, year = match[1], MAANDEN[match[2].lower()], match[3]
    else:
        raise own_fault("dagnummer" if _NUMBER_OF_DAY.fullmatch(text) else "geen_datum")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise own_fault("maand_eerst" if _turned(text) else "geen_dag") from None


def month_first(cells: Iterable[Any]) -> bool:
    """Whether a column has its dates with the month first: one of its texts can only be read so, and no cell only day first.

    A text with AM or PM behind it is written so too.

    >>> month_first(["04/25/2022", "4/3/2022"]), month_first(["4/3/2022"]), month_first(["04/25/2022", "26/3/2022"])
    (True, False, False)
    """
    found = False
    for cell in cells:
        if isinstance(cell, date):
            found = found and cell.day <= 12
        elif isinstance(cell, str) and (match := _DUTCH_DATE.fullmatch(cell.strip())):
            if int(match[1]) > 12:
                return False
            found = found or int(match[2]) > 12 or ("/" in cell and cell.strip().lower().endswith(("m", "m.")))
    return found


def _turned(text: str) -> date | None:
    """The date that a text gives with its month first; None where it gives none."""
    match = _DUTCH_DATE.fullmatch(text)
    try:
        return date(int(match[3]), int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None


def with_month_first(cell: Any) -> Any:
    """The date of a text with the month first; any other cell as it is.

    >>> with_month_first("04/03/2022 10:33:02 AM")
    datetime.date(2022, 4, 3)
    """
    return (_turned(cell.strip()) or cell) if isinstance(cell, str) else cell


def parse_number(value: Any) -> Any:
    """A number from `7,5`, `7.5`, `1.234,5` or `1.234.567`; text that is no number is a fault, never NaN.

    `1.234` alone is a fault too: it is a thousand or a little more than one. `settle_points` can tell from the column.
    """
    if isinstance(value, bool):
        raise own_fault("geen_getal")
    if isinstance(value, int | float) or value is None:
        return value
    text = _plain_number(str(value))
    if _UNCLEAR.fullmatch(text):
        raise own_fault("onduidelijk")
    return _number_in_text(text)


def _plain_number(text: str) -> str:
    return text.strip().replace("−", "-").replace("\u00a0", "")


def _number_in_text(text: str) -> float:
    if _POINT.fullmatch(text) and not _UNCLEAR.fullmatch(text):
        return float(text)
    if _COMMA.fullmatch(text) or _THOUSANDS.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    kind = "tijd" if _CLOCK.fullmatch(text) else "ongeveer" if _ABOUT.search(text) else "geen_getal"
    raise own_fault(kind)


def settle_points(cells: set[str]) -> dict[str, float]:
    """The cells like `1.234` that the other cells of the column make clear, as numbers.

    With commas for decimals elsewhere it is a thousand; with points for decimals elsewhere it is 1,234.

    >>> settle_points({"1.234", "0.8"}), settle_points({"1.234", "0,8"}), settle_points({"1.234", "7"})
    ({'1.234': 1.234}, {'1.234': 1234.0}, {})
    """
    unclear = {cell for cell in cells if _UNCLEAR.fullmatch(_plain_number(cell))}
    commas = any("," in cell for cell in cells)
    points = bool(unclear) and any(_POINT.fullmatch(_plain_number(cell)) for cell in cells - unclear)
    if commas == points:
        return {}
    return {cell: float(_plain_number(cell) if points else _plain_number(cell).replace(".", "")) for cell in unclear}


def parse_whole(value: Any) -> Any:
    """A whole number; `12,0` counts as 12 and `1.234` as a thousand. `1,000` is a fault: elsewhere that is a thousand."""
    if isinstance(value, str) and _UNCLEAR.fullmatch(_plain_number(value)):
        value = _plain_number(value).replace(".", "")
    if isinstance(value, str) and _UNCLEAR_COMMA.fullmatch(_plain_number(value)):
        raise own_fault("onduidelijk_aantal")
    number = parse_number(value)
    if isinstance(number, float):
        if not number.is_integer():
            raise own_fault("geen_heel_getal")
        number = int(number)
    return number


def parse_text(value: Any) -> Any:
    """Text without spaces around it; numbers as Excel gives them (`4.0`) lose their tail."""
    if isinstance(value, datetime):
        value = value.date().isoformat()
    if value is None:
        return value
    text = cell_text(value).strip().replace("\x0b", "\n")
    if _CONTROL.search(text):
        raise own_fault("teken")
    return text


def parse_word(value: Any) -> Any:
    """A word of a fixed list: capitals don't matter."""
    text = parse_text(value)
    return text if text is None else " ".join(text.lower().split())


def parse_result(value: Any) -> Any:
    """The kind of a result; a wish has a table of its own."""
    if parse_word(value) == "wens":
        raise own_fault("wens")
    return parse_word(value)


def parse_yes_no(value: Any) -> Any:
    """`ja` or `nee`, also from a cell with WAAR or ONWAAR in Excel."""
    return {True: "ja", False: "nee"}[value] if isinstance(value, bool) else parse_word(value)


def parse_meting(value: Any) -> Any:
    """A wave: `2020` or `2021-11`; Excel makes a date of the second, the first day of that month."""
    if isinstance(value, date) and value.day == 1:
        value = value.isoformat()[:7]
    text = parse_text(value)
    if text is not None and not _METING.fullmatch(text):
        raise own_fault("geen_meting")
    return text


def parse_moment(value: Any) -> Any:
    """A moment as precise as it is known: `2022`, `2022-04`, or a day as `2022-04-12`, written in any way that a date can be."""
    text = parse_text(value)
    if text is None or _METING.fullmatch(text):
        return text
    return parse_date(value).isoformat()


def one_of(options: tuple[str, ...]) -> BeforeValidator:
    """Accepts an option whatever its capitals or spaces, and gives it back as it is spelled in the list."""
    known = {option.lower(): option for option in options}

    def look_up(value: object) -> object:
        text = parse_word(value)
        return known.get(text, text)

    return BeforeValidator(look_up)


def moet(uitleg: str, voorbeeld: object) -> Any:
    """A column or name that has to be filled in: what it holds, and an example."""
    return Field(description=uitleg, examples=[voorbeeld])


def mag(uitleg: str, voorbeeld: object, leeg: object = None) -> Any:
    """One that may be left out. leeg: what it stands for then."""
    return Field(leeg, description=uitleg, examples=[voorbeeld])


Datum = Annotated[date, BeforeValidator(parse_date)]
Getal = Annotated[float, BeforeValidator(parse_number), Field(allow_inf_nan=False)]
Gewicht = Annotated[float, BeforeValidator(parse_number), Field(gt=0, allow_inf_nan=False)]
Aantal = Annotated[int, BeforeValidator(parse_whole), Field(ge=0, le=MEESTE)]
Uren = Annotated[float, BeforeValidator(parse_number), Field(ge=0, le=200, allow_inf_nan=False)]
Score10 = Annotated[float, BeforeValidator(parse_number), Field(ge=0, le=10, allow_inf_nan=False)]
Rapportcijfer = Annotated[float, BeforeValidator(parse_number), Field(ge=1, le=10, allow_inf_nan=False)]
Score4 = Annotated[float, BeforeValidator(parse_number), Field(ge=0, le=4, allow_inf_nan=False)]
Score5 = Annotated[int, BeforeValidator(parse_whole), Field(ge=1, le=5)]
Sterkte = Annotated[int, BeforeValidator(parse_whole), Field(ge=0, le=3)]
Maanden = Annotated[int, BeforeValidator(parse_whole), Field(ge=1, le=60)]
Monitorvraag = Annotated[int, BeforeValidator(parse_whole), Field(ge=1, le=4)]
Tekst = Annotated[str, BeforeValidator(parse_text), Field(min_length=1, max_length=5000)]
Meting = Annotated[str, BeforeValidator(parse_meting)]
Moment = Annotated[str, BeforeValidator(parse_moment)]
Resultaatsoort = Annotated[Literal["resultaat", "inzet", "uitspraak", "loopt", "achtergrond"], BeforeValidator(parse_result)]
Wensstand = Annotated[Literal["open", "in een plan", "opgepakt", "loopt", "gedaan", "kan niet"], BeforeValidator(parse_word)]
JaNee = Annotated[Literal["ja", "nee"], BeforeValidator(parse_yes_no)]
JaNeeOnbekend = Annotated[Literal["ja", "nee", "onbekend"], BeforeValidator(parse_yes_no)]
Herkomst = Annotated[Literal["openbaar", "eigen registratie", "voorbeeld"], BeforeValidator(parse_word)]
Leeftijdsgroep = Annotated[Literal["0-14", "15-24", "25-44", "45-64", "65+", "onbekend"], BeforeValidator(parse_word)]
Geslacht = Annotated[Literal["v", "m", "x", "onbekend"], BeforeValidator(parse_word)]
Thuistaal = Annotated[Literal["nederlands", "anders", "onbekend"], BeforeValidator(parse_word)]
Status = Annotated[Literal["aangemeld", "gestart", "afgerond", "uitgevallen"], BeforeValidator(parse_word)]
Participatie = Annotated[
    Literal["informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen"], BeforeValidator(parse_word)
]
Domein = Annotated[Literal["medisch", "sociaal", "gemeente", "bewoners", "sport", "overig"], BeforeValidator(parse_word)]
Rol = Annotated[Literal["bewoner", "professional", "interventiebegeleider"], BeforeValidator(parse_word)]
Kant = Annotated[Literal["bevorderend", "belemmerend"], BeforeValidator(parse_word)]
Factor = Annotated[FactorNaam, BeforeValidator(parse_word)]
Invulbladnaam = Annotated[Invulblad, BeforeValidator(parse_word)]
Stap = Annotated[GwaStap, one_of(STAPPEN_GWA)]
Item = Annotated[LpbItem, one_of(LPB_ITEMS)]
Onderdeel = Annotated[Zelfonderdeel, one_of(ZELFEVALUATIE)]
