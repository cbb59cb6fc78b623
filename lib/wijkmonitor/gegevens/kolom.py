"""One column of a table: every cell to its value, or to what is wrong with it.

Each value that occurs is checked once by pydantic, against the type of the column in the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from wijkmonitor.gegevens.fouten import cell_text, describe, kies_uit
from wijkmonitor.gegevens.lijsten import PIJLERS, WOORDEN
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.velden import EIGEN_FOUTEN, settle_points

PLAN = frozenset({"gepland_start", "gepland_einde"})
_GRENS = {"less_than_equal": "hooguit", "greater_than_equal": "minstens", "greater_than": "meer dan", "less_than": "minder dan"}
_LEEG = (type(None), None)
_PERCENTAGE = ("pct", "percentage", "procent")


class Gebrek(NamedTuple):
    """What is wrong with a cell or a field, and what to do."""

    wat: str
    doen: str


_KAN_NIET = "Deze waarde kan hier niet."
_ONBEKEND = Gebrek("Deze naam kennen we niet.", "Kijk of hij goed gespeld is. Haal de regel anders weg.")
_JA_OF_NEE = Gebrek(_KAN_NIET, "Schrijf true of false.")
_GEBREKEN = {
    "extra_forbidden": _ONBEKEND,
    "unexpected_keyword_argument": _ONBEKEND,
    "pattern_mismatch": Gebrek("Deze code klopt niet.", "Gebruik een CBS-code, zoals GM0546, WK054609 of BU05460900."),
    "too_short": Gebrek("Hier staat niets.", "Vul het in."),
    "tuple_type": Gebrek(_KAN_NIET, 'Zet er haken om: ["een", "twee"].'),
    "dict_type": Gebrek(_KAN_NIET, "Schrijf het tussen accolades, zoals { naam = 9 }."),
    "model_type": Gebrek(_KAN_NIET, "Schrijf het als een blok, zoals in de uitleg."),
    "dataclass_type": Gebrek(_KAN_NIET, "Schrijf het tussen accolades, zoals in het voorbeeld."),
    "bool_parsing": _JA_OF_NEE,
    "bool_type": _JA_OF_NEE,
}
LEEG = Gebrek("Hier moet iets staan.", "Vul deze cel in, of haal de rij weg.")
LAAT_LEEG = "Weet u het niet? Laat de cel leeg."
NA_VANDAAG = Gebrek("Deze datum ligt na vandaag.", "Kijk of het jaar klopt.")
METING_NA_VANDAAG = Gebrek("Deze meting ligt na vandaag.", "Kijk of het jaar klopt.")
GEEN_PIJLER = Gebrek("Deze pijler kennen we niet.", f"Kies uit: {'; '.join(PIJLERS)}.")
GEEN_PERCENTAGE = Gebrek("Een percentage ligt tussen 0 en 100.", "Kijk of de komma goed staat.")


@dataclass(frozen=True)
class Kolom:
    """How a column is read: kind of value, type, and what an empty cell means."""

    naam: str
    soort: type
    adapter: TypeAdapter[Any]
    verplicht: bool
    leeg: Any

    def read(self, cells: Sequence[Any], *, vandaag: date) -> tuple[list[Any], dict[int, Gebrek]]:
        """The values in order (the default for an empty cell) and, by position, what is wrong."""
        keys = [(cell.__class__, cell) for cell in cells]  # by class too: True == 1 == 1.0
        settled = settle_points({cell for cell in cells if isinstance(cell, str)}) if self.soort is float else {}
        known: dict[tuple[type, Any], Any] = {_LEEG: LEEG if self.verplicht else self.leeg}
        for key in set(keys) - {_LEEG}:
            known[key] = self._check(settled.get(key[1], key[1]) if key[0] is str else key[1], vandaag)
        values = [known[key] for key in keys]
        wrong = {key for key, found in known.items() if found.__class__ is Gebrek}
        if not wrong:
            return values, {}
        faults = {place: values[place] for place, key in enumerate(keys) if key in wrong}
        return [None if place in faults else value for place, value in enumerate(values)], faults

    def _check(self, cell: Any, today: date) -> Any:
        """The value of a cell, or a Gebrek."""
        try:
            value = self.adapter.validate_python(cell)
        except ValidationError as error:
            found = in_words(error.errors()[0])
            unknown = self.soort is not str and isinstance(cell, str) and not any(char.isdigit() for char in cell)
            return found._replace(doen=f"{found.doen} {LAAT_LEEG}") if unknown and not self.verplicht else found
        if self.soort is date and value > today and self.naam not in PLAN:
            return NA_VANDAAG
        if self.naam == "meting" and f"{value}-01"[:7] > today.isoformat()[:7]:
            return METING_NA_VANDAAG
        if self.naam == "pijlers" and any(pillar not in PIJLERS for pillar in split_pijlers(value)):
            return GEEN_PIJLER
        return value


@cache
def kolom_of(tabel: str, naam: str) -> Kolom:
    """How this column of this table is read. KeyError for a column that the table does not have."""
    field = TABELLEN[tabel].model_fields[naam]
    kind: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    needed = field.is_required()
    return Kolom(naam, kind_of(field.annotation), TypeAdapter(kind), needed, None if needed else field.default)


def kind_of(annotation: Any) -> type:
    """date, int, float or str: what the values of a column are.

    >>> kind_of(float | None)
    <class 'float'>
    """
    parts = get_args(annotation) if get_origin(annotation) is not None else (annotation,)
    for part in parts:
        for kind in (date, int, float):
            if part is kind:
                return kind
        if get_origin(part) is not None and (found := kind_of(part)) is not str:
            return found
    return str


def read_extra(naam: str, cells: Sequence[Any]) -> tuple[list[str | None], dict[int, Gebrek]]:
    """An extra column as text; a share above 100 or below 0 is wrong where the name says that it is a percentage."""
    texts = [None if cell is None else cell_text(cell) for cell in cells]
    if not any(word in naam for word in _PERCENTAGE):
        return texts, {}
    return texts, {place: GEEN_PERCENTAGE for place, text in enumerate(texts) if text is not None and not _is_share(text)}


def _is_share(text: str) -> bool:
    """Whether it lies between 0 and 100; what is no number is left as it is."""
    try:
        return 0 <= float(text.replace("%", "").replace(",", ".")) <= 100
    except ValueError:
        return True


def split_pijlers(cell: object) -> list[str]:
    """The pillars named in one cell, in small letters.

    >>> split_pijlers("Voorlichting en educatie; regelgeving en handhaving")
    ['voorlichting en educatie', 'regelgeving en handhaving']
    """
    if not isinstance(cell, str):
        return []
    return [" ".join(part.lower().split()) for part in cell.split(";") if part.strip()]


def in_words(detail: ErrorDetails) -> Gebrek:
    """A fault of pydantic in Dutch, in a cell of a table or a field of a TOML file."""
    kind, context = detail["type"].removeprefix("string_"), detail.get("ctx", {})
    if kind in EIGEN_FOUTEN:
        what, _, todo = detail["msg"].partition(". ")
        return Gebrek(f"{what}.", todo)
    if kind == "literal_error":
        options: list[str] = [option for option in re.findall(r"'([^']*)'", str(context["expected"])) if option]
        said = str(detail["input"]).strip().lower()[:100]
        meant = next((word for words in WOORDEN.values() if (word := words.get(said)) in options), said)
        return Gebrek("Dit woord kennen we hier niet.", kies_uit(meant, options))
    if kind in _GRENS:
        bound = next(context[name] for name in ("le", "ge", "lt", "gt") if name in context)
        return Gebrek("Dit getal kan hier niet.", f"Het moet {_GRENS[kind]} {describe(bound)} zijn.")
    if kind == "too_long":
        return Gebrek("Deze tekst is te lang.", f"Gebruik hooguit {context['max_length']} tekens.")
    if kind == "missing":
        return Gebrek("Dit ontbreekt.", f"Vul {detail['loc'][-1]} in.")
    return _GEBREKEN.get(kind) or Gebrek(_KAN_NIET, "Kijk in de uitleg wat hier past.")
