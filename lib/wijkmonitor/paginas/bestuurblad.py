"""What the page for the board shows, made to fit one A4: first fewer rows of what was reached, then shorter texts.

Room is in points; the sizes are those of `bestuur.css` in print.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from wijkmonitor.afspraken.spoor import nothing_agreed
from wijkmonitor.bevinding import Herkomst
from wijkmonitor.documenten import Documentsoort
from wijkmonitor.dossier import Dossier
from wijkmonitor.figuren import Figuur
from wijkmonitor.paginas.bestuurvragen import TEKST, Zin
from wijkmonitor.paginas.pagina import first_sentences, shorten
from wijkmonitor.paginas.tafelbladruimte import count_lines
from wijkmonitor.paginas.verzameld import Afgesproken, Verhaal

HOOG, BREED, TUSSEN = 771.0, 510.0, 14.2  # of the sheet within its margins, and what parts its columns
STRAAT = 37.0  # the drawn street of the wijk
KOP = 16.2  # a heading
SCHRIJF = 30.0  # a line to write on, and air above it
FIGUUR = 150.0  # with its heading
BADGE = " voorbeelddata"


class Inkorting(NamedTuple):
    """How much stands on the page: the figure, and how many rows of each kind of what was reached.

    kern: how long the texts are of what is asked, answered and agreed; bij: how long all others are.
    """

    figuur: bool
    rijen: int
    kern: float = 1.0
    bij: float = 1.0


INKORTINGEN = (
    *(Inkorting(True, 3, much, much) for much in (1.5, 1.0)), Inkorting(True, 2),
    *(Inkorting(False, 3, much, much) for much in (1.5, 1.0)), Inkorting(False, 2), Inkorting(False, 1),
    *(Inkorting(False, 1, kern, bij) for kern, bij in ((1.0, 0.8), (0.8, 0.6), (0.6, 0.5), (0.4, 0.4))),
)  # fmt: skip


@dataclass(frozen=True)
class Doel:
    """One of the three aims of the programme with what a finding says of it; regel is "" where no finding does.

    betekent: what such a number says of the aim, and what not.
    """

    naam: str
    regel: str
    voorbeeld: bool = False
    betekent: str = ""


class Vraagantwoord(NamedTuple):
    """What the report of a question answers, in one or two lines. woord: in a word, "" where it has none."""

    soort: Documentsoort
    regels: tuple[str, ...]
    woord: str = ""
    teken: str = "geen"
    voorbeeld: bool = False


class Bereiktgroep(NamedTuple):
    """What was reached, done or planned, under its heading. meer: how many there are that don't stand here."""

    kop: str
    zinnen: tuple[Zin, ...]
    meer: int = 0


class Bestuurfiguur(NamedTuple):
    """A figure with its heading."""

    kop: str
    figuur: Figuur
    herkomst: Herkomst


@dataclass(frozen=True)
class Bestuur:
    """What the page shows. figuur: where a story and agreements leave the room for it. straat: whether the drawn street has room."""

    dossier: Dossier
    doelen: tuple[Doel, ...]
    antwoorden: tuple[Vraagantwoord, ...]
    afspraken: tuple[Afgesproken, ...]
    vragen: tuple[Zin, ...]
    bereikt: tuple[Bereiktgroep, ...]
    verhaal: Verhaal | None = None
    figuur: Bestuurfiguur | None = None
    straat: bool = False

    @property
    def herkomst(self) -> Herkomst:
        """An example where any part of the page is one."""
        reached = (line for kind in self.bereikt for line in kind.zinnen)
        parts: tuple[Doel | Afgesproken | Zin | Vraagantwoord, ...]
        parts = (*self.doelen, *self.afspraken, *self.vragen, *reached, *self.antwoorden)
        return "voorbeeld" if any(part.voorbeeld for part in parts) else "eigen registratie"

    @property
    def voorbeeldantwoord(self) -> bool:
        """Whether every answer rests on example records: then that stands once, above them."""
        return all(answer.voorbeeld for answer in self.antwoorden)

    @property
    def geen_afspraken(self) -> str:
        """What is said where nothing was agreed."""
        return nothing_agreed(self.dossier.agenda, self.dossier.wijk.mijlpaal, peildatum=self.dossier.peildatum)

    def ingekort(self, inkorting: Inkorting) -> Bestuur:
        """The same with what this step leaves of it; each text has a most, of which it leaves a part."""

        def cut(text: str, most: int, part: float = inkorting.kern) -> str:
            return shorten(text, round(most * part))

        def whole(text: str, most: int, part: float = inkorting.bij) -> str:
            return first_sentences(text, round(most * part))

        return replace(
            self,
            figuur=self.figuur if inkorting.figuur else None,
            vragen=tuple(
                replace(
                    asked,
                    tekst=cut(asked.tekst, 150 if asked.erbij else 210),
                    erbij=tuple((name, cut(told, 90, inkorting.bij)) for name, told in asked.erbij),
                )
                for asked in self.vragen
            ),
            verhaal=self.verhaal and replace(self.verhaal, zinnen=(whole(self.verhaal.tekst, 400),)),
            bereikt=tuple(
                kind._replace(
                    zinnen=tuple(
                        replace(line, tekst=cut(line.tekst, 90, inkorting.bij)) for line in kind.zinnen[: inkorting.rijen]
                    ),
                    meer=kind.meer + len(kind.zinnen[inkorting.rijen :]),
                )
                for kind in self.bereikt
            ),
            doelen=tuple(
                replace(aim, regel=cut(aim.regel, 95 if aim.betekent else 130), betekent=whole(aim.betekent, 320))
                for aim in self.doelen
            ),
            antwoorden=tuple(
                answer._replace(
                    regels=tuple(whole(line, 125 if len(answer.regels) > 1 else 140, inkorting.kern) for line in answer.regels)
                )
                for answer in self.antwoorden
            ),
            afspraken=tuple(
                replace(
                    item, wat=cut(item.wat, 80), wie=cut(item.wie, 48), nu=whole(item.nu, 110), gedaan=whole(item.gedaan, 110)
                )
                for item in self.afspraken
            ),
        )


