"""What was looked at in this session: one view beside another may not give the number of a few people by subtraction.

It lives as long as the kernel. Days are compared as two publications are (`wijkmonitor.privacy.grootboek`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.privacy.grootboek import VALUE, Cijfers, heading_of, identifying, people_figures
from wijkmonitor.privacy.regels import Regels

IEDEREEN = ""


@dataclass(frozen=True)
class Blik:
    """One view of a finding: of everybody (kenmerk and waarde empty), of one group alone or of all others."""

    dag: str
    kenmerk: str = IEDEREEN
    waarde: str = ""
    alleen: bool = True


@dataclass
class Sessieboek:
    """The views of a session, per finding of a wijk: figures by place."""

    gezien: dict[tuple[str, ...], dict[Blik, Cijfers]] = field(default_factory=dict)

    def mag(self, waar: tuple[str, ...], blik: Blik, found: Bevinding, rules: Regels, waarden: tuple[str, ...]) -> bool:
        """Whether this view may be shown beside all earlier ones; where it may, it is remembered.

        waar: what tells the finding apart. waarden: the groups that the kenmerk of this view has.
        """
        seen = self.gezien.setdefault(waar, {})
        figures = people_figures([found.as_json()])
        days = [old for other, old in seen.items() if _same_people(other, blik) and other.dag != blik.dag]
        if any(identifying(old, figures, rules) for old in days):
            return False
        here = {other: old for other, old in seen.items() if other.dag == blik.dag} | {blik: figures}
        if any(0 < rest < rules.min_cel for rest in _rests(here, blik.kenmerk, waarden)):
            return False
        seen[blik] = figures
        return True


def _same_people(one: Blik, other: Blik) -> bool:
    return (one.kenmerk, one.waarde, one.alleen) == (other.kenmerk, other.waarde, other.alleen)


def _rests(views: Mapping[Blik, Cijfers], kenmerk: str, waarden: tuple[str, ...]) -> Iterator[float]:
    """Every number of people that follows from these views by adding and subtracting groups of one kenmerk."""
    whole: Cijfers = next((figures for blik, figures in views.items() if blik.kenmerk == IEDEREEN), {})
    for key in {key for figures in views.values() for key in figures if heading_of(key) != VALUE}:
        parts: dict[str, float] = {}
        for blik, figures in views.items():
            if blik.kenmerk != kenmerk or kenmerk == IEDEREEN or key not in figures:
                continue
            if blik.alleen:
                parts[blik.waarde] = figures[key]
            elif key in whole:
                parts[blik.waarde] = whole[key] - figures[key]
        yield from parts.values()
        if parts and key in whole and len(parts) < len(waarden):
            yield whole[key] - sum(parts.values())
