"""No person in what comes in: only what is free text is looked through, after the kind of each column is known.

Dates, numbers, codes and words of a list can't hold a name, and a date looks like a BSN once in eleven times.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.intake import meld
from wijkmonitor.gegevens.kolom import kolom_of
from wijkmonitor.gegevens.lijsten import MENSEN
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.velden import parse_date
from wijkmonitor.privacy.screening import Vondst, redact, screen

# What rows of several tables are joined by, or shows itself by agreement only: a name stays as it is until the records are read.
NAAM_VAN_EEN_DING = frozenset({"interventie", "thema", "buurt", "stelling"})
DOOR_DE_POORT = {"samenwerking": {"organisatie"}, "organisaties": {"organisatie"}, "netwerk": {"van", "naar"}}
_FORMULE = re.compile(r"[=@+\-][^\d\s].*[(|!]|[=@]")
_EIGEN_CODE = re.compile(r"[a-z][0-9a-f]{10}|(?:BU|WK|GM)\d{4}[0-9A-Z]{0,4}")  # as `pseudoniemen` and CBS write them


@dataclass(frozen=True)
class Plek:
    """Where a text stood in the delivery."""

    rij: int
    kolom: str
    vondst: Vondst


@dataclass
class Schoonmaak:
    """Takes persons out of the free text of one table, and remembers where they were."""

    tabel: str
    geen_mens: tuple[str, ...] = ()
    vervangen: list[Plek] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)
    _gezien: dict[str, list[Vondst]] = field(default_factory=dict)

    def clean(self, bestand: str, number: int, column: str, text: str) -> str:
        """The text with `[naam]` and the like where it points at a person; a formula is a fault."""
        if not is_free(self.tabel, column) or _EIGEN_CODE.fullmatch(text):
            return text
        if is_formula(text):
            self.fouten.append(Fout(bestand, number, column, *meld("schoonmaken.formule"), text))
        if text not in self._gezien:
            self._gezien[text] = [hit for hit in screen(text, self.geen_mens) if hit.soort != "bsn" or not _is_date(hit.tekst)]
        found = [hit for hit in self._gezien[text] if may_name(self.tabel, column) or hit.soort != "naam"]
        if not found:
            return text
        self.vervangen += [Plek(number, column, hit) for hit in found]
        return redact(text, found)


def may_name(tabel: str, column: str) -> bool:
    """Whether a name in this column is one of a person, as far as anybody can tell: not where it is that of a thing.

    >>> may_name("wensen", "van"), may_name("netwerk", "van"), may_name("deelname", "interventie")
    (True, False, False)
    """
    return column not in NAAM_VAN_EEN_DING and column not in DOOR_DE_POORT.get(tabel, ())


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute this text instead of showing it.

    >>> is_formula("=1+1"), is_formula("- een streepje")
    (True, False)
    """
    return bool(_FORMULE.match(text))


@cache
def is_free(tabel: str, column: str) -> bool:
    """Whether people write in this column what they like: an extra column, or one that takes any sentence.

    >>> is_free("deelname", "verwijzer"), is_free("deelname", "status"), is_free("deelname", "aanmelding")
    (True, False, False)
    """
    if column == MENSEN.get(tabel):
        return False
    if column not in TABELLEN[tabel].model_fields:
        return True
    try:
        kolom_of(tabel, column).adapter.validate_python("zo maar een zin")
    except ValidationError:
        return False
    return True


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except PydanticCustomError:
        return False
    return True
