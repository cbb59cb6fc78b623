"""StatLine and CBS files that people downloaded by hand, in the forms in which they come.

Plain tables (typed or untyped), headings with a path, the form of a table, the yearly workbooks Kerncijfers wijken en
buurten, observations of OData v4, and Parquet; as CSV or as any workbook.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from wijkmonitor.gegevens.fouten import LeesFout, cell_text
from wijkmonitor.gegevens.lezers import Leesgrenzen, Werkblad, read_bytes, read_file
from wijkmonitor.gegevens.opendata.catalogus import Catalogus
from wijkmonitor.gegevens.opendata.cijfer import zin
from wijkmonitor.gegevens.opendata.gebiedscode import without_number
from wijkmonitor.gegevens.opendata.koppen import NAAM, Koppen, strip_number, unique
from wijkmonitor.gegevens.opendata.tabelvorm import GEBIED, REGIO, Ruw, VormFout

GRENZEN = Leesgrenzen(bytes=300_000_000, uitgepakt=1_500_000_000, rijen=1_000_000, cellen=60_000_000)
DOWNLOAD = (
    "Kies op StatLine bij Downloaden: Onbewerkte dataset. Dat bestand heet zoals 85984NED_TypedDataSet.csv."
    " Of neem van de CBS-site de werkmap kwb-2024.xlsx."
)
WAARNEMINGEN = frozenset({"Measure", "Value"})
_TABLE_ID = re.compile(r"(?<!\d)(\d{5}[A-Z]{3})(?![A-Z])", re.IGNORECASE)
_JAAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_TEKST = (pa.types.is_string, pa.types.is_large_string)
_GETAL = (pa.types.is_integer, pa.types.is_floating, pa.types.is_boolean)


@dataclass(frozen=True)
class Ingelezen:
    """What a file holds: its rows, the names of areas, and the words in and around it that tell what it is."""

    ruw: Ruw
    namen: dict[str, str] = field(default_factory=dict)
    woorden: str = ""


def read_statline(path: Path, catalogus: Catalogus) -> Ingelezen:
    """The rows of a file of StatLine or CBS. VormFout (Dutch, with the file) for what can't be read or holds no area codes."""
    try:
        if path.suffix.lower() == ".parquet":
            rows = _read_parquet(path.name, read_bytes(path, hoogstens=GRENZEN.bytes), GRENZEN)
            return Ingelezen(Ruw(rows, untyped="untyped" in path.stem.lower(), bron=path.name), {}, path.stem)
        koppen = Koppen(catalogus)
        if path.suffix.lower() == ".json":
            bladen = [_read_json(path)]
        else:
            bladen = read_file(path, known=lambda heading: bool(koppen.name_of(heading)), grenzen=GRENZEN)
    except LeesFout as error:
        raise VormFout(str(error)) from None
    found = [(blad, form) for blad in bladen if (form := koppen.find(blad.rijen))]
    if not found:
        raise VormFout(f"{path.name}: dit is geen bestand van StatLine dat we kennen. {DOWNLOAD}")
    blad, (start, names) = max(found, key=lambda one: len(one[0].rijen))
    above = " ".join(str(cell) for _, row in blad.rijen[: start - 1] for cell in row if cell is not None)
    table = _as_table(blad, start, names)
    if set(table.column_names) >= WAARNEMINGEN:
        table = _pivot(table, path, koppen)
    return _with_codes(path, table, f"{path.stem} {blad.naam} {above}")


def find_year(gelezen: Ingelezen, catalogus: Catalogus) -> int | None:
    """The only year of the catalogue that the name of the file, its sheet or its title holds."""
    known = {jaar for tabel in catalogus.tabellen.values() for jaar in tabel.jaren}
    years = known & set(map(int, _JAAR.findall(_TABLE_ID.sub("", gelezen.woorden))))
    return years.pop() if len(years) == 1 else None


def find_table(path: Path, gelezen: Ingelezen, catalogus: Catalogus, jaar: int | None) -> str:
    """Number of the table: as it stands in and around the file, otherwise the only one with these columns and this year.

    VormFout where that does not decide it.
    """
    if found := _TABLE_ID.search(f"{gelezen.woorden} {path.parent.name}"):
        return found[1].upper()
    titled = [tabel.id for tabel in catalogus.tabellen.values() if tabel.titel in gelezen.woorden]
    topics = {strip_number(name) for name in gelezen.ruw.rijen.column_names}
    wanted = {id: {t for _, b in catalogus.references() if b.tabel == id for t in b.topics} for id in catalogus.tabellen}
    score = {id: len(names & topics) for id, names in wanted.items() if jaar is None or jaar in catalogus.tabellen[id].jaren}
    best = titled or [id for id, points in score.items() if points and points == max(score.values())]
    if len(best) == 1:
        return best[0]
    near = " of ".join(f"{id} ({catalogus.tabellen[id].titel})" for id in best)
    raise VormFout(f"{gelezen.ruw.bron}: niet te zien uit welke tabel dit komt. Noem de tabel erbij met --tabel. {near}".strip())


def _as_table(blad: Werkblad, start: int, names: list[str]) -> pa.Table:
    rows = [row for _, row in blad.rijen[start:]]
    columns = {
        name: pa.array([cell_text(row[k]) if k < len(row) else "" for row in rows], pa.string())
        for k, name in enumerate(unique(names))
        if name
    }
    return pa.table(columns)


