"""What a finding is told with, from TOML files so that anyone can better the Dutch: its sentences and its measure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from wijkmonitor.bevinding import Maat
from wijkmonitor.meegeleverd import fill, read_toml


class Teksten:
    """The texts of one document. `zin("bereik-doelgroep.kop.bekend", n="18")` fills in a sentence."""

    def __init__(self, naam: str, inhoud: dict[str, Any]) -> None:
        self.naam = naam
        self._inhoud = inhoud

    def __getitem__(self, key: str) -> Any:
        """The part under a dotted name. Raises KeyError naming document and part."""
        part: Any = self._inhoud
        for step in key.split("."):
            if step not in part:
                raise KeyError(f"text {key!r} is missing in {self.naam}.toml")
            part = part[step]
        return part

    @property
    def namen(self) -> tuple[str, ...]:
        """The names of its parts; those of a finding are its id."""
        return tuple(self._inhoud)

    def zin(self, key: str, **waarden: object) -> str:
        """One sentence with its values filled in; see `meegeleverd.fill`."""
        return " ".join(fill(str(self[key]), **waarden).split())

    def heeft(self, key: str) -> bool:
        """Whether a text stands there."""
        try:
            self[key]
        except KeyError:
            return False
        return True


@cache
def load_teksten(naam: str) -> Teksten:
    """The texts of document `naam` (`1-bereik`): they stand in the room of their question, or in `teksten/`."""
    own = f"{naam.partition('-')[2]}/teksten.toml"
    source = own if resources.files("wijkmonitor.vragen").joinpath(own).is_file() else f"teksten/{naam}.toml"
    return Teksten(naam, read_toml("wijkmonitor.vragen", source))


@dataclass(frozen=True)
class Bevindingtekst:
    """The texts of one finding: what stands under its `id` in the texts of document `naam`, read when it is first asked for.

    `TEKST["kolommen"]` is a text, `TEKST.zin("kop.bekend", n="18")` a sentence filled in.
    """

    naam: str
    id: str

    @property
    def document(self) -> Teksten:
        """All texts of its document, for what findings share."""
        return load_teksten(self.naam)

    def __getitem__(self, key: str) -> Any:
        return self.document[f"{self.id}.{key}"]

    def zin(self, key: str, **waarden: object) -> str:
        """One sentence with its values filled in; see `Teksten.zin`."""
        return self.document.zin(f"{self.id}.{key}", **waarden)

    def heeft(self, key: str) -> bool:
        """Whether a text stands there."""
        return self.document.heeft(f"{self.id}.{key}")

    def maat(self, periode: str = "", **rest: Any) -> Maat | None:
        """The measure of the finding: its fixed words stand in `teksten/maten.toml`, its subject and period come from the records.

        None where no words are fixed for it.
        """
        texts = load_teksten("maten")
        if not texts.heeft(self.id):
            return None
        fixed = {name: text for name, text in texts[self.id].items() if name not in ("tabellen", "naam_deel")}
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
