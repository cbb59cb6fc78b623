"""A Parquet file of open figures: as much as a table of the CBS can hold, and no file that unpacks into far more."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from wijkmonitor.gegevens.lezers.blad import Leesgrenzen, refuse

_TEKST = (pa.types.is_string, pa.types.is_large_string)
_GETAL = (pa.types.is_integer, pa.types.is_floating, pa.types.is_boolean)


def read_parquet(bestand: str, data: bytes, grenzen: Leesgrenzen) -> pa.Table:
    """The columns of text and numbers; others are left out. LeesFout (Dutch) for a file that is broken or unpacks into too much.

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
        raise refuse(bestand, "parquet.niet_te_lezen") from error
    raise refuse(bestand, "parquet.te_groot")


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _length(column: pa.ChunkedArray) -> int:
    """Bytes of all texts of a column in codes when written out."""
    lengths = (pc.take(pc.binary_length(chunk.dictionary), chunk.indices) for chunk in column.chunks)
    return sum(pc.sum(pc.cast(length, pa.int64())).as_py() or 0 for length in lengths)
