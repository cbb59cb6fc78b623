"""The finding: one claim with its numbers, figure, table, source and limits, all in one object.

A finding is the only thing that a question gives away. It shows itself in a notebook and travels inside the
executed notebook as JSON, so that pages that bring findings together compute nothing again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from wijkmonitor.bevinding.maat import Maat, number_fields, read_estimate
from wijkmonitor.figuren.figuur import Figuur
from wijkmonitor.stats.estimate import Estimate
from wijkmonitor.taal.raad import raad

Herkomst = Literal["openbaar", "eigen registratie", "voorbeeld"]
Notatie = Literal["tekst", "aantal", "pct", "score", "verhouding", "euro", "getal"]
Teken = Literal["gunstiger", "ongunstiger", "vergelijkbaar", "toeval", "eerste", "geen", "te weinig", "niet geleverd"]
Plaats = Literal["rapport", "meer cijfers"]
Weegt = Literal["voor", "tegen", "beide", ""]
Cel = str | int | float

MAX_WOORDEN_KOP = 15
# the fields that travel as they are, beside those of the row in `bevindingen.json`
_TEKSTEN = (
    "lees", "antwoord", "stand", "wat", "waarom", "let_op", "gespreksvraag", "eenheid", "teken", "plaats", "weegt"
)  # fmt: skip


def weigh_herkomst(kinds: Iterable[str]) -> Herkomst:
    """The herkomst of a mixture: example records before our own, those before published ones; nothing is our own.

    >>> weigh_herkomst(["openbaar", "voorbeeld"]), weigh_herkomst([])
    ('voorbeeld', 'eigen registratie')
    """
    order: tuple[Herkomst, ...] = ("voorbeeld", "eigen registratie", "openbaar")
    found = set(kinds)
    return next((kind for kind in order if kind in found), "eigen registratie")


@dataclass(frozen=True)
class Tabelkolom:
    """One column of a table: its heading and how its numbers are written."""

    naam: str
    notatie: Notatie = "tekst"


@dataclass(frozen=True)
class Tabel:
    """The numbers behind a figure: raw cells; a text in a column of numbers is the reason why there is no number."""

    titel: str
    kolommen: tuple[Tabelkolom, ...]
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
    given here comes after that. raakt: what it says of a buurt or theme that other questions say something of too. plaats: among the findings of the report, or under *meer cijfers*.
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
        texts = {name: getattr(self, name) for name in _TEKSTEN}
        figures = {"figuur": _figure(self.figuur), "extra_figuren": [_figure(figure) for figure in self.extra_figuren]}
        tables = {"tabel": _table(self.tabel), "extra_tabellen": [_table(table) for table in self.extra_tabellen]}
        parts = {name: _part(part) for name, part in self.delen.items()}
        board = asdict(self.bord) | {"bedden": [list(bed) for bed in self.bord.bedden]}
        board = _filled(board)
        return (
            self.as_record()
            | texts
            | {
                "vergelijkingen": self.vergelijkingen,
                "gezegd": [{"herkend": "", **_filled(asdict(said))} for said in self.gezegd],
            }
            | {"raakt": [asdict(touch) for touch in self.raakt]}
            | {"bord": board, "delen": parts, "peil": _part(self.peil) if self.peil else None}
            | ({"maat": self.maat.as_json()} if self.maat else {})
            | figures
            | tables
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Bevinding:
        """The finding that `as_json` gave; what is missing is empty, so a row of `bevindingen.json` will do too."""
        texts = {name: data[name] for name in ("wijk", "document", "onderschrift", "bron", *_TEKSTEN) if data.get(name)}
        board = dict(data.get("bord") or {})
        board["bedden"] = tuple((name, state) for name, state in board.get("bedden") or ())
        parts = {name: _read_part(part) for name, part in (data.get("delen") or {}).items()}
        return cls(
            **(dict.fromkeys(("onderschrift", "lees", "gespreksvraag", "bron"), "") | texts),
            id=str(data["id"]),
            kop=str(data["kop"]),
            herkomst=data.get("herkomst") or "eigen registratie",
            schatting=read_estimate(data),
            tabel=_read_table(data.get("tabel") or {}),
            extra_tabellen=tuple(_read_table(table) for table in data.get("extra_tabellen") or ()),
            figuur=Figuur(**data["figuur"]) if data.get("figuur") else None,
            extra_figuren=tuple(Figuur(**figure) for figure in data.get("extra_figuren") or ()),
            bord=Bord(**board),
            delen=parts,
            peil=_read_part(data["peil"]) if data.get("peil") else None,
            maat=Maat.from_json(data["maat"]) if data.get("maat") else None,
            vergelijkingen=data.get("vergelijkingen", 0),
            gezegd=tuple(_read_said(said) for said in data.get("gezegd") or ()),
            raakt=tuple(Raakt(**touch) for touch in data.get("raakt") or ()),
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        from wijkmonitor.bevinding.blokken import toon_bevinding

        return toon_bevinding(self)._repr_mimebundle_(include, exclude)


def _part(part: Deel) -> dict[str, Any]:
    more = {"stand": part.stand} | ({"oploopt": True} if part.oploopt else {})
    return number_fields(part.schatting) | more


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty: reading gives that back."""
    return {name: value for name, value in values.items() if value not in ("", None, [], ())}


def _read_part(data: Mapping[str, Any]) -> Deel:
    return Deel(read_estimate(data), str(data.get("stand") or ""), bool(data.get("oploopt")))


def _read_said(data: Mapping[str, Any]) -> Gezegd:
    return Gezegd(**{**data, "regels": tuple((who, what) for who, what in data.get("regels") or ())})


def _figure(figure: Figuur | None) -> dict[str, str] | None:
    return None if figure is None else asdict(figure)


def _table(table: Tabel) -> dict[str, Any]:
    columns = [[column.naam, column.notatie] for column in table.kolommen]
    return {"titel": table.titel, "kolommen": columns, "rijen": [list(row) for row in table.rijen]}


def _read_table(data: Mapping[str, Any]) -> Tabel:
    columns = tuple(Tabelkolom(name, notation) for name, notation in data.get("kolommen", ()))
    return Tabel(str(data.get("titel", "")), columns, tuple(tuple(row) for row in data.get("rijen", ())))
