"""The measure of a finding: its fixed words stand in `teksten/maten.toml`, its subject and period come from the records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from wijkmonitor.bevinding import Maat
from wijkmonitor.vragen.teksten import load_teksten


def make_maat(id: str, /, periode: str = "", **rest: Any) -> Maat | None:
    """The measure of the finding `id`, with what only the records can tell; None where no words are fixed for it."""
    texts = load_teksten("maten")
    if not texts.heeft(id):
        return None
    fixed = {name: text for name, text in texts[id].items() if name not in ("tabellen", "naam_deel")}
    return Maat(**fixed | {"naam": fixed["naam"].format(over=rest.get("over", ""))}, periode=periode, **rest)


def rests_on(id: str) -> frozenset[str] | None:
    """The tables of records that the finding `id` rests on; None where that is not written down."""
    texts = load_teksten("maten")
    return frozenset(texts[id].get("tabellen", ())) if texts.heeft(id) else None


def tijdvak(*kolommen: pd.Series) -> str:
    """The months from the first to the last day in these columns, as `2020-01/2022-12`; "" without a day.

    >>> tijdvak(pd.Series(pd.to_datetime(["2022-04-12", "2020-01-03", None])))
    '2020-01/2022-04'
    """
    days = pd.concat(list(kolommen)).dropna()
    return tussen_maanden(days.min(), days.max()) if len(days) else ""


def tussen_maanden(van: date, tot: date) -> str:
    """The months from one day to another; one month stands once.

    >>> tussen_maanden(date(2022, 4, 1), date(2022, 4, 30)), tussen_maanden(date(2020, 1, 1), date(2022, 4, 30))
    ('2022-04', '2020-01/2022-04')
    """
    first, last = f"{van:%Y-%m}", f"{tot:%Y-%m}"
    return first if first == last else f"{first}/{last}"


def tussen_momenten(codes: Iterable[str]) -> str:
    """From the first to the last of these moments, each as precise as it is known; "" without any.

    >>> tussen_momenten(["2022-05", "", "2020"]), tussen_momenten([])
    ('2020/2022-05', '')
    """
    known = sorted(filter(None, codes))
    return "/".join(dict.fromkeys([known[0], known[-1]])) if known else ""
