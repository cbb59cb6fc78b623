"""What a control chart of referrals says by itself: which points lie outside the limits, which runs on one side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from wijkmonitor.figuren.regelkaart import lange_reeksen
from wijkmonitor.taal.getallen import getal, opsomming

Uitkomst = Literal["gelijk", "erboven", "eronder", "buiten", "reeks", "toeval"]
NOEM = 3  # points outside that are named one by one


def sides(chart: pd.DataFrame) -> tuple[list[int], list[int]]:
    """The places of the points above the upper limit, and of those below the lower one."""
    above, below = chart["value"] > chart["upper"], chart["value"] < chart["lower"]
    return [int(place) for place in above.to_numpy().nonzero()[0]], [int(place) for place in below.to_numpy().nonzero()[0]]


def read_chart(chart: pd.DataFrame, names: Sequence[str]) -> Uitkomst:
    """What the chart shows: all points equal, points outside the limits, a long run on one side, or no more than chance."""
    above, below = sides(chart)
    if chart["value"].nunique() == 1:
        return "gelijk"
    if above or below:
        return "buiten" if above and below else "erboven" if above else "eronder"
    return "reeks" if lange_reeksen(chart, names) else "toeval"


def outside_words(chart: pd.DataFrame, names: Sequence[str]) -> str:
    """Which points lie outside: by name where they are few, else how many on which side.

    >>> frame = pd.DataFrame({"value": [9.0, 1.0], "lower": [2.0, 2.0], "upper": [8.0, 8.0]})
    >>> outside_words(frame, ["mei 2021", "juni 2021"])
    'mei 2021 en juni 2021'
    """
    above, below = sides(chart)
    if len(above) + len(below) <= NOEM:
        return opsomming([names[place] for place in sorted(above + below)])
    return opsomming([f"{getal(len(part))} {where}" for part, where in ((above, "erboven"), (below, "eronder")) if part])