def fit_on_sheet(page: Bestuur) -> Bestuur:
    """The page with as much as one A4 holds, and with the drawn street where that has room beside all of it."""
    first, *others = (page.ingekort(inkorting) for inkorting in INKORTINGEN)
    if _room(first) + STRAAT <= HOOG:
        return replace(first, straat=True)
    return next((one for one in (first, *others) if _room(one) <= HOOG), others[-1])


def _room(page: Bestuur) -> float:
    """What all parts of the page take above each other."""
    last = 20.3  # what a figure does not tell
    return _head(page) + _asked(page) + _reached(page) + _aims(page) + _answers(page) + _agreed(page) + last


def _head(page: Bestuur) -> float:
    wijk, place = page.dossier.wijk.naam, page.dossier.plaats
    above = (
        f"{shorten(wijk, 45)}    {shorten(place, 120) if place != wijk else ''}    Bestuurlijk overleg    31 december 2022{BADGE}"
    )
    title = f"Wat vraagt {shorten(wijk, 60)} van het bestuur?"
    return 15.5 + 13.5 * _lines(above, BREED, 9.8) + 26 * _lines(title, BREED, 21, bold=True)


def _asked(page: Bestuur) -> float:
    beside = _column(len(page.vragen), BREED - 26)
    rows = [
        12.8 * _lines(item.tekst + BADGE * item.voorbeeld, beside, 10, bold=True)
        + (2.8 + 11.3 * _lines(" · ".join(f"{name}: {told}" for name, told in item.erbij), beside, 9.1) if item.erbij else 22.7)
        for item in page.vragen
    ]
    story = 4.3 + 12 * _lines(page.verhaal.tekst + BADGE, BREED, 9.5, bold=True) if page.verhaal else 0
    return 14.3 + KOP + 2.8 + max(rows, default=12.8) + story


def _reached(page: Bestuur) -> float:
    """Two columns, of which the longest is as short as can be: what stands under one heading is not parted."""
    beside = _column(2, BREED) - 11.3
    high = [
        2.9
        + 14.2 * _lines(kind.kop + BADGE * any(line.voorbeeld for line in kind.zinnen), beside, 11.5, bold=True)
        + 11.3 * ((kind.meer > 0) + sum(_lines(line.tekst, beside, 9) for line in kind.zinnen))
        for kind in page.bereikt
    ]
    return 5.7 + min(max(sum(high[:place]), sum(high[place:])) for place in range(len(high) + 1)) if high else 0


def _aims(page: Bestuur) -> float:
    beside = _column(3, BREED)
    texts = [f"{aim.regel} {aim.betekent}{BADGE * aim.voorbeeld}" for aim in page.doelen]
    return 7 + KOP + 12.2 * (1 + max(_lines(text, beside, 9.5) for text in texts))


def _answers(page: Bestuur) -> float:
    """Each answer beside its number."""
    high = 7 + KOP
    for answer in page.antwoorden:
        example = "Voorbeeld: " if answer.voorbeeld and not page.voorbeeldantwoord else ""
        told = f"{answer.woord}. {example}{' '.join(answer.regels)}"
        high += 19 + 13 * _lines(told, 472, 10, bold=True)
    return high


def _agreed(page: Bestuur) -> float:
    """What was agreed, or room to write, beside the figure."""
    wide = _column(2, BREED) if page.figuur else BREED
    beside = _column(len(page.afspraken), wide - 24)
    rows = [
        28
        + 12.8 * _lines(item.wat, beside, 10, bold=True)
        + 11.6 * (_lines(item.wie + BADGE, beside, 9) + _lines(f"Nu: {item.gedaan or item.nu}", beside, 9))
        for item in page.afspraken
    ]
    nothing = SCHRIJF + 11.6 * _lines(f"{page.geen_afspraken} {TEKST['schrijf']}", wide - 24, 9)
    note = 7 + 13 + KOP + max(rows, default=nothing)
    return max(note, FIGUUR) if page.figuur else note


def _column(parts: int, wide: float) -> float:
    """How wide each of so many columns is."""
    return (wide - TUSSEN * (parts - 1)) / parts if parts else wide


def _lines(text: str, wide: float, size: float, *, bold: bool = False) -> int:
    """On how many lines the text stands; letters are reckoned a little wide, and here that would cost whole sentences."""
    return count_lines(text, wide * 1.02, size, bold=bold)
