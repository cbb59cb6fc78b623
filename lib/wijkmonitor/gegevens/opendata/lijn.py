"""Which years of a series may be joined by a line: measured in the same way, on the same boundaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wijkmonitor.gegevens.opendata.catalogus import StatLineTabel


def number_lines(years: Iterable[int], joined: Callable[[int, int], bool]) -> dict[int, int]:
    """Number of the line per year, from 0; a new number starts where a year is not joined with the one before.

    >>> number_lines([2012, 2016, 2022], lambda eerder, later: later < 2020)
    {2012: 0, 2016: 0, 2022: 1}
    """
    lines: dict[int, int] = {}
    line, vorige = 0, None
    for jaar in years:
        line += vorige is not None and not joined(vorige, jaar)
        lines[jaar], vorige = line, jaar
    return lines


def same_boundaries(eerder: StatLineTabel | None, later: StatLineTabel | None) -> bool | None:
    """Whether two tables have figures on the same boundaries; None where that differs per area."""
    if eerder is None or later is None:
        return False
    if eerder.grenzen or later.grenzen:
        return eerder == later  # two releases with boundaries of their own are never one line
    return None
