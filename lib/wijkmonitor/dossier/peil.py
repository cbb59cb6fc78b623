"""Records as they were on a peildatum: what came later is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from wijkmonitor.leren.agenda import Leeragenda
from wijkmonitor.wijkdata.schema import TABELLEN

_PLAN = ("gepland_start", "gepland_einde")


def moments(frame: pd.DataFrame, tabel: str) -> pd.Series:
    """The day on which each row became known; missing where the table has no date. A wave is its first day."""
    column = TABELLEN[tabel].moment
    if not column:
        return pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
    if column == "meting":
        return meting_start(frame["meting"])
    if tabel == "vragenlijst":
        return frame["datum"].fillna(meting_start(frame["meting"]))
    return frame[column]


def meting_start(waves: pd.Series) -> pd.Series:
    """First day of each wave (`2020` or `2021-11`)."""
    text = waves.astype("str")
    return pd.to_datetime(text.where(text.str.len() > 4, text + "-01") + "-01").astype("datetime64[s]")


def as_of(frame: pd.DataFrame, tabel: str, peildatum: date) -> pd.DataFrame:
    """The rows known on the peildatum, with later starts and ends undone."""
    day = pd.Timestamp(peildatum)
    kept = frame[~(moments(frame, tabel) > day)].reset_index(drop=True)
    if tabel == "deelname":
        stopped, begun = kept["einde"] > day, kept["start"] > day
        status = kept["status"].mask(stopped, "gestart").mask(begun, "aangemeld")
        kept = kept.assign(status=status)
    if {"start", "einde"} <= set(kept.columns):
        kept = kept.assign(start=kept["start"].mask(kept["start"] > day), einde=kept["einde"].mask(kept["einde"] > day))
    return kept


def newest_date(frames: Iterable[pd.DataFrame], agenda: Leeragenda, today: date) -> date | None:
    """The newest date that stands in any record, plans left out; a session counts when it says who was there."""
    found = []
    for frame in frames:
        for name in frame.columns:
            if name in _PLAN or name == "meting" and "datum" in frame.columns:
                continue
            column = frame[name]
            if name == "meting" and len(column):
                column = meting_start(column)
            if column.dtype.kind == "M" and column.notna().any():
                found.append(column.max().date())
    held = [session for session in agenda.sessies if session.gesloten or session.binnenkring or session.buitenkring]
    found += [session.datum for session in held if session.datum <= today]
    return max(found, default=None)
