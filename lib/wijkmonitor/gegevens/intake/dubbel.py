"""People who come in twice for the same thing: a new date beside an old one is often its correction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from wijkmonitor.gegevens.fouten import Fout
from wijkmonitor.gegevens.intake.samenvoegen import Leverdeel, Rij
from wijkmonitor.gegevens.verdacht import is_near
from wijkmonitor.meegeleverd import meldingen

meld = meldingen("wijkmonitor.gegevens.intake")


def near_sign_ups(bestand: str, existing: Sequence[Rij], delen: Sequence[Leverdeel]) -> Iterator[Fout]:
    """A *let op* for each delivered row of `deelname` whose person signed up for the same thing on another day near it."""
    known = defaultdict[tuple[str, str], list[date]](list)
    for row in existing:
        known[row["deelnemer"], row["interventie"]].append(date.fromisoformat(row["aanmelding"]))
    for deel in delen:
        for number, row in zip(deel.nummers, deel.rijen, strict=True):
            days, day = known[row["deelnemer"], row["interventie"]], date.fromisoformat(row["aanmelding"])
            if day not in days and (other := next((one for one in days if is_near(one, day)), None)):
                yield Fout(bestand, number, "aanmelding", *meld("dubbel.staat_er_al"), other.isoformat(), deel.blad, "let op")
            days.append(day)
