"""The programme that wijken belong to: one file, `programma.toml`, says its name, its wijken and its own words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Programma:
    """The programme. maker: who is named as maker of the reports. nulmeting: what the programme said about the start."""

    naam: str
    kort: str
    maker: str
    wijken: tuple[str, ...]
    nulmeting: str
    begrip: tuple[Mapping[str, Any], ...] = ()

    def kop(self, *wijken: str) -> str:
        """The name above a page about these wijken: of the programme where one belongs to it, else of the maker."""
        return self.naam if set(wijken) & set(self.wijken) else self.maker


@cache
def programma() -> Programma:
    """The programme as the file says it."""
    given = tomllib.loads(files("wijkmonitor").joinpath("programma.toml").read_text(encoding="utf-8"))
    return Programma(**given | {name: tuple(given[name]) for name in ("wijken", "begrip")})
