"""The residents' survey: waves, weighted means and who took part twice."""

from __future__ import annotations

import hashlib

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.dossier import Dossier
from wijkmonitor.stats import Estimate
from wijkmonitor.vragen.bouw import geen_getal


def metingen(frame: pd.DataFrame) -> list[str]:
    """The waves in order."""
    return sorted(frame["meting"].unique())


def weighted_mean(dossier: Dossier, frame: pd.DataFrame, variable: str, *, confidence: float = 0.95) -> Estimate:
    """Design based mean of one wave; without weights every respondent counts the same. Too few: the reason.

    n is the number of respondents with a value.
    """
    with_weight = frame[frame["gewicht"].notna()] if frame["gewicht"].notna().any() else frame.assign(gewicht=1.0)
    answered = int(with_weight[variable].notna().sum())
    allowed = dossier.poort.spreiding(answered)
    if not allowed:
        return geen_getal(allowed.reason or "")
    strata = "stratum" if with_weight["stratum"].notna().all() and _two_per_stratum(with_weight) else None
    return stats.survey_mean(with_weight, variable, "gewicht", strata=strata, confidence=confidence)


def _two_per_stratum(frame: pd.DataFrame) -> bool:
    return bool((frame["stratum"].value_counts() >= 2).all())


def twee_metingen(frame: pd.DataFrame, variable: str, *, minstens: int = 0) -> tuple[pd.Series, pd.Series]:
    """Scores of the same people in the first and the last wave, those with both.

    The mean of each wave is published too. Where fewer than `minstens` people stand in a wave alone, a few others are
    left out here (always the same ones): otherwise the answer of those few could be computed.
    """
    waves = metingen(frame)
    first = frame[frame["meting"] == waves[0]].set_index("respondent")[variable]
    last = frame[frame["meting"] == waves[-1]].set_index("respondent")[variable]
    both = pd.DataFrame({"toen": first, "nu": last}).dropna()
    alone = [int(wave.notna().sum()) - len(both) for wave in (first, last)]
    if any(0 < count < minstens for count in alone):
        chance = sorted(both.index, key=lambda code: hashlib.sha256(str(code).encode()).digest())
        both = both.drop(chance[: minstens - min(alone)])
    return both["toen"], both["nu"]
