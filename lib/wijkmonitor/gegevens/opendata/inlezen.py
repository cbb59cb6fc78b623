"""StatLine files that people downloaded by hand: CSV and XLSX exports, typed or untyped, and Parquet."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from wijkmonitor.gegevens.opendata.catalogus import Catalogus
from wijkmonitor.gegevens.opendata.tabelvorm import Ruw, VormFout
from wijkmonitor.gegevens.opendata.topics import strip_number

_TABLE_ID = re.compile(r"(?<!\d)(\d{5}[A-Z]{3})(?![A-Z])", re.IGNORECASE)
SOORTEN = (".csv", ".xlsx", ".parquet")


def read_statline(path: Path) -> Ruw:
    """The rows of a StatLine file as they stand in it.

    VormFout (Dutch) for a file that is absent, of another kind, empty or damaged.
    """
    if not path.exists():
        raise VormFout(f"{path} bestaat niet. Kijk of de naam klopt.")
    readers = {".csv": _read_csv, ".xlsx": _read_xlsx, ".parquet": _read_parquet}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise VormFout(f"{path.name}: dit soort bestand kan niet. Gebruik CSV, XLSX of Parquet, zoals StatLine ze geeft.")
    try:
        rows = reader(path)
    except VormFout:
        raise
    except Exception as error:  # each reader has its own kinds of damage
        raise VormFout(f"{path.name} is niet te lezen. Download het bestand opnieuw. ({error})") from error
    if rows.num_rows == 0:
        raise VormFout(f"{path.name} is leeg. Download het bestand opnieuw.")
    return Ruw(rows, untyped=_is_untyped(path, rows), bron=path.name)


def find_table(path: Path, ruw: Ruw, catalogus: Catalogus) -> str:
    """Number of the table: from the name of the file, sheet or folder, otherwise the only table whose columns fit.

    VormFout where that does not decide it.
    """
    for text in (
        path.stem,
        ruw.rijen.schema.metadata.get(b"blad", b"").decode() if ruw.rijen.schema.metadata else "",
        path.parent.name,
    ):
        found = _TABLE_ID.search(text)
        if found:
            return found[1].upper()
    topics = {strip_number(name) for name in ruw.rijen.column_names}
    score = {}
    for tabel in catalogus.tabellen:
        wanted = {t for i in catalogus.values() for b in i.bronnen if b.tabel == tabel for t in b.topics}
        if wanted <= topics:
            score[tabel] = len(wanted)
    best = [tabel for tabel, points in score.items() if points == max(score.values())]
    if len(best) != 1:
        raise VormFout(f"{path.name}: niet te zien uit welke tabel dit komt. Noem de tabel erbij, bijvoorbeeld --tabel 85984NED.")
    return best[0]


def _read_csv(path: Path) -> pa.Table:
    import pyarrow.csv as pacsv

    raw = path.read_bytes()[:65536]
    encoding = "utf-8" if _is_utf8(path) else "windows-1252"
    first = raw.decode(encoding, errors="ignore").lstrip("\ufeff").splitlines()[0] if raw else ""
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    header = next(csv.reader([first], delimiter=delimiter), [])
    names = [name.strip() for name in header]
    if len(names) < 2 or len(set(names)) != len(names):
        raise VormFout(f"{path.name}: de eerste regel moet de namen van de kolommen zijn, gescheiden door ; of een komma.")
    return pacsv.read_csv(
        path,
        read_options=pacsv.ReadOptions(column_names=names, skip_rows=1, encoding=encoding),
        parse_options=pacsv.ParseOptions(delimiter=delimiter),
        convert_options=pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
    )


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as stream:
            while stream.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _read_xlsx(path: Path) -> pa.Table:
    from python_calamine import load_workbook

    workbook = load_workbook(str(path))
    blad = workbook.sheet_names[0]
    rows = workbook.get_sheet_by_index(0).to_python()
    if not rows:
        return pa.table({})
    names = [str(name).strip() for name in rows[0]]
    columns = {name: pa.array([_cell(row[i]) for row in rows[1:]], pa.string()) for i, name in enumerate(names) if name}
    return pa.table(columns).replace_schema_metadata({"blad": blad})


def _cell(value: object) -> str:
    """Text of a cell; a whole number loses the '.0' that spreadsheets give it."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _read_parquet(path: Path) -> pa.Table:
    import pyarrow.parquet as pq

    rows = pq.read_table(path)
    plain = [
        pc.cast(column, column.type.value_type) if pa.types.is_dictionary(column.type) else column for column in rows.columns
    ]
    return pa.table(plain, names=rows.column_names)


def _is_untyped(path: Path, rows: pa.Table) -> bool:
    """Whether cells are the padded text of UntypedDataSet: said by the name, or seen in a lone '.'."""
    blad = (rows.schema.metadata or {}).get(b"blad", b"").decode()
    if "untyped" in f"{path.stem} {blad}".lower():
        return True
    text = [
        name for name in rows.column_names if pa.types.is_string(rows[name].type) or pa.types.is_large_string(rows[name].type)
    ]
    return any(pc.any(pc.match_substring_regex(rows[name], r"^\s+\.$|^\.$|^\s+-?[0-9.]+$")).as_py() for name in text)
