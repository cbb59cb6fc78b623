"""Counts of people besides participants that the documents of a wijk may print, each proven before it is shown.

Participants, answers and referrals share no unknowns, so each is a system of its own; what is printed of any of them is held
beside all of it (`wijkmonitor.privacy.nagerekend`). Stickers and visits are no people: the gate covers each of those tables.
"""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from wijkmonitor.dossier import Dossier
from wijkmonitor.privacy.grootboek import Cijfers
from wijkmonitor.taal.getallen import meting, rond
from wijkmonitor.vragen.bereik.perioden import count_per_interventie
from wijkmonitor.vragen.bereik.verloop import Schommeling, count_per_periode
from wijkmonitor.vragen.gezondheid.tevredenheid import professionals
from wijkmonitor.vragen.gezondheid.vragenlijst import select_metingen
from wijkmonitor.vragen.teksten import load_teksten


def proven_counts(dossier: Dossier) -> dict[str, Cijfers]:
    """Table -> its counts by name; of `deelname` see `count_deelnemers`."""
    answers = select_metingen(dossier).respondenten.getoond
    return {"vragenlijst": {**answers, **_partners(dossier)}, "doorverwijzingen": _referrals(dossier)}


def _partners(dossier: Dossier) -> Cijfers:
    asked, who = professionals(dossier), load_teksten("2-gezondheid")["gezondheid-tevredenheid.wie"]
    answered = asked.schatting.n
    return {} if answered is None else {f"{who['professionals']}, {meting(asked.meting)}": float(answered)}


def _referrals(dossier: Dossier) -> Cijfers:
    """Every period of every intervention of which the count may be shown, and what two of them that are compared hold."""
    found: dict[str, float] = {}
    for name, years in count_per_interventie(dossier).items():
        if not years.klein:
            told = {period.naam: period.aantal for period in years.perioden}
            found |= {f"{name} {period}": float(count) for period, count in told.items()}
            pairs = list(pairwise(told))
            found |= {f"{name} {now} naast {then}": float(told[now] + told[then]) for then, now in pairs}
            found |= {f"{name} {now} min {then}": float(abs(told[now] - told[then])) for then, now in pairs}
    return {**found, **_points(count_per_periode(dossier))}


def _points(series: Schommeling) -> Cijfers:
    main = series.reeks
    if main is None or series.grenzen is None:
        return {}
    points = zip(main.namen, main.aantallen, strict=True)
    found = {f"{main.interventie} {name}": float(count) for name, count in points if not pd.isna(count)}
    years = {"nu": main.aantallen.tail(main.per_jaar), "toen": main.aantallen.iloc[series.begin :].head(main.per_jaar)}
    found |= {f"{main.interventie} jaar, {when}": float(year.sum()) for when, year in years.items()}
    found |= {f"{main.interventie} gemiddeld, {when}": rond(float(year.mean())) for when, year in years.items()}
    if series.verhouding.n is not None:
        found[f"{main.interventie} vergeleken"] = float(series.verhouding.n)
    return found
