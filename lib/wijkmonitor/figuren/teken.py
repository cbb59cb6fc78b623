"""One mark on a sheet, as plain data: what is drawn, where, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Plaats = tuple[float, float]


@dataclass(frozen=True)
class Teken:
    """One mark: its kind, its rings of points (y down) and its look in words of matplotlib."""

    kind: Literal["line", "area", "round", "curves", "text"]
    rings: tuple[tuple[Plaats, ...], ...]
    style: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    halo: bool = False
