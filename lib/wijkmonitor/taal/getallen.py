"""Numbers, dates and words as Dutch readers write them. The only place where a number is rounded for a reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_NEDERLANDS = str.maketrans(",.-", ".,−")
TELWOORDEN = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_DELEN = (
    (0.1, "een tiende"), (0.2, "een vijfde"), (0.25, "een kwart"), (1 / 3, "een derde"), (0.5, "de helft"),
    (2 / 3, "twee derde"), (0.75, "drie kwart"),
)  # fmt: skip
_BIJNA_ALLES = ((0.8, "vier vijfde"), (0.9, "negen tiende"))  # as large a rise is told as so many times


def getal(value: float, decimalen: int = 0) -> str:
    """A number in Dutch notation: comma for decimals, point per thousand, a real minus sign.

    >>> getal(1234.5, 1), getal(-16), getal(70.5)
    ('1.234,5', '−16', '71')
    """
    return f"{rond(value, decimalen):,.{decimalen}f}".translate(_NEDERLANDS)


def rond(value: float, decimalen: int = 0) -> float:
    """A number as it is shown: half goes up, as readers learned it; what arithmetic left behind the ninth decimal is no part of it.

    >>> rond(70.5), rond(0.285 * 100), rond(-0.25, 1)
    (71.0, 29.0, -0.3)
    """
    exact = Decimal(f"{float(value):.9f}")
    return float(exact.quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP)) + 0.0 if exact.is_finite() else float(value)


def telwoord(value: int) -> str:
    """A count up to twelve in letters, above that in figures.

    >>> telwoord(3), telwoord(13)
    ('drie', '13')
    """
    return TELWOORDEN[value] if 0 <= value < len(TELWOORDEN) else getal(value)


def pct(aandeel: float, decimalen: int = 1) -> str:
    """A share (0-1) as a percentage.

    >>> pct(0.182)
    '18,2%'
    """
    return f"{getal(aandeel * 100, decimalen)}%"


def van_de_100(aandeel: float) -> str:
    """A share (0-1) as people say it; below 1 of the 100, or what would round to all of them, it says so.

    >>> van_de_100(0.182), van_de_100(0.0067), van_de_100(0.995)
    ('18 van de 100', 'minder dan 1 van de 100', 'bijna alle 100')
    """
    if 0 < aandeel < 0.01:
        return "minder dan 1 van de 100"
    if 0.995 <= aandeel < 1:
        return "bijna alle 100"
    return f"{getal(aandeel * 100)} van de 100"


def punten(grootte: float) -> str:
    """A difference on a scale.

    >>> punten(0.44)
    '0,4 punt'
    """
    return f"{getal(grootte, 1)} punt"


def keer(verhouding: float) -> str:
    """A ratio to an earlier number as people feel it; the precise figure belongs in a table.

    >>> keer(2.18), keer(1.349), keer(0.97), keer(0.78), keer(0.4)
    ('ruim twee keer zoveel', 'ruim een derde meer', 'ongeveer evenveel', 'ruim een vijfde minder', 'bijna twee derde minder')
    """
    share = abs(verhouding - 1)
    if share < 0.085:
        return "ongeveer evenveel" if share < 0.04 else f"iets {'meer' if verhouding > 1 else 'minder'}"
    if verhouding >= 1.875:
        size = min((2.0, 2.5, float(max(round(verhouding), 3))), key=lambda step: abs(step - verhouding))
        word = "tweeënhalf" if size == 2.5 else telwoord(round(size))
        return f"{_about(verhouding / size, 1, 0.02)}{word} keer zoveel"
    size, word = min((*_DELEN, *_BIJNA_ALLES) if verhouding < 1 else _DELEN, key=lambda part: abs(part[0] - share))
    return f"{_about(share, size)}{word} {'meer' if verhouding > 1 else 'minder'}"


def _about(value: float, step: float, room: float = 0.012) -> str:
    """On which side of a round size a value lies, where one sees that."""
    return "" if abs(value - step) <= room else "ruim " if value > step else "bijna "


def op_de_100(verhouding: float) -> str:
    """How many there are now where there were 100 before.

    >>> op_de_100(2.183)
    '218'
    """
    return getal(verhouding * 100)


def tussen(low: float, high: float, decimalen: int = 0) -> str:
    """An interval in words; ends that round to the same number get one more decimal.

    >>> tussen(12.4, 27.1), tussen(3.1, 3.4), tussen(3.12, 3.14)
    ('tussen 12 en 27', 'tussen 3,1 en 3,4', 'rond 3,1')
    """
    for places in (decimalen, decimalen + 1):
        a, b = getal(low, places), getal(high, places)
        if a != b:
            return f"tussen {a} en {b}"
    return f"rond {a}"


def datum(day: date) -> str:
    """A date in full.

    >>> datum(date(2022, 4, 12))
    '12 april 2022'
    """
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def maand(day: date) -> str:
    """Month and year of a date.

    >>> maand(date(2022, 4, 12))
    'april 2022'
    """
    return f"{MAANDEN[day.month - 1]} {day.year}"


def moment(code: str) -> str:
    """A year, a month or a day as readers say it, no more precise than it was given.

    >>> moment("2022"), moment("2022-04"), moment("2022-04-12")
    ('2022', 'april 2022', '12 april 2022')
    """
    return datum(date.fromisoformat(code)) if len(code) > 7 else meting(code)


def meting(code: str) -> str:
    """A wave (`2020` or `2021-11`) as readers say it.

    >>> meting("2021-11"), meting("2020")
    ('november 2021', '2020')
    """
    year, _, month = code.partition("-")
    return f"{MAANDEN[int(month) - 1]} {year}" if month else year


def tijdvak(code: str) -> str:
    """A year, a month, a day or a stretch of those as readers say it; "" where it is not known.

    >>> tijdvak("2020-01/2022-12"), tijdvak("2022"), tijdvak("")
    ('januari 2020 tot en met december 2022', '2022', '')
    """
    return " tot en met ".join(moment(part) for part in code.split("/")) if code else ""


def opsomming(parts: Sequence[str]) -> str:
    """Names in a row.

    >>> opsomming(["a", "b", "c"])
    'a, b en c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} en {parts[-1]}"


