"""Where a wijk stands in the steps of its approach, from its records. Several steps can be active at once.

Gezonde Wijkaanpak: five steps (Loketgezondleven, RIVM). Infrastructuur Gezonde Wijk: three preconditions and five
cyclic steps (playbook Leidsche Rijn, Vleuten-De Meern), scored 0-4 in a zelfevaluatie before and after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.afspraken.factoren import weigh_herkomst
from wijkmonitor.afspraken.looptijd import looptijden
from wijkmonitor.bevinding import Herkomst
from wijkmonitor.gegevens.schema import PIJLERS, ZELFEVALUATIE
from wijkmonitor.meegeleverd import read_toml

Fase = Literal["plan", "doe", "kijk", "stel bij"]
Staat = Literal["niet opgeschreven", "bezig", "gedaan", "niet bekend"]
RECENT = timedelta(days=365)
HOOGSTE = 4.0  # the highest score of a zelfevaluatie
VOORWAARDEN, STAPPEN_INFRA = ZELFEVALUATIE[:3], ZELFEVALUATIE[3:]
STAPPEN_GWA = ("wijk in beeld", "prioriteiten en doelen", "plan maken", "uitvoeren", "monitoren en evalueren")
_FASEN: tuple[Fase, ...] = ("plan", "plan", "plan", "doe", "kijk")


@dataclass(frozen=True)
class Score:
    """The first and last zelfevaluatie of one part, 0-4; the same when there was one."""

    toen: float
    toen_meting: str
    nu: float
    nu_meting: str


@dataclass(frozen=True)
class Aanpakstap:
    """One step: its phase in plan-do-check-act, how far it is, and the sentence that says why."""

    naam: str
    fase: Fase
    staat: Staat
    bewijs: str
    score: Score | None = None


@dataclass(frozen=True)
class Cyclus:
    """The steps of one approach; voorwaarden are the preconditions with their scores."""

    naam: str
    stappen: tuple[Aanpakstap, ...]
    voorwaarden: tuple[tuple[str, Score | None], ...] = ()
    herkomst: Herkomst = "eigen registratie"

    @property
    def bezig(self) -> tuple[Aanpakstap, ...]:
        """The steps that people work on now."""
        return tuple(step for step in self.stappen if step.staat == "bezig")


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

    @property
    def themas_geteld(self) -> str:
        """How many themes, in words: none at all was not written down."""
        return str(self.themas or "niet opgeschreven")

    @property
    def pijlers_geteld(self) -> str:
        """How many of the four pillars, in words."""
        return f"{self.pijlers} van de {len(PIJLERS)}" if self.pijlers else "niet opgeschreven"

    @property
    def begin(self) -> str:
        """How many have yet to start, and of how many nobody knows; of what nobody knows there is no zero."""
        return self._told(("te_beginnen", self.nog_te_starten, True), ("begin_onbekend", self.onbekend, False))

    @property
    def verloop(self) -> str:
        """How many run and are done, and of how many nobody knows."""
        counts = (("lopend", self.lopend, True), ("klaar", self.afgelopen, True), ("loop_onbekend", self.onbekend, False))
        return self._told(*counts)

    def _told(self, *counts: tuple[str, int, bool]) -> str:
        """The counts in words: those of which something is known, and the others where there are any."""
        known, texts = self.onbekend < self.gepland, _teksten()["telling"]
        return " ".join(texts[name].format(n=count) for name, count, sure in counts if count or (sure and known))


def read_spoor(
    interventies: pd.DataFrame, voortgang: pd.DataFrame, agenda: Leeragenda, *, kerncijfers: bool, peildatum: date
) -> Spoor:
    """The trace of a wijk in its records up to the peildatum.

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
    )


def gezonde_wijkaanpak(spoor: Spoor, *, herkomst: Herkomst = "eigen registratie") -> Cyclus:
    """The five steps of the Gezonde Wijkaanpak with where the wijk stands."""
    judges = (_beeld, _doelen, _plan, _uitvoeren, _kijken)
    return Cyclus("Gezonde Wijkaanpak", _steps("gwa", STAPPEN_GWA, judges, spoor, {}), herkomst=herkomst)


def infrastructuur(spoor: Spoor, zelfevaluatie: pd.DataFrame, *, herkomst: Herkomst = "eigen registratie") -> Cyclus:
    """The preconditions and the five cyclic steps of the Infrastructuur Gezonde Wijk, with the scores then and now."""
    judges = (_beeld, _doelen, _plan, _uitvoeren, _nieuwe_ronde)
    scores = read_scores(zelfevaluatie)
    return Cyclus(
        "Infrastructuur Gezonde Wijk",
        _steps("infra", STAPPEN_INFRA, judges, spoor, scores),
        tuple((name, scores.get(name)) for name in VOORWAARDEN),
        weigh_herkomst([herkomst, *zelfevaluatie.get("herkomst", pd.Series(dtype="object"))]),
    )


def read_scores(zelfevaluatie: pd.DataFrame) -> dict[str, Score]:
    """The first and the last score of every part that was scored."""
    scores = {}
    for part, rows in zelfevaluatie.dropna(subset=["score"]).groupby("onderdeel"):
        ordered = rows.sort_values("meting", kind="stable")
        first, last = ordered.iloc[0], ordered.iloc[-1]
        scores[str(part)] = Score(float(first["score"]), str(first["meting"]), float(last["score"]), str(last["meting"]))
    return scores


def _steps(
    kind: str,
    names: tuple[str, ...],
    judges: tuple[Callable[[Spoor], Staat], ...],
    spoor: Spoor,
    scores: dict[str, Score],
) -> tuple[Aanpakstap, ...]:
    texts = _teksten()[kind]
    steps = []
    for name, phase, judge in zip(names, _FASEN, judges, strict=True):
        state = _as_scored(judge(spoor), scores.get(name))
        why = texts[name]["niet opgeschreven" if state == "niet opgeschreven" else "bewijs"].format(s=spoor)
        last = phase == "kijk" and kind == "infra"
        steps.append(Aanpakstap(name, "stel bij" if last else phase, state, why, scores.get(name)))
    return tuple(steps)


def _as_scored(state: Staat, score: Score | None) -> Staat:
    """A step is not done while the group itself scores it below the highest: *staat*."""
    return "bezig" if state == "gedaan" and score is not None and score.nu < HOOGSTE else state


def _beeld(spoor: Spoor) -> Staat:
    return "gedaan" if spoor.kerncijfers else "niet opgeschreven"


def _doelen(spoor: Spoor) -> Staat:
    if not spoor.doelen:
        return "niet opgeschreven"
    return "gedaan" if spoor.doelen == spoor.gepland else "bezig"


def _plan(spoor: Spoor) -> Staat:
    if not spoor.gepland:
        return "niet opgeschreven"
    if spoor.nog_te_starten or (spoor.onbekend and spoor.gestart):
        return "bezig"
    return "niet bekend" if spoor.onbekend else "gedaan"


def _uitvoeren(spoor: Spoor) -> Staat:
    if spoor.lopend or spoor.onbekend:
        return "bezig" if spoor.lopend else "niet bekend"
    return "gedaan" if spoor.gestart else "niet opgeschreven"


def _kijken(spoor: Spoor) -> Staat:
    return "bezig" if spoor.gevolgd or spoor.sessies_jaar else "niet opgeschreven"


def _nieuwe_ronde(spoor: Spoor) -> Staat:
    return "bezig" if spoor.terugblikken else "niet opgeschreven"


def _teksten() -> dict[str, Any]:
    found: dict[str, Any] = read_toml("wijkmonitor.afspraken", "pdca.toml")
    return found
