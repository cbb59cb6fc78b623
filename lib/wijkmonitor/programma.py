"""The programme that the reports belong to: one file, `programma.toml`, says its name and who is named as their maker."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def programma() -> dict[str, str]:
    """`naam` of the programme and `maker` of the reports."""
    return tomllib.loads(files("wijkmonitor").joinpath("programma.toml").read_text(encoding="utf-8"))
