"""Raw StatLine rows, in the shape of the store: one row per area, age group and margin, one column per topic.

Cells without a number keep their reason: next to a column `Eenzaam_28` stands `Eenzaam_28!` (int8, position in
`cijfer.REDENEN`) where the table has such cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from wijkmonitor.gegevens.opendata.cijfer import REDENEN

REGIO = ("WijkenEnBuurten", "RegioS", "Codering", "Regio")
SLEUTELS = ("gemeente", "gebied", "leeftijd", "marge")
REDEN_TEKEN = "!"
WEGGELATEN_ONDER = -99_990.0  # -99999999 and its relatives (-99995, -99997) stand for "left out"
NIET_GEVRAAGD_VANAF = 100  # a column that is empty for this many areas was not asked that year
_CODE = {naam: position for position, naam in enumerate(REDENEN)}
GEBIED = r"^(NL(00|01)?|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})\s*$"
_NUMBER = r"^-?[0-9]*[.,]?[0-9]+$"


@dataclass(frozen=True)
class Ruw:
    """Rows as they came in. `untyped`: cells are padded text in which '.' and blank mean something."""

    rijen: pa.Table
    untyped: bool
    bron: str


class VormFout(ValueError):
    """A file or answer that is no StatLine table; the message is Dutch."""


def margin_role(titel: str) -> str:
    """'laag', 'hoog' or 'waarde', from the title of a margin.

    >>> margin_role("Bovengrens 95%-interval")
    'hoog'
    """
    title = titel.lower()
    return "laag" if "onder" in title else "hoog" if "boven" in title else "waarde"


def split_years(ruw: Ruw, *, marges: Mapping[str, str], jaar: int | None) -> dict[int, pa.Table]:
    """Per year a table in the shape of the store.

    `marges` gives for each code of Marges its role: waarde, laag or hoog. `jaar` is the year of a table without
    Perioden. VormFout where the rows have no area codes, or no year.
    """
    trimmed = _only_areas(_trim_keys(ruw.rijen), ruw.bron)
    years = _years(trimmed, jaar, ruw.bron)
    result = {}
    for year in sorted(set(years.unique().to_pylist())):
        own = trimmed.filter(pc.equal(years, year))
        result[int(year)] = _shape(own, marges, ruw.bron, untyped=ruw.untyped)
    return result


def margin_codes(ruw: Ruw) -> list[str]:
    """Codes that occur in the column Marges; empty where the table has none."""
    if "Marges" not in ruw.rijen.column_names:
        return []
    return sorted(pc.utf8_trim_whitespace(_text(ruw.rijen["Marges"])).unique().to_pylist())


def guess_margins(ruw: Ruw) -> dict[str, str]:
    """Role per margin code from the numbers themselves, for a file without metadata: the lowest, the middle, the highest.

    Empty for a table without margins; VormFout for any other number of codes than one or three.
    """
    codes = margin_codes(ruw)
    if not codes:
        return {}
    if len(codes) == 1:
        return {codes[0]: "waarde"}
    if any("grens" in code.lower() for code in codes):  # titles in the place of codes
        return {code: margin_role(code) for code in codes}
    if len(codes) != 3:
        raise VormFout(
            f"{ruw.bron}: in de kolom Marges staan {len(codes)} codes ({', '.join(codes)}). Verwacht: 1 (waarde) of 3 (waarde, ondergrens en bovengrens)."
        )
    kolom = pc.utf8_trim_whitespace(_text(ruw.rijen["Marges"]))
    means = {}
    for code in codes:
        own = ruw.rijen.filter(pc.equal(kolom, code))
        columns = [_numbers(own[name], untyped=ruw.untyped)[0] for name in _topics(own)]
        averages = [pc.mean(column).as_py() for column in columns if column is not None]
        means[code] = sum(a for a in averages if a is not None)
    laag, waarde, hoog = sorted(codes, key=lambda code: means[code])
    return {laag: "laag", waarde: "waarde", hoog: "hoog"}


def _trim_keys(rows: pa.Table) -> pa.Table:
    for name in ("Leeftijd", "Marges", "Perioden", *[n for n in rows.column_names if n.split("_")[0] in REGIO]):
        if name in rows.column_names:
            column = pc.utf8_trim_whitespace(_text(rows[name]))
            rows = rows.set_column(rows.column_names.index(name), name, column)
    return rows


def _only_areas(rows: pa.Table, bron: str) -> pa.Table:
    """The rows about an area; a line under the table, as 'Bron: CBS', is none."""
    regio = _region_column(rows)
    if not regio:
        raise VormFout(f"{bron}: er is geen kolom met gebieden (WijkenEnBuurten of Codering).")
    rows = rows.filter(pc.fill_null(pc.match_substring_regex(rows[regio], GEBIED), False))
    if rows.num_rows == 0:
        raise VormFout(f"{bron}: er staat geen gebied met een CBS-code in, zoals WK054609 of BU05460900.")
    return rows


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Text of any column; a number read from a spreadsheet loses its '.0'."""
    if pa.types.is_floating(column.type):
        column = pc.cast(column, pa.int64(), safe=False)
    return pc.cast(column, pa.string())


def _region_column(rows: pa.Table) -> str:
    by_stem = {name.split("_")[0]: name for name in reversed(rows.column_names)}
    return next((by_stem[stem] for stem in REGIO if stem in by_stem), "")


