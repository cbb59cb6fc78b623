"""The finding: one claim with its numbers, figure, table, source and limits, all in one object.

A finding is the only thing that a question gives away. It shows itself in a notebook and travels inside the
executed notebook as JSON, so that pages that bring findings together compute nothing again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from wijkmonitor.bevinding.maat import Maat, number_fields, read_estimate
from wijkmonitor.bevinding.tabel import Notatie, Tabel
from wijkmonitor.figuren.figuur import Figuur
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.taal import raad

Herkomst = Literal["openbaar", "eigen registratie", "voorbeeld"]
Teken = Literal["gunstiger", "ongunstiger", "vergelijkbaar", "toeval", "eerste", "geen", "te weinig", "niet geleverd"]
Plaats = Literal["rapport", "meer cijfers"]
Weegt = Literal["voor", "tegen", "beide", ""]

MAX_WOORDEN_KOP = 15
# the fields that travel as they are, beside those of the row in `bevindingen.json`
_WAARDEN = (
    "lees", "antwoord", "stand", "wat", "waarom", "let_op", "gespreksvraag", "eenheid", "teken", "plaats", "weegt",
    "vergelijkingen",
)  # fmt: skip


def weigh_herkomst(kinds: Iterable[str]) -> Herkomst:
    """The herkomst of a mixture: example records before our own, those before published ones; nothing is our own.

    >>> weigh_herkomst(["openbaar", "voorbeeld"]), weigh_herkomst([])
    ('voorbeeld', 'eigen registratie')
    """
    order: tuple[Herkomst, ...] = ("voorbeeld", "eigen registratie", "openbaar")
    found = set(kinds)
    return next((kind for kind in order if kind in found), "eigen registratie")


def weigh(*, voor: object, tegen: object) -> Weegt:
    """How a finding weighs of which something speaks for (`voor`) or against (`tegen`).

    >>> weigh(voor=2, tegen=0), weigh(voor=1, tegen=3), weigh(voor=0, tegen=0)
    ('voor', 'beide', '')
    """
    if voor and tegen:
        return "beide"
    return "voor" if voor else "tegen" if tegen else ""


def weigh_signs(tekens: Iterable[str]) -> Weegt:
    """The same for changes that each have a sign.

    >>> weigh_signs(["gunstiger", "toeval"])
    'voor'
    """
    signs = set(tekens)
    return weigh(voor="gunstiger" in signs, tegen="ongunstiger" in signs)


@dataclass(frozen=True)
class Deel:
    """One group or part of a finding, for an agreement that is about that part alone.

    schatting: in the unit of the finding. stand: one sentence with the number and its margin. oploopt: it counts all
    people since the start, so only those who came since then tell of a change. naam: what readers call the part, in a sentence.
    """

    schatting: Estimate
    stand: str
    oploopt: bool = False
    naam: str = ""

    def as_json(self) -> dict[str, Any]:
        """In plain types; `from_json` gives it back."""
        told = {"oploopt": self.oploopt, "naam": self.naam}
        return number_fields(self.schatting) | {"stand": self.stand} | {name: value for name, value in told.items() if value}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Deel:
        """The part that `as_json` gave."""
        return cls(read_estimate(data), data.get("stand") or "", bool(data.get("oploopt")), data.get("naam") or "")


@dataclass(frozen=True)
class Bord:
    """What other pages show of a finding in a few words or as a drawing.

    getal (3 signs at most), tekst, extra and voet stand on the board of the praatplaat. tien: how many of ten people to
    colour, bloei: how many of ten flowers, lijnen: how many lines to hang. bedden: (intervention, state). citaat: a quote
    that may be shown, and the rol of who said it. onderwerp: the group or factor that the headline claims something of.
    waar: where was counted, where that is not the wijk itself.
    """

    getal: str = ""
    tekst: str = ""
    extra: str = ""
    voet: str = ""
    tien: int | None = None
    bloei: int | None = None
    lijnen: int | None = None
    bedden: tuple[tuple[str, str], ...] = ()
    citaat: str = ""
    rol: str = ""
    onderwerp: str = ""
    waar: str = ""


@dataclass(frozen=True)
class Gezegd:
    """What one session made of a finding, in sentences.

    geraden: what the group guessed before it saw the figure. regels: who (circle and role) and what was said. sindsdien: what moved since, "" where nothing did.
    """

    kop: str
    herkend: str
    regels: tuple[tuple[str, str], ...] = ()
    geraden: str = ""
    leidt_tot: str = ""
    sindsdien: str = ""
    herkomst: Herkomst = "eigen registratie"


@dataclass(frozen=True)
class Gat:
    """What is not known because nothing was delivered to show it (wat), and how that can be had (hoe), in sentences."""

    wat: str
    hoe: str


@dataclass(frozen=True)
class Raakt:
    """What a finding says of one buurt or one theme, in a sentence, so that findings of other questions can be joined to it.

    buurt: a CBS code. thema: as in the table of interventions, in small letters. A sentence with both joins the two.
    """

    zin: str
    buurt: str = ""
    thema: str = ""


@dataclass(frozen=True)
class Bevinding:
    """One finding.

    kop: the claim, at most 15 words. onderschrift: measure, who, where, when. lees: what the interval allows, in
    words. antwoord: the line that it gives where it answers the question, without one its headline. stand: one sentence
    with the number and its margin. teken: the sign of change that the index shows. weegt: whether it speaks for a yes to the
    question of its report, against it, or both. delen: its groups or parts by name,
    where an agreement can be about one of them; a finding whose number is that of the part that stands out has them.
    maat: what its number measures, in words that fit every day. peil: the level that an agreement compares, where `schatting` is a change or counts since the start. vergelijkingen: on
    how many comparisons it gives a verdict. gezegd: what sessions made of it, the newest first. wat, waarom and let_op are told by the section of the notebook; what is
    given here comes after that. mist: where it is a gap, what is not known. raakt: what it says of a buurt or theme that other questions say something of too. plaats: among the findings of the report, or under *meer cijfers*.
    """

    id: str
    kop: str
    onderschrift: str
    schatting: Estimate
    tabel: Tabel
    lees: str
    gespreksvraag: str
    bron: str
    herkomst: Herkomst
    wat: str = ""
    waarom: str = ""
    let_op: str = ""
    figuur: Figuur | None = None
    extra_figuren: tuple[Figuur, ...] = ()
    extra_tabellen: tuple[Tabel, ...] = ()
    eenheid: Notatie = "aantal"
    teken: Teken = "geen"
    weegt: Weegt = ""
    antwoord: str = ""
    stand: str = ""
    plaats: Plaats = "rapport"
    wijk: str = ""
    document: str = ""
    bord: Bord = Bord()
    delen: Mapping[str, Deel] = field(default_factory=dict)
    peil: Deel | None = None
    maat: Maat | None = None
    vergelijkingen: int = 0
    gezegd: tuple[Gezegd, ...] = ()
    raakt: tuple[Raakt, ...] = ()
    mist: Gat | None = None
    open_jaar: int = field(default=0, compare=False)  # newest year of its open figures, for the report that shows it

    def __post_init__(self) -> None:
        if not self.kop or len(self.kop.split()) > MAX_WOORDEN_KOP:
            raise ValueError(f"kop={self.kop!r} must have 1 to {MAX_WOORDEN_KOP} words\n{raad('kop', hoogstens=MAX_WOORDEN_KOP)}")
        if self.herkomst not in get_args(Herkomst):
            raise ValueError(f"herkomst={self.herkomst!r} is none\n{raad('keuze', kies=', '.join(get_args(Herkomst)))}")
        if self.plaats not in get_args(Plaats):
            raise ValueError(f"plaats={self.plaats!r} is none\n{raad('keuze', kies=', '.join(get_args(Plaats)))}")
        if self.figuur is not None and not self.figuur.alt.strip():
            raise ValueError(f"finding {self.id!r} has a figure without alt text\n{raad('figuur_zonder_alt')}")

    @property
    def voorbeeld(self) -> bool:
        """Whether it rests on example records."""
        return self.herkomst == "voorbeeld"

    @property
    def telt(self) -> bool:
        """Whether it has a number, and not only words."""
        cells = (cell for table in (self.tabel, *self.extra_tabellen) for row in table.rijen for cell in row)
        return any(not isinstance(cell, str) or cell.endswith("%") for cell in cells)

    @property
    def reden(self) -> str:
        """Why there is no number, or no margin; "" where both are there."""
        return self.schatting.reason or ""

    @property
    def verder(self) -> str:
        """What it says where the reason why there is no number stands already: all sentences after that one."""
        reason = self.reden if self.schatting.value is None else ""
        return self.lees.removeprefix(reason).lstrip() if self.lees == reason or reason.endswith(".") else self.lees

    @property
    def leeg(self) -> bool:
        """Whether it has nothing to tell: its records were not delivered, or are too few."""
        return self.teken in ("niet geleverd", "te weinig")

    @property
    def gat(self) -> bool:
        """Whether nothing was delivered to show: there is only a reason."""
        pictures = self.figuur is not None or self.extra_figuren or self.extra_tabellen
        return self.teken == "niet geleverd" and not pictures and self.tabel.rijen == ((self.schatting.reason,),)

    def as_record(self) -> dict[str, Any]:
        """The finding as one row of `bevindingen.json`."""
        who = {"wijk": self.wijk, "document": self.document, "id": self.id, "kop": self.kop, "onderschrift": self.onderschrift}
        numbers = number_fields(self.schatting)
        reason = numbers.pop("reden", None)
        return who | numbers | {"eenheid": self.eenheid, "bron": self.bron, "herkomst": self.herkomst, "reden": reason}

    def as_json(self) -> dict[str, Any]:
        """The whole finding in plain types; `from_json` gives it back."""
        return self.as_record() | {
            **{name: getattr(self, name) for name in _WAARDEN},
            "figuur": dict(vars(self.figuur)) if self.figuur else None,
            "extra_figuren": [dict(vars(figure)) for figure in self.extra_figuren],
            "tabel": self.tabel.as_json(),
            "extra_tabellen": [table.as_json() for table in self.extra_tabellen],
            "bord": _filled(self.bord),
            "delen": {name: part.as_json() for name, part in self.delen.items()},
            "peil": self.peil.as_json() if self.peil else None,
            **({"maat": self.maat.as_json()} if self.maat else {}),
            "gezegd": [{"herkend": ""} | _filled(said) for said in self.gezegd],
            "raakt": [dict(vars(touch)) for touch in self.raakt],
            **({"mist": dict(vars(self.mist))} if self.mist else {}),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Bevinding:
        """The finding that `as_json` gave; what is missing is empty, so a row of `bevindingen.json` will do too."""
        filled = {name: value for name, value in data.items() if value}
        values: dict[str, Any] = dict.fromkeys(("onderschrift", "lees", "gespreksvraag", "bron"), "")
        values |= {name: filled[name] for name in ("wijk", "document", "onderschrift", "bron", *_WAARDEN) if name in filled}
        return cls(
            **values,
            id=str(data["id"]),
            kop=str(data["kop"]),
            herkomst=filled.get("herkomst", "eigen registratie"),
            schatting=read_estimate(data),
            tabel=Tabel.from_json(filled.get("tabel", {})),
            extra_tabellen=tuple(map(Tabel.from_json, filled.get("extra_tabellen", ()))),
            figuur=Figuur(**filled["figuur"]) if "figuur" in filled else None,
            extra_figuren=tuple(Figuur(**figure) for figure in filled.get("extra_figuren", ())),
            bord=Bord(**_paired(filled.get("bord", {}), "bedden")),
            delen={name: Deel.from_json(part) for name, part in filled.get("delen", {}).items()},
            peil=Deel.from_json(filled["peil"]) if "peil" in filled else None,
            maat=Maat.from_json(filled["maat"]) if "maat" in filled else None,
            gezegd=tuple(Gezegd(**_paired(said, "regels")) for said in filled.get("gezegd", ())),
            raakt=tuple(Raakt(**touch) for touch in filled.get("raakt", ())),
            mist=Gat(**filled["mist"]) if "mist" in filled else None,
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        from wijkmonitor.bevinding.fragmenten import toon_bevinding

        return toon_bevinding(self)._repr_mimebundle_(include, exclude)


def _filled(part: Bord | Gezegd) -> dict[str, Any]:
    """Its fields without what is empty: reading gives that back."""
    return {name: value for name, value in vars(part).items() if value not in ("", None, ())}


def _paired(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The fields, with the pairs of this one as they were: in JSON they are lists."""
    return {**data, name: tuple(map(tuple, data.get(name) or ()))}
