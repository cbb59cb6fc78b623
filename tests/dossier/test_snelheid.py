"""Reading the shipped wijken stays quick, in processor time beside plain Python on the same files, so that no machine is too slow."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from datetime import date
from itertools import zip_longest
from pathlib import Path

import pandas as pd
import pytest
from tests.proefdata import proefdata

from wijkmonitor.dossier import records

WIJKDATA = proefdata()


def spend(work: Callable[[], object]) -> float:
    """Seconds of processor time, the least of four."""
    spent = []
    for _ in range(4):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def read_plainly(wijk: Path) -> list[list[pd.Series]]:
    """The columns of all tables as text, nothing checked."""
    texts = [path.read_text(encoding="utf-8", errors="replace").splitlines() for path in wijk.glob("*.csv")]
    return [[pd.Series(column, dtype=object) for column in zip_longest(*csv.reader(lines, delimiter=";"))] for lines in texts]


@pytest.mark.parametrize("wijk", ["voorbeeldwijk-2", "voorbeeldwijk", "voorbeeldwijk-3"])
def test_a_wijk_is_read_and_checked_in_a_few_times_what_plain_reading_costs(wijk: str) -> None:
    folder = WIJKDATA / wijk
    ratio = spend(lambda: records._read_records(folder, date.today())) / spend(lambda: read_plainly(folder))
    assert ratio < 30, ratio  # 13 to 21 where this was made; twice that when every row was a model
