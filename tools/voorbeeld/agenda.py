"""The learning agenda of an example wijk: fixed texts, with the figures that the records had on the day of the session."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from math import sqrt
from string import Template

import pandas as pd

from tools.voorbeeld.effecten import Effect
from tools.voorbeeld.opzet import Opzet

SESSIE = date(2022, 9, 22)
Z = 1.959964  # 95%
LEEFTIJDEN = {
    "15-24": "van 15 tot 25 jaar",
    "25-44": "van 25 tot 45 jaar",
    "45-64": "van 45 tot 65 jaar",
    "65+": "van 65 jaar en ouder",
}


def make_agenda(opzet: Opzet, tables: dict[str, pd.DataFrame], effecten: dict[str, Effect]) -> bytes:
    """`leeragenda.toml`; its question about reach is about the age group that is missed, where there is one."""
    deel = next(iter(effecten["bereik-leeftijd"].waar), "65+")
    count, total = _reached(tables["deelname"], deel)
    low, high = wilson(count, total)
    referred = tables["doorverwijzingen"].query("interventie == @opzet.reeksen['maand']")
    text = files(__package__).joinpath("bronnen", "leeragenda.txt").read_text(encoding="utf-8")
    return (
        Template(text)
        .substitute(
            slug=opzet.slug,
            naam=opzet.naam,
            deel=deel,
            leeftijd=LEEFTIJDEN[deel],
            waarde=round(count / total, 4),
            laag=round(low, 4),
            hoog=round(high, 4),
            n=total,
            per_100=f"{100 * count / total:.0f}",
            van=f"{100 * low:.0f}",
            tot=f"{100 * high:.0f}",
            verwezen=sum(row.aantal for row in referred.itertuples() if row.van.year == 2021),
            lopend=_running(tables["interventies"]),
        )
        .encode()
    )


def _reached(deelname: pd.DataFrame, deel: str) -> tuple[int, int]:
    """People of this age among those who had started, and all of them of whom the age is known and of 15 or older."""
    started = deelname[[start is not None and start <= SESSIE for start in deelname["start"]]]
    ages = started.drop_duplicates("deelnemer")["leeftijdsgroep"]
    known = ages[ages.isin(list(LEEFTIJDEN))]
    return int((known == deel).sum()), len(known)


def _running(plan: pd.DataFrame) -> int:
    return sum(
        row.start is not None and row.start <= SESSIE and (row.einde is None or row.einde > SESSIE) for row in plan.itertuples()
    )


def wilson(count: int, total: int) -> tuple[float, float]:
    """Bounds of a share (Wilson, JASA 1927, p. 209).

    >>> [round(bound, 3) for bound in wilson(18, 100)]
    [0.117, 0.267]
    """
    share, part = count / total, Z * Z / total
    middle, half = (share + part / 2) / (1 + part), Z / (1 + part) * sqrt(share * (1 - share) / total + part / (4 * total))
    return middle - half, middle + half
