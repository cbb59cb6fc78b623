"""The long trials of `benchmarks/` can be started."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

PROEVEN = sorted(path.stem for path in (Path(__file__).parents[2] / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("naam", PROEVEN)
def test_every_long_trial_finds_what_it_uses(naam: str) -> None:
    importlib.import_module(f"benchmarks.{naam}")
