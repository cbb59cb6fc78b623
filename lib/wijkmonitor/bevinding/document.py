"""The document: what one notebook says about one wijk, in the fixed order of every report, and its answer in one word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple

from wijkmonitor.bevinding import Bevinding, Herkomst, Teken, weigh_herkomst
from wijkmonitor.taal import raad

Woord = Literal["ja", "deels", "nog niet", "niet te zeggen"]
GENOEG = 2  # findings that say yes, before the answer is yes
MAX_BEVINDINGEN = 7
MAX_ANTWOORDEN = 3
# what travels as it is
_WAARDEN = (
    "naam", "nummer", "vraag", "wijk", "wijk_naam", "gemeente", "plaats", "woord", "sessie", "verzonnen", "versheid",
    "geen_afspraken",
)  # fmt: skip
_LIJSTEN = ("codes", "onbesproken", "beeld")
Oordeel = Literal[
    "zoals verwacht", "anders dan verwacht", "kan toeval zijn", "hier meten we niets over", "nog niet te vergelijken"
]


class Besluit(NamedTuple):
    """The word, and the findings with those that decide first."""

    woord: Woord
    volgorde: tuple[Bevinding, ...]


def decide(bevindingen: Sequence[Bevinding]) -> Besluit:
    """The answer that these findings give together; they come in the order in which the notebook names them.

    *Ja*: at least two speak for it and none against. *Nog niet*: some speak against it and none for. *Deels*: both, or one
    that speaks for it where nothing else is known. *Niet te zeggen*: none speaks. First come the two reasons: what speaks
    against before what speaks for, one of each where there are both; then what is known, then what is missing.
    """
    against = [finding for finding in bevindingen if finding.weegt in ("tegen", "beide")]
    in_favour = [finding for finding in bevindingen if finding.weegt in ("voor", "beide")]
    reasons = _first(against[:1], in_favour[:1], against, in_favour)
    known = [finding for finding in bevindingen if not finding.leeg]
    return Besluit(_word(len(in_favour), len(against)), tuple(_first(reasons, known, bevindingen)))


def _word(in_favour: int, against: int) -> Woord:
    if not in_favour and not against:
        return "niet te zeggen"
    if not in_favour:
        return "nog niet"
    return "ja" if in_favour >= GENOEG and not against else "deels"


def _first(*groups: Iterable[Bevinding]) -> list[Bevinding]:
    """The findings of these groups, each once."""
    return list({finding.id: finding for group in groups for finding in group}.values())


@dataclass(frozen=True)
class Antwoord:
    """One line of the answer, with the sign of change of its finding. On example records it begins with *Voorbeeld:*.

    vooraf: where the answer is *deels*, whether this line is what goes well or what does not yet. tien: how many of ten people
    to colour beside it, 0 for none.
    """

    tekst: str
    herkomst: Herkomst
    teken: Teken = "geen"
    vooraf: str = ""
    tien: int = 0

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Antwoord:
        """The line that `Document.as_json` wrote."""
        return cls(data["tekst"], data["herkomst"], data.get("teken", "geen"), data.get("vooraf", ""), data.get("tien", 0))

    @property
    def gezegd(self) -> str:
        """The line as it is read aloud."""
        return f"{self.vooraf} {self.tekst}".strip()

    @property
    def regel(self) -> str:
        """The line as readers see it."""
        return f"Voorbeeld: {self.gezegd}" if self.herkomst == "voorbeeld" else self.gezegd


@dataclass(frozen=True)
class AfspraakStand:
    """An agreement of the last session and what the figures say about it now.

    toen and nu are sentences (figure with margin); oordeel is one of the five verdicts. antwoord: of the outer circle.
    """

    id: str
    wat: str
    wie: str
    verwachting: str
    oordeel: Oordeel
    toen: str = ""
    nu: str = ""
    terugkijk: str = ""
    antwoord: str = ""
    herkomst: Herkomst = "eigen registratie"


@dataclass(frozen=True)
class Gesprek:
    """The questions for the conversation, per circle."""

    binnenkring: tuple[str, ...]
    buitenkring: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """All that one report says. woord: the answer in one word, on the questions that have one. stand: the day up to which
    the records of the wijk tell something, where that is before the peildatum. onbesproken: headlines of what speaks against
    a yes, and about which nothing was agreed. geen_afspraken: what stands where no agreement is written down."""

    naam: str
    nummer: int
    vraag: str
    wijk: str
    wijk_naam: str
    gemeente: str
    peildatum: date
    antwoord: tuple[Antwoord, ...]
    bevindingen: tuple[Bevinding, ...]
    woord: Woord | Literal[""] = ""
    gesprek: Gesprek | None = None
    afspraken: tuple[AfspraakStand, ...] = ()
    sessie: str = ""
    methode: tuple[str, ...] = ()
    wel: tuple[str, ...] = ()
    niet: tuple[str, ...] = ()
    weggelaten: tuple[str, ...] = ()
    privacy: str = ""
    contact: str = ""
    beeld: tuple[str, ...] = ()
    verzonnen: bool = False
    versheid: str = ""
    stand: date | None = None
    plaats: str = ""
    codes: tuple[str, ...] = ()
    onbesproken: tuple[str, ...] = ()
    geen_afspraken: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.antwoord) <= MAX_ANTWOORDEN:
            raise ValueError(f"{self.naam} has {len(self.antwoord)} answer lines, must be 1 to {MAX_ANTWOORDEN}")
        names = [finding.id for finding in self.bevindingen]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.naam} has findings with the same id: {sorted(names)}\n{raad('zelfde_naam')}")
        object.__setattr__(self, "stand", self.op)
        marked = (replace(finding, wijk=self.wijk, document=self.naam) for finding in self.bevindingen)
        object.__setattr__(self, "bevindingen", tuple(sorted(marked, key=lambda finding: finding.plaats != "rapport")))

    @property
    def op(self) -> date:
        """The day of which the report tells how things stood."""
        return self.stand or self.peildatum

    @property
    def hoofd(self) -> tuple[Bevinding, ...]:
        """The findings of the report itself that have something to show, in the order of the notebook."""
        return tuple(finding for finding in self.bevindingen if finding.plaats == "rapport" and not finding.gat)

    @property
    def meer(self) -> tuple[Bevinding, ...]:
        """The other findings, under *meer cijfers*."""
        return tuple(finding for finding in self.bevindingen if finding.plaats != "rapport" and not finding.gat)

    @property
    def gaten(self) -> tuple[Bevinding, ...]:
        """The findings for which nothing was delivered yet."""
        return tuple(finding for finding in self.bevindingen if finding.gat)

    @property
    def herkomst(self) -> Herkomst:
        """`voorbeeld` as soon as one finding, answer or agreement rests on example records."""
        kinds = {finding.herkomst for finding in self.bevindingen}
        kinds |= {line.herkomst for line in self.antwoord} | {stand.herkomst for stand in self.afspraken}
        return weigh_herkomst(kinds or {"openbaar"})

    @property
    def alles_voorbeeld(self) -> bool:
        """Whether every line of the answer rests on example records."""
        return all(line.herkomst == "voorbeeld" for line in self.antwoord)

    def __getitem__(self, id: str) -> Bevinding:
        """The finding with this id; KeyError names the ids that exist."""
        for finding in self.bevindingen:
            if finding.id == id:
                return finding
        raise KeyError(raad("bevinding", naam=id, kies=", ".join(finding.id for finding in self.bevindingen)))

    def as_json(self) -> dict[str, Any]:
        """What the page and the pages that bring documents together need, without the findings themselves."""
        return {
            **{name: getattr(self, name) for name in _WAARDEN},
            **{name: list(getattr(self, name)) for name in _LIJSTEN},
            "peildatum": self.peildatum.isoformat(),
            "stand": self.op.isoformat(),
            "antwoord": [vars(line) | {"regel": line.regel} for line in self.antwoord],
            "herkomst": self.herkomst,
            "teken": self.antwoord[0].teken,
            "koppen": [[finding.id, finding.kop] for finding in self.hoofd],
            "raakt": [vars(touch) | {"herkomst": finding.herkomst} for finding in self.bevindingen for touch in finding.raakt],
            "afspraken": [vars(stand) for stand in self.afspraken],
        }

    @classmethod
    def from_json(
        cls,
        data: Mapping[str, Any],
        bevindingen: Iterable[Bevinding],
        gesprek: Mapping[str, Any] | None,
        verantwoording: Mapping[str, Any],
    ) -> Document:
        """The document from what the cells of an executed notebook carry; a cell that was taken away leaves its part empty."""
        plain = {name: data[name] for name in (*_WAARDEN, *_LIJSTEN) if name in data} | dict(verantwoording)
        values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
        return cls(
            **values,
            peildatum=date.fromisoformat(data["peildatum"]),
            stand=date.fromisoformat(data["stand"]),
            antwoord=tuple(map(Antwoord.from_json, data["antwoord"])),
            bevindingen=tuple(bevindingen),
            gesprek=Gesprek(tuple(gesprek["binnenkring"]), tuple(gesprek["buitenkring"])) if gesprek else None,
            afspraken=tuple(AfspraakStand(**stand) for stand in data["afspraken"]),
        )
