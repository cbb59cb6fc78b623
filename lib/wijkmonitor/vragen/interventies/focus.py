"""Focus: how many interventions run at once, and how participation concentrates."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmonitor.afspraken.spoor import lopen
from wijkmonitor.bevinding import Bevinding, Tabel, Tabelstap
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur, Meetpunt, compose_alt, verloop
from wijkmonitor.stats import proportion
from wijkmonitor.taal.getallen import getal, meervoud
from wijkmonitor.vragen.bereik.maandreeks import quarter_name
from wijkmonitor.vragen.bouw import deel_woorden, herkomst_van, maak, ontbreekt, tabel, telling, uit
from wijkmonitor.vragen.interventies.planning import verloop_van
from wijkmonitor.vragen.teksten import Bevindingtekst
from wijkmonitor.vragen.tellingen import Deelnemers

TEKST = Bevindingtekst("4-interventies", "interventies-focus")
MAX_PUNTEN = 11


def running(looptijden: pd.DataFrame, peildatum: pd.Timestamp) -> pd.Series:
    """Interventions that run on the first day of each quarter since the first began; the last point is the peildatum.

    None where of one that runs nobody knows when it began.
    """
    if looptijden["begin"].isna().all() or looptijden["op"].notna().any():
        return pd.Series(dtype="int64")
    days = [*pd.date_range(looptijden["begin"].min(), peildatum, freq="QS"), peildatum]
    counts = [int(lopen(looptijden, day).sum()) for day in days]
    return pd.Series(counts, index=pd.DatetimeIndex(days)).groupby(level=0).last()


@dataclass(frozen=True, repr=False)
class Lopend(Tabelstap):
    """How many interventions run on the first day of each quarter, who began where, and the interventions that began."""

    dossier: Dossier
    aantallen: pd.Series
    deelnemers: Deelnemers
    begonnen: pd.DataFrame
    begin_open: int = 0  # of so many that run nobody knows when they began

    @property
    def namen(self) -> list[str]:
        """A name per moment."""
        today = self.dossier.peildatum
        return ["nu" if day.date() == today else quarter_name(day) for day in self.aantallen.index]

    @property
    def tabel(self) -> Tabel:
        """A row per moment."""
        rows = list(zip(self.namen, self.aantallen.astype(int), strict=True))
        return tabel("Interventies tegelijk", ("Moment", ("Interventies", "aantal")), rows)


def count_lopend(deelnemers: Deelnemers) -> Lopend:
    """Interventions that run at once, per quarter."""
    dossier = deelnemers.dossier
    frame = dossier.tabel("interventies")
    course = dossier.eens(verloop_van)
    begun = frame[course["begin"].notna()]
    return Lopend(dossier, running(course, pd.Timestamp(dossier.peildatum)), deelnemers, begun, int(course["op"].notna().sum()))


def focus(lopend: Lopend, *, hoogstens: int = MAX_PUNTEN) -> Bevinding:
    """How many interventions run at once now, and the most that ever did. hoogstens: newest points in the figure."""
    dossier, series, names = lopend.dossier, lopend.aantallen, lopend.namen
    if series.empty:
        plan = dossier.tabel("interventies")
        if lopend.begin_open and len(lopend.begonnen):
            why = TEKST.zin("reden.begin_open", n=meervoud(lopend.begin_open, "interventie", "interventies"))
        else:
            why = TEKST["reden.geen"] if len(plan) else TEKST.document["interventies-planning.reden.geen_tabel"]
        return ontbreekt(TEKST, why, herkomst=herkomst_van(plan))
    now, top = int(series.iloc[-1]), int(series.max())
    words = {
        "nu": getal(now),
        "top": getal(top),
        "wanneer": names[int(series.to_numpy().argmax())],
        "deel": _concentration(lopend.deelnemers),
    }
    return maak(
        TEKST,
        "top" if now == top > 1 else "bekend",
        woorden=words,
        lees=TEKST.zin(f"lees.{'minder' if now < top else 'meer'}", **words),
        wijk=dossier.wijk.naam,
        antwoord="bekend",
        maat=TEKST.maat(dossier.peildatum.isoformat()),
        schatting=telling(now, n=len(lopend.begonnen)),
        figuur=_figuur(series, names, hoogstens),
        tabel=lopend.tabel,
        **uit(lopend.begonnen, eigen="plan en interventies"),
    )


def _figuur(series: pd.Series, names: list[str], most: int) -> Figuur | None:
    if len(series) < 2:
        return None
    points = [
        Meetpunt(name.replace("kwartaal ", "kw "), float(count), float(count), float(count))
        for name, count in zip(names, series, strict=True)
    ]
    shown = points[-most:]
    facts = [f"{point.moment}: {meervoud(int(point.waarde or 0), 'interventie', 'interventies')}" for point in reversed(shown)]
    heading = f"{len(shown)} punten in de tijd, geteld"
    return verloop(shown, vraag=4, eenheid="interventies", alt=compose_alt(heading, facts))


def _concentration(deelnemers: Deelnemers) -> str:
    counts = deelnemers.begonnen
    if counts.empty or counts.isna().any() or not counts.sum():
        return ""
    name, largest = str(counts.idxmax()), int(counts.max())
    return TEKST.zin("lees.deel", interventie=name, **deel_woorden(proportion(largest, int(counts.sum()))))
