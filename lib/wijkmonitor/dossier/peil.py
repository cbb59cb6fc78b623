"""Records as they were on a peildatum: what came later is left out. The tables of a wijk are cut once for all documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.dossier.onthouden import Kenmerk
from wijkmonitor.gegevens.schema import TABELLEN
from wijkmonitor.geheugen import WIJKEN, Ingepakt, Kopieen
from wijkmonitor.peildatum import first_day_of, last_day

STILTE = timedelta(days=31)  # without a new answer: then the wave is over
_PLAN = ("gepland_start", "gepland_einde")
VANAF = {"resultaten": "wanneer", "themas": "gekozen_op", "wensen": "datum"}  # as precise as it is known: a year, a month, a day
KEPT: Kopieen[tuple[Kenmerk, date]] = Kopieen(__name__, hoogstens=WIJKEN)
WANNEER = ("wanneer", "gekozen_op", "datum", "klaar", "teruggemeld")  # columns with a year, a month or a day, as far as known


def moments(frame: pd.DataFrame, tabel: str) -> pd.Series:
    """The day on which each row became known; missing where the table has no date. A wave is known on its last day."""
    column = TABELLEN[tabel].moment
    if not column:
        return pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
    if column == "meting":
        return meting_einde(frame["meting"])
    if tabel == "vragenlijst":
        return frame["datum"].fillna(meting_einde(frame["meting"]))
    return frame[column]


def meting_einde(waves: pd.Series) -> pd.Series:
    """Last day of each wave (`2020` or `2021-11`)."""
    days = {wave: np.datetime64(last_day(wave), "s") for wave in waves.dropna().unique()}
    return waves.astype("object").map(days).astype("datetime64[s]")


def running(frame: pd.DataFrame, tabel: str, peildatum: date) -> tuple[str, ...]:
    """The waves that had begun on the peildatum and were not over: who answered so far need not be like the rest.

    A wave is over on its last day. Where its rows have dates it is over as soon as all lie behind, the last one a month.
    """
    if frame.empty or "meting" not in frame.columns:
        return ()
    known = moments(frame, tabel).groupby(frame["meting"]).agg(["min", "max"])
    open_waves = []
    for wave, first, last in known.itertuples():
        end = last_day(str(wave))
        begun = min(first.date(), first_day_of(str(wave))) <= peildatum
        quiet = last.date() <= peildatum and (end <= peildatum or last.date() + STILTE <= peildatum)
        if begun and not quiet:
            open_waves.append(str(wave))
    return tuple(sorted(open_waves))


def as_of(frame: pd.DataFrame, tabel: str, peildatum: date) -> pd.DataFrame:
    """The rows known on the peildatum, with later starts and ends undone, and without waves that were not over."""
    if frame.empty:
        return frame
    day = pd.Timestamp(peildatum)
    late = moments(frame, tabel) > day
    if tabel in VANAF:
        late |= _begins_after(frame[VANAF[tabel]], peildatum)
    if waves := running(frame, tabel, peildatum):
        late |= frame["meting"].isin(waves)
    kept = frame[~late].reset_index(drop=True)
    if tabel == "deelname":
        stopped, begun = kept["einde"] > day, kept["start"] > day
        taking_part = stopped & kept["start"].notna()
        status = kept["status"].mask(taking_part, "gestart").mask(begun | (stopped & ~taking_part), "aangemeld")
        kept = kept.assign(status=status)
    if tabel == "wensen":
        kept = _before_outcome(kept, peildatum)
    if {"start", "einde"} <= set(kept.columns):
        kept = kept.assign(start=kept["start"].mask(kept["start"] > day), einde=kept["einde"].mask(kept["einde"] > day))
    return kept


def _begins_after(told: pd.Series, peildatum: date) -> pd.Series:
    """Whether the year, month or day that is told begins after the peildatum."""
    return told.isin([moment for moment in told.dropna().unique() if first_day_of(str(moment)) > peildatum])


def _before_outcome(wishes: pd.DataFrame, peildatum: date) -> pd.DataFrame:
    """The wishes without what came of them after the peildatum, or was told to residents after it."""
    later, taken = _begins_after(wishes["klaar"], peildatum), wishes["opgepakt_door"].notna()
    told = later | _begins_after(wishes["teruggemeld"], peildatum)
    return wishes.assign(
        stand=wishes["stand"].mask(later & taken, "loopt").mask(later & ~taken, "open"),
        uitkomst=wishes["uitkomst"].mask(later),
        klaar=wishes["klaar"].mask(later),
        teruggemeld=wishes["teruggemeld"].mask(told),
    )


def newest_per_table(frames: Mapping[str, pd.DataFrame]) -> dict[str, date]:
    """The day on which the newest row of each table became known; tables without dates or rows are left out."""
    newest = {naam: moments(frame, naam).max() for naam, frame in frames.items() if not frame.empty}
    return {naam: day.date() for naam, day in newest.items() if not pd.isna(day)}


def years(frames: Mapping[str, pd.DataFrame]) -> list[int]:
    """The years in which rows of these tables became known, oldest first."""
    known = (moments(frame, naam).dropna() for naam, frame in frames.items() if not frame.empty)
    return sorted({int(year) for days in known for year in days.dt.year.unique()})


def newest_date(frames: Iterable[pd.DataFrame], agenda: Leeragenda, today: date) -> date | None:
    """The newest date that stands in any record, plans left out; a session counts when it says who was there."""
    return max((day for day in (newest_in_tables(frames, today), newest_session(agenda, today)) if day), default=None)


def newest_in_tables(frames: Iterable[pd.DataFrame], today: date) -> date | None:
    """The newest date that stands in any row, plans left out."""
    found = []
    for frame in frames:
        if frame.empty:
            continue
        if "meting" in frame.columns:  # a row with a day of its own is known by that
            waves = (frame[frame["datum"].isna()] if "datum" in frame.columns else frame)["meting"].dropna().unique()
            found += [end if (end := last_day(wave)) <= today else first_day_of(wave) for wave in waves]
        told = [day for name in WANNEER if name in frame for day in frame[name].dropna().unique() if isinstance(day, str)]
        found += [end if (end := last_day(day)) <= today else first_day_of(day) for day in told]
        dates = [name for name, dtype in frame.dtypes.items() if dtype.kind == "M" and name not in _PLAN]
        found += [newest.date() for name in dates if not pd.isna(newest := frame[name].array.max())]
    return max(found, default=None)


def newest_session(agenda: Leeragenda, today: date) -> date | None:
    """The day of the newest session that says who was there."""
    held = [session for session in agenda.sessies if session.gesloten or session.binnenkring or session.buitenkring]
    return max((session.datum for session in held if session.datum <= today), default=None)


@dataclass(frozen=True)
class Uitsnede:
    """The tables, how many rows of each came later, of each the waves that were not over, and the newest date in them."""

    tabellen: Mapping[str, pd.DataFrame]
    weggelaten: Mapping[str, int]
    bezig: Mapping[str, tuple[str, ...]]
    laatste: date | None


def cut_tables(tabellen: Mapping[str, pd.DataFrame], peildatum: date, kenmerk: Kenmerk | None) -> Uitsnede:
    """What of these tables was known on the peildatum. Tables that came from files are cut once, and copied after that."""
    if kenmerk is None:
        return _cut(tabellen, peildatum)
    return KEPT.copy_of((kenmerk, peildatum), lambda: _packed(_cut(tabellen, peildatum)))


def is_cut(kenmerk: Kenmerk | None, peildatum: date) -> bool:
    """Whether these tables were cut at this day already."""
    return (kenmerk, peildatum) in KEPT


def _packed(cut: Uitsnede) -> Uitsnede:
    return replace(cut, tabellen=Ingepakt.of(cut.tabellen))


def _cut(tabellen: Mapping[str, pd.DataFrame], peildatum: date) -> Uitsnede:
    known = {naam: as_of(frame, naam, peildatum) for naam, frame in tabellen.items()}
    left_out = {naam: len(frame) - len(known[naam]) for naam, frame in tabellen.items()}
    open_waves = {naam: running(frame, naam, peildatum) for naam, frame in tabellen.items()}
    return Uitsnede(
        known,
        {naam: count for naam, count in left_out.items() if count},
        {naam: waves for naam, waves in open_waves.items() if waves},
        newest_in_tables(known.values(), peildatum),
    )