def _read_json(path: Path) -> Werkblad:
    """The rows that stand under `value`, as a server of OData gives them."""
    try:
        rows = json.loads(read_bytes(path, hoogstens=GRENZEN.bytes))["value"]
        header = tuple(rows[0])
        cells = [tuple(row.get(name) for name in header) for row in rows]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise VormFout(f"{path.name}: dit zijn geen rijen van OData. {DOWNLOAD}") from None
    return Werkblad(path.name, "", tuple(enumerate([header, *cells], 1)), los=True)


def _pivot(table: pa.Table, path: Path, koppen: Koppen) -> pa.Table:
    """Observations with a column per topic; the names of measures come from MeasureCodes.csv beside the file."""
    names = {code: koppen.name_of(title) for code, title in _codes(path, "MeasureCodes").items()}
    keys = [
        name for name in table.column_names if name not in WAARNEMINGEN and name in (*REGIO, "Perioden", "Leeftijd", "Marges")
    ]
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for row in table.to_pylist():
        topic = names.get(row["Measure"], "") or koppen.name_of(row["Measure"])
        if topic:
            good = row.get("ValueAttribute", "None") in ("None", "")
            rows.setdefault(tuple(row[key] for key in keys), {})[topic] = row["Value"] if good else "."
    if not rows:
        wat = "de onderwerpen staan er alleen met een nummer in. Zet MeasureCodes.csv uit dezelfde download ernaast."
        raise VormFout(f"{path.name}: {wat} Of: {DOWNLOAD}")
    topics = list(dict.fromkeys(topic for cells in rows.values() for topic in cells))
    columns = {key: [place[k] for place in rows] for k, key in enumerate(keys)}
    return pa.table(columns | {topic: [cells.get(topic, "") for cells in rows.values()] for topic in topics})


def _codes(path: Path, soort: str) -> dict[str, str]:
    """Identifier and title, from a file with codes that CBS puts beside the observations."""
    found = next((file for file in sorted(path.parent.glob(f"*{soort}*.csv"))), None)
    if found is None:
        return {}
    (blad,) = read_file(found, known=lambda heading: heading in ("Identifier", "Title"), grenzen=GRENZEN)
    header = [str(cell) for cell in blad.rijen[0][1]]
    if not {"Identifier", "Title"} <= set(header):
        return {}
    key, title = header.index("Identifier"), header.index("Title")
    return {cell_text(row[key]): cell_text(row[title]) for _, row in blad.rijen[1:] if len(row) > max(key, title)}


def _with_codes(path: Path, table: pa.Table, woorden: str) -> Ingelezen:
    """The rows with an area code; a column with names in its place gives the names. VormFout where no column has codes."""
    regions = [name for name in table.column_names if strip_number(name) in REGIO]
    coded = [name for name in regions if pc.any(pc.match_substring_regex(table[name], GEBIED)).as_py()]
    if not coded:
        wat = "er staan namen van gebieden in, geen codes" if regions else "er is geen kolom met codes van gebieden"
        raise VormFout(f"{path.name}: {wat}. {DOWNLOAD} In een eigen tabel van StatLine: kies ook het onderwerp Codering.")
    named = next((name for name in (*regions, NAAM) if name in table.column_names and name not in coded), "")
    pairs = zip(table[coded[0]].to_pylist(), table[named].to_pylist() if named else (), strict=False)
    names = {code.strip(): without_number(name) for code, name in pairs if name.strip()}
    names |= {code: without_number(name) for code, name in _codes(path, "WijkenEnBuurtenCodes").items()}
    table = table.drop_columns([name for name in (*regions, NAAM) if name in table.column_names and name not in coded])
    untyped = "untyped" in woorden.lower() or any(pc.any(pc.equal(column, ".")).as_py() for column in table.columns)
    return Ingelezen(Ruw(table, untyped=untyped, bron=path.name), names, woorden)


def _read_parquet(bestand: str, data: bytes, grenzen: Leesgrenzen) -> pa.Table:
    """The columns of text and numbers; others are left out. VormFout (Dutch) for a file that is broken or unpacks into too much.

    Text stays in codes until its size is known: a file of a few kB can hold one long text a million times.
    """
    import pyarrow.parquet as pq

    try:
        about = pq.ParquetFile(pa.BufferReader(data))
        rows, columns = about.metadata.num_rows, about.metadata.num_columns
        groups = (about.metadata.row_group(k) for k in range(about.metadata.num_row_groups))
        fits = rows <= grenzen.rijen and rows * columns <= grenzen.cellen
        fits = fits and sum(group.total_byte_size for group in groups) <= grenzen.uitgepakt
        kinds = {field.name: _plain(field.type) for field in about.schema_arrow}
        texts = [name for name, kind in kinds.items() if any(test(kind) for test in _TEKST)]
        wanted = [name for name, kind in kinds.items() if name in texts or any(test(kind) for test in _GETAL)]
        if fits:
            coded = pq.ParquetFile(pa.BufferReader(data), read_dictionary=texts).read(wanted, use_threads=False)
            fits = sum(_length(coded[name]) for name in texts) <= grenzen.uitgepakt
        if fits:
            return pa.table([pc.cast(column, _plain(column.type)) for column in coded.columns], names=wanted)
    except (pa.ArrowException, OSError, ValueError, KeyError, MemoryError) as error:
        raise VormFout(zin("bestand.parquet_kapot", bestand=bestand)) from error
    raise VormFout(zin("bestand.parquet_te_groot", bestand=bestand))


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _length(column: pa.ChunkedArray) -> int:
    """Bytes of all texts of a column in codes when written out."""
    lengths = (pc.take(pc.binary_length(chunk.dictionary), chunk.indices) for chunk in column.chunks)
    return sum(pc.sum(pc.cast(length, pa.int64())).as_py() or 0 for length in lengths)
