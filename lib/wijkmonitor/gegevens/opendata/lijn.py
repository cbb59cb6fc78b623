"""Which years of a series may be joined by a line: measured in the same way, on the same boundaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from wijkmonitor.gegevens.opendata.gebiedscode import LAND, WIJK

if TYPE_CHECKING:
    from wijkmonitor.gegevens.opendata.kerncijfers import Kerncijfers


def number_lines(kerncijfers: Kerncijfers, indicator: str, code: str, years: Iterable[int]) -> dict[int, int]:
    """Number of the line per year, from 0; a new number starts where the line must stop."""
    lines: dict[int, int] = {}
    line, vorige = 0, None
    for jaar in years:
        if vorige is not None and not _joined(kerncijfers, indicator, code, vorige, jaar):
            line += 1
        lines[jaar], vorige = line, jaar
    return lines


def _joined(kerncijfers: Kerncijfers, indicator: str, code: str, eerder: int, later: int) -> bool:
    tabellen = kerncijfers.tabel(indicator, eerder), kerncijfers.tabel(indicator, later)
    if not {eerder, later} <= set(kerncijfers.catalogus[indicator].vergelijkbare_jaren) or None in tabellen:
        return False
    if tabellen[0] == tabellen[1] and tabellen[0] is not None and tabellen[0].grenzen:
        return True
    if any(tabel is not None and tabel.grenzen for tabel in tabellen):
        return False  # two releases with boundaries of their own are never one line
    if code == LAND:
        return True
    delen = kerncijfers.gebieden if code == WIJK else (code,)
    return all((deel, jaar) in kerncijfers.ongewijzigd for deel in delen for jaar in range(eerder + 1, later + 1))
