"""Learning sessions and steps of the approach that were told of outside the learning agenda: in milestones and in `resultaten`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from wijkmonitor.afspraken.agenda import Leeragenda
from wijkmonitor.gegevens.wijk import Wijkmijlpaal
from wijkmonitor.meegeleverd import zinnen
from wijkmonitor.taal.getallen import moment

stapzin = zinnen("wijkmonitor.afspraken", "pdca.toml")


def told_sessions(mijlpalen: Iterable[Wijkmijlpaal]) -> tuple[Wijkmijlpaal, ...]:
    """The milestones that tell of a learning session, or of one that was planned; oldest first."""
    return tuple(sorted((mark for mark in mijlpalen if "leersessie" in mark.wat.lower()), key=lambda mark: mark.dag))


def tell_session(mark: Wijkmijlpaal, *, peildatum: date) -> str:
    """When it was or will be; of a plan whose day is over that nobody knows whether it took place."""
    planned = "leersessie_gepland" if mark.laatste <= peildatum else "leersessie_komt"
    kind = planned if mark.gepland == "ja" else "leersessie"
    return stapzin(f"verteld.{kind}", wanneer=moment(mark.datum))


def nothing_agreed(agenda: Leeragenda, mijlpalen: Iterable[Wijkmijlpaal], *, peildatum: date) -> str:
    """What stands where no agreement is written down; of a session that only the milestones tell of, nobody knows what it agreed."""
    sessions = () if agenda.laatste_sessie(peildatum) else told_sessions(mijlpalen)
    told = " ".join(tell_session(mark, peildatum=peildatum) for mark in sessions)
    kind = "onbekend" if any(mark.gepland == "nee" for mark in sessions) else "niets"
    return stapzin(f"verteld.afgesproken_{kind}", sessies=told).strip()


def told_about_steps(resultaten: pd.DataFrame, mijlpalen: Iterable[Wijkmijlpaal], *, peildatum: date) -> dict[str, str]:
    """Per step of the Gezonde Wijkaanpak, in sentences, what was written down about it; a learning session belongs to the last.

    A session that was only planned is told where something else is known of that step.
    """
    named = resultaten.dropna(subset=["stap"])
    told = {
        str(step): [stapzin("verteld.gebeurd", wat="; ".join(str(what).rstrip(".") for what in rows["wat"]))]
        for step, rows in named.groupby("stap", sort=False)
    }
    sessions, last = told_sessions(mijlpalen), "monitoren en evalueren"
    if last in told or any(mark.gepland == "nee" for mark in sessions):
        told[last] = [*told.get(last, ()), *(tell_session(mark, peildatum=peildatum) for mark in sessions)]
    return {step: " ".join(lines) for step, lines in told.items()}
