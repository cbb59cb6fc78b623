"""Records as they were on a peildatum: what came later is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.gegevens.schema import TABELLEN

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
    days = {wave: np.datetime64(wave, "s") for wave in waves.dropna().unique()}
    return waves.astype("object").map(days).astype("datetime64[s]")


def as_of(frame: pd.DataFrame, tabel: str, peildatum: date) -> pd.DataFrame:
    """The rows known on the peildatum, with later starts and ends undone."""
    day = pd.Timestamp(peildatum)
    kept = frame[~(moments(frame, tabel) > day)].reset_index(drop=True)
    if tabel == "deelname":
        stopped, begun = kept["einde"] > day, kept["start"] > day
        taking_part = stopped & kept["start"].notna()
        status = kept["status"].mask(taking_part, "gestart").mask(begun | (stopped & ~taking_part), "aangemeld")
        kept = kept.assign(status=status)
    if {"start", "einde"} <= set(kept.columns):
        kept = kept.assign(start=kept["start"].mask(kept["start"] > day), einde=kept["einde"].mask(kept["einde"] > day))
    return kept


def newest_date(frames: Iterable[pd.DataFrame], agenda: Leeragenda, today: date) -> date | None:
    """The newest date that stands in any record, plans left out; a session counts when it says who was there."""
    found = []
    for frame in frames:
        if "meting" in frame.columns and "datum" not in frame.columns:
            found += [_first_day(wave) for wave in frame["meting"].dropna().unique()]
        dates = [name for name in frame.columns if name not in _PLAN and frame[name].dtype.kind == "M"]
        found += [newest.date() for name in dates if not pd.isna(newest := frame[name].max())]
    held = [session for session in agenda.sessies if session.gesloten or session.binnenkring or session.buitenkring]
    found += [session.datum for session in held if session.datum <= today]
    return max(found, default=None)


def _first_day(wave: str) -> date:
    return date.fromisoformat(f"{wave}-01-01"[:10])
