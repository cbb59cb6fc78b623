"""The foot of the praatplaat: what a reader must know about the drawing, and the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wijkmonitor.bevinding import Bevinding
from wijkmonitor.vragen.teksten import load_teksten
from wijkmonitor.vragen.tijdlijn import Gebeurtenis


def plate_sources(found: Iterable[Bevinding | None], told: Iterable[Gebeurtenis]) -> tuple[str, ...]:
    """The sources of the boards with those of what was reached and asked, then those of the boards alone; each once, short."""
    boards = [finding.bron for finding in found if finding and finding.bord.getal]
    both = [*boards, *(event.bron for event in told if event.herkomst == "openbaar")]
    return tuple(dict.fromkeys(line for lines in (both, boards) if (line := _short(lines))))


def _short(lines: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(re.split(r" \(|, Gezondheid|; ", line)[0] for line in lines))


def plate_notes(flowers: int | None, beds: int, shown: int, chosen: str, *, turned: bool) -> Iterable[str]:
    """What a reader must know about the drawing. shown: of so many beds. chosen: what the records say of where it comes from.

    turned: the flowers are those that the number of board 2 leaves out.
    """
    texts = load_teksten("5-praatplaat")
    yield texts.zin("voet.tekening", bron=chosen.rstrip(".")) if chosen else texts["voet.tekenaar"]
    if beds > shown:
        yield texts.zin("voet.tuin", getoond=shown, alle=beds)
    if flowers is not None:
        yield texts["voet.bloemen_om" if turned else "voet.bloemen"]
