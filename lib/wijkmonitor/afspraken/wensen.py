"""What residents wished for: who took it up, where it stands, what came of it, and whether they were told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.afspraken.rijen import read_rows
from wijkmonitor.gegevens.velden import Herkomst


@dataclass(frozen=True)
class Wens:
    """One wish as the table `wensen` has it; "" where nobody wrote it. datum, klaar and teruggemeld are moments."""

    wens: str
    datum: str = ""
    plek: str = ""
    van: str = ""
    thema: str = ""
    opgepakt_door: str = ""
    stand: str = "open"
    uitkomst: str = ""
    klaar: str = ""
    teruggemeld: str = ""
    bron: str = ""
    herkomst: Herkomst = "eigen registratie"

    @property
    def groep(self) -> str:
        """`open` (no answer is written down), `bezig`, `gedaan` or `kan niet`."""
        if self.stand in ("gedaan", "kan niet"):
            return self.stand
        return "bezig" if self.stand in ("opgepakt", "loopt") or self.opgepakt_door or self.uitkomst else "open"

    @property
    def wacht(self) -> bool:
        """Whether residents still have to hear what came of it."""
        return self.stand in ("gedaan", "kan niet") and not self.teruggemeld


GROEPEN = ("open", "bezig", "gedaan", "kan niet")


def read_wensen(table: pd.DataFrame) -> tuple[Wens, ...]:
    """The wishes, those without an answer first; within a group the one that waits longest comes first."""
    return tuple(sorted(read_rows(table, Wens), key=lambda wish: (GROEPEN.index(wish.groep), not wish.datum, wish.datum)))


def unanswered(table: pd.DataFrame) -> tuple[Wens, ...]:
    """The wishes of which nobody wrote down who takes them up or what came of them."""
    return tuple(wish for wish in read_wensen(table) if wish.groep == "open")


def per_groep(wensen: Sequence[Wens]) -> tuple[tuple[str, tuple[Wens, ...]], ...]:
    """The wishes of each group that has any, in the order of `GROEPEN`."""
    found = ((groep, tuple(wish for wish in wensen if wish.groep == groep)) for groep in GROEPEN)
    return tuple((groep, some) for groep, some in found if some)
