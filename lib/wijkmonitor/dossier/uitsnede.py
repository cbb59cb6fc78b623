"""The tables of a wijk as they were known on a peildatum, made once for all documents of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from wijkmonitor.dossier.onthouden import Kenmerk
from wijkmonitor.dossier.peil import as_of, newest_in_tables, running
from wijkmonitor.dossier.records import Records
from wijkmonitor.geheugen import WIJKEN, Ingepakt, Kopieen

KEPT: Kopieen[tuple[Kenmerk, date]] = Kopieen(__name__, hoogstens=WIJKEN)


@dataclass(frozen=True)
class Uitsnede:
    """The tables, how many rows of each came later, of each the waves that were not over, and the newest date in them."""

    tabellen: Mapping[str, pd.DataFrame]
    weggelaten: Mapping[str, int]
    bezig: Mapping[str, tuple[str, ...]]
    laatste: date | None


def cut_records(records: Records, peildatum: date) -> Uitsnede:
    """What of these records was known on the peildatum. Records that came from files are cut once, and copied after that."""
    if records.kenmerk is None:
        return _cut(records.tabellen, peildatum)
    return KEPT.copy_of((records.kenmerk, peildatum), lambda: _packed(_cut(records.tabellen, peildatum)))


def is_cut(records: Records, peildatum: date) -> bool:
    """Whether these records were cut at this day already."""
    return (records.kenmerk, peildatum) in KEPT


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