def _years(rows: pa.Table, jaar: int | None, bron: str) -> pa.ChunkedArray:
    if "Perioden" in rows.column_names:
        years = pc.utf8_slice_codeunits(rows["Perioden"], 0, 4)
        if not pc.all(pc.fill_null(pc.match_substring_regex(years, r"^\d{4}$"), False)).as_py():
            raise VormFout(f"{bron}: in de kolom Perioden staat niet overal een jaar.")
        return pc.cast(years, pa.int32())
    if jaar is None:
        raise VormFout(f"{bron}: in dit bestand staat geen jaar. Noem het erbij, bijvoorbeeld --jaar 2024.")
    return pa.chunked_array([pa.array([jaar] * rows.num_rows, pa.int32())])


def _shape(rows: pa.Table, marges: Mapping[str, str], bron: str, *, untyped: bool) -> pa.Table:
    codes = rows[_region_column(rows)]
    codes = pc.if_else(pc.starts_with(codes, "NL"), "NL", codes)
    columns: dict[str, pa.ChunkedArray] = {
        "gemeente": pc.if_else(pc.equal(codes, "NL"), "", pc.utf8_slice_codeunits(codes, 2, 6)),
        "gebied": codes,
        "leeftijd": rows["Leeftijd"] if "Leeftijd" in rows.column_names else _constant("", rows.num_rows),
        "marge": _roles(rows, marges),
    }
    for name in _topics(rows):
        values, reasons = _numbers(rows[name], untyped=untyped)
        columns[name] = pc.utf8_trim_whitespace(_text(rows[name])) if values is None else values
        if reasons is not None:
            columns[name + REDEN_TEKEN] = reasons
    return _each_once(pa.table(columns).sort_by([(name, "ascending") for name in SLEUTELS]), bron)


def _each_once(rows: pa.Table, bron: str) -> pa.Table:
    """The rows, when no area has two of the same age and margin; VormFout names the first that has."""
    keys = [rows[name].combine_chunks() for name in SLEUTELS]
    if len(rows) > 1 and pc.any(same := reduce(pc.and_, [pc.equal(key[1:], key[:-1]) for key in keys])).as_py():
        gebied = keys[1][pc.index(same, True).as_py()].as_py()
        raise VormFout(f"{bron}: gebied {gebied} staat er vaker in. Welke rij klopt, is niet te zien. Er is niets opgeslagen.")
    return rows


def _topics(rows: pa.Table) -> list[str]:
    dimensions = {"ID", "Leeftijd", "Marges", "Perioden", _region_column(rows)}
    return [name for name in rows.column_names if name not in dimensions]


def _roles(rows: pa.Table, marges: Mapping[str, str]) -> pa.ChunkedArray:
    if "Marges" not in rows.column_names:
        return _constant("waarde", rows.num_rows)
    known: Sequence[str] = list(marges)
    position = pc.index_in(rows["Marges"], value_set=pa.array(known, pa.string()))
    return pc.fill_null(pc.take(pa.array([marges[code] for code in known], pa.string()), position), "onbekend")


def _constant(value: str, length: int) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array([value] * length, pa.string())])


def _numbers(column: pa.ChunkedArray, *, untyped: bool) -> tuple[pa.ChunkedArray | None, pa.ChunkedArray | None]:
    """Numbers and reasons of a column; (None, None) for a column of text, reasons None where all nulls are 'leeg'."""
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        values = pc.cast(column, pa.float64())
        codes = pc.if_else(pc.is_null(values, nan_is_null=True), _CODE["leeg"], 0)
    elif pa.types.is_null(column.type):
        values, codes = pc.cast(column, pa.float64()), pc.if_else(pc.is_null(column), _CODE["leeg"], 0)
    else:
        text = pc.utf8_trim_whitespace(_text(column))
        blank, dot = pc.equal(text, ""), pc.equal(text, ".")
        number = pc.fill_null(pc.match_substring_regex(text, _NUMBER), False)
        filled = text.length() - (pc.sum(pc.fill_null(pc.or_(blank, dot), True)).as_py() or 0)
        if filled and (pc.sum(number).as_py() or 0) < filled / 2:
            return None, None
        values = pc.cast(pc.replace_substring(pc.if_else(number, text, None), ",", "."), pa.float64())
        empty = _CODE["niet_gevraagd" if untyped else "leeg"]
        codes = pc.case_when(
            pc.make_struct(pc.is_null(text), dot, blank, number),
            _CODE["leeg"],
            _CODE["onbekend_of_geheim"],
            empty,
            0,
            _CODE["onleesbaar"],
        )
    return _reasons(values, codes)


def _reasons(values: pa.ChunkedArray, codes: pa.ChunkedArray) -> tuple[pa.ChunkedArray, pa.ChunkedArray | None]:
    left_out = pc.fill_null(pc.less(values, WEGGELATEN_ONDER), False)
    codes = pc.cast(pc.if_else(left_out, _CODE["weggelaten"], codes), pa.int8())
    values = pc.if_else(pc.equal(codes, 0), values, None)
    if values.null_count == len(values) >= NIET_GEVRAAGD_VANAF and pc.all(pc.equal(codes, _CODE["leeg"])).as_py():
        codes = pc.if_else(pc.equal(codes, 0), codes, pa.scalar(_CODE["niet_gevraagd"], pa.int8()))
    special = pc.any(pc.and_(pc.not_equal(codes, 0), pc.not_equal(codes, _CODE["leeg"]))).as_py()
    return values, codes if special else None
