"""Long fuzzing of the readers of `check` and `intake`: damaged files by the thousand, each read or refused in Dutch.

Run from the root of the repository: python -m benchmarks.fuzz_lezers --seconden 300 [--zaad 1]. Exit code 1 as soon as a reader fails otherwise; the
file that did it is kept and named.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
from tests.intake.conftest import QDE, TEKST
from tests.intake.verminken import damage

from wijkmonitor.gegevens.intake.kop import is_known
from wijkmonitor.gegevens.intake.qdpx import read_qdc, read_qdpx
from wijkmonitor.gegevens.lezen import LeesFout, read_table
from wijkmonitor.gegevens.lezers import read_file
from wijkmonitor.gegevens.schema import kolommen


def seeds(folder: Path) -> dict[str, bytes]:
    """One good file per format."""
    book = openpyxl.Workbook()
    book.active.append(["datum", "plek", "thema", "stickers"])
    book.active.append([date(2021, 9, 11), "markt", "één", 4.5])
    book.active.merge_cells("A2:A3")
    book.save(folder / "a.xlsx")
    pyreadstat.write_sav(
        pd.DataFrame({"v": [1.0, 2.0], "w": ["a", "é"]}), folder / "a.sav", variable_value_labels={"v": {1: "x"}}
    )
    with zipfile.ZipFile(folder / "a.qdpx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", QDE.format(van=37, tot=65, bron="interview", pad="internal://s1.txt"))
        archive.writestr("Sources/s1.txt", TEKST.encode())
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in (["datum", "plek"], ["1", "2"])
    )
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(folder / "a.ods", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="A">{body}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    csv = 'datum;plek;thema;stickers\r\n2021-09-11;"de; markt";één;4,5\r\n'.encode()
    return {"csv": csv, "xlsx": (folder / "a.xlsx").read_bytes(), "qdpx": (folder / "a.qdpx").read_bytes(), "sav": (folder / "a.sav").read_bytes(),
            "ods": (folder / "a.ods").read_bytes(),
            "qdc": QDE.format(van=0, tot=1, bron="x", pad="x").encode()}  # fmt: skip


def known(heading: str) -> bool:
    """Headings of one table."""
    return is_known(heading, "stickerbord")


def both(_: bytes, path: Path) -> None:
    """The file as `intake` reads it, and then as `check` does: what the one reads the other may refuse, in words."""
    read_file(path, known=known)
    read_table(path, kolommen=kolommen("stickerbord"))


def main() -> int:
    """Exit code: 0 when every file was read or refused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconden", type=float, default=300)
    parser.add_argument("--zaad", type=int, default=1)
    args = parser.parse_args()
    chance, counts, slowest = random.Random(args.zaad), Counter[str](), 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good = seeds(folder)
        readers: dict[str, Callable[[bytes, Path], object]] = {
            "csv": both,
            "xlsx": both,
            "qdpx": lambda data, path: read_qdpx("x", data),
            "qdc": lambda data, path: read_qdc("x", data),
            "sav": lambda data, path: read_file(path, known=known),
            "ods": lambda data, path: read_file(path, known=known),
        }
        end = time.monotonic() + args.seconden
        while time.monotonic() < end:
            kind = chance.choice(
                ["csv", "csv", "xlsx", "xlsx", "qdpx", "qdpx", "qdc", "sav", "ods"]
                if chance.random() < 0.1
                else ["csv", "xlsx", "qdpx", "qdc"]
            )
            data = damage(good[kind], chance)
            path = folder / f"fuzz.{kind}"
            path.write_bytes(data)
            began = time.monotonic()
            try:
                readers[kind](data, path)
                counts[f"{kind} read"] += 1
            except LeesFout:
                counts[f"{kind} refused"] += 1
            except BaseException:
                kept = Path.cwd() / f"fuzz-failed.{kind}"
                kept.write_bytes(data)
                print(f"a reader failed; the file is kept as {kept.name}")
                raise
            slowest = max(slowest, time.monotonic() - began)
    print(dict(sorted(counts.items())), f"slowest {slowest:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
