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

from wijkmonitor.gegevens import meld
from wijkmonitor.gegevens.fouten import cell_text, describe, kies_uit
from wijkmonitor.gegevens.lijsten import PIJLERS, WOORDEN
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.gegevens.velden import month_first, settle_points
from wijkmonitor.meegeleverd import read_toml

PLAN = frozenset({"gepland_start", "gepland_einde"})
_GRENS = {"less_than_equal": "hooguit", "greater_than_equal": "minstens", "greater_than": "meer dan", "less_than": "minder dan"}
_LEEG = (type(None), None)
_PERCENTAGE = ("pct", "percentage", "procent")


class Gebrek(NamedTuple):
    """What is wrong with a cell or a field, and what to do."""

    wat: str
    doen: str


def _gebrek(soort: str, /, **velden: object) -> Gebrek:
    return Gebrek(*meld(f"veld.{soort}", **velden))


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
        known: dict[tuple[type, Any], Any] = {}
        for key in set(keys):
            if key == _LEEG:
                known[key] = _gebrek("leeg") if self.verplicht else self.leeg
                continue
            known[key] = self._check(settled.get(key[1], key[1]) if key[0] is str else key[1], vandaag)
        if self.soort is date and month_first(cells):
            known |= {key: _gebrek("maand_eerst") for key, day in known.items() if isinstance(day, date) and day.day <= 12}
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
            unknown = isinstance(cell, str) and (self.soort is date or not any(char.isdigit() for char in cell))
            optional = self.soort is not str and not self.verplicht
            return _gebrek("laat_leeg", wat=found.wat, doen=found.doen) if unknown and optional else found
        if self.soort is date and value > today and self.naam not in PLAN:
            return _gebrek("datum_later" if self.verplicht else "datum_komt_nog")
        if self.naam == "meting" and f"{value}-01"[:7] > today.isoformat()[:7]:
            return _gebrek("meting_later")
        if self.naam == "pijlers" and any(pillar not in PIJLERS for pillar in split_pijlers(value)):
            return _gebrek("pijler", pijlers="; ".join(PIJLERS))
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
    wrong = [place for place, text in enumerate(texts) if text is not None and not _is_share(text)]
    return texts, dict.fromkeys(wrong, _gebrek("percentage"))


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
    if kind == "eigen":
        return Gebrek(context["wat"], context["doen"])
    if kind == "literal_error":
        options: list[str] = [option for option in re.findall(r"'([^']*)'", str(context["expected"])) if option]
        said = str(detail["input"]).strip().lower()[:100]
        meant = next((word for words in WOORDEN.values() if (word := words.get(said)) in options), said)
        return _gebrek("nummer" if said.isdecimal() else "literal_error", kies=kies_uit(meant, options))
    if kind in _GRENS:
        bound = next(context[name] for name in ("le", "ge", "lt", "gt") if name in context)
        return _gebrek("grens", grens=_GRENS[kind], getal=describe(bound))
    known = kind in read_toml("wijkmonitor.gegevens", "zinnen.toml")["veld"]
    return _gebrek(kind if known else "anders", meeste=context.get("max_length"), naam=(detail["loc"] or ("",))[-1])
