"""What stands in a learning agenda: sessions, learning questions, agreements and look-backs.

Structure: dynamische leeragenda (Reflexieve Monitoring in Actie, Van Mierlo et al. 2010) with the look-back of an
after action review. Texts hold roles and organisations, never names of people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import BeforeValidator, ConfigDict, Field

from wijkmonitor.gegevens.velden import Aantal, Datum, Factor, Getal, Herkomst, Tekst, parse_text

Afloop = Literal["open", "weg", "aanvaard"]
Besluit = Literal["doorgaan", "aanpassen", "stoppen", "overdragen"]
Herkenning = Literal["herkend", "deels", "niet herkend", "iets mist"]
Herkend = Literal["", "herkend", "deels", "niet herkend", "iets mist"]  # "": the group only guessed
Kring = Literal["", "binnen", "buiten"]
Niveau = Literal["lokaal", "regionaal", "landelijk"]
Staat = Literal["open", "voorlopig_antwoord", "beantwoord", "vervallen"]
Verwacht = Literal["", "hoger", "lager", "gelijk"]
MagLeeg = Annotated[str, BeforeValidator(parse_text), Field(max_length=5000)]


def _is_empty(value: object) -> bool:
    """Whether it was left as `sessie start` prepared it: no words, apart from who would have said them."""
    parts = [part for key, part in value.items() if key not in ("kring", "rol")] if isinstance(value, dict) else [value]
    return all(isinstance(part, str) and not part.strip() for part in parts)


def _filled_in(value: object) -> object:
    """What was filled in: a list without its empty lines, None where nothing was."""
    if isinstance(value, list):
        return [line for line in value if not _is_empty(line)]
    return None if _is_empty(value) else value


MagOpen = BeforeValidator(_filled_in)  # a prepared line that may stay empty
Briefjes = Annotated[tuple[Tekst, ...], MagOpen]


class _Strikt:
    """A part of the agenda: a field that it does not have is a fault."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class Afsluiting(_Strikt):
    """What the session says about itself: the group, the insights, what is needed to act (Ter Bogt et al. 2024).

    beter: what can be done better the next time (after action review).
    """

    groep: MagLeeg = ""
    inzicht: MagLeeg = ""
    voorwaarden: MagLeeg = ""
    beter: MagLeeg = ""


@dataclass(frozen=True)
class Oogst(_Strikt):
    """What was written on the praatplaat in a session: per cloud the notes. foto: the name of the file with its photo."""

    terug: Briefjes = ()
    binnen: Briefjes = ()
    buiten: Briefjes = ()
    nu: Briefjes = ()
    opvalt: Briefjes = ()
    mist: Briefjes = ()
    trots: Briefjes = ()
    foto: MagLeeg = ""

    @property
    def notities(self) -> dict[str, tuple[str, ...]]:
        """The notes of each cloud in which something was written."""
        return {name: notes for name, notes in vars(self).items() if name != "foto" and notes}


@dataclass(frozen=True)
class Sessie(_Strikt):
    """One leersessie. binnenkring and buitenkring count who was there, per role."""

    id: Tekst
    datum: Datum
    wijk: MagLeeg = ""
    vorige: MagLeeg = ""
    binnenkring: dict[str, Aantal] = field(default_factory=dict)
    buitenkring: dict[str, Aantal] = field(default_factory=dict)
    besproken: tuple[Tekst, ...] = ()
    afsluiting: Afsluiting = field(default_factory=Afsluiting)
    oogst: Oogst = field(default_factory=Oogst)
    gesloten: bool = False
    herkomst: Herkomst = "eigen registratie"

    @property
    def beschreven(self) -> bool:
        """Whether anything was written down about the session itself."""
        return (
            bool(self.gesloten or self.binnenkring or self.buitenkring or self.besproken)
            or (self.afsluiting != Afsluiting())
            or (self.oogst != Oogst())
        )


@dataclass(frozen=True)
class Stand(_Strikt):
    """Where a question stood after one session."""

    sessie: Tekst
    is_: Annotated[Staat, Field(alias="is")]
    antwoord: MagLeeg = ""


@dataclass(frozen=True)
class Leervraag(_Strikt):
    """One learning question; it keeps its letter for life. monitorvraag: which of the four it belongs to, 1-4."""

    letter: Tekst
    vraag: Tekst
    gesteld_in: Tekst
    doel: MagLeeg = ""
    belemmering: MagLeeg = ""
    monitorvraag: Annotated[int, Field(ge=1, le=4)] | None = None
    indicatoren: tuple[Tekst, ...] = ()
    stand: tuple[Stand, ...] = ()
    herkomst: Herkomst = "eigen registratie"

    @property
    def staat(self) -> Staat:
        """The last state; a question without one is open."""
        return self.stand[-1].is_ if self.stand else "open"

    @property
    def antwoord(self) -> str:
        """The last answer that was written down, if any."""
        return next((stand.antwoord for stand in reversed(self.stand) if stand.antwoord), "")

    @property
    def loopt(self) -> bool:
        """Whether people still work on it: open or with a provisional answer."""
        return self.staat in ("open", "voorlopig_antwoord")


