"""Export: the figures of all reports in one tidy form, as a Frictionless data package that R, SPSS and Excel read.

Taken from the executed notebooks, so every number is one that a report may show; nothing is computed again. Each peildatum
under the folder with reports counts, so the same finding stands there once per session. A form of files that is added is a
function here and its name in `SCHRIJVERS`.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.documenten import DOCUMENTEN
from wijkmonitor.draaien.exportrijen import Rapport, Rij, finding_rows, series_rows, table_rows
from wijkmonitor.draaien.invoer import OpdrachtFout, check_folder
from wijkmonitor.draaien.staat import read_json
from wijkmonitor.gegevens.wijken import CATALOGUS, WIJK_TOML
from wijkmonitor.peildatum import is_peildatum
from wijkmonitor.schrijven import csv_text, write_whole
from wijkmonitor.uitgevoerd import DOCUMENT_MIME, payloads, shown_findings
from wijkmonitor.vragen.teksten import load_teksten

Rijen = Mapping[str, list[dict[str, Any]]]  # rows per resource
Kolommen = Mapping[str, Mapping[str, str]]  # per resource: column -> what it is
GETALLEN = ("waarde", "laag", "hoog", "n")  # the columns of numbers; the others hold text
WERKMAP, PAKKET, LEESMIJ = "wijkmonitor.xlsx", "datapackage.json", "LEESMIJ.md"
BRONNEN = {"bevindingen": finding_rows, "reeksen": series_rows, "tabellen": table_rows}  # the resources of the package
SLEUTELS = {
    "bevindingen": ["peildatum", "wijk", "bevinding", "groep"],
    "reeksen": ["peildatum", "wijk", "bevinding", "onderwerp"],
    "tabellen": ["peildatum", "wijk", "bevinding", "tabel", "sleutel", "kolom"],
}


def write_csv(rijen: Rijen, kolommen: Kolommen) -> Iterator[tuple[str, bytes]]:
    """UTF-8, comma between columns, point in numbers, as the Table Schema says; an empty cell is no number."""
    for naam, rows in rijen.items():
        cells = ([row[name] for name in kolommen[naam]] for row in rows)
        yield f"{naam}.csv", csv_text([kolommen[naam], *cells], teken=",").encode()


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
    yield WERKMAP, content.getvalue()


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


@dataclass(frozen=True)
class Geexporteerd:
    """What was written: rows per resource, and the days and wijken that they are about."""

    rijen: Mapping[str, int]
    peildata: tuple[str, ...]
    wijken: tuple[str, ...]


def export(
    rapporten: Path, uit: Path, *, wijken: Sequence[str] = (), peildatum: str = "", vormen: Sequence[str] = ("csv",)
) -> Geexporteerd:
    """Writes the data package to `uit`: per resource a file in every form, datapackage.json, and a page that explains it.
    Of a package that lies there already the files of other forms go.

    wijken, peildatum: only these; without them all that lies in `rapporten`. Raises OpdrachtFout in Dutch where there is
    no report, no such day, wijk or form, or where `uit` lies in the folder with reports, or holds other work.
    """
    if unknown := [vorm for vorm in vormen if vorm not in SCHRIJVERS]:
        raise OpdrachtFout(_zin("vorm", vorm=", ".join(unknown), bekend=", ".join(SCHRIJVERS)))
    check_folder(uit, "voor het pakket: --uit MAP")
    if uit.resolve().is_relative_to(rapporten.resolve()):
        raise OpdrachtFout(_zin("in_rapporten", map=uit, rapporten=rapporten))
    own = (WIJK_TOML, CATALOGUS) if (uit / PAKKET).exists() else (WIJK_TOML, CATALOGUS, LEESMIJ)
    if found := next((name for name in own if (uit / name).exists()), ""):
        raise OpdrachtFout(_zin("ander_werk", map=uit, bestand=found))
    days = {path.name: path for path in sorted(rapporten.glob("*")) if path.is_dir() and is_peildatum(path.name)}
    if peildatum and days and peildatum not in days:
        raise OpdrachtFout(_zin("dag", dag=peildatum, bekend=", ".join(days)))
    documents = [found for name, day in days.items() if peildatum in ("", name) for found in _documents(day)]
    if not documents:
        raise OpdrachtFout(_zin("geen_rapport", map=rapporten))
    known = sorted({str(about["wijk"]) for about, _ in documents})
    if unknown := [wijk for wijk in wijken if wijk not in known]:
        raise OpdrachtFout(_zin("wijk", wijk=", ".join(unknown), bekend=", ".join(known)))
    chosen = [(about, findings) for about, findings in documents if not wijken or about["wijk"] in wijken]
    rows = {naam: list(make(chosen)) for naam, make in BRONNEN.items()}
    return _write(uit, rows, ("csv", *(vorm for vorm in vormen if vorm != "csv")))


def _documents(dag: Path) -> Iterator[Rapport]:
    """What every report of one day says of itself, with its findings, by wijk and number."""
    names = [soort.notebook for soort in DOCUMENTEN.values() if soort.rekent]
    for path in sorted(place for place in dag.glob("*/*.ipynb") if place.name in names):
        cells = read_json(path).get("cells", [])
        for about in payloads(cells, DOCUMENT_MIME):
            yield about, tuple(Bevinding.from_json(data) for data in shown_findings(cells))


def _write(uit: Path, rows: Mapping[str, list[Rij]], vormen: Sequence[str]) -> Geexporteerd:
    texts = load_teksten("export")
    columns = {naam: texts[f"kolommen.{naam}"] for naam in BRONNEN}
    uit.mkdir(parents=True, exist_ok=True)
    made = set[str]()
    for vorm in vormen:
        for name, content in SCHRIJVERS[vorm](rows, columns):
            write_whole(uit / name, content)
            made.add(name)
    if (uit / PAKKET).exists():  # an earlier package: its files of another form hold other numbers
        for name in {WERKMAP, *(f"{naam}.{vorm}" for naam in BRONNEN for vorm in SCHRIJVERS)} - made:
            (uit / name).unlink(missing_ok=True)
    days = tuple(sorted({row["peildatum"] for row in rows["bevindingen"]}))
    wijken = tuple(sorted({row["wijk"] for row in rows["bevindingen"]}))
    package = _package(columns, days, wijken, example=any(row["herkomst"] == "voorbeeld" for row in rows["bevindingen"]))
    write_whole(uit / PAKKET, json.dumps(package, ensure_ascii=False, indent=1) + "\n")
    write_whole(uit / LEESMIJ, _explain(rows["bevindingen"], columns))
    return Geexporteerd({naam: len(each) for naam, each in rows.items()}, days, wijken)


def _package(columns: Mapping[str, Mapping[str, str]], days: Sequence[str], wijken: Sequence[str], *, example: bool) -> Rij:
    """The description of the package (Data Package v1, Table Schema)."""
    texts = load_teksten("export")
    resources = [
        {
            "name": naam,
            "path": f"{naam}.csv",
            "profile": "tabular-data-resource",
            "title": texts[f"titel.{naam}"],
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [_field(name, what) for name, what in columns[naam].items()],
                "missingValues": [""],
                "primaryKey": SLEUTELS[naam],
            },
        }
        for naam in BRONNEN
    ]
    what = texts.zin("beschrijving", wijken=", ".join(wijken), peildata=", ".join(days))
    return {
        "profile": "tabular-data-package",
        "name": "wijkmonitor",
        "title": texts["titel.pakket"],
        "description": f"{texts['voorbeeld']} {what}" if example else what,
        "resources": resources,
    }


def _field(name: str, what: str) -> Rij:
    kind = {"peildatum": "date", "n": "integer"}.get(name, "number" if name in ("waarde", "laag", "hoog") else "string")
    values = load_teksten("export")["waarden"].get(name)
    return {"name": name, "type": kind, "description": what} | ({"constraints": {"enum": list(values)}} if values else {})


def _explain(rows: Sequence[Rij], columns: Mapping[str, Mapping[str, str]]) -> str:
    """The page beside the files: what each column is, and how R and Python give one number per question."""
    texts = load_teksten("export")
    shown: dict[str, Rij] = {}
    for row in rows:
        if row["waarde"] is not None and not row["groep"]:
            shown.setdefault(row["document"], row)
    parts = [f"# {texts['titel.pakket']}", texts["uitleg"]]
    for naam in BRONNEN:
        parts += [f"## {naam}.csv", texts[f"titel.{naam}"], "| kolom | wat |\n|---|---|"]
        parts[-1] += "".join(f"\n| `{name}` | {what} |" for name, what in columns[naam].items())
    examples = [(row["bevinding"], row["wijk"], row["peildatum"], row["waarde"]) for row in shown.values()]
    parts += [
        f"## {texts['titel.voorbeelden']}",
        texts["voorbeelden"],
        f"```r\n{_r(examples)}\n```",
        f"```python\n{_python(examples)}\n```",
    ]
    return "\n\n".join(parts) + "\n"


def _r(examples: Sequence[tuple[str, str, str, float]]) -> str:
    lines = ['cijfers <- read.csv("bevindingen.csv", na.strings = "")']
    for id, wijk, day, value in examples:
        where = f'bevinding == "{id}" & is.na(groep) & wijk == "{wijk}" & peildatum == "{day}"'
        lines.append(f"subset(cijfers, {where})$waarde  # {value:.6g}")
    return "\n".join(lines)


def _python(examples: Sequence[tuple[str, str, str, float]]) -> str:
    lines = ["import pandas as pd", "", 'cijfers = pd.read_csv("bevindingen.csv")']
    for id, wijk, day, value in examples:
        where = f"bevinding == '{id}' and groep.isna() and wijk == '{wijk}' and peildatum == '{day}'"
        lines.append(f'print(cijfers.query("{where}")["waarde"].item())  # {value:.6g}')
    return "\n".join(lines)


def _zin(naam: str, **woorden: object) -> str:
    return load_teksten("export").zin(f"fout.{naam}", **woorden)