def opsomming_kort(parts: Sequence[str], hoogstens: int = 5) -> str:
    """Names in a row, at most so many; the others are counted. A single other is named too.

    >>> opsomming_kort(["a", "b", "c", "d"], 2)
    'a, b en nog 2'
    """
    if len(parts) <= hoogstens + 1:
        return opsomming(parts)
    return opsomming([*parts[:hoogstens], f"nog {getal(len(parts) - hoogstens)}"])


def as_sentence(text: str) -> str:
    """The text with a stop behind it, where it has none; an empty text stays empty.

    >>> as_sentence("Het geld stopt"), as_sentence("Waarom?")
    ('Het geld stopt.', 'Waarom?')
    """
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


def klein_begin(naam: str) -> str:
    """A name inside a sentence: no capital, unless the word is an abbreviation or part of a name of more words.

    >>> klein_begin("Een Dreamteam"), klein_begin("GLI"), klein_begin("Positieve Gezondheid staat er")
    ('een Dreamteam', 'GLI', 'Positieve Gezondheid staat er')
    """
    first, _, rest = naam.partition(" ")
    keep = naam[:2].isupper() or (rest[:1].isupper() and first != "Een")
    return naam if keep else naam[:1].lower() + naam[1:]


def hoofdletter(tekst: str) -> str:
    """The text with a capital at its begin, the rest as it is.

    >>> hoofdletter("meedoen in de GLI")
    'Meedoen in de GLI'
    """
    return tekst[:1].upper() + tekst[1:]


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, each with its stop.

    >>> split_sentences("Een zin. Nog een?  Ja")
    ['Een zin.', 'Nog een?', 'Ja']
    """
    return re.split(r"(?<=[.?!])\s+", text)


def meervoud(aantal: int, enkel: str, meer: str) -> str:
    """A count with its noun.

    >>> meervoud(1, "wijk", "wijken"), meervoud(3, "wijk", "wijken")
    ('1 wijk', '3 wijken')
    """
    return f"{getal(aantal)} {enkel if aantal == 1 else meer}"
