"""The finding: one claim with its numbers, figure, table, source and limits, all in one object.

A finding is the only thing that a question gives away. It shows itself in a notebook and travels inside the
executed notebook as JSON, so that pages that bring findings together compute nothing again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from wijkmonitor.figuren.figuur import Figuur
from wijkmonitor.stats.estimate import Estimate

Herkomst = Literal["openbaar", "eigen registratie", "voorbeeld"]
Notatie = Literal["tekst", "aantal", "pct", "score", "verhouding", "euro", "getal"]
Teken = Literal["gunstiger", "ongunstiger", "vergelijkbaar", "toeval", "eerste", "geen", "te weinig"]
Cel = str | int | float

BEVINDING_MIME = "application/vnd.wijkmonitor.bevinding+json"
MAX_WOORDEN_KOP = 15


@dataclass(frozen=True)
class Kolom:
    """One column of a table: its heading and how its numbers are written."""

    naam: str
    notatie: Notatie = "tekst"


@dataclass(frozen=True)
class Tabel:
    """The numbers behind a figure: raw cells; a text in a column of numbers is the reason why there is no number."""

    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rijen:
            if len(row) != len(self.kolommen):
                raise ValueError(f"row {row!r} has {len(row)} cells, the table has {len(self.kolommen)} columns")
            for cell in row:
                if cell is None or cell != cell:
                    raise ValueError(f"row {row!r} has an empty cell: give the reason in words")


@dataclass(frozen=True)
class Deel:
    """One group or part of a finding, for an agreement that is about that part alone.

    schatting: in the unit of the finding. stand: one sentence with the number and its margin. oploopt: it counts all
    people since the start, so only those who came since then tell of a change.
    """

    schatting: Estimate
    stand: str
    oploopt: bool = False


@dataclass(frozen=True)
class Bevinding:
    """One finding.

    kop: the claim, at most 15 words. onderschrift: measure, who, where, when. lees: what the interval allows, in
    words. teken: the sign of change that the index shows. verrassing: 0 and up, larger stands first. delen: its groups
    or parts by name, where an agreement can be about one of them; a finding whose number is that of the part that stands
    out has them. peil: the level that an agreement compares, where `schatting` is a change or counts since the start.
    vergelijkingen: on how many comparisons it gives a verdict.
    """

    id: str
    kop: str
    onderschrift: str
    schatting: Estimate
    tabel: Tabel
    lees: str
    wat: str
    waarom: str
    let_op: str
    gespreksvraag: str
    bron: str
    herkomst: Herkomst
    figuur: Figuur | None = None
    extra_figuren: tuple[Figuur, ...] = ()
    extra_tabellen: tuple[Tabel, ...] = ()
    eenheid: Notatie = "aantal"
    teken: Teken = "geen"
    verrassing: float = 0.0
    wijk: str = ""
    document: str = ""
    bord: Mapping[str, str] = field(default_factory=dict)
    delen: Mapping[str, Deel] = field(default_factory=dict)
    peil: Deel | None = None
    vergelijkingen: int = 0

    def __post_init__(self) -> None:
        if not self.kop or len(self.kop.split()) > MAX_WOORDEN_KOP:
            raise ValueError(f"kop={self.kop!r} must have 1 to {MAX_WOORDEN_KOP} words")
        if self.herkomst not in get_args(Herkomst):
            raise ValueError(f"herkomst={self.herkomst!r} must be one of {get_args(Herkomst)}")
        if self.figuur is not None and not self.figuur.alt.strip():
            raise ValueError(f"finding {self.id!r} has a figure without alt text")

    def as_record(self) -> dict[str, Any]:
        """The finding as one row of `bevindingen.json`."""
        estimate = self.schatting
        return {
            "wijk": self.wijk,
            "document": self.document,
            "id": self.id,
            "kop": self.kop,
            "onderschrift": self.onderschrift,
            "waarde": estimate.value,
            "laag": estimate.low,
            "hoog": estimate.high,
            "n": estimate.n,
            "methode": estimate.method,
            "bron": self.bron,
            "herkomst": self.herkomst,
            "reden": estimate.reason,
        }

    def as_json(self) -> dict[str, Any]:
        """The finding as it travels inside an executed notebook: the record and what other pages show of it."""
        return self.as_record() | {
            "lees": self.lees,
            "eenheid": self.eenheid,
            "teken": self.teken,
            "let_op": self.let_op,
            "gespreksvraag": self.gespreksvraag,
            "bord": dict(self.bord),
            "delen": {name: _part_record(part) for name, part in self.delen.items()},
            "peil": _part_record(self.peil) if self.peil else None,
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        from wijkmonitor.bevinding.blokken import toon_bevinding

        return toon_bevinding(self)._repr_mimebundle_(include, exclude)


def _part_record(part: Deel) -> dict[str, Any]:
    estimate = part.schatting
    numbers = {"waarde": estimate.value, "laag": estimate.low, "hoog": estimate.high, "n": estimate.n}
    told = {"methode": estimate.method, "reden": estimate.reason, "stand": part.stand, "oploopt": part.oploopt}
    return numbers | told
