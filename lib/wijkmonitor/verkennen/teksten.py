"""Words on the screen while exploring."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def zin(naam: str, **waarden: object) -> str:
    """The sentence or label of this name, filled in."""
    return _teksten()[naam].format(**waarden)


@cache
def _teksten() -> dict[str, str]:
    return tomllib.loads(files("wijkmonitor.verkennen").joinpath("teksten.toml").read_text(encoding="utf-8"))
