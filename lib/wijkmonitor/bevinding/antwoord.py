"""The answer to a monitor question in one word, with the findings that decide it: worked out here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from wijkmonitor.bevinding.model import Bevinding, Weegt

Woord = Literal["ja", "deels", "nog niet", "niet te zeggen"]
GENOEG = 2  # findings that say yes, before the answer is yes


class Besluit(NamedTuple):
    """The word, and the findings with those that decide first."""

    woord: Woord
    volgorde: tuple[Bevinding, ...]


def weigh(*, voor: object, tegen: object) -> Weegt:
    """How a finding weighs of which something speaks for (`voor`) or against (`tegen`).

    >>> weigh(voor=2, tegen=0), weigh(voor=1, tegen=3), weigh(voor=0, tegen=0)
    ('voor', 'beide', '')
    """
    if voor and tegen:
        return "beide"
    return "voor" if voor else "tegen" if tegen else ""


def weigh_signs(tekens: Iterable[str]) -> Weegt:
    """The same for changes that each have a sign.

    >>> weigh_signs(["gunstiger", "toeval"])
    'voor'
    """
    signs = set(tekens)
    return weigh(voor="gunstiger" in signs, tegen="ongunstiger" in signs)


def decide(bevindingen: Sequence[Bevinding]) -> Besluit:
    """The answer that these findings give together; they come in the order in which the notebook names them.

    *Ja*: at least two speak for it and none against. *Nog niet*: some speak against it and none for. *Deels*: both, or one
    that speaks for it where nothing else is known. *Niet te zeggen*: none speaks. First come the two reasons: what speaks
    against before what speaks for, one of each where there are both; then what is known, then what is missing.
    """
    against = [finding for finding in bevindingen if finding.weegt in ("tegen", "beide")]
    in_favour = [finding for finding in bevindingen if finding.weegt in ("voor", "beide")]
    reasons = _first(against[:1], in_favour[:1], against, in_favour)
    known = [finding for finding in bevindingen if finding.teken not in ("niet geleverd", "te weinig")]
    return Besluit(_word(len(in_favour), len(against)), tuple(_first(reasons, known, bevindingen)))


def _word(in_favour: int, against: int) -> Woord:
    if not in_favour and not against:
        return "niet te zeggen"
    if not in_favour:
        return "nog niet"
    return "ja" if in_favour >= GENOEG and not against else "deels"


def _first(*groups: Iterable[Bevinding]) -> list[Bevinding]:
    """The findings of these groups, each once."""
    return list({finding.id: finding for group in groups for finding in group}.values())
