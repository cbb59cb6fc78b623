"""The programme that wijken belong to: one file, `programma.toml`, says its name, its wijken and its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wijkmonitor.meegeleverd import read_toml


@dataclass(frozen=True)
class Programma:
    """The programme. maker: who is named as maker of the reports. nulmeting: what the programme said about the start."""

    naam: str
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
    given = read_toml("wijkmonitor", "programma.toml")
    return Programma(**given | {name: tuple(given[name]) for name in ("wijken", "begrip")})
