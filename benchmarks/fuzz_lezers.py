"""Long fuzzing of the readers of `check`, `intake` and `fetch --bestand`: damaged files by the thousand, each read or refused in Dutch.

Every export of `benchmarks.programmas` is damaged, and one file of each form that none of those programs gives: ODS, XLSB, a codebook, Parquet, answers
of OData. Run from the root of the repository: python -m benchmarks.fuzz_lezers --seconden 300 [--zaad 1]. Exit code 1 as soon as a reader fails
otherwise; the file that did it is kept and named.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from benchmarks.programmas import CIJFERS, EXPORTS, STELLINGEN
from benchmarks.schade import WIJK
from tests.intake.conftest import QDE
from tests.intake.verminken import damage
from tests.intake.xlsb import write_xlsb

from wijkmonitor.gegevens.intake.opnemen import Keuzes, prepare
from wijkmonitor.gegevens.intake.qdpx import read_qdc
from wijkmonitor.gegevens.lezen import LeesFout, read_table
from wijkmonitor.gegevens.opendata.catalogus import load_catalogus
from wijkmonitor.gegevens.opendata.opnemen import import_file
from wijkmonitor.gegevens.opendata.opslag import Opslag
from wijkmonitor.gegevens.opendata.tabelvorm import VormFout
from wijkmonitor.gegevens.schema import kolommen

APART = {".sav", ".zsav", ".ods", ".xlsb"}  # read in a process of its own: once in so many turns
BORDEN = [["datum", "plek", "thema", "stickers"], ["2021-09-11", "markt", "één", "4"]]


@dataclass(frozen=True)
class Zaad:
    """A good file, the table it belongs to, and what is said beside it (`--zet meting=2022`)."""

    naam: str
    inhoud: bytes
    tabel: str
    opties: tuple[str, ...] = ()

    @property
    def soort(self) -> str:
        """What it is called in the count."""
        return f"{self.tabel} {Path(self.naam).suffix}"


def seeds(folder: Path) -> Iterator[Zaad]:
    """The good files."""
    for export in EXPORTS:
        path = export.maak(folder)
        yield Zaad(path.name, path.read_bytes(), export.tabel, export.opties)
    for path, tabel in ((_ods(folder), "stickerbord"), (write_xlsb(folder / "a.xlsb", BORDEN), "stickerbord"), *_figures(folder)):
        yield Zaad(path.name, path.read_bytes(), tabel)
    yield Zaad("a.qdc", QDE.format(van=0, tot=1, bron="x", pad="x").encode(), "codeboek")


def _ods(folder: Path) -> Path:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in BORDEN)
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(folder / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        sheet = f'<office:spreadsheet><table:table table:name="A">{body}</table:table></office:spreadsheet>'
        archive.writestr(
            "content.xml", f"<office:document-content {names}><office:body>{sheet}</office:body></office:document-content>"
        )
    return folder / "a.ods"


def _figures(folder: Path) -> Iterator[tuple[Path, str]]:
    """Forms of open figures that no program writes: Parquet, and answers of OData with topics or with observations."""
    row = {"WijkenEnBuurten": "WK054609", "Codering_3": "WK054609", "AantalInwoners_5": 12345}
    pq.write_table(pa.table({name: [value] for name, value in row.items()}), folder / "85984NED.parquet")
    (folder / "85984NED.json").write_text(json.dumps({"value": [row]}), encoding="utf-8")
    seen = {"Measure": "Bevolking/Aantal inwoners", "Value": 12345, "ValueAttribute": "None", "WijkenEnBuurten": "WK054609"}
    (folder / "85984NED_Observations.json").write_text(json.dumps({"value": [seen]}), encoding="utf-8")
    yield from ((folder / name, CIJFERS) for name in ("85984NED.parquet", "85984NED.json", "85984NED_Observations.json"))


def make_reader(root: Path) -> Callable[[Path, Zaad], None]:
    """The file as the commands take it: `fetch --bestand`, or `intake` and then `check`; each may refuse it in words."""
    wijk, store, catalogue = root / "wijkdata" / "proef", Opslag(root / "opslag"), load_catalogus(Path("wijkdata"))
    wijk.mkdir(parents=True)
    (wijk / "wijk.toml").write_text(WIJK, encoding="utf-8")
    (wijk / "stellingen.csv").write_text(STELLINGEN, encoding="utf-8")

    def read(path: Path, seed: Zaad) -> None:
        words = [word for word in seed.opties if word != "--kies"]
        said = dict(zip(words[::2], words[1::2], strict=True))
        if seed.tabel == CIJFERS:
            import_file(path, opslag=store, catalogus=catalogue, tabel=said.get("--tabel"))
        elif seed.tabel == "codeboek":
            read_qdc(path.name, path.read_bytes())
        else:
            fixed, only = (dict([said[name].split("=")]) if name in said else {} for name in ("--zet", "--filter"))
            prepare(path, wijk, seed.tabel, vandaag=date(2026, 1, 1), keuzes=Keuzes(vast=fixed, filter=only))
            if path.suffix in (".csv", ".xlsx"):
                read_table(path, kolommen=kolommen(seed.tabel))

    return read


def main() -> int:
    """Exit code: 0 when every file was read or refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconden", type=float, default=300)
    parser.add_argument("--zaad", type=int, default=1)
    args = parser.parse_args()
    chance, counts, slowest = random.Random(args.zaad), Counter[str](), (0.0, "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["WIJKMONITOR_SLEUTEL"] = str(folder / "sleutel")
        good, read = list(seeds(folder)), make_reader(folder)
        for seed in good:
            counts[f"{seed.soort} whole: {_turn(read, folder, seed, seed.inhoud)}"] += 1
        quick = [seed for seed in good if Path(seed.naam).suffix not in APART]
        end = time.monotonic() + args.seconden
        while time.monotonic() < end:
            seed = chance.choice(good if chance.random() < 0.05 else quick)
            began = time.monotonic()
            counts[f"{seed.soort} {_turn(read, folder, seed, damage(seed.inhoud, chance))}"] += 1
            slowest = max(slowest, (time.monotonic() - began, seed.naam))
    for line, count in sorted(counts.items()):
        print(f"{count:6} {line}")
    print(f"slowest {slowest[0]:.2f} s ({slowest[1]})")
    return 0


def _turn(read: Callable[[Path, Zaad], None], folder: Path, seed: Zaad, data: bytes) -> str:
    path = folder / seed.naam
    path.write_bytes(data)
    try:
        read(path, seed)
    except (LeesFout, VormFout):
        return "refused"
    except BaseException:
        kept = Path.cwd() / f"fuzz-failed-{seed.naam}"
        kept.write_bytes(data)
        print(f"a reader failed on {seed.tabel}; the file is kept as {kept.name}")
        raise
    return "read"


if __name__ == "__main__":
    sys.exit(main())
