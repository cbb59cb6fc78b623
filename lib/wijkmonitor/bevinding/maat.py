"""What the number of a finding measures: without this, two days can't stand on one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from wijkmonitor.stats.estimate import Estimate

Soort = Literal["stand", "verandering", "verschil", "verhouding"]
Sinds = Literal["", "groeit", "alle"]
_TEKSTEN = ("naam", "over", "periode", "vergeleken", "van", "sinds")


@dataclass(frozen=True)
class Maat:
    """The measure of a finding, in words that fit every day on which it is taken.

    naam: what is measured. over: the subject or group that the number is of, where that can be another one tomorrow.
    periode: the time that it tells about, as ISO 8601: a year, a month or a day, first/last for a stretch. vergeleken: the
    earlier one that a change is measured from. soort: what the number of the finding is. van: what `n` counts. sinds: it
    counts all since the start; then it `groeit` by itself, or is a share of `alle` together. peil: the level in the newest period, where the number is a change.
    peilen: the same measure of each subject, so that one can be followed to a day on which the finding was about another.
    """

    naam: str
    over: str = ""
    periode: str = ""
    vergeleken: str = ""
    soort: Soort = "stand"
    van: str = ""
    sinds: Sinds = ""
    peil: Estimate | None = None
    peilen: Mapping[str, Estimate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.soort not in get_args(Soort) or self.sinds not in get_args(Sinds):
            raise ValueError(f"soort={self.soort!r} must be one of {get_args(Soort)}, sinds={self.sinds!r} of {get_args(Sinds)}")

    def as_json(self) -> dict[str, Any]:
        """In plain types, without what is empty; `from_json` gives it back."""
        texts = {name: getattr(self, name) for name in _TEKSTEN if getattr(self, name)}
        level = {"peil": number_fields(self.peil)} if self.peil else {}
        levels = {"peilen": {name: number_fields(each) for name, each in self.peilen.items()}} if self.peilen else {}
        return {**texts, "soort": self.soort, **level, **levels}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Maat:
        """The measure that `as_json` gave."""
        levels = {name: read_estimate(each) for name, each in data.get("peilen", {}).items()}
        texts = {name: data.get(name, "") for name in _TEKSTEN}
        return cls(**texts, soort=data["soort"], peil=read_estimate(data["peil"]) if "peil" in data else None, peilen=levels)

    @property
    def reeks(self) -> Soort:
        """What stands on the line through time."""
        return "stand" if self.peil or self.soort == "stand" else self.soort

    def find(self, schatting: Estimate, over: str) -> Estimate | None:
        """The number on that line of this subject, None where this day has none of it. schatting: that of the finding."""
        return self.peilen.get(over) or ((self.peil or schatting) if self.over == over else None)


def number_fields(estimate: Estimate) -> dict[str, Any]:
    """An estimate in plain types, with its `reden` where there is one; `read_estimate` gives it back."""
    numbers = {"waarde": estimate.value, "laag": estimate.low, "hoog": estimate.high, "n": estimate.n}
    return numbers | {"methode": estimate.method} | ({"reden": estimate.reason} if estimate.reason else {})


def read_estimate(data: Mapping[str, Any]) -> Estimate:
    """The estimate in these fields; what is missing is empty."""
    value, low, high, n = (data.get(name) for name in ("waarde", "laag", "hoog", "n"))
    return Estimate(value, low, high, n, str(data.get("methode") or ""), data.get("reden"))
