"""The local store of open statistics: Parquet per table and year, and a record of what it is and where it came from.

    <store>/50090NED/record.json            what stands in it; written last, so a half finished change is not seen
    <store>/50090NED/2020-1f0c....parquet   rows sorted by municipality, small row groups: one wijk is read in milliseconds
    <store>/50090NED/gebieden-....parquet   codes and names
    <store>/50090NED/meta.json              DataProperties as the server gave them

DuckDB is not used: its default connection hangs in processes that fork afterwards, and one wijk needs no joins.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijkmonitor.geheugen import Stempel, digest_file, file_key
from wijkmonitor.schrijven import locked, remove_leftovers, write_whole

if TYPE_CHECKING:
    import pyarrow as pa

OMGEVING = "WIJKMONITOR_OPSLAG"
RIJEN_PER_GROEP = 4096


class OpslagFout(RuntimeError):
    """The store is damaged; the message is Dutch and says what to do."""


@dataclass(frozen=True)
class Jaarbestand:
    """One year of one table on disk; `digest` is the sha256 of the file."""

    bestand: str
    rijen: int
    digest: str


@dataclass(frozen=True)
class Record:
    """What the store knows of one table. `gewijzigd` is the release date that the source gives, '' when unknown."""

    tabel: str
    titel: str = ""
    gewijzigd: str = ""
    bron: str = ""
    licentie: str = ""
    jaren: Mapping[int, Jaarbestand] = field(default_factory=dict)
    marges: Mapping[str, str] = field(default_factory=dict)
    gebieden: str = ""


def default_store() -> Path:
    """Folder of the store: WIJKMONITOR_OPSLAG, otherwise the data folder of the user."""
    chosen = os.environ.get(OMGEVING)
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("wijkmonitor", appauthor=False) / "opendata"


@dataclass(frozen=True)
class Opslag:
    """The store in one folder; reading never writes, and every write is whole or not at all."""

    root: Path

    def tabellen(self) -> tuple[str, ...]:
        """Numbers of the tables that can be read."""
        return tuple(sorted(path.parent.name for path in self.root.glob("*/record.json")))

    def record(self, tabel: str) -> Record | None:
        """What stands in the store of this table; None when nothing. OpslagFout for a damaged record."""
        path = self.root / tabel / "record.json"
        try:
            return _read_record(path, digest_file(path))
        except FileNotFoundError:
            return None

    def stamps(self) -> tuple[Stempel, ...]:
        """What tells the content of the store from all others: a record names the digest of each of its files."""
        return tuple(map(file_key, sorted(self.root.glob("*/record.json"))))

    def columns(self, tabel: str, jaar: int) -> list[str]:
        """Columns of one year."""
        return list(_metadata(self._path(tabel, jaar)).schema.names)

    def read(self, tabel: str, jaar: int, *, gemeenten: Iterable[str], columns: Sequence[str] | None = None) -> pa.Table:
        """Rows of the municipalities (four digits; '' is the country) in one year; only their row groups are read."""
        return _read_rows(self._path(tabel, jaar), gemeenten, columns)

    def read_all(self, tabel: str, jaar: int) -> pa.Table:
        """All rows of one year."""
        import pyarrow.parquet as pq

        return pq.read_table(self._path(tabel, jaar))

    def codes(self, tabel: str, jaar: int) -> list[str]:
        """Codes of all areas in one year."""
        import pyarrow.parquet as pq

        column = pq.read_table(self._path(tabel, jaar), columns=["gebied"], use_threads=False)["gebied"]
        return sorted(column.unique().to_pylist())

    def names(self, tabel: str, gemeenten: Iterable[str] | None = None) -> dict[str, str]:
        """Area names that came with the table, of some municipalities or of all."""
        import pyarrow.parquet as pq

        record = self.record(tabel)
        if record is None or not record.gebieden:
            return {}
        path = self.root / tabel / record.gebieden
        rows = pq.read_table(path, use_threads=False) if gemeenten is None else _read_rows(path, gemeenten)
        return dict(zip(rows["gebied"].to_pylist(), rows["naam"].to_pylist(), strict=True))

    def meta(self, tabel: str) -> list[dict[str, Any]]:
        """DataProperties of the table; empty when it came from a file."""
        path = self.root / tabel / "meta.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []

    def write(
        self,
        record: Record,
        jaren: Mapping[int, pa.Table],
        *,
        namen: Mapping[str, str] | None = None,
        meta: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """Replace these years of the table; other years stay. The record is written last: readers see old or new."""
        folder = self.root / record.tabel
        with locked(folder):
            remove_leftovers(folder)
            old = self.record(record.tabel)
            files = dict(old.jaren) if old else {}
            for jaar, rows in jaren.items():
                files[jaar] = _write_parquet(folder, str(jaar), rows)
            gebieden = _write_names(folder, namen) if namen else (old.gebieden if old else "")
            if meta is not None:
                write_whole(folder / "meta.json", json.dumps(list(meta), ensure_ascii=False))
            new = replace(record, jaren=files, gebieden=gebieden)
            write_whole(folder / "record.json", json.dumps(asdict(new), ensure_ascii=False, indent=1, sort_keys=True))
            keep = {bestand.bestand for bestand in files.values()} | {gebieden}
            for path in folder.glob("*.parquet"):
                if path.name not in keep:
                    path.unlink(missing_ok=True)

    def _path(self, tabel: str, jaar: int) -> Path:
        record = self.record(tabel)
        if record is None or jaar not in record.jaren:
            raise KeyError(f"table {tabel!r} of {jaar} is not in the store")
        return self.root / tabel / record.jaren[jaar].bestand


@lru_cache(maxsize=64)
def _read_record(path: Path, _digest: str) -> Record:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        raw["jaren"] = {int(jaar): Jaarbestand(**bestand) for jaar, bestand in raw["jaren"].items()}
        return Record(**raw)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise OpslagFout(
            f"{path} is beschadigd. Verwijder de map {path.parent} en haal de cijfers opnieuw op met: wijkmonitor fetch."
        ) from error


@lru_cache(maxsize=64)
def _metadata(path: Path) -> Any:
    """Footer of a Parquet file; safe to keep, because a file name holds the digest of what is in it."""
    import pyarrow.parquet as pq

    try:
        return pq.read_metadata(path)
    except Exception as error:  # absent or damaged: the same advice
        raise OpslagFout(
            f"{path} is weg of beschadigd. Verwijder de map {path.parent} en haal de cijfers opnieuw op met: wijkmonitor fetch."
        ) from error


def _read_rows(path: Path, gemeenten: Iterable[str], columns: Sequence[str] | None = None) -> pa.Table:
    """Rows of the municipalities; only their row groups are read."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    metadata, wanted = _metadata(path), sorted(set(gemeenten))
    names = None if columns is None else [*dict.fromkeys(["gemeente", *columns])]
    towns = [metadata.row_group(group).column(0).statistics for group in range(metadata.num_row_groups)]
    groups = [
        group
        for group, known in enumerate(towns)
        if known is None or not known.has_min_max or any(known.min <= town <= known.max for town in wanted)
    ]
    with pq.ParquetFile(path, metadata=metadata) as file:
        rows = file.read_row_groups(groups, columns=names, use_threads=False)
    return rows.filter(pc.is_in(rows["gemeente"], value_set=pa.array(wanted, pa.string())))


def _write_parquet(folder: Path, stem: str, rows: pa.Table) -> Jaarbestand:
    import pyarrow.parquet as pq

    partial = folder / f".{stem}.{os.getpid()}.tmp"
    try:
        pq.write_table(rows, partial, compression="zstd", row_group_size=RIJEN_PER_GROEP)
        with partial.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        path = folder / f"{stem}-{digest[:16]}.parquet"
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    return Jaarbestand(path.name, rows.num_rows, digest)


def _write_names(folder: Path, namen: Mapping[str, str]) -> str:
    import pyarrow as pa

    codes = sorted(namen, key=lambda code: (code[2:6], code))
    gemeenten = ["" if code == "NL" else code[2:6] for code in codes]
    rows = pa.table({"gemeente": gemeenten, "gebied": codes, "naam": [namen[code] for code in codes]})
    return _write_parquet(folder, "gebieden", rows).bestand
