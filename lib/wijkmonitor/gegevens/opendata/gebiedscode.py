"""CBS area codes: NL, GM + 4, WK + 6 and BU + 8 characters. Since 2023 the last four of wijk and buurt can be letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LAND = "NL"
_NUMMER = re.compile(r"^(?:Wijk|Buurt)\s+\d{1,3}\s+(?=\S)")
WIJK = "wijk"  # the wijk as a whole, which can be several CBS areas
_PATTERNS = {
    "gemeente": re.compile(r"GM\d{4}"),
    "wijk": re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    "buurt": re.compile(r"BU\d{4}[0-9A-Z]{4}"),
}


class GebiedFout(ValueError):
    """A code that cannot be used: in Dutch what is wrong, and what to do."""

    def __init__(self, wat: str, doen: str = "") -> None:
        super().__init__(f"{wat} {doen}".strip())
        self.wat, self.doen = wat, doen


def normalise(code: str) -> str:
    """The code without padding; the country is 'NL' (RIVM says NL01, CBS says NL00).

    >>> normalise("WK054609  "), normalise("NL01      ")
    ('WK054609', 'NL')
    """
    code = "".join(code.split()).upper()
    return LAND if code in ("NL", "NL00", "NL01") else code


def without_number(naam: str) -> str:
    """The name of an area as people say it.

    >>> without_number("Wijk 09 Stevenshof ")
    'Stevenshof'
    """
    return _NUMMER.sub("", naam.strip())


def soort(code: str) -> str:
    """'land', 'gemeente', 'wijk' or 'buurt'; ValueError for anything else."""
    if normalise(code) == LAND:
        return "land"
    for naam, pattern in _PATTERNS.items():
        if pattern.fullmatch(code):
            return naam
    raise ValueError(f"code={code!r} is not a CBS area code (NL, GM0546, WK054609, BU05460900)")


def gemeente_van(code: str) -> str:
    """Municipality of a wijk or buurt.

    >>> gemeente_van("BU05460900")
    'GM0546'
    """
    return LAND if soort(code) == "land" else f"GM{code[2:6]}"


def staat_naast(code: str) -> str:
    """The area beside which the figures of an area stand: its municipality; the country for a municipality.

    >>> staat_naast("WK054609"), staat_naast("GM0546")
    ('GM0546', 'NL')
    """
    return gemeente_van(code) if soort(code) in ("wijk", "buurt") else LAND


def wijk_van(buurt: str) -> str:
    """Wijk of a buurt."""
    return f"WK{buurt[2:8]}"


def ligt_in(code: str, gebieden: Iterable[str]) -> bool:
    """Whether the area is one of `gebieden` or a buurt inside one of them."""
    gebieden = tuple(gebieden)
    return code in gebieden or (code.startswith("BU") and wijk_van(code) in gebieden)


def check_gebieden(codes: Sequence[str], gemeente: str | None = None) -> tuple[str, ...]:
    """The codes, clean and in order; GebiedFout where they cannot form one wijk.

    They must be wijk or buurt codes of one municipality (`gemeente`, when given), without a buurt that already
    lies in one of the wijken.
    """
    schoon = tuple(dict.fromkeys(normalise(code) for code in codes))
    if not schoon:
        raise GebiedFout("Noem minstens één gebied, bijvoorbeeld --gebied WK054609.")
    for code in schoon:
        if not (_PATTERNS["wijk"].fullmatch(code) or _PATTERNS["buurt"].fullmatch(code)):
            raise GebiedFout(
                f"{code!r} is geen code van een wijk of buurt.",
                "Een wijk is WK met 6 tekens (WK054609), een buurt BU met 8 tekens (BU05460900).",
            )
    eigen = gemeente or gemeente_van(schoon[0])
    for code in schoon:
        if gemeente_van(code) != eigen:
            raise GebiedFout(
                f"{code} ligt in een andere gemeente ({gemeente_van(code)}) dan {eigen}.",
                "Een wijk hoort bij één gemeente, want de cijfers staan naast die van de gemeente. Maak er twee wijken van; zij staan samen op het voorblad.",
            )
        if code.startswith("BU") and wijk_van(code) in schoon:
            raise GebiedFout(f"{code} ligt al in {wijk_van(code)} en zou dubbel tellen.", f"Laat {code} weg.")
    return schoon


def is_gebied(name: str) -> bool:
    """Whether a name is the code of a CBS area; a folder can be called by a number.

    >>> is_gebied("WK054609"), is_gebied("GM0546"), is_gebied("NL"), is_gebied("stevenshof"), is_gebied("2022")
    (True, True, True, False, False)
    """
    return name == LAND or any(pattern.fullmatch(name) for pattern in _PATTERNS.values())
