"""Who delivers which table when, and what is late."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from wijkmonitor.gegevens.velden import Herkomst

Stand = Literal["op tijd", "te laat", "nog niet geleverd", "loopt nog", "zonder datum"]


@dataclass(frozen=True)
class Toezegging:
    """One line of the plan. laatste: newest day in the table; uiterlijk: the day on which more is expected."""

    tabel: str
    wie: str
    maanden: int
    laatste: date | None
    uiterlijk: date | None
    stand: Stand
    herkomst: Herkomst = "eigen registratie"


def compare_plan(
    plan: pd.DataFrame, newest: Mapping[str, pd.Timestamp | None], *, peildatum: date, lopend: Collection[str] = ()
) -> tuple[Toezegging, ...]:
    """The plan beside what was delivered, in the order of the plan.

    plan: the table `monitorplan`. newest: per table that has rows its newest day, None where its rows have no day. The next
    delivery is due so many months after the newest day. lopend: tables with a wave that is not over.
    """
    return tuple(_compare(row, newest, peildatum, lopend) for row in plan.to_dict("records"))


def _compare(
    row: Mapping[Hashable, Any], newest: Mapping[str, pd.Timestamp | None], peildatum: date, lopend: Collection[str]
) -> Toezegging:
    tabel, months = str(row["tabel"]), int(row["maanden"])
    last = newest.get(tabel)
    due = (last + pd.DateOffset(months=months)).date() if last is not None else None
    return Toezegging(
        tabel,
        str(row["wie"]),
        months,
        last.date() if last is not None else None,
        due,
        "loopt nog" if tabel in lopend else _stand(tabel in newest, due, peildatum),
        row["herkomst"],
    )


def _stand(delivered: bool, due: date | None, peildatum: date) -> Stand:
    if not delivered:
        return "nog niet geleverd"
    if due is None:
        return "zonder datum"
    return "te laat" if due < peildatum else "op tijd"
