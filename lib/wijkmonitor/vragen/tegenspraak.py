"""Where two findings of a report pull apart, that is the first question for the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.vragen.teksten import load_teksten


def first_question(bevindingen: Sequence[Bevinding]) -> str:
    """The question about two findings that don't go together, of the first such pair that the texts name; "" without one."""
    found = {finding.id: finding for finding in bevindingen}
    for pair in load_teksten("gedeeld")["gesprek.tegenspraak"]:
        one, other = (_matching(found, pair[side]) for side in ("een", "ander"))
        if one is None or other is None or (pair.get("zelfde") and one.bord.onderwerp != other.bord.onderwerp):
            continue
        about = other.bord.onderwerp
        if about or "{onderwerp}" not in pair["vraag"]:
            return str(pair["vraag"]).format(onderwerp=about)
    return ""


def _matching(found: Mapping[str, Bevinding], side: Mapping[str, Any]) -> Bevinding | None:
    """The finding of one side of a pair, where it has that sign, or weighs that way."""
    finding = found.get(side["id"])
    fits = finding is not None and all(getattr(finding, name) == value for name, value in side.items())
    return finding if fits else None
