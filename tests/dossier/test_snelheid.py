"""Reading the shipped wijken stays quick: measured in processor time, so that a busy machine does not count."""

from __future__ import annotations

import time
from datetime import date

import pytest
from tests.proefdata import proefdata

from wijkmonitor.dossier import records

WIJKDATA = proefdata()


@pytest.mark.parametrize("wijk", ["voorbeeldwijk-2", "voorbeeldwijk", "voorbeeldwijk-3"])
def test_a_wijk_is_read_and_checked_within_a_quarter_of_a_second(wijk: str) -> None:
    spent = []
    for _ in range(4):
        began = time.process_time()
        records._read_records(WIJKDATA / wijk, date.today())
        spent.append(time.process_time() - began)
    assert min(spent) < 0.25  # 0.08 on the machine where this was made; 0.17 when every row was a model
