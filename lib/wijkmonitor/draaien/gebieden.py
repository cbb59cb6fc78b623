"""The areas of `--gebied`: codes of CBS areas in the local store, which have no folder of records."""

from __future__ import annotations

from pathlib import Path

from wijkmonitor.gegevens.opendata.gebieden import load_gebieden
from wijkmonitor.gegevens.opendata.gebiedscode import is_gebied


def all_areas(data: Path) -> dict[str, bool]:
    """Every area that the figures know -> whether it is one of those that `--gebied alle` stands for."""
    areas = load_gebieden(data)
    wijken = set(areas.wijken())
    return {code: code in wijken for code in areas if is_gebied(code)}
