"""The plate: where everything stands on it, in units of 0.1 mm, and the slots for text from outside, with the room that each has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from wijkmonitor.figuren.letters import clean, wrap
from wijkmonitor.figuren.tekening.beeld import Beeld

BREED, HOOG = 4200.0, 2970.0


@dataclass(frozen=True)
class Kader:
    """A box on the plate; naar: where its tail points, if it is a balloon."""

    x: float
    y: float
    w: float
    h: float
    naar: tuple[float, float] | None = None
    open: bool = False

    @property
    def css(self) -> str:
        """The place as style."""
        return "".join(
            f"{name}:calc({value:g}*var(--u));"
            for name, value in (("left", self.x), ("top", self.y), ("width", self.w), ("height", self.h))
        )


# the four boards in the order of the questions, along the path
BORDEN = {number: Kader(110 + 1003 * (number - 1), 888, 971, 744) for number in (1, 2, 3, 4)}
QUOTE = Kader(2340, 470, 600, 405, (2290, 905))
TUIN = Kader(110, 1650, 3980, 270)
NOTA = Kader(110, 1945, 1010, 880)
BALLONNEN = {
    "trots": Kader(2200, 76, 1330, 320, open=True),
    "binnen": Kader(1160, 1945, 790, 640, (1390, 2650)),
    "buiten": Kader(2780, 1945, 760, 640, (3370, 2645)),
    "afspraak": Kader(1990, 1945, 750, 880, (1890, 2735), True),
    "opvalt": Kader(3580, 1945, 530, 430, (3596, 2540), True),
    "mist": Kader(3650, 2405, 460, 420, open=True),
}

Groei = Literal["bloeit", "groeit", "zaad"]
Stand = Literal["gedaan", "verwacht", "anders", "toeval", "open", "niets"]
MAX_BEDDEN, MAX_AFSPRAKEN, MAX_VRAGEN = 9, 3, 1
NIETS = "?"


@dataclass(frozen=True)
class Plaatbord:
    """The board of one monitor question.

    getal: the one strong number, at most 6 signs, written as readers see it; empty = `?`, and `tekst` is the reason.
    tekst: what the number is of. extra: one short sentence. voet: margin and source. voorbeeld: example data.
    antwoord: the answer to the question in a word.
    """

    kop: str
    getal: str = ""
    tekst: str = ""
    extra: str = ""
    voet: str = ""
    voorbeeld: bool = False
    antwoord: str = ""


@dataclass(frozen=True)
class Bed:
    """One intervention in the garden; woord says the same as the plant does."""

    naam: str
    groei: Groei
    woord: str = ""


@dataclass(frozen=True)
class Plaatafspraak:
    """One agreement of the last session, what we see of it now, and how it stands."""

    wat: str
    zien: str
    stand: Stand
    voorbeeld: bool = False


@dataclass(frozen=True)
class Slots:
    """All that differs between plates. borden: one for each of the four questions, in order.

    bereik: 0 to 10 coloured people on board 1. bloei: 0 to 10 open flowers below board 2. lijnen: 0 to 14 flags above
    board 3; each None where there is no figure. honderd: 0 to 100 coloured dots on board 1, in place of the people, for
    a share that ten people can't show. noot: what a reader must know about the drawing, e.g. what its drawer chose. slug: the same slug is the same
    drawing. trots: results that the wijk reached, as many as there is room for. verhaal: what several
    questions say of one buurt or theme, in the place of `vraag`. voorlezen: what is read aloud, below the plate on a screen.
    """

    wijk: str
    gemeente: str
    datum: str
    borden: tuple[Plaatbord, Plaatbord, Plaatbord, Plaatbord]
    slug: str = ""
    vraag: str = "Hoe gaat het met onze wijk? Praat en schrijf mee."
    beeld: Beeld = field(default_factory=Beeld)
    bereik: int | None = None
    honderd: int | None = None
    bloei: int | None = None
    lijnen: int | None = None
    bedden: tuple[Bed, ...] = ()
    quote: str = ""
    quote_van: str = ""
    quote_voorbeeld: bool = False
    afspraken: tuple[Plaatafspraak, ...] = ()
    geen_afspraken: str = ""
    binnen: tuple[str, ...] = ()
    buiten: tuple[str, ...] = ()
    trots: tuple[str, ...] = ()
    trots_voorbeeld: bool = False
    bronnen: tuple[str, ...] = ()  # the sources, whole; then shorter, for where that does not fit
    noot: str = ""
    verhaal: str = ""
    verhaal_voorbeeld: bool = False
    voorlezen: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.borden) != 4:
            raise ValueError(f"borden has {len(self.borden)} boards, must have 4")
        for name, most in (("bereik", 10), ("honderd", 100), ("bloei", 10), ("lijnen", 14)):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= most:
                raise ValueError(f"{name}={value!r} must be 0 to {most}, or None")


@dataclass(frozen=True)
class Passend:
    """A text that fits its room at `maat` times the usual letter size."""

    tekst: str
    maat: float = 1.0


def fit(text: str, room: float, size: float, *steps: tuple[float, int], bold: bool = False) -> Passend:
    """The whole text at the first of these steps where it fits; shortened at the last one where it never does.

    steps: (share of the letter size, number of lines), the largest first.
    """
    safe = clean(text)
    for scale, lines in steps:
        if fill(safe, room, size * scale, lines, bold=bold) == safe:
            return Passend(safe, scale)
    scale, lines = steps[-1]
    return Passend(fill(safe, room, size * scale, lines, bold=bold), scale)


def fill(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> str:
    """The text, shortened with an ellipsis so that it takes at most `lines` lines of `room` units at this letter size."""

    def fits(some: str) -> bool:
        return len(wrap(some, room, size, bold, lines=lines + 1)) <= lines

    safe = clean(text)
    if fits(safe):
        return safe
    words = safe.split()
    while len(words) > 1 and not fits(" ".join(words) + "…"):
        words.pop()
    kept = " ".join(words).rstrip(" ,;:-")
    while len(kept) > 1 and not fits(kept + "…"):
        kept = kept[:-1]
    return kept + "…"
