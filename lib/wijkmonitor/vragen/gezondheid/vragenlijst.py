"""The residents' survey: the waves that can be used, weighted means, and change from one wave to another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from wijkmonitor import stats
from wijkmonitor.bevinding import Tabel
from wijkmonitor.bevinding.blokken import Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.geheugen import Eens
from wijkmonitor.privacy.regels import digits
from wijkmonitor.stats import Estimate
from wijkmonitor.stats.means import ChangeEstimate
from wijkmonitor.taal.getallen import meting, opsomming_kort
from wijkmonitor.vragen.bouw import geen_getal, tabel
from wijkmonitor.vragen.gezondheid.respondenten import Respondenten, count_respondenten, with_weight
from wijkmonitor.vragen.teksten import load_teksten


@dataclass(frozen=True, repr=False)
class Antwoorden(Eens, Tabelstap):
    """The answers of residents in the waves that are over and in which enough people took part.

    metingen: those waves, in order. te_klein: waves with too few answers to show. alle: the answers of all waves that are
    over, for the response. respondenten: how many people the documents say that answered.
    """

    dossier: Dossier
    frame: pd.DataFrame
    metingen: tuple[str, ...]
    te_klein: tuple[str, ...]
    alle: pd.DataFrame
    respondenten: Respondenten

    @property
    def let_op(self) -> str:
        """Which waves are not used, and why; "" where all are."""
        texts = load_teksten("gedeeld")
        kinds = {"klein": self.te_klein, "bezig": self.dossier.bezig.get("vragenlijst", ())}
        told = [
            texts.zin(f"meting.{kind}", metingen=opsomming_kort([meting(wave) for wave in waves]), tabel="vragenlijst")
            for kind, waves in kinds.items()
            if waves
        ]
        return " ".join(told)

    @property
    def keer(self) -> int:
        """The how manyeth time the newest wave is compared with the first."""
        return max(1, len(self.metingen) - 1)

    def wave(self, name: str) -> pd.DataFrame:
        """The answers of one wave."""
        return self.frame[self.frame["meting"] == name]

    @cached_property
    def gewogen(self) -> dict[str, pd.DataFrame]:
        """The answers of each wave that have a weight, see `with_weight`."""
        return {wave: with_weight(self.wave(wave)) for wave in self.metingen}

    @cached_property
    def naast_elkaar(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The weighted answers of the first and of the last wave, a row per person who answered in either."""
        then, now = (self.gewogen[wave].set_index("respondent") for wave in (self.metingen[0], self.metingen[-1]))
        people = then.index.union(now.index)
        return then.reindex(people), now.reindex(people)

    @property
    def tabel(self) -> Tabel:
        """A row per wave that is used."""
        words = load_teksten("2-gezondheid")["antwoorden"]
        rows = [(meting(wave), self.respondenten.antwoorden(wave)) for wave in self.metingen]
        return tabel(words["titel"], (words["meting"], (words["aantal"], "aantal")), rows)


def select_metingen(dossier: Dossier) -> Antwoorden:
    """The waves of the survey that may be shown: those that are over, with enough answers to show a spread."""
    frame = dossier.tabel("vragenlijst")
    counts = frame["meting"].value_counts().sort_index()
    enough = tuple(str(wave) for wave, count in counts.items() if dossier.poort.spreiding(int(count)))
    people = count_respondenten(dossier.poort, frame, enough, dossier.wijk.uitgenodigd)
    used = people.metingen
    small = tuple(str(wave) for wave in counts.index if str(wave) not in used)
    return Antwoorden(dossier, frame[frame["meting"].isin(used)], used, small, frame, people)


def weighted_mean(antwoorden: Antwoorden, wave: str, variable: str, *, confidence: float = 0.95) -> Estimate:
    """Design based mean of one wave; without weights every respondent counts the same. Too few: the reason.

    n is the number of respondents with a value, or of the whole wave (`Respondenten`); decimals are as many as they support.
    """
    return antwoorden.eens(_weigh, wave, variable, confidence)


def _weigh(antwoorden: Antwoorden, wave: str, variable: str, confidence: float) -> Estimate:
    rows = antwoorden.gewogen[wave]
    allowed = antwoorden.dossier.poort.gemiddelde(rows[variable])
    if not allowed:
        return geen_getal(allowed.reason or "")
    strata = "stratum" if rows["stratum"].notna().all() and _two_per_stratum(rows["stratum"]) else None
    found = stats.survey_mean(rows, variable, "gewicht", strata=strata, confidence=confidence)
    return replace(found.rounded(digits(found.n or 0)), n=antwoorden.respondenten.bij(variable, wave))


def _two_per_stratum(strata: pd.Series) -> bool:
    return bool((strata.value_counts() >= 2).all())


def twee_metingen(antwoorden: Antwoorden, variable: str) -> pd.DataFrame:
    """One row per person of the first and the last wave: toen, nu, and the weight and stratum of each answer.

    The mean of each wave is published too. Where fewer people than the least count stand in a wave alone, a few others are
    left out here (always the same ones): otherwise the answer of those few could be computed.
    """
    return antwoorden.eens(_link, variable)


def _link(antwoorden: Antwoorden, variable: str) -> pd.DataFrame:
    minstens = antwoorden.dossier.poort.regels.min_cel
    parts: dict[str, pd.Series] = {}
    for name, rows in zip(("toen", "nu"), antwoorden.naast_elkaar, strict=True):
        parts |= {name: rows[variable].astype("float64"), f"gewicht_{name}": rows["gewicht"].astype("float64")}
        parts[f"stratum_{name}"] = rows["stratum"]
    frame = pd.DataFrame(parts).dropna(subset=["toen", "nu"], how="all")
    both = frame["toen"].notna() & frame["nu"].notna()
    alone = [int((frame[name].notna() & ~both).sum()) for name in ("toen", "nu")]
    if any(0 < count < minstens for count in alone):
        chance = sorted(frame.index[both], key=lambda code: hashlib.sha256(str(code).encode()).digest())
        frame = frame.drop(chance[: minstens - min(alone)])
    return frame.assign(stratum=frame["stratum_toen"].fillna(frame["stratum_nu"]))


def change(antwoorden: Antwoorden, variable: str, *, confidence: float = 0.95) -> ChangeEstimate:
    """Change from the first to the last wave over all who answered, the same people linked; too few: the reason."""
    frame = twee_metingen(antwoorden, variable)
    for name in ("toen", "nu"):
        allowed = antwoorden.dossier.poort.gemiddelde(frame[name])
        if not allowed:
            return ChangeEstimate(None, None, None, None, "gewogen verandering", allowed.reason)
    strata = "stratum" if frame["stratum"].notna().all() and _two_per_stratum(frame["stratum"]) else None
    weights = {"weight_before": "gewicht_toen", "weight_after": "gewicht_nu"}
    return stats.linked_change(frame, "toen", "nu", strata=strata, confidence=confidence, **weights)


def told(antwoorden: Antwoorden, variable: str, found: ChangeEstimate) -> ChangeEstimate:
    """The change as documents print it: decimals that the answers support, and a number of people that may be shown."""
    shown = found.rounded(digits(found.n or 0))
    return replace(shown, n=None if shown.value is None else antwoorden.respondenten.bij_verandering(variable))
