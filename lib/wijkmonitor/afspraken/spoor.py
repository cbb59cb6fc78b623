"""What the records of a wijk say about the steps of its approach, on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.looptijd import looptijden
from wijkmonitor.gegevens.lijsten import PIJLERS
from wijkmonitor.meegeleverd import zinnen

stapzin = zinnen("wijkmonitor.afspraken", "pdca.toml")
RECENT = timedelta(days=365)


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
