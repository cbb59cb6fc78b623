"""The words for a difference, from its interval alone: the one place where a report decides what it claims."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from wijkmonitor.stats.estimate import Estimate

Gunstig = Literal["hoog", "laag", "neutraal"]
Richting = Literal["omhoog", "omlaag", "toeval", "te weinig"]
Sleutel = TypeVar("Sleutel", bound=Hashable)
ALPHA = 0.05

_VERANDERING = {"omhoog": "gestegen", "omlaag": "gedaald"}
_VERSCHIL = {"omhoog": "meer", "omlaag": "minder"}
_ZONDER = {"toeval": "kan toeval zijn", "te weinig": "te weinig gegevens"}


@dataclass(frozen=True)
class Oordeel:
    """What may be said of a difference.

    richting is for code; verandering (gestegen, gedaald) and verschil (meer, minder) are the words for readers, and
    both say *kan toeval zijn* or *te weinig gegevens* where the interval allows no claim. teken is the sign with it.
    """

    richting: Richting
    gunstig: Gunstig = "neutraal"

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


def beoordeel(estimate: Estimate, *, nul: float = 0.0, gunstig: Gunstig = "neutraal") -> Oordeel:
    """The judgement on one named comparison: a claim only if its interval leaves out `nul`.

    nul is 0 for a difference and 1 for a ratio.

    >>> beoordeel(Estimate(1.35, 1.11, 1.63, 425, "log-normaal 95%", None), nul=1.0).verandering
    'gestegen'
    >>> beoordeel(Estimate(0.58, 0.28, 1.22, 30, "log-normaal 95%", None), nul=1.0).verandering
    'kan toeval zijn'
    """
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return Oordeel("te weinig", gunstig)
    if estimate.low > nul:
        return Oordeel("omhoog", gunstig)
    if estimate.high < nul:
        return Oordeel("omlaag", gunstig)
    return Oordeel("toeval", gunstig)


def schijn(estimate: Estimate, oordeel: Oordeel, *, nul: float = 0.0) -> bool:
    """Whether a row's own margin leaves out `nul` while its family allows no claim: the report has to explain that.

    >>> schijn(Estimate(0.2, 0.01, 0.39, 50, "t 95%"), Oordeel("toeval"))
    True
    """
    return not oordeel.zeker and beoordeel(estimate, nul=nul).zeker


def beoordeel_familie(
    rijen: Mapping[Sleutel, Callable[[float], Estimate]], *, nul: float = 0.0, gunstig: Gunstig = "neutraal"
) -> dict[Sleutel, Oordeel]:
    """Judgements on the rows of one table, together at most 5% false claims (Holm 1979, Scand J Stat 6:65-70).

    Each row gives its interval at a confidence level. Holm's steps through intervals: with r rows left, a row is
    claimed if its interval at 1 - 0.05/r leaves out `nul`; then r shrinks, until nothing is claimed any more.

    >>> row = lambda confidence: Estimate(0.2, 0.1, 0.3, 50, "t 95%", None)
    >>> beoordeel_familie({"meedoen": row})["meedoen"].richting
    'omhoog'
    """
    judged: dict[Sleutel, Oordeel] = {}
    left = dict(rijen)
    while left:
        level = 1 - ALPHA / len(left)
        found = {key: beoordeel(make(level), nul=nul, gunstig=gunstig) for key, make in left.items()}
        claims = {key: verdict for key, verdict in found.items() if verdict.zeker}
        judged.update(claims or found)
        if not claims:
            break
        left = {key: make for key, make in left.items() if key not in claims}
    return {key: judged[key] for key in rijen}
