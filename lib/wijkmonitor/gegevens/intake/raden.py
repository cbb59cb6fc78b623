"""Which table a delivered file is: by its name, otherwise by its headings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wijkmonitor.gegevens.fouten import refuse
from wijkmonitor.gegevens.intake.kop import find_kop, missing_columns, plain
from wijkmonitor.gegevens.intake.levering import load_sheets
from wijkmonitor.gegevens.lezers import printable_name
from wijkmonitor.gegevens.lezers.soorten import TABELSOORTEN
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.meegeleverd import meldingen

meld = meldingen("wijkmonitor.gegevens.intake")

SOORTEN = (*TABELSOORTEN, ".qdpx", ".qdc")
EERST = ("stellingen", "organisaties", "interventies")  # tables that others refer to


def find_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files in a folder that can be a delivery, and what else lies there, by name; without what programs keep for themselves."""
    there = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    files = [path for path in there if path.suffix.lower() in SOORTEN and path.is_file()]
    return files, [path for path in there if path not in files]


def in_order(pairs: Iterable[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Files with their tables, those first that others refer to."""
    order = [*EERST, *(name for name in TABELLEN if name not in EERST)]
    return sorted(pairs, key=lambda pair: (order.index(pair[1]), pair[0].name))


def guess_table(path: Path) -> str:
    """The table that the name of the file tells, or the only one whose headings are all there. LeesFout where none is clear."""
    words = plain(path.stem)
    named = [tabel for tabel in TABELLEN if tabel in words]
    if len(named) == 1:
        return named[0]
    if path.suffix.lower() in (".qdpx", ".qdc"):
        return "kwalitatief"
    scores = {tabel: score for tabel in TABELLEN if (score := _fit(path, tabel))}
    best = [tabel for tabel, score in scores.items() if score == max(scores.values())]
    if len(best) == 1:
        return best[0]
    raise refuse(printable_name(path), *meld("raden.welke_tabel"), gevonden=", ".join(best))


def _fit(path: Path, tabel: str) -> int:
    """How many columns of the table the file has; 0 where one is missing that the table can't do without."""
    found = 0
    for blad in load_sheets(path, tabel, {}):
        kop = find_kop(blad, tabel, {})
        if kop is not None and not missing_columns(kop, tabel):
            found = max(found, len(kop.gevonden))
    return found
