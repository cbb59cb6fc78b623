"""Whatever is sent, a reader either reads it or refuses it in Dutch."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.verminken import damage

from wijkmonitor.gegevens.fouten import LeesFout
from wijkmonitor.gegevens.intake.kop import is_known
from wijkmonitor.gegevens.intake.opnemen import prepare
from wijkmonitor.gegevens.intake.qdpx import read_qdc, read_qdpx
from wijkmonitor.gegevens.lezers import read_file
from wijkmonitor.gegevens.lezers.blad import GEWOON
from wijkmonitor.gegevens.lezers.werkmap import read_workbook

QUIET = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@QUIET
@given(st.binary(max_size=400))
def test_any_bytes_called_csv(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "fuzz.csv"
    path.write_bytes(data)
    try:
        read_file(path, known=lambda heading: is_known(heading, "deelname"))
    except LeesFout as error:
        assert error.fouten


@QUIET
@given(st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=4), min_size=1, max_size=6))
def test_any_cells_under_good_headings(folder: Path, tmp_path: Path, rows: list[list[str]]) -> None:
    lines = [["datum", "plek", "thema", "stickers"], *rows]
    path = tmp_path / "cellen.csv"
    path.write_text(
        "\n".join(";".join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in lines), encoding="utf-8", errors="replace"
    )
    try:
        prepare(path, folder, "stickerbord", vandaag=date(2023, 1, 1))
    except LeesFout as error:
        assert error.fouten


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook(xlsx_file: Callable[..., Path], seed: int) -> None:
    data = xlsx_file({"a": [["datum", "plek"], [date(2021, 9, 11), "markt"]]}).read_bytes()
    with_damage = damage(data, random.Random(seed))
    try:
        read_workbook("x.xlsx", with_damage, GEWOON)
    except LeesFout as error:
        assert error.fouten


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_project(qdpx_file: Callable[..., Path], seed: int) -> None:
    data = damage(qdpx_file().read_bytes(), random.Random(seed))
    for reader in (read_qdpx, read_qdc):
        try:
            reader("x.qdpx", data)
        except LeesFout as error:
            assert error.fouten