@dataclass(frozen=True)
class Toen(_Strikt):
    """The figure at the time of the agreement: in the unit of its finding (a share is 0-1), or as a sentence."""

    bevinding: MagLeeg = ""
    waarde: Getal | None = None
    laag: Getal | None = None
    hoog: Getal | None = None
    n: Aantal | None = None
    op: Datum | None = None
    tekst: MagLeeg = ""


@dataclass(frozen=True)
class Afspraak(_Strikt):
    """One agreement: what, who (a role), what is expected, which findings tell, which session looks back.

    sessie: where it was made. deel: the group or part of its findings that it is about, "" = the finding itself. verwacht: the direction of the figure that would fit the expectation. verwacht_cijfer: the figure
    that is expected, as people say it (a share: of 100). antwoord: what the
    outer circle answered to a request (naar_kring = "buiten"). beantwoord_in: the session in which that was written down.
    """

    id: Tekst
    sessie: Tekst
    wat: Tekst
    wie: Tekst
    terugkijk_in: Tekst
    leervraag: MagLeeg = ""
    verwachting: MagLeeg = ""
    verwacht: Verwacht = ""
    verwacht_cijfer: Annotated[Getal | None, MagOpen] = None
    naar_kring: Kring = ""
    bevindingen: tuple[Tekst, ...] = ()
    deel: MagLeeg = ""
    toen: tuple[Toen, ...] = ()
    antwoord: MagLeeg = ""
    beantwoord_in: MagLeeg = ""
    herkomst: Herkomst = "eigen registratie"


@dataclass(frozen=True)
class Uitspraak(_Strikt):
    """A short line that was said, with the circle and role of who said it, never a name."""

    kring: Literal["binnen", "buiten"]
    rol: Tekst
    tekst: Tekst


@dataclass(frozen=True)
class Duiding(_Strikt):
    """What one session made of one finding. nummer: its place in the file. toen: the figure as it stood.

    leidt_tot: the id of an agreement, the letter of a question, `niets`, or "" where nobody wrote it. geraden: what the group
    guessed before it saw the figure, as people say it (a share: of 100).
    """

    nummer: str
    sessie: Tekst
    bevinding: Tekst
    herkend: Herkend = ""
    gezegd: Annotated[tuple[Uitspraak, ...], MagOpen] = ()
    leidt_tot: MagLeeg = ""
    toen: Toen | None = None
    geraden: Annotated[Getal | None, MagOpen] = None
    herkomst: Herkomst = "eigen registratie"


@dataclass(frozen=True)
class Gevraagd(_Strikt):
    """A decision that is asked of the board: what, of whom, before which day, how much it costs, what happens without it."""

    wat: Tekst
    wie: MagLeeg = ""
    voor: Datum | None = None
    hoeveel: MagLeeg = ""
    anders: MagLeeg = ""


@dataclass(frozen=True)
class Verloop(_Strikt):
    """Where a hindrance stood after one session: still there, gone, or accepted, and by what."""

    sessie: Tekst
    is_: Annotated[Afloop, Field(alias="is")]
    waardoor: MagLeeg = ""


@dataclass(frozen=True)
class Belemmering(_Strikt):
    """Something that hinders, followed until it is gone or accepted.

    gezien_in: the session that named it. eigenaar: the role that works on it. afspraken: what was agreed about it. besluit:
    what is asked of the board where the group can't solve it.
    """

    id: Tekst
    wat: Tekst
    gezien_in: Tekst
    factor: Annotated[Factor | None, MagOpen] = None
    eigenaar: MagLeeg = ""
    afspraken: tuple[Tekst, ...] = ()
    stand: tuple[Verloop, ...] = ()
    besluit: Annotated[Gevraagd | None, MagOpen] = None
    herkomst: Herkomst = "eigen registratie"

    @property
    def afloop(self) -> Afloop:
        """The last state; one that nobody looked back on is open."""
        return self.stand[-1].is_ if self.stand else "open"


@dataclass(frozen=True)
class Terugblik(_Strikt):
    """How a session looked back on one agreement."""

    afspraak: Tekst
    sessie: Tekst
    wat_gebeurde: Tekst
    besluit: Besluit
    verschil_waardoor: MagLeeg = ""
    les: MagLeeg = ""
    niveau: Niveau = "lokaal"
    herkomst: Herkomst = "eigen registratie"


class Agendatabel(NamedTuple):
    """A table of the file: the type of its items, the field with the name of an item, and where a `Leeragenda` has them."""

    soort: type
    sleutel: str
    lijst: str


TABELLEN = {
    "sessie": Agendatabel(Sessie, "id", "sessies"),
    "leervraag": Agendatabel(Leervraag, "letter", "leervragen"),
    "afspraak": Agendatabel(Afspraak, "id", "afspraken"),
    "terugblik": Agendatabel(Terugblik, "afspraak", "terugblikken"),
    "duiding": Agendatabel(Duiding, "nummer", "duidingen"),
    "belemmering": Agendatabel(Belemmering, "id", "belemmeringen"),
}
