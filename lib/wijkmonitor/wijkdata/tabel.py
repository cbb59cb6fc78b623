"""From raw cells to a checked table: every row against its model, every fault with its place."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast, get_args, get_origin

import pandas as pd
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from wijkmonitor.wijkdata.fouten import Fout
from wijkmonitor.wijkdata.lezen import LeesFout, RuweTabel, describe, read_table
from wijkmonitor.wijkdata.schema import PIJLERS, TABELLEN, Rij, kolommen, verplicht

_PLAN = {"gepland_start", "gepland_einde"}
_MEER_DAN_100 = ("pct", "percentage", "procent")


def load_tabel(path: Path, tabel: str, *, vandaag: date) -> tuple[pd.DataFrame, list[Fout]]:
    """The checked rows of one file, and all its faults. With faults the frame holds only the good rows."""
    try:
        raw = read_table(path, kolommen=kolommen(tabel))
    except LeesFout as error:
        return empty_frame(tabel), list(error.fouten)
    faults = _check_header(raw, tabel)
    if faults:
        return empty_frame(tabel), faults
    return check_rows(raw, tabel, vandaag=vandaag)


def check_rows(raw: RuweTabel, tabel: str, *, vandaag: date) -> tuple[pd.DataFrame, list[Fout]]:
    """The checked rows of a raw table with a good header, and all faults in its cells."""
    model = TABELLEN[tabel]
    rows: list[Rij] = []
    faults: list[Fout] = []
    seen: dict[tuple[Any, ...], int] = {}
    for number, cells in zip(raw.rijnummers, raw.rijen, strict=True):
        given = {name: cell for name, cell in zip(raw.kop, cells, strict=True) if name and cell is not None}
        try:
            row = model.model_validate(given)
        except ValidationError as error:
            faults += [_explain(raw, number, detail, given) for detail in error.errors()]
            continue
        problems = _check_row(row, raw, number, vandaag) + _check_double(row, raw, number, seen)
        faults += problems
        if not problems:
            rows.append(row)
    return _as_frame(rows, tabel, raw.kop), faults


def empty_frame(tabel: str) -> pd.DataFrame:
    """A table without rows, with the columns of the contract."""
    return _as_frame([], tabel, ())


def _check_header(raw: RuweTabel, tabel: str) -> list[Fout]:
    expected = [name for name in kolommen(tabel) if name != "herkomst" and (name != "bron" or tabel == "kwalitatief")]
    faults = []
    for name in expected:
        if name in raw.kop:
            continue
        near = get_close_matches(name, [col for col in raw.kop if col not in expected], n=1, cutoff=0.75)
        needed = "" if name in verplicht(tabel) else " De cellen mogen leeg zijn."
        todo = f"Bedoelt u de kolom '{near[0]}'? Noem die dan '{name}'." if near else f"Voeg de kolom '{name}' toe.{needed}"
        found = ", ".join(col for col in raw.kop if col)
        faults.append(Fout(raw.bestand, raw.rijnummers[0] - 1 if raw.rijnummers else 1, name, "Deze kolom ontbreekt.", todo, found, raw.blad))
    return faults


def _explain(raw: RuweTabel, number: int, detail: ErrorDetails, given: dict[str, Any]) -> Fout:
    column = str(detail["loc"][0]) if detail["loc"] else ""
    what, todo = _in_words(detail)
    found = describe(given[column]) if column in given else ""
    return Fout(raw.bestand, number, column, what, todo, found, raw.blad)


def _in_words(detail: ErrorDetails) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in ("datum", "getal", "heel_getal", "meting"):
        what, _, todo = detail["msg"].partition(". ")
        return f"{what}.", todo
    if kind == "literal_error":
        return "Dit woord kennen we hier niet.", f"Kies uit: {_dutch_options(str(context['expected']))}."
    if kind in ("less_than_equal", "greater_than_equal", "less_than", "greater_than", "finite_number"):
        bound = context.get("le", context.get("ge", context.get("lt", context.get("gt", ""))))
        words = {"less_than_equal": "hooguit", "greater_than_equal": "minstens", "greater_than": "meer dan", "less_than": "minder dan"}
        return "Dit getal kan hier niet.", f"Het moet {words.get(kind, 'een gewoon getal')} {describe(bound)} zijn."
    if kind == "string_too_long":
        return "Deze tekst is te lang.", f"Gebruik hooguit {context['max_length']} tekens."
    return "Hier moet iets staan.", "Vul deze cel in, of haal de rij weg."


def _dutch_options(expected: str) -> str:
    return expected.replace("' or '", "', '").replace("'", "")


def _check_row(row: Rij, raw: RuweTabel, number: int, today: date) -> list[Fout]:
    faults = []
    values = row.model_dump()
    for column, value in values.items():
        if isinstance(value, date) and value > today and column not in _PLAN:
            faults.append((column, "Deze datum ligt na vandaag.", "Kijk of het jaar klopt.", value.isoformat()))
        if column in (row.model_extra or {}) and any(word in column for word in _MEER_DAN_100):
            faults += _check_share(column, value)
    for first, last in (("van", "tot"), ("aanmelding", "start"), ("start", "einde"), ("gepland_start", "gepland_einde")):
        a, b = values.get(first), values.get(last)
        if isinstance(a, date) and isinstance(b, date) and b < a:
            faults.append((last, f"Deze datum ligt voor '{first}' ({a.isoformat()}).", "Kijk welke van de twee klopt.", b.isoformat()))
    if values.get("meting") and values["meting"][:4] > str(today.year):
        faults.append(("meting", "Deze meting ligt na vandaag.", "Kijk of het jaar klopt.", values["meting"]))
    for pillar in split_pijlers(values.get("pijlers")):
        if pillar not in PIJLERS:
            faults.append(("pijlers", "Deze pijler kennen we niet.", f"Kies uit: {'; '.join(PIJLERS)}.", pillar))
    return [Fout(raw.bestand, number, column, what, todo, found, raw.blad) for column, what, todo, found in faults]


def _check_share(column: str, value: Any) -> list[tuple[str, str, str, str]]:
    try:
        number = float(str(value).replace("%", "").replace(",", "."))
    except ValueError:
        return []
    if 0 <= number <= 100:
        return []
    return [(column, "Een percentage ligt tussen 0 en 100.", "Kijk of de komma goed staat.", str(value))]


def _check_double(row: Rij, raw: RuweTabel, number: int, seen: dict[tuple[Any, ...], int]) -> list[Fout]:
    if not row.sleutel:
        return []
    key = tuple(getattr(row, name) for name in row.sleutel)
    first = seen.setdefault(key, number)
    if first == number:
        return []
    shown = ", ".join(describe(part) for part in key if part is not None)
    what = f"Deze rij staat er dubbel: rij {first} heeft dezelfde {' en '.join(row.sleutel)}."
    return [Fout(raw.bestand, number, row.sleutel[0], what, "Haal er een weg, of verbeter de code.", shown, raw.blad)]


def split_pijlers(cell: object) -> list[str]:
    """The pillars named in one cell, in small letters.

    >>> split_pijlers("Voorlichting en educatie; regelgeving en handhaving")
    ['voorlichting en educatie', 'regelgeving en handhaving']
    """
    if not isinstance(cell, str):
        return []
    return [" ".join(part.lower().split()) for part in cell.split(";") if part.strip()]


def _as_frame(rows: list[Rij], tabel: str, header: tuple[str, ...]) -> pd.DataFrame:
    names = list(kolommen(tabel))
    extra = [name for name in header if name and name not in names]
    kinds = {name: _kind(TABELLEN[tabel].model_fields[name].annotation) for name in names}
    columns: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        values = row.__dict__ | (row.model_extra or {})
        for name in names + extra:
            columns[name].append(values.get(name))
    frame = {name: _series(columns[name], kinds[name]) for name in names}
    return pd.DataFrame(frame | {name: _series([_text(cell) for cell in columns[name]], str) for name in extra})


def _text(cell: Any) -> str | None:
    return None if cell is None else describe(cell) if isinstance(cell, float) else str(cell)


def _series(values: list[Any], kind: type) -> pd.Series:
    if kind is date:
        return pd.to_datetime(pd.Series(values, dtype="object")).astype("datetime64[s]")
    if kind is int:
        return pd.Series(values, dtype="Int64")
    if kind is float:
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype="str")


def _kind(annotation: Any) -> type:
    for part in get_args(annotation) if get_origin(annotation) is not None else (annotation,):
        if part in (date, int, float):
            return cast(type, part)
        if get_origin(part) is not None and (found := _kind(part)) is not str:
            return found
    return str
