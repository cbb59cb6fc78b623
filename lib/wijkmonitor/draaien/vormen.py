"""The forms of an export: tidy rows in, files out. A form that is added is a function here and its name below."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from wijkmonitor.vragen.teksten import load_teksten

Rijen = Mapping[str, list[dict[str, Any]]]  # rows per resource
Kolommen = Mapping[str, Mapping[str, str]]  # per resource: column -> what it is
GETALLEN = ("waarde", "laag", "hoog", "n")  # the columns of numbers; the others hold text


def write_csv(rijen: Rijen, kolommen: Kolommen) -> Iterator[tuple[str, bytes]]:
    """UTF-8, comma between columns, point in numbers, as the Table Schema says; an empty cell is no number."""
    for naam, rows in rijen.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, list(kolommen[naam]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: "" if row[name] is None else row[name] for name in kolommen[naam]} for row in rows)
        yield f"{naam}.csv", text.getvalue().encode()


def write_xlsx(rijen: Rijen, kolommen: Kolommen) -> Iterator[tuple[str, bytes]]:
    """One workbook: a sheet per resource, and a sheet that says what the columns are. A text is never a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheets = {
        naam: [list(kolommen[naam]), *([row[name] for name in kolommen[naam]] for row in rows)] for naam, rows in rijen.items()
    }
    sheets["kolommen"] = [
        ["tabel", "kolom", "wat"],
        *([naam, name, what] for naam in kolommen for name, what in kolommen[naam].items()),
    ]
    for naam, rows in sheets.items():
        sheet = book.create_sheet(naam)
        sheet.freeze_panes = "A2"
        for row in rows:
            cells = [WriteOnlyCell(sheet, value) for value in row]
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
            sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    yield "wijkmonitor.xlsx", content.getvalue()


def write_sav(rijen: Rijen, kolommen: Kolommen) -> Iterator[tuple[str, bytes]]:
    """An SPSS file per resource, every column with its label, every fixed value with what it means."""
    import pandas as pd
    import pyreadstat

    fixed = load_teksten("export")["waarden"]
    for naam, rows in rijen.items():
        values = {name: [row[name] for row in rows] for name in kolommen[naam]}
        frame = pd.DataFrame(
            {name: pd.Series(each, dtype=float if name in GETALLEN else object) for name, each in values.items()}
        )
        with tempfile.TemporaryDirectory(prefix="wijkmonitor-") as folder:
            path = Path(folder) / f"{naam}.sav"
            labels = {name: fixed[name] for name in kolommen[naam] if name in fixed}
            pyreadstat.write_sav(frame, str(path), column_labels=list(kolommen[naam].values()), variable_value_labels=labels)
            yield path.name, path.read_bytes()


def write_parquet(rijen: Rijen, kolommen: Kolommen) -> Iterator[tuple[str, bytes]]:
    """A Parquet file per resource; a description goes with every column."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {name: pa.int64() if name == "n" else pa.float64() for name in GETALLEN}
    for naam, rows in rijen.items():
        fields = [
            pa.field(name, kinds.get(name, pa.string()), metadata={"beschrijving": what}) for name, what in kolommen[naam].items()
        ]
        content = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows, schema=pa.schema(fields)), content)
        yield f"{naam}.parquet", content.getvalue()


SCHRIJVERS: dict[str, Callable[[Rijen, Kolommen], Iterator[tuple[str, bytes]]]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "sav": write_sav,
    "parquet": write_parquet,
}
