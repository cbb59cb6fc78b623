"""Where a wijk stands in the steps of its approach, from its records. Several steps can be active at once.

Gezonde Wijkaanpak: five steps (Loketgezondleven, RIVM). Infrastructuur Gezonde Wijk: three preconditions and five
cyclic steps (playbook Leidsche Rijn, Vleuten-De Meern), scored 0-4 in a zelfevaluatie before and after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from wijkmonitor.afspraken.spoor import Spoor, stapzin
from wijkmonitor.bevinding import Herkomst, weigh_herkomst
from wijkmonitor.gegevens.lijsten import STAPPEN_GWA, ZELFEVALUATIE

Fase = Literal["plan", "doe", "kijk", "stel bij"]
Staat = Literal["niet opgeschreven", "bezig", "gedaan", "niet bekend"]
HOOGSTE = 4.0  # the highest score of a zelfevaluatie
VOORWAARDEN, STAPPEN_INFRA = ZELFEVALUATIE[:3], ZELFEVALUATIE[3:]
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
    kind: str, names: tuple[str, ...], judges: tuple[Callable[[Spoor], Staat], ...], spoor: Spoor, scores: dict[str, Score]
) -> tuple[Aanpakstap, ...]:
    steps = []
    for name, same, phase, judge in zip(names, STAPPEN_GWA, _FASEN, judges, strict=True):
        state = _as_scored(judge(spoor), scores.get(name))
        why = stapzin(f"{kind}.{name}.{'niet opgeschreven' if state == 'niet opgeschreven' else 'bewijs'}", s=spoor)
        last = phase == "kijk" and kind == "infra"
        if told := "" if last else spoor.verteld.get(same, ""):
            why = told if state == "niet opgeschreven" else f"{why} {told}"
            state = "bezig" if state in ("niet opgeschreven", "niet bekend") else state
        steps.append(Aanpakstap(name, "stel bij" if last else phase, state, why, scores.get(name)))
    return tuple(steps)


def _as_scored(state: Staat, score: Score | None) -> Staat:
    """A step is not done while the group itself scores it below the highest: *staat*."""
    return "bezig" if state == "gedaan" and score is not None and score.nu < HOOGSTE else state


def _beeld(spoor: Spoor) -> Staat:
    """Open figures alone are not yet a picture of the wijk: what residents find important belongs to it."""
    if spoor.kerncijfers and spoor.behoeften:
        return "gedaan"
    return "bezig" if spoor.kerncijfers or spoor.behoeften else "niet opgeschreven"


def _doelen(spoor: Spoor) -> Staat:
    if not spoor.doelen and not spoor.gekozen:
        return "niet opgeschreven"
    return "gedaan" if spoor.gepland and spoor.doelen == spoor.gepland else "bezig"


def _plan(spoor: Spoor) -> Staat:
    if not spoor.gepland:
        return "niet opgeschreven"
    if spoor.nog_te_starten or spoor.begin_open or (spoor.onbekend and spoor.gestart):
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
