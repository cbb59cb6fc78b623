"""A figure of a finding as the learning cycle needs it: from the finding itself, from a record, or from the agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from wijkmonitor.afspraken import zin
from wijkmonitor.afspraken.items import Toen
from wijkmonitor.bevinding import Bevinding, Deel, Herkomst, Notatie
from wijkmonitor.stats.difference import usual
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.stats.proportions import proportion
from wijkmonitor.taal.getallen import datum, getal, tussen, van_de_100

_DECIMALEN: dict[Notatie, int] = {"score": 1, "verhouding": 2, "getal": 1}
_AANDEEL = ("wilson", "newcombe", "logit")  # methods that give a share


@dataclass(frozen=True)
class Peilcijfer:
    """One figure. schatting in the unit of `eenheid` (pct is a share, 0-1); op: the day that it tells about.

    stand: the finding's own sentence with the number and its margin, "" where it has none. delen: its
    groups or parts, by name; naam: what readers call this one, where it is such a part. oploopt: it counts all people since the start. telt: a level whose finding is a ratio: a number.
    los: a level beside the number that the headline says, in the same unit.
    """

    id: str
    schatting: Estimate
    eenheid: Notatie = "getal"
    kop: str = ""
    herkomst: Herkomst = "eigen registratie"
    op: date | None = None
    stand: str = ""
    naam: str = ""
    delen: Mapping[str, Deel] = field(default_factory=dict)
    oploopt: bool = False
    telt: bool = False
    los: bool = False

    @property
    def notatie(self) -> Notatie:
        """How its numbers are written."""
        return "aantal" if self.telt else self.eenheid

    @classmethod
    def of_bevinding(cls, bevinding: Bevinding) -> Peilcijfer:
        """The figure of a finding: its level, where its main number is a change."""
        return cls.of_record(bevinding.as_json())

    @classmethod
    def of_record(cls, record: Mapping[str, Any], *, op: date | None = None) -> Peilcijfer:
        """The figure in one object of `bevindingen.json`, or in a finding as an executed notebook carries it; its margin at 95%."""
        level = record.get("peil")
        whole, counts = Deel.from_json({**record, **(level or {})}), bool(level) and record.get("eenheid") == "verhouding"
        guess = "pct" if whole.schatting.method.lower().startswith(_AANDEEL) else "getal"
        return cls(
            id=str(record["id"]),
            schatting=usual(whole.schatting, ratio=counts or record.get("eenheid") == "verhouding"),
            eenheid=cast(Notatie, record.get("eenheid") or guess),
            kop=str(record.get("kop") or ""),
            herkomst=cast(Herkomst, record.get("herkomst") or "eigen registratie"),
            op=op,
            stand=whole.stand,
            delen={} if level else {name: Deel.from_json(part) for name, part in (record.get("delen") or {}).items()},
            oploopt=whole.oploopt,
            telt=counts,
            los=bool(level) and not counts,
        )

    def deel(self, naam: str) -> Peilcijfer:
        """The figure of one part; the figure itself where none is asked for, or where the finding has no parts."""
        if not naam or not self.delen:
            return self
        reason = zin("cijfer.geen_deel", deel=naam)
        part = self.delen.get(naam) or Deel(Estimate(None, None, None, None, self.schatting.method, reason), reason)
        return replace(
            self, schatting=usual(part.schatting), kop="", stand=part.stand, naam=part.naam, oploopt=part.oploopt, delen={}
        )

    @classmethod
    def of_toen(cls, toen: Toen, *, like: Peilcijfer) -> Peilcijfer:
        """The figure that an agreement recorded, in the unit of the figure now."""
        estimate = Estimate(toen.waarde, toen.laag, toen.hoog, toen.n, "leeragenda")
        return cls(like.id, estimate, like.eenheid, op=toen.op, telt=like.telt)

    def since(self, toen: Peilcijfer) -> Peilcijfer:
        """The figure of those who came since `toen`, where this one counts everybody since the start; else the figure itself.

        Without anybody new the figure has no value.
        """
        then, now = toen.schatting, self.schatting
        if not self.oploopt or None in (then.value, then.n, now.value, now.n):
            return self
        assert then.value is not None and then.n is not None and now.value is not None and now.n is not None
        new, found = now.n - then.n, round(now.value * now.n) - round(then.value * then.n)
        if not 0 <= found <= new or not new:
            return replace(self, schatting=Estimate(None, None, None, 0, now.method, zin("cijfer.niemand_nieuw")))
        return replace(self, schatting=proportion(found, new))

    @property
    def in_woorden(self) -> str:
        """Value with its margin, without a full stop: `42 van de 100, tussen 38 en 46`."""
        estimate = self.schatting
        if estimate.value is None:
            return (estimate.reason or zin("cijfer.geen")).rstrip(".")
        if self.eenheid == "pct" and estimate.value < 0:
            return _minder(estimate)
        value = schrijf(estimate.value, self.notatie)
        if estimate.low is None or estimate.high is None:
            return value if self.eenheid == "aantal" else zin("cijfer.zonder_marge", waarde=value)
        low, high = (limit * (100 if self.eenheid == "pct" else 1) for limit in (estimate.low, estimate.high))
        margin = tussen(low, high, _decimalen(self.notatie, estimate.low, estimate.high))
        return zin("cijfer.met_marge", waarde=value, marge=margin)

    @property
    def wanneer(self) -> str:
        """The day with a space and brackets around it, "" if it is unknown."""
        return f" ({datum(self.op)})" if self.op else ""


def _minder(estimate: Estimate) -> str:
    """A share below zero is a difference: less, with limits that say on which side they lie."""
    assert estimate.value is not None
    value = f"{van_de_100(-estimate.value)} minder"
    if estimate.low is None or estimate.high is None:
        return zin("cijfer.zonder_marge", waarde=value)
    a, b = sorted((estimate.low, estimate.high), key=abs)
    near, far = getal(abs(a) * 100), getal(abs(b) * 100)
    if estimate.high <= 0:
        return f"{value}, tussen {near} en {far}"
    return f"{value}, tussen {getal(-estimate.low * 100)} minder en {getal(estimate.high * 100)} meer"


def schrijf(value: float, eenheid: Notatie) -> str:
    """A value as people say it.

    >>> schrijf(0.42, "pct"), schrijf(1.349, "verhouding"), schrijf(6.84, "score")
    ('42 van de 100', '1,35 keer', '6,8')
    """
    if eenheid == "pct":
        return van_de_100(value)
    text = getal(value, _decimalen(eenheid, value))
    return {"verhouding": f"{text} keer", "euro": f"€ {text}"}.get(eenheid, text)


def _decimalen(eenheid: Notatie, *values: float) -> int:
    if eenheid == "getal" and all(float(value).is_integer() for value in values):
        return 0
    return _DECIMALEN.get(eenheid, 0)
