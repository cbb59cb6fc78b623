"""Whether an intervention runs on a day: the one definition, from the plan (`interventies`) and what is told of it (`voortgang`)."""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from typing import Literal

import pandas as pd

from wijkmonitor.gegevens.lijsten import KLAAR, LOOPT, WACHT

Stand = Literal["klaar", "loopt", "laat", "gepland", "onbekend"]


def looptijden(interventies: pd.DataFrame, voortgang: pd.DataFrame, peildatum: date) -> pd.DataFrame:
    """A row per intervention with where it is on the peildatum (`stand`) and its first and last day (`begin`, `eind`).

    begin: the `start` of the plan, or the first day on which `voortgang` says that it runs or ran. Where the first that is told
    is that it runs (`loopt`), nobody knows when it began: `begin` is empty, and `op` is the last day on which it was told. algemeen:
    that was told of the interventions in general, in a row without a name, and nothing else is known of this one. eind: the `einde`, or the day
    since which `voortgang` says that it stopped; what stopped and began again has none. wacht: `voortgang` says last that it is
    still to begin. stand `laat`: the planned day is over and nobody wrote that it began: that is not the same as not running.
    """
    said = _told(voortgang, peildatum)
    told = {str(name): rows for name, rows in said.groupby("interventie")}
    general = said.loc[said["interventie"].isna() & (said["status"] == "loopt"), "datum"].max()
    known = interventies[["start", "einde", "gepland_start"]].copy()
    days = [_days(told.get(str(name))) for name in interventies["interventie"]]
    spoken = pd.DataFrame(days, columns=["begin", "eind", "wacht", "op"], index=known.index)
    ends, begins = pd.to_datetime(spoken["eind"]), pd.to_datetime(spoken["begin"])
    known["eind"] = known["einde"].where(~(ends < known["einde"]), ends).fillna(ends)
    known["begin"] = known["start"].where(~(begins < known["start"]), begins).fillna(begins).fillna(known["eind"])
    known["wacht"] = spoken["wacht"].astype("bool")
    undated = interventies[["start", "einde", "gepland_start"]].isna().all(axis=1)
    known["algemeen"] = undated & ~interventies["interventie"].isin(told) & pd.notna(general)
    known["op"] = pd.to_datetime(spoken["op"]).where(known["begin"].isna()).mask(known["algemeen"], general)
    known["stand"] = [_stand(row, pd.Timestamp(peildatum)) for _, row in known.iterrows()]
    return known[["begin", "eind", "wacht", "op", "algemeen", "stand"]]


def lopen(looptijden: pd.DataFrame, dag: pd.Timestamp) -> pd.Series:
    """Per intervention whether it runs on this day: begun, and not ended."""
    return (looptijden["begin"] <= dag) & ~(looptijden["eind"] <= dag)


def _stand(row: pd.Series, today: pd.Timestamp) -> Stand:
    if row["eind"] <= today:
        return "klaar"
    if row["begin"] <= today or pd.notna(row["op"]):
        return "loopt"
    if row["gepland_start"] <= today:
        return "laat"
    return "onbekend" if pd.isna(row["gepland_start"]) and pd.isna(row["begin"]) and not row["wacht"] else "gepland"


def _told(voortgang: pd.DataFrame, peildatum: date) -> pd.DataFrame:
    """What was told up to the peildatum, oldest first, statuses in small letters."""
    rows = voortgang[(voortgang["datum"] <= pd.Timestamp(peildatum)) & voortgang["status"].notna()]
    return rows.assign(status=rows["status"].astype("str").str.lower()).sort_values("datum", kind="stable")


def _days(rows: pd.DataFrame | None) -> tuple[pd.Timestamp | None, pd.Timestamp | None, bool, pd.Timestamp | None]:
    """The day an intervention began and ended by its statuses, oldest first, whether the last says that it waits, and the last
    day on which it ran where none of them tells of its beginning."""
    if rows is None:
        return None, None, False, None
    told = list(zip(rows["datum"], rows["status"], strict=True))
    open_begin = told[0][1] == "loopt"
    begun = None if open_begin else next((day for day, status in told if status in LOOPT + KLAAR), None)
    at_the_end = takewhile(lambda each: each[1] in KLAAR, reversed(told))  # they all say it stopped
    last = told[-1][0] if open_begin else None
    return begun, min((day for day, _ in at_the_end), default=None), told[-1][1] in WACHT, last
