"""What goes on after the programme: who owns an activity, and until when there is money for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from wijkmonitor.afspraken.wensen import read_rows
from wijkmonitor.gegevens.velden import Herkomst
from wijkmonitor.peildatum import last_day
from wijkmonitor.taal.getallen import moment

BINNENKORT = timedelta(days=365)


@dataclass(frozen=True)
class Geborgd:
    """One activity of the register. eigenaar: a role or an organisation. geld_tot: a moment, "" where nobody said it.

    afgesproken: whether it is signed that the activity goes on, "" where unknown. zonder_geld: what stops without money.
    """

    activiteit: str
    eigenaar: str = ""
    geld_tot: str = ""
    afgesproken: str = ""
    zonder_geld: str = ""
    herkomst: Herkomst = "eigen registratie"

    @property
    def einde(self) -> date | None:
        """The last day with money; None where nobody said it."""
        return last_day(self.geld_tot) if self.geld_tot else None


def read_borging(table: pd.DataFrame) -> tuple[Geborgd, ...]:
    """The register in the order of its ends; what has no end comes last."""
    return tuple(
        sorted(read_rows(table, Geborgd), key=lambda item: (item.einde is None, item.einde or date.max, item.activiteit))
    )


def ends_soon(register: Sequence[Geborgd], peildatum: date) -> tuple[Geborgd, ...]:
    """What has money for less than a year from the peildatum, and no agreement that it goes on; what ended stays out."""
    return tuple(
        item for item in register if item.einde and peildatum <= item.einde <= peildatum + BINNENKORT and item.afgesproken != "ja"
    )


def name_ends(register: Sequence[Geborgd]) -> str:
    """The activities with the moment on which their money ends: `Wandelgroep (juni 2023); Buurthuis (2023)`."""
    return "; ".join(f"{item.activiteit} ({moment(item.geld_tot)})" for item in register)
