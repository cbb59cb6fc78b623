"""What the records of a wijk say about the steps of its approach, on one day.

Which interventions run: the one definition, from the plan (`interventies`) and what is told of it (`voortgang`). Which sessions and
steps were told of outside the learning agenda: in milestones and in `resultaten`. And what that counts up to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import takewhile
from types import MappingProxyType
from typing import Literal

import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.gegevens.lijsten import KLAAR, LOOPT, PIJLERS, WACHT
from wijkmonitor.gegevens.wijk import Wijkmijlpaal
from wijkmonitor.meegeleverd import zinnen
from wijkmonitor.taal.getallen import moment

Stand = Literal["klaar", "loopt", "laat", "gepland", "onbekend"]
stapzin = zinnen("wijkmonitor.afspraken", "pdca.toml")
RECENT = timedelta(days=365)


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


def told_sessions(mijlpalen: Iterable[Wijkmijlpaal]) -> tuple[Wijkmijlpaal, ...]:
    """The milestones that tell of a learning session, or of one that was planned; oldest first."""
    return tuple(sorted((mark for mark in mijlpalen if "leersessie" in mark.wat.lower()), key=lambda mark: mark.dag))


def tell_session(mark: Wijkmijlpaal, *, peildatum: date) -> str:
    """When it was or will be; of a plan whose day is over that nobody knows whether it took place."""
    planned = "leersessie_gepland" if mark.laatste <= peildatum else "leersessie_komt"
    kind = planned if mark.gepland == "ja" else "leersessie"
    return stapzin(f"verteld.{kind}", wanneer=moment(mark.datum))


def nothing_agreed(agenda: Leeragenda, mijlpalen: Iterable[Wijkmijlpaal], *, peildatum: date) -> str:
    """What stands where no agreement is written down; of a session that only the milestones tell of, nobody knows what it agreed."""
    sessions = () if agenda.laatste_sessie(peildatum) else told_sessions(mijlpalen)
    told = " ".join(tell_session(mark, peildatum=peildatum) for mark in sessions)
    kind = "onbekend" if any(mark.gepland == "nee" for mark in sessions) else "niets"
    return stapzin(f"verteld.afgesproken_{kind}", sessies=told).strip()


def told_about_steps(resultaten: pd.DataFrame, mijlpalen: Iterable[Wijkmijlpaal], *, peildatum: date) -> dict[str, str]:
    """Per step of the Gezonde Wijkaanpak, in sentences, what was written down about it; a learning session belongs to the last.

    A session that was only planned is told where something else is known of that step.
    """
    named = resultaten.dropna(subset=["stap"])
    told = {
        str(step): [stapzin("verteld.gebeurd", wat="; ".join(str(what).rstrip(".") for what in rows["wat"]))]
        for step, rows in named.groupby("stap", sort=False)
    }
    sessions, last = told_sessions(mijlpalen), "monitoren en evalueren"
    if last in told or any(mark.gepland == "nee" for mark in sessions):
        told[last] = [*told.get(last, ()), *(tell_session(mark, peildatum=peildatum) for mark in sessions)]
    return {step: " ".join(lines) for step, lines in told.items()}


@dataclass(frozen=True)
class Spoor:
    """What the records of a wijk say about its steps on one day. Counts are numbers of interventions or sessions."""

    peildatum: date
    kerncijfers: bool
    themas: int
    doelen: int
    gepland: int
    nog_te_starten: int
    onbekend: int
    lopend: int
    gestart: int
    afgelopen: int
    pijlers: int
    gevolgd: int
    sessies: int
    sessies_jaar: int
    terugblikken: int
    bijgesteld: int
    behoeften: bool = False  # residents said what they find important
    gekozen: int = 0  # themes that the wijk chose
    begin_open: int = 0  # of so many that run nobody knows since when
    verteld: Mapping[str, str] = field(default_factory=dict)  # per step of the Gezonde Wijkaanpak what was written down about it

    @property
    def themas_geteld(self) -> str:
        """How many themes, in words: none at all was not written down."""
        return str(self.themas or "niet opgeschreven")

    @property
    def pijlers_geteld(self) -> str:
        """How many of the four pillars, in words."""
        return f"{self.pijlers} van de {len(PIJLERS)}" if self.pijlers else "niet opgeschreven"

    @property
    def beeld(self) -> str:
        """What the picture of the wijk consists of."""
        figures = [stapzin("beeld.kerncijfers")] if self.kerncijfers else []
        return " ".join([*figures, stapzin("beeld.behoeften" if self.behoeften else "beeld.geen_behoeften")])

    @property
    def doelen_verteld(self) -> str:
        """How many themes were chosen and how many goals there are, of each where there are any."""
        counts = (("gekozen", self.gekozen), ("met_doel", self.doelen))
        return " ".join(stapzin(f"telling.{name}", n=count, gepland=self.gepland) for name, count in counts if count)

    @property
    def begin(self) -> str:
        """How many have yet to start, and of how many nobody knows; of what nobody knows there is no zero."""
        waits = ("te_beginnen", self.nog_te_starten, not self.begin_open)
        return self._told(waits, ("begin_open", self.begin_open, False), ("begin_onbekend", self.onbekend, False))

    @property
    def verloop(self) -> str:
        """How many run and are done, and of how many nobody knows."""
        counts = (("lopend", self.lopend, True), ("klaar", self.afgelopen, True), ("loop_onbekend", self.onbekend, False))
        return self._told(*counts)

    def _told(self, *counts: tuple[str, int, bool]) -> str:
        """The counts in words: those of which something is known, and the others where there are any."""
        known = self.onbekend < self.gepland
        return " ".join(stapzin(f"telling.{name}", n=count) for name, count, sure in counts if count or (sure and known))


def read_spoor(
    interventies: pd.DataFrame,
    voortgang: pd.DataFrame,
    agenda: Leeragenda,
    *,
    kerncijfers: bool,
    peildatum: date,
    behoeften: bool = False,
    gekozen: int = 0,
    verteld: Mapping[str, str] = MappingProxyType({}),
) -> Spoor:
    """The trace of a wijk in its records up to the peildatum; the last three are as in `Spoor`.

    An intervention has yet to start when its planned start is later or `voortgang` says so. Of one whose planned start is
    over nobody knows: not written down is not the same as not running.
    """
    known = agenda.tot(peildatum)
    held = known.gehouden(peildatum)
    course = looptijden(interventies, voortgang, peildatum)
    stand = course["stand"]
    waits = (stand == "gepland") | ((stand == "laat") & course["wacht"])
    runs, ended = int((stand == "loopt").sum()), int((stand == "klaar").sum())
    pillars = {part.strip() for text in interventies["pijlers"].dropna() for part in str(text).split(";")}
    return Spoor(
        peildatum=peildatum,
        kerncijfers=kerncijfers,
        themas=int(interventies["thema"].nunique()),
        doelen=int(interventies["doel"].notna().sum()),
        gepland=len(interventies),
        nog_te_starten=int(waits.sum()),
        onbekend=len(stand) - int(waits.sum()) - runs - ended,
        lopend=runs,
        gestart=runs + ended,
        afgelopen=ended,
        pijlers=len(pillars & set(PIJLERS)),
        gevolgd=int((interventies["gevolgd"] == "ja").sum()),
        sessies=len(held),
        sessies_jaar=sum(item.datum > peildatum - RECENT for item in held),
        terugblikken=len(known.terugblikken),
        bijgesteld=sum(item.besluit != "doorgaan" for item in known.terugblikken),
        behoeften=behoeften,
        gekozen=gekozen,
        begin_open=int((course["op"].notna() & (stand == "loopt")).sum()),
        verteld=verteld,
    )
