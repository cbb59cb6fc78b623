"""The words for a difference, from its interval alone: the one place where a report decides what it claims."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal, Protocol, TypeVar

from wijkmonitor.meegeleverd import read_toml
from wijkmonitor.stats.difference import detectable, detectable_ratio, rescale
from wijkmonitor.stats.estimate import Estimate

Gunstig = Literal["hoog", "laag", "neutraal"]
Richting = Literal["omhoog", "omlaag", "toeval", "te weinig"]
Sleutel = TypeVar("Sleutel", bound=Hashable)
ALPHA = 0.05
GROOT = 3  # times as many: for a reader a large change

_VERANDERING = {"omhoog": "gestegen", "omlaag": "gedaald"}
_VERSCHIL = {"omhoog": "meer", "omlaag": "minder"}
_ZONDER = {"toeval": "kan toeval zijn", "te weinig": "te weinig gegevens"}


@dataclass(frozen=True)
class Oordeel:
    """What may be said of a difference.

    richting is for code; verandering (gestegen, gedaald) and verschil (meer, minder) are the words for readers, and
    both say *kan toeval zijn* or *te weinig gegevens* where the interval allows no claim. teken is the sign with it.
    mist: the smallest difference that the comparison would probably have shown, in its own unit; a ratio on the side of what was counted.
    """

    richting: Richting
    gunstig: Gunstig = "neutraal"
    mist: float | None = field(default=None, compare=False)

    @property
    def zeker(self) -> bool:
        """Whether the difference is larger than chance."""
        return self.richting in _VERANDERING

    @property
    def verandering(self) -> str:
        """Word for a change in time."""
        return (_VERANDERING | _ZONDER)[self.richting]

    @property
    def verschil(self) -> str:
        """Word for a difference between groups."""
        return (_VERSCHIL | _ZONDER)[self.richting]

    @property
    def teken(self) -> Literal["gunstiger", "ongunstiger", "vergelijkbaar", "toeval", "eerste", "geen", "te weinig"]:
        """The sign that follows what is favourable, not what is up."""
        if self.richting == "te weinig":
            return "te weinig"
        if self.richting == "toeval" or self.gunstig == "neutraal":
            return "toeval" if self.richting == "toeval" else "geen"
        return "gunstiger" if (self.richting == "omhoog") == (self.gunstig == "hoog") else "ongunstiger"

    def gemist(self, schrijf: Callable[[float], str], *, hoogstens: float = math.inf, zin: str = "gemist") -> str:
        """How small a difference would probably have stayed unseen, as a sentence; "" where one was seen, where it reads as 0,
        or without a margin.

        schrijf: writes a size for readers ("0,4 punt"). hoogstens: the largest difference that there can be. zin: of
        `oordeel.toml`; a ratio has its own, `gemist_keer`.

        >>> beoordeel(Estimate(0.1, -0.1, 0.3, 300, "t 95%")).gemist(lambda size: f"{size:.1f} punt".replace(".", ","))
        'Een verschil kleiner dan 0,3 punt hadden we waarschijnlijk niet gezien.'
        """
        if self.mist is None or self.zeker:
            return ""
        texts = afgesproken("zinnen")
        if self.mist >= hoogstens or (zin == "gemist_keer" and not 1 / GROOT < self.mist < GROOT):
            return str(texts["gemist_alles"])
        size = schrijf(self.mist)
        nothing = re.match(r"0(?:,0+)?(?![\d,])", size)  # what reads as 0 nobody can miss
        return "" if nothing else str(texts[zin].format(grootte=size))


class Marges(Protocol):
    """What gives an estimate with its interval at a confidence level (0-1)."""

    def __call__(self, *, confidence: float) -> Estimate: ...


@cache
def afgesproken(deel: str) -> dict[str, Any]:
    """One part of `oordeel.toml`: what a finding may claim, and the sentences with it."""
    found: dict[str, Any] = read_toml("wijkmonitor.taal", "oordeel.toml")[deel]
    return found


def niveau(id: str, *, keer: int = 1, oploopt: bool = False) -> float:
    """The chance (0-1) that the finding `id` may have of naming a difference that is not there.

    keer: the how manyeth time the comparison is made: the second wave gives the first, the third wave the second. What is
    spent then is that of the first time over keer^1.5, so that looking every year finds little more by chance (alpha
    spending, Lan & DeMets, Biometrika 70 (1983), p. 659). oploopt: it counts everybody since the start, so that one year is
    much like the year before (Armitage, McPherson & Rowe, J R Stat Soc A 132 (1969), p. 235): over keer^0.5. Shares named
    beforehand instead of Holm over the page: no finding depends on which others stand beside it (Westfall & Krishen,
    J Stat Plan Inference 99 (2001), p. 25). What comes of it is measured in docs/beweringen.md.

    >>> niveau("gezondheid-verandering"), round(niveau("gezondheid-verandering", keer=2), 5)
    (0.0075, 0.00265)
    """
    shares = afgesproken("kans")
    return float(shares.get(id, shares["anders"])) / max(keer, 1) ** (0.5 if oploopt else 1.5)


def jaren(eerste: date | None, laatste: date) -> int:
    """How many years of records there are, at least 1: how often a yearly report compared what counts everybody.

    >>> jaren(date(2020, 4, 1), date(2022, 12, 31)), jaren(None, date(2022, 12, 31))
    (3, 1)
    """
    return 1 if eerste is None else max(1, laatste.year - eerste.year + 1)


def niveau_afspraak(aantal: int) -> float:
    """The chance of a false verdict on one agreement, of `aantal` that are looked back on together.

    >>> round(niveau_afspraak(3), 4), round(niveau_afspraak(6), 4)
    (0.0042, 0.0021)
    """
    words = afgesproken("afspraak")
    return float(words["kans"]) / words["sessies"] / max(aantal, words["afspraken"])


def beoordeel(
    estimate: Estimate,
    *,
    nul: float = 0.0,
    gunstig: Gunstig = "neutraal",
    alpha: float = ALPHA,
    vrij: float | None = None,
    op: float = 1 - ALPHA,
) -> Oordeel:
    """The judgement on one named comparison: a claim only if its interval at 1 - alpha leaves out `nul`.

    estimate: with its interval at the confidence `op`. nul is 0 for a difference and 1 for a ratio. vrij: degrees of freedom
    of the interval.

    >>> beoordeel(Estimate(1.35, 1.11, 1.63, 425, "log-normaal 95%", None), nul=1.0).verandering
    'gestegen'
    >>> beoordeel(Estimate(0.58, 0.28, 1.22, 30, "log-normaal 95%", None), nul=1.0).verandering
    'kan toeval zijn'
    """
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return Oordeel("te weinig", gunstig)
    judged = estimate if op == 1 - alpha else rescale(estimate, 1 - alpha, at=op, freedom=vrij, ratio=nul == 1.0)
    return _outside(judged, nul, gunstig, op=1 - alpha, vrij=vrij)


def _outside(estimate: Estimate, nul: float, gunstig: Gunstig, *, op: float, vrij: float | None = None) -> Oordeel:
    """The verdict of an interval at the confidence `op`."""
    if estimate.low is not None and estimate.low > nul:
        return Oordeel("omhoog", gunstig)
    if estimate.high is not None and estimate.high < nul:
        return Oordeel("omlaag", gunstig)
    if estimate.low is None or estimate.high is None:
        return Oordeel("te weinig", gunstig)
    if nul != 1.0:
        return Oordeel("toeval", gunstig, detectable(estimate, confidence=op, freedom=vrij, at=op))
    if estimate.low <= 0:
        return Oordeel("toeval", gunstig)
    return Oordeel("toeval", gunstig, detectable_ratio(estimate, confidence=op, freedom=vrij, at=op))


def schijn(estimate: Estimate, oordeel: Oordeel, *, nul: float = 0.0) -> bool:
    """Whether a row's own margin leaves out `nul` while its family allows no claim: the report has to explain that.

    >>> schijn(Estimate(0.2, 0.01, 0.39, 50, "t 95%"), Oordeel("toeval"))
    True
    """
    return oordeel.richting == "toeval" and beoordeel(estimate, nul=nul).zeker


def beoordeel_familie(
    rijen: Mapping[Sleutel, Marges], *, nul: float = 0.0, gunstig: Gunstig = "neutraal", alpha: float = ALPHA
) -> dict[Sleutel, Oordeel]:
    """Judgements on the rows of one table, together at most alpha false claims (Holm 1979, Scand J Stat 6:65-70).

    Each row gives its interval at a confidence level. Holm's steps through intervals: with r rows left, a row is
    claimed if its interval at 1 - alpha/r leaves out `nul`; then r shrinks, until nothing is claimed any more.

    >>> row = lambda confidence: Estimate(0.2, 0.1, 0.3, 50, "t 95%", None)
    >>> beoordeel_familie({"meedoen": row})["meedoen"].richting
    'omhoog'
    """
    judged: dict[Sleutel, Oordeel] = {}
    left = dict(rijen)
    while left:
        level = 1 - alpha / len(left)
        found = {key: _outside(make(confidence=level), nul, gunstig, op=level) for key, make in left.items()}
        claims = {key: verdict for key, verdict in found.items() if verdict.zeker}
        judged.update(claims or found)
        if not claims:
            break
        left = {key: make for key, make in left.items() if key not in claims}
    return {key: judged[key] for key in rijen}
